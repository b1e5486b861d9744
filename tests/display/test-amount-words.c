/* test-amount-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-amount-display.h"
#include "fiel-window-test.h"

#include <libintl.h>
#include <locale.h>

/* What is heard where an amount stands: words in the language of the screen and in the money of the country. Every page
 * shows its amount with this widget. The translations are those of the build, as the program loads them. */

typedef struct
{
  const char *language;
  const char *currency;
  gint64 minor;
  const char *words;
} Row;

static const Row rows[] = {
  { "en", "CLP", 12990, "twelve thousand nine hundred ninety pesos" },
  { "en", "ARS", 1299050, "twelve thousand nine hundred ninety pesos and fifty centavos" },
  { "en", "UYU", 101, "one peso and one centésimo" },
  { "en", "MXN", 100, "one peso" },
  { "en", "BRL", 2150, "twenty-one reais and fifty centavos" },
  { "es", "CLP", 12990, "doce mil novecientos noventa pesos" },
  { "es", "ARS", 1299050, "doce mil novecientos noventa pesos con cincuenta centavos" },
  { "es", "UYU", 101, "un peso con un centésimo" },
  { "es", "MXN", 100, "un peso" },
  { "es", "BRL", 2150, "veintiún reales con cincuenta centavos" },
  { "es_CL", "CLP", 1000000, "un millón de pesos" },
  { "pt_BR", "CLP", 12990, "doze mil novecentos e noventa pesos" },
  { "pt_BR", "ARS", 1299050, "doze mil novecentos e noventa pesos e cinquenta centavos" },
  { "pt_BR", "UYU", 101, "um peso e um centésimo" },
  { "pt_BR", "MXN", 100, "um peso" },
  { "pt_BR", "BRL", 2150, "vinte e um reais e cinquenta centavos" },
};

static void
test_words (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GtkWidget) display = g_object_ref_sink (g_object_new (FIEL_TYPE_AMOUNT_DISPLAY, NULL));

  g_assert_true (g_setenv ("LANGUAGE", row->language, TRUE));
  textdomain ("fiel"); /* gettext looks at LANGUAGE again */
  fiel_amount_display_set_money (FIEL_AMOUNT_DISPLAY (display),
                                 fiel_money_make (row->minor, fiel_currency_find (row->currency)),
                                 fiel_number_style_for_country ("cl"), 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (display), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, row->words);
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);
  /* GTK has set the locale; where it is not found, nothing would be translated. */
  g_assert_cmpstr (setlocale (LC_MESSAGES, NULL), ==, g_getenv ("LC_ALL"));
  g_assert_nonnull (bindtextdomain ("fiel", g_getenv ("FIEL_TEST_LOCALE")));
  bind_textdomain_codeset ("fiel", "UTF-8");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/amount-words/%s/%s", rows[i].language, rows[i].currency);

      g_test_add_data_func (path, &rows[i], test_words);
    }

  return g_test_run ();
}
