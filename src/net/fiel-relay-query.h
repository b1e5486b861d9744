/* fiel-relay-query.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-http-client.h"
#include "fiel-relay-answer.h"
#include "fiel-trouble.h"

G_BEGIN_DECLS

#define FIEL_RELAY_TOKEN_LENGTH 43 /* 32 bytes as base64url */
#define FIEL_RELAY_MAX_WAIT_S 50

gboolean fiel_relay_token_is_valid (const char *token);

/**
 * FielRelayQuery: what a till asks a relay.
 * @address: where the relay is; what is asked stands below it
 * @token: the till's own
 * @wait_s: how long the relay holds the answer back until there is news
 * @epoch: (nullable): without one, reading starts where the relay knows this till to be
 * @after: with @epoch: everything up to here is done with; else without meaning
 * @peeks: only looks: acknowledges nothing and ends nobody's waiting
 */
typedef struct
{
  const char *address;
  const char *token;
  guint wait_s;
  const char *epoch;
  gint64 after;
  gboolean peeks;
} FielRelayQuery;

/* One question. @query is read at once. */
void fiel_relay_query_ask_async (FielHttpClient *client,
                                 const FielRelayQuery *query,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full): the page, or NULL with FIEL_TROUBLE_ERROR, whose message quotes no token */
FielRelayAnswer *fiel_relay_query_ask_finish (FielHttpClient *client,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The trouble of an exchange whose answer is not taken. */
FielTrouble fiel_relay_query_judge (FielHttpReply *reply);

G_END_DECLS
