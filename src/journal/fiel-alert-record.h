/* fiel-alert-record.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-journal-event.h"

G_BEGIN_DECLS

/**
 * FielAlertRecord: something a person has to look at and nobody has yet: a contradiction, or a message that belongs to
 * no attempt.
 * @event: the CONFLICT or STRAY, as kept
 * @attempt: (nullable): the attempt it contradicts
 *
 * Owns both.
 */
typedef struct
{
  FielJournalEvent *event;
  FielAttemptRecord *attempt;
} FielAlertRecord;

FielAlertRecord *fiel_alert_record_new (FielJournalEvent *event);
void fiel_alert_record_free (FielAlertRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielAlertRecord, fiel_alert_record_free)

/* Whether this fact calls for a person. The database keeps the same rule. */
gboolean fiel_alert_record_is_alert (FielJournalEvent *event);

G_END_DECLS
