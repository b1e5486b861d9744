/* fiel-relay-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-relay-server.h"

#include "fiel-host.h"
#include "fiel-relay-certificate.h"
#include "fiel-relay-error.h"
#include "fiel-relay-question.h"
#include "fiel-relay-waiting.h"
#include "fiel-relay-writer.h"

#include <string.h>

/* Who may say what, and when it is answered. A callback is answered when it is durable (I7), a till when there is news
 * or its time is over. What a callback says is not looked at. */

struct _FielRelayServer
{
  GObject parent_instance;

  FielClock *clock;               /* owned */
  const FielRelayConfig *config;  /* unowned */
  FielRelayWriter *writer;        /* owned, nullable */
  FielRelayRoster *roster;        /* owned, nullable */
  FielRelayWaiting *waiting;      /* owned, nullable */
  FielInboundListener *inbound;   /* owned, nullable */
  GHashTable *last_of_shop;       /* owned, gint64 by gint64: what came since the start */
  char *trouble;                  /* owned, nullable */
  FielRelayFigures figures;
};

G_DEFINE_FINAL_TYPE (FielRelayServer, fiel_relay_server, G_TYPE_OBJECT)

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
fiel_relay_server_allows (FielRelayServer *self, GSocketConnection *connection)
{
  g_autoptr (GSocketAddress) remote = NULL;
  GInetAddress *address;

  if (self->config->allowed == NULL)
    return TRUE;
  remote = g_socket_connection_get_remote_address (connection, NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (remote))
    return FALSE;
  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote));
  for (guint i = 0; i < self->config->allowed->len; i++)
    {
      if (g_inet_address_mask_matches (g_ptr_array_index (self->config->allowed, i), address))
        return TRUE;
    }
  return FALSE;
}

static GObject *
judge_callback (FielRelayServer *self, const char *target, gsize length, GSocketConnection *connection)
{
  const gsize prefix = strlen (FIEL_RELAY_CALLBACK_PATH);
  FielRelayAddress *address;

  if (length <= prefix || memcmp (target, FIEL_RELAY_CALLBACK_PATH, prefix) != 0)
    return NULL;
  address = fiel_relay_roster_find_address (self->roster, target + prefix, length - prefix);
  if (address == NULL || !fiel_relay_address_is_good (address, fiel_relay_writer_get_running_us (self->writer))
      || !fiel_relay_server_allows (self, connection))
    return NULL;
  return G_OBJECT (address);
}

static GObject *
judge_question (FielRelayServer *self, const FielInboundHead *head, const char *bytes)
{
  gsize length = 0;
  const char *token = fiel_relay_question_find_token (bytes + head->authorization_offset, head->authorization_length,
                                                      &length);
  g_autofree char *target = g_strndup (bytes + head->target_offset, head->target_length);
  FielRelayQuestion question;

  if (token == NULL || !fiel_relay_question_parse (target, &question))
    return NULL;
  return (GObject *) fiel_relay_roster_find_till (self->roster, token, length);
}

static GObject *
judge (const FielInboundHead *head, const char *bytes, GSocketConnection *connection, gpointer user_data)
{
  FielRelayServer *self = user_data;

  if (self->roster == NULL)
    return NULL;
  if (head->method == FIEL_INBOUND_METHOD_POST)
    return judge_callback (self, bytes + head->target_offset, head->target_length, connection);
  return judge_question (self, head, bytes);
}

static void
fiel_relay_server_keep (FielRelayServer *self, FielInboundRequest *request, FielRelayAddress *address)
{
  FielRelayNews *news =
      fiel_relay_news_new (fiel_relay_address_get_shop (address), fiel_relay_address_get_provider (address),
                           fiel_clock_get_wall_us (self->clock), fiel_inbound_request_get_body (request));

  fiel_relay_writer_keep (self->writer, news, G_OBJECT (request));
}

