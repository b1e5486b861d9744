/* fiel-provider-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-provider-worker.h"

#include <glib/gi18n-lib.h>

/**
 * FielProviderWorker:
 *
 * One named thread with its own main context, in which every provider is made, used and dropped: no name is resolved,
 * no connection opened, no answer parsed and no keyring asked in the thread of the window.
 *
 * A method is a task whose data is a Job: it is posted into the thread, runs there (the functions named run_…) and
 * returns, which brings it back into its caller's context. Fields marked "thread" belong to the thread alone.
 */
struct _FielProviderWorker
{
  GObject parent_instance;

  FielClock *clock;           /* owned */
  FielSecrets *secrets;       /* owned */
  GMainContext *context;      /* owned */
  GMainContext *owner;        /* owned: where the signals are emitted */
  GThread *thread;            /* owned, NULL once it was joined */
  gboolean stopping;          /* the callers' side: nothing is posted any more */

  GMainLoop *loop;            /* owned; thread */
  GHashTable *entries;        /* owned, of Entry by key; thread */
  GCancellable *teardown;     /* owned; thread */
  guint n_performing;         /* thread */
  GTask *stop_task;           /* owned, nullable; thread */
};

typedef struct
{
  FielProviderWorker *worker;      /* not owned: it owns this */
  char *key;                       /* owned */
  FielProviderSettings settings;   /* its values are owned, its texts interned */
  FielSecrets *secrets;            /* owned */
  FielProvider *provider;          /* owned */
} Entry;

typedef struct
{
  char *key;                            /* owned */
  const FielProviderKind *kind;
  Entry *entry;                         /* owned, nullable: to be opened */
  FielProviderRequest *request;         /* owned, nullable */
  FielProviderCall *call;               /* owned, nullable */
  FielProviderReply *reply;             /* owned, nullable */
  FielProviderCallback *callback;       /* owned, nullable */
  FielProviderStep step;
  FielTerminalIdentity *terminal;       /* owned, nullable */
  FielCallbackFate fate;
  FielProviderStartedFunc started;
  gpointer started_data;                /* the caller's */
  GMainContext *caller;                 /* owned, nullable: where @started is called */
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
  g_clear_object (&entry->secrets);
  g_free (entry->key);
  g_free (entry);
}

static void
job_free (Job *job)
{
  g_clear_pointer (&job->entry, entry_free);
  g_clear_pointer (&job->request, fiel_provider_request_free);
  g_clear_pointer (&job->call, fiel_provider_call_unref);
  g_clear_pointer (&job->reply, fiel_provider_reply_unref);
  g_clear_pointer (&job->callback, fiel_provider_callback_unref);
  g_clear_pointer (&job->terminal, fiel_terminal_identity_free);
  g_clear_pointer (&job->caller, g_main_context_unref);
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
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_main_context_unref (self->owner);

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
  self->context = g_main_context_new ();
  self->owner = g_main_context_ref_thread_default ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->teardown = g_cancellable_new ();
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);
}

static gpointer
run_thread (gpointer user_data)
{
  FielProviderWorker *self = user_data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  return NULL;
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
  self->thread = g_thread_new ("fiel-providers", run_thread, self);

  return self;
}

/* Posts @task into the thread, unless it is ending. */
static gboolean
post (FielProviderWorker *self, GTask *task, GSourceFunc run)
{
  if (self->stopping)
    return FALSE;

  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, run, g_object_ref (task), g_object_unref);

  return TRUE;
}

static void
return_stopping (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The program is ending."));
}

static GTask *
new_task (FielProviderWorker *self, const char *key, gpointer tag, Job **job, GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  *job = g_new0 (Job, 1);
  (*job)->key = g_strdup (key);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, *job, (GDestroyNotify) job_free);

  return task;
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
heard_notice_free (HeardNotice *notice)
{
  fiel_provider_callback_unref (notice->callback);
  g_free (notice->key);
  g_object_unref (notice->worker);
  g_free (notice);
}

