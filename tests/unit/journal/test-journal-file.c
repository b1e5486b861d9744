/* test-journal-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-error.h"
#include "fiel-journal-lock.h"
#include "fiel-journal-samples.h"
#include "fiel-journal-schema.h"
#include "fiel-journal-store-private.h"

#include "fiel-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The journal as a file: made, found, and refused without a byte of it being touched. */

typedef struct
{
  char *folder;  /* owned */
  char *path;    /* owned */
  GError *error; /* owned, nullable */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fiel_test_make_dir ();
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_error (&fixture->error);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
make_journal (Fixture *fixture)
{
  g_autoptr (FielJournalStore) store = fiel_sample_open_fine (fixture->path);

  for (gint64 i = 1; i <= 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%d", (int) i);

      fiel_sample_approve (store, id, i, 100);
    }
}

/* As another program would, with the journal closed. */
static void
change (Fixture *fixture, const char *sql)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

/* Names, contents and sizes; without a write-ahead log that is empty, which SQLite makes when it opens a file to read.
 */
static char *
describe_folder (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *digest = NULL;
      g_autofree char *contents = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &contents, &length, NULL))
        digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
      if (length == 0 && g_str_has_suffix (name, "-wal"))
        continue;
      g_string_append_printf (text, "%s %s %" G_GSIZE_FORMAT "\n", name, digest, length);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Opening is refused with @code, in words that hold the path and @words, and leaves everything as it was. */
static void
assert_refused (Fixture *fixture, FielJournalError code, const char *words)
{
  g_autofree char *before = describe_folder (fixture);
  g_autofree char *after = NULL;
  FielJournalStore *store;

  g_clear_error (&fixture->error);
  store = fiel_sample_open (fixture->path, &fixture->error);
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, (int) code);
  g_assert_null (store);
  after = describe_folder (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_nonnull (strstr (fixture->error->message, fixture->path));
  if (strstr (fixture->error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, fixture->error->message);
}

/* A list that does not lead to a payment; newer SQLite sees it before we do. */
static void
assert_list_refused (Fixture *fixture)
{
  const char *const words[] = { "list of payments", "in index", "missing from index" };
  const char *found = NULL;

  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "damaged");
  for (guint i = 0; i < G_N_ELEMENTS (words) && found == NULL; i++)
    found = strstr (fixture->error->message, words[i]);
  g_assert_nonnull (found);
}

static void
assert_file_names (Fixture *fixture, const char *expected)
{
  g_autofree char *text = describe_folder (fixture);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_string_append_printf (names, "%.*s ", (int) strcspn (lines[i], " "), lines[i]);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "a", "b", NULL);
  g_autofree char *path = g_build_filename (folder, "journal.db", NULL);
  g_autoptr (FielJournalStore) store = fiel_sample_open_fine (path);
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

static void
assert_mode (const char *path, guint mode)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, mode);
}

/* As a copy from a backup has it: others are kept out before anything is added. What is no journal keeps its rights. */
static void
test_rights_of_others (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *none = g_build_filename (fixture->folder, "none.db", NULL);
  FielJournalStore *store = NULL;

  make_journal (fixture);
  g_assert_true (g_file_set_contents (log, "", 0, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  g_assert_cmpint (g_chmod (log, 0644), ==, 0);
  store = fiel_sample_open_fine (fixture->path);
  assert_mode (fixture->path, 0600);
  assert_mode (log, 0600);
  fiel_journal_store_close (store);
  assert_mode (fixture->path, 0600);

  g_assert_true (g_file_set_contents (none, "somebody's", -1, NULL));
  g_assert_cmpint (g_chmod (none, 0666), ==, 0);
  g_assert_null (fiel_sample_open (none, &fixture->error));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_NOT_A_JOURNAL);
  assert_mode (none, 0666);
}

static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalStore) store = NULL;
  g_autoptr (GPtrArray) events = NULL;

  make_journal (fixture);
  assert_file_names (fixture, "journal.db ");
  store = fiel_sample_open_fine (fixture->path);
  events = fiel_journal_store_list_events (store, NULL, 0, 0, NULL);
  g_assert_cmpuint (events->len, ==, 82);
  g_assert_cmpint (fiel_journal_event_get_type_of_fact (events->pdata[81]), ==, FIEL_JOURNAL_TYPE_OPENED);
  g_assert_cmpstr (fiel_journal_event_get_previous_hash (events->pdata[81]), ==,
                   fiel_journal_event_get_hash (events->pdata[80]));
}

