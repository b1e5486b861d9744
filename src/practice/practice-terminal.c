/* practice-terminal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A card terminal and the customer in front of it. It does one command at a time. A payment waits for a card, then
 * for the PIN, then books and answers; until the PIN it may be cancelled. What is booked and what is answered are
 * decided apart: the ledger hears the truth, the answer may be that the printer failed. */

#include "practice-terminal.h"

#include "practice-booker.h"
#include "practice-error.h"
#include "practice-reports.h"
#include "practice-words.h"

/* How long before its end a payment reaches the PIN, at most; half of the whole time if that is shorter. */
#define PIN_MS 1000
#define LET_GO_MS (300 * 1000)
/* How long a payment still takes that was told to stop and does not. */
#define STOPS_IN_VAIN_MS (8 * 1000)

typedef enum
{
  STAGE_IDLE,
  STAGE_CARD,
  STAGE_PIN,
  STAGE_SILENT,
  STAGE_SHORT,
} Stage;

static const char *const stage_names[] = { "idle", "card", "pin", "silent", "working" };
static const char *const state_names[] = { "online", "offline", "busy", NULL };
static const char *const customer_names[] = { "table", "approve", "decline", "cancel", "timeout", "wait", NULL };

struct _PracticeTerminal
{
  GObject parent_instance;

  PracticeWorld *world; /* unowned: it owns this */
  char *client_id;      /* owned */
  char *id_terminal;    /* owned */
  char *id_sucursal;    /* owned */
  char *serial_number;  /* owned */
  char *key;            /* owned */
  PracticeTerminalState state;
  PracticeCustomer customer;
  gint decline_code;
  gboolean unattended;

  PracticeOperation *current; /* owned: what it is doing, NULL when idle */
  PracticeOutcome outcome;    /* how @current ends */
  Stage stage;
  guint pin_timer;
  guint end_timer;
  gint64 ended_ms;      /* when the last command ended, or -1 */
  guint n_operations;   /* in the open batch */
  guint n_transactions; /* ever */
  GHashTable *refused;  /* owned set of amounts that were refused as busy once */
};

G_DEFINE_FINAL_TYPE (PracticeTerminal, practice_terminal, G_TYPE_OBJECT)

static void
stop (PracticeTerminal *self)
{
  practice_time_remove (self->world->time, &self->pin_timer);
  practice_time_remove (self->world->time, &self->end_timer);
  self->stage = STAGE_IDLE;
}

static void
practice_terminal_dispose (GObject *object)
{
  PracticeTerminal *self = PRACTICE_TERMINAL (object);

  stop (self);
  g_clear_object (&self->current);

  G_OBJECT_CLASS (practice_terminal_parent_class)->dispose (object);
}

static void
practice_terminal_finalize (GObject *object)
{
  PracticeTerminal *self = PRACTICE_TERMINAL (object);

  g_free (self->client_id);
  g_free (self->id_terminal);
  g_free (self->id_sucursal);
  g_free (self->serial_number);
  g_free (self->key);
  g_hash_table_unref (self->refused);

  G_OBJECT_CLASS (practice_terminal_parent_class)->finalize (object);
}

static void
practice_terminal_class_init (PracticeTerminalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = practice_terminal_dispose;
  object_class->finalize = practice_terminal_finalize;
}

static void
practice_terminal_init (PracticeTerminal *self)
{
  self->refused = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->ended_ms = -1;
  self->decline_code = 51;
}

PracticeTerminal *
practice_terminal_new (PracticeWorld *world,
                       const char *client_id,
                       const char *id_terminal,
                       const char *id_sucursal,
                       const char *serial_number)
{
  PracticeTerminal *self = g_object_new (PRACTICE_TYPE_TERMINAL, NULL);

  self->world = world;
  self->client_id = g_strdup (client_id);
  self->id_terminal = g_strdup (id_terminal);
  self->id_sucursal = g_strdup (id_sucursal);
  self->serial_number = g_strdup (serial_number);
  self->key = practice_world_make_key (id_terminal, id_sucursal, serial_number);
  return self;
}

