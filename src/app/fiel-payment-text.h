/* fiel-payment-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

G_BEGIN_DECLS

/* The small texts of a payment that several pages show. Times are microseconds; a negative span counts as 0. */

/* "14:05:01", local time of @wall_us. */
char *fiel_payment_text_time (gint64 wall_us) G_GNUC_WARN_UNUSED_RESULT;

/* "4:12", as a countdown shows it. @seconds: what is left or has passed. */
char *fiel_payment_text_clock (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;

/* "4 minutes 12 seconds", for people who listen. */
char *fiel_payment_text_spoken (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;

/* How long a step took: "< 0.1 s", "0.4 s" below ten seconds, "12 s" below a minute, then "1:18". @style: how the
 * country writes decimals. */
char *fiel_payment_text_span (gint64 span_us, const FielNumberStyle *style) G_GNUC_WARN_UNUSED_RESULT;

/* Whole seconds until @due_us, rounded up, so that "0:00" is never shown early; and since @then_us, rounded down. */
gint64 fiel_payment_text_seconds_until (gint64 due_us, gint64 now_us);
gint64 fiel_payment_text_seconds_since (gint64 then_us, gint64 now_us);

/* The amount that counts: what moved once something moved, else what was asked for. */
FielMoney fiel_payment_text_amount (FielAttempt *attempt);

/* The same as it counts for the till: below zero where money goes back. */
FielMoney fiel_payment_text_signed_amount (FielAttempt *attempt);

/* "twelve thousand nine hundred ninety pesos", for people who listen. */
char *fiel_payment_text_words (FielMoney money) G_GNUC_WARN_UNUSED_RESULT;

/* "Terminal Norte · Ticket 004518". */
char *fiel_payment_text_place (FielAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;

/* "Visa ··4242", or "" while no card is known. */
char *fiel_payment_text_card (FielAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
