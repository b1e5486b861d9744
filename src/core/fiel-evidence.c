/* fiel-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-evidence.h"

#include <string.h>

/* The gate of I5: what a provider said about some payment becomes an event of one attempt, or it does not.
 *
 *  - A field that is there and different is a mismatch, whatever the result.
 *  - A missing reference, ticket, terminal or id is acceptable where the source itself binds the answer to the attempt:
 *    the answer to our own request, or a status asked for by the id we were given.
 *  - An approval must name the amount. Nothing else is worth as much as that one number.
 *  - Each source can say only what it can know. The rest is no news.
 */

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielEvidenceSource, fiel_evidence_source,
  G_DEFINE_ENUM_VALUE (FIEL_EVIDENCE_SOURCE_ANSWER, "answer"),
  G_DEFINE_ENUM_VALUE (FIEL_EVIDENCE_SOURCE_STATUS, "status"),
  G_DEFINE_ENUM_VALUE (FIEL_EVIDENCE_SOURCE_RECORDS, "records"),
  G_DEFINE_ENUM_VALUE (FIEL_EVIDENCE_SOURCE_CALLBACK, "callback"))

G_DEFINE_ENUM_TYPE (FielResult, fiel_result,
  G_DEFINE_ENUM_VALUE (FIEL_RESULT_NOTHING, "nothing"),
  G_DEFINE_ENUM_VALUE (FIEL_RESULT_NOT_SENT, "not-sent"),
  G_DEFINE_ENUM_VALUE (FIEL_RESULT_REFUSED, "refused"),
  G_DEFINE_ENUM_VALUE (FIEL_RESULT_ACCEPTED, "accepted"),
  G_DEFINE_ENUM_VALUE (FIEL_RESULT_PENDING, "pending"),
  G_DEFINE_ENUM_VALUE (FIEL_RESULT_APPROVED, "approved"),
  G_DEFINE_ENUM_VALUE (FIEL_RESULT_PARTLY_APPROVED, "partly-approved"),
  G_DEFINE_ENUM_VALUE (FIEL_RESULT_DECLINED, "declined"),
  G_DEFINE_ENUM_VALUE (FIEL_RESULT_CANCELLED, "cancelled"))

G_DEFINE_ENUM_TYPE (FielTransaction, fiel_transaction,
  G_DEFINE_ENUM_VALUE (FIEL_TRANSACTION_UNSAID, "unsaid"),
  G_DEFINE_ENUM_VALUE (FIEL_TRANSACTION_SALE, "sale"),
  G_DEFINE_ENUM_VALUE (FIEL_TRANSACTION_VOID, "void"),
  G_DEFINE_ENUM_VALUE (FIEL_TRANSACTION_RETURN, "return"),
  G_DEFINE_ENUM_VALUE (FIEL_TRANSACTION_UNDONE, "undone"))
/* clang-format on */

/**
 * fiel_evidence_new:
 *
 * Returns: (transfer full): evidence that says only @result
 */
FielEvidence *
fiel_evidence_new (FielEvidenceSource source, FielResult result)
{
  FielEvidence *evidence = g_new0 (FielEvidence, 1);

  evidence->source = source;
  evidence->result = result;

  return evidence;
}

/**
 * fiel_evidence_copy:
 *
 * Returns: (transfer full): a copy that shares nothing with @evidence
 */
FielEvidence *
fiel_evidence_copy (const FielEvidence *evidence)
{
  FielEvidence *copy;

  g_return_val_if_fail (evidence != NULL, NULL);

  copy = g_memdup2 (evidence, sizeof *evidence);
  copy->reference = g_strdup (evidence->reference);
  copy->ticket = g_strdup (evidence->ticket);
  copy->terminal_id = g_strdup (evidence->terminal_id);
  copy->provider_id = g_strdup (evidence->provider_id);
  copy->reason = g_strdup (evidence->reason);
  copy->provider_code = g_strdup (evidence->provider_code);
  copy->provider_message = g_strdup (evidence->provider_message);
  copy->authorization = g_strdup (evidence->authorization);
  copy->operation = g_strdup (evidence->operation);
  copy->number = g_strdup (evidence->number);
  copy->card_brand = g_strdup (evidence->card_brand);
  copy->card_type = g_strdup (evidence->card_type);
  copy->last4 = g_strdup (evidence->last4);
  copy->day = g_strdup (evidence->day);

  return copy;
}

