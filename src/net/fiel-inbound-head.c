/* fiel-inbound-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the two shapes of request that come in, and nothing else of HTTP (RFC 9112):
 *
 *   POST target HTTP/1.0 or 1.1, exactly one Content-Length of digits, a body of the stated length;
 *   GET target HTTP/1.0 or 1.1, without a body.
 *
 * Header lines end with CRLF; there is no Transfer-Encoding, no folded line, no control character, and Authorization
 * stands there once at most. Whatever two servers could read in two ways is bad.
 */

#include "fiel-inbound-head.h"

#include <string.h>

typedef struct
{
  const char *bytes;     /* unowned */
  FielInboundHead *head; /* unowned */
  guint n_lengths;
  guint n_authorizations;
} Reading;

/* RFC 9110 §5.6.2 */
static gboolean
is_token_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-.^_`|~", c) != NULL);
}

static gboolean
has_control (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_iscntrl (text[i]) && text[i] != '\t')
        return TRUE;
    }
  return FALSE;
}

static gboolean
equals (const char *text, gsize length, const char *word)
{
  return length == strlen (word) && g_ascii_strncasecmp (text, word, length) == 0;
}

static void
trim (const char **text, gsize *length)
{
  while (*length > 0 && (**text == ' ' || **text == '\t'))
    {
      (*text)++;
      (*length)--;
    }
  while (*length > 0 && ((*text)[*length - 1] == ' ' || (*text)[*length - 1] == '\t'))
    (*length)--;
}

/* Returns the length of the method with the blank behind it, or 0. */
static gsize
parse_method (const char *line, gsize length, FielInboundHead *head)
{
  static const char *const methods[] = {
    [FIEL_INBOUND_METHOD_POST] = "POST ",
    [FIEL_INBOUND_METHOD_GET] = "GET ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      gsize method_length = strlen (methods[i]);

      if (length < method_length || memcmp (line, methods[i], method_length) != 0)
        continue;
      head->method = (FielInboundMethod) i;
      return method_length;
    }
  return 0;
}

static gboolean
parse_request_line (const char *line, gsize length, FielInboundHead *head)
{
  static const char version[] = " HTTP/1.x";
  const gsize version_length = strlen (version);
  const gsize method_length = parse_method (line, length, head);
  const char *end;

  if (method_length == 0 || length <= method_length + version_length)
    return FALSE;
  end = line + length - version_length;
  if (memcmp (end, version, version_length - 1) != 0)
    return FALSE;
  if (end[version_length - 1] != '0' && end[version_length - 1] != '1')
    return FALSE;
  head->persists = end[version_length - 1] == '1';
  head->target_offset = method_length;
  head->target_length = length - method_length - version_length;
  for (gsize i = 0; i < head->target_length; i++)
    {
      if (!g_ascii_isgraph (line[method_length + i]))
        return FALSE;
    }
  return line[method_length] == '/';
}

static gboolean
parse_length (const char *value, gsize length, FielInboundHead *head)
{
  if (length == 0 || length > 5)
    return FALSE;
  head->body_length = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return FALSE;
      head->body_length = head->body_length * 10 + (gsize) g_ascii_digit_value (value[i]);
    }
  return head->body_length <= FIEL_INBOUND_MAX_BODY;
}

/* Connection is a list. Whoever says "close" in it, or anything but "keep-alive", is asked no second time. */
static void
parse_connection (const char *value, gsize length, FielInboundHead *head)
{
  if (!equals (value, length, "keep-alive"))
    head->persists = FALSE;
}

static gboolean
parse_header (const char *line, gsize length, Reading *reading)
{
  gsize name_length = 0;
  const char *value;
  gsize value_length;

  while (name_length < length && is_token_char (line[name_length]))
    name_length++;
  if (name_length == 0 || name_length == length || line[name_length] != ':' || has_control (line, length))
    return FALSE;
  value = line + name_length + 1;
  value_length = length - name_length - 1;
  trim (&value, &value_length);
  if (equals (line, name_length, "Transfer-Encoding"))
    return FALSE;
  if (equals (line, name_length, "Expect"))
    reading->head->expects_continue = equals (value, value_length, "100-continue");
  if (equals (line, name_length, "Connection"))
    parse_connection (value, value_length, reading->head);
  if (equals (line, name_length, "Authorization"))
    {
      reading->head->authorization_offset = (gsize) (value - reading->bytes);
      reading->head->authorization_length = value_length;
      return ++reading->n_authorizations == 1;
    }
  if (equals (line, name_length, "Content-Length"))
    return ++reading->n_lengths == 1 && parse_length (value, value_length, reading->head);
  return TRUE;
}

static gboolean
has_length_it_needs (const Reading *reading)
{
  switch (reading->head->method)
    {
    case FIEL_INBOUND_METHOD_POST:
      return reading->n_lengths == 1;
    case FIEL_INBOUND_METHOD_GET:
      return reading->head->body_length == 0;
    default:
      return FALSE;
    }
}

static FielInboundParse
parse_lines (const char *bytes, gsize head_length, FielInboundHead *head)
{
  Reading reading = { .bytes = bytes, .head = head };
  gsize at = 0;

  /* @head_length includes the CRLF of the last line, not the empty line behind it. */
  while (at < head_length)
    {
      const char *end = memmem (bytes + at, head_length - at, "\r\n", 2);
      gsize length = (gsize) (end - (bytes + at));
      gboolean good = at == 0 ? parse_request_line (bytes, length, head) : parse_header (bytes + at, length, &reading);

      if (!good)
        return FIEL_INBOUND_PARSE_BAD;
      at += length + 2;
    }
  return has_length_it_needs (&reading) ? FIEL_INBOUND_PARSE_HEAD : FIEL_INBOUND_PARSE_BAD;
}

/**
 * fiel_inbound_head_parse:
 * @bytes: what arrived so far
 * @length: how many; 0 is all right
 * @head: (out): where the parts are
 *
 * Returns: whether to wait, to refuse or to take it
 */
FielInboundParse
fiel_inbound_head_parse (const char *bytes, gsize length, FielInboundHead *head)
{
  const char *end = length > 0 ? memmem (bytes, length, "\r\n\r\n", 4) : NULL;
  FielInboundParse parse;

  memset (head, 0, sizeof *head);
  if (end == NULL)
    return length > FIEL_INBOUND_MAX_HEAD ? FIEL_INBOUND_PARSE_BAD : FIEL_INBOUND_PARSE_MORE;
  head->body_offset = (gsize) (end - bytes) + 4;
  if (head->body_offset > FIEL_INBOUND_MAX_HEAD)
    return FIEL_INBOUND_PARSE_BAD;
  parse = parse_lines (bytes, head->body_offset - 2, head);
  if (parse == FIEL_INBOUND_PARSE_HEAD && length - head->body_offset >= head->body_length)
    return FIEL_INBOUND_PARSE_WHOLE;
  return parse;
}
