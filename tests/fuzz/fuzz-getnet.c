/* fuzz-getnet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the bytes of an answer to the verdict about a payment, on the way that real answers take: redacted, kept,
 * interpreted, held against the attempt. Every definite word (it is paid, it is not, the cloud took nothing, the
 * terminal does not have it) must be one that a second reader of the protocol finds in the bytes as they came.
 *
 * Input: two bytes that choose who asked what and the HTTP status, then the body. */

#include "fiel-evidence.h"
#include "fiel-getnet-meaning.h"
#include "fiel-getnet-redact.h"
#include "fuzz-input.h"
#include "reference-getnet.h"

#define CUSTOM_ID "K7-000123"
#define TICKET "B-000123"
#define TERMINAL "70011223"
#define ID "512340"
#define WIRE_AMOUNT 5990

static const FielOperation operations[REFERENCE_N_ASKED] = {
  [REFERENCE_ASK_SALE] = FIEL_OPERATION_SALE,          [REFERENCE_ASK_RETURN] = FIEL_OPERATION_REFUND,
  [REFERENCE_ASK_VOID] = FIEL_OPERATION_VOID,          [REFERENCE_ASK_STATUS] = FIEL_OPERATION_STATUS,
  [REFERENCE_ASK_DETAILS] = FIEL_OPERATION_RECORDS,    [REFERENCE_ASK_RECEIPT] = FIEL_OPERATION_LAST_RECORD,
  [REFERENCE_ASK_POLL] = FIEL_OPERATION_PROBE,         [REFERENCE_ASK_CANCEL] = FIEL_OPERATION_CANCEL,
};

static const guint http_statuses[] = { 200, 200, 200, 200, 200, 200, 401, 500 };

/* One payment, as the till knows it and as the reference reader does. */
typedef struct
{
  FielGetnetDialect dialect;
  FielProviderRequest *request; /* owned */
  FielAttemptFacts facts;
  ReferencePayment reference;
} Scene;

static FielAttemptKind
kind_of (ReferenceAsked asked, gboolean other)
{
  switch (asked)
    {
    case REFERENCE_ASK_RETURN:
      return FIEL_ATTEMPT_KIND_REFUND;
    case REFERENCE_ASK_VOID:
      return FIEL_ATTEMPT_KIND_VOID;
    case REFERENCE_ASK_STATUS:
    case REFERENCE_ASK_DETAILS:
    case REFERENCE_ASK_RECEIPT:
      return other ? FIEL_ATTEMPT_KIND_REFUND : FIEL_ATTEMPT_KIND_SALE;
    case REFERENCE_ASK_SALE:
    case REFERENCE_ASK_POLL:
    case REFERENCE_ASK_CANCEL:
      break;
    }

  return FIEL_ATTEMPT_KIND_SALE;
}

/* Bits: 0 to 2 what was asked, 3 the country, 4 its ticket field, 5 its unit, 6 whether an id is known, 7 whether money
 * goes back. */
static void
scene_init (Scene *scene, guint8 choice)
{
  g_autoptr (FielTerminalIdentity) terminal = fiel_terminal_identity_new (TERMINAL, "24680", "ABC900000001");
  const gboolean is_argentina = choice & 8;
  const ReferenceAsked asked = choice % REFERENCE_N_ASKED;
  const FielAttemptKind kind = kind_of (asked, choice & 128);
  FielProviderRequest *request = fiel_provider_request_new (operations[asked], terminal);

  scene->dialect = fiel_getnet_dialect_make (fiel_getnet_country_find (is_argentina ? "ar" : "cl"));
  if (is_argentina)
    {
      scene->dialect.sends_ticket = (choice & 16) != 0;
      scene->dialect.minor_per_unit = choice & 32 ? 100 : 1;
    }
  request->reference = g_strdup (CUSTOM_ID);
  request->ticket = g_strdup (TICKET);
  request->amount = fiel_money_make (WIRE_AMOUNT * scene->dialect.minor_per_unit,
                                     fiel_currency_find (is_argentina ? "ARS" : "CLP"));
  if (asked == REFERENCE_ASK_STATUS)
    {
      request->provider_id = g_strdup (ID);
      request->subject = kind == FIEL_ATTEMPT_KIND_SALE ? FIEL_OPERATION_SALE : FIEL_OPERATION_REFUND;
    }
  scene->request = request;
  scene->facts = (FielAttemptFacts){ kind, CUSTOM_ID, TICKET, TERMINAL, choice & 64 ? ID : NULL, request->amount };
  scene->reference = (ReferencePayment){
    .asked = asked,
    .is_sale = kind == FIEL_ATTEMPT_KIND_SALE,
    .custom_id = CUSTOM_ID,
    .ticket = scene->dialect.sends_ticket ? TICKET : NULL,
    .terminal = TERMINAL,
    .id = scene->facts.provider_id,
    .amount = WIRE_AMOUNT,
  };
}