static void
test_not_a_journal (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[]
      = { "x", "Shopping list: bread, milk, a longer text than the first hundred bytes of a "
               "file so that more than the magic is looked at" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_file_set_contents (fixture->path, texts[i], -1, NULL);
      assert_refused (fixture, FIEL_JOURNAL_ERROR_NOT_A_JOURNAL, "Move it away");
    }
  g_unlink (fixture->path);

  change (fixture, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_NOT_A_JOURNAL, "Move it away");
  g_unlink (fixture->path);

  g_mkdir (fixture->path, 0700);
  assert_refused (fixture, FIEL_JOURNAL_ERROR_NOT_A_JOURNAL, "Move it away");
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_file_set_contents (fixture->path, "", 0, NULL);
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "empty");
}

static void
test_versions (Fixture *fixture, gconstpointer data)
{
  make_journal (fixture);
  change (fixture, "PRAGMA user_version = 5");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_NEWER, "Install the newer version");
  change (fixture, "PRAGMA user_version = 0");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_NOT_A_JOURNAL, "not a journal");
  change (fixture, "PRAGMA user_version = 1; PRAGMA application_id = 1");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_NOT_A_JOURNAL, "not a journal");
}

/* An older version was taken to this one, as far as that went, with a cache too small for it. */
static void
test_refused_half_way (Fixture *fixture, gconstpointer data)
{
  make_journal (fixture);
  change (fixture, "PRAGMA default_cache_size = 1; PRAGMA user_version = 2");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "already exists");
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize length = 0;

  make_journal (fixture);
  whole = fiel_sample_read_file (fixture->path, &length);
  g_assert_cmpuint (length, >, 10 * 4096);
  for (gsize cut = 4096; cut < length; cut += 4096)
    {
      g_file_set_contents (fixture->path, whole, (gssize) (length - cut), NULL);
      assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "files beside it that end in -wal");
    }
  g_file_set_contents (fixture->path, whole, 5000, NULL);
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "files beside it that end in -wal");
  g_file_set_contents (fixture->path, whole, 50, NULL);
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "cut off");
}

/* Every page in turn, overwritten with noise. */
static void
test_damaged_pages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize length = 0;

  make_journal (fixture);
  whole = fiel_sample_read_file (fixture->path, &length);
  for (gsize page = 0; page < length / 4096; page++)
    {
      g_autofree char *damaged = g_memdup2 (whole, length);

      /* The header of the file stays, or it would be no journal at all. */
      memset (damaged + page * 4096 + (page == 0 ? 100 : 0), 0x5a, page == 0 ? 3996 : 4096);
      g_file_set_contents (fixture->path, damaged, (gssize) length, NULL);
      assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "files beside it that end in -wal");
    }
}

