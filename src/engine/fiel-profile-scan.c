/* fiel-profile-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-profile-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The line scanner of the store profile. GKeyFile reads the same syntax, but it forgives what may cost money here: a
 * key given twice, a group that is continued further down, stray text; and it cannot say on which line something
 * stands. What an editor on another system adds and what changes no meaning (a byte order mark at the start, line ends
 * of two characters) is accepted.
 *
 * No message repeats the text of a line that could not be taken apart: it may hold a secret. */

#define MAX_LINE_BYTES 4096
#define MAX_WORD_BYTES 64

typedef struct
{
  FielProfilePlace place;
  GPtrArray *groups;        /* (owned) (element-type FielProfileGroup) */
  FielProfileGroup *group;  /* the one the next entry goes to; in groups */
} Scan;

static void
entry_free (FielProfileEntry *entry)
{
  g_free (entry->key);
  g_free (entry->value);
  g_free (entry);
}

static void
group_free (FielProfileGroup *group)
{
  g_free (group->title);
  g_free (group->kind);
  g_free (group->name);
  g_ptr_array_unref (group->entries);
  g_free (group);
}

/**
 * fiel_profile_key_is_secret:
 *
 * Returns: whether a key of this name can only hold something that belongs in the keyring. It goes by the end of the
 * name, so that "api-key" is one and "api-key-header", the header it travels in, is not
 */
gboolean
fiel_profile_key_is_secret (const char *key)
{
  static const char *const endings[] = {
    "secret", "secrets", "password", "passwd",      "passphrase", "pin",
    "token",  "api-key", "apikey",   "private-key", "credential", "credentials",
  };
  g_autofree char *name = g_ascii_strdown (key, -1);

  g_strdelimit (name, "_. ", '-');
  if (g_str_has_suffix (name, "-value"))
    name[strlen (name) - strlen ("-value")] = '\0';

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize before;

      if (!g_str_has_suffix (name, endings[i]))
        continue;
      before = strlen (name) - strlen (endings[i]);
      if (before == 0 || name[before - 1] == '-')
        return TRUE;
    }

  return FALSE;
}

const FielProfileEntry *
fiel_profile_group_find (const FielProfileGroup *group, const char *key)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      const FielProfileEntry *entry = g_ptr_array_index (group->entries, i);

      if (g_str_equal (entry->key, key))
        return entry;
    }

  return NULL;
}

gboolean
fiel_profile_is_word (const char *text)
{
  const gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-");

  return length > 0 && length <= MAX_WORD_BYTES && text[length] == '\0' && text[0] != '-';
}

/* Some characters turn the text behind them round: an amount after a name would be read backwards. */
static gboolean
turns_text (gunichar character)
{
  return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069)
         || character == 0x200e || character == 0x200f || character == 0x061c;
}

gboolean
fiel_profile_is_line (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)) || turns_text (g_utf8_get_char (at)))
      return FALSE;

  return TRUE;
}

static const FielProfileGroup *
find_group (Scan *scan, const char *title)
{
  for (guint i = 0; i < scan->groups->len; i++)
    {
      const FielProfileGroup *group = g_ptr_array_index (scan->groups, i);

      if (g_str_equal (group->title, title))
        return group;
    }

  return NULL;
}

static gboolean
scan_header (Scan *scan, const char *line, GError **error)
{
  const gsize length = strlen (line);
  g_autofree char *inner = NULL;
  g_auto (GStrv) words = NULL;
  const FielProfileGroup *earlier;
  guint n_words;

  scan->place.group = NULL;
  inner = length > 2 && line[length - 1] == ']' ? g_strndup (line + 1, length - 2) : g_strdup ("");
  words = g_strsplit (inner, " ", 3);
  n_words = g_strv_length (words);
  if (n_words < 1 || n_words > 2 || !fiel_profile_is_word (words[0])
      || (n_words == 2 && !fiel_profile_is_word (words[1])))
    {
      fiel_profile_fail (
          error, FIEL_PROFILE_ERROR_UNREADABLE, &scan->place,
          _ ("this is not a group. A group is written [till] or [terminal NAME], where NAME is made of the "
             "letters a-z, digits and hyphens."));
      return FALSE;
    }

  earlier = find_group (scan, inner);
  if (earlier != NULL)
    {
      scan->place.group = earlier->title;
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_DUPLICATE, &scan->place,
                         /* Translators: the number of the line. */
                         _("this group stands on line %u already. Each group may be there once."), earlier->line);
      return FALSE;
    }

  scan->group = g_new0 (FielProfileGroup, 1);
  scan->group->title = g_steal_pointer (&inner);
  scan->group->kind = g_strdup (words[0]);
  scan->group->name = g_strdup (words[1]);
  scan->group->line = scan->place.line;
  scan->group->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  scan->place.group = scan->group->title;
  g_ptr_array_add (scan->groups, scan->group);

  return TRUE;
}

