/* fiel-getnet-token.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-settings.h"
#include "fiel-http-client.h"
#include "fiel-trouble.h"

G_BEGIN_DECLS

/**
 * FielGetnetPass: what lets a call through: the bearer token and, if the firewall asks for one, the API key. Wiped when
 * the last reference goes. Reference-counted, immutable; belongs to one thread.
 */
typedef struct
{
  char *token;   /* owned */
  char *api_key; /* owned, nullable */
} FielGetnetPass;

FielGetnetPass *fiel_getnet_pass_ref (FielGetnetPass *self);
void fiel_getnet_pass_unref (FielGetnetPass *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielGetnetPass, fiel_getnet_pass_unref)

/* Why signing in failed: the code is a FielReason. The message never quotes the server. */
#define FIEL_GETNET_SIGN_IN_ERROR (fiel_getnet_sign_in_error_quark ())
GQuark fiel_getnet_sign_in_error_quark (void);

#define FIEL_TYPE_GETNET_TOKEN (fiel_getnet_token_get_type ())
G_DECLARE_FINAL_TYPE (FielGetnetToken, fiel_getnet_token, FIEL, GETNET_TOKEN, GObject)

FielGetnetToken *fiel_getnet_token_new (FielGetnetSettings *settings,
                                        FielHttpClient *client,
                                        FielClock *clock,
                                        FielSecretLookupFunc lookup_secret,
                                        gpointer lookup_data);

void fiel_getnet_token_acquire_async (FielGetnetToken *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
FielGetnetPass *fiel_getnet_token_acquire_finish (FielGetnetToken *self, GAsyncResult *result, GError **error);
void fiel_getnet_token_drop (FielGetnetToken *self, FielGetnetPass *pass);

/* Why the last sign-in failed, finer than its error says; for the probe. */
FielTrouble fiel_getnet_token_get_trouble (FielGetnetToken *self);
FielTrouble fiel_getnet_token_trouble_for (FielHttpReply *reply);

/* Shared with the exchange, so that both requests carry the same headers. (transfer full) (array zero-terminated=1) */
char **fiel_getnet_token_make_headers (FielGetnetSettings *settings, const char *token, const char *api_key);
void fiel_getnet_token_wipe_headers (char **headers);
FielReason fiel_getnet_token_reason_for (FielHttpReply *reply);

G_END_DECLS
