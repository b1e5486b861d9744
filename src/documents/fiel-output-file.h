/* fiel-output-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FielOutputFile: a file on its way to somebody else. It is written beside its place under a name of its own and gets
 * its own only when it is whole and flushed; until then, and if it never comes to that, nothing is there.
 */
typedef struct _FielOutputFile FielOutputFile;

FielOutputFile *fiel_output_file_new (const char *path, gboolean replace, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GOutputStream *fiel_output_file_get_stream (FielOutputFile *self); /* (transfer none) */
int fiel_output_file_get_fd (FielOutputFile *self);                /* stays the file's */
gboolean fiel_output_file_keep (FielOutputFile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fiel_output_file_free (FielOutputFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielOutputFile, fiel_output_file_free)

/* What went wrong with a file as a sentence with the remedy. */
char *fiel_output_file_explain (const char *path, const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
