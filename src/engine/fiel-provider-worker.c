/* fiel-provider-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-provider-worker.h"

#include "fiel-provider-thread.h"

#include <glib/gi18n-lib.h>

typedef struct _Job Job;

/**
 * FielProviderWorker:
 *
 * Every provider is made, used and dropped in one thread of its own: no name is resolved, no connection opened, no
 * answer parsed and no keyring asked in the thread of the window.
 *
 * A method is a Job: it is posted into the thread, runs there (the functions named run_…) and comes back with its
 * answer. The task in it returns on its caller's side alone. Fields marked "thread" belong to the thread.
 */
struct _FielProviderWorker
{
  GObject parent_instance;

  FielClock *clock;           /* owned */
  FielSecrets *secrets;       /* owned */
  FielProviderThread *thread; /* owned, NULL once it was joined */
  gboolean stopping;          /* the callers' side: nothing is posted any more */

  GHashTable *entries;        /* owned, of Entry by key; thread */
  GCancellable *teardown;     /* owned; thread */
  guint n_performing;         /* thread */
  Job *stop_job;              /* owned, nullable; thread */
};

typedef struct
{
  FielProviderWorker *worker;      /* not owned: it owns this */
  char *key;                       /* owned */
  FielProviderSettings settings;   /* its values are owned, its texts interned */
  FielProvider *provider;          /* owned */
} Entry;

struct _Job
{
  GTask *task;                          /* owned */
  char *key;                            /* owned */
  const FielProviderKind *kind;
  Entry *entry;                         /* owned, nullable: to be opened */
  FielProviderRequest *request;         /* owned, nullable */
  FielProviderCall *call;               /* owned, nullable */
  FielProviderReply *reply;             /* owned, nullable */
  FielProviderCallback *callback;       /* owned, nullable */
  FielProviderStep step;
  FielTerminalIdentity *terminal;       /* owned, nullable */
  GCancellable *cancellable;            /* owned, nullable */
  FielCallbackFate fate;
  FielProviderStartedFunc started;
  gpointer started_data;                /* the caller's */

  gpointer output;                      /* owned by free_output until it is returned */
  GDestroyNotify free_output;
  GError *error;                        /* owned, nullable */
};

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

  if (job->output != NULL)
    job->free_output (job->output);
  g_clear_error (&job->error);
  g_clear_pointer (&job->entry, entry_free);
  g_clear_pointer (&job->request, fiel_provider_request_free);
  g_clear_pointer (&job->call, fiel_provider_call_unref);
  g_clear_pointer (&job->reply, fiel_provider_reply_unref);
  g_clear_pointer (&job->callback, fiel_provider_callback_unref);
  g_clear_pointer (&job->terminal, fiel_terminal_identity_free);
  g_clear_object (&job->cancellable);
  g_object_unref (job->task);
  g_free (job->key);
  g_free (job);
}

static void
fiel_provider_worker_dispose (GObject *object)
{
  FielProviderWorker *self = FIEL_PROVIDER_WORKER (object);

  g_assert (self->thread == NULL);

  G_OBJECT_CLASS (fiel_provider_worker_parent_class)->dispose (object);
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
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_provider_worker_dispose;
  object_class->finalize = fiel_provider_worker_finalize;

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
  FielProviderWorker *self = NULL;

  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (FIEL_IS_SECRETS (secrets), NULL);

  self = g_object_new (FIEL_TYPE_PROVIDER_WORKER, NULL);
  self->clock = g_object_ref (clock);
  self->secrets = g_object_ref (secrets);
  self->thread = fiel_provider_thread_new ();

  return self;
}

/* There and back */

static Job *
new_job (FielProviderWorker *self, const char *key, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->key = g_strdup (key);
  job->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (job->task, tag);

  return job;
}

