/* fiel-plain-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-plain-text.h"

gboolean
fiel_plain_text_is_fine (const char *text, gsize max_characters)
{
  if (!g_utf8_validate (text, -1, NULL) || *text == '\0' || *text == ' ' || g_str_has_suffix (text, " ")
      || (gsize) g_utf8_strlen (text, -1) > max_characters)
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* (transfer full) */
static char *
fold_name (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", g_strstrip (folded), 0, 0);

  return g_strjoinv (" ", words);
}

gboolean
fiel_plain_text_is_same_name (const char *one, const char *other)
{
  g_autofree char *folded_one = fold_name (one);
  g_autofree char *folded_other = fold_name (other);

  return g_utf8_collate (folded_one, folded_other) == 0;
}
