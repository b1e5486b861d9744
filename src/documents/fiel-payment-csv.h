/* fiel-payment-csv.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-csv.h"
#include "fiel-payment-walk.h"

G_BEGIN_DECLS

/* Payments as rows of a table. Names of columns and of states are the same in every language: programs read them.
 * Amounts are whole numbers of minor units beside currency and digits; times are ISO 8601 with the till's offset. No
 * card number is in it. */
void fiel_payment_csv_add_titles (FielCsv *csv);

/* @style: how the amount for people is written. */
void fiel_payment_csv_add (FielCsv *csv, const FielPayment *payment, const FielNumberStyle *style);

char *fiel_payment_csv_format_time (gint64 wall_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
