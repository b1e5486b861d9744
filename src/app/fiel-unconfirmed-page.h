/* fiel-unconfirmed-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-clock.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_UNCONFIRMED_PAGE (fiel_unconfirmed_page_get_type ())
#define FIEL_UNCONFIRMED_DEAF_US (500 * G_TIME_SPAN_MILLISECOND)

G_DECLARE_FINAL_TYPE (FielUnconfirmedPage, fiel_unconfirmed_page, FIEL, UNCONFIRMED_PAGE, GtkWidget)

void fiel_unconfirmed_page_set_clock (FielUnconfirmedPage *self, FielClock *clock);               /* (nullable) */
/* @attempt: (nullable); @style: (static) (nullable) without @attempt */
void fiel_unconfirmed_page_set_attempt (FielUnconfirmedPage *self, FielAttempt *attempt, const FielNumberStyle *style);

void fiel_unconfirmed_page_set_narrow (FielUnconfirmedPage *self, gboolean narrow);

/* A code was scanned: of the slip, for all we know. */
void fiel_unconfirmed_page_take_scan (FielUnconfirmedPage *self, const char *code);

/* A digit was typed that no text field wanted: the answer with that number, if the question is on the screen. For the
 * first half second it is none: it was meant for what stood here before. */
void fiel_unconfirmed_page_press_digit (FielUnconfirmedPage *self, guint digit);

/* One question back; FALSE if none is open. */
gboolean fiel_unconfirmed_page_go_back (FielUnconfirmedPage *self);

/* Why an answer could not be kept; (nullable). */
void fiel_unconfirmed_page_set_note (FielUnconfirmedPage *self, const char *note);

void fiel_unconfirmed_page_focus_title (FielUnconfirmedPage *self);
void fiel_unconfirmed_page_focus_park (FielUnconfirmedPage *self);

G_END_DECLS