static FielProviderWorker *
get_worker (Job *job)
{
  return g_task_get_source_object (job->task);
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

/* In the thread. @job, @output, @error: (transfer full) */
static void
answer (Job *job, gpointer output, GDestroyNotify free_output, GError *error)
{
  job->output = output;
  job->free_output = free_output;
  job->error = error;
  fiel_provider_thread_post_back (get_worker (job)->thread, come_back, job, job_free);
}

static void
answer_reply (Job *job, FielProviderReply *reply)
{
  answer (job, reply, (GDestroyNotify) fiel_provider_reply_unref, NULL);
}

/* Unless the thread is ending. @job: (transfer full) */
static void
post (Job *job, GSourceOnceFunc run)
{
  FielProviderWorker *self = get_worker (job);

  if (!self->stopping)
    {
      fiel_provider_thread_post (self->thread, run, job, NULL);
      return;
    }

  g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The program is ending."));
  job_free (job);
}

static gpointer
finish (FielProviderWorker *self, GAsyncResult *result, gpointer tag, GError **error)
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
    /* Translators: its key. */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("The provider “%s” is not set up."), key);

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
heard_in_thread (FielProvider *provider, FielProviderCallback *callback, gpointer user_data)
{
  Entry *entry = user_data;
  HeardNotice *notice = g_new0 (HeardNotice, 1);

  notice->worker = g_object_ref (entry->worker);
  notice->key = g_strdup (entry->key);
  notice->callback = fiel_provider_callback_ref (callback);
  fiel_provider_thread_post_back (entry->worker->thread, pass_heard, notice, heard_notice_free);
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
reception_in_thread (FielProvider *provider, const FielProviderReception *reception, gpointer user_data)
{
  Entry *entry = user_data;
  ReceptionNotice *notice = g_new0 (ReceptionNotice, 1);

  notice->worker = g_object_ref (entry->worker);
  notice->key = g_strdup (entry->key);
  notice->reception = *reception;
  fiel_provider_thread_post_back (entry->worker->thread, pass_reception, notice, reception_notice_free);
}

static void
run_settle (gpointer data)
{
  Job *job = data;
  FielProvider *provider = find_provider (get_worker (job), job->key, NULL);

  if (provider != NULL)
    fiel_provider_settle_callback (provider, job->callback, job->fate);
  answer (job, NULL, NULL, NULL);
}

/* Where the thread is ending, the connection ends with it. */
void
fiel_provider_worker_settle (FielProviderWorker *self, const char *key, FielProviderCallback *callback,
                             FielCallbackFate fate)
{
  Job *job = NULL;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL && callback != NULL);

  job = new_job (self, key, fiel_provider_worker_settle, NULL, NULL);
  job->callback = fiel_provider_callback_ref (callback);
  job->fate = fate;
  post (job, run_settle);
}

/* Opening */

static char *
look_up_secret (const char *name, gpointer user_data, GError **error)
{
  Entry *entry = user_data;

  return fiel_secrets_lookup (entry->worker->secrets, entry->key, name, error);
}

static void
run_open (gpointer data)
{
  Job *job = data;
  FielProviderWorker *self = get_worker (job);
  Entry *entry = job->entry;
  FielProviderTraits *traits = NULL;
  GError *error = NULL;

  entry->provider = job->kind->create (&entry->settings, self->clock, look_up_secret, entry, &error);
  if (entry->provider == NULL)
    {
      answer (job, NULL, NULL, error);
      return;
    }

  traits = g_memdup2 (fiel_provider_get_traits (entry->provider), sizeof *traits);
  traits->display_name = g_intern_string (traits->display_name);
  job->entry = NULL;
  g_hash_table_replace (self->entries, entry->key, entry);
  fiel_provider_set_heard_func (entry->provider, heard_in_thread, entry);
  fiel_provider_set_reception_func (entry->provider, reception_in_thread, entry);
  answer (job, traits, g_free, NULL);
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
  Job *job = NULL;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL && kind != NULL && settings != NULL);

  job = new_job (self, key, fiel_provider_worker_open_async, callback, user_data);
  job->kind = kind;
  job->entry = g_new0 (Entry, 1);
  job->entry->worker = self;
  job->entry->key = g_strdup (key);
  job->entry->settings = *settings;
  job->entry->settings.country = g_intern_string (settings->country);
  job->entry->settings.values = copy_values (settings->values);
  post (job, run_open);
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
run_prepare (gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  FielProvider *provider = find_provider (get_worker (job), job->key, &error);
  FielProviderCall *call = provider != NULL ? fiel_provider_prepare (provider, job->request, &error) : NULL;

  answer (job, call, (GDestroyNotify) fiel_provider_call_unref, error);
}

void
fiel_provider_worker_prepare_async (FielProviderWorker *self,
                                    const char *key,
                                    const FielProviderRequest *request,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Job *job = NULL;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL && request != NULL);

  job = new_job (self, key, fiel_provider_worker_prepare_async, callback, user_data);
  job->request = fiel_provider_request_copy (request);
  post (job, run_prepare);
}

FielProviderCall *
fiel_provider_worker_prepare_finish (FielProviderWorker *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, fiel_provider_worker_prepare_async, error);
}

/* Performing */

static FielProviderReply *
make_not_sent (const char *detail)
{
  return fiel_provider_reply_new (FIEL_REPLY_VERDICT_NOT_SENT, FIEL_REASON_NO_CONNECTION, 0, "", detail);
}

static void
pass_started (gpointer data)
{
  StartedNotice *notice = data;

  notice->started (notice->started_data);
}

/* The reply comes back on the same way: it can never overtake this. */
static void
started_in_thread (gpointer user_data)
{
  Job *job = user_data;
  StartedNotice *notice = NULL;

  if (job->started == NULL)
    return;

  notice = g_new0 (StartedNotice, 1);
  notice->started = job->started;
  notice->started_data = job->started_data;
  fiel_provider_thread_post_back (get_worker (job)->thread, pass_started, notice, g_free);
}

