/* fiel-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-callback-route.h"
#include "fiel-clock.h"
#include "fiel-provider-call.h"
#include "fiel-provider-callback.h"
#include "fiel-provider-finding.h"
#include "fiel-provider-step.h"

G_BEGIN_DECLS

/**
 * FielProviderTraits: what a provider declares about itself; the engine and the screens are driven by it.
 * @display_name: "Getnet"
 * @operations: the FielOperationFlags it can do here and now (country, mode)
 * @timings: its life cycle
 * @reports_steps: whether it tells what happens on the terminal before the result
 * @gives_id_first: asynchronous: the id comes at once and the result later
 * @return_wants_date: a return needs the day of its sale
 * @time_zone: (nullable): IANA name of where the provider's days begin; NULL: where this computer's do
 */
typedef struct
{
  const char *display_name;
  FielOperationFlags operations;
  FielCheckTimings timings;
  gboolean reports_steps;
  gboolean gives_id_first;
  gboolean return_wants_date;
  const char *time_zone;
} FielProviderTraits;

#define FIEL_TYPE_PROVIDER (fiel_provider_get_type ())
G_DECLARE_INTERFACE (FielProvider, fiel_provider, FIEL, PROVIDER, GObject)

/**
 * FielProviderHeardFunc: somebody called back. Who takes it says later what became of it, with
 * fiel_provider_settle_callback().
 */
typedef void (*FielProviderHeardFunc) (FielProvider *self, FielProviderCallback *callback, gpointer user_data);

/**
 * FielProviderReception: how callbacks come to this till.
 * @route: how
 * @trouble: what is wrong with that way, NONE as long as nothing is known to be
 * @heard_us: for RELAY: when it answered last, wall clock; 0: not yet
 */
typedef struct
{
  FielCallbackRoute route;
  FielTrouble trouble;
  gint64 heard_us;
} FielProviderReception;

typedef void (*FielProviderReceptionFunc) (FielProvider *self,
                                           const FielProviderReception *reception,
                                           gpointer user_data);

/**
 * FielProviderInterface:
 * @get_traits: (transfer none): constant for the object's life
 * @prepare: pure: the exact request for an operation, with the SHA-256 of its body, or an error that names the fault
 * @perform_async: one exchange; for a money call at most one transmission, ever. @started is called right before the
 *   first byte of the money request. Signing in happens inside; if it fails the reply is NOT_SENT.
 * @perform_finish: (transfer full): never fails: trouble is in the reply. Its text is bounded and redacted
 * @interpret: (transfer full): pure: what a reply means for the call. Works on the kept text alone, so that a reply
 *   read back from the journal after a crash means the same
 * @set_heard_func: (optional): calls @heard in the provider's thread for every callback from here on; NULL ends that,
 *   and what comes while nobody hears is turned away. A provider that cannot be called back leaves it out
 * @settle_callback: (optional): what became of what @heard was given. Only then the sender is told, and only of a
 *   callback that was kept that all is well (I7). Without a word the sender is not answered
 * @set_reception_func: (optional): calls @changed in the provider's thread, at once and whenever the way of callbacks
 *   changes; NULL ends that
 * @try_async: (optional): one step of the probe, for a provider whose kind declares any. @terminal: (nullable): for
 *   TERMINAL. Whatever it sends can neither move money nor disturb a payment; it ends when @cancellable is cancelled
 * @try_finish: (optional): (transfer full): what was found out, or NULL with FIEL_TROUBLE_ERROR
 *
 * What every cloud implements. An implementation belongs to one thread: it is made, used and dropped in the engine's
 * worker thread. It keeps no payment state: states, journal and retries are the engine's.
 */
struct _FielProviderInterface
{
  GTypeInterface parent_interface;

  const FielProviderTraits *(*get_traits) (FielProvider *self);
  FielProviderCall *(*prepare) (FielProvider *self, const FielProviderRequest *request, GError **error);
  void (*perform_async) (FielProvider *self,
                         FielProviderCall *call,
                         FielProviderStartedFunc started,
                         gpointer started_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  FielProviderReply *(*perform_finish) (FielProvider *self, GAsyncResult *result);
  FielFinding *(*interpret) (FielProvider *self, const FielProviderRequest *request, FielProviderReply *reply);
  void (*set_heard_func) (FielProvider *self, FielProviderHeardFunc heard, gpointer heard_data);
  void (*settle_callback) (FielProvider *self, FielProviderCallback *callback, FielCallbackFate fate);
  void (*set_reception_func) (FielProvider *self, FielProviderReceptionFunc changed, gpointer changed_data);
  void (*try_async) (FielProvider *self,
                     FielProviderStep step,
                     const FielTerminalIdentity *terminal,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
  FielProviderStepResult *(*try_finish) (FielProvider *self, GAsyncResult *result, GError **error);
};

const FielProviderTraits *fiel_provider_get_traits (FielProvider *self);
FielProviderCall *fiel_provider_prepare (FielProvider *self,
                                         const FielProviderRequest *request,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fiel_provider_perform_async (FielProvider *self,
                                  FielProviderCall *call,
                                  FielProviderStartedFunc started,
                                  gpointer started_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
FielProviderReply *fiel_provider_perform_finish (FielProvider *self, GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;
FielFinding *fiel_provider_interpret (FielProvider *self,
                                      const FielProviderRequest *request,
                                      FielProviderReply *reply) G_GNUC_WARN_UNUSED_RESULT;
void fiel_provider_set_heard_func (FielProvider *self, FielProviderHeardFunc heard, gpointer heard_data);
void fiel_provider_settle_callback (FielProvider *self, FielProviderCallback *callback, FielCallbackFate fate);
void fiel_provider_set_reception_func (FielProvider *self, FielProviderReceptionFunc changed, gpointer changed_data);
void fiel_provider_try_async (FielProvider *self,
                              FielProviderStep step,
                              const FielTerminalIdentity *terminal,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
FielProviderStepResult *fiel_provider_try_finish (FielProvider *self,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
