/* test-getnet-token.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Signing in: once for all, again in time, and never at the price of a second transmission of a sale. */

#include "getnet-bench.h"

#include "fiel-evidence.h"
#include "fiel-http-client.h"

#define AMOUNT 5990

static GetnetBench *bench;

static GetnetExchange *
perform (FielProvider *provider, FielOperation operation)
{
  return getnet_bench_perform (provider, getnet_bench_make_request (bench, operation, AMOUNT));
}

static guint
count_sign_ins (void)
{
  return getnet_bench_count_requests (bench, "/auth");
}

static void
assert_ready (FielProvider *provider)
{
  g_autoptr (GetnetExchange) exchange = perform (provider, FIEL_OPERATION_PROBE);

  g_assert_cmpint (exchange->finding->kind, ==, FIEL_FINDING_TERMINAL_READY);
}

static void
test_signs_in_once (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);
  g_autoptr (GetnetExchange) sale = NULL;

  getnet_bench_reset (bench);
  assert_ready (provider);
  assert_ready (provider);
  sale = perform (provider, FIEL_OPERATION_SALE);
  g_assert_cmpint (sale->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpuint (count_sign_ins (), ==, 1);
}

static void
test_many_at_once_share_one (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);
  GetnetExchange *exchanges[5] = { NULL };

  getnet_bench_reset (bench);
  for (gsize i = 0; i < G_N_ELEMENTS (exchanges); i++)
    exchanges[i] = getnet_bench_begin (
        provider, getnet_bench_make_request (bench, FIEL_OPERATION_LIST_TERMINALS, AMOUNT), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (exchanges); i++)
    {
      getnet_bench_wait (exchanges[i]);
      g_assert_cmpint (exchanges[i]->finding->kind, ==, FIEL_FINDING_TERMINALS);
      getnet_exchange_free (exchanges[i]);
    }
  g_assert_cmpuint (count_sign_ins (), ==, 1);
}

/* A tenth of a short life, five minutes of a long one. */
static void
test_renews_in_time (void)
{
  static const struct
  {
    const char *lifetime;
    gint64 still_good_s;
  } rows[] = {
    { "{'lifetime':100}", 89 },
    { "{'lifetime':86400}", 86400 - 301 },
  };
  FielManualClock *clock = getnet_bench_get_clock (bench);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);

      getnet_bench_reset (bench);
      getnet_bench_tell (bench, "tokens", rows[i].lifetime);
      assert_ready (provider);
      fiel_manual_clock_advance (clock, rows[i].still_good_s * G_TIME_SPAN_SECOND);
      assert_ready (provider);
      g_assert_cmpuint (count_sign_ins (), ==, 1);
      fiel_manual_clock_advance (clock, 2 * G_TIME_SPAN_SECOND);
      assert_ready (provider);
      g_assert_cmpuint (count_sign_ins (), ==, 2);
    }
}

static const char *const refusals[] = { "{'bad-token':'401'}", "{'bad-token':'code0'}" };

/* A question is simply asked again, once. */
static void
test_question_with_a_revoked_token (gconstpointer data)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);

  getnet_bench_reset (bench);
  getnet_bench_tell (bench, "switches", data);
  assert_ready (provider);
  getnet_bench_tell (bench, "tokens", "{'revoke':true}");
  assert_ready (provider);
  g_assert_cmpuint (count_sign_ins (), ==, 2);
  g_assert_cmpuint (getnet_bench_count_requests (bench, "/poll"), ==, 3);
}

