/* fiel-milestone-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-milestone-record.h"

#include "fiel-journal.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielMilestone, fiel_milestone,
  G_DEFINE_ENUM_VALUE (FIEL_MILESTONE_NONE, "none"),
  G_DEFINE_ENUM_VALUE (FIEL_MILESTONE_SHIFT_OPENED, "shift-opened"),
  G_DEFINE_ENUM_VALUE (FIEL_MILESTONE_SHIFT_CLOSED, "shift-closed"),
  G_DEFINE_ENUM_VALUE (FIEL_MILESTONE_BATCH_CLOSED, "batch-closed"))
/* clang-format on */

static gboolean
refuse (GError **error, const char *why)
{
  /* Translators: what is wrong. */
  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED, _ ("The journal refused a note: %s"), why);

  return FALSE;
}

static gboolean
find_shift (FielJournalEvent *event, FielMilestone *milestone, GError **error)
{
  const char *act = fiel_journal_event_get (event, FIEL_FIELD_SHIFT_ACT);
  gint64 number = 0;

  if (!fiel_journal_event_get_int (event, FIEL_FIELD_SHIFT, &number) || number < 1)
    return refuse (error, _ ("it does not say which shift it is about"));
  if (g_strcmp0 (act, "opened") != 0 && g_strcmp0 (act, "closed") != 0)
    return refuse (error, _ ("a shift is opened or closed, and nothing else"));
  *milestone = g_str_equal (act, "opened") ? FIEL_MILESTONE_SHIFT_OPENED : FIEL_MILESTONE_SHIFT_CLOSED;

  return TRUE;
}

gboolean
fiel_milestone_find (FielJournalEvent *event, FielMilestone *milestone, const char **subject, GError **error)
{
  const char *shift = fiel_journal_event_get (event, FIEL_FIELD_SHIFT);
  const char *batch = fiel_journal_event_get (event, FIEL_FIELD_BATCH);
  const gboolean marks = shift != NULL || batch != NULL || fiel_journal_event_get (event, FIEL_FIELD_SHIFT_ACT) != NULL;

  *milestone = FIEL_MILESTONE_NONE;
  *subject = NULL;
  if (fiel_journal_event_get_type_of_fact (event) != FIEL_JOURNAL_TYPE_NOTE || !marks)
    return TRUE;
  if (fiel_journal_event_get_attempt_id (event) != NULL)
    return refuse (error, _ ("a shift and a batch are about no single attempt"));
  if (batch != NULL && (shift != NULL || *batch == '\0'))
    return refuse (error, _ ("it does not say which terminal closed its batch"));
  if (batch == NULL && !find_shift (event, milestone, error))
    return FALSE;

  if (batch != NULL)
    *milestone = FIEL_MILESTONE_BATCH_CLOSED;
  *subject = batch != NULL ? batch : shift;

  return TRUE;
}

FielShiftRecord *
fiel_shift_record_new (gint64 number)
{
  FielShiftRecord *self = g_new0 (FielShiftRecord, 1);

  self->number = number;

  return self;
}

void
fiel_shift_record_free (FielShiftRecord *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->opened, fiel_journal_event_unref);
  g_clear_pointer (&self->closed, fiel_journal_event_unref);
  g_free (self);
}
