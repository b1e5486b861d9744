/* fiel-store-folder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The names of what a store keeps. */
#define FIEL_STORE_PROFILE_NAME "profile.conf"
#define FIEL_STORE_JOURNAL_NAME "journal.db"

/**
 * fiel_store_folder_owns:
 * @path: where somebody wants a file
 *
 * Whether that is a store's: its profile, its journal, or what is kept beside them under their names. What is printed
 * or exported must never take their place. A link counts as what it leads to.
 */
gboolean fiel_store_folder_owns (const char *path);

/* %FALSE with %G_IO_ERROR_EXISTS if it does, and with %G_IO_ERROR_NOT_REGULAR_FILE if what is there is no file that may
 * be replaced. @path: (nullable): a place that is not on this computer */
gboolean fiel_store_folder_check_free (const char *path, GError **error);

G_END_DECLS
