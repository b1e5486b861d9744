/* sim-provider-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-provider-worker.h"

#include "sim-checker.h"
#include "sim-till.h"

/* Takes the place of fiel-provider-worker.c when the simulation is linked. The providers are the real ones; what goes
 * to their thread and what comes back takes a drawn time each. As with the real thread, nothing overtakes on either
 * way. */

struct _FielProviderWorker
{
  GObject parent_instance;

  FielClock *clock;           /* owned */
  FielSecrets *secrets;       /* owned */
  GHashTable *entries;        /* owned, of Entry by key */
  GCancellable *teardown;     /* owned */
  gint64 last_there_us;       /* when the last post arrives */
  gint64 last_back_us;
  guint n_performing;
  gboolean stopping;
  GTask *stop_task;           /* owned, nullable */
};

typedef struct
{
  FielProviderWorker *worker;      /* not owned: it owns this */
  char *key;                       /* owned */
  FielProviderSettings settings;   /* its values are owned, its texts interned */
  FielProvider *provider;          /* owned */
} Entry;

typedef void (*RunFunc) (FielProviderWorker *self, gpointer job);

/* One call: on its way to the providers, there, and back. */
typedef struct
{
  GTask *task;                          /* owned */
  char *key;                            /* owned */
  RunFunc run;
  const FielProviderKind *kind;
  Entry *entry;                         /* owned, nullable */
  FielProviderRequest *request;         /* owned, nullable */
  FielProviderCall *call;               /* owned, nullable */
  FielProviderReply *reply;             /* owned, nullable */
  FielProviderCallback *callback;       /* owned, nullable */
  FielCallbackFate fate;
  FielProviderStartedFunc started;
  gpointer started_data;                /* the caller's */
  gpointer output;                      /* owned by free_output until it is returned */
  GDestroyNotify free_output;
  GError *error;                        /* owned, nullable */
} Job;

typedef struct
{
  FielProviderStartedFunc started;
  gpointer started_data;
} StartedNotice;

typedef struct
{
  FielProviderWorker *worker;      /* owned */
  char *key;                       /* owned */
  FielProviderCallback *callback;  /* owned */
} HeardNotice;

typedef struct
{
  FielProviderWorker *worker;      /* owned */
  char *key;                       /* owned */
  FielProviderReception reception;
} ReceptionNotice;

enum
{
  HEARD,
  RECEPTION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielProviderWorker, fiel_provider_worker, G_TYPE_OBJECT)

static void performed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
entry_free (Entry *entry)
{
  if (entry->provider != NULL)
    {
      fiel_provider_set_heard_func (entry->provider, NULL, NULL);
      fiel_provider_set_reception_func (entry->provider, NULL, NULL);
    }
  g_clear_object (&entry->provider);
  g_clear_pointer (&entry->settings.values, g_hash_table_unref);
  g_free (entry->key);
  g_free (entry);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->output != NULL && job->free_output != NULL)
    job->free_output (job->output);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_clear_pointer (&job->entry, entry_free);
  g_clear_pointer (&job->request, fiel_provider_request_free);
  g_clear_pointer (&job->call, fiel_provider_call_unref);
  g_clear_pointer (&job->reply, fiel_provider_reply_unref);
  g_clear_pointer (&job->callback, fiel_provider_callback_unref);
  g_free (job->key);
  g_free (job);
}

static void
fiel_provider_worker_finalize (GObject *object)
{
  FielProviderWorker *self = FIEL_PROVIDER_WORKER (object);

  g_object_unref (self->clock);
  g_object_unref (self->secrets);
  g_hash_table_unref (self->entries);
  g_object_unref (self->teardown);

  G_OBJECT_CLASS (fiel_provider_worker_parent_class)->finalize (object);
}

static void
fiel_provider_worker_class_init (FielProviderWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_provider_worker_finalize;

  signals[HEARD] = g_signal_new ("heard", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 2, G_TYPE_STRING,
                                 FIEL_TYPE_PROVIDER_CALLBACK);
  signals[RECEPTION] = g_signal_new ("reception", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
}

static void
fiel_provider_worker_init (FielProviderWorker *self)
{
  self->teardown = g_cancellable_new ();
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);
}

