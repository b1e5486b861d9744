/* test-figure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-figure.h"

#include <gtk/gtk.h>

/* What a reader from the right would take apart, in the currencies whose symbols stand before the digits. */
static const struct
{
  const char *country;
  const char *currency;
  gint64 minor;
  const char *text;
} figures[] = {
  { "cl", "CLP", 12990, "$12.990" },
  { "cl", "CLP", -4990, "\xe2\x88\x92$4.990" },
};

static void
check_figures (const char *before, const char *after)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      const FielNumberStyle *style = fiel_number_style_for_country (figures[i].country);
      const FielMoney money = fiel_money_make (figures[i].minor, fiel_currency_find (figures[i].currency));
      g_autofree char *expected = g_strconcat (before, figures[i].text, after, NULL);
      g_autofree char *text = fiel_figure_money (money, style);

      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_from_left (void)
{
  check_figures ("", "");
}

static void
test_from_right (void)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  check_figures ("\xe2\x81\xa6", "\xe2\x81\xa9");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/figure/from-left", test_from_left);
  g_test_add_func ("/figure/from-right", test_from_right);

  return g_test_run ();
}
