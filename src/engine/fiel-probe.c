/* fiel-probe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-probe.h"

#include "fiel-attempt-state.h"
#include "fiel-probe-step-private.h"
#include "fiel-probe-words.h"
#include "fiel-provider-worker.h"
#include "fiel-typed-secrets.h"

/**
 * FielProbe:
 *
 *   IDLE ──run──► OPENING ──opened──► TRYING ──ended──► DONE
 *                    └──────ended───────────────────────┘
 *
 * While TRYING, one step after the other runs in the thread of a worker that belongs to this probe alone. A step that
 * takes too long is given up here, whatever its thread still does; its late answer is for a turn that is over. What
 * rests on a step that failed is skipped, the rest is tried.
 */

/* How long the end waits for the thread to be gone. */
#define ENDING_US G_USEC_PER_SEC

typedef enum
{
  STATE_IDLE,
  STATE_OPENING,
  STATE_TRYING,
  STATE_DONE,
} State;

typedef enum
{
  EVENT_RUN,
  EVENT_OPENED,
  EVENT_ENDED,
} Event;

typedef struct
{
  State from;
  Event event;
  State to;
} Edge;

static const Edge edges[] = {
  { STATE_IDLE, EVENT_RUN, STATE_OPENING },
  { STATE_OPENING, EVENT_OPENED, STATE_TRYING },
  { STATE_OPENING, EVENT_ENDED, STATE_DONE },
  { STATE_TRYING, EVENT_ENDED, STATE_DONE },
};

struct _FielProbe
{
  GObject parent_instance;

  char *key;                         /* owned */
  const FielProviderKind *kind;      /* static */
  FielProviderSettings settings;     /* its values are owned, its texts interned */
  FielTerminalIdentity *terminal;    /* owned, nullable */
  FielClock *clock;                  /* owned */
  FielTypedSecrets *secrets;         /* owned */
  GListStore *steps;                 /* owned, of FielProbeStep */
  GPtrArray *terminals;              /* owned, nullable, of text */

  State state;
  FielProviderWorker *worker;        /* owned, nullable: while it runs */
  GTask *task;                       /* owned, nullable: who waits */
  GSource *stop_source;              /* owned, nullable: the caller's cancellable */
  FielProbeStep *running;            /* unowned, nullable: one of the steps */
  gint64 begun_us;
  guint timer;
  guint turn;                        /* counts what was begun, so that late answers are known */
  GCancellable *trying;              /* owned, nullable: of this turn */
};

/* An answer and the turn it is for. */
typedef struct
{
  FielProbe *probe;   /* owned */
  guint turn;
} Turn;

G_DEFINE_FINAL_TYPE (FielProbe, fiel_probe, G_TYPE_OBJECT)

G_STATIC_ASSERT ((int) FIEL_PROBE_STEP_NAME == (int) FIEL_PROVIDER_STEP_NAME);
G_STATIC_ASSERT ((int) FIEL_PROBE_STEP_CONNECTION == (int) FIEL_PROVIDER_STEP_CONNECTION);
G_STATIC_ASSERT ((int) FIEL_PROBE_STEP_CLOCK == (int) FIEL_PROVIDER_STEP_CLOCK);
G_STATIC_ASSERT ((int) FIEL_PROBE_STEP_SIGN_IN == (int) FIEL_PROVIDER_STEP_SIGN_IN);
G_STATIC_ASSERT ((int) FIEL_PROBE_STEP_TERMINALS == (int) FIEL_PROVIDER_STEP_TERMINALS);
G_STATIC_ASSERT ((int) FIEL_PROBE_STEP_TERMINAL == (int) FIEL_PROVIDER_STEP_TERMINAL);

G_STATIC_ASSERT ((int) FIEL_PROBE_STEP_RELAY == (int) FIEL_PROVIDER_STEP_RELAY);
G_STATIC_ASSERT ((int) FIEL_PROBE_STEP_PORT == (int) FIEL_PROVIDER_STEP_PORT);
G_STATIC_ASSERT ((int) FIEL_PROBE_STEP_CALLBACK == (int) FIEL_PROVIDER_STEP_CALLBACK);
G_STATIC_ASSERT ((int) FIEL_PROBE_STEP_RETURN == (int) FIEL_PROVIDER_STEP_RETURN);

#define FLAG(step) FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_##step)

