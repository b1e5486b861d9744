/* fiel-http-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sessions: one per purpose, made so that libsoup has nothing left that could send a request twice or answer for a
 * server: no HTTP/2, no authentication manager, no redirects, no decoder, no sniffer, no shared connection. Loopback
 * (the practice cloud) is never reached through a proxy, so each purpose has a second session for it.
 */

#include "fiel-http-client.h"

#include "config.h"
#include "fiel-host.h"
#include "fiel-http-exchange.h"
#include "fiel-http-message-private.h"

#include <libsoup/soup.h>

#define N_PURPOSES (FIEL_HTTP_PURPOSE_SIGN_IN + 1)
#define MAX_CONNECTIONS 64
#define IDLE_TIMEOUT_S 1

typedef enum
{
  ROUTE_DEFAULT,
  ROUTE_LOOPBACK,
} Route;

#define N_ROUTES (ROUTE_LOOPBACK + 1)

struct _FielHttpClient
{
  GObject parent_instance;

  FielClock *clock;                              /* owned */
  SoupSession *sessions[N_PURPOSES][N_ROUTES];   /* owned */
};

G_DEFINE_FINAL_TYPE (FielHttpClient, fiel_http_client, G_TYPE_OBJECT)

static gboolean process_prepared;

/**
 * fiel_http_prepare_process:
 *
 * Keeps libsoup from speaking HTTP/2, whose refused streams it sends again without limit. libsoup reads this once, at
 * its first connection, so call it first thing in main(), before there are threads.
 */
void
fiel_http_prepare_process (void)
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  process_prepared = TRUE;
}

static SoupSession *
make_session (Route route)
{
  SoupSession *session = soup_session_new_with_options ("timeout", 0u,
                                                        "idle-timeout", (guint) IDLE_TIMEOUT_S,
                                                        "max-conns", (guint) MAX_CONNECTIONS,
                                                        "max-conns-per-host", (guint) MAX_CONNECTIONS,
                                                        "user-agent", "Fiel/" FIEL_VERSION,
                                                        NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_SNIFFER);
  if (route == ROUTE_LOOPBACK)
    soup_session_set_proxy_resolver (session, NULL);
  return session;
}

static Route
route_to (GUri *uri)
{
  return fiel_host_is_loopback (g_uri_get_host (uri)) ? ROUTE_LOOPBACK : ROUTE_DEFAULT;
}

/**
 * fiel_http_client_trust_file:
 * @self: a client
 * @absolute_path: a PEM file of certificate authorities
 * @error: return location
 *
 * From now on only these authorities are trusted. The name in the certificate is checked as always.
 *
 * Returns: whether the file could be read
 */
gboolean
fiel_http_client_trust_file (FielHttpClient *self, const char *absolute_path, GError **error)
{
  g_autoptr (GTlsDatabase) database = NULL;

  g_return_val_if_fail (FIEL_IS_HTTP_CLIENT (self), FALSE);
  g_return_val_if_fail (absolute_path != NULL && g_path_is_absolute (absolute_path), FALSE);

  database = g_tls_file_database_new (absolute_path, error);
  if (database == NULL)
    return FALSE;
  for (gsize i = 0; i < N_PURPOSES; i++)
    {
      for (gsize j = 0; j < N_ROUTES; j++)
        soup_session_set_tls_database (self->sessions[i][j], database);
    }
  return TRUE;
}

static void
on_exchange_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, fiel_http_exchange_run_finish (FIEL_HTTP_EXCHANGE (source), result),
                         (GDestroyNotify) fiel_http_reply_unref);
}

/**
 * fiel_http_client_send_async:
 * @self: a client
 * @request: what to send, once
 * @started: (nullable) (scope async): called at most once, immediately before the first byte may leave
 * @started_data: for @started
 * @cancellable: (nullable): for tearing down; after @started the reply is UNKNOWN, not "not sent"
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Sends @request over a connection of its own, at most once, whatever the server does.
 */
void
fiel_http_client_send_async (FielHttpClient *self,
                             FielHttpRequest *request,
                             FielHttpStartedFunc started,
                             gpointer started_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (FielHttpExchange) exchange = NULL;
  SoupSession *session;
  GTask *task;

  g_return_if_fail (FIEL_IS_HTTP_CLIENT (self));
  g_return_if_fail (request != NULL);

  session = self->sessions[fiel_http_request_get_purpose (request)][route_to (fiel_http_request_get_uri (request))];
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_http_client_send_async);
  g_task_set_check_cancellable (task, FALSE);
  exchange = fiel_http_exchange_new (session, self->clock, request);
  fiel_http_exchange_run_async (exchange, started, started_data, cancellable, on_exchange_done, task);
}

FielHttpReply *
fiel_http_client_send_finish (FielHttpClient *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
fiel_http_client_dispose (GObject *object)
{
  FielHttpClient *self = FIEL_HTTP_CLIENT (object);

  for (gsize i = 0; i < N_PURPOSES; i++)
    {
      for (gsize j = 0; j < N_ROUTES; j++)
        g_clear_object (&self->sessions[i][j]);
    }
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fiel_http_client_parent_class)->dispose (object);
}

static void
fiel_http_client_class_init (FielHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_http_client_dispose;
}

static void
fiel_http_client_init (FielHttpClient *self)
{
  for (gsize i = 0; i < N_PURPOSES; i++)
    {
      self->sessions[i][ROUTE_DEFAULT] = make_session (ROUTE_DEFAULT);
      self->sessions[i][ROUTE_LOOPBACK] = make_session (ROUTE_LOOPBACK);
    }
}

/**
 * fiel_http_client_new:
 * @clock: where its time limits come from
 *
 * Returns: (transfer full): a client for the calling thread's context
 */
FielHttpClient *
fiel_http_client_new (FielClock *clock)
{
  FielHttpClient *self;

  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (process_prepared, NULL);

  self = g_object_new (FIEL_TYPE_HTTP_CLIENT, NULL);
  self->clock = g_object_ref (clock);
  return self;
}
