/* sim-terminal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-terminal.h"

/* The last moment at which a machine does anything, after the cloud took the request. */
#define LAST_US (SIM_LIFE_US - SIM_SECONDS (5))

/* Of a void or a return: there is no such sale, so nothing goes back. */
#define CODE_NOT_FOUND 21

static void arrive (gpointer data);

static SimTerminal *
get_terminal (const SimSale *sale)
{
  return sim_cloud_get_terminal (sim_world->cloud, sale->terminal);
}

gboolean
sim_terminal_is_busy (const SimTerminal *self)
{
  return self->sale != NULL || sim_now_us () < self->busy_until_us;
}

/* No longer than the answer is under way at least: whoever got it finds the machine idle again. */
void
sim_terminal_occupy (SimTerminal *self)
{
  self->busy_until_us = sim_now_us () + SIM_MS (20);
}

/* @sale: (nullable): of somebody else */
static void
add_row (SimTerminal *self, SimSale *sale, const char *ticket, gint64 amount, gint64 operation, gint64 authorization)
{
  const SimRow row = {
    .kind = sale != NULL ? sale->command : SIM_COMMAND_SALE,
    .sale = sale,
    .ticket = g_strdup (ticket),
    .amount = amount,
    .operation = operation,
    .authorization = authorization,
  };

  g_array_append_val (self->batch, row);
}

void
sim_terminal_add_foreign_sale (SimTerminal *self, gint64 amount)
{
  g_autofree char *ticket = g_strdup_printf ("f00d-%" G_GINT64_FORMAT, self->n_operations);

  self->n_operations++;
  add_row (self, NULL, sim_cloud_sends_ticket () ? ticket : NULL, amount, self->n_operations,
           500000 + self->n_operations);
}

void
sim_terminal_close_batch (SimTerminal *self)
{
  g_array_set_size (self->batch, 0);
  self->n_operations = 0;
}

/* The sale of the open batch that has that number, whosever it is. */
static SimRow *
find_row (SimTerminal *self, gint64 operation)
{
  for (guint i = 0; i < self->batch->len; i++)
    {
      SimRow *row = &g_array_index (self->batch, SimRow, i);

      if (row->kind == SIM_COMMAND_SALE && row->operation == operation)
        return row;
    }

  return NULL;
}

static gboolean
book_void (SimTerminal *terminal, SimSale *sale)
{
  SimRow *row = find_row (terminal, sale->named);

  if (row == NULL)
    return FALSE;

  row->kind = SIM_COMMAND_VOID;
  sale->undone = row->sale;
  sale->amount = row->amount;
  sale->is_booked = TRUE;
  sale->operation = ++terminal->n_operations;
  sale->authorization = 300000 + sale->id % 100000;

  return TRUE;
}

/* FALSE if it finds no sale to give back of. It trusts the merchant: whoever asks for more than there was, or twice,
 * gets it. */
static gboolean
book (SimSale *sale)
{
  SimTerminal *terminal = get_terminal (sale);

  if (sale->command == SIM_COMMAND_VOID)
    return book_void (terminal, sale);
  if (sale->command == SIM_COMMAND_RETURN)
    {
      sale->undone = sim_cloud_find_authorization (sim_world->cloud, sale->named);
      if (sale->undone == NULL)
        return FALSE;
    }

  sale->is_booked = TRUE;
  sale->operation = ++terminal->n_operations;
  sale->authorization = 300000 + sale->id % 100000;
  add_row (terminal, sale, sale->ticket, sale->amount, sale->operation, sale->authorization);

  return TRUE;
}

static void
finish (SimSale *sale, int code, gboolean booked)
{
  SimTerminal *terminal = get_terminal (sale);

  sale->next = 0;
  sale->code = code;
  sale->is_over = TRUE;
  if (booked && !book (sale))
    {
      booked = FALSE;
      sale->code = code = CODE_NOT_FOUND;
    }
  if (terminal->sale == sale)
    terminal->sale = NULL;
  sim_note ("terminal", sale->id, code, "%s: result %d, %s", sale->reference, code, booked ? "booked" : "not booked");
  sim_cloud_sale_over (sale);
}

