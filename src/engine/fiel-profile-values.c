/* fiel-profile-values.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-profile-values.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* The kinds of values a profile has, and what is said about those that are none. */

#define MAX_NAME_CHARACTERS 64
#define MAX_ID_BYTES 64

FielProfilePlace
fiel_profile_place_of (const FielProfileReader *reader, const FielProfileGroup *group, const char *key)
{
  const FielProfileEntry *entry = key != NULL ? fiel_profile_group_find (group, key) : NULL;

  return (FielProfilePlace){
    .file = reader->file,
    .line = entry != NULL ? entry->line : group->line,
    .group = group->title,
    .key = key,
  };
}

const FielProfileGroup *
fiel_profile_find_group (const FielProfileReader *reader, const char *title)
{
  for (guint i = 0; i < reader->groups->len; i++)
    {
      const FielProfileGroup *group = g_ptr_array_index (reader->groups, i);

      if (g_str_equal (group->title, title))
        return group;
    }

  return NULL;
}

/**
 * fiel_profile_lack:
 *
 * Says that something required is not there: an error, or a line of the list of what is missing yet.
 */
gboolean
fiel_profile_lack (const FielProfileReader *reader, const FielProfilePlace *place, const char *reason, GError **error)
{
  g_autoptr (GError) lack = NULL;

  fiel_profile_fail (&lack, FIEL_PROFILE_ERROR_MISSING_KEY, place, "%s", reason);
  if (reader->missing != NULL)
    {
      g_ptr_array_add (reader->missing, g_steal_pointer (&lack));
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&lack));
  return FALSE;
}

gboolean
fiel_profile_require_group (const FielProfileReader *reader,
                            const char *title,
                            const FielProfileGroup **group,
                            GError **error)
{
  const FielProfilePlace place = { .file = reader->file, .group = title };

  *group = fiel_profile_find_group (reader, title);

  return *group != NULL || fiel_profile_lack (reader, &place, _("this group is missing, and it is required."), error);
}

gboolean
fiel_profile_check_keys (const FielProfileReader *reader,
                         const FielProfileGroup *group,
                         const char *const *allowed,
                         GError **error)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      const FielProfileEntry *entry = g_ptr_array_index (group->entries, i);
      const FielProfilePlace place = fiel_profile_place_of (reader, group, entry->key);

      if (!g_strv_contains (allowed, entry->key))
        {
          g_autofree char *list = g_strjoinv (", ", (char **) allowed);

          fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNKNOWN_KEY, &place,
                             _ ("there is no such key here. Allowed: %s."), list);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
fiel_profile_require_value (const FielProfileReader *reader,
                            const FielProfileGroup *group,
                            const char *key,
                            const char **value,
                            GError **error)
{
  const FielProfileEntry *entry = fiel_profile_group_find (group, key);
  const FielProfilePlace place = fiel_profile_place_of (reader, group, key);

  *value = entry != NULL ? entry->value : NULL;

  return entry != NULL || fiel_profile_lack (reader, &place, _("this key is missing, and it is required."), error);
}

gboolean
fiel_profile_read_name (const FielProfileReader *reader,
                        const FielProfileGroup *group,
                        const char *key,
                        char **name,
                        GError **error)
{
  const char *value;
  const FielProfilePlace place = fiel_profile_place_of (reader, group, key);

  if (!fiel_profile_require_value (reader, group, key, &value, error))
    return FALSE;
  if (value != NULL && g_utf8_strlen (value, -1) > MAX_NAME_CHARACTERS)
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                         /* Translators: how many characters. */
                         _ ("this is too long. At most %d characters are allowed."), MAX_NAME_CHARACTERS);
      return FALSE;
    }

  *name = g_strdup (value);
  return TRUE;
}

gboolean
fiel_profile_read_id (const FielProfileReader *reader,
                      const FielProfileGroup *group,
                      const char *key,
                      char **id,
                      GError **error)
{
  const char *value;
  const FielProfilePlace place = fiel_profile_place_of (reader, group, key);
  gboolean fits;

  if (!fiel_profile_require_value (reader, group, key, &value, error))
    return FALSE;

  fits = value == NULL || strlen (value) <= MAX_ID_BYTES;
  for (const char *at = value; at != NULL && *at != '\0'; at++)
    fits = fits && g_ascii_isgraph (*at);
  if (!fits)
    {
      fiel_profile_fail (
          error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
          /* Translators: what stands in the file, how many characters at most. */
          _ ("“%s” is not an identifier. Allowed: 1 to %d letters, digits and signs without spaces or accents, "
             "exactly as the provider gave it."),
          value, MAX_ID_BYTES);
      return FALSE;
    }

  *id = g_strdup (value);
  return TRUE;
}

/* One of @choices; absent: *index stays. */
gboolean
fiel_profile_read_choice (const FielProfileReader *reader,
                          const FielProfileGroup *group,
                          const char *key,
                          const char *const *choices,
                          int *index,
                          GError **error)
{
  const FielProfileEntry *entry = fiel_profile_group_find (group, key);
  const FielProfilePlace place = fiel_profile_place_of (reader, group, key);
  g_autofree char *list = NULL;

  if (entry == NULL)
    return TRUE;
  for (int i = 0; choices[i] != NULL; i++)
    if (g_str_equal (choices[i], entry->value))
      {
        *index = i;
        return TRUE;
      }

  list = g_strjoinv (", ", (char **) choices);
  fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place, _ ("“%s” is not known. Allowed: %s."), entry->value,
                     list);
  return FALSE;
}

/* yes or no; absent: *answer stays. */
gboolean
fiel_profile_read_answer (const FielProfileReader *reader,
                          const FielProfileGroup *group,
                          const char *key,
                          gboolean *answer,
                          GError **error)
{
  static const char *const answers[] = { "no", "yes", NULL };
  int index = *answer;

  if (!fiel_profile_read_choice (reader, group, key, answers, &index, error))
    return FALSE;

  *answer = index == 1;

  return TRUE;
}

/* A whole number without sign, from @least to @most; absent: *number stays. */
gboolean
fiel_profile_read_number (const FielProfileReader *reader,
                          const FielProfileGroup *group,
                          const char *key,
                          gint64 least,
                          gint64 most,
                          gint64 *number,
                          GError **error)
{
  const FielProfileEntry *entry = fiel_profile_group_find (group, key);
  const FielProfilePlace place = fiel_profile_place_of (reader, group, key);

  if (entry == NULL)
    return TRUE;
  if (!g_ascii_isdigit (entry->value[0]) || !g_ascii_string_to_signed (entry->value, 10, least, most, number, NULL))
    {
      fiel_profile_fail (
          error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
          /* Translators: what stands in the file, the least number, the greatest. */
          _ ("“%s” is not allowed. Allowed: a whole number from %" PRId64 " to %" PRId64 "."),
          entry->value, least, most);
      return FALSE;
    }

  return TRUE;
}
