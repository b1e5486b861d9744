/* practice-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What outlives the practice cloud: the ledger with its open batches, the counters, and the payments that can still be
 * asked about. Written whenever a payment begins or concludes, and at the end. What was running when the cloud ended
 * is, at its next start, an operation that its terminal lost: not paid, nothing booked. A file that cannot be read is
 * put aside, never overwritten. */

#include "practice-state.h"

#include "practice-booker.h"
#include "practice-terminal.h"
#include "practice-words.h"

#include <glib/gstdio.h>
#include <string.h>

#define VERSION 1
#define MAX_OPERATIONS 500

struct _PracticeState
{
  GObject parent_instance;

  PracticeWorld *world; /* unowned: it outlives this */
  char *path;           /* owned */
};

G_DEFINE_FINAL_TYPE (PracticeState, practice_state, G_TYPE_OBJECT)

typedef enum
{
  FIELD_TEXT,     /* owned text */
  FIELD_WORD,     /* static text */
  FIELD_INT,
  FIELD_UINT,
  FIELD_BOOLEAN,
} FieldKind;

typedef struct
{
  const char *name;
  FieldKind kind;
  gsize offset;
} Field;

#define BOOKING(name, kind) { #name, kind, G_STRUCT_OFFSET (PracticeBooking, name) }
#define ORDER(name, kind) { #name, kind, G_STRUCT_OFFSET (PracticeOrder, name) }

static const Field booking_fields[] = {
  BOOKING (client_id, FIELD_TEXT),    BOOKING (terminal_key, FIELD_TEXT),  BOOKING (id_terminal, FIELD_TEXT),
  BOOKING (id_sucursal, FIELD_TEXT),  BOOKING (serial_number, FIELD_TEXT), BOOKING (custom_id, FIELD_TEXT),
  BOOKING (ticket, FIELD_TEXT),       BOOKING (authorization, FIELD_TEXT), BOOKING (time, FIELD_TEXT),
  BOOKING (card_type, FIELD_WORD),    BOOKING (card_brand, FIELD_WORD),    BOOKING (last4, FIELD_WORD),
  BOOKING (bin, FIELD_WORD),          BOOKING (aid, FIELD_WORD),           BOOKING (amount, FIELD_INT),
  BOOKING (operation_id, FIELD_INT),  BOOKING (id_pos_txs, FIELD_INT),     BOOKING (sale_type, FIELD_INT),
  BOOKING (employee_id, FIELD_INT),   BOOKING (tip, FIELD_INT),            BOOKING (given_back, FIELD_INT),
  BOOKING (refers_to, FIELD_UINT),    BOOKING (voided, FIELD_BOOLEAN),     BOOKING (in_batch, FIELD_BOOLEAN),
};

static const Field order_fields[] = {
  ORDER (id_terminal, FIELD_TEXT),    ORDER (id_sucursal, FIELD_TEXT),        ORDER (serial_number, FIELD_TEXT),
  ORDER (custom_id, FIELD_TEXT),      ORDER (ticket, FIELD_TEXT),             ORDER (authorization_code, FIELD_TEXT),
  ORDER (original_date, FIELD_TEXT),  ORDER (rut, FIELD_TEXT),                ORDER (amount, FIELD_INT),
  ORDER (tip, FIELD_INT),             ORDER (sale_type, FIELD_INT),           ORDER (employee_id, FIELD_INT),
  ORDER (installments, FIELD_INT),    ORDER (operation_id, FIELD_INT),        ORDER (shift_number, FIELD_INT),
  ORDER (print_on_pos, FIELD_BOOLEAN), ORDER (unattended, FIELD_BOOLEAN),
};

