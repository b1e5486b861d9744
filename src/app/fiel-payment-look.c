/* fiel-payment-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-look.h"

#include "fiel-figure.h"
#include "fiel-state-words.h"

#include <glib/gi18n.h>

/* Lines of the journal in words, shapes and colours. Pure: the time is an argument. */

#define NOTHING "—"

static FielLook
make_contradicted (gboolean unseen)
{
  /* Translators: state in capitals: later word says something else */
  return (FielLook){ _("CONTRADICTED"), fiel_state_words_contradicted (), "fiel-unconfirmed-symbolic",
                     unseen ? "unconfirmed" : "cancelled" };
}

FielLook
fiel_payment_look_of_attempt (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), fiel_wording_look_of_phase (FIEL_ATTEMPT_PHASE_UNCONFIRMED));

  return fiel_attempt_get_conflict (attempt) ? make_contradicted (TRUE) : fiel_wording_look (attempt);
}

FielLook
fiel_payment_look (FielPayment *payment)
{
  const FielOutcome outcome = fiel_payment_get_outcome (payment);

  if (!fiel_payment_get_loaded (payment))
    return (FielLook){ "", "", NULL, "" };
  if (fiel_payment_get_stray (payment))
    /* Translators: state in capitals: a message that belongs to no payment */
    return (FielLook){ _("UNMATCHED"), C_("a message without a payment", "Unmatched"), "fiel-unconfirmed-symbolic",
                       fiel_payment_get_unseen (payment) ? "unconfirmed" : "cancelled" };
  if (fiel_payment_get_conflict (payment))
    return make_contradicted (fiel_payment_get_unseen (payment));
  if (fiel_payment_get_phase (payment) != FIEL_ATTEMPT_PHASE_DONE)
    return fiel_wording_look_of_phase (fiel_payment_get_phase (payment));

  return fiel_wording_look_of_outcome (fiel_payment_get_kind (payment), outcome);
}

const char *
fiel_payment_look_tone (const FielLook *look)
{
  static const char *const tones[][2] = {
    { "approved", "success" }, { "declined", "error" }, { "unconfirmed", "warning" }, { "accent", "accent" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (g_strcmp0 (tones[i][0], look->style) == 0)
      return tones[i][1];

  return NULL;
}

/* Days from the one of @now back to the one of @time; -1 if that cannot be said. */
static int
count_days (GDateTime *time, GDateTime *now)
{
  if (time == NULL || now == NULL || g_date_time_get_year (time) != g_date_time_get_year (now))
    return -1;

  return g_date_time_get_day_of_year (now) - g_date_time_get_day_of_year (time);
}

static char *
format_time (gint64 wall_us, gint64 now_wall_us, const char *today)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_wall_us / G_USEC_PER_SEC);
  const int days = count_days (time, now);

  if (time == NULL)
    return g_strdup ("");
  if (days == 0)
    return g_date_time_format (time, today);
  if (days > 0)
    /* Translators: a day of this year and a time, see g_date_time_format(): "27 Nov 14:05" */
    return g_date_time_format (time, C_("date", "%-d %b %H:%M"));

  /* Translators: a day of another year and a time: "27 Nov 2025 14:05" */
  return g_date_time_format (time, C_("date", "%-d %b %Y %H:%M"));
}

char *
fiel_payment_look_time (FielPayment *payment, gint64 now_wall_us)
{
  if (!fiel_payment_get_loaded (payment))
    return g_strdup ("");

  return format_time (fiel_payment_get_wall_us (payment), now_wall_us, "%H:%M");
}

char *
fiel_payment_look_when (gint64 wall_us, gint64 now_wall_us)
{
  /* Translators: see g_date_time_format() */
  return format_time (wall_us, now_wall_us, C_("date", "today %H:%M"));
}

const char *
fiel_payment_look_kind_word (FielAttemptKind kind)
{
  switch (kind)
    {
    case FIEL_ATTEMPT_KIND_SALE:
      return C_("kind of payment", "Sale");
    case FIEL_ATTEMPT_KIND_REFUND:
      return C_("kind of payment", "Return");
    case FIEL_ATTEMPT_KIND_VOID:
      return C_("kind of payment", "Void");
    }

  g_return_val_if_reached ("");
}

const char *
fiel_payment_look_kind (FielPayment *payment)
{
  if (!fiel_payment_get_loaded (payment))
    return "";

  return fiel_payment_get_stray (payment) ? C_("kind of payment", "Message")
                                          : fiel_payment_look_kind_word (fiel_payment_get_kind (payment));
}

char *
fiel_payment_look_amount (FielPayment *payment, const FielNumberStyle *style)
{
  FielMoney amount = fiel_payment_get_amount (payment);

  if (!fiel_payment_get_loaded (payment))
    return g_strdup ("");
  if (amount.currency == NULL)
    return g_strdup (NOTHING);

  if (fiel_payment_get_kind (payment) != FIEL_ATTEMPT_KIND_SALE)
    amount.minor = -amount.minor;

  return fiel_figure_money (amount, style);
}

char *
fiel_payment_look_card (FielPayment *payment)
{
  char *card = NULL;

  if (!fiel_payment_get_loaded (payment))
    return g_strdup ("");

  card = fiel_wording_card (fiel_payment_get_card_brand (payment), fiel_payment_get_card_type (payment),
                            fiel_payment_get_last4 (payment));
  if (*card != '\0')
    return card;
  g_free (card);

  return g_strdup (NOTHING);
}

const char *
fiel_payment_look_authorization (FielPayment *payment)
{
  const char *authorization = fiel_payment_get_authorization (payment);

  if (!fiel_payment_get_loaded (payment))
    return "";

  return authorization != NULL && *authorization != '\0' ? authorization : NOTHING;
}

char *
fiel_payment_look_describe (FielPayment *payment, const FielNumberStyle *style, gint64 now_wall_us)
{
  g_autofree char *amount = fiel_payment_look_amount (payment, style);
  g_autofree char *time = fiel_payment_look_time (payment, now_wall_us);
  const char *const parts[] = { amount, fiel_payment_look_kind (payment), fiel_payment_look (payment).word, time,
                                fiel_payment_get_terminal_name (payment), fiel_payment_get_reference (payment) };
  GString *words = g_string_new (NULL);

  for (gsize i = 0; fiel_payment_get_loaded (payment) && i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0' && !g_str_equal (parts[i], NOTHING))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", parts[i]);

  return g_string_free (words, FALSE);
}
