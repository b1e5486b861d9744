/* fiel-reception-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-callback-tally.h"
#include "fiel-reception.h"

G_BEGIN_DECLS

/* How callbacks come, and what is wrong with that way and what to do about it. @reception: (nullable): nobody calls.
 * @now_wall_us: so that a time of today is told without the day. */
char *fiel_reception_words_way (FielReception *reception, gint64 now_wall_us) G_GNUC_WARN_UNUSED_RESULT;

/* What has come since the till was opened: "3, the last at 14:05, 2 of other tills". */
char *fiel_reception_words_calls (FielReception *reception, gint64 now_wall_us) G_GNUC_WARN_UNUSED_RESULT;

/* What the journal holds of them since a moment, and how payments ended meanwhile: by themselves, after a call, because
 * the till asked. @since, @last: that moment and that of the last call, as they are to be written. */
char *fiel_reception_words_kept (const FielCallbackCount *count, const char *since, const char *last)
  G_GNUC_WARN_UNUSED_RESULT;
char *fiel_reception_words_ends (const FielCallbackCount *count) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
