/* fiel-system-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-system-clock.h"

#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* The machine's clocks. A payment's time runs on while this machine sleeps, so waits are measured in boot time. GLib's
 * own timeouts stop during sleep; each timer here is a timerfd of CLOCK_BOOTTIME, which fires as soon as the machine is
 * awake again. A timer never fires early: dispatch compares boot time itself, which also covers the case without a
 * descriptor. */

typedef struct
{
  GSource source;

  FielSystemClock *clock;   /* (owned) */
  guint handle;
  gint64 due_us;            /* boot time */
  int fd;                   /* -1: the process is out of descriptors; then GLib's clock wakes us */
} BootTimer;

struct _FielSystemClock
{
  GObject parent_instance;

  char *boot_id;        /* (owned) */
  GMutex lock;          /* guards timers and last_handle */
  GHashTable *timers;   /* (owned) (element-type guint BootTimer): those that have not fired; their contexts own them */
  guint last_handle;
};

static void fiel_system_clock_iface_init (FielClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielSystemClock, fiel_system_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_CLOCK, fiel_system_clock_iface_init))

static gint64
fiel_system_clock_get_boot_us (FielClock *clock)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
fiel_system_clock_get_wall_us (FielClock *clock)
{
  return g_get_real_time ();
}

static const char *
fiel_system_clock_get_boot_id (FielClock *clock)
{
  return FIEL_SYSTEM_CLOCK (clock)->boot_id;
}

static gboolean
boot_timer_arm (BootTimer *timer)
{
  const struct itimerspec when = {
    .it_value = {
      .tv_sec = (time_t) (timer->due_us / G_USEC_PER_SEC),
      .tv_nsec = (long) (timer->due_us % G_USEC_PER_SEC) * 1000,
    },
  };

  return timer->fd >= 0 && timerfd_settime (timer->fd, TFD_TIMER_ABSTIME, &when, NULL) == 0;
}

static void
boot_timer_arm_without_fd (BootTimer *timer)
{
  const gint64 left_us = timer->due_us - fiel_system_clock_get_boot_us (NULL);

  g_source_set_ready_time (&timer->source, g_get_monotonic_time () + MAX (left_us, 0));
}

static void
boot_timer_forget (BootTimer *timer)
{
  g_mutex_lock (&timer->clock->lock);
  g_hash_table_remove (timer->clock->timers, GUINT_TO_POINTER (timer->handle));
  g_mutex_unlock (&timer->clock->lock);
}

static gboolean
boot_timer_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  BootTimer *timer = (BootTimer *) source;

  if (fiel_system_clock_get_boot_us (NULL) < timer->due_us)
    {
      if (!boot_timer_arm (timer))
        boot_timer_arm_without_fd (timer);
      return G_SOURCE_CONTINUE;
    }

  boot_timer_forget (timer);
  ((GSourceOnceFunc) (void (*) (void)) callback) (user_data);

  return G_SOURCE_REMOVE;
}

static void
boot_timer_finalize (GSource *source)
{
  BootTimer *timer = (BootTimer *) source;

  boot_timer_forget (timer);
  if (timer->fd >= 0)
    close (timer->fd);
  g_object_unref (timer->clock);
}

static GSourceFuncs boot_timer_funcs = {
  .dispatch = boot_timer_dispatch,
  .finalize = boot_timer_finalize,
};

static guint
fiel_system_clock_add_timer (FielClock *clock, gint64 delay_us, GSourceOnceFunc callback, gpointer user_data)
{
  FielSystemClock *self = FIEL_SYSTEM_CLOCK (clock);
  GSource *source = g_source_new (&boot_timer_funcs, sizeof (BootTimer));
  BootTimer *timer = (BootTimer *) source;
  guint handle;

  g_source_set_static_name (source, "FielSystemClock timer");
  g_source_set_callback (source, (GSourceFunc) (void (*) (void)) callback, user_data, NULL);
  timer->clock = g_object_ref (self);
  timer->due_us = fiel_system_clock_get_boot_us (clock) + delay_us;
  timer->fd = timerfd_create (CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (boot_timer_arm (timer))
    g_source_add_unix_fd (source, timer->fd, G_IO_IN);
  else
    boot_timer_arm_without_fd (timer);

  g_mutex_lock (&self->lock);
  do
    handle = ++self->last_handle;
  while (handle == 0 || g_hash_table_contains (self->timers, GUINT_TO_POINTER (handle)));
  timer->handle = handle;
  g_hash_table_insert (self->timers, GUINT_TO_POINTER (handle), source);
  g_mutex_unlock (&self->lock);

  g_source_attach (source, g_main_context_get_thread_default ());
  g_source_unref (source);

  return handle;
}

static void
fiel_system_clock_remove_timer (FielClock *clock, guint handle)
{
  FielSystemClock *self = FIEL_SYSTEM_CLOCK (clock);
  GSource *source;

  g_mutex_lock (&self->lock);
  source = g_hash_table_lookup (self->timers, GUINT_TO_POINTER (handle));
  if (source != NULL)
    g_source_ref (source);
  g_mutex_unlock (&self->lock);

  if (source == NULL)
    return;
  g_source_destroy (source);
  g_source_unref (source);
}

/* Without the kernel's word every run counts as a new boot, which makes recovery wait longer and never shorter. */
static char *
read_boot_id (void)
{
  g_autofree char *boot_id = NULL;

  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot_id, NULL, NULL))
    g_strstrip (boot_id);

  return g_uuid_string_is_valid (boot_id != NULL ? boot_id : "") ? g_steal_pointer (&boot_id) : g_uuid_string_random ();
}

static void
fiel_system_clock_finalize (GObject *object)
{
  FielSystemClock *self = FIEL_SYSTEM_CLOCK (object);

  g_free (self->boot_id);
  g_hash_table_unref (self->timers);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (fiel_system_clock_parent_class)->finalize (object);
}

static void
fiel_system_clock_class_init (FielSystemClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_system_clock_finalize;
}

static void
fiel_system_clock_iface_init (FielClockInterface *iface)
{
  iface->get_boot_us = fiel_system_clock_get_boot_us;
  iface->get_wall_us = fiel_system_clock_get_wall_us;
  iface->get_boot_id = fiel_system_clock_get_boot_id;
  iface->add_timer = fiel_system_clock_add_timer;
  iface->remove_timer = fiel_system_clock_remove_timer;
}

static void
fiel_system_clock_init (FielSystemClock *self)
{
  self->boot_id = read_boot_id ();
  self->timers = g_hash_table_new (NULL, NULL);
  g_mutex_init (&self->lock);
}

FielClock *
fiel_system_clock_new (void)
{
  return g_object_new (FIEL_TYPE_SYSTEM_CLOCK, NULL);
}
