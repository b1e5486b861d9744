/* hostile-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One exchange of the hardened client, driven by a test.
 */

#include "hostile-exchange.h"

#include "fiel-test.h"
#include "hostile-server.h"
#include "loop-clock.h"

#include <string.h>

void
hostile_exchange_clear (HostileExchange *self)
{
  g_clear_pointer (&self->reply, fiel_http_reply_unref);
  g_clear_object (&self->cancellable);
}

FielHttpClient *
hostile_client_new_untrusting (void)
{
  g_autoptr (FielClock) clock = loop_clock_new ();

  return fiel_http_client_new (clock);
}

FielHttpClient *
hostile_client_new (void)
{
  g_autoptr (FielHttpClient) client = hostile_client_new_untrusting ();
  g_autofree char *authority = hostile_tls_path ("authority.pem");
  g_autoptr (GError) error = NULL;

  g_assert_true (fiel_http_client_trust_file (client, authority, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&client);
}

FielHttpRequest *
hostile_request_new (const char *address, const char *const *headers, gint64 deadline_ms, gint64 silence_ms)
{
  g_autoptr (GBytes) body = g_bytes_new_static (REQUEST_BODY, strlen (REQUEST_BODY));
  g_autofree char *uri = g_strconcat (address, "/api/postxs/sale", NULL);
  g_autoptr (GError) error = NULL;
  FielHttpRequest *request = fiel_http_request_new (FIEL_HTTP_PURPOSE_MONEY, "POST", uri, headers, "application/json",
                                                    body, deadline_ms * 1000, silence_ms * 1000, &error);

  g_assert_no_error (error);
  return request;
}

static void
on_started (gpointer user_data)
{
  HostileExchange *self = user_data;

  self->n_started++;
  if (self->on_start != NULL)
    self->on_start (self->on_start_data);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HostileExchange *self = user_data;

  self->reply = fiel_http_client_send_finish (FIEL_HTTP_CLIENT (source), result);
  self->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((HostileExchange *) user_data)->done;
}

void
hostile_exchange_run (HostileExchange *self, FielHttpClient *client, FielHttpRequest *request)
{
  fiel_http_client_send_async (client, request, on_started, self, self->cancellable, on_sent, self);
  fiel_test_run_until (is_done, self, "the exchange has ended", 2 * PLENTY_MS / 1000);
  fiel_test_drain ();
  g_assert_nonnull (self->reply);
}
