/* fiel-receipt-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile.h"
#include "fiel-receipt-desk.h"

G_BEGIN_DECLS

/* Writes the receipt of a payment as a PDF into @file, on the profile's paper. It is counted first, as a print is: a
 * file that could not be written uses its number up. The error's message is a sentence. */
void fiel_receipt_file_save_async (FielReceiptDesk *desk, FielProfile *profile, const char *attempt_id, GFile *file,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_receipt_file_save_finish (FielReceiptDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
