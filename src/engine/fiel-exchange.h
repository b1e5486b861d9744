/* fiel-exchange.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-provider-link.h"
#include "fiel-random.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

#define FIEL_TYPE_EXCHANGE (fiel_exchange_get_type ())
G_DECLARE_FINAL_TYPE (FielExchange, fiel_exchange, FIEL, EXCHANGE, GObject)

/* One question and what its answer means: prepare, perform, write the answer down as it came, interpret. Used once. */

FielOperation fiel_exchange_find_operation (FielAttemptKind kind);

/* A question about an attempt that is there already, under a name of its own. @provider_id: (nullable): as far as it is
 * (transfer full) */
FielProviderRequest *fiel_exchange_make_question (FielOperation operation, const FielAttemptRecord *record,
                                                  const char *provider_id, FielRandomFunc random, gpointer random_data)
  G_GNUC_WARN_UNUSED_RESULT;

/* @attempt_id: (nullable): the attempt whose journal keeps the answer; NULL keeps none. */
FielExchange *fiel_exchange_new (FielScribe *scribe, FielProviderLink *link, const char *attempt_id);

/* An answer with exactly this text is not written down again. */
void fiel_exchange_set_known_text (FielExchange *self, const char *text);

/* A question that may be asked again. */
void fiel_exchange_ask_async (FielExchange *self, const FielProviderRequest *request,
                              GAsyncReadyCallback callback, gpointer user_data);

/* A money request: @call: (transfer full). @started as in fiel_provider_worker_perform_async(). */
void fiel_exchange_send_async (FielExchange *self, FielProviderCall *call, FielProviderStartedFunc started,
                               gpointer started_data, GAsyncReadyCallback callback, gpointer user_data);

/* FALSE if it could not be asked, not written down or not interpreted; what came back so far is there nevertheless. */
gboolean fiel_exchange_finish (FielExchange *self, GAsyncResult *result, GError **error);

FielProviderReply *fiel_exchange_get_reply (FielExchange *self);    /* (transfer none) (nullable) before it came back */
FielFinding *fiel_exchange_get_finding (FielExchange *self);        /* (transfer none) (nullable): only of an answer */
gint64 fiel_exchange_get_began_us (FielExchange *self);             /* boot time */
gint64 fiel_exchange_get_ended_us (FielExchange *self);             /* boot time: when its connection was closed */

/* What a reply about a payment's result says, as evidence. @finding: (nullable): what the provider reads in it.
 * (transfer full) */
FielEvidence *fiel_exchange_judge (FielOperation operation, FielProviderReply *reply, const FielFinding *finding);

G_END_DECLS
