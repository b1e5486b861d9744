/* fiel-payment-sums.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-payment-filter.h"

G_BEGIN_DECLS

/**
 * FielPaymentSum: what payments in one currency add up to.
 * @sold: what sales brought
 * @returned: what went back
 * @open: what may have come in: sales without a result
 * @open_returns: what may have gone back: returns and voids without a result
 */
typedef struct
{
  const FielCurrency *currency;
  guint n_sales;
  guint n_returns;
  guint n_open;
  guint n_open_returns;
  FielMoney sold;
  FielMoney returned;
  FielMoney open;
  FielMoney open_returns;
} FielPaymentSum;

#define FIEL_PAYMENT_SUMS_MAX 8

/**
 * FielPaymentSums: a plain value; zeroed it is empty. @too_large: some sum went beyond what can be counted, and its
 * amount is none.
 */
typedef struct
{
  FielPaymentSum rows[FIEL_PAYMENT_SUMS_MAX];
  guint n_rows;
  gboolean too_large;
} FielPaymentSums;

void fiel_payment_sums_add (FielPaymentSums *self, const FielPaymentFacts *facts);
void fiel_payment_sums_remove (FielPaymentSums *self, const FielPaymentFacts *facts);
/* What came in less what went back. FALSE where it cannot be counted. */
gboolean fiel_payment_sum_get_net (const FielPaymentSum *sum, FielMoney *net);

G_END_DECLS
