/* fiel-refund-offer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-profile.h"
#include "fiel-refund-plan.h"

G_BEGIN_DECLS

typedef struct _FielAttemptRecord FielAttemptRecord;

/**
 * FielRefundOffer: what can be given back of one sale, and how. Never changes. Everything is owned.
 * @original: (nullable): the sale as the journal holds it; NULL: a return without an original
 * @sale: (nullable): the same for a screen
 * @sold: what it brought
 * @returned: what went back of it, and what may have
 * @open: of that, what has no result yet
 * @remaining: what can go back; without an original the most that may
 * @whole, @part: how all of that, or less, would go back
 * @limit_minor: above it a manager has to approve; G_MAXINT64: never
 * @provider_name: who gives it back
 * @day: (nullable): the day of the sale that a return names, as YYYY-MM-DD; NULL: it names none
 * @day_is_open: another day near it can be named, for the provider did not say that one, or did not find the sale by it
 */
typedef struct
{
  FielAttemptRecord *original;
  FielAttempt *sale;
  FielMoney sold;
  FielMoney returned;
  FielMoney open;
  FielMoney remaining;
  FielRefundPlan whole;
  FielRefundPlan part;
  gint64 limit_minor;
  char *provider_name;
  char *day;
  gboolean day_is_open;
  const FielNumberStyle *style;   /* static */
} FielRefundOffer;

#define FIEL_TYPE_REFUND_OFFER (fiel_refund_offer_get_type ())
GType fiel_refund_offer_get_type (void);

FielRefundOffer *fiel_refund_offer_new (void);
FielRefundOffer *fiel_refund_offer_copy (const FielRefundOffer *offer);
void fiel_refund_offer_free (FielRefundOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRefundOffer, fiel_refund_offer_free)

/* How @amount would go back; NONE if it cannot. */
FielRefundKind fiel_refund_offer_get_kind (const FielRefundOffer *offer, FielMoney amount);

/* Whether @amount goes back only with the authorization from the customer's slip: this till does not know it. */
gboolean fiel_refund_offer_wants_slip (const FielRefundOffer *offer, FielMoney amount);

/* How @amount would go back, and what the customer will see; or a sentence that says why it cannot. (transfer full) */
char *fiel_refund_offer_describe (const FielRefundOffer *offer, FielMoney amount) G_GNUC_WARN_UNUSED_RESULT;

/* Why a return cannot name @day, YYYY-MM-DD, as the one on the customer's slip; NULL if it can. @written: (nullable):
 * the offer's day as whoever reads the sentence writes days; NULL: as YYYY-MM-DD too. (transfer full) */
char *fiel_refund_offer_find_day_fault (const FielRefundOffer *offer, const char *day,
                                        const char *written) G_GNUC_WARN_UNUSED_RESULT;

/* Why nothing goes back; for every obstacle but NONE. (transfer full) */
char *fiel_refund_offer_describe_obstacle (const FielRefundOffer *offer, FielRefundObstacle obstacle)
  G_GNUC_WARN_UNUSED_RESULT;

/* The same of a sale in another currency than the till takes now, @usual. NULL if it is in that one. (transfer full) */
char *fiel_refund_offer_describe_currency (const FielAttemptRecord *sale, const FielCurrency *usual)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
