/* fiel-inbound-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-inbound-private.h"

struct _FielInboundRequest
{
  GObject parent_instance;

  FielInboundConnection *connection; /* owned, nullable: until it was answered or is gone */
  FielInboundMethod method;
  char *target;                      /* owned */
  GObject *subject;                  /* owned */
  GBytes *body;                      /* owned, nullable before it has arrived */
};

G_DEFINE_FINAL_TYPE (FielInboundRequest, fiel_inbound_request, G_TYPE_OBJECT)

enum
{
  SIGNAL_GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

FielInboundMethod
fiel_inbound_request_get_method (FielInboundRequest *self)
{
  g_return_val_if_fail (FIEL_IS_INBOUND_REQUEST (self), FIEL_INBOUND_METHOD_POST);

  return self->method;
}

/**
 * fiel_inbound_request_get_target:
 *
 * Returns: (transfer none): what follows the host in the address, and may be a secret
 */
const char *
fiel_inbound_request_get_target (FielInboundRequest *self)
{
  g_return_val_if_fail (FIEL_IS_INBOUND_REQUEST (self), NULL);

  return self->target;
}

GObject *
fiel_inbound_request_get_subject (FielInboundRequest *self)
{
  g_return_val_if_fail (FIEL_IS_INBOUND_REQUEST (self), NULL);

  return self->subject;
}

/**
 * fiel_inbound_request_get_body:
 *
 * Returns: (transfer none): the body as sent: a hint from a stranger, proof of nothing
 */
GBytes *
fiel_inbound_request_get_body (FielInboundRequest *self)
{
  g_return_val_if_fail (FIEL_IS_INBOUND_REQUEST (self), NULL);

  return self->body;
}

/**
 * fiel_inbound_request_answer:
 * @status: 200 or 503
 * @content_type: (nullable): of @body
 * @body: (nullable): what to tell
 */
void
fiel_inbound_request_answer (FielInboundRequest *self, guint status, const char *content_type, GBytes *body)
{
  g_return_if_fail (FIEL_IS_INBOUND_REQUEST (self));
  g_return_if_fail (status == 200 || status == 503);
  g_return_if_fail ((content_type == NULL) == (body == NULL));

  if (self->connection != NULL)
    fiel_inbound_connection_answer (self->connection, self, status, content_type, body);
}

void
fiel_inbound_request_refuse (FielInboundRequest *self)
{
  g_return_if_fail (FIEL_IS_INBOUND_REQUEST (self));

  if (self->connection != NULL)
    fiel_inbound_connection_refuse (self->connection, self);
}

void
fiel_inbound_request_hold (FielInboundRequest *self, gint64 limit_us)
{
  g_return_if_fail (FIEL_IS_INBOUND_REQUEST (self));
  g_return_if_fail (limit_us > 0);

  if (self->connection != NULL)
    fiel_inbound_connection_hold (self->connection, self, limit_us);
}

void
fiel_inbound_request_set_body (FielInboundRequest *self, GBytes *body)
{
  self->body = g_bytes_ref (body);
}

/* By the connection: nothing can be answered any more. */
void
fiel_inbound_request_end (FielInboundRequest *self, gboolean answered)
{
  g_clear_object (&self->connection);
  if (!answered)
    g_signal_emit (self, signals[SIGNAL_GONE], 0);
}

static void
fiel_inbound_request_finalize (GObject *object)
{
  FielInboundRequest *self = FIEL_INBOUND_REQUEST (object);

  g_clear_object (&self->connection);
  g_free (self->target);
  g_clear_object (&self->subject);
  g_clear_pointer (&self->body, g_bytes_unref);

  G_OBJECT_CLASS (fiel_inbound_request_parent_class)->finalize (object);
}

static void
fiel_inbound_request_class_init (FielInboundRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_inbound_request_finalize;

  /**
   * FielInboundRequest::gone:
   *
   * Who asked hung up, or its time is over, before there was an answer.
   */
  signals[SIGNAL_GONE] = g_signal_new ("gone", FIEL_TYPE_INBOUND_REQUEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
}

static void
fiel_inbound_request_init (FielInboundRequest *self)
{
}

FielInboundRequest *
fiel_inbound_request_new (FielInboundConnection *connection,
                          const FielInboundHead *head,
                          const char *bytes,
                          GObject *subject)
{
  FielInboundRequest *self = g_object_new (FIEL_TYPE_INBOUND_REQUEST, NULL);

  self->connection = g_object_ref (connection);
  self->method = head->method;
  self->target = g_strndup (bytes + head->target_offset, head->target_length);
  self->subject = g_object_ref (subject);
  return self;
}
