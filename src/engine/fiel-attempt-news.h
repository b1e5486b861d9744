/* fiel-attempt-news.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-evidence.h"
#include "fiel-reason.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

/**
 * FielAttemptNews: one thing that happened to an attempt, waiting in the runner's line. Owned pointers, all nullable.
 * @event: what it is; with evidence it is decided when its turn comes
 * @actor: a person; NULL for the engine
 * @witness: another person, who took a second look
 */
typedef struct
{
  FielAttemptEvent event;
  FielEvidence *evidence;
  FielReason reason;
  char *detail;
  char *actor;
  char *witness;
} FielAttemptNews;

FielAttemptNews *fiel_attempt_news_new (FielAttemptEvent event, FielReason reason);
FielAttemptNews *fiel_attempt_news_new_evidence (FielEvidence *evidence);   /* (transfer full) */
void fiel_attempt_news_free (FielAttemptNews *news);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielAttemptNews, fiel_attempt_news_free)

void fiel_attempt_news_admit (FielAttemptNews *news, const FielAttemptFacts *facts);

/* The news as facts for the journal: an edge that is taken, or an event that has none. */
FielJournalEvent *fiel_attempt_news_make_state (const FielAttemptNews *news, FielScribe *scribe, const char *attempt_id,
                                                const FielEdge *edge, FielMoney amount);
FielJournalEvent *fiel_attempt_news_make_stray (const FielAttemptNews *news, FielScribe *scribe, const char *attempt_id,
                                                FielStrayKind kind);

/* How much really moved if the news takes that edge; 0 unless it closes with money moved. */
gint64 fiel_attempt_news_get_moved (const FielAttemptNews *news, const FielEdge *edge, FielMoney amount);

G_END_DECLS
