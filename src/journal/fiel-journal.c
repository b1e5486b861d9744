/* fiel-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal.h"

#include "fiel-journal-event-private.h"
#include "fiel-journal-export.h"
#include "fiel-journal-private.h"
#include "fiel-journal-verify.h"
#include "fiel-journal-writer.h"

#include <glib/gi18n-lib.h>

/* The journal for a program with a main loop. Every call becomes a job for the writer thread (fiel-journal-writer.c),
 * on which the store lives; the object holds the writer, nothing else.
 *
 * Long work (a verification, an export) runs in slices: after each it queues again behind whatever came meanwhile, so a
 * payment never waits for it. Its callback comes when it is done. */

struct _FielJournal
{
  GObject parent_instance;

  FielJournalWriter *writer;   /* owned */
  gboolean closed;
};

enum
{
  APPENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielJournal, fiel_journal, G_TYPE_OBJECT)

/* Queues a job, or answers at once that the journal is closed. Takes @input. */
static void
enqueue (FielJournal *self, GTask *task, FielJournalJobFunc func, gpointer input, GDestroyNotify free_input)
{
  if (!self->closed)
    {
      fiel_journal_writer_push (self->writer, fiel_journal_job_new (task, func, input, free_input));
      return;
    }

  if (input != NULL)
    free_input (input);
  g_task_return_new_error (task, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_CLOSED, _ ("The journal is closed."));
}

void
fiel_journal_push (FielJournal *self, GTask *task, FielJournalJobFunc func, gpointer input, GDestroyNotify free_input)
{
  enqueue (self, task, func, input, free_input);
}

/* The job that ends a writer: it lets every other one pass, then closes the store. */
static gboolean
run_close (FielJournalStore **store, FielJournalJob *job)
{
  if (fiel_journal_writer_has_more (job->writer))
    return FALSE;

  g_clear_pointer (store, fiel_journal_store_close);

  return TRUE;
}

static void
fiel_journal_finalize (GObject *object)
{
  FielJournal *self = FIEL_JOURNAL (object);

  if (!self->closed)
    fiel_journal_writer_push (self->writer, fiel_journal_job_new (NULL, run_close, NULL, NULL));
  fiel_journal_writer_unref (self->writer);

  G_OBJECT_CLASS (fiel_journal_parent_class)->finalize (object);
}

static void
fiel_journal_class_init (FielJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_journal_finalize;

  signals[APPENDED] = g_signal_new ("appended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
fiel_journal_init (FielJournal *self)
{
}

typedef struct
{
  char *path;               /* owned */
  char *till;               /* owned */
  char *holder;             /* owned */
  FielJournalEvent *opened; /* owned */
  GCancellable *cancellable; /* owned, nullable */
} OpenInput;

static void
open_input_free (gpointer data)
{
  OpenInput *input = data;

  g_free (input->path);
  g_free (input->till);
  g_free (input->holder);
  fiel_journal_event_unref (input->opened);
  g_clear_object (&input->cancellable);
  g_free (input);
}

static gboolean
run_open (FielJournalStore **store, FielJournalJob *job)
{
  OpenInput *input = job->input;
  FielJournal *self;

  *store = fiel_journal_store_open (input->path, input->till, input->holder, input->opened, input->cancellable,
                                    &job->error);
  if (*store == NULL)
    return TRUE;

  self = g_object_new (FIEL_TYPE_JOURNAL, NULL);
  self->writer = fiel_journal_writer_ref (job->writer);
  job->output = self;
  job->free_output = g_object_unref;

  return TRUE;
}

/**
 * fiel_journal_open_async:
 * @path: where the journal is or shall be
 * @till: the till's name
 * @holder: this program's name
 * @opened: the OPENED fact with its time; this call completes and hands it over
 */
void
fiel_journal_open_async (const char *path, const char *till, const char *holder, FielJournalEvent *opened,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  OpenInput *input;

  g_return_if_fail (path != NULL && till != NULL && holder != NULL && opened != NULL);

  fiel_journal_event_set (opened, FIEL_FIELD_TILL, till);
  fiel_journal_event_seal (opened);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_journal_open_async);

  input = g_new0 (OpenInput, 1);
  input->path = g_strdup (path);
  input->till = g_strdup (till);
  input->holder = g_strdup (holder);
  input->opened = fiel_journal_event_ref (opened);
  input->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;

  fiel_journal_writer_start (fiel_journal_job_new (task, run_open, input, open_input_free));
}

FielJournal *
fiel_journal_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_journal_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static GTask *
task_new (FielJournal *self, GCancellable *cancellable, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);

  return task;
}