/* What each step rests on. A wrong clock is worth knowing and stops nothing by itself. */
static const FielProviderStepFlags rests_on[FIEL_N_PROVIDER_STEPS] = {
  [FIEL_PROVIDER_STEP_NAME] = 0,
  [FIEL_PROVIDER_STEP_CONNECTION] = FLAG (NAME),
  [FIEL_PROVIDER_STEP_CLOCK] = FLAG (CONNECTION),
  [FIEL_PROVIDER_STEP_SIGN_IN] = FLAG (CONNECTION),
  [FIEL_PROVIDER_STEP_TERMINALS] = FLAG (SIGN_IN),
  [FIEL_PROVIDER_STEP_TERMINAL] = FLAG (SIGN_IN),
  [FIEL_PROVIDER_STEP_RELAY] = 0,
  [FIEL_PROVIDER_STEP_PORT] = 0,
  [FIEL_PROVIDER_STEP_CALLBACK] = 0,
  [FIEL_PROVIDER_STEP_RETURN] = FLAG (RELAY) | FLAG (CALLBACK),
};

static void try_next (FielProbe *self);
static void tried_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
enter (FielProbe *self, Event event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      if (edges[i].from == self->state && edges[i].event == event)
        {
          self->state = edges[i].to;
          return TRUE;
        }
    }

  return FALSE;
}

static FielProbeStep *
peek_step (FielProbe *self, guint index)
{
  g_autoptr (FielProbeStep) step = g_list_model_get_item (G_LIST_MODEL (self->steps), index);

  return step;
}

static guint
get_n_steps (FielProbe *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->steps));
}

/* Ending */

/* What there was nothing to try about did not fail. */
static gboolean
is_good (FielProbeStep *step)
{
  const FielProbeStepState state = fiel_probe_step_get_state (step);

  return state == FIEL_PROBE_STEP_PASSED
         || (state == FIEL_PROBE_STEP_SKIPPED && fiel_probe_step_get_message (step) != NULL);
}

static gboolean
came_through (FielProbe *self)
{
  for (guint i = 0; i < get_n_steps (self); i++)
    if (!is_good (peek_step (self, i)))
      return FALSE;

  return TRUE;
}

static void
skip_what_waits (FielProbe *self)
{
  for (guint i = 0; i < get_n_steps (self); i++)
    {
      FielProbeStep *step = peek_step (self, i);

      if (fiel_probe_step_get_state (step) == FIEL_PROBE_STEP_WAITING)
        fiel_probe_step_skip (step);
    }
}

static void
settle (FielProbe *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  fiel_clock_clear_timer (self->clock, &self->timer);
  if (task != NULL)
    g_task_return_boolean (task, came_through (self));
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielProbe) self = user_data;

  fiel_provider_worker_stop_finish (FIEL_PROVIDER_WORKER (source), result);
  settle (self);
}

static void
patience_ended_cb (gpointer user_data)
{
  FielProbe *self = user_data;

  self->timer = 0;
  settle (self);
}

/* Its thread may be held up, by a keyring that waits for a password say: nobody waits for that here for long. */
static void
end (FielProbe *self)
{
  if (!enter (self, EVENT_ENDED))
    return;

  self->turn++;
  skip_what_waits (self);
  if (self->stop_source != NULL)
    g_source_destroy (self->stop_source);
  g_clear_pointer (&self->stop_source, g_source_unref);
  self->timer = fiel_clock_add_timer (self->clock, ENDING_US, patience_ended_cb, self);
  fiel_provider_worker_stop_async (self->worker, stopped_cb, g_object_ref (self));
  g_clear_object (&self->worker);
}

/* One step */

static FielProbeFacts
get_facts (FielProbe *self)
{
  return (FielProbeFacts) {
    .step = self->running != NULL ? fiel_probe_step_get_kind (self->running) : FIEL_PROBE_STEP_NAME,
    .provider = self->kind->display_name,
    .now_wall_us = fiel_clock_get_wall_us (self->clock),
  };
}

static gint64
end_turn (FielProbe *self)
{
  self->turn++;
  fiel_clock_clear_timer (self->clock, &self->timer);
  if (self->trying != NULL)
    g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);

  return fiel_clock_get_boot_us (self->clock) - self->begun_us;
}

static void
fail_running (FielProbe *self, FielTrouble trouble, FielProbeFacts facts)
{
  FielProbeStep *step = g_steal_pointer (&self->running);
  gint64 took_us = end_turn (self);
  g_autofree char *words = fiel_probe_words_trouble (trouble, &facts);

  fiel_probe_step_fail (step, took_us, trouble, words);
}

