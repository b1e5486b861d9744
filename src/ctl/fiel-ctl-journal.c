/* fiel-ctl-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

/* fielctl journal list, verify and export: the journal alone, no provider is talked to. */

static gboolean
parse_since (const char *text, gint64 *wall_us)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *midnight = NULL;

  if (text == NULL)
    return TRUE;

  midnight = strchr (text, 'T') == NULL ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  time = g_date_time_new_from_iso8601 (midnight, here);
  if (time == NULL)
    return FALSE;

  *wall_us = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return TRUE;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);

  if (records == NULL)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  for (guint i = 0; i < records->len; i++)
    fiel_ctl_print_record (session, g_ptr_array_index (records, i));
  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}

static void
list (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielAttemptFilter filter = { .open_only = arguments->open, .limit = (guint) arguments->limit };

  parse_since (arguments->since, &filter.since_wall_us);
  fiel_journal_list_attempts_async (fiel_ctl_session_get_journal (session), &filter, on_listed, g_object_ref (session));
}

void
fiel_ctl_journal_list (FielCtlSession *session)
{
  const char *since = fiel_ctl_session_get_arguments (session)->since;
  gint64 wall_us;

  if (parse_since (since, &wall_us))
    fiel_ctl_session_open_journal (session, list);
  else
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                           _("--since: “%s” is no time. Allowed: 2026-03-31 or 2026-03-31T14:00:00."), since);
}

static void
print_verdict (FielCtlSession *session, const FielJournalVerdict *verdict)
{
  if (fiel_ctl_session_get_arguments (session)->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_boolean_member (object, "whole", verdict->complaint == NULL);
      json_object_set_int_member (object, "records", verdict->n_events);
      fiel_ctl_set_text (object, "head", verdict->head);
      json_object_set_int_member (object, "first_bad", verdict->first_bad_seq);
      fiel_ctl_set_text (object, "complaint", verdict->complaint);
      fiel_ctl_print_json (object);
    }
  else if (verdict->complaint == NULL)
    fiel_ctl_print (_ ("The journal is whole: %" PRId64 " records, the last one is %s."), verdict->n_events,
                    verdict->head);
  else
    fiel_ctl_print (_("The journal %s is NOT whole: %s Keep the file, do not sell with it, and ask for help."),
                    fiel_profile_get_journal_path (fiel_ctl_session_get_profile (session)), verdict->complaint);
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielJournalVerdict) verdict = fiel_journal_verify_finish (FIEL_JOURNAL (source), result, &error);

  if (verdict == NULL)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  print_verdict (session, verdict);
  fiel_ctl_session_finish (session, verdict->complaint == NULL ? FIEL_CTL_EXIT_DONE : FIEL_CTL_EXIT_TROUBLE);
}

static void
verify (FielCtlSession *session)
{
  fiel_journal_verify_async (fiel_ctl_session_get_journal (session), fiel_ctl_session_get_arguments (session)->head,
                             NULL, on_verified, g_object_ref (session));
}

void
fiel_ctl_journal_verify (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, verify);
}

typedef struct
{
  FielCtlSession *session;   /* (owned) */
  GOutputStream *stream;     /* (owned) */
} Export;

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  const char *file = fiel_ctl_session_get_arguments (export->session)->words[0];
  g_autoptr (GError) error = NULL;

  if (!fiel_journal_export_finish (FIEL_JOURNAL (source), result, NULL, &error) ||
      !g_output_stream_close (export->stream, NULL, &error))
    fiel_ctl_session_fail (export->session, FIEL_CTL_EXIT_TROUBLE, _("%s: the export is not complete: %s"),
                           file != NULL ? file : _("standard output"), error->message);
  else
    fiel_ctl_session_finish (export->session, FIEL_CTL_EXIT_DONE);

  g_object_unref (export->stream);
  g_object_unref (export->session);
  g_free (export);
}

static void
export_journal (FielCtlSession *session)
{
  const char *file = fiel_ctl_session_get_arguments (session)->words[0];
  Export *export;
  int fd = STDOUT_FILENO;

  /* EXCL: an export is evidence, and an older one is not overwritten. */
  if (file != NULL)
    fd = g_open (file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                             _ ("%s: %s. Name a file that does not exist yet, in a folder you may write to."), file,
                             g_strerror (errno));
      return;
    }

  export = g_new0 (Export, 1);
  export->session = g_object_ref (session);
  export->stream = g_unix_output_stream_new (fd, file != NULL);
  fiel_journal_export_async (fiel_ctl_session_get_journal (session), export->stream, NULL, NULL, NULL, on_exported,
                             export);
}

void
fiel_ctl_journal_export (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, export_journal);
}
