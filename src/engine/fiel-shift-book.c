/* fiel-shift-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-book.h"

#include "fiel-attempt-notes.h"
#include "fiel-engine-private.h"
#include "fiel-plain-text.h"
#include "fiel-shift-reader.h"
#include "fiel-shift-writer.h"

#include <glib/gi18n-lib.h>

#define TAIL_PAGE 500
/* How often the journal may tell that the report does not know its latest record, before somebody is told. */
#define MAX_TRIES 10

/**
 * FielShiftBook:
 *
 * Opening writes a note, closing writes another one; nothing else is kept of a shift. The note that closes one holds
 * its report, and says up to which record the report goes: the journal takes it only if that is its last one. So no
 * payment, no answer and no second close can come in between, whoever wrote it.
 */
struct _FielShiftBook
{
  GObject parent_instance;

  FielEngine *engine;             /* weak, nullable: it owns this */
  FielJournal *journal;           /* owned, nullable: of a book that is only read, like the next three */
  FielProfile *profile;           /* owned, nullable */
  FielPeople *people;             /* owned, nullable */
  FielClock *clock;               /* owned, nullable */
  gboolean closing;
};

/* A close on its way. */
typedef struct
{
  FielShiftCheck *check;          /* owned */
  FielShiftPicture *checked;      /* owned: what was before the people who close */
  FielShiftPicture *picture;      /* owned, nullable: what is now */
  FielShiftReport *report;        /* owned, nullable */
  FielJournalEvent *note;         /* owned, nullable */
  char *actor;                    /* owned */
  char *approver;                 /* owned, nullable */
  gint64 head_seq;
  char *head;                     /* owned, nullable: hash of the record head_seq */
  guint n_tries;
} Closing;

G_DEFINE_FINAL_TYPE (FielShiftBook, fiel_shift_book, G_TYPE_OBJECT)

G_DEFINE_QUARK (fiel-shift-error-quark, fiel_shift_error)

static void looked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void current_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void opened_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void tail_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void closed_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
closing_free (gpointer data)
{
  Closing *closing = data;

  g_object_unref (closing->check);
  fiel_shift_picture_unref (closing->checked);
  g_clear_pointer (&closing->picture, fiel_shift_picture_unref);
  g_clear_pointer (&closing->report, fiel_shift_report_unref);
  g_clear_pointer (&closing->note, fiel_journal_event_unref);
  g_free (closing->actor);
  g_free (closing->approver);
  g_free (closing->head);
  g_free (closing);
}

static void
fiel_shift_book_finalize (GObject *object)
{
  FielShiftBook *self = FIEL_SHIFT_BOOK (object);

  g_clear_weak_pointer (&self->engine);
  g_clear_object (&self->journal);
  g_clear_object (&self->profile);
  g_clear_object (&self->people);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fiel_shift_book_parent_class)->finalize (object);
}

static void
fiel_shift_book_class_init (FielShiftBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_shift_book_finalize;
}

static void
fiel_shift_book_init (FielShiftBook *self)
{
}

FielShiftBook *
fiel_shift_book_new (FielEngine *engine)
{
  FielShiftBook *self = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), NULL);

  self = g_object_new (FIEL_TYPE_SHIFT_BOOK, NULL);
  g_set_weak_pointer (&self->engine, engine);

  return self;
}

FielShiftBook *
fiel_shift_book_new_for_reading (FielJournal *journal, FielProfile *profile, FielPeople *people, FielClock *clock)
{
  FielShiftBook *self = NULL;

  g_return_val_if_fail (FIEL_IS_JOURNAL (journal) && FIEL_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (FIEL_IS_PEOPLE (people) && FIEL_IS_CLOCK (clock), NULL);

  self = g_object_new (FIEL_TYPE_SHIFT_BOOK, NULL);
  self->journal = g_object_ref (journal);
  self->profile = g_object_ref (profile);
  self->people = g_object_ref (people);
  self->clock = g_object_ref (clock);

  return self;
}

/* Only when check_ready() said yes. */
static FielJournal *
get_journal (FielShiftBook *self)
{
  return self->journal != NULL ? self->journal : fiel_engine_get_journal (self->engine);
}

static FielProfile *
get_profile (FielShiftBook *self)
{
  return self->profile != NULL ? self->profile : fiel_engine_get_profile (self->engine);
}

static const FielCurrency *
get_currency (FielShiftBook *self)
{
  return fiel_profile_get_currency (get_profile (self));
}

static GTask *
begin (FielShiftBook *self, GCancellable *cancellable, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);

  return task;
}

