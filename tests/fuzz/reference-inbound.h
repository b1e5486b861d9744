/* reference-inbound.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A second reader of what comes in, written from RFC 9112 and the bounds of the listener as patterns over whole lines,
 * so that the first one can be held against somebody. It shares no line with src/. */

typedef enum
{
  REFERENCE_INBOUND_MORE,
  REFERENCE_INBOUND_BAD,
  REFERENCE_INBOUND_HEAD,
  REFERENCE_INBOUND_WHOLE,
} ReferenceInboundVerdict;

typedef struct
{
  ReferenceInboundVerdict verdict;
  gboolean is_get;
  char *target;        /* owned, nullable */
  char *authorization; /* owned, nullable: there is none */
  gsize body_offset;
  gsize body_length;
  gboolean expects_continue;
  gboolean persists;
} ReferenceInbound;

ReferenceInbound *reference_inbound_read (const char *bytes, gsize length) G_GNUC_WARN_UNUSED_RESULT;
void reference_inbound_free (ReferenceInbound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReferenceInbound, reference_inbound_free)

/* A till's question in a target. */
typedef struct
{
  guint64 wait_s;
  char epoch[33];
  gint64 after; /* -1: none */
  gboolean peek;
} ReferenceQuestion;

gboolean reference_inbound_read_question (const char *target, ReferenceQuestion *question);

G_END_DECLS
