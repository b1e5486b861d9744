/* fiel-relay-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-relay-writer.h"

/* The writer thread. It takes everything that waits, keeps it in one transaction with one flush, answers reads from the
 * same connection behind it, and tells the main thread all of it at once.
 *
 * When the disk fails, nothing of that batch is told to be kept. The file is closed and opened anew, which moves all
 * that is in the log into the file and flushes it there, before anything more is taken for durable. */

#define TICK_US (G_USEC_PER_SEC / 2)
#define MAX_BATCH 1024
#define RETRY_US G_USEC_PER_SEC
#define MOVE_US (2 * G_USEC_PER_SEC)
#define TOUCH_US (60 * (gint64) G_USEC_PER_SEC)
#define FORGET_US (10 * 60 * (gint64) G_USEC_PER_SEC)
#define FORGET_AT_ONCE 500
#define TELL_US (10 * 60 * (gint64) G_USEC_PER_SEC)

struct _FielRelayWriter
{
  char *path;                   /* owned */
  FielRelayLimits limits;
  FielClock *clock;             /* owned */
  FielRelayBatchFunc func;
  gpointer user_data;           /* unowned */
  GMainContext *context;        /* owned */
  GAsyncQueue *queue;           /* owned, of FielRelayJob; the stop job is the last */
  GThread *thread;              /* owned */
  FielRelayRoster *first;       /* owned */
  char *epoch;                  /* owned */
  gint64 first_sequence;
  gint64 started_us;            /* boot time at which the running time was @running_before_us */
  gint64 running_before_us;
  GMutex lock;                  /* guards moves */
  GHashTable *moves;            /* owned, gint64 by gint64: positions that are not written */

  /* The thread's own. */
  FielRelayStore *store;        /* owned, nullable: closed because of @trouble */
  char *trouble;                /* owned, nullable */
  gint64 retry_us;              /* boot time; not before */
  gint64 last_sequence;         /* as it was written last */
  gboolean is_anew;             /* opened again: what was changed meanwhile has to be read */
  gint64 written_us;
  gint64 forgot_us;
  gint64 told_full_us;
  GHashTable *counts;           /* owned, gint64 by gint64: news by shop */
  GHashTable *pending;          /* owned: as @moves, taken over by the thread */
  gboolean stopping;
};

static void
job_free (gpointer data)
{
  FielRelayJob *job = data;

  g_clear_object (&job->owner);
  g_clear_pointer (&job->news, fiel_relay_news_free);
  g_clear_pointer (&job->page, g_bytes_unref);
  g_free (job);
}

static FielRelayBatch *
batch_new (void)
{
  FielRelayBatch *batch = g_new0 (FielRelayBatch, 1);

  batch->jobs = g_ptr_array_new_with_free_func (job_free);
  return batch;
}

static void
batch_free (FielRelayBatch *batch)
{
  g_ptr_array_unref (batch->jobs);
  g_clear_object (&batch->roster);
  g_free (batch->trouble);
  g_free (batch);
}

typedef struct
{
  FielRelayWriter *writer; /* unowned: goes after the last word was heard */
  FielRelayBatch *batch;   /* owned */
} Word;

static gboolean
tell (gpointer data)
{
  Word *word = data;

  word->writer->func (word->batch, word->writer->user_data);
  return G_SOURCE_REMOVE;
}

static void
word_free (gpointer data)
{
  Word *word = data;

  batch_free (word->batch);
  g_free (word);
}

static GHashTable *
new_numbers (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static gint64
get_number (GHashTable *numbers, gint64 key)
{
  const gint64 *number = g_hash_table_lookup (numbers, &key);

  return number != NULL ? *number : 0;
}

static void
set_number (GHashTable *numbers, gint64 key, gint64 number)
{
  g_hash_table_replace (numbers, g_memdup2 (&key, sizeof key), g_memdup2 (&number, sizeof number));
}

static gint64
now_us (FielRelayWriter *self)
{
  return fiel_clock_get_boot_us (self->clock);
}

gint64
fiel_relay_writer_get_running_us (FielRelayWriter *self)
{
  return self->running_before_us + (now_us (self) - self->started_us);
}

static void
fiel_relay_writer_fail (FielRelayWriter *self, const GError *error)
{
  if (self->trouble == NULL)
    g_warning ("Nothing can be kept, and callbacks are refused until it can: %s", error->message);
  g_free (self->trouble);
  self->trouble = g_strdup (error->message);
  g_clear_pointer (&self->store, fiel_relay_store_close);
  self->retry_us = now_us (self) + RETRY_US;
}

/* The same store, or none: another one has other positions, and so has an older copy, which would give sequences anew
 * that tills have behind them. No file is made where one has gone. */
static FielRelayStore *
fiel_relay_writer_reopen (FielRelayWriter *self, GError **error)
{
  g_autoptr (FielRelayStore) store = NULL;

  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      store = fiel_relay_store_open (self->path, error);
      if (store == NULL)
        return NULL;
    }
  if (store != NULL && g_str_equal (fiel_relay_store_get_epoch (store), self->epoch)
      && fiel_relay_store_get_last_sequence (store) >= self->last_sequence)
    return g_steal_pointer (&store);
  fiel_relay_store_fail_moved (self->path, error);
  return NULL;
}