/* Somebody may still wait when the engine is gone. */
static gboolean
check_ready (FielShiftBook *self, GError **error)
{
  if (self->journal != NULL)
    return TRUE;
  if (self->engine != NULL)
    return fiel_engine_check_ready (self->engine, error);

  g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY, _ ("The program is ending."));

  return FALSE;
}

/* Looking */

void
fiel_shift_book_look_async (FielShiftBook *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_SHIFT_BOOK (self));

  task = begin (self, cancellable, fiel_shift_book_look_async, callback, user_data);
  if (check_ready (self, &error))
    fiel_shift_reader_read_async (get_journal (self), get_currency (self), cancellable, looked_cb,
                                  g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftPicture *picture = NULL;
  GError *error = NULL;

  picture = fiel_shift_reader_read_finish (FIEL_JOURNAL (source), result, &error);
  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) fiel_shift_picture_unref);
  else
    g_task_return_error (task, error);
}

FielShiftPicture *
fiel_shift_book_look_finish (FielShiftBook *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_shift_book_look_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
entry_free (FielShiftEntry *entry)
{
  g_free (entry->opened_by);
  g_free (entry->closed_by);
  g_clear_pointer (&entry->report, fiel_shift_report_unref);
  g_free (entry);
}

static FielShiftEntry *
make_entry (const FielShiftRecord *record)
{
  FielShiftEntry *entry = g_new0 (FielShiftEntry, 1);
  const char *text = NULL;
  g_autoptr (GError) error = NULL;

  entry->number = record->number;
  if (record->opened != NULL)
    {
      entry->opened_by = g_strdup (fiel_journal_event_get_actor (record->opened));
      entry->opened_wall_us = fiel_journal_event_get_wall_us (record->opened);
    }
  if (record->closed == NULL)
    return entry;

  entry->closed_by = g_strdup (fiel_journal_event_get_actor (record->closed));
  entry->closed_wall_us = fiel_journal_event_get_wall_us (record->closed);
  text = fiel_journal_event_get (record->closed, FIEL_FIELD_REPORT);
  entry->report = fiel_shift_report_parse (text != NULL ? text : "", &error);
  if (entry->report == NULL)
    g_warning ("The report of shift %" G_GINT64_FORMAT " cannot be read: %s", record->number, error->message);

  return entry;
}

void
fiel_shift_book_list_async (FielShiftBook *self, guint limit, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_SHIFT_BOOK (self));

  task = begin (self, NULL, fiel_shift_book_list_async, callback, user_data);
  if (check_ready (self, &error))
    fiel_journal_list_shifts_async (get_journal (self), limit, listed_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *entries = NULL;
  GError *error = NULL;

  records = fiel_journal_list_shifts_finish (FIEL_JOURNAL (source), result, &error);
  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (entries, make_entry (g_ptr_array_index (records, i)));
  g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
fiel_shift_book_list_finish (FielShiftBook *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_shift_book_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

FielShiftReport *
fiel_shift_book_make_x (FielShiftBook *self, FielShiftPicture *picture, FielShiftSurvey *survey)
{
  FielShiftFacts facts = { .picture = picture, .survey = survey };

  g_return_val_if_fail (FIEL_IS_SHIFT_BOOK (self), NULL);
  g_return_val_if_fail (picture != NULL, NULL);

  facts.profile = get_profile (self);
  facts.actor = fiel_people_get_actor (self->people != NULL ? self->people : fiel_engine_get_people (self->engine));
  facts.now_wall_us
    = fiel_clock_get_wall_us (self->clock != NULL ? self->clock : fiel_engine_get_clock (self->engine));

  return fiel_shift_writer_write (&facts);
}

/* Opening */

typedef struct
{
  char *actor;          /* owned */
  gint64 float_minor;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->actor);
  g_free (opening);
}

static gboolean
refuse (GError **error, FielShiftError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_SHIFT_ERROR, (int) code, sentence);

  return FALSE;
}

static gboolean
check_signed_in (FielShiftBook *self, const char *actor, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  return fiel_people_check_signed_in (fiel_engine_get_people (self->engine), actor, &trouble)
         || refuse (error, FIEL_SHIFT_ERROR_LOCKED, trouble->message);
}

void
fiel_shift_book_open_async (FielShiftBook *self,
                            const char *actor,
                            gint64 float_minor,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_SHIFT_BOOK (self) && self->journal == NULL);
  g_return_if_fail (actor != NULL);
  g_return_if_fail (float_minor <= FIEL_MONEY_MAX_MINOR);

  task = begin (self, NULL, fiel_shift_book_open_async, callback, user_data);
  if (!check_ready (self, &error) || !fiel_attempt_notes_check_words (actor, &error)
      || !check_signed_in (self, actor, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  opening = g_new0 (Opening, 1);
  opening->actor = g_strdup (actor);
  opening->float_minor = float_minor;
  g_task_set_task_data (task, opening, opening_free);
  fiel_journal_list_shifts_async (fiel_engine_get_journal (self->engine), 1, current_listed_cb,
                                  g_steal_pointer (&task));
}

static void
current_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftBook *self = g_task_get_source_object (task);
  const Opening *opening = g_task_get_task_data (task);
  FielScribe *scribe = NULL;
  g_autoptr (GPtrArray) shifts = NULL;
  g_autoptr (FielJournalEvent) note = NULL;
  const FielShiftRecord *current = NULL;
  GError *error = NULL;

  shifts = fiel_journal_list_shifts_finish (FIEL_JOURNAL (source), result, &error);
  if (shifts == NULL || !check_ready (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  scribe = fiel_engine_get_scribe (self->engine);
  current = g_ptr_array_index (shifts, 0);
  if (current->opened != NULL)
    {
      g_task_return_new_error (task, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_OPENED,
                               _ ("This shift was opened already."));
      return;
    }

  note = fiel_scribe_new_event (scribe, FIEL_JOURNAL_TYPE_NOTE, NULL, opening->actor);
  fiel_journal_event_set_int (note, FIEL_FIELD_SHIFT, current->number);
  fiel_journal_event_set (note, FIEL_FIELD_SHIFT_ACT, "opened");
  if (opening->float_minor >= 0)
    {
      fiel_journal_event_set_int (note, FIEL_FIELD_AMOUNT, opening->float_minor);
      fiel_journal_event_set (note, FIEL_FIELD_CURRENCY, get_currency (self)->code);
    }
  fiel_scribe_write_async (scribe, note, FIEL_JOURNAL_DURABLE, opened_written_cb, g_steal_pointer (&task));
}

static void
opened_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED))
    g_task_return_new_error (task, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_OPENED, _ ("This shift was opened already."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

gboolean
fiel_shift_book_open_finish (FielShiftBook *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_shift_book_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Closing */

static gboolean
check_people (FielShiftBook *self, FielShiftCheck *check, const char *actor, const char *approver, GError **error)
{
  FielPeople *people = fiel_engine_get_people (self->engine);
  g_autofree char *subject = fiel_shift_check_make_subject (check);
  g_autoptr (GError) trouble = NULL;

  if (!check_signed_in (self, actor, error))
    return FALSE;

  return !fiel_shift_check_get_needs_approver (check) || approver == NULL
         || fiel_people_check_approval (people, FIEL_ACT_APPROVE_CLOSE, subject, approver, &trouble)
         || refuse (error, FIEL_SHIFT_ERROR_APPROVER, trouble->message);
}

/* Whether the checklist lets it pass, as it stands now. */
static gboolean
check_list (FielShiftBook *self, FielShiftCheck *check, const char *actor, const char *approver, GError **error)
{
  const char *obstacle = fiel_shift_check_get_obstacle (check);

  if (!check_ready (self, error))
    return FALSE;
  if (fiel_shift_check_get_running (check))
    return refuse (error, FIEL_SHIFT_ERROR_OBSTACLE, _ ("The shift is still being checked."));
  if (obstacle != NULL)
    {
      /* Translators: what stands in the way. */
      g_set_error (error, FIEL_SHIFT_ERROR, FIEL_SHIFT_ERROR_OBSTACLE, _ ("The shift cannot be closed yet: %s."),
                   obstacle);
      return FALSE;
    }
  if (!fiel_shift_check_get_can_close (check))
    return refuse (error, FIEL_SHIFT_ERROR_OBSTACLE, _ ("The shift was not checked yet."));
  if (fiel_shift_check_get_needs_approver (check) && approver == NULL)
    return refuse (error, FIEL_SHIFT_ERROR_APPROVER,
                   _ ("A manager has to let pass what is not as it should be. Say who."));

  if (approver != NULL && fiel_plain_text_is_same_name (approver, actor))
    return refuse (error, FIEL_SHIFT_ERROR_APPROVER, _ ("A manager is somebody else than who closes the shift."));

  return check_people (self, check, actor, approver, error);
}

/* @task: (transfer full). @error: (transfer full) (nullable) */
static void
end_close (GTask *task, GError *error)
{
  g_autoptr (GTask) owned = task;
  FielShiftBook *self = g_task_get_source_object (task);
  Closing *closing = g_task_get_task_data (task);

  self->closing = FALSE;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&closing->report), (GDestroyNotify) fiel_shift_report_unref);
}

/* @task: (transfer full). First the journal's end, then the shift: what comes in after the end is not in the report,
 * and the journal will say so. */
static void
read_tail (GTask *task)
{
  FielShiftBook *self = g_task_get_source_object (task);
  Closing *closing = g_task_get_task_data (task);
  GError *error = NULL;

  if (check_ready (self, &error))
    fiel_journal_list_events_async (fiel_engine_get_journal (self->engine), NULL, closing->head_seq, TAIL_PAGE,
                                    tail_listed_cb, task);
  else
    end_close (task, error);
}

void
fiel_shift_book_close_async (FielShiftBook *self,
                             FielShiftCheck *check,
                             const char *actor,
                             const char *approver,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Closing *closing = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_SHIFT_BOOK (self) && self->journal == NULL);
  g_return_if_fail (FIEL_IS_SHIFT_CHECK (check));
  g_return_if_fail (actor != NULL);

  task = begin (self, NULL, fiel_shift_book_close_async, callback, user_data);
  if (self->closing)
    refuse (&error, FIEL_SHIFT_ERROR_PENDING, _ ("This shift is being closed already."));
  else if (check_list (self, check, actor, approver, &error) && fiel_attempt_notes_check_words (actor, &error)
           && (approver == NULL || fiel_attempt_notes_check_words (approver, &error)))
    self->closing = TRUE;
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  closing = g_new0 (Closing, 1);
  closing->check = g_object_ref (check);
  closing->checked = fiel_shift_picture_ref (fiel_shift_check_get_picture (check));
  closing->actor = g_strdup (actor);
  /* Nobody let anything pass where nothing had to be. */
  closing->approver = fiel_shift_check_get_needs_approver (check) ? g_strdup (approver) : NULL;
  closing->head_seq = fiel_shift_check_get_n_verified (check);
  closing->head = g_strdup (fiel_shift_check_get_head (check));
  g_task_set_task_data (task, closing, closing_free);
  read_tail (g_steal_pointer (&task));
}

static void
tail_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftBook *self = g_task_get_source_object (task);
  Closing *closing = g_task_get_task_data (task);
  g_autoptr (GPtrArray) events = NULL;
  GError *error = NULL;

  events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);
  if (events == NULL || !check_ready (self, &error))
    {
      end_close (g_steal_pointer (&task), error);
      return;
    }
  if (events->len > 0)
    {
      FielJournalEvent *last = g_ptr_array_index (events, events->len - 1);

      closing->head_seq = fiel_journal_event_get_seq (last);
      g_free (closing->head);
      closing->head = g_strdup (fiel_journal_event_get_hash (last));
    }

  if (events->len == TAIL_PAGE)
    read_tail (g_steal_pointer (&task));
  else
    fiel_shift_reader_read_async (FIEL_JOURNAL (source), get_currency (self), NULL, picture_read_cb,
                                  g_steal_pointer (&task));
}

