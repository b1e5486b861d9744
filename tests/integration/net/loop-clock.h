/* loop-clock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"

G_BEGIN_DECLS

#define TYPE_LOOP_CLOCK (loop_clock_get_type ())
G_DECLARE_FINAL_TYPE (LoopClock, loop_clock, LOOP, CLOCK, GObject)

FielClock *loop_clock_new (void);

G_END_DECLS
