/* fuzz-getnet-mutator.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Changes answers as answers: a member is dropped, renamed, doubled in another case, moved, or given another value out
 * of the words of the protocol. Half of the changes are the fuzzer's own, of bytes. */

#include "fuzz-input.h"
#include "reference-json.h"

#include <string.h>

gsize LLVMFuzzerMutate (guint8 *data, gsize size, gsize max_size);
gsize LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize max_size, guint seed);

#define MAX_VALUES 256
#define N_CHOICE_BYTES 2

static const char *const names[] = {
  "code", "status", "message", "data", "response", "responseCode", "functionCode", "amount", "customId", "ticket",
  "terminalId", "idPosTxs", "saleDetails", "Ticket", "Amount", "Tx", "connected", "responseMessage", "operationId",
  "authorizationCode", "CODE", "Response", "AMOUNT", "idTerminal", "idSucursal", "serialNumber", "last4Digits",
};

/* Values as they stand in JSON: ours, another's, and what is neither. */
static const char *const values[] = {
  "0", "1", "2", "\"0\"", "\"00\"", "\"1\"", "-1", "5990", "\"5990\"", "5991", "599000", "9999999999999", "0.0",
  "\"K7-000123\"", "\"K7-000124\"", "\"B-000123\"", "\"B-000124\"", "\"70011223\"", "70011223", "\"70011224\"",
  "512340", "\"512340\"", "512341", "100", "101", "102", "105", "106", "108", "116", "1006", "51", "54", "65", "21",
  "99", "1003", "\"OK\"", "\"ERROR\"", "null", "true", "false", "{}", "[]", "\"\"", "\" \"", "\"VENTA\"",
  "\"ANULACION\"", "\"UNAUTHORIZED\"", "\"KEYPOS NOT FOUND\"", "\"OPERATION IN PROGRESS (15s)\"",
  "\"Operaci\\u00f3n en proceso 5m\"", "\"INCORRECT REQUEST FOR MERCHANT ID\"", "\"TIMEOUT (90 SECONDS)\"",
  "\"TIMEOUT (5 MINUTES)\"", "\"C2C SERVICE NOT RESPONDING\"", "\"ID NOT FOUND\"", "\"K7-000123\\n\"",
  "{\"Ticket\":\"B-000123\",\"Amount\":5990}", "[{\"Ticket\":\"B-000124\",\"Amount\":5990,\"Tx\":\"VENTA\"}]",
  "{\"responseCode\":0,\"amount\":5990}", "\"4111111111111111\"",
};

static const char *const answers[] = {
  "{\"code\":1,\"status\":\"OK\",\"message\":\"TRANSACCION FINALIZADA\",\"data\":{\"idPosTxs\":512340,"
  "\"customId\":\"K7-000123\",\"response\":{\"functionCode\":100,\"responseCode\":0,\"responseMessage\":\"Aprobado\","
  "\"terminalId\":\"70011223\",\"ticket\":\"B-000123\",\"authorizationCode\":\"310255\",\"amount\":5990,"
  "\"last4Digits\":\"4242\",\"operationId\":12,\"cardType\":\"DB\",\"cardBrand\":\"VI\"}}}",
  "{\"code\":1,\"status\":\"OK\",\"message\":\"x\",\"data\":{\"functionCode\":100,\"code\":0,\"message\":\"a\","
  "\"authorizationCode\":\"310255\",\"amount\":5990}}",
  "{\"code\":1,\"status\":\"OK\",\"message\":\"TRANSACTION SENT\",\"data\":{\"idPosTxs\":512340}}",
  "{\"code\":0,\"status\":\"ERROR\",\"message\":\"UNAUTHORIZED\",\"data\":null}",
  "{\"code\":1,\"status\":\"OK\",\"data\":{\"response\":{\"functionCode\":105,\"responseCode\":0,\"saleDetails\":["
  "{\"Ticket\":\"B-000122\",\"Amount\":5990,\"Tx\":\"VENTA\"},{\"Ticket\":\"B-000123\",\"Amount\":5990}]}}}",
  "{\"code\":1,\"status\":\"OK\",\"data\":{\"response\":{\"functionCode\":106,\"responseCode\":0,\"connected\":true}}}",
  "{\"code\":1,\"status\":\"OK\",\"data\":{\"customId\":\"K7-000123\",\"response\":{\"functionCode\":108,"
  "\"responseCode\":0,\"authorizationCode\":\"1\"}}}",
  "[{\"idTerminal\":\"70011223\",\"idSucursal\":24680,\"serialNumber\":\"ABC900000001\"}]",
  "{\"code\":1,\"status\":\"OK\",\"data\":[{\"idTerminal\":70011223,\"idSucursal\":\"24680\",\"serialNumber\":\"x\"}]}",
};

typedef struct
{
  ReferenceValue *values[MAX_VALUES]; /* unowned */
  guint n;
} Places;

/* xorshift: the fuzzer's seed decides everything. */
static guint
draw (guint64 *state, guint n)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;

  return (guint) (*state >> 33) % n;
}

#define DRAW_FROM(state, list) list[draw (state, G_N_ELEMENTS (list))]

