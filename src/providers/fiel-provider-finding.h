/* fiel-provider-finding.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-check-plan.h"
#include "fiel-evidence.h"
#include "fiel-provider-request.h"
#include "fiel-provider-row.h"
#include "fiel-provider-total.h"
#include "fiel-reason.h"

G_BEGIN_DECLS

/**
 * FielFindingKind: what kind of thing a reply taught us.
 */
typedef enum
{
  FIEL_FINDING_EVIDENCE,            /* about the attempt: SALE, REFUND, VOID, STATUS */
  FIEL_FINDING_TERMINAL_READY,      /* PROBE: reachable and idle */
  FIEL_FINDING_TERMINAL_BUSY,       /* an operation runs on it */
  FIEL_FINDING_TERMINAL_UNREACHABLE,
  FIEL_FINDING_RECORDS,             /* RECORDS, LAST_RECORD: a complete, well-formed list, maybe empty */
  FIEL_FINDING_TERMINALS,           /* LIST_TERMINALS */
  FIEL_FINDING_CANCEL_AGREED,
  FIEL_FINDING_CANCEL_REFUSED,
  FIEL_FINDING_TOTALS,              /* TOTALS: well-formed, maybe empty */
  FIEL_FINDING_BATCH_CLOSED,        /* CLOSE_BATCH: the terminal confirmed it */
  FIEL_FINDING_BATCH_REFUSED,       /* CLOSE_BATCH: it was not closed */
  FIEL_FINDING_PRINTED,             /* PRINT, DUPLICATE: the terminal says so; evidence: of what it was */
  FIEL_FINDING_PRINT_REFUSED,       /* PRINT, DUPLICATE: nothing was printed */
  FIEL_FINDING_NOTHING,             /* the reply decides nothing; reason says why */
} FielFindingKind;

#define FIEL_TYPE_FINDING_KIND (fiel_finding_kind_get_type ())
GType fiel_finding_kind_get_type (void);

/**
 * FielFinding: what a reply means.
 * @evidence: (nullable): for EVIDENCE, and for PRINTED after DUPLICATE: which payment's slip it was
 * @records: (element-type FielEvidence): for RECORDS, each an approved sale as the terminal remembers it
 * @rows: (element-type FielProviderRow): for RECORDS, the same rows for people, in the same order
 * @terminals: (element-type FielTerminalIdentity): for TERMINALS
 * @totals: (element-type FielProviderTotal): for TOTALS
 * @retry_after_us: the provider's own advice, 0 for none
 * @reason: explains NOTHING, BUSY, UNREACHABLE, CANCEL_REFUSED, BATCH_REFUSED, PRINT_REFUSED
 * @message: (nullable): the same in the provider's words
 *
 * Owns everything in it.
 */
typedef struct
{
  FielFindingKind kind;
  FielEvidence *evidence;
  GPtrArray *records;
  GPtrArray *rows;
  GPtrArray *terminals;
  GPtrArray *totals;
  gint64 retry_after_us;
  FielReason reason;
  char *message;
} FielFinding;

FielFinding *fiel_finding_new (FielFindingKind kind);
FielFinding *fiel_finding_new_evidence (FielEvidence *evidence);  /* (transfer full) */
FielFinding *fiel_finding_new_nothing (FielReason reason, const char *message);
void fiel_finding_free (FielFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielFinding, fiel_finding_free)

G_END_DECLS
