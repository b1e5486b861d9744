/* fiel-press-guard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FIEL_PRESS_DEAD_TIME_US (700 * G_TIME_SPAN_MILLISECOND)

/**
 * FielPressGuard:
 *
 * Keeps one intention from becoming two: a press of something that charges makes it deaf for 700 ms, and a key that
 * is held down counts once. Zero-initialised. The journal's constraints are the real guard; this one saves the
 * cashier from meeting it.
 */
typedef struct
{
  gint64 deaf_until_us;
  gboolean key_down;
} FielPressGuard;

/* TRUE if a press at @now_us (boot time) counts; what follows within the dead time does not. */
gboolean fiel_press_guard_accept (FielPressGuard *self, gint64 now_us);

/* Start a dead time without a press: a question has just appeared under the cashier's hand. */
void fiel_press_guard_hold (FielPressGuard *self, gint64 now_us);

/* The charge key went down: FALSE if it is the keyboard repeating itself. */
gboolean fiel_press_guard_key_down (FielPressGuard *self);
void fiel_press_guard_key_up (FielPressGuard *self);

G_END_DECLS