/* A sale is not: its attempt is over, refused, and the next one signs in. */
static void
test_sale_with_a_revoked_token (gconstpointer data)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);
  g_autoptr (GetnetExchange) refused = NULL;
  g_autoptr (GetnetExchange) approved = NULL;

  getnet_bench_reset (bench);
  getnet_bench_tell (bench, "switches", data);
  assert_ready (provider);
  getnet_bench_tell (bench, "tokens", "{'revoke':true}");
  refused = perform (provider, FIEL_OPERATION_SALE);
  approved = perform (provider, FIEL_OPERATION_SALE);

  g_assert_cmpint (refused->finding->evidence->result, ==, FIEL_RESULT_REFUSED);
  g_assert_cmpint (refused->finding->reason, ==, FIEL_REASON_CREDENTIALS);
  g_assert_cmpuint (refused->n_started, ==, 1);
  g_assert_cmpuint (getnet_bench_count_transmissions (bench, refused->request->reference), ==, 1);
  g_assert_cmpint (getnet_bench_get_booked (bench, refused->request->reference), ==, 0);
  g_assert_cmpint (approved->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpuint (count_sign_ins (), ==, 2);
}

/* A cloud that never accepts a token is asked twice, not for ever. */
static void
test_token_that_is_never_good (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);
  g_autoptr (GetnetExchange) exchange = NULL;

  getnet_bench_reset (bench);
  getnet_bench_break (bench, "poll", "'kind':'http-status','status':401,'times':100");
  exchange = perform (provider, FIEL_OPERATION_PROBE);
  g_assert_cmpint (exchange->finding->kind, ==, FIEL_FINDING_NOTHING);
  g_assert_cmpint (exchange->finding->reason, ==, FIEL_REASON_CREDENTIALS);
  g_assert_cmpuint (getnet_bench_count_requests (bench, "/poll"), ==, 2);
  g_assert_cmpuint (count_sign_ins (), ==, 2);
}

static const char *const faults[] = {
  "'kind':'drop-before'",
  "'kind':'cut-after-booking'",
  "'kind':'reset'",
  "'kind':'half-headers'",
  "'kind':'half-body'",
  "'kind':'garbage'",
  "'kind':'empty'",
  "'kind':'http-status','status':503",
  "'kind':'http-status','status':401",
  "'kind':'http-status','status':403,'body':'<html>','contentType':'text/html'",
  "'kind':'error','error':'bad-credentials'",
  "'kind':'error','error':'unauthorized'",
  "'kind':'replace','body':'{}'",
  "'kind':'replace','body':'{\\'code\\':1,\\'data\\':{\\'token\\':\\'\\'}}'",
  "'kind':'replace','body':'{\\'code\\':1,\\'data\\':{\\'token\\':\\'a b\\',\\'expires_in\\':10}}'",
  "'kind':'replace','body':'{\\'code\\':1,\\'data\\':{\\'token\\':\\'abc\\',\\'expires_in\\':\\'soon\\'}}'",
  "'kind':'replace','body':'{\\'code\\':0,\\'data\\':{\\'token\\':\\'abc\\',\\'expires_in\\':10}}'",
};

/* Whatever became of the sign-in: nothing of the sale was sent, and the next one works. */
static void
test_sign_in_fault (gconstpointer data)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);
  g_autoptr (GetnetExchange) not_sent = NULL;
  g_autoptr (GetnetExchange) approved = NULL;

  getnet_bench_reset (bench);
  getnet_bench_break (bench, "auth", data);
  not_sent = perform (provider, FIEL_OPERATION_SALE);
  approved = perform (provider, FIEL_OPERATION_SALE);

  g_assert_cmpint (fiel_provider_reply_get_verdict (not_sent->reply), ==, FIEL_REPLY_VERDICT_NOT_SENT);
  g_assert_cmpint (not_sent->finding->evidence->result, ==, FIEL_RESULT_NOT_SENT);
  g_assert_cmpstr (not_sent->finding->evidence->reason, ==, "no-token");
  g_assert_cmpuint (not_sent->n_started, ==, 0);
  g_assert_cmpuint (getnet_bench_count_transmissions (bench, not_sent->request->reference), ==, 0);
  g_assert_cmpint (approved->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpuint (count_sign_ins (), ==, 2);
}

