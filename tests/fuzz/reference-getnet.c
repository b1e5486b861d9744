/* reference-getnet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "reference-getnet.h"

#include "reference-json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Numbers of the commands: sale, return and void, details, last voucher, poll, cancelsale. A return is documented by
 * the fields of a void, so that either may name itself as the other. */
static const struct
{
  ReferenceAsked asked;
  gint64 commands[4];
} echoes[] = {
  { REFERENCE_ASK_SALE, { 100 } },     { REFERENCE_ASK_RETURN, { 102, 108 } }, { REFERENCE_ASK_VOID, { 102, 108 } },
  { REFERENCE_ASK_STATUS, { 100, 102, 108 } }, { REFERENCE_ASK_DETAILS, { 105 } }, { REFERENCE_ASK_RECEIPT, { 101 } },
  { REFERENCE_ASK_POLL, { 106 } },     { REFERENCE_ASK_CANCEL, { 116 } },
  { REFERENCE_ASK_TERMINALS, { 0 } },
};

/* Result codes that are a "no" for certain: ISO 8583 refusals. */
static const gint64 declines[] = { 5, 13, 14, 41, 43, 51, 54, 55, 57, 61, 65 };

#define APPROVED 0
#define TIMED_OUT_OR_STOPPED 1006
#define NOT_FOUND 21
#define NO_TRANSACTIONS 99

#define MAX_IDENTIFIER 64

/* Whether two members have one name, whatever the case: then the object says two things. */
static gboolean
is_ambiguous (const ReferenceValue *object)
{
  for (const ReferenceValue *a = object->first; a != NULL; a = a->next)
    for (const ReferenceValue *b = a->next; b != NULL; b = b->next)
      if (g_ascii_strcasecmp (a->name, b->name) == 0)
        return TRUE;

  return FALSE;
}

/* A member; null counts as absent. */
static const ReferenceValue *
member (const ReferenceValue *object, const char *name)
{
  for (const ReferenceValue *at = object->first; at != NULL; at = at->next)
    if (g_ascii_strcasecmp (at->name, name) == 0)
      return at->kind != REFERENCE_NULL ? at : NULL;

  return NULL;
}

/* An integer, or digits in quotes. */
static gboolean
is_number (const ReferenceValue *value, gint64 *number)
{
  char *end = NULL;

  if (value->kind == REFERENCE_INTEGER)
    return (*number = value->integer, TRUE);
  if (value->kind != REFERENCE_TEXT || value->text[0] == '\0'
      || value->text[strspn (value->text, "-0123456789")] != '\0')
    return FALSE;
  errno = 0;
  *number = strtoll (value->text, &end, 10);

  return errno == 0 && *end == '\0';
}

/* Whether an identifier names ours, or says nothing. Numbers may stand for text. */
static gboolean
names_ours (const ReferenceValue *object, const char *name, const char *ours, gboolean any_case)
{
  const ReferenceValue *value = member (object, name);
  g_autofree char *said = NULL;

  if (value == NULL)
    return TRUE;
  if (value->kind == REFERENCE_INTEGER)
    said = g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
  else if (value->kind == REFERENCE_TEXT)
    said = g_strstrip (g_strdup (value->text));
  else
    return FALSE;

  return said[0] == '\0' || (any_case ? g_ascii_strcasecmp (said, ours) : strcmp (said, ours)) == 0;
}

static gboolean
says (const ReferenceValue *object, const char *name)
{
  const ReferenceValue *value = member (object, name);

  return value != NULL && !(value->kind == REFERENCE_TEXT && value->text[strspn (value->text, " \t\r\n")] == '\0');
}

static gboolean
fits_command (const ReferencePayment *payment, const ReferenceValue *result)
{
  const ReferenceValue *echo = member (result, "functionCode");
  gint64 number = 0;

  if (echo == NULL)
    return TRUE;
  if (!is_number (echo, &number))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (echoes[0].commands); i++)
    if (number != 0 && echoes[payment->asked].commands[i] == number)
      return TRUE;

  return FALSE;
}

/* The inner code, called responseCode or code; both only if they agree. */
static gboolean
read_result_code (const ReferenceValue *result, gint64 *code)
{
  const ReferenceValue *one = member (result, "responseCode");
  const ReferenceValue *other = member (result, "code");
  gint64 second = 0;

  if (one == NULL && other == NULL)
    return FALSE;
  if (!is_number (one != NULL ? one : other, code))
    return FALSE;

  return one == NULL || other == NULL || (is_number (other, &second) && second == *code);
}