/**
 * fiel_evidence_free:
 * @evidence: (nullable) (transfer full): the evidence
 */
void
fiel_evidence_free (FielEvidence *evidence)
{
  if (evidence == NULL)
    return;

  g_free (evidence->reference);
  g_free (evidence->ticket);
  g_free (evidence->terminal_id);
  g_free (evidence->provider_id);
  g_free (evidence->reason);
  g_free (evidence->provider_code);
  g_free (evidence->provider_message);
  g_free (evidence->authorization);
  g_free (evidence->operation);
  g_free (evidence->number);
  g_free (evidence->card_brand);
  g_free (evidence->card_type);
  g_free (evidence->last4);
  g_free (evidence->day);
  g_free (evidence);
}

static gboolean
is_present (const char *text)
{
  return text != NULL && text[strspn (text, " \t\r\n")] != '\0';
}

static gboolean
same_text (const char *known, const char *named)
{
  return is_present (known) && g_str_equal (known, named);
}

/* Providers disagree with themselves about the case and the padding of a terminal's id. */
static gboolean
same_terminal (const char *known, const char *named)
{
  g_autofree char *known_bare = NULL;
  g_autofree char *named_bare = NULL;

  if (!is_present (known))
    return FALSE;

  known_bare = g_strstrip (g_strdup (known));
  named_bare = g_strstrip (g_strdup (named));

  return g_ascii_strcasecmp (known_bare, named_bare) == 0;
}

static char *
explain_texts (const char *field, const char *known, const char *named)
{
  return g_strdup_printf ("%s: ours is “%s”, the answer names “%s”", field, known != NULL ? known : "", named);
}

static char *
explain_amounts (const char *field, gint64 known, gint64 named)
{
  return g_strdup_printf ("%s: ours is %" G_GINT64_FORMAT ", the answer names %" G_GINT64_FORMAT " (minor units)",
                          field, known, named);
}

/* The first field that is there and different, in words; NULL when there is none. */
static char *
find_difference (const FielEvidence *evidence, const FielAttemptFacts *facts)
{
  if (is_present (evidence->reference) && !same_text (facts->reference, evidence->reference))
    return explain_texts ("reference", facts->reference, evidence->reference);
  if (is_present (evidence->ticket) && !same_text (facts->ticket, evidence->ticket))
    return explain_texts ("ticket", facts->ticket, evidence->ticket);
  if (is_present (evidence->terminal_id) && !same_terminal (facts->terminal_id, evidence->terminal_id))
    return explain_texts ("terminal", facts->terminal_id, evidence->terminal_id);
  if (is_present (evidence->provider_id) && is_present (facts->provider_id)
      && !g_str_equal (facts->provider_id, evidence->provider_id))
    return explain_texts ("provider id", facts->provider_id, evidence->provider_id);
  if (evidence->has_amount && evidence->amount_minor != facts->amount.minor)
    return explain_amounts ("amount", facts->amount.minor, evidence->amount_minor);

  return NULL;
}

/* What is wrong with the amounts of an approval whose asked amount did not differ; NULL when nothing is. */
static char *
find_wrong_amount (const FielEvidence *evidence, const FielAttemptFacts *facts)
{
  const gint64 asked = facts->amount.minor;

  if (!evidence->has_amount)
    return g_strdup ("amount: an approval that names none");
  if (evidence->result == FIEL_RESULT_PARTLY_APPROVED
      && (evidence->approved_minor <= 0 || evidence->approved_minor >= asked))
    return explain_amounts ("amount approved in part", asked, evidence->approved_minor);
  if (evidence->result == FIEL_RESULT_APPROVED && evidence->approved_minor != 0 && evidence->approved_minor != asked)
    return explain_amounts ("amount approved", asked, evidence->approved_minor);

  return NULL;
}

