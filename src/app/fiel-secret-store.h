/* fiel-secret-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-secrets.h"

G_BEGIN_DECLS

/* Keeps secrets without holding up the window: the keyring may ask for a password first. @names and @values: (array
 * zero-terminated=1) of the same length; an empty value is left out. The copies made here are wiped. */
void fiel_secret_store_async (FielSecrets *secrets, const char *provider_key, const char *const *names,
                              const char *const *values, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean fiel_secret_store_finish (FielSecrets *secrets, GAsyncResult *result, GError **error);

G_END_DECLS
