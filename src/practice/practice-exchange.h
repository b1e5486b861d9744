/* practice-exchange.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "practice-callbacks.h"

G_BEGIN_DECLS

#define PRACTICE_TYPE_EXCHANGE (practice_exchange_get_type ())
G_DECLARE_FINAL_TYPE (PracticeExchange, practice_exchange, PRACTICE, EXCHANGE, GObject)

PracticeExchange *practice_exchange_new (PracticeWorld *world, SoupServerMessage *message, const char *path);

const char *practice_exchange_get_header (PracticeExchange *self, const char *name);
const char *practice_exchange_get_body (PracticeExchange *self, gsize *length);

gboolean practice_exchange_plan (PracticeExchange *self, PracticeRequestFacts *facts);
void practice_exchange_add_fault (PracticeExchange *self, PracticeFaultKind kind);
PracticeFaultKind practice_exchange_get_fault_kind (PracticeExchange *self);
PracticeFault *practice_exchange_get_callback_fault (PracticeExchange *self);

void practice_exchange_hold (PracticeExchange *self, PracticeOperation *operation);
void practice_exchange_hold_for_callback (PracticeExchange *self,
                                          PracticeOperation *operation,
                                          PracticeCallbacks *callbacks);
void practice_exchange_play_now (PracticeExchange *self);
void practice_exchange_reply (PracticeExchange *self, guint status, JsonNode *node);
void practice_exchange_reply_object (PracticeExchange *self, guint status, JsonObject *object);
void practice_exchange_reply_html (PracticeExchange *self, guint status, const char *html);
void practice_exchange_cut (PracticeExchange *self, gboolean reset);

G_END_DECLS
