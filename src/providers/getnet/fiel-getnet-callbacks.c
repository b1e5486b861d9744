/* fiel-getnet-callbacks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Hears what Getnet calls back, as its own listener or by asking a relay. Getnet signs nothing and documents no
 * repetition, so a callback is read for one purpose only: to find out which payment to ask about. It is kept as it
 * came, whatever it is; a body that cannot be read names no payment.
 *
 * Each callback waits in a table for the word of what became of it. If that does not come in time, the listener ends
 * its connection by itself. A relay is told with the next question, and of all that it told at once. */

#include "fiel-getnet-callbacks.h"

#include "fiel-callback-listener.h"
#include "fiel-getnet-answer.h"
#include "fiel-getnet-redact.h"
#include "fiel-json.h"
#include "fiel-relay-client.h"
#include "fiel-test-call.h"

struct _FielGetnetCallbacks
{
  GObject parent_instance;

  FielCallbackListener *listener; /* owned, nullable: there is a relay */
  FielRelayClient *relay;         /* owned, nullable: there is a listener */
  GSource *start;                 /* owned, nullable: the relay is asked for the first time */
  FielSecretLookupFunc lookup_secret; /* nullable */
  gpointer lookup_data;           /* not owned, outlives self */
  GHashTable *waiting;            /* owned, of FielCallback by FielProviderCallback, both owned */
  GHashTable *news;               /* owned, of FielRelayEntry by FielProviderCallback, both owned */
  FielProvider *provider;         /* not owned: it owns this */
  FielProviderHeardFunc heard;    /* nullable: nobody hears */
  gpointer heard_data;            /* the caller's */
  FielProviderReceptionFunc changed; /* nullable: nobody wants to know */
  gpointer changed_data;          /* the caller's */
};

G_DEFINE_FINAL_TYPE (FielGetnetCallbacks, fiel_getnet_callbacks, G_TYPE_OBJECT)

/* The body has the structure of a synchronous answer. The shapes that name the payment do it in data; where it is
 * null or without ids, nobody is named. */
static char *
find_id (JsonNode *root, const char *name)
{
  JsonNode *data = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    data = fiel_json_find (json_node_get_object (root), "data", NULL);

  return data != NULL && JSON_NODE_HOLDS_OBJECT (data) ? fiel_getnet_answer_dup_id (json_node_get_object (data), name)
                                                       : NULL;
}

/* An error about nothing: "time out (5 minutes)" with data that is null. */
static gboolean
is_empty (JsonNode *root)
{
  JsonObject *envelope = NULL;
  JsonNode *data = NULL;
  gboolean present = FALSE;
  gint64 code = 0;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;

  envelope = json_node_get_object (root);
  data = fiel_json_find (envelope, "data", NULL);

  return fiel_getnet_answer_check_names (envelope, NULL)
         && fiel_getnet_answer_get_number (envelope, "code", &present, &code, NULL) && present && code == 0
         && (data == NULL || JSON_NODE_HOLDS_NULL (data));
}

static FielProviderCallback *
read_callback (GBytes *body)
{
  g_autofree char *nonce = fiel_test_call_read (body);
  g_autofree char *text = fiel_getnet_redact (body);
  g_autoptr (JsonNode) root = fiel_json_parse (body, NULL);
  g_autofree char *reference = find_id (root, "customId");
  g_autofree char *provider_id = find_id (root, "idPosTxs");

  if (nonce != NULL)
    return fiel_provider_callback_new_test ();
  if (reference == NULL && provider_id == NULL && is_empty (root))
    return fiel_provider_callback_new_empty (text);

  return fiel_provider_callback_new (reference, provider_id, text);
}

static void
on_received (FielCallbackListener *listener, FielCallback *callback, gpointer user_data)
{
  FielGetnetCallbacks *self = user_data;
  g_autoptr (FielProviderCallback) read = NULL;

  if (self->heard == NULL)
    {
      fiel_callback_refuse (callback);
      return;
    }

  read = read_callback (fiel_callback_get_body (callback));
  g_hash_table_insert (self->waiting, fiel_provider_callback_ref (read), g_object_ref (callback));
  self->heard (self->provider, read, self->heard_data);
}