/* Where a till reads on. What it says it has is believed only of this store, and not of what never was. */
static gint64
fiel_relay_server_find_position (FielRelayServer *self, FielRelayTill *till, const FielRelayQuestion *question)
{
  if (question->after < 0 || question->after > self->figures.last_sequence
      || !g_str_equal (question->epoch, fiel_relay_writer_get_epoch (self->writer)))
    return fiel_relay_till_get_position (till);
  if (!question->peek && question->after > fiel_relay_till_get_position (till))
    {
      fiel_relay_till_advance (till, question->after);
      fiel_relay_writer_move (self->writer, fiel_relay_till_get_id (till), question->after);
    }
  return question->after;
}

static void
fiel_relay_server_ask (FielRelayServer *self, FielInboundRequest *request, FielRelayTill *till)
{
  g_autoptr (FielRelayPoll) poll = NULL;
  FielRelayQuestion question;
  gint64 position;

  if (!fiel_relay_question_parse (fiel_inbound_request_get_target (request), &question))
    g_return_if_reached ();
  position = fiel_relay_server_find_position (self, till, &question);
  poll = fiel_relay_poll_new (request, till, position,
                              fiel_clock_get_boot_us (self->clock) + question.wait_s * G_USEC_PER_SEC, question.peek);
  fiel_relay_waiting_enter (self->waiting, poll);
  fiel_relay_writer_read (self->writer, fiel_relay_till_get_shop (till), position, G_OBJECT (poll));
}

static void
handle (FielInboundRequest *request, gpointer user_data)
{
  FielRelayServer *self = user_data;
  GObject *subject = fiel_inbound_request_get_subject (request);

  if (FIEL_IS_RELAY_ADDRESS (subject))
    fiel_relay_server_keep (self, request, FIEL_RELAY_ADDRESS (subject));
  else
    fiel_relay_server_ask (self, request, FIEL_RELAY_TILL (subject));
}

static gint64
fiel_relay_server_get_last (FielRelayServer *self, gint64 shop)
{
  const gint64 *last = g_hash_table_lookup (self->last_of_shop, &shop);

  return last != NULL ? *last : 0;
}

static void
fiel_relay_server_look_again (FielRelayServer *self, gint64 shop)
{
  g_autoptr (GPtrArray) polls = fiel_relay_waiting_wake (self->waiting, shop);

  for (guint i = 0; i < polls->len; i++)
    {
      FielRelayPoll *poll = g_ptr_array_index (polls, i);

      fiel_relay_writer_read (self->writer, shop, fiel_relay_poll_get_position (poll), G_OBJECT (poll));
    }
}

static void
fiel_relay_server_settle (FielRelayServer *self, const FielRelayJob *job)
{
  FielInboundRequest *request = FIEL_INBOUND_REQUEST (job->owner);

  if (!job->kept)
    {
      self->figures.n_not_kept++;
      fiel_inbound_request_refuse (request);
      return;
    }
  self->figures.n_kept++;
  g_hash_table_replace (self->last_of_shop, g_memdup2 (&job->news->shop, sizeof job->news->shop),
                        g_memdup2 (&job->news->sequence, sizeof job->news->sequence));
  fiel_inbound_request_answer (request, 200, NULL, NULL);
}

static void
fiel_relay_server_tell (FielRelayServer *self, const FielRelayJob *job)
{
  FielRelayPoll *poll = FIEL_RELAY_POLL (job->owner);

  if (!fiel_relay_waiting_has (self->waiting, poll))
    return;
  if (job->page == NULL)
    {
      fiel_relay_waiting_fail (self->waiting, poll);
      return;
    }
  if (job->n_news > 0)
    {
      self->figures.n_told += job->n_news;
      fiel_relay_waiting_answer (self->waiting, poll, job->page);
      return;
    }
  fiel_relay_waiting_hold (self->waiting, poll);
  /* Something may have been kept between the look and now. */
  if (fiel_relay_server_get_last (self, job->shop) > job->position)
    fiel_relay_server_look_again (self, job->shop);
}

