/* fiel-draft-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FielDraftFile: a file in the making. It is written beside its place under a name of its own and gets its own only
 * when it is whole and flushed; until then, and if it never comes to that, what was there before is untouched. Nobody
 * else on this machine may read it.
 */
typedef struct _FielDraftFile FielDraftFile;

/**
 * fiel_draft_file_new:
 * @path: where it shall be
 * @replace: whether a file of that name may go when this one is kept
 *
 * Returns: (transfer full) (nullable): the empty draft, or %NULL with %G_IO_ERROR
 */
FielDraftFile *fiel_draft_file_new (const char *path, gboolean replace, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GOutputStream *fiel_draft_file_get_stream (FielDraftFile *self); /* (transfer none) */
int fiel_draft_file_get_fd (FielDraftFile *self);                /* stays the draft's */

/* The file is whole: from here on it is there, under its own name. If it cannot be, there is none; %G_IO_ERROR. */
gboolean fiel_draft_file_keep (FielDraftFile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What was not kept is removed. */
void fiel_draft_file_free (FielDraftFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielDraftFile, fiel_draft_file_free)

G_END_DECLS
