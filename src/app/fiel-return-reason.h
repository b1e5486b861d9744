/* fiel-return-reason.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_RETURN_REASON (fiel_return_reason_get_type ())
G_DECLARE_FINAL_TYPE (FielReturnReason, fiel_return_reason, FIEL, RETURN_REASON, GtkWidget)

/* Signal "changed". Why money is returned: one of a list, with words if somebody wants to, and only words for "another
 * reason". Nothing is chosen to begin with. */
void fiel_return_reason_clear (FielReturnReason *self);

/* What is still to be filled in; NULL if nothing is. */
const char *fiel_return_reason_find_missing (FielReturnReason *self);

/* To what is still to be filled in. */
gboolean fiel_return_reason_focus (FielReturnReason *self);

/* The reason as it is recorded; "" while something is missing. */
char *fiel_return_reason_get_purpose (FielReturnReason *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
