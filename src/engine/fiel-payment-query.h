/* fiel-payment-query.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-payment-filter.h"

G_BEGIN_DECLS

#define FIEL_PAYMENT_QUERY_ERROR (fiel_payment_query_error_quark ())
GQuark fiel_payment_query_error_quark (void);

/**
 * FielPaymentQueryError: messages are sentences for the cashier (translated): which word was not understood, and what
 * is allowed there.
 */
typedef enum
{
  FIEL_PAYMENT_QUERY_ERROR_KEY,      /* "colour:red" */
  FIEL_PAYMENT_QUERY_ERROR_STATE,
  FIEL_PAYMENT_QUERY_ERROR_KIND,
  FIEL_PAYMENT_QUERY_ERROR_AMOUNT,
  FIEL_PAYMENT_QUERY_ERROR_DAY,
} FielPaymentQueryError;

/**
 * FielPaymentPreset: the searches people use every day; each can be narrowed by words.
 */
typedef enum
{
  FIEL_PAYMENT_PRESET_ALL,
  FIEL_PAYMENT_PRESET_TODAY,
  FIEL_PAYMENT_PRESET_TO_RESOLVE,
  FIEL_PAYMENT_PRESET_RETURNS,
  FIEL_PAYMENT_PRESET_BY_HAND,
  FIEL_PAYMENT_PRESET_UNMATCHED,
  FIEL_PAYMENT_PRESET_MINE,          /* today, by the cashier who asks */
} FielPaymentPreset;
#define FIEL_N_PAYMENT_PRESETS (FIEL_PAYMENT_PRESET_MINE + 1)

/**
 * FielPaymentQueryContext: what words mean here. Nothing is owned.
 * @me: who asks
 * @zone: where a day begins
 */
typedef struct
{
  const FielCurrency *currency;
  const FielNumberStyle *style;
  const char *me;
  gint64 now_wall_us;
  GTimeZone *zone;
} FielPaymentQueryContext;

/* What @text, as a person typed it, asks for. NULL with FIEL_PAYMENT_QUERY_ERROR. Words between double quotes are
 * taken as they are. */
FielPaymentFilter *fiel_payment_query_parse (const char *text, FielPaymentPreset preset,
                                             const FielPaymentQueryContext *context,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An amount as people write it: "12990", "12.990", "12,50". FALSE if it is none, or nothing. */
gboolean fiel_payment_query_parse_amount (const char *text, const FielCurrency *currency, const FielNumberStyle *style,
                                          FielMoney *amount);

G_END_DECLS
