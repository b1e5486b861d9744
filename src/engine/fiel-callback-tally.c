/* fiel-callback-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-callback-tally.h"

#include "fiel-attempt-record.h"
#include "fiel-evidence.h"
#include "fiel-journal-event.h"

struct _FielCallbackTally
{
  gint64 since_us;
  gint64 first_seq;
  GHashTable *counts;   /* owned, of owned FielCallbackCount by owned key of the provider */
  GHashTable *called;   /* owned, set of owned attempt ids: somebody called while they were open */
  GHashTable *asked;    /* owned, set of owned attempt ids: a question ended them */
};

FielCallbackTally *
fiel_callback_tally_new (gint64 since_wall_us)
{
  FielCallbackTally *self = g_new0 (FielCallbackTally, 1);

  self->since_us = since_wall_us;
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->called = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
fiel_callback_tally_free (FielCallbackTally *self)
{
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->called);
  g_hash_table_unref (self->asked);
  g_free (self);
}

static FielCallbackCount *
find_count (FielCallbackTally *self, const char *provider)
{
  FielCallbackCount *count = g_hash_table_lookup (self->counts, provider);

  if (count == NULL)
    {
      count = g_new0 (FielCallbackCount, 1);
      g_hash_table_insert (self->counts, g_strdup (provider), count);
    }

  return count;
}

static gboolean
has (FielJournalEvent *event, const char *field, GType type, int value)
{
  return g_strcmp0 (fiel_journal_event_get (event, field), fiel_enum_nick (type, value)) == 0;
}

static void
add_callback (FielCallbackTally *self, FielJournalEvent *event)
{
  const FielJournalType type = fiel_journal_event_get_type_of_fact (event);
  const char *provider = fiel_journal_event_get (event, FIEL_FIELD_PROVIDER);
  const char *attempt_id = fiel_journal_event_get_attempt_id (event);
  FielCallbackCount *count = NULL;

  if (provider == NULL)
    return;

  count = find_count (self, provider);
  count->kept++;
  count->last_us = MAX (count->last_us, fiel_journal_event_get_wall_us (event));
  if (type == FIEL_JOURNAL_TYPE_STRAY && attempt_id == NULL)
    count->unmatched++;
  if (type == FIEL_JOURNAL_TYPE_CONFLICT)
    count->contradicting++;
  if (type == FIEL_JOURNAL_TYPE_RECEIVED && attempt_id != NULL)
    g_hash_table_add (self->called, g_strdup (attempt_id));
}

/* An end by a question: about the payment itself, or about the terminal's records. */
static void
add_state (FielCallbackTally *self, FielJournalEvent *event)
{
  const char *attempt_id = fiel_journal_event_get_attempt_id (event);

  if (attempt_id != NULL && has (event, FIEL_FIELD_STATE, FIEL_TYPE_ATTEMPT_STATE, FIEL_ATTEMPT_STATE_CLOSED)
      && (has (event, FIEL_FIELD_SOURCE, FIEL_TYPE_EVIDENCE_SOURCE, FIEL_EVIDENCE_SOURCE_STATUS)
          || has (event, FIEL_FIELD_SOURCE, FIEL_TYPE_EVIDENCE_SOURCE, FIEL_EVIDENCE_SOURCE_RECORDS)))
    g_hash_table_add (self->asked, g_strdup (attempt_id));
}

static void
add_event (FielCallbackTally *self, FielJournalEvent *event)
{
  switch (fiel_journal_event_get_type_of_fact (event))
    {
    case FIEL_JOURNAL_TYPE_RECEIVED:
    case FIEL_JOURNAL_TYPE_STRAY:
    case FIEL_JOURNAL_TYPE_CONFLICT:
      if (has (event, FIEL_FIELD_SOURCE, FIEL_TYPE_EVIDENCE_SOURCE, FIEL_EVIDENCE_SOURCE_CALLBACK))
        add_callback (self, event);
      break;
    case FIEL_JOURNAL_TYPE_STATE:
      add_state (self, event);
      break;
    case FIEL_JOURNAL_TYPE_OPENED:
    case FIEL_JOURNAL_TYPE_INTENT:
    case FIEL_JOURNAL_TYPE_CANCEL:
    case FIEL_JOURNAL_TYPE_NOTE:
      break;
    }
}

/* A clock that was set back leaves single records out of order, not a page of them. */
gboolean
fiel_callback_tally_add_events (FielCallbackTally *self, GPtrArray *events)
{
  gboolean any = FALSE;

  g_return_val_if_fail (self != NULL && events != NULL, FALSE);

  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      const gint64 seq = fiel_journal_event_get_seq (event);

      if (fiel_journal_event_get_wall_us (event) < self->since_us)
        continue;
      any = TRUE;
      if (self->first_seq == 0 || seq < self->first_seq)
        self->first_seq = seq;
      add_event (self, event);
    }

  return any;
}

void
fiel_callback_tally_add_records (FielCallbackTally *self, GPtrArray *records)
{
  g_return_if_fail (self != NULL && records != NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);
      FielCallbackCount *count = NULL;

      if (record->state != FIEL_ATTEMPT_STATE_CLOSED || record->closed_wall_us < self->since_us)
        continue;

      count = find_count (self, record->provider);
      if (g_hash_table_contains (self->called, record->attempt_id))
        count->called++;
      else if (g_hash_table_contains (self->asked, record->attempt_id))
        count->asked++;
      else
        count->answered++;
    }
}

gint64
fiel_callback_tally_get_first_seq (FielCallbackTally *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->first_seq;
}

FielCallbackCount
fiel_callback_tally_get_count (FielCallbackTally *self, const char *provider)
{
  const FielCallbackCount *count = NULL;

  g_return_val_if_fail (self != NULL && provider != NULL, (FielCallbackCount) { 0 });

  count = g_hash_table_lookup (self->counts, provider);

  return count != NULL ? *count : (FielCallbackCount) { 0 };
}