static gboolean
is_back (const ReferencePayment *payment)
{
  return payment->asked == REFERENCE_ASK_RETURN || payment->asked == REFERENCE_ASK_VOID
         || (payment->asked == REFERENCE_ASK_STATUS && !payment->is_sale);
}

/* Nothing of what gives money back names an amount of 0: it stands for none. */
static gboolean
names_an_amount (const ReferencePayment *payment, const ReferenceValue *object)
{
  const ReferenceValue *value = member (object, "amount");
  gint64 amount = 1;

  return value != NULL && !(is_back (payment) && is_number (value, &amount) && amount == 0);
}

static gboolean
names_our_amount (const ReferencePayment *payment, const ReferenceValue *object)
{
  const ReferenceValue *value = member (object, "amount");
  gint64 amount = 0;

  return value != NULL && is_number (value, &amount) && amount == payment->amount;
}

/* What moved must be said: the amount itself or, where the protocol shows none (voids and returns), our own name for
 * the request that held it. */
static gboolean
is_whole_amount (const ReferencePayment *payment, const ReferenceValue *data, const ReferenceValue *result)
{
  if (names_an_amount (payment, result))
    return names_our_amount (payment, result);

  return is_back (payment) && says (data, "customId");
}

static gboolean
is_ours (const ReferencePayment *payment, const ReferenceValue *data, const ReferenceValue *result)
{
  if (!names_ours (data, "customId", payment->custom_id, FALSE)
      || !names_ours (result, "terminalId", payment->terminal, TRUE)
      || (payment->ticket != NULL && !names_ours (result, "ticket", payment->ticket, FALSE))
      || (payment->id != NULL && !names_ours (data, "idPosTxs", payment->id, FALSE)))
    return FALSE;

  /* An answer to our own request is bound to it; a status by the id we asked with, or by our name. */
  return payment->asked != REFERENCE_ASK_STATUS || payment->id != NULL || says (data, "customId");
}

static ReferenceVerdicts
judge_payment (const ReferencePayment *payment, const ReferenceValue *data, const ReferenceValue *result)
{
  gint64 code = 0;

  if (!fits_command (payment, result) || !is_ours (payment, data, result))
    return REFERENCE_NOTHING;
  if (!read_result_code (result, &code))
    return says (data, "idPosTxs") && member (result, "responseCode") == NULL && member (result, "code") == NULL
             ? REFERENCE_ACCEPTED
             : REFERENCE_NOTHING;
  if (code == APPROVED)
    return is_whole_amount (payment, data, result) ? REFERENCE_APPROVED : REFERENCE_NOTHING;
  if (names_an_amount (payment, result) && !names_our_amount (payment, result))
    return REFERENCE_NOTHING;
  if (code == TIMED_OUT_OR_STOPPED)
    return REFERENCE_CANCELLED;
  if (code == NOT_FOUND && is_back (payment))
    return REFERENCE_DECLINED;
  for (gsize i = 0; i < G_N_ELEMENTS (declines); i++)
    if (declines[i] == code)
      return REFERENCE_DECLINED;

  return REFERENCE_NOTHING;
}

typedef enum
{
  ROW_SAYS_NOTHING,
  ROW_SALE,
  ROW_RETURN,
  ROW_TAKEN_BACK,  /* a void, or something that is no plain return */
} RowKind;

/* What a row calls itself, in a column that nobody explained. */
static RowKind
read_row_kind (const ReferenceValue *row)
{
  static const char *const others[] = { "VOID", "ANUL", "REFUND", "REVER" };
  const ReferenceValue *type = member (row, "Tx");
  g_autofree char *upper = NULL;

  if (type == NULL || type->kind == REFERENCE_INTEGER)
    return ROW_SAYS_NOTHING;
  if (type->kind != REFERENCE_TEXT)
    return ROW_TAKEN_BACK;
  upper = g_ascii_strup (type->text, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strstr (upper, others[i]) != NULL)
      return ROW_TAKEN_BACK;
  if (strstr (upper, "RETURN") != NULL || strstr (upper, "DEVOL") != NULL)
    return ROW_RETURN;

  return strstr (upper, "SALE") != NULL || strstr (upper, "VENTA") != NULL ? ROW_SALE : ROW_SAYS_NOTHING;
}

static gboolean
has_our_ticket (const ReferencePayment *payment, const ReferenceValue *row)
{
  return payment->ticket != NULL && says (row, "Ticket") && names_ours (row, "Ticket", payment->ticket, FALSE);
}

