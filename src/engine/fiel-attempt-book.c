/* fiel-attempt-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-attempt-book.h"

#include "fiel-attempt-private.h"
#include "fiel-habit.h"
#include "fiel-recovery.h"

/**
 * FielAttemptBook:
 *
 * Which attempts there are. It makes an attempt and its runner when an intent is durable or was found in the journal,
 * keeps the runner for as long as something may still come of it, and counts.
 */
struct _FielAttemptBook
{
  GObject parent_instance;

  FielClock *clock;               /* owned */
  FielRandomFunc random;
  gpointer random_data;           /* the caller's */
  GListStore *attempts;           /* owned, of FielAttempt, newest first */
  GHashTable *runners;            /* owned, of FielAttemptRunner by attempt id */
  FielHabit *habit;               /* owned */
  guint n_open;
  guint n_unresolved;
  gboolean stopped;
};

enum
{
  PROP_0,
  PROP_N_OPEN,
  PROP_N_UNRESOLVED,
  N_PROPS
};

enum
{
  SIGNED_OUT,
  N_SIGNALS
};

#define REPEAT_US (3 * 60 * G_USEC_PER_SEC)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielAttemptBook, fiel_attempt_book, G_TYPE_OBJECT)

static void
fiel_attempt_book_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielAttemptBook *self = FIEL_ATTEMPT_BOOK (object);

  switch (prop_id)
    {
    case PROP_N_OPEN:
      g_value_set_uint (value, self->n_open);
      break;

    case PROP_N_UNRESOLVED:
      g_value_set_uint (value, self->n_unresolved);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_attempt_book_dispose (GObject *object)
{
  FielAttemptBook *self = FIEL_ATTEMPT_BOOK (object);

  g_hash_table_remove_all (self->runners);

  G_OBJECT_CLASS (fiel_attempt_book_parent_class)->dispose (object);
}

static void
fiel_attempt_book_finalize (GObject *object)
{
  FielAttemptBook *self = FIEL_ATTEMPT_BOOK (object);

  g_hash_table_unref (self->runners);
  fiel_habit_free (self->habit);
  g_object_unref (self->attempts);
  g_object_unref (self->clock);

  G_OBJECT_CLASS (fiel_attempt_book_parent_class)->finalize (object);
}

static void
fiel_attempt_book_class_init (FielAttemptBookClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_attempt_book_get_property;
  object_class->dispose = fiel_attempt_book_dispose;
  object_class->finalize = fiel_attempt_book_finalize;

  properties[PROP_N_OPEN] =
    g_param_spec_uint ("n-open", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_UNRESOLVED] =
    g_param_spec_uint ("n-unresolved", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNED_OUT] = g_signal_new ("signed-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, FIEL_TYPE_ATTEMPT);
}

static void
fiel_attempt_book_init (FielAttemptBook *self)
{
  self->attempts = g_list_store_new (FIEL_TYPE_ATTEMPT);
  self->habit = fiel_habit_new ();
  self->runners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

FielAttemptBook *
fiel_attempt_book_new (FielClock *clock, FielRandomFunc random, gpointer random_data)
{
  FielAttemptBook *self = g_object_new (FIEL_TYPE_ATTEMPT_BOOK, NULL);

  self->clock = g_object_ref (clock);
  self->random = random;
  self->random_data = random_data;

  return self;
}

static void
set_count (FielAttemptBook *self, guint *kept, guint count, guint prop_id)
{
  if (*kept == count)
    return;

  *kept = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
count_open (FielAttemptBook *self)
{
  guint n_open = 0;
  guint n_unresolved = 0;
  GHashTableIter iter;
  gpointer runner;

  g_hash_table_iter_init (&iter, self->runners);
  while (g_hash_table_iter_next (&iter, NULL, &runner))
    {
      FielAttempt *attempt = fiel_attempt_runner_get_attempt (runner);
      FielAttemptPhase phase = fiel_attempt_get_phase (attempt);

      n_open += fiel_attempt_get_state (attempt) != FIEL_ATTEMPT_STATE_CLOSED;
      n_unresolved += phase == FIEL_ATTEMPT_PHASE_CHECKING || phase == FIEL_ATTEMPT_PHASE_UNCONFIRMED;
    }

  set_count (self, &self->n_open, n_open, PROP_N_OPEN);
  set_count (self, &self->n_unresolved, n_unresolved, PROP_N_UNRESOLVED);
}

static void
attempt_changed (FielAttemptBook *self, GParamSpec *pspec, FielAttempt *attempt)
{
  FielOutcome outcome = fiel_attempt_get_outcome (attempt);

  count_open (self);
  /* With the first of the two, so that nobody is told of the end before it is known that it goes on. */
  if (outcome == FIEL_OUTCOME_REFUSED && fiel_attempt_get_reason (attempt) == FIEL_REASON_CREDENTIALS
      && !fiel_attempt_get_followed_up (attempt))
    g_signal_emit (self, signals[SIGNED_OUT], 0, attempt);
  if (g_str_equal (pspec->name, "state") && outcome == FIEL_OUTCOME_APPROVED
      && fiel_attempt_get_kind (attempt) == FIEL_ATTEMPT_KIND_SALE)
    fiel_habit_add (self->habit, fiel_attempt_get_amount (attempt).minor);
}

static void
runner_finished (FielAttemptBook *self, FielAttemptRunner *runner)
{
  g_hash_table_remove (self->runners, fiel_attempt_get_id (fiel_attempt_runner_get_attempt (runner)));
  count_open (self);
}

static FielAttemptRunner *
add_runner (FielAttemptBook *self,
            FielScribe *scribe,
            FielProviderLink *link,
            FielAttempt *attempt,
            FielAttemptRecord *record)
{
  FielAttemptRunner *runner =
    fiel_attempt_runner_new (scribe, link, attempt, record, self->random, self->random_data);

  g_signal_connect_object (attempt, "notify::state", G_CALLBACK (attempt_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (attempt, "notify::phase", G_CALLBACK (attempt_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "finished", G_CALLBACK (runner_finished), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->runners, g_strdup (record->attempt_id), runner);
  count_open (self);

  return runner;
}

static gboolean
belongs_to_list (FielAttemptBook *self, FielAttempt *attempt)
{
  return fiel_attempt_get_state (attempt) != FIEL_ATTEMPT_STATE_CLOSED
         || fiel_attempt_get_saved_wall_us (attempt)
              >= fiel_recovery_get_midnight (fiel_clock_get_wall_us (self->clock));
}

/* The list is today's: what was closed on an earlier day leaves it when something new comes in. */
static void
trim_attempts (FielAttemptBook *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->attempts));

  while (n > 0)
    {
      g_autoptr (FielAttempt) last = g_list_model_get_item (G_LIST_MODEL (self->attempts), n - 1);

      if (belongs_to_list (self, last))
        return;
      g_list_store_remove (self->attempts, --n);
    }
}

FielAttempt *
fiel_attempt_book_begin (FielAttemptBook *self,
                         FielScribe *scribe,
                         FielProviderLink *link,
                         FielTerminal *terminal,
                         FielAttemptRecord *record,
                         FielProviderCall *call)
{
  const FielAttemptOrigin origin = {
    .id = record->attempt_id,
    .kind = record->kind,
    .amount = record->amount,
    .reference = record->reference,
    .terminal = terminal,
    .terminal_name = record->terminal_name,
    .provider_name = fiel_provider_link_get_name (link),
    .actor = record->actor,
    .original = record->original,
    .saved_wall_us = record->intent_wall_us,
  };
  g_autoptr (FielAttempt) attempt = NULL;
  FielAttemptRunner *runner = NULL;

  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (self), NULL);

  attempt = fiel_attempt_new (&origin);
  runner = add_runner (self, scribe, link, attempt, record);
  trim_attempts (self);
  g_list_store_insert (self->attempts, 0, attempt);
  if (self->stopped)
    fiel_attempt_runner_stop (runner);
  fiel_attempt_runner_send (runner, call);

  /* The list holds it. */
  return attempt;
}

void
fiel_attempt_book_restore (FielAttemptBook *self,
                           FielScribe *scribe,
                           FielProviderLink *link,
                           FielTerminal *terminal,
                           FielAttemptRecord *record,
                           GPtrArray *events)
{
  const char *name = link != NULL ? fiel_provider_link_get_name (link) : record->provider;
  g_autoptr (FielAttempt) attempt = NULL;

  g_return_if_fail (FIEL_IS_ATTEMPT_BOOK (self));

  attempt = fiel_recovery_make_attempt (record, terminal, name, events, fiel_clock_get_boot_id (self->clock));
  if (belongs_to_list (self, attempt))
    g_list_store_insert (self->attempts, 0, attempt);
  if (record->state != FIEL_ATTEMPT_STATE_CLOSED)
    fiel_attempt_runner_take_up (add_runner (self, scribe, link, attempt, record), events);
  else if (link != NULL && events != NULL && fiel_recovery_is_watched (record) && !fiel_recovery_is_answered (events))
    fiel_attempt_runner_watch (add_runner (self, scribe, link, attempt, record));
}

void
fiel_attempt_book_stop (FielAttemptBook *self)
{
  GHashTableIter iter;
  gpointer runner;

  g_return_if_fail (FIEL_IS_ATTEMPT_BOOK (self));

  self->stopped = TRUE;
  g_hash_table_iter_init (&iter, self->runners);
  while (g_hash_table_iter_next (&iter, NULL, &runner))
    fiel_attempt_runner_stop (runner);
}

GListModel *
fiel_attempt_book_get_attempts (FielAttemptBook *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (self), NULL);

  return G_LIST_MODEL (self->attempts);
}

FielAttempt *
fiel_attempt_book_find_attempt (FielAttemptBook *self, const char *attempt_id)
{
  FielAttemptRunner *runner = NULL;
  guint n;

  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->attempts));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (G_LIST_MODEL (self->attempts), i);

      if (g_str_equal (fiel_attempt_get_id (attempt), attempt_id))
        return attempt;
    }

  runner = fiel_attempt_book_find_runner (self, attempt_id);

  return runner != NULL ? fiel_attempt_runner_get_attempt (runner) : NULL;
}

