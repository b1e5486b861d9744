/* fiel-manual-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-manual-clock.h"

/* A clock that stands still until a test moves it. Timers fire in the order they are due (those due together in the
 * order they were added), each with the clock at the very moment it is due, in the main context that was thread-default
 * where it was added: directly when that was in the thread that moves the clock, else as a source of that context.
 * Every field is guarded by the lock, because the engine's worker adds timers from its own thread. */

#define FIRST_BOOT_US G_GINT64_CONSTANT (1000000000)
#define FIRST_WALL_US G_GINT64_CONSTANT (1767225600000000) /* 2026-01-01 00:00:00 UTC */

typedef struct
{
  guint handle;
  gint64 due_us;
  GMainContext *context; /* owned */
  GThread *thread;       /* not owned: only compared */
  GSourceOnceFunc callback;
  gpointer user_data; /* not owned */
  gboolean posted;    /* on its way as a source of another thread's context */
} Timer;

typedef struct
{
  FielManualClock *clock; /* owned */
  guint handle;
} Post;

struct _FielManualClock
{
  GObject parent_instance;

  GMutex lock;
  gint64 boot_us;
  gint64 wall_us;
  guint n_boots;
  char *boot_id;     /* owned */
  GPtrArray *timers; /* owned, of Timer, in the order they were added */
  GPtrArray *old_boot_ids; /* owned, of strings that were handed out */
  guint last_handle;
};

static void fiel_manual_clock_iface_init (FielClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielManualClock, fiel_manual_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_CLOCK, fiel_manual_clock_iface_init))

static void
timer_free (Timer *timer)
{
  g_main_context_unref (timer->context);
  g_free (timer);
}

static void
post_free (Post *post)
{
  g_object_unref (post->clock);
  g_free (post);
}

/* The lock is held. */
static Timer *
find_timer (FielManualClock *self, guint handle)
{
  for (guint i = 0; i < self->timers->len; i++)
    {
      Timer *timer = g_ptr_array_index (self->timers, i);

      if (timer->handle == handle)
        return timer;
    }

  return NULL;
}

/* The lock is held. The timers are in the order they were added, so the first of the least due times is the next. */
static Timer *
find_next (FielManualClock *self)
{
  Timer *next = NULL;

  for (guint i = 0; i < self->timers->len; i++)
    {
      Timer *timer = g_ptr_array_index (self->timers, i);

      if (!timer->posted && (next == NULL || timer->due_us < next->due_us))
        next = timer;
    }

  return next;
}

static gint64
fiel_manual_clock_get_boot_us (FielClock *clock)
{
  FielManualClock *self = FIEL_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->boot_us;
}

static gint64
fiel_manual_clock_get_wall_us (FielClock *clock)
{
  FielManualClock *self = FIEL_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->wall_us;
}

static const char *
fiel_manual_clock_get_boot_id (FielClock *clock)
{
  FielManualClock *self = FIEL_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->boot_id;
}

static guint
fiel_manual_clock_add_timer (FielClock *clock, gint64 delay_us, GSourceOnceFunc callback, gpointer user_data)
{
  FielManualClock *self = FIEL_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Timer *timer = g_new0 (Timer, 1);

  timer->handle = ++self->last_handle;
  timer->due_us = self->boot_us + delay_us;
  timer->context = g_main_context_ref_thread_default ();
  timer->thread = g_thread_self ();
  timer->callback = callback;
  timer->user_data = user_data;
  g_ptr_array_add (self->timers, timer);

  return timer->handle;
}

static void
fiel_manual_clock_remove_timer (FielClock *clock, guint handle)
{
  FielManualClock *self = FIEL_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Timer *timer = find_timer (self, handle);

  if (timer == NULL)
    g_error ("timer %u was removed after it fired, or never existed", handle);
  g_ptr_array_remove (self->timers, timer);
}

/* Calls a timer's callback in the thread that owns its context, unless the timer was removed meanwhile. */
static void
fire (FielManualClock *self, guint handle)
{
  g_autoptr (GMainContext) context = NULL;
  GSourceOnceFunc callback = NULL;
  gpointer user_data = NULL;
  Timer *timer;

  g_mutex_lock (&self->lock);
  timer = find_timer (self, handle);
  if (timer != NULL)
    {
      callback = timer->callback;
      user_data = timer->user_data;
      context = g_main_context_ref (timer->context);
      g_ptr_array_remove (self->timers, timer);
    }
  g_mutex_unlock (&self->lock);

  if (callback == NULL)
    return;

  g_main_context_push_thread_default (context);
  callback (user_data);
  g_main_context_pop_thread_default (context);
}

static gboolean
fire_posted (gpointer user_data)
{
  Post *post = user_data;

  fire (post->clock, post->handle);

  return G_SOURCE_REMOVE;
}

static void
post_timer (FielManualClock *self, GMainContext *context, guint handle)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Post *post = g_new0 (Post, 1);

  post->clock = g_object_ref (self);
  post->handle = handle;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "manual-clock-timer");
  g_source_set_callback (source, fire_posted, post, (GDestroyNotify) post_free);
  g_source_attach (source, context);
}

