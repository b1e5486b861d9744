/* practice-answers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-operation.h"
#include "practice-words.h"

G_BEGIN_DECLS

JsonObject *practice_answers_envelope (gint code, const char *message, JsonNode *data);
JsonObject *practice_answers_error (PracticeWorld *world, PracticeWords words);
JsonObject *practice_answers_token (PracticeWorld *world, const char *token, gint64 lifetime_s);
JsonNode *practice_answers_posdata (PracticeWorld *world, const char *client_id, const char *id_sucursal);
JsonObject *practice_answers_ack (PracticeWorld *world, PracticeOperation *operation);
JsonObject *practice_answers_state (PracticeWorld *world,
                                    PracticeOperation *operation,
                                    gboolean query,
                                    PracticeFaultKind distortion);
JsonObject *practice_answers_stray (PracticeWorld *world, PracticeOperation *operation);

G_END_DECLS
