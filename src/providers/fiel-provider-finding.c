/* fiel-provider-finding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-finding.h"

/**
 * fiel_finding_new:
 *
 * An empty finding. RECORDS, TERMINALS and TOTALS start with an empty list, because an empty list is a finding too.
 */
FielFinding *
fiel_finding_new (FielFindingKind kind)
{
  FielFinding *finding = g_new0 (FielFinding, 1);

  finding->kind = kind;
  finding->reason = FIEL_REASON_NONE;
  if (kind == FIEL_FINDING_RECORDS)
    {
      finding->records = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_evidence_free);
      finding->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_provider_row_free);
    }
  if (kind == FIEL_FINDING_TOTALS)
    finding->totals = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_provider_total_free);
  if (kind == FIEL_FINDING_TERMINALS)
    finding->terminals = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_terminal_identity_free);

  return finding;
}

/**
 * fiel_finding_new_evidence:
 * @evidence: (transfer full): what the reply says about the attempt
 */
FielFinding *
fiel_finding_new_evidence (FielEvidence *evidence)
{
  FielFinding *finding = NULL;

  g_return_val_if_fail (evidence != NULL, NULL);

  finding = fiel_finding_new (FIEL_FINDING_EVIDENCE);
  finding->evidence = evidence;

  return finding;
}

/**
 * fiel_finding_new_nothing:
 * @message: (nullable): the provider's or the transport's words, for the log
 *
 * The reply decides nothing.
 */
FielFinding *
fiel_finding_new_nothing (FielReason reason, const char *message)
{
  FielFinding *finding = fiel_finding_new (FIEL_FINDING_NOTHING);

  finding->reason = reason;
  finding->message = g_strdup (message);

  return finding;
}

void
fiel_finding_free (FielFinding *finding)
{
  if (finding == NULL)
    return;

  g_clear_pointer (&finding->evidence, fiel_evidence_free);
  g_clear_pointer (&finding->records, g_ptr_array_unref);
  g_clear_pointer (&finding->rows, g_ptr_array_unref);
  g_clear_pointer (&finding->terminals, g_ptr_array_unref);
  g_clear_pointer (&finding->totals, g_ptr_array_unref);
  g_free (finding->message);
  g_free (finding);
}
