/* reference-inbound.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "reference-inbound.h"

#include <string.h>

#define MAX_HEAD 8192
#define MAX_BODY 16384
#define LINE "^(POST|GET) (/[\\x21-\\x7e]*) HTTP/1\\.([01])$"
#define FIELD "^([-!#$%&'*+.^_`|~0-9A-Za-z]+):[ \\t]*((?:[\\t\\x20-\\x7e\\x80-\\xff]*[^ \\t\\x00-\\x1f\\x7f])?)[ \\t]*$"
#define QUESTION "^/news(?:\\?(?:(?:wait|after)=[0-9]+|epoch=[0-9a-f]{1,32}|peek=1)(?:&(?:(?:wait|after)=[0-9]+" \
                 "|epoch=[0-9a-f]{1,32}|peek=1))*)?$"

static GRegex *
make (const char *pattern)
{
  return g_regex_new (pattern, G_REGEX_RAW | G_REGEX_DOLLAR_ENDONLY | G_REGEX_OPTIMIZE, 0, NULL);
}

static gboolean
is (GMatchInfo *match, int group, const char *word)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  return g_ascii_strcasecmp (text, word) == 0;
}

static gboolean
read_line (const char *line, gsize length, ReferenceInbound *self)
{
  g_autoptr (GRegex) pattern = make (LINE);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match_full (pattern, line, (gssize) length, 0, 0, &match, NULL))
    return FALSE;
  self->is_get = is (match, 1, "GET");
  self->target = g_match_info_fetch (match, 2);
  self->persists = is (match, 3, "1");
  return TRUE;
}

static gboolean
read_content_length (GMatchInfo *match, ReferenceInbound *self, guint *n_lengths)
{
  g_autofree char *value = g_match_info_fetch (match, 2);
  guint64 number = 0;

  if ((*n_lengths)++ > 0 || strlen (value) > 5 || !g_ascii_string_to_unsigned (value, 10, 0, MAX_BODY, &number, NULL))
    return FALSE;
  self->body_length = number;
  return TRUE;
}

static gboolean
read_field (const char *line, gsize length, ReferenceInbound *self, guint *n_lengths)
{
  g_autoptr (GRegex) pattern = make (FIELD);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match_full (pattern, line, (gssize) length, 0, 0, &match, NULL))
    return FALSE;
  if (is (match, 1, "transfer-encoding"))
    return FALSE;
  if (is (match, 1, "content-length"))
    return read_content_length (match, self, n_lengths);
  if (is (match, 1, "expect"))
    self->expects_continue = is (match, 2, "100-continue");
  if (is (match, 1, "connection") && !is (match, 2, "keep-alive"))
    self->persists = FALSE;
  if (is (match, 1, "authorization"))
    {
      if (self->authorization != NULL)
        return FALSE;
      self->authorization = g_match_info_fetch (match, 2);
    }
  return TRUE;
}

/* The head alone, without the empty line. */
static gboolean
read_head (const char *bytes, gsize length, ReferenceInbound *self)
{
  guint n_lengths = 0;
  gsize start = 0;

  for (gsize i = 0; i <= length; i++)
    {
      gboolean good;

      if (i < length && !(i + 1 < length && bytes[i] == '\r' && bytes[i + 1] == '\n'))
        continue;
      good = start == 0 ? read_line (bytes, i, self) : read_field (bytes + start, i - start, self, &n_lengths);
      if (!good)
        return FALSE;
      start = i + 2;
      i++;
    }
  return self->is_get ? self->body_length == 0 : n_lengths == 1;
}

ReferenceInbound *
reference_inbound_read (const char *bytes, gsize length)
{
  ReferenceInbound *self = g_new0 (ReferenceInbound, 1);
  gsize end = 0;

  while (end + 4 <= length && memcmp (bytes + end, "\r\n\r\n", 4) != 0)
    end++;
  if (end + 4 > length)
    {
      self->verdict = length > MAX_HEAD ? REFERENCE_INBOUND_BAD : REFERENCE_INBOUND_MORE;
      return self;
    }
  self->body_offset = end + 4;
  if (self->body_offset > MAX_HEAD || !read_head (bytes, end, self))
    self->verdict = REFERENCE_INBOUND_BAD;
  else
    self->verdict = length - self->body_offset < self->body_length ? REFERENCE_INBOUND_HEAD : REFERENCE_INBOUND_WHOLE;
  return self;
}

void
reference_inbound_free (ReferenceInbound *self)
{
  g_free (self->target);
  g_free (self->authorization);
  g_free (self);
}

/* Returns how often @name is asked; its last value. */
static guint
find_word (const char *target, const char *name, char **value)
{
  g_autofree char *text = g_strdup_printf ("[?&]%s=([^&]*)", name);
  g_autoptr (GRegex) pattern = make (text);
  g_autoptr (GMatchInfo) match = NULL;
  guint count = 0;

  for (g_regex_match (pattern, target, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_free (*value);
      *value = g_match_info_fetch (match, 1);
      count++;
    }
  return count;
}

gboolean
reference_inbound_read_question (const char *target, ReferenceQuestion *question)
{
  g_autoptr (GRegex) pattern = make (QUESTION);
  g_autofree char *wait = NULL;
  g_autofree char *epoch = NULL;
  g_autofree char *after = NULL;
  g_autofree char *peek = NULL;
  guint64 number = 0;

  memset (question, 0, sizeof *question);
  question->after = -1;
  if (!g_regex_match (pattern, target, 0, NULL))
    return FALSE;
  if (find_word (target, "wait", &wait) > 1 || find_word (target, "epoch", &epoch) > 1
      || find_word (target, "after", &after) > 1 || find_word (target, "peek", &peek) > 1)
    return FALSE;
  if (wait != NULL && !g_ascii_string_to_unsigned (wait, 10, 0, 50, &question->wait_s, NULL))
    return FALSE;
  if (after != NULL && !g_ascii_string_to_unsigned (after, 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  if ((after == NULL) != (epoch == NULL))
    return FALSE;
  if (after != NULL)
    question->after = (gint64) number;
  if (epoch != NULL)
    g_strlcpy (question->epoch, epoch, sizeof question->epoch);
  question->peek = peek != NULL;
  return TRUE;
}
