/* fiel-system-clock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"

G_BEGIN_DECLS

#define FIEL_TYPE_SYSTEM_CLOCK (fiel_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (FielSystemClock, fiel_system_clock, FIEL, SYSTEM_CLOCK, GObject)

/* The machine's clocks: CLOCK_BOOTTIME for waits, the wall clock for display. Usable from any thread; timers fire in
 * the thread-default context of whoever added them. */
FielClock *fiel_system_clock_new (void);

G_END_DECLS
