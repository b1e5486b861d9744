/* fiel-payment.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

G_BEGIN_DECLS

#define FIEL_TYPE_PAYMENT (fiel_payment_get_type ())
G_DECLARE_FINAL_TYPE (FielPayment, fiel_payment, FIEL, PAYMENT, GObject)

/* A row of the journal as people read it: a payment, or a message that belongs to none. Light: it is made when a row
 * comes into sight and says nothing before its line was read. Signal "changed": something about it is different. */
gboolean fiel_payment_get_loaded (FielPayment *self);
gboolean fiel_payment_get_stray (FielPayment *self);            /* a message that belongs to no payment */
gboolean fiel_payment_get_unseen (FielPayment *self);           /* somebody has to look at it */
gint64 fiel_payment_get_seq (FielPayment *self);
gint64 fiel_payment_get_wall_us (FielPayment *self);            /* when it was saved, or came */
const char *fiel_payment_get_provider (FielPayment *self);      /* key of the store profile; nullable */
const char *fiel_payment_get_text (FielPayment *self);          /* of a stray message, as it came; nullable */

/* Of a payment; NULL, 0 and the first value of an enumeration where there is none. */
const char *fiel_payment_get_id (FielPayment *self);
FielAttemptKind fiel_payment_get_kind (FielPayment *self);
FielAttemptPhase fiel_payment_get_phase (FielPayment *self);    /* as far as the journal tells */
FielOutcome fiel_payment_get_outcome (FielPayment *self);
FielMoney fiel_payment_get_amount (FielPayment *self);          /* what moved once something moved, else asked for */
gboolean fiel_payment_get_conflict (FielPayment *self);
const char *fiel_payment_get_reference (FielPayment *self);
const char *fiel_payment_get_actor (FielPayment *self);
const char *fiel_payment_get_terminal_name (FielPayment *self);
const char *fiel_payment_get_authorization (FielPayment *self);
const char *fiel_payment_get_operation (FielPayment *self);
const char *fiel_payment_get_card_brand (FielPayment *self);
const char *fiel_payment_get_card_type (FielPayment *self);
const char *fiel_payment_get_last4 (FielPayment *self);

G_END_DECLS
