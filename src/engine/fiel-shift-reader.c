/* fiel-shift-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-reader.h"

#define PAGE 500
#define MAX_OPEN 1000

/* A list that is read page by page. */
typedef struct
{
  GPtrArray *records;     /* owned, of FielAttemptRecord */
  gint64 after_seq;
  gint64 until_seq;
  guint limit;
} Pages;

typedef struct
{
  FielShiftPicture *picture;      /* owned */
  const FielCurrency *currency;   /* static */
  GPtrArray *missing;             /* owned, of char *: originals that are in no list yet */
} Reading;

static void page_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void shifts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void open_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void closed_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void original_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
pages_free (gpointer data)
{
  Pages *pages = data;

  g_clear_pointer (&pages->records, g_ptr_array_unref);
  g_free (pages);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->picture, fiel_shift_picture_unref);
  g_ptr_array_unref (reading->missing);
  g_free (reading);
}

/* Page by page */

/* @task: (transfer full) */
static void
list_page (GTask *task)
{
  Pages *pages = g_task_get_task_data (task);
  FielAttemptFilter filter = { .closed_after_seq = pages->after_seq, .closed_until_seq = pages->until_seq,
                               .limit = MIN (PAGE, pages->limit - pages->records->len) };

  /* 0 is "no bound", and every closed payment was closed by some record. */
  filter.closed_after_seq = MAX (filter.closed_after_seq, 1);
  if (pages->records->len > 0)
    {
      const FielAttemptRecord *last = g_ptr_array_index (pages->records, pages->records->len - 1);

      filter.before_seq = last->intent_seq;
    }
  fiel_journal_list_attempts_async (g_task_get_source_object (task), &filter, page_listed_cb, task);
}

static void
page_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Pages *pages = g_task_get_task_data (task);
  g_autoptr (GPtrArray) page = NULL;
  GError *error = NULL;

  page = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (pages->records, fiel_attempt_record_ref (g_ptr_array_index (page, i)));
  if (page->len < PAGE || pages->records->len >= pages->limit)
    g_task_return_pointer (task, g_steal_pointer (&pages->records), (GDestroyNotify) g_ptr_array_unref);
  else
    list_page (g_steal_pointer (&task));
}

void
fiel_shift_reader_list_closed_async (FielJournal *journal,
                                     gint64 after_seq,
                                     gint64 until_seq,
                                     guint limit,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;
  Pages *pages = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (journal));

  pages = g_new0 (Pages, 1);
  pages->records = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);
  pages->after_seq = after_seq;
  pages->until_seq = until_seq;
  pages->limit = limit;
  task = g_task_new (journal, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_shift_reader_list_closed_async);
  g_task_set_task_data (task, pages, pages_free);
  list_page (task);
}

GPtrArray *
fiel_shift_reader_list_closed_finish (FielJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_shift_reader_list_closed_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The shift: which it is, what is open, what was closed, what that belongs to */

void
fiel_shift_reader_read_async (FielJournal *journal,
                              const FielCurrency *currency,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;
  Reading *reading = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (journal));
  g_return_if_fail (currency != NULL);

  reading = g_new0 (Reading, 1);
  reading->picture = fiel_shift_picture_new ();
  reading->currency = currency;
  reading->missing = g_ptr_array_new_with_free_func (g_free);
  task = g_task_new (journal, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_shift_reader_read_async);
  g_task_set_task_data (task, reading, reading_free);
  fiel_journal_list_shifts_async (journal, 2, shifts_listed_cb, task);
}

/* What was in the drawer. Only money of @currency is reckoned with; that of another is kept beside it. */
static void
take_float (FielShiftPicture *picture, FielJournalEvent *opened, const FielCurrency *currency)
{
  const char *code = fiel_journal_event_get (opened, FIEL_FIELD_CURRENCY);
  const FielCurrency *said = code != NULL ? fiel_currency_find (code) : NULL;
  gint64 minor = -1;

  if (said == NULL || !fiel_journal_event_get_int (opened, FIEL_FIELD_AMOUNT, &minor))
    return;

  if (said == currency)
    picture->float_minor = minor;
  else
    picture->float_apart = fiel_money_make (minor, said);
}

