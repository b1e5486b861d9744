/* test-host.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-host.h"

/* What is this machine: there, and only there, goes something in the clear. */

typedef struct
{
  const char *host;
  gboolean is_loopback;
} Case;

static const Case cases[] = {
  { "localhost", TRUE },
  { "LocalHost", TRUE },
  { "127.0.0.1", TRUE },
  { "127.255.0.9", TRUE },
  { "::1", TRUE },
  { "0:0:0:0:0:0:0:1", TRUE },
  { "", FALSE },
  { "localhost.example", FALSE },
  { "xlocalhost", FALSE },
  { "127.0.0.1.example", FALSE },
  { "127.1", FALSE },
  { "128.0.0.1", FALSE },
  { "0.0.0.0", FALSE },
  { "::", FALSE },
  { "[::1]", FALSE },
  { "10.0.0.7", FALSE },
  { "cloud.example", FALSE },
};

static void
test_host (gconstpointer data)
{
  const Case *row = data;

  g_assert_cmpint (fiel_host_is_loopback (row->host), ==, row->is_loopback);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/host/%s", *cases[i].host != '\0' ? cases[i].host : "empty");

      g_test_add_data_func (path, &cases[i], test_host);
    }

  return g_test_run ();
}
