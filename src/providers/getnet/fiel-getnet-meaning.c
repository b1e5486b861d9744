/* fiel-getnet-meaning.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a reply means for the operation it answers. The same words mean different things: "no such terminal" closes a
 * sale as refused, but says nothing about a sale when it is the answer to a status query; inner code 0 approves a sale,
 * but on a cancellation it only says that the terminal agreed to stop. */

#include "fiel-getnet-meaning.h"

#include "fiel-getnet-codec.h"
#include "fiel-getnet-lists.h"
#include "fiel-getnet-reading.h"
#include "fiel-json.h"

#include <string.h>

#define MAX_TEXT 64
#define LAST4_LENGTH 4

/* "Transaction not found", by the manual of the same terminals. */
#define CODE_NOT_FOUND 21

static FielResult
result_of_answer (const FielGetnetReading *reading)
{
  if (reading->answer != NULL && reading->answer->outer == FIEL_GETNET_OUTER_FINISHED
      && reading->answer->is_acknowledgement)
    return FIEL_RESULT_ACCEPTED;

  switch (reading->klass)
    {
    case FIEL_GETNET_CLASS_UNKNOWN:
      return FIEL_RESULT_NOTHING;
    case FIEL_GETNET_CLASS_PENDING:
      return FIEL_RESULT_PENDING;
    case FIEL_GETNET_CLASS_REFUSED:
      return FIEL_RESULT_REFUSED;
    case FIEL_GETNET_CLASS_APPROVED:
      return FIEL_RESULT_APPROVED;
    case FIEL_GETNET_CLASS_DECLINED:
      return FIEL_RESULT_DECLINED;
    case FIEL_GETNET_CLASS_CANCELLED:
      return FIEL_RESULT_CANCELLED;
    }

  g_return_val_if_reached (FIEL_RESULT_NOTHING);
}

static FielOperation
get_subject (const FielProviderRequest *request)
{
  return request->operation == FIEL_OPERATION_STATUS ? request->subject : request->operation;
}

static gboolean
is_money_back (const FielProviderRequest *request)
{
  return get_subject (request) == FIEL_OPERATION_REFUND || get_subject (request) == FIEL_OPERATION_VOID;
}

/* A terminal that does not find the sale has given nothing back. Of a sale the same code says nothing. */
static gboolean
finds_no_sale (const FielGetnetReading *reading, const FielProviderRequest *request)
{
  return is_money_back (request) && fiel_getnet_reading_is_finished (reading)
         && reading->answer->code == CODE_NOT_FOUND;
}

/* A refused query says something about the query, never about the payment it asks for. */
static FielResult
result_of_status (const FielGetnetReading *reading)
{
  FielResult result = result_of_answer (reading);

  return result == FIEL_RESULT_REFUSED || result == FIEL_RESULT_ACCEPTED ? FIEL_RESULT_NOTHING : result;
}

static void
take_amount (FielEvidence *evidence, const FielGetnetDialect *dialect, JsonObject *result)
{
  gboolean present = FALSE;
  gint64 wire = 0;

  if (!fiel_getnet_answer_get_number (result, "amount", &present, &wire, NULL) || !present)
    return;

  /* An amount beyond all of ours is one that differs, not none. */
  evidence->has_amount = TRUE;
  if (!fiel_getnet_codec_amount_from_wire (dialect, wire, &evidence->amount_minor))
    evidence->amount_minor = G_MAXINT64;
}

static char *
dup_last4 (JsonObject *result)
{
  g_autofree char *text = fiel_getnet_answer_dup_text (result, "last4Digits", LAST4_LENGTH + 1);

  if (text == NULL || strlen (text) != LAST4_LENGTH || strspn (text, "0123456789") != LAST4_LENGTH)
    return NULL;

  return g_steal_pointer (&text);
}

/* The unpaid record has an operation number of 0: there is nothing to void. */
static char *
dup_operation (JsonObject *result)
{
  g_autofree char *text = fiel_getnet_answer_dup_id (result, "operationId");

  return g_strcmp0 (text, "0") == 0 ? NULL : g_steal_pointer (&text);
}

static void
take_result (FielEvidence *evidence, const FielGetnetDialect *dialect, JsonObject *result)
{
  if (dialect->sends_ticket)
    evidence->ticket = fiel_getnet_answer_dup_id (result, "ticket");
  evidence->terminal_id = fiel_getnet_answer_dup_id (result, "terminalId");
  evidence->authorization = fiel_getnet_answer_dup_text (result, "authorizationCode", MAX_TEXT);
  evidence->operation = dup_operation (result);
  evidence->card_brand = fiel_getnet_answer_dup_text (result, "cardBrand", MAX_TEXT);
  evidence->card_type = fiel_getnet_answer_dup_text (result, "cardType", MAX_TEXT);
  evidence->last4 = dup_last4 (result);
  /* Not the accounting date: that of a late sale may be the next business day's. */
  evidence->day = fiel_getnet_answer_dup_day (result, "realDate");
  take_amount (evidence, dialect, result);
}

