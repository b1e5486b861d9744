/* fiel-getnet-lists.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-getnet-lists.h"

#include "fiel-getnet-codec.h"

#include <string.h>

/* "Transaction not found" by the manual, "no transactions" by real devices (getnet-c2c, sections 8.9 and 12). */
#define CODE_NOT_FOUND 21
#define CODE_NO_TRANSACTIONS 99

gboolean
fiel_getnet_lists_is_empty (const FielGetnetAnswer *answer)
{
  return answer->has_code && (answer->code == CODE_NOT_FOUND || answer->code == CODE_NO_TRANSACTIONS);
}

/* FALSE only for a member that is there and is neither text, a number nor null. */
static gboolean
read_text (JsonObject *row, const char *name, char **text)
{
  JsonNode *node = NULL;

  if (!fiel_getnet_answer_get_member (row, name, &node, NULL))
    return FALSE;
  *text = node != NULL ? fiel_getnet_answer_dup_id (row, name) : NULL;

  return node == NULL
         || (JSON_NODE_HOLDS_VALUE (node)
             && (json_node_get_value_type (node) == G_TYPE_STRING || json_node_get_value_type (node) == G_TYPE_INT64));
}

static gboolean
holds_one_of (const char *text, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* The column Tx is documented by its name alone. Getnet's own command "refund" is a void, so that word, and "reversal",
 * only say that something was taken back. A word that nobody knows says nothing. */
static FielTransaction
read_transaction (const char *type)
{
  static const char *const undone[] = { "REFUND", "REVER", NULL };
  static const char *const voided[] = { "VOID", "ANUL", NULL };
  static const char *const returned[] = { "RETURN", "DEVOL", NULL };
  static const char *const sold[] = { "SALE", "VENTA", NULL };
  g_autofree char *upper = g_ascii_strup (type != NULL ? type : "", -1);
  gboolean is_void = holds_one_of (upper, voided);
  gboolean is_return = holds_one_of (upper, returned);

  if (holds_one_of (upper, undone) || (is_void && is_return))
    return FIEL_TRANSACTION_UNDONE;
  if (is_void)
    return FIEL_TRANSACTION_VOID;
  if (is_return)
    return FIEL_TRANSACTION_RETURN;

  return holds_one_of (upper, sold) ? FIEL_TRANSACTION_SALE : FIEL_TRANSACTION_UNSAID;
}

/* A receipt has the names of a sale, a row of the list its own. */
static char *
dup_day (JsonObject *row)
{
  char *day = fiel_getnet_answer_dup_day (row, "realDate");

  return day != NULL ? day : fiel_getnet_answer_dup_day (row, "Date");
}

/* A record of the terminal as evidence of an approval. The unexplained column Tc is left alone, and Nc never becomes
 * the operation's number: a guessed one would void another customer's payment. It may only confirm the one that is
 * known. */
static FielEvidence *
read_record (const FielGetnetDialect *dialect, const FielProviderRequest *request, JsonObject *row)
{
  g_autoptr (FielEvidence) evidence = fiel_evidence_new (FIEL_EVIDENCE_SOURCE_RECORDS, FIEL_RESULT_APPROVED);
  g_autofree char *ticket = NULL;
  g_autofree char *type = NULL;
  gboolean present = FALSE;
  gint64 wire = 0;

  if (!fiel_getnet_answer_check_names (row, NULL)
      || !fiel_getnet_answer_get_number (row, "Amount", &present, &wire, NULL) || !present
      || !fiel_getnet_codec_amount_from_wire (dialect, wire, &evidence->amount_minor)
      || !read_text (row, "Ticket", &ticket) || !read_text (row, "terminalId", &evidence->terminal_id)
      || !read_text (row, "Tx", &type) || !read_text (row, "authorizationCode", &evidence->authorization)
      || !read_text (row, "operationId", &evidence->operation))
    return NULL;

  evidence->has_amount = TRUE;
  evidence->number = fiel_getnet_answer_dup_id (row, "Nc");
  evidence->day = dup_day (row);
  evidence->transaction = read_transaction (type);
  if (dialect->sends_ticket)
    evidence->ticket = g_steal_pointer (&ticket);
  if (evidence->terminal_id == NULL && request->terminal != NULL)
    evidence->terminal_id = g_strdup (request->terminal->terminal_id);
  if (g_strcmp0 (evidence->operation, "0") == 0)
    g_clear_pointer (&evidence->operation, g_free);

  return g_steal_pointer (&evidence);
}

static char *
dup_first (JsonObject *row, const char *name, const char *other)
{
  char *text = fiel_getnet_answer_dup_id (row, name);

  return text != NULL ? text : fiel_getnet_answer_dup_id (row, other);
}

/* The list is one of sales: what does not say otherwise is one. */
static FielRowKind
find_row_kind (FielTransaction transaction)
{
  switch (transaction)
    {
    case FIEL_TRANSACTION_UNSAID:
    case FIEL_TRANSACTION_SALE:
      return FIEL_ROW_SALE;
    case FIEL_TRANSACTION_VOID:
    case FIEL_TRANSACTION_UNDONE:
      return FIEL_ROW_VOIDED;
    case FIEL_TRANSACTION_RETURN:
      return FIEL_ROW_RETURN;
    }

  g_return_val_if_reached (FIEL_ROW_SALE);
}

/* The same row for people: whatever it says, under the name it is presumed to have. */
static FielProviderRow *
read_row (const FielGetnetDialect *dialect, JsonObject *object, const FielEvidence *evidence)
{
  FielProviderRow *row = fiel_provider_row_new (find_row_kind (evidence->transaction), ABS (evidence->amount_minor));

  row->ticket = dialect->sends_ticket ? fiel_getnet_answer_dup_id (object, "Ticket") : NULL;
  row->number = dup_first (object, "operationId", "Nc");
  row->authorization = fiel_getnet_answer_dup_text (object, "authorizationCode", FIEL_GETNET_ANSWER_MAX_ID);
  row->card_type = dup_first (object, "cardType", "Tc");
  row->time = fiel_getnet_answer_dup_text (object, "Date", FIEL_GETNET_ANSWER_MAX_ID);
  row->type = fiel_getnet_answer_dup_id (object, "Tx");

  return row;
}

static gboolean
add_record (FielFinding *finding, const FielGetnetDialect *dialect, const FielProviderRequest *request, JsonNode *node)
{
  FielEvidence *evidence = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  evidence = read_record (dialect, request, json_node_get_object (node));
  if (evidence == NULL)
    return FALSE;

  g_ptr_array_add (finding->records, evidence);
  g_ptr_array_add (finding->rows, read_row (dialect, json_node_get_object (node), evidence));

  return TRUE;
}

static gboolean
add_details (FielFinding *finding,
             const FielGetnetDialect *dialect,
             const FielProviderRequest *request,
             const FielGetnetAnswer *answer)
{
  JsonNode *details = NULL;
  JsonArray *rows = NULL;

  if (!fiel_getnet_answer_get_member (answer->result, "saleDetails", &details, NULL) || details == NULL
      || !JSON_NODE_HOLDS_ARRAY (details))
    return FALSE;

  rows = json_node_get_array (details);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      if (!add_record (finding, dialect, request, json_array_get_element (rows, i)))
        return FALSE;
    }

  return TRUE;
}

