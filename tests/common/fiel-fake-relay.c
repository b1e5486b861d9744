/* fiel-fake-relay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-fake-relay.h"

#include <libsoup/soup.h>
#include <string.h>

#define MAX_PAGE 50

struct _FielFakeRelay
{
  SoupServer *server;      /* owned, nullable: dead */
  guint16 port;
  char *address;           /* owned */
  char *path;              /* owned: of the callback address */
  char *callback_address;  /* owned */
  char *token;             /* owned */
  char *epoch;             /* owned */
  guint n_epochs;
  guint n_tokens;
  GPtrArray *bodies;       /* owned, of GBytes: number n stands at n - 1 */
  gint64 position;
  GQueue canned;           /* of Canned */
  GPtrArray *waiting;      /* owned, of Waiting */
  gboolean swallows;
  guint hurry;
  guint n_polls;
  guint n_called;
  char *last_query;        /* owned, nullable */
};

typedef struct
{
  guint status;
  char *text;              /* owned, nullable */
} Canned;

/* A question that is held back. */
typedef struct
{
  FielFakeRelay *relay;      /* not owned: it owns this */
  SoupServerMessage *message; /* owned */
  gint64 after;
  gboolean peeks;
  guint timer;
  gulong finished;
} Waiting;

static void
canned_free (gpointer data)
{
  Canned *canned = data;

  g_free (canned->text);
  g_free (canned);
}

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_clear_handle_id (&waiting->timer, g_source_remove);
  g_signal_handler_disconnect (waiting->message, waiting->finished);
  g_object_unref (waiting->message);
  g_free (waiting);
}

static void
set_json (SoupServerMessage *message, guint status, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, strlen (text));
}

/* Pages */

static char *
make_page (FielFakeRelay *self, gint64 after)
{
  GString *text = g_string_new (NULL);
  GString *news = g_string_new (NULL);
  gint64 last = after;

  for (gint64 i = after + 1; i <= self->bodies->len && i - after <= MAX_PAGE; i++)
    {
      GBytes *body = g_ptr_array_index (self->bodies, i - 1);
      g_autofree char *encoded = g_base64_encode (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

      g_string_append_printf (news,
                              "%s{\"sequence\":%" G_GINT64_FORMAT ",\"provider\":\"getnet\","
                              "\"received\":\"2026-11-29T01:02:03.456Z\",\"body\":\"%s\"}",
                              news->len > 0 ? "," : "", i, encoded);
      last = i;
    }
  g_string_append_printf (text, "{\"epoch\":\"%s\",\"last\":%" G_GINT64_FORMAT ",\"news\":[%s]}", self->epoch, last,
                          news->str);
  g_string_free (news, TRUE);

  return g_string_free (text, FALSE);
}

static void
answer (Waiting *waiting)
{
  FielFakeRelay *self = waiting->relay;
  SoupServerMessage *message = g_object_ref (waiting->message);
  g_autofree char *page = make_page (self, waiting->after);

  g_ptr_array_remove_fast (self->waiting, waiting);
  set_json (message, 200, page);
  soup_server_message_unpause (message);
  g_object_unref (message);
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->timer = 0;
  answer (waiting);

  return G_SOURCE_REMOVE;
}

static void
gone_cb (SoupServerMessage *message, gpointer user_data)
{
  Waiting *waiting = user_data;

  g_ptr_array_remove_fast (waiting->relay->waiting, waiting);
}

void
fiel_fake_relay_let_go (FielFakeRelay *self)
{
  while (self->waiting->len > 0)
    answer (g_ptr_array_index (self->waiting, 0));
}

static void
end_older (FielFakeRelay *self)
{
  for (guint i = self->waiting->len; i > 0; i--)
    {
      Waiting *waiting = g_ptr_array_index (self->waiting, i - 1);

      if (!waiting->peeks)
        answer (waiting);
    }
}

static void
hold (FielFakeRelay *self, SoupServerMessage *message, gint64 after, gboolean peeks, guint wait_s)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->relay = self;
  waiting->message = g_object_ref (message);
  waiting->after = after;
  waiting->peeks = peeks;
  waiting->timer = g_timeout_add (wait_s * 1000 / self->hurry, patience_ended_cb, waiting);
  waiting->finished = g_signal_connect (message, "finished", G_CALLBACK (gone_cb), waiting);
  g_ptr_array_add (self->waiting, waiting);
  soup_server_message_pause (message);
}

static gboolean
is_till (FielFakeRelay *self, SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                     "Authorization");
  g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);

  return g_strcmp0 (header, bearer) == 0;
}

static gint64
read_number (GHashTable *query, const char *name, gint64 fallback)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : fallback;
}

static void
give_news (FielFakeRelay *self, SoupServerMessage *message, GHashTable *query)
{
  const char *epoch = query != NULL ? g_hash_table_lookup (query, "epoch") : NULL;
  const gboolean knows = g_strcmp0 (epoch, self->epoch) == 0;
  const gboolean peeks = read_number (query, "peek", 0) == 1;
  const guint wait_s = (guint) read_number (query, "wait", 0);
  gint64 after = self->position;

  if (knows)
    after = read_number (query, "after", after);
  if (!peeks)
    {
      self->position = after;
      self->n_polls++;
      end_older (self);
    }
  if (wait_s > 0 && after >= self->bodies->len)
    {
      hold (self, message, after, peeks, wait_s);
    }
  else
    {
      g_autofree char *page = make_page (self, after);

      set_json (message, 200, page);
    }
}