/* Each CHECK of the tables has a row that breaks it. */
static const struct
{
  const char *table;
  const char *change;
} broken_rules[] = {
  { "events", "UPDATE events SET seq = -1 WHERE seq = 3" },
  { "events", "UPDATE events SET chain_id = '' WHERE seq = 3" },
  { "events", "UPDATE events SET type = 'opfned' WHERE seq = 1" },
  { "events", "UPDATE events SET attempt_id = '' WHERE seq = 3" },
  { "events", "UPDATE events SET payload_version = 2 WHERE seq = 3" },
  { "events", "UPDATE events SET payload = zeroblob (1048577) WHERE seq = 3" },
  { "events", "UPDATE events SET prev_hash = zeroblob (31) WHERE seq = 3" },
  { "events", "UPDATE events SET hash = zeroblob (33) WHERE seq = 3" },
  { "ticket", "UPDATE ticket SET id = -7 WHERE id = 7" },
  { "ticket", "UPDATE ticket SET reference = '' WHERE id = 7" },
  { "ticket", "UPDATE ticket SET due = 0 WHERE id = 7" },
  { "ticket", "UPDATE ticket SET currency = 'CL' WHERE id = 7" },
  { "attempt", "UPDATE attempt SET last_seq = intent_seq - 1 WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET attempt_id = '' WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET kind = 'sald' WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET state = 'clozed' WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET amount = 1000000000000 WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET approved = amount + 1 WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET conflict = 2 WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET parked = -1 WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET closed_seq = last_seq + 1 WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET n_prints = -1 WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET outcome = 'none', approved = 0 WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET closed_seq = 0 WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET approved = 0 WHERE attempt_id = 'a1'" },
  { "attempt", "UPDATE attempt SET original = 'a2' WHERE attempt_id = 'a1'" },
  { "projection", "UPDATE projection SET id = 2" },
  { "projection", "UPDATE projection SET last_seq = -1" },
  { "projection", "UPDATE projection SET next_number = 0" },
  { "alert", "INSERT INTO alert VALUES (3, 2)" },
  { "milestone", "INSERT INTO milestone VALUES (3, 'shift-open', '1')" },
  { "milestone", "INSERT INTO milestone VALUES (3, 'shift-opened', '')" },
};

static guint
count_rules (Fixture *fixture)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  guint n = 0;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT sql FROM sqlite_schema WHERE type = 'table'", -1, &statement,
                                       NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_auto (GStrv) parts = g_strsplit ((const char *) sqlite3_column_text (statement, 0), "CHECK", -1);

      n += g_strv_length (parts) - 1;
    }
  sqlite3_finalize (statement);
  sqlite3_close (database);

  return n;
}

static void
test_broken_rules (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize length = 0;

  make_journal (fixture);
  g_assert_cmpuint (count_rules (fixture), ==, G_N_ELEMENTS (broken_rules));
  whole = fiel_sample_read_file (fixture->path, &length);
  for (gsize i = 0; i < G_N_ELEMENTS (broken_rules); i++)
    {
      g_autofree char *words = g_strdup_printf ("CHECK constraint failed in %s", broken_rules[i].table);
      sqlite3 *database = NULL;

      g_file_set_contents (fixture->path, whole, (gssize) length, NULL);
      g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
      sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
      sqlite3_exec (database, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);
      if (sqlite3_exec (database, broken_rules[i].change, NULL, NULL, NULL) != SQLITE_OK)
        g_error ("%s: %s", broken_rules[i].change, sqlite3_errmsg (database));
      g_assert_cmpint (sqlite3_changes (database), ==, 1);
      sqlite3_close (database);
      assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, words);
    }
}

static void
test_tampered_tail (Fixture *fixture, gconstpointer data)
{
  make_journal (fixture);
  change (fixture, "DROP TRIGGER events_update; UPDATE events SET actor = 'Eve' WHERE seq = 77;"
                   "CREATE TRIGGER events_update BEFORE UPDATE ON events BEGIN"
                   "  SELECT RAISE (ABORT, 'fiel: append only');END");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "record 77 was changed");
}

static void
test_missing_guards (Fixture *fixture, gconstpointer data)
{
  make_journal (fixture);
  change (fixture, "DROP TRIGGER events_update");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "guards");
}

static void
test_more_guards (Fixture *fixture, gconstpointer data)
{
  make_journal (fixture);
  change (fixture, "CREATE TRIGGER mine AFTER INSERT ON events BEGIN SELECT 1; END");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "guards");
}

static void
test_projection_behind (Fixture *fixture, gconstpointer data)
{
  make_journal (fixture);
  change (fixture, "UPDATE projection SET last_seq = last_seq + 1");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "list of payments");
}

