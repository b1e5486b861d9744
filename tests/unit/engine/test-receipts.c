/* test-receipts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-journal.h"
#include "fiel-receipt-content.h"
#include "fiel-receipt-desk.h"
#include "fiel-test.h"

#include <string.h>

/* Receipts of closed payments: counted before they are printed, and nothing of the payment changes. */

#define APPROVED "approved id=77 amount=12990 ticket=caja-000001 auth=018734 op=12 card=VI/DB/4242 code=0"

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  GAsyncResult **kept = user_data;

  return *kept != NULL;
}

static FielReceipt *
print (EngineFixture *fixture, const char *attempt_id, GError **error)
{
  FielReceiptDesk *desk = fiel_engine_get_receipt_desk (fixture->engine);
  g_autoptr (GAsyncResult) result = NULL;

  fiel_receipt_desk_print_async (desk, attempt_id, "Ana", keep_result, &result);
  fiel_test_run_until (has_result, &result, "the receipt is written down", 20);

  return fiel_receipt_desk_print_finish (desk, result, error);
}

static FielReceipt *
look (EngineFixture *fixture, const char *attempt_id, GError **error)
{
  FielReceiptDesk *desk = fiel_engine_get_receipt_desk (fixture->engine);
  g_autoptr (GAsyncResult) result = NULL;

  fiel_receipt_desk_look_async (desk, attempt_id, NULL, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the receipt is read", 20);

  return fiel_receipt_desk_look_finish (desk, result, error);
}

static char *
make_sale (EngineFixture *fixture)
{
  g_autoptr (FielAttempt) attempt = NULL;

  engine_fixture_start (fixture);
  attempt = engine_fixture_charge (fixture, 12990, NULL);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), APPROVED);
  engine_fixture_wait_state (attempt, FIEL_ATTEMPT_STATE_CLOSED);

  return g_strdup (fiel_attempt_get_id (attempt));
}