/* Whether the answer can only be about this attempt although it may not say so. */
static gboolean
is_bound (const FielEvidence *evidence, const FielAttemptFacts *facts)
{
  return evidence->source == FIEL_EVIDENCE_SOURCE_ANSWER || is_present (facts->provider_id)
         || is_present (evidence->reference);
}

/* The event of a result that a check or an answer brought and whose fields do not contradict the attempt. */
static FielAttemptEvent
event_for_result (const FielEvidence *evidence)
{
  const gboolean is_answer = evidence->source == FIEL_EVIDENCE_SOURCE_ANSWER;
  const FielAttemptEvent nothing = is_answer ? FIEL_ATTEMPT_EVENT_ANSWER_LOST : FIEL_ATTEMPT_EVENT_NO_NEWS;

  switch (evidence->result)
    {
    case FIEL_RESULT_NOTHING:
      return nothing;

    case FIEL_RESULT_NOT_SENT:
      return is_answer ? FIEL_ATTEMPT_EVENT_NOT_SENT : nothing;

    case FIEL_RESULT_REFUSED:
      return is_answer ? FIEL_ATTEMPT_EVENT_REFUSED : nothing;

    case FIEL_RESULT_ACCEPTED:
      return is_answer && is_present (evidence->provider_id) ? FIEL_ATTEMPT_EVENT_ACCEPTED : nothing;

    case FIEL_RESULT_PENDING:
      return FIEL_ATTEMPT_EVENT_PENDING;

    case FIEL_RESULT_APPROVED:
      return FIEL_ATTEMPT_EVENT_APPROVED;

    case FIEL_RESULT_PARTLY_APPROVED:
      return FIEL_ATTEMPT_EVENT_PARTLY_APPROVED;

    case FIEL_RESULT_DECLINED:
      return FIEL_ATTEMPT_EVENT_DECLINED;

    case FIEL_RESULT_CANCELLED:
      return FIEL_ATTEMPT_EVENT_CANCELLED;
    }

  g_return_val_if_reached (nothing);
}

static gboolean
says_money_moved (const FielEvidence *evidence)
{
  return evidence->result == FIEL_RESULT_APPROVED || evidence->result == FIEL_RESULT_PARTLY_APPROVED;
}

static FielAttemptEvent
admit_answer (const FielEvidence *evidence, const FielAttemptFacts *facts, char **explanation)
{
  if (evidence->result == FIEL_RESULT_NOTHING)
    return event_for_result (evidence);

  *explanation = find_difference (evidence, facts);
  if (*explanation != NULL)
    return FIEL_ATTEMPT_EVENT_MISMATCH;

  if (!is_bound (evidence, facts))
    {
      *explanation = g_strdup ("nothing ties this answer to the attempt");
      return FIEL_ATTEMPT_EVENT_NO_NEWS;
    }

  if (says_money_moved (evidence))
    *explanation = find_wrong_amount (evidence, facts);

  return *explanation != NULL ? FIEL_ATTEMPT_EVENT_MISMATCH : event_for_result (evidence);
}

static gboolean
names_other_amount (const FielEvidence *evidence, const FielAttemptFacts *facts)
{
  return evidence->has_amount && evidence->amount_minor != facts->amount.minor;
}

/* Whether a row of the terminal's records is certainly some other payment. */
static gboolean
is_other_payment (const FielEvidence *evidence, const FielAttemptFacts *facts)
{
  const gboolean named = is_present (evidence->ticket);

  if (is_present (evidence->reference))
    return !same_text (facts->reference, evidence->reference);
  if (named && !same_text (facts->ticket, evidence->ticket))
    return TRUE;
  /* A sale that stands is not what takes it back. */
  if (facts->kind != FIEL_ATTEMPT_KIND_SALE && evidence->transaction == FIEL_TRANSACTION_SALE)
    return TRUE;
  /* More than one part of a sale may go back under its ticket. */
  if (facts->kind == FIEL_ATTEMPT_KIND_REFUND && evidence->transaction == FIEL_TRANSACTION_RETURN)
    return names_other_amount (evidence, facts);

  /* Without a name another amount is another payment; the same one cannot be told apart from ours. */
  return !named && names_other_amount (evidence, facts);
}