static void
fiel_relay_server_take_roster (FielRelayServer *self, FielRelayRoster *roster)
{
  fiel_relay_roster_follow (roster, self->roster);
  g_set_object (&self->roster, roster);
  fiel_relay_waiting_check (self->waiting, roster);
  g_message ("Shops, addresses and tills were read again: %u tills", fiel_relay_roster_get_tills (roster)->len);
}

static void
fiel_relay_server_end (FielRelayServer *self)
{
  g_clear_pointer (&self->writer, fiel_relay_writer_free);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

static void
fiel_relay_server_settle_all (FielRelayServer *self, GPtrArray *jobs)
{
  g_autoptr (GHashTable) shops = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer shop;

  for (guint i = 0; i < jobs->len; i++)
    {
      const FielRelayJob *job = g_ptr_array_index (jobs, i);

      if (job->kind != FIEL_RELAY_JOB_KEEP)
        continue;
      fiel_relay_server_settle (self, job);
      if (job->kept)
        g_hash_table_add (shops, &job->news->shop);
    }
  /* Those first, who paid is served before who asks. */
  for (guint i = 0; i < jobs->len; i++)
    {
      const FielRelayJob *job = g_ptr_array_index (jobs, i);

      if (job->kind == FIEL_RELAY_JOB_READ)
        fiel_relay_server_tell (self, job);
    }
  g_hash_table_iter_init (&iter, shops);
  while (g_hash_table_iter_next (&iter, &shop, NULL))
    fiel_relay_server_look_again (self, *(gint64 *) shop);
}

static void
on_batch (const FielRelayBatch *batch, gpointer user_data)
{
  g_autoptr (FielRelayServer) self = g_object_ref (user_data);

  g_free (self->trouble);
  self->trouble = g_strdup (batch->trouble);
  self->figures.n_flushes += batch->flushed ? 1 : 0;
  self->figures.n_forgotten += batch->n_forgotten;
  self->figures.n_news = batch->n_news;
  self->figures.n_full_shops = batch->n_full_shops;
  self->figures.last_sequence = MAX (self->figures.last_sequence, batch->last_sequence);
  if (batch->roster != NULL)
    fiel_relay_server_take_roster (self, batch->roster);
  fiel_relay_server_settle_all (self, batch->jobs);
  if (batch->is_last)
    fiel_relay_server_end (self);
}

/* An end that is over, or a clock that is wrong, is no reason not to serve: tomorrow it may be right. */
static GTlsCertificate *
fiel_relay_server_load_certificate (FielRelayServer *self, GError **error)
{
  GTlsCertificate *certificate =
      fiel_relay_certificate_load (self->config->certificate, self->config->key, error);
  g_autofree char *fault = NULL;

  if (certificate != NULL)
    fault = fiel_relay_certificate_find_fault (certificate, fiel_clock_get_wall_us (self->clock));
  if (fault != NULL)
    g_warning ("%s: %s", self->config->certificate, fault);
  return certificate;
}

static gboolean
fiel_relay_server_listen (FielRelayServer *self, GError **error)
{
  const FielRelayConfig *config = self->config;
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (config->certificate != NULL)
    {
      certificate = fiel_relay_server_load_certificate (self, error);
      if (certificate == NULL)
        return FALSE;
      self->figures.certificate_end_s = fiel_relay_certificate_get_end (certificate);
    }
  if (certificate == NULL && !fiel_host_is_loopback (config->listen))
    g_warning ("Callbacks and tokens are taken without TLS on %s: whoever is between can read them. Listen on "
               "127.0.0.1 behind a proxy, or name certificate and key",
               config->listen);
  self->inbound = fiel_inbound_listener_new (self->clock, judge, handle, self);
  fiel_inbound_listener_set_places (self->inbound, config->places);
  fiel_inbound_listener_set_persistent (self->inbound, TRUE);
  fiel_inbound_listener_set_certificate (self->inbound, certificate);
  if (fiel_inbound_listener_start (self->inbound, config->listen, config->listen_port, error))
    return TRUE;
  g_prefix_error (error, "listen (%s, %u): ", config->listen, config->listen_port);
  return FALSE;
}

/**
 * fiel_relay_server_start:
 *
 * Opens the store, which takes its time, and listens.
 */
gboolean
fiel_relay_server_start (FielRelayServer *self, const FielRelayConfig *config, GError **error)
{
  g_return_val_if_fail (FIEL_IS_RELAY_SERVER (self), FALSE);
  g_return_val_if_fail (self->writer == NULL, FALSE);

  self->config = config;
  /* Nobody is heard before this returns. */
  if (!fiel_relay_server_listen (self, error))
    return FALSE;
  self->writer = fiel_relay_writer_new (config->store, &config->limits, self->clock, on_batch, self, error);
  if (self->writer == NULL)
    return FALSE;
  self->roster = g_object_ref (fiel_relay_writer_get_first_roster (self->writer));
  self->figures.last_sequence = fiel_relay_writer_get_first_sequence (self->writer);
  self->waiting = fiel_relay_waiting_new (self->clock, fiel_relay_writer_get_epoch (self->writer));
  return TRUE;
}

/**
 * fiel_relay_server_finish:
 *
 * Nobody new is heard; who waits is answered; what came is kept. Then "finished" is emitted.
 */
void
fiel_relay_server_finish (FielRelayServer *self)
{
  g_return_if_fail (FIEL_IS_RELAY_SERVER (self));

  if (self->inbound != NULL)
    fiel_inbound_listener_close_door (self->inbound);
  fiel_relay_waiting_end_all (self->waiting);
  fiel_relay_writer_finish (self->writer);
}

guint16
fiel_relay_server_get_port (FielRelayServer *self)
{
  return self->inbound != NULL ? fiel_inbound_listener_get_port (self->inbound) : 0;
}

void
fiel_relay_server_get_figures (FielRelayServer *self, FielRelayFigures *figures)
{
  *figures = self->figures;
  figures->inbound = fiel_inbound_listener_get_counts (self->inbound);
  figures->n_polls = fiel_relay_waiting_get_n_polls (self->waiting);
  figures->running_us = self->writer != NULL ? fiel_relay_writer_get_running_us (self->writer) : 0;
}

const char *
fiel_relay_server_get_trouble (FielRelayServer *self)
{
  return self->trouble;
}

FielRelayRoster *
fiel_relay_server_get_roster (FielRelayServer *self)
{
  return self->roster;
}

static void
fiel_relay_server_dispose (GObject *object)
{
  FielRelayServer *self = FIEL_RELAY_SERVER (object);

  if (self->inbound != NULL)
    fiel_inbound_listener_stop (self->inbound);
  g_clear_object (&self->inbound);
  g_clear_object (&self->waiting);
  g_clear_object (&self->roster);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fiel_relay_server_parent_class)->dispose (object);
}

static void
fiel_relay_server_finalize (GObject *object)
{
  FielRelayServer *self = FIEL_RELAY_SERVER (object);

  g_hash_table_unref (self->last_of_shop);
  g_free (self->trouble);

  G_OBJECT_CLASS (fiel_relay_server_parent_class)->finalize (object);
}

static void
fiel_relay_server_class_init (FielRelayServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_relay_server_dispose;
  object_class->finalize = fiel_relay_server_finalize;

  /**
   * FielRelayServer::finished:
   *
   * All is kept, told and closed.
   */
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", FIEL_TYPE_RELAY_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
}

static void
fiel_relay_server_init (FielRelayServer *self)
{
  self->last_of_shop = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

FielRelayServer *
fiel_relay_server_new (FielClock *clock)
{
  FielRelayServer *self = g_object_new (FIEL_TYPE_RELAY_SERVER, NULL);

  self->clock = g_object_ref (clock);
  return self;
}
