/* fiel-inbound-head.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FIEL_INBOUND_MAX_HEAD (8 * 1024)
#define FIEL_INBOUND_MAX_BODY (16 * 1024)

/**
 * FielInboundParse:
 * @FIEL_INBOUND_PARSE_MORE: so far so good, and not all there
 * @FIEL_INBOUND_PARSE_BAD: it can become no request of the two shapes we take
 * @FIEL_INBOUND_PARSE_HEAD: the head is whole and good, the body is not whole
 * @FIEL_INBOUND_PARSE_WHOLE: head and body are there
 */
typedef enum
{
  FIEL_INBOUND_PARSE_MORE,
  FIEL_INBOUND_PARSE_BAD,
  FIEL_INBOUND_PARSE_HEAD,
  FIEL_INBOUND_PARSE_WHOLE,
} FielInboundParse;

typedef enum
{
  FIEL_INBOUND_METHOD_POST,
  FIEL_INBOUND_METHOD_GET,
} FielInboundMethod;

/**
 * FielInboundHead: where the parts of a request stand in its bytes.
 */
typedef struct
{
  FielInboundMethod method;
  gsize target_offset;
  gsize target_length;
  gsize authorization_offset; /* 0: there is none */
  gsize authorization_length;
  gsize body_offset;
  gsize body_length;          /* as stated; 0 for GET */
  gboolean expects_continue;  /* the sender waits for a 100 before it sends the body */
  gboolean persists;          /* the sender may ask once more on the same connection */
} FielInboundHead;

/* Pure. @head is set for HEAD and WHOLE. */
FielInboundParse fiel_inbound_head_parse (const char *bytes, gsize length, FielInboundHead *head);

G_END_DECLS
