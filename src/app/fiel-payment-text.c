/* fiel-payment-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-text.h"

#include "fiel-money-words.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* Small texts of a payment. Pure: no clock, no locale's idea of numbers. */

#define SECONDS_PER_MINUTE 60

char *
fiel_payment_text_time (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%H:%M:%S") : g_strdup ("");
}

char *
fiel_payment_text_clock (gint64 seconds)
{
  const gint64 left = MAX (seconds, 0);

  return g_strdup_printf ("%" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, left / SECONDS_PER_MINUTE,
                          left % SECONDS_PER_MINUTE);
}

char *
fiel_payment_text_spoken (gint64 seconds)
{
  const gint64 left = MAX (seconds, 0);
  const guint minutes = (guint) (left / SECONDS_PER_MINUTE);
  const guint rest = (guint) (left % SECONDS_PER_MINUTE);
  /* Translators: how many. */
  g_autofree char *rest_words = g_strdup_printf (ngettext ("%u second", "%u seconds", rest), rest);
  /* Translators: how many. */
  g_autofree char *minute_words = g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);

  if (minutes == 0)
    return g_steal_pointer (&rest_words);
  if (rest == 0)
    return g_steal_pointer (&minute_words);
  /* Translators: "4 minutes 12 seconds" */
  return g_strdup_printf (C_("duration", "%s %s"), minute_words, rest_words);
}

char *
fiel_payment_text_span (gint64 span_us, const FielNumberStyle *style)
{
  const gint64 tenths = MAX (span_us, 0) / (G_USEC_PER_SEC / 10);
  const gint64 seconds = tenths / 10;

  g_return_val_if_fail (style != NULL, NULL);

  if (seconds >= SECONDS_PER_MINUTE)
    return fiel_payment_text_clock (seconds);
  if (seconds >= 10)
    /* Translators: a number of seconds. */
    return g_strdup_printf (_("%d s"), (int) seconds);
  if (tenths == 0)
    /* Translators: less than a tenth of a second, with the decimal mark: "< 0.1 s" */
    return g_strdup_printf (_("< 0%s1 s"), style->decimal);
  /* Translators: seconds, the decimal mark and tenths: "0.4 s" */
  return g_strdup_printf (_("%d%s%d s"), (int) seconds, style->decimal, (int) (tenths % 10));
}

gint64
fiel_payment_text_seconds_until (gint64 due_us, gint64 now_us)
{
  return due_us <= now_us ? 0 : (due_us - now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}

gint64
fiel_payment_text_seconds_since (gint64 then_us, gint64 now_us)
{
  return now_us <= then_us ? 0 : (now_us - then_us) / G_USEC_PER_SEC;
}

FielMoney
fiel_payment_text_amount (FielAttempt *attempt)
{
  FielMoney approved;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), fiel_money_make (0, NULL));

  approved = fiel_attempt_get_approved (attempt);
  if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_DONE && approved.currency != NULL && approved.minor != 0)
    return approved;
  return fiel_attempt_get_amount (attempt);
}

FielMoney
fiel_payment_text_signed_amount (FielAttempt *attempt)
{
  FielMoney amount;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), fiel_money_make (0, NULL));

  amount = fiel_payment_text_amount (attempt);
  if (fiel_wording_is_return (fiel_attempt_get_kind (attempt)))
    amount.minor = -ABS (amount.minor);

  return amount;
}

char *
fiel_payment_text_words (FielMoney money)
{
  /* Translators: the language of the amount in words. Fiel knows "en", "es" and "pt". */
  return fiel_money_words (money, C_("language of amounts", "en"));
}

char *
fiel_payment_text_place (FielAttempt *attempt)
{
  const char *reference;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  reference = fiel_attempt_get_reference (attempt);
  if (reference == NULL || *reference == '\0')
    return g_strdup (fiel_attempt_get_terminal_name (attempt));
  /* Translators: name of the terminal, reference of the ticket */
  return g_strdup_printf (_("%s · Ticket %s"), fiel_attempt_get_terminal_name (attempt), reference);
}

char *
fiel_payment_text_card (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  return fiel_wording_card (fiel_attempt_get_card_brand (attempt), fiel_attempt_get_card_type (attempt),
                            fiel_attempt_get_last4 (attempt));
}