/* Whether there is a store to write to; opens it again if it is time. */
static gboolean
fiel_relay_writer_has_store (FielRelayWriter *self)
{
  g_autoptr (GError) error = NULL;

  if (self->store != NULL)
    return TRUE;
  if (now_us (self) < self->retry_us)
    return FALSE;
  self->store = fiel_relay_writer_reopen (self, &error);
  if (self->store == NULL)
    fiel_relay_writer_fail (self, error);
  else
    self->is_anew = TRUE;
  return self->store != NULL;
}

static void
fiel_relay_writer_take_moves (FielRelayWriter *self)
{
  GHashTableIter iter;
  gpointer till;
  gpointer position;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->moves);
  while (g_hash_table_iter_next (&iter, &till, &position))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_replace (self->pending, till, position);
    }
  g_mutex_unlock (&self->lock);
}

/* Now and then, for whoever calls may call often. */
static void
fiel_relay_writer_tell_full (FielRelayWriter *self, gint64 count)
{
  if (self->told_full_us != 0 && now_us (self) < self->told_full_us + TELL_US)
    return;
  self->told_full_us = now_us (self);
  g_warning ("A shop has %" G_GINT64_FORMAT " callbacks that not all its tills have fetched; no more are taken for it",
             count);
}

/* Makes room for one more of a shop by dropping what all its tills have, if need be. */
static gboolean
fiel_relay_writer_has_room (FielRelayWriter *self, gint64 shop)
{
  gint64 count = get_number (self->counts, shop);
  guint n_forgotten = 0;
  g_autoptr (GError) error = NULL;

  if (count < self->limits.max_news)
    return TRUE;
  if (!fiel_relay_store_forget_read (self->store, shop, MAX (self->limits.max_news / 10, 1), &n_forgotten, &error))
    {
      fiel_relay_writer_fail (self, error);
      return FALSE;
    }
  set_number (self->counts, shop, count - n_forgotten);
  if (n_forgotten == 0)
    fiel_relay_writer_tell_full (self, count);
  return n_forgotten > 0;
}

/* What there is room for, in the order it came. */
static GPtrArray *
fiel_relay_writer_choose (FielRelayWriter *self, FielRelayBatch *batch)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < batch->jobs->len && self->store != NULL; i++)
    {
      FielRelayJob *job = g_ptr_array_index (batch->jobs, i);

      if (job->kind != FIEL_RELAY_JOB_KEEP || !fiel_relay_writer_has_room (self, job->news->shop))
        continue;
      set_number (self->counts, job->news->shop, get_number (self->counts, job->news->shop) + 1);
      g_ptr_array_add (chosen, job->news);
    }
  return chosen;
}

static void
fiel_relay_writer_recount (FielRelayWriter *self)
{
  g_autoptr (GError) error = NULL;
  GHashTable *counts = self->store != NULL ? fiel_relay_store_count_news (self->store, &error) : NULL;

  if (counts == NULL)
    return;
  g_hash_table_unref (self->counts);
  self->counts = counts;
}

static gboolean
fiel_relay_writer_write (FielRelayWriter *self, FielRelayBatch *batch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) news = fiel_relay_writer_choose (self, batch);

  if (self->store == NULL)
    return FALSE;
  if (!fiel_relay_store_write (self->store, news, self->pending, fiel_relay_writer_get_running_us (self), &error))
    {
      fiel_relay_writer_fail (self, error);
      return FALSE;
    }
  if (self->trouble != NULL)
    {
      g_message ("Callbacks can be kept again");
      fiel_relay_writer_recount (self);
    }
  g_clear_pointer (&self->trouble, g_free);
  g_hash_table_remove_all (self->pending);
  self->written_us = now_us (self);
  self->last_sequence = fiel_relay_store_get_last_sequence (self->store);
  batch->flushed = TRUE;
  return TRUE;
}

static void
fiel_relay_writer_read_page (FielRelayWriter *self, FielRelayJob *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayPage) page = NULL;

  if (self->store == NULL)
    return;
  page = fiel_relay_store_read (self->store, job->shop, job->position, &error);
  if (page == NULL)
    {
      fiel_relay_writer_fail (self, error);
      return;
    }
  job->n_news = fiel_relay_page_get_n_news (page);
  job->page = fiel_relay_page_end (page);
}

