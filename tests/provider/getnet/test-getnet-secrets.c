/* test-getnet-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Canaries: secrets and card data are put wherever a careless cloud might put them, over TLS as in a real environment, and
 * looked for in everything the provider gives back or logs. */

#include "getnet-bench.h"

#include "fiel-http-client.h"

#include <string.h>

#define TOKEN "CANARY.token.0123456789"
#define API_KEY "fiel-practice-key"
#define CARD "4111111111111111"
#define CARD_IN_GROUPS "4111 1111 1111 1111"

static const char *const canaries[] = { TOKEN,      API_KEY,           CARD,         CARD_IN_GROUPS, "41111111",
                                        "CANARYexp", "CANARYtransToken", "CANARYaid", "CANARYsecret", "CANARYrut" };

static GetnetBench *bench;
static GString *log_text;

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE"))
        g_string_append_printf (log_text, "%s\n", (const char *) fields[i].value);
    }

  return g_log_writer_default (level, fields, n_fields, data);
}

static void
assert_clean (const char *where, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (canaries); i++)
    {
      if (text != NULL && strstr (text, canaries[i]) != NULL)
        g_error ("the canary %s sings in the %s: %s", canaries[i], where, text);
    }
}

static void
assert_exchange_clean (GetnetExchange *exchange)
{
  FielFinding *finding = exchange->finding;

  assert_clean ("text", fiel_provider_reply_get_text (exchange->reply));
  assert_clean ("detail", fiel_provider_reply_get_detail (exchange->reply));
  assert_clean ("message", finding->message);
  if (finding->evidence != NULL)
    {
      assert_clean ("provider's message", finding->evidence->provider_message);
      assert_clean ("authorization", finding->evidence->authorization);
      assert_clean ("brand", finding->evidence->card_brand);
      assert_clean ("last digits", finding->evidence->last4);
    }
}

/* A token of our choice, so that the test knows what to look for. */
static void
give_canary_token (void)
{
  getnet_bench_break (bench, "auth",
                      "'kind':'replace','body':'{\\'code\\':1,\\'status\\':\\'OK\\',\\'data\\':{\\'token\\':\\'" TOKEN
                      "\\',\\'expires_in\\':86400}}'");
}

#define SETTINGS "api-key-header=X-API-KEY"

static const char *const bodies[] = {
  "{\\'code\\':1,\\'status\\':\\'OK\\',\\'message\\':\\'Bearer " TOKEN " " CARD "\\',\\'data\\':{\\'idPosTxs\\':1,"
  "\\'token\\':\\'" TOKEN "\\',\\'response\\':{\\'responseCode\\':0,\\'amount\\':5990,\\'responseMessage\\':\\'"
  CARD_IN_GROUPS " " API_KEY "\\',\\'bin\\':\\'41111111\\',\\'expiryDate\\':\\'CANARYexp\\',"
  "\\'transToken\\':\\'CANARYtransToken\\',\\'aid\\':\\'CANARYaid\\',\\'cardNumber\\':\\'" CARD "\\',"
  "\\'authorizationCode\\':\\'" CARD "\\',\\'cardBrand\\':\\'" CARD "\\',\\'last4Digits\\':\\'1111\\',"
  "\\'rutRead\\':\\'CANARYrut\\',\\'clientSecret\\':\\'CANARYsecret\\'}}}",
  "{\\'code\\':0,\\'status\\':\\'ERROR\\',\\'message\\':\\'BAD TOKEN " TOKEN " KEY " API_KEY "\\',\\'data\\':null}",
  "<html>Authorization: Bearer " TOKEN " X-API-KEY: " API_KEY " card " CARD_IN_GROUPS "</html>",
  "token=" TOKEN "&clientSecret=CANARYsecret&pan=" CARD,
  "{\\'token\\':\\'" TOKEN "\\',\\'clientSecret\\':\\'CANARYsecret\\',\\'pan\\':\\'" CARD,
};