const char *
practice_terminal_get_key (PracticeTerminal *self)
{
  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), NULL);
  return self->key;
}

const char *
practice_terminal_get_client_id (PracticeTerminal *self)
{
  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), NULL);
  return self->client_id;
}

const char *
practice_terminal_get_id_terminal (PracticeTerminal *self)
{
  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), NULL);
  return self->id_terminal;
}

const char *
practice_terminal_get_id_sucursal (PracticeTerminal *self)
{
  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), NULL);
  return self->id_sucursal;
}

const char *
practice_terminal_get_serial_number (PracticeTerminal *self)
{
  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), NULL);
  return self->serial_number;
}

static gboolean
find_name (const char *const *names, const char *name, guint *index)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/* @name: online, offline or busy. Returns: whether that is a state */
gboolean
practice_terminal_set_state (PracticeTerminal *self, const char *name)
{
  guint index;

  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), FALSE);

  if (!find_name (state_names, name, &index))
    return FALSE;
  self->state = (PracticeTerminalState)index;
  return TRUE;
}

/**
 * practice_terminal_set_customer:
 * @name: table, approve, decline, cancel, timeout or wait
 * @code: the result code of "decline"
 *
 * Returns: whether that is something a customer does
 */
gboolean
practice_terminal_set_customer (PracticeTerminal *self, const char *name, gint code)
{
  guint index;

  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), FALSE);

  if (!find_name (customer_names, name, &index))
    return FALSE;
  self->customer = (PracticeCustomer)index;
  self->decline_code = code;
  return TRUE;
}

gboolean
practice_terminal_is_offline (PracticeTerminal *self)
{
  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), FALSE);
  return self->state == PRACTICE_TERMINAL_OFFLINE;
}

/* Whether a further command has to wait, and how long it is likely to. */
PracticeLock
practice_terminal_get_lock (PracticeTerminal *self)
{
  gint64 settle_ms;

  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), PRACTICE_LOCK_FREE);

  settle_ms = 1000 * practice_switches_get_int (self->world->switches, PRACTICE_SWITCH_SETTLE_SECONDS);
  if (self->current != NULL)
    return practice_operation_get_age_ms (self->current) >= 90 * 1000 ? PRACTICE_LOCK_LONG : PRACTICE_LOCK_SHORT;
  if (self->state == PRACTICE_TERMINAL_BUSY)
    return PRACTICE_LOCK_LONG;
  if (self->ended_ms >= 0 && practice_time_get_now (self->world->time) < self->ended_ms + settle_ms)
    return PRACTICE_LOCK_SHORT;
  return PRACTICE_LOCK_FREE;
}

static void
foresee_customer (PracticeTerminal *self, const PracticeOrder *order, PracticeOutcome *outcome)
{
  const char *name = "approved";

  switch (self->customer)
    {
    case PRACTICE_CUSTOMER_TABLE:
      practice_outcomes_choose (self->world->outcomes, order->custom_id, order->amount, outcome);
      return;
    case PRACTICE_CUSTOMER_APPROVE:
    case PRACTICE_CUSTOMER_WAIT:
      break;
    case PRACTICE_CUSTOMER_DECLINE:
      name = "declined-funds";
      break;
    case PRACTICE_CUSTOMER_CANCEL:
      name = "cancelled";
      break;
    case PRACTICE_CUSTOMER_TIMEOUT:
      name = "customer-timeout";
      break;
    }

  *outcome = *practice_outcome_find (name);
  if (self->customer == PRACTICE_CUSTOMER_DECLINE)
    outcome->code = self->decline_code;
}

/**
 * practice_terminal_foresee:
 * @outcome: (out): how @order is going to end here
 *
 * Decides before the command is taken, because some outcomes happen on the way to the terminal. Commands that move no
 * money always work.
 */