FielAttemptRunner *
fiel_attempt_book_find_runner (FielAttemptBook *self, const char *attempt_id)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (self), NULL);

  return g_hash_table_lookup (self->runners, attempt_id);
}

FielAttemptRunner *
fiel_attempt_book_find_called (FielAttemptBook *self, const char *provider, const char *reference,
                               const char *provider_id)
{
  FielAttemptRunner *named = NULL;
  GHashTableIter iter;
  gpointer runner;

  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (self), NULL);

  if (reference != NULL)
    named = g_hash_table_lookup (self->runners, reference);
  if (named != NULL)
    return g_str_equal (fiel_attempt_runner_get_record (named)->provider, provider) ? named : NULL;
  if (provider_id == NULL)
    return NULL;

  g_hash_table_iter_init (&iter, self->runners);
  while (g_hash_table_iter_next (&iter, NULL, &runner))
    if (g_str_equal (fiel_attempt_runner_get_record (runner)->provider, provider)
        && g_strcmp0 (fiel_attempt_get_provider_id (fiel_attempt_runner_get_attempt (runner)), provider_id) == 0)
      return runner;

  return NULL;
}

void
fiel_attempt_book_hear_callback (FielAttemptBook *self, const char *provider)
{
  g_autoptr (GPtrArray) called = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer runner;

  g_return_if_fail (FIEL_IS_ATTEMPT_BOOK (self));

  g_hash_table_iter_init (&iter, self->runners);
  while (g_hash_table_iter_next (&iter, NULL, &runner))
    if (g_str_equal (fiel_attempt_runner_get_record (runner)->provider, provider))
      g_ptr_array_add (called, g_object_ref (runner));
  for (guint i = 0; i < called->len; i++)
    fiel_attempt_runner_hear_callback (g_ptr_array_index (called, i));
}

