/* test-payment-sums.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-sums.h"

/* What is certain and what is open, currency by currency; nothing wraps. */

static FielPaymentFacts
make_facts (const char *currency, FielAttemptKind kind, FielOutcome outcome, gint64 amount, gint64 approved)
{
  return (FielPaymentFacts){
    .kind = kind,
    .state = outcome == FIEL_OUTCOME_NONE ? FIEL_ATTEMPT_STATE_UNKNOWN : FIEL_ATTEMPT_STATE_CLOSED,
    .outcome = outcome,
    .amount = fiel_money_make (amount, fiel_currency_find (currency)),
    .approved_minor = approved,
  };
}

static void
add (FielPaymentSums *sums, const char *currency, FielAttemptKind kind, FielOutcome outcome, gint64 amount,
     gint64 approved)
{
  const FielPaymentFacts facts = make_facts (currency, kind, outcome, amount, approved);

  fiel_payment_sums_add (sums, &facts);
}

static void
test_kinds (void)
{
  FielPaymentSums sums = { .n_rows = 0 };
  const FielPaymentSum *sum = &sums.rows[0];
  FielMoney net;

  add (&sums, "CLP", FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 1000, 1000);
  add (&sums, "CLP", FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_PARTLY_APPROVED, 1000, 400);
  add (&sums, "CLP", FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_HAND_CHARGED, 50, 50);
  add (&sums, "CLP", FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_DECLINED, 9000, 0);
  add (&sums, "CLP", FIEL_ATTEMPT_KIND_REFUND, FIEL_OUTCOME_APPROVED, 300, 300);
  add (&sums, "CLP", FIEL_ATTEMPT_KIND_VOID, FIEL_OUTCOME_APPROVED, 200, 200);
  add (&sums, "CLP", FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_NONE, 70, 0);
  add (&sums, "CLP", FIEL_ATTEMPT_KIND_REFUND, FIEL_OUTCOME_NONE, 30, 0);
  add (&sums, "CLP", FIEL_ATTEMPT_KIND_VOID, FIEL_OUTCOME_NONE, 5, 0);

  g_assert_cmpuint (sums.n_rows, ==, 1);
  g_assert_cmpuint (sum->n_sales, ==, 3);
  g_assert_cmpint (sum->sold.minor, ==, 1450);
  g_assert_cmpuint (sum->n_returns, ==, 2);
  g_assert_cmpint (sum->returned.minor, ==, 500);
  g_assert_cmpuint (sum->n_open, ==, 1);
  g_assert_cmpint (sum->open.minor, ==, 70);
  g_assert_cmpuint (sum->n_open_returns, ==, 2);
  g_assert_cmpint (sum->open_returns.minor, ==, 35);
  g_assert_true (fiel_payment_sum_get_net (sum, &net));
  g_assert_cmpint (net.minor, ==, 950);
}

static void
test_currencies (void)
{
  FielPaymentSums sums = { .n_rows = 0 };

  add (&sums, "UYU", FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 1000, 1000);
  add (&sums, "USD", FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 30, 30);
  g_assert_cmpuint (sums.n_rows, ==, 2);
  g_assert_cmpint (sums.rows[0].sold.minor, ==, 1000);
  g_assert_cmpint (sums.rows[1].sold.minor, ==, 30);
}

static void
test_removed (void)
{
  const FielPaymentFacts facts = make_facts ("CLP", FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 1000, 1000);
  FielPaymentSums sums = { .n_rows = 0 };

  fiel_payment_sums_add (&sums, &facts);
  fiel_payment_sums_add (&sums, &facts);
  fiel_payment_sums_remove (&sums, &facts);
  g_assert_cmpuint (sums.rows[0].n_sales, ==, 1);
  g_assert_cmpint (sums.rows[0].sold.minor, ==, 1000);
}

/* What was an open return is taken from the open returns once it has its result. */
static void
test_removed_return (void)
{
  const FielPaymentFacts facts = make_facts ("CLP", FIEL_ATTEMPT_KIND_REFUND, FIEL_OUTCOME_NONE, 1000, 0);
  FielPaymentSums sums = { .n_rows = 0 };

  fiel_payment_sums_add (&sums, &facts);
  fiel_payment_sums_remove (&sums, &facts);
  g_assert_cmpuint (sums.rows[0].n_open_returns, ==, 0);
  g_assert_cmpint (sums.rows[0].open_returns.minor, ==, 0);
  g_assert_cmpuint (sums.rows[0].n_open, ==, 0);
}

static void
test_strays (void)
{
  const FielPaymentFacts facts = { .stray = TRUE };
  FielPaymentSums sums = { .n_rows = 0 };

  fiel_payment_sums_add (&sums, &facts);
  g_assert_cmpuint (sums.n_rows, ==, 0);
}

static void
test_too_large (void)
{
  FielPaymentSums sums = { .n_rows = 0 };

  add (&sums, "CLP", FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, FIEL_MONEY_MAX_MINOR, FIEL_MONEY_MAX_MINOR);
  g_assert_false (sums.too_large);
  add (&sums, "CLP", FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, 1, 1);
  g_assert_true (sums.too_large);
  g_assert_cmpint (sums.rows[0].sold.minor, ==, FIEL_MONEY_MAX_MINOR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-sums/kinds", test_kinds);
  g_test_add_func ("/payment-sums/currencies", test_currencies);
  g_test_add_func ("/payment-sums/removed", test_removed);
  g_test_add_func ("/payment-sums/removed-return", test_removed_return);
  g_test_add_func ("/payment-sums/strays", test_strays);
  g_test_add_func ("/payment-sums/too-large", test_too_large);

  return g_test_run ();
}
