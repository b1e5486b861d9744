/* practice-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-commands.h"

G_BEGIN_DECLS

/**
 * PracticeOrder:
 * @command: (unowned): the command
 * @webhook: (nullable): where the result is to be posted; %NULL makes the call synchronous
 * @amount: as sent: pesos in Chile, the unit of the switch "amount-unit" in Argentina; 0 when the command has none
 *
 * What a client asks of one terminal: a request body after it was read and checked. Texts are never %NULL but @webhook.
 */
typedef struct
{
  const PracticeCommand *command;
  char *id_terminal;
  char *id_sucursal;
  char *serial_number;
  char *custom_id;
  char *webhook;
  char *ticket;
  char *authorization_code;
  char *original_date;
  char *rut;
  gint64 amount;
  gint64 tip;
  gint64 sale_type;
  gint64 employee_id;
  gint64 installments;
  gint64 operation_id;
  gint64 shift_number;
  gboolean print_on_pos;
  gboolean unattended;
} PracticeOrder;

PracticeOrder *practice_order_read (
    const PracticeCommand *command, PracticeCountry country, JsonObject *body, gboolean any_case, GError **error);
PracticeOrder *practice_order_read_identity (JsonObject *body, gboolean any_case, GError **error);
void practice_order_free (PracticeOrder *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeOrder, practice_order_free)

G_END_DECLS
