/* fiel-patience.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"

G_BEGIN_DECLS

#define FIEL_TYPE_PATIENCE (fiel_patience_get_type ())
G_DECLARE_FINAL_TYPE (FielPatience, fiel_patience, FIEL, PATIENCE, GObject)

/* How long an unknown attempt is "being checked" before it is called "not confirmed": a quarter of a minute or three
 * checks, whichever comes first. Property "over" (boolean). */
FielPatience *fiel_patience_new (FielClock *clock);

gboolean fiel_patience_is_over (FielPatience *self);

void fiel_patience_begin (FielPatience *self, guint n_checks);            /* goes on if it runs already */
void fiel_patience_note_checks (FielPatience *self, guint n_checks);
void fiel_patience_extend (FielPatience *self);       /* a customer was seen at the terminal: a minute, from now */
void fiel_patience_lose (FielPatience *self);         /* there is nothing to wait for */
void fiel_patience_regain (FielPatience *self);       /* there is something to wait for again */
void fiel_patience_stop (FielPatience *self);         /* no timer from here on */

G_END_DECLS