/* What the reference reader must have seen for an event; NOTHING for one that decides nothing. */
static ReferenceVerdicts
needed_for (FielAttemptEvent event)
{
  switch ((int) event)
    {
    case FIEL_ATTEMPT_EVENT_APPROVED:
      return REFERENCE_APPROVED;
    case FIEL_ATTEMPT_EVENT_DECLINED:
      return REFERENCE_DECLINED;
    case FIEL_ATTEMPT_EVENT_CANCELLED:
      return REFERENCE_CANCELLED;
    case FIEL_ATTEMPT_EVENT_REFUSED:
      return REFERENCE_REFUSED;
    case FIEL_ATTEMPT_EVENT_ACCEPTED:
      return REFERENCE_ACCEPTED;
    case FIEL_ATTEMPT_EVENT_PENDING:
    case FIEL_ATTEMPT_EVENT_ANSWER_LOST:
    case FIEL_ATTEMPT_EVENT_NO_NEWS:
    case FIEL_ATTEMPT_EVENT_MISMATCH:
      return REFERENCE_NOTHING;
    default:
      fuzz_fail (__FILE__, __LINE__, "an answer can say this", "%s",
                 fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, (int) event));
    }
}

static void
check_agreed (ReferenceVerdicts agreed, ReferenceVerdicts needed, const char *what)
{
  fuzz_require ((agreed & needed) == needed, "%s, and the reference reader sees 0x%x", what, (guint) agreed);
}

static void
check_event (const Scene *scene, const FielEvidence *evidence, ReferenceVerdicts agreed)
{
  const FielAttemptEvent event = fiel_evidence_admit (evidence, &scene->facts, NULL);

  check_agreed (agreed, needed_for (event), fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, (int) event));
}

static void
check_records (const Scene *scene, GPtrArray *records, ReferenceVerdicts agreed)
{
  gboolean is_absent = TRUE;

  for (guint i = 0; i < records->len; i++)
    {
      const FielEvidence *evidence = g_ptr_array_index (records, i);

      check_event (scene, evidence, agreed);
      is_absent = is_absent && fiel_evidence_admit (evidence, &scene->facts, NULL) == FIEL_ATTEMPT_EVENT_NO_NEWS;
    }
  if (is_absent)
    check_agreed (agreed, REFERENCE_ABSENT, "not there");
}

static void
check_finding (const Scene *scene, const FielFinding *finding, ReferenceVerdicts agreed)
{
  switch (finding->kind)
    {
    case FIEL_FINDING_EVIDENCE:
      check_event (scene, finding->evidence, agreed);
      break;
    case FIEL_FINDING_RECORDS:
      check_records (scene, finding->records, agreed);
      break;
    case FIEL_FINDING_TERMINAL_READY:
      check_agreed (agreed, REFERENCE_READY, "ready");
      break;
    case FIEL_FINDING_CANCEL_AGREED:
      check_agreed (agreed, REFERENCE_STOPS, "stops");
      break;
    case FIEL_FINDING_TERMINAL_BUSY:
    case FIEL_FINDING_TERMINAL_UNREACHABLE:
    case FIEL_FINDING_TERMINALS:
    case FIEL_FINDING_CANCEL_REFUSED:
    case FIEL_FINDING_TOTALS:
    case FIEL_FINDING_BATCH_CLOSED:
    case FIEL_FINDING_BATCH_REFUSED:
    case FIEL_FINDING_NOTHING:
      break;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = { data, size };
  Scene scene = { 0 };
  const guint8 choice = fuzz_input_byte (&input);
  const guint http_status = http_statuses[fuzz_input_choice (&input, G_N_ELEMENTS (http_statuses))];
  g_autoptr (GBytes) body = g_bytes_new (input.at, input.left);
  g_autofree char *kept = fiel_getnet_redact (body);
  g_autoptr (FielProviderReply) reply
      = fiel_provider_reply_new (FIEL_REPLY_VERDICT_ANSWERED, FIEL_REASON_NONE, http_status, kept, NULL);
  g_autoptr (FielFinding) finding = NULL;

  scene_init (&scene, choice);
  finding = fiel_getnet_meaning_find (&scene.dialect, scene.request, reply);
  check_finding (&scene, finding,
                 reference_getnet_read (&scene.reference, http_status, (const char *) input.at, input.left));
  fiel_provider_request_free (scene.request);

  return 0;
}
