/* sim-answers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-answers.h"

#define OK "{\"code\":1,\"status\":\"OK\",\"message\":\"TRANSACCION FINALIZADA\",\"data\":"

/* What one answer says about a sale. */
typedef struct
{
  SimCommand command;
  gint64 id;
  const char *reference;
  const char *terminal;
  const char *ticket;       /* nullable */
  gint64 amount;
  int code;
  gboolean has_code;
  gboolean has_amount;
  gboolean names_all;       /* also of what was not approved */
  gint64 operation;
  gint64 authorization;
} SimWords;

char *
sim_answers_error (const char *message)
{
  return g_strdup_printf ("{\"code\":0,\"status\":\"ERROR\",\"message\":\"%s\",\"data\":null}", message);
}

char *
sim_answers_error_with_id (const char *message, const SimSale *sale)
{
  return g_strdup_printf ("{\"code\":0,\"status\":\"ERROR\",\"message\":\"%s\",\"data\":{\"idPosTxs\":%" G_GINT64_FORMAT
                          ",\"customId\":\"%s\"}}",
                          message, sale->id, sale->reference);
}

char *
sim_answers_token (gint64 token)
{
  return g_strdup_printf ("{\"code\":1,\"status\":\"OK\",\"message\":\"LOGIN SUCCESSFUL\",\"data\":{\"token\":"
                          "\"sim-token-%" G_GINT64_FORMAT "\",\"expires_in\":86400}}",
                          token);
}

char *
sim_answers_accepted (const SimSale *sale)
{
  return g_strdup_printf ("{\"code\":1,\"status\":\"OK\",\"message\":\"TRANSACTION SENT\",\"data\":{\"idPosTxs\":"
                          "%" G_GINT64_FORMAT "}}",
                          sale->id);
}

char *
sim_answers_in_process (void)
{
  return g_strdup ("{\"code\":2,\"status\":\"OK\",\"message\":\"TRANSACTION IN PROCESS\",\"data\":null}");
}

char *
sim_answers_ready (void)
{
  return g_strdup (OK "{\"response\":{\"functionCode\":106,\"responseCode\":0,\"responseMessage\":\"Aprobado\","
                      "\"connected\":true}}}");
}

char *
sim_answers_cancelled (int code)
{
  return g_strdup_printf (OK "{\"response\":{\"functionCode\":116,\"responseCode\":%d,\"responseMessage\":\"%s\"}}}",
                          code, code == 0 ? "Aprobado" : "No se puede cancelar");
}

/* A machine may give its list while it still writes the newest line. */
static guint
count_rows (SimTerminal *terminal)
{
  SimRow *newest = terminal->batch->len > 0 ? &g_array_index (terminal->batch, SimRow, terminal->batch->len - 1) : NULL;

  if (newest == NULL || newest->was_missed || !sim_strikes (SIM_STREAM_TERMINAL, SIM_FAULT_RECORDS_MISS))
    return terminal->batch->len;

  newest->was_missed = TRUE;

  return terminal->batch->len - 1;
}

static const char *
get_word (SimCommand kind)
{
  switch (kind)
    {
    case SIM_COMMAND_VOID:
      return "ANULACION";
    case SIM_COMMAND_RETURN:
      return "DEVOLUCION";
    case SIM_COMMAND_SALE:
      break;
    }

  return "VENTA";
}

char *
sim_answers_records (SimTerminal *terminal)
{
  GString *text = g_string_new (OK "{\"response\":{\"functionCode\":105,\"responseCode\":0,\"saleDetails\":[");
  guint n_rows = count_rows (terminal);

  for (guint i = 0; i < n_rows; i++)
    {
      const SimRow *row = &g_array_index (terminal->batch, SimRow, i);

      g_string_append_printf (text, "%s{\"Date\":\"2026-01-01\",\"EmployeeId\":0,\"Amount\":%" G_GINT64_FORMAT,
                              i > 0 ? "," : "", row->amount);
      if (!terminal->has_bare_rows && row->ticket != NULL)
        g_string_append_printf (text, ",\"Ticket\":\"%s\"", row->ticket);
      if (!terminal->has_bare_rows)
        g_string_append_printf (text, ",\"operationId\":%" G_GINT64_FORMAT, row->operation);
      g_string_append_printf (text, ",\"Tx\":\"%s\"}", get_word (row->kind));
    }
  g_string_append (text, "]}}}");

  return g_string_free (text, FALSE);
}

static void
append_result (GString *text, const SimWords *words)
{
  if (words->has_code)
    g_string_append_printf (text, ",\"responseCode\":%d", words->code);
  g_string_append_printf (text, ",\"responseMessage\":\"%s\"", words->code == 0 ? "Aprobado" : "No aprobado");
  g_string_append_printf (text, ",\"terminalId\":\"%s\"", words->code == 0 || words->names_all ? words->terminal : "");
  if ((words->code == 0 || words->names_all) && words->ticket != NULL)
    g_string_append_printf (text, ",\"ticket\":\"%s\"", words->ticket);
  if (words->has_amount)
    g_string_append_printf (text, ",\"amount\":%" G_GINT64_FORMAT, words->amount);
  if (words->code == 0)
    g_string_append_printf (text, ",\"authorizationCode\":\"%06" G_GINT64_FORMAT "\",\"operationId\":%" G_GINT64_FORMAT
                            ",\"last4Digits\":\"4242\",\"cardType\":\"DB\",\"cardBrand\":\"VI\"",
                            words->authorization, words->operation);
}

