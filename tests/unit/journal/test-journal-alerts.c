/* test-journal-alerts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-samples.h"
#include "fiel-journal-schema.h"
#include "fiel-journal-store-private.h"
#include "fiel-journal-verify.h"
#include "fiel-test.h"

#include <string.h>

/* What a person has to look at: it is there by itself, it stays until somebody looked, and nothing else takes it away. */

typedef struct
{
  char *folder;            /* owned */
  char *path;              /* owned */
  FielJournalStore *store; /* owned */
} Fixture;

/* 1 opened; 2, 3 a1 approved; 4 conflict about a1; 5 a late word about a1; 6 a message that belongs to nobody */
#define CONFLICT 4
#define LATE 5
#define UNMATCHED 6

static void
set_up (Fixture *fixture, gconstpointer data)
{
  FielJournalEvent *unmatched = fiel_sample_event (FIEL_JOURNAL_TYPE_STRAY, NULL);

  fixture->folder = fiel_test_make_dir ();
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
  fixture->store = fiel_sample_open_fine (fixture->path);
  fiel_sample_approve (fixture->store, "a1", 1, 100);
  fiel_sample_append (fixture->store, fiel_sample_event (FIEL_JOURNAL_TYPE_CONFLICT, "a1"));
  fiel_sample_append (fixture->store, fiel_sample_event (FIEL_JOURNAL_TYPE_STRAY, "a1"));
  fiel_journal_event_set (unmatched, FIEL_FIELD_TEXT, "who is this?");
  fiel_sample_append (fixture->store, unmatched);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, fiel_journal_store_close);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
open_again (Fixture *fixture)
{
  g_clear_pointer (&fixture->store, fiel_journal_store_close);
  fixture->store = fiel_sample_open_fine (fixture->path);
}

static FielJournalEvent *
make_look (const char *attempt_id, const char *seen)
{
  FielJournalEvent *note = fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, attempt_id);

  fiel_journal_event_set (note, FIEL_FIELD_SEEN, seen);

  return note;
}

/* The numbers of what is there to be looked at, newest first. */
static char *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = fiel_journal_store_list_alerts (fixture->store, &error);
  GString *numbers = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < alerts->len; i++)
    {
      const FielAlertRecord *alert = g_ptr_array_index (alerts, i);

      g_string_append_printf (numbers, "%s%" G_GINT64_FORMAT "%s%s", numbers->len > 0 ? " " : "",
                              fiel_journal_event_get_seq (alert->event), alert->attempt != NULL ? ":" : "",
                              alert->attempt != NULL ? alert->attempt->attempt_id : "");
    }

  return g_string_free (numbers, FALSE);
}

#define assert_alerts(fixture, expected) \
  G_STMT_START \
  { \
    g_autofree char *listed_ = list (fixture); \
    g_assert_cmpstr (listed_, ==, expected); \
  } \
  G_STMT_END

static void
test_list (Fixture *fixture, gconstpointer data)
{
  assert_alerts (fixture, "6 4:a1");
  open_again (fixture);
  assert_alerts (fixture, "6 4:a1");
}

static void
test_look (Fixture *fixture, gconstpointer data)
{
  fiel_sample_append (fixture->store, make_look ("a1", "4"));
  assert_alerts (fixture, "6");
  fiel_sample_append (fixture->store, make_look (NULL, "6"));
  assert_alerts (fixture, "");
  open_again (fixture);
  assert_alerts (fixture, "");
}

static void
assert_look_refused (Fixture *fixture, const char *seen, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_sample_try (fixture->store, FIEL_JOURNAL_DURABLE, &error, make_look (NULL, seen), NULL));
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, words));
}

/* Refused, and the journal goes on as if nobody had asked. */
static void
test_wrong_look (Fixture *fixture, gconstpointer data)
{
  assert_look_refused (fixture, "5", "nothing to look at");
  assert_look_refused (fixture, "99", "nothing to look at");
  assert_look_refused (fixture, "-4", "nothing to look at");
  assert_look_refused (fixture, "four", "which record");
  fiel_sample_append (fixture->store, make_look ("a1", "4"));
  assert_look_refused (fixture, "4", "looked at it already");
  assert_alerts (fixture, "6");
}

static int
run (Fixture *fixture, const char *sql)
{
  return sqlite3_exec (fixture->store->database, sql, NULL, NULL, NULL);
}