static void
take_answer (FielEvidence *evidence, const FielGetnetDialect *dialect, const FielGetnetAnswer *answer)
{
  evidence->provider_id = g_strdup (answer->provider_id);
  evidence->reference = g_strdup (answer->reference);
  if (answer->result != NULL)
    take_result (evidence, dialect, answer->result);
}

/* The answer to a void or a return is not documented to name an amount. If it echoes our reference, it is about the
 * request we sent, and that held the amount. A status has a reference of its own, and echoes that of the request it was
 * asked about: whoever holds it against the attempt sees whether that is ours. */
static void
take_amount_of_request (FielEvidence *evidence, const FielProviderRequest *request)
{
  const gboolean is_status = request->operation == FIEL_OPERATION_STATUS;

  if (!is_money_back (request))
    return;

  /* As the record of what was not paid has operation 0: it names none. */
  evidence->has_amount = evidence->has_amount && evidence->amount_minor != 0;
  if (evidence->has_amount || evidence->reference == NULL
      || (!is_status && g_strcmp0 (evidence->reference, request->reference) != 0)
      || !fiel_money_is_valid (request->amount))
    return;

  evidence->has_amount = TRUE;
  evidence->amount_minor = request->amount.minor;
}

static FielFinding *
finish_evidence (FielEvidence *evidence, const FielGetnetReading *reading, FielReason reason)
{
  FielFinding *finding = NULL;

  if (reason != FIEL_REASON_NONE)
    evidence->reason = g_strdup (fiel_reason_key (reason));
  if (reading != NULL)
    {
      evidence->provider_code = g_strdup (reading->code);
      evidence->provider_message = g_strdup (reading->message);
    }

  finding = fiel_finding_new_evidence (evidence);
  finding->reason = reason;
  if (reading != NULL)
    {
      finding->retry_after_us = reading->retry_after_us;
      finding->message = g_strdup (reading->message);
    }

  return finding;
}

static gboolean
names_command (const FielGetnetDialect *dialect, const FielGetnetReading *reading, FielOperation operation)
{
  const FielGetnetCommand *command = fiel_getnet_country_get_command (dialect->country, operation);

  return command != NULL && reading->answer->function == (gint64) command->number;
}

static gboolean
names_money_back (const FielGetnetDialect *dialect, const FielGetnetReading *reading)
{
  return names_command (dialect, reading, FIEL_OPERATION_VOID)
         || names_command (dialect, reading, FIEL_OPERATION_REFUND);
}

/* An answer that names another command is not the answer to this one. A return is documented by the fields of a void,
 * maybe with its number. */
static gboolean
is_other_command (const FielGetnetDialect *dialect,
                  const FielProviderRequest *request,
                  const FielGetnetReading *reading)
{
  if (reading->answer == NULL || !reading->answer->has_function)
    return FALSE;

  return is_money_back (request) ? !names_money_back (dialect, reading)
                                 : !names_command (dialect, reading, get_subject (request));
}

/* Nothing in it is about the payment, least of all its id. */
static FielFinding *
find_other_command (FielEvidenceSource source, const FielGetnetReading *reading)
{
  return finish_evidence (fiel_evidence_new (source, FIEL_RESULT_NOTHING), reading, FIEL_REASON_MISMATCH);
}

static FielFinding *
find_money (const FielGetnetDialect *dialect, const FielProviderRequest *request, const FielGetnetReading *reading)
{
  FielEvidence *evidence = NULL;
  FielReason reason = FIEL_REASON_NONE;

  if (is_other_command (dialect, request, reading))
    return find_other_command (FIEL_EVIDENCE_SOURCE_ANSWER, reading);

  evidence = fiel_evidence_new (FIEL_EVIDENCE_SOURCE_ANSWER, result_of_answer (reading));
  if (evidence->result != FIEL_RESULT_ACCEPTED)
    reason = reading->reason;
  if (finds_no_sale (reading, request))
    {
      evidence->result = FIEL_RESULT_DECLINED;
      reason = FIEL_REASON_SALE_NOT_FOUND;
    }
  if (reading->answer != NULL)
    take_answer (evidence, dialect, reading->answer);
  take_amount_of_request (evidence, request);

  return finish_evidence (evidence, reading, reason);
}