FielProviderWorker *
fiel_provider_worker_new (FielClock *clock, FielSecrets *secrets)
{
  FielProviderWorker *self = g_object_new (FIEL_TYPE_PROVIDER_WORKER, NULL);

  self->clock = g_object_ref (clock);
  self->secrets = g_object_ref (secrets);

  return self;
}

/* There and back */

static void
plan (gint64 *last_us, SimFunc func, gpointer data, GDestroyNotify free_data)
{
  /* Drawn once: MAX looks at its arguments twice. */
  gint64 drawn_us = sim_now_us () + sim_till_draw_hop ();

  *last_us = MAX (*last_us, drawn_us);
  sim_later (SIM_SIDE_TILL, *last_us - sim_now_us (), func, data, free_data);
}

static void
arrive (gpointer data)
{
  Job *job = data;

  job->run (g_task_get_source_object (job->task), job);
}

static void
come_back (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->output), job->free_output);
}

/* @job: (transfer full) */
static void
post (FielProviderWorker *self, Job *job, RunFunc run)
{
  job->run = run;
  plan (&self->last_there_us, arrive, job, NULL);
}

/* @job, @output, @error: (transfer full) */
static void
answer (FielProviderWorker *self, Job *job, gpointer output, GDestroyNotify free_output, GError *error)
{
  job->output = output;
  job->free_output = free_output;
  job->error = error;
  plan (&self->last_back_us, come_back, job, job_free);
}

static Job *
new_job (FielProviderWorker *self, const char *key, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->key = g_strdup (key);
  job->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  g_task_set_check_cancellable (job->task, FALSE);

  return job;
}

static void
answer_stopping (Job *job)
{
  g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The program is ending.");
  job_free (job);
}

static gpointer
finish (gpointer self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static FielProvider *
find_provider (FielProviderWorker *self, const char *key, GError **error)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The provider %s is not set up.", key);

  return entry != NULL ? entry->provider : NULL;
}

/* Hearing */

static void
heard_notice_free (gpointer data)
{
  HeardNotice *notice = data;

  fiel_provider_callback_unref (notice->callback);
  g_free (notice->key);
  g_object_unref (notice->worker);
  g_free (notice);
}

static void
pass_heard (gpointer data)
{
  HeardNotice *notice = data;
  gboolean taken = FALSE;

  g_signal_emit (notice->worker, signals[HEARD], 0, notice->key, notice->callback, &taken);
  if (!taken)
    fiel_provider_worker_settle (notice->worker, notice->key, notice->callback, FIEL_CALLBACK_FATE_FAILED);
}

static void
heard (FielProvider *provider, FielProviderCallback *callback, gpointer user_data)
{
  Entry *entry = user_data;
  HeardNotice *notice = g_new0 (HeardNotice, 1);

  notice->worker = g_object_ref (entry->worker);
  notice->key = g_strdup (entry->key);
  notice->callback = fiel_provider_callback_ref (callback);
  plan (&entry->worker->last_back_us, pass_heard, notice, heard_notice_free);
}

static void
reception_notice_free (gpointer data)
{
  ReceptionNotice *notice = data;

  g_free (notice->key);
  g_object_unref (notice->worker);
  g_free (notice);
}

static void
pass_reception (gpointer data)
{
  ReceptionNotice *notice = data;

  g_signal_emit (notice->worker, signals[RECEPTION], 0, notice->key, &notice->reception);
}

static void
take_reception (FielProvider *provider, const FielProviderReception *reception, gpointer user_data)
{
  Entry *entry = user_data;
  ReceptionNotice *notice = g_new0 (ReceptionNotice, 1);

  notice->worker = g_object_ref (entry->worker);
  notice->key = g_strdup (entry->key);
  notice->reception = *reception;
  plan (&entry->worker->last_back_us, pass_reception, notice, reception_notice_free);
}

static void
run_settle (FielProviderWorker *self, gpointer data)
{
  Job *job = data;
  FielProvider *provider = find_provider (self, job->key, NULL);

  if (provider != NULL)
    fiel_provider_settle_callback (provider, job->callback, job->fate);
  g_task_return_boolean (job->task, TRUE);
  job_free (job);
}

