/* fiel-ctl-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-approval.h"
#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-export.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

/* fielctl journal export: the journal, or payments out of it, as a file. The journal alone, no provider is talked to.
 * What is interrupted leaves nothing behind; on a terminal it tells how far it is. */

typedef struct
{
  FielCtlSession *session;    /* owned */
  gboolean tells;             /* whether somebody watches */
  int percent;                /* told last */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->session);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
on_progress (double fraction, gint64 n_written, gpointer user_data)
{
  Export *export = user_data;
  const int percent = (int) (fraction * 100);

  if (!export->tells || percent == export->percent)
    return;

  export->percent = percent;
  fprintf (stderr, "\r%3d %%", percent);
  fflush (stderr);
}

static void
tell (FielCtlSession *session, const FielExportResult *result)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  const char *file = arguments->words[0];

  /* Standard output holds the export itself. */
  if (file == NULL)
    return;

  if (arguments->json)
    {
      JsonObject *object = json_object_new ();

      fiel_ctl_set_text (object, "file", file);
      if (result->n_payments >= 0)
        json_object_set_int_member (object, "payments", result->n_payments);
      else
        json_object_set_null_member (object, "payments");
      json_object_set_int_member (object, "records", result->n_records);
      fiel_ctl_set_text (object, "head", result->head);
      fiel_ctl_print_json (object);
    }
  else
    {
      g_autofree char *sentence = fiel_export_describe (file, result);

      fiel_ctl_print ("%s", sentence);
    }
}

static void
on_exported (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielExportResult) result = fiel_export_finish ((FielJournal *) source, async_result, &error);

  fiel_ctl_session_set_interrupt (export->session, NULL);
  if (export->percent >= 0)
    fputs ("\r      \r", stderr);
  if (result == NULL)
    {
      fiel_ctl_session_fail (export->session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  tell (export->session, result);
  fiel_ctl_session_finish (export->session, FIEL_CTL_EXIT_DONE);
}

/* The export was cancelled already and ends by itself, when nothing is left behind. */
static void
let_it_end (FielCtlSession *session)
{
}

static void
export_now (FielCtlSession *session, gpointer data)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  g_autoptr (GOutputStream) standard_output = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  FielExportOrder order = {
    .format = arguments->bundle ? FIEL_EXPORT_BUNDLE
              : arguments->as_pdf  ? FIEL_EXPORT_PDF
              : arguments->csv  ? FIEL_EXPORT_CSV
                                : FIEL_EXPORT_LINES,
    .this_shift = arguments->this_shift,
    .path = arguments->words[0],
    .replace = arguments->replace,
    .stream = standard_output,
    .made_wall_us = fiel_clock_get_wall_us (fiel_ctl_session_get_clock (session)),
  };
  Export *export = g_new0 (Export, 1);

  /* Both were read once before. */
  if (!fiel_ctl_read_time (arguments->since, FALSE, &order.range.since_wall_us) ||
      !fiel_ctl_read_time (arguments->until, TRUE, &order.range.until_wall_us))
    g_return_if_reached ();

  export->session = g_object_ref (session);
  export->tells = isatty (STDERR_FILENO);
  export->percent = -1;
  fiel_ctl_session_set_interrupt (session, let_it_end);
  fiel_export_async (fiel_ctl_session_get_journal (session), fiel_ctl_session_get_profile (session), &order,
                     on_progress, export, fiel_ctl_session_get_cancellable (session), on_exported, export);
}

/* What leaves the program is a manager's to decide, where there are people. */
static void
begin (FielCtlSession *session)
{
  if (fiel_people_get_exist (fiel_ctl_session_get_people (session))
      && fiel_ctl_session_get_arguments (session)->manager == NULL)
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                           _ ("Only a manager takes payments out of the till. Say who with --manager; their PIN is a "
                              "line of standard input."));
  else
    fiel_ctl_approval_ask (session, "export", export_now, NULL, NULL);
}

void
fiel_ctl_journal_export (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, begin);
}
