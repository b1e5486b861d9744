/* fiel-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What every cloud implements. The wrappers hold what all implementations may rely on: a prepared call belongs to a
 * request, and a reply is interpreted without the network. */

#include "fiel-provider.h"

G_DEFINE_INTERFACE (FielProvider, fiel_provider, G_TYPE_OBJECT)

static void
fiel_provider_default_init (FielProviderInterface *iface)
{
}

/**
 * fiel_provider_get_traits:
 *
 * What the provider declares about itself, the same for the object's whole life.
 *
 * Returns: (transfer none)
 */
const FielProviderTraits *
fiel_provider_get_traits (FielProvider *self)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER (self), NULL);

  return FIEL_PROVIDER_GET_IFACE (self)->get_traits (self);
}

/**
 * fiel_provider_prepare:
 *
 * Writes the exact request for an operation, so that its SHA-256 can be committed before anything leaves. Pure.
 *
 * Returns: (transfer full) (nullable): the call, or %NULL with an error that names what is wrong with @request
 */
FielProviderCall *
fiel_provider_prepare (FielProvider *self, const FielProviderRequest *request, GError **error)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return FIEL_PROVIDER_GET_IFACE (self)->prepare (self, request, error);
}

/**
 * fiel_provider_perform_async:
 * @started: (nullable): called right before the first byte of the request itself may leave, at most once
 *
 * One exchange; for a call that moves money at most one transmission, ever.
 */
void
fiel_provider_perform_async (FielProvider *self,
                             FielProviderCall *call,
                             FielProviderStartedFunc started,
                             gpointer started_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (FIEL_IS_PROVIDER (self));
  g_return_if_fail (call != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  FIEL_PROVIDER_GET_IFACE (self)->perform_async (self, call, started, started_data, cancellable, callback, user_data);
}

/**
 * fiel_provider_perform_finish:
 *
 * Never fails: what went wrong is in the reply.
 *
 * Returns: (transfer full): what came back, bounded and redacted
 */
FielProviderReply *
fiel_provider_perform_finish (FielProvider *self, GAsyncResult *result)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);

  return FIEL_PROVIDER_GET_IFACE (self)->perform_finish (self, result);
}

/**
 * fiel_provider_interpret:
 *
 * What a reply means for a request. Pure, and works on the kept text alone: a reply read back from the journal after a
 * crash means the same.
 *
 * Returns: (transfer full): the finding
 */
FielFinding *
fiel_provider_interpret (FielProvider *self, const FielProviderRequest *request, FielProviderReply *reply)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (reply != NULL, NULL);

  return FIEL_PROVIDER_GET_IFACE (self)->interpret (self, request, reply);
}

/**
 * fiel_provider_set_heard_func:
 * @heard: (nullable): called in the provider's thread for every callback from here on
 *
 * Callbacks are turned away until somebody hears them. Nothing happens for a provider that cannot be called back.
 */
void
fiel_provider_set_heard_func (FielProvider *self, FielProviderHeardFunc heard, gpointer heard_data)
{
  g_return_if_fail (FIEL_IS_PROVIDER (self));

  if (FIEL_PROVIDER_GET_IFACE (self)->set_heard_func != NULL)
    FIEL_PROVIDER_GET_IFACE (self)->set_heard_func (self, heard, heard_data);
}

/**
 * fiel_provider_settle_callback:
 * @callback: what was heard
 * @fate: what became of it
 *
 * Lets the sender know. Harmless if the sender has given up meanwhile.
 */
void
fiel_provider_settle_callback (FielProvider *self, FielProviderCallback *callback, FielCallbackFate fate)
{
  g_return_if_fail (FIEL_IS_PROVIDER (self));
  g_return_if_fail (callback != NULL);

  if (FIEL_PROVIDER_GET_IFACE (self)->settle_callback != NULL)
    FIEL_PROVIDER_GET_IFACE (self)->settle_callback (self, callback, fate);
}

/**
 * fiel_provider_set_reception_func:
 * @changed: (nullable): called in the provider's thread, at once and whenever the way of callbacks changes
 *
 * Nothing happens for a provider that cannot be called back.
 */
void
fiel_provider_set_reception_func (FielProvider *self, FielProviderReceptionFunc changed, gpointer changed_data)
{
  g_return_if_fail (FIEL_IS_PROVIDER (self));

  if (FIEL_PROVIDER_GET_IFACE (self)->set_reception_func != NULL)
    FIEL_PROVIDER_GET_IFACE (self)->set_reception_func (self, changed, changed_data);
}

/**
 * fiel_provider_try_async:
 * @step: one that the provider's kind declares
 * @terminal: (nullable): for %FIEL_PROVIDER_STEP_TERMINAL
 *
 * Tries one step of the way to a terminal. A step may be tried without those before it, and fails then as well if one
 * of them would.
 */
void
fiel_provider_try_async (FielProvider *self,
                         FielProviderStep step,
                         const FielTerminalIdentity *terminal,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (FIEL_IS_PROVIDER (self));
  g_return_if_fail (FIEL_PROVIDER_GET_IFACE (self)->try_async != NULL);
  g_return_if_fail (step != FIEL_PROVIDER_STEP_TERMINAL || terminal != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  FIEL_PROVIDER_GET_IFACE (self)->try_async (self, step, terminal, cancellable, callback, user_data);
}

/**
 * fiel_provider_try_finish:
 *
 * Returns: (transfer full): what was found out, or %NULL with %FIEL_TROUBLE_ERROR
 */
FielProviderStepResult *
fiel_provider_try_finish (FielProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);

  return FIEL_PROVIDER_GET_IFACE (self)->try_finish (self, result, error);
}