/* A receipt is the one and only row. It carries no ticket, so it can point at a payment but never prove one. */
static gboolean
add_receipt (FielFinding *finding,
             const FielGetnetDialect *dialect,
             const FielProviderRequest *request,
             const FielGetnetAnswer *answer)
{
  FielEvidence *evidence = read_record (dialect, request, answer->result);

  if (evidence == NULL)
    return FALSE;

  g_ptr_array_add (finding->records, evidence);
  g_ptr_array_add (finding->rows, read_row (dialect, answer->result, evidence));

  return TRUE;
}

FielFinding *
fiel_getnet_lists_read_records (const FielGetnetDialect *dialect,
                                const FielProviderRequest *request,
                                const FielGetnetAnswer *answer)
{
  g_autoptr (FielFinding) finding = fiel_finding_new (FIEL_FINDING_RECORDS);

  if (answer->result == NULL || !answer->has_code)
    return NULL;
  if (fiel_getnet_lists_is_empty (answer))
    return g_steal_pointer (&finding);
  if (answer->code != 0)
    return NULL;
  if (request->operation == FIEL_OPERATION_RECORDS ? !add_details (finding, dialect, request, answer)
                                                   : !add_receipt (finding, dialect, request, answer))
    return NULL;

  return g_steal_pointer (&finding);
}

/* A part of the provider's names of totals: before "Count" and "Total". */
typedef struct
{
  const char *name;
  FielTotalKind kind;
  const char *card_type;
} TotalName;

static const TotalName total_names[] = {
  { "creditSales", FIEL_TOTAL_SALES, "CR" },    { "debitSales", FIEL_TOTAL_SALES, "DB" },
  { "prepaidSales", FIEL_TOTAL_SALES, "PR" },   { "qrCreditSales", FIEL_TOTAL_SALES, "CR" },
  { "qrDebitSales", FIEL_TOTAL_SALES, "DB" },   { "qrPrepaidSales", FIEL_TOTAL_SALES, "PR" },
  { "cancelCredit", FIEL_TOTAL_VOIDS, "CR" },   { "cancelDebit", FIEL_TOTAL_VOIDS, "DB" },
  { "cancelPrepaid", FIEL_TOTAL_VOIDS, "PR" },  { "cancelQrCredit", FIEL_TOTAL_VOIDS, "CR" },
  { "cancelQrDebit", FIEL_TOTAL_VOIDS, "DB" },  { "cancelQrPrepaid", FIEL_TOTAL_VOIDS, "PR" },
  { "returns", FIEL_TOTAL_RETURNS, NULL },
};

