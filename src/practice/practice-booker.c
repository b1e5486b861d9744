/* practice-booker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The authorizer behind the terminals: books sales, voids and returns in the ledger, or finds why it cannot. A void
 * needs the open batch and works once; a return needs an authorization code and at most what is left of that sale. */

#include "practice-booker.h"

#include "practice-words.h"

typedef struct
{
  const char *type;
  const char *brand;
  const char *last4;
  const char *bin;
  const char *aid;
} Card;

/* Not one of these is a card of anybody. */
static const Card cards[] = {
  { "DB", "VI", "4242", "40000000", "A0000000031010" },
  { "CR", "MC", "0057", "51000000", "A0000000041010" },
  { "CR", "VI", "1881", "40120000", "A0000000031010" },
  { "PR", "MC", "7712", "53000000", "A0000000041010" },
};

static PracticeBooking *
booking_new (PracticeWorld *world, PracticeTerminal *terminal, PracticeOperation *operation, PracticeBookingKind kind)
{
  const PracticeOrder *order = practice_operation_get_order (operation);
  PracticeBooking *booking = g_new0 (PracticeBooking, 1);

  booking->kind = kind;
  booking->client_id = g_strdup (practice_terminal_get_client_id (terminal));
  booking->terminal_key = g_strdup (practice_terminal_get_key (terminal));
  booking->id_terminal = g_strdup (practice_terminal_get_id_terminal (terminal));
  booking->id_sucursal = g_strdup (practice_terminal_get_id_sucursal (terminal));
  booking->serial_number = g_strdup (practice_terminal_get_serial_number (terminal));
  booking->custom_id = g_strdup (order->custom_id);
  booking->ticket = g_strdup (order->ticket);
  booking->authorization = practice_world_take_authorization (world);
  booking->time = practice_world_format_now (world, "%Y-%m-%d %H:%M:%S");
  booking->operation_id = practice_terminal_take_operation_id (terminal);
  booking->id_pos_txs = practice_operation_get_id (operation);
  return booking;
}

static PracticeBooking *
book_sale (PracticeWorld *world, PracticeTerminal *terminal, PracticeOperation *operation)
{
  const PracticeOrder *order = practice_operation_get_order (operation);
  PracticeBooking *booking = booking_new (world, terminal, operation, PRACTICE_BOOKING_SALE);
  const Card *card = &cards[booking->operation_id % (gint64)G_N_ELEMENTS (cards)];

  booking->amount = order->amount;
  booking->money = practice_world_to_money (world, order->amount);
  booking->sale_type = order->sale_type;
  booking->employee_id = order->employee_id;
  booking->tip = order->tip;
  booking->card_type = card->type;
  booking->card_brand = card->brand;
  booking->last4 = card->last4;
  booking->bin = card->bin;
  booking->aid = card->aid;
  return practice_ledger_append (world->ledger, booking);
}

static PracticeBooking *
book_back (PracticeWorld *world,
           PracticeTerminal *terminal,
           PracticeOperation *operation,
           PracticeBookingKind kind,
           PracticeBooking *sale,
           gint64 amount)
{
  PracticeBooking *booking = booking_new (world, terminal, operation, kind);

  booking->amount = amount;
  booking->money = practice_world_to_money (world, amount);
  booking->refers_to = sale->seq;
  booking->sale_type = sale->sale_type;
  booking->card_type = sale->card_type;
  if (kind == PRACTICE_BOOKING_VOID)
    sale->voided = TRUE;
  else
    sale->given_back += amount;
  return practice_ledger_append (world->ledger, booking);
}

static PracticeBooking *
book_void (PracticeWorld *world, PracticeTerminal *terminal, PracticeOperation *operation, gint *code)
{
  const PracticeOrder *order = practice_operation_get_order (operation);
  PracticeBooking *sale;

  sale = practice_ledger_find_in_batch (world->ledger, practice_terminal_get_key (terminal), order->operation_id);
  if (sale == NULL || sale->voided || sale->given_back > 0)
    {
      *code = PRACTICE_RESULT_NOT_FOUND;
      return NULL;
    }
  return book_back (world, terminal, operation, PRACTICE_BOOKING_VOID, sale, sale->amount);
}

static PracticeBooking *
book_return (PracticeWorld *world, PracticeTerminal *terminal, PracticeOperation *operation, gint *code)
{
  const PracticeOrder *order = practice_operation_get_order (operation);
  PracticeBooking *sale;

  sale = practice_ledger_find_authorization (world->ledger, practice_operation_get_client_id (operation),
                                             order->authorization_code);
  if (sale == NULL || sale->voided
      || (world->country == PRACTICE_COUNTRY_AR
          && strncmp (sale->time, order->original_date, strlen ("YYYY-MM-DD")) != 0))
    {
      *code = PRACTICE_RESULT_NOT_FOUND;
      return NULL;
    }
  if (order->amount > sale->amount - sale->given_back)
    {
      *code = PRACTICE_RESULT_INVALID_AMOUNT;
      return NULL;
    }
  return book_back (world, terminal, operation, PRACTICE_BOOKING_RETURN, sale, order->amount);
}

static PracticeBooking *
book (PracticeWorld *world, PracticeTerminal *terminal, PracticeOperation *operation, gint *code)
{
  PracticeCommandNumber number = practice_operation_get_order (operation)->command->number;

  if (number == PRACTICE_COMMAND_REFUND)
    return book_void (world, terminal, operation, code);
  if (number == PRACTICE_COMMAND_RETURN)
    return book_return (world, terminal, operation, code);
  return book_sale (world, terminal, operation);
}

/**
 * practice_booker_refuse:
 *
 * Returns: (transfer full): the record of a payment that did not take place, or does not say that it did
 */
JsonObject *
practice_booker_refuse (PracticeWorld *world, PracticeTerminal *terminal, const PracticeOrder *order, gint code)
{
  if (order->command->number == PRACTICE_COMMAND_REFUND || order->command->number == PRACTICE_COMMAND_RETURN)
    return practice_record_new_given_back (world, order, NULL, code);
  return practice_record_new_unpaid (world, order, practice_terminal_take_counter (terminal), code);
}

/**
 * practice_booker_carry_out:
 *
 * Books what @outcome says is booked.
 *
 * Returns: (transfer full): what the terminal reports
 */
JsonObject *
practice_booker_carry_out (PracticeWorld *world,
                           PracticeTerminal *terminal,
                           PracticeOperation *operation,
                           const PracticeOutcome *outcome)
{
  const PracticeOrder *order = practice_operation_get_order (operation);
  PracticeBooking *booking = NULL;
  gint code = outcome->code;

  if (outcome->booked)
    booking = book (world, terminal, operation, &code);
  if (booking == NULL || code != PRACTICE_RESULT_APPROVED)
    return practice_booker_refuse (world, terminal, order, code);

  practice_terminal_take_counter (terminal);
  if (booking->kind == PRACTICE_BOOKING_SALE)
    return practice_record_new_paid (world, booking, order);
  return practice_record_new_given_back (world, order, booking, code);
}
