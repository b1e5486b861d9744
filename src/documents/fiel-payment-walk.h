/* fiel-payment-walk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal.h"
#include "fiel-payment-filter.h"
#include "fiel-payment-range.h"

G_BEGIN_DECLS

/**
 * FielPayment: a payment with what people said about it. Strings owned, nullable.
 */
typedef struct
{
  FielAttemptRecord *record; /* owned */
  char *purpose;             /* of a return: why */
  char *approver;            /* which manager, of a return or a sale */
  char *decided_by;          /* by hand: who recorded it */
  char *witness;             /* by hand: who took a second look */
  char *decision;            /* by hand: how it is known */
} FielPayment;

void fiel_payment_free (FielPayment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielPayment, fiel_payment_free)

/* Takes some more payments. @payments: (element-type FielPayment): not empty. Runs in a thread of its own, never twice
 * at a time, and may block. */
typedef gboolean (*FielPaymentFunc) (GPtrArray *payments, gpointer user_data, GCancellable *cancellable,
                                     GError **error);

/* How far it is: 0 to 1, and how many payments that were. */
typedef void (*FielPaymentProgress) (double fraction, gint64 n_payments, gpointer user_data);

/* Every payment of the range, newest first, in pages between which the journal does other things: no payment waits, and
 * memory does not grow with the range. A payment that changes meanwhile is handed over as it was at one moment or
 * another. What begins later is not in it.
 *
 * @filter: (nullable): only those of the range that it lets pass; of what a person has to look at it knows nothing */
void fiel_payment_walk_async (FielJournal *journal, const FielPaymentRange *range, const FielPaymentFilter *filter,
                              FielPaymentFunc func, gpointer func_data, FielPaymentProgress progress,
                              gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);

/* Returns how many payments there were; -1 with an error. */
gint64 fiel_payment_walk_finish (FielJournal *journal, GAsyncResult *result, GError **error);

G_END_DECLS
