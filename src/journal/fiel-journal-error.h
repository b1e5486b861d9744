/* fiel-journal-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal.h"

#include <sqlite3.h>

G_BEGIN_DECLS

void fiel_journal_error_set_folder (GError **error, const char *path, int number);
void fiel_journal_error_set_storage (GError **error, const char *path, sqlite3 *database);
void fiel_journal_error_set_dead_link (GError **error, const char *path, const char *link);
void fiel_journal_error_set_read_only (GError **error, const char *path, const char *what);
void fiel_journal_error_set_moved (GError **error, const char *path);
void fiel_journal_error_set_unwritten (GError **error, const char *path, const char *what);
void fiel_journal_error_set_damaged (GError **error, const char *path, const char *what);
void fiel_journal_error_set_open (GError **error, const char *path, sqlite3 *database, int code);

G_END_DECLS
