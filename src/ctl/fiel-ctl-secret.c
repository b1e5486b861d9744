/* fiel-ctl-secret.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* fielctl secret set and clear. A secret comes through standard input, never as an argument, where every user of the
 * machine could read it; at a keyboard it is not shown. The buffers are overwritten after use. */

#define MAX_SECRET 4096

static gboolean
check_name (FielCtlSession *session, const char *provider, const char *name)
{
  FielProfile *profile;
  const char *const *names;

  if (!fiel_ctl_session_load_profile (session))
    return FALSE;

  profile = fiel_ctl_session_get_profile (session);
  names = fiel_profile_find_secret_names (profile, fiel_ctl_session_get_kinds (session), provider);
  if (names == NULL)
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                           /* Translators: the path of the store profile, what was typed. */
                           _ ("%s has no group [provider %s]. Use the name of one of its providers."),
                           fiel_profile_get_path (profile), provider);
  else if (!g_strv_contains (names, name))
    {
      g_autofree char *list = g_strjoinv (", ", (char **) names);

      /* Translators: its key, what was typed, the names there are. */
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, _ ("the provider %s has no secret “%s”. It has: %s."),
                             provider, name, list);
    }
  else
    return TRUE;

  return FALSE;
}

/* The length of the first line, which may be all there is; -1 if it does not fit or cannot be read. */
static gssize
read_line (char *buffer, gsize size)
{
  gsize length = 0;

  while (length < size)
    {
      const gssize n_read = read (STDIN_FILENO, buffer + length, size - length);
      const char *end;

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        return -1;
      end = memchr (buffer + length, '\n', (gsize) n_read);
      if (end != NULL)
        return end - buffer;
      if (n_read == 0)
        return (gssize) length;
      length += (gsize) n_read;
    }

  return -1;
}

static gssize
ask (const char *provider, const char *name, char *buffer, gsize size)
{
  struct termios shown;
  struct termios hidden;
  gssize length;

  if (tcgetattr (STDIN_FILENO, &shown) < 0)
    return read_line (buffer, size);

  /* Translators: the name of a secret, the provider’s key. */
  fprintf (stderr, _("%s of %s (it is not shown): "), name, provider);
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  length = read_line (buffer, size);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  fputc ('\n', stderr);

  return length;
}

static gboolean
is_usable (const char *secret)
{
  if (*secret == '\0' || !g_utf8_validate (secret, -1, NULL))
    return FALSE;
  for (const char *at = secret; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;

  return TRUE;
}

static void
keep (FielCtlSession *session, const char *provider, const char *name, const char *secret)
{
  g_autoptr (GError) error = NULL;

  if (!fiel_secrets_store (fiel_ctl_session_get_secrets (session), provider, name, secret, &error))
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  /* Translators: the name of a secret, the provider’s key. */
  fprintf (stderr, _("fielctl: “%s” of %s is in the keyring.\n"), name, provider);
  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}

void
fiel_ctl_secret_set (FielCtlSession *session)
{
  char *const *words = fiel_ctl_session_get_arguments (session)->words;
  char buffer[MAX_SECRET + 2];
  gssize length;

  if (!check_name (session, words[0], words[1]))
    return;

  length = ask (words[0], words[1], buffer, sizeof buffer - 1);
  if (length > 0 && buffer[length - 1] == '\r')
    length--;
  if (length >= 0)
    buffer[length] = '\0';
  if (length < 0 || strlen (buffer) != (gsize) length || !is_usable (buffer))
    fiel_ctl_session_fail (
        session, FIEL_CTL_EXIT_TROUBLE,
        /* Translators: how many bytes, the provider’s key, the name of the secret. */
        _ ("there is no usable secret on standard input. It is one line of text of at most %d bytes, for "
           "example: fielctl secret set %s %s < FILE"),
        MAX_SECRET, words[0], words[1]);
  else
    keep (session, words[0], words[1], buffer);
  explicit_bzero (buffer, sizeof buffer);
}

void
fiel_ctl_secret_clear (FielCtlSession *session)
{
  char *const *words = fiel_ctl_session_get_arguments (session)->words;
  g_autoptr (GError) error = NULL;

  if (!check_name (session, words[0], words[1]))
    return;

  if (fiel_secrets_clear (fiel_ctl_session_get_secrets (session), words[0], words[1], &error))
    fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
  else
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
}
