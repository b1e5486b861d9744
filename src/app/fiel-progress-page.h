/* fiel-progress-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-clock.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PROGRESS_PAGE (fiel_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (FielProgressPage, fiel_progress_page, FIEL, PROGRESS_PAGE, GtkWidget)

void fiel_progress_page_set_clock (FielProgressPage *self, FielClock *clock);                    /* (nullable) */
/* @attempt: (nullable); @style: (static) (nullable) without @attempt */
void fiel_progress_page_set_attempt (FielProgressPage *self, FielAttempt *attempt, const FielNumberStyle *style);

void fiel_progress_page_set_narrow (FielProgressPage *self, gboolean narrow);

/* The customer pays another way: say that only proof is awaited now. */
void fiel_progress_page_set_leaving (FielProgressPage *self, gboolean leaving);

/* To the title: nothing there reacts to the Enter that charged. */
void fiel_progress_page_focus_title (FielProgressPage *self);

/* To "Ask the terminal to cancel", which it never presses; FALSE if it cannot be asked. */
gboolean fiel_progress_page_focus_cancel (FielProgressPage *self);

G_END_DECLS
