/* fiel-shift-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-words.h"

#include <glib/gi18n-lib.h>

char *
fiel_shift_words_payment (FielAttempt *attempt, const FielCurrency *currency, const FielNumberStyle *style)
{
  const gboolean is_return = fiel_attempt_get_kind (attempt) != FIEL_ATTEMPT_KIND_SALE;
  const FielMoney money = fiel_attempt_get_amount (attempt);
  g_autofree char *figure = fiel_money_format_beside (fiel_money_make (is_return ? -money.minor : money.minor,
                                                                       money.currency), currency, style);
  g_autofree char *amount = is_return ? g_strdup_printf ("%s %s", C_ ("kind of payment", "return"), figure)
                                      : g_strdup (figure);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (fiel_attempt_get_saved_wall_us (attempt)
                                                                / G_USEC_PER_SEC);
  g_autofree char *clock = time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("");

  /* Translators: an amount, a time of day, the name of a terminal. */
  return g_strdup_printf (_ ("%s · %s · %s"), amount, clock, fiel_attempt_get_terminal_name (attempt));
}

char *
fiel_shift_words_difference (FielShiftSurvey *survey, const FielCurrency *currency, const FielNumberStyle *style)
{
  GPtrArray *terminals = fiel_shift_survey_get_terminals (survey);

  for (guint i = 0; i < terminals->len; i++)
    {
      const FielShiftTerminal *terminal = g_ptr_array_index (terminals, i);

      if (terminal->comparison != NULL && terminal->comparison->differences->len > 0)
        return fiel_shift_difference_describe (g_ptr_array_index (terminal->comparison->differences, 0), currency,
                                               style);
    }

  return NULL;
}

static const char *
explain (FielShiftAnswer answer)
{
  switch (answer)
    {
    case FIEL_SHIFT_ANSWER_SILENT:
      return _ ("it did not give its list");
    case FIEL_SHIFT_ANSWER_BUSY:
      return _ ("a payment is under way on it");
    case FIEL_SHIFT_ANSWER_CANNOT:
      return _ ("it has no list to compare with");
    case FIEL_SHIFT_ANSWER_NOT_ASKED:
      return _ ("it was not asked");
    case FIEL_SHIFT_ANSWER_COMPARED:
      return "";
    }

  g_return_val_if_reached ("");
}

char *
fiel_shift_words_silent (FielShiftSurvey *survey)
{
  GPtrArray *terminals = fiel_shift_survey_get_terminals (survey);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < terminals->len; i++)
    {
      const FielShiftTerminal *terminal = g_ptr_array_index (terminals, i);

      if (terminal->answer == FIEL_SHIFT_ANSWER_COMPARED)
        continue;
      if (text->len > 0)
        g_string_append (text, "; ");
      /* Translators: the name of a terminal, then why it was not compared. */
      g_string_append_printf (text, _ ("%s: %s"), terminal->name, explain (terminal->answer));
    }

  return g_string_free (text, FALSE);
}

char *
fiel_shift_words_cash (const FielShiftCash *cash, const FielCurrency *currency, const FielNumberStyle *style)
{
  g_autofree char *counted = NULL;
  g_autofree char *gap = NULL;
  gint64 expected = 0, difference = 0;

  if (!fiel_shift_cash_compare (cash, &expected, &difference))
    return g_strdup (_ ("These amounts are larger than Fiel can write down."));

  counted = fiel_money_format (fiel_money_make (cash->counted_minor, currency), style);
  gap = fiel_money_format (fiel_money_make (ABS (difference), currency), style);
  if (difference == 0)
    /* Translators: what was counted in the drawer. */
    return g_strdup_printf (_ ("%s, no difference"), counted);

  /* Translators: what was counted in the drawer, then by how much that differs from what should be there. */
  return g_strdup_printf (difference > 0 ? _ ("%s, %s too much")
                                         /* Translators: the same, when there is less than there should be. */
                                         : _ ("%s, %s too little"), counted, gap);
}

char *
fiel_shift_words_float_apart (const FielShiftPicture *picture, const FielNumberStyle *style)
{
  g_autofree char *figure = NULL;

  g_return_val_if_fail (picture != NULL && picture->totals != NULL, NULL);

  if (!fiel_money_is_valid (picture->float_apart))
    return NULL;

  figure = fiel_money_format_beside (picture->float_apart, picture->totals->currency, style);

  return g_strdup_printf (_ ("%s: %s"), _ ("At the beginning, in another currency"), figure);
}

const char *
fiel_shift_words_card_type (const char *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  if (g_str_equal (type, "DB"))
    /* Translators: a kind of card */
    return _ ("Debit");
  if (g_str_equal (type, "CR"))
    /* Translators: a kind of card */
    return _ ("Credit");
  if (g_str_equal (type, "PR"))
    /* Translators: a kind of card */
    return _ ("Prepaid");

  return *type != '\0' ? type : _ ("Kind of card not said");
}
