/* test-payment-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-query.h"

#include <string.h>

/* What people type, and what it asks for. */

/* 2026-11-28 15:00 UTC, noon in Chile. */
#define NOW_US G_GINT64_CONSTANT (1795878000000000)
#define MIDNIGHT_US (NOW_US - 12 * G_TIME_SPAN_HOUR)

static GTimeZone *zone;

static FielPaymentFilter *
parse_in (const char *currency, const char *country, const char *text, FielPaymentPreset preset, GError **error)
{
  const FielPaymentQueryContext context = {
    .currency = fiel_currency_find (currency),
    .style = fiel_number_style_for_country (country),
    .me = "Ana Riquelme",
    .now_wall_us = NOW_US,
    .zone = zone,
  };

  return fiel_payment_query_parse (text, preset, &context, error);
}

static FielPaymentFilter *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  FielPaymentFilter *filter = parse_in ("CLP", "cl", text, FIEL_PAYMENT_PRESET_ALL, &error);

  g_assert_no_error (error);

  return filter;
}

static const FielPaymentWord *
get_word (FielPaymentFilter *filter, guint i)
{
  g_assert_cmpuint (filter->words->len, >, i);

  return g_ptr_array_index (filter->words, i);
}

static void
test_words (void)
{
  g_autoptr (FielPaymentFilter) filter = parse ("  4518  Mesa-1 ");
  const FielPaymentWord *number = get_word (filter, 0);
  const FielPaymentWord *name = get_word (filter, 1);

  g_assert_cmpuint (filter->words->len, ==, 2);
  g_assert_cmpstr (number->forms[0], ==, "4518");
  g_assert_null (number->forms[1]);
  g_assert_cmpstr (number->padded, ==, "004518");
  g_assert_cmpint (number->amount_minor, ==, 4518);
  g_assert_cmpstr (name->forms[0], ==, "Mesa-1");
  g_assert_cmpstr (name->forms[1], ==, "MESA-1");
  g_assert_cmpstr (name->forms[2], ==, "mesa-1");
  g_assert_null (name->padded);
  g_assert_cmpint (name->amount_minor, ==, 0);
}

/* A receipt's code that was scanned into the search field. */
static void
test_scanned (void)
{
  g_autoptr (FielPaymentFilter) filter = parse ("FIEL1:0123456789abcdefghijklmno");

  g_assert_cmpuint (filter->words->len, ==, 1);
  g_assert_cmpstr (get_word (filter, 0)->forms[0], ==, "0123456789abcdefghijklmno");
}

static void
test_nothing (void)
{
  g_autoptr (FielPaymentFilter) filter = parse (" \t ");
  const FielPaymentFacts facts = { .kind = FIEL_ATTEMPT_KIND_VOID };

  g_assert_cmpuint (filter->words->len, ==, 0);
  g_assert_true (fiel_payment_filter_matches (filter, &facts));
}

static void
assert_amount (const char *currency, const char *country, const char *text, gint64 minor)
{
  FielMoney amount = { 0, NULL };
  const gboolean is_one = fiel_payment_query_parse_amount (text, fiel_currency_find (currency),
                                                           fiel_number_style_for_country (country), &amount);

  g_assert_cmpint (is_one, ==, minor > 0);
  if (is_one)
    g_assert_cmpint (amount.minor, ==, minor);
}

static void
test_amounts (void)
{
  assert_amount ("CLP", "cl", "12990", 12990);
  assert_amount ("CLP", "cl", "12.990", 12990);
  assert_amount ("CLP", "cl", "1.234.567", 1234567);
  assert_amount ("CLP", "cl", "12.99", 0);
  assert_amount ("CLP", "cl", "1234.567", 0);
  assert_amount ("CLP", "cl", "12.990.1", 0);
  assert_amount ("CLP", "cl", "012990", 0);
  assert_amount ("CLP", "cl", "0", 0);
  assert_amount ("CLP", "cl", "", 0);
  assert_amount ("CLP", "cl", "-5", 0);
  assert_amount ("CLP", "cl", "999999999999", G_GINT64_CONSTANT (999999999999));
  assert_amount ("CLP", "cl", "9999999999999", 0);
  assert_amount ("ARS", "ar", "12", 1200);
  assert_amount ("ARS", "ar", "12,5", 1250);
  assert_amount ("ARS", "ar", "12.50", 1250);
  assert_amount ("ARS", "ar", "12.990", 1299000);
  assert_amount ("ARS", "ar", "1.234,05", 123405);
  assert_amount ("ARS", "ar", "0,50", 50);
  assert_amount ("ARS", "ar", "12,505", 0);
  assert_amount ("MXN", "mx", "12,990.10", 1299010);
}

