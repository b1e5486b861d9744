/* fiel-relay-waiting.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-relay-waiting.h"

/* The waiting room. A poll that came in is here until it was answered or its till has hung up. */

#define MAX_PEEKS 4
/* What a held connection may last beyond what the till asked for: our own timer comes first. */
#define MARGIN_US (10 * G_USEC_PER_SEC)
#define CONTENT_TYPE "application/json"

typedef struct
{
  FielRelayWaiting *waiting; /* unowned */
  FielRelayPoll *poll;       /* owned */
  gulong gone_handler;
  guint timer;               /* 0: not held */
} Seat;

struct _FielRelayWaiting
{
  GObject parent_instance;

  FielClock *clock; /* owned */
  char *epoch;      /* owned */
  GPtrArray *seats; /* owned, element-type Seat: the longest there first */
};

G_DEFINE_FINAL_TYPE (FielRelayWaiting, fiel_relay_waiting, G_TYPE_OBJECT)

static void
seat_free (gpointer data)
{
  Seat *seat = data;

  fiel_clock_clear_timer (seat->waiting->clock, &seat->timer);
  g_clear_signal_handler (&seat->gone_handler, fiel_relay_poll_get_request (seat->poll));
  g_object_unref (seat->poll);
  g_free (seat);
}

static Seat *
fiel_relay_waiting_find (FielRelayWaiting *self, FielRelayPoll *poll)
{
  for (guint i = 0; i < self->seats->len; i++)
    {
      Seat *seat = g_ptr_array_index (self->seats, i);

      if (seat->poll == poll)
        return seat;
    }
  return NULL;
}

gboolean
fiel_relay_waiting_has (FielRelayWaiting *self, FielRelayPoll *poll)
{
  return fiel_relay_waiting_find (self, poll) != NULL;
}

void
fiel_relay_waiting_answer (FielRelayWaiting *self, FielRelayPoll *poll, GBytes *page)
{
  Seat *seat = fiel_relay_waiting_find (self, poll);
  g_autoptr (FielRelayPoll) alive = g_object_ref (poll);
  g_autoptr (GBytes) body = NULL;

  if (seat == NULL)
    return;
  g_ptr_array_remove (self->seats, seat);
  if (page != NULL)
    body = g_bytes_ref (page);
  else
    {
      g_autoptr (FielRelayPage) nothing = fiel_relay_page_new (self->epoch, fiel_relay_poll_get_position (poll));

      body = fiel_relay_page_end (nothing);
    }
  fiel_inbound_request_answer (fiel_relay_poll_get_request (poll), 200, CONTENT_TYPE, body);
}

void
fiel_relay_waiting_fail (FielRelayWaiting *self, FielRelayPoll *poll)
{
  Seat *seat = fiel_relay_waiting_find (self, poll);
  g_autoptr (FielInboundRequest) request = g_object_ref (fiel_relay_poll_get_request (poll));

  if (seat == NULL)
    return;
  g_ptr_array_remove (self->seats, seat);
  fiel_inbound_request_answer (request, 503, NULL, NULL);
}

static void
on_gone (FielInboundRequest *request, gpointer user_data)
{
  Seat *seat = user_data;

  g_ptr_array_remove (seat->waiting->seats, seat);
}

static void
on_time_over (gpointer user_data)
{
  Seat *seat = user_data;

  seat->timer = 0;
  fiel_relay_waiting_answer (seat->waiting, seat->poll, NULL);
}

static gboolean
is_of_till (Seat *seat, gint64 till, gboolean peeks)
{
  return fiel_relay_till_get_id (fiel_relay_poll_get_till (seat->poll)) == till
         && fiel_relay_poll_peeks (seat->poll) == peeks;
}

