/* fiel-alert-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-alert-book.h"

#include "fiel-attempt-notes.h"
#include "fiel-attempt-private.h"
#include "fiel-engine.h"
#include "fiel-recovery.h"

#include <glib/gi18n-lib.h>

/**
 * FielAlertBook:
 *
 * It listens to the scribe: whatever is written there, by whomever, is on this list as soon as it is durable and off it
 * as soon as the note is. Nothing else adds to it or takes from it.
 */
struct _FielAlertBook
{
  GObject parent_instance;

  FielScribe *scribe;           /* owned, nullable before it was opened */
  FielAttemptBook *attempts;    /* owned, nullable likewise */
  GListStore *alerts;           /* owned, of FielAlert, newest first */
  GHashTable *acknowledging;    /* owned, set of FielAlert whose note is being written */
};

/* A note that says that somebody looked, on its way to the journal. */
typedef struct
{
  FielAlertBook *book;          /* owned */
  FielAlert *alert;             /* owned */
} Look;

/* A conflict whose attempt is being looked up. */
typedef struct
{
  FielAlertBook *book;          /* owned */
  FielAlertRecord *record;      /* owned */
} Arrival;

G_DEFINE_FINAL_TYPE (FielAlertBook, fiel_alert_book, G_TYPE_OBJECT)

static void attempt_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void acknowledged_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
look_free (Look *look)
{
  g_object_unref (look->book);
  g_object_unref (look->alert);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
arrival_free (Arrival *arrival)
{
  g_object_unref (arrival->book);
  fiel_alert_record_free (arrival->record);
  g_free (arrival);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, arrival_free)

static void
fiel_alert_book_finalize (GObject *object)
{
  FielAlertBook *self = FIEL_ALERT_BOOK (object);

  g_hash_table_unref (self->acknowledging);
  g_object_unref (self->alerts);
  g_clear_object (&self->attempts);
  g_clear_object (&self->scribe);

  G_OBJECT_CLASS (fiel_alert_book_parent_class)->finalize (object);
}

static void
fiel_alert_book_class_init (FielAlertBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_alert_book_finalize;
}

static void
fiel_alert_book_init (FielAlertBook *self)
{
  self->alerts = g_list_store_new (FIEL_TYPE_ALERT);
  self->acknowledging = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

FielAlertBook *
fiel_alert_book_new (void)
{
  return g_object_new (FIEL_TYPE_ALERT_BOOK, NULL);
}

/* From records to alerts */

static const char *
find_text (FielJournalEvent *event)
{
  static const char *const fields[] = { FIEL_FIELD_PROVIDER_MESSAGE, FIEL_FIELD_TEXT, FIEL_FIELD_DETAIL };
  const char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields) && text == NULL; i++)
    text = fiel_journal_event_get (event, fields[i]);

  return text;
}

FielAlert *
fiel_alert_book_make_alert (const FielAlertRecord *record)
{
  FielJournalEvent *event = record->event;
  const FielAttemptRecord *attempt = record->attempt;
  FielAlertContent content = {
    .seq = fiel_journal_event_get_seq (event),
    .kind = FIEL_ALERT_UNMATCHED,
    .wall_us = fiel_journal_event_get_wall_us (event),
    .provider = fiel_journal_event_get (event, FIEL_FIELD_PROVIDER),
    .text = find_text (event),
  };

  if (fiel_journal_event_get_type_of_fact (event) == FIEL_JOURNAL_TYPE_CONFLICT)
    content.kind = FIEL_ALERT_CONFLICT;
  if (attempt != NULL)
    {
      content.attempt_id = attempt->attempt_id;
      content.attempt_kind = attempt->kind;
      content.outcome = attempt->outcome;
      content.amount = attempt->amount;
      content.reference = attempt->reference;
      content.terminal_name = attempt->terminal_name != NULL ? attempt->terminal_name : attempt->terminal;
      content.provider = attempt->provider;
    }
  content.contradiction = fiel_recovery_judge_conflict (event, content.outcome);

  return fiel_alert_new (&content);
}

static void
insert (FielAlertBook *self, const FielAlertRecord *record)
{
  g_autoptr (FielAlert) alert = fiel_alert_book_make_alert (record);
  guint position = 0;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->alerts));

  for (; position < n; position++)
    {
      g_autoptr (FielAlert) other = g_list_model_get_item (G_LIST_MODEL (self->alerts), position);

      if (fiel_alert_get_seq (other) < fiel_alert_get_seq (alert))
        break;
    }
  g_list_store_insert (self->alerts, position, alert);
}

static void
remove_seen (FielAlertBook *self, gint64 seq)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->alerts));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FielAlert) alert = g_list_model_get_item (G_LIST_MODEL (self->alerts), i);

      if (fiel_alert_get_seq (alert) != seq)
        continue;
      g_list_store_remove (self->alerts, i);
      return;
    }
}

/* On the attempt itself, if it is among those people have before them. */
static void
show_conflict (FielAlertBook *self, FielJournalEvent *event)
{
  FielAttempt *attempt =
    fiel_attempt_book_find_attempt (self->attempts, fiel_journal_event_get_attempt_id (event));

  if (attempt == NULL)
    return;

  g_object_freeze_notify (G_OBJECT (attempt));
  fiel_attempt_set_contradiction (attempt, fiel_recovery_judge_conflict (event, fiel_attempt_get_outcome (attempt)));
  fiel_attempt_add_step (attempt, FIEL_STEP_CONFLICT, fiel_journal_event_get_wall_us (event),
                         fiel_journal_event_get_boot_us (event));
  g_object_thaw_notify (G_OBJECT (attempt));
}