static JsonObject *
write_fields (gconstpointer record, const Field *fields, gsize n_fields)
{
  JsonObject *object = json_object_new ();

  for (gsize i = 0; i < n_fields; i++)
    {
      gconstpointer at = G_STRUCT_MEMBER_P (record, fields[i].offset);

      switch (fields[i].kind)
        {
        case FIELD_TEXT:
        case FIELD_WORD:
          if (*(char *const *) at != NULL)
            json_object_set_string_member (object, fields[i].name, *(char *const *) at);
          break;
        case FIELD_INT:
          json_object_set_int_member (object, fields[i].name, *(const gint64 *) at);
          break;
        case FIELD_UINT:
          json_object_set_int_member (object, fields[i].name, *(const guint *) at);
          break;
        case FIELD_BOOLEAN:
          json_object_set_boolean_member (object, fields[i].name, *(const gboolean *) at);
          break;
        }
    }
  return object;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

static gint64
get_int (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static void
read_fields (gpointer record, const Field *fields, gsize n_fields, JsonObject *object)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      gpointer at = G_STRUCT_MEMBER_P (record, fields[i].offset);

      switch (fields[i].kind)
        {
        case FIELD_TEXT:
          *(char **) at = g_strdup (get_text (object, fields[i].name));
          break;
        case FIELD_WORD:
          *(const char **) at = g_intern_string (get_text (object, fields[i].name));
          break;
        case FIELD_INT:
          *(gint64 *) at = get_int (object, fields[i].name);
          break;
        case FIELD_UINT:
          *(guint *) at = (guint) get_int (object, fields[i].name);
          break;
        case FIELD_BOOLEAN:
          *(gboolean *) at = json_object_get_boolean_member_with_default (object, fields[i].name, FALSE);
          break;
        }
    }
}

static JsonArray *
write_bookings (PracticeWorld *world)
{
  GPtrArray *bookings = practice_ledger_get_bookings (world->ledger);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < bookings->len; i++)
    {
      const PracticeBooking *booking = bookings->pdata[i];
      JsonObject *object = write_fields (booking, booking_fields, G_N_ELEMENTS (booking_fields));

      json_object_set_int_member (object, "kind", booking->kind);
      json_object_set_int_member (object, "minor", booking->money.minor);
      json_object_set_string_member (object, "currency", booking->money.currency->code);
      json_array_add_object_element (array, object);
    }
  return array;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const gint64 first = practice_operation_get_id (*(PracticeOperation *const *) a);
  const gint64 second = practice_operation_get_id (*(PracticeOperation *const *) b);

  return (first > second) - (first < second);
}

static JsonArray *
write_operations (PracticeWorld *world)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  JsonArray *array = json_array_new ();
  GHashTableIter iter;
  gpointer value;
  guint first;

  g_hash_table_iter_init (&iter, world->operations);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (practice_operation_get_order (value)->command->moves_money)
      g_ptr_array_add (operations, value);
  g_ptr_array_sort (operations, compare_ids);
  first = operations->len > MAX_OPERATIONS ? operations->len - MAX_OPERATIONS : 0;
  for (guint i = first; i < operations->len; i++)
    {
      PracticeOperation *operation = operations->pdata[i];
      const PracticeOrder *order = practice_operation_get_order (operation);
      JsonObject *object = write_fields (order, order_fields, G_N_ELEMENTS (order_fields));
      JsonObject *result = practice_operation_get_result (operation);

      json_object_set_int_member (object, "id", practice_operation_get_id (operation));
      json_object_set_string_member (object, "client", practice_operation_get_client_id (operation));
      json_object_set_string_member (object, "path", order->command->path);
      json_object_set_int_member (object, "state", practice_operation_get_state (operation));
      if (result != NULL)
        json_object_set_object_member (object, "result", json_object_ref (result));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
write_terminals (PracticeWorld *world)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < world->terminals->len; i++)
    {
      PracticeTerminal *terminal = world->terminals->pdata[i];
      JsonObject *object = json_object_new ();
      guint n_operations, n_transactions;

      practice_terminal_get_counts (terminal, &n_operations, &n_transactions);
      json_object_set_string_member (object, "key", practice_terminal_get_key (terminal));
      json_object_set_int_member (object, "operations", n_operations);
      json_object_set_int_member (object, "transactions", n_transactions);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* Never fatal: a practice cloud that cannot save goes on practising. */
void
practice_state_save (PracticeState *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object = json_object_new ();

  g_return_if_fail (PRACTICE_IS_STATE (self));

  json_node_take_object (node, object);
  json_object_set_int_member (object, "version", VERSION);
  json_object_set_int_member (object, "next_id", self->world->next_id);
  json_object_set_int_member (object, "n_ids", self->world->n_ids);
  json_object_set_int_member (object, "n_authorizations", self->world->n_authorizations);
  json_object_set_array_member (object, "terminals", write_terminals (self->world));
  json_object_set_array_member (object, "bookings", write_bookings (self->world));
  json_object_set_array_member (object, "operations", write_operations (self->world));
  text = json_to_string (node, FALSE);
  if (!g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_printerr ("fiel-practice-cloud: --state: %s\n", error->message);
}

static void
read_booking (JsonArray *array, guint index, JsonNode *node, gpointer user_data)
{
  PracticeWorld *world = user_data;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const FielCurrency *currency = object != NULL ? fiel_currency_find (get_text (object, "currency")) : NULL;
  PracticeBooking *booking;
  gboolean in_batch;

  if (currency == NULL)
    return;

  booking = g_new0 (PracticeBooking, 1);
  read_fields (booking, booking_fields, G_N_ELEMENTS (booking_fields), object);
  booking->kind = (PracticeBookingKind) get_int (object, "kind");
  booking->money = fiel_money_make (get_int (object, "minor"), currency);
  in_batch = booking->in_batch;
  practice_ledger_append (world->ledger, booking);
  booking->in_batch = in_batch;
}

static void
read_operation (JsonArray *array, guint index, JsonNode *node, gpointer user_data)
{
  PracticeWorld *world = user_data;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const PracticeCommand *command = object != NULL ? practice_command_find (get_text (object, "path")) : NULL;
  g_autoptr (PracticeOperation) operation = NULL;
  PracticeTerminal *terminal;
  PracticeOrder *order;
  JsonNode *result;

  if (command == NULL)
    return;

  order = g_new0 (PracticeOrder, 1);
  read_fields (order, order_fields, G_N_ELEMENTS (order_fields), object);
  order->command = command;
  operation = practice_operation_new_known (world, get_int (object, "id"), get_text (object, "client"), order,
                                            (PracticeOperationState) get_int (object, "state"));
  practice_world_add_operation (world, operation);
  result = json_object_get_member (object, "result");
  terminal = practice_world_find_terminal (world, order->id_terminal, order->id_sucursal, order->serial_number);
  if (result != NULL && JSON_NODE_HOLDS_OBJECT (result))
    practice_operation_finish (operation, json_object_ref (json_node_get_object (result)));
  else if (practice_operation_get_state (operation) == PRACTICE_OPERATION_RUNNING && terminal != NULL)
    practice_operation_finish (operation, practice_booker_refuse (world, terminal, order, PRACTICE_RESULT_NOT_PAID));
}

static void
read_terminal (JsonArray *array, guint index, JsonNode *node, gpointer user_data)
{
  PracticeWorld *world = user_data;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  for (guint i = 0; object != NULL && i < world->terminals->len; i++)
    if (g_str_equal (practice_terminal_get_key (world->terminals->pdata[i]), get_text (object, "key")))
      practice_terminal_set_counts (world->terminals->pdata[i], (guint) get_int (object, "operations"),
                                    (guint) get_int (object, "transactions"));
}

static void
read_array (PracticeState *self, JsonObject *object, const char *name, JsonArrayForeach func)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), func, self->world);
}

