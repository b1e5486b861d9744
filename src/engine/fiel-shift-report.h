/* fiel-shift-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FielShiftReport: the figures of a shift as lines of text, in one form for ever: what the closing record of a shift
 * keeps, and what paper, screen and files are made from. A line is a name and its cells, with tabs between them; names
 * and words are never translated, money is in minor units, times are ISO 8601 with the till's offset. A
 * reference-counted value: filled once, then immutable.
 */
typedef struct _FielShiftReport FielShiftReport;

#define FIEL_TYPE_SHIFT_REPORT (fiel_shift_report_get_type ())
GType fiel_shift_report_get_type (void);

FielShiftReport *fiel_shift_report_new (void);
FielShiftReport *fiel_shift_report_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
FielShiftReport *fiel_shift_report_ref (FielShiftReport *self);
void fiel_shift_report_unref (FielShiftReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielShiftReport, fiel_shift_report_unref)

/* Cells up to a NULL; fiel_shift_report_begin() and _put…() for the others. An empty cell is "not said". */
void fiel_shift_report_add (FielShiftReport *self, const char *name, ...) G_GNUC_NULL_TERMINATED;
void fiel_shift_report_begin (FielShiftReport *self, const char *name);
/* Text from outside, in which what could be a card number is masked; @cell: (nullable) */
void fiel_shift_report_put (FielShiftReport *self, const char *cell);
/* As it is, for what is ours: digits of a hash may look like a card number. @cell: (nullable) */
void fiel_shift_report_put_exact (FielShiftReport *self, const char *cell);
void fiel_shift_report_put_int (FielShiftReport *self, gint64 number);
void fiel_shift_report_put_time (FielShiftReport *self, gint64 wall_us);

char *fiel_shift_report_to_text (FielShiftReport *self) G_GNUC_WARN_UNUSED_RESULT;

guint fiel_shift_report_get_n_lines (FielShiftReport *self);
const char *fiel_shift_report_get_name (FielShiftReport *self, guint line);
guint fiel_shift_report_get_n_cells (FielShiftReport *self, guint line);
/* Never NULL: a cell that is not there is empty. */
const char *fiel_shift_report_get_cell (FielShiftReport *self, guint line, guint cell);
gint64 fiel_shift_report_get_int (FielShiftReport *self, guint line, guint cell);

/* Of the first line of that name. */
const char *fiel_shift_report_find (FielShiftReport *self, const char *name, guint cell);
gint64 fiel_shift_report_find_int (FielShiftReport *self, const char *name, guint cell);
gboolean fiel_shift_report_has (FielShiftReport *self, const char *name);

G_END_DECLS
