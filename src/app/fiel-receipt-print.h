/* fiel-receipt-print.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-receipt-desk.h"
#include "fiel-profile.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_RECEIPT_PRINT (fiel_receipt_print_get_type ())
G_DECLARE_FINAL_TYPE (FielReceiptPrint, fiel_receipt_print, FIEL, RECEIPT_PRINT, GObject)

/* One print of a payment's receipt, used once. It is counted when the person at the dialog said "print", before the
 * first line is drawn. @desk is asked; the paper is the profile's. */
FielReceiptPrint *fiel_receipt_print_new (FielReceiptDesk *desk, FielProfile *profile, const char *attempt_id);

/* @action: with the system's dialog, or without one as @settings say. @settings: (nullable): the printer that was used
 * last; to export, the path as its output. FALSE without an error: the person at the dialog thought better of it. The
 * error's message is a sentence. */
void fiel_receipt_print_run_async (FielReceiptPrint *self, GtkWindow *parent, GtkPrintOperationAction action,
                                   GtkPrintSettings *settings, GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_receipt_print_run_finish (FielReceiptPrint *self, GAsyncResult *result, GError **error);

const char *fiel_receipt_print_get_attempt_id (FielReceiptPrint *self);
/* (transfer none) (nullable) before it has run: the printer that was chosen */
GtkPrintSettings *fiel_receipt_print_get_settings (FielReceiptPrint *self);

G_END_DECLS