/* Past every guard, and without a trace of it in the tables: only the records tell. */
static void
change_unguarded (Fixture *fixture, const char *sql)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (database), ==, 1);
  sqlite3_close (database);
}

static void
test_tampered_recent_row (Fixture *fixture, gconstpointer data)
{
  make_journal (fixture);
  change_unguarded (fixture, "UPDATE attempt SET outcome = 'declined', approved = 0"
                             " WHERE intent_seq = (SELECT max (intent_seq) FROM attempt)");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "says something else about the payment");
}

/* An open one matters however old it is. */
static void
test_tampered_open_row (Fixture *fixture, gconstpointer data)
{
  make_journal (fixture);
  change_unguarded (fixture, "UPDATE attempt SET state = 'unknown', outcome = 'none', approved = 0, closed_wall_us = 0,"
                             " closed_seq = 0 WHERE intent_seq = (SELECT min (intent_seq) FROM attempt)");
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "says something else about the payment of record 2");
}

/* One letter, which the index still has as it was: what is compared has to come out of the list itself. */
static void
test_row_unlike_its_index (Fixture *fixture, gconstpointer data)
{
  static const char in_the_list[] = "a40sale";
  g_autofree char *bytes = NULL;
  char *found = NULL;
  gsize length = 0;

  make_journal (fixture);
  bytes = fiel_sample_read_file (fixture->path, &length);
  found = memmem (bytes, length, in_the_list, strlen (in_the_list));
  g_assert_nonnull (found);
  *found = 'A';
  g_file_set_contents (fixture->path, bytes, (gssize) length, NULL);
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "says something else about the payment of record 80");
}

static void
make_open_payment (Fixture *fixture)
{
  g_autoptr (FielJournalStore) store = fiel_sample_open_fine (fixture->path);

  fiel_sample_append (store, fiel_sample_intent ("open-one", 41, 100, 100, "term-1"));
}

static void
trade_pages (Fixture *fixture, const char *index, const char *other)
{
  g_autofree char *trade = g_strdup_printf (
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT sum (rootpage) FROM sqlite_schema"
      "  WHERE name IN ('%s', '%s')) - rootpage WHERE name IN ('%s', '%s')",
      index, other, index, other);

  change (fixture, trade);
}

/* Each index by which an open payment is found, or stands in the way of a second one, trades its pages with one that
 * has nothing in it. Both are sound. */
static void
test_open_payment_not_indexed (Fixture *fixture, gconstpointer data)
{
  static const char *const indexes[]
      = { "attempt_open", "attempt_open_terminal", "attempt_open_ticket", "attempt_open_reference", "attempt_ticket",
          "attempt_reference", "sqlite_autoindex_attempt_1" };
  g_autofree char *whole = NULL;
  gsize length = 0;

  make_journal (fixture);
  make_open_payment (fixture);
  whole = fiel_sample_read_file (fixture->path, &length);
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      g_file_set_contents (fixture->path, whole, (gssize) length, NULL);
      trade_pages (fixture, indexes[i], "attempt_last4");
      assert_list_refused (fixture);
    }
}

/* Of a contradiction nobody would hear again. */
static void
test_alert_not_indexed (Fixture *fixture, gconstpointer data)
{
  FielJournalStore *store = NULL;

  make_journal (fixture);
  store = fiel_sample_open_fine (fixture->path);
  fiel_sample_append (store, fiel_sample_event (FIEL_JOURNAL_TYPE_CONFLICT, "a7"));
  fiel_journal_store_close (store);
  trade_pages (fixture, "alert_unseen", "attempt_last4");
  assert_list_refused (fixture);
}

/* And the other way round: there it is, and nobody is waiting for it. */
static void
test_closed_payment_among_the_open (Fixture *fixture, gconstpointer data)
{
  make_journal (fixture);
  trade_pages (fixture, "attempt_open", "attempt_closed");
  assert_list_refused (fixture);
}

