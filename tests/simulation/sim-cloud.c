/* sim-cloud.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-cloud.h"

#include "fiel-http-message-private.h"
#include "sim-answers.h"
#include "sim-listener.h"
#include "sim-relay.h"
#include "sim-terminal.h"

#include <string.h>

struct _SimCloud
{
  SimTerminal terminals[SIM_N_TERMINALS];
  GPtrArray *sales;            /* owned, of SimSale */
  gint64 last_id;
  gint64 last_token;
  gint64 first_valid_token;
};

#define FIRST_ID 512340
#define QUIET_US SIM_SECONDS (7800)

static void
sale_free (gpointer data)
{
  SimSale *sale = data;

  g_clear_pointer (&sale->waiting, sim_exchange_unref);
  g_free (sale->reference);
  g_free (sale->ticket);
  g_free (sale);
}

static void
row_clear (gpointer data)
{
  g_free (((SimRow *) data)->ticket);
}

SimCloud *
sim_cloud_new (void)
{
  static const char *const keys[SIM_N_TERMINALS] = { "norte", "centro", "sur" };
  static const char *const ids[SIM_N_TERMINALS] = { "70011223", "70011224", "70011225" };
  SimCloud *self = g_new0 (SimCloud, 1);

  self->sales = g_ptr_array_new_with_free_func (sale_free);
  self->last_id = FIRST_ID;
  for (guint i = 0; i < SIM_N_TERMINALS; i++)
    {
      SimTerminal *terminal = &self->terminals[i];

      terminal->key = keys[i];
      terminal->id = ids[i];
      terminal->batch = g_array_new (FALSE, FALSE, sizeof (SimRow));
      g_array_set_clear_func (terminal->batch, row_clear);
      terminal->has_bare_rows = sim_strikes (SIM_STREAM_TERMINAL, SIM_FAULT_BARE_RECORDS);
    }

  return self;
}

void
sim_cloud_free (SimCloud *self)
{
  for (guint i = 0; i < SIM_N_TERMINALS; i++)
    g_array_unref (self->terminals[i].batch);
  g_ptr_array_unref (self->sales);
  g_free (self);
}

gboolean
sim_cloud_is_asynchronous (void)
{
  return sim_world->store != SIM_STORE_CHILE && sim_world->store != SIM_STORE_ARGENTINA;
}

gboolean
sim_cloud_sends_ticket (void)
{
  return sim_world->store != SIM_STORE_ARGENTINA && sim_world->store != SIM_STORE_ARGENTINA_ASYNCHRONOUS;
}

SimTerminal *
sim_cloud_get_terminal (SimCloud *self, guint index)
{
  return &self->terminals[index];
}

GPtrArray *
sim_cloud_get_sales (SimCloud *self)
{
  return self->sales;
}

SimSale *
sim_cloud_find_sale (SimCloud *self, const char *reference)
{
  for (guint i = 0; i < self->sales->len; i++)
    {
      SimSale *sale = g_ptr_array_index (self->sales, i);

      if (g_str_equal (sale->reference, reference))
        return sale;
    }

  return NULL;
}

gboolean
sim_cloud_find_booked (SimCloud *self, const char *reference, const char *terminal, gint64 *amount)
{
  gboolean found = FALSE;

  *amount = 0;
  for (guint i = 0; i < self->sales->len; i++)
    {
      const SimSale *sale = g_ptr_array_index (self->sales, i);

      if (!sale->is_booked || !g_str_equal (sale->reference, reference)
          || !g_str_equal (self->terminals[sale->terminal].key, terminal))
        continue;
      found = TRUE;
      *amount += sale->amount;
    }

  return found;
}

SimSale *
sim_cloud_find_authorization (SimCloud *self, gint64 authorization)
{
  for (guint i = 0; i < self->sales->len; i++)
    {
      SimSale *sale = g_ptr_array_index (self->sales, i);

      if (sale->command == SIM_COMMAND_SALE && sale->is_booked && sale->authorization == authorization)
        return sale;
    }

  return NULL;
}

/* Telling the result */

static void
receive (const char *body, const char *attempt_id)
{
  if (sim_world->store == SIM_STORE_CHILE_RELAY)
    sim_relay_receive (sim_world->relay, body, attempt_id);
  else
    sim_listener_receive (body, attempt_id);
}

