/* fiel-reach.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-trouble.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FIEL_TYPE_REACH (fiel_reach_get_type ())
G_DECLARE_FINAL_TYPE (FielReach, fiel_reach, FIEL, REACH, GObject)

/* Whether a server can be reached from here, one stretch of the way after the other. Nothing is ever said to it: a
 * connection that comes to be is closed again. Belongs to the thread-default main context it is used in.
 *
 * @origin: "https://host" or "https://host:port", or the same with http. @ca_file: (nullable): the only authorities to
 * trust. NULL with %FIEL_TROUBLE_SETTINGS if one of them is not usable. */
FielReach *fiel_reach_new (const char *origin, const char *ca_file, GError **error);

const char *fiel_reach_get_host (FielReach *self);

/* Both end with a %FIEL_TROUBLE_ERROR if it does not work. How long it may take is the caller's to say, with
 * @cancellable. */
void fiel_reach_resolve_async (FielReach *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean fiel_reach_resolve_finish (FielReach *self, GAsyncResult *result, GError **error);

void fiel_reach_connect_async (FielReach *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean fiel_reach_connect_finish (FielReach *self, GAsyncResult *result, GError **error);

G_END_DECLS
