/* sim-witness.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-worker.h"

#include "sim-checker.h"
#include "sim-till.h"

/* What passes between the engine and its providers is told to the checker on the way: the linker leads these two calls
 * through here (--wrap). */

void __real_fiel_provider_worker_perform_async (FielProviderWorker *self, const char *key, FielProviderCall *call,
                                                FielProviderStartedFunc started, gpointer started_data,
                                                GAsyncReadyCallback callback, gpointer user_data);
void __wrap_fiel_provider_worker_perform_async (FielProviderWorker *self, const char *key, FielProviderCall *call,
                                                FielProviderStartedFunc started, gpointer started_data,
                                                GAsyncReadyCallback callback, gpointer user_data);
FielFinding *__real_fiel_provider_interpret (FielProvider *self, const FielProviderRequest *request,
                                             FielProviderReply *reply);
FielFinding *__wrap_fiel_provider_interpret (FielProvider *self, const FielProviderRequest *request,
                                             FielProviderReply *reply);

void
__wrap_fiel_provider_worker_perform_async (FielProviderWorker *self, const char *key, FielProviderCall *call,
                                           FielProviderStartedFunc started, gpointer started_data,
                                           GAsyncReadyCallback callback, gpointer user_data)
{
  const FielProviderRequest *request = fiel_provider_call_get_request (call);

  if (fiel_operation_moves_money (request->operation) && sim_till_is_alive (sim_world->till))
    sim_checker_money_handed_over (sim_world->checker, request->reference);
  __real_fiel_provider_worker_perform_async (self, key, call, started, started_data, callback, user_data);
}

FielFinding *
__wrap_fiel_provider_interpret (FielProvider *self, const FielProviderRequest *request, FielProviderReply *reply)
{
  if (sim_till_is_alive (sim_world->till))
    sim_checker_answer_read (sim_world->checker, request->operation, fiel_provider_reply_get_text (reply));

  return __real_fiel_provider_interpret (self, request, reply);
}