static void
print_string (GString *out, const char *string)
{
  g_string_append_c (out, '"');
  for (const char *at = string; *at != '\0'; at++)
    if ((guint8) *at < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) *at);
    else
      {
        if (*at == '"' || *at == '\\')
          g_string_append_c (out, '\\');
        g_string_append_c (out, *at);
      }
  g_string_append_c (out, '"');
}

static void
print (GString *out, const ReferenceValue *value)
{
  static const char brackets[] = "[]{}";
  const char *bracket = brackets + (value->kind == REFERENCE_OBJECT ? 2 : 0);
  char number[24];

  if (value->name != NULL)
    {
      print_string (out, value->name);
      g_string_append_c (out, ':');
    }
  switch (value->kind)
    {
    case REFERENCE_NULL:
      g_string_append (out, "null");
      break;
    case REFERENCE_BOOLEAN:
      g_string_append (out, value->integer ? "true" : "false");
      break;
    case REFERENCE_INTEGER:
      g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, value->integer);
      g_string_append (out, number);
      break;
    case REFERENCE_FRACTION:
      g_string_append (out, "0.5");
      break;
    case REFERENCE_TEXT:
      print_string (out, value->text);
      break;
    case REFERENCE_LIST:
    case REFERENCE_OBJECT:
      g_string_append_c (out, bracket[0]);
      for (const ReferenceValue *at = value->first; at != NULL; at = at->next)
        {
          if (at != value->first)
            g_string_append_c (out, ',');
          print (out, at);
        }
      g_string_append_c (out, bracket[1]);
      break;
    }
}

static void
collect (ReferenceValue *value, Places *places)
{
  for (ReferenceValue *at = value; at != NULL && places->n < MAX_VALUES; at = at->next)
    {
      places->values[places->n++] = at;
      if (at->first != NULL)
        collect (at->first, places);
    }
}

static ReferenceValue *
make_member (const char *name, const char *text)
{
  ReferenceValue *value = reference_json_read (text, strlen (text));

  value->name = g_strdup (name);

  return value;
}

/* The rest of a list stays where it is; what stood here gets another content. */
static void
replace (ReferenceValue *value, const char *text)
{
  ReferenceValue *fresh = reference_json_read (text, strlen (text));

  reference_json_free (value->first);
  g_free (value->text);
  value->kind = fresh->kind;
  value->integer = fresh->integer;
  value->text = g_steal_pointer (&fresh->text);
  value->first = g_steal_pointer (&fresh->first);
  reference_json_free (fresh);
}

static void
drop_next (ReferenceValue *value)
{
  ReferenceValue *next = value->next;

  if (next == NULL)
    return;
  value->next = next->next;
  next->next = NULL;
  reference_json_free (next);
}

static void
change (ReferenceValue *root, guint64 *state)
{
  Places places = { .n = 0 };
  ReferenceValue *value = NULL;
  ReferenceValue *fresh = NULL;

  collect (root, &places);
  value = places.values[draw (state, places.n)];
  switch (draw (state, 6))
    {
    case 0:
      drop_next (value);
      break;
    case 1:
      if (value->name != NULL)
        {
          g_free (value->name);
          value->name = g_strdup (DRAW_FROM (state, names));
        }
      break;
    case 2:
      /* The same name in capitals, or another one, with another value. */
      if (value->name == NULL)
        break;
      fresh = make_member (draw (state, 2) == 0 ? value->name : DRAW_FROM (state, names), DRAW_FROM (state, values));
      fresh->name[0] = g_ascii_toupper (fresh->name[0]);
      fresh->next = value->next;
      value->next = fresh;
      break;
    case 3:
      if (value->kind != REFERENCE_OBJECT)
        break;
      fresh = make_member (DRAW_FROM (state, names), DRAW_FROM (state, values));
      fresh->next = value->first;
      value->first = fresh;
      break;
    default:
      replace (value, DRAW_FROM (state, values));
      break;
    }
}

gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize max_size, guint seed)
{
  guint64 state = seed * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) | 1;
  g_autoptr (ReferenceValue) root = NULL;
  g_autoptr (GString) out = NULL;

  if (draw (&state, 2) == 0 || max_size < N_CHOICE_BYTES)
    return LLVMFuzzerMutate (data, size, max_size);

  if (size > N_CHOICE_BYTES && draw (&state, 50) != 0)
    root = reference_json_read ((const char *) data + N_CHOICE_BYTES, size - N_CHOICE_BYTES);
  if (root == NULL)
    {
      const char *answer = DRAW_FROM (&state, answers);

      root = reference_json_read (answer, strlen (answer));
    }
  for (guint n = draw (&state, 4); n > 0; n--)
    change (root, &state);

  out = g_string_new_len ((const char *) data, (gssize) MIN (size, N_CHOICE_BYTES));
  while (out->len < N_CHOICE_BYTES)
    g_string_append_c (out, (char) draw (&state, 256));
  if (draw (&state, 4) == 0)
    out->str[draw (&state, N_CHOICE_BYTES)] = (char) draw (&state, 256);
  print (out, root);
  if (out->len > max_size)
    return LLVMFuzzerMutate (data, size, max_size);
  memcpy (data, out->str, out->len);

  return out->len;
}
