/* fiel-callback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a provider called back: a request to the secret address that is answered with one of two words.
 */

#include "fiel-callback-private.h"

struct _FielCallback
{
  GObject parent_instance;

  FielInboundRequest *request; /* owned */
};

G_DEFINE_FINAL_TYPE (FielCallback, fiel_callback, G_TYPE_OBJECT)

/**
 * fiel_callback_get_body:
 * @self: a callback that was received
 *
 * Returns: (transfer none): the body as sent: a hint from a stranger, proof of nothing
 */
GBytes *
fiel_callback_get_body (FielCallback *self)
{
  g_return_val_if_fail (FIEL_IS_CALLBACK (self), NULL);

  return fiel_inbound_request_get_body (self->request);
}

/**
 * fiel_callback_accept:
 * @self: a callback
 *
 * Tells the sender 200. Call it only after the commit that holds the event (I7).
 */
void
fiel_callback_accept (FielCallback *self)
{
  g_return_if_fail (FIEL_IS_CALLBACK (self));

  fiel_inbound_request_answer (self->request, 200, NULL, NULL);
}

/**
 * fiel_callback_refuse:
 * @self: a callback
 *
 * Tells the sender 404, so that it may try again later.
 */
void
fiel_callback_refuse (FielCallback *self)
{
  g_return_if_fail (FIEL_IS_CALLBACK (self));

  fiel_inbound_request_refuse (self->request);
}

static void
fiel_callback_finalize (GObject *object)
{
  FielCallback *self = FIEL_CALLBACK (object);

  g_clear_object (&self->request);

  G_OBJECT_CLASS (fiel_callback_parent_class)->finalize (object);
}

static void
fiel_callback_class_init (FielCallbackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_callback_finalize;
}

static void
fiel_callback_init (FielCallback *self)
{
}

FielCallback *
fiel_callback_new (FielInboundRequest *request)
{
  FielCallback *self = g_object_new (FIEL_TYPE_CALLBACK, NULL);

  self->request = g_object_ref (request);
  return self;
}