static void
test_bounds (void)
{
  static const struct
  {
    const char *text;
    gint64 min;
    gint64 max;
  } rows[] = {
    { ">10000", 10001, 0 }, { ">=10.000", 10000, 0 }, { "<5000", 0, 4999 }, { "<=5000", 0, 5000 },
    { "10000..20.000", 10000, 20000 }, { ">10 <20", 11, 19 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielPaymentFilter) filter = parse (rows[i].text);

      g_assert_cmpint (filter->min_minor, ==, rows[i].min);
      g_assert_cmpint (filter->max_minor, ==, rows[i].max);
      g_assert_true (filter->currency == fiel_currency_find ("CLP"));
      g_assert_cmpuint (filter->words->len, ==, 0);
    }
}

static void
test_states (void)
{
  g_autoptr (FielPaymentFilter) declined = parse ("state:declined");
  g_autoptr (FielPaymentFilter) begun = parse ("STATE:decl");
  g_autoptr (FielPaymentFilter) two = parse ("state:declined state:cancelled");
  g_autoptr (FielPaymentFilter) open = parse ("state:open");
  g_autoptr (FielPaymentFilter) mixed = parse ("state:unconfirmed state:declined");
  FielPaymentFacts facts = { .state = FIEL_ATTEMPT_STATE_UNKNOWN };

  g_assert_cmpuint (declined->outcomes, ==, 1u << FIEL_OUTCOME_DECLINED);
  g_assert_cmpuint (begun->outcomes, ==, declined->outcomes);
  g_assert_cmpuint (two->outcomes, ==, 1u << FIEL_OUTCOME_DECLINED | 1u << FIEL_OUTCOME_CANCELLED);
  g_assert_cmpuint (open->outcomes, ==, 1u << FIEL_OUTCOME_NONE);
  g_assert_cmpuint (open->states, ==, 0);

  g_assert_true (fiel_payment_filter_matches (mixed, &facts));
  facts.state = FIEL_ATTEMPT_STATE_ACCEPTED;
  g_assert_false (fiel_payment_filter_matches (mixed, &facts));
  g_assert_true (fiel_payment_filter_matches (open, &facts));
  facts.state = FIEL_ATTEMPT_STATE_CLOSED;
  facts.outcome = FIEL_OUTCOME_DECLINED;
  g_assert_true (fiel_payment_filter_matches (mixed, &facts));
  facts.outcome = FIEL_OUTCOME_APPROVED;
  g_assert_false (fiel_payment_filter_matches (mixed, &facts));
}

/* The word the list shows for a return that came through. What else was asked for comes with it. */
static void
test_returned (void)
{
  g_autoptr (FielPaymentFilter) returned = parse ("state:returned");
  g_autoptr (FielPaymentFilter) declined = parse ("state:returned state:declined");
  g_autoptr (FielPaymentFilter) approved = parse ("state:returned state:approved");
  FielPaymentFacts facts = { .state = FIEL_ATTEMPT_STATE_CLOSED, .outcome = FIEL_OUTCOME_APPROVED };

  g_assert_false (fiel_payment_filter_matches (returned, &facts));
  g_assert_false (fiel_payment_filter_matches (declined, &facts));
  g_assert_true (fiel_payment_filter_matches (approved, &facts));
  facts.kind = FIEL_ATTEMPT_KIND_REFUND;
  g_assert_true (fiel_payment_filter_matches (returned, &facts));
  g_assert_true (fiel_payment_filter_matches (declined, &facts));
  facts.kind = FIEL_ATTEMPT_KIND_VOID;
  g_assert_true (fiel_payment_filter_matches (returned, &facts));
  facts.outcome = FIEL_OUTCOME_DECLINED;
  g_assert_false (fiel_payment_filter_matches (returned, &facts));
  facts.kind = FIEL_ATTEMPT_KIND_SALE;
  g_assert_true (fiel_payment_filter_matches (declined, &facts));
}

