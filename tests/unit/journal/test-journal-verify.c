/* test-journal-verify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-fill.h"
#include "fiel-journal-samples.h"
#include "fiel-journal-store-private.h"
#include "fiel-journal-verify.h"

#include <string.h>

/* Tampering, by somebody who got past every guard: the verification names the first record that is wrong. */

typedef struct
{
  FielJournalStore *store; /* owned */
} Fixture;

#define N_EVENTS 12

/* 1 opened; 2, 3 a1; 4, 5 a2; 6, 7 a3; 8, 9, 10 a4 with a conflict; 11, 12 a5, open */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = fiel_sample_open_fine (FIEL_JOURNAL_STORE_MEMORY);
  fiel_sample_approve (fixture->store, "a1", 1, 100);
  fiel_sample_approve (fixture->store, "a2", 2, 200);
  fiel_sample_approve (fixture->store, "a3", 3, 300);
  fiel_sample_append (fixture->store, fiel_sample_intent ("a4", 4, 400, 400, "term-1"));
  fiel_sample_append (fixture->store, fiel_sample_state ("a4", "closed", "not-executed"));
  fiel_sample_append (fixture->store, fiel_sample_event (FIEL_JOURNAL_TYPE_CONFLICT, "a4"));
  fiel_sample_append (fixture->store, fiel_sample_intent ("a5", 5, 500, 500, "term-1"));
  fiel_sample_append (fixture->store, fiel_sample_state ("a5", "unknown", NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fiel_journal_store_close (fixture->store);
}

static FielJournalVerdict *
verify (Fixture *fixture, const char *expected_head)
{
  g_autoptr (FielJournalVerifier) verifier = fiel_journal_verifier_new (expected_head);
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  while (!done)
    {
      fiel_journal_verifier_step (verifier, fixture->store, &done, &error);
      g_assert_no_error (error);
    }

  return fiel_journal_verifier_take_verdict (verifier);
}

/* Runs @sql behind the guards' back. */
static void
tamper (Fixture *fixture, const char *sql)
{
  sqlite3 *database = fixture->store->database;
  char *message = NULL;

  sqlite3_set_authorizer (database, NULL, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
  sqlite3_exec (database, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_total_changes (database), >, 0);
}

static char *
hash_of (Fixture *fixture, gint64 seq)
{
  g_autoptr (GPtrArray) events = fiel_journal_store_list_events (fixture->store, NULL, seq - 1, 1, NULL);

  return g_strdup (fiel_journal_event_get_hash (events->pdata[0]));
}

static void
test_clean (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalVerdict) verdict = verify (fixture, NULL);
  g_autofree char *head = hash_of (fixture, N_EVENTS);

  g_assert_cmpstr (verdict->complaint, ==, NULL);
  g_assert_cmpint (verdict->first_bad_seq, ==, 0);
  g_assert_cmpint (verdict->n_events, ==, N_EVENTS);
  g_assert_cmpstr (verdict->head, ==, head);
}

typedef struct
{
  const char *name;
  const char *sql;
  gint64 first_bad_seq;
  const char *says;
} Tampering;

static const Tampering tamperings[] = {
  { "edit-payload", "UPDATE events SET payload = zeroblob (0) WHERE seq = 5", 5, "changed" },
  { "edit-wall", "UPDATE events SET wall_us = wall_us + 1 WHERE seq = 5", 5, "changed" },
  { "edit-boot", "UPDATE events SET boot_us = boot_us + 1 WHERE seq = 5", 5, "changed" },
  { "edit-boot-id", "UPDATE events SET boot_id = 'x' WHERE seq = 5", 5, "changed" },
  { "edit-actor", "UPDATE events SET actor = 'Eve' WHERE seq = 5", 5, "changed" },
  { "edit-type", "UPDATE events SET type = 'note' WHERE seq = 5", 5, "changed" },
  { "edit-attempt", "UPDATE events SET attempt_id = 'a1' WHERE seq = 5", 5, "changed" },
  { "edit-attempt-null", "UPDATE events SET attempt_id = NULL WHERE seq = 5", 5, "changed" },
  { "edit-chain", "UPDATE events SET chain_id = 'x' WHERE seq = 5", 5, "changed" },
  { "edit-version", "UPDATE events SET payload_version = 2 WHERE seq = 5", 5, "changed" },
  { "edit-hash", "UPDATE events SET hash = zeroblob (32) WHERE seq = 5", 5, "changed" },
  { "edit-prev-hash", "UPDATE events SET prev_hash = zeroblob (32) WHERE seq = 5", 5, "changed" },
  { "short-hash", "UPDATE events SET hash = x'00' WHERE seq = 5", 5, "shape" },
  { "edit-first", "UPDATE events SET actor = 'Eve' WHERE seq = 1", 1, "changed" },
  { "edit-last", "UPDATE events SET actor = 'Eve' WHERE seq = 12", 12, "changed" },
  { "delete", "DELETE FROM events WHERE seq = 5", 5, "missing" },
  { "delete-first", "DELETE FROM events WHERE seq = 1", 1, "missing" },
  { "close-the-gap", "DELETE FROM events WHERE seq = 5; UPDATE events SET seq = seq - 1 WHERE seq > 5", 5, "changed" },
  { "swap", "UPDATE events SET seq = 100 WHERE seq = 5; UPDATE events SET seq = 5 WHERE seq = 6;"
            "UPDATE events SET seq = 6 WHERE seq = 100", 5, "changed" },
  { "duplicate", "INSERT INTO events SELECT 13, chain_id, type, attempt_id, actor, wall_us, boot_us, boot_id,"
                 " payload_version, payload, prev_hash, hash FROM events WHERE seq = 12", 13, "changed" },
  { "copy-over", "DELETE FROM events WHERE seq = 6; INSERT INTO events SELECT 6, chain_id, type, attempt_id, actor,"
                 " wall_us, boot_us, boot_id, payload_version, payload, prev_hash, hash FROM events WHERE seq = 5",
    6, "changed" },
  { "before-the-first", "INSERT INTO events SELECT -1, chain_id, type, attempt_id, actor, wall_us, boot_us, boot_id,"
                        " payload_version, payload, prev_hash, hash FROM events WHERE seq = 1", -1, "does not belong" },
  { "cut-off-here", "DELETE FROM events WHERE seq > 9", 10, "missing" },

  { "outcome", "UPDATE attempt SET outcome = 'declined', approved = 0 WHERE attempt_id = 'a2'", 4, "list of payments" },
  { "amount", "UPDATE attempt SET amount = 201 WHERE attempt_id = 'a2'", 4, "list of payments" },
  { "approved", "UPDATE attempt SET approved = 1 WHERE attempt_id = 'a2'", 4, "list of payments" },
  { "text", "UPDATE attempt SET provider_message = 'x' WHERE attempt_id = 'a2'", 4, "list of payments" },
  { "no-conflict", "UPDATE attempt SET conflict = 0 WHERE attempt_id = 'a4'", 8, "list of payments" },
  { "closed", "UPDATE attempt SET state = 'closed', outcome = 'not-executed' WHERE attempt_id = 'a5'", 11,
    "list of payments" },
  { "nonsense", "UPDATE attempt SET state = 'paid' WHERE attempt_id = 'a5'", 11, "list of payments" },
  { "forgotten-attempt", "DELETE FROM attempt WHERE attempt_id = 'a2'", 12, "4 attempts, the records 5" },
  { "invented-attempt", "UPDATE attempt SET attempt_id = 'zz' WHERE attempt_id = 'a2'", 4, "list of payments" },
  { "due", "UPDATE ticket SET due = 9999 WHERE id = 3", 6, "T3" },
  { "ticket-name", "UPDATE ticket SET reference = 'T9' WHERE id = 3", 6, "T9" },
  { "ticket-currency", "UPDATE ticket SET currency = 'ARS' WHERE id = 3", 6, "T3" },
  { "invented-ticket", "INSERT INTO ticket VALUES (6, 'T6', 1, 'CLP')", 12, "T6" },
};

static void
test_tampering (Fixture *fixture, gconstpointer data)
{
  const Tampering *tampering = data;
  g_autoptr (FielJournalVerdict) verdict = NULL;

  tamper (fixture, tampering->sql);
  verdict = verify (fixture, NULL);
  g_assert_cmpint (verdict->first_bad_seq, ==, tampering->first_bad_seq);
  g_assert_nonnull (verdict->complaint);
  g_assert_nonnull (strstr (verdict->complaint, tampering->says));
}

/* The head is that of the last record that is good. */
static void
test_head_of_good_part (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalVerdict) verdict = NULL;
  g_autofree char *head = hash_of (fixture, 6);

  tamper (fixture, "UPDATE events SET actor = 'Eve' WHERE seq = 7");
  verdict = verify (fixture, NULL);
  g_assert_cmpint (verdict->n_events, ==, 6);
  g_assert_cmpstr (verdict->head, ==, head);
}