gboolean
fiel_attempt_book_has_open (FielAttemptBook *self, const char *reference)
{
  GHashTableIter iter;
  gpointer runner;

  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (self), FALSE);

  g_hash_table_iter_init (&iter, self->runners);
  while (g_hash_table_iter_next (&iter, NULL, &runner))
    {
      FielAttempt *attempt = fiel_attempt_runner_get_attempt (runner);

      if (fiel_attempt_get_state (attempt) != FIEL_ATTEMPT_STATE_CLOSED
          && g_str_equal (fiel_attempt_get_reference (attempt), reference))
        return TRUE;
    }

  return FALSE;
}

guint
fiel_attempt_book_get_n_open (FielAttemptBook *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (self), 0);

  return self->n_open;
}

guint
fiel_attempt_book_get_n_unresolved (FielAttemptBook *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (self), 0);

  return self->n_unresolved;
}

/* When it was saved, in boot time; 0 if that was before this boot. */
static gint64
get_saved_boot_us (FielAttempt *attempt)
{
  g_autoptr (FielStep) first = g_list_model_get_item (fiel_attempt_get_steps (attempt), 0);

  return first != NULL ? fiel_step_get_boot_us (first) : 0;
}

FielAttempt *
fiel_attempt_book_find_repeat (FielAttemptBook *self, FielTerminal *terminal, FielMoney amount)
{
  gint64 now_us;
  guint n;

  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (self), NULL);
  g_return_val_if_fail (FIEL_IS_TERMINAL (terminal), NULL);

  now_us = fiel_clock_get_boot_us (self->clock);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->attempts));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (G_LIST_MODEL (self->attempts), i);
      FielOutcome outcome = fiel_attempt_get_outcome (attempt);
      gint64 saved_us = get_saved_boot_us (attempt);

      if (fiel_attempt_get_kind (attempt) == FIEL_ATTEMPT_KIND_SALE
          && fiel_attempt_get_terminal (attempt) == terminal
          && fiel_money_equal (fiel_attempt_get_amount (attempt), amount)
          && (outcome == FIEL_OUTCOME_NONE || fiel_outcome_moved_money (outcome)) && saved_us > 0
          && now_us - saved_us < REPEAT_US)
        return attempt;
    }

  return NULL;
}

void
fiel_attempt_book_remember (FielAttemptBook *self, GPtrArray *recent)
{
  g_return_if_fail (FIEL_IS_ATTEMPT_BOOK (self));

  for (guint i = recent->len; i > 0; i--)
    {
      const FielAttemptRecord *record = g_ptr_array_index (recent, i - 1);

      if (record->kind == FIEL_ATTEMPT_KIND_SALE && record->outcome == FIEL_OUTCOME_APPROVED)
        fiel_habit_add (self->habit, record->amount.minor);
    }
}

gboolean
fiel_attempt_book_is_unusual (FielAttemptBook *self, FielMoney amount)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (self), FALSE);

  return fiel_habit_is_unusual (self->habit, amount.minor);
}
