/* fiel-result-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-clock.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How long after it appears a result is deaf to "New sale" and "Try again": the Enter meant for what stood there
 * before. */
#define FIEL_RESULT_DEAF_US (500 * G_TIME_SPAN_MILLISECOND)

#define FIEL_TYPE_RESULT_PAGE (fiel_result_page_get_type ())
G_DECLARE_FINAL_TYPE (FielResultPage, fiel_result_page, FIEL, RESULT_PAGE, GtkWidget)

void fiel_result_page_set_clock (FielResultPage *self, FielClock *clock);                      /* (nullable) */
/* @attempt: (nullable); @style: (static) (nullable) without @attempt */
void fiel_result_page_set_attempt (FielResultPage *self, FielAttempt *attempt, const FielNumberStyle *style);

/* The sale that the attempt gives back, for its card; (nullable). Set before the attempt. */
void fiel_result_page_set_original (FielResultPage *self, FielAttempt *original);

void fiel_result_page_set_narrow (FielResultPage *self, gboolean narrow);

/* The result is new: it moves in, takes the focus, and an approval goes back to the till after @return_after_s
 * seconds without input (0: never). Not called for a result that is only looked at again. */
void fiel_result_page_arrive (FielResultPage *self, guint return_after_s);

void fiel_result_page_focus (FielResultPage *self);
/* What was about to be pressed is not taken: something else stands there now. */
void fiel_result_page_hold (FielResultPage *self);

/* Why what was pressed here could not be done; (nullable). */
void fiel_result_page_set_note (FielResultPage *self, const char *note);

/* Seconds until the till comes back; 0: it does not. */
guint fiel_result_page_get_return_in (FielResultPage *self);

G_END_DECLS
