/* fiel-random.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-random.h"

#include "fiel-attempt-id.h"

#include <errno.h>
#include <sys/random.h>

void
fiel_random_system (guint8 *bytes, gsize length, gpointer user_data)
{
  gsize filled = 0;

  g_return_if_fail (bytes != NULL);

  while (filled < length)
    {
      gssize n = getrandom (bytes + filled, length - filled, 0);

      if (n > 0)
        filled += (gsize) n;
      else if (errno != EINTR)
        g_error ("The system gives no random numbers (%s): no payment can be named", g_strerror (errno));
    }
}

char *
fiel_random_make_id (FielRandomFunc random, gpointer random_data)
{
  guint8 bits[16];

  g_return_val_if_fail (random != NULL, NULL);

  random (bits, sizeof bits, random_data);

  return fiel_attempt_id_from_bits (bits);
}
