/* fiel-relay-poll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-relay-poll.h"

struct _FielRelayPoll
{
  GObject parent_instance;

  FielInboundRequest *request; /* owned */
  FielRelayTill *till;         /* owned */
  gint64 position;
  gint64 end_us;
  gboolean peeks;
};

G_DEFINE_FINAL_TYPE (FielRelayPoll, fiel_relay_poll, G_TYPE_OBJECT)

FielInboundRequest *
fiel_relay_poll_get_request (FielRelayPoll *self)
{
  return self->request;
}

FielRelayTill *
fiel_relay_poll_get_till (FielRelayPoll *self)
{
  return self->till;
}

gint64
fiel_relay_poll_get_position (FielRelayPoll *self)
{
  return self->position;
}

gint64
fiel_relay_poll_get_end_us (FielRelayPoll *self)
{
  return self->end_us;
}

gboolean
fiel_relay_poll_peeks (FielRelayPoll *self)
{
  return self->peeks;
}

static void
fiel_relay_poll_finalize (GObject *object)
{
  FielRelayPoll *self = FIEL_RELAY_POLL (object);

  g_object_unref (self->request);
  g_object_unref (self->till);

  G_OBJECT_CLASS (fiel_relay_poll_parent_class)->finalize (object);
}

static void
fiel_relay_poll_class_init (FielRelayPollClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_relay_poll_finalize;
}

static void
fiel_relay_poll_init (FielRelayPoll *self)
{
}

/**
 * fiel_relay_poll_new:
 * @position: behind which it reads
 * @end_us: boot time until which it may be held
 * @peeks: whether it leaves no trace
 */
FielRelayPoll *
fiel_relay_poll_new (FielInboundRequest *request, FielRelayTill *till, gint64 position, gint64 end_us, gboolean peeks)
{
  FielRelayPoll *self = g_object_new (FIEL_TYPE_RELAY_POLL, NULL);

  self->request = g_object_ref (request);
  self->till = g_object_ref (till);
  self->position = position;
  self->end_us = end_us;
  self->peeks = peeks;
  return self;
}