static void
reread (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tamper (fixture, "UPDATE projection SET last_seq = (SELECT max (seq) FROM events)");
  fiel_journal_store_read_state (fixture->store, &error);
  g_assert_no_error (error);
}

/* A tail that was cut off, rows and all, leaves a good chain: only the remembered head knows. */
static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *head = hash_of (fixture, N_EVENTS);
  g_autofree char *earlier = hash_of (fixture, 7);
  g_autofree char *upper = g_ascii_strup (head, -1);
  g_autoptr (FielJournalVerdict) whole = verify (fixture, upper);
  g_autoptr (FielJournalVerdict) grown = verify (fixture, earlier);
  g_autoptr (FielJournalVerdict) blind = NULL;
  g_autoptr (FielJournalVerdict) cut = NULL;
  g_autoptr (FielJournalVerdict) still = NULL;

  g_assert_cmpstr (whole->complaint, ==, NULL);
  g_assert_cmpstr (grown->complaint, ==, NULL);

  tamper (fixture, "DELETE FROM events WHERE seq > 10; DELETE FROM attempt WHERE attempt_id = 'a5';"
                   "DELETE FROM ticket WHERE id = 5");
  reread (fixture);
  blind = verify (fixture, NULL);
  g_assert_cmpstr (blind->complaint, ==, NULL);
  cut = verify (fixture, head);
  g_assert_cmpint (cut->first_bad_seq, ==, 11);
  g_assert_nonnull (strstr (cut->complaint, "cut off"));
  still = verify (fixture, earlier);
  g_assert_cmpstr (still->complaint, ==, NULL);
}

