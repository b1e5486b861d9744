/* test-reason.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-reason.h"

/* What journals hold, in the order of the enumeration. */
static const char stored_keys[] =
  "none declined no-funds card-expired limit-exceeded card-invalid wrong-pin sale-not-found customer-timeout "
  "cancelled-at-terminal credentials terminal-unknown terminal-foreign terminal-busy terminal-unreachable request-invalid no-connection "
  "name-not-found certificate no-token not-saved answer-lost answer-unreadable server-trouble provider-timeout "
  "id-not-found mismatch printer-trouble restarted other-code";

static void
test_keys (void)
{
  g_auto (GStrv) keys = g_strsplit (stored_keys, " ", -1);

  g_assert_cmpuint (g_strv_length (keys), ==, FIEL_N_REASONS);
  for (guint i = 0; i < FIEL_N_REASONS; i++)
    {
      FielReason reason;

      g_assert_cmpstr (fiel_reason_key ((FielReason) i), ==, keys[i]);
      g_assert_true (fiel_reason_parse (keys[i], &reason));
      g_assert_cmpint (reason, ==, i);
    }
}

static void
test_unknown_keys (void)
{
  static const char *const keys[] = { NULL, "", "No-Funds", "no_funds", "no-funds ", "of-a-later-version" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      FielReason reason = FIEL_REASON_CERTIFICATE;

      g_assert_false (fiel_reason_parse (keys[i], &reason));
      g_assert_cmpint (reason, ==, FIEL_REASON_CERTIFICATE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reason/keys", test_keys);
  g_test_add_func ("/reason/unknown-keys", test_unknown_keys);

  return g_test_run ();
}
