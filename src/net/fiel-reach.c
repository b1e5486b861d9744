/* fiel-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The name, then the connection with TLS, as the client's own exchanges make them: the same proxies, the same
 * authorities, the same checks. An exchange only says "certificate"; here it is asked what is wrong with it.
 */

#include "fiel-reach.h"

#include "fiel-host.h"
#include "fiel-http-verdict.h"

#define HTTP_PORT 80
#define HTTPS_PORT 443

struct _FielReach
{
  GObject parent_instance;

  GNetworkAddress *address;      /* owned */
  gboolean secure;
  gboolean loopback;
  GTlsDatabase *authorities;     /* owned, nullable: the system's */
  GTlsCertificateFlags wrong;    /* with the certificate that was shown last */
};

G_DEFINE_FINAL_TYPE (FielReach, fiel_reach, G_TYPE_OBJECT)

typedef struct
{
  GTlsCertificateFlags flag;
  FielTrouble trouble;
} CertificateRow;

/* The first that fits is told: who it is comes before how old the paper is. */
static const CertificateRow certificate_rows[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA, FIEL_TROUBLE_CERTIFICATE_UNTRUSTED },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, FIEL_TROUBLE_CERTIFICATE_NAME },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, FIEL_TROUBLE_CERTIFICATE_EARLY },
  { G_TLS_CERTIFICATE_EXPIRED, FIEL_TROUBLE_CERTIFICATE_EXPIRED },
};

static FielTrouble
trouble_of_certificate (GTlsCertificateFlags wrong)
{
  for (gsize i = 0; i < G_N_ELEMENTS (certificate_rows); i++)
    if ((wrong & certificate_rows[i].flag) != 0)
      return certificate_rows[i].trouble;
  return FIEL_TROUBLE_CERTIFICATE;
}

static FielTrouble
trouble_of_cause (FielHttpCause cause)
{
  switch (cause)
    {
    case FIEL_HTTP_CAUSE_NONE:
      return FIEL_TROUBLE_NONE;
    case FIEL_HTTP_CAUSE_NAME_NOT_FOUND:
      return FIEL_TROUBLE_NAME_NOT_FOUND;
    case FIEL_HTTP_CAUSE_REFUSED:
      return FIEL_TROUBLE_REFUSED;
    case FIEL_HTTP_CAUSE_TIMED_OUT:
      return FIEL_TROUBLE_TIMED_OUT;
    case FIEL_HTTP_CAUSE_CERTIFICATE:
      return FIEL_TROUBLE_NOT_TLS;
    case FIEL_HTTP_CAUSE_MALFORMED:
    case FIEL_HTTP_CAUSE_TOO_LARGE:
      return FIEL_TROUBLE_UNREADABLE;
    case FIEL_HTTP_CAUSE_CUT:
    case FIEL_HTTP_CAUSE_RESTARTED:
      return FIEL_TROUBLE_CUT;
    case FIEL_HTTP_CAUSE_CANCELLED:
      return FIEL_TROUBLE_STOPPED;
    }

  g_return_val_if_reached (FIEL_TROUBLE_CUT);
}

static void
return_trouble (GTask *task, FielTrouble trouble, const GError *cause)
{
  g_task_return_new_error (task, FIEL_TROUBLE_ERROR, (int) trouble, "%s", cause->message);
}

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address
      = g_socket_address_enumerator_next_finish (G_SOCKET_ADDRESS_ENUMERATOR (source), result, &error);

  if (address != NULL)
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    return_trouble (task, trouble_of_cause (fiel_http_cause_of_error (error)), error);
  else
    g_task_return_new_error (task, FIEL_TROUBLE_ERROR, FIEL_TROUBLE_NAME_NOT_FOUND, "The name has no address");
}

