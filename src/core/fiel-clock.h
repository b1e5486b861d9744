/* fiel-clock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FIEL_TYPE_CLOCK (fiel_clock_get_type ())
G_DECLARE_INTERFACE (FielClock, fiel_clock, FIEL, CLOCK, GObject)

/**
 * FielClockInterface:
 * @get_boot_us: microseconds since boot, counting sleep; every wait uses this
 * @get_wall_us: UTC microseconds since 1970; display and records only, decides nothing (I9)
 * @get_boot_id: (transfer none): an id that changes with every boot
 * @add_timer: call @callback once, @delay_us from now, in the thread-default main context of the caller; returns a
 *   handle that is never 0
 * @remove_timer: forget a timer that has not fired; a handle that fired is the caller's to forget
 *
 * Where time comes from. The engine's system clock reads the machine, the tests' manual clock moves by hand.
 */
struct _FielClockInterface
{
  GTypeInterface parent_interface;

  gint64 (*get_boot_us) (FielClock *self);
  gint64 (*get_wall_us) (FielClock *self);
  const char *(*get_boot_id) (FielClock *self);
  guint (*add_timer) (FielClock *self, gint64 delay_us, GSourceOnceFunc callback, gpointer user_data);
  void (*remove_timer) (FielClock *self, guint timer);
};

gint64 fiel_clock_get_boot_us (FielClock *self);
gint64 fiel_clock_get_wall_us (FielClock *self);
const char *fiel_clock_get_boot_id (FielClock *self);
guint fiel_clock_add_timer (FielClock *self, gint64 delay_us, GSourceOnceFunc callback, gpointer user_data);
void fiel_clock_remove_timer (FielClock *self, guint timer);
void fiel_clock_clear_timer (FielClock *self, guint *timer);

G_END_DECLS