static gpointer
task_finish (FielJournal *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (FIEL_IS_JOURNAL (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  GPtrArray *events; /* owned, of FielJournalEvent */
  FielJournalDurability durability;
} AppendInput;

static void
append_input_free (gpointer data)
{
  AppendInput *input = data;

  g_ptr_array_unref (input->events);
  g_free (input);
}

static gboolean
run_append (FielJournalStore **store, FielJournalJob *job)
{
  AppendInput *input = job->input;

  if (fiel_journal_store_append (*store, input->events, input->durability, &job->error))
    job->output = GINT_TO_POINTER (TRUE);

  return TRUE;
}

/* Whoever appended was told: now the others. */
static void
append_answered_cb (GTask *task, GParamSpec *pspec, gpointer user_data)
{
  GPtrArray *events = user_data;

  /* What is committed has a number. */
  if (fiel_journal_event_get_seq (g_ptr_array_index (events, 0)) != 0)
    g_signal_emit (g_task_get_source_object (task), signals[APPENDED], 0, events);
}

static void
forget_events (gpointer events, GClosure *closure)
{
  g_ptr_array_unref (events);
}

/**
 * fiel_journal_append_async:
 * @events: (element-type FielJournalEvent): not empty; the facts are sealed, the array stays the caller's
 */
void
fiel_journal_append_async (FielJournal *self, GPtrArray *events, FielJournalDurability durability,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  AppendInput *input;

  g_return_if_fail (FIEL_IS_JOURNAL (self));
  g_return_if_fail (events != NULL && events->len > 0);

  input = g_new0 (AppendInput, 1);
  input->durability = durability;
  input->events = g_ptr_array_new_full (events->len, (GDestroyNotify) fiel_journal_event_unref);
  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);

      fiel_journal_event_seal (event);
      g_ptr_array_add (input->events, fiel_journal_event_ref (event));
    }

  task = task_new (self, NULL, fiel_journal_append_async, callback, user_data);
  g_signal_connect_data (task, "notify::completed", G_CALLBACK (append_answered_cb), g_ptr_array_ref (input->events),
                         forget_events, 0);
  enqueue (self, task, run_append, input, append_input_free);
}

gboolean
fiel_journal_append_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  return task_finish (self, result, fiel_journal_append_async, error) != NULL;
}

static gboolean
run_look_up (FielJournalStore **store, FielJournalJob *job)
{
  job->output = fiel_journal_store_look_up_ticket (*store, job->input, &job->error);
  job->free_output = (GDestroyNotify) fiel_ticket_record_free;

  return TRUE;
}

void
fiel_journal_look_up_ticket_async (FielJournal *self, const char *reference, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (self));

  task = task_new (self, NULL, fiel_journal_look_up_ticket_async, callback, user_data);
  enqueue (self, task, run_look_up, g_strdup (reference), g_free);
}

FielTicketRecord *
fiel_journal_look_up_ticket_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  return task_finish (self, result, fiel_journal_look_up_ticket_async, error);
}

static void
filter_free (gpointer data)
{
  FielAttemptFilter *filter = data;

  g_free ((char *) filter->attempt_id);
  g_free ((char *) filter->reference);
  g_free ((char *) filter->original);
  g_free ((char *) filter->authorization);
  g_free ((char *) filter->typed);
  g_free (filter);
}

static gboolean
run_list_attempts (FielJournalStore **store, FielJournalJob *job)
{
  job->output = fiel_journal_store_list_attempts (*store, job->input, &job->error);
  job->free_output = (GDestroyNotify) g_ptr_array_unref;

  return TRUE;
}

