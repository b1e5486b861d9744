/* test-journal-guards.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-fill.h"
#include "fiel-journal-samples.h"
#include "fiel-journal-store-private.h"

#include "fiel-test.h"

#include <string.h>

/* The guards, attacked from both sides: through the store's own connection, as a mistake of the program or an injected
 * statement would, and through another program's, with every setting of SQLite as it comes. */

typedef struct
{
  char *folder;     /* owned */
  char *path;       /* owned */
  sqlite3 *other;   /* owned, nullable: another program's connection */
  FielJournalStore *store; /* owned, nullable */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fiel_test_make_dir ();
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
  fixture->store = fiel_sample_open_fine (fixture->path);
  fiel_sample_approve (fixture->store, "a1", 1, 100);
  fiel_sample_append (fixture->store, fiel_sample_event (FIEL_JOURNAL_TYPE_CONFLICT, "a1"));
  fiel_sample_append (fixture->store, fiel_sample_intent ("a2", 2, 200, 200, "term-1"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, fiel_journal_store_close);
  g_assert_cmpint (sqlite3_close (fixture->other), ==, SQLITE_OK);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

#define COPY " chain_id, type, attempt_id, actor, wall_us, boot_us, boot_id, payload_version, payload, "
#define LAST_HASH "(SELECT hash FROM events ORDER BY seq DESC LIMIT 1)"

/* What nobody may do to the records, whoever he is. */
static const char *const attacks[] = {
  "UPDATE events SET actor = 'Eve'",
  "UPDATE events SET actor = 'Eve' WHERE seq = 1",
  "UPDATE events SET hash = zeroblob (32) WHERE seq = 1",
  "UPDATE OR REPLACE events SET seq = 1 WHERE seq = 2",
  "UPDATE OR IGNORE events SET seq = 99 WHERE seq = 2",
  "DELETE FROM events",
  "DELETE FROM events WHERE seq = (SELECT max (seq) FROM events)",
  "INSERT INTO events SELECT * FROM events WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET actor = 'Eve'",
  "INSERT OR REPLACE INTO events SELECT seq," COPY "prev_hash, hash FROM events WHERE seq = 2",
  "REPLACE INTO events SELECT seq," COPY "prev_hash, hash FROM events WHERE seq = (SELECT max (seq) FROM events)",
  "INSERT INTO events SELECT 1000," COPY LAST_HASH ", hash FROM events WHERE seq = 2",
  "INSERT INTO events SELECT 0," COPY "prev_hash, hash FROM events WHERE seq = 2",
  "INSERT INTO events SELECT -1," COPY "prev_hash, hash FROM events WHERE seq = 2",
  "INSERT INTO events SELECT NULL," COPY LAST_HASH ", hash FROM events WHERE seq = 2",
  "INSERT INTO events SELECT (SELECT max (seq) FROM events) + 1," COPY "prev_hash, hash FROM events WHERE seq = 2",
  "INSERT INTO events SELECT (SELECT max (seq) FROM events) + 1, 'other chain', type, attempt_id, actor, wall_us,"
  " boot_us, boot_id, payload_version, payload, " LAST_HASH ", hash FROM events WHERE seq = 2",
  "UPDATE ticket SET due = 9999",
  "DELETE FROM ticket",
  "INSERT INTO ticket VALUES (1000, 'T1000', 5, 'CLP')",
  "REPLACE INTO ticket VALUES (2, 'T2', 9999, 'CLP')",
  "UPDATE attempt SET outcome = 'declined', approved = 0, last_seq = 99 WHERE attempt_id = 'a1'",
  "UPDATE attempt SET state = 'unknown', outcome = 'none', approved = 0, last_seq = 99 WHERE attempt_id = 'a1'",
  "UPDATE attempt SET approved = 1, last_seq = 99 WHERE attempt_id = 'a1'",
  "UPDATE attempt SET amount = 1, last_seq = 99 WHERE attempt_id = 'a2'",
  "UPDATE attempt SET terminal = 'term-9', last_seq = 99 WHERE attempt_id = 'a2'",
  "UPDATE attempt SET ticket_id = 1, last_seq = 99 WHERE attempt_id = 'a2'",
  "UPDATE attempt SET attempt_id = 'a9', last_seq = 99 WHERE attempt_id = 'a2'",
  "UPDATE attempt SET reason = 'x' WHERE attempt_id = 'a2'",
  "DELETE FROM attempt",
  "INSERT OR REPLACE INTO attempt SELECT * FROM attempt WHERE attempt_id = 'a2'",
  "UPDATE projection SET last_seq = 0",
  "UPDATE projection SET next_number = 0",
  "INSERT INTO projection VALUES (2, 99, 99)",
  "REPLACE INTO projection VALUES (1, 0, 1)",
  "DELETE FROM projection",
  "INSERT INTO alert (seq) VALUES (2)",
  "REPLACE INTO alert (seq) SELECT max (seq) FROM alert",
  "UPDATE alert SET seen_seq = 99",
  "DELETE FROM alert",
  "UPDATE attempt SET closed_seq = 1, last_seq = 99 WHERE attempt_id = 'a1'",
  "INSERT INTO milestone VALUES (2, 'batch-closed', 'term-1')",
  "INSERT INTO milestone SELECT max (seq), 'shift-closed', '2' FROM events",
};

/* What only the store's own connection is kept from: from another one, only the chain and a remembered head tell. */
static const char *const own_attacks[] = {
  "DROP TRIGGER events_update",
  "DROP TABLE events",
  "DROP INDEX attempt_open_terminal",
  "ALTER TABLE events DROP COLUMN actor",
  "ALTER TABLE events RENAME TO old",
  "CREATE TABLE more (x)",
  "CREATE TEMP TABLE more (x)",
  "CREATE TEMP TRIGGER t BEFORE INSERT ON main.events BEGIN SELECT RAISE (IGNORE); END",
  "CREATE VIEW v AS SELECT 1",
  "UPDATE sqlite_schema SET sql = ''",
  "DELETE FROM sqlite_schema",
  "PRAGMA writable_schema = ON",
  "PRAGMA recursive_triggers = OFF",
  "PRAGMA foreign_keys = OFF",
  "PRAGMA ignore_check_constraints = ON",
  "PRAGMA synchronous = OFF",
  "PRAGMA synchronous = 0",
  "PRAGMA journal_mode = DELETE",
  "PRAGMA locking_mode = NORMAL",
  "PRAGMA user_version = 7",
  "PRAGMA application_id = 7",
  "PRAGMA trusted_schema = ON",
  "PRAGMA wal_checkpoint",
  "ATTACH ':memory:' AS other",
  "VACUUM",
  "REINDEX",
  "ANALYZE",
  "SAVEPOINT s",
};

static char *
fingerprint (sqlite3 *database)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  static const char *const queries[] = {
    "SELECT * FROM events ORDER BY seq", "SELECT * FROM attempt ORDER BY 1", "SELECT * FROM ticket ORDER BY 1",
    "SELECT * FROM projection ORDER BY 1", "SELECT * FROM alert ORDER BY 1", "SELECT sql FROM sqlite_schema ORDER BY name",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (database, queries[i], -1, &statement, NULL), ==, SQLITE_OK);
      while (sqlite3_step (statement) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count (statement); column++)
          {
            const guchar *bytes = sqlite3_column_blob (statement, column);

            g_checksum_update (checksum, (const guchar *) "|", 1);
            if (bytes != NULL)
              g_checksum_update (checksum, bytes, sqlite3_column_bytes (statement, column));
          }
      sqlite3_finalize (statement);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

static void
attack (sqlite3 *database, const char *const *statements, gsize n_statements)
{
  g_autofree char *before = fingerprint (database);

  for (gsize i = 0; i < n_statements; i++)
    {
      int code = sqlite3_exec (database, statements[i], NULL, NULL, NULL);
      g_autofree char *after = fingerprint (database);

      if (code == SQLITE_OK)
        g_error ("“%s” was let through", statements[i]);
      if (!g_str_equal (before, after))
        g_error ("“%s” changed something", statements[i]);
    }
}

static void
test_own_connection (Fixture *fixture, gconstpointer data)
{
  attack (fixture->store->database, attacks, G_N_ELEMENTS (attacks));
  attack (fixture->store->database, own_attacks, G_N_ELEMENTS (own_attacks));

  /* And it still works. */
  fiel_sample_append (fixture->store, fiel_sample_state ("a2", "closed", "approved"));
}

/* The tables alone, without authorizer: what protects against a later version's mistake. */
static void
test_own_without_authorizer (Fixture *fixture, gconstpointer data)
{
  sqlite3_set_authorizer (fixture->store->database, NULL, NULL);
  attack (fixture->store->database, attacks, G_N_ELEMENTS (attacks));
}

static void
test_other_program (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, fiel_journal_store_close);
  g_assert_cmpint (sqlite3_open (fixture->path, &fixture->other), ==, SQLITE_OK);
  attack (fixture->other, attacks, G_N_ELEMENTS (attacks));
}

/* While a till has it open, nobody else gets in at all. */
static void
test_other_program_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (sqlite3_open (fixture->path, &fixture->other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (fixture->other, "SELECT count (*) FROM events", NULL, NULL, NULL), ==, SQLITE_BUSY);
  g_assert_cmpint (sqlite3_exec (fixture->other, "DROP TABLE events", NULL, NULL, NULL), ==, SQLITE_BUSY);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *pragma;
    const char *value;
  } rows[] = {
    { "PRAGMA journal_mode", "wal" },     { "PRAGMA synchronous", "2" },        { "PRAGMA locking_mode", "exclusive" },
    { "PRAGMA foreign_keys", "1" },       { "PRAGMA recursive_triggers", "1" }, { "PRAGMA trusted_schema", "0" },
    { "PRAGMA user_version", "4" },       { "PRAGMA application_id", "1181312364" },
  };
  int defensive = 0;

  fiel_sample_try (fixture->store, FIEL_JOURNAL_ORDERED, NULL, fiel_sample_event (FIEL_JOURNAL_TYPE_STRAY, NULL), NULL);
  sqlite3_db_config (fixture->store->database, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  g_assert_cmpint (defensive, ==, 1);
  sqlite3_set_authorizer (fixture->store->database, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sqlite3_stmt *statement = fiel_journal_store_prepare (fixture->store, rows[i].pragma);

      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, rows[i].value);
      sqlite3_finalize (statement);
    }
}