static void
read_attempt (FielAlertBook *self, FielJournalEvent *event)
{
  const FielAttemptFilter filter = { .attempt_id = fiel_journal_event_get_attempt_id (event), .limit = 1 };
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->book = g_object_ref (self);
  arrival->record = fiel_alert_record_new (event);
  fiel_journal_list_attempts_async (fiel_scribe_get_journal (self->scribe), &filter, attempt_read_cb, arrival);
}

/* Without its attempt an alert is still one. */
static void
attempt_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Arrival) arrival = user_data;
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GError) error = NULL;

  attempts = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (attempts == NULL)
    fiel_scribe_notice_trouble (arrival->book->scribe, error);
  else if (attempts->len > 0)
    arrival->record->attempt = fiel_attempt_record_ref (g_ptr_array_index (attempts, 0));
  insert (arrival->book, arrival->record);
}

static void
written_cb (FielAlertBook *self, FielJournalEvent *event)
{
  gint64 seen;

  if (fiel_journal_event_get_type_of_fact (event) == FIEL_JOURNAL_TYPE_NOTE
      && fiel_journal_event_get_int (event, FIEL_FIELD_SEEN, &seen))
    {
      remove_seen (self, seen);
    }
  else if (fiel_alert_record_is_alert (event))
    {
      if (fiel_journal_event_get_attempt_id (event) != NULL)
        {
          show_conflict (self, event);
          read_attempt (self, event);
        }
      else
        {
          g_autoptr (FielAlertRecord) record = fiel_alert_record_new (event);

          insert (self, record);
        }
    }
}

/* All at once, and whoever watches the list hears of it once: there may be thousands. */
static void
fill (FielAlertBook *self, GPtrArray *records)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_full (records->len, g_object_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (alerts, fiel_alert_book_make_alert (g_ptr_array_index (records, i)));
  g_list_store_splice (self->alerts, 0, 0, alerts->pdata, alerts->len);
}

void
fiel_alert_book_open (FielAlertBook *self, FielScribe *scribe, FielAttemptBook *attempts, GPtrArray *alerts)
{
  g_return_if_fail (FIEL_IS_ALERT_BOOK (self));
  g_return_if_fail (FIEL_IS_SCRIBE (scribe));
  g_return_if_fail (FIEL_IS_ATTEMPT_BOOK (attempts));
  g_return_if_fail (self->scribe == NULL);

  self->scribe = g_object_ref (scribe);
  self->attempts = g_object_ref (attempts);
  fill (self, alerts);
  g_signal_connect_object (scribe, "written", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
}

GListModel *
fiel_alert_book_get_alerts (FielAlertBook *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT_BOOK (self), NULL);

  return G_LIST_MODEL (self->alerts);
}

FielJournalEvent *
fiel_alert_book_make_note (FielScribe *scribe, gint64 seq, const char *attempt_id, const char *note, const char *actor)
{
  FielJournalEvent *fact = fiel_scribe_new_event (scribe, FIEL_JOURNAL_TYPE_NOTE, attempt_id, actor);

  fiel_journal_event_set_int (fact, FIEL_FIELD_SEEN, seq);
  fiel_journal_event_set (fact, FIEL_FIELD_DETAIL, note);

  return fact;
}

gboolean
fiel_alert_book_acknowledge (FielAlertBook *self,
                             FielAlert *alert,
                             const char *note,
                             const char *actor,
                             GError **error)
{
  g_autoptr (FielJournalEvent) fact = NULL;
  Look *look = NULL;

  g_return_val_if_fail (FIEL_IS_ALERT_BOOK (self), FALSE);
  g_return_val_if_fail (FIEL_IS_ALERT (alert), FALSE);
  g_return_val_if_fail (note != NULL && actor != NULL, FALSE);
  g_return_val_if_fail (self->scribe != NULL, FALSE);

  if (!fiel_attempt_notes_check_words (note, error) || !fiel_attempt_notes_check_words (actor, error))
    return FALSE;
  if (g_hash_table_contains (self->acknowledging, alert) || !g_list_store_find (self->alerts, alert, NULL))
    {
      g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_CLOSED, _ ("Somebody looked at this already."));
      return FALSE;
    }

  fact = fiel_alert_book_make_note (self->scribe, fiel_alert_get_seq (alert), fiel_alert_get_attempt_id (alert), note,
                                    actor);
  look = g_new0 (Look, 1);
  look->book = g_object_ref (self);
  look->alert = g_object_ref (alert);
  g_hash_table_add (self->acknowledging, g_object_ref (alert));
  fiel_scribe_write_async (self->scribe, fact, FIEL_JOURNAL_DURABLE, acknowledged_cb, look);

  return TRUE;
}

/* Where it could not be written it is still to be looked at. */
static void
acknowledged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (look->book->acknowledging, look->alert);
  if (!fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error)
      && !g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_CLOSED))
    g_warning ("That somebody looked could not be written: %s", error->message);
}