static void
call_back (gpointer data)
{
  const SimSale *sale = data;
  g_autofree char *body = sim_answers_final (sale);

  receive (body, sale->reference);
}

static void
call_back_forged (gpointer data)
{
  const SimSale *sale = data;
  g_autofree char *body =
    sim_answers_forged (sale, sim_random_draw (sim_world->random, SIM_STREAM_CLOUD, 2) == 1);

  receive (body, sale->reference);
}

static void
call_back_nameless (gpointer data)
{
  g_autofree char *body = sim_answers_nameless (sim_random_draw (sim_world->random, SIM_STREAM_CLOUD, 2) == 1 ? 51 : 0);

  receive (body, NULL);
}

static void
call_back_foreign (gpointer data)
{
  const SimSale *sale = data;
  g_autofree char *body = sim_answers_foreign (sale->id + 77, "yyyyyyyyyyyyyyyyyyyyyyyyy");

  receive (body, NULL);
}

static void
plan_callback (SimSale *sale, SimFunc func)
{
  sim_later (SIM_SIDE_WORLD,
             sim_random_us (sim_world->random, SIM_STREAM_CLOUD, SIM_MS (20), SIM_SECONDS (8)), func, sale, NULL);
}

static void
plan_callbacks (SimSale *sale)
{
  if (!sale->is_asynchronous || sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_CALLBACK_LOST))
    return;

  plan_callback (sale, call_back);
  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_CALLBACK_TWICE))
    plan_callback (sale, call_back);
}

/* Anybody who knows the address may call at any time. */
static void
plan_strange_callbacks (SimSale *sale)
{
  if (!sale->is_asynchronous)
    return;

  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_CALLBACK_FORGED))
    plan_callback (sale, call_back_forged);
  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_CALLBACK_FOREIGN))
    plan_callback (sale, call_back_foreign);
  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_CALLBACK_NAMELESS))
    plan_callback (sale, call_back_nameless);
}

/* @body: (transfer full) */
static void
answer_waiting (SimSale *sale, char *body)
{
  g_autoptr (SimExchange) exchange = g_steal_pointer (&sale->waiting);

  if (exchange != NULL)
    sim_exchange_answer (exchange, 200, body);
  else
    g_free (body);
}

static void
reported (gpointer data)
{
  SimSale *sale = data;

  if (sale->is_reported)
    return;

  sale->is_reported = TRUE;
  if (sale->waiting != NULL)
    answer_waiting (sale, sim_answers_final (sale));
  plan_callbacks (sale);
}

void
sim_cloud_sale_over (SimSale *sale)
{
  gint64 delay_us = SIM_MS (200);

  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_REPORT_LATE))
    delay_us = sim_random_us (sim_world->random, SIM_STREAM_CLOUD, SIM_SECONDS (1), SIM_SECONDS (600));
  sim_later (SIM_SIDE_WORLD, delay_us, reported, sale, NULL);
}

static void
early_notice (gpointer data)
{
  SimSale *sale = data;

  if (sale->waiting != NULL)
    answer_waiting (sale, sim_answers_error ("TIMEOUT (90 SECONDS)"));
}

static void
life_over (gpointer data)
{
  SimSale *sale = data;

  if (sale->waiting != NULL)
    answer_waiting (sale, sim_answers_error ("TIMEOUT (5 MINUTES)"));
}

/* Sales */

