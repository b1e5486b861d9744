/* fiel-alert-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-alert-record.h"

FielAlertRecord *
fiel_alert_record_new (FielJournalEvent *event)
{
  FielAlertRecord *self = g_new0 (FielAlertRecord, 1);

  self->event = fiel_journal_event_ref (event);

  return self;
}

void
fiel_alert_record_free (FielAlertRecord *self)
{
  if (self == NULL)
    return;

  fiel_journal_event_unref (self->event);
  g_clear_pointer (&self->attempt, fiel_attempt_record_unref);
  g_free (self);
}

gboolean
fiel_alert_record_is_alert (FielJournalEvent *event)
{
  FielJournalType type = fiel_journal_event_get_type_of_fact (event);

  return type == FIEL_JOURNAL_TYPE_CONFLICT
         || (type == FIEL_JOURNAL_TYPE_STRAY && fiel_journal_event_get_attempt_id (event) == NULL);
}
