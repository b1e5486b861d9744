/* csv-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-csv.h"

#include <stdio.h>
#include <string.h>

/* Makes a table of what is asked for on standard input: a line per cell, "text" and its bytes in hexadecimal, "number"
 * and a number, "nothing", or "row" where a row ends. */

static char *
read_hexadecimal (const char *digits)
{
  GString *text = g_string_new (NULL);

  for (const char *c = digits; g_ascii_isxdigit (c[0]) && g_ascii_isxdigit (c[1]); c += 2)
    g_string_append_c (text, (char) (g_ascii_xdigit_value (c[0]) * 16 + g_ascii_xdigit_value (c[1])));

  return g_string_free (text, FALSE);
}

static void
obey (FielCsv *csv, const char *line)
{
  if (g_str_has_prefix (line, "text "))
    {
      g_autofree char *text = read_hexadecimal (line + strlen ("text "));

      fiel_csv_add_text (csv, text);
    }
  else if (g_str_has_prefix (line, "number "))
    fiel_csv_add_number (csv, g_ascii_strtoll (line + strlen ("number "), NULL, 10));
  else if (g_str_has_prefix (line, "nothing"))
    fiel_csv_add_text (csv, NULL);
  else
    fiel_csv_end_row (csv);
}

int
main (void)
{
  g_autoptr (FielCsv) csv = fiel_csv_new ();
  g_autofree char *rows = NULL;
  char line[4096];

  while (fgets (line, sizeof line, stdin) != NULL)
    obey (csv, line);
  rows = fiel_csv_take (csv);

  return fputs (rows, stdout) >= 0 ? 0 : 1;
}
