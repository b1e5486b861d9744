/* loop-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A clock that runs by itself, for tests whose counterpart is a real socket.
 */

#include "loop-clock.h"

struct _LoopClock
{
  GObject parent_instance;
};

static void loop_clock_iface_init (FielClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LoopClock, loop_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_CLOCK, loop_clock_iface_init))

static gint64
loop_clock_get_boot_us (FielClock *clock)
{
  return g_get_monotonic_time ();
}

static gint64
loop_clock_get_wall_us (FielClock *clock)
{
  return g_get_real_time ();
}

static const char *
loop_clock_get_boot_id (FielClock *clock)
{
  return "boot";
}

static guint
loop_clock_add_timer (FielClock *clock, gint64 delay_us, GSourceOnceFunc callback, gpointer user_data)
{
  return g_timeout_add_once ((guint) ((delay_us + 999) / 1000), callback, user_data);
}

static void
loop_clock_remove_timer (FielClock *clock, guint timer)
{
  g_source_remove (timer);
}

static void
loop_clock_iface_init (FielClockInterface *iface)
{
  iface->get_boot_us = loop_clock_get_boot_us;
  iface->get_wall_us = loop_clock_get_wall_us;
  iface->get_boot_id = loop_clock_get_boot_id;
  iface->add_timer = loop_clock_add_timer;
  iface->remove_timer = loop_clock_remove_timer;
}

static void
loop_clock_class_init (LoopClockClass *klass)
{
}

static void
loop_clock_init (LoopClock *self)
{
}

FielClock *
loop_clock_new (void)
{
  return FIEL_CLOCK (g_object_new (TYPE_LOOP_CLOCK, NULL));
}
