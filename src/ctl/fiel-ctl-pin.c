/* fiel-ctl-pin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-pin.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_LINE 64

/* One byte at a time: what follows the line is the next PIN. */
static gboolean
read_line (char *line, gsize size)
{
  gsize length = 0;
  gssize n_read;

  do
    {
      n_read = read (STDIN_FILENO, line + length, 1);
      if (n_read > 0 && line[length] == '\n')
        break;
      if (n_read > 0)
        length++;
    }
  while ((n_read > 0 || (n_read < 0 && errno == EINTR)) && length < size - 1);

  line[length] = '\0';
  g_strchomp (line);

  return n_read >= 0 && *line != '\0';
}

static gboolean
ask (const char *whose, char *line, gsize size)
{
  struct termios shown;
  struct termios hidden;
  gboolean is_read;

  if (tcgetattr (STDIN_FILENO, &shown) < 0)
    return read_line (line, size);

  /* Translators: %s is a person's name or key */
  fprintf (stderr, _("PIN of %s (it is not shown): "), whose);
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  is_read = read_line (line, size);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  fputc ('\n', stderr);

  return is_read;
}

char *
fiel_ctl_read_pin (FielCtlSession *session, const char *whose)
{
  char line[MAX_LINE + 2] = { 0 };
  char *pin = NULL;

  if (ask (whose, line, sizeof line))
    pin = g_strdup (line);
  else
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                           /* Translators: a person’s key. */
                           _("the PIN of %s is missing. It is a line of standard input, never an argument."), whose);
  explicit_bzero (line, sizeof line);

  return pin;
}