static void
customer_done (gpointer data)
{
  static const int codes[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 51, 5, 1006, 55, 0, 1006, 61 };
  static const int odd[] = { 77, 1003, 21, 1004 };
  SimSale *sale = data;
  int code = codes[sim_random_draw (sim_world->random, SIM_STREAM_TERMINAL, G_N_ELEMENTS (codes))];

  if (sim_strikes (SIM_STREAM_TERMINAL, SIM_FAULT_ODD_CODE))
    {
      code = odd[sim_random_draw (sim_world->random, SIM_STREAM_TERMINAL, G_N_ELEMENTS (odd))];
      if (sale->command != SIM_COMMAND_SALE && code == CODE_NOT_FOUND)
        code = odd[0];
      finish (sale, code, sim_random_draw (sim_world->random, SIM_STREAM_TERMINAL, 2) == 1);
    }
  else
    {
      finish (sale, code, code == 0);
    }
}

static gint64
draw_patience (void)
{
  if (sim_strikes (SIM_STREAM_TERMINAL, SIM_FAULT_TERMINAL_SLOW))
    return sim_random_us (sim_world->random, SIM_STREAM_TERMINAL, SIM_SECONDS (20), SIM_SECONDS (285));

  return SIM_SECONDS (2) + (gint64) sim_random_draw (sim_world->random, SIM_STREAM_TERMINAL, 32) * SIM_MS (100);
}

static gint64
clamp_to_life (const SimSale *sale, gint64 delay_us)
{
  return MIN (delay_us, sale->taken_us + LAST_US - sim_now_us ());
}

static void
arrive (gpointer data)
{
  SimSale *sale = data;
  SimTerminal *terminal = get_terminal (sale);
  gint64 age_us = sim_now_us () - sale->taken_us;

  sale->next = 0;
  if (sale->is_held && sim_terminal_is_busy (terminal) && age_us < LAST_US - SIM_SECONDS (5))
    {
      sale->next = sim_later (SIM_SIDE_WORLD, SIM_SECONDS (1), arrive, sale, NULL);
      return;
    }
  if (sale->is_held && sim_terminal_is_busy (terminal))
    {
      finish (sale, 1006, FALSE);
      return;
    }
  sale->is_held = FALSE;
  terminal->sale = sale;
  if (terminal->is_off && age_us < LAST_US - SIM_SECONDS (5))
    {
      sale->next = sim_later (SIM_SIDE_WORLD, SIM_SECONDS (5), arrive, sale, NULL);
      return;
    }
  /* It never reached the machine. */
  if (terminal->is_off)
    {
      finish (sale, 1006, FALSE);
      return;
    }

  sale->is_at_terminal = TRUE;
  sale->next = sim_later (SIM_SIDE_WORLD, clamp_to_life (sale, draw_patience ()), customer_done, sale, NULL);
}

void
sim_terminal_begin (SimSale *sale)
{
  /* The cloud may take its time, within its five minutes; until then the machine knows nothing of it. */
  if (sim_strikes (SIM_STREAM_CLOUD, SIM_FAULT_FORWARD_LATE))
    {
      sale->is_held = TRUE;
      sale->next = sim_later (SIM_SIDE_WORLD,
                              sim_random_us (sim_world->random, SIM_STREAM_CLOUD, SIM_SECONDS (1), SIM_SECONDS (280)),
                              arrive, sale, NULL);
      return;
    }

  get_terminal (sale)->sale = sale;
  sale->next = sim_later (SIM_SIDE_WORLD, SIM_MS (300), arrive, sale, NULL);
}

static void
stopped (gpointer data)
{
  finish (data, 1006, FALSE);
}

gboolean
sim_terminal_cancel (SimTerminal *self)
{
  SimSale *sale = self->sale;

  if (sale == NULL || !sale->is_at_terminal || sale->is_over)
    return FALSE;
  if (sim_strikes (SIM_STREAM_TERMINAL, SIM_FAULT_CANCEL_BROKEN))
    return TRUE;

  sim_scheduler_clear (sim_world->scheduler, &sale->next);
  sale->next = sim_later (SIM_SIDE_WORLD, SIM_SECONDS (1), stopped, sale, NULL);

  return TRUE;
}