static const TotalName *
find_total_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (total_names); i++)
    {
      if (g_ascii_strcasecmp (total_names[i].name, name) == 0)
        return &total_names[i];
    }

  return NULL;
}

static FielProviderTotal *
find_total (FielFinding *finding, const char *name)
{
  const TotalName *known = find_total_name (name);
  FielProviderTotal *total = NULL;

  for (guint i = 0; i < finding->totals->len; i++)
    {
      total = g_ptr_array_index (finding->totals, i);
      if (g_ascii_strcasecmp (total->name, name) == 0)
        return total;
    }

  total = fiel_provider_total_new (known != NULL ? known->kind : FIEL_TOTAL_OTHER, name);
  total->card_type = known != NULL ? known->card_type : NULL;
  g_ptr_array_add (finding->totals, total);

  return total;
}

static char *
cut_ending (const char *member, const char *ending)
{
  gsize length = strlen (member);
  gsize cut = strlen (ending);

  if (length <= cut || length > FIEL_GETNET_ANSWER_MAX_ID || g_ascii_strcasecmp (member + length - cut, ending) != 0)
    return NULL;

  return g_strndup (member, length - cut);
}

/* FALSE only for a figure that is there and is none. A member that is no figure of a pair is left alone. */
static gboolean
add_total (FielFinding *finding, const FielGetnetDialect *dialect, JsonObject *result, const char *member)
{
  g_autofree char *counted = cut_ending (member, "Count");
  g_autofree char *summed = cut_ending (member, "Total");
  FielProviderTotal *total = NULL;
  gboolean present = FALSE;
  gint64 number = 0;

  if (counted == NULL && summed == NULL)
    return TRUE;
  if (!fiel_getnet_answer_get_number (result, member, &present, &number, NULL))
    return FALSE;
  if (!present)
    return TRUE;

  total = find_total (finding, counted != NULL ? counted : summed);
  if (counted != NULL)
    {
      total->has_count = TRUE;
      total->count = number;
      return number >= 0;
    }
  total->has_amount = TRUE;

  return fiel_getnet_codec_amount_from_wire (dialect, number, &total->amount_minor);
}

FielFinding *
fiel_getnet_lists_read_totals (const FielGetnetDialect *dialect, const FielGetnetAnswer *answer)
{
  g_autoptr (FielFinding) finding = fiel_finding_new (FIEL_FINDING_TOTALS);
  g_autoptr (GList) members = NULL;

  if (answer->result == NULL || !answer->has_code)
    return NULL;
  if (fiel_getnet_lists_is_empty (answer))
    return g_steal_pointer (&finding);
  if (answer->code != 0 || !fiel_getnet_answer_check_names (answer->result, NULL))
    return NULL;

  members = json_object_get_members (answer->result);
  for (GList *link = members; link != NULL; link = link->next)
    {
      if (!add_total (finding, dialect, answer->result, link->data))
        return NULL;
    }

  return finding->totals->len > 0 ? g_steal_pointer (&finding) : NULL;
}

static FielTerminalIdentity *
read_terminal (JsonObject *row)
{
  g_autofree char *terminal = fiel_getnet_answer_dup_id (row, "idTerminal");
  g_autofree char *branch = fiel_getnet_answer_dup_id (row, "idSucursal");
  g_autofree char *serial = fiel_getnet_answer_dup_id (row, "serialNumber");

  if (terminal == NULL || branch == NULL || serial == NULL)
    return NULL;

  return fiel_terminal_identity_new (terminal, branch, serial);
}

FielFinding *
fiel_getnet_lists_read_terminals (const FielGetnetAnswer *answer)
{
  g_autoptr (FielFinding) finding = fiel_finding_new (FIEL_FINDING_TERMINALS);
  JsonArray *rows = NULL;

  if (answer->data == NULL || !JSON_NODE_HOLDS_ARRAY (answer->data))
    return NULL;

  rows = json_node_get_array (answer->data);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      FielTerminalIdentity *terminal
          = JSON_NODE_HOLDS_OBJECT (node) ? read_terminal (json_node_get_object (node)) : NULL;

      if (terminal == NULL)
        return NULL;
      g_ptr_array_add (finding->terminals, terminal);
    }

  return g_steal_pointer (&finding);
}
