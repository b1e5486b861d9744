/* fiel-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-records.h"

/* A row of a terminal's list names at best the ticket, the amount, the operation and the authorization, and often
 * fewer. Two payments may carry the same ticket: the second attempt of A-1 is sent as A-1-1, and somebody may name
 * another ticket just so. The number of an operation starts anew with every batch. So a row is some payment's only if
 * nothing that both name differs. */

typedef enum
{
  CLAIM_NONE,       /* the row is another payment */
  CLAIM_POSSIBLE,   /* nothing tells them apart */
  CLAIM_CERTAIN,
} Claim;

/* -1: they differ, 0: one of them does not say, 1: they are the same */
static int
compare_names (const char *known, const char *named)
{
  if (known == NULL || *known == '\0' || named == NULL || *named == '\0')
    return 0;

  return g_str_equal (known, named) ? 1 : -1;
}

static gboolean
is_same_terminal (const FielAttemptRecord *a, const FielAttemptRecord *b)
{
  return g_str_equal (a->provider, b->provider) && g_strcmp0 (a->terminal_id, b->terminal_id) == 0
         && g_strcmp0 (a->branch_id, b->branch_id) == 0 && g_strcmp0 (a->serial, b->serial) == 0;
}

static gboolean
certainly_moved_nothing (FielOutcome outcome)
{
  return outcome == FIEL_OUTCOME_DECLINED || outcome == FIEL_OUTCOME_CANCELLED || outcome == FIEL_OUTCOME_REFUSED
         || outcome == FIEL_OUTCOME_NOT_SENT;
}

/* Whether the row is that of @other, an attempt with the same ticket on the same terminal. */
static Claim
find_claim (const FielEvidence *row, const FielAttemptRecord *other)
{
  int operation = compare_names (other->operation, row->operation);
  int authorization = compare_names (other->authorization, row->authorization);

  if (operation < 0 || authorization < 0 || certainly_moved_nothing (other->outcome))
    return CLAIM_NONE;
  if (operation > 0 || authorization > 0)
    return CLAIM_CERTAIN;

  return row->amount_minor == other->amount.minor ? CLAIM_POSSIBLE : CLAIM_NONE;
}

/* Whether a row may be of that kind of payment at all. */
static gboolean
fits_kind (const FielEvidence *row, FielAttemptKind kind)
{
  switch (row->transaction)
    {
    case FIEL_TRANSACTION_SALE:
      return kind == FIEL_ATTEMPT_KIND_SALE;

    case FIEL_TRANSACTION_VOID:
      return kind == FIEL_ATTEMPT_KIND_VOID;

    case FIEL_TRANSACTION_RETURN:
      return kind == FIEL_ATTEMPT_KIND_REFUND;

    case FIEL_TRANSACTION_UNSAID:
    case FIEL_TRANSACTION_UNDONE:
      return TRUE;
    }

  g_return_val_if_reached (TRUE);
}

static Claim
find_claims (const FielAttemptRecord *record, const FielEvidence *row, GPtrArray *others)
{
  Claim claim = CLAIM_NONE;

  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const FielAttemptRecord *other = g_ptr_array_index (others, i);

      if (!g_str_equal (other->attempt_id, record->attempt_id) && is_same_terminal (other, record)
          && g_strcmp0 (other->ticket_sent, row->ticket) == 0 && fits_kind (row, other->kind))
        claim = MAX (claim, find_claim (row, other));
    }

  return claim;
}

/* A row without a name may be this payment and cannot prove it. */
static FielEvidence *
make_doubtful (const FielEvidence *row)
{
  FielEvidence *doubtful = fiel_evidence_copy (row);

  g_clear_pointer (&doubtful->ticket, g_free);

  return doubtful;
}

FielEvidence *
fiel_records_find (const FielAttemptRecord *record, const FielAttemptFacts *facts, GPtrArray *rows, GPtrArray *others)
{
  g_autoptr (FielEvidence) doubtful = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const FielEvidence *row = g_ptr_array_index (rows, i);
      FielAttemptEvent event = fiel_evidence_admit (row, facts, NULL);
      Claim claim = find_claims (record, row, others);

      if (event == FIEL_ATTEMPT_EVENT_NO_NEWS || claim == CLAIM_CERTAIN)
        continue;
      if (event == FIEL_ATTEMPT_EVENT_APPROVED && claim == CLAIM_NONE)
        return fiel_evidence_copy (row);
      fiel_evidence_free (doubtful);
      doubtful = claim == CLAIM_NONE ? fiel_evidence_copy (row) : make_doubtful (row);
    }

  return g_steal_pointer (&doubtful);
}

