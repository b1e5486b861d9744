/* practice-ledger.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The truth: every sale, void and return that was really booked, in order, whatever the client got to hear about it.
 * Only terminals write here; nothing is ever taken back but by a further booking. */

#include "practice-ledger.h"

struct _PracticeLedger
{
  GObject parent_instance;

  GPtrArray *bookings; /* owned, of owned PracticeBooking; index = seq - 1 */
};

G_DEFINE_FINAL_TYPE (PracticeLedger, practice_ledger, G_TYPE_OBJECT)

void
practice_booking_free (PracticeBooking *booking)
{
  g_free (booking->client_id);
  g_free (booking->terminal_key);
  g_free (booking->id_terminal);
  g_free (booking->id_sucursal);
  g_free (booking->serial_number);
  g_free (booking->custom_id);
  g_free (booking->ticket);
  g_free (booking->authorization);
  g_free (booking->time);
  g_free (booking);
}

static void
practice_ledger_finalize (GObject *object)
{
  PracticeLedger *self = PRACTICE_LEDGER (object);

  g_ptr_array_unref (self->bookings);

  G_OBJECT_CLASS (practice_ledger_parent_class)->finalize (object);
}

static void
practice_ledger_class_init (PracticeLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = practice_ledger_finalize;
}

static void
practice_ledger_init (PracticeLedger *self)
{
  self->bookings = g_ptr_array_new_with_free_func ((GDestroyNotify)practice_booking_free);
}

PracticeLedger *
practice_ledger_new (void)
{
  return g_object_new (PRACTICE_TYPE_LEDGER, NULL);
}

/**
 * practice_ledger_append:
 * @booking: (transfer full): what was booked
 *
 * Returns: (transfer none): @booking, numbered
 */
PracticeBooking *
practice_ledger_append (PracticeLedger *self, PracticeBooking *booking)
{
  g_return_val_if_fail (PRACTICE_IS_LEDGER (self), NULL);

  booking->seq = self->bookings->len + 1;
  booking->in_batch = TRUE;
  g_ptr_array_add (self->bookings, booking);
  return booking;
}

/* Returns: (transfer none) (nullable): the sale numbered @operation_id in the open batch of a terminal */
PracticeBooking *
practice_ledger_find_in_batch (PracticeLedger *self, const char *terminal_key, gint64 operation_id)
{
  g_return_val_if_fail (PRACTICE_IS_LEDGER (self), NULL);

  for (guint i = 0; i < self->bookings->len; i++)
    {
      PracticeBooking *booking = self->bookings->pdata[i];

      if (booking->in_batch && booking->kind == PRACTICE_BOOKING_SALE && booking->operation_id == operation_id
          && g_str_equal (booking->terminal_key, terminal_key))
        return booking;
    }
  return NULL;
}

/* Returns: (transfer none) (nullable): the sale of a merchant with that authorization code, in any batch */
PracticeBooking *
practice_ledger_find_authorization (PracticeLedger *self, const char *client_id, const char *code)
{
  g_return_val_if_fail (PRACTICE_IS_LEDGER (self), NULL);

  for (guint i = 0; i < self->bookings->len; i++)
    {
      PracticeBooking *booking = self->bookings->pdata[i];

      if (booking->kind == PRACTICE_BOOKING_SALE && g_str_equal (booking->authorization, code)
          && g_str_equal (booking->client_id, client_id))
        return booking;
    }
  return NULL;
}

/* Returns: (transfer none) (nullable): the newest sale of a terminal, in any batch */
PracticeBooking *
practice_ledger_find_last (PracticeLedger *self, const char *terminal_key)
{
  g_return_val_if_fail (PRACTICE_IS_LEDGER (self), NULL);

  for (guint i = self->bookings->len; i > 0; i--)
    {
      PracticeBooking *booking = self->bookings->pdata[i - 1];

      if (booking->kind == PRACTICE_BOOKING_SALE && g_str_equal (booking->terminal_key, terminal_key))
        return booking;
    }
  return NULL;
}

/* Returns: (transfer none) (element-type PracticeBooking): everything booked, in order */
GPtrArray *
practice_ledger_get_bookings (PracticeLedger *self)
{
  g_return_val_if_fail (PRACTICE_IS_LEDGER (self), NULL);
  return self->bookings;
}

/* Empties the batch of a terminal: its bookings stay, but can no longer be voided or listed by it. */
void
practice_ledger_close_batch (PracticeLedger *self, const char *terminal_key)
{
  g_return_if_fail (PRACTICE_IS_LEDGER (self));

  for (guint i = 0; i < self->bookings->len; i++)
    {
      PracticeBooking *booking = self->bookings->pdata[i];

      if (g_str_equal (booking->terminal_key, terminal_key))
        booking->in_batch = FALSE;
    }
}

static const char *
kind_to_text (PracticeBookingKind kind)
{
  switch (kind)
    {
    case PRACTICE_BOOKING_SALE:
      return "sale";
    case PRACTICE_BOOKING_VOID:
      return "void";
    case PRACTICE_BOOKING_RETURN:
      return "return";
    }
  g_return_val_if_reached ("");
}

static JsonObject *
booking_to_object (const PracticeBooking *booking)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "seq", booking->seq);
  json_object_set_string_member (object, "type", kind_to_text (booking->kind));
  json_object_set_string_member (object, "clientId", booking->client_id);
  json_object_set_string_member (object, "idTerminal", booking->id_terminal);
  json_object_set_string_member (object, "idSucursal", booking->id_sucursal);
  json_object_set_string_member (object, "serialNumber", booking->serial_number);
  json_object_set_string_member (object, "customId", booking->custom_id);
  json_object_set_string_member (object, "ticket", booking->ticket);
  json_object_set_int_member (object, "amount", booking->amount);
  json_object_set_int_member (object, "minor", booking->money.minor);
  json_object_set_string_member (object, "currency", booking->money.currency->code);
  json_object_set_int_member (object, "saleType", booking->sale_type);
  json_object_set_string_member (object, "authorization", booking->authorization);
  json_object_set_int_member (object, "operationId", booking->operation_id);
  json_object_set_int_member (object, "idPosTxs", booking->id_pos_txs);
  json_object_set_int_member (object, "refersTo", booking->refers_to);
  json_object_set_boolean_member (object, "voided", booking->voided);
  json_object_set_string_member (object, "time", booking->time);
  return object;
}

/* Returns: (transfer full): the whole ledger */
JsonArray *
practice_ledger_to_array (PracticeLedger *self)
{
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (PRACTICE_IS_LEDGER (self), array);

  for (guint i = 0; i < self->bookings->len; i++)
    json_array_add_object_element (array, booking_to_object (self->bookings->pdata[i]));
  return array;
}

void
practice_ledger_clear (PracticeLedger *self)
{
  g_return_if_fail (PRACTICE_IS_LEDGER (self));
  g_ptr_array_set_size (self->bookings, 0);
}
