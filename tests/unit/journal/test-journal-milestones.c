/* test-journal-milestones.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-samples.h"
#include "fiel-journal-schema.h"
#include "fiel-journal-store-private.h"
#include "fiel-journal-verify.h"
#include "fiel-test.h"

#include <string.h>

/* Shifts without gaps, batches, receipts counted one by one, the record that closed an attempt, and returns without a
 * sale of this journal. */

typedef struct
{
  char *folder;            /* owned */
  char *path;              /* owned */
  FielJournalStore *store; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fiel_test_make_dir ();
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
  fixture->store = fiel_sample_open_fine (fixture->path);
  fiel_sample_approve (fixture->store, "a1", 1, 100);
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
make_note (const char *attempt_id, const char *name, const char *value)
{
  FielJournalEvent *note = fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, attempt_id);

  fiel_journal_event_set (note, name, value);

  return note;
}

/* @through: 0: the record before it */
static FielJournalEvent *
make_shift (Fixture *fixture, const char *number, const char *act, gint64 through)
{
  FielJournalEvent *note = make_note (NULL, FIEL_FIELD_SHIFT, number);

  fiel_journal_event_set (note, FIEL_FIELD_SHIFT_ACT, act);
  if (g_strcmp0 (act, "closed") == 0 && through >= 0)
    fiel_journal_event_set_int (note, FIEL_FIELD_THROUGH, through != 0 ? through : fixture->store->last_seq);

  return note;
}

static void
refuse (Fixture *fixture, FielJournalEvent *event, FielJournalError code, const char *words)
{
  const gint64 last_seq = fixture->store->last_seq;
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_sample_try (fixture->store, FIEL_JOURNAL_DURABLE, &error, event, NULL));
  g_assert_error (error, FIEL_JOURNAL_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_cmpint (fixture->store->last_seq, ==, last_seq);
}

