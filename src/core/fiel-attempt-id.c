/* fiel-attempt-id.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-id.h"

#include <string.h>

#define BASE 36u

static const char alphabet[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * fiel_attempt_id_from_bits:
 * @bits: 128 random bits
 *
 * Writes @bits, read as one big-endian number, in base 36. Twenty-five digits hold 129 bits, so no two ids collide.
 *
 * Returns: (transfer full): the id, always of %FIEL_ATTEMPT_ID_LENGTH characters
 */
char *
fiel_attempt_id_from_bits (const guint8 bits[16])
{
  guint8 number[16];
  char *id;

  g_return_val_if_fail (bits != NULL, NULL);

  memcpy (number, bits, sizeof number);
  id = g_malloc0 (FIEL_ATTEMPT_ID_LENGTH + 1);
  for (guint i = FIEL_ATTEMPT_ID_LENGTH; i > 0; i--)
    {
      guint rest = 0;

      for (gsize j = 0; j < G_N_ELEMENTS (number); j++)
        {
          rest = rest << 8 | number[j];
          number[j] = (guint8) (rest / BASE);
          rest %= BASE;
        }
      id[i - 1] = alphabet[rest];
    }

  return id;
}

/**
 * fiel_attempt_id_is_valid:
 * @id: (nullable): text from a journal or a command line
 *
 * Returns: whether @id has the form of an attempt's id
 */
gboolean
fiel_attempt_id_is_valid (const char *id)
{
  return id != NULL && strlen (id) == FIEL_ATTEMPT_ID_LENGTH && strspn (id, alphabet) == FIEL_ATTEMPT_ID_LENGTH;
}
