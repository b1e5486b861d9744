/* fiel-case.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-case.h"

#include "fiel-payment-text.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* The facts of an open payment, sorted by what they speak for. Pure. Silence speaks for nothing: that the provider
 * found nothing so far is no sign of "not charged". */

static void
add (GString *facts, const char *fact)
{
  if (fact != NULL && *fact != '\0')
    g_string_append_printf (facts, "%s%s", facts->len > 0 ? "\n" : "", fact);
}

static void
take (GString *facts, char *fact)
{
  add (facts, fact);
  g_free (fact);
}

static void
add_charged (GString *facts, FielAttempt *attempt)
{
  const char *provider = fiel_attempt_get_provider_name (attempt);
  const char *authorization = fiel_attempt_get_authorization (attempt);
  const char *code = fiel_attempt_get_slip_code (attempt);

  if (fiel_attempt_get_sighting (attempt) == FIEL_SIGHTING_APPROVED)
    add (facts, fiel_wording_sighting (FIEL_SIGHTING_APPROVED));
  if (code != NULL && *code != '\0')
    /* Translators: the code. */
    take (facts, g_strdup_printf (_("Code copied from the slip: %s"), code));
  if (authorization != NULL && *authorization != '\0')
    /* Translators: the provider, the bank's authorization code */
    take (facts, g_strdup_printf (_("%s gave the authorization %s"), provider, authorization));
}

static void
add_not_charged (GString *facts, FielAttempt *attempt)
{
  if (fiel_attempt_get_sighting (attempt) == FIEL_SIGHTING_DECLINED)
    add (facts, fiel_wording_sighting (FIEL_SIGHTING_DECLINED));
  if (fiel_attempt_get_cancel_state (attempt) == FIEL_CANCEL_STATE_AGREED)
    add (facts, _("The terminal agreed to stop"));
}

static void
add_beginning (GString *facts, FielAttempt *attempt, const FielNumberStyle *style)
{
  const char *provider = fiel_attempt_get_provider_name (attempt);
  const char *number = fiel_attempt_get_provider_id (attempt);
  g_autofree char *money = fiel_money_format (fiel_attempt_get_amount (attempt), style);
  g_autofree char *time = fiel_payment_text_time (fiel_attempt_get_saved_wall_us (attempt));

  /* Translators: a time, an amount, the terminal */
  take (facts, g_strdup_printf (_("Started at %s: %s on %s"), time, money, fiel_attempt_get_terminal_name (attempt)));
  if (number != NULL && *number != '\0')
    /* Translators: the provider, the number it gave to the payment */
    take (facts, g_strdup_printf (_("%s took it as number %s"), provider, number));
  else
    /* Translators: the provider’s name; “it” is the payment. */
    take (facts, g_strdup_printf (_("%s gave no number for it"), provider));
}

static void
add_silence (GString *facts, FielAttempt *attempt, gint64 now_us)
{
  const char *provider = fiel_attempt_get_provider_name (attempt);
  guint n_checks = fiel_attempt_get_n_checks (attempt);
  gint64 last_us = fiel_attempt_get_last_check_us (attempt);
  gint64 deadline_us = fiel_attempt_get_deadline_us (attempt);
  g_autofree char *last = fiel_payment_text_clock (fiel_payment_text_seconds_since (last_us, now_us));

  if (fiel_attempt_get_reason (attempt) != FIEL_REASON_NONE)
    add (facts, fiel_wording_reason (fiel_attempt_get_reason (attempt)));
  if (n_checks == 0)
    /* Translators: the provider’s name. */
    take (facts, g_strdup_printf (_("%s was not asked yet"), provider));
  else
    /* Translators: the provider’s name, how many times. */
    take (facts, g_strdup_printf (ngettext ("Asked %s %u time, no final answer",
                                            "Asked %s %u times, no final answer", n_checks), provider, n_checks));
  if (n_checks > 0 && last_us > 0)
    /* Translators: the provider and a time like "0:02" */
    take (facts, g_strdup_printf (_("Asked %s %s ago"), provider, last));
  if (deadline_us > 0 && deadline_us <= now_us)
    /* Translators: the provider’s name. */
    take (facts, g_strdup_printf (_("%s gave the payment its time, and that is over"), provider));
  if (deadline_us > now_us)
    /* Translators: the provider’s name. */
    take (facts, g_strdup_printf (_("%s may still be waiting for the customer"), provider));
}

static void
add_words (GString *facts, FielAttempt *attempt)
{
  const char *provider = fiel_attempt_get_provider_name (attempt);
  const char *message = fiel_attempt_get_provider_message (attempt);
  const char *code = fiel_attempt_get_provider_code (attempt);

  if (message != NULL && *message != '\0')
    /* Translators: the provider and its words, as they came */
    take (facts, g_strdup_printf (_("Last words of %s: “%s”"), provider, message));
  if (code != NULL && *code != '\0')
    /* Translators: the provider and its code, as it came */
    take (facts, g_strdup_printf (_("Last code of %s: %s"), provider, code));
}

static void
add_terminal (GString *facts, FielAttempt *attempt)
{
  FielSighting sighting = fiel_attempt_get_sighting (attempt);

  if (sighting == FIEL_SIGHTING_NONE)
    add (facts, _("Nobody has said yet what the terminal shows"));
  if (sighting == FIEL_SIGHTING_WAITING || sighting == FIEL_SIGHTING_NOTHING)
    add (facts, fiel_wording_sighting (sighting));
  if (fiel_attempt_get_terminal_seen_busy (attempt))
    /* Translators: a terminal’s name. */
    take (facts, g_strdup_printf (_("%s was busy when asked, most likely with this payment"),
                                  fiel_attempt_get_terminal_name (attempt)));
  if (fiel_attempt_get_cancel_state (attempt) != FIEL_CANCEL_STATE_AGREED)
    add (facts, fiel_wording_cancel (fiel_attempt_get_kind (attempt), fiel_attempt_get_cancel_state (attempt),
                                     FIEL_ATTEMPT_PHASE_UNCONFIRMED, FIEL_OUTCOME_NONE));
}

char *
fiel_case_describe (FielAttempt *attempt, FielCaseSide side, const FielNumberStyle *style, gint64 now_us)
{
  g_autoptr (GString) facts = g_string_new (NULL);

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);
  g_return_val_if_fail (style != NULL, NULL);

  switch (side)
    {
    case FIEL_CASE_CHARGED:
      add_charged (facts, attempt);
      break;
    case FIEL_CASE_NOT_CHARGED:
      add_not_charged (facts, attempt);
      break;
    case FIEL_CASE_NEITHER:
      add_beginning (facts, attempt, style);
      add_silence (facts, attempt, now_us);
      add_words (facts, attempt);
      add_terminal (facts, attempt);
      break;
    }

  return facts->len > 0 ? g_strdup (facts->str) : NULL;
}
