/* fiel-attempt-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-news.h"

/* Something that happened to an attempt: how it waits for its turn, and how it is written down. */

FielAttemptNews *
fiel_attempt_news_new (FielAttemptEvent event, FielReason reason)
{
  FielAttemptNews *news = g_new0 (FielAttemptNews, 1);

  news->event = event;
  news->reason = reason;

  return news;
}

FielAttemptNews *
fiel_attempt_news_new_evidence (FielEvidence *evidence)
{
  FielAttemptNews *news = NULL;

  g_return_val_if_fail (evidence != NULL, NULL);

  news = fiel_attempt_news_new (FIEL_ATTEMPT_EVENT_NO_NEWS, FIEL_REASON_NONE);
  news->evidence = evidence;
  fiel_reason_parse (evidence->reason, &news->reason);

  return news;
}

void
fiel_attempt_news_free (FielAttemptNews *news)
{
  if (news == NULL)
    return;

  fiel_evidence_free (news->evidence);
  g_free (news->detail);
  g_free (news->actor);
  g_free (news->witness);
  g_free (news);
}

/* An answer that proves nothing may still lend its id to ask by, unless it names another payment. */
static void
forget_foreign_names (FielEvidence *evidence, const FielAttemptFacts *facts)
{
  g_autoptr (FielEvidence) names = fiel_evidence_copy (evidence);

  names->result = FIEL_RESULT_PENDING;
  names->has_amount = FALSE;
  if (fiel_evidence_admit (names, facts, NULL) != FIEL_ATTEMPT_EVENT_MISMATCH)
    return;

  g_clear_pointer (&evidence->provider_id, g_free);
  g_clear_pointer (&evidence->authorization, g_free);
  g_clear_pointer (&evidence->operation, g_free);
  g_clear_pointer (&evidence->card_brand, g_free);
  g_clear_pointer (&evidence->card_type, g_free);
  g_clear_pointer (&evidence->last4, g_free);
}

/**
 * fiel_attempt_news_admit:
 *
 * Decides which event the evidence is, if there is some (I5).
 */
void
fiel_attempt_news_admit (FielAttemptNews *news, const FielAttemptFacts *facts)
{
  if (news->evidence == NULL)
    return;

  g_clear_pointer (&news->detail, g_free);
  news->event = fiel_evidence_admit (news->evidence, facts, &news->detail);
  if (news->event == FIEL_ATTEMPT_EVENT_MISMATCH)
    news->reason = FIEL_REASON_MISMATCH;
  if (news->evidence->result == FIEL_RESULT_NOTHING)
    forget_foreign_names (news->evidence, facts);
}

gint64
fiel_attempt_news_get_moved (const FielAttemptNews *news, const FielEdge *edge, FielMoney amount)
{
  if (!fiel_outcome_moved_money (edge->outcome))
    return 0;

  return edge->outcome == FIEL_OUTCOME_PARTLY_APPROVED ? news->evidence->approved_minor : amount.minor;
}

static void
set_evidence (FielJournalEvent *fact, const FielAttemptNews *news)
{
  const FielEvidence *evidence = news->evidence;

  if (evidence == NULL)
    return;

  fiel_journal_event_set (fact, FIEL_FIELD_SOURCE, fiel_enum_nick (FIEL_TYPE_EVIDENCE_SOURCE, (int) evidence->source));
  fiel_journal_event_set (fact, FIEL_FIELD_PROVIDER_CODE, evidence->provider_code);
  fiel_journal_event_set (fact, FIEL_FIELD_PROVIDER_MESSAGE, evidence->provider_message);

  /* What the answer to another payment names must not become ours. */
  if (news->event == FIEL_ATTEMPT_EVENT_MISMATCH)
    return;

  fiel_journal_event_set (fact, FIEL_FIELD_PROVIDER_ID, evidence->provider_id);
  fiel_journal_event_set (fact, FIEL_FIELD_AUTHORIZATION, evidence->authorization);
  fiel_journal_event_set (fact, FIEL_FIELD_OPERATION, evidence->operation);
  fiel_journal_event_set (fact, FIEL_FIELD_BRAND, evidence->card_brand);
  fiel_journal_event_set (fact, FIEL_FIELD_CARD_TYPE, evidence->card_type);
  fiel_journal_event_set (fact, FIEL_FIELD_LAST4, evidence->last4);
}

static FielJournalEvent *
make_fact (const FielAttemptNews *news, FielScribe *scribe, FielJournalType type, const char *attempt_id)
{
  FielJournalEvent *fact =
    fiel_scribe_new_event (scribe, type, attempt_id, news->actor != NULL ? news->actor : "engine");

  fiel_journal_event_set (fact, FIEL_FIELD_EVENT, fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, (int) news->event));
  fiel_journal_event_set (fact, FIEL_FIELD_REASON, fiel_reason_key (news->reason));
  fiel_journal_event_set (fact, FIEL_FIELD_DETAIL, news->detail);
  fiel_journal_event_set (fact, FIEL_FIELD_WITNESS, news->witness);
  set_evidence (fact, news);

  return fact;
}

FielJournalEvent *
fiel_attempt_news_make_state (const FielAttemptNews *news,
                              FielScribe *scribe,
                              const char *attempt_id,
                              const FielEdge *edge,
                              FielMoney amount)
{
  FielJournalEvent *fact = make_fact (news, scribe, FIEL_JOURNAL_TYPE_STATE, attempt_id);
  gint64 moved = fiel_attempt_news_get_moved (news, edge, amount);

  fiel_journal_event_set (fact, FIEL_FIELD_STATE, fiel_enum_nick (FIEL_TYPE_ATTEMPT_STATE, (int) edge->to));
  fiel_journal_event_set (fact, FIEL_FIELD_OUTCOME, fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) edge->outcome));
  if (moved > 0)
    fiel_journal_event_set_int (fact, FIEL_FIELD_APPROVED, moved);
  if (moved > 0 && news->evidence != NULL)
    fiel_journal_event_set (fact, FIEL_FIELD_PROVIDER_DAY, news->evidence->day);

  return fact;
}

FielJournalEvent *
fiel_attempt_news_make_stray (const FielAttemptNews *news, FielScribe *scribe, const char *attempt_id,
                              FielStrayKind kind)
{
  gboolean conflict = kind == FIEL_STRAY_CONFLICT;
  FielJournalEvent *fact =
    make_fact (news, scribe, conflict ? FIEL_JOURNAL_TYPE_CONFLICT : FIEL_JOURNAL_TYPE_STRAY, attempt_id);

  if (conflict)
    fiel_journal_event_set_int (fact, FIEL_FIELD_CONFLICT, 1);

  return fact;
}