static gboolean
check_secret (Scan *scan, const char *key, GError **error)
{
  const gboolean in_provider = scan->group != NULL && g_str_equal (scan->group->kind, "provider");

  if (!fiel_profile_key_is_secret (key))
    return TRUE;
  if (scan->group != NULL && g_str_equal (scan->group->kind, "person"))
    {
      fiel_profile_fail (
          error, FIEL_PROFILE_ERROR_SECRET, &scan->place,
          /* Translators: a person’s key. */
          _ ("a PIN does not belong in this file. Remove the line, and keep the PIN in the keyring with "
             "“fielctl people set-pin %s”."),
          scan->group->name != NULL ? scan->group->name : "NAME");
      return FALSE;
    }

  fiel_profile_fail (
      error, FIEL_PROFILE_ERROR_SECRET, &scan->place,
      /* Translators: the provider’s key, the secret’s name. */
      _ ("a secret does not belong in this file. Remove the line, and keep the secret in the keyring with "
         "“fielctl secret set %s %s”."),
      in_provider && scan->group->name != NULL ? scan->group->name : "PROVIDER", key);
  return FALSE;
}

static gboolean
check_entry (Scan *scan, const char *key, const char *value, GError **error)
{
  const FielProfileEntry *earlier;

  if (!check_secret (scan, key, error))
    return FALSE;
  if (!fiel_profile_is_word (key))
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNREADABLE, &scan->place,
                         _("this is not the name of a key. Names are made of the letters a-z, digits and hyphens."));
      return FALSE;
    }
  if (scan->group == NULL)
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNREADABLE, &scan->place,
                         _("this key stands before the first group. The file begins with [fiel]."));
      return FALSE;
    }
  if (*value == '\0')
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &scan->place,
                         _("there is no value. Give one, or leave the line out."));
      return FALSE;
    }

  earlier = fiel_profile_group_find (scan->group, key);
  if (earlier != NULL)
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_DUPLICATE, &scan->place,
                         /* Translators: the number of the line. */
                         _("this key stands on line %u already. Each key may be there once per group."), earlier->line);
      return FALSE;
    }

  return TRUE;
}

static gboolean
scan_entry (Scan *scan, const char *line, GError **error)
{
  const char *equals = strchr (line, '=');
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  FielProfileEntry *entry;

  if (equals == NULL)
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNREADABLE, &scan->place,
                         _("this line is none of [group], key=value and # comment."));
      return FALSE;
    }

  key = g_strstrip (g_strndup (line, (gsize) (equals - line)));
  value = g_strstrip (g_strdup (equals + 1));
  /* A name that is none is not repeated in the message; it may be the beginning of anything. */
  scan->place.key = fiel_profile_is_word (key) ? key : NULL;
  if (!check_entry (scan, key, value, error))
    return FALSE;

  entry = g_new0 (FielProfileEntry, 1);
  entry->key = g_steal_pointer (&key);
  entry->value = g_steal_pointer (&value);
  entry->line = scan->place.line;
  g_ptr_array_add (scan->group->entries, entry);

  return TRUE;
}

static gboolean
scan_line (Scan *scan, const char *text, gsize length, GError **error)
{
  g_autofree char *line = NULL;

  scan->place.line++;
  scan->place.key = NULL;
  if (length > 0 && text[length - 1] == '\r')
    length--;
  if (length > MAX_LINE_BYTES)
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNREADABLE, &scan->place,
                         /* Translators: how many bytes. */
                         _("this line is too long. At most %d bytes are allowed."), MAX_LINE_BYTES);
      return FALSE;
    }
  /* NUL counts as invalid here. */
  if (!g_utf8_validate_len (text, length, NULL))
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNREADABLE, &scan->place,
                         _("this line is not text in UTF-8. Save the file as UTF-8 in the editor."));
      return FALSE;
    }

  line = g_strstrip (g_strndup (text, length));
  if (line[0] == '\0' || line[0] == '#')
    return TRUE;
  if (!fiel_profile_is_line (line))
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNREADABLE, &scan->place,
                         _("there is a control character (a tab, perhaps). Only printable characters are allowed."));
      return FALSE;
    }

  return line[0] == '[' ? scan_header (scan, line, error) : scan_entry (scan, line, error);
}

/**
 * fiel_profile_scan:
 * @file: for messages
 * @text: the file's bytes, whatever they are
 *
 * Takes a profile apart into groups and entries and refuses everything that is not plainly one of both.
 *
 * Returns: (transfer full) (element-type FielProfileGroup): the groups in the file's order, none twice
 */
GPtrArray *
fiel_profile_scan (const char *file, const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  Scan scan = { .place = { .file = file }, .groups = groups };

  if (length > FIEL_PROFILE_MAX_BYTES)
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNREADABLE, &scan.place,
                         /* Translators: how many KiB. */
                         _("the file is too large for a store profile. At most %d KiB are allowed."),
                         FIEL_PROFILE_MAX_BYTES / 1024);
      return NULL;
    }

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }

  while (length > 0)
    {
      const char *end = memchr (text, '\n', length);
      const gsize line_length = end != NULL ? (gsize) (end - text) : length;
      const gsize step = end != NULL ? line_length + 1 : length;

      if (!scan_line (&scan, text, line_length, error))
        return NULL;
      text += step;
      length -= step;
    }

  return g_steal_pointer (&groups);
}
