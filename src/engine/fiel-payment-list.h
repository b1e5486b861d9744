/* fiel-payment-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-payment-sums.h"
#include "fiel-payment.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _FielJournal FielJournal;

#define FIEL_TYPE_PAYMENT_LIST (fiel_payment_list_get_type ())
G_DECLARE_FINAL_TYPE (FielPaymentList, fiel_payment_list, FIEL, PAYMENT_LIST, GObject)

/* The journal's lines that a filter lets pass, newest first: a GListModel of FielPayment. It knows how many there are
 * and reads those that somebody looks at; a row is there at once and says what it is soon (its "changed"). While a row
 * is held by anybody it stays the same object. What is recorded meanwhile comes in by itself. Signal "changed":
 * searching, sums or trouble. */
FielPaymentList *fiel_payment_list_new (FielJournal *journal);

/* Searches anew. The rows of the search before stay until the first new ones are there. @filter: (nullable): nothing is
 * shown */
void fiel_payment_list_set_filter (FielPaymentList *self, const FielPaymentFilter *filter);

gboolean fiel_payment_list_get_searching (FielPaymentList *self);
/* Of everything found so far. (transfer none) */
const FielPaymentSums *fiel_payment_list_get_sums (FielPaymentList *self);
/* (nullable): why the journal could not be read: a sentence */
const char *fiel_payment_list_get_trouble (FielPaymentList *self);

G_END_DECLS
