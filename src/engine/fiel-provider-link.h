/* fiel-provider-link.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider-worker.h"

G_BEGIN_DECLS

#define FIEL_TYPE_PROVIDER_LINK (fiel_provider_link_get_type ())
G_DECLARE_FINAL_TYPE (FielProviderLink, fiel_provider_link, FIEL, PROVIDER_LINK, GObject)

/* A provider group of the store profile as the engine's thread sees it: what it declares, and whether it can be
 * reached. Property "trouble" (int, a FielReason): why the last exchange did not reach it, FIEL_REASON_NONE if it
 * answered. */
FielProviderLink *fiel_provider_link_new (FielProviderWorker *worker, const char *key, const FielProviderKind *kind);

void fiel_provider_link_open_async (FielProviderLink *self, const FielProviderSettings *settings,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_provider_link_open_finish (FielProviderLink *self, GAsyncResult *result, GError **error);

FielProviderWorker *fiel_provider_link_get_worker (FielProviderLink *self);          /* (transfer none) */
const char *fiel_provider_link_get_key (FielProviderLink *self);
const char *fiel_provider_link_get_name (FielProviderLink *self);
const FielProviderTraits *fiel_provider_link_get_traits (FielProviderLink *self);    /* (nullable) unless it is open */
/* (nullable): why it is not open */
const char *fiel_provider_link_get_complaint (FielProviderLink *self);
gboolean fiel_provider_link_can (FielProviderLink *self, FielOperation operation);
FielReason fiel_provider_link_get_trouble (FielProviderLink *self);
char *fiel_provider_link_describe_trouble (FielProviderLink *self) G_GNUC_WARN_UNUSED_RESULT;
void fiel_provider_link_note_reply (FielProviderLink *self, FielProviderReply *reply);

G_END_DECLS