/* Each guard of the open attempts holds alone, whoever inserts. */
static void
test_open_attempts (Fixture *fixture, gconstpointer data)
{
  static const char *const inserts[] = {
    /* the same terminal; the same ticket; the same reference under another ticket; more than is due */
    "'b1', 'sale', 3, 10, 'CLP', 'T3', 'term-1', NULL",
    "'b1', 'sale', 2, 1, 'CLP', 'T2', 'term-2', NULL",
    "'b1', 'sale', 4, 10, 'CLP', 'T2', 'term-2', NULL",
    "'b1', 'sale', 3, 11, 'CLP', 'T3', 'term-2', NULL",
    "'b1', 'sale', 1, 1, 'CLP', 'T1', 'term-2', NULL",
    "'b1', 'refund', 1, 101, 'CLP', 'T1', 'term-2', 'a1'",
    "'b1', 'refund', 3, 10, 'CLP', 'T3', 'term-2', 'a1'",
    "'b1', 'void', 2, 10, 'CLP', 'T2', 'term-2', 'a2'",
    /* without a sale: a ticket that has one; more than its own; a void, which always has one */
    "'b1', 'refund', 1, 10, 'CLP', 'T1', 'term-2', NULL",
    "'b1', 'refund', 3, 11, 'CLP', 'T3', 'term-2', NULL",
    "'b1', 'void', 3, 10, 'CLP', 'T3', 'term-2', NULL",
    "'b1', 'sale', 3, 10, 'ARS', 'T3', 'term-2', NULL",
    "'b1', 'sale', 9, 10, 'CLP', 'T9', 'term-2', NULL",
    "'a1', 'sale', 3, 10, 'CLP', 'T3', 'term-2', NULL",
    "'b1', 'sale', 3, 0, 'CLP', 'T3', 'term-2', NULL",
    "'b1', 'sale', 3, 9223372036854775807, 'CLP', 'T3', 'term-2', NULL",
  };
  const char *fine = "'b1', 'sale', 3, 10, 'CLP', 'T3', 'term-2', NULL";

  fiel_sample_append (fixture->store, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL));
  g_assert_cmpint (sqlite3_exec (fixture->store->database,
                                 "INSERT INTO ticket VALUES (3, 'T3', 10, 'CLP'), (4, 'T2', 10, 'CLP')", NULL, NULL,
                                 NULL),
                   ==, SQLITE_OK);
  for (guint i = 0; i <= G_N_ELEMENTS (inserts); i++)
    {
      const char *values = i < G_N_ELEMENTS (inserts) ? inserts[i] : fine;
      g_autofree char *sql = g_strdup_printf (
        "INSERT INTO attempt (intent_seq, last_seq, state, outcome, cancel, approved, conflict, parked, intent_wall_us,"
        " closed_wall_us, intent_boot_us, intent_boot_id, actor, closed_seq, n_prints, ticket_sent, provider, body_sha256,"
        " attempt_id, kind, ticket_id, amount, currency, reference, terminal, original) VALUES ((SELECT max (seq) FROM events),"
        " (SELECT max (seq) FROM events), 'saved', 'none', 'none', 0, 0, 0, 0, 0, 0, '', '', 0, 0, 'T', 'getnet', '', %s)",
        values);
      int code = sqlite3_exec (fixture->store->database, sql, NULL, NULL, NULL);

      if (i < G_N_ELEMENTS (inserts) && (code & 0xff) != SQLITE_CONSTRAINT)
        g_error ("(%s) gave %d", values, code);
      if (i == G_N_ELEMENTS (inserts))
        g_assert_cmpint (code, ==, SQLITE_OK);
    }
}

