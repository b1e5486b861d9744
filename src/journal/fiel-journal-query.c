/* fiel-journal-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal-canonical.h"
#include "fiel-journal-event-private.h"
#include "fiel-journal-schema.h"
#include "fiel-journal-store-private.h"

#include <glib/gi18n-lib.h>

/* Reading. No query walks the table of attempts or of events; with 100,000 payments the list of today costs what today
 * costs. */

typedef gpointer (*ReadRow) (sqlite3_stmt *statement);

/**
 * fiel_journal_store_set_unreadable:
 *
 * Says that a record is not one, and what to do.
 */
void
fiel_journal_store_set_unreadable (FielJournalStore *self, GError **error)
{
  g_set_error (
      error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_DAMAGED,
      /* Translators: the path of the journal. */
      _ ("The journal %s holds a record that cannot be read. Keep the file, have it verified and ask for help."),
      self->path);
}

/* Every row of @statement, which is reset. */
static GPtrArray *
read_rows (FielJournalStore *self, sqlite3_stmt *statement, ReadRow read, GDestroyNotify free_row, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  gboolean readable = TRUE;
  int code = SQLITE_ERROR;

  while (readable && statement != NULL && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gpointer row = read (statement);

      if (row == NULL)
        readable = FALSE;
      else
        g_ptr_array_add (rows, row);
    }

  if (!readable)
    fiel_journal_store_set_unreadable (self, error);
  else if (code != SQLITE_DONE)
    fiel_journal_store_fail (self, error);
  sqlite3_reset (statement);

  return readable && code == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

static gpointer
read_attempt (sqlite3_stmt *statement)
{
  return fiel_attempt_record_read (statement);
}

static gpointer
read_event (sqlite3_stmt *statement)
{
  FielJournalRow row;

  return fiel_journal_row_read (statement, &row) ? fiel_journal_event_new_from_row (&row) : NULL;
}

static gboolean
is_bound_to_closed (const FielAttemptFilter *filter)
{
  return filter->closed_after_seq != 0 || filter->closed_until_seq != 0;
}

/* Where the rows come from: the narrowest index the filter allows. */
static const char *
choose_source (const FielAttemptFilter *filter)
{
  if (filter->attempt_id != NULL)
    return "attempt WHERE";
  if (filter->reference != NULL)
    return "attempt INDEXED BY attempt_reference WHERE";
  if (filter->original != NULL)
    return "attempt INDEXED BY attempt_original WHERE";
  if (filter->authorization != NULL)
    return "attempt INDEXED BY attempt_authorization WHERE";
  if (filter->typed != NULL)
    return "attempt INDEXED BY attempt_return WHERE kind <> 'sale' AND";
  if (filter->open_only)
    return "attempt INDEXED BY attempt_open WHERE";
  if (is_bound_to_closed (filter))
    return "attempt INDEXED BY attempt_closed WHERE";
  if (filter->since_wall_us != 0)
    return "(SELECT intent_seq AS chosen FROM attempt INDEXED BY attempt_time WHERE intent_wall_us >= ?4"
           " UNION SELECT intent_seq FROM attempt INDEXED BY attempt_open WHERE state <> 'closed')"
           " CROSS JOIN attempt WHERE intent_seq = chosen AND";

  return "attempt WHERE";
}

static char *
write_query (const FielAttemptFilter *filter)
{
  GString *sql = g_string_new ("SELECT " FIEL_JOURNAL_ATTEMPT_COLUMNS " FROM ");

  g_string_append (sql, choose_source (filter));
  g_string_append (sql, " intent_seq < ?1");
  if (filter->attempt_id != NULL)
    g_string_append (sql, " AND attempt_id = ?2");
  if (filter->reference != NULL)
    g_string_append (sql, " AND reference = ?3");
  if (filter->open_only)
    g_string_append (sql, " AND state <> 'closed'");
  if (filter->since_wall_us != 0)
    g_string_append (sql, " AND (intent_wall_us >= ?4 OR state <> 'closed')");
  if (filter->original != NULL)
    g_string_append (sql, " AND original = ?6");
  if (filter->authorization != NULL)
    g_string_append (sql, " AND authorization = ?9");
  if (filter->typed != NULL)
    g_string_append (sql, " AND EXISTS (SELECT 1 FROM events WHERE seq = intent_seq AND instr (payload, ?10) > 0)");
  if (is_bound_to_closed (filter))
    g_string_append (sql, " AND closed_seq > 0 AND closed_seq > ?7 AND closed_seq <= ?8");
  g_string_append (sql, " ORDER BY intent_seq DESC LIMIT ?5");

  return g_string_free (sql, FALSE);
}

/* A field as it stands in a payload. No text of a record holds a zero byte, so nothing else can look like it. */
static GByteArray *
make_field (const char *name, const char *value)
{
  GByteArray *bytes = g_byte_array_new ();

  fiel_journal_canonical_append_text (bytes, name);
  fiel_journal_canonical_append_text (bytes, value);

  return bytes;
}

/**
 * fiel_journal_store_list_attempts:
 * @filter: which; a limit of 0 is no limit
 *
 * Returns: (transfer full) (element-type FielAttemptRecord): newest intent first
 */
GPtrArray *
fiel_journal_store_list_attempts (FielJournalStore *self, const FielAttemptFilter *filter, GError **error)
{
  g_autofree char *sql = write_query (filter);
  g_autoptr (GByteArray) typed = make_field (FIEL_FIELD_TYPED_AUTHORIZATION, filter->typed);
  sqlite3_stmt *statement;

  if (!fiel_journal_store_check_usable (self, error))
    return NULL;

  statement = fiel_journal_store_query (self, sql);
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, filter->before_seq != 0 ? filter->before_seq : G_MAXINT64);
      sqlite3_bind_text (statement, 2, filter->attempt_id, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 3, filter->reference, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 4, filter->since_wall_us);
      sqlite3_bind_int64 (statement, 5, filter->limit != 0 ? (gint64) filter->limit : -1);
      sqlite3_bind_text (statement, 6, filter->original, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 9, filter->authorization, -1, SQLITE_STATIC);
      sqlite3_bind_blob (statement, 10, typed->data, (int) typed->len, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 7, filter->closed_after_seq);
      sqlite3_bind_int64 (statement, 8, filter->closed_until_seq != 0 ? filter->closed_until_seq : G_MAXINT64);
    }

  return read_rows (self, statement, read_attempt, (GDestroyNotify) fiel_attempt_record_unref, error);
}