static void
fiel_relay_writer_do_jobs (FielRelayWriter *self, FielRelayBatch *batch)
{
  gint64 idle_us = now_us (self) - self->written_us;
  gboolean has_news = FALSE;
  gboolean wants_write;

  for (guint i = 0; i < batch->jobs->len; i++)
    has_news = has_news || ((FielRelayJob *) g_ptr_array_index (batch->jobs, i))->kind == FIEL_RELAY_JOB_KEEP;
  fiel_relay_writer_take_moves (self);
  wants_write = has_news || self->trouble != NULL || idle_us >= TOUCH_US
                || (g_hash_table_size (self->pending) > 0 && (idle_us >= MOVE_US || self->stopping));
  if (wants_write && fiel_relay_writer_has_store (self))
    fiel_relay_writer_write (self, batch);

  for (guint i = 0; i < batch->jobs->len; i++)
    {
      FielRelayJob *job = g_ptr_array_index (batch->jobs, i);

      if (job->kind == FIEL_RELAY_JOB_KEEP)
        job->kept = job->news->sequence > 0;
      else
        fiel_relay_writer_read_page (self, job);
    }
}

static void
fiel_relay_writer_look_for_changes (FielRelayWriter *self, FielRelayBatch *batch)
{
  g_autoptr (GError) error = NULL;

  if (self->store == NULL || (!fiel_relay_store_has_changed (self->store) && !self->is_anew))
    return;
  self->is_anew = FALSE;
  batch->roster = fiel_relay_roster_read (self->store, &error);
  if (batch->roster == NULL)
    fiel_relay_writer_fail (self, error);
  else
    fiel_relay_writer_recount (self);
}

static void
fiel_relay_writer_forget (FielRelayWriter *self, FielRelayBatch *batch)
{
  g_autoptr (GError) error = NULL;

  if (self->store == NULL || now_us (self) < self->forgot_us + FORGET_US)
    return;
  if (!fiel_relay_store_forget (self->store, &self->limits.retention, fiel_relay_writer_get_running_us (self),
                                FORGET_AT_ONCE, &batch->n_forgotten, &error))
    {
      fiel_relay_writer_fail (self, error);
      return;
    }
  /* There may be more; callbacks go first. */
  if (batch->n_forgotten < FORGET_AT_ONCE)
    self->forgot_us = now_us (self);
  if (batch->n_forgotten > 0)
    fiel_relay_writer_recount (self);
}

static void
fiel_relay_writer_add (FielRelayWriter *self, FielRelayBatch *batch, FielRelayJob *job)
{
  if (job->owner == NULL)
    {
      self->stopping = TRUE;
      job_free (job);
    }
  else
    g_ptr_array_add (batch->jobs, job);
}

static void
fiel_relay_writer_collect (FielRelayWriter *self, FielRelayBatch *batch)
{
  FielRelayJob *job = g_async_queue_timeout_pop (self->queue, TICK_US);

  while (job != NULL)
    {
      fiel_relay_writer_add (self, batch, job);
      job = batch->jobs->len < MAX_BATCH ? g_async_queue_try_pop (self->queue) : NULL;
    }
}

static void
fiel_relay_writer_sum_up (FielRelayWriter *self, FielRelayBatch *batch)
{
  GHashTableIter iter;
  gpointer count;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    {
      batch->n_news += *(gint64 *) count;
      batch->n_full_shops += *(gint64 *) count >= self->limits.max_news ? 1 : 0;
    }
}

static void
fiel_relay_writer_tell (FielRelayWriter *self, FielRelayBatch *batch)
{
  /* Not g_main_context_invoke(): as long as nobody runs the context, that would call from this thread. */
  g_autoptr (GSource) source = g_idle_source_new ();
  Word *word = g_new0 (Word, 1);

  batch->trouble = g_strdup (self->trouble);
  batch->last_sequence = self->store != NULL ? fiel_relay_store_get_last_sequence (self->store) : 0;
  fiel_relay_writer_sum_up (self, batch);
  batch->is_last = self->stopping;
  word->writer = self;
  word->batch = batch;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell, word, word_free);
  g_source_attach (source, self->context);
}

