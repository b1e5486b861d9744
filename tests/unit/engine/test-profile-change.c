/* test-profile-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-profile-change.h"

#include <string.h>

/* What a change of the settings says in the journal. */

static void
test_differences (void)
{
  static const struct
  {
    const char *old_text;
    const char *new_text;
    const char *before;
    const char *after;
  } cases[] = {
    { "[a]\nx=1\n", "[a]\nx=1\n", NULL, NULL },
    { "# old\n[a]\nx=1\n", "[a]\n# new\nx = 1\n", NULL, NULL },
    { "[a]\nx=1\ny=2\n", "[a]\ny=2\nx=3\n", "[a] x=1", "[a] x=3" },
    { "[a]\nx=1\n", "[a]\nx=1\n[b c]\ny=2\nz=3\n", NULL, "[b c] y=2\n[b c] z=3" },
    { "[a]\nx=1\n[b c]\ny=2\n", "[a]\nx=1\n", "[b c] y=2", NULL },
    { "", "[a]\nx=Peñalolén\n", NULL, "[a] x=Peñalolén" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      g_assert_cmpint (fiel_profile_change_describe (cases[i].old_text, cases[i].new_text, &before, &after), ==,
                       cases[i].before != NULL || cases[i].after != NULL);
      g_assert_cmpstr (before, ==, cases[i].before);
      g_assert_cmpstr (after, ==, cases[i].after);
    }
}

static void
test_hides (void)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (fiel_profile_change_describe (
    "[provider g]\ncallback-address=https://till.example/callback/Tq3vX90aLmPz8RkW55\n",
    "[provider g]\ncallback-address=https://till.example/callback/9aLmPz8RkW55Tq3vX0\n", &before, &after));
  g_assert_nonnull (strstr (before, "till.example/callback/"));
  g_assert_null (strstr (before, "Tq3vX90aLmPz8RkW55"));
  g_assert_null (strstr (after, "9aLmPz8RkW55Tq3vX0"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile-change/differences", test_differences);
  g_test_add_func ("/profile-change/hides", test_hides);

  return g_test_run ();
}