static void
test_wrong_head (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalVerdict) verdict = verify (fixture, "not a head");

  g_assert_cmpint (verdict->first_bad_seq, ==, N_EVENTS + 1);
}

/* Records that come while the walk is on its way neither disturb it nor count. */
static void
test_while_appending (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalVerifier) verifier = fiel_journal_verifier_new (NULL);
  g_autoptr (FielJournalVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  guint number = 6;

  fiel_sample_append (fixture->store, fiel_sample_state ("a5", "closed", "declined"));
  fiel_journal_fill (fixture->store, number, 900, FIEL_SAMPLE_WALL_US, 1);
  number += 900;
  while (!done)
    {
      fiel_journal_verifier_step (verifier, fixture->store, &done, &error);
      g_assert_no_error (error);
      if (!done)
        fiel_journal_fill (fixture->store, number++, 1, FIEL_SAMPLE_WALL_US, 1);
    }
  verdict = fiel_journal_verifier_take_verdict (verifier);
  g_assert_cmpstr (verdict->complaint, ==, NULL);
  g_assert_cmpint (verdict->n_events, ==, N_EVENTS + 1 + 2700);
  g_assert_cmpuint (number, >, 6 + 900 + 5);
}

#define TEST(name, func) g_test_add ("/journal/verify/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("clean", test_clean);
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strconcat ("/journal/verify/tampering/", tamperings[i].name, NULL);

      g_test_add (path, Fixture, &tamperings[i], set_up, test_tampering, tear_down);
    }
  TEST ("head-of-good-part", test_head_of_good_part);
  TEST ("cut-off", test_cut_off);
  TEST ("wrong-head", test_wrong_head);
  TEST ("while-appending", test_while_appending);

  return g_test_run ();
}
