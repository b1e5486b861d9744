/* fiel-fake-refund-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-fake-engine.h"
#include "fiel-refund-desk.h"

G_BEGIN_DECLS

/* A refund desk in which the test says what happens. Plans and sentences are the real ones; the sums are those of the
 * fake engine's attempts. */
FielRefundDesk *fiel_fake_refund_desk_new (FielEngine *engine);

/* What the provider can do; both at first. */
void fiel_fake_refund_desk_set_means (FielEngine *engine, gboolean can_void, gboolean can_return);

/* The day of a sale that may be another one, YYYY-MM-DD; NULL as at first: returns name none. */
void fiel_fake_refund_desk_set_day (FielEngine *engine, const char *day);

/* The next return waits for fiel_fake_refund_desk_answer (), which gives an attempt or @message. */
void fiel_fake_refund_desk_hold (FielEngine *engine);
void fiel_fake_refund_desk_refuse (FielEngine *engine, FielEngineError code, const char *message);
void fiel_fake_refund_desk_answer (FielEngine *engine, const char *message);

guint fiel_fake_refund_desk_get_n_refunds (FielEngine *engine);
/* The last order in a line; (nullable). */
const char *fiel_fake_refund_desk_get_order (FielEngine *engine);

/* A sale of this till that was approved with a card, as a journal would hold it. */
FielAttempt *fiel_fake_refund_desk_add_sale (FielEngine *engine, const char *terminal, gint64 minor,
                                             const char *reference, const char *authorization, const char *last4);

/* Money that goes back of @sale (nullable: a return without an original); its state is the test's to set. */
FielAttempt *fiel_fake_refund_desk_add_return (FielEngine *engine, FielAttempt *sale, FielAttemptKind kind,
                                               gint64 minor);

G_END_DECLS
