/* fiel-refund-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-refund-order.h"

#include "fiel-day.h"
#include "fiel-engine.h"
#include "fiel-plain-text.h"
#include "fiel-redact.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The store's rules about money that goes back, as the till's profile has them. Whether a sale can give it back is
 * another question, see core's fiel-refund-plan.h. */

/* No provider gives back what was sold longer ago, and years are mistyped. */
#define MAX_YEARS 5

FielRefundOrder *
fiel_refund_order_copy (const FielRefundOrder *order)
{
  FielRefundOrder *copy = NULL;

  g_return_val_if_fail (order != NULL, NULL);

  copy = g_memdup2 (order, sizeof *order);
  copy->original = g_strdup (order->original);
  copy->terminal = g_strdup (order->terminal);
  copy->purpose = g_strdup (order->purpose);
  copy->actor = g_strdup (order->actor);
  copy->approver = g_strdup (order->approver);
  copy->authorization = g_strdup (order->authorization);
  copy->date = g_strdup (order->date);

  return copy;
}

void
fiel_refund_order_free (FielRefundOrder *order)
{
  if (order == NULL)
    return;

  g_free ((char *) order->original);
  g_free ((char *) order->terminal);
  g_free ((char *) order->purpose);
  g_free ((char *) order->actor);
  g_free ((char *) order->approver);
  g_free ((char *) order->authorization);
  g_free ((char *) order->date);
  g_free (order);
}

static gboolean
refuse (GError **error, FielEngineError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_ENGINE_ERROR, (int) code, sentence);

  return FALSE;
}

static gboolean
is_fine (const char *text, gsize max_characters)
{
  return text != NULL && fiel_plain_text_is_fine (text, max_characters) && !fiel_redact_may_hide_card (text);
}

/**
 * fiel_refund_order_needs_approval:
 *
 * Returns: whether a manager has to approve: always without an original, else above the till's limit
 */
gboolean
fiel_refund_order_needs_approval (const FielRefundOrder *order, FielProfile *profile)
{
  g_return_val_if_fail (order != NULL, TRUE);
  g_return_val_if_fail (FIEL_IS_PROFILE (profile), TRUE);

  return order->original == NULL || order->amount.minor > fiel_profile_get_return_limit_minor (profile);
}

char *
fiel_refund_order_make_subject (const FielRefundOrder *order)
{
  g_return_val_if_fail (order != NULL, NULL);

  if (order->original != NULL && order->authorization != NULL)
    return g_strdup_printf ("%s %" G_GINT64_FORMAT " slip %s", order->original, order->amount.minor,
                            order->authorization);
  if (order->original != NULL)
    return g_strdup_printf ("%s %" G_GINT64_FORMAT, order->original, order->amount.minor);

  return g_strdup_printf ("slip %s %" G_GINT64_FORMAT, order->authorization != NULL ? order->authorization : "",
                          order->amount.minor);
}

static gboolean
check_amount (const FielRefundOrder *order, FielProfile *profile, GError **error)
{
  if (!fiel_money_is_valid (order->amount) || order->amount.currency != fiel_profile_get_currency (profile))
    return refuse (error, FIEL_ENGINE_ERROR_AMOUNT, _ ("This amount is not in the currency of this store."));
  if (order->amount.minor <= 0)
    return refuse (error, FIEL_ENGINE_ERROR_AMOUNT, _ ("Type an amount above zero."));

  return TRUE;
}

static gboolean
check_words (const FielRefundOrder *order, GError **error)
{
  if (!is_fine (order->purpose, FIEL_REFUND_ORDER_MAX_PURPOSE))
    return refuse (error, FIEL_ENGINE_ERROR_REFERENCE,
                   _ ("Say in one line why the money goes back, and never write a card number."));
  if (!is_fine (order->actor, FIEL_REFUND_ORDER_MAX_NAME))
    return refuse (error, FIEL_ENGINE_ERROR_REFERENCE, _ ("Say who gives the money back."));
  if (order->approver != NULL && !is_fine (order->approver, FIEL_REFUND_ORDER_MAX_NAME))
    return refuse (error, FIEL_ENGINE_ERROR_APPROVAL, _ ("This name of a manager cannot be kept."));

  return TRUE;
}

