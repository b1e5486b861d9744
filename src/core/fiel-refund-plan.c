/* fiel-refund-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-refund-plan.h"

#include <string.h>

/* Whether money of a sale may go back, and how.
 *
 * A void is the better way where there is one: the customer sees no charge at all. It takes back the whole operation,
 * so it is never used for a part or after one; it works on the terminal that took the sale, as long as that sale is in
 * its open batch. Nobody tells when a batch was closed by hand: then the provider declines the void, nothing has moved,
 * and the next plan is a return.
 *
 * A return names its sale by the authorization. Where it is not known, as of a sale whose answer was lost, the
 * customer's slip shows it: what is typed from there stands in for it, and never against it.
 *
 * What may have gone back counts as gone: an open return, and one that was contradicted, take their whole amount. */

/* A ticket of this till has at most 20 characters. */
#define MAX_SLIP_CODE 15

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielRefundKind, fiel_refund_kind,
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_KIND_NONE, "none"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_KIND_VOID, "void"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_KIND_RETURN, "return"))

G_DEFINE_ENUM_TYPE (FielRefundObstacle, fiel_refund_obstacle,
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_NONE, "none"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_NOT_A_SALE, "not-a-sale"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_OPEN, "open"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_CONFLICT, "conflict"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_NOT_CHARGED, "not-charged"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_RETURN_OPEN, "return-open"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_NOTHING_LEFT, "nothing-left"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_AMOUNT, "amount"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_NOT_OFFERED, "not-offered"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_NO_AUTHORIZATION, "no-authorization"),
  G_DEFINE_ENUM_VALUE (FIEL_REFUND_OBSTACLE_NO_DATE, "no-date"))
/* clang-format on */

static FielRefundPlan
refuse (FielRefundObstacle obstacle)
{
  return (FielRefundPlan){ FIEL_REFUND_KIND_NONE, obstacle, FALSE };
}

static FielRefundPlan
choose (FielRefundKind kind)
{
  return (FielRefundPlan){ kind, FIEL_REFUND_OBSTACLE_NONE, FALSE };
}

/**
 * fiel_refund_plan_get_remaining:
 *
 * Returns: what of the sale has not gone back and cannot have
 */
gint64
fiel_refund_plan_get_remaining (const FielRefundFacts *facts)
{
  g_return_val_if_fail (facts != NULL, 0);
  g_return_val_if_fail (facts->sold_minor >= 0 && facts->returned_minor >= 0, 0);

  return MAX (facts->sold_minor - facts->returned_minor, 0);
}

/* What stands in the way whatever the amount and the means. */
static FielRefundObstacle
find_obstacle (const FielRefundFacts *facts)
{
  if (facts->kind != FIEL_ATTEMPT_KIND_SALE)
    return FIEL_REFUND_OBSTACLE_NOT_A_SALE;
  if (!facts->closed)
    return FIEL_REFUND_OBSTACLE_OPEN;
  if (facts->in_conflict)
    return FIEL_REFUND_OBSTACLE_CONFLICT;
  if (facts->sold_minor <= 0)
    return FIEL_REFUND_OBSTACLE_NOT_CHARGED;
  if (facts->return_open)
    return FIEL_REFUND_OBSTACLE_RETURN_OPEN;
  if (fiel_refund_plan_get_remaining (facts) == 0)
    return FIEL_REFUND_OBSTACLE_NOTHING_LEFT;

  return FIEL_REFUND_OBSTACLE_NONE;
}

static gboolean
can_void (const FielRefundFacts *facts, const FielRefundMeans *means)
{
  return means->can_void && facts->has_operation && facts->returned_minor == 0 && !facts->batch_closed
         && !facts->elsewhere && !facts->void_declined;
}

/**
 * fiel_refund_plan_unbound:
 *
 * Returns: whether the provider returns money by an authorization (and a date) alone
 */
