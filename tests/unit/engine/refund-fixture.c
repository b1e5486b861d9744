/* refund-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refund-fixture.h"

#include "fiel-test.h"

#include <string.h>

FielRefundOrder
refund_fixture_make_order (FielAttempt *sale, gint64 minor)
{
  return (FielRefundOrder){
    .original = fiel_attempt_get_id (sale),
    .amount = engine_fixture_money (minor),
    .purpose = "Wrong size",
    .actor = "Ana",
  };
}

void
refund_fixture_assert_refused (EngineFixture *fixture, const FielRefundOrder *order, FielEngineError code,
                               const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = engine_fixture_try_refund (fixture, order, &error);

  g_assert_null (attempt);
  g_assert_error (error, FIEL_ENGINE_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
have_both (gpointer user_data)
{
  GAsyncResult **results = user_data;

  return results[0] != NULL && results[1] != NULL;
}

FielAttempt *
refund_fixture_order_at_once (EngineFixture *fixture, const FielRefundOrder *first, const FielRefundOrder *second,
                              FielEngineError code)
{
  FielRefundDesk *desk = fiel_engine_get_refund_desk (fixture->engine);
  GAsyncResult *results[2] = { NULL, NULL };
  FielAttempt *attempt = NULL;
  g_autoptr (GError) error = NULL;

  fiel_refund_desk_refund_async (desk, first, keep_result, &results[0]);
  fiel_refund_desk_refund_async (desk, second, keep_result, &results[1]);
  fiel_test_run_until (have_both, results, "both presses are answered", 20);
  attempt = fiel_refund_desk_refund_finish (desk, results[0], &error);
  g_assert_no_error (error);
  g_assert_nonnull (attempt);
  g_assert_null (fiel_refund_desk_refund_finish (desk, results[1], &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, (int) code);
  g_object_unref (results[0]);
  g_object_unref (results[1]);

  return attempt;
}
