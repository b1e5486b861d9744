/* fiel-chain-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

G_BEGIN_DECLS

typedef void (*FielChainCheckFunc) (double fraction, gpointer user_data);

/* Reads the whole journal of @engine, which goes on selling, and changes nothing. A journal that is closed waits for
 * this: cancel it before. @progress: (scope notified) */
void fiel_chain_check_async (FielEngine *engine, FielChainCheckFunc progress, gpointer progress_data,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full): what was found, in a sentence. @whole: (out): whether nothing was changed and nothing is missing */
char *fiel_chain_check_finish (FielEngine *engine, GAsyncResult *result, gboolean *whole, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
