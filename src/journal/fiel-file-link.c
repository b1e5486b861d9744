/* fiel-file-link.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-file-link.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Names that lead to a file in another place. A link to a disk that is not connected is no file that is not there: what
 * it leads to holds payments, and is only out of reach. */

static gboolean
is_above (const char *folder, const char *path)
{
  return !g_str_equal (folder, path) && !g_str_equal (folder, ".");
}

/**
 * fiel_file_link_find_dead:
 * @path: what was not found
 *
 * Returns: (transfer full) (nullable): @path, or the folder above it, that is a link with nothing behind it; %NULL if
 * no link is to blame
 */
char *
fiel_file_link_find_dead (const char *path)
{
  g_autofree char *folder = NULL;
  struct stat info;

  if (lstat (path, &info) == 0)
    return S_ISLNK (info.st_mode) && stat (path, &info) != 0 && errno == ENOENT ? g_strdup (path) : NULL;
  folder = g_path_get_dirname (path);

  return is_above (folder, path) ? fiel_file_link_find_dead (folder) : NULL;
}

/**
 * fiel_file_link_follow:
 *
 * Returns: (transfer full): the name of the file itself, whatever links lead to it; @path if there is none
 */
char *
fiel_file_link_follow (const char *path)
{
  char *real = realpath (path, NULL);
  char *followed = g_strdup (real != NULL ? real : path);

  free (real);

  return followed;
}
