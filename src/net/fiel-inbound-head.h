/* fiel-callback-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FIEL_CALLBACK_MAX_HEAD (8 * 1024)
#define FIEL_CALLBACK_MAX_BODY (16 * 1024)

/**
 * FielCallbackParse:
 * @FIEL_CALLBACK_PARSE_MORE: so far so good, and not all there
 * @FIEL_CALLBACK_PARSE_BAD: it can become no request of the one shape we take
 * @FIEL_CALLBACK_PARSE_HEAD: the head is whole and good, the body is not whole
 * @FIEL_CALLBACK_PARSE_WHOLE: head and body are there
 */
typedef enum
{
  FIEL_CALLBACK_PARSE_MORE,
  FIEL_CALLBACK_PARSE_BAD,
  FIEL_CALLBACK_PARSE_HEAD,
  FIEL_CALLBACK_PARSE_WHOLE,
} FielCallbackParse;

/**
 * FielCallbackRequest: where the parts of a request stand in its bytes.
 */
typedef struct
{
  gsize target_offset;
  gsize target_length;
  gsize body_offset;
  gsize body_length;         /* as stated */
  gboolean expects_continue; /* the sender waits for a 100 before it sends the body */
} FielCallbackRequest;

/* Pure. @request is set for HEAD and WHOLE. */
FielCallbackParse fiel_callback_request_parse (const char *bytes, gsize length, FielCallbackRequest *request);

G_END_DECLS
