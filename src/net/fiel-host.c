/* fiel-host.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-host.h"

#include <gio/gio.h>

gboolean
fiel_host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}
