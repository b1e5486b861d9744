/* fiel-ctl-receipt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-attempt-notes.h"
#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-document-pdf.h"
#include "fiel-output-file.h"
#include "fiel-receipt-desk-private.h"
#include "fiel-receipt-document.h"
#include "fiel-receipt-slip.h"

#include <glib/gi18n.h>
#include <string.h>

/* fielctl receipt: a payment's slip as text, as a file, or on the terminal. Only for the last the engine is started.
 *
 * A look counts nothing and says on the slip that it is none. What is handed on, with --print or --pdf, is counted
 * first: from the second time on it says which copy it is. */

/* So many payments of one ticket are looked through. */
#define MAX_ATTEMPTS 1000

/* How many characters a line has on each paper. */
static const guint columns[FIEL_N_PAPERS] = { 32, 48, 80 };

typedef struct
{
  FielCtlSession *session;   /* owned */
  FielReceiptDesk *desk;     /* owned */
  FielPaper paper;
  FielDraftFile *file;      /* owned, nullable: with --pdf */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->file, fiel_draft_file_free);
  g_object_unref (job->desk);
  g_object_unref (job->session);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
tell_json (const Job *job, FielReceipt *receipt, const char *text)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (job->session);
  JsonObject *object = json_object_new ();

  fiel_ctl_set_text (object, "attempt", fiel_receipt_get_attempt_id (receipt));
  json_object_set_int_member (object, "print", fiel_receipt_get_number (receipt));
  fiel_ctl_set_text (object, "paper", fiel_papers[job->paper]);
  fiel_ctl_set_text (object, "pdf", arguments->pdf);
  fiel_ctl_set_text (object, "text", text);
  fiel_ctl_print_json (object);
}

static gboolean
write_file (const Job *job, FielDocument *document, GError **error)
{
  return fiel_document_write_pdf (document, job->paper, fiel_draft_file_get_stream (job->file), error)
         && fiel_draft_file_keep (job->file, error);
}

/* @loss: (nullable): why it was not written */
static void
end_hand_out (const Job *job, FielReceipt *receipt, gboolean counted, const char *loss)
{
  if (counted)
    fiel_receipt_desk_note_end (job->desk, fiel_receipt_get_attempt_id (receipt), loss == NULL);
  if (loss == NULL)
    fiel_ctl_session_finish (job->session, FIEL_CTL_EXIT_DONE);
  else
    fiel_ctl_session_fail (job->session, FIEL_CTL_EXIT_TROUBLE,
                           /* Translators: what the system says. */
                           _("the receipt could not be written: %s. The payment is as it was; the next receipt is a "
                             "copy."),
                           loss);
}

/* What is wrong with the file, as a part of a longer sentence. (transfer full) */
static char *
explain_loss (const char *path, const GError *error)
{
  char *words = fiel_output_file_explain (path, error);

  if (g_str_has_suffix (words, "."))
    words[strlen (words) - 1] = '\0';

  return words;
}

static void
hand_out (const Job *job, FielReceipt *receipt)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (job->session);
  g_autoptr (FielDocument) document = fiel_receipt_document_new (receipt);
  g_autofree char *text = fiel_document_to_text (document, columns[job->paper]);
  const gboolean counted = arguments->print || arguments->pdf != NULL;
  g_autofree char *loss = NULL;
  g_autoptr (GError) error = NULL;

  if (job->file != NULL && !write_file (job, document, &error))
    {
      loss = explain_loss (arguments->pdf, error);
      end_hand_out (job, receipt, counted, loss);
      return;
    }

  if (arguments->json)
    tell_json (job, receipt, text);
  else if (arguments->pdf == NULL)
    fiel_ctl_write (text);
  loss = arguments->print ? fiel_ctl_take_loss () : NULL;
  end_hand_out (job, receipt, counted, loss);
}