static void
run_perform (gpointer data)
{
  Job *job = data;
  FielProviderWorker *self = get_worker (job);
  FielProvider *provider = find_provider (self, job->key, NULL);

  if (provider == NULL || g_cancellable_is_cancelled (self->teardown))
    {
      answer_reply (job, make_not_sent ("the call did not reach its provider"));
      return;
    }

  self->n_performing++;
  fiel_provider_perform_async (provider, job->call, started_in_thread, job, self->teardown, performed_cb, job);
}

static void
quit_when_idle (FielProviderWorker *self)
{
  if (self->stop_job == NULL || self->n_performing > 0)
    return;

  g_hash_table_remove_all (self->entries);
  fiel_provider_thread_quit (self->thread, come_back, g_steal_pointer (&self->stop_job), job_free);
}

static void
performed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  FielProviderWorker *self = get_worker (job);

  answer_reply (job, fiel_provider_perform_finish (FIEL_PROVIDER (source), result));
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
  Job *job = NULL;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL && call != NULL);

  job = new_job (self, key, fiel_provider_worker_perform_async, callback, user_data);
  job->call = call;
  job->started = started;
  job->started_data = started_data;
  if (!self->stopping)
    {
      post (job, run_perform);
      return;
    }

  g_task_return_pointer (job->task, make_not_sent ("the program is ending"),
                         (GDestroyNotify) fiel_provider_reply_unref);
  job_free (job);
}

FielProviderReply *
fiel_provider_worker_perform_finish (FielProviderWorker *self, GAsyncResult *result)
{
  return finish (self, result, fiel_provider_worker_perform_async, NULL);
}

/* Interpreting */

static void
run_interpret (gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  FielProvider *provider = find_provider (get_worker (job), job->key, &error);
  FielFinding *finding = provider != NULL ? fiel_provider_interpret (provider, job->request, job->reply) : NULL;

  answer (job, finding, (GDestroyNotify) fiel_finding_free, error);
}

void
fiel_provider_worker_interpret_async (FielProviderWorker *self,
                                      const char *key,
                                      const FielProviderRequest *request,
                                      FielProviderReply *reply,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Job *job = NULL;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL && request != NULL && reply != NULL);

  job = new_job (self, key, fiel_provider_worker_interpret_async, callback, user_data);
  job->request = fiel_provider_request_copy (request);
  job->reply = fiel_provider_reply_ref (reply);
  post (job, run_interpret);
}

FielFinding *
fiel_provider_worker_interpret_finish (FielProviderWorker *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, fiel_provider_worker_interpret_async, error);
}

/* Trying */

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  FielProviderWorker *self = get_worker (job);
  GError *error = NULL;
  FielProviderStepResult *found = fiel_provider_try_finish (FIEL_PROVIDER (source), result, &error);

  answer (job, found, (GDestroyNotify) fiel_provider_step_result_free, error);
  self->n_performing--;
  quit_when_idle (self);
}

static void
run_try (gpointer data)
{
  Job *job = data;
  FielProviderWorker *self = get_worker (job);
  GError *error = NULL;
  FielProvider *provider = find_provider (self, job->key, &error);

  if (provider == NULL)
    {
      answer (job, NULL, NULL, error);
      return;
    }

  self->n_performing++;
  fiel_provider_try_async (provider, job->step, job->terminal, job->cancellable, tried_cb, job);
}

void
fiel_provider_worker_try_async (FielProviderWorker *self,
                                const char *key,
                                FielProviderStep step,
                                const FielTerminalIdentity *terminal,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Job *job = NULL;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL);

  job = new_job (self, key, fiel_provider_worker_try_async, callback, user_data);
  job->step = step;
  job->terminal = terminal != NULL ? fiel_terminal_identity_copy (terminal) : NULL;
  g_set_object (&job->cancellable, cancellable);
  post (job, run_try);
}

FielProviderStepResult *
fiel_provider_worker_try_finish (FielProviderWorker *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, fiel_provider_worker_try_async, error);
}

/* Stopping */

static void
run_stop (gpointer data)
{
  Job *job = data;
  FielProviderWorker *self = get_worker (job);

  self->stop_job = job;
  g_cancellable_cancel (self->teardown);
  quit_when_idle (self);
}

void
fiel_provider_worker_stop_async (FielProviderWorker *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (!self->stopping);

  post (new_job (self, "", fiel_provider_worker_stop_async, callback, user_data), run_stop);
  self->stopping = TRUE;
}

void
fiel_provider_worker_stop_finish (FielProviderWorker *self, GAsyncResult *result)
{
  finish (self, result, fiel_provider_worker_stop_async, NULL);
  g_clear_pointer (&self->thread, fiel_provider_thread_join);
}
