/* fiel-profile-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-profile-text.h"

#include <string.h>

/* The text as a list of lines, without their ends. An end of two characters is kept: the first of them is part of the
 * line here, and a new line takes it over from the line before. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const char *end;

  while ((end = strchr (text, '\n')) != NULL)
    {
      g_ptr_array_add (lines, g_strndup (text, (gsize) (end - text)));
      text = end + 1;
    }
  if (*text != '\0')
    g_ptr_array_add (lines, g_strdup (text));

  return lines;
}

static char *
join (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (lines, i));

  return g_string_free (text, FALSE);
}

static const char *
ending_of (const char *line)
{
  return g_str_has_suffix (line, "\r") ? "\r" : "";
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \r")] == '\0';
}

const FielProfileGroup *
fiel_profile_text_find_group (GPtrArray *groups, const char *title)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const FielProfileGroup *group = g_ptr_array_index (groups, i);

      if (g_str_equal (group->title, title))
        return group;
    }

  return NULL;
}

/* Lines count from 1. */
static guint
last_line_of (const FielProfileGroup *group)
{
  const FielProfileEntry *last
    = group->entries->len > 0 ? g_ptr_array_index (group->entries, group->entries->len - 1) : NULL;

  return last != NULL ? last->line : group->line;
}

/**
 * fiel_profile_text_set:
 * @title: a group that is there
 *
 * Returns: (transfer full): the text with the key's line replaced, or with a new one below the group's last
 */
char *
fiel_profile_text_set (const char *text, GPtrArray *groups, const char *title, const char *key, const char *value)
{
  const FielProfileGroup *group = fiel_profile_text_find_group (groups, title);
  const FielProfileEntry *entry;
  g_autoptr (GPtrArray) lines = NULL;
  guint at;
  char *line;

  g_return_val_if_fail (group != NULL, NULL);

  lines = split (text);
  entry = fiel_profile_group_find (group, key);
  at = entry != NULL ? entry->line : last_line_of (group);
  line = g_strconcat (key, "=", value, ending_of (g_ptr_array_index (lines, at - 1)), NULL);
  if (entry != NULL)
    g_ptr_array_remove_index (lines, at - 1);
  g_ptr_array_insert (lines, (gint) (entry != NULL ? at - 1 : at), line);

  return join (lines);
}

char *
fiel_profile_text_unset (const char *text, GPtrArray *groups, const char *title, const char *key)
{
  const FielProfileGroup *group = fiel_profile_text_find_group (groups, title);
  const FielProfileEntry *entry = group != NULL ? fiel_profile_group_find (group, key) : NULL;
  g_autoptr (GPtrArray) lines = NULL;

  if (entry == NULL)
    return g_strdup (text);

  lines = split (text);
  g_ptr_array_remove_index (lines, entry->line - 1);

  return join (lines);
}

char *
fiel_profile_text_add_group (const char *text, const char *title)
{
  g_autoptr (GPtrArray) lines = split (text);
  const char *ending = lines->len > 0 ? ending_of (g_ptr_array_index (lines, lines->len - 1)) : "";

  if (lines->len > 0 && !is_blank (g_ptr_array_index (lines, lines->len - 1)))
    g_ptr_array_add (lines, g_strdup (ending));
  g_ptr_array_add (lines, g_strconcat ("[", title, "]", ending, NULL));

  return join (lines);
}

/* What is said about the group stands between its lines and goes with them; what stands before it or behind it may be
 * about another one. */
char *
fiel_profile_text_remove_group (const char *text, GPtrArray *groups, const char *title)
{
  const FielProfileGroup *group = fiel_profile_text_find_group (groups, title);
  g_autoptr (GPtrArray) lines = NULL;
  guint first;

  if (group == NULL)
    return g_strdup (text);

  lines = split (text);
  first = group->line - 1;
  g_ptr_array_remove_range (lines, first, last_line_of (group) - first);
  if (first < lines->len && is_blank (g_ptr_array_index (lines, first))
      && (first == 0 || is_blank (g_ptr_array_index (lines, first - 1))))
    g_ptr_array_remove_index (lines, first);
  while (lines->len > 0 && is_blank (g_ptr_array_index (lines, lines->len - 1)))
    g_ptr_array_remove_index (lines, lines->len - 1);

  return join (lines);
}
