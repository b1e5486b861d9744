/* practice-terminal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-operation.h"

G_BEGIN_DECLS

/**
 * PracticeTerminalState:
 * @PRACTICE_TERMINAL_ONLINE: takes commands
 * @PRACTICE_TERMINAL_OFFLINE: the cloud does not reach it
 * @PRACTICE_TERMINAL_BUSY: somebody else is using it
 */
typedef enum
{
  PRACTICE_TERMINAL_ONLINE,
  PRACTICE_TERMINAL_OFFLINE,
  PRACTICE_TERMINAL_BUSY,
} PracticeTerminalState;

/**
 * PracticeCustomer:
 *
 * What the customer in front of a terminal does: what the training table says, the same thing every time, or nothing
 * until practice_terminal_act() says so.
 */
typedef enum
{
  PRACTICE_CUSTOMER_TABLE,
  PRACTICE_CUSTOMER_APPROVE,
  PRACTICE_CUSTOMER_DECLINE,
  PRACTICE_CUSTOMER_CANCEL,
  PRACTICE_CUSTOMER_TIMEOUT,
  PRACTICE_CUSTOMER_WAIT,
} PracticeCustomer;

/**
 * PracticeLock:
 * @PRACTICE_LOCK_FREE: the terminal takes a command
 * @PRACTICE_LOCK_SHORT: a short command runs, or a payment within its first window
 * @PRACTICE_LOCK_LONG: a payment runs that went beyond its window
 */
typedef enum
{
  PRACTICE_LOCK_FREE,
  PRACTICE_LOCK_SHORT,
  PRACTICE_LOCK_LONG,
} PracticeLock;

#define PRACTICE_TYPE_TERMINAL (practice_terminal_get_type ())
G_DECLARE_FINAL_TYPE (PracticeTerminal, practice_terminal, PRACTICE, TERMINAL, GObject)

PracticeTerminal *practice_terminal_new (PracticeWorld *world,
                                         const char *client_id,
                                         const char *id_terminal,
                                         const char *id_sucursal,
                                         const char *serial_number);
const char *practice_terminal_get_key (PracticeTerminal *self);
const char *practice_terminal_get_client_id (PracticeTerminal *self);
const char *practice_terminal_get_id_terminal (PracticeTerminal *self);
const char *practice_terminal_get_id_sucursal (PracticeTerminal *self);
const char *practice_terminal_get_serial_number (PracticeTerminal *self);

gboolean practice_terminal_set_state (PracticeTerminal *self, const char *name);
gboolean practice_terminal_set_customer (PracticeTerminal *self, const char *name, gint code);
gboolean practice_terminal_is_offline (PracticeTerminal *self);
PracticeLock practice_terminal_get_lock (PracticeTerminal *self);

void practice_terminal_foresee (PracticeTerminal *self, const PracticeOrder *order, PracticeOutcome *outcome);
gboolean practice_terminal_take_busy_once (PracticeTerminal *self, const PracticeOrder *order);
void practice_terminal_run (PracticeTerminal *self, PracticeOperation *operation);
gboolean practice_terminal_act (PracticeTerminal *self, const char *act, gint code, GError **error);
guint practice_terminal_take_operation_id (PracticeTerminal *self);
guint practice_terminal_take_counter (PracticeTerminal *self);
void practice_terminal_get_counts (PracticeTerminal *self, guint *n_operations, guint *n_transactions);
void practice_terminal_set_counts (PracticeTerminal *self, guint n_operations, guint n_transactions);
void practice_terminal_close_batch (PracticeTerminal *self);
void practice_terminal_set_unattended (PracticeTerminal *self, gboolean unattended);
void practice_terminal_reset (PracticeTerminal *self);
JsonObject *practice_terminal_to_object (PracticeTerminal *self);

G_END_DECLS