/* Takes the next timer that is due until @target_us, with the clock moved to its moment. */
static gboolean
fire_next (FielManualClock *self, gint64 target_us)
{
  g_autoptr (GMainContext) foreign_context = NULL;
  Timer *timer;
  guint handle;

  g_mutex_lock (&self->lock);
  timer = find_next (self);
  if (timer == NULL || timer->due_us > target_us)
    {
      g_mutex_unlock (&self->lock);
      return FALSE;
    }

  if (timer->due_us > self->boot_us)
    {
      self->wall_us += timer->due_us - self->boot_us;
      self->boot_us = timer->due_us;
    }
  handle = timer->handle;
  if (timer->thread != g_thread_self ())
    {
      timer->posted = TRUE;
      foreign_context = g_main_context_ref (timer->context);
    }
  g_mutex_unlock (&self->lock);

  if (foreign_context != NULL)
    post_timer (self, foreign_context, handle);
  else
    fire (self, handle);

  return TRUE;
}

/**
 * fiel_manual_clock_advance:
 * @delta_us: how far, not negative
 *
 * Moves boot and wall time, and fires every timer that becomes due on the way, including those added by timers.
 */
void
fiel_manual_clock_advance (FielManualClock *self, gint64 delta_us)
{
  gint64 target_us;

  g_return_if_fail (FIEL_IS_MANUAL_CLOCK (self));
  g_return_if_fail (delta_us >= 0);

  target_us = fiel_manual_clock_get_boot_us (FIEL_CLOCK (self)) + delta_us;
  while (fire_next (self, target_us))
    ;

  g_mutex_lock (&self->lock);
  self->wall_us += target_us - self->boot_us;
  self->boot_us = target_us;
  g_mutex_unlock (&self->lock);
}

/**
 * fiel_manual_clock_advance_to_next:
 *
 * Moves time just as far as the next timer, and fires everything due then.
 *
 * Returns: FALSE when there is no timer to wait for
 */
gboolean
fiel_manual_clock_advance_to_next (FielManualClock *self)
{
  gint64 delay_us;

  g_return_val_if_fail (FIEL_IS_MANUAL_CLOCK (self), FALSE);

  delay_us = fiel_manual_clock_get_next_delay_us (self);
  if (delay_us < 0)
    return FALSE;
  fiel_manual_clock_advance (self, delay_us);

  return TRUE;
}

/**
 * fiel_manual_clock_get_next_delay_us:
 *
 * Returns: how long until the next timer is due, or -1 when there is none
 */
gint64
fiel_manual_clock_get_next_delay_us (FielManualClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  const Timer *next;

  g_return_val_if_fail (FIEL_IS_MANUAL_CLOCK (self), -1);

  locker = g_mutex_locker_new (&self->lock);
  next = find_next (self);

  return next != NULL ? MAX (next->due_us - self->boot_us, 0) : -1;
}

/**
 * fiel_manual_clock_get_n_timers:
 *
 * Returns: how many timers have neither fired nor been removed
 */
guint
fiel_manual_clock_get_n_timers (FielManualClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (FIEL_IS_MANUAL_CLOCK (self), 0);

  locker = g_mutex_locker_new (&self->lock);

  return self->timers->len;
}

/**
 * fiel_manual_clock_jump_wall:
 * @delta_us: how far, in either direction
 *
 * Sets the wall clock as a person or a time server would; boot time and timers do not notice.
 */
void
fiel_manual_clock_jump_wall (FielManualClock *self, gint64 delta_us)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (FIEL_IS_MANUAL_CLOCK (self));

  locker = g_mutex_locker_new (&self->lock);
  self->wall_us += delta_us;
}

/**
 * fiel_manual_clock_reboot:
 *
 * A new boot: a new boot id, and boot time begins anew. There must be no timers left: their owners died before.
 */
void
fiel_manual_clock_reboot (FielManualClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (FIEL_IS_MANUAL_CLOCK (self));

  locker = g_mutex_locker_new (&self->lock);
  g_return_if_fail (self->timers->len == 0);

  g_ptr_array_add (self->old_boot_ids, g_steal_pointer (&self->boot_id));
  self->n_boots++;
  self->boot_id = g_strdup_printf ("manual-boot-%u", self->n_boots);
  self->boot_us = FIRST_BOOT_US;
}

static void
fiel_manual_clock_finalize (GObject *object)
{
  FielManualClock *self = FIEL_MANUAL_CLOCK (object);

  g_clear_pointer (&self->timers, g_ptr_array_unref);
  g_clear_pointer (&self->old_boot_ids, g_ptr_array_unref);
  g_clear_pointer (&self->boot_id, g_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (fiel_manual_clock_parent_class)->finalize (object);
}

static void
fiel_manual_clock_iface_init (FielClockInterface *iface)
{
  iface->get_boot_us = fiel_manual_clock_get_boot_us;
  iface->get_wall_us = fiel_manual_clock_get_wall_us;
  iface->get_boot_id = fiel_manual_clock_get_boot_id;
  iface->add_timer = fiel_manual_clock_add_timer;
  iface->remove_timer = fiel_manual_clock_remove_timer;
}

static void
fiel_manual_clock_class_init (FielManualClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_manual_clock_finalize;
}

static void
fiel_manual_clock_init (FielManualClock *self)
{
  g_mutex_init (&self->lock);
  self->boot_us = FIRST_BOOT_US;
  self->wall_us = FIRST_WALL_US;
  self->n_boots = 1;
  self->boot_id = g_strdup ("manual-boot-1");
  self->timers = g_ptr_array_new_with_free_func ((GDestroyNotify) timer_free);
  self->old_boot_ids = g_ptr_array_new_with_free_func (g_free);
}

/**
 * fiel_manual_clock_new:
 *
 * Returns: (transfer full): a clock that stands still, at a round moment of 2026
 */
FielManualClock *
fiel_manual_clock_new (void)
{
  return g_object_new (FIEL_TYPE_MANUAL_CLOCK, NULL);
}