/* A relay is the shop's, and so is its address at Getnet. */
static void
on_news (FielRelayClient *relay, FielRelayEntry *news, gpointer user_data)
{
  FielGetnetCallbacks *self = user_data;
  g_autoptr (FielProviderCallback) read = read_callback (fiel_relay_entry_get_body (news));

  fiel_provider_callback_set_shared (read);
  g_hash_table_insert (self->news, fiel_provider_callback_ref (read), fiel_relay_entry_ref (news));
  self->heard (self->provider, read, self->heard_data);
}

static void
report_reception (FielGetnetCallbacks *self)
{
  FielProviderReception reception = { .route = FIEL_CALLBACK_ROUTE_LISTENER };

  if (self->changed == NULL)
    return;

  if (self->relay != NULL)
    {
      reception.route = FIEL_CALLBACK_ROUTE_RELAY;
      reception.trouble = fiel_relay_client_get_trouble (self->relay);
      reception.heard_us = fiel_relay_client_get_heard_us (self->relay);
    }
  self->changed (self->provider, &reception, self->changed_data);
}

static gboolean
start_cb (gpointer user_data)
{
  FielGetnetCallbacks *self = user_data;

  g_clear_pointer (&self->start, g_source_unref);
  fiel_relay_client_start (self->relay);

  return G_SOURCE_REMOVE;
}

static void
forget_start (FielGetnetCallbacks *self)
{
  if (self->start != NULL)
    g_source_destroy (self->start);
  g_clear_pointer (&self->start, g_source_unref);
}

/* The keyring may wait for a password when it is asked for the token. Whoever opens the provider does not wait for
 * that. */
static void
plan_start (FielGetnetCallbacks *self)
{
  self->start = g_idle_source_new ();
  g_source_set_static_name (self->start, "fiel-relay-start");
  g_source_set_callback (self->start, start_cb, self, NULL);
  g_source_attach (self->start, g_main_context_get_thread_default ());
}

void
fiel_getnet_callbacks_set_heard_func (FielGetnetCallbacks *self,
                                      FielProvider *provider,
                                      FielProviderHeardFunc heard,
                                      gpointer heard_data)
{
  g_return_if_fail (FIEL_IS_GETNET_CALLBACKS (self));

  self->provider = provider;
  self->heard = heard;
  self->heard_data = heard_data;
  if (self->relay == NULL)
    return;

  forget_start (self);
  if (heard != NULL)
    plan_start (self);
  else
    fiel_relay_client_stop (self->relay);
}

void
fiel_getnet_callbacks_set_reception_func (FielGetnetCallbacks *self,
                                          FielProvider *provider,
                                          FielProviderReceptionFunc changed,
                                          gpointer changed_data)
{
  g_return_if_fail (FIEL_IS_GETNET_CALLBACKS (self));

  self->provider = provider;
  self->changed = changed;
  self->changed_data = changed_data;
  report_reception (self);
}

static void
settle_call (FielGetnetCallbacks *self, FielProviderCallback *callback, FielCallbackFate fate)
{
  FielCallback *waiting = g_hash_table_lookup (self->waiting, callback);

  if (waiting == NULL)
    return;

  if (fate == FIEL_CALLBACK_FATE_KEPT)
    fiel_callback_accept (waiting);
  else
    fiel_callback_refuse (waiting);
  g_hash_table_remove (self->waiting, callback);
}

/* What will never be kept is done with as well: asking for it again would hold up all that comes after it. */
static void
settle_news (FielGetnetCallbacks *self, FielProviderCallback *callback, FielCallbackFate fate)
{
  g_autoptr (FielRelayEntry) news = NULL;
  gpointer key = NULL;
  gpointer value = NULL;

  if (!g_hash_table_steal_extended (self->news, callback, &key, &value))
    return;

  news = value;
  fiel_provider_callback_unref (key);
  fiel_relay_client_settle (self->relay, news, fate != FIEL_CALLBACK_FATE_FAILED);
}

void
fiel_getnet_callbacks_settle (FielGetnetCallbacks *self, FielProviderCallback *callback, FielCallbackFate fate)
{
  g_return_if_fail (FIEL_IS_GETNET_CALLBACKS (self));

  if (self->relay != NULL)
    settle_news (self, callback, fate);
  else
    settle_call (self, callback, fate);
}