static gpointer
write_news (gpointer data)
{
  FielRelayWriter *self = data;
  gboolean had_trouble = FALSE;
  gboolean is_first = TRUE;

  do
    {
      FielRelayBatch *batch = batch_new ();

      fiel_relay_writer_collect (self, batch);
      fiel_relay_writer_do_jobs (self, batch);
      fiel_relay_writer_look_for_changes (self, batch);
      fiel_relay_writer_forget (self, batch);
      if (batch->jobs->len > 0 || batch->roster != NULL || batch->flushed || batch->n_forgotten > 0
          || had_trouble != (self->trouble != NULL) || self->stopping || is_first)
        fiel_relay_writer_tell (self, batch);
      else
        batch_free (batch);
      had_trouble = self->trouble != NULL;
      is_first = FALSE;
    }
  while (!self->stopping);
  g_clear_pointer (&self->store, fiel_relay_store_close);
  return NULL;
}

/* Before it was started, or after its last word. */
void
fiel_relay_writer_free (FielRelayWriter *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->store, fiel_relay_store_close);
  g_free (self->path);
  g_free (self->epoch);
  g_free (self->trouble);
  g_clear_object (&self->clock);
  g_clear_object (&self->first);
  g_main_context_unref (self->context);
  g_async_queue_unref (self->queue);
  g_hash_table_unref (self->moves);
  g_hash_table_unref (self->pending);
  g_hash_table_unref (self->counts);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
fiel_relay_writer_open (FielRelayWriter *self, GError **error)
{
  GHashTable *counts;

  self->store = fiel_relay_store_open (self->path, error);
  if (self->store == NULL || !fiel_relay_store_begin_run (self->store, error))
    return FALSE;
  self->first = fiel_relay_roster_read (self->store, error);
  if (self->first == NULL)
    return FALSE;
  counts = fiel_relay_store_count_news (self->store, error);
  if (counts == NULL)
    return FALSE;
  g_hash_table_unref (self->counts);
  self->counts = counts;
  self->epoch = g_strdup (fiel_relay_store_get_epoch (self->store));
  self->first_sequence = fiel_relay_store_get_last_sequence (self->store);
  self->last_sequence = self->first_sequence;
  self->running_before_us = fiel_relay_store_get_running_us (self->store);
  self->started_us = now_us (self);
  self->written_us = self->started_us;
  self->forgot_us = self->started_us - FORGET_US;
  return TRUE;
}

/**
 * fiel_relay_writer_new:
 * @path: the store's file
 * @limits: how much and how long
 * @clock: where time comes from
 * @func: hears what was done
 * @user_data: for @func
 *
 * Opens the store and starts the thread.
 *
 * Returns: (transfer full) (nullable): the writer
 */
FielRelayWriter *
fiel_relay_writer_new (const char *path,
                       const FielRelayLimits *limits,
                       FielClock *clock,
                       FielRelayBatchFunc func,
                       gpointer user_data,
                       GError **error)
{
  FielRelayWriter *self = g_new0 (FielRelayWriter, 1);

  self->path = g_strdup (path);
  self->limits = *limits;
  self->clock = g_object_ref (clock);
  self->func = func;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  self->queue = g_async_queue_new_full (job_free);
  self->moves = new_numbers ();
  self->pending = new_numbers ();
  self->counts = new_numbers ();
  g_mutex_init (&self->lock);
  if (!fiel_relay_writer_open (self, error))
    {
      fiel_relay_writer_free (self);
      return NULL;
    }
  self->thread = g_thread_new ("fiel-relay", write_news, self);
  return self;
}

void
fiel_relay_writer_finish (FielRelayWriter *self)
{
  g_async_queue_push (self->queue, g_new0 (FielRelayJob, 1));
}

const char *
fiel_relay_writer_get_epoch (FielRelayWriter *self)
{
  return self->epoch;
}

FielRelayRoster *
fiel_relay_writer_get_first_roster (FielRelayWriter *self)
{
  return self->first;
}

gint64
fiel_relay_writer_get_first_sequence (FielRelayWriter *self)
{
  return self->first_sequence;
}

void
fiel_relay_writer_keep (FielRelayWriter *self, FielRelayNews *news, GObject *owner)
{
  FielRelayJob *job = g_new0 (FielRelayJob, 1);

  job->kind = FIEL_RELAY_JOB_KEEP;
  job->news = news;
  job->owner = g_object_ref (owner);
  g_async_queue_push (self->queue, job);
}

void
fiel_relay_writer_read (FielRelayWriter *self, gint64 shop, gint64 position, GObject *owner)
{
  FielRelayJob *job = g_new0 (FielRelayJob, 1);

  job->kind = FIEL_RELAY_JOB_READ;
  job->shop = shop;
  job->position = position;
  job->owner = g_object_ref (owner);
  g_async_queue_push (self->queue, job);
}

void
fiel_relay_writer_move (FielRelayWriter *self, gint64 till, gint64 position)
{
  g_mutex_lock (&self->lock);
  set_number (self->moves, till, position);
  g_mutex_unlock (&self->lock);
}
