/* fiel-by-hand-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_BY_HAND_PAGE (fiel_by_hand_page_get_type ())
G_DECLARE_FINAL_TYPE (FielByHandPage, fiel_by_hand_page, FIEL, BY_HAND_PAGE, GtkWidget)

/* The manager's record of a payment that nobody has a result of: what happened, how they know, who records it; then
 * the second look. Activates "win.record-by-hand" (bsss): charged, reason, manager, witness. */

/* Whose people record and look; (nullable). */
void fiel_by_hand_page_set_engine (FielByHandPage *self, FielEngine *engine);
void fiel_by_hand_page_set_clock (FielByHandPage *self, FielClock *clock);               /* (nullable) */
/* Empties the form. @attempt: (nullable); @style: (static) (nullable) without @attempt */
void fiel_by_hand_page_set_attempt (FielByHandPage *self, FielAttempt *attempt, const FielNumberStyle *style);

void fiel_by_hand_page_focus_title (FielByHandPage *self);

/* From the second look to the form; FALSE if it is the form that is shown. */
gboolean fiel_by_hand_page_go_back (FielByHandPage *self);

/* Why it could not be recorded; (nullable). */
void fiel_by_hand_page_set_note (FielByHandPage *self, const char *note);

G_END_DECLS