static void
test_answers (gconstpointer data)
{
  static const FielOperation operations[]
      = { FIEL_OPERATION_SALE, FIEL_OPERATION_PROBE, FIEL_OPERATION_RECORDS, FIEL_OPERATION_LIST_TERMINALS };
  static const char *const routes[] = { "sale", "poll", "details", "posdata" };
  g_autofree char *fault = g_strdup_printf ("'kind':'replace','phase':'before','body':'%s'", (const char *) data);

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, SETTINGS);
      g_autoptr (GetnetExchange) exchange = NULL;

      getnet_bench_reset (bench);
      give_canary_token ();
      getnet_bench_break (bench, routes[i], fault);
      exchange = getnet_bench_perform (provider, getnet_bench_make_request (bench, operations[i], 5990));
      g_assert_cmpint (fiel_provider_reply_get_verdict (exchange->reply), ==, FIEL_REPLY_VERDICT_ANSWERED);
      assert_exchange_clean (exchange);
    }
  assert_clean ("log", log_text->str);
}

/* What must be read again is whole: masking takes nothing from an identifier. */
static void
test_identifiers_survive (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, SETTINGS);
  FielProviderRequest *request = getnet_bench_make_request (bench, FIEL_OPERATION_SALE, 5990);
  g_autoptr (GetnetExchange) exchange = NULL;

  getnet_bench_reset (bench);
  g_free (request->ticket);
  request->ticket = g_strdup ("20260115 4111111111111111");
  request->ticket[24] = '\0';
  g_free (request->reference);
  request->reference = g_strdup ("4111111111111111");
  exchange = getnet_bench_perform (provider, request);
  g_assert_cmpint (exchange->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpstr (exchange->finding->evidence->ticket, ==, request->ticket);
  g_assert_cmpstr (exchange->finding->evidence->reference, ==, request->reference);
}

static void
test_sign_in_answers (void)
{
  g_autoptr (FielProvider) provider = getnet_bench_make_provider (bench, SETTINGS);
  g_autoptr (GetnetExchange) exchange = NULL;

  getnet_bench_reset (bench);
  getnet_bench_break (bench, "auth",
                      "'kind':'replace','body':'{\\'code\\':0,\\'status\\':\\'ERROR\\',\\'message\\':\\'CANARYsecret "
                      API_KEY "\\',\\'data\\':null}'");
  exchange = getnet_bench_perform (provider, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, 5990));
  g_assert_cmpint (exchange->finding->evidence->result, ==, FIEL_RESULT_NOT_SENT);
  assert_exchange_clean (exchange);
}

/* The firewall in front: with the key everything passes, without it not even the sign-in does. */
static void
test_firewall (void)
{
  g_autoptr (FielProvider) with_key = getnet_bench_make_provider (bench, SETTINGS);
  g_autoptr (FielProvider) without = getnet_bench_make_provider (bench, NULL);
  g_autoptr (GetnetExchange) passed = NULL;
  g_autoptr (GetnetExchange) stopped = NULL;

  getnet_bench_reset (bench);
  getnet_bench_tell (bench, "switches", "{'waf':'key'}");
  passed = getnet_bench_perform (with_key, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, 5990));
  stopped = getnet_bench_perform (without, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, 5990));
  g_assert_cmpint (passed->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpint (getnet_bench_get_booked (bench, passed->request->reference), ==, 5990);
  g_assert_cmpint (stopped->finding->evidence->result, ==, FIEL_RESULT_NOT_SENT);
  g_assert_cmpint (getnet_bench_get_booked (bench, stopped->request->reference), ==, 0);
}

int
main (int argc, char **argv)
{
  int result = 0;

  fiel_http_prepare_process ();
  g_test_init (&argc, &argv, NULL);
  log_text = g_string_new (NULL);
  g_log_set_writer_func (keep_log, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *path = g_strdup_printf ("/getnet-secrets/answers/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, bodies[i], test_answers);
    }
  g_test_add_func ("/getnet-secrets/identifiers-survive", test_identifiers_survive);
  g_test_add_func ("/getnet-secrets/sign-in-answers", test_sign_in_answers);
  g_test_add_func ("/getnet-secrets/firewall", test_firewall);

  bench = getnet_bench_start ("cl", TRUE);
  result = g_test_run ();
  getnet_bench_stop (bench);
  g_string_free (log_text, TRUE);

  return result;
}