/**
 * fiel_journal_store_list_events:
 * @attempt_id: (nullable): only this attempt's
 * @after_seq: only later ones
 * @limit: at most so many; 0 is no limit
 *
 * Returns: (transfer full) (element-type FielJournalEvent): oldest first
 */
GPtrArray *
fiel_journal_store_list_events (FielJournalStore *self, const char *attempt_id, gint64 after_seq, guint limit,
                                GError **error)
{
  sqlite3_stmt *statement;

  if (!fiel_journal_store_check_usable (self, error))
    return NULL;

  statement = fiel_journal_store_query (
    self, attempt_id != NULL
            ? "SELECT " FIEL_JOURNAL_EVENT_COLUMNS " FROM events INDEXED BY events_attempt"
              " WHERE attempt_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"
            : "SELECT " FIEL_JOURNAL_EVENT_COLUMNS " FROM events WHERE seq > ?2 ORDER BY seq LIMIT ?3");
  if (statement != NULL)
    {
      sqlite3_bind_text (statement, 1, attempt_id, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 2, after_seq);
      sqlite3_bind_int64 (statement, 3, limit != 0 ? (gint64) limit : -1);
    }

  return read_rows (self, statement, read_event, (GDestroyNotify) fiel_journal_event_unref, error);
}

/**
 * fiel_journal_store_list_approvals:
 *
 * Returns: (transfer full) (element-type FielJournalEvent): the intents from @first_seq to @last_seq that name who
 *   approved them, and maybe a few more that hold the word; oldest first
 */
GPtrArray *
fiel_journal_store_list_approvals (FielJournalStore *self, gint64 first_seq, gint64 last_seq, GError **error)
{
  sqlite3_stmt *statement;

  if (!fiel_journal_store_check_usable (self, error))
    return NULL;

  statement = fiel_journal_store_query (
    self, "SELECT " FIEL_JOURNAL_EVENT_COLUMNS " FROM events WHERE seq IN"
          " (SELECT intent_seq FROM attempt WHERE intent_seq BETWEEN ?1 AND ?2)"
          " AND instr (payload, CAST (?3 AS BLOB)) > 0 ORDER BY seq");
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, first_seq);
      sqlite3_bind_int64 (statement, 2, last_seq);
      sqlite3_bind_text (statement, 3, FIEL_FIELD_APPROVER, -1, SQLITE_STATIC);
    }

  return read_rows (self, statement, read_event, (GDestroyNotify) fiel_journal_event_unref, error);
}