void
fiel_provider_worker_settle (FielProviderWorker *self, const char *key, FielProviderCallback *callback,
                             FielCallbackFate fate)
{
  Job *job = new_job (self, key, fiel_provider_worker_settle, NULL, NULL);

  job->callback = fiel_provider_callback_ref (callback);
  job->fate = fate;
  if (self->stopping)
    answer_stopping (job);
  else
    post (self, job, run_settle);
}

/* Opening */

static char *
look_up_secret (const char *name, gpointer user_data, GError **error)
{
  Entry *entry = user_data;

  return fiel_secrets_lookup (entry->worker->secrets, entry->key, name, error);
}

static void
run_open (FielProviderWorker *self, gpointer data)
{
  Job *job = data;
  Entry *entry = job->entry;
  FielProviderTraits *traits = NULL;
  GError *error = NULL;

  entry->provider = job->kind->create (&entry->settings, self->clock, look_up_secret, entry, &error);
  if (entry->provider == NULL)
    {
      answer (self, job, NULL, NULL, error);
      return;
    }

  traits = g_memdup2 (fiel_provider_get_traits (entry->provider), sizeof *traits);
  job->entry = NULL;
  g_hash_table_replace (self->entries, entry->key, entry);
  fiel_provider_set_heard_func (entry->provider, heard, entry);
  fiel_provider_set_reception_func (entry->provider, take_reception, entry);
  answer (self, job, traits, g_free, NULL);
}

static GHashTable *
copy_values (GHashTable *values)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (copy, g_strdup (name), g_strdup (value));

  return copy;
}

void
fiel_provider_worker_open_async (FielProviderWorker *self,
                                 const char *key,
                                 const FielProviderKind *kind,
                                 const FielProviderSettings *settings,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Job *job = new_job (self, key, fiel_provider_worker_open_async, callback, user_data);

  job->kind = kind;
  job->entry = g_new0 (Entry, 1);
  job->entry->worker = self;
  job->entry->key = g_strdup (key);
  job->entry->settings = *settings;
  job->entry->settings.country = g_intern_string (settings->country);
  job->entry->settings.values = copy_values (settings->values);
  if (self->stopping)
    answer_stopping (job);
  else
    post (self, job, run_open);
}

gboolean
fiel_provider_worker_open_finish (FielProviderWorker *self, GAsyncResult *result, FielProviderTraits *traits,
                                  GError **error)
{
  g_autofree FielProviderTraits *given = finish (self, result, fiel_provider_worker_open_async, error);

  if (given == NULL)
    return FALSE;

  *traits = *given;

  return TRUE;
}

/* Preparing */

static void
run_prepare (FielProviderWorker *self, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  FielProvider *provider = find_provider (self, job->key, &error);
  FielProviderCall *call = provider != NULL ? fiel_provider_prepare (provider, job->request, &error) : NULL;

  answer (self, job, call, (GDestroyNotify) fiel_provider_call_unref, error);
}

void
fiel_provider_worker_prepare_async (FielProviderWorker *self,
                                    const char *key,
                                    const FielProviderRequest *request,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Job *job = new_job (self, key, fiel_provider_worker_prepare_async, callback, user_data);

  job->request = fiel_provider_request_copy (request);
  if (self->stopping)
    answer_stopping (job);
  else
    post (self, job, run_prepare);
}

FielProviderCall *
fiel_provider_worker_prepare_finish (FielProviderWorker *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, fiel_provider_worker_prepare_async, error);
}

/* Performing */

static FielProviderReply *
make_not_sent (void)
{
  return fiel_provider_reply_new (FIEL_REPLY_VERDICT_NOT_SENT, FIEL_REASON_NO_CONNECTION, 0, "",
                                  "the call did not reach its provider");
}

static void
pass_started (gpointer data)
{
  StartedNotice *notice = data;

  notice->started (notice->started_data);
}

static void
started_there (gpointer user_data)
{
  Job *job = user_data;
  FielProviderWorker *self = g_task_get_source_object (job->task);
  StartedNotice *notice = NULL;

  if (job->started == NULL)
    return;

  notice = g_new0 (StartedNotice, 1);
  notice->started = job->started;
  notice->started_data = job->started_data;
  plan (&self->last_back_us, pass_started, notice, g_free);
}

