/* fiel-ctl-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* fielctl journal list and verify: the journal alone, no provider is talked to. */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GPtrArray) records = fiel_ctl_session_take_records (session, source, result);

  if (records == NULL)
    return;

  fiel_ctl_print_records (session, records);
  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}

static void
list (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielAttemptFilter filter = { .open_only = arguments->open, .limit = (guint) arguments->limit };

  if (!fiel_ctl_read_time (arguments->since, FALSE, &filter.since_wall_us))
    g_return_if_reached ();
  fiel_journal_list_attempts_async (fiel_ctl_session_get_journal (session), &filter, on_listed, g_object_ref (session));
}

void
fiel_ctl_journal_list (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, list);
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
    /* Translators: how many records, the hash of the last one. */
    fiel_ctl_print (_ ("The journal is whole: %" PRId64 " records, the last one is %s."), verdict->n_events,
                    verdict->head);
  else
    /* Translators: the path of the journal, a sentence that says what is wrong. */
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