FielRefundPlan
fiel_refund_plan_unbound (const FielRefundMeans *means, gboolean has_authorization, gboolean has_date)
{
  g_return_val_if_fail (means != NULL, refuse (FIEL_REFUND_OBSTACLE_NOT_OFFERED));

  if (!means->can_return)
    return refuse (FIEL_REFUND_OBSTACLE_NOT_OFFERED);
  if (!has_authorization)
    return refuse (FIEL_REFUND_OBSTACLE_NO_AUTHORIZATION);
  if (means->return_wants_date && !has_date)
    return refuse (FIEL_REFUND_OBSTACLE_NO_DATE);

  return choose (FIEL_REFUND_KIND_RETURN);
}

/**
 * fiel_refund_plan_part:
 *
 * Returns: how a part of what is left goes back: never as a void
 */
FielRefundPlan
fiel_refund_plan_part (const FielRefundFacts *facts, const FielRefundMeans *means)
{
  FielRefundObstacle obstacle;
  FielRefundPlan plan;

  g_return_val_if_fail (facts != NULL, refuse (FIEL_REFUND_OBSTACLE_NOT_OFFERED));
  g_return_val_if_fail (means != NULL, refuse (FIEL_REFUND_OBSTACLE_NOT_OFFERED));

  obstacle = find_obstacle (facts);
  if (obstacle != FIEL_REFUND_OBSTACLE_NONE)
    return refuse (obstacle);

  plan = fiel_refund_plan_unbound (means, facts->has_authorization || facts->has_slip, facts->has_date);
  plan.by_slip = plan.kind == FIEL_REFUND_KIND_RETURN && !facts->has_authorization;

  return plan;
}

/**
 * fiel_refund_plan_whole:
 *
 * Returns: how everything that is left goes back
 */
FielRefundPlan
fiel_refund_plan_whole (const FielRefundFacts *facts, const FielRefundMeans *means)
{
  g_return_val_if_fail (facts != NULL, refuse (FIEL_REFUND_OBSTACLE_NOT_OFFERED));
  g_return_val_if_fail (means != NULL, refuse (FIEL_REFUND_OBSTACLE_NOT_OFFERED));

  if (find_obstacle (facts) == FIEL_REFUND_OBSTACLE_NONE && can_void (facts, means))
    return choose (FIEL_REFUND_KIND_VOID);

  return fiel_refund_plan_part (facts, means);
}

/**
 * fiel_refund_plan_amount:
 * @minor: what is to go back
 *
 * Returns: how it goes back
 */
FielRefundPlan
fiel_refund_plan_amount (const FielRefundFacts *facts, const FielRefundMeans *means, gint64 minor)
{
  FielRefundObstacle obstacle;
  gint64 remaining;

  g_return_val_if_fail (facts != NULL, refuse (FIEL_REFUND_OBSTACLE_NOT_OFFERED));
  g_return_val_if_fail (means != NULL, refuse (FIEL_REFUND_OBSTACLE_NOT_OFFERED));

  obstacle = find_obstacle (facts);
  remaining = fiel_refund_plan_get_remaining (facts);
  if (obstacle == FIEL_REFUND_OBSTACLE_NONE && (minor <= 0 || minor > remaining))
    obstacle = FIEL_REFUND_OBSTACLE_AMOUNT;
  if (obstacle != FIEL_REFUND_OBSTACLE_NONE)
    return refuse (obstacle);

  return minor == remaining ? fiel_refund_plan_whole (facts, means) : fiel_refund_plan_part (facts, means);
}

/**
 * fiel_refund_plan_make_slip_ticket:
 *
 * A slip is one thing, however often somebody comes with it: its returns carry one name, so that no two of them are
 * open at once, and what went back is counted together.
 *
 * Returns: (transfer full)
 */
char *
fiel_refund_plan_make_slip_ticket (const char *authorization)
{
  gsize length = 0;

  g_return_val_if_fail (authorization != NULL, NULL);

  length = strlen (authorization);

  return g_strconcat ("SLIP-", authorization + (length > MAX_SLIP_CODE ? length - MAX_SLIP_CODE : 0), NULL);
}