/* What is open is to be resolved, and nothing else. */
static gboolean
check_open (FielShiftBook *self, const FielShiftPicture *picture, GError **error)
{
  for (guint i = 0; i < picture->open->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (picture->open, i);
      FielAttempt *attempt = fiel_engine_find_attempt (self->engine, record->attempt_id);
      FielAttemptPhase phase = attempt != NULL ? fiel_attempt_get_phase (attempt) : FIEL_ATTEMPT_PHASE_SENDING;

      if (phase != FIEL_ATTEMPT_PHASE_CHECKING && phase != FIEL_ATTEMPT_PHASE_UNCONFIRMED)
        return refuse (error, FIEL_SHIFT_ERROR_CHANGED,
                       _ ("A payment is in progress. The shift is not closed: wait for its result."));
    }

  return TRUE;
}

static gboolean
check_again (FielShiftBook *self, const Closing *closing, GError **error)
{
  if (!fiel_shift_picture_is_same (closing->picture, closing->checked))
    return refuse (error, FIEL_SHIFT_ERROR_CHANGED,
                   _ ("A payment came in or was closed meanwhile. The shift is not closed: check it again."));

  return check_open (self, closing->picture, error)
         && check_list (self, closing->check, closing->actor, closing->approver, error);
}

static void
make_note (FielShiftBook *self, Closing *closing)
{
  FielScribe *scribe = fiel_engine_get_scribe (self->engine);
  const FielShiftFacts facts = {
    .profile = fiel_engine_get_profile (self->engine),
    .picture = closing->picture,
    .survey = fiel_shift_check_get_survey (closing->check),
    .cash = fiel_shift_check_get_cash (closing->check),
    .is_final = TRUE,
    .actor = closing->actor,
    .approver = closing->approver,
    .now_wall_us = fiel_clock_get_wall_us (fiel_engine_get_clock (self->engine)),
    .n_verified = fiel_shift_check_get_n_verified (closing->check),
    .head_seq = closing->head_seq,
    .head = closing->head,
  };
  g_autofree char *text = NULL;

  g_clear_pointer (&closing->report, fiel_shift_report_unref);
  g_clear_pointer (&closing->note, fiel_journal_event_unref);
  closing->report = fiel_shift_writer_write (&facts);
  text = fiel_shift_report_to_text (closing->report);
  closing->note = fiel_scribe_new_event (scribe, FIEL_JOURNAL_TYPE_NOTE, NULL, closing->actor);
  fiel_journal_event_set_int (closing->note, FIEL_FIELD_SHIFT, closing->picture->number);
  fiel_journal_event_set (closing->note, FIEL_FIELD_SHIFT_ACT, "closed");
  fiel_journal_event_set_int (closing->note, FIEL_FIELD_THROUGH, closing->head_seq);
  fiel_journal_event_set (closing->note, FIEL_FIELD_APPROVER, closing->approver);
  fiel_journal_event_set (closing->note, FIEL_FIELD_REPORT, text);
}

