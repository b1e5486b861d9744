/* fiel-draft-stream.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FielDraftStream: writes into an open file. What goes wrong is said in the system's own words, in the user's language,
 * and with nothing before them: people read it.
 */
#define FIEL_TYPE_DRAFT_STREAM (fiel_draft_stream_get_type ())
G_DECLARE_FINAL_TYPE (FielDraftStream, fiel_draft_stream, FIEL, DRAFT_STREAM, GOutputStream)

/* @fd: stays the caller's, and is not closed with the stream */
GOutputStream *fiel_draft_stream_new (int fd) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
