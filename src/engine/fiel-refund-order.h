/* fiel-refund-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile.h"
#include "fiel-refund-plan.h"

G_BEGIN_DECLS

#define FIEL_REFUND_ORDER_MAX_PURPOSE 100
#define FIEL_REFUND_ORDER_MAX_NAME 64
#define FIEL_REFUND_ORDER_MAX_AUTHORIZATION 20

/**
 * FielRefundOrder: what a cashier wants to give back. Nothing is owned; it is copied. Texts are nullable unless said.
 * @original: id of the sale's attempt; NULL: a return without an original
 * @terminal: key of the store profile; NULL: the sale's
 * @purpose: not NULL: why, 1 to 100 plain characters
 * @actor: not NULL
 * @approver: the manager who approved
 * @offered: the way that was offered and confirmed; another one is refused. NONE: nobody was told
 * @authorization: from the customer's slip: without an original, or if the original's is not known
 * @date: the day of the sale from the customer's slip, as YYYY-MM-DD: without an original, or if it is another than the
 *   journal's
 */
typedef struct
{
  const char *original;
  const char *terminal;
  FielMoney amount;
  const char *purpose;
  const char *actor;
  const char *approver;
  FielRefundKind offered;
  const char *authorization;
  const char *date;
} FielRefundOrder;

FielRefundOrder *fiel_refund_order_copy (const FielRefundOrder *order);    /* owns its texts */
void fiel_refund_order_free (FielRefundOrder *order);                      /* of a copy */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRefundOrder, fiel_refund_order_free)

/* What a manager approves: this amount of this sale, or of this slip. */
char *fiel_refund_order_make_subject (const FielRefundOrder *order) G_GNUC_WARN_UNUSED_RESULT;
gboolean fiel_refund_order_needs_approval (const FielRefundOrder *order, FielProfile *profile);

/* Whether it may be taken as far as the store's rules and the words in it go; FIEL_ENGINE_ERROR with a sentence.
 * @now_us: this machine's clock */
gboolean fiel_refund_order_check (const FielRefundOrder *order, FielProfile *profile, gint64 now_us, GError **error);

G_END_DECLS
