/* fiel-callback-tally.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielCallbackCount: what the journal holds of a provider's callbacks since some moment.
 * @kept: all of them
 * @unmatched: those that belong to no payment of this till
 * @contradicting: those that contradict a payment that had ended
 * @last_us: when the last one was written down; 0: none was
 * @called: payments that ended after a call about them
 * @asked: payments about which nobody called, and which ended because the till asked
 * @answered: payments that needed neither, because their own request was answered, or a person recorded the end
 */
typedef struct
{
  guint kept;
  guint unmatched;
  guint contradicting;
  gint64 last_us;
  guint called;
  guint asked;
  guint answered;
} FielCallbackCount;

/**
 * FielCallbackTally:
 *
 * Counts callbacks in pages of the journal, read from its end towards its beginning, and the payments that ended
 * meanwhile. A plain value without a journal or a clock.
 */
typedef struct _FielCallbackTally FielCallbackTally;

FielCallbackTally *fiel_callback_tally_new (gint64 since_wall_us);
void fiel_callback_tally_free (FielCallbackTally *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielCallbackTally, fiel_callback_tally_free)

/* @events: (element-type FielJournalEvent): a page. FALSE if all of it is older: the pages before it are as well. */
gboolean fiel_callback_tally_add_events (FielCallbackTally *self, GPtrArray *events);
/* Once, after the events. @records: (element-type FielAttemptRecord): payments that may have ended meanwhile. */
void fiel_callback_tally_add_records (FielCallbackTally *self, GPtrArray *records);

/* Number of the oldest record that counts; 0: none does. */
gint64 fiel_callback_tally_get_first_seq (FielCallbackTally *self);
FielCallbackCount fiel_callback_tally_get_count (FielCallbackTally *self, const char *provider);

G_END_DECLS