static void
news_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  FielFakeRelay *self = user_data;
  Canned *canned = NULL;

  g_free (self->last_query);
  self->last_query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  canned = g_queue_pop_head (&self->canned);
  if (canned != NULL)
    {
      self->n_polls++;
      set_json (message, canned->status, canned->text != NULL ? canned->text : "");
      canned_free (canned);
    }
  else if (!is_till (self, message))
    soup_server_message_set_status (message, 404, NULL);
  else
    give_news (self, message, query);
}

static void
tell_waiting (FielFakeRelay *self)
{
  for (guint i = self->waiting->len; i > 0; i--)
    answer (g_ptr_array_index (self->waiting, i - 1));
}

static void
add_bytes (FielFakeRelay *self, GBytes *body)
{
  g_ptr_array_add (self->bodies, g_bytes_ref (body));
  tell_waiting (self);
}

void
fiel_fake_relay_add (FielFakeRelay *self, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  add_bytes (self, bytes);
}

static void
called_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  FielFakeRelay *self = user_data;
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  if (!g_str_equal (path, self->path) || !g_str_equal (soup_server_message_get_method (message), "POST"))
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }

  self->n_called++;
  if (!self->swallows)
    add_bytes (self, body);
  soup_server_message_set_status (message, 200, NULL);
}

void
fiel_fake_relay_revive (FielFakeRelay *self)
{
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;

  g_assert_null (self->server);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, "/news", news_cb, self, NULL);
  soup_server_add_handler (self->server, "/callback", called_cb, self, NULL);
  soup_server_listen_local (self->server, self->port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint16) g_uri_get_port (uris->data);
}

void
fiel_fake_relay_die (FielFakeRelay *self)
{
  g_ptr_array_set_size (self->waiting, 0);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

static char *
make_token (const char *kind, guint n)
{
  return g_strdup_printf ("%s-0123456789abcdefghijklmnopqrstuvwxyz-%04u", kind, n);
}

void
fiel_fake_relay_rotate_token (FielFakeRelay *self)
{
  g_free (self->token);
  self->token = make_token ("t", ++self->n_tokens);
}

void
fiel_fake_relay_begin_anew (FielFakeRelay *self)
{
  g_ptr_array_set_size (self->bodies, 0);
  self->position = 0;
  g_free (self->epoch);
  self->epoch = g_strdup_printf ("epoch-%u", ++self->n_epochs);
}

FielFakeRelay *
fiel_fake_relay_new (void)
{
  FielFakeRelay *self = g_new0 (FielFakeRelay, 1);
  g_autofree char *token = make_token ("c", 0);

  g_queue_init (&self->canned);
  self->hurry = 1;
  self->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->waiting = g_ptr_array_new_with_free_func (waiting_free);
  self->path = g_strconcat ("/callback/", token, NULL);
  fiel_fake_relay_rotate_token (self);
  fiel_fake_relay_begin_anew (self);
  fiel_fake_relay_revive (self);
  self->address = g_strdup_printf ("http://127.0.0.1:%u/", self->port);
  self->callback_address = g_strdup_printf ("http://127.0.0.1:%u%s", self->port, self->path);

  return self;
}

void
fiel_fake_relay_free (FielFakeRelay *self)
{
  fiel_fake_relay_die (self);
  g_queue_clear_full (&self->canned, canned_free);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->bodies);
  g_free (self->address);
  g_free (self->path);
  g_free (self->callback_address);
  g_free (self->token);
  g_free (self->epoch);
  g_free (self->last_query);
  g_free (self);
}

void
fiel_fake_relay_answer_with (FielFakeRelay *self, guint status, const char *text)
{
  Canned *canned = g_new0 (Canned, 1);

  canned->status = status;
  canned->text = g_strdup (text);
  g_queue_push_tail (&self->canned, canned);
}

void
fiel_fake_relay_hurry (FielFakeRelay *self, guint times)
{
  self->hurry = times;
}

void
fiel_fake_relay_swallow (FielFakeRelay *self, gboolean swallows)
{
  self->swallows = swallows;
}

const char *
fiel_fake_relay_get_address (FielFakeRelay *self)
{
  return self->address;
}

const char *
fiel_fake_relay_get_callback_address (FielFakeRelay *self)
{
  return self->callback_address;
}

const char *
fiel_fake_relay_get_token (FielFakeRelay *self)
{
  return self->token;
}

guint
fiel_fake_relay_get_n_polls (FielFakeRelay *self)
{
  return self->n_polls;
}

guint
fiel_fake_relay_get_n_waiting (FielFakeRelay *self)
{
  return self->waiting->len;
}

guint
fiel_fake_relay_get_n_called (FielFakeRelay *self)
{
  return self->n_called;
}

gint64
fiel_fake_relay_get_acknowledged (FielFakeRelay *self)
{
  return self->position;
}

const char *
fiel_fake_relay_get_last_query (FielFakeRelay *self)
{
  return self->last_query;
}
