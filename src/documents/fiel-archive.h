/* fiel-archive.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FielArchive: a ZIP file that is written from its first byte to its last, one entry after the other, none of them held
 * in memory. May be used by one thread after another.
 */
typedef struct _FielArchive FielArchive;

/* @fd: stays the caller's. @folder: everything lies in it. @wall_us: the date of its entries. */
FielArchive *fiel_archive_new (int fd, const char *folder, gint64 wall_us, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fiel_archive_free (FielArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielArchive, fiel_archive_free)

/* (transfer full): where the contents of a new entry go, until the next one begins. */
GOutputStream *fiel_archive_begin (FielArchive *self, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean fiel_archive_add (FielArchive *self, const char *name, const char *text, gsize size, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Nothing comes any more: the list of contents is written. */
gboolean fiel_archive_end (FielArchive *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
