/* sim-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What happened, in order: always as a running SHA-256 over short records, and on demand in words. */
typedef struct _SimLog SimLog;

SimLog *sim_log_new (gboolean in_words);
void sim_log_free (SimLog *self);

/* @kind: what it is; @a, @b: what it was about; the words are made only if somebody wants them */
void sim_log_note (SimLog *self, gint64 now_us, const char *kind, gint64 a, gint64 b, const char *format, ...)
  G_GNUC_PRINTF (6, 7);
const char *sim_log_get_digest (SimLog *self);   /* of everything so far; then it takes no more */
GPtrArray *sim_log_get_words (SimLog *self);     /* (transfer none) (element-type utf8): empty if not in words */

/* A number that stands for a text. */
gint64 sim_log_digest_text (const char *text);

G_END_DECLS