static gint64
read_number (GBytes *body, const char *name)
{
  g_autofree char *text = sim_network_find_member (body, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static SimSale *
add_sale (SimCloud *self, SimTerminal *terminal, SimCommand command, GBytes *body)
{
  SimSale *sale = g_new0 (SimSale, 1);

  self->last_id += 7;
  sale->id = self->last_id;
  sale->command = command;
  sale->reference = sim_network_find_member (body, "customId");
  sale->ticket = sim_network_find_member (body, "ticketNumber");
  sale->amount = read_number (body, "amount");
  if (command != SIM_COMMAND_SALE)
    sale->named = read_number (body, command == SIM_COMMAND_VOID ? "operationId" : "authorizationCode");
  sale->terminal = (guint) (terminal - self->terminals);
  sale->is_asynchronous = memmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "\"webhook\"", 9) != NULL;
  sale->taken_us = sim_now_us ();
  g_ptr_array_add (self->sales, sale);
  sim_note ("taken", sale->id, sale->amount, "%s: command %d, %" G_GINT64_FORMAT " on %s is number %" G_GINT64_FORMAT,
            sale->reference, (int) command, sale->amount, terminal->key, sale->id);

  return sale;
}

/* What the cloud may answer although it does what was asked for. */
static gboolean
answer_wrongly (SimSale *sale, SimExchange *exchange)
{
  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_SERVER_ERROR_EXECUTED))
    sim_exchange_answer (exchange, 500, g_strdup ("Internal Server Error"));
  else if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_ERROR_ENVELOPE))
    sim_exchange_answer (exchange, 200, sim_answers_error ("ERROR INTERNO"));
  else if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_BUSY_UNKNOWN))
    sim_exchange_answer (exchange, 200, sim_answers_error ("OPERATION IN PROGRESS (30 SECONDS)"));
  else if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_REFUSAL_WITH_ID))
    sim_exchange_answer (exchange, 200, sim_answers_error_with_id ("OPERATION IN PROGRESS (15 SECONDS)", sale));
  else if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_NOT_RESPONDING))
    sim_exchange_answer (exchange, 200, sim_answers_error ("C2C SERVICE NOT RESPONDING"));
  else
    return FALSE;

  return TRUE;
}

static void
take_money (SimCloud *self, SimTerminal *terminal, SimCommand command, SimExchange *exchange)
{
  GBytes *body = fiel_http_request_get_body (sim_exchange_get_request (exchange));
  SimSale *sale = NULL;

  terminal->last_sale_us = sim_now_us ();
  if (sim_terminal_is_busy (terminal))
    {
      sim_exchange_answer (exchange, 200, sim_answers_error ("OPERATION IN PROGRESS (15 SECONDS)"));
      return;
    }
  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_FOREIGN_SALES))
    sim_terminal_add_foreign_sale (terminal, MAX (read_number (body, "amount"), 1000));

  sale = add_sale (self, terminal, command, body);
  sim_terminal_begin (sale);
  plan_strange_callbacks (sale);
  if (answer_wrongly (sale, exchange))
    return;

  if (sale->is_asynchronous)
    {
      sim_exchange_answer (exchange, 200, sim_answers_accepted (sale));
      return;
    }

  sale->waiting = sim_exchange_ref (exchange);
  sim_later (SIM_SIDE_WORLD, SIM_LIFE_US, life_over, sale, NULL);
  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_EARLY_NOTICE))
    sim_later (SIM_SIDE_WORLD, SIM_SECONDS (90), early_notice, sale, NULL);
}

/* Questions */

static void
take_question (SimCloud *self, SimTerminal *terminal, const char *path, SimExchange *exchange)
{
  gboolean cancels = g_str_has_suffix (path, "/cancelsale");

  if (terminal->is_off || sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_NOT_RESPONDING))
    {
      sim_exchange_answer (exchange, 200, sim_answers_error ("C2C SERVICE NOT RESPONDING"));
    }
  else if (cancels)
    {
      sim_exchange_answer (exchange, 200, sim_answers_cancelled (sim_terminal_cancel (terminal) ? 0 : 21));
    }
  else if (sim_terminal_is_busy (terminal))
    {
      sim_exchange_answer (exchange, 200, sim_answers_error ("OPERATION IN PROGRESS (15 SECONDS)"));
    }
  else
    {
      sim_terminal_occupy (terminal);
      sim_exchange_answer (exchange, 200, g_str_has_suffix (path, "/poll") ? sim_answers_ready ()
                                                                          : sim_answers_records (terminal));
    }
}

static void
take_status (SimCloud *self, const char *path, SimExchange *exchange)
{
  gint64 id = g_ascii_strtoll (strrchr (path, '/') + 1, NULL, 10);
  const SimSale *sale = NULL;

  for (guint i = 0; i < self->sales->len && sale == NULL; i++)
    if (((SimSale *) g_ptr_array_index (self->sales, i))->id == id)
      sale = g_ptr_array_index (self->sales, i);

  if (sale == NULL || sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_ID_NOT_FOUND))
    sim_exchange_answer (exchange, 200, sim_answers_error ("ID NOT FOUND"));
  else if (sale->is_reported)
    sim_exchange_answer (exchange, 200, sim_answers_final (sale));
  else if (sim_now_us () - sale->taken_us < SIM_LIFE_US)
    sim_exchange_answer (exchange, 200, sim_answers_in_process ());
  else
    sim_exchange_answer (exchange, 200, sim_answers_error ("TIMEOUT (5 MINUTES)"));
}