static FielFinding *
find_status (const FielGetnetDialect *dialect, const FielProviderRequest *request, const FielGetnetReading *reading)
{
  FielEvidence *evidence = NULL;
  FielReason reason = reading->reason;

  if (is_other_command (dialect, request, reading))
    return find_other_command (FIEL_EVIDENCE_SOURCE_STATUS, reading);

  evidence = fiel_evidence_new (FIEL_EVIDENCE_SOURCE_STATUS, result_of_status (reading));
  if (finds_no_sale (reading, request))
    {
      evidence->result = FIEL_RESULT_DECLINED;
      reason = FIEL_REASON_SALE_NOT_FOUND;
    }
  if (reading->answer != NULL)
    take_answer (evidence, dialect, reading->answer);
  take_amount_of_request (evidence, request);

  return finish_evidence (evidence, reading, reason);
}

static FielFinding *
find_nothing (const FielGetnetReading *reading)
{
  FielReason reason = reading->reason != FIEL_REASON_NONE ? reading->reason : FIEL_REASON_ANSWER_UNREADABLE;
  FielFinding *finding = fiel_finding_new_nothing (reason, reading->message);

  finding->retry_after_us = reading->retry_after_us;

  return finding;
}

static FielFinding *
find_explained (FielFindingKind kind, const FielGetnetReading *reading)
{
  FielFinding *finding = fiel_finding_new (kind);

  finding->reason = reading->reason;
  finding->message = g_strdup (reading->message);
  finding->retry_after_us = reading->retry_after_us;

  return finding;
}

static gboolean
says_disconnected (const FielGetnetReading *reading)
{
  JsonNode *connected = fiel_json_find (reading->answer->result, "connected", NULL);

  return connected != NULL && JSON_NODE_HOLDS_VALUE (connected)
         && json_node_get_value_type (connected) == G_TYPE_BOOLEAN && !json_node_get_boolean (connected);
}

static FielFinding *
find_probe (const FielGetnetDialect *dialect, const FielProviderRequest *request, const FielGetnetReading *reading)
{
  if (is_other_command (dialect, request, reading))
    return find_nothing (reading);
  if (fiel_getnet_reading_is_finished (reading))
    {
      if (reading->answer->code != 0)
        return find_nothing (reading);
      if (!says_disconnected (reading))
        return fiel_finding_new (FIEL_FINDING_TERMINAL_READY);
    }
  else if (reading->reason == FIEL_REASON_TERMINAL_BUSY)
    {
      return find_explained (FIEL_FINDING_TERMINAL_BUSY, reading);
    }
  else if (reading->reason != FIEL_REASON_TERMINAL_UNREACHABLE)
    {
      return find_nothing (reading);
    }

  return find_explained (FIEL_FINDING_TERMINAL_UNREACHABLE, reading);
}

static FielFinding *
find_cancel (const FielGetnetDialect *dialect, const FielProviderRequest *request, const FielGetnetReading *reading)
{
  if (!fiel_getnet_reading_is_finished (reading) || is_other_command (dialect, request, reading))
    return find_nothing (reading);

  return find_explained (reading->answer->code == 0 ? FIEL_FINDING_CANCEL_AGREED : FIEL_FINDING_CANCEL_REFUSED,
                         reading);
}

static FielFinding *
find_records (const FielGetnetDialect *dialect, const FielProviderRequest *request, const FielGetnetReading *reading)
{
  FielFinding *finding = NULL;

  if (!fiel_getnet_reading_is_finished (reading) || is_other_command (dialect, request, reading)
      || fiel_getnet_country_get_command (dialect->country, request->operation) == NULL)
    return find_nothing (reading);

  finding = request->operation == FIEL_OPERATION_TOTALS
                ? fiel_getnet_lists_read_totals (dialect, reading->answer)
                : fiel_getnet_lists_read_records (dialect, request, reading->answer);

  return finding != NULL ? finding : find_nothing (reading);
}

static gboolean
denies_success (const FielGetnetReading *reading)
{
  JsonNode *success = fiel_json_find (reading->answer->result, "success", NULL);

  return success != NULL && JSON_NODE_HOLDS_VALUE (success) && json_node_get_value_type (success) == G_TYPE_BOOLEAN
         && !json_node_get_boolean (success);
}

/* Only the terminal's own "done" says that the batch is closed, and only its own "no", "there is nothing in it" or a
 * request that was not taken says that it is not. Every other code leaves it open what happened. */