/* A ticket has one name, so two indexes say the same of it; either would do. */
static void
test_open_ticket_alone (Fixture *fixture, gconstpointer data)
{
  static const char *const indexes[] = { "attempt_open_reference", "attempt_open_ticket" };
  const char *dropped = indexes[GPOINTER_TO_INT (data)];
  g_autofree char *sql = g_strconcat ("DROP INDEX ", dropped, NULL);
  g_autoptr (GError) error = NULL;

  sqlite3_set_authorizer (fixture->store->database, NULL, NULL);
  g_assert_cmpint (sqlite3_exec (fixture->store->database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (fiel_sample_try (fixture->store, FIEL_JOURNAL_DURABLE, &error,
                                   fiel_sample_intent ("b1", 2, 200, 200, "term-2"), NULL));
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TICKET_BUSY);
}

static void
assert_plan (Fixture *fixture, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (fixture->store->database, explain, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *step = (const char *) sqlite3_column_text (statement, 3);

      /* A partial index holds only what is open; "chosen" is the short list made from it and the day's. */
      if (strstr (step, "SCAN") != NULL && strstr (step, "attempt_open") == NULL &&
          strstr (step, "CONSTANT ROW") == NULL && strstr (step, "subquery") == NULL)
        g_error ("“%s” walks a table: %s", sql, step);
      /* Going down the numbers ends at the limit, unless something else has to fit as well. */
      if (strstr (step, "(rowid<?)") != NULL && strstr (sql, "intent_seq < ?1 AND") != NULL)
        g_error ("“%s” walks down a table: %s", sql, step);
    }
  sqlite3_finalize (statement);
}

static int
remember_sql (unsigned int what, void *user_data, void *statement, void *sql)
{
  g_ptr_array_add (user_data, g_strdup (sqlite3_sql (statement)));

  return 0;
}

/* Whatever is asked, no query walks a table. */
static void
test_no_scans (Fixture *fixture, gconstpointer data)
{
  const FielAttemptFilter filters[] = {
    { .limit = 50 },
    { .limit = 50, .before_seq = 4 },
    { .limit = 50, .open_only = TRUE },
    { .limit = 50, .open_only = TRUE, .since_wall_us = 5 },
    { .limit = 50, .since_wall_us = 5 },
    { .limit = 50, .since_wall_us = 5, .before_seq = 4 },
    { .limit = 50, .reference = "T1" },
    { .limit = 50, .reference = "T1", .open_only = TRUE, .since_wall_us = 5 },
    { .limit = 50, .attempt_id = "a1" },
  };
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (FielTicketRecord) ticket = NULL;
  g_autoptr (FielTicketRecord) number = NULL;

  sqlite3_trace_v2 (fixture->store->database, SQLITE_TRACE_STMT, remember_sql, seen);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    g_ptr_array_unref (fiel_journal_store_list_attempts (fixture->store, &filters[i], NULL));
  ticket = fiel_journal_store_look_up_ticket (fixture->store, "T1", NULL);
  number = fiel_journal_store_look_up_ticket (fixture->store, NULL, NULL);
  g_ptr_array_unref (fiel_journal_store_list_events (fixture->store, "a1", 0, 9, NULL));
  g_ptr_array_unref (fiel_journal_store_list_events (fixture->store, NULL, 0, 9, NULL));
  fiel_sample_append (fixture->store, fiel_sample_state ("a2", "closed", "approved"));
  fiel_sample_append (fixture->store, fiel_sample_intent ("a3", 3, 10, 10, "term-1"));
  sqlite3_trace_v2 (fixture->store->database, 0, NULL, NULL);

  g_assert_cmpuint (seen->len, >, 15);
  sqlite3_set_authorizer (fixture->store->database, NULL, NULL);
  for (guint i = 0; i < seen->len; i++)
    assert_plan (fixture, seen->pdata[i]);
}

#define TEST(name, func) g_test_add ("/journal/guards/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("own-connection", test_own_connection);
  TEST ("own-without-authorizer", test_own_without_authorizer);
  TEST ("other-program", test_other_program);
  TEST ("other-program-meanwhile", test_other_program_meanwhile);
  TEST ("settings", test_settings);
  TEST ("open-attempts", test_open_attempts);
  g_test_add ("/journal/guards/open-ticket-alone", Fixture, GINT_TO_POINTER (0), set_up, test_open_ticket_alone,
              tear_down);
  g_test_add ("/journal/guards/open-reference-alone", Fixture, GINT_TO_POINTER (1), set_up, test_open_ticket_alone,
              tear_down);
  TEST ("no-scans", test_no_scans);

  return g_test_run ();
}
