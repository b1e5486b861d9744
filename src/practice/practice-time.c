/* practice-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The time of the practice world, in milliseconds since it began. It follows the machine's monotonic clock times a
 * whole scale, or stands still, and may be moved forward by hand. Timers fire in the order of their due times, each
 * seeing its own due time as "now", so that moving time by an hour gives the same history as waiting for an hour. */

#include "practice-time.h"

typedef struct
{
  guint id;
  gint64 due;
  PracticeTimeFunc func;
  gpointer user_data; /* unowned: whoever adds a timer removes it before it goes */
} Timer;

struct _PracticeTime
{
  GObject parent_instance;

  GSource *source;  /* owned: wakes up for the first timer */
  GList *timers;    /* owned, of owned Timer, by due time and then by id */
  GDateTime *began; /* owned: the wall clock when the world began */
  gint64 base_ms;   /* the world's time at @anchor_us */
  gint64 anchor_us; /* the monotonic clock at @base_ms */
  guint scale;
  guint last_id;
  gboolean paused;
  gboolean stepping; /* timers are firing: time stands at the due time of the one that fires */
};

G_DEFINE_FINAL_TYPE (PracticeTime, practice_time, G_TYPE_OBJECT)

static gboolean
dispatch_source (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static GSourceFuncs source_funcs = {
  .dispatch = dispatch_source,
};

static void
rearm (PracticeTime *self)
{
  const Timer *first = self->timers != NULL ? self->timers->data : NULL;
  gint64 left_ms;

  if (self->stepping)
    return;
  if (first == NULL)
    {
      g_source_set_ready_time (self->source, -1);
      return;
    }

  left_ms = first->due - practice_time_get_now (self);
  if (left_ms <= 0)
    g_source_set_ready_time (self->source, 0);
  else if (self->paused)
    g_source_set_ready_time (self->source, -1);
  else
    g_source_set_ready_time (self->source, g_get_monotonic_time () + left_ms * 1000 / self->scale + 1);
}

static void
run_to (PracticeTime *self, gint64 target_ms)
{
  self->stepping = TRUE;
  while (self->timers != NULL && ((Timer *)self->timers->data)->due <= target_ms)
    {
      g_autofree Timer *timer = self->timers->data;

      self->timers = g_list_delete_link (self->timers, self->timers);
      self->base_ms = MAX (self->base_ms, timer->due);
      timer->func (timer->user_data);
    }
  self->stepping = FALSE;
  self->base_ms = target_ms;
}

static gboolean
on_source_ready (gpointer user_data)
{
  PracticeTime *self = user_data;
  gint64 anchor_us = g_get_monotonic_time ();
  gint64 target_ms = practice_time_get_now (self);

  run_to (self, target_ms);
  self->anchor_us = anchor_us;
  rearm (self);
  return G_SOURCE_CONTINUE;
}

static void
practice_time_finalize (GObject *object)
{
  PracticeTime *self = PRACTICE_TIME (object);

  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_list_free_full (self->timers, g_free);
  g_date_time_unref (self->began);

  G_OBJECT_CLASS (practice_time_parent_class)->finalize (object);
}

static void
practice_time_class_init (PracticeTimeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = practice_time_finalize;
}

static void
practice_time_init (PracticeTime *self)
{
  self->scale = 1;
  self->anchor_us = g_get_monotonic_time ();
  self->began = g_date_time_new_now_local ();
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "practice-time");
  g_source_set_callback (self->source, on_source_ready, self, NULL);
  g_source_attach (self->source, NULL);
}

PracticeTime *
practice_time_new (void)
{
  return g_object_new (PRACTICE_TYPE_TIME, NULL);
}

/* Milliseconds since the world began. */
gint64
practice_time_get_now (PracticeTime *self)
{
  g_return_val_if_fail (PRACTICE_IS_TIME (self), 0);

  if (self->paused || self->stepping)
    return self->base_ms;
  return self->base_ms + (g_get_monotonic_time () - self->anchor_us) * self->scale / 1000;
}

/* Holds the time reached so far, before scale or pause change how it goes on. */
static void
settle (PracticeTime *self)
{
  self->base_ms = practice_time_get_now (self);
  self->anchor_us = g_get_monotonic_time ();
}

/**
 * practice_time_dup_date:
 * @skew_s: seconds by which the reader's clock is wrong
 *
 * Returns: (transfer full): the world's date and time, local and without a zone as the terminals print it
 */
GDateTime *
practice_time_dup_date (PracticeTime *self, gint64 skew_s)
{
  g_return_val_if_fail (PRACTICE_IS_TIME (self), NULL);

  return g_date_time_add (self->began, (practice_time_get_now (self) + skew_s * 1000) * 1000);
}

static gint
compare_timers (gconstpointer a, gconstpointer b)
{
  const Timer *x = a, *y = b;

  if (x->due != y->due)
    return x->due < y->due ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

/**
 * practice_time_add:
 * @delay_ms: simulated milliseconds from now; nothing or less means as soon as the main loop runs, even while paused
 *
 * Calls @func once.
 *
 * Returns: an id for practice_time_remove()
 */
guint
practice_time_add (PracticeTime *self, gint64 delay_ms, PracticeTimeFunc func, gpointer user_data)
{
  Timer *timer;

  g_return_val_if_fail (PRACTICE_IS_TIME (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  timer = g_new (Timer, 1);
  timer->id = ++self->last_id;
  timer->due = practice_time_get_now (self) + MAX (delay_ms, 0);
  timer->func = func;
  timer->user_data = user_data;
  self->timers = g_list_insert_sorted (self->timers, timer, compare_timers);
  rearm (self);
  return timer->id;
}

/* Forgets the timer @id points to, if it has not fired yet, and sets it to 0. */
void
practice_time_remove (PracticeTime *self, guint *id)
{
  g_return_if_fail (PRACTICE_IS_TIME (self));

  for (GList *l = self->timers; *id != 0 && l != NULL; l = l->next)
    if (((Timer *)l->data)->id == *id)
      {
        g_free (l->data);
        self->timers = g_list_delete_link (self->timers, l);
        rearm (self);
        break;
      }
  *id = 0;
}

guint
practice_time_get_scale (PracticeTime *self)
{
  g_return_val_if_fail (PRACTICE_IS_TIME (self), 1);
  return self->scale;
}

void
practice_time_set_scale (PracticeTime *self, guint scale)
{
  g_return_if_fail (PRACTICE_IS_TIME (self));
  g_return_if_fail (scale >= 1 && scale <= PRACTICE_TIME_MAX_SCALE);

  settle (self);
  self->scale = scale;
  rearm (self);
}

gboolean
practice_time_get_paused (PracticeTime *self)
{
  g_return_val_if_fail (PRACTICE_IS_TIME (self), FALSE);
  return self->paused;
}

void
practice_time_set_paused (PracticeTime *self, gboolean paused)
{
  g_return_if_fail (PRACTICE_IS_TIME (self));

  settle (self);
  self->paused = paused;
  rearm (self);
}

/* Moves time forward by hand; every timer on the way has fired when this returns. */
void
practice_time_advance (PracticeTime *self, gint64 ms)
{
  g_return_if_fail (PRACTICE_IS_TIME (self));
  g_return_if_fail (ms >= 0);
  g_return_if_fail (!self->stepping);

  settle (self);
  run_to (self, self->base_ms + ms);
  self->anchor_us = g_get_monotonic_time ();
  rearm (self);
}
