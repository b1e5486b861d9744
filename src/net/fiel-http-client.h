/* fiel-http-client.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-http-message.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FIEL_TYPE_HTTP_CLIENT (fiel_http_client_get_type ())
G_DECLARE_FINAL_TYPE (FielHttpClient, fiel_http_client, FIEL, HTTP_CLIENT, GObject)

/**
 * FielHttpStartedFunc:
 *
 * Called in the client's context immediately before the first byte of a request may be written: the line between
 * "not sent" and "unknown".
 */
typedef void (*FielHttpStartedFunc) (gpointer user_data);

/* Belongs to the thread-default main context it was made in, and is used from there only.
 * Call fiel_http_prepare_process() first thing in main(). */
void fiel_http_prepare_process (void);
FielHttpClient *fiel_http_client_new (FielClock *clock);

/* Tests and practice only: trust this certificate authority (a PEM file) instead of the system's. */
gboolean fiel_http_client_trust_file (FielHttpClient *self, const char *absolute_path, GError **error);

void fiel_http_client_send_async (FielHttpClient *self,
                                  FielHttpRequest *request,
                                  FielHttpStartedFunc started,
                                  gpointer started_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Never fails: what went wrong is in the reply's verdict and cause. (transfer full) */
FielHttpReply *fiel_http_client_send_finish (FielHttpClient *self, GAsyncResult *result);

G_END_DECLS
