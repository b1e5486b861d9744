/* fiel-shift-document.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-csv.h"
#include "fiel-document.h"
#include "fiel-shift-report.h"

G_BEGIN_DECLS

/* The report of a shift on paper, in today's language; the figures are the report's. @is_copy: it was made before. */
FielDocument *fiel_shift_document_new (FielShiftReport *report, gboolean is_copy) G_GNUC_WARN_UNUSED_RESULT;

/* The same as a table: a row for every figure, as section, name, detail, number, sum in minor units, currency,
 * digits. (transfer full) */
FielCsv *fiel_shift_document_make_csv (FielShiftReport *report) G_GNUC_WARN_UNUSED_RESULT;

/* A name for a file, without what a folder would not take: "fiel-z-118.pdf". @ending: without a dot. (transfer full) */
char *fiel_shift_document_name_file (FielShiftReport *report, const char *ending) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
