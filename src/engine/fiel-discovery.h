/* fiel-discovery.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider-link.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

/* The terminals a provider has for these credentials, as lines "idTerminal/branch/serial". @link: (nullable): there is
 * none. */
void fiel_discovery_run_async (FielScribe *scribe, FielProviderLink *link, GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *fiel_discovery_run_finish (FielScribe *scribe, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