/* Where a proxy leads to the server, the proxy's name is the one that has to be found. */
void
fiel_reach_resolve_async (FielReach *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GSocketAddressEnumerator) enumerator = NULL;
  GSocketConnectable *connectable;
  GTask *task;

  g_return_if_fail (FIEL_IS_REACH (self));

  connectable = G_SOCKET_CONNECTABLE (self->address);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_reach_resolve_async);
  g_task_set_check_cancellable (task, FALSE);
  enumerator = self->loopback ? g_socket_connectable_enumerate (connectable)
                              : g_socket_connectable_proxy_enumerate (connectable);
  g_socket_address_enumerator_next_async (enumerator, cancellable, on_resolved, task);
}

gboolean
fiel_reach_resolve_finish (FielReach *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_reach_resolve_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
on_accept_certificate (GTlsConnection *connection,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags wrong,
                       gpointer user_data)
{
  FielReach *self = user_data;

  self->wrong = wrong;
  return FALSE;
}

static void
on_event (GSocketClient *client,
          GSocketClientEvent event,
          GSocketConnectable *connectable,
          GIOStream *connection,
          gpointer user_data)
{
  FielReach *self = user_data;

  if (event != G_SOCKET_CLIENT_TLS_HANDSHAKING)
    return;
  if (self->authorities != NULL)
    g_tls_connection_set_database (G_TLS_CONNECTION (connection), self->authorities);
  g_signal_connect_object (connection, "accept-certificate", G_CALLBACK (on_accept_certificate), self, 0);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielReach *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);

  if (connection != NULL)
    {
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      g_task_return_boolean (task, TRUE);
    }
  else if (self->wrong != 0)
    return_trouble (task, trouble_of_certificate (self->wrong), error);
  else
    return_trouble (task, trouble_of_cause (fiel_http_cause_of_error (error)), error);
}

void
fiel_reach_connect_async (FielReach *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GSocketClient) client = NULL;
  GTask *task;

  g_return_if_fail (FIEL_IS_REACH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_reach_connect_async);
  g_task_set_check_cancellable (task, FALSE);
  self->wrong = 0;
  client = g_socket_client_new ();
  g_socket_client_set_tls (client, self->secure);
  g_socket_client_set_enable_proxy (client, !self->loopback);
  g_signal_connect_object (client, "event", G_CALLBACK (on_event), self, 0);
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (self->address), cancellable, on_connected, task);
}

gboolean
fiel_reach_connect_finish (FielReach *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_reach_connect_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fiel_reach_finalize (GObject *object)
{
  FielReach *self = FIEL_REACH (object);

  g_clear_object (&self->address);
  g_clear_object (&self->authorities);

  G_OBJECT_CLASS (fiel_reach_parent_class)->finalize (object);
}

static void
fiel_reach_class_init (FielReachClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_reach_finalize;
}

static void
fiel_reach_init (FielReach *self)
{
}

static gboolean
fiel_reach_read (FielReach *self, const char *origin, const char *ca_file, GError **error)
{
  self->secure = g_ascii_strncasecmp (origin, "https:", strlen ("https:")) == 0;
  self->address = G_NETWORK_ADDRESS (
      g_network_address_parse_uri (origin, self->secure ? HTTPS_PORT : HTTP_PORT, error));
  if (self->address == NULL)
    return FALSE;

  self->loopback = fiel_host_is_loopback (g_network_address_get_hostname (self->address));
  if (ca_file != NULL)
    self->authorities = g_tls_file_database_new (ca_file, error);

  return ca_file == NULL || self->authorities != NULL;
}

FielReach *
fiel_reach_new (const char *origin, const char *ca_file, GError **error)
{
  g_autoptr (FielReach) self = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (origin != NULL, NULL);

  self = g_object_new (FIEL_TYPE_REACH, NULL);
  if (fiel_reach_read (self, origin, ca_file, &local_error))
    return g_steal_pointer (&self);

  g_set_error_literal (error, FIEL_TROUBLE_ERROR, FIEL_TROUBLE_SETTINGS, local_error->message);
  return NULL;
}

const char *
fiel_reach_get_host (FielReach *self)
{
  g_return_val_if_fail (FIEL_IS_REACH (self), NULL);

  return g_network_address_get_hostname (self->address);
}
