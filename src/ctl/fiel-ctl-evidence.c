/* fiel-ctl-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-alert-book.h"
#include "fiel-attempt-notes.h"
#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-ticket-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* fielctl alerts, seen and evidence: what a person has to look at, that somebody did, and everything a ticket's
 * payments left behind. The journal alone, no provider is talked to. */

/* alerts */

static const char *
describe_meaning (FielAlert *alert)
{
  if (fiel_alert_get_kind (alert) == FIEL_ALERT_UNMATCHED)
    return _ ("belongs to no payment of this till: ask the provider whose it is");

  switch (fiel_alert_get_contradiction (alert))
    {
    case FIEL_CONTRADICTION_CHARGED_AFTER_ALL:
      return _ ("closed as not charged, and then word came that it was: return the money or hand over the goods");

    case FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL:
      return _ ("closed as charged, and then word came that it was not: collect the money");

    case FIEL_CONTRADICTION_NONE:
    case FIEL_CONTRADICTION_UNCLEAR:
      return _ ("the provider says something else: compare with the terminal’s list of sales");
    }

  g_return_val_if_reached ("");
}

static void
print_alert_as_json (FielAlert *alert)
{
  JsonObject *object = json_object_new ();
  FielMoney amount = fiel_alert_get_amount (alert);
  FielOutcome outcome = fiel_alert_get_outcome (alert);

  json_object_set_int_member (object, "seq", fiel_alert_get_seq (alert));
  fiel_ctl_set_text (object, "kind", fiel_enum_nick (FIEL_TYPE_ALERT_KIND, (int) fiel_alert_get_kind (alert)));
  fiel_ctl_set_time (object, "at", fiel_alert_get_wall_us (alert));
  fiel_ctl_set_text (object, "attempt", fiel_alert_get_attempt_id (alert));
  fiel_ctl_set_text (object, "contradiction",
                     fiel_enum_nick (FIEL_TYPE_CONTRADICTION, (int) fiel_alert_get_contradiction (alert)));
  fiel_ctl_set_text (object, "outcome",
                     outcome != FIEL_OUTCOME_NONE ? fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) outcome) : NULL);
  json_object_set_int_member (object, "amount_minor", amount.minor);
  fiel_ctl_set_text (object, "currency", amount.currency != NULL ? amount.currency->code : NULL);
  fiel_ctl_set_text (object, "reference", fiel_alert_get_reference (alert));
  fiel_ctl_set_text (object, "provider", fiel_alert_get_provider (alert));
  fiel_ctl_set_text (object, "text", fiel_alert_get_text (alert));
  fiel_ctl_print_json (object);
}

/* As people know it. Of a group that is not in the profile any more its name there. */
static const char *
name_provider (FielCtlSession *session, const char *key)
{
  GPtrArray *providers = fiel_profile_get_providers (fiel_ctl_session_get_profile (session));
  const FielProviderKind *const *kinds = fiel_ctl_session_get_kinds (session);

  for (guint i = 0; key != NULL && i < providers->len; i++)
    {
      const FielProfileProvider *provider = g_ptr_array_index (providers, i);

      for (guint j = 0; g_str_equal (provider->key, key) && kinds[j] != NULL; j++)
        if (g_str_equal (kinds[j]->name, provider->kind))
          return kinds[j]->display_name;
    }

  return key != NULL ? key : "—";
}

static void
print_alert (FielCtlSession *session, FielAlert *alert)
{
  const char *text = fiel_alert_get_text (alert);
  const char *reference = fiel_alert_get_reference (alert);

  if (fiel_ctl_session_get_arguments (session)->json)
    print_alert_as_json (alert);
  else if (reference != NULL)
    /* Translators: a number, the ticket’s reference, the payment’s id, what it means, the provider’s words. */
    fiel_ctl_print (_ ("%" PRId64 ": ticket %s, payment %s: %s. It said: %s"), fiel_alert_get_seq (alert), reference,
                    fiel_alert_get_attempt_id (alert), describe_meaning (alert), text != NULL ? text : "—");
  else
    /* Translators: a number, the provider, what it means, the provider’s words. */
    fiel_ctl_print (_ ("%" PRId64 ": a message from %s: %s. It said: %s"), fiel_alert_get_seq (alert),
                    name_provider (session, fiel_alert_get_provider (alert)), describe_meaning (alert),
                    text != NULL ? text : "—");
}