void
practice_terminal_foresee (PracticeTerminal *self, const PracticeOrder *order, PracticeOutcome *outcome)
{
  g_return_if_fail (PRACTICE_IS_TERMINAL (self));

  if (order->command->moves_money)
    foresee_customer (self, order, outcome);
  else
    *outcome = *practice_outcome_find ("approved");
}

/* Whether this is the first try of a payment that is to be refused as busy once. */
gboolean
practice_terminal_take_busy_once (PracticeTerminal *self, const PracticeOrder *order)
{
  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), FALSE);

  if (g_hash_table_remove (self->refused, &order->amount))
    return FALSE;
  g_hash_table_add (self->refused, g_memdup2 (&order->amount, sizeof order->amount));
  return TRUE;
}

/* Ends what runs here and hands @result (transfer full) to whoever asked. */
static void
answer (PracticeTerminal *self, JsonObject *result)
{
  g_autoptr (PracticeOperation) operation = g_steal_pointer (&self->current);

  stop (self);
  self->ended_ms = practice_time_get_now (self->world->time);
  practice_operation_finish (operation, result);
}

static void
answer_unpaid (PracticeTerminal *self, gint code)
{
  const PracticeOrder *order = practice_operation_get_order (self->current);

  answer (self, practice_booker_refuse (self->world, self, order, code));
}

static void
on_payment_ends (gpointer user_data)
{
  PracticeTerminal *self = user_data;

  self->end_timer = 0;
  answer (self, practice_booker_carry_out (self->world, self, self->current, &self->outcome));
}

static void
on_pin_asked (gpointer user_data)
{
  PracticeTerminal *self = user_data;

  self->pin_timer = 0;
  self->stage = STAGE_PIN;
}

static void
on_customer_left (gpointer user_data)
{
  PracticeTerminal *self = user_data;

  self->end_timer = 0;
  answer_unpaid (self, PRACTICE_RESULT_NOT_PAID);
}

/* A terminal that never answered is switched off and on again at last: it forgets the command and tells nobody. */
static void
on_let_go (gpointer user_data)
{
  PracticeTerminal *self = user_data;

  self->end_timer = 0;
  if (self->outcome.ending == PRACTICE_ENDING_OFF)
    self->state = PRACTICE_TERMINAL_ONLINE;
  stop (self);
  self->ended_ms = practice_time_get_now (self->world->time);
  g_clear_object (&self->current);
}

static void
on_short_command_ends (gpointer user_data)
{
  PracticeTerminal *self = user_data;

  self->end_timer = 0;
  answer (self, practice_reports_make (self->world, self, practice_operation_get_order (self->current)));
}

static gint64
get_delay (PracticeTerminal *self)
{
  if (self->outcome.delay_ms == PRACTICE_DELAY_CUSTOMER)
    return 1000 * practice_switches_get_int (self->world->switches, PRACTICE_SWITCH_CUSTOMER_SECONDS);
  if (self->outcome.delay_ms == PRACTICE_DELAY_CUSTOMER_TIMEOUT)
    return 1000 * practice_switches_get_int (self->world->switches, PRACTICE_SWITCH_CUSTOMER_TIMEOUT_SECONDS);
  return self->outcome.delay_ms;
}

static void
proceed (PracticeTerminal *self, gint64 pin_ms, gint64 end_ms)
{
  practice_time_remove (self->world->time, &self->pin_timer);
  practice_time_remove (self->world->time, &self->end_timer);
  self->end_timer = practice_time_add (self->world->time, end_ms, on_payment_ends, self);
  if (pin_ms > 0)
    self->pin_timer = practice_time_add (self->world->time, pin_ms, on_pin_asked, self);
  else
    self->stage = STAGE_PIN;
}

