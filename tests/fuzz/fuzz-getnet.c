/* fuzz-getnet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the bytes of an answer to the verdict about a payment, on the way that real answers take: redacted, kept,
 * interpreted, held against the attempt. Every definite word (it is paid, it is not, the cloud took nothing, the
 * terminal does not have it) must be one that a second reader of the protocol finds in the bytes as they came; and so
 * must every terminal of a list.
 *
 * Input: two bytes that choose who asked what and what became of it, then the body. */

#include "fiel-evidence.h"
#include "fiel-getnet-codes.h"
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
  [REFERENCE_ASK_TERMINALS] = FIEL_OPERATION_LIST_TERMINALS,
};

static const guint http_statuses[] = { 200, 200, 200, 200, 200, 200, 401, 500 };

/* The upper bits of the second byte, beside the status. */
enum
{
  HOW_NOT_SENT = 5,
  HOW_LOST = 6,
  HOW_TERMINALS = 7, /* answered, and asked about the terminals */
};

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
    case REFERENCE_ASK_TERMINALS:
      break;
    }

  return FIEL_ATTEMPT_KIND_SALE;
}

/* Bits: 0 to 2 what was asked, 3 the country, 4 its ticket field, 5 its unit, 6 whether an id is known, 7 whether money
 * goes back. */
