/* fiel-services.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-people.h"
#include "fiel-profile.h"
#include "fiel-provider-link.h"
#include "fiel-reception-book.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

#define FIEL_TYPE_SERVICES (fiel_services_get_type ())
G_DECLARE_FINAL_TYPE (FielServices, fiel_services, FIEL, SERVICES, GObject)

/* What the engine stands on: the journal and its scribe, the people, the providers' worker with a link per
 * provider group and, in training, the practice cloud. Opened and closed in order. */
FielServices *fiel_services_new (FielProfile *profile, FielClock *clock, FielSecrets *secrets,
                                 const FielProviderKind *const *kinds, const char *holder);

/* A provider that cannot be set up is no failure: its link says why. After a failure everything is closed again. */
void fiel_services_open_async (FielServices *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean fiel_services_open_finish (FielServices *self, GAsyncResult *result, GError **error);

/* First the worker, so that what is in flight is still written down; the journal last. */
void fiel_services_close_async (FielServices *self, GAsyncReadyCallback callback, gpointer user_data);
void fiel_services_close_finish (FielServices *self, GAsyncResult *result);

/* (transfer none) (nullable) unless open */
FielSecrets *fiel_services_get_secrets (FielServices *self);                     /* (transfer none) */
const FielProviderKind *const *fiel_services_get_kinds (FielServices *self);
FielScribe *fiel_services_get_scribe (FielServices *self);
FielProviderLink *fiel_services_find_link (FielServices *self, const char *key);   /* (transfer none) (nullable) */
/* (transfer none) (nullable) unless open */
FielProviderWorker *fiel_services_get_worker (FielServices *self);
FielPeople *fiel_services_get_people (FielServices *self);                          /* (transfer none) */
FielReceptionBook *fiel_services_get_receptions (FielServices *self);               /* (transfer none) */
/* (transfer none) of FielProviderLink */
GPtrArray *fiel_services_get_links (FielServices *self);

G_END_DECLS