static void
start_payment (PracticeTerminal *self)
{
  gint64 delay = get_delay (self);

  self->stage = STAGE_CARD;
  if (self->outcome.ending == PRACTICE_ENDING_SILENT)
    {
      self->stage = STAGE_SILENT;
      self->end_timer = practice_time_add (self->world->time, LET_GO_MS, on_let_go, self);
    }
  else if (self->outcome.ending == PRACTICE_ENDING_OFF)
    {
      self->stage = STAGE_SILENT;
      self->state = PRACTICE_TERMINAL_OFFLINE;
      self->end_timer = practice_time_add (self->world->time, delay, on_let_go, self);
    }
  else if (self->customer == PRACTICE_CUSTOMER_WAIT)
    return;
  else if (self->outcome.code == PRACTICE_RESULT_NOT_PAID)
    self->end_timer = practice_time_add (self->world->time, delay, on_payment_ends, self);
  else
    proceed (self, delay - MIN (PIN_MS, delay / 2), delay);
}

/* A request to drop the sale: an operation of its own that does not wait for the terminal to be free. */
static void
run_cancel (PracticeTerminal *self, PracticeOperation *operation)
{
  gint code = PRACTICE_RESULT_APPROVED;

  if (self->current == NULL || self->stage == STAGE_SHORT)
    code = PRACTICE_RESULT_NOT_FOUND;
  else if (self->stage != STAGE_CARD)
    code = PRACTICE_RESULT_REFUSED;

  practice_operation_finish (operation, practice_record_new (self->world, PRACTICE_COMMAND_CANCEL_SALE, code));
  if (code == PRACTICE_RESULT_APPROVED && self->outcome.ending == PRACTICE_ENDING_DEAF)
    proceed (self, 0, STOPS_IN_VAIN_MS);
  else if (code == PRACTICE_RESULT_APPROVED)
    answer_unpaid (self, PRACTICE_RESULT_NOT_PAID);
}

/* Takes a command. The terminal must be free, unless the command cancels what runs. */
void
practice_terminal_run (PracticeTerminal *self, PracticeOperation *operation)
{
  const PracticeCommand *command = practice_operation_get_order (operation)->command;

  g_return_if_fail (PRACTICE_IS_TERMINAL (self));

  if (command->number == PRACTICE_COMMAND_CANCEL_SALE)
    {
      run_cancel (self, operation);
      return;
    }

  g_return_if_fail (self->current == NULL);

  self->current = g_object_ref (operation);
  self->outcome = *practice_operation_get_outcome (operation);
  if (command->moves_money)
    {
      start_payment (self);
      return;
    }
  self->stage = STAGE_SHORT;
  self->end_timer = practice_time_add (
      self->world->time, practice_switches_get_int (self->world->switches, PRACTICE_SWITCH_SHORT_COMMAND_MS),
      on_short_command_ends, self);
}

/**
 * practice_terminal_act:
 * @act: present-card (reaches the PIN, ends one simulated second later), decline (the same, with @code), approve and
 *   cancel (at once), nothing (the customer leaves: the terminal's own waiting time begins)
 *
 * What the customer does now, while a payment waits.
 */
gboolean
practice_terminal_act (PracticeTerminal *self, const char *act, gint code, GError **error)
{
  static const char *const acts[] = { "present-card", "decline", "approve", "cancel", "nothing", NULL };
  guint index;

  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), FALSE);

  if (!find_name (acts, act, &index))
    {
      g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_UNKNOWN,
                   "“act” must be present-card, decline, approve, cancel or nothing");
      return FALSE;
    }
  if (self->stage != STAGE_CARD && self->stage != STAGE_PIN)
    {
      g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "no payment waits on terminal %s", self->id_terminal);
      return FALSE;
    }

  if (g_str_equal (act, "cancel"))
    answer_unpaid (self, PRACTICE_RESULT_NOT_PAID);
  else if (g_str_equal (act, "nothing"))
    {
      stop (self);
      self->stage = STAGE_CARD;
      self->end_timer = practice_time_add (
          self->world->time,
          1000 * practice_switches_get_int (self->world->switches, PRACTICE_SWITCH_CUSTOMER_TIMEOUT_SECONDS),
          on_customer_left, self);
    }
  else
    {
      if (g_str_equal (act, "decline"))
        self->outcome.code = code;
      if (g_str_equal (act, "decline"))
        self->outcome.booked = FALSE;
      proceed (self, 0, g_str_equal (act, "approve") ? 0 : PIN_MS);
    }
  return TRUE;
}

