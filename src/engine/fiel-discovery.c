/* fiel-discovery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-discovery.h"

#include "fiel-engine.h"
#include "fiel-exchange.h"

#include <glib/gi18n-lib.h>

/* Asking a provider which terminals it has, for whoever sets the store up. */

static void terminals_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

void
fiel_discovery_run_async (FielScribe *scribe, FielProviderLink *link, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (FielProviderRequest) request = NULL;
  g_autoptr (FielExchange) exchange = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_SCRIBE (scribe));

  task = g_task_new (scribe, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_discovery_run_async);
  if (link == NULL || !fiel_provider_link_can (link, FIEL_OPERATION_LIST_TERMINALS))
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER,
                               _ ("This provider cannot list its terminals."));
      return;
    }

  request = fiel_provider_request_new (FIEL_OPERATION_LIST_TERMINALS, NULL);
  exchange = fiel_exchange_new (scribe, link, NULL);
  fiel_exchange_ask_async (exchange, request, terminals_listed_cb, g_steal_pointer (&task));
}

static GPtrArray *
print_terminals (GPtrArray *terminals)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < terminals->len; i++)
    {
      const FielTerminalIdentity *identity = g_ptr_array_index (terminals, i);

      g_ptr_array_add (lines, g_strdup_printf ("%s/%s/%s", identity->terminal_id != NULL ? identity->terminal_id : "",
                                               identity->branch_id != NULL ? identity->branch_id : "",
                                               identity->serial_number != NULL ? identity->serial_number : ""));
    }

  return lines;
}

static void
terminals_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielExchange *exchange = FIEL_EXCHANGE (source);
  FielFinding *finding = NULL;
  g_autoptr (GError) error = NULL;

  if (!fiel_exchange_finish (exchange, result, &error))
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER, "%s", error->message);
      return;
    }

  finding = fiel_exchange_get_finding (exchange);
  if (finding != NULL && finding->kind == FIEL_FINDING_TERMINALS)
    g_task_return_pointer (task, print_terminals (finding->terminals), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER,
                             _ ("The provider did not give its list of terminals. "
                                 "Check the account and the connection."));
}

GPtrArray *
fiel_discovery_run_finish (FielScribe *scribe, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, scribe), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_discovery_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
