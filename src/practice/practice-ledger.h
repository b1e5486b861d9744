/* practice-ledger.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "fiel-money.h"

G_BEGIN_DECLS

typedef enum
{
  PRACTICE_BOOKING_SALE,
  PRACTICE_BOOKING_VOID,
  PRACTICE_BOOKING_RETURN,
} PracticeBookingKind;

/**
 * PracticeBooking:
 * @seq: 1, 2, 3 … over all terminals
 * @client_id: whose terminal it was
 * @terminal_key: the terminal, as practice_world_make_key() writes it
 * @money: what moved, in minor units; positive for all kinds
 * @amount: the same figure as the client sent it
 * @refers_to: the sale that a void or return is about, else 0
 * @given_back: how much of a sale has been returned, in the client's unit
 * @in_batch: the terminal's batch that holds it is still open
 *
 * Money that really moved. Texts are owned and never %NULL.
 */
typedef struct
{
  guint seq;
  PracticeBookingKind kind;
  char *client_id;
  char *terminal_key;
  char *id_terminal;
  char *id_sucursal;
  char *serial_number;
  char *custom_id;
  char *ticket;
  char *authorization;
  char *time;
  const char *card_type;
  const char *card_brand;
  const char *last4;
  const char *bin;
  const char *aid;
  FielMoney money;
  gint64 amount;
  gint64 operation_id;
  gint64 id_pos_txs;
  gint64 sale_type;
  gint64 employee_id;
  gint64 tip;
  gint64 given_back;
  guint refers_to;
  gboolean voided;
  gboolean in_batch;
} PracticeBooking;

void practice_booking_free (PracticeBooking *booking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeBooking, practice_booking_free)

#define PRACTICE_TYPE_LEDGER (practice_ledger_get_type ())
G_DECLARE_FINAL_TYPE (PracticeLedger, practice_ledger, PRACTICE, LEDGER, GObject)

PracticeLedger *practice_ledger_new (void);
PracticeBooking *practice_ledger_append (PracticeLedger *self, PracticeBooking *booking);
PracticeBooking *practice_ledger_find_in_batch (PracticeLedger *self, const char *terminal_key, gint64 operation_id);
PracticeBooking *practice_ledger_find_authorization (PracticeLedger *self, const char *client_id, const char *code);
PracticeBooking *practice_ledger_find_last (PracticeLedger *self, const char *terminal_key);
GPtrArray *practice_ledger_get_bookings (PracticeLedger *self);
void practice_ledger_close_batch (PracticeLedger *self, const char *terminal_key);
JsonArray *practice_ledger_to_array (PracticeLedger *self);
void practice_ledger_clear (PracticeLedger *self);

G_END_DECLS