void
fiel_journal_list_attempts_async (FielJournal *self, const FielAttemptFilter *filter, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FielAttemptFilter *copy;

  g_return_if_fail (FIEL_IS_JOURNAL (self));
  g_return_if_fail (filter != NULL);

  copy = g_memdup2 (filter, sizeof *filter);
  copy->attempt_id = g_strdup (filter->attempt_id);
  copy->reference = g_strdup (filter->reference);
  copy->original = g_strdup (filter->original);
  copy->authorization = g_strdup (filter->authorization);
  copy->typed = g_strdup (filter->typed);

  task = task_new (self, NULL, fiel_journal_list_attempts_async, callback, user_data);
  enqueue (self, task, run_list_attempts, copy, filter_free);
}

GPtrArray *
fiel_journal_list_attempts_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  return task_finish (self, result, fiel_journal_list_attempts_async, error);
}

typedef struct
{
  char *attempt_id; /* owned, nullable */
  gint64 after_seq;
  guint limit;
} EventsInput;

static void
events_input_free (gpointer data)
{
  EventsInput *input = data;

  g_free (input->attempt_id);
  g_free (input);
}

static gboolean
run_list_events (FielJournalStore **store, FielJournalJob *job)
{
  EventsInput *input = job->input;

  job->output =
    fiel_journal_store_list_events (*store, input->attempt_id, input->after_seq, input->limit, &job->error);
  job->free_output = (GDestroyNotify) g_ptr_array_unref;

  return TRUE;
}

void
fiel_journal_list_events_async (FielJournal *self, const char *attempt_id, gint64 after_seq, guint limit,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  EventsInput *input;

  g_return_if_fail (FIEL_IS_JOURNAL (self));

  input = g_new0 (EventsInput, 1);
  input->attempt_id = g_strdup (attempt_id);
  input->after_seq = after_seq;
  input->limit = limit;

  task = task_new (self, NULL, fiel_journal_list_events_async, callback, user_data);
  enqueue (self, task, run_list_events, input, events_input_free);
}

GPtrArray *
fiel_journal_list_events_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  return task_finish (self, result, fiel_journal_list_events_async, error);
}

typedef struct
{
  gint64 first_seq;
  gint64 last_seq;
} SpanInput;

static gboolean
run_list_approvals (FielJournalStore **store, FielJournalJob *job)
{
  SpanInput *input = job->input;

  job->output = fiel_journal_store_list_approvals (*store, input->first_seq, input->last_seq, &job->error);
  job->free_output = (GDestroyNotify) g_ptr_array_unref;

  return TRUE;
}

void
fiel_journal_list_approvals_async (FielJournal *self, gint64 first_seq, gint64 last_seq, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SpanInput *input;

  g_return_if_fail (FIEL_IS_JOURNAL (self));

  input = g_new0 (SpanInput, 1);
  input->first_seq = first_seq;
  input->last_seq = last_seq;
  task = task_new (self, NULL, fiel_journal_list_approvals_async, callback, user_data);
  enqueue (self, task, run_list_approvals, input, g_free);
}

GPtrArray *
fiel_journal_list_approvals_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  return task_finish (self, result, fiel_journal_list_approvals_async, error);
}

static gboolean
run_list_alerts (FielJournalStore **store, FielJournalJob *job)
{
  job->output = fiel_journal_store_list_alerts (*store, &job->error);
  job->free_output = (GDestroyNotify) g_ptr_array_unref;

  return TRUE;
}

void
fiel_journal_list_alerts_async (FielJournal *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (self));

  task = task_new (self, NULL, fiel_journal_list_alerts_async, callback, user_data);
  enqueue (self, task, run_list_alerts, NULL, NULL);
}

GPtrArray *
fiel_journal_list_alerts_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  return task_finish (self, result, fiel_journal_list_alerts_async, error);
}

static gboolean
run_list_shifts (FielJournalStore **store, FielJournalJob *job)
{
  job->output = fiel_journal_store_list_shifts (*store, GPOINTER_TO_UINT (job->input), &job->error);
  job->free_output = (GDestroyNotify) g_ptr_array_unref;

  return TRUE;
}

void
fiel_journal_list_shifts_async (FielJournal *self, guint limit, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (self));

  task = task_new (self, NULL, fiel_journal_list_shifts_async, callback, user_data);
  enqueue (self, task, run_list_shifts, GUINT_TO_POINTER (limit), NULL);
}

