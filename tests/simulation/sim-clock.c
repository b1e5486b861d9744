/* sim-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-clock.h"

#define FIRST_BOOT_US (90 * G_USEC_PER_SEC)
#define FIRST_WALL_US G_GINT64_CONSTANT (1767268800000000) /* 2026-01-01 12:00:00 UTC */

struct _SimClock
{
  GObject parent_instance;

  SimScheduler *scheduler;   /* the world's */
  gint64 boot_offset_us;
  gint64 wall_offset_us;
  guint n_boots;
  const char *boot_id;       /* interned */
};

static void sim_clock_iface_init (FielClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimClock, sim_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_CLOCK, sim_clock_iface_init))

static gint64
sim_clock_get_boot_us (FielClock *clock)
{
  SimClock *self = SIM_CLOCK (clock);

  return sim_scheduler_get_now_us (self->scheduler) + self->boot_offset_us;
}

static gint64
sim_clock_get_wall_us (FielClock *clock)
{
  SimClock *self = SIM_CLOCK (clock);

  return sim_scheduler_get_now_us (self->scheduler) + self->wall_offset_us;
}

static const char *
sim_clock_get_boot_id (FielClock *clock)
{
  return SIM_CLOCK (clock)->boot_id;
}

static guint
sim_clock_add_timer (FielClock *clock, gint64 delay_us, GSourceOnceFunc callback, gpointer user_data)
{
  return sim_scheduler_add (SIM_CLOCK (clock)->scheduler, SIM_SIDE_TILL, delay_us, callback, user_data, NULL);
}

static void
sim_clock_remove_timer (FielClock *clock, guint timer)
{
  if (!sim_scheduler_remove (SIM_CLOCK (clock)->scheduler, timer))
    g_error ("a timer was removed after it fired");
}

static void
sim_clock_iface_init (FielClockInterface *iface)
{
  iface->get_boot_us = sim_clock_get_boot_us;
  iface->get_wall_us = sim_clock_get_wall_us;
  iface->get_boot_id = sim_clock_get_boot_id;
  iface->add_timer = sim_clock_add_timer;
  iface->remove_timer = sim_clock_remove_timer;
}

static void
sim_clock_class_init (SimClockClass *klass)
{
}

static void
sim_clock_init (SimClock *self)
{
}

static void
name_boot (SimClock *self)
{
  g_autofree char *name = g_strdup_printf ("sim-boot-%u", ++self->n_boots);

  self->boot_id = g_intern_string (name);
}

SimClock *
sim_clock_new (SimScheduler *scheduler)
{
  SimClock *self = g_object_new (SIM_TYPE_CLOCK, NULL);

  self->scheduler = scheduler;
  self->boot_offset_us = FIRST_BOOT_US;
  self->wall_offset_us = FIRST_WALL_US;
  name_boot (self);

  return self;
}

void
sim_clock_jump_wall (SimClock *self, gint64 delta_us)
{
  self->wall_offset_us += delta_us;
}

void
sim_clock_reboot (SimClock *self)
{
  self->boot_offset_us = FIRST_BOOT_US - sim_scheduler_get_now_us (self->scheduler);
  name_boot (self);
}
