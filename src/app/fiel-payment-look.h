/* fiel-payment-look.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-payment.h"
#include "fiel-wording.h"

G_BEGIN_DECLS

/* How a line of the journal meets the eye. Each is "" before the line was read. */

/* A return that went through is "Returned", a contradicted result says so, a stray message is "Unmatched". */
FielLook fiel_payment_look (FielPayment *payment);
/* The same of a payment that is in memory: what contradicts it is marked, whatever it was. */
FielLook fiel_payment_look_of_attempt (FielAttempt *attempt);
/* "success", "error", "warning", "accent" or NULL: the colour of icon and word. */
const char *fiel_payment_look_tone (const FielLook *look);

/* "14:05" today, "27 Nov 14:05" this year, else with the year. */
char *fiel_payment_look_time (FielPayment *payment, gint64 now_wall_us) G_GNUC_WARN_UNUSED_RESULT;
/* The same in words for whoever reads one payment: "today 14:05". */
char *fiel_payment_look_when (gint64 wall_us, gint64 now_wall_us) G_GNUC_WARN_UNUSED_RESULT;
const char *fiel_payment_look_kind (FielPayment *payment);
const char *fiel_payment_look_kind_word (FielAttemptKind kind);
/* With a minus if it went back. */
char *fiel_payment_look_amount (FielPayment *payment, const FielNumberStyle *style) G_GNUC_WARN_UNUSED_RESULT;
char *fiel_payment_look_card (FielPayment *payment) G_GNUC_WARN_UNUSED_RESULT;
const char *fiel_payment_look_authorization (FielPayment *payment);

/* The whole line, for whoever hears it: "$4.990, Sale, Approved, 14:05, Terminal Norte, 000123". */
char *fiel_payment_look_describe (FielPayment *payment, const FielNumberStyle *style, gint64 now_wall_us)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