GPtrArray *
fiel_journal_list_shifts_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  return task_finish (self, result, fiel_journal_list_shifts_async, error);
}

static gboolean
run_find_batch_close (FielJournalStore **store, FielJournalJob *job)
{
  gint64 seq;

  if (fiel_journal_store_find_batch_close (*store, job->input, &seq, &job->error))
    {
      job->output = g_memdup2 (&seq, sizeof seq);
      job->free_output = g_free;
    }

  return TRUE;
}

void
fiel_journal_find_batch_close_async (FielJournal *self, const char *terminal, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (self));
  g_return_if_fail (terminal != NULL);

  task = task_new (self, NULL, fiel_journal_find_batch_close_async, callback, user_data);
  enqueue (self, task, run_find_batch_close, g_strdup (terminal), g_free);
}

gboolean
fiel_journal_find_batch_close_finish (FielJournal *self, GAsyncResult *result, gint64 *seq, GError **error)
{
  g_autofree gint64 *found = task_finish (self, result, fiel_journal_find_batch_close_async, error);

  *seq = found != NULL ? *found : 0;

  return found != NULL;
}

/* How far a walk is, on its way to the caller's context. It comes before the answer: the queue of a context keeps the
 * order. */
typedef struct
{
  GFileProgressCallback progress;
  gpointer progress_data; /* not owned */
  gint64 n_done;
  gint64 n_total;
} Progress;

static gboolean
report_progress (gpointer user_data)
{
  Progress *progress = user_data;

  progress->progress (progress->n_done, progress->n_total, progress->progress_data);

  return G_SOURCE_REMOVE;
}

/* @watch: nobody is told without a function */
static void
post_progress (FielJournalJob *job, const Progress *watch)
{
  g_autoptr (GSource) source = NULL;

  if (watch->progress == NULL)
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "fiel-journal-progress");
  g_source_set_callback (source, report_progress, g_memdup2 (watch, sizeof *watch), g_free);
  g_source_attach (source, job->context);
}

typedef struct
{
  FielJournalVerifier *verifier; /* owned */
  GCancellable *cancellable;     /* owned, nullable */
  Progress progress;             /* who is told */
} VerifyInput;

static void
verify_input_free (gpointer data)
{
  VerifyInput *input = data;

  fiel_journal_verifier_free (input->verifier);
  g_clear_object (&input->cancellable);
  g_free (input);
}

static gboolean
run_verify (FielJournalStore **store, FielJournalJob *job)
{
  VerifyInput *input = job->input;
  gboolean done = FALSE;

  if (g_cancellable_set_error_if_cancelled (input->cancellable, &job->error) ||
      !fiel_journal_verifier_step (input->verifier, *store, &done, &job->error))
    return TRUE;
  input->progress.n_done = fiel_journal_verifier_get_n_done (input->verifier);
  input->progress.n_total = fiel_journal_verifier_get_n_total (input->verifier);
  post_progress (job, &input->progress);
  if (!done)
    return FALSE;

  job->output = fiel_journal_verifier_take_verdict (input->verifier);
  job->free_output = (GDestroyNotify) fiel_journal_verdict_free;

  return TRUE;
}

/**
 * fiel_journal_verify_async:
 * @expected_head: (nullable): a head remembered elsewhere, in hexadecimal
 *
 * What is appended meanwhile goes first; the verdict is about what was there when the verification began.
 */
void
fiel_journal_verify_async (FielJournal *self, const char *expected_head, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  fiel_journal_verify_watched_async (self, expected_head, NULL, NULL, cancellable, callback, user_data);
}

/**
 * fiel_journal_verify_watched_async:
 * @progress: (nullable) (scope notified): how far it is
 */
void
fiel_journal_verify_watched_async (FielJournal *self, const char *expected_head, GFileProgressCallback progress,
                                   gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  VerifyInput *input;

  g_return_if_fail (FIEL_IS_JOURNAL (self));

  input = g_new0 (VerifyInput, 1);
  input->verifier = fiel_journal_verifier_new (expected_head);
  input->progress.progress = progress;
  input->progress.progress_data = progress_data;
  input->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;

  task = task_new (self, cancellable, fiel_journal_verify_async, callback, user_data);
  enqueue (self, task, run_verify, input, verify_input_free);
}

