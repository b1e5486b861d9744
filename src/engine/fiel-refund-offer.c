/* fiel-refund-offer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-refund-offer.h"

#include "fiel-attempt-record.h"
#include "fiel-day.h"

#include <glib/gi18n-lib.h>

/* A terminal's clock, and a sale around midnight, make a day; more is another sale. */
#define MAX_DAYS_APART 1

G_DEFINE_BOXED_TYPE (FielRefundOffer, fiel_refund_offer, fiel_refund_offer_copy, fiel_refund_offer_free)

FielRefundOffer *
fiel_refund_offer_new (void)
{
  return g_new0 (FielRefundOffer, 1);
}

FielRefundOffer *
fiel_refund_offer_copy (const FielRefundOffer *offer)
{
  FielRefundOffer *copy = NULL;

  g_return_val_if_fail (offer != NULL, NULL);

  copy = g_memdup2 (offer, sizeof *offer);
  copy->original = offer->original != NULL ? fiel_attempt_record_ref (offer->original) : NULL;
  copy->sale = offer->sale != NULL ? g_object_ref (offer->sale) : NULL;
  copy->provider_name = g_strdup (offer->provider_name);
  copy->day = g_strdup (offer->day);

  return copy;
}

void
fiel_refund_offer_free (FielRefundOffer *offer)
{
  if (offer == NULL)
    return;

  g_clear_pointer (&offer->original, fiel_attempt_record_unref);
  g_clear_object (&offer->sale);
  g_free (offer->provider_name);
  g_free (offer->day);
  g_free (offer);
}

static gboolean
is_near (const char *day, const char *other)
{
  g_autoptr (GDateTime) noon = fiel_day_parse (day);
  g_autoptr (GDateTime) other_noon = fiel_day_parse (other);

  return noon != NULL && other_noon != NULL
         && ABS (g_date_time_difference (noon, other_noon)) <= MAX_DAYS_APART * G_TIME_SPAN_DAY;
}

char *
fiel_refund_offer_find_day_fault (const FielRefundOffer *offer, const char *day, const char *written)
{
  g_return_val_if_fail (offer != NULL && day != NULL, NULL);

  if (offer->day == NULL)
    /* Translators: the provider’s name. */
    return g_strdup_printf (_ ("%s returns money without the day of the sale. Leave the day out."),
                            offer->provider_name);
  if (g_str_equal (day, offer->day))
    return NULL;
  if (!offer->day_is_open)
    /* Translators: the provider, a day */
    return g_strdup_printf (_ ("%s itself has this sale under %s. Leave the day out; another one can be named once the "
                               "sale is not found under it."),
                            offer->provider_name, written != NULL ? written : offer->day);
  if (!is_near (day, offer->day))
    /* Translators: a day */
    return g_strdup_printf (_ ("This till has the sale under %s. The slip can show that day, the day before or the day "
                               "after."),
                            written != NULL ? written : offer->day);

  return NULL;
}

static char *
describe_amount (const FielRefundOffer *offer)
{
  g_autofree char *most = fiel_money_format (offer->remaining, offer->style);

  /* Translators: the largest amount. */
  return g_strdup_printf (_ ("Type an amount above zero and at most %s."), most);
}