static gboolean
load (PracticeState *self, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonObject *object;

  if (!json_parser_load_from_file (parser, self->path, error))
    return FALSE;
  root = json_parser_get_root (parser);
  object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object == NULL || get_int (object, "version") != VERSION)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not a state of this practice cloud");
      return FALSE;
    }

  self->world->next_id = get_int (object, "next_id");
  self->world->n_ids = (guint) get_int (object, "n_ids");
  self->world->n_authorizations = (guint) get_int (object, "n_authorizations");
  read_array (self, object, "terminals", read_terminal);
  read_array (self, object, "bookings", read_booking);
  read_array (self, object, "operations", read_operation);
  return TRUE;
}

static void
on_world_changed (gpointer user_data)
{
  practice_state_save (user_data);
}

/**
 * practice_state_new:
 * @world: complete, nothing has happened in it yet
 * @path: the file; it need not exist
 *
 * Puts @world back where it was and writes down what happens from now on.
 */
PracticeState *
practice_state_new (PracticeWorld *world, const char *path)
{
  PracticeState *self = g_object_new (PRACTICE_TYPE_STATE, NULL);
  g_autoptr (GError) error = NULL;

  self->world = world;
  self->path = g_strdup (path);
  if (!load (self, &error) && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

      g_printerr ("fiel-practice-cloud: --state %s: %s; put aside as %s\n", path, error->message, aside);
      g_rename (path, aside);
    }
  world->changed = on_world_changed;
  world->changed_data = self;
  return self;
}

static void
practice_state_finalize (GObject *object)
{
  PracticeState *self = PRACTICE_STATE (object);

  self->world->changed = NULL;
  g_free (self->path);

  G_OBJECT_CLASS (practice_state_parent_class)->finalize (object);
}

static void
practice_state_class_init (PracticeStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = practice_state_finalize;
}

static void
practice_state_init (PracticeState *self)
{
}