static void
scene_init (Scene *scene, guint8 choice, gboolean lists_terminals)
{
  g_autoptr (FielTerminalIdentity) terminal = fiel_terminal_identity_new (TERMINAL, "24680", "ABC900000001");
  const gboolean is_argentina = choice & 8;
  const ReferenceAsked asked = lists_terminals ? REFERENCE_ASK_TERMINALS : choice % REFERENCE_ASK_TERMINALS;
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

/* Each is made once; nothing in it changes. */
static const Scene *
find_scene (guint8 choice, gboolean lists_terminals)
{
  static Scene scenes[2][256];
  Scene *scene = &scenes[lists_terminals][choice];

  if (scene->request == NULL)
    scene_init (scene, choice, lists_terminals);

  return scene;
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
    case FIEL_ATTEMPT_EVENT_NOT_SENT:
      return REFERENCE_NOT_SENT;
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

/* @agreed: (nullable) (element-type utf8): what the reference reader lists */
static void
check_terminals (GPtrArray *terminals, GPtrArray *agreed)
{
  fuzz_require (agreed != NULL, "%u terminals, and the reference reader sees no list", terminals->len);
  fuzz_require (agreed->len == terminals->len, "%u terminals, and %u", terminals->len, agreed->len);
  for (guint i = 0; i < terminals->len; i++)
    {
      const FielTerminalIdentity *terminal = g_ptr_array_index (terminals, i);
      g_autofree char *lines
          = g_strdup_printf ("%s\n%s\n%s\n", terminal->terminal_id, terminal->branch_id, terminal->serial_number);

      fuzz_require (g_str_equal (lines, g_ptr_array_index (agreed, i)), "%s and %s", lines,
                    (const char *) g_ptr_array_index (agreed, i));
    }
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
    case FIEL_FINDING_CANCEL_REFUSED:
    case FIEL_FINDING_TOTALS:
    case FIEL_FINDING_BATCH_CLOSED:
    case FIEL_FINDING_BATCH_REFUSED:
    case FIEL_FINDING_PRINTED:
    case FIEL_FINDING_PRINT_REFUSED:
    case FIEL_FINDING_NOTHING:
      break;
    case FIEL_FINDING_TERMINALS:
      fuzz_fail (__FILE__, __LINE__, "nobody asked for a list", "%u terminals", finding->terminals->len);
    }
}

static FielProviderReply *
make_reply (guint how, guint http_status, const char *kept)
{
  if (how == HOW_NOT_SENT)
    return fiel_provider_reply_new (FIEL_REPLY_VERDICT_NOT_SENT, FIEL_REASON_NO_CONNECTION, 0, NULL, "no route");
  if (how == HOW_LOST)
    return fiel_provider_reply_new (FIEL_REPLY_VERDICT_UNKNOWN, FIEL_REASON_NONE, http_status, kept, NULL);

  return fiel_provider_reply_new (FIEL_REPLY_VERDICT_ANSWERED, FIEL_REASON_NONE, http_status, kept, NULL);
}

static ReferenceVerdicts
find_agreed (const Scene *scene, guint how, guint http_status, const FuzzInput *body)
{
  if (how == HOW_NOT_SENT)
    return fiel_operation_moves_money (scene->request->operation) ? REFERENCE_NOT_SENT : REFERENCE_NOTHING;
  if (how == HOW_LOST)
    return REFERENCE_NOTHING;

  return reference_getnet_read (&scene->reference, http_status, (const char *) body->at, body->left);
}

static void
check_answer (const guint8 *data, gsize size)
{
  FuzzInput input = { data, size };
  const guint8 choice = fuzz_input_byte (&input);
  const guint8 end = fuzz_input_byte (&input);
  const guint how = end >> 5;
  const guint http_status = http_statuses[end % G_N_ELEMENTS (http_statuses)];
  const Scene *scene = find_scene (choice, how == HOW_TERMINALS);
  g_autoptr (GBytes) body = g_bytes_new_static (input.at, input.left);
  g_autofree char *kept = fiel_getnet_redact (body);
  g_autoptr (FielProviderReply) reply = make_reply (how, http_status, kept);
  g_autoptr (FielFinding) finding = fiel_getnet_meaning_find (&scene->dialect, scene->request, reply);
  g_autoptr (GPtrArray) terminals = NULL;

  if (how == HOW_TERMINALS)
    terminals = reference_getnet_list_terminals (http_status, (const char *) input.at, input.left);
  if (finding->kind == FIEL_FINDING_TERMINALS && how == HOW_TERMINALS)
    check_terminals (finding->terminals, terminals);
  else
    check_finding (scene, finding, find_agreed (scene, how, http_status, &input));
}

/* As the answer to everything that can be asked. */
static void
check_everywhere (const char *body)
{
  for (guint choice = 0; choice < REFERENCE_ASK_TERMINALS; choice++)
    {
      g_autoptr (GByteArray) input = g_byte_array_new ();

      g_byte_array_append (input, (const guint8[]){ (guint8) choice, 0 }, 2);
      g_byte_array_append (input, (const guint8 *) body, (guint) strlen (body));
      check_answer (input->data, input->len);
    }
}

/* Every row of the tables of codes, before the first input: no row may be without a judge. */
static void
check_tables (void)
{
  gsize n_codes = 0;
  gsize n_errors = 0;
  const FielGetnetResultCode *codes = fiel_getnet_result_code_table (&n_codes);
  const FielGetnetServerError *errors = fiel_getnet_server_error_table (&n_errors);

  for (gsize i = 0; i < n_codes; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"code\":1,\"status\":\"OK\",\"data\":{\"response\":{\"responseCode\":"
                                               "%" G_GINT64_FORMAT ",\"amount\":%d}}}",
                                               codes[i].code, WIRE_AMOUNT);

      check_everywhere (body);
    }
  for (gsize i = 0; i < n_errors; i++)
    for (const char *const *phrase = errors[i].phrases; *phrase != NULL; phrase++)
      {
        g_autofree char *body = g_strdup_printf ("{\"code\":0,\"status\":\"ERROR\",\"message\":\"%s (%s)\"}", *phrase,
                                                 errors[i].number != NULL ? errors[i].number : "");

        check_everywhere (body);
      }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static gboolean tables_are_checked = FALSE;

  if (!tables_are_checked)
    check_tables ();
  tables_are_checked = TRUE;
  check_answer (data, size);

  return 0;
}