static void
on_receipt (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  FielReceiptDesk *desk = FIEL_RECEIPT_DESK (source);
  g_autoptr (GError) error = NULL;
  gboolean looked = g_async_result_is_tagged (result, fiel_receipt_desk_look_async);
  g_autoptr (FielReceipt) receipt = looked ? fiel_receipt_desk_look_finish (desk, result, &error)
    : fiel_receipt_desk_print_finish (desk, result, &error);

  if (receipt != NULL)
    hand_out (job, receipt);
  else
    fiel_ctl_session_fail (job->session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
}

static void
on_slip (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_receipt_slip_print_finish (FIEL_RECEIPT_DESK (source), result, &error))
    fiel_ctl_session_finish (job->session, FIEL_CTL_EXIT_DONE);
  else
    fiel_ctl_session_fail (job->session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
}

/* Before anything is counted. */
static gboolean
open_file (Job *job, const FielCtlArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (arguments->pdf == NULL)
    return TRUE;

  job->file = fiel_output_file_new (arguments->pdf, arguments->replace, &error);
  if (job->file != NULL)
    return TRUE;

  words = fiel_output_file_explain (arguments->pdf, error);
  fiel_ctl_session_fail (job->session, FIEL_CTL_EXIT_TROUBLE, "%s", words);

  return FALSE;
}

/* @job: (transfer full) */
static void
fetch_receipt (Job *job, const char *attempt_id)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (job->session);
  const char *actor = arguments->by != NULL ? arguments->by
    : fiel_profile_get_cashier_name (fiel_ctl_session_get_profile (job->session));

  if (!open_file (job, arguments))
    {
      job_free (job);
      return;
    }

  if (arguments->on_terminal || arguments->slip_again)
    fiel_receipt_slip_print_async (job->desk, attempt_id,
                                   arguments->on_terminal ? FIEL_TERMINAL_PRINT_OURS : FIEL_TERMINAL_PRINT_AGAIN,
                                   actor, on_slip, job);
  else if (arguments->print || arguments->pdf != NULL)
    fiel_receipt_desk_print_async (job->desk, attempt_id, actor, on_receipt, job);
  else
    fiel_receipt_desk_look_async (job->desk, attempt_id, NULL, on_receipt, job);
}

/* Of several payments of a ticket: the newest that moved money, else the newest. */
static const FielAttemptRecord *
choose (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);

      if (fiel_outcome_moved_money (record->outcome))
        return record;
    }

  return records->len > 0 ? g_ptr_array_index (records, 0) : NULL;
}

static void
on_ticket_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GPtrArray) records = fiel_ctl_session_take_records (job->session, source, result);
  const FielAttemptRecord *record = records != NULL ? choose (records) : NULL;
  const char *word = fiel_ctl_session_get_arguments (job->session)->words[0];

  /* Without one the word is the id of a payment, or the desk says that there is none. */
  if (records != NULL)
    fetch_receipt (g_steal_pointer (&job), record != NULL ? record->attempt_id : word);
}

static void
find_payment (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielProfile *profile = fiel_ctl_session_get_profile (session);
  FielJournal *journal = fiel_ctl_session_get_journal (session);
  const FielAttemptFilter filter = { .reference = arguments->words[0], .limit = MAX_ATTEMPTS };
  g_autoptr (FielScribe) scribe = NULL;
  g_autoptr (GError) error = NULL;
  Job *job;

  if (arguments->by != NULL && !fiel_attempt_notes_check_words (arguments->by, &error))
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  job = g_new0 (Job, 1);
  job->session = g_object_ref (session);
  if (fiel_ctl_session_get_engine (session) != NULL)
    job->desk = g_object_ref (fiel_engine_get_receipt_desk (fiel_ctl_session_get_engine (session)));
  else
    {
      scribe = fiel_scribe_new (journal, fiel_ctl_session_get_clock (session));
      job->desk = fiel_receipt_desk_new (scribe, profile, NULL);
    }
  job->paper = fiel_profile_get_receipt_settings (profile)->paper;
  for (guint i = 0; arguments->paper != NULL && i < FIEL_N_PAPERS; i++)
    if (g_str_equal (arguments->paper, fiel_papers[i]))
      job->paper = (FielPaper) i;
  fiel_journal_list_attempts_async (journal, &filter, on_ticket_read, job);
}

void
fiel_ctl_receipt (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);

  if (arguments->on_terminal || arguments->slip_again)
    fiel_ctl_session_start_engine (session, find_payment);
  else
    fiel_ctl_session_open_journal (session, find_payment);
}
