/* fiel-http-framing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * FielHttpFraming:
 * @FIEL_HTTP_FRAMING_BROKEN: the headers contradict themselves
 * @FIEL_HTTP_FRAMING_EMPTY: there is no body
 * @FIEL_HTTP_FRAMING_LENGTH: the body has a stated length
 * @FIEL_HTTP_FRAMING_CHUNKED: the body says itself where it ends
 * @FIEL_HTTP_FRAMING_CLOSE: the body ends with the connection
 *
 * How an answer says where its body ends.
 */
typedef enum
{
  FIEL_HTTP_FRAMING_BROKEN,
  FIEL_HTTP_FRAMING_EMPTY,
  FIEL_HTTP_FRAMING_LENGTH,
  FIEL_HTTP_FRAMING_CHUNKED,
  FIEL_HTTP_FRAMING_CLOSE,
} FielHttpFraming;

FielHttpFraming fiel_http_framing_of (const char *method, guint status, SoupMessageHeaders *headers, guint64 *length);

/* Microseconds; 0 if there is none or it cannot be read. A date counts from the server's own Date (I9). */
gint64 fiel_http_retry_after_us (SoupMessageHeaders *headers);

/* What the server's clock says, microseconds of UTC; 0 if it does not say or it cannot be read. */
gint64 fiel_http_date_us (SoupMessageHeaders *headers);

G_END_DECLS
