/* fiel-payment-sums.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-sums.h"

/* Sums of payments, currency by currency. What is certain and what is open are never added to one another,
 * nor is what came in to what went back. */

static FielPaymentSum *
find_row (FielPaymentSums *self, const FielCurrency *currency)
{
  FielPaymentSum *row = NULL;

  for (guint i = 0; i < self->n_rows; i++)
    if (self->rows[i].currency == currency)
      return &self->rows[i];
  if (self->n_rows == FIEL_PAYMENT_SUMS_MAX)
    return NULL;

  row = &self->rows[self->n_rows++];
  *row = (FielPaymentSum){
    .currency = currency,
    .sold = fiel_money_make (0, currency),
    .returned = fiel_money_make (0, currency),
    .open = fiel_money_make (0, currency),
    .open_returns = fiel_money_make (0, currency),
  };

  return row;
}

static void
count (FielPaymentSums *self, guint *n, FielMoney *sum, FielMoney amount, gboolean more)
{
  *n = more ? *n + 1 : *n - 1;
  if (more ? !fiel_money_add (*sum, amount, sum) : !fiel_money_subtract (*sum, amount, sum))
    self->too_large = TRUE;
}

static void
change (FielPaymentSums *self, const FielPaymentFacts *facts, gboolean more)
{
  FielPaymentSum *row = NULL;

  g_return_if_fail (self != NULL && facts != NULL);

  if (facts->stray)
    return;

  row = find_row (self, facts->amount.currency);
  if (row == NULL)
    self->too_large = TRUE;
  else if (facts->state != FIEL_ATTEMPT_STATE_CLOSED && facts->kind != FIEL_ATTEMPT_KIND_SALE)
    count (self, &row->n_open_returns, &row->open_returns, facts->amount, more);
  else if (facts->state != FIEL_ATTEMPT_STATE_CLOSED)
    count (self, &row->n_open, &row->open, facts->amount, more);
  else if (!fiel_outcome_moved_money (facts->outcome))
    return;
  else if (facts->kind == FIEL_ATTEMPT_KIND_SALE)
    count (self, &row->n_sales, &row->sold, fiel_money_make (facts->approved_minor, row->currency), more);
  else
    count (self, &row->n_returns, &row->returned, fiel_money_make (facts->approved_minor, row->currency), more);
}

void
fiel_payment_sums_add (FielPaymentSums *self, const FielPaymentFacts *facts)
{
  change (self, facts, TRUE);
}

void
fiel_payment_sums_remove (FielPaymentSums *self, const FielPaymentFacts *facts)
{
  change (self, facts, FALSE);
}

gboolean
fiel_payment_sum_get_net (const FielPaymentSum *sum, FielMoney *net)
{
  g_return_val_if_fail (sum != NULL && net != NULL, FALSE);

  return fiel_money_subtract (sum->sold, sum->returned, net);
}
