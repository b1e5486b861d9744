/* fiel-relay-certificate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-relay-certificate.h"

#include "fiel-relay-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/socket.h>
#include <unistd.h>

/* GLib takes any key with any certificate, and every caller would be turned away later. So the two are tried before
 * anybody is served: the relay greets itself over a pair of sockets. */

#define PATIENCE_S 10

static gboolean
accept_any (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags flaws, gpointer user_data)
{
  return TRUE;
}

static GIOStream *
wrap (int fd, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, error);

  if (socket == NULL)
    {
      close (fd);
      return NULL;
    }
  g_socket_set_timeout (socket, PATIENCE_S);
  return G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
}

/* The caller's side, in a thread of its own. Its error, if any, is what it returns. */
static gpointer
call (gpointer data)
{
  GTlsConnection *caller = data;
  GError *error = NULL;

  if (!g_tls_connection_handshake (caller, NULL, &error))
    g_io_stream_close (G_IO_STREAM (caller), NULL, NULL);
  return error;
}

static gboolean
greet (GIOStream *near, GIOStream *far, GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GIOStream) server = g_tls_server_connection_new (near, certificate, error);
  g_autoptr (GIOStream) caller = server != NULL ? g_tls_client_connection_new (far, NULL, error) : NULL;
  g_autoptr (GError) heard = NULL;
  GThread *thread;
  gboolean good;

  if (caller == NULL)
    return FALSE;
  g_signal_connect (caller, "accept-certificate", G_CALLBACK (accept_any), NULL);
  thread = g_thread_new ("certificate", call, caller);
  good = g_tls_connection_handshake (G_TLS_CONNECTION (server), NULL, error);
  if (!good)
    g_io_stream_close (near, NULL, NULL);
  heard = g_thread_join (thread);
  if (!good || heard == NULL)
    return good;
  g_propagate_error (error, g_steal_pointer (&heard));
  return FALSE;
}

static gboolean
belong_together (GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GIOStream) near = NULL;
  g_autoptr (GIOStream) far = NULL;
  int fds[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  near = wrap (fds[0], error);
  far = wrap (fds[1], near != NULL ? error : NULL);
  return near != NULL && far != NULL && greet (near, far, certificate, error);
}

GTlsCertificate *
fiel_relay_certificate_load (const char *certificate, const char *key, GError **error)
{
  g_autoptr (GTlsCertificate) loaded = g_tls_certificate_new_from_files (certificate, key, error);
  g_autoptr (GError) problem = NULL;

  if (loaded == NULL)
    {
      /* Translators: the paths of two files; what the system says follows. */
      g_prefix_error (error, _ ("certificate and key (%s, %s) cannot be used: "), certificate, key);
      return NULL;
    }
  if (belong_together (loaded, &problem))
    return g_steal_pointer (&loaded);
  g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_CONFIG,
               /* Translators: the paths of two files, what the system says. */
               _ ("certificate and key (%s, %s) do not belong together (%s). Name the key that the certificate was "
                  "made for."),
               certificate, key, problem->message);
  return NULL;
}

char *
fiel_relay_certificate_find_fault (GTlsCertificate *certificate, gint64 wall_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) start = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);
  g_autofree char *day = NULL;

  if (end != NULL && g_date_time_compare (now, end) > 0)
    {
      day = g_date_time_format (end, "%F");
      /* Translators: a moment. */
      return g_strdup_printf (_ ("the certificate ended on %s, and nobody will trust this relay. Renew it, and start "
                                 "the relay again."),
                              day);
    }
  if (start != NULL && g_date_time_compare (now, start) < 0)
    {
      day = g_date_time_format (start, "%F");
      /* Translators: a moment. */
      return g_strdup_printf (_ ("the certificate begins on %s, and until then nobody will trust this relay. Check the "
                                 "clock."),
                              day);
    }
  return NULL;
}

gint64
fiel_relay_certificate_get_end (GTlsCertificate *certificate)
{
  g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);

  return end != NULL ? g_date_time_to_unix (end) : 0;
}
