/* fiel-profile-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-profile-change.h"

#include "fiel-log.h"

static GKeyFile *
read_text (const char *text)
{
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL);

  return file;
}

static void
add_line (GString *lines, const char *group, const char *key, const char *value)
{
  g_autofree char *line = g_strdup_printf ("[%s] %s=%s", group, key, value);
  g_autofree char *redacted = fiel_log_redact (line);

  g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", redacted);
}

/* The lines of @file that @other does not have so. */
static char *
list_own (GKeyFile *file, GKeyFile *other)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);

      for (char **key = keys; key != NULL && *key != NULL; key++)
        {
          g_autofree char *value = g_key_file_get_value (file, *group, *key, NULL);
          g_autofree char *elsewhere = g_key_file_get_value (other, *group, *key, NULL);

          if (g_strcmp0 (value, elsewhere) != 0)
            add_line (lines, *group, *key, value);
        }
    }

  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

gboolean
fiel_profile_change_describe (const char *old_text, const char *new_text, char **before, char **after)
{
  g_autoptr (GKeyFile) old_file = NULL;
  g_autoptr (GKeyFile) new_file = NULL;

  g_return_val_if_fail (old_text != NULL && new_text != NULL, FALSE);
  g_return_val_if_fail (before != NULL && after != NULL, FALSE);

  old_file = read_text (old_text);
  new_file = read_text (new_text);
  *before = list_own (old_file, new_file);
  *after = list_own (new_file, old_file);

  return *before != NULL || *after != NULL;
}