static void
test_people_and_places (void)
{
  g_autoptr (FielPaymentFilter) filter = parse ("by:ANA till:\"terminal nor\" kind:return");
  FielPaymentFacts facts = {
    .actor = "Ana Riquelme", .terminal = "n1", .terminal_name = "Terminal Norte", .kind = FIEL_ATTEMPT_KIND_REFUND,
  };

  g_assert_true (fiel_payment_filter_matches (filter, &facts));
  facts.terminal_name = "Terraza";
  g_assert_false (fiel_payment_filter_matches (filter, &facts));
  facts.terminal = "terminal norte";
  g_assert_true (fiel_payment_filter_matches (filter, &facts));
  facts.kind = FIEL_ATTEMPT_KIND_SALE;
  g_assert_false (fiel_payment_filter_matches (filter, &facts));
  facts.kind = FIEL_ATTEMPT_KIND_VOID;
  facts.actor = NULL;
  g_assert_false (fiel_payment_filter_matches (filter, &facts));
}

static void
test_days (void)
{
  static const struct
  {
    const char *text;
    gint64 since;
    gint64 until;
  } rows[] = {
    { "day:today", MIDNIGHT_US, MIDNIGHT_US + G_TIME_SPAN_DAY },
    { "day:yesterday", MIDNIGHT_US - G_TIME_SPAN_DAY, MIDNIGHT_US },
    { "since:2026-11-27", MIDNIGHT_US - G_TIME_SPAN_DAY, 0 },
    { "until:27-11-2026", 0, MIDNIGHT_US },
    { "day:27/11/26", MIDNIGHT_US - G_TIME_SPAN_DAY, MIDNIGHT_US },
    { "until:27-11-26", 0, MIDNIGHT_US },
    { "since:28/11/25", MIDNIGHT_US - 365 * G_TIME_SPAN_DAY, 0 },
    { "since:28/11/2026 until:28/11/26", MIDNIGHT_US, MIDNIGHT_US + G_TIME_SPAN_DAY },
    { "day:27/11", MIDNIGHT_US - G_TIME_SPAN_DAY, MIDNIGHT_US },
    { "since:26/11 until:27/11", MIDNIGHT_US - 2 * G_TIME_SPAN_DAY, MIDNIGHT_US },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielPaymentFilter) filter = parse (rows[i].text);

      g_assert_cmpint (filter->since_wall_us, ==, rows[i].since);
      g_assert_cmpint (filter->until_wall_us, ==, rows[i].until);
    }
}

static void
test_presets (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielPaymentFilter) today = parse_in ("CLP", "cl", "", FIEL_PAYMENT_PRESET_TODAY, &error);
  g_autoptr (FielPaymentFilter) mine = parse_in ("CLP", "cl", "4242", FIEL_PAYMENT_PRESET_MINE, &error);
  g_autoptr (FielPaymentFilter) returns = parse_in ("CLP", "cl", "", FIEL_PAYMENT_PRESET_RETURNS, &error);
  g_autoptr (FielPaymentFilter) by_hand = parse_in ("CLP", "cl", "", FIEL_PAYMENT_PRESET_BY_HAND, &error);
  g_autoptr (FielPaymentFilter) resolve = parse_in ("CLP", "cl", "", FIEL_PAYMENT_PRESET_TO_RESOLVE, &error);
  g_autoptr (FielPaymentFilter) unmatched = parse_in ("CLP", "cl", "", FIEL_PAYMENT_PRESET_UNMATCHED, &error);

  g_assert_no_error (error);
  g_assert_cmpint (today->since_wall_us, ==, MIDNIGHT_US);
  g_assert_cmpint (mine->since_wall_us, ==, MIDNIGHT_US);
  g_assert_cmpstr (mine->actor, ==, "ana riquelme");
  g_assert_cmpuint (mine->words->len, ==, 1);
  g_assert_cmpuint (returns->kinds, ==, 1u << FIEL_ATTEMPT_KIND_REFUND | 1u << FIEL_ATTEMPT_KIND_VOID);
  g_assert_cmpuint (by_hand->outcomes, ==, 1u << FIEL_OUTCOME_HAND_CHARGED | 1u << FIEL_OUTCOME_HAND_NOT_CHARGED);
  g_assert_cmpint ((int) resolve->set, ==, FIEL_PAYMENT_SET_TO_RESOLVE);
  g_assert_cmpint ((int) unmatched->set, ==, FIEL_PAYMENT_SET_UNMATCHED);
}

