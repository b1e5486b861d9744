/* sim-answers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-cloud.h"

G_BEGIN_DECLS

/* The cloud's words, written without a look at how the client reads them. All (transfer full). */

char *sim_answers_error (const char *message);
char *sim_answers_error_with_id (const char *message, const SimSale *sale);
char *sim_answers_token (gint64 token);
char *sim_answers_accepted (const SimSale *sale);
char *sim_answers_in_process (void);
char *sim_answers_ready (void);
char *sim_answers_cancelled (int code);
char *sim_answers_records (SimTerminal *terminal);

/* The result of a sale as the cloud tells it; it may lie within what the protocol leaves open. */
char *sim_answers_final (const SimSale *sale);
/* The same without a lie. */
char *sim_answers_truth (const SimSale *sale);
/* Somebody makes up a result. */
char *sim_answers_forged (const SimSale *sale, gboolean approved);
char *sim_answers_foreign (gint64 id, const char *reference);
char *sim_answers_nameless (int code);

G_END_DECLS