static FielFinding *
find_batch (const FielGetnetDialect *dialect, const FielProviderRequest *request, const FielGetnetReading *reading)
{
  if (reading->klass == FIEL_GETNET_CLASS_REFUSED)
    return find_explained (FIEL_FINDING_BATCH_REFUSED, reading);
  if (!fiel_getnet_reading_is_finished (reading) || is_other_command (dialect, request, reading))
    return find_nothing (reading);
  if (reading->answer->code == 0)
    return denies_success (reading) ? find_nothing (reading) : fiel_finding_new (FIEL_FINDING_BATCH_CLOSED);
  if (reading->klass == FIEL_GETNET_CLASS_UNKNOWN && !fiel_getnet_lists_is_empty (reading->answer))
    return find_nothing (reading);

  return find_explained (FIEL_FINDING_BATCH_REFUSED, reading);
}

/* Only the terminal's own "done" says that there is paper, only its own "no" or a request that was not taken says that
 * there is none. The slip that is printed again may come under its own number or under that of the sale; which payment
 * it is of stands in it. */
static FielFinding *
find_print (const FielGetnetDialect *dialect, const FielProviderRequest *request, const FielGetnetReading *reading)
{
  gboolean again = request->operation == FIEL_OPERATION_DUPLICATE;
  FielFinding *finding = NULL;

  if (reading->klass == FIEL_GETNET_CLASS_REFUSED)
    return find_explained (FIEL_FINDING_PRINT_REFUSED, reading);
  if (!fiel_getnet_reading_is_finished (reading)
      || (is_other_command (dialect, request, reading)
          && !(again && names_command (dialect, reading, FIEL_OPERATION_SALE))))
    return find_nothing (reading);
  if (reading->answer->code != 0)
    return find_explained (FIEL_FINDING_PRINT_REFUSED, reading);

  finding = fiel_finding_new (FIEL_FINDING_PRINTED);
  if (again)
    {
      finding->evidence = fiel_evidence_new (FIEL_EVIDENCE_SOURCE_RECORDS, FIEL_RESULT_APPROVED);
      take_answer (finding->evidence, dialect, reading->answer);
    }

  return finding;
}

static FielFinding *
find_terminals (const FielGetnetReading *reading)
{
  FielFinding *finding = NULL;

  if (reading->answer != NULL && (reading->answer->is_list || reading->answer->outer == FIEL_GETNET_OUTER_FINISHED))
    finding = fiel_getnet_lists_read_terminals (reading->answer);

  return finding != NULL ? finding : find_nothing (reading);
}

static FielFinding *
find_not_sent (const FielProviderRequest *request, FielProviderReply *reply)
{
  FielReason reason = fiel_provider_reply_get_reason (reply);

  if (fiel_operation_moves_money (request->operation))
    return finish_evidence (fiel_evidence_new (FIEL_EVIDENCE_SOURCE_ANSWER, FIEL_RESULT_NOT_SENT), NULL, reason);
  if (request->operation == FIEL_OPERATION_STATUS)
    return finish_evidence (fiel_evidence_new (FIEL_EVIDENCE_SOURCE_STATUS, FIEL_RESULT_NOTHING), NULL, reason);

  return fiel_finding_new_nothing (reason, fiel_provider_reply_get_detail (reply));
}

FielFinding *
fiel_getnet_meaning_find (const FielGetnetDialect *dialect,
                          const FielProviderRequest *request,
                          FielProviderReply *reply)
{
  g_autoptr (FielGetnetReading) reading = NULL;

  g_return_val_if_fail (dialect != NULL && request != NULL && reply != NULL, NULL);

  if (fiel_provider_reply_get_verdict (reply) == FIEL_REPLY_VERDICT_NOT_SENT)
    return find_not_sent (request, reply);

  reading = fiel_getnet_reading_new (reply);
  switch (request->operation)
    {
    case FIEL_OPERATION_SALE:
    case FIEL_OPERATION_REFUND:
    case FIEL_OPERATION_VOID:
      return find_money (dialect, request, reading);
    case FIEL_OPERATION_STATUS:
      return find_status (dialect, request, reading);
    case FIEL_OPERATION_PROBE:
      return find_probe (dialect, request, reading);
    case FIEL_OPERATION_CANCEL:
      return find_cancel (dialect, request, reading);
    case FIEL_OPERATION_RECORDS:
    case FIEL_OPERATION_LAST_RECORD:
    case FIEL_OPERATION_TOTALS:
      return find_records (dialect, request, reading);
    case FIEL_OPERATION_CLOSE_BATCH:
      return find_batch (dialect, request, reading);
    case FIEL_OPERATION_PRINT:
    case FIEL_OPERATION_DUPLICATE:
      return find_print (dialect, request, reading);
    case FIEL_OPERATION_LIST_TERMINALS:
      return find_terminals (reading);
    }

  g_return_val_if_reached (fiel_finding_new_nothing (FIEL_REASON_ANSWER_UNREADABLE, NULL));
}