/* "number since opened closed", one shift a word group, the current one first. */
static char *
list_shifts (Fixture *fixture, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shifts = fiel_journal_store_list_shifts (fixture->store, limit, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < shifts->len; i++)
    {
      const FielShiftRecord *shift = g_ptr_array_index (shifts, i);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT
                                    ":%" G_GINT64_FORMAT,
                              i > 0 ? " " : "", shift->number, shift->since_seq,
                              shift->opened != NULL ? fiel_journal_event_get_seq (shift->opened) : 0,
                              shift->closed != NULL ? fiel_journal_event_get_seq (shift->closed) : 0);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_shifts (Fixture *fixture, guint limit, const char *expected)
{
  g_autofree char *found = list_shifts (fixture, limit);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_sound (Fixture *fixture, gint64 first_bad_seq, const char *words)
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
}

/* There is always a current shift, whether somebody opened it or not, and nothing falls between two. */
static void
test_shifts (Fixture *fixture, gconstpointer data)
{
  assert_shifts (fixture, 0, "1:0:0:0");
  fiel_sample_append (fixture->store, make_shift (fixture, "1", "closed", 0));          /* 4 */
  assert_shifts (fixture, 0, "2:4:0:0 1:0:0:4");
  fiel_sample_append (fixture->store, make_shift (fixture, "2", "opened", 0));          /* 5 */
  fiel_sample_approve (fixture->store, "a2", 2, 100);                                   /* 6, 7 */
  assert_shifts (fixture, 0, "2:4:5:0 1:0:0:4");
  fiel_sample_append (fixture->store, make_shift (fixture, "2", "closed", 0));          /* 8 */
  assert_shifts (fixture, 0, "3:8:0:0 2:4:5:8 1:0:0:4");
  assert_shifts (fixture, 2, "3:8:0:0 2:4:5:8");
  assert_shifts (fixture, 1, "3:8:0:0");
  open_again (fixture);
  assert_shifts (fixture, 0, "3:8:0:0 2:4:5:8 1:0:0:4");
  assert_sound (fixture, 0, NULL);
}

static void
test_wrong_shifts (Fixture *fixture, gconstpointer data)
{
  refuse (fixture, make_shift (fixture, "2", "closed", 0), FIEL_JOURNAL_ERROR_REFUSED, "current one");
  refuse (fixture, make_shift (fixture, "2", "opened", 0), FIEL_JOURNAL_ERROR_REFUSED, "current one");
  refuse (fixture, make_shift (fixture, "0", "opened", 0), FIEL_JOURNAL_ERROR_REFUSED, "which shift");
  refuse (fixture, make_shift (fixture, "one", "opened", 0), FIEL_JOURNAL_ERROR_REFUSED, "which shift");
  refuse (fixture, make_shift (fixture, NULL, "opened", 0), FIEL_JOURNAL_ERROR_REFUSED, "which shift");
  refuse (fixture, make_shift (fixture, "1", "paused", 0), FIEL_JOURNAL_ERROR_REFUSED, "nothing else");
  refuse (fixture, make_shift (fixture, "1", "closed", -1), FIEL_JOURNAL_ERROR_REFUSED, "up to which record");
  refuse (fixture, make_note ("a1", FIEL_FIELD_BATCH, "term-1"), FIEL_JOURNAL_ERROR_REFUSED, "no single attempt");
  fiel_sample_append (fixture->store, make_shift (fixture, "1", "opened", 0));
  refuse (fixture, make_shift (fixture, "1", "opened", 0), FIEL_JOURNAL_ERROR_REFUSED, "already");
  assert_sound (fixture, 0, NULL);
}

/* What was appended after the report was made is in no report, so the shift stays open. */
static void
test_outdated_report (Fixture *fixture, gconstpointer data)
{
  const gint64 through = fixture->store->last_seq;

  fiel_sample_append (fixture->store, fiel_sample_intent ("a2", 2, 100, 100, "term-1"));
  refuse (fixture, make_shift (fixture, "1", "closed", through), FIEL_JOURNAL_ERROR_OUTDATED, "look again");
  assert_shifts (fixture, 0, "1:0:0:0");
  fiel_sample_append (fixture->store, make_shift (fixture, "1", "closed", 0));
  assert_shifts (fixture, 1, "2:5:0:0");
}

static gint64
find_batch_close (Fixture *fixture, const char *terminal)
{
  g_autoptr (GError) error = NULL;
  gint64 seq = -1;

  g_assert_true (fiel_journal_store_find_batch_close (fixture->store, terminal, &seq, &error));
  g_assert_no_error (error);

  return seq;
}

static void
test_batches (Fixture *fixture, gconstpointer data)
{
  static const char *const attacks[] = {
    "UPDATE milestone SET subject = '9'",
    "DELETE FROM milestone",
    "INSERT INTO milestone SELECT max (seq) + 1, 'batch-closed', 'term-1' FROM events",
  };

  g_assert_cmpint (find_batch_close (fixture, "term-1"), ==, 0);
  fiel_sample_append (fixture->store, make_note (NULL, FIEL_FIELD_BATCH, "term-1"));
  fiel_sample_append (fixture->store, make_note (NULL, FIEL_FIELD_BATCH, "term-2"));
  g_assert_cmpint (find_batch_close (fixture, "term-1"), ==, 4);
  fiel_sample_append (fixture->store, make_note (NULL, FIEL_FIELD_BATCH, "term-1"));
  g_assert_cmpint (find_batch_close (fixture, "term-1"), ==, 6);
  g_assert_cmpint (find_batch_close (fixture, "term-2"), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    g_assert_cmpint (sqlite3_exec (fixture->store->database, attacks[i], NULL, NULL, NULL), !=, SQLITE_OK);
  sqlite3_set_authorizer (fixture->store->database, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    g_assert_cmpint (sqlite3_exec (fixture->store->database, attacks[i], NULL, NULL, NULL), !=, SQLITE_OK);
  assert_sound (fixture, 0, NULL);
}

static void
test_prints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttemptRecord) record = NULL;

  refuse (fixture, make_note ("a1", FIEL_FIELD_PRINTED, "2"), FIEL_JOURNAL_ERROR_REFUSED, "next receipt");
  fiel_sample_append (fixture->store, make_note ("a1", FIEL_FIELD_PRINTED, "1"));
  refuse (fixture, make_note ("a1", FIEL_FIELD_PRINTED, "1"), FIEL_JOURNAL_ERROR_REFUSED, "next receipt");
  fiel_sample_append (fixture->store, make_note ("a1", FIEL_FIELD_PRINTED, "2"));
  open_again (fixture);
  record = fiel_sample_attempt (fixture->store, "a1");
  g_assert_cmpuint (record->n_prints, ==, 2);
  g_assert_cmpint (record->outcome, ==, FIEL_OUTCOME_APPROVED);
  assert_sound (fixture, 0, NULL);
}

static char *
list_closed (Fixture *fixture, gint64 after, gint64 until)
{
  const FielAttemptFilter filter = { .closed_after_seq = after, .closed_until_seq = until };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = fiel_journal_store_list_attempts (fixture->store, &filter, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s%s:%" G_GINT64_FORMAT, i > 0 ? " " : "", record->attempt_id,
                              record->closed_seq);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_closed (Fixture *fixture, gint64 after, gint64 until, const char *expected)
{
  g_autofree char *found = list_closed (fixture, after, until);

  g_assert_cmpstr (found, ==, expected);
}

/* Every attempt belongs to the shift that its end fell into. */
static void
test_closed_between (Fixture *fixture, gconstpointer data)
{
  fiel_sample_append (fixture->store, fiel_sample_intent ("a2", 2, 100, 100, "term-1"));   /* 4 */
  fiel_sample_append (fixture->store, fiel_sample_state ("a2", "unknown", NULL));
  fiel_sample_append (fixture->store, fiel_sample_state ("a2", "closed", "declined"));     /* 6 */
  fiel_sample_append (fixture->store, make_note ("a2", FIEL_FIELD_PARKED, "1"));
  fiel_sample_append (fixture->store, fiel_sample_intent ("a3", 3, 100, 100, "term-1"));
  assert_closed (fixture, 1, 0, "a2:6 a1:3");
  assert_closed (fixture, 3, 0, "a2:6");
  assert_closed (fixture, 1, 5, "a1:3");
  assert_closed (fixture, 6, 0, "");
}

static void
test_returns_of_a_sale (Fixture *fixture, gconstpointer data)
{
  const FielAttemptFilter filter = { .original = "a1" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fiel_sample_append (fixture->store, fiel_sample_refund ("r1", 1, 40, "a1"));
  fiel_sample_append (fixture->store, fiel_sample_state ("r1", "closed", "approved"));
  fiel_sample_append (fixture->store, fiel_sample_refund ("r2", 1, 60, "a1"));
  rows = fiel_journal_store_list_attempts (fixture->store, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((FielAttemptRecord *) g_ptr_array_index (rows, 0))->attempt_id, ==, "r2");
}

static FielJournalEvent *
make_return (const char *attempt_id, gint64 ticket_id, gint64 due, gint64 amount)
{
  FielJournalEvent *event = fiel_sample_intent (attempt_id, ticket_id, due, amount, "term-1");

  fiel_journal_event_set (event, FIEL_FIELD_KIND, "refund");

  return event;
}

/* A return without a sale has a ticket of its own, which takes nothing else. */
static void
test_return_without_a_sale (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielTicketRecord) ticket = NULL;
  g_autoptr (GError) error = NULL;

  refuse (fixture, make_return ("r1", 1, 100, 50), FIEL_JOURNAL_ERROR_REFUSED, "ticket");
  refuse (fixture, make_return ("r1", 2, 50, 51), FIEL_JOURNAL_ERROR_OVER_DUE, "give back");
  fiel_sample_append (fixture->store, make_return ("r1", 2, 50, 50));
  fiel_sample_append (fixture->store, fiel_sample_state ("r1", "closed", "approved"));
  refuse (fixture, make_return ("r2", 2, 50, 1), FIEL_JOURNAL_ERROR_OVER_DUE, "give back");
  refuse (fixture, fiel_sample_intent ("a2", 2, 50, 50, "term-1"), FIEL_JOURNAL_ERROR_REFUSED, "ticket");

  ticket = fiel_journal_store_look_up_ticket (fixture->store, "T2", &error);
  g_assert_no_error (error);
  g_assert_cmpint (ticket->ticket_id, ==, 0);
  assert_sound (fixture, 0, NULL);
}

/* A return that may not have happened is not counted as money that went back. */
static void
test_doubtful_return (Fixture *fixture, gconstpointer data)
{
  fiel_sample_append (fixture->store, fiel_sample_refund ("r1", 1, 100, "a1"));
  fiel_sample_append (fixture->store, fiel_sample_state ("r1", "closed", "approved"));
  fiel_sample_append (fixture->store, fiel_sample_event (FIEL_JOURNAL_TYPE_CONFLICT, "r1"));
  refuse (fixture, fiel_sample_intent ("a2", 1, 100, 100, "term-1"), FIEL_JOURNAL_ERROR_OVER_DUE, "paid");
}

/* The list of an older version is made anew from its records, whatever they hold. */
static void
test_migration (Fixture *fixture, gconstpointer data)
{
  const int version = GPOINTER_TO_INT (data);
  g_autoptr (FielAttemptRecord) closed = NULL;
  g_autoptr (FielAttemptRecord) open = NULL;

  fiel_sample_append (fixture->store, fiel_sample_intent ("a2", 2, 100, 100, "term-1"));
  fiel_sample_append (fixture->store, fiel_sample_state ("a2", "unknown", NULL));
  fiel_sample_append (fixture->store, make_note ("a1", FIEL_FIELD_TEXT, "state closed"));
  g_clear_pointer (&fixture->store, fiel_journal_store_close);
  fiel_sample_age (fixture->path, version);
  fixture->store = fiel_sample_open_fine (fixture->path);
  closed = fiel_sample_attempt (fixture->store, "a1");
  open = fiel_sample_attempt (fixture->store, "a2");
  g_assert_cmpint (closed->closed_seq, ==, 3);
  g_assert_cmpint (open->closed_seq, ==, 0);
  assert_shifts (fixture, 0, "1:0:0:0");
  assert_sound (fixture, 0, NULL);
}

typedef struct
{
  const char *sql;
  gint64 first_bad_seq;
  const char *words;
} Tampering;

/* 1 opened; 2, 3 a1; 4 shift 1 closed; 5 a batch */
static const Tampering tamperings[] = {
  { "DELETE FROM milestone WHERE seq = 5", 5, "1 notes" },
  { "UPDATE milestone SET subject = '2' WHERE seq = 4", 4, "record 4" },
  { "UPDATE milestone SET subject = 'term-2' WHERE seq = 5", 5, "record 5" },
  { "INSERT INTO milestone VALUES (2, 'batch-closed', 'term-1')", 2, "record 2" },
  { "UPDATE attempt SET closed_seq = 2 WHERE attempt_id = 'a1'", 2, "record 2" },
  { "UPDATE attempt SET n_prints = 1 WHERE attempt_id = 'a1'", 2, "record 2" },
};

static void
test_tampering (Fixture *fixture, gconstpointer data)
{
  const Tampering *tampering = data;

  fiel_sample_append (fixture->store, make_shift (fixture, "1", "closed", 0));
  fiel_sample_append (fixture->store, make_note (NULL, FIEL_FIELD_BATCH, "term-1"));
  sqlite3_set_authorizer (fixture->store->database, NULL, NULL);
  sqlite3_db_config (fixture->store->database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  g_assert_cmpint (sqlite3_exec (fixture->store->database, tampering->sql, NULL, NULL, NULL), ==, SQLITE_OK);
  assert_sound (fixture, tampering->first_bad_seq, tampering->words);
}

#define TEST(name, data, func) g_test_add ("/journal/milestones/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("shifts", NULL, test_shifts);
  TEST ("wrong-shifts", NULL, test_wrong_shifts);
  TEST ("outdated-report", NULL, test_outdated_report);
  TEST ("batches", NULL, test_batches);
  TEST ("prints", NULL, test_prints);
  TEST ("closed-between", NULL, test_closed_between);
  TEST ("returns-of-a-sale", NULL, test_returns_of_a_sale);
  TEST ("return-without-a-sale", NULL, test_return_without_a_sale);
  TEST ("doubtful-return", NULL, test_doubtful_return);
  TEST ("migration-from-1", GINT_TO_POINTER (1), test_migration);
  TEST ("migration-from-2", GINT_TO_POINTER (2), test_migration);
  TEST ("migration-from-3", GINT_TO_POINTER (3), test_migration);
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/journal/milestones/tampering/%u", i + 1);

      g_test_add (path, Fixture, &tamperings[i], set_up, test_tampering, tear_down);
    }

  return g_test_run ();
}
