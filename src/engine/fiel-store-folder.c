/* fiel-store-folder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-store-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

/* A link to a disk that is not connected is as good as the file. */
static gboolean
holds (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  return g_lstat (path, &info) == 0;
}

/* The default store keeps its profile apart from its journal. */
static gboolean
is_config_folder (const char *folder)
{
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "fiel", NULL);

  return g_str_equal (folder, own);
}

/* The profile that worked last has such a name too, and SQLite’s log, and the lock. A profile without a journal beside
 * it is a copy. */
static gboolean
is_owned (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  if (g_str_has_prefix (name, FIEL_STORE_JOURNAL_NAME))
    return holds (folder, FIEL_STORE_JOURNAL_NAME) || holds (folder, FIEL_STORE_PROFILE_NAME);

  return g_str_has_prefix (name, "profile.")
         && (holds (folder, FIEL_STORE_JOURNAL_NAME) || is_config_folder (folder));
}

gboolean
fiel_store_folder_owns (const char *path)
{
  char *real = NULL;
  gboolean owned;

  g_return_val_if_fail (path != NULL, FALSE);

  real = realpath (path, NULL);
  owned = is_owned (path) || (real != NULL && is_owned (real));
  free (real);

  return owned;
}

/* A device, a pipe, a socket: a file that is renamed to its name would take its place. */
static gboolean
is_special (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && !S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode);
}

gboolean
fiel_store_folder_check_free (const char *path, GError **error)
{
  if (path != NULL && is_special (path))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                           /* Translators: goes on after a colon */
                           _ ("this is a device or a pipe and no file; choose another name"));
      return FALSE;
    }
  if (path == NULL || !fiel_store_folder_owns (path))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                       /* Translators: goes on after a colon */
                       _ ("this file belongs to a store of Fiel; choose another name"));

  return FALSE;
}
