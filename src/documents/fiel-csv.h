/* fiel-csv.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FielCsv: a table as lines of text, RFC 4180: cells between commas, lines that end with CR LF, UTF-8 without a mark in
 * front. Text stands in quotation marks, a number does not, and what is not known is nothing at all.
 *
 * Rows are collected until somebody takes them, so a table may be longer than memory.
 *
 * No cell is taken for a formula, however a spreadsheet splits the lines: fiel_csv_defuse() says how, and how to get
 * the text back. Numbers are never touched.
 */
typedef struct _FielCsv FielCsv;

FielCsv *fiel_csv_new (void);
void fiel_csv_free (FielCsv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielCsv, fiel_csv_free)

void fiel_csv_add_text (FielCsv *self, const char *text);
void fiel_csv_add_number (FielCsv *self, gint64 number);
void fiel_csv_end_row (FielCsv *self);

gsize fiel_csv_get_size (FielCsv *self);
char *fiel_csv_take (FielCsv *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean fiel_csv_write (FielCsv *self, GOutputStream *stream, GCancellable *cancellable, GError **error);

char *fiel_csv_defuse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
