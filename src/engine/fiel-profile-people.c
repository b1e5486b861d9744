/* fiel-profile-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-profile-people.h"

#include "fiel-plain-text.h"
#include "fiel-profile-scan.h"
#include "fiel-redact.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who works in the store, as the profile has it:
 *
 *   [person ana]                 at most 64; KEY is where her PIN is kept in the keyring: it outlives her name
 *   name=Ana Riquelme            1 to 64 characters; no two people may have the same name
 *   role=cashier                 cashier, manager; a store with people has a manager
 *
 * A store without people has one name per till, [till] cashier; with people that key is not allowed, because it would
 * mean nothing. PINs are never here. */

#define MAX_NAME_CHARACTERS 64

static const char *const roles[] = { "cashier", "manager", NULL };
static const char *const person_keys[] = { "name", "role", NULL };

static FielProfilePlace
place_of (const char *file, const FielProfileGroup *group, const char *key)
{
  const FielProfileEntry *entry = key != NULL ? fiel_profile_group_find (group, key) : NULL;

  return (FielProfilePlace){
    .file = file,
    .line = entry != NULL ? entry->line : group->line,
    .group = group->title,
    .key = key,
  };
}

static gboolean
check_keys (const char *file, const FielProfileGroup *group, const char *const *allowed, GError **error)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      const FielProfileEntry *entry = g_ptr_array_index (group->entries, i);
      const FielProfilePlace place = place_of (file, group, entry->key);
      g_autofree char *list = NULL;

      if (g_strv_contains (allowed, entry->key))
        continue;
      list = g_strjoinv (", ", (char **) allowed);
      /* Translators: the keys there are, with commas. */
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNKNOWN_KEY, &place, _ ("there is no such key here. Allowed: %s."),
                         list);
      return FALSE;
    }

  return TRUE;
}

static const char *
require_value (const char *file, const FielProfileGroup *group, const char *key, GError **error)
{
  const FielProfileEntry *entry = fiel_profile_group_find (group, key);
  const FielProfilePlace place = place_of (file, group, key);

  if (entry == NULL)
    fiel_profile_fail (error, FIEL_PROFILE_ERROR_MISSING_KEY, &place, _("this key is missing, and it is required."));

  return entry != NULL ? entry->value : NULL;
}

static const FielProfilePerson *
find_same_name (const FielProfileContent *content, const char *name)
{
  for (guint i = 0; i < content->people->len; i++)
    {
      const FielProfilePerson *person = g_ptr_array_index (content->people, i);

      if (fiel_plain_text_is_same_name (person->name, name))
        return person;
    }

  return NULL;
}

/* A name stands in every record, so that it must be one that the journal keeps as it is. */
static gboolean
check_name (const char *file, const FielProfileGroup *group, const char *name, const FielProfileContent *content,
            GError **error)
{
  const FielProfilePlace place = place_of (file, group, "name");
  const FielProfilePerson *other = find_same_name (content, name);

  if (other != NULL)
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_DUPLICATE, &place,
                         /* Translators: a person’s key. */
                         _("[person %s] has this name already. Give both a name that tells them apart."), other->key);
      return FALSE;
    }
  if (fiel_plain_text_is_fine (name, MAX_NAME_CHARACTERS) && !fiel_redact_may_hide_card (name))
    return TRUE;

  fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                     /* Translators: how many characters. */
                     _("this is no name. Allowed: 1 to %d characters, and nothing that could be a card number."),
                     MAX_NAME_CHARACTERS);

  return FALSE;
}

static gboolean
read_role (const char *file, const FielProfileGroup *group, FielRole *role, GError **error)
{
  const FielProfilePlace place = place_of (file, group, "role");
  const char *value = require_value (file, group, "role", error);

  if (value == NULL)
    return FALSE;
  for (guint i = 0; roles[i] != NULL; i++)
    if (g_str_equal (roles[i], value))
      {
        *role = (FielRole) i;
        return TRUE;
      }

  /* Translators: what stands in the file, what is allowed. */
  fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place, _ ("“%s” is not known. Allowed: %s."), value,
                     "cashier, manager");

  return FALSE;
}