static gboolean
run_heard_notice (gpointer user_data)
{
  HeardNotice *notice = user_data;
  gboolean taken = FALSE;

  g_signal_emit (notice->worker, signals[HEARD], 0, notice->key, notice->callback, &taken);
  if (!taken)
    fiel_provider_worker_settle (notice->worker, notice->key, notice->callback, FIEL_CALLBACK_FATE_FAILED);

  return G_SOURCE_REMOVE;
}

static void
heard_in_thread (FielProvider *provider, FielProviderCallback *callback, gpointer user_data)
{
  Entry *entry = user_data;
  HeardNotice *notice = g_new0 (HeardNotice, 1);

  notice->worker = g_object_ref (entry->worker);
  notice->key = g_strdup (entry->key);
  notice->callback = fiel_provider_callback_ref (callback);
  g_main_context_invoke_full (entry->worker->owner, G_PRIORITY_DEFAULT, run_heard_notice, notice,
                              (GDestroyNotify) heard_notice_free);
}

static void
reception_notice_free (ReceptionNotice *notice)
{
  g_free (notice->key);
  g_object_unref (notice->worker);
  g_free (notice);
}

static gboolean
run_reception_notice (gpointer user_data)
{
  ReceptionNotice *notice = user_data;

  g_signal_emit (notice->worker, signals[RECEPTION], 0, notice->key, &notice->reception);

  return G_SOURCE_REMOVE;
}

static void
reception_in_thread (FielProvider *provider, const FielProviderReception *reception, gpointer user_data)
{
  Entry *entry = user_data;
  ReceptionNotice *notice = g_new0 (ReceptionNotice, 1);

  notice->worker = g_object_ref (entry->worker);
  notice->key = g_strdup (entry->key);
  notice->reception = *reception;
  g_main_context_invoke_full (entry->worker->owner, G_PRIORITY_DEFAULT, run_reception_notice, notice,
                              (GDestroyNotify) reception_notice_free);
}

static gboolean
run_settle (gpointer user_data)
{
  GTask *task = user_data;
  FielProviderWorker *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  FielProvider *provider = find_provider (self, job->key, NULL);

  if (provider != NULL)
    fiel_provider_settle_callback (provider, job->callback, job->fate);
  g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

void
fiel_provider_worker_settle (FielProviderWorker *self, const char *key, FielProviderCallback *callback,
                             FielCallbackFate fate)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL && callback != NULL);

  task = new_task (self, key, fiel_provider_worker_settle, &job, NULL, NULL);
  job->callback = fiel_provider_callback_ref (callback);
  job->fate = fate;
  /* Where the thread is ending, the connection ends with it. */
  if (!post (self, task, run_settle))
    g_task_return_boolean (task, FALSE);
}

/* Opening */

static char *
look_up_secret (const char *name, gpointer user_data, GError **error)
{
  Entry *entry = user_data;

  return fiel_secrets_lookup (entry->secrets, entry->key, name, error);
}

static gboolean
run_open (gpointer user_data)
{
  GTask *task = user_data;
  FielProviderWorker *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  Entry *entry = job->entry;
  FielProviderTraits *traits = NULL;
  GError *error = NULL;

  entry->provider = job->kind->create (&entry->settings, self->clock, look_up_secret, entry, &error);
  if (entry->provider == NULL)
    {
      g_task_return_error (task, error);
      return G_SOURCE_REMOVE;
    }

  traits = g_memdup2 (fiel_provider_get_traits (entry->provider), sizeof *traits);
  traits->display_name = g_intern_string (traits->display_name);
  job->entry = NULL;
  g_hash_table_replace (self->entries, entry->key, entry);
  fiel_provider_set_heard_func (entry->provider, heard_in_thread, entry);
  fiel_provider_set_reception_func (entry->provider, reception_in_thread, entry);
  g_task_return_pointer (task, traits, g_free);

  return G_SOURCE_REMOVE;
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
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL && kind != NULL && settings != NULL);

  task = new_task (self, key, fiel_provider_worker_open_async, &job, callback, user_data);
  job->kind = kind;
  job->entry = g_new0 (Entry, 1);
  job->entry->worker = self;
  job->entry->key = g_strdup (key);
  job->entry->secrets = g_object_ref (self->secrets);
  job->entry->settings = *settings;
  job->entry->settings.country = g_intern_string (settings->country);
  job->entry->settings.values = copy_values (settings->values);
  if (!post (self, task, run_open))
    return_stopping (task);
}

