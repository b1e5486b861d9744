/* fiel-relay-health.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-relay-health.h"

#include <string.h>

/* Whoever reaches this port may read it; it is on loopback unless the administrator knows better. No token is in it. */

#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"
#define HEALTH_TYPE "text/plain; charset=utf-8"

struct _FielRelayHealth
{
  GObject parent_instance;

  FielRelayServer *server;      /* owned */
  FielInboundListener *inbound; /* owned */
};

G_DEFINE_FINAL_TYPE (FielRelayHealth, fiel_relay_health, G_TYPE_OBJECT)

static gboolean
is_target (const char *target, gsize length, const char *path)
{
  return length == strlen (path) && memcmp (target, path, length) == 0;
}

static GObject *
judge (const FielInboundHead *head, const char *bytes, GSocketConnection *connection, gpointer user_data)
{
  const char *target = bytes + head->target_offset;

  if (head->method != FIEL_INBOUND_METHOD_GET)
    return NULL;
  if (!is_target (target, head->target_length, "/health") && !is_target (target, head->target_length, "/metrics"))
    return NULL;
  return G_OBJECT (((FielRelayHealth *) user_data)->server);
}

static void
add (GString *text, const char *name, const char *type, const char *help, gint64 value)
{
  g_string_append_printf (text, "# HELP fiel_relay_%s %s\n# TYPE fiel_relay_%s %s\n", name, help, name, type);
  g_string_append_printf (text, "fiel_relay_%s %" G_GINT64_FORMAT "\n", name, value);
}

static void
add_counts (GString *text, const FielInboundCounts *counts)
{
  add (text, "connections_total", "counter", "Connections that came in.", (gint64) counts->accepted);
  add (text, "connections_replaced_total", "counter", "Connections ended early to make room for newer ones.",
       (gint64) counts->replaced);
  add (text, "connections_expired_total", "counter", "Connections ended by their deadline.", (gint64) counts->expired);
  add (text, "connections_turned_away_total", "counter", "Connections for which there was no room.",
       (gint64) counts->turned_away);
  add (text, "requests_refused_total", "counter", "Requests that read the 404.", (gint64) counts->refused);
  add (text, "connections_open", "gauge", "Connections that are open and not held.", counts->n_open);
  add (text, "connections_held", "gauge", "Connections of tills that wait for news.", counts->n_held);
}

static void
add_figures (GString *text, const FielRelayFigures *figures)
{
  add (text, "callbacks_kept_total", "counter", "Callbacks made durable and answered with 200.",
       (gint64) figures->n_kept);
  add (text, "callbacks_not_kept_total", "counter", "Callbacks that could not be kept and were refused.",
       (gint64) figures->n_not_kept);
  add (text, "flushes_total", "counter", "Transactions flushed to the disk.", (gint64) figures->n_flushes);
  add (text, "news_told_total", "counter", "Callbacks handed to tills, repetitions included.",
       (gint64) figures->n_told);
  add (text, "news_forgotten_total", "counter", "Callbacks deleted because their time was over.",
       (gint64) figures->n_forgotten);
  add (text, "news", "gauge", "Callbacks in the store.", figures->n_news);
  add (text, "shops_full", "gauge", "Shops that have as many callbacks as they may: a till does not fetch them.",
       figures->n_full_shops);
  add (text, "last_sequence", "gauge", "Sequence of the latest callback.", figures->last_sequence);
  add (text, "polls", "gauge", "Polls of tills that are not answered yet.", figures->n_polls);
  add (text, "running_seconds_total", "counter", "How long relays have run on this store.",
       figures->running_us / G_USEC_PER_SEC);
  if (figures->certificate_end_s != 0)
    add (text, "certificate_end_timestamp_seconds", "gauge",
         "When the relay's own certificate ends, in Unix time; it is read at the start.", figures->certificate_end_s);
}

/* A label's value, as Prometheus escapes it. */
static char *
escape (const char *name)
{
  g_autoptr (GString) text = g_string_new (name);

  g_string_replace (text, "\\", "\\\\", 0);
  g_string_replace (text, "\"", "\\\"", 0);
  g_string_replace (text, "\n", "\\n", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_tills (GString *text, GPtrArray *tills)
{
  g_string_append (text, "# HELP fiel_relay_till_position Up to which sequence a till has everything.\n"
                         "# TYPE fiel_relay_till_position gauge\n");
  for (guint i = 0; i < tills->len; i++)
    {
      FielRelayTill *till = g_ptr_array_index (tills, i);
      g_autofree char *shop = escape (fiel_relay_till_get_shop_name (till));
      g_autofree char *name = escape (fiel_relay_till_get_name (till));

      g_string_append_printf (text, "fiel_relay_till_position{shop=\"%s\",till=\"%s\"} %" G_GINT64_FORMAT "\n", shop,
                              name, fiel_relay_till_get_position (till));
    }
}

static void
answer (FielInboundRequest *request, guint status, const char *type, char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  fiel_inbound_request_answer (request, status, type, body);
}

static void
handle (FielInboundRequest *request, gpointer user_data)
{
  FielRelayHealth *self = user_data;
  const char *trouble = fiel_relay_server_get_trouble (self->server);
  g_autoptr (GString) text = NULL;
  FielRelayFigures figures;

  if (g_str_equal (fiel_inbound_request_get_target (request), "/health"))
    {
      answer (request, trouble == NULL ? 200 : 503, HEALTH_TYPE,
              trouble == NULL ? g_strdup ("good\n") : g_strdup_printf ("cannot keep callbacks: %s\n", trouble));
      return;
    }
  fiel_relay_server_get_figures (self->server, &figures);
  text = g_string_new (NULL);
  add (text, "healthy", "gauge", "Whether callbacks can be kept now.", trouble == NULL);
  add_figures (text, &figures);
  add_counts (text, figures.inbound);
  add_tills (text, fiel_relay_roster_get_tills (fiel_relay_server_get_roster (self->server)));
  answer (request, 200, METRICS_TYPE, g_string_free (g_steal_pointer (&text), FALSE));
}

gboolean
fiel_relay_health_start (FielRelayHealth *self, const char *address, guint16 port, GError **error)
{
  g_return_val_if_fail (FIEL_IS_RELAY_HEALTH (self), FALSE);

  if (fiel_inbound_listener_start (self->inbound, address, port, error))
    return TRUE;
  g_prefix_error (error, "health (%s, %u): ", address, port);
  return FALSE;
}

guint16
fiel_relay_health_get_port (FielRelayHealth *self)
{
  return fiel_inbound_listener_get_port (self->inbound);
}

static void
fiel_relay_health_dispose (GObject *object)
{
  FielRelayHealth *self = FIEL_RELAY_HEALTH (object);

  if (self->inbound != NULL)
    fiel_inbound_listener_stop (self->inbound);
  g_clear_object (&self->inbound);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (fiel_relay_health_parent_class)->dispose (object);
}

static void
fiel_relay_health_class_init (FielRelayHealthClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_relay_health_dispose;
}

static void
fiel_relay_health_init (FielRelayHealth *self)
{
}

FielRelayHealth *
fiel_relay_health_new (FielClock *clock, FielRelayServer *server)
{
  FielRelayHealth *self = g_object_new (FIEL_TYPE_RELAY_HEALTH, NULL);

  self->server = g_object_ref (server);
  self->inbound = fiel_inbound_listener_new (clock, judge, handle, self);
  return self;
}