/* The door */

static const char *
find_header (FielHttpRequest *request, const char *name)
{
  const char *const *headers = fiel_http_request_get_headers (request);

  for (guint i = 0; headers != NULL && headers[i] != NULL; i += 2)
    if (g_str_equal (headers[i], name))
      return headers[i + 1];

  return NULL;
}

static gboolean
has_valid_token (SimCloud *self, FielHttpRequest *request)
{
  const char *header = find_header (request, "Authorization");
  gint64 token = header != NULL && g_str_has_prefix (header, "Bearer sim-token-")
                   ? g_ascii_strtoll (header + strlen ("Bearer sim-token-"), NULL, 10)
                   : 0;

  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_TOKEN_REVOKED))
    sim_cloud_revoke_tokens (self);

  return token >= self->first_valid_token && token > 0;
}

static void
take_sign_in (SimCloud *self, SimExchange *exchange)
{
  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_NO_TOKEN))
    sim_exchange_answer (exchange, 200, sim_answers_error ("INVALID CREDENTIALS"));
  else
    sim_exchange_answer (exchange, 200, sim_answers_token (++self->last_token));
}

static void
turn_away (SimExchange *exchange)
{
  gboolean by_status = sim_random_draw (sim_world->random, SIM_STREAM_CLOUD, 2) == 1;

  sim_exchange_answer (exchange, by_status ? 401 : 200, sim_answers_error ("UNAUTHORIZED"));
}

static SimTerminal *
find_terminal (SimCloud *self, GBytes *body)
{
  g_autofree char *id = sim_network_find_member (body, "idTerminal");

  for (guint i = 0; i < SIM_N_TERMINALS; i++)
    if (g_strcmp0 (self->terminals[i].id, id) == 0)
      return &self->terminals[i];

  return NULL;
}

void
sim_cloud_take (SimCloud *self, SimExchange *exchange)
{
  FielHttpRequest *request = sim_exchange_get_request (exchange);
  const char *path = g_uri_get_path (fiel_http_request_get_uri (request));
  GBytes *body = fiel_http_request_get_body (request);
  SimTerminal *terminal = NULL;

  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_SERVER_ERROR))
    {
      sim_exchange_answer (exchange, 503, g_strdup ("<html>Service Unavailable</html>"));
      return;
    }
  if (g_str_has_suffix (path, "/auth"))
    {
      take_sign_in (self, exchange);
      return;
    }
  if (!has_valid_token (self, request))
    {
      turn_away (exchange);
      return;
    }
  if (body == NULL)
    {
      take_status (self, path, exchange);
      return;
    }

  terminal = find_terminal (self, body);
  if (terminal == NULL)
    sim_exchange_answer (exchange, 200, sim_answers_error ("KEYPOS NOT FOUND"));
  else if (g_str_has_suffix (path, "/sale"))
    take_money (self, terminal, SIM_COMMAND_SALE, exchange);
  else if (g_str_has_suffix (path, "/refund"))
    take_money (self, terminal, SIM_COMMAND_VOID, exchange);
  else if (g_str_has_suffix (path, "/return"))
    take_money (self, terminal, SIM_COMMAND_RETURN, exchange);
  else
    take_question (self, terminal, path, exchange);
}

/* From outside */

void
sim_cloud_revoke_tokens (SimCloud *self)
{
  self->first_valid_token = self->last_token + 1;
}

void
sim_cloud_close_batches (SimCloud *self)
{
  for (guint i = 0; i < SIM_N_TERMINALS; i++)
    if (self->terminals[i].sale == NULL && sim_now_us () - self->terminals[i].last_sale_us > QUIET_US)
      sim_terminal_close_batch (&self->terminals[i]);
}

gboolean
sim_cloud_is_settled (SimCloud *self)
{
  for (guint i = 0; i < self->sales->len; i++)
    if (!((SimSale *) g_ptr_array_index (self->sales, i))->is_reported)
      return FALSE;

  return TRUE;
}
