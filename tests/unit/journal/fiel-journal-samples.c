/* fiel-journal-samples.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-samples.h"

#include "fiel-journal-schema.h"

#include <glib/gstdio.h>

#define BODY_SHA256 "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

FielJournalEvent *
fiel_sample_event (FielJournalType type, const char *attempt_id)
{
  static gint64 seconds = 0;
  FielJournalEvent *event = fiel_journal_event_new (type, attempt_id, "Ana");

  fiel_journal_event_set_time (event, FIEL_SAMPLE_WALL_US + seconds * G_USEC_PER_SEC, seconds * G_USEC_PER_SEC,
                               FIEL_SAMPLE_BOOT_ID);
  seconds++;

  return event;
}

/* A sale of @amount pesos on @terminal for the ticket "T<ticket_id>". */
FielJournalEvent *
fiel_sample_intent (const char *attempt_id, gint64 ticket_id, gint64 due, gint64 amount, const char *terminal)
{
  FielJournalEvent *event = fiel_sample_event (FIEL_JOURNAL_TYPE_INTENT, attempt_id);
  g_autofree char *reference = g_strdup_printf ("T%" G_GINT64_FORMAT, ticket_id);

  fiel_journal_event_set (event, FIEL_FIELD_KIND, "sale");
  fiel_journal_event_set_int (event, FIEL_FIELD_TICKET_ID, ticket_id);
  fiel_journal_event_set (event, FIEL_FIELD_REFERENCE, reference);
  fiel_journal_event_set (event, FIEL_FIELD_TICKET_SENT, reference);
  fiel_journal_event_set_int (event, FIEL_FIELD_DUE, due);
  fiel_journal_event_set_int (event, FIEL_FIELD_AMOUNT, amount);
  fiel_journal_event_set (event, FIEL_FIELD_CURRENCY, "CLP");
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL, terminal);
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL_NAME, "Front desk");
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER, "getnet");
  fiel_journal_event_set (event, FIEL_FIELD_BODY_SHA256, BODY_SHA256);

  return event;
}

FielJournalEvent *
fiel_sample_refund (const char *attempt_id, gint64 ticket_id, gint64 amount, const char *original)
{
  FielJournalEvent *event = fiel_sample_intent (attempt_id, ticket_id, 0, amount, "term-1");

  fiel_journal_event_set (event, FIEL_FIELD_DUE, NULL);
  fiel_journal_event_set (event, FIEL_FIELD_KIND, "refund");
  fiel_journal_event_set (event, FIEL_FIELD_ORIGINAL, original);

  return event;
}

FielJournalEvent *
fiel_sample_state (const char *attempt_id, const char *state, const char *outcome)
{
  FielJournalEvent *event = fiel_sample_event (FIEL_JOURNAL_TYPE_STATE, attempt_id);

  fiel_journal_event_set (event, FIEL_FIELD_STATE, state);
  fiel_journal_event_set (event, FIEL_FIELD_OUTCOME, outcome);

  return event;
}

FielJournalStore *
fiel_sample_open (const char *path, GError **error)
{
  g_autoptr (FielJournalEvent) opened = fiel_sample_event (FIEL_JOURNAL_TYPE_OPENED, NULL);

  return fiel_journal_store_open (path, "Caja 2", "fiel-test", opened, NULL, error);
}

FielJournalStore *
fiel_sample_open_fine (const char *path)
{
  g_autoptr (GError) error = NULL;
  FielJournalStore *store = fiel_sample_open (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);

  return store;
}

/* Appends the events, which it takes, in one transaction. */
gboolean
fiel_sample_try (FielJournalStore *store, FielJournalDurability durability, GError **error, FielJournalEvent *first,
                 ...)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  va_list arguments;

  va_start (arguments, first);
  for (FielJournalEvent *event = first; event != NULL; event = va_arg (arguments, FielJournalEvent *))
    g_ptr_array_add (events, event);
  va_end (arguments);

  return fiel_journal_store_append (store, events, durability, error);
}

void
fiel_sample_append (FielJournalStore *store, FielJournalEvent *event)
{
  g_autoptr (GError) error = NULL;

  fiel_sample_try (store, FIEL_JOURNAL_DURABLE, &error, event, NULL);
  g_assert_no_error (error);
}

/* A whole approved sale of a ticket that is paid with it. */
void
fiel_sample_approve (FielJournalStore *store, const char *attempt_id, gint64 ticket_id, gint64 amount)
{
  fiel_sample_append (store, fiel_sample_intent (attempt_id, ticket_id, amount, amount, "term-1"));
  fiel_sample_append (store, fiel_sample_state (attempt_id, "closed", "approved"));
}

FielAttemptRecord *
fiel_sample_attempt (FielJournalStore *store, const char *attempt_id)
{
  g_autoptr (GError) error = NULL;
  FielAttemptFilter filter = { .attempt_id = attempt_id };
  g_autoptr (GPtrArray) rows = fiel_journal_store_list_attempts (store, &filter, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);

  return fiel_attempt_record_ref (g_ptr_array_index (rows, 0));
}

static void
run (sqlite3 *database, const char *sql)
{
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
}

void
fiel_sample_run (const char *path, const char *sql)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  run (database, sql);
  sqlite3_close (database);
}

void
fiel_sample_age (const char *path, int version)
{
  static const char *const tables[] = { "events", "ticket", "attempt", "projection", "alert", "milestone" };
  g_autofree char *older = g_strconcat (path, ".older", NULL);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            FIEL_JOURNAL_APPLICATION_ID, version);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS newer", path);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (older, &database), ==, SQLITE_OK);
  for (int from = 0; from < version; from++)
    run (database, fiel_journal_schema_step (from));
  run (database, stamp);
  run (database, attach);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables) - (version < 2) - (version < 3); i++)
    {
      sqlite3_stmt *columns = NULL;
      g_autoptr (GString) names = g_string_new (NULL);
      g_autofree char *list = g_strdup_printf ("SELECT group_concat (name) FROM pragma_table_info ('%s', 'main')",
                                               tables[i]);

      g_assert_cmpint (sqlite3_prepare_v2 (database, list, -1, &columns, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (columns), ==, SQLITE_ROW);
      g_string_printf (names, "DELETE FROM main.%s; INSERT INTO main.%s SELECT %s FROM newer.%s", tables[i], tables[i],
                       (const char *) sqlite3_column_text (columns, 0), tables[i]);
      sqlite3_finalize (columns);
      run (database, names->str);
    }
  run (database, "DETACH newer");
  sqlite3_close (database);
  g_assert_cmpint (g_rename (older, path), ==, 0);
}

char *
fiel_sample_read_file (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, length, &error);
  g_assert_no_error (error);

  return contents;
}