static void
assert_prints (EngineFixture *fixture, const char *attempt_id, guint n_prints)
{
  g_autoptr (FielAttemptRecord) record = engine_fixture_read_record (fixture, attempt_id);

  g_assert_cmpuint (record->n_prints, ==, n_prints);
  g_assert_cmpint (record->state, ==, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_cmpint (record->outcome, ==, FIEL_OUTCOME_APPROVED);
  g_assert_cmpint (record->approved_minor, ==, 12990);
}

/* A look is no print; every print has the next number, over a restart too, and is in the journal before it is given
 * out. */
static void
test_counts (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_sale (fixture);
  g_autoptr (GError) error = NULL;

  for (guint n = 1; n <= 3; n++)
    {
      g_autoptr (FielReceipt) seen = look (fixture, id, &error);
      g_autoptr (FielReceipt) printed = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (fiel_receipt_get_number (seen), ==, 0);
      assert_prints (fixture, id, n - 1);
      printed = print (fixture, id, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (fiel_receipt_get_number (printed), ==, n);
      g_assert_cmpstr (fiel_receipt_get_attempt_id (printed), ==, id);
      g_assert_cmpstr (fiel_receipt_get_content (printed)->provider_name, ==, "Fake");
      assert_prints (fixture, id, n);
      if (n == 2)
        {
          engine_fixture_stop (fixture);
          engine_fixture_start (fixture);
        }
    }
}

/* Two that print at the same moment get two numbers. */
static void
test_at_the_same_moment (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_sale (fixture);
  FielReceiptDesk *desk = fiel_engine_get_receipt_desk (fixture->engine);
  GAsyncResult *results[3] = { NULL, NULL, NULL };
  guint numbers = 0;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    fiel_receipt_desk_print_async (desk, id, "Ana", keep_result, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (FielReceipt) receipt = NULL;
      g_autoptr (GError) error = NULL;

      fiel_test_run_until (has_result, &results[i], "the receipt is written down", 20);
      receipt = fiel_receipt_desk_print_finish (desk, results[i], &error);
      g_assert_no_error (error);
      numbers |= 1u << fiel_receipt_get_number (receipt);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (numbers, ==, 1u << 1 | 1u << 2 | 1u << 3);
  assert_prints (fixture, id, 3);
}

static void
test_nothing_without_a_result (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttemptRecord) record = NULL;

  engine_fixture_start (fixture);
  g_assert_null (print (fixture, "0000000000000000000000000", &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE);
  g_assert_nonnull (strstr (error->message, "no such payment"));
  g_clear_error (&error);

  attempt = engine_fixture_charge_accepted (fixture, 12990);
  g_assert_null (print (fixture, fiel_attempt_get_id (attempt), &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE);
  g_assert_nonnull (strstr (error->message, "no result yet"));
  record = engine_fixture_read_record (fixture, fiel_attempt_get_id (attempt));
  g_assert_cmpuint (record->n_prints, ==, 0);
}

typedef struct
{
  EngineFixture *fixture;
  FielReceipt *receipt;      /* owned */
  GAsyncResult *result;      /* owned, nullable */
} Question;

static void
ask (Question *question, EngineFixture *fixture, const char *attempt_id, FielTerminalPrint what)
{
  static const char *const lines[] = { "Almacén", "", "Total  $12.990", NULL };
  g_autoptr (GError) error = NULL;

  question->fixture = fixture;
  question->result = NULL;
  question->receipt = look (fixture, attempt_id, &error);
  g_assert_no_error (error);
  fiel_receipt_desk_ask_terminal_async (fiel_engine_get_receipt_desk (fixture->engine), question->receipt, what,
                                        what == FIEL_TERMINAL_PRINT_OURS ? lines : NULL, keep_result,
                                        &question->result);
}

/* NULL: it was printed */
static char *
wait_for_answer (Question *question)
{
  g_autoptr (GError) error = NULL;
  gboolean printed;

  fiel_test_run_until (has_result, &question->result, "the terminal has answered, or not", 20);
  printed = fiel_receipt_desk_ask_terminal_finish (fiel_engine_get_receipt_desk (question->fixture->engine),
                                                   question->result, &error);
  g_assert_cmpint (printed, ==, error == NULL);
  g_clear_object (&question->result);
  g_clear_pointer (&question->receipt, fiel_receipt_unref);

  return error != NULL ? g_strdup (error->message) : NULL;
}

static void
assert_answer (Question *question, const char *words)
{
  g_autofree char *sentence = wait_for_answer (question);

  if (words == NULL)
    g_assert_null (sentence);
  else
    {
      g_assert_nonnull (sentence);
      if (strstr (sentence, words) == NULL)
        g_error ("“%s” is not in “%s”", words, sentence);
    }
}

static void
test_terminal_prints (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_sale (fixture);
  g_autofree char *code = g_strconcat ("FIEL1:", id, NULL);
  FielFakeExchange *exchange;
  const FielProviderRequest *request;
  Question question;

  g_assert_true (fiel_terminal_get_can_print (engine_fixture_get_terminal (fixture, "norte")));
  g_assert_true (fiel_terminal_get_can_print_again (engine_fixture_get_terminal (fixture, "norte")));
  ask (&question, fixture, id, FIEL_TERMINAL_PRINT_OURS);
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PRINT);
  request = fiel_fake_exchange_get_request (exchange);
  g_assert_cmpuint (g_strv_length (request->lines), ==, 3);
  g_assert_cmpstr (request->lines[2], ==, "Total  $12.990");
  g_assert_cmpstr (request->code, ==, code);
  g_assert_cmpstr (request->terminal->serial_number, ==, "ABC900000001");
  g_assert_cmpstr (request->reference, !=, id);
  fiel_fake_exchange_answer (exchange, "printed");
  assert_answer (&question, NULL);

  ask (&question, fixture, id, FIEL_TERMINAL_PRINT_AGAIN);
  exchange = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_DUPLICATE);
  g_assert_cmpstr (fiel_fake_exchange_get_request (exchange)->operation_number, ==, "12");
  fiel_fake_exchange_answer (exchange, "printed approved auth=018734 amount=12990");
  assert_answer (&question, NULL);
  assert_prints (fixture, id, 0);
}

/* A voucher that never prints: the sentence says what is known of the paper, and of the payment nothing has changed. */
static void
test_terminal_does_not_print (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_sale (fixture);
  Question question;

  ask (&question, fixture, id, FIEL_TERMINAL_PRINT_OURS);
  fiel_fake_exchange_lose (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PRINT), FIEL_REASON_ANSWER_LOST);
  assert_answer (&question, "Nobody knows whether the terminal printed");
  assert_prints (fixture, id, 0);

  ask (&question, fixture, id, FIEL_TERMINAL_PRINT_OURS);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PRINT), "print-refused");
  assert_answer (&question, "The terminal did not print");

  ask (&question, fixture, id, FIEL_TERMINAL_PRINT_OURS);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_PRINT), "gibberish");
  assert_answer (&question, "Nobody knows whether the terminal printed");

  ask (&question, fixture, id, FIEL_TERMINAL_PRINT_AGAIN);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_DUPLICATE),
                             "printed approved auth=999999 amount=12990");
  assert_answer (&question, "the slip of another payment");
  assert_prints (fixture, id, 0);
}