static void
on_alerts_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = fiel_journal_list_alerts_finish (FIEL_JOURNAL (source), result, &error);

  if (records == NULL)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (FielAlert) alert = fiel_alert_book_make_alert (g_ptr_array_index (records, i));

      print_alert (session, alert);
    }
  if (records->len == 0 && !fiel_ctl_session_get_arguments (session)->json)
    fiel_ctl_print (_ ("Nothing is waiting to be looked at."));
  fiel_ctl_session_finish (session, records->len > 0 ? FIEL_CTL_EXIT_UNKNOWN : FIEL_CTL_EXIT_DONE);
}

static void
list_alerts (FielCtlSession *session)
{
  fiel_journal_list_alerts_async (fiel_ctl_session_get_journal (session), on_alerts_listed, g_object_ref (session));
}

void
fiel_ctl_alerts (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, list_alerts);
}

/* seen */

typedef struct
{
  FielCtlSession *session;   /* owned */
  FielScribe *scribe;        /* owned */
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->scribe);
  g_object_unref (look->session);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
on_look_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    fiel_ctl_session_finish (look->session, FIEL_CTL_EXIT_DONE);
  else
    fiel_ctl_session_fail (look->session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
}

static const FielAlertRecord *
find_alert (GPtrArray *records, const char *number)
{
  for (guint i = 0; i < records->len; i++)
    {
      const FielAlertRecord *record = g_ptr_array_index (records, i);
      g_autofree char *seq = g_strdup_printf ("%" PRId64, fiel_journal_event_get_seq (record->event));

      if (g_str_equal (seq, number))
        return record;
    }

  return NULL;
}

static void
on_alerts_listed_for_look (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = fiel_journal_list_alerts_finish (FIEL_JOURNAL (source), result, &error);
  const FielAlertRecord *record = records != NULL ? find_alert (records, arguments->words[0]) : NULL;
  g_autoptr (FielJournalEvent) note = NULL;
  Look *look = NULL;

  if (records == NULL)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }
  if (record == NULL)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                             /* Translators: what was typed. */
                             _ ("nothing with the number “%s” is waiting to be looked at. “fielctl alerts” lists what "
                                "is."),
                             arguments->words[0]);
      return;
    }

  if (!fiel_attempt_notes_check_words (arguments->note, &error)
      || !fiel_attempt_notes_check_words (arguments->by, &error))
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  look = g_new0 (Look, 1);
  look->session = g_object_ref (session);
  look->scribe = fiel_scribe_new (FIEL_JOURNAL (source), fiel_ctl_session_get_clock (session));
  note = fiel_alert_book_make_note (look->scribe, fiel_journal_event_get_seq (record->event),
                                    fiel_journal_event_get_attempt_id (record->event), arguments->note, arguments->by);
  fiel_scribe_write_async (look->scribe, note, FIEL_JOURNAL_DURABLE, on_look_written, look);
}

static void
write_look (FielCtlSession *session)
{
  fiel_journal_list_alerts_async (fiel_ctl_session_get_journal (session), on_alerts_listed_for_look,
                                  g_object_ref (session));
}

void
fiel_ctl_seen (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, write_look);
}

/* evidence */

static void
on_described (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fiel_ticket_report_make_finish (FIEL_JOURNAL (source), result, &error);

  if (text == NULL)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  if (fiel_ctl_session_get_arguments (session)->json)
    {
      JsonObject *object = json_object_new ();

      fiel_ctl_set_text (object, "evidence", text);
      fiel_ctl_print_json (object);
    }
  else
    fiel_ctl_print ("%s", text);
  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}

/* The word may be a ticket's reference, or the id of one of its payments. */
static void
on_attempt_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  const char *reference = fiel_ctl_session_get_arguments (session)->words[0];
  g_autoptr (GPtrArray) records = fiel_ctl_session_take_records (session, source, result);

  if (records == NULL)
    return;
  if (records->len > 0)
    reference = ((const FielAttemptRecord *) g_ptr_array_index (records, 0))->reference;

  fiel_ticket_report_make_async (FIEL_JOURNAL (source), fiel_ctl_session_get_profile (session), reference, NULL,
                                 on_described, g_object_ref (session));
}

static void
describe (FielCtlSession *session)
{
  const FielAttemptFilter filter = {
    .attempt_id = fiel_ctl_session_get_arguments (session)->words[0],
    .limit = 1,
  };

  fiel_journal_list_attempts_async (fiel_ctl_session_get_journal (session), &filter, on_attempt_found,
                                    g_object_ref (session));
}

void
fiel_ctl_evidence (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, describe);
}
