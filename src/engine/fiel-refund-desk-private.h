/* fiel-refund-desk-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-alert-book.h"
#include "fiel-attempt-book.h"
#include "fiel-people.h"
#include "fiel-random.h"
#include "fiel-refund-desk.h"
#include "fiel-terminal-set.h"

G_BEGIN_DECLS

FielRefundDesk *fiel_refund_desk_new (FielProfile *profile, FielPeople *people, FielScribe *scribe,
                                      FielTerminalSet *terminals, FielAttemptBook *book, FielAlertBook *alerts,
                                      FielRandomFunc random, gpointer random_data);
guint fiel_refund_desk_get_n_refunds (FielRefundDesk *self);

/* The program is ending: nothing new is taken; what is on its way ends by itself, soon. */
void fiel_refund_desk_close (FielRefundDesk *self);

G_END_DECLS