static void
limit_passed_cb (gpointer user_data)
{
  FielProbe *self = user_data;

  self->timer = 0;
  fail_running (self, FIEL_TROUBLE_TIMED_OUT, get_facts (self));
  try_next (self);
}

static void
begin (FielProbe *self, FielProbeStep *step)
{
  self->running = step;
  self->begun_us = fiel_clock_get_boot_us (self->clock);
  self->trying = g_cancellable_new ();
  self->timer = fiel_clock_add_timer (self->clock, FIEL_PROBE_STEP_LIMIT_US, limit_passed_cb, self);
  fiel_probe_step_begin (step);
}

static Turn *
turn_new (FielProbe *self)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->probe = g_object_ref (self);
  turn->turn = self->turn;

  return turn;
}

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->probe);
  g_free (turn);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static void
keep_terminals (FielProbe *self, GPtrArray *identities)
{
  g_clear_pointer (&self->terminals, g_ptr_array_unref);
  self->terminals = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < identities->len; i++)
    {
      const FielTerminalIdentity *identity = g_ptr_array_index (identities, i);

      g_ptr_array_add (self->terminals,
                       g_strdup_printf ("%s/%s/%s", identity->terminal_id != NULL ? identity->terminal_id : "",
                                        identity->branch_id != NULL ? identity->branch_id : "",
                                        identity->serial_number != NULL ? identity->serial_number : ""));
    }
}

static void
take_result (FielProbe *self, FielProviderStepResult *found)
{
  FielProbeStepKind kind = fiel_probe_step_get_kind (self->running);
  FielProbeFacts facts = get_facts (self);
  g_autofree char *words = NULL;

  if (found->absence != FIEL_PROVIDER_STEP_ABSENCE_NONE)
    {
      end_turn (self);
      fiel_probe_step_leave_out (g_steal_pointer (&self->running), fiel_probe_words_absence (found->absence));
      return;
    }

  facts.clock_ahead_us = found->clock_ahead_us;
  if (kind == FIEL_PROBE_STEP_CLOCK && ABS (found->clock_ahead_us) > FIEL_PROBE_CLOCK_LIMIT_US)
    {
      fail_running (self, FIEL_TROUBLE_CLOCK_OFF, facts);
      return;
    }

  if (kind == FIEL_PROBE_STEP_CLOCK)
    words = fiel_probe_words_clock (found->clock_ahead_us);
  if (kind == FIEL_PROBE_STEP_TERMINALS)
    {
      keep_terminals (self, found->terminals);
      words = fiel_probe_words_terminals (self->terminals->len);
    }
  fiel_probe_step_pass (g_steal_pointer (&self->running), end_turn (self), words);
}

static void
take_error (FielProbe *self, const GError *error)
{
  FielTrouble trouble = error->domain == FIEL_TROUBLE_ERROR ? (FielTrouble) error->code : FIEL_TROUBLE_SETTINGS;
  gboolean looked_up = trouble == FIEL_TROUBLE_NO_SECRET || trouble == FIEL_TROUBLE_NO_KEY;
  g_autofree char *complaint = looked_up ? fiel_typed_secrets_dup_complaint (self->secrets) : NULL;
  FielProbeFacts facts = get_facts (self);

  g_info ("%s: %s", fiel_enum_nick (FIEL_TYPE_TROUBLE, (int) trouble), error->message);
  facts.detail = complaint != NULL ? complaint : error->message;
  fail_running (self, complaint != NULL ? FIEL_TROUBLE_KEYRING : trouble, facts);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  FielProbe *self = turn->probe;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielProviderStepResult) found
      = fiel_provider_worker_try_finish (FIEL_PROVIDER_WORKER (source), result, &error);

  if (turn->turn != self->turn)
    return;

  if (found != NULL)
    take_result (self, found);
  else
    take_error (self, error);
  try_next (self);
}

static gboolean
may_try (FielProbe *self, FielProbeStep *step)
{
  FielProviderStepFlags needed = rests_on[fiel_probe_step_get_kind (step)];

  for (guint i = 0; i < get_n_steps (self); i++)
    {
      FielProbeStep *other = peek_step (self, i);

      if ((needed & FIEL_PROVIDER_STEP_FLAG (fiel_probe_step_get_kind (other))) != 0
          && !is_good (other))
        return FALSE;
    }

  return TRUE;
}

