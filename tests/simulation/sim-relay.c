/* sim-relay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-relay.h"

#include "fiel-http-message-private.h"
#include "sim-checker.h"

#include <string.h>

#define MAX_PAGE 50

typedef struct
{
  GBytes *body;       /* owned */
  char *attempt_id;   /* owned, nullable */
  gint64 given_us;    /* when it was given last */
} SimNews;

struct _SimRelay
{
  GPtrArray *news;      /* owned, of SimNews; number n stands at n - 1 */
  guint position;       /* so many are acknowledged */
  SimExchange *held;    /* owned, nullable: the question that waits */
  guint held_after;
  guint patience;       /* handle */
};

static void
news_free (gpointer data)
{
  SimNews *news = data;

  g_bytes_unref (news->body);
  g_free (news->attempt_id);
  g_free (news);
}

SimRelay *
sim_relay_new (void)
{
  SimRelay *self = g_new0 (SimRelay, 1);

  self->news = g_ptr_array_new_with_free_func (news_free);

  return self;
}

void
sim_relay_free (SimRelay *self)
{
  g_clear_pointer (&self->held, sim_exchange_unref);
  g_ptr_array_unref (self->news);
  g_free (self);
}

static char *
make_page (SimRelay *self, guint after)
{
  GString *text = g_string_new ("{\"news\":[");
  const guint last = MIN (self->news->len, after + MAX_PAGE);

  for (guint i = after; i < last; i++)
    {
      SimNews *news = g_ptr_array_index (self->news, i);
      gsize size = 0;
      const guchar *bytes = g_bytes_get_data (news->body, &size);
      g_autofree char *encoded = g_base64_encode (bytes, size);

      news->given_us = sim_now_us ();
      g_string_append_printf (text, "%s{\"sequence\":%u,\"provider\":\"getnet\",\"received\":\"x\",\"body\":\"%s\"}",
                              i > after ? "," : "", i + 1, encoded);
    }
  g_string_append_printf (text, "],\"epoch\":\"simulated\",\"last\":%u}", last);

  return g_string_free (text, FALSE);
}

static void
answer_held (SimRelay *self)
{
  g_autoptr (SimExchange) exchange = g_steal_pointer (&self->held);

  sim_scheduler_clear (sim_world->scheduler, &self->patience);
  if (exchange != NULL)
    sim_exchange_answer (exchange, 200, make_page (self, self->held_after));
}

static void
patience_ended (gpointer data)
{
  SimRelay *self = data;

  self->patience = 0;
  answer_held (self);
}

void
sim_relay_receive (SimRelay *self, const char *body, const char *attempt_id)
{
  SimNews *news = g_new0 (SimNews, 1);

  news->body = g_bytes_new (body, strlen (body));
  news->attempt_id = g_strdup (attempt_id);
  g_ptr_array_add (self->news, news);
  sim_note ("relay", sim_log_digest_text (body), self->news->len, "%s", body);
  answer_held (self);
}

/* The till has to take what names nobody in its form of an id for another till's. */
static gboolean
names_its_attempt (const SimNews *news)
{
  g_autofree char *id = sim_network_find_member (news->body, "customId");

  return news->attempt_id != NULL && g_strcmp0 (id, news->attempt_id) == 0;
}

/* What the till says it is done with is durable there, unless it is another till's or nobody's. */
static void
acknowledge (SimRelay *self, guint after)
{
  for (guint i = self->position; i < after && i < self->news->len; i++)
    {
      const SimNews *news = g_ptr_array_index (self->news, i);

      if (names_its_attempt (news))
        sim_checker_callback_accepted (sim_world->checker, news->body, news->attempt_id, news->given_us);
    }
  self->position = MAX (self->position, after);
}

static guint
read_number (const char *query, const char *name, guint fallback)
{
  const char *found = strstr (query, name);

  return found != NULL ? (guint) g_ascii_strtoull (found + strlen (name), NULL, 10) : fallback;
}

void
sim_relay_take (SimRelay *self, SimExchange *exchange)
{
  const char *query = g_uri_get_query (fiel_http_request_get_uri (sim_exchange_get_request (exchange)));
  const guint wait_s = read_number (query, "wait=", 0);
  guint after = self->position;

  if (strstr (query, "epoch=simulated&") != NULL)
    after = read_number (query, "after=", after);
  acknowledge (self, after);
  answer_held (self);
  if (after < self->news->len)
    {
      sim_exchange_answer (exchange, 200, make_page (self, after));
      return;
    }

  self->held = sim_exchange_ref (exchange);
  self->held_after = after;
  self->patience = sim_later (SIM_SIDE_WORLD, wait_s * SIM_SECONDS (1), patience_ended, self, NULL);
}
