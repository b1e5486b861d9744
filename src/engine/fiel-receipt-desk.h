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

/* How a print ended, also one that failed before it could be counted. Until a receipt that was begun or failed has come
 * out it waits, and the close of a shift says so; the payment is not touched. */
void fiel_receipt_desk_note_end (FielReceiptDesk *self, const char *attempt_id, gboolean came_out);

/**
 * FielTerminalPrint: what a terminal may be asked to print.
 * @FIEL_TERMINAL_PRINT_OURS: our own receipt, line by line
 * @FIEL_TERMINAL_PRINT_AGAIN: its own slip of the payment once more
 */
typedef enum
{
  FIEL_TERMINAL_PRINT_OURS,
  FIEL_TERMINAL_PRINT_AGAIN,
} FielTerminalPrint;

/* What fits into a line of a terminal's paper. */
#define FIEL_RECEIPT_TERMINAL_COLUMNS 48

/* Whether the terminal of a payment can be asked that here and now: its provider offers it, and it is idle. The error
 * is a sentence. */
gboolean fiel_receipt_desk_can_ask_terminal (FielReceiptDesk *self, FielReceipt *receipt, FielTerminalPrint what,
                                             GError **error);

/* Asks the terminal of the payment. @lines: (nullable): for OURS, of at most FIEL_RECEIPT_TERMINAL_COLUMNS characters
 * each. It calls back when the terminal says that it printed; every other end is an error whose sentence says whether
 * there may be paper. The payment is not touched. */
void fiel_receipt_desk_ask_terminal_async (FielReceiptDesk *self, FielReceipt *receipt, FielTerminalPrint what,
                                           const char *const *lines, GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_receipt_desk_ask_terminal_finish (FielReceiptDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