static void
picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftBook *self = g_task_get_source_object (task);
  Closing *closing = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&closing->picture, fiel_shift_picture_unref);
  closing->picture = fiel_shift_reader_read_finish (FIEL_JOURNAL (source), result, &error);
  if (closing->picture == NULL || !check_ready (self, &error) || !check_again (self, closing, &error))
    {
      end_close (g_steal_pointer (&task), error);
      return;
    }

  make_note (self, closing);
  fiel_scribe_write_async (fiel_engine_get_scribe (self->engine), closing->note, FIEL_JOURNAL_DURABLE,
                           closed_written_cb, g_steal_pointer (&task));
}

static void
closed_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Closing *closing = g_task_get_task_data (task);
  GError *error = NULL;

  if (fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    {
      fiel_people_drop_approvals (fiel_engine_get_people (FIEL_SHIFT_BOOK (g_task_get_source_object (task))->engine),
                                  FIEL_ACT_APPROVE_CLOSE);
      end_close (g_steal_pointer (&task), NULL);
    }
  else if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OUTDATED)
           && ++closing->n_tries < MAX_TRIES)
    {
      g_clear_error (&error);
      read_tail (g_steal_pointer (&task));
    }
  else
    {
      end_close (g_steal_pointer (&task), error);
    }
}

FielShiftReport *
fiel_shift_book_close_finish (FielShiftBook *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_shift_book_close_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