static gboolean
add_attempt (FielJournalStore *self, FielAlertRecord *alert, GError **error)
{
  const char *attempt_id = fiel_journal_event_get_attempt_id (alert->event);
  const FielAttemptFilter filter = { .attempt_id = attempt_id, .limit = 1 };
  g_autoptr (GPtrArray) attempts = NULL;

  if (attempt_id == NULL)
    return TRUE;

  attempts = fiel_journal_store_list_attempts (self, &filter, error);
  if (attempts == NULL)
    return FALSE;
  if (attempts->len > 0)
    alert->attempt = fiel_attempt_record_ref (g_ptr_array_index (attempts, 0));

  return TRUE;
}

/**
 * fiel_journal_store_list_alerts:
 *
 * Returns: (transfer full) (element-type FielAlertRecord): what nobody has looked at yet, newest first
 */
GPtrArray *
fiel_journal_store_list_alerts (FielJournalStore *self, GError **error)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_alert_record_free);
  g_autoptr (GPtrArray) events = NULL;

  if (!fiel_journal_store_check_usable (self, error))
    return NULL;

  events = read_rows (self,
                      fiel_journal_store_query (
                        self, "SELECT " FIEL_JOURNAL_EVENT_COLUMNS " FROM events WHERE seq IN"
                              " (SELECT seq FROM alert WHERE seen_seq IS NULL) ORDER BY seq DESC"),
                      read_event, (GDestroyNotify) fiel_journal_event_unref, error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      FielAlertRecord *alert = fiel_alert_record_new (g_ptr_array_index (events, i));

      g_ptr_array_add (alerts, alert);
      if (!add_attempt (self, alert, error))
        return NULL;
    }

  return events != NULL ? g_steal_pointer (&alerts) : NULL;
}

/* Puts the note into the shift it is about. Notes come newest first, and so do the shifts. */
static void
add_to_shift (GPtrArray *shifts, FielJournalEvent *event)
{
  FielShiftRecord *shift = g_ptr_array_index (shifts, shifts->len - 1);
  FielMilestone milestone = FIEL_MILESTONE_NONE;
  const char *subject;

  if (!fiel_milestone_find (event, &milestone, &subject, NULL))
    return;
  if (milestone == FIEL_MILESTONE_SHIFT_OPENED)
    {
      shift->opened = fiel_journal_event_ref (event);
    }
  else if (milestone == FIEL_MILESTONE_SHIFT_CLOSED)
    {
      const gint64 number = g_ascii_strtoll (subject, NULL, 10);

      shift->since_seq = fiel_journal_event_get_seq (event);
      shift->number = number + 1;
      shift = fiel_shift_record_new (number);
      shift->closed = fiel_journal_event_ref (event);
      g_ptr_array_add (shifts, shift);
    }
}

/**
 * fiel_journal_store_list_shifts:
 * @limit: at most so many; 0 is no limit
 *
 * Returns: (transfer full) (element-type FielShiftRecord): the current one, then those before it
 */
GPtrArray *
fiel_journal_store_list_shifts (FielJournalStore *self, guint limit, GError **error)
{
  g_autoptr (GPtrArray) shifts = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_shift_record_free);
  g_autoptr (GPtrArray) events = NULL;
  sqlite3_stmt *statement;

  if (!fiel_journal_store_check_usable (self, error))
    return NULL;

  /* Of each shift at most two notes; one more close tells where the last one begins. */
  statement = fiel_journal_store_query (self, "SELECT " FIEL_JOURNAL_EVENT_COLUMNS " FROM events WHERE seq IN"
                                              " (SELECT seq FROM milestone WHERE kind <> 'batch-closed'"
                                              "  ORDER BY seq DESC LIMIT ?1) ORDER BY seq DESC");
  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, limit != 0 ? 2 * (gint64) limit + 1 : -1);
  events = read_rows (self, statement, read_event, (GDestroyNotify) fiel_journal_event_unref, error);
  if (events == NULL)
    return NULL;

  g_ptr_array_add (shifts, fiel_shift_record_new (1));
  for (guint i = 0; i < events->len; i++)
    add_to_shift (shifts, g_ptr_array_index (events, i));
  if (limit != 0 && shifts->len > limit)
    g_ptr_array_set_size (shifts, (int) limit);

  return g_steal_pointer (&shifts);
}

