/* test-sale-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"
#include "fiel-receipt.h"
#include "fiel-sale-search.h"
#include "fiel-test.h"

#include <string.h>

/* By what people know a sale, and by what they do not; and which of them the journal gives. */

static FielSale *
make_sale (const char *currency, gint64 minor)
{
  FielSale *sale = fiel_sale_new ();

  sale->attempt_id = g_strdup ("f3k0Q9");
  sale->reference = g_strdup ("004518");
  sale->amount = fiel_money_make (minor, fiel_currency_find (currency));
  sale->terminal = g_strdup ("norte");
  sale->authorization = g_strdup ("018734");
  sale->last4 = g_strdup ("4242");

  return sale;
}

static void
test_matches (void)
{
  static const struct
  {
    const char *text;
    gboolean found;
  } rows[] = {
    { "", TRUE },          { "  ", TRUE },            { "004518", TRUE },        { "4518", TRUE },
    { "018734", TRUE },    { "18734", TRUE },         { "4242", TRUE },          { "12990", TRUE },
    { "$12.990", TRUE },   { "4242 12990", TRUE },    { "4518 4242", TRUE },     { "FIEL1:f3k0Q9", TRUE },
    { "fiel1:F3K0q9", TRUE }, { "4243", FALSE },      { "42", FALSE },           { "1299", FALSE },
    { "129900", FALSE },   { "4242 12991", FALSE },   { "FIEL1:other", FALSE },  { "FIEL1:", FALSE },
    { "f3k0Q9", FALSE },   { "0", FALSE },            { "$", FALSE },            { "norte", FALSE },
    { "ab12990", FALSE },
  };
  g_autoptr (FielSale) sale = make_sale ("CLP", 12990);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (fiel_sale_matches (sale, rows[i].text) != rows[i].found)
      g_error ("\"%s\" is %sfound", rows[i].text, rows[i].found ? "not " : "");
}

/* With decimals both what is printed and the whole units find it, and never another amount. */
static void
test_decimals (void)
{
  g_autoptr (FielSale) even = make_sale ("ARS", 125000);
  g_autoptr (FielSale) odd = make_sale ("ARS", 125050);

  g_assert_true (fiel_sale_matches (even, "1250"));
  g_assert_true (fiel_sale_matches (even, "1.250,00"));
  g_assert_true (fiel_sale_matches (odd, "1.250,50"));
  g_assert_false (fiel_sale_matches (odd, "1250"));
  g_assert_false (fiel_sale_matches (odd, "125"));
}

static void
test_bare (void)
{
  g_autoptr (FielSale) sale = make_sale ("CLP", 12990);
  g_autoptr (FielSale) copy = NULL;

  g_clear_pointer (&sale->authorization, g_free);
  g_clear_pointer (&sale->last4, g_free);
  copy = fiel_sale_copy (sale);
  g_assert_cmpstr (copy->reference, ==, "004518");
  g_assert_null (copy->last4);
  g_assert_true (fiel_sale_matches (copy, "12990"));
  g_assert_false (fiel_sale_matches (copy, "4242"));
  g_assert_false (fiel_sale_matches (copy, "018734"));
}

/* -- In a journal -------------------------------------------------------------------------------------------------- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static char *
search (EngineFixture *fixture, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sales = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  fiel_sale_search_async (fixture->engine, text, NULL, found_cb, &result);
  fiel_test_run_until (is_set, &result, "the search ends", 20);
  sales = fiel_sale_search_finish (fixture->engine, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < sales->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", ((FielSale *) g_ptr_array_index (sales, i))->reference);

  return g_string_free (g_steal_pointer (&found), FALSE);
}

static void
assert_found (EngineFixture *fixture, const char *text, const char *expected)
{
  g_autofree char *found = search (fixture, text);

  g_assert_cmpstr (found, ==, expected);
}

/* Sales in which money moved, the newest first; what was declined, is open or went back is no sale to return. */
static void
test_journal (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) first = NULL;
  g_autoptr (FielAttempt) second = NULL;
  g_autoptr (FielAttempt) declined = NULL;
  g_autoptr (FielAttempt) back = NULL;
  g_autofree char *code = NULL;

  engine_fixture_start (fixture);
  assert_found (fixture, "", "");
  first = engine_fixture_sell (fixture, 5000, "11");
  second = engine_fixture_sell (fixture, 7000, "12");
  declined = engine_fixture_charge (fixture, 5000, "13");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "declined");
  engine_fixture_wait_state (declined, FIEL_ATTEMPT_STATE_CLOSED);
  back = engine_fixture_refund (fixture, first, 2000);

  code = fiel_receipt_make_code (fiel_attempt_get_id (first));
  assert_found (fixture, "", "12 11");
  assert_found (fixture, "5000", "11");
  assert_found (fixture, "12", "12");
  assert_found (fixture, "A-12", "12");
  assert_found (fixture, code, "11");
  assert_found (fixture, "2000", "");
  assert_found (fixture, "13", "");
}

static void
test_not_ready (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sales = NULL;

  engine_fixture_make_engine (fixture);
  fiel_sale_search_async (fixture->engine, "", NULL, found_cb, &result);
  fiel_test_run_until (is_set, &result, "the search ends", 20);
  sales = fiel_sale_search_finish (fixture->engine, result, &error);
  g_assert_null (sales);
  g_assert_error (error, FIEL_ENGINE_ERROR, (int) FIEL_ENGINE_ERROR_NOT_READY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sale-search/matches", test_matches);
  g_test_add_func ("/sale-search/decimals", test_decimals);
  g_test_add_func ("/sale-search/bare", test_bare);
  g_test_add ("/sale-search/journal", EngineFixture, NULL, engine_fixture_set_up, test_journal,
              engine_fixture_tear_down);
  g_test_add ("/sale-search/not-ready", EngineFixture, NULL, engine_fixture_set_up, test_not_ready,
              engine_fixture_tear_down);

  return g_test_run ();
}