FielJournalVerdict *
fiel_journal_verify_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  return task_finish (self, result, fiel_journal_verify_async, error);
}

typedef struct
{
  FielJournalExporter *exporter;  /* owned */
  GCancellable *cancellable;      /* owned, nullable */
  Progress progress;              /* who is told */
} ExportInput;

static void
export_input_free (gpointer data)
{
  ExportInput *input = data;

  fiel_journal_exporter_free (input->exporter);
  g_clear_object (&input->cancellable);
  g_free (input);
}

static gboolean
run_export (FielJournalStore **store, FielJournalJob *job)
{
  ExportInput *input = job->input;
  gboolean done = FALSE;

  if (g_cancellable_set_error_if_cancelled (input->cancellable, &job->error) ||
      !fiel_journal_exporter_step (input->exporter, *store, input->cancellable, &done, &job->error))
    return TRUE;
  input->progress.n_done = fiel_journal_exporter_get_n_written (input->exporter);
  input->progress.n_total = fiel_journal_exporter_get_n_total (input->exporter);
  post_progress (job, &input->progress);
  if (!done)
    return FALSE;

  job->output = fiel_journal_exporter_take_extract (input->exporter);
  job->free_output = (GDestroyNotify) fiel_journal_extract_free;

  return TRUE;
}

/**
 * fiel_journal_export_async:
 * @stream: where to; used by the writer thread until the answer, not closed
 * @progress: (nullable) (scope notified): records written, and how many there are
 *
 * Writes every record as a line of JSON, with its hashes.
 */
void
fiel_journal_export_async (FielJournal *self, GOutputStream *stream, GFileProgressCallback progress,
                           gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ExportInput *input;

  g_return_if_fail (FIEL_IS_JOURNAL (self));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  input = g_new0 (ExportInput, 1);
  input->exporter = fiel_journal_exporter_new (stream);
  input->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  input->progress.progress = progress;
  input->progress.progress_data = progress_data;

  task = task_new (self, cancellable, fiel_journal_export_async, callback, user_data);
  enqueue (self, task, run_export, input, export_input_free);
}

/**
 * fiel_journal_export_finish:
 * @extract: (out) (optional) (transfer full): what was written
 */
gboolean
fiel_journal_export_finish (FielJournal *self, GAsyncResult *result, FielJournalExtract **extract, GError **error)
{
  g_autoptr (FielJournalExtract) written = task_finish (self, result, fiel_journal_export_async, error);
  const gboolean done = written != NULL;

  if (extract != NULL)
    *extract = g_steal_pointer (&written);

  return done;
}

static gboolean
run_read_head (FielJournalStore **store, FielJournalJob *job)
{
  job->output = fiel_journal_store_read_head (*store, &job->error);
  job->free_output = (GDestroyNotify) fiel_journal_extract_free;

  return TRUE;
}

void
fiel_journal_read_head_async (FielJournal *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (self));

  task = task_new (self, NULL, fiel_journal_read_head_async, callback, user_data);
  enqueue (self, task, run_read_head, NULL, NULL);
}

FielJournalExtract *
fiel_journal_read_head_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  return task_finish (self, result, fiel_journal_read_head_async, error);
}

/**
 * fiel_journal_close_async:
 *
 * Everything that was asked for before is done first. Whatever is asked for from now on gets
 * %FIEL_JOURNAL_ERROR_CLOSED.
 */
void
fiel_journal_close_async (FielJournal *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (self));

  task = task_new (self, NULL, fiel_journal_close_async, callback, user_data);
  enqueue (self, task, run_close, NULL, NULL);
  self->closed = TRUE;
}

gboolean
fiel_journal_close_finish (FielJournal *self, GAsyncResult *result, GError **error)
{
  GError *failure = NULL;

  task_finish (self, result, fiel_journal_close_async, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  /* It has nothing left to do but end. */
  fiel_journal_writer_join (self->writer);

  return TRUE;
}
