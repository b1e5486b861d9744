/* fiel-pin-safe.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-secrets.h"

G_BEGIN_DECLS

#define FIEL_TYPE_PIN_SAFE (fiel_pin_safe_get_type ())
G_DECLARE_FINAL_TYPE (FielPinSafe, fiel_pin_safe, FIEL, PIN_SAFE, GObject)

/* Where PINs are kept: as hashes, in the keyring. Hashing and asking the keyring happen in a thread. Errors are
 * FIEL_SECRETS_ERROR and FIEL_PIN_ERROR. @store: which store's people they are. PINs are copied, and the copies are
 * overwritten. */
FielPinSafe *fiel_pin_safe_new (FielSecrets *secrets, const char *store);

void fiel_pin_safe_verify_async (FielPinSafe *self, const char *key, const char *pin, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean fiel_pin_safe_verify_finish (FielPinSafe *self, GAsyncResult *result, gboolean *matches, GError **error);

/* @pin: (nullable): NULL forgets what is kept; that nothing was is no error. */
void fiel_pin_safe_keep_async (FielPinSafe *self, const char *key, const char *pin, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean fiel_pin_safe_keep_finish (FielPinSafe *self, GAsyncResult *result, GError **error);

G_END_DECLS