char *
fiel_getnet_callbacks_make_address (FielGetnetCallbacks *self)
{
  g_return_val_if_fail (FIEL_IS_GETNET_CALLBACKS (self), NULL);

  return g_strdup_printf ("http://" FIEL_CALLBACK_LISTENER_DEFAULT_ADDRESS ":%u%s",
                          fiel_callback_listener_get_port (self->listener),
                          fiel_callback_listener_get_target (self->listener));
}

static void
fiel_getnet_callbacks_dispose (GObject *object)
{
  FielGetnetCallbacks *self = FIEL_GETNET_CALLBACKS (object);

  self->heard = NULL;
  if (self->listener != NULL)
    fiel_callback_listener_stop (self->listener);
  g_clear_object (&self->listener);
  self->changed = NULL;
  forget_start (self);
  if (self->relay != NULL)
    fiel_relay_client_stop (self->relay);
  g_clear_object (&self->relay);
  g_hash_table_remove_all (self->waiting);
  g_hash_table_remove_all (self->news);

  G_OBJECT_CLASS (fiel_getnet_callbacks_parent_class)->dispose (object);
}

static void
fiel_getnet_callbacks_finalize (GObject *object)
{
  FielGetnetCallbacks *self = FIEL_GETNET_CALLBACKS (object);

  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->news);

  G_OBJECT_CLASS (fiel_getnet_callbacks_parent_class)->finalize (object);
}

static void
fiel_getnet_callbacks_class_init (FielGetnetCallbacksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_getnet_callbacks_dispose;
  object_class->finalize = fiel_getnet_callbacks_finalize;
}

static void
fiel_getnet_callbacks_init (FielGetnetCallbacks *self)
{
  self->waiting = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) fiel_provider_callback_unref, g_object_unref);
  self->news = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) fiel_provider_callback_unref,
                                      (GDestroyNotify) fiel_relay_entry_unref);
}

/* Without an address in the settings the path is a secret of this run, and only this machine can call. */
static FielCallbackListener *
make_listener (FielGetnetSettings *settings, FielClock *clock)
{
  g_autofree char *token = NULL;

  if (settings->callback_target != NULL)
    return fiel_callback_listener_new_for_target (clock, settings->callback_target);

  token = fiel_callback_token_new ();

  return fiel_callback_listener_new (clock, token);
}

static char *
find_relay_token (gpointer user_data, GError **error)
{
  FielGetnetCallbacks *self = user_data;

  return self->lookup_secret != NULL ? self->lookup_secret ("relay-token", self->lookup_data, error) : NULL;
}

static void
make_relay (FielGetnetCallbacks *self, FielGetnetSettings *settings, FielHttpClient *client, FielClock *clock)
{
  self->relay = fiel_relay_client_new (client, clock, settings->relay_address, find_relay_token, self);
  g_signal_connect_object (self->relay, "news", G_CALLBACK (on_news), self, 0);
  g_signal_connect_object (self->relay, "notify::trouble", G_CALLBACK (report_reception), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->relay, "notify::heard-us", G_CALLBACK (report_reception), self, G_CONNECT_SWAPPED);
}

static gboolean
listen (FielGetnetCallbacks *self, FielGetnetSettings *settings, FielClock *clock, GError **error)
{
  const char *address = settings->callback_target != NULL ? settings->listen_address
                                                          : FIEL_CALLBACK_LISTENER_DEFAULT_ADDRESS;

  self->listener = make_listener (settings, clock);
  g_signal_connect_object (self->listener, "received", G_CALLBACK (on_received), self, 0);

  return fiel_callback_listener_start (self->listener, address, settings->listen_port, error);
}

FielGetnetCallbacks *
fiel_getnet_callbacks_new (FielGetnetSettings *settings,
                           FielHttpClient *client,
                           FielClock *clock,
                           FielSecretLookupFunc lookup_secret,
                           gpointer lookup_data,
                           GError **error)
{
  g_autoptr (FielGetnetCallbacks) self = NULL;

  g_return_val_if_fail (settings != NULL && (settings->listens || settings->relay_address != NULL), NULL);
  g_return_val_if_fail (FIEL_IS_HTTP_CLIENT (client), NULL);

  self = g_object_new (FIEL_TYPE_GETNET_CALLBACKS, NULL);
  self->lookup_secret = lookup_secret;
  self->lookup_data = lookup_data;
  if (settings->relay_address != NULL)
    make_relay (self, settings, client, clock);
  else if (!listen (self, settings, clock, error))
    return NULL;

  return g_steal_pointer (&self);
}
