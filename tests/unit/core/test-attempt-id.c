/* test-attempt-id.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-id.h"

#include <string.h>

static void
test_known_answers (void)
{
  static const struct
  {
    guint8 bits[16];
    const char *id;
  } rows[] = {
    { { 0 }, "0000000000000000000000000" },
    { { [15] = 1 }, "0000000000000000000000001" },
    { { [15] = 35 }, "000000000000000000000000z" },
    { { [15] = 36 }, "0000000000000000000000010" },
    { { [14] = 1 }, "0000000000000000000000074" },
    /* 2^127 and 2^128 - 1, worked out elsewhere */
    { { [0] = 0x80 }, "7ksyyizzkutudzbv8aqztecjk" },
    { { 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255 },
      "f5lxx1zz5pnorynqglhzmsp33" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = fiel_attempt_id_from_bits (rows[i].bits);

      g_assert_cmpstr (id, ==, rows[i].id);
      g_assert_true (fiel_attempt_id_is_valid (id));
    }
}

/* Every single bit makes another id, and the argument is only read. */
static void
test_every_bit_counts (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint bit = 0; bit < 128; bit++)
    {
      guint8 bits[16] = { 0 };
      guint8 before[16];

      bits[bit / 8] = (guint8) (1u << bit % 8);
      memcpy (before, bits, sizeof bits);
      g_hash_table_add (ids, fiel_attempt_id_from_bits (bits));
      g_assert_true (memcmp (bits, before, sizeof bits) == 0);
    }

  g_assert_cmpuint (g_hash_table_size (ids), ==, 128);
}

static void
test_validity (void)
{
  g_assert_true (fiel_attempt_id_is_valid ("0123456789abcdefghijklmno"));
  g_assert_false (fiel_attempt_id_is_valid (NULL));
  g_assert_false (fiel_attempt_id_is_valid (""));
  g_assert_false (fiel_attempt_id_is_valid ("0123456789abcdefghijklmn"));
  g_assert_false (fiel_attempt_id_is_valid ("0123456789abcdefghijklmnop"));
  g_assert_false (fiel_attempt_id_is_valid ("0123456789ABCDEFGHIJKLMNO"));
  g_assert_false (fiel_attempt_id_is_valid ("0123456789abcdefghijklmn "));
  g_assert_false (fiel_attempt_id_is_valid ("0123456789abcdefghijklmñ"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attempt-id/known-answers", test_known_answers);
  g_test_add_func ("/attempt-id/every-bit-counts", test_every_bit_counts);
  g_test_add_func ("/attempt-id/validity", test_validity);

  return g_test_run ();
}
