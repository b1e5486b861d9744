/* fiel-milestone-record.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-event.h"

G_BEGIN_DECLS

/**
 * FielMilestone: notes that divide the journal; they are found without walking it. Nicknames are what is stored.
 */
typedef enum
{
  FIEL_MILESTONE_NONE,
  FIEL_MILESTONE_SHIFT_OPENED,   /* FIEL_FIELD_SHIFT, FIEL_FIELD_SHIFT_ACT "opened" */
  FIEL_MILESTONE_SHIFT_CLOSED,   /* FIEL_FIELD_SHIFT, FIEL_FIELD_SHIFT_ACT "closed", FIEL_FIELD_THROUGH */
  FIEL_MILESTONE_BATCH_CLOSED,   /* FIEL_FIELD_BATCH */
} FielMilestone;

#define FIEL_TYPE_MILESTONE (fiel_milestone_get_type ())
GType fiel_milestone_get_type (void);

/* Which milestone this fact is. @subject: (out) (transfer none): the shift's number or the terminal's key; NULL for
 * NONE. A note that means to be one and is not complete is an error. */
gboolean fiel_milestone_find (FielJournalEvent *event, FielMilestone *milestone, const char **subject, GError **error);

/**
 * FielShiftRecord: a shift: every record after the close of the one before, up to its own. There is always a current
 * one, the last; it covers what has no close yet.
 * @number: from 1, without gaps
 * @since_seq: the close of the shift before; 0 for the first
 * @opened: (nullable): who opened it, if somebody did
 * @closed: (nullable): the note that closed it, with its report; NULL for the current one
 *
 * Owns its events.
 */
typedef struct
{
  gint64 number;
  gint64 since_seq;
  FielJournalEvent *opened;
  FielJournalEvent *closed;
} FielShiftRecord;

FielShiftRecord *fiel_shift_record_new (gint64 number);
void fiel_shift_record_free (FielShiftRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielShiftRecord, fiel_shift_record_free)

G_END_DECLS