/* The next number of the open batch. */
guint
practice_terminal_take_operation_id (PracticeTerminal *self)
{
  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), 0);
  return ++self->n_operations;
}

/* The next number of the terminal's own count of tries, which a closed batch does not restart. */
guint
practice_terminal_take_counter (PracticeTerminal *self)
{
  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), 0);
  return ++self->n_transactions;
}

/* The numbers given so far: in the open batch, and ever. */
void
practice_terminal_get_counts (PracticeTerminal *self, guint *n_operations, guint *n_transactions)
{
  g_return_if_fail (PRACTICE_IS_TERMINAL (self));

  *n_operations = self->n_operations;
  *n_transactions = self->n_transactions;
}

/* Goes on counting where an earlier run ended. */
void
practice_terminal_set_counts (PracticeTerminal *self, guint n_operations, guint n_transactions)
{
  g_return_if_fail (PRACTICE_IS_TERMINAL (self));

  self->n_operations = n_operations;
  self->n_transactions = n_transactions;
}

void
practice_terminal_close_batch (PracticeTerminal *self)
{
  g_return_if_fail (PRACTICE_IS_TERMINAL (self));

  practice_ledger_close_batch (self->world->ledger, self->key);
  self->n_operations = 0;
}

void
practice_terminal_set_unattended (PracticeTerminal *self, gboolean unattended)
{
  g_return_if_fail (PRACTICE_IS_TERMINAL (self));
  self->unattended = unattended;
}

/* Idle, online and with an empty batch, as on the first day; what ran is forgotten and nobody is told. */
void
practice_terminal_reset (PracticeTerminal *self)
{
  g_return_if_fail (PRACTICE_IS_TERMINAL (self));

  stop (self);
  g_clear_object (&self->current);
  g_hash_table_remove_all (self->refused);
  self->state = PRACTICE_TERMINAL_ONLINE;
  self->customer = PRACTICE_CUSTOMER_TABLE;
  self->unattended = FALSE;
  self->ended_ms = -1;
  self->n_operations = 0;
  self->n_transactions = 0;
}

/* Returns: (transfer full): what a person standing before the terminal would see */
JsonObject *
practice_terminal_to_object (PracticeTerminal *self)
{
  JsonObject *object = json_object_new ();
  const PracticeOrder *order = NULL;

  g_return_val_if_fail (PRACTICE_IS_TERMINAL (self), object);

  if (self->current != NULL)
    order = practice_operation_get_order (self->current);
  json_object_set_string_member (object, "idTerminal", self->id_terminal);
  json_object_set_string_member (object, "idSucursal", self->id_sucursal);
  json_object_set_string_member (object, "serialNumber", self->serial_number);
  json_object_set_string_member (object, "state", state_names[self->state]);
  json_object_set_string_member (object, "customer", customer_names[self->customer]);
  json_object_set_boolean_member (object, "unattended", self->unattended);
  json_object_set_string_member (object, "stage", stage_names[self->stage]);
  json_object_set_int_member (object, "command", order != NULL ? (gint64)order->command->number : 0);
  json_object_set_int_member (object, "amount", order != NULL ? order->amount : 0);
  json_object_set_string_member (object, "customId", order != NULL ? order->custom_id : "");
  json_object_set_int_member (object, "idPosTxs",
                              self->current != NULL ? practice_operation_get_id (self->current) : 0);
  return object;
}
