/* fiel-journal-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean fiel_journal_file_make_folder (const char *path, GError **error);
void fiel_journal_file_make_private (const char *path);
gboolean fiel_journal_file_examine (const char *path, gboolean *exists, GError **error);
gboolean fiel_journal_file_check_version (const char *path, gint64 version, GError **error);
gboolean fiel_journal_file_renew_log (const char *path, GError **error);
void fiel_journal_file_read_ahead (const char *path, GCancellable *cancellable);
gboolean fiel_journal_file_create (const char *path, GError **error);

G_END_DECLS
