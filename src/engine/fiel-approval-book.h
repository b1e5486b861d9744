/* fiel-approval-book.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-person.h"

G_BEGIN_DECLS

#define FIEL_TYPE_APPROVAL_BOOK (fiel_approval_book_get_type ())
G_DECLARE_FINAL_TYPE (FielApprovalBook, fiel_approval_book, FIEL, APPROVAL_BOOK, GObject)

/* What managers have approved and nobody has done yet: by whom, what, about what, for ten minutes, once. In memory
 * only: whoever restarts asks again. */
FielApprovalBook *fiel_approval_book_new (FielClock *clock);

void fiel_approval_book_add (FielApprovalBook *self, FielAct act, const char *subject, const char *name);
gboolean fiel_approval_book_has (FielApprovalBook *self, FielAct act, const char *subject, const char *name);
const char *fiel_approval_book_find_name (FielApprovalBook *self, FielAct act, const char *subject);  /* (nullable) */
void fiel_approval_book_remove (FielApprovalBook *self, FielAct act, const char *subject, const char *name);
void fiel_approval_book_remove_act (FielApprovalBook *self, FielAct act);
void fiel_approval_book_clear (FielApprovalBook *self);

G_END_DECLS
