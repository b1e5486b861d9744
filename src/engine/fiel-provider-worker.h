/* fiel-provider-worker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-provider-kind.h"
#include "fiel-secrets.h"

G_BEGIN_DECLS

#define FIEL_TYPE_PROVIDER_WORKER (fiel_provider_worker_get_type ())
G_DECLARE_FINAL_TYPE (FielProviderWorker, fiel_provider_worker, FIEL, PROVIDER_WORKER, GObject)

/* The providers, in the thread in which they live. Every method is called in the context the worker was made in, posts
 * into the thread and calls back in that context. Must be stopped before it is dropped.
 *
 * Signal, in the same context:
 *
 *   gboolean heard (FielProviderWorker *self, const char *key, FielProviderCallback *callback)
 *
 * Whoever returns TRUE settles the callback later; if nobody does, it could not be kept.
 *
 *   void reception (FielProviderWorker *self, const char *key, const FielProviderReception *reception)
 *
 * The way on which callbacks come has changed. */
FielProviderWorker *fiel_provider_worker_new (FielClock *clock, FielSecrets *secrets);

/* Makes the provider @key. @settings: copied, and kept as long as the provider. Gives what it declares; the texts live
 * as long as the program. */
void fiel_provider_worker_open_async (FielProviderWorker *self, const char *key, const FielProviderKind *kind,
                                      const FielProviderSettings *settings, GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean fiel_provider_worker_open_finish (FielProviderWorker *self, GAsyncResult *result, FielProviderTraits *traits,
                                           GError **error);

void fiel_provider_worker_prepare_async (FielProviderWorker *self, const char *key, const FielProviderRequest *request,
                                         GAsyncReadyCallback callback, gpointer user_data);
FielProviderCall *fiel_provider_worker_prepare_finish (FielProviderWorker *self, GAsyncResult *result,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @call: (transfer full): who hands it over cannot hand it over again. @started: (nullable): never called after the
 *   reply. Never fails; a call that did not reach its provider is a reply of its own,
 *   NOT_SENT. */
void fiel_provider_worker_perform_async (FielProviderWorker *self, const char *key, FielProviderCall *call,
                                         FielProviderStartedFunc started, gpointer started_data,
                                         GAsyncReadyCallback callback, gpointer user_data);
FielProviderReply *fiel_provider_worker_perform_finish (FielProviderWorker *self, GAsyncResult *result)
  G_GNUC_WARN_UNUSED_RESULT;

void fiel_provider_worker_interpret_async (FielProviderWorker *self, const char *key,
                                           const FielProviderRequest *request,
                                           FielProviderReply *reply, GAsyncReadyCallback callback, gpointer user_data);
FielFinding *fiel_provider_worker_interpret_finish (FielProviderWorker *self, GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One step of the probe, see fiel_provider_try_async(). @terminal: (nullable). */
void fiel_provider_worker_try_async (FielProviderWorker *self, const char *key, FielProviderStep step,
                                     const FielTerminalIdentity *terminal, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
FielProviderStepResult *fiel_provider_worker_try_finish (FielProviderWorker *self, GAsyncResult *result,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What became of what was heard. */
void fiel_provider_worker_settle (FielProviderWorker *self, const char *key, FielProviderCallback *callback,
                                  FielCallbackFate fate);

/* Cancels what is in flight, waits for its replies (they come before this calls back), drops the providers in their
 * thread and ends it. */
void fiel_provider_worker_stop_async (FielProviderWorker *self, GAsyncReadyCallback callback, gpointer user_data);
void fiel_provider_worker_stop_finish (FielProviderWorker *self, GAsyncResult *result);

G_END_DECLS