static void
test_guards (Fixture *fixture, gconstpointer data)
{
  static const char *const attacks[] = {
    "INSERT INTO alert (seq) VALUES (2)",
    "INSERT INTO alert (seq, seen_seq) SELECT max (seq), NULL FROM events",
    "UPDATE alert SET seen_seq = 6 WHERE seq = 4",
    "UPDATE alert SET seq = 5 WHERE seq = 4",
    "DELETE FROM alert",
  };

  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    g_assert_cmpint (run (fixture, attacks[i]), !=, SQLITE_OK);
  sqlite3_set_authorizer (fixture->store->database, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    g_assert_cmpint (run (fixture, attacks[i]), !=, SQLITE_OK);
  assert_alerts (fixture, "6 4:a1");
}

/* What was looked at stays looked at. */
static void
test_seen_stays (Fixture *fixture, gconstpointer data)
{
  fiel_sample_append (fixture->store, make_look ("a1", "4"));
  fiel_sample_append (fixture->store, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL));
  sqlite3_set_authorizer (fixture->store->database, NULL, NULL);
  g_assert_cmpint (run (fixture, "UPDATE alert SET seen_seq = NULL WHERE seq = 4"), !=, SQLITE_OK);
  g_assert_cmpint (run (fixture, "UPDATE alert SET seen_seq = 8 WHERE seq = 4"), !=, SQLITE_OK);
  assert_alerts (fixture, "6");
}

/* A journal of the version before has no such list: it is made from its records. */
static void
test_migration (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, fiel_journal_store_close);
  fiel_sample_age (fixture->path, 1);
  fixture->store = fiel_sample_open_fine (fixture->path);
  assert_alerts (fixture, "6 4:a1");
}

static gint64
read_version (Fixture *fixture)
{
  sqlite3 *database = NULL;
  gint64 version = -1;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (fiel_journal_schema_read_int (database, "PRAGMA user_version", &version), ==, SQLITE_OK);
  sqlite3_close (database);

  return version;
}

/* One that is damaged is left as it was found, so that the version that wrote it can still read it. */
static void
test_migration_of_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->store, fiel_journal_store_close);
  fiel_sample_age (fixture->path, 1);
  fiel_sample_run (fixture->path, "DROP TRIGGER ticket_update");
  g_assert_null (fiel_sample_open (fixture->path, &error));
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_DAMAGED);
  g_assert_cmpint (read_version (fixture), ==, 1);
}

static void
assert_verdict (Fixture *fixture, gint64 first_bad_seq, const char *words)
{
  g_autoptr (FielJournalVerifier) verifier = fiel_journal_verifier_new (NULL);
  g_autoptr (FielJournalVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  while (!done)
    {
      fiel_journal_verifier_step (verifier, fixture->store, &done, &error);
      g_assert_no_error (error);
    }

  verdict = fiel_journal_verifier_take_verdict (verifier);
  g_assert_cmpint (verdict->first_bad_seq, ==, first_bad_seq);
  if (words != NULL)
    g_assert_nonnull (strstr (verdict->complaint, words));
  else
    g_assert_null (verdict->complaint);
}

static void
test_verification (Fixture *fixture, gconstpointer data)
{
  assert_verdict (fixture, 0, NULL);
  fiel_sample_append (fixture->store, make_look ("a1", "4"));
  assert_verdict (fixture, 0, NULL);
}

typedef struct
{
  const char *sql;
  gint64 first_bad_seq;
  const char *words;
} Tampering;

static const Tampering tamperings[] = {
  { "DELETE FROM alert WHERE seq = 4", 7, "1 messages" },
  { "UPDATE alert SET seen_seq = 7 WHERE seq = 6", 6, "record 6" },
  { "UPDATE alert SET seen_seq = NULL WHERE seq = 4", 7, "0 of them seen" },
  { "INSERT INTO alert (seq) VALUES (2)", 2, "record 2" },
};

static void
test_tampering (Fixture *fixture, gconstpointer data)
{
  const Tampering *tampering = data;

  fiel_sample_append (fixture->store, make_look ("a1", "4"));
  sqlite3_set_authorizer (fixture->store->database, NULL, NULL);
  sqlite3_db_config (fixture->store->database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  g_assert_cmpint (run (fixture, tampering->sql), ==, SQLITE_OK);
  assert_verdict (fixture, tampering->first_bad_seq, tampering->words);
}

#define alert_test(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  alert_test ("/journal/alerts/list", NULL, test_list);
  alert_test ("/journal/alerts/look", NULL, test_look);
  alert_test ("/journal/alerts/wrong-look", NULL, test_wrong_look);
  alert_test ("/journal/alerts/guards", NULL, test_guards);
  alert_test ("/journal/alerts/seen-stays", NULL, test_seen_stays);
  alert_test ("/journal/alerts/migration", NULL, test_migration);
  alert_test ("/journal/alerts/migration-of-damaged", NULL, test_migration_of_damaged);
  alert_test ("/journal/alerts/verification", NULL, test_verification);
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/journal/alerts/tampering/%u", i + 1);

      alert_test (path, &tamperings[i], test_tampering);
    }

  return g_test_run ();
}