static void
try_next (FielProbe *self)
{
  FielProbeStep *next = NULL;

  for (guint i = 0; next == NULL && i < get_n_steps (self); i++)
    {
      FielProbeStep *step = peek_step (self, i);

      if (fiel_probe_step_get_state (step) != FIEL_PROBE_STEP_WAITING)
        continue;
      if (may_try (self, step))
        next = step;
      else
        fiel_probe_step_skip (step);
    }

  if (next == NULL)
    {
      end (self);
      return;
    }

  begin (self, next);
  fiel_provider_worker_try_async (self->worker, self->key, (FielProviderStep) fiel_probe_step_get_kind (next),
                                  self->terminal, self->trying, tried_cb, turn_new (self));
}

/* Running */

/* What cannot even be made has no way to try: the first step says why. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  FielProbe *self = turn->probe;
  FielProviderTraits traits;
  FielProbeFacts facts = get_facts (self);
  g_autoptr (GError) error = NULL;
  gboolean opened = fiel_provider_worker_open_finish (FIEL_PROVIDER_WORKER (source), result, &traits, &error);

  if (turn->turn != self->turn)
    return;

  if (opened)
    {
      enter (self, EVENT_OPENED);
      try_next (self);
      return;
    }

  facts.detail = error->message;
  begin (self, peek_step (self, 0));
  fail_running (self, FIEL_TROUBLE_SETTINGS, facts);
  end (self);
}

static gboolean
stop_cb (GCancellable *cancellable, gpointer user_data)
{
  FielProbe *self = user_data;

  if (self->running != NULL)
    fail_running (self, FIEL_TROUBLE_STOPPED, get_facts (self));
  end (self);

  return G_SOURCE_REMOVE;
}

void
fiel_probe_run_async (FielProbe *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (FIEL_IS_PROBE (self));
  g_return_if_fail (self->state == STATE_IDLE);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (self->task, FALSE);
  g_task_set_source_tag (self->task, fiel_probe_run_async);
  if (cancellable != NULL)
    {
      self->stop_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->stop_source, G_SOURCE_FUNC (stop_cb), self, NULL);
      g_source_attach (self->stop_source, g_main_context_get_thread_default ());
    }

  enter (self, EVENT_RUN);
  self->worker = fiel_provider_worker_new (self->clock, FIEL_SECRETS (self->secrets));
  fiel_provider_worker_open_async (self->worker, self->key, self->kind, &self->settings, opened_cb, turn_new (self));
}

gboolean
fiel_probe_run_finish (FielProbe *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_probe_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

GListModel *
fiel_probe_get_steps (FielProbe *self)
{
  g_return_val_if_fail (FIEL_IS_PROBE (self), NULL);

  return G_LIST_MODEL (self->steps);
}

GPtrArray *
fiel_probe_get_terminals (FielProbe *self)
{
  g_return_val_if_fail (FIEL_IS_PROBE (self), NULL);

  return self->terminals;
}

void
fiel_probe_add_typed_secret (FielProbe *self, const char *name, const char *value)
{
  g_return_if_fail (FIEL_IS_PROBE (self));
  g_return_if_fail (self->state == STATE_IDLE);

  fiel_typed_secrets_add (self->secrets, name, value);
}

static void
fiel_probe_finalize (GObject *object)
{
  FielProbe *self = FIEL_PROBE (object);

  g_assert (self->worker == NULL && self->task == NULL && self->timer == 0);

  g_free (self->key);
  g_clear_pointer (&self->settings.values, g_hash_table_unref);
  g_clear_pointer (&self->terminal, fiel_terminal_identity_free);
  g_clear_object (&self->clock);
  g_clear_object (&self->secrets);
  g_clear_object (&self->steps);
  g_clear_pointer (&self->terminals, g_ptr_array_unref);

  G_OBJECT_CLASS (fiel_probe_parent_class)->finalize (object);
}

static void
fiel_probe_class_init (FielProbeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_probe_finalize;
}

static void
fiel_probe_init (FielProbe *self)
{
  self->steps = g_list_store_new (FIEL_TYPE_PROBE_STEP);
}

static const FielProviderKind *
find_kind (const FielProviderKind *const *kinds, const char *name)
{
  for (gsize i = 0; kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i]->name, name))
      return kinds[i];

  return NULL;
}

static void
add_steps (FielProbe *self)
{
  const FielProviderStepFlags flags
      = self->kind->find_steps != NULL ? self->kind->find_steps (&self->settings) : self->kind->steps;

  for (int kind = 0; kind < FIEL_N_PROBE_STEP_KINDS; kind++)
    {
      g_autoptr (FielProbeStep) step = NULL;

      if ((flags & FIEL_PROVIDER_STEP_FLAG (kind)) == 0
          || (kind == FIEL_PROBE_STEP_TERMINAL && self->terminal == NULL))
        continue;
      step = fiel_probe_step_new ((FielProbeStepKind) kind);
      g_list_store_append (self->steps, step);
    }
}

static void
copy_target (FielProbe *self, const FielProbeTarget *target)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  self->key = g_strdup (target->key);
  self->settings.environment = (FielEnvironment) target->environment;
  self->settings.country = g_intern_string (target->country);
  self->settings.currency = target->currency;
  self->settings.timings_allowed = target->timings_allowed;
  self->settings.probe_only = TRUE;
  self->settings.values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, target->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (self->settings.values, g_strdup (name), g_strdup (value));
  if (target->terminal_id != NULL && target->branch_id != NULL && target->serial_number != NULL)
    self->terminal = fiel_terminal_identity_new (target->terminal_id, target->branch_id, target->serial_number);
}

FielProbe *
fiel_probe_new (const FielProbeTarget *target,
                const FielProviderKind *const *kinds,
                FielClock *clock,
                FielSecrets *stored)
{
  const FielProviderKind *kind = NULL;
  FielProbe *self = NULL;

  g_return_val_if_fail (target != NULL && target->key != NULL && target->kind != NULL, NULL);
  g_return_val_if_fail (target->country != NULL && target->currency != NULL && target->values != NULL, NULL);
  g_return_val_if_fail (kinds != NULL, NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);

  kind = find_kind (kinds, target->kind);
  if (kind == NULL)
    return NULL;

  self = g_object_new (FIEL_TYPE_PROBE, NULL);
  self->kind = kind;
  self->clock = g_object_ref (clock);
  self->secrets = fiel_typed_secrets_new (stored);
  copy_target (self, target);
  add_steps (self);

  return self;
}

static const FielProfileProvider *
find_provider (FielProfile *profile, const char *key)
{
  GPtrArray *providers = fiel_profile_get_providers (profile);

  for (guint i = 0; i < providers->len; i++)
    {
      const FielProfileProvider *provider = g_ptr_array_index (providers, i);

      if (key == NULL || g_str_equal (provider->key, key))
        return provider;
    }

  return NULL;
}

static const FielProfileTerminal *
find_terminal (FielProfile *profile, const char *provider_key, const char *key)
{
  GPtrArray *terminals = fiel_profile_get_terminals (profile);
  const char *wanted = key != NULL ? key : fiel_profile_get_default_terminal (profile);
  const FielProfileTerminal *first = NULL;

  for (guint i = 0; i < terminals->len; i++)
    {
      const FielProfileTerminal *terminal = g_ptr_array_index (terminals, i);

      if (!g_str_equal (terminal->provider, provider_key))
        continue;
      if (g_strcmp0 (terminal->key, wanted) == 0)
        return terminal;
      if (first == NULL)
        first = terminal;
    }

  return key == NULL ? first : NULL;
}

FielProbe *
fiel_probe_new_for_profile (FielProfile *profile,
                            const char *provider_key,
                            const char *terminal_key,
                            const FielProviderKind *const *kinds,
                            FielClock *clock,
                            FielSecrets *stored)
{
  const FielProfileProvider *provider = NULL;
  const FielProfileTerminal *terminal = NULL;
  FielProbeTarget target = { 0 };

  g_return_val_if_fail (FIEL_IS_PROFILE (profile), NULL);

  provider = find_provider (profile, provider_key);
  if (provider == NULL)
    return NULL;
  terminal = find_terminal (profile, provider->key, terminal_key);
  if (terminal == NULL && terminal_key != NULL)
    return NULL;

  target.key = provider->key;
  target.kind = provider->kind;
  target.environment = provider->environment;
  target.country = fiel_profile_get_country (profile);
  target.currency = fiel_profile_get_currency (profile);
  target.values = provider->values;
  target.timings_allowed
      = fiel_profile_get_in_folder (profile) && provider->environment != FIEL_ENVIRONMENT_PRODUCTION;
  if (terminal != NULL)
    {
      target.terminal_id = terminal->terminal_id;
      target.branch_id = terminal->branch_id;
      target.serial_number = terminal->serial_number;
    }

  return fiel_probe_new (&target, kinds, clock, stored);
}
