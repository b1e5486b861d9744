/* fiel-profile-transfer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-profile-transfer.h"

#include "fiel-profile-file.h"
#include "fiel-profile-reader.h"
#include "fiel-profile-text.h"
#include "fiel-provider-kind.h"
#include "fiel-store-folder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const till_keys[] = { "name", "cashier", "default-terminal" };

static const FielProviderKind *
find_kind (FielProfileDraft *draft, const char *group)
{
  const FielProviderKind *const *kinds = fiel_profile_draft_get_kinds (draft);
  g_autofree char *name = fiel_profile_draft_get (draft, group, "kind");

  for (gsize i = 0; kinds != NULL && name != NULL && kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i]->name, name))
      return kinds[i];

  return NULL;
}

static gboolean
check (FielProfileDraft *draft, const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (FielProfileContent) content
    = fiel_profile_read (path, text, length, fiel_profile_draft_get_kinds (draft),
                         fiel_profile_draft_get_in_folder (draft), error);

  return content != NULL;
}

static char *
print_without_till_keys (FielProfileDraft *draft)
{
  g_auto (GStrv) providers = fiel_profile_draft_list_groups (draft, "provider");
  g_autofree char *text = g_strdup (fiel_profile_draft_get_text (draft));

  for (gsize i = 0; providers[i] != NULL; i++)
    {
      g_autofree char *group = g_strconcat ("provider ", providers[i], NULL);
      const FielProviderKind *kind = find_kind (draft, group);

      for (gsize k = 0; kind != NULL && kind->till_keys != NULL && kind->till_keys[k] != NULL; k++)
        {
          g_autoptr (GPtrArray) groups = fiel_profile_scan ("", text, strlen (text), NULL);
          char *shorter = fiel_profile_text_unset (text, groups, group, kind->till_keys[k]);

          g_free (text);
          text = shorter;
        }
    }

  return g_steal_pointer (&text);
}

gboolean
fiel_profile_export (FielProfileDraft *draft, const char *path, gboolean replace, GError **error)
{
  const FielProfilePlace place = { .file = path };
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) owned = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (draft), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!fiel_store_folder_check_free (path, &owned))
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_NOT_WRITTEN, &place, "%s.", owned->message);
      return FALSE;
    }

  /* Whoever gets the file must be able to read it. */
  text = print_without_till_keys (draft);
  if (!check (draft, path, text, strlen (text), error))
    return FALSE;
  if (!replace && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_NOT_WRITTEN, &place,
                         _("there is a file of this name already. Choose another name, or say that it may be "
                           "replaced."));
      return FALSE;
    }

  /* Only the store's own folder is made for it; a name that was misspelt shall not make another. */
  folder = g_path_get_dirname (path);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NOT_WRITTEN,
                   _ ("%s: there is no such folder. Choose another folder."), path);
      return FALSE;
    }

  return fiel_profile_file_write (path, text, strlen (text), error);
}

/* -- Import -- */

/* What this till has, by "group\nkey", before another file takes its place. */
static GHashTable *
remember (FielProfileDraft *draft)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) providers = fiel_profile_draft_list_groups (draft, "provider");

  for (gsize i = 0; i < G_N_ELEMENTS (till_keys); i++)
    g_hash_table_insert (values, g_strconcat ("till\n", till_keys[i], NULL),
                         fiel_profile_draft_get (draft, "till", till_keys[i]));
  for (gsize i = 0; providers[i] != NULL; i++)
    {
      g_autofree char *group = g_strconcat ("provider ", providers[i], NULL);
      const FielProviderKind *kind = find_kind (draft, group);

      for (gsize k = 0; kind != NULL && kind->till_keys != NULL && kind->till_keys[k] != NULL; k++)
        g_hash_table_insert (values, g_strconcat (group, "\n", kind->till_keys[k], NULL),
                             fiel_profile_draft_get (draft, group, kind->till_keys[k]));
    }

  return values;
}

static gboolean
has_group (FielProfileDraft *draft, const char *kind, const char *name)
{
  g_auto (GStrv) names = fiel_profile_draft_list_groups (draft, kind);

  return g_strv_contains ((const char *const *) names, name);
}

static gboolean
has_people (FielProfileDraft *draft)
{
  g_auto (GStrv) people = fiel_profile_draft_list_groups (draft, "person");

  return people[0] != NULL;
}

/* (nullable): where there are none */
static GPtrArray *
scan_people (FielProfileDraft *draft)
{
  const char *text = fiel_profile_draft_get_text (draft);

  return has_people (draft) ? fiel_profile_scan ("", text, strlen (text), NULL) : NULL;
}

/* A file that names nobody takes nobody away: who may sign in is changed by name, and written down. One name for the
 * till means nothing beside people. */
static void
keep_people (FielProfileDraft *draft, GPtrArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const FielProfileGroup *group = g_ptr_array_index (groups, i);

      if (g_strcmp0 (group->kind, "person") != 0 || !fiel_profile_draft_add_group (draft, "person", group->name, NULL))
        continue;
      for (guint k = 0; k < group->entries->len; k++)
        {
          const FielProfileEntry *entry = g_ptr_array_index (group->entries, k);

          fiel_profile_draft_set (draft, group->title, entry->key, entry->value, NULL);
        }
    }
  fiel_profile_draft_set (draft, "till", "cashier", NULL, NULL);
}

/* Whether what this till had still means something in what came in. */
static gboolean
still_fits (FielProfileDraft *draft, const char *group, const char *key, const char *value)
{
  if (g_str_equal (key, "default-terminal"))
    return has_group (draft, "terminal", value);
  if (g_str_equal (key, "cashier"))
    return !has_people (draft);
  if (g_str_has_prefix (group, "provider "))
    return has_group (draft, "provider", group + strlen ("provider "));

  return TRUE;
}

/* A till that has no name yet takes the one in the file; a terminal that is not there cannot be the one it starts
 * with. */
static void
put_back (FielProfileDraft *draft, GHashTable *values)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_auto (GStrv) parts = g_strsplit (name, "\n", 2);

      if (value != NULL && still_fits (draft, parts[0], parts[1], value))
        fiel_profile_draft_set (draft, parts[0], parts[1], value, NULL);
    }
}

gboolean
fiel_profile_import (FielProfileDraft *draft, const char *path, gboolean whole, GError **error)
{
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (draft), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  /* Judged as a file of its own first, so that a mistake is named with the line where it stands. */
  text = fiel_profile_file_read (path, error);
  if (text == NULL || !check (draft, path, text->str, text->len, error))
    return FALSE;

  values = remember (draft);
  people = scan_people (draft);
  fiel_profile_draft_begin (draft);
  if (fiel_profile_draft_set_text (draft, text->str, text->len, NULL))
    {
      if (!whole)
        put_back (draft, values);
      if (people != NULL && !has_people (draft))
        keep_people (draft, people);
    }

  return fiel_profile_draft_commit (draft, error);
}