char *
fiel_refund_offer_describe_obstacle (const FielRefundOffer *offer, FielRefundObstacle obstacle)
{
  g_return_val_if_fail (offer != NULL, NULL);

  switch (obstacle)
    {
    case FIEL_REFUND_OBSTACLE_NOT_A_SALE:
      return g_strdup (_ ("This is a return itself: nothing of it can go back."));

    case FIEL_REFUND_OBSTACLE_OPEN:
      return g_strdup (_ ("It is not known yet whether this was charged. Wait for its result first."));

    case FIEL_REFUND_OBSTACLE_CONFLICT:
      return g_strdup (_ ("Word came that contradicts this payment, and nobody has looked at it. Resolve that first."));

    case FIEL_REFUND_OBSTACLE_NOT_CHARGED:
      if (offer->original != NULL && offer->original->conflict)
        return g_strdup (_ ("This was closed as not charged, and later word contradicts that. If the customer paid, "
                            "give it back on the terminal itself, or by the customer’s slip as a return without the "
                            "sale."));
      return g_strdup (_ ("Nothing was charged, so nothing can go back."));

    case FIEL_REFUND_OBSTACLE_RETURN_OPEN:
      return g_strdup (_ ("A return of this sale has no result yet. Wait for it first."));

    case FIEL_REFUND_OBSTACLE_NOTHING_LEFT:
      return g_strdup (_ ("All of this sale went back already."));

    case FIEL_REFUND_OBSTACLE_AMOUNT:
      return describe_amount (offer);

    case FIEL_REFUND_OBSTACLE_NOT_OFFERED:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_ ("%s cannot give this back here. Return it on the terminal itself."),
                              offer->provider_name);

    case FIEL_REFUND_OBSTACLE_NO_AUTHORIZATION:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_ ("%s needs the sale’s authorization code, and it is not known here. Type it as the "
                                 "customer’s slip shows it."),
                              offer->provider_name);

    case FIEL_REFUND_OBSTACLE_NO_DATE:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_ ("%s needs the day of the sale, and it is not known here."), offer->provider_name);

    case FIEL_REFUND_OBSTACLE_NONE:
      break;
    }

  g_return_val_if_reached (NULL);
}

char *
fiel_refund_offer_describe_currency (const FielAttemptRecord *sale, const FielCurrency *usual)
{
  g_return_val_if_fail (sale != NULL && usual != NULL, NULL);

  if (sale->amount.currency == usual)
    return NULL;

  /* Translators: the codes of two currencies, then the first of them again. */
  return g_strdup_printf (_ ("This sale was charged in %s, and this till takes %s now. Return it on the terminal "
                             "itself, or import the profile with %s again."),
                          sale->amount.currency->code, usual->code, sale->amount.currency->code);
}

/* What an order of @amount would meet. */
static FielRefundPlan
plan_amount (const FielRefundOffer *offer, FielMoney amount)
{
  const gboolean fits = amount.currency == offer->remaining.currency && amount.minor > 0
                        && amount.minor <= offer->remaining.minor;
  const gboolean whole = amount.minor == offer->remaining.minor;

  /* What stands in the way of everything says more than an amount that is wrong. */
  if (offer->part.kind == FIEL_REFUND_KIND_NONE && offer->whole.kind == FIEL_REFUND_KIND_NONE)
    return offer->whole;
  if (!fits)
    return (FielRefundPlan){ FIEL_REFUND_KIND_NONE, FIEL_REFUND_OBSTACLE_AMOUNT, FALSE };

  return whole ? offer->whole : offer->part;
}

FielRefundKind
fiel_refund_offer_get_kind (const FielRefundOffer *offer, FielMoney amount)
{
  g_return_val_if_fail (offer != NULL, FIEL_REFUND_KIND_NONE);

  return plan_amount (offer, amount).kind;
}

gboolean
fiel_refund_offer_wants_slip (const FielRefundOffer *offer, FielMoney amount)
{
  g_return_val_if_fail (offer != NULL, FALSE);

  return plan_amount (offer, amount).by_slip;
}

/**
 * fiel_refund_offer_describe:
 *
 * Returns: (transfer full): a sentence for the cashier and the customer
 */
char *
fiel_refund_offer_describe (const FielRefundOffer *offer, FielMoney amount)
{
  FielRefundPlan plan;

  g_return_val_if_fail (offer != NULL, NULL);

  plan = plan_amount (offer, amount);
  switch (plan.kind)
    {
    case FIEL_REFUND_KIND_VOID:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_ ("%s cancels the sale: no charge will appear."), offer->provider_name);

    case FIEL_REFUND_KIND_RETURN:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_ ("%s returns it: the customer sees it in a few days."), offer->provider_name);

    case FIEL_REFUND_KIND_NONE:
      return fiel_refund_offer_describe_obstacle (offer, plan.obstacle);
    }

  g_return_val_if_reached (NULL);
}
