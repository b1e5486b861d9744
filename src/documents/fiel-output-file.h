/* fiel-output-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-draft-file.h"

G_BEGIN_DECLS

/**
 * fiel_output_file_new:
 * @path: where somebody wants a file; never one of the store's own
 * @replace: whether a file that is there already is replaced; otherwise that is an error, now or at the end
 *
 * Returns: (transfer full) (nullable): the empty file, or %NULL with %G_IO_ERROR
 */
FielDraftFile *fiel_output_file_new (const char *path, gboolean replace, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What went wrong with a file as a sentence with the remedy. */
char *fiel_output_file_explain (const char *path, const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
