/* fiel-output-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-output-file.h"

#include "fiel-store-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

static gboolean
set_error (GError **error, int code)
{
  g_set_error_literal (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), g_strerror (code));

  return FALSE;
}

/* What would fail at the end, when the draft gets its name, fails here. */
static gboolean
check_place (const char *path, gboolean replace, GError **error)
{
  if (!fiel_store_folder_check_free (path, error))
    return FALSE;
  if (!replace && g_file_test (path, G_FILE_TEST_EXISTS))
    return set_error (error, EEXIST);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return set_error (error, EISDIR);

  return TRUE;
}

FielDraftFile *
fiel_output_file_new (const char *path, gboolean replace, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return check_place (path, replace, error) ? fiel_draft_file_new (path, replace, error) : NULL;
}

/**
 * fiel_output_file_explain:
 * @path: as the user knows the file
 *
 * Returns: (transfer full): what is wrong and what to do
 */
char *
fiel_output_file_explain (const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    /* Translators: the file’s name. */
    return g_strdup_printf (_ ("%s: the disk is full, so the file was not made. Make room or choose another disk."),
                            name);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    /* Translators: the file’s name. */
    return g_strdup_printf (_ ("%s: nothing may be written to this folder. Choose another folder."), name);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    /* Translators: the file’s name. */
    return g_strdup_printf (_ ("%s: there is no such folder. Choose another folder."), name);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS) && fiel_store_folder_owns (path))
    return g_strdup_printf ("%s: %s.", name, error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    /* Translators: the file’s name. */
    return g_strdup_printf (_ ("%s is there already and was left as it is. Choose a name that does not exist yet."),
                            name);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* Translators: the file’s name. */
    return g_strdup_printf (_ ("%s: cancelled, so the file was not made."), name);

  /* Translators: the file’s name, what the system says. */
  return g_strdup_printf (_ ("%s: the file was not made: %s"), name, error->message);
}