/* Why a row that is about our ticket is not what the attempt asked for; NULL when it is. */
static const char *
find_wrong_transaction (FielTransaction transaction, FielAttemptKind kind)
{
  const gboolean stands = transaction == FIEL_TRANSACTION_UNSAID || transaction == FIEL_TRANSACTION_SALE;

  switch (kind)
    {
    case FIEL_ATTEMPT_KIND_SALE:
      return stands ? NULL : "record: it was taken back";

    case FIEL_ATTEMPT_KIND_REFUND:
      return transaction == FIEL_TRANSACTION_RETURN ? NULL : "record: it may be the sale that is to be returned";

    case FIEL_ATTEMPT_KIND_VOID:
      return transaction == FIEL_TRANSACTION_VOID ? NULL : "record: it may be the sale that is to be returned";
    }

  g_return_val_if_reached ("record: of what nobody knows");
}

static char *
find_missing_in_record (const FielEvidence *evidence, const FielAttemptFacts *facts)
{
  const char *wrong = find_wrong_transaction (evidence->transaction, facts->kind);

  if (wrong != NULL)
    return g_strdup (wrong);
  if (evidence->result != FIEL_RESULT_APPROVED)
    return g_strdup ("record: approved in part");
  if (!is_present (evidence->ticket))
    return g_strdup ("record: the ticket is missing");
  if (!is_present (evidence->terminal_id))
    return g_strdup ("record: the terminal is missing");

  return find_wrong_amount (evidence, facts);
}

/* A read of the records must never count as "not there" when a row may be this payment. */
static FielAttemptEvent
admit_record (const FielEvidence *evidence, const FielAttemptFacts *facts, char **explanation)
{
  if (!says_money_moved (evidence) || is_other_payment (evidence, facts))
    return FIEL_ATTEMPT_EVENT_NO_NEWS;

  *explanation = find_difference (evidence, facts);
  if (*explanation == NULL)
    *explanation = find_missing_in_record (evidence, facts);

  return *explanation != NULL ? FIEL_ATTEMPT_EVENT_MISMATCH : FIEL_ATTEMPT_EVENT_APPROVED;
}

/**
 * fiel_evidence_admit:
 * @evidence: what was said
 * @facts: the attempt it is held against
 * @explanation: (out) (optional) (nullable) (transfer full): what did not match; NULL when everything did
 *
 * Returns: the event of the edge table that @evidence is
 */
FielAttemptEvent
fiel_evidence_admit (const FielEvidence *evidence, const FielAttemptFacts *facts, char **explanation)
{
  g_autofree char *found = NULL;
  FielAttemptEvent event = FIEL_ATTEMPT_EVENT_NO_NEWS;

  g_return_val_if_fail (evidence != NULL, FIEL_ATTEMPT_EVENT_NO_NEWS);
  g_return_val_if_fail (facts != NULL, FIEL_ATTEMPT_EVENT_NO_NEWS);
  g_return_val_if_fail (fiel_money_is_valid (facts->amount), FIEL_ATTEMPT_EVENT_NO_NEWS);

  switch (evidence->source)
    {
    case FIEL_EVIDENCE_SOURCE_ANSWER:
    case FIEL_EVIDENCE_SOURCE_STATUS:
      event = admit_answer (evidence, facts, &found);
      break;

    case FIEL_EVIDENCE_SOURCE_RECORDS:
      event = admit_record (evidence, facts, &found);
      break;

    case FIEL_EVIDENCE_SOURCE_CALLBACK:
      event = FIEL_ATTEMPT_EVENT_CALLBACK;
      break;
    }

  if (explanation != NULL)
    *explanation = g_steal_pointer (&found);

  return event;
}