static void
take_shift (FielShiftPicture *picture, GPtrArray *shifts, const FielCurrency *currency)
{
  const FielShiftRecord *current = g_ptr_array_index (shifts, 0);
  const FielShiftRecord *before = shifts->len > 1 ? g_ptr_array_index (shifts, 1) : NULL;

  picture->number = current->number;
  picture->since_seq = current->since_seq;
  if (current->opened != NULL)
    {
      picture->since_wall_us = fiel_journal_event_get_wall_us (current->opened);
      picture->opened_by = g_strdup (fiel_journal_event_get_actor (current->opened));
      take_float (picture, current->opened, currency);
    }
  else if (before != NULL && before->closed != NULL)
    {
      picture->since_wall_us = fiel_journal_event_get_wall_us (before->closed);
    }
}

static void
shifts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  const FielAttemptFilter filter = { .open_only = TRUE, .limit = MAX_OPEN };
  g_autoptr (GPtrArray) shifts = NULL;
  GError *error = NULL;

  shifts = fiel_journal_list_shifts_finish (FIEL_JOURNAL (source), result, &error);
  if (shifts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_shift (reading->picture, shifts, reading->currency);
  fiel_journal_list_attempts_async (FIEL_JOURNAL (source), &filter, open_listed_cb, g_steal_pointer (&task));
}

static void
open_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GPtrArray) open = NULL;
  GError *error = NULL;

  open = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (open == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_unref (reading->picture->open);
  reading->picture->open = g_steal_pointer (&open);
  fiel_shift_reader_list_closed_async (FIEL_JOURNAL (source), reading->picture->since_seq, 0, G_MAXUINT, cancellable,
                                       closed_listed_cb, g_steal_pointer (&task));
}

static void
note_missing (Reading *reading)
{
  g_autoptr (GHashTable) here = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *closed = reading->picture->closed;

  for (guint i = 0; i < closed->len; i++)
    g_hash_table_add (here, ((FielAttemptRecord *) g_ptr_array_index (closed, i))->attempt_id);
  for (guint i = 0; i < closed->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (closed, i);

      if (record->original != NULL && record->card_type == NULL && g_hash_table_add (here, record->original))
        g_ptr_array_add (reading->missing, g_strdup (record->original));
    }
}

static void
finish (GTask *task, Reading *reading)
{
  FielShiftPicture *picture = reading->picture;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  GError *error = NULL;

  for (guint i = 0; i < picture->closed->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (picture->closed, i);

      picture->last_closed_seq = MAX (picture->last_closed_seq, record->closed_seq);
      if (picture->since_seq == 0 && picture->opened_by == NULL)
        picture->since_wall_us = record->intent_wall_us;
    }
  picture->totals = fiel_shift_totals_new (picture->closed, picture->open, picture->known, picture->since_seq,
                                           reading->currency, zone, &error);
  if (picture->totals != NULL)
    g_task_return_pointer (task, g_steal_pointer (&reading->picture), (GDestroyNotify) fiel_shift_picture_unref);
  else
    g_task_return_error (task, error);
}

/* @task: (transfer full) */
static void
look_up_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Reading *reading = g_task_get_task_data (task);
  FielAttemptFilter filter = { .limit = 1 };
  g_autofree char *id = NULL;

  if (reading->missing->len == 0)
    {
      finish (task, reading);
      return;
    }

  id = g_ptr_array_steal_index_fast (reading->missing, reading->missing->len - 1);
  filter.attempt_id = id;
  fiel_journal_list_attempts_async (g_task_get_source_object (task), &filter, original_listed_cb,
                                    g_steal_pointer (&owned));
}

static void
closed_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GPtrArray) closed = NULL;
  GError *error = NULL;

  closed = fiel_shift_reader_list_closed_finish (FIEL_JOURNAL (source), result, &error);
  if (closed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_unref (reading->picture->closed);
  reading->picture->closed = g_steal_pointer (&closed);
  note_missing (reading);
  look_up_next (g_steal_pointer (&task));
}

static void
original_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GPtrArray) found = NULL;
  GError *error = NULL;

  found = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  if (found->len > 0)
    g_ptr_array_add (reading->picture->known, fiel_attempt_record_ref (g_ptr_array_index (found, 0)));
  look_up_next (g_steal_pointer (&task));
}

FielShiftPicture *
fiel_shift_reader_read_finish (FielJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_shift_reader_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