gboolean
fiel_provider_worker_open_finish (FielProviderWorker *self, GAsyncResult *result, FielProviderTraits *traits,
                                  GError **error)
{
  g_autofree FielProviderTraits *given = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_provider_worker_open_async), FALSE);

  given = g_task_propagate_pointer (G_TASK (result), error);
  if (given == NULL)
    return FALSE;

  *traits = *given;

  return TRUE;
}

/* Preparing */

static gboolean
run_prepare (gpointer user_data)
{
  GTask *task = user_data;
  FielProviderWorker *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  FielProvider *provider = NULL;
  FielProviderCall *call = NULL;
  GError *error = NULL;

  provider = find_provider (self, job->key, &error);
  if (provider != NULL)
    call = fiel_provider_prepare (provider, job->request, &error);

  if (call != NULL)
    g_task_return_pointer (task, call, (GDestroyNotify) fiel_provider_call_unref);
  else
    g_task_return_error (task, error);

  return G_SOURCE_REMOVE;
}

void
fiel_provider_worker_prepare_async (FielProviderWorker *self,
                                    const char *key,
                                    const FielProviderRequest *request,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL && request != NULL);

  task = new_task (self, key, fiel_provider_worker_prepare_async, &job, callback, user_data);
  job->request = fiel_provider_request_copy (request);
  if (!post (self, task, run_prepare))
    return_stopping (task);
}

FielProviderCall *
fiel_provider_worker_prepare_finish (FielProviderWorker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_provider_worker_prepare_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Performing */

static void
return_not_sent (GTask *task, const char *detail)
{
  g_task_return_pointer (task, fiel_provider_reply_new (FIEL_REPLY_VERDICT_NOT_SENT, FIEL_REASON_NO_CONNECTION, 0, "",
                                                        detail),
                         (GDestroyNotify) fiel_provider_reply_unref);
}

static gboolean
run_started_notice (gpointer user_data)
{
  StartedNotice *notice = user_data;

  notice->started (notice->started_data);

  return G_SOURCE_REMOVE;
}

/* The reply is returned through the same context later, and with the same priority: it can never overtake this. */
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
  g_main_context_invoke_full (job->caller, G_PRIORITY_DEFAULT, run_started_notice, notice, g_free);
}

static gboolean
run_perform (gpointer user_data)
{
  GTask *task = user_data;
  FielProviderWorker *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  FielProvider *provider = NULL;

  provider = find_provider (self, job->key, NULL);
  if (provider == NULL || g_cancellable_is_cancelled (self->teardown))
    {
      return_not_sent (task, "the call did not reach its provider");
      return G_SOURCE_REMOVE;
    }

  self->n_performing++;
  fiel_provider_perform_async (provider, job->call, started_in_thread, job, self->teardown, performed_cb,
                               g_object_ref (task));

  return G_SOURCE_REMOVE;
}

/* Sources that the providers left behind get their turn before the loop ends. */
static gboolean
run_quit (gpointer user_data)
{
  GTask *task = user_data;
  FielProviderWorker *self = g_task_get_source_object (task);

  g_main_loop_quit (self->loop);
  g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
quit_when_idle (FielProviderWorker *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->stop_task == NULL || self->n_performing > 0)
    return;

  g_hash_table_remove_all (self->entries);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_LOW);
  g_source_set_static_name (source, "fiel-providers-quit");
  g_source_set_callback (source, run_quit, g_steal_pointer (&self->stop_task), g_object_unref);
  g_source_attach (source, self->context);
}