static char *
write_nested (const SimWords *words)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, OK "{\"idPosTxs\":%" G_GINT64_FORMAT ",\"customId\":\"%s\",\"response\":{"
                          "\"functionCode\":%d",
                          words->id, words->reference, (int) words->command);
  append_result (text, words);
  g_string_append (text, "}}}");

  return g_string_free (text, FALSE);
}

/* As the documents have it. */
static char *
write_flat (const SimWords *words)
{
  return g_strdup_printf ("{\"code\":1,\"status\":\"OK\",\"message\":\"TRANSACTION FINISHED\",\"data\":{"
                          "\"functionCode\":%d,\"code\":%d,\"message\":\"%s\",\"authorizationCode\":"
                          "\"%06" G_GINT64_FORMAT "\",\"amount\":%" G_GINT64_FORMAT "}}",
                          (int) words->command, words->code, words->code == 0 ? "APPROVED" : "NOT APPROVED", words->authorization,
                          words->amount);
}

static SimWords
make_words (const SimSale *sale)
{
  return (SimWords){
    .command = sale->command,
    .id = sale->id,
    .reference = sale->reference,
    .terminal = sim_cloud_get_terminal (sim_world->cloud, sale->terminal)->id,
    .ticket = sale->ticket,
    .amount = sale->amount,
    .code = sale->code,
    .has_code = TRUE,
    /* Of what gives money back the protocol shows no amount. */
    .has_amount = sale->command == SIM_COMMAND_SALE || sale->id % 2 == 0,
    .operation = sale->operation,
    .authorization = sale->authorization,
  };
}

static gboolean
strikes (SimFault fault)
{
  return sim_strikes (SIM_STREAM_CLOUD, fault);
}

/* Each of these names another payment than ours, or leaves out what proves something; then what is said of the result
 * may be wrong as well, as far as the client can know that it is not about its payment. */
static gboolean
spoil (SimWords *words, const SimSale *sale)
{
  static const int codes[] = { 0, 51 };
  guint n_lies = G_N_ELEMENTS (codes);

  if (strikes (SIM_FAULT_WRONG_AMOUNT))
    {
      words->has_amount = TRUE;
      words->amount += 100 * (1 + (gint64) sim_random_draw (sim_world->random, SIM_STREAM_CLOUD, 3));
    }
  else if (strikes (SIM_FAULT_WRONG_TERMINAL))
    {
      words->terminal = "79999999";
    }
  else if (strikes (SIM_FAULT_WRONG_REFERENCE))
    {
      words->reference = "zzzzzzzzzzzzzzzzzzzzzzzzz";
    }
  else if (words->ticket != NULL && strikes (SIM_FAULT_WRONG_TICKET))
    {
      words->ticket = "Z-1";
    }
  else if (strikes (SIM_FAULT_WRONG_ID))
    {
      words->id += 1000000;
      n_lies = sale->is_asynchronous ? n_lies : 0;
    }
  else if (sale->command == SIM_COMMAND_SALE && strikes (SIM_FAULT_NO_AMOUNT))
    {
      words->has_amount = FALSE;
      n_lies = 1;
    }
  else if (strikes (SIM_FAULT_NO_CODE))
    {
      words->has_code = FALSE;
    }
  else
    {
      return FALSE;
    }

  words->names_all = TRUE;
  n_lies = sim_random_draw (sim_world->random, SIM_STREAM_CLOUD, n_lies + 1);
  if (n_lies > 0)
    words->code = codes[n_lies - 1];

  return TRUE;
}

char *
sim_answers_final (const SimSale *sale)
{
  SimWords words = make_words (sale);

  if (spoil (&words, sale))
    return write_nested (&words);

  return strikes (SIM_FAULT_FLAT_ANSWER) ? write_flat (&words) : write_nested (&words);
}

char *
sim_answers_truth (const SimSale *sale)
{
  SimWords words = make_words (sale);

  return write_nested (&words);
}

char *
sim_answers_forged (const SimSale *sale, gboolean approved)
{
  SimWords words = make_words (sale);

  words.code = approved ? 0 : 51;

  return write_nested (&words);
}

char *
sim_answers_foreign (gint64 id, const char *reference)
{
  const SimWords words = {
    .command = SIM_COMMAND_SALE, .id = id, .reference = reference, .terminal = "70011223", .ticket = "X-9", .amount = 1000, .has_code = TRUE,
    .has_amount = TRUE,
  };

  return write_nested (&words);
}

char *
sim_answers_nameless (int code)
{
  const SimWords words = { .command = SIM_COMMAND_SALE, .amount = 1000, .code = code };

  return write_flat (&words);
}