/* Words narrow a preset, they never widen it. */
static void
test_narrowed_presets (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielPaymentFilter) hand = parse_in ("CLP", "cl", "state:by-hand state:declined",
                                                 FIEL_PAYMENT_PRESET_BY_HAND, &error);
  g_autoptr (FielPaymentFilter) none = parse_in ("CLP", "cl", "state:declined", FIEL_PAYMENT_PRESET_BY_HAND, &error);
  g_autoptr (FielPaymentFilter) sale = parse_in ("CLP", "cl", "kind:sale", FIEL_PAYMENT_PRESET_RETURNS, &error);
  FielPaymentFacts facts = { .state = FIEL_ATTEMPT_STATE_CLOSED, .outcome = FIEL_OUTCOME_DECLINED };

  g_assert_no_error (error);
  g_assert_false (fiel_payment_filter_matches (hand, &facts));
  g_assert_false (fiel_payment_filter_matches (none, &facts));
  g_assert_false (fiel_payment_filter_matches (sale, &facts));
  facts.outcome = FIEL_OUTCOME_HAND_CHARGED;
  g_assert_true (fiel_payment_filter_matches (hand, &facts));
  g_assert_false (fiel_payment_filter_matches (none, &facts));
  facts.kind = FIEL_ATTEMPT_KIND_REFUND;
  g_assert_false (fiel_payment_filter_matches (sale, &facts));
}

static void
test_quotes (void)
{
  g_autoptr (FielPaymentFilter) filter = parse ("\"state:declined\" \">5\" \"Mesa 4\" \"open");

  g_assert_cmpuint (filter->words->len, ==, 4);
  g_assert_cmpstr (get_word (filter, 0)->forms[0], ==, "state:declined");
  g_assert_cmpstr (get_word (filter, 1)->forms[0], ==, ">5");
  g_assert_cmpstr (get_word (filter, 2)->forms[0], ==, "Mesa 4");
  g_assert_cmpstr (get_word (filter, 3)->forms[0], ==, "open");
  g_assert_cmpuint (filter->outcomes, ==, 0);
  g_assert_cmpint (filter->min_minor, ==, 0);
}

/* Each names the word and what is allowed. */
static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    FielPaymentQueryError code;
    const char *named;
    const char *allowed;
  } rows[] = {
    { "4242 colour:red", FIEL_PAYMENT_QUERY_ERROR_KEY, "colour:red", "state:" },
    { "state:", FIEL_PAYMENT_QUERY_ERROR_KEY, "state:", "by:" },
    { "s:declined", FIEL_PAYMENT_QUERY_ERROR_KEY, "s:declined", "since:" },
    { "state:blue", FIEL_PAYMENT_QUERY_ERROR_STATE, "blue", "declined" },
    { "state:not", FIEL_PAYMENT_QUERY_ERROR_STATE, "not", "not-sent" },
    { "kind:gift", FIEL_PAYMENT_QUERY_ERROR_KIND, "gift", "return" },
    { ">many", FIEL_PAYMENT_QUERY_ERROR_AMOUNT, ">many", ">10000" },
    { ">", FIEL_PAYMENT_QUERY_ERROR_AMOUNT, ">", ">10000" },
    { "<1", FIEL_PAYMENT_QUERY_ERROR_AMOUNT, "<1", "<5000" },
    { "5..x", FIEL_PAYMENT_QUERY_ERROR_AMOUNT, "5..x", "10000..20000" },
    { "day:31-02-2026", FIEL_PAYMENT_QUERY_ERROR_DAY, "31-02-2026", "2026-11-28" },
    { "day:27/11/026", FIEL_PAYMENT_QUERY_ERROR_DAY, "27/11/026", "2026-11-28" },
    { "day:27/11/6", FIEL_PAYMENT_QUERY_ERROR_DAY, "27/11/6", "2026-11-28" },
    { "day:027/11/2026", FIEL_PAYMENT_QUERY_ERROR_DAY, "027/11/2026", "2026-11-28" },
    { "day:27/0011/2026", FIEL_PAYMENT_QUERY_ERROR_DAY, "27/0011/2026", "2026-11-28" },
    { "since:0026-11-28", FIEL_PAYMENT_QUERY_ERROR_DAY, "0026-11-28", "2026-11-28" },
    { "since:soon", FIEL_PAYMENT_QUERY_ERROR_DAY, "soon", "yesterday" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse_in ("CLP", "cl", rows[i].text, FIEL_PAYMENT_PRESET_ALL, &error));
      g_assert_error (error, FIEL_PAYMENT_QUERY_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].named));
      g_assert_nonnull (strstr (error->message, rows[i].allowed));
    }
}

