/* sim-limits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-limits.h"

#include "fiel-getnet-redact.h"
#include "sim-answers.h"
#include "sim-checker.h"

#include <string.h>

/* How long the till takes a terminal's list to reach back to a payment. */
#define ABSENCE_WINDOW_US SIM_SECONDS (7200)

static SimTerminal *
find_terminal (const SimPayment *payment)
{
  for (guint i = 0; i < SIM_N_TERMINALS; i++)
    if (g_str_equal (sim_cloud_get_terminal (sim_world->cloud, i)->key, payment->terminal))
      return sim_cloud_get_terminal (sim_world->cloud, i);

  return NULL;
}

/* A result code that nobody documented, or one that says nothing about money. */
static gboolean
is_odd (const SimSale *sale)
{
  /* A machine that does not find what is to go back has given nothing back. */
  return sale->code == 77 || sale->code == 1003 || sale->code == 1004
         || (sale->code == 21 && sale->command == SIM_COMMAND_SALE);
}

/* How many rows of the open batch show this amount, and how many this sale's ticket. */
static guint
count_rows (const SimTerminal *terminal, gint64 amount, const char *ticket)
{
  guint n = 0;

  for (guint i = 0; i < terminal->batch->len; i++)
    {
      const SimRow *row = &g_array_index (terminal->batch, SimRow, i);

      n += row->amount == amount && (ticket == NULL || g_strcmp0 (row->ticket, ticket) == 0);
    }

  return n;
}

/* Whether the open batch names what the machine took back as taken back. */
static gboolean
shows_void (const SimTerminal *terminal, const SimSale *undone)
{
  for (guint i = 0; i < terminal->batch->len; i++)
    {
      const SimRow *row = &g_array_index (terminal->batch, SimRow, i);

      if (row->sale == undone && row->kind == SIM_COMMAND_VOID)
        return count_rows (terminal, row->amount, row->ticket) == 1;
    }

  return FALSE;
}

/* Whether it shows the sale of a payment as one that stands. */
static gboolean
shows_sale (const SimTerminal *terminal, const char *original)
{
  for (guint i = 0; i < terminal->batch->len; i++)
    {
      const SimRow *row = &g_array_index (terminal->batch, SimRow, i);

      if (row->sale != NULL && row->kind == SIM_COMMAND_SALE && g_strcmp0 (row->sale->reference, original) == 0)
        return count_rows (terminal, row->amount, row->ticket) == 1;
    }

  return FALSE;
}

/* Rows that say that something went back, and not of which sale. */
static guint
count_nameless_returns (const SimTerminal *terminal, gint64 amount)
{
  guint n = 0;

  for (guint i = 0; i < terminal->batch->len; i++)
    {
      const SimRow *row = &g_array_index (terminal->batch, SimRow, i);

      n += row->amount == amount && row->kind != SIM_COMMAND_SALE
           && (row->ticket == NULL || terminal->has_bare_rows);
    }

  return n;
}

static gboolean
shows_returns (const SimTerminal *terminal)
{
  for (guint i = 0; i < terminal->batch->len; i++)
    if (g_array_index (terminal->batch, SimRow, i).kind == SIM_COMMAND_RETURN)
      return TRUE;

  return FALSE;
}

static gboolean
rows_prove (const SimTerminal *terminal, const SimSale *sale)
{
  if (sale->command == SIM_COMMAND_VOID)
    return sim_cloud_sends_ticket () && !terminal->has_bare_rows && shows_void (terminal, sale->undone);

  return sim_cloud_sends_ticket () && !terminal->has_bare_rows && sale->ticket != NULL
         && count_rows (terminal, sale->amount, sale->ticket) == 1;
}

static const char *
find_with_id (const SimPayment *payment, const SimTerminal *terminal, const SimSale *sale)
{
  g_autofree char *id = NULL;

  if (sale == NULL)
    return "its id is of no payment the cloud knows";

  id = g_strdup_printf ("%" G_GINT64_FORMAT, sale->id);
  if (g_strcmp0 (id, payment->provider_id) != 0)
    return "the cloud gave a wrong id";
  if (is_odd (sale) && (!sale->is_booked || !rows_prove (terminal, sale)))
    return "it ended with a code that proves nothing, and the records do not show it";

  return NULL;
}

static const char *
find_absent (const SimPayment *payment, const SimTerminal *terminal)
{
  const char *boot_id = fiel_clock_get_boot_id (FIEL_CLOCK (sim_world->clock));
  gint64 boot_us = fiel_clock_get_boot_us (FIEL_CLOCK (sim_world->clock));

  if (payment->is_doubted)
    return "something contradictory was said about it, so absence proves nothing";
  if (payment->kind == FIEL_ATTEMPT_KIND_VOID)
    return shows_sale (terminal, payment->original) && !terminal->has_bare_rows
             ? NULL
             : "the records do not show the sale that was to be cancelled";
  if (payment->kind == FIEL_ATTEMPT_KIND_REFUND && !shows_returns (terminal))
    return "the records show no return at all, and nobody says that they ever do";
  if (count_nameless_returns (terminal, payment->amount) > 0)
    return "the records show something of its amount that went back without a ticket";
  if (payment->kind == FIEL_ATTEMPT_KIND_SALE && (!sim_cloud_sends_ticket () || terminal->has_bare_rows)
      && count_rows (terminal, payment->amount, NULL) > 0)
    return "the records show a sale of its amount without a ticket";
  if (!g_str_equal (boot_id, payment->intent_boot_id))
    return "the machine was started anew since, so the list may not reach back";
  if (boot_us - payment->intent_boot_us > ABSENCE_WINDOW_US)
    return "it is older than the list can be trusted";

  return NULL;
}

/* Whether the journal holds the result as the cloud told it: then there is no excuse. */
static gboolean
was_told (const SimSale *sale)
{
  g_autofree char *text = sim_answers_truth (sale);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autofree char *kept = fiel_getnet_redact (body);

  return !is_odd (sale) && sim_shadow_find_answer (sim_checker_get_shadow (sim_world->checker), kept);
}

const char *
sim_limits_find (const SimPayment *payment)
{
  const SimTerminal *terminal = find_terminal (payment);
  const SimSale *sale = sim_cloud_find_sale (sim_world->cloud, payment->id);

  if (terminal == NULL || (sale != NULL && was_told (sale)))
    return NULL;
  if (payment->provider_id != NULL)
    return find_with_id (payment, terminal, sale);
  if (sale == NULL || !sale->is_booked)
    return find_absent (payment, terminal);

  return rows_prove (terminal, sale) ? NULL : "it was booked, and the records cannot name it";
}