/* A sign-in that is under way and stays so until time is moved. */
static void
begin_slow_sign_in (void)
{
  getnet_bench_reset (bench);
  getnet_bench_tell (bench, "time", "{'paused':true}");
  getnet_bench_break (bench, "auth", "'kind':'delay','ms':60000");
}

static void
wait_for_sign_in (void)
{
  while (count_sign_ins () == 0)
    g_main_context_iteration (NULL, FALSE);
}

static void
end_slow_sign_in (void)
{
  getnet_bench_tell (bench, "time", "{'paused':false,'advanceMs':60000}");
}

/* One who gives up does not take the others with him. */
static void
test_one_gives_up (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GetnetExchange) gives_up = NULL;
  g_autoptr (GetnetExchange) stays = NULL;

  begin_slow_sign_in ();
  gives_up = getnet_bench_begin (provider, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT), cancellable);
  stays = getnet_bench_begin (provider, getnet_bench_make_request (bench, FIEL_OPERATION_PROBE, AMOUNT), NULL);
  wait_for_sign_in ();
  g_cancellable_cancel (cancellable);
  getnet_bench_wait (gives_up);
  g_assert_false (getnet_exchange_is_done (stays));
  end_slow_sign_in ();
  getnet_bench_wait (stays);

  g_assert_cmpint (gives_up->finding->evidence->result, ==, FIEL_RESULT_NOT_SENT);
  g_assert_cmpuint (getnet_bench_count_transmissions (bench, gives_up->request->reference), ==, 0);
  g_assert_cmpint (stays->finding->kind, ==, FIEL_FINDING_TERMINAL_READY);
  g_assert_cmpuint (count_sign_ins (), ==, 1);
}

/* Somebody new comes while the sign-in that nobody wants any more is being torn down. */
static void
test_all_give_up (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GetnetExchange) gives_up = NULL;

  begin_slow_sign_in ();
  gives_up = getnet_bench_begin (provider, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT), cancellable);
  wait_for_sign_in ();
  g_cancellable_cancel (cancellable);
  getnet_bench_wait (gives_up);
  g_assert_cmpint (gives_up->finding->evidence->result, ==, FIEL_RESULT_NOT_SENT);
  assert_ready (provider);
  g_assert_cmpuint (count_sign_ins (), ==, 2);
  end_slow_sign_in ();
}

static void
test_nobody_there (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, "base-address=http://127.0.0.1:1");
  g_autoptr (GetnetExchange) exchange = NULL;

  getnet_bench_reset (bench);
  exchange = perform (provider, FIEL_OPERATION_SALE);
  g_assert_cmpint (exchange->finding->evidence->result, ==, FIEL_RESULT_NOT_SENT);
  g_assert_cmpstr (exchange->finding->evidence->reason, ==, "no-connection");
}

int
main (int argc, char **argv)
{
  int result = 0;

  fiel_http_prepare_process ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/getnet-token/signs-in-once", test_signs_in_once);
  g_test_add_func ("/getnet-token/many-at-once-share-one", test_many_at_once_share_one);
  g_test_add_func ("/getnet-token/renews-in-time", test_renews_in_time);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *question = g_strdup_printf ("/getnet-token/revoked/question/%" G_GSIZE_FORMAT, i);
      g_autofree char *sale = g_strdup_printf ("/getnet-token/revoked/sale/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (question, refusals[i], test_question_with_a_revoked_token);
      g_test_add_data_func (sale, refusals[i], test_sale_with_a_revoked_token);
    }
  g_test_add_func ("/getnet-token/never-good", test_token_that_is_never_good);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/getnet-token/fault/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, faults[i], test_sign_in_fault);
    }
  g_test_add_func ("/getnet-token/one-gives-up", test_one_gives_up);
  g_test_add_func ("/getnet-token/all-give-up", test_all_give_up);
  g_test_add_func ("/getnet-token/nobody-there", test_nobody_there);

  bench = getnet_bench_start ("cl", FALSE);
  result = g_test_run ();
  getnet_bench_stop (bench);

  return result;
}
