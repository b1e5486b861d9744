/* fiel-shift-paper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-shift-report.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SHIFT_PAPER (fiel_shift_paper_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftPaper, fiel_shift_paper, FIEL, SHIFT_PAPER, GtkWidget)

/* An X or a Z as it will be printed, to be read and saved; below a Z the batches of the terminals may be closed.
 * @report, @engine: (nullable). @is_copy: it was handed out before, and says so; of no concern to the terminals. */
void fiel_shift_paper_set_report (FielShiftPaper *self, FielShiftReport *report, FielEngine *engine,
                                  gboolean is_copy);
/* Says @words above the report, and the focus is on printing it. @words: (nullable) */
void fiel_shift_paper_begin (FielShiftPaper *self, const char *words);
FielShiftReport *fiel_shift_paper_get_report (FielShiftPaper *self);   /* (transfer none) (nullable) */

/* For tests: the file without asking where. */
gboolean fiel_shift_paper_save (FielShiftPaper *self, GFile *file, gboolean as_pdf, GError **error);

G_END_DECLS
