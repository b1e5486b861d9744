/* fiel-receipt-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-receipt.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FIEL_TYPE_RECEIPT_DESK (fiel_receipt_desk_get_type ())
G_DECLARE_FINAL_TYPE (FielReceiptDesk, fiel_receipt_desk, FIEL, RECEIPT_DESK, GObject)

/* Gives out receipts of closed payments and counts those that are printed. It never touches a payment. */

/* To be looked at, not printed: its number is 0, and it says so. Errors are FIEL_ENGINE_ERROR with a sentence: there is
 * no such payment, it has no result yet. */
void fiel_receipt_desk_look_async (FielReceiptDesk *self, const char *attempt_id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
FielReceipt *fiel_receipt_desk_look_finish (FielReceiptDesk *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* To be printed: which print it is was written down before this calls back, so that no two papers ever carry the same
 * number. If the printer then fails, the number is used up and the next print is a copy: nobody knows what lies in the
 * printer. */
void fiel_receipt_desk_print_async (FielReceiptDesk *self, const char *attempt_id, const char *actor,
                                    GAsyncReadyCallback callback, gpointer user_data);
FielReceipt *fiel_receipt_desk_print_finish (FielReceiptDesk *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
