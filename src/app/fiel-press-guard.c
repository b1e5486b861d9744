/* fiel-press-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-press-guard.h"

gboolean
fiel_press_guard_accept (FielPressGuard *self, gint64 now_us)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (now_us < self->deaf_until_us)
    return FALSE;

  fiel_press_guard_hold (self, now_us);

  return TRUE;
}

void
fiel_press_guard_hold (FielPressGuard *self, gint64 now_us)
{
  g_return_if_fail (self != NULL);

  self->deaf_until_us = now_us + FIEL_PRESS_DEAD_TIME_US;
}

gboolean
fiel_press_guard_key_down (FielPressGuard *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->key_down)
    return FALSE;

  self->key_down = TRUE;

  return TRUE;
}

void
fiel_press_guard_key_up (FielPressGuard *self)
{
  g_return_if_fail (self != NULL);

  self->key_down = FALSE;
}
