/* fiel-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-clock.h"

/* Where time comes from, as an argument: core and engine never read the machine's clocks themselves, so that a test can
 * move a whole payment through hours in no time. */

G_DEFINE_INTERFACE (FielClock, fiel_clock, G_TYPE_OBJECT)

static void
fiel_clock_default_init (FielClockInterface *iface)
{
}

/**
 * fiel_clock_get_boot_us:
 *
 * Returns: microseconds since boot, counting sleep; what every wait is measured with
 */
gint64
fiel_clock_get_boot_us (FielClock *self)
{
  g_return_val_if_fail (FIEL_IS_CLOCK (self), 0);

  return FIEL_CLOCK_GET_IFACE (self)->get_boot_us (self);
}

/**
 * fiel_clock_get_wall_us:
 *
 * Returns: UTC microseconds since 1970; for display and records, never for a decision (I9)
 */
gint64
fiel_clock_get_wall_us (FielClock *self)
{
  g_return_val_if_fail (FIEL_IS_CLOCK (self), 0);

  return FIEL_CLOCK_GET_IFACE (self)->get_wall_us (self);
}

/**
 * fiel_clock_get_boot_id:
 *
 * Returns: (transfer none): an id that changes with every boot; boot times of different boots are not comparable
 */
const char *
fiel_clock_get_boot_id (FielClock *self)
{
  g_return_val_if_fail (FIEL_IS_CLOCK (self), NULL);

  return FIEL_CLOCK_GET_IFACE (self)->get_boot_id (self);
}

/**
 * fiel_clock_add_timer:
 * @delay_us: microseconds from now, not negative
 * @callback: called once, never from inside this call
 * @user_data: data for @callback
 *
 * The callback runs in the main context that is the caller's thread-default one now.
 *
 * Returns: a handle that is never 0; once the timer fired, the handle is the caller's to forget
 */
guint
fiel_clock_add_timer (FielClock *self, gint64 delay_us, GSourceOnceFunc callback, gpointer user_data)
{
  g_return_val_if_fail (FIEL_IS_CLOCK (self), 0);
  g_return_val_if_fail (delay_us >= 0, 0);
  g_return_val_if_fail (callback != NULL, 0);

  return FIEL_CLOCK_GET_IFACE (self)->add_timer (self, delay_us, callback, user_data);
}

/**
 * fiel_clock_remove_timer:
 * @timer: handle of a timer that has not fired
 */
void
fiel_clock_remove_timer (FielClock *self, guint timer)
{
  g_return_if_fail (FIEL_IS_CLOCK (self));
  g_return_if_fail (timer != 0);

  FIEL_CLOCK_GET_IFACE (self)->remove_timer (self, timer);
}

/**
 * fiel_clock_clear_timer:
 * @timer: (inout): where the handle is kept; 0 is allowed and does nothing
 *
 * Removes the timer, if there is one, and forgets its handle.
 */
void
fiel_clock_clear_timer (FielClock *self, guint *timer)
{
  guint handle;

  g_return_if_fail (FIEL_IS_CLOCK (self));
  g_return_if_fail (timer != NULL);

  handle = *timer;
  *timer = 0;
  if (handle != 0)
    fiel_clock_remove_timer (self, handle);
}
