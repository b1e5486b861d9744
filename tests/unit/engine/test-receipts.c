/* test-receipts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-receipt-content.h"
#include "fiel-receipt-desk.h"
#include "fiel-test.h"

#include <string.h>

/* Receipts of closed payments: counted before they are printed, and nothing of the payment changes. */

#define APPROVED "approved id=77 amount=12990 ticket=5c5d-000001 auth=018734 op=12 card=VI/DB/4242 code=0"

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

static void
test_code (void)
{
  const char *const id = "0123456789abcdefghijklmno";
  g_autofree char *code = fiel_receipt_make_code (id);
  g_autofree char *parsed = fiel_receipt_parse_code (code);

  g_assert_cmpstr (code, ==, "FIEL1:0123456789abcdefghijklmno");
  g_assert_cmpstr (parsed, ==, id);
  g_assert_null (fiel_receipt_parse_code ("FIEL1:"));
  g_assert_null (fiel_receipt_parse_code ("FIEL2:0123456789abcdefghijklmno"));
  g_assert_null (fiel_receipt_parse_code ("FIEL1:0123456789abcdefghijklmn"));
  g_assert_null (fiel_receipt_parse_code ("0123456789abcdefghijklmno"));
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
  g_test_add_func ("/receipts/code", test_code);

  return g_test_run ();
}
