/* fiel-export-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-payment-query.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_EXPORT_DIALOG (fiel_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FielExportDialog, fiel_export_dialog, FIEL, EXPORT_DIALOG, AdwWindow)

FielExportDialog *fiel_export_dialog_new (FielProfile *profile, FielJournal *journal, FielClock *clock);

/* Somebody looks at this part of the journal, and it is what they get unless they choose otherwise. @shown: the same
 * for people. */
void fiel_export_dialog_set_shown (FielExportDialog *self, FielPaymentPreset preset, const char *text,
                                   const char *shown);

/* What is chosen goes into this file; a file that is there already is replaced, as the user was asked. */
void fiel_export_dialog_write (FielExportDialog *self, GFile *file);

G_END_DECLS