static ReferenceVerdicts
judge_row (const ReferencePayment *payment, const ReferenceValue *row)
{
  const RowKind kind = row->kind == REFERENCE_OBJECT ? read_row_kind (row) : ROW_TAKEN_BACK;
  gint64 amount = 0;
  gboolean has_ticket = FALSE;
  gboolean fits = FALSE;

  if (row->kind != REFERENCE_OBJECT || is_ambiguous (row) || member (row, "Amount") == NULL
      || !is_number (member (row, "Amount"), &amount))
    return REFERENCE_NOTHING;
  if (amount != payment->amount)
    return REFERENCE_ABSENT;
  has_ticket = payment->ticket != NULL && says (row, "Ticket");
  if ((has_ticket && !has_our_ticket (payment, row)) || (kind == ROW_SALE && !payment->is_sale))
    return REFERENCE_ABSENT;
  fits = payment->is_sale ? kind == ROW_SALE || kind == ROW_SAYS_NOTHING : kind == ROW_RETURN;
  if (has_ticket && fits && names_ours (row, "terminalId", payment->terminal, TRUE))
    return REFERENCE_APPROVED;

  return REFERENCE_NOTHING;
}

/* One row may approve; only all of them together show that ours is missing. */
static ReferenceVerdicts
judge_records (const ReferencePayment *payment, const ReferenceValue *result)
{
  const ReferenceValue *list = member (result, "saleDetails");
  ReferenceVerdicts any = 0;
  ReferenceVerdicts all = REFERENCE_ABSENT;
  gint64 code = 0;

  if (!fits_command (payment, result) || !read_result_code (result, &code))
    return REFERENCE_NOTHING;
  if (code == NOT_FOUND || code == NO_TRANSACTIONS)
    return REFERENCE_ABSENT;
  if (code != APPROVED)
    return REFERENCE_NOTHING;
  if (payment->asked == REFERENCE_ASK_RECEIPT)
    return judge_row (payment, result);
  if (list == NULL || list->kind != REFERENCE_LIST)
    return REFERENCE_NOTHING;

  for (const ReferenceValue *row = list->first; row != NULL; row = row->next)
    {
      const ReferenceVerdicts verdict = judge_row (payment, row);

      any |= verdict;
      all &= verdict;
    }

  return (any & REFERENCE_APPROVED) | all;
}

static ReferenceVerdicts
judge_terminal (const ReferencePayment *payment, const ReferenceValue *result)
{
  const ReferenceValue *connected = member (result, "connected");
  gint64 code = -1;

  if (!fits_command (payment, result) || !read_result_code (result, &code) || code != APPROVED)
    return REFERENCE_NOTHING;
  if (payment->asked == REFERENCE_ASK_CANCEL)
    return REFERENCE_STOPS;

  return connected != NULL && connected->kind == REFERENCE_BOOLEAN && !connected->integer ? REFERENCE_NOTHING
                                                                                          : REFERENCE_READY;
}

/* Outer code 1: the cloud did its part, and the terminal's result decides. */
static ReferenceVerdicts
judge_finished (const ReferencePayment *payment, const ReferenceValue *data)
{
  const ReferenceValue *result = NULL;

  if (data == NULL || data->kind != REFERENCE_OBJECT || is_ambiguous (data))
    return REFERENCE_NOTHING;
  result = member (data, "response");
  if (result == NULL)
    result = data;
  if (result->kind != REFERENCE_OBJECT || is_ambiguous (result))
    return REFERENCE_NOTHING;

  switch (payment->asked)
    {
    case REFERENCE_ASK_SALE:
    case REFERENCE_ASK_RETURN:
    case REFERENCE_ASK_VOID:
    case REFERENCE_ASK_STATUS:
      return judge_payment (payment, data, result);
    case REFERENCE_ASK_DETAILS:
    case REFERENCE_ASK_RECEIPT:
      return judge_records (payment, result);
    case REFERENCE_ASK_POLL:
    case REFERENCE_ASK_CANCEL:
      return judge_terminal (payment, result);
    case REFERENCE_ASK_TERMINALS:
      break;
    }

  return REFERENCE_NOTHING;
}

