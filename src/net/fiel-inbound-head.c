/* fiel-callback-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the one shape of request the callback listener takes, and nothing else of HTTP (RFC 9112):
 *
 *   POST target HTTP/1.0 or 1.1, header lines ended by CRLF, exactly one Content-Length of digits, no
 * Transfer-Encoding, no folded lines, no control characters, a body of the stated length.
 *
 * Whatever two servers could read in two ways is bad.
 */

#include "fiel-callback-request.h"

#include <string.h>

typedef struct
{
  FielCallbackRequest *request; /* unowned */
  guint n_lengths;
} Head;

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

static gboolean
parse_request_line (const char *line, gsize length, FielCallbackRequest *request)
{
  static const char method[] = "POST ";
  static const char version[] = " HTTP/1.x";
  const gsize method_length = strlen (method);
  const gsize version_length = strlen (version);
  const char *end;

  if (length <= method_length + version_length || !g_str_has_prefix (line, method))
    return FALSE;
  end = line + length - version_length;
  if (memcmp (end, version, version_length - 1) != 0)
    return FALSE;
  if (end[version_length - 1] != '0' && end[version_length - 1] != '1')
    return FALSE;
  request->target_offset = method_length;
  request->target_length = length - method_length - version_length;
  for (gsize i = 0; i < request->target_length; i++)
    {
      if (!g_ascii_isgraph (line[method_length + i]))
        return FALSE;
    }
  return line[method_length] == '/';
}

static gboolean
parse_length (const char *value, gsize length, FielCallbackRequest *request)
{
  if (length == 0 || length > 5)
    return FALSE;
  request->body_length = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return FALSE;
      request->body_length = request->body_length * 10 + (gsize) g_ascii_digit_value (value[i]);
    }
  return request->body_length <= FIEL_CALLBACK_MAX_BODY;
}

static gboolean
parse_header (const char *line, gsize length, Head *head)
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
  while (value_length > 0 && (*value == ' ' || *value == '\t'))
    {
      value++;
      value_length--;
    }
  while (value_length > 0 && (value[value_length - 1] == ' ' || value[value_length - 1] == '\t'))
    value_length--;
  if (equals (line, name_length, "Transfer-Encoding"))
    return FALSE;
  if (equals (line, name_length, "Expect"))
    head->request->expects_continue = equals (value, value_length, "100-continue");
  if (equals (line, name_length, "Content-Length"))
    return ++head->n_lengths == 1 && parse_length (value, value_length, head->request);
  return TRUE;
}

static FielCallbackParse
parse_head (const char *bytes, gsize head_length, FielCallbackRequest *request)
{
  Head head = { .request = request };
  gsize at = 0;

  /* @head_length includes the CRLF of the last line, not the empty line behind it. */
  while (at < head_length)
    {
      const char *end = memmem (bytes + at, head_length - at, "\r\n", 2);
      gsize length = (gsize) (end - (bytes + at));
      gboolean good = at == 0 ? parse_request_line (bytes, length, request) : parse_header (bytes + at, length, &head);

      if (!good)
        return FIEL_CALLBACK_PARSE_BAD;
      at += length + 2;
    }
  return head.n_lengths == 1 ? FIEL_CALLBACK_PARSE_HEAD : FIEL_CALLBACK_PARSE_BAD;
}

/**
 * fiel_callback_request_parse:
 * @bytes: what arrived so far
 * @length: how many; 0 is all right
 * @request: (out): where the parts are
 *
 * Returns: whether to wait, to refuse or to take it
 */
FielCallbackParse
fiel_callback_request_parse (const char *bytes, gsize length, FielCallbackRequest *request)
{
  const char *end = length > 0 ? memmem (bytes, length, "\r\n\r\n", 4) : NULL;
  FielCallbackParse parse;

  memset (request, 0, sizeof *request);
  if (end == NULL)
    return length > FIEL_CALLBACK_MAX_HEAD ? FIEL_CALLBACK_PARSE_BAD : FIEL_CALLBACK_PARSE_MORE;
  request->body_offset = (gsize) (end - bytes) + 4;
  if (request->body_offset > FIEL_CALLBACK_MAX_HEAD)
    return FIEL_CALLBACK_PARSE_BAD;
  parse = parse_head (bytes, request->body_offset - 2, request);
  if (parse == FIEL_CALLBACK_PARSE_HEAD && length - request->body_offset >= request->body_length)
    return FIEL_CALLBACK_PARSE_WHOLE;
  return parse;
}