static void
performed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielProviderWorker *self = g_task_get_source_object (task);

  g_task_return_pointer (task, fiel_provider_perform_finish (FIEL_PROVIDER (source), result),
                         (GDestroyNotify) fiel_provider_reply_unref);
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
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL && call != NULL);

  task = new_task (self, key, fiel_provider_worker_perform_async, &job, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  job->call = call;
  job->started = started;
  job->started_data = started_data;
  job->caller = g_main_context_ref_thread_default ();
  if (!post (self, task, run_perform))
    return_not_sent (task, "the program is ending");
}

FielProviderReply *
fiel_provider_worker_perform_finish (FielProviderWorker *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_provider_worker_perform_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* Interpreting */

static gboolean
run_interpret (gpointer user_data)
{
  GTask *task = user_data;
  FielProviderWorker *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  FielProvider *provider = NULL;
  GError *error = NULL;

  provider = find_provider (self, job->key, &error);
  if (provider != NULL)
    g_task_return_pointer (task, fiel_provider_interpret (provider, job->request, job->reply),
                           (GDestroyNotify) fiel_finding_free);
  else
    g_task_return_error (task, error);

  return G_SOURCE_REMOVE;
}

void
fiel_provider_worker_interpret_async (FielProviderWorker *self,
                                      const char *key,
                                      const FielProviderRequest *request,
                                      FielProviderReply *reply,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL && request != NULL && reply != NULL);

  task = new_task (self, key, fiel_provider_worker_interpret_async, &job, callback, user_data);
  job->request = fiel_provider_request_copy (request);
  job->reply = fiel_provider_reply_ref (reply);
  if (!post (self, task, run_interpret))
    return_stopping (task);
}

FielFinding *
fiel_provider_worker_interpret_finish (FielProviderWorker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_provider_worker_interpret_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Trying */

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielProviderWorker *self = g_task_get_source_object (task);
  FielProviderStepResult *found = NULL;
  GError *error = NULL;

  found = fiel_provider_try_finish (FIEL_PROVIDER (source), result, &error);
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) fiel_provider_step_result_free);
  else
    g_task_return_error (task, error);
  self->n_performing--;
  quit_when_idle (self);
}

static gboolean
run_try (gpointer user_data)
{
  GTask *task = user_data;
  FielProviderWorker *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  FielProvider *provider = NULL;
  GError *error = NULL;

  provider = find_provider (self, job->key, &error);
  if (provider == NULL)
    {
      g_task_return_error (task, error);
      return G_SOURCE_REMOVE;
    }

  self->n_performing++;
  fiel_provider_try_async (provider, job->step, job->terminal, g_task_get_cancellable (task), tried_cb,
                           g_object_ref (task));

  return G_SOURCE_REMOVE;
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
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (key != NULL);

  job = g_new0 (Job, 1);
  job->key = g_strdup (key);
  job->step = step;
  job->terminal = terminal != NULL ? fiel_terminal_identity_copy (terminal) : NULL;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, fiel_provider_worker_try_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (!post (self, task, run_try))
    return_stopping (task);
}

FielProviderStepResult *
fiel_provider_worker_try_finish (FielProviderWorker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_provider_worker_try_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Stopping */

static gboolean
run_stop (gpointer user_data)
{
  GTask *task = user_data;
  FielProviderWorker *self = g_task_get_source_object (task);

  self->stop_task = g_object_ref (task);
  g_cancellable_cancel (self->teardown);
  quit_when_idle (self);

  return G_SOURCE_REMOVE;
}

void
fiel_provider_worker_stop_async (FielProviderWorker *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (self));
  g_return_if_fail (!self->stopping);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_provider_worker_stop_async);
  post (self, task, run_stop);
  self->stopping = TRUE;
}

void
fiel_provider_worker_stop_finish (FielProviderWorker *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_return_if_fail (g_async_result_is_tagged (result, fiel_provider_worker_stop_async));

  g_task_propagate_boolean (G_TASK (result), NULL);
  g_thread_join (g_steal_pointer (&self->thread));
}
