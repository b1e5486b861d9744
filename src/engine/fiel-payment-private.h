/* fiel-payment-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-entry.h"
#include "fiel-payment.h"

G_BEGIN_DECLS

/* For the list that shows payments. @entry: (nullable): not read yet. */
FielPayment *fiel_payment_new (FielJournalEntry *entry);
/* Emits "changed" if it is another one. */
void fiel_payment_set_entry (FielPayment *self, FielJournalEntry *entry);
FielJournalEntry *fiel_payment_get_entry (FielPayment *self);

G_END_DECLS
