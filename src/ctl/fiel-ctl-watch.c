/* fiel-ctl-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-watch.h"

#include "fiel-ctl-output.h"
#include "fiel-state-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* Watches payments until there is nothing more to wait for. It looks at them from an idle, not from within a
 * notification, so that what it prints and decides by is always the whole of what the engine has set. */

#define GRACE_S 5

typedef struct
{
  FielAttempt *attempt;      /* (owned) */
  gulong handler;
  guint n_checks;            /* when the watch began */
  FielAttemptState told;     /* the state that was printed last */
  const char *told_word;     /* static, nullable: what it is called */
  gboolean is_successor;     /* the engine started it by itself */
} Watched;

struct _FielCtlWatch
{
  GObject parent_instance;

  FielCtlSession *session;   /* (owned) */
  FielCtlWatchPlan plan;
  GPtrArray *watched;        /* (owned) (element-type Watched) */
  gulong storage_handler;
  guint idle;
  guint patience;            /* timer of the clock */
  gboolean out_of_patience;
  guint grace;               /* timer of the clock: until when a successor is waited for */
  gboolean grace_ended;
};

G_DEFINE_FINAL_TYPE (FielCtlWatch, fiel_ctl_watch, G_TYPE_OBJECT)

static void look_soon (FielCtlWatch *self);

static void
watched_free (Watched *watched)
{
  g_signal_handler_disconnect (watched->attempt, watched->handler);
  g_object_unref (watched->attempt);
  g_free (watched);
}

static void
fiel_ctl_watch_dispose (GObject *object)
{
  FielCtlWatch *self = FIEL_CTL_WATCH (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->session != NULL)
    {
      fiel_clock_clear_timer (fiel_ctl_session_get_clock (self->session), &self->patience);
      fiel_clock_clear_timer (fiel_ctl_session_get_clock (self->session), &self->grace);
      g_clear_signal_handler (&self->storage_handler, fiel_ctl_session_get_engine (self->session));
    }
  g_ptr_array_set_size (self->watched, 0);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (fiel_ctl_watch_parent_class)->dispose (object);
}

static void
fiel_ctl_watch_finalize (GObject *object)
{
  g_ptr_array_unref (FIEL_CTL_WATCH (object)->watched);

  G_OBJECT_CLASS (fiel_ctl_watch_parent_class)->finalize (object);
}

static void
fiel_ctl_watch_class_init (FielCtlWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_ctl_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = fiel_ctl_watch_finalize;
}

static void
fiel_ctl_watch_init (FielCtlWatch *self)
{
  self->watched = g_ptr_array_new_with_free_func ((GDestroyNotify) watched_free);
}

static void
tell_step (FielCtlWatch *self, Watched *watched)
{
  const FielAttemptState state = fiel_attempt_get_state (watched->attempt);

  if (state == watched->told || state == FIEL_ATTEMPT_STATE_CLOSED)
    return;

  watched->told = state;
  if (fiel_ctl_session_get_arguments (self->session)->json)
    fiel_ctl_print_attempt (self->session, watched->attempt);
  else if (g_strcmp0 (watched->told_word, fiel_state_words_state (state)) != 0)
    fprintf (stderr, "fielctl: %s  %s\n", fiel_attempt_get_id (watched->attempt), fiel_state_words_state (state));
  watched->told_word = fiel_state_words_state (state);
}

static void
finish (FielCtlWatch *self)
{
  g_autoptr (GPtrArray) attempts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FielCtlSession) session = g_object_ref (self->session);
  const FielCtlWatched done = self->plan.done;

  for (guint i = 0; i < self->watched->len; i++)
    {
      const Watched *watched = g_ptr_array_index (self->watched, i);

      g_ptr_array_add (attempts, g_object_ref (watched->attempt));
    }
  g_object_unref (self);
  if (!fiel_ctl_session_is_over (session))
    done (session, attempts);
}

static void
on_grace_ended (gpointer user_data)
{
  FielCtlWatch *self = user_data;

  self->grace = 0;
  self->grace_ended = TRUE;
  look_soon (self);
}

/* A sale that was refused for its credentials may be charged once more by the engine, as an attempt of its own. Ending
 * before that one ends would call "not charged" what is about to be. Returns whether to wait. */
