/* fiel-document-print.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-document-pages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @error: (nullable): why it was not printed, NULL also if the person at the dialog thought better of it */
typedef void (*FielDocumentPrintFunc) (gboolean printed, const GError *error, gpointer user_data);

/* Prints a document through the system's dialog, which this does not wait for. @parent: (nullable). @done is called
 * once; @user_data is let go of with @destroy. */
void fiel_document_print (FielDocument *document, FielPaper paper, GtkWindow *parent, FielDocumentPrintFunc done,
                          gpointer user_data, GDestroyNotify destroy);

/* The same without a dialog, into a file, for tests. */
void fiel_document_print_to_file (FielDocument *document, FielPaper paper, const char *path,
                                  FielDocumentPrintFunc done, gpointer user_data, GDestroyNotify destroy);

/* For one sheet of the pages; their margins are part of what is drawn. @name: of a roll. (transfer full) */
GtkPageSetup *fiel_document_print_make_setup (FielDocumentPages *pages, FielPaper paper,
                                              const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The paper in the printer may be narrower: smaller letters, nothing cut off. */
void fiel_document_print_draw (FielDocumentPages *pages, GtkPrintContext *context, int page);

G_END_DECLS
