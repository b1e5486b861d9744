/* fiel-manual-clock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"

G_BEGIN_DECLS

#define FIEL_TYPE_MANUAL_CLOCK (fiel_manual_clock_get_type ())
G_DECLARE_FINAL_TYPE (FielManualClock, fiel_manual_clock, FIEL, MANUAL_CLOCK, GObject)

FielManualClock *fiel_manual_clock_new (void);

void fiel_manual_clock_advance (FielManualClock *self, gint64 delta_us);
gboolean fiel_manual_clock_advance_to_next (FielManualClock *self);
gint64 fiel_manual_clock_get_next_delay_us (FielManualClock *self);
guint fiel_manual_clock_get_n_timers (FielManualClock *self);

void fiel_manual_clock_jump_wall (FielManualClock *self, gint64 delta_us);
void fiel_manual_clock_reboot (FielManualClock *self);

G_END_DECLS