static gboolean
check_approval (const FielRefundOrder *order, FielProfile *profile, GError **error)
{
  if (order->approver != NULL && fiel_plain_text_is_same_name (order->approver, order->actor))
    return refuse (error, FIEL_ENGINE_ERROR_APPROVAL, _ ("A return is approved by somebody else than who makes it."));
  if (order->approver == NULL && fiel_refund_order_needs_approval (order, profile))
    return refuse (error, FIEL_ENGINE_ERROR_APPROVAL, _ ("A manager has to approve this return."));

  return TRUE;
}

/* What banks print there are digits, of some also letters. */
static gboolean
is_code (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return FALSE;

  return TRUE;
}

static gboolean
check_authorization (const FielRefundOrder *order, GError **error)
{
  return (is_fine (order->authorization, FIEL_REFUND_ORDER_MAX_AUTHORIZATION) && is_code (order->authorization))
         || refuse (error, FIEL_ENGINE_ERROR_REFERENCE,
                    _ ("Type the authorization code as the customer’s slip shows it."));
}

static gboolean
check_date (const FielRefundOrder *order, GError **error)
{
  return order->date == NULL || fiel_day_is_valid (order->date)
         || refuse (error, FIEL_ENGINE_ERROR_REFERENCE, _ ("Type the day of the sale like 2026-01-31."));
}

/* A slip that nobody has by this machine's clock. Where the terminal stands it may be tomorrow. */
static gboolean
check_age (const FielRefundOrder *order, gint64 now_us, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) last = now != NULL ? g_date_time_add_days (now, 1) : NULL;
  g_autoptr (GDateTime) first = now != NULL ? g_date_time_add_years (now, -MAX_YEARS) : NULL;
  g_autofree char *last_day = last != NULL ? g_date_time_format (last, "%Y-%m-%d") : NULL;
  g_autofree char *first_day = first != NULL ? g_date_time_format (first, "%Y-%m-%d") : NULL;

  return order->date == NULL || last_day == NULL || first_day == NULL
         || (strcmp (order->date, last_day) <= 0 && strcmp (order->date, first_day) >= 0)
         || refuse (error, FIEL_ENGINE_ERROR_REFERENCE,
                    _ ("By this machine’s clock the sale cannot be of that day. Look at the day on the customer’s "
                       "slip, and at the clock."));
}

/* What of the sale is typed all the same. */
static gboolean
check_bound (const FielRefundOrder *order, GError **error)
{
  return (order->authorization == NULL || check_authorization (order, error)) && check_date (order, error);
}

/* What is typed from the customer's slip, and whether this store does such a thing at all. */
static gboolean
check_unbound (const FielRefundOrder *order, FielProfile *profile, gint64 now_us, GError **error)
{
  gint64 limit = fiel_profile_get_unbound_return_limit_minor (profile);
  g_autofree char *most = NULL;

  if (limit == 0)
    return refuse (error, FIEL_ENGINE_ERROR_NOT_RETURNABLE,
                   _ ("This store gives nothing back without the sale. Find the sale first."));
  if (order->terminal == NULL)
    return refuse (error, FIEL_ENGINE_ERROR_PROVIDER, _ ("Choose the terminal that gives the money back."));
  if (!check_authorization (order, error) || !check_date (order, error) || !check_age (order, now_us, error))
    return FALSE;
  if (order->amount.minor <= limit)
    return TRUE;

  most = fiel_money_format (fiel_money_make (limit, order->amount.currency), fiel_profile_get_number_style (profile));
  g_set_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_AMOUNT,
               /* Translators: the largest amount. */
               _ ("Without the sale this till gives back at most %s."), most);

  return FALSE;
}

gboolean
fiel_refund_order_check (const FielRefundOrder *order, FielProfile *profile, gint64 now_us, GError **error)
{
  g_return_val_if_fail (order != NULL, FALSE);
  g_return_val_if_fail (FIEL_IS_PROFILE (profile), FALSE);

  return check_amount (order, profile, error) && check_words (order, error)
         && (order->original != NULL ? check_bound (order, error) : check_unbound (order, profile, now_us, error))
         && check_approval (order, profile, error);
}
