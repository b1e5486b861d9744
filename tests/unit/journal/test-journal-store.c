/* test-journal-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-samples.h"

#include <string.h>

/* What is appended, what follows from it, and what the guards of I1, I4 and I6 refuse, on a journal in memory. */

typedef struct
{
  FielJournalStore *store; /* owned */
  GError *error;           /* owned, nullable */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = fiel_sample_open_fine (FIEL_JOURNAL_STORE_MEMORY);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_error (&fixture->error);
  fiel_journal_store_close (fixture->store);
}

static gboolean
try_one (Fixture *fixture, FielJournalEvent *event)
{
  g_clear_error (&fixture->error);

  return fiel_sample_try (fixture->store, FIEL_JOURNAL_DURABLE, &fixture->error, event, NULL);
}

static void
assert_says (Fixture *fixture, const char *words)
{
  if (strstr (fixture->error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, fixture->error->message);
}

static void
test_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (GPtrArray) stored = NULL;

  g_ptr_array_add (events, fiel_sample_intent ("a1", 1, 1000, 1000, "term-1"));
  g_ptr_array_add (events, fiel_sample_state ("a1", "closed", "declined"));
  g_assert_cmpint (fiel_journal_event_get_seq (events->pdata[0]), ==, 0);
  g_assert_null (fiel_journal_event_get_hash (events->pdata[0]));
  fiel_journal_store_append (fixture->store, events, FIEL_JOURNAL_DURABLE, &fixture->error);
  g_assert_no_error (fixture->error);

  g_assert_cmpint (fiel_journal_event_get_seq (events->pdata[0]), ==, 2);
  g_assert_cmpint (fiel_journal_event_get_seq (events->pdata[1]), ==, 3);
  g_assert_cmpstr (fiel_journal_event_get_previous_hash (events->pdata[1]), ==,
                   fiel_journal_event_get_hash (events->pdata[0]));

  stored = fiel_journal_store_list_events (fixture->store, NULL, 0, 0, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (stored->len, ==, 3);
  g_assert_cmpint (fiel_journal_event_get_type_of_fact (stored->pdata[0]), ==, FIEL_JOURNAL_TYPE_OPENED);
  g_assert_cmpstr (fiel_journal_event_get (stored->pdata[0], FIEL_FIELD_TILL), ==, "Caja 2");
  for (guint i = 0; i < 2; i++)
    {
      FielJournalEvent *before = events->pdata[i];
      FielJournalEvent *after = stored->pdata[i + 1];

      g_assert_cmpstr (fiel_journal_event_get_hash (after), ==, fiel_journal_event_get_hash (before));
      g_assert_cmpstr (fiel_journal_event_get_attempt_id (after), ==, "a1");
      g_assert_cmpstr (fiel_journal_event_get_actor (after), ==, "Ana");
      g_assert_cmpstr (fiel_journal_event_get_boot_id (after), ==, FIEL_SAMPLE_BOOT_ID);
      g_assert_cmpint (fiel_journal_event_get_wall_us (after), ==, fiel_journal_event_get_wall_us (before));
      g_assert_cmpint (fiel_journal_event_get_boot_us (after), ==, fiel_journal_event_get_boot_us (before));
      g_assert_true (g_strv_equal (fiel_journal_event_get_names (after), fiel_journal_event_get_names (before)));
    }
}

static void
test_fold (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttemptRecord) record = NULL;
  FielJournalEvent *accepted = fiel_sample_state ("a1", "accepted", NULL);
  FielJournalEvent *cancel = fiel_sample_event (FIEL_JOURNAL_TYPE_CANCEL, "a1");
  FielJournalEvent *closed = fiel_sample_state ("a1", "closed", "approved");

  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 1500, 1000, "term-1"));
  record = fiel_sample_attempt (fixture->store, "a1");
  g_assert_cmpint (record->intent_seq, ==, 2);
  g_assert_cmpint (record->state, ==, FIEL_ATTEMPT_STATE_SAVED);
  g_assert_cmpint (record->kind, ==, FIEL_ATTEMPT_KIND_SALE);
  g_assert_cmpint (record->amount.minor, ==, 1000);
  g_assert_cmpstr (record->amount.currency->code, ==, "CLP");
  g_assert_cmpstr (record->terminal, ==, "term-1");
  g_assert_cmpstr (record->terminal_name, ==, "Front desk");
  g_assert_cmpstr (record->reference, ==, "T1");
  g_assert_cmpstr (record->provider, ==, "getnet");
  g_assert_cmpstr (record->intent_boot_id, ==, FIEL_SAMPLE_BOOT_ID);
  g_assert_cmpint (record->closed_wall_us, ==, 0);
  g_clear_pointer (&record, fiel_attempt_record_unref);

  fiel_journal_event_set (accepted, FIEL_FIELD_PROVIDER_ID, "4539578763621486");
  fiel_sample_append (fixture->store, accepted);
  fiel_journal_event_set (cancel, FIEL_FIELD_CANCEL, "asked");
  fiel_sample_append (fixture->store, cancel);
  fiel_journal_event_set (closed, FIEL_FIELD_LAST4, "1486");
  fiel_journal_event_set (closed, FIEL_FIELD_AUTHORIZATION, "A12345");
  fiel_journal_event_ref (closed);
  fiel_sample_append (fixture->store, closed);

  record = fiel_sample_attempt (fixture->store, "a1");
  g_assert_cmpint (record->last_seq, ==, 5);
  g_assert_cmpint (record->state, ==, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_cmpint (record->outcome, ==, FIEL_OUTCOME_APPROVED);
  g_assert_cmpint (record->cancel, ==, FIEL_CANCEL_STATE_ASKED);
  g_assert_cmpint (record->approved_minor, ==, 1000);
  g_assert_cmpint (record->closed_wall_us, ==, fiel_journal_event_get_wall_us (closed));
  g_assert_cmpstr (record->provider_id, ==, "4539578763621486");
  g_assert_cmpstr (record->last4, ==, "1486");
  g_assert_cmpstr (record->authorization, ==, "A12345");
  fiel_journal_event_unref (closed);
}

