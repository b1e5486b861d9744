/* fiel-triage.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TRIAGE (fiel_triage_get_type ())
G_DECLARE_FINAL_TYPE (FielTriage, fiel_triage, FIEL, TRIAGE, GtkWidget)

/* What a person saw on the terminal of a payment that is not confirmed: asks, keeps the answer through
 * "win.note-sighting" and says what to do then. It shows what the attempt says, so an answer is on the screen when it
 * is durable. */
void fiel_triage_set_attempt (FielTriage *self, FielAttempt *attempt);   /* (nullable) */

void fiel_triage_set_narrow (FielTriage *self, gboolean narrow);

/* A code was scanned: it goes into the field for the slip's code, and no further. */
void fiel_triage_take_scan (FielTriage *self, const char *code);

/* The answer with that number, while the question is on the screen. */
void fiel_triage_press_digit (FielTriage *self, guint digit);

/* FALSE if there is no question open to go back from. */
gboolean fiel_triage_go_back (FielTriage *self);

G_END_DECLS