/* Capital letters and digits, one blank between words and around them. */
static char *
words_of (const char *message)
{
  g_autofree char *ascii = g_str_to_ascii (message, "C");
  g_autofree char *capitals = g_ascii_strup (ascii, -1);
  g_auto (GStrv) parts = g_strsplit_set (g_strcanon (capitals, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", ' '), " ", -1);
  GString *words = g_string_new (" ");

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (words, "%s ", parts[i]);

  return g_string_free (words, FALSE);
}

/* The messages that prove that nothing was executed, as they begin, and what must not stand in them as well. */
static gboolean
is_refusal (const char *message)
{
  static const char *const beginnings[] = {
    " UNAUTHORIZED ", " NO AUTORIZADO ", " KEYPOS NOT FOUND ", " KEYPOS NO ENCONTRADO ", " KEYPOS NO EXISTE ",
    " INCORRECT REQUEST FOR MERCHANT ID ", " SOLICITUD INCORRECTA PARA ", " OPERATION IN PROGRESS ",
    " OPERACION EN PROCESO ", " OPERACION EN PROGRESO ", " OPERACION EN CURSO ",
  };
  static const char *const doubts[] = { " C2C SERVICE NOT RESPONDING ", " C2C NO RESPONDE ", " ID NOT FOUND " };
  g_autofree char *words = words_of (message);
  gboolean begins = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    begins = begins || g_str_has_prefix (words, beginnings[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++)
    begins = begins && strstr (words, doubts[i]) == NULL;

  /* "Operation in progress" is documented in two flavours, 15 seconds and 5 minutes. */
  return begins
         && (!g_str_has_prefix (words, " OPERA") || strstr (words, " 15") != NULL || strstr (words, " 5") != NULL);
}

static gboolean
asks_for_money (const ReferencePayment *payment)
{
  return payment->asked == REFERENCE_ASK_SALE || payment->asked == REFERENCE_ASK_RETURN
         || payment->asked == REFERENCE_ASK_VOID;
}

static gboolean
is_named (const ReferenceValue *value, const char *const *names)
{
  for (gsize i = 0; value->name != NULL && names[i] != NULL; i++)
    if (g_ascii_strcasecmp (value->name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Whether a transaction is told of where results stand: here, in data, in response, or in a row of a list. */
static gboolean
tells_of_payment (const ReferenceValue *value)
{
  static const char *const results[] = { "idPosTxs", "responseCode", "authorizationCode", "functionCode", NULL };
  static const char *const holders[] = { "data", "response", NULL };

  for (const ReferenceValue *at = value->first; at != NULL; at = at->next)
    {
      if (at->kind != REFERENCE_NULL && is_named (at, results))
        return TRUE;
      if ((at->name == NULL || is_named (at, holders)) && tells_of_payment (at))
        return TRUE;
    }

  return FALSE;
}

/* Outer code 0: a refusal stores nothing, so it has no id and no result. */
static ReferenceVerdicts
judge_error (const ReferencePayment *payment, const ReferenceValue *envelope)
{
  const ReferenceValue *message = member (envelope, "message");
  const ReferenceValue *data = member (envelope, "data");

  if (!asks_for_money (payment) || message == NULL || message->kind != REFERENCE_TEXT || !is_refusal (message->text))
    return REFERENCE_NOTHING;

  if (data == NULL || (data->kind == REFERENCE_LIST && data->first == NULL))
    return REFERENCE_REFUSED;

  return data->kind == REFERENCE_OBJECT && !tells_of_payment (data) ? REFERENCE_REFUSED : REFERENCE_NOTHING;
}

/* The word must not contradict the number: OK with 1 and 2, ERROR with 0. */
static gboolean
is_contradicted (const ReferenceValue *envelope, gint64 outer)
{
  const ReferenceValue *status = member (envelope, "status");
  g_autofree char *word
      = status != NULL && status->kind == REFERENCE_TEXT ? g_strstrip (g_strdup (status->text)) : g_strdup ("");

  return g_ascii_strcasecmp (word, outer == 0 ? "OK" : "ERROR") == 0;
}

static ReferenceVerdicts
judge_envelope (const ReferencePayment *payment, const ReferenceValue *envelope)
{
  const ReferenceValue *code = NULL;
  gint64 outer = -1;

  if (envelope->kind != REFERENCE_OBJECT || is_ambiguous (envelope))
    return REFERENCE_NOTHING;
  code = member (envelope, "code");
  if (code == NULL || !is_number (code, &outer) || is_contradicted (envelope, outer))
    return REFERENCE_NOTHING;
  if (outer == 0)
    return judge_error (payment, envelope);

  return outer == 1 ? judge_finished (payment, member (envelope, "data")) : REFERENCE_NOTHING;
}

/* Nothing passes without a token, whatever the body is, unless it tells that something did. Of an error that is one
 * only its data speaks. */
static ReferenceVerdicts
judge_unauthorized (const ReferencePayment *payment, const ReferenceValue *body)
{
  const ReferenceValue *code = body != NULL && body->kind == REFERENCE_OBJECT ? member (body, "code") : NULL;
  const ReferenceValue *teller = body;
  gint64 outer = 0;

  if (code != NULL && is_number (code, &outer) && outer == 0)
    teller = member (body, "data");
  if (!asks_for_money (payment) || outer != 0 || (teller != NULL && tells_of_payment (teller)))
    return REFERENCE_NOTHING;

  return REFERENCE_REFUSED;
}

/**
 * reference_getnet_read:
 * @text: the body as it came
 *
 * Returns: every verdict that the answer may bear
 */
ReferenceVerdicts
reference_getnet_read (const ReferencePayment *payment, guint http_status, const char *text, gsize length)
{
  g_autoptr (ReferenceValue) value = reference_json_read (text, length);

  if (http_status == 401)
    return judge_unauthorized (payment, value);
  if (http_status != 200 || value == NULL)
    return REFERENCE_NOTHING;

  return judge_envelope (payment, value);
}

/* What an identifier names: a number may stand for text, and what cannot be printed is a blank. */
static char *
read_identifier (const ReferenceValue *row, const char *name)
{
  const ReferenceValue *value = member (row, name);
  g_autofree gunichar *letters = NULL;
  g_autofree char *text = NULL;
  glong n_letters = 0;

  if (value == NULL || (value->kind != REFERENCE_TEXT && value->kind != REFERENCE_INTEGER))
    return NULL;
  if (value->kind == REFERENCE_INTEGER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);

  letters = g_utf8_to_ucs4_fast (value->text, -1, &n_letters);
  for (glong i = 0; i < n_letters; i++)
    if (letters[i] < 0x20 || (letters[i] >= 0x7F && letters[i] < 0xA0))
      letters[i] = ' ';
  text = g_strstrip (g_ucs4_to_utf8 (letters, MIN (n_letters, MAX_IDENTIFIER), NULL, NULL, NULL));

  return text[0] != '\0' ? g_steal_pointer (&text) : NULL;
}

/* A name that is there twice names nothing. */
static gboolean
is_said_once (const ReferenceValue *row, const char *name)
{
  guint n = 0;

  for (const ReferenceValue *at = row->first; at != NULL; at = at->next)
    n += g_ascii_strcasecmp (at->name, name) == 0;

  return n == 1;
}

static char *
read_terminal (const ReferenceValue *row)
{
  static const char *const names[] = { "idTerminal", "idSucursal", "serialNumber" };
  GString *lines = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *identifier = NULL;

      if (row->kind == REFERENCE_OBJECT && is_said_once (row, names[i]))
        identifier = read_identifier (row, names[i]);
      if (identifier == NULL)
        return (g_string_free (lines, TRUE), NULL);
      g_string_append (lines, identifier);
      g_string_append_c (lines, '\n');
    }

  return g_string_free (lines, FALSE);
}

/* The list itself, or the list in an envelope that says that all went well. */
static const ReferenceValue *
find_list (const ReferenceValue *body)
{
  const ReferenceValue *code = NULL;
  const ReferenceValue *data = NULL;
  gint64 outer = 0;

  if (body->kind == REFERENCE_LIST)
    return body;
  if (body->kind != REFERENCE_OBJECT || is_ambiguous (body))
    return NULL;
  code = member (body, "code");
  data = member (body, "data");

  return code != NULL && is_number (code, &outer) && outer == 1 && !is_contradicted (body, outer) && data != NULL
             && data->kind == REFERENCE_LIST
           ? data
           : NULL;
}

/**
 * reference_getnet_list_terminals:
 * @text: the body as it came
 *
 * Returns: (transfer full) (nullable) (element-type utf8): every terminal that is listed; %NULL if there is no list, or
 *   one with anything else in it
 */
GPtrArray *
reference_getnet_list_terminals (guint http_status, const char *text, gsize length)
{
  g_autoptr (ReferenceValue) body = reference_json_read (text, length);
  const ReferenceValue *list = http_status == 200 && body != NULL ? find_list (body) : NULL;
  g_autoptr (GPtrArray) terminals = g_ptr_array_new_with_free_func (g_free);

  if (list == NULL)
    return NULL;
  for (const ReferenceValue *row = list->first; row != NULL; row = row->next)
    {
      char *terminal = read_terminal (row);

      if (terminal == NULL)
        return NULL;
      g_ptr_array_add (terminals, terminal);
    }

  return g_steal_pointer (&terminals);
}