/* Each outcome, and what it says has moved of 1000. */
static void
test_approved_amounts (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *outcome;
    gint64 carried;
    gint64 approved;
  } rows[] = {
    { "approved", -1, 1000 },     { "approved", 1000, 1000 },  { "partly-approved", 400, 400 },
    { "declined", -1, 0 },        { "cancelled", -1, 0 },      { "refused", -1, 0 },
    { "not-sent", -1, 0 },        { "not-executed", -1, 0 },   { "hand-charged", -1, 1000 },
    { "hand-charged", 700, 700 }, { "hand-not-charged", -1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);
      FielJournalEvent *closed = fiel_sample_state (id, "closed", rows[i].outcome);
      g_autoptr (FielAttemptRecord) record = NULL;

      if (rows[i].carried >= 0)
        fiel_journal_event_set_int (closed, FIEL_FIELD_APPROVED, rows[i].carried);
      fiel_sample_append (fixture->store, fiel_sample_intent (id, i + 1, 1000, 1000, "term-1"));
      fiel_sample_append (fixture->store, closed);
      record = fiel_sample_attempt (fixture->store, id);
      g_assert_cmpint (record->approved_minor, ==, rows[i].approved);
    }
}

static void
test_terminal_busy (Fixture *fixture, gconstpointer data)
{
  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 12990, 12990, "term-1"));
  g_assert_false (try_one (fixture, fiel_sample_intent ("a2", 2, 500, 500, "term-1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TERMINAL_BUSY);
  assert_says (fixture, "Front desk");
  assert_says (fixture, "T1");
  assert_says (fixture, "12990 CLP");

  /* Refused is not failed: another terminal goes on, and the first after its result. */
  g_assert_true (try_one (fixture, fiel_sample_intent ("a2", 2, 500, 500, "term-2")));
  g_assert_true (try_one (fixture, fiel_sample_state ("a1", "unknown", NULL)));
  g_assert_false (try_one (fixture, fiel_sample_intent ("a3", 3, 500, 500, "term-1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TERMINAL_BUSY);
  g_assert_true (try_one (fixture, fiel_sample_state ("a1", "closed", "not-executed")));
  g_assert_true (try_one (fixture, fiel_sample_intent ("a3", 3, 500, 500, "term-1")));
}

static void
test_ticket_busy (Fixture *fixture, gconstpointer data)
{
  FielJournalEvent *same_reference = fiel_sample_intent ("a3", 2, 500, 500, "term-3");

  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 12990, 12990, "term-1"));
  g_assert_false (try_one (fixture, fiel_sample_intent ("a2", 1, 12990, 12990, "term-2")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TICKET_BUSY);
  assert_says (fixture, "T1");
  assert_says (fixture, "12990 CLP");

  fiel_journal_event_set (same_reference, FIEL_FIELD_REFERENCE, "T1");
  g_assert_false (try_one (fixture, same_reference));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TICKET_BUSY);
}

static void
test_over_due (Fixture *fixture, gconstpointer data)
{
  FielJournalEvent *partly = fiel_sample_state ("a1", "closed", "partly-approved");

  g_assert_false (try_one (fixture, fiel_sample_intent ("a0", 1, 999, 1000, "term-1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE);
  assert_says (fixture, "1000 CLP");

  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 1000, 1000, "term-1"));
  fiel_journal_event_set_int (partly, FIEL_FIELD_APPROVED, 400);
  fiel_sample_append (fixture->store, partly);

  g_assert_false (try_one (fixture, fiel_sample_intent ("a2", 1, 1000, 601, "term-1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE);
  assert_says (fixture, "1000 CLP are due");
  assert_says (fixture, "400 CLP are paid");
  fiel_sample_append (fixture->store, fiel_sample_intent ("a2", 1, 1000, 600, "term-1"));
  fiel_sample_append (fixture->store, fiel_sample_state ("a2", "closed", "approved"));
  g_assert_false (try_one (fixture, fiel_sample_intent ("a3", 1, 1000, 1, "term-1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE);
}

/* An attempt closed as "nothing moved" against which evidence came may have charged after all. */
static void
test_conflict_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielTicketRecord) ticket = NULL;
  g_autoptr (FielAttemptRecord) record = NULL;

  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 1000, 1000, "term-1"));
  fiel_sample_append (fixture->store, fiel_sample_state ("a1", "closed", "not-executed"));
  fiel_sample_append (fixture->store, fiel_sample_event (FIEL_JOURNAL_TYPE_CONFLICT, "a1"));

  g_assert_false (try_one (fixture, fiel_sample_intent ("a2", 1, 1000, 1000, "term-1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE);
  ticket = fiel_journal_store_look_up_ticket (fixture->store, "T1", NULL);
  g_assert_cmpint (ticket->open_minor, ==, 1000);
  g_assert_cmpint (ticket->approved_minor, ==, 0);

  /* Giving it back settles it. */
  fiel_sample_append (fixture->store, fiel_sample_refund ("r1", 1, 1000, "a1"));
  fiel_sample_append (fixture->store, fiel_sample_state ("r1", "closed", "approved"));
  g_assert_true (try_one (fixture, fiel_sample_intent ("a2", 1, 1000, 1000, "term-1")));
}

static void
test_refunds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielTicketRecord) ticket = NULL;

  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 1000, 1000, "term-1"));
  g_assert_false (try_one (fixture, fiel_sample_refund ("r0", 1, 100, "a1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TICKET_BUSY);
  fiel_sample_append (fixture->store, fiel_sample_state ("a1", "closed", "approved"));

  g_assert_false (try_one (fixture, fiel_sample_refund ("r0", 1, 1001, "a1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE);
  g_assert_false (try_one (fixture, fiel_sample_refund ("r0", 1, 100, "nobody")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);

  fiel_sample_append (fixture->store, fiel_sample_refund ("r1", 1, 600, "a1"));
  g_assert_false (try_one (fixture, fiel_sample_refund ("r2", 1, 400, "a1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TICKET_BUSY);
  fiel_sample_append (fixture->store, fiel_sample_state ("r1", "closed", "approved"));
  g_assert_false (try_one (fixture, fiel_sample_refund ("r2", 1, 401, "a1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE);
  assert_says (fixture, "401 CLP");

  /* What went back is due again, and not more. */
  ticket = fiel_journal_store_look_up_ticket (fixture->store, "T1", NULL);
  g_assert_cmpint (ticket->approved_minor, ==, 400);
  g_assert_false (try_one (fixture, fiel_sample_intent ("a2", 1, 1000, 601, "term-1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE);
  g_assert_true (try_one (fixture, fiel_sample_intent ("a2", 1, 1000, 600, "term-1")));
}

static void
test_closed_stays_closed (Fixture *fixture, gconstpointer data)
{
  static const char *const outcomes[] = { "approved", "cancelled", "not-executed", "hand-charged" };
  g_autoptr (FielAttemptRecord) record = NULL;
  FielJournalEvent *conflict = fiel_sample_event (FIEL_JOURNAL_TYPE_CONFLICT, "a1");
  FielJournalEvent *late = fiel_sample_state ("a1", "closed", "declined");
  FielJournalEvent *parked = fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, "a1");

  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 1000, 1000, "term-1"));
  fiel_sample_append (fixture->store, fiel_sample_state ("a1", "closed", "declined"));
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_assert_false (try_one (fixture, fiel_sample_state ("a1", "closed", outcomes[i])));
      g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
    }
  g_assert_false (try_one (fixture, fiel_sample_state ("a1", "unknown", "none")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
  assert_says (fixture, "closed");

  /* A conflict is kept whatever it carries, and moves its mark alone. */
  fiel_journal_event_set (conflict, FIEL_FIELD_STATE, "closed");
  fiel_journal_event_set (conflict, FIEL_FIELD_OUTCOME, "approved");
  fiel_journal_event_set_int (conflict, FIEL_FIELD_APPROVED, 1000);
  fiel_sample_append (fixture->store, conflict);
  fiel_journal_event_set (late, FIEL_FIELD_PROVIDER_MESSAGE, "No funds");
  fiel_sample_append (fixture->store, late);
  fiel_journal_event_set_int (parked, FIEL_FIELD_PARKED, 1);
  fiel_sample_append (fixture->store, parked);

  record = fiel_sample_attempt (fixture->store, "a1");
  g_assert_cmpint (record->outcome, ==, FIEL_OUTCOME_DECLINED);
  g_assert_cmpint (record->approved_minor, ==, 0);
  g_assert_true (record->conflict);
  g_assert_true (record->parked);
  g_assert_cmpstr (record->provider_message, ==, "No funds");
}

static void
test_words_from_outside_change_nothing (Fixture *fixture, gconstpointer data)
{
  static const FielJournalType types[] = { FIEL_JOURNAL_TYPE_RECEIVED, FIEL_JOURNAL_TYPE_STRAY };

  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 1000, 1000, "term-1"));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (FielJournalEvent) event = fiel_sample_event (types[i], "a1");
      g_autoptr (FielAttemptRecord) record = NULL;

      fiel_journal_event_set (event, FIEL_FIELD_STATE, "closed");
      fiel_journal_event_set (event, FIEL_FIELD_OUTCOME, "approved");
      fiel_journal_event_set (event, FIEL_FIELD_PROVIDER_ID, "77");
      fiel_sample_append (fixture->store, fiel_journal_event_ref (event));
      record = fiel_sample_attempt (fixture->store, "a1");
      g_assert_cmpint (record->state, ==, FIEL_ATTEMPT_STATE_SAVED);
      g_assert_null (record->provider_id);
      g_assert_cmpint (record->last_seq, ==, fiel_journal_event_get_seq (event));

      fiel_sample_append (fixture->store, fiel_sample_event (types[i], "somebody-elses"));
      fiel_sample_append (fixture->store, fiel_sample_event (types[i], NULL));
    }
}

static void
test_intent_is_complete (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *field;
    const char *value;
  } rows[] = {
    { FIEL_FIELD_KIND, NULL },
    { FIEL_FIELD_KIND, "gift" },
    { FIEL_FIELD_TICKET_ID, NULL },
    { FIEL_FIELD_TICKET_ID, "2" },
    { FIEL_FIELD_TICKET_ID, "0" },
    { FIEL_FIELD_TICKET_ID, "x" },
    { FIEL_FIELD_REFERENCE, NULL },
    { FIEL_FIELD_REFERENCE, "" },
    { FIEL_FIELD_TICKET_SENT, NULL },
    { FIEL_FIELD_DUE, NULL },
    { FIEL_FIELD_DUE, "lots" },
    { FIEL_FIELD_AMOUNT, NULL },
    { FIEL_FIELD_AMOUNT, "0" },
    { FIEL_FIELD_AMOUNT, "-5" },
    { FIEL_FIELD_AMOUNT, "1.5" },
    { FIEL_FIELD_CURRENCY, NULL },
    { FIEL_FIELD_CURRENCY, "XXX" },
    { FIEL_FIELD_TERMINAL, NULL },
    { FIEL_FIELD_PROVIDER, NULL },
    { FIEL_FIELD_BODY_SHA256, NULL },
    { FIEL_FIELD_BODY_SHA256, "abc" },
    { FIEL_FIELD_STATE, "closed" },
    { FIEL_FIELD_STATE, "accepted" },
    { FIEL_FIELD_OUTCOME, "approved" },
    { FIEL_FIELD_ORIGINAL, "a0" },
    { FIEL_FIELD_DUE, "1000000000000" },
    { FIEL_FIELD_AMOUNT, "99999999999999999999" },
    /* a test card's number typed as a ticket */
    { FIEL_FIELD_REFERENCE, "4539578763621486" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FielJournalEvent *intent = fiel_sample_intent ("a1", 1, 1000, 1000, "term-1");

      fiel_journal_event_set (intent, rows[i].field, rows[i].value);
      if (try_one (fixture, intent))
        g_error ("an intent with %s = %s was taken", rows[i].field, rows[i].value);
      g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
    }

  g_assert_true (try_one (fixture, fiel_sample_intent ("a1", 1, 1000, 1000, "term-1")));
}

static void
test_facts_are_checked (Fixture *fixture, gconstpointer data)
{
  FielJournalEvent *bad[] = {
    fiel_sample_intent ("a1", 2, 500, 500, "term-2"),
    fiel_sample_intent (NULL, 2, 500, 500, "term-2"),
    fiel_sample_state ("a1", NULL, NULL),
    fiel_sample_state ("a1", "paid", NULL),
    fiel_sample_state ("a1", "proposed", NULL),
    fiel_sample_state ("a1", "closed", NULL),
    fiel_sample_state ("a1", "unknown", "approved"),
    fiel_sample_state ("a1", "closed", "partly-approved"),
    fiel_sample_state ("nobody", "unknown", NULL),
    fiel_sample_state (NULL, "unknown", NULL),
    fiel_sample_event (FIEL_JOURNAL_TYPE_CANCEL, "a1"),
    fiel_sample_event (FIEL_JOURNAL_TYPE_CONFLICT, "nobody"),
    fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, "nobody"),
    fiel_sample_event (FIEL_JOURNAL_TYPE_OPENED, "a1"),
    fiel_journal_event_new (FIEL_JOURNAL_TYPE_NOTE, NULL, "Ana"),
  };
  static const char *const fixed[][2] = {
    { FIEL_FIELD_AMOUNT, "999" },    { FIEL_FIELD_CURRENCY, "ARS" },   { FIEL_FIELD_TERMINAL, "term-2" },
    { FIEL_FIELD_REFERENCE, "T9" },  { FIEL_FIELD_TICKET_SENT, "T9" }, { FIEL_FIELD_PROVIDER, "adyen" },
    { FIEL_FIELD_TICKET_ID, "9" },   { FIEL_FIELD_KIND, "void" },      { FIEL_FIELD_BODY_SHA256, "00" },
    { FIEL_FIELD_ORIGINAL, "a0" },
  };

  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 1000, 1000, "term-1"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      if (try_one (fixture, bad[i]))
        g_error ("fact %u was taken", i);
      g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
    }

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      FielJournalEvent *event = fiel_sample_state ("a1", "unknown", NULL);

      fiel_journal_event_set (event, fixed[i][0], fixed[i][1]);
      g_assert_false (try_one (fixture, event));
      g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
      assert_says (fixture, fixed[i][0]);
    }
}

static void
test_ticket_is_fixed (Fixture *fixture, gconstpointer data)
{
  FielJournalEvent *other_currency = fiel_sample_intent ("a2", 1, 1000, 10, "term-1");
  FielJournalEvent *other_name = fiel_sample_intent ("a2", 1, 1000, 10, "term-1");

  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 1000, 500, "term-1"));
  fiel_sample_append (fixture->store, fiel_sample_state ("a1", "closed", "declined"));

  g_assert_false (try_one (fixture, fiel_sample_intent ("a2", 1, 2000, 2000, "term-1")));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
  fiel_journal_event_set (other_currency, FIEL_FIELD_CURRENCY, "ARS");
  g_assert_false (try_one (fixture, other_currency));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
  fiel_journal_event_set (other_name, FIEL_FIELD_REFERENCE, "T2");
  g_assert_false (try_one (fixture, other_name));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
  g_assert_true (try_one (fixture, fiel_sample_intent ("a2", 1, 1000, 1000, "term-1")));
}

static void
test_all_or_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (FielJournalEvent) first = fiel_sample_intent ("a1", 1, 1000, 1000, "term-1");
  FielJournalEvent *second = fiel_sample_state ("nobody", "unknown", NULL);

  g_assert_false (fiel_sample_try (fixture->store, FIEL_JOURNAL_DURABLE, &fixture->error,
                                   fiel_journal_event_ref (first), second, NULL));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
  g_assert_cmpint (fiel_journal_event_get_seq (first), ==, 0);
  g_assert_null (fiel_journal_event_get_hash (first));
  events = fiel_journal_store_list_events (fixture->store, NULL, 0, 0, NULL);
  g_assert_cmpuint (events->len, ==, 1);

  /* The same value may be tried again, and once it is kept no more. */
  g_assert_true (try_one (fixture, fiel_journal_event_ref (first)));
  g_assert_cmpint (fiel_journal_event_get_seq (first), ==, 2);
  g_assert_false (try_one (fixture, fiel_journal_event_ref (first)));
  g_assert_error (fixture->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED);
}

static void
assert_number (Fixture *fixture, const char *expected)
{
  g_autoptr (FielTicketRecord) ticket = fiel_journal_store_look_up_ticket (fixture->store, NULL, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (ticket->reference, ==, expected);
  g_assert_cmpint (ticket->ticket_id, ==, 0);
}

static void
pay_reference (Fixture *fixture, gint64 ticket_id, const char *reference)
{
  g_autofree char *id = g_strdup_printf ("n%" G_GINT64_FORMAT, ticket_id);
  FielJournalEvent *intent = fiel_sample_intent (id, ticket_id, 10, 10, "term-1");

  fiel_journal_event_set (intent, FIEL_FIELD_REFERENCE, reference);
  fiel_sample_append (fixture->store, intent);
  fiel_sample_append (fixture->store, fiel_sample_state (id, "closed", "approved"));
}

static void
test_next_number (Fixture *fixture, gconstpointer data)
{
  assert_number (fixture, "000001");
  pay_reference (fixture, 1, "000002");
  assert_number (fixture, "000001");
  pay_reference (fixture, 2, "Table 7");
  pay_reference (fixture, 3, "000003");
  pay_reference (fixture, 4, "000001");
  assert_number (fixture, "000004");
  pay_reference (fixture, 5, "000004");
  assert_number (fixture, "000005");
}

static void
test_look_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielTicketRecord) unknown = fiel_journal_store_look_up_ticket (fixture->store, "T1", NULL);
  g_autoptr (FielTicketRecord) known = NULL;
  g_autoptr (FielTicketRecord) again = NULL;
  FielJournalEvent *partly = fiel_sample_state ("a1", "closed", "partly-approved");
  FielJournalEvent *last = fiel_sample_intent ("a2", 1, 1000, 250, "term-1");
  FielJournalEvent *reused = fiel_sample_intent ("a3", 2, 70, 70, "term-1");

  g_assert_cmpstr (unknown->reference, ==, "T1");
  g_assert_cmpint (unknown->ticket_id, ==, 0);
  g_assert_cmpint (unknown->next_ticket_id, ==, 1);
  g_assert_cmpuint (unknown->n_attempts, ==, 0);

  fiel_sample_append (fixture->store, fiel_sample_intent ("a1", 1, 1000, 1000, "term-1"));
  fiel_journal_event_set_int (partly, FIEL_FIELD_APPROVED, 400);
  fiel_sample_append (fixture->store, partly);
  fiel_journal_event_ref (last);
  fiel_sample_append (fixture->store, last);
  known = fiel_journal_store_look_up_ticket (fixture->store, "T1", NULL);
  g_assert_cmpint (known->ticket_id, ==, 1);
  g_assert_cmpint (known->next_ticket_id, ==, 2);
  g_assert_cmpint (known->due_minor, ==, 1000);
  g_assert_cmpint (known->approved_minor, ==, 400);
  g_assert_cmpint (known->open_minor, ==, 250);
  g_assert_cmpuint (known->n_attempts, ==, 2);
  g_assert_cmpint (known->last_wall_us, ==, fiel_journal_event_get_wall_us (last));
  fiel_journal_event_unref (last);

  /* The same name for another ticket, later. */
  fiel_sample_append (fixture->store, fiel_sample_state ("a2", "closed", "declined"));
  fiel_journal_event_set (reused, FIEL_FIELD_REFERENCE, "T1");
  fiel_sample_append (fixture->store, reused);
  again = fiel_journal_store_look_up_ticket (fixture->store, "T1", NULL);
  g_assert_cmpint (again->ticket_id, ==, 2);
  g_assert_cmpint (again->due_minor, ==, 70);
  g_assert_cmpint (again->approved_minor, ==, 0);
  g_assert_cmpuint (again->n_attempts, ==, 3);
}

static void
assert_listed (Fixture *fixture, const FielAttemptFilter *filter, const char *expected)
{
  g_autoptr (GPtrArray) rows = fiel_journal_store_list_attempts (fixture->store, filter, &fixture->error);
  g_autoptr (GString) ids = g_string_new (NULL);

  g_assert_no_error (fixture->error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (ids, "%s ", ((FielAttemptRecord *) rows->pdata[i])->attempt_id);
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttemptRecord) third = NULL;

  for (gint64 i = 1; i <= 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%d", (int) i);
      g_autofree char *terminal = g_strdup_printf ("term-%d", (int) i);

      fiel_sample_append (fixture->store, fiel_sample_intent (id, i, 10, 10, terminal));
      if (i != 2 && i != 5)
        fiel_sample_append (fixture->store, fiel_sample_state (id, "closed", "approved"));
    }
  third = fiel_sample_attempt (fixture->store, "a3");

  assert_listed (fixture, &(FielAttemptFilter){ .limit = 100 }, "a5 a4 a3 a2 a1 ");
  assert_listed (fixture, &(FielAttemptFilter){ .limit = 2 }, "a5 a4 ");
  assert_listed (fixture, &(FielAttemptFilter){ .limit = 2, .before_seq = third->intent_seq }, "a2 a1 ");
  assert_listed (fixture, &(FielAttemptFilter){ .open_only = TRUE, .limit = 9 }, "a5 a2 ");
  assert_listed (fixture, &(FielAttemptFilter){ .reference = "T4", .limit = 9 }, "a4 ");
  assert_listed (fixture, &(FielAttemptFilter){ .attempt_id = "a1", .limit = 9 }, "a1 ");
  assert_listed (fixture, &(FielAttemptFilter){ .attempt_id = "zz", .limit = 9 }, "");
  assert_listed (fixture, &(FielAttemptFilter){ .since_wall_us = third->intent_wall_us, .limit = 9 }, "a5 a4 a3 a2 ");
  assert_listed (fixture,
                 &(FielAttemptFilter){
                   .since_wall_us = third->intent_wall_us, .before_seq = third->intent_seq, .limit = 9 },
                 "a2 ");
}

static void
test_list_events (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) of_one = NULL;
  g_autoptr (GPtrArray) page = NULL;

  fiel_sample_approve (fixture->store, "a1", 1, 10);
  fiel_sample_approve (fixture->store, "a2", 2, 10);
  of_one = fiel_journal_store_list_events (fixture->store, "a2", 0, 10, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (of_one->len, ==, 2);
  g_assert_cmpint (fiel_journal_event_get_seq (of_one->pdata[0]), ==, 4);

  page = fiel_journal_store_list_events (fixture->store, NULL, 2, 2, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (page->len, ==, 2);
  g_assert_cmpint (fiel_journal_event_get_seq (page->pdata[0]), ==, 3);
}

#define TEST(name, func) g_test_add ("/journal/store/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("chain", test_chain);
  TEST ("fold", test_fold);
  TEST ("approved-amounts", test_approved_amounts);
  TEST ("terminal-busy", test_terminal_busy);
  TEST ("ticket-busy", test_ticket_busy);
  TEST ("over-due", test_over_due);
  TEST ("conflict-counts", test_conflict_counts);
  TEST ("refunds", test_refunds);
  TEST ("closed-stays-closed", test_closed_stays_closed);
  TEST ("words-from-outside-change-nothing", test_words_from_outside_change_nothing);
  TEST ("intent-is-complete", test_intent_is_complete);
  TEST ("facts-are-checked", test_facts_are_checked);
  TEST ("ticket-is-fixed", test_ticket_is_fixed);
  TEST ("all-or-none", test_all_or_none);
  TEST ("next-number", test_next_number);
  TEST ("look-up", test_look_up);
  TEST ("list", test_list);
  TEST ("list-events", test_list_events);

  return g_test_run ();
}
