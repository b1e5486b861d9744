/* fiel-provider-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-request.h"

/**
 * fiel_operation_moves_money:
 *
 * Whether an operation can move money, so that it may leave at most once.
 */
gboolean
fiel_operation_moves_money (FielOperation operation)
{
  switch (operation)
    {
    case FIEL_OPERATION_SALE:
    case FIEL_OPERATION_REFUND:
    case FIEL_OPERATION_VOID:
      return TRUE;

    case FIEL_OPERATION_CANCEL:
    case FIEL_OPERATION_STATUS:
    case FIEL_OPERATION_PROBE:
    case FIEL_OPERATION_RECORDS:
    case FIEL_OPERATION_LAST_RECORD:
    case FIEL_OPERATION_LIST_TERMINALS:
    case FIEL_OPERATION_TOTALS:
    case FIEL_OPERATION_CLOSE_BATCH:
    case FIEL_OPERATION_PRINT:
    case FIEL_OPERATION_DUPLICATE:
      return FALSE;
    }

  g_return_val_if_reached (TRUE);
}

/**
 * fiel_operation_leaves_once:
 *
 * Whether a request for it is never sent a second time on its own: one that moves money, one that ends what can be
 * undone, and one that puts paper into somebody's hand.
 */
gboolean
fiel_operation_leaves_once (FielOperation operation)
{
  return operation == FIEL_OPERATION_CLOSE_BATCH || operation == FIEL_OPERATION_PRINT
         || operation == FIEL_OPERATION_DUPLICATE || fiel_operation_moves_money (operation);
}

/**
 * fiel_terminal_identity_new:
 * @terminal_id: (nullable): the provider's name of the terminal
 * @branch_id: (nullable): of its branch, kept as text because it may start with zeros
 * @serial_number: (nullable): the label on the device
 */
FielTerminalIdentity *
fiel_terminal_identity_new (const char *terminal_id, const char *branch_id, const char *serial_number)
{
  FielTerminalIdentity *identity = g_new0 (FielTerminalIdentity, 1);

  identity->terminal_id = g_strdup (terminal_id);
  identity->branch_id = g_strdup (branch_id);
  identity->serial_number = g_strdup (serial_number);

  return identity;
}

FielTerminalIdentity *
fiel_terminal_identity_copy (const FielTerminalIdentity *identity)
{
  if (identity == NULL)
    return NULL;

  return fiel_terminal_identity_new (identity->terminal_id, identity->branch_id, identity->serial_number);
}

void
fiel_terminal_identity_free (FielTerminalIdentity *identity)
{
  if (identity == NULL)
    return;

  g_free (identity->terminal_id);
  g_free (identity->branch_id);
  g_free (identity->serial_number);
  g_free (identity);
}

gboolean
fiel_terminal_identity_equal (const FielTerminalIdentity *a, const FielTerminalIdentity *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strcmp0 (a->terminal_id, b->terminal_id) == 0 && g_strcmp0 (a->branch_id, b->branch_id) == 0
         && g_strcmp0 (a->serial_number, b->serial_number) == 0;
}

/**
 * fiel_provider_request_new:
 * @terminal: (nullable): copied; the terminal the operation is for
 *
 * A request with nothing but its operation and terminal; the caller fills in the rest.
 */
FielProviderRequest *
fiel_provider_request_new (FielOperation operation, const FielTerminalIdentity *terminal)
{
  FielProviderRequest *request = g_new0 (FielProviderRequest, 1);

  request->operation = operation;
  request->terminal = fiel_terminal_identity_copy (terminal);

  return request;
}

FielProviderRequest *
fiel_provider_request_copy (const FielProviderRequest *request)
{
  FielProviderRequest *copy = NULL;

  if (request == NULL)
    return NULL;

  copy = fiel_provider_request_new (request->operation, request->terminal);
  copy->reference = g_strdup (request->reference);
  copy->ticket = g_strdup (request->ticket);
  copy->amount = request->amount;
  copy->provider_id = g_strdup (request->provider_id);
  copy->subject = request->subject;
  copy->employee = request->employee;
  copy->print_on_terminal = request->print_on_terminal;
  copy->authorization = g_strdup (request->authorization);
  copy->operation_number = g_strdup (request->operation_number);
  copy->original_date = g_strdup (request->original_date);
  copy->lines = g_strdupv (request->lines);
  copy->code = g_strdup (request->code);

  return copy;
}

void
fiel_provider_request_free (FielProviderRequest *request)
{
  if (request == NULL)
    return;

  g_free (request->reference);
  g_free (request->ticket);
  fiel_terminal_identity_free (request->terminal);
  g_free (request->provider_id);
  g_free (request->authorization);
  g_free (request->operation_number);
  g_free (request->original_date);
  g_strfreev (request->lines);
  g_free (request->code);
  g_free (request);
}