/* I4 makes sure of "before": on one terminal an attempt begins when every earlier one is closed. */
static gboolean
is_sale_before (const FielAttemptRecord *other, const FielAttemptRecord *record)
{
  return other->intent_seq < record->intent_seq && other->kind == FIEL_ATTEMPT_KIND_SALE
         && other->outcome == FIEL_OUTCOME_APPROVED && g_str_equal (other->terminal, record->terminal)
         && is_same_terminal (other, record);
}

/* Whether the row can be that sale; @surely: whether it must be. */
static gboolean
is_row_of (const FielEvidence *row, const FielAttemptRecord *sale, gboolean surely)
{
  int ticket = compare_names (sale->ticket_sent, row->ticket);
  int operation = compare_names (sale->operation, row->operation);
  int authorization = compare_names (sale->authorization, row->authorization);

  return row->has_amount && row->amount_minor == sale->amount.minor && ticket >= 0 && operation >= 0
    && authorization >= 0
         && (!surely || ticket > 0 || operation > 0);
}

static gboolean
has_row_of (GPtrArray *rows, const FielAttemptRecord *sale, gboolean surely)
{
  for (guint i = 0; i < rows->len; i++)
    if (is_row_of (g_ptr_array_index (rows, i), sale, surely))
      return TRUE;

  return FALSE;
}

gboolean
fiel_records_reach_back (const FielAttemptRecord *record, GPtrArray *rows, GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      const FielAttemptRecord *other = g_ptr_array_index (others, i);

      if (is_sale_before (other, record) && has_row_of (rows, other, TRUE))
        return TRUE;
    }

  return FALSE;
}

gboolean
fiel_records_were_cut (const FielAttemptRecord *record, GPtrArray *rows, GPtrArray *others, gint64 window_us)
{
  for (guint i = 0; i < others->len; i++)
    {
      const FielAttemptRecord *other = g_ptr_array_index (others, i);

      if (is_sale_before (other, record) && g_str_equal (other->intent_boot_id, record->intent_boot_id)
          && record->intent_boot_us - other->intent_boot_us <= window_us && !has_row_of (rows, other, FALSE))
        return TRUE;
    }

  return FALSE;
}

static const FielAttemptRecord *
find_attempt (GPtrArray *others, const char *attempt_id)
{
  for (guint i = 0; i < others->len; i++)
    {
      const FielAttemptRecord *other = g_ptr_array_index (others, i);

      if (g_strcmp0 (other->attempt_id, attempt_id) == 0)
        return other;
    }

  return NULL;
}

/* Another till may sell on the same terminal under the same ticket and for the same amount, and numbers start anew with
 * every batch: ticket and amount alone do not name the operation that a void would undo. */
static gboolean
is_confirmed (const FielEvidence *row, const FielAttemptRecord *sale)
{
  return compare_names (sale->operation, row->operation) > 0 || compare_names (sale->operation, row->number) > 0
         || compare_names (sale->authorization, row->authorization) > 0;
}

FielListedSale
fiel_records_judge_sale (const FielAttemptRecord *sale, GPtrArray *rows)
{
  guint n_standing = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const FielEvidence *row = g_ptr_array_index (rows, i);

      if (!is_row_of (row, sale, TRUE) || compare_names (sale->operation, row->number) < 0)
        continue;
      if (row->transaction == FIEL_TRANSACTION_VOID || row->transaction == FIEL_TRANSACTION_UNDONE
          || row->transaction == FIEL_TRANSACTION_RETURN)
        return FIEL_LISTED_SALE_TAKEN_BACK;
      if (row->transaction != FIEL_TRANSACTION_SALE || !is_confirmed (row, sale))
        return FIEL_LISTED_SALE_NOT;
      n_standing++;
    }

  return n_standing == 1 ? FIEL_LISTED_SALE_STANDS : FIEL_LISTED_SALE_NOT;
}

gboolean
fiel_records_list_returns (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (((const FielEvidence *) g_ptr_array_index (rows, i))->transaction == FIEL_TRANSACTION_RETURN)
      return TRUE;

  return FALSE;
}

gboolean
fiel_records_show_standing (const FielAttemptRecord *record, GPtrArray *rows, GPtrArray *others)
{
  const FielAttemptRecord *sale = find_attempt (others, record->original);

  return sale != NULL && is_same_terminal (sale, record)
         && fiel_records_judge_sale (sale, rows) == FIEL_LISTED_SALE_STANDS;
}