static void
test_only_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  g_file_set_contents (log, "payments", -1, NULL);
  assert_refused (fixture, FIEL_JOURNAL_ERROR_DAMAGED, "write-ahead log");

  /* An empty one holds nothing. */
  g_file_set_contents (log, "", 0, NULL);
  make_journal (fixture);
}

static void
test_draft_left (Fixture *fixture, gconstpointer data)
{
  g_autofree char *draft = g_strconcat (fixture->path, ".new", NULL);

  g_file_set_contents (draft, "half a journal", -1, NULL);
  make_journal (fixture);
  assert_file_names (fixture, "journal.db ");
}

static void
test_below_a_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "file", NULL);

  g_file_set_contents (file, "x", -1, NULL);
  g_free (fixture->path);
  fixture->path = g_build_filename (file, "journal.db", NULL);
  assert_refused (fixture, FIEL_JOURNAL_ERROR_FOLDER, "folder");
}

/* Root may write everywhere, so the test does it as somebody else. */
static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  const uid_t me = geteuid ();
  g_autoptr (GError) made = NULL;
  FielJournalStore *store;

  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  if (me == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  store = fiel_sample_open (fixture->path, &made);
  if (me == 0)
    g_assert_cmpint (seteuid (me), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);

  g_assert_null (store);
  g_assert_error (made, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_FOLDER);
  g_assert_nonnull (strstr (made->message, fixture->path));
}

/* As root it may be written all the same, so the test does it as somebody else: the folder is theirs, the file or its log
 * is not. */
static void
assert_may_not_be_written (Fixture *fixture)
{
  const uid_t me = geteuid ();
  g_autofree char *above = g_path_get_dirname (fixture->folder);
  g_autoptr (GError) error = NULL;
  FielJournalStore *store;

  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  /* Newer GLib keeps the folders of a test to their owner. */
  if (strstr (above, "/test_") != NULL)
    g_assert_cmpint (g_chmod (above, 0755), ==, 0);
  if (me == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  store = fiel_sample_open (fixture->path, &error);
  if (me == 0)
    g_assert_cmpint (seteuid (me), ==, 0);

  g_assert_null (store);
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_FOLDER);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_nonnull (strstr (error->message, "cannot be written (Permission denied)"));
  g_assert_nonnull (strstr (error->message, "rights of the file"));
}

static void
test_read_only_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  make_journal (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  assert_may_not_be_written (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  assert_may_not_be_written (fixture);
  assert_mode (fixture->path, 0400);

  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
  g_assert_true (geteuid () != 0 || chown (fixture->path, 65534, 65534) == 0);
  g_assert_true (g_file_set_contents (log, "", 0, NULL));
  g_assert_cmpint (g_chmod (log, 0400), ==, 0);
  assert_may_not_be_written (fixture);
}

/* The lock file is the first thing that is written, so it is the first to find no room. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  struct rlimit before;
  FielJournalStore *store;
  g_autoptr (GError) made = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &(struct rlimit){ 16, before.rlim_max }), ==, 0);
  store = fiel_sample_open (fixture->path, &made);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_null (store);
  g_assert_error (made, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
  g_assert_nonnull (strstr (made->message, "is full. Make room on it"));
  g_assert_nonnull (strstr (made->message, fixture->path));
  g_assert_null (strstr (made->message, ".lock"));
  assert_file_names (fixture, "");
  make_journal (fixture);
}

/* What the system says of a folder decides what a person has to do about it. */
static void
test_folder_words (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int number;
    FielJournalError code;
    const char *words;
  } rows[] = {
    { ENOSPC, FIEL_JOURNAL_ERROR_STORAGE, "is full. Make room on it" },
    { EDQUOT, FIEL_JOURNAL_ERROR_STORAGE, "is full. Make room on it" },
    { EACCES, FIEL_JOURNAL_ERROR_FOLDER, "Check that the folder is yours" },
    { EROFS, FIEL_JOURNAL_ERROR_FOLDER, "is not read-only" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      fiel_journal_error_set_folder (&error, fixture->path, rows[i].number);
      g_assert_error (error, FIEL_JOURNAL_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].words));
      g_assert_nonnull (strstr (error->message, fixture->path));
    }
}

