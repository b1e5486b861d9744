/* fiel-receipt-slip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-receipt-desk.h"

G_BEGIN_DECLS

/* Lets the terminal of a payment print our receipt of it, which is counted as any print is, or its own slip again. What
 * the terminal cannot be asked is not counted. The error's message is a sentence. */
void fiel_receipt_slip_print_async (FielReceiptDesk *desk, const char *attempt_id, FielTerminalPrint what,
                                    const char *actor, GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_receipt_slip_print_finish (FielReceiptDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