static gboolean
awaits_successor (FielCtlWatch *self, Watched *watched)
{
  FielAttempt *successor = fiel_attempt_get_successor (watched->attempt);

  if (successor != NULL)
    {
      if (self->plan.tells_steps && fiel_ctl_session_get_arguments (self->session)->json)
        fiel_ctl_print_attempt (self->session, watched->attempt);
      g_signal_handler_disconnect (watched->attempt, watched->handler);
      g_set_object (&watched->attempt, successor);
      watched->handler = g_signal_connect_swapped (successor, "notify", G_CALLBACK (look_soon), self);
      watched->n_checks = 0;
      watched->told = FIEL_ATTEMPT_STATE_PROPOSED;
      watched->told_word = NULL;
      watched->is_successor = TRUE;
      look_soon (self);
      return TRUE;
    }
  if (watched->is_successor || self->grace_ended || fiel_attempt_get_outcome (watched->attempt) != FIEL_OUTCOME_REFUSED
      || fiel_attempt_get_reason (watched->attempt) != FIEL_REASON_CREDENTIALS)
    return FALSE;
  if (self->grace == 0)
    self->grace = fiel_clock_add_timer (fiel_ctl_session_get_clock (self->session), GRACE_S * G_USEC_PER_SEC,
                                        on_grace_ended, self);

  return TRUE;
}

/* A check may be several questions: the terminal's records are read as soon as it was found idle. Once it is over, the
 * payment is closed or the next check has its time; while what was found is being written down it has none. */
static gboolean
is_being_asked (FielCtlWatch *self, FielAttempt *attempt)
{
  FielClock *clock = fiel_ctl_session_get_clock (self->session);

  return !fiel_ctl_is_closed (attempt, 0)
         && (fiel_attempt_get_checking (attempt)
             || fiel_attempt_get_next_check_us (attempt) <= fiel_clock_get_boot_us (clock));
}

static gboolean
is_settled (FielCtlWatch *self, Watched *watched)
{
  return self->plan.settled (watched->attempt, watched->n_checks)
         && !(self->plan.hears_out && is_being_asked (self, watched->attempt)) && !awaits_successor (self, watched);
}

static gboolean
look (gpointer user_data)
{
  FielCtlWatch *self = user_data;
  const char *trouble = fiel_engine_get_storage_trouble (fiel_ctl_session_get_engine (self->session));
  gboolean settled = TRUE;

  self->idle = 0;
  for (guint i = 0; i < self->watched->len; i++)
    {
      Watched *watched = g_ptr_array_index (self->watched, i);

      if (self->plan.tells_steps)
        tell_step (self, watched);
      settled = settled && is_settled (self, watched);
    }

  if (trouble != NULL)
    fprintf (stderr, "fielctl: %s\n", trouble);
  if (settled || trouble != NULL || self->out_of_patience || fiel_ctl_session_is_interrupted (self->session))
    finish (self);

  return G_SOURCE_REMOVE;
}

static void
look_soon (FielCtlWatch *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, look, self, NULL);
}

static void
on_patience_ended (gpointer user_data)
{
  FielCtlWatch *self = user_data;

  self->patience = 0;
  self->out_of_patience = TRUE;
  look_soon (self);
}

static void
watch (FielCtlWatch *self, FielAttempt *attempt)
{
  Watched *watched = g_new0 (Watched, 1);

  watched->attempt = g_object_ref (attempt);
  watched->n_checks = fiel_attempt_get_n_checks (attempt);
  watched->told = FIEL_ATTEMPT_STATE_PROPOSED;
  watched->handler = g_signal_connect_swapped (attempt, "notify", G_CALLBACK (look_soon), self);
  g_ptr_array_add (self->watched, watched);
}

gboolean
fiel_ctl_is_closed (FielAttempt *attempt, guint n_checks)
{
  return fiel_attempt_get_state (attempt) == FIEL_ATTEMPT_STATE_CLOSED;
}

gboolean
fiel_ctl_is_settled (FielAttempt *attempt, guint n_checks)
{
  return fiel_ctl_is_closed (attempt, n_checks) || fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_UNCONFIRMED;
}

void
fiel_ctl_watch_begin (FielCtlSession *session, GPtrArray *attempts, const FielCtlWatchPlan *plan)
{
  FielCtlWatch *self = g_object_new (FIEL_TYPE_CTL_WATCH, NULL);

  self->session = g_object_ref (session);
  self->plan = *plan;
  for (guint i = 0; i < attempts->len; i++)
    watch (self, g_ptr_array_index (attempts, i));
  self->storage_handler = g_signal_connect_swapped (fiel_ctl_session_get_engine (session), "notify::storage-trouble",
                                                    G_CALLBACK (look_soon), self);
  if (plan->patience_s > 0)
    self->patience = fiel_clock_add_timer (fiel_ctl_session_get_clock (session),
                                           (gint64)plan->patience_s * G_USEC_PER_SEC, on_patience_ended, self);
  look_soon (self);
}