void
fiel_relay_waiting_enter (FielRelayWaiting *self, FielRelayPoll *poll)
{
  const gboolean peeks = fiel_relay_poll_peeks (poll);
  const gint64 till = fiel_relay_till_get_id (fiel_relay_poll_get_till (poll));
  FielInboundRequest *request = fiel_relay_poll_get_request (poll);
  guint n_others = 0;
  Seat *seat;

  /* From the newest: so many may stay, the others have to go. */
  for (guint i = self->seats->len; i > 0; i--)
    {
      Seat *other = g_ptr_array_index (self->seats, i - 1);

      if (is_of_till (other, till, peeks) && ++n_others >= (peeks ? MAX_PEEKS : 1))
        fiel_relay_waiting_answer (self, other->poll, NULL);
    }
  seat = g_new0 (Seat, 1);
  seat->waiting = self;
  seat->poll = g_object_ref (poll);
  seat->gone_handler = g_signal_connect (request, "gone", G_CALLBACK (on_gone), seat);
  g_ptr_array_add (self->seats, seat);
  fiel_inbound_request_hold (request, fiel_relay_poll_get_end_us (poll) - fiel_clock_get_boot_us (self->clock)
                                          + MARGIN_US);
}

void
fiel_relay_waiting_hold (FielRelayWaiting *self, FielRelayPoll *poll)
{
  Seat *seat = fiel_relay_waiting_find (self, poll);
  gint64 left_us;

  if (seat == NULL || seat->timer != 0)
    return;
  left_us = fiel_relay_poll_get_end_us (poll) - fiel_clock_get_boot_us (self->clock);
  if (left_us <= 0)
    fiel_relay_waiting_answer (self, poll, NULL);
  else
    seat->timer = fiel_clock_add_timer (self->clock, left_us, on_time_over, seat);
}

GPtrArray *
fiel_relay_waiting_wake (FielRelayWaiting *self, gint64 shop)
{
  GPtrArray *polls = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->seats->len; i++)
    {
      Seat *seat = g_ptr_array_index (self->seats, i);

      if (seat->timer == 0 || fiel_relay_till_get_shop (fiel_relay_poll_get_till (seat->poll)) != shop)
        continue;
      fiel_clock_clear_timer (self->clock, &seat->timer);
      g_ptr_array_add (polls, g_object_ref (seat->poll));
    }
  return polls;
}

void
fiel_relay_waiting_end_all (FielRelayWaiting *self)
{
  while (self->seats->len > 0)
    fiel_relay_waiting_answer (self, ((Seat *) g_ptr_array_index (self->seats, 0))->poll, NULL);
}

static gboolean
has_till (FielRelayRoster *roster, gint64 id)
{
  GPtrArray *tills = fiel_relay_roster_get_tills (roster);

  for (guint i = 0; i < tills->len; i++)
    {
      if (fiel_relay_till_get_id (g_ptr_array_index (tills, i)) == id)
        return TRUE;
    }
  return FALSE;
}

void
fiel_relay_waiting_check (FielRelayWaiting *self, FielRelayRoster *roster)
{
  for (guint i = self->seats->len; i > 0; i--)
    {
      Seat *seat = g_ptr_array_index (self->seats, i - 1);
      g_autoptr (FielInboundRequest) request = g_object_ref (fiel_relay_poll_get_request (seat->poll));

      if (has_till (roster, fiel_relay_till_get_id (fiel_relay_poll_get_till (seat->poll))))
        continue;
      g_ptr_array_remove_index (self->seats, i - 1);
      fiel_inbound_request_refuse (request);
    }
}

guint
fiel_relay_waiting_get_n_polls (FielRelayWaiting *self)
{
  return self->seats->len;
}

static void
fiel_relay_waiting_finalize (GObject *object)
{
  FielRelayWaiting *self = FIEL_RELAY_WAITING (object);

  g_ptr_array_unref (self->seats);
  g_free (self->epoch);
  g_object_unref (self->clock);

  G_OBJECT_CLASS (fiel_relay_waiting_parent_class)->finalize (object);
}

static void
fiel_relay_waiting_class_init (FielRelayWaitingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_relay_waiting_finalize;
}

static void
fiel_relay_waiting_init (FielRelayWaiting *self)
{
  self->seats = g_ptr_array_new_with_free_func (seat_free);
}

/**
 * fiel_relay_waiting_new:
 * @clock: where its time comes from
 * @epoch: of the store, for pages with nothing on them
 */
FielRelayWaiting *
fiel_relay_waiting_new (FielClock *clock, const char *epoch)
{
  FielRelayWaiting *self = g_object_new (FIEL_TYPE_RELAY_WAITING, NULL);

  self->clock = g_object_ref (clock);
  self->epoch = g_strdup (epoch);
  return self;
}
