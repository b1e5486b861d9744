/* fiel-getnet-callbacks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Hears what Getnet calls back. Getnet signs nothing and documents no repetition, so a callback is read for one purpose
 * only: to find out which payment to ask about. It is kept as it came, whatever it is; a body that cannot be read names
 * no payment.
 *
 * Each callback waits in a table for the word that it is durable. If that does not come in time, the listener ends its
 * connection by itself. */

#include "fiel-getnet-callbacks.h"

#include "fiel-callback-listener.h"
#include "fiel-getnet-answer.h"
#include "fiel-getnet-redact.h"
#include "fiel-json.h"

struct _FielGetnetCallbacks
{
  GObject parent_instance;

  FielCallbackListener *listener; /* owned */
  GHashTable *waiting;            /* owned, of FielCallback by FielProviderCallback, both owned */
  FielProvider *provider;         /* not owned: it owns this */
  FielProviderHeardFunc heard;    /* nullable: nobody hears */
  gpointer heard_data;            /* the caller's */
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
read_callback (FielCallback *callback)
{
  g_autofree char *text = fiel_getnet_redact (fiel_callback_get_body (callback));
  g_autoptr (JsonNode) root = fiel_json_parse (fiel_callback_get_body (callback), NULL);
  g_autofree char *reference = find_id (root, "customId");
  g_autofree char *provider_id = find_id (root, "idPosTxs");

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

  read = read_callback (callback);
  g_hash_table_insert (self->waiting, fiel_provider_callback_ref (read), g_object_ref (callback));
  self->heard (self->provider, read, self->heard_data);
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
}

void
fiel_getnet_callbacks_settle (FielGetnetCallbacks *self, FielProviderCallback *callback, gboolean kept)
{
  FielCallback *waiting = NULL;

  g_return_if_fail (FIEL_IS_GETNET_CALLBACKS (self));

  waiting = g_hash_table_lookup (self->waiting, callback);
  if (waiting == NULL)
    return;

  if (kept)
    fiel_callback_accept (waiting);
  else
    fiel_callback_refuse (waiting);
  g_hash_table_remove (self->waiting, callback);
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
  g_hash_table_remove_all (self->waiting);

  G_OBJECT_CLASS (fiel_getnet_callbacks_parent_class)->dispose (object);
}

static void
fiel_getnet_callbacks_finalize (GObject *object)
{
  FielGetnetCallbacks *self = FIEL_GETNET_CALLBACKS (object);

  g_hash_table_unref (self->waiting);

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

FielGetnetCallbacks *
fiel_getnet_callbacks_new (FielGetnetSettings *settings, FielClock *clock, GError **error)
{
  g_autoptr (FielGetnetCallbacks) self = NULL;
  const char *address = NULL;

  g_return_val_if_fail (settings != NULL && settings->listens, NULL);

  self = g_object_new (FIEL_TYPE_GETNET_CALLBACKS, NULL);
  self->listener = make_listener (settings, clock);
  address = settings->callback_target != NULL ? settings->listen_address : FIEL_CALLBACK_LISTENER_DEFAULT_ADDRESS;
  g_signal_connect_object (self->listener, "received", G_CALLBACK (on_received), self, 0);
  if (!fiel_callback_listener_start (self->listener, address, settings->listen_port, error))
    return NULL;

  return g_steal_pointer (&self);
}