/* Never while a payment is under way there; a sale that is wanted meanwhile goes after the paper. */
static void
test_terminal_is_taken (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_sale (fixture);
  g_autoptr (FielAttempt) attempt = NULL;
  g_autoptr (GError) error = NULL;
  Question question;

  attempt = engine_fixture_charge_accepted (fixture, 5000);
  ask (&question, fixture, id, FIEL_TERMINAL_PRINT_OURS);
  assert_answer (&question, "A payment is under way on this terminal.");
  ask (&question, fixture, id, FIEL_TERMINAL_PRINT_AGAIN);
  assert_answer (&question, "A payment is under way on this terminal.");
  g_assert_cmpint (fiel_attempt_get_state (attempt), ==, FIEL_ATTEMPT_STATE_ACCEPTED);
}

/* The terminal's numbers start anew with a batch: an old one is not asked for. */
static void
test_batch_was_closed (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_sale (fixture);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  FielJournal *journal = fiel_engine_get_journal (fixture->engine);
  FielJournalEvent *note = fiel_journal_event_new (FIEL_JOURNAL_TYPE_NOTE, NULL, "Ana");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Question question;

  fiel_journal_event_set_time (note, 1, 1, "boot");
  fiel_journal_event_set (note, FIEL_FIELD_BATCH, "norte");
  g_ptr_array_add (events, note);
  fiel_journal_append_async (journal, events, FIEL_JOURNAL_DURABLE, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the batch is closed", 20);
  g_assert_true (fiel_journal_append_finish (journal, result, &error));
  g_assert_no_error (error);

  ask (&question, fixture, id, FIEL_TERMINAL_PRINT_AGAIN);
  assert_answer (&question, "batch was closed");
}

static void
test_code (void)
{
  const char *const id = "0123456789abcdefghijklmno";
  g_autofree char *code = fiel_receipt_make_code (id);
  g_autofree char *lower = g_strconcat ("fiel1:", id, NULL);

  g_assert_cmpstr (code, ==, "FIEL1:0123456789abcdefghijklmno");
  g_assert_cmpstr (fiel_receipt_read_code (code), ==, id);
  g_assert_cmpstr (fiel_receipt_read_code (lower), ==, id);
  g_assert_null (fiel_receipt_read_code (""));
  g_assert_null (fiel_receipt_read_code ("12345678901234567890"));
  g_assert_null (fiel_receipt_read_code ("FIEL1:"));
  g_assert_null (fiel_receipt_read_code ("FIEL2:0123456789abcdefghijklmno"));
  g_assert_cmpstr (fiel_receipt_read_code ("FIEL1:0123456789abcdefghijklmn"), ==, "0123456789abcdefghijklmn");
  g_assert_null (fiel_receipt_read_code ("0123456789abcdefghijklmno"));
}

#define ADD(name, function) \
  g_test_add ("/receipts/" name, EngineFixture, NULL, engine_fixture_set_up, function, engine_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("counts", test_counts);
  ADD ("at-the-same-moment", test_at_the_same_moment);
  ADD ("nothing-without-a-result", test_nothing_without_a_result);
  ADD ("terminal-prints", test_terminal_prints);
  ADD ("terminal-does-not-print", test_terminal_does_not_print);
  ADD ("terminal-is-taken", test_terminal_is_taken);
  ADD ("batch-was-closed", test_batch_was_closed);
  g_test_add_func ("/receipts/code", test_code);

  return g_test_run ();
}
