/* fiel-relay-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-relay-question.h"

#include <string.h>

/* Each word once at most, in any order, and none that is not known: a till of another version is told so by an answer
 * it cannot overlook. */

static gboolean
parse_number (const char *text, gint64 most, gint64 *number)
{
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, (guint64) most, &value, NULL))
    return FALSE;
  *number = (gint64) value;
  return TRUE;
}

static gboolean
parse_epoch (const char *text, FielRelayQuestion *question)
{
  gsize length = strlen (text);

  if (length == 0 || length >= sizeof question->epoch || strspn (text, "0123456789abcdef") != length)
    return FALSE;
  memcpy (question->epoch, text, length + 1);
  return TRUE;
}

static gboolean
parse_word (const char *name, const char *value, FielRelayQuestion *question, guint *seen)
{
  static const char *const names[] = { "wait", "epoch", "after", "peek" };
  gint64 number = 0;
  guint which = 0;

  while (which < G_N_ELEMENTS (names) && !g_str_equal (names[which], name))
    which++;
  if (which == G_N_ELEMENTS (names) || (*seen & (1u << which)) != 0)
    return FALSE;
  *seen |= 1u << which;

  switch (which)
    {
    case 0:
      if (!parse_number (value, FIEL_RELAY_LONGEST_WAIT_S, &number))
        return FALSE;
      question->wait_s = (guint) number;
      return TRUE;
    case 1:
      return parse_epoch (value, question);
    case 2:
      return parse_number (value, G_MAXINT64, &question->after);
    default:
      question->peek = TRUE;
      return g_str_equal (value, "1");
    }
}

/**
 * fiel_relay_question_parse:
 * @target: what follows the host
 * @question: (out): what is asked
 *
 * Returns: whether it is a question for news
 */
gboolean
fiel_relay_question_parse (const char *target, FielRelayQuestion *question)
{
  const gsize path_length = strlen (FIEL_RELAY_NEWS_PATH);
  g_auto (GStrv) words = NULL;
  guint seen = 0;

  memset (question, 0, sizeof *question);
  question->after = -1;
  if (strncmp (target, FIEL_RELAY_NEWS_PATH, path_length) != 0)
    return FALSE;
  if (target[path_length] == '\0')
    return TRUE;
  if (target[path_length] != '?' || target[path_length + 1] == '\0')
    return FALSE;

  words = g_strsplit (target + path_length + 1, "&", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *value = strchr (words[i], '=');

      if (value == NULL)
        return FALSE;
      *value++ = '\0';
      if (!parse_word (words[i], value, question, &seen))
        return FALSE;
    }
  /* A position of nobody knows which store means nothing. */
  return (question->after < 0) == (question->epoch[0] == '\0');
}

const char *
fiel_relay_question_find_token (const char *authorization, gsize length, gsize *token_length)
{
  static const char scheme[] = "Bearer ";
  const gsize scheme_length = strlen (scheme);

  if (length <= scheme_length || g_ascii_strncasecmp (authorization, scheme, scheme_length) != 0)
    return NULL;
  *token_length = length - scheme_length;
  return authorization + scheme_length;
}