static gboolean
read_person (const char *file, const FielProfileGroup *group, FielProfileContent *content, GError **error)
{
  const FielProfilePlace place = place_of (file, group, NULL);
  const char *name = NULL;
  FielRole role = FIEL_ROLE_CASHIER;

  if (content->people->len == FIEL_PROFILE_MAX_PEOPLE)
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                         /* Translators: how many. */
                         _("these are too many people. At most %d are allowed."), FIEL_PROFILE_MAX_PEOPLE);
      return FALSE;
    }
  if (!check_keys (file, group, person_keys, error))
    return FALSE;

  name = require_value (file, group, "name", error);
  if (name == NULL || !check_name (file, group, name, content, error) || !read_role (file, group, &role, error))
    return FALSE;

  g_ptr_array_add (content->people, fiel_profile_person_new (group->name, name, role));

  return TRUE;
}

/* Somebody has to be able to let people in. */
static gboolean
check_managers (const char *file, const FielProfileGroup *first, const FielProfileContent *content, GError **error)
{
  const FielProfilePlace place = place_of (file, first, "role");

  for (guint i = 0; i < content->people->len; i++)
    {
      const FielProfilePerson *person = g_ptr_array_index (content->people, i);

      if (person->role == FIEL_ROLE_MANAGER)
        return TRUE;
    }

  fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                     _("nobody here is a manager. At least one of the people has role=manager."));

  return FALSE;
}

static gboolean
check_cashier (const char *file, GPtrArray *groups, GError **error)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const FielProfileGroup *group = g_ptr_array_index (groups, i);
      const FielProfilePlace place = place_of (file, group, "cashier");

      if (!g_str_equal (group->title, "till") || fiel_profile_group_find (group, "cashier") == NULL)
        continue;
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                         _("this is only allowed where there are no people. Remove the line: whoever signs in is the "
                           "cashier."));
      return FALSE;
    }

  return TRUE;
}

gboolean
fiel_profile_people_read (const char *file, GPtrArray *groups, FielProfileContent *content, GError **error)
{
  const FielProfileGroup *first = NULL;

  for (guint i = 0; i < groups->len; i++)
    {
      const FielProfileGroup *group = g_ptr_array_index (groups, i);

      if (group->name == NULL || !g_str_equal (group->kind, "person"))
        continue;
      if (!read_person (file, group, content, error))
        return FALSE;
      first = first != NULL ? first : group;
    }

  return first == NULL || (check_managers (file, first, content, error) && check_cashier (file, groups, error));
}

void
fiel_profile_people_print (GString *text, const FielProfileContent *content)
{
  for (guint i = 0; i < content->people->len; i++)
    {
      const FielProfilePerson *person = g_ptr_array_index (content->people, i);

      g_string_append_printf (text, "\n[person %s]\nname=%s\n# cashier or manager; PINs are in the keyring.\nrole=%s\n",
                              person->key, person->name, roles[person->role]);
    }
}

FielProfilePerson *
fiel_profile_person_new (const char *key, const char *name, FielRole role)
{
  FielProfilePerson *person = g_new0 (FielProfilePerson, 1);

  person->key = g_strdup (key);
  person->name = g_strdup (name);
  person->role = role;

  return person;
}

void
fiel_profile_person_free (FielProfilePerson *person)
{
  g_free (person->key);
  g_free (person->name);
  g_free (person);
}

GPtrArray *
fiel_profile_people_copy (GPtrArray *people)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_profile_person_free);

  for (guint i = 0; i < people->len; i++)
    {
      const FielProfilePerson *person = g_ptr_array_index (people, i);

      g_ptr_array_add (copy, fiel_profile_person_new (person->key, person->name, person->role));
    }

  return copy;
}