/* The one row of @statement, which is left standing on it; %FALSE fails the store. */
static gboolean
step_to_row (FielJournalStore *self, sqlite3_stmt *statement, GError **error)
{
  if (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    return TRUE;
  fiel_journal_store_fail (self, error);
  sqlite3_reset (statement);

  return FALSE;
}

/**
 * fiel_journal_ticket_read:
 * @ticket: (out): gets due, approved and open amounts; all 0 if there is no such ticket
 *
 * What is open is what the guard of the amount due counts: unfinished payments, and what a payment with contradicting
 * evidence may have moved.
 */
gboolean
fiel_journal_ticket_read (FielJournalStore *self, gint64 ticket_id, FielTicketRecord *ticket, GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_query (
    self, "SELECT (SELECT due FROM ticket WHERE id = ?1),"
          " coalesce (sum (CASE WHEN kind = 'sale' THEN approved WHEN conflict THEN 0 ELSE -approved END), 0),"
          " coalesce (sum (CASE WHEN kind = 'sale' AND (state <> 'closed' OR conflict) THEN amount - approved"
          "                     ELSE 0 END), 0)"
          " FROM attempt WHERE ticket_id = ?1");

  sqlite3_bind_int64 (statement, 1, ticket_id);
  if (!step_to_row (self, statement, error))
    return FALSE;

  ticket->due_minor = sqlite3_column_int64 (statement, 0);
  ticket->approved_minor = sqlite3_column_int64 (statement, 1);
  ticket->open_minor = sqlite3_column_int64 (statement, 2);
  sqlite3_reset (statement);

  return TRUE;
}

/* Every attempt that carried the reference, and the newest ticket of that name. One of a return without a sale takes
 * no payment. */
static gboolean
read_reference (FielJournalStore *self, FielTicketRecord *ticket, GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_query (
    self, "SELECT (SELECT coalesce (max (id), 0) FROM ticket WHERE reference = ?1 AND NOT EXISTS"
          "   (SELECT 1 FROM attempt WHERE ticket_id = ticket.id AND kind <> 'sale' AND original IS NULL)),"
          " (SELECT coalesce (max (id), 0) + 1 FROM ticket), count (*),"
          " (SELECT intent_wall_us FROM attempt WHERE reference = ?1 ORDER BY intent_seq DESC LIMIT 1)"
          " FROM attempt WHERE reference = ?1");

  sqlite3_bind_text (statement, 1, ticket->reference, -1, SQLITE_STATIC);
  if (!step_to_row (self, statement, error))
    return FALSE;

  ticket->ticket_id = sqlite3_column_int64 (statement, 0);
  ticket->next_ticket_id = sqlite3_column_int64 (statement, 1);
  ticket->n_attempts = (guint) sqlite3_column_int64 (statement, 2);
  ticket->last_wall_us = sqlite3_column_int64 (statement, 3);
  sqlite3_reset (statement);

  return TRUE;
}

/**
 * fiel_journal_store_look_up_ticket:
 * @reference: (nullable): as people write it; %NULL asks for the next free number
 *
 * Returns: (transfer full) (nullable): what is known of it
 */
FielTicketRecord *
fiel_journal_store_look_up_ticket (FielJournalStore *self, const char *reference, GError **error)
{
  g_autoptr (FielTicketRecord) ticket = fiel_ticket_record_new ();

  if (!fiel_journal_store_check_usable (self, error))
    return NULL;

  ticket->reference =
    reference != NULL ? g_strdup (reference) : g_strdup_printf ("%06" G_GINT64_FORMAT, self->next_number);
  if (!read_reference (self, ticket, error))
    return NULL;
  if (ticket->ticket_id != 0 && !fiel_journal_ticket_read (self, ticket->ticket_id, ticket, error))
    return NULL;

  return g_steal_pointer (&ticket);
}

/**
 * fiel_journal_store_find_batch_close:
 * @terminal: key of the store profile
 * @seq: (out): the note that says that the terminal closed its batch for us, the newest; 0 if there is none
 */
gboolean
fiel_journal_store_find_batch_close (FielJournalStore *self, const char *terminal, gint64 *seq, GError **error)
{
  sqlite3_stmt *statement;

  *seq = 0;
  if (!fiel_journal_store_check_usable (self, error))
    return FALSE;

  statement = fiel_journal_store_query (
    self, "SELECT coalesce (max (seq), 0) FROM milestone WHERE kind = 'batch-closed' AND subject = ?1");
  if (statement != NULL)
    sqlite3_bind_text (statement, 1, terminal, -1, SQLITE_STATIC);
  if (!step_to_row (self, statement, error))
    return FALSE;

  *seq = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);

  return TRUE;
}
