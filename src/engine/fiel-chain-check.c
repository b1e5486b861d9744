/* fiel-chain-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-chain-check.h"

#include "fiel-journal.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/**
 * Check: one on its way.
 */
typedef struct
{
  FielChainCheckFunc progress;   /* nullable */
  gpointer progress_data;          /* unowned */
} Check;

static void
progress_cb (goffset n_done, goffset n_total, gpointer user_data)
{
  const Check *check = user_data;

  if (n_total > 0)
    check->progress ((double) n_done / (double) n_total, check->progress_data);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  FielJournalVerdict *verdict = fiel_journal_verify_finish (FIEL_JOURNAL (source), result, &error);

  if (verdict == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, verdict, (GDestroyNotify) fiel_journal_verdict_free);
}

void
fiel_chain_check_async (FielEngine *engine, FielChainCheckFunc progress, gpointer progress_data,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FielJournal *journal = NULL;
  Check *check = NULL;

  g_return_if_fail (FIEL_IS_ENGINE (engine));

  task = g_task_new (engine, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_chain_check_async);
  journal = fiel_engine_get_journal (engine);
  if (journal == NULL)
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY, "%s",
                               _("The journal is not open. Try again in a moment."));
      return;
    }

  check = g_new0 (Check, 1);
  check->progress = progress;
  check->progress_data = progress_data;
  g_task_set_task_data (task, check, g_free);
  fiel_journal_verify_watched_async (journal, NULL, progress != NULL ? progress_cb : NULL, check, cancellable,
                                     verified_cb, g_steal_pointer (&task));
}

char *
fiel_chain_check_finish (FielEngine *engine, GAsyncResult *result, gboolean *whole, GError **error)
{
  g_autoptr (FielJournalVerdict) verdict = g_task_propagate_pointer (G_TASK (result), error);

  *whole = verdict != NULL && verdict->complaint == NULL;
  if (verdict == NULL)
    return NULL;
  if (*whole)
    return g_strdup_printf (_("The journal is whole: %" PRId64 " records, the last one is %s."), verdict->n_events,
                            verdict->head);

  return g_strdup_printf (_("The journal %s is NOT whole: %s Keep the file, do not sell with it, and ask for help."),
                          fiel_profile_get_journal_path (fiel_engine_get_profile (engine)), verdict->complaint);
}
