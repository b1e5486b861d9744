/* test-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-language.h"

#include <gtk/gtk.h>
#include <libintl.h>
#include <locale.h>

/* The language that was chosen, with the translations of the build, in an environment whose locale has none. */

#define TEXT "Charge Real Money?"

static void
assert_shown (const char *code, const char *text)
{
  g_autofree char *chosen = NULL;

  fiel_language_choose (code);
  chosen = fiel_language_dup_chosen ();
  g_assert_cmpstr (chosen, ==, code);
  g_assert_cmpstr (gettext (TEXT), ==, text);
}

static void
test_chosen (void)
{
  assert_shown ("es", "¿Cobrar dinero de verdad?");
  assert_shown ("pt_BR", "Cobrar dinheiro de verdade?");
  assert_shown ("en", TEXT);
  assert_shown ("es", "¿Cobrar dinero de verdad?");
  assert_shown ("", TEXT);
}

/* Where no locale is installed the choice is kept, and what is shown stays readable. */
static void
test_no_locale (void)
{
  g_autofree char *folder = g_strdup (g_getenv ("LOCPATH"));

  g_assert_true (g_setenv ("LOCPATH", "/nonexistent", TRUE));
  fiel_language_choose ("es");
  g_assert_nonnull (gettext (TEXT));
  fiel_language_choose ("");
  g_assert_true (g_setenv ("LOCPATH", folder, TRUE));
}

/* GTK sets the locale anew when it begins, a display or none. */
static void
test_before_gtk (void)
{
  fiel_language_choose ("es");
  fiel_language_apply_chosen ();
  gtk_init_check ();
  g_assert_cmpstr (gettext (TEXT), ==, "¿Cobrar dinero de verdad?");
  fiel_language_choose ("");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  g_assert_nonnull (bindtextdomain ("fiel", g_getenv ("FIEL_TEST_LOCALE")));
  bind_textdomain_codeset ("fiel", "UTF-8");
  textdomain ("fiel");

  g_test_add_func ("/language/no-locale", test_no_locale);
  g_test_add_func ("/language/chosen", test_chosen);
  g_test_add_func ("/language/before-gtk", test_before_gtk);

  return g_test_run ();
}
