/* fiel-inbound-greeter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each handshake of GIO's holds one of a few threads, also while the other side says nothing. So there are so many at a
 * time, the newest in the line comes first, and as long as somebody is in the line a handshake has to be quick.
 */

#include "fiel-inbound-greeter.h"

/* GLib's pool begins with ten threads. */
#define MAX_UNDERWAY 8
#define PATIENCE_US (300 * (gint64) 1000)

typedef struct
{
  FielInboundConnection *connection; /* unowned: leaves before it goes */
  gint64 started_us;                 /* boot time */
} Greeting;

struct _FielInboundGreeter
{
  FielClock *clock; /* owned */
  GQueue underway;  /* owned, of Greeting: the longest underway first */
  GQueue line;      /* of FielInboundConnection, unowned: the newest last */
  guint timer;
};

static void fiel_inbound_greeter_go_on (FielInboundGreeter *self);

static void
on_patience_over (gpointer user_data)
{
  FielInboundGreeter *self = user_data;

  self->timer = 0;
  fiel_inbound_greeter_go_on (self);
}

static void
fiel_inbound_greeter_begin (FielInboundGreeter *self)
{
  Greeting *greeting = g_new (Greeting, 1);

  greeting->connection = g_queue_pop_tail (&self->line);
  greeting->started_us = fiel_clock_get_boot_us (self->clock);
  g_queue_push_tail (&self->underway, greeting);
  fiel_inbound_connection_greet (greeting->connection);
}

static void
fiel_inbound_greeter_go_on (FielInboundGreeter *self)
{
  Greeting *longest;
  gint64 left_us;

  while (self->line.length > 0 && self->underway.length < MAX_UNDERWAY)
    fiel_inbound_greeter_begin (self);
  if (self->line.length == 0 || self->timer != 0)
    return;
  longest = g_queue_peek_head (&self->underway);
  left_us = longest->started_us + PATIENCE_US - fiel_clock_get_boot_us (self->clock);
  if (left_us > 0)
    self->timer = fiel_clock_add_timer (self->clock, left_us, on_patience_over, self);
  else
    fiel_inbound_connection_close (longest->connection); /* leaves, and so the next one begins */
}

void
fiel_inbound_greeter_enter (FielInboundGreeter *self, FielInboundConnection *connection)
{
  g_queue_push_tail (&self->line, connection);
  fiel_inbound_greeter_go_on (self);
}

void
fiel_inbound_greeter_leave (FielInboundGreeter *self, FielInboundConnection *connection)
{
  g_queue_remove (&self->line, connection);
  for (GList *link = self->underway.head; link != NULL; link = link->next)
    {
      Greeting *greeting = link->data;

      if (greeting->connection != connection)
        continue;
      g_queue_delete_link (&self->underway, link);
      g_free (greeting);
      fiel_inbound_greeter_go_on (self);
      return;
    }
}

FielInboundGreeter *
fiel_inbound_greeter_new (FielClock *clock)
{
  FielInboundGreeter *self = g_new0 (FielInboundGreeter, 1);

  self->clock = g_object_ref (clock);
  g_queue_init (&self->underway);
  g_queue_init (&self->line);
  return self;
}

/* When all have left. */
void
fiel_inbound_greeter_free (FielInboundGreeter *self)
{
  fiel_clock_clear_timer (self->clock, &self->timer);
  g_queue_clear (&self->line);
  g_queue_clear_full (&self->underway, g_free);
  g_object_unref (self->clock);
  g_free (self);
}