static void
run_perform (FielProviderWorker *self, gpointer data)
{
  Job *job = data;
  FielProvider *provider = find_provider (self, job->key, NULL);

  if (provider == NULL || g_cancellable_is_cancelled (self->teardown))
    {
      answer (self, job, make_not_sent (), (GDestroyNotify) fiel_provider_reply_unref, NULL);
      return;
    }

  self->n_performing++;
  fiel_provider_perform_async (provider, job->call, started_there, job, self->teardown, performed_cb, job);
}

static void
end_stop (gpointer data)
{
  GTask *task = data;

  g_task_return_boolean (task, TRUE);
}

static void
quit_when_idle (FielProviderWorker *self)
{
  if (self->stop_task == NULL || self->n_performing > 0)
    return;

  g_hash_table_remove_all (self->entries);
  plan (&self->last_back_us, end_stop, g_steal_pointer (&self->stop_task), g_object_unref);
}

static void
performed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  FielProviderWorker *self = g_task_get_source_object (job->task);

  answer (self, job, fiel_provider_perform_finish (FIEL_PROVIDER (source), result),
          (GDestroyNotify) fiel_provider_reply_unref, NULL);
  self->n_performing--;
  quit_when_idle (self);
}

void
fiel_provider_worker_perform_async (FielProviderWorker *self,
                                    const char *key,
                                    FielProviderCall *call,
                                    FielProviderStartedFunc started,
                                    gpointer started_data,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Job *job = new_job (self, key, fiel_provider_worker_perform_async, callback, user_data);

  if (fiel_operation_moves_money (fiel_provider_call_get_request (call)->operation)
      && sim_till_is_alive (sim_world->till))
    sim_checker_money_handed_over (sim_world->checker, fiel_provider_call_get_request (call)->reference);
  job->call = call;
  job->started = started;
  job->started_data = started_data;
  if (!self->stopping)
    {
      post (self, job, run_perform);
      return;
    }

  g_task_return_pointer (job->task, make_not_sent (), (GDestroyNotify) fiel_provider_reply_unref);
  job_free (job);
}

FielProviderReply *
fiel_provider_worker_perform_finish (FielProviderWorker *self, GAsyncResult *result)
{
  return finish (self, result, fiel_provider_worker_perform_async, NULL);
}

/* Interpreting */

static void
run_interpret (FielProviderWorker *self, gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  FielProvider *provider = find_provider (self, job->key, &error);
  FielFinding *finding = NULL;

  if (provider != NULL && sim_till_is_alive (sim_world->till))
    sim_checker_answer_read (sim_world->checker, job->request->operation, fiel_provider_reply_get_text (job->reply));
  if (provider != NULL)
    finding = fiel_provider_interpret (provider, job->request, job->reply);
  answer (self, job, finding, (GDestroyNotify) fiel_finding_free, error);
}

void
fiel_provider_worker_interpret_async (FielProviderWorker *self,
                                      const char *key,
                                      const FielProviderRequest *request,
                                      FielProviderReply *reply,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Job *job = new_job (self, key, fiel_provider_worker_interpret_async, callback, user_data);

  job->request = fiel_provider_request_copy (request);
  job->reply = fiel_provider_reply_ref (reply);
  if (self->stopping)
    answer_stopping (job);
  else
    post (self, job, run_interpret);
}

FielFinding *
fiel_provider_worker_interpret_finish (FielProviderWorker *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, fiel_provider_worker_interpret_async, error);
}

/* Stopping */

static void
run_stop (FielProviderWorker *self, gpointer data)
{
  Job *job = data;

  self->stop_task = g_object_ref (job->task);
  g_cancellable_cancel (self->teardown);
  quit_when_idle (self);
  job_free (job);
}

void
fiel_provider_worker_stop_async (FielProviderWorker *self, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = new_job (self, "", fiel_provider_worker_stop_async, callback, user_data);

  post (self, job, run_stop);
  self->stopping = TRUE;
}

void
fiel_provider_worker_stop_finish (FielProviderWorker *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