static void
test_held_by_sqlite (Fixture *fixture, gconstpointer data)
{
  sqlite3 *other = NULL;

  make_journal (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  assert_refused (fixture, FIEL_JOURNAL_ERROR_IN_USE, "another program");
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
}

static void
test_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalEvent) opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, "Ana");
  g_autofree char *process = g_strdup_printf ("process %d", (int) getpid ());
  FielJournalStore *first;

  fiel_journal_event_set_time (opened, FIEL_SAMPLE_WALL_US, 0, FIEL_SAMPLE_BOOT_ID);
  first = fiel_journal_store_open (fixture->path, "Caja 7", "fielctl", opened, NULL, &fixture->error);
  g_assert_no_error (fixture->error);

  assert_refused (fixture, FIEL_JOURNAL_ERROR_IN_USE, "fielctl");
  g_assert_nonnull (strstr (fixture->error->message, "Caja 7"));
  g_assert_nonnull (strstr (fixture->error->message, "2026-01-01 00:00:00 UTC"));
  g_assert_nonnull (strstr (fixture->error->message, process));

  fiel_journal_store_close (first);
  fiel_journal_store_close (fiel_sample_open_fine (fixture->path));
  assert_file_names (fixture, "journal.db ");
}

/* A lock file that nobody holds is no obstacle, whatever is in it; one that is held is, even without a name in it. */
static void
test_stale_lock (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock_path = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr (FielJournalLock) lock = NULL;

  g_file_set_contents (lock_path, "[Held]\nprogram=fiel\nprocess=1\ntill=Caja 1\nsince=yesterday\n", -1, NULL);
  make_journal (fixture);
  g_file_set_contents (lock_path, "\0garbage", 8, NULL);
  fiel_journal_store_close (fiel_sample_open_fine (fixture->path));

  lock = fiel_journal_lock_take (fixture->path, "fiel", "Caja 1", 0, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (truncate (lock_path, 0), ==, 0);
  assert_refused (fixture, FIEL_JOURNAL_ERROR_IN_USE, "another program");
}

#define TEST(name, func) g_test_add ("/journal/file/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("create", test_create);
  TEST ("rights-of-others", test_rights_of_others);
  TEST ("reopen", test_reopen);
  TEST ("not-a-journal", test_not_a_journal);
  TEST ("empty", test_empty);
  TEST ("versions", test_versions);
  TEST ("refused-half-way", test_refused_half_way);
  TEST ("truncated", test_truncated);
  TEST ("damaged-pages", test_damaged_pages);
  TEST ("broken-rules", test_broken_rules);
  TEST ("tampered-tail", test_tampered_tail);
  TEST ("missing-guards", test_missing_guards);
  TEST ("more-guards", test_more_guards);
  TEST ("projection-behind", test_projection_behind);
  TEST ("tampered-recent-row", test_tampered_recent_row);
  TEST ("tampered-open-row", test_tampered_open_row);
  TEST ("row-unlike-its-index", test_row_unlike_its_index);
  TEST ("open-payment-not-indexed", test_open_payment_not_indexed);
  TEST ("alert-not-indexed", test_alert_not_indexed);
  TEST ("closed-payment-among-the-open", test_closed_payment_among_the_open);
  TEST ("only-log", test_only_log);
  TEST ("draft-left", test_draft_left);
  TEST ("below-a-file", test_below_a_file);
  TEST ("read-only-folder", test_read_only_folder);
  TEST ("read-only-file", test_read_only_file);
  TEST ("held-by-sqlite", test_held_by_sqlite);
  TEST ("in-use", test_in_use);
  TEST ("stale-lock", test_stale_lock);
  TEST ("no-room", test_no_room);
  TEST ("folder-words", test_folder_words);

  return g_test_run ();
}