/* Days that hold nothing are said, and not searched. */
static void
test_turned_days (void)
{
  static const struct
  {
    const char *text;
    FielPaymentPreset preset;
    gboolean finds;
  } rows[] = {
    { "since:28/11 until:27/11", FIEL_PAYMENT_PRESET_ALL, FALSE },
    { "until:27/11 since:28/11", FIEL_PAYMENT_PRESET_ALL, FALSE },
    { "since:28/11 until:28/11", FIEL_PAYMENT_PRESET_ALL, TRUE },
    { "until:yesterday", FIEL_PAYMENT_PRESET_TODAY, FALSE },
    { "until:today", FIEL_PAYMENT_PRESET_TODAY, TRUE },
    { "day:yesterday", FIEL_PAYMENT_PRESET_TODAY, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FielPaymentFilter) filter = parse_in ("CLP", "cl", rows[i].text, rows[i].preset, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (filter != NULL, ==, rows[i].finds);
      if (!rows[i].finds)
        {
          g_assert_error (error, FIEL_PAYMENT_QUERY_ERROR, FIEL_PAYMENT_QUERY_ERROR_DAY);
          g_assert_nonnull (strstr (error->message, "before the first"));
        }
    }
}

/* Whatever is typed gives a filter or a sentence. */
static void
test_nonsense (void)
{
  static const char letters[] = "a1:.,<>=\"- ";
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (FielPaymentFilter) filter = NULL;
      const int n = g_rand_int_range (random, 0, 12);

      for (int j = 0; j < n; j++)
        g_string_append_c (text, letters[g_rand_int_range (random, 0, sizeof letters - 1)]);
      filter = parse_in ("ARS", "ar", text->str, FIEL_PAYMENT_PRESET_TODAY, &error);
      g_assert_true ((filter == NULL) == (error != NULL));
    }
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  zone = g_time_zone_new_offset (-3 * 3600);

  g_test_add_func ("/payment-query/words", test_words);
  g_test_add_func ("/payment-query/scanned", test_scanned);
  g_test_add_func ("/payment-query/nothing", test_nothing);
  g_test_add_func ("/payment-query/amounts", test_amounts);
  g_test_add_func ("/payment-query/bounds", test_bounds);
  g_test_add_func ("/payment-query/states", test_states);
  g_test_add_func ("/payment-query/returned", test_returned);
  g_test_add_func ("/payment-query/people-and-places", test_people_and_places);
  g_test_add_func ("/payment-query/days", test_days);
  g_test_add_func ("/payment-query/presets", test_presets);
  g_test_add_func ("/payment-query/narrowed-presets", test_narrowed_presets);
  g_test_add_func ("/payment-query/quotes", test_quotes);
  g_test_add_func ("/payment-query/errors", test_errors);
  g_test_add_func ("/payment-query/turned-days", test_turned_days);
  g_test_add_func ("/payment-query/nonsense", test_nonsense);

  status = g_test_run ();
  g_time_zone_unref (zone);

  return status;
}
