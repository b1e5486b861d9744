/* fiel-relay-client.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-relay-query.h"

G_BEGIN_DECLS

/**
 * FielRelayState:
 * @FIEL_RELAY_STATE_STOPPED: nobody wants to know
 * @FIEL_RELAY_STATE_ASKING: a question is out; the relay holds its answer back until there is news
 * @FIEL_RELAY_STATE_HANDING_UP: news is here and waits for the word that it is durable
 * @FIEL_RELAY_STATE_RESTING: something was wrong; it is asked again later
 */
typedef enum
{
  FIEL_RELAY_STATE_STOPPED,
  FIEL_RELAY_STATE_ASKING,
  FIEL_RELAY_STATE_HANDING_UP,
  FIEL_RELAY_STATE_RESTING,
} FielRelayState;
#define FIEL_TYPE_RELAY_STATE (fiel_relay_state_get_type ())
GType fiel_relay_state_get_type (void);

#define FIEL_TYPE_RELAY_CLIENT (fiel_relay_client_get_type ())
G_DECLARE_FINAL_TYPE (FielRelayClient, fiel_relay_client, FIEL, RELAY_CLIENT, GObject)

/* The till's token. (transfer full) (nullable): wiped by the caller after use. May block. */
typedef char *(*FielRelayTokenFunc) (gpointer user_data, GError **error);

/* Asks a relay for what was called back, over and over, as long as it is started. Belongs to the thread-default main
 * context it is started in; @token_data outlives it. A relay that is not there costs time and nothing else.
 *
 * Properties, all read-only: "state" (FielRelayState), "trouble" (FielTrouble: why the last question has no answer),
 * "heard-us" (int64: wall clock of the last answer, 0 for none yet), "n-news" (uint: handed up so far).
 *
 * Signal:
 *
 *   void news (FielRelayClient *self, FielRelayEntry *news)
 *
 * The owner makes it durable and says what became of it with fiel_relay_client_settle(). Only when all of a page are
 * settled the relay is told, with the next question. */
FielRelayClient *fiel_relay_client_new (FielHttpClient *http,
                                        FielClock *clock,
                                        const char *address,
                                        FielRelayTokenFunc find_token,
                                        gpointer token_data);

void fiel_relay_client_start (FielRelayClient *self);
void fiel_relay_client_stop (FielRelayClient *self);

/* @done: it is durable, or never will be; else it could not be kept now, and comes again later. */
void fiel_relay_client_settle (FielRelayClient *self, FielRelayEntry *news, gboolean done);

FielRelayState fiel_relay_client_get_state (FielRelayClient *self);
FielTrouble fiel_relay_client_get_trouble (FielRelayClient *self);
gint64 fiel_relay_client_get_heard_us (FielRelayClient *self);
guint fiel_relay_client_get_n_news (FielRelayClient *self);

G_END_DECLS
