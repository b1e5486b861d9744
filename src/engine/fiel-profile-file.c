/* fiel-profile-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-profile-file.h"

#include "fiel-draft-file.h"
#include "fiel-file-link.h"
#include "fiel-profile-scan.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that is out of reach is none that was never made: in its place a till would be set up anew. */
static gboolean
check_links (const FielProfilePlace *place, FielProfileError code, GError **error)
{
  g_autofree char *link = fiel_file_link_find_dead (place->file);

  if (link == NULL)
    return TRUE;

  fiel_profile_fail (error, code, place,
                     /* Translators: a path. */
                     _ ("the store profile is out of reach: %s is a link to a file or folder that is not there. "
                        "Connect the disk it is on, then start again."),
                     link);

  return FALSE;
}

static gboolean
fail_to_open (const FielProfilePlace *place, int number, GError **error)
{
  if (!check_links (place, FIEL_PROFILE_ERROR_UNREADABLE, error))
    return FALSE;
  if (number == ENOENT || number == ENOTDIR)
    fiel_profile_fail (
        error, FIEL_PROFILE_ERROR_MISSING, place,
        _ ("there is no store profile here. Copy one to this place, or start Fiel with --training to practise."));
  else
    /* Translators: what the system says. */
    fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNREADABLE, place, _("the store profile cannot be read: %s."),
                       g_strerror (number));

  return FALSE;
}

/* Reads at most one piece more than is allowed, so that the reader can refuse what is too large. */
static gboolean
read_all (int fd, GString *text, const FielProfilePlace *place, GError **error)
{
  char buffer[8192];
  gssize n_read;

  do
    {
      n_read = read (fd, buffer, sizeof buffer);
      if (n_read < 0 && errno != EINTR)
        return fail_to_open (place, errno, error);
      if (n_read > 0)
        g_string_append_len (text, buffer, n_read);
    }
  while (n_read != 0 && text->len <= FIEL_PROFILE_MAX_BYTES);

  return TRUE;
}

GString *
fiel_profile_file_read (const char *path, GError **error)
{
  const FielProfilePlace place = { .file = path };
  g_autoptr (GString) text = g_string_new (NULL);
  struct stat status;
  gboolean read_it = FALSE;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  /* NONBLOCK: opening a pipe that lies there must not hang. */
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    {
      fail_to_open (&place, errno, error);
      return NULL;
    }

  if (fstat (fd, &status) < 0)
    fail_to_open (&place, errno, error);
  else if (!S_ISREG (status.st_mode))
    fiel_profile_fail (error, FIEL_PROFILE_ERROR_UNREADABLE, &place,
                       _("this is not a file. A store profile is a text file."));
  else
    read_it = read_all (fd, text, &place, error);
  close (fd);

  return read_it ? g_steal_pointer (&text) : NULL;
}

/* -- Writing -- */

/* @file: what @place leads to */
static gboolean
check_is_file (const char *file, const FielProfilePlace *place, GError **error)
{
  struct stat status;

  if (!check_links (place, FIEL_PROFILE_ERROR_NOT_WRITTEN, error))
    return FALSE;
  if (stat (file, &status) != 0 || S_ISREG (status.st_mode))
    return TRUE;

  fiel_profile_fail (error, FIEL_PROFILE_ERROR_NOT_WRITTEN, place,
                     _ ("this is not a file. A store profile is a text file."));

  return FALSE;
}

gboolean
fiel_profile_file_write (const char *path, const char *text, gsize length, GError **error)
{
  const FielProfilePlace place = { .file = path };
  g_autofree char *file = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (FielDraftFile) draft = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (path != NULL && text != NULL, FALSE);

  /* Whoever keeps the profile in another place wants the new one there too. */
  file = fiel_file_link_follow (path);
  if (!check_is_file (file, &place, error))
    return FALSE;
  folder = g_path_get_dirname (file);
  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      /* Translators: what the system says. */
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_NOT_WRITTEN, &place, _("the folder cannot be made: %s."),
                         g_strerror (errno));
      return FALSE;
    }

  draft = fiel_draft_file_new (file, TRUE, &failure);
  if (draft != NULL
      && g_output_stream_write_all (fiel_draft_file_get_stream (draft), text, length, NULL, NULL, &failure)
      && fiel_draft_file_keep (draft, &failure))
    return TRUE;

  fiel_profile_fail (error, FIEL_PROFILE_ERROR_NOT_WRITTEN, &place,
                     /* Translators: what the system says. */
                     _ ("the store profile could not be saved, the old one is untouched: %s"), failure->message);

  return FALSE;
}
