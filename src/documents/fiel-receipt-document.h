/* fiel-receipt-document.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-document.h"
#include "fiel-receipt.h"

G_BEGIN_DECLS

/* The slip of a payment: the store's lines, the provider's text unchanged or our own list of what it said, the words
 * the country wants to read, and the code that finds the payment again. Never more of a card than its last four
 * digits. */
FielDocument *fiel_receipt_document_new (FielReceipt *receipt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
