/* fiel-engine-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-engine.h"
#include "fiel-ticket-report.h"

#include <glib/gi18n-lib.h>

/* The evidence of a ticket, asked of the engine. */

static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *text = fiel_ticket_report_make_finish (FIEL_JOURNAL (source), result, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

void
fiel_engine_describe_ticket_async (FielEngine *self,
                                   const char *reference,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_ENGINE (self));
  g_return_if_fail (reference != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_engine_describe_ticket_async);
  if (fiel_engine_get_journal (self) != NULL)
    fiel_ticket_report_make_async (fiel_engine_get_journal (self), fiel_engine_get_profile (self), reference,
                                   cancellable, described_cb, g_steal_pointer (&task));
  else
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY,
                             _ ("The till is still starting. Try again in a moment."));
}

char *
fiel_engine_describe_ticket_finish (FielEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_engine_describe_ticket_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
