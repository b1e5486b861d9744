/* fiel-http-framing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads an answer's headers more strictly than libsoup, which takes a stated length as a hint once the connection is to
 * be closed, and lets a chunked body overrule a length (RFC 9112 §6.3 calls the latter an attack).
 */

#include "fiel-http-framing.h"

#define LONGEST_RETRY_S (24 * 60 * 60)

static gboolean
parse_digits (const char *text, guint64 maximum, guint64 *value)
{
  return g_ascii_isdigit (text[0]) && g_ascii_string_to_unsigned (text, 10, 0, maximum, value, NULL);
}

/**
 * fiel_http_framing_of:
 * @method: of the request
 * @status: of the answer, 200 or above
 * @headers: of the answer
 * @length: (out): for FIEL_HTTP_FRAMING_LENGTH, the body's bytes; else 0
 *
 * Returns: how the body ends
 */
FielHttpFraming
fiel_http_framing_of (const char *method, guint status, SoupMessageHeaders *headers, guint64 *length)
{
  const char *coding = soup_message_headers_get_list (headers, "Transfer-Encoding");
  const char *stated = soup_message_headers_get_list (headers, "Content-Length");

  *length = 0;
  if (g_str_equal (method, "HEAD") || status == SOUP_STATUS_NO_CONTENT || status == SOUP_STATUS_NOT_MODIFIED)
    return FIEL_HTTP_FRAMING_EMPTY;
  if (coding != NULL && (stated != NULL || g_ascii_strcasecmp (coding, "chunked") != 0))
    return FIEL_HTTP_FRAMING_BROKEN;
  if (coding != NULL)
    return FIEL_HTTP_FRAMING_CHUNKED;
  if (stated == NULL)
    return FIEL_HTTP_FRAMING_CLOSE;
  return parse_digits (stated, G_MAXINT64, length) ? FIEL_HTTP_FRAMING_LENGTH : FIEL_HTTP_FRAMING_BROKEN;
}

gint64
fiel_http_retry_after_us (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  const char *now_text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (parse_digits (text, G_MAXUINT64, &seconds))
    return (gint64) MIN (seconds, (guint64) LONGEST_RETRY_S) * G_USEC_PER_SEC;
  then = soup_date_time_new_from_http_string (text);
  now = now_text != NULL ? soup_date_time_new_from_http_string (now_text) : NULL;
  if (then == NULL || now == NULL)
    return 0;
  return CLAMP (g_date_time_difference (then, now), 0, (gint64) LONGEST_RETRY_S * G_USEC_PER_SEC);
}

gint64
fiel_http_date_us (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? MAX (g_date_time_to_unix (date), 0) * G_USEC_PER_SEC : 0;
}
