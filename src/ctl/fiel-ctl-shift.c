/* fiel-ctl-shift.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-batch-closer.h"
#include "fiel-ctl-approval.h"
#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-ctl-payment.h"
#include "fiel-receipt-words.h"
#include "fiel-shift-book.h"
#include "fiel-shift-document.h"
#include "fiel-state-words.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* fielctl shift: the shift that is under way, opening and closing it, and the reports of those that were closed. */

#define COLUMNS 42

static void on_checked (GObject *source, GAsyncResult *result, gpointer user_data);

static FielShiftBook *
get_book (FielCtlSession *session)
{
  return fiel_engine_get_shift_book (fiel_ctl_session_get_engine (session));
}

/* What only reads leaves open payments to the till. (transfer full) */
static FielShiftBook *
make_book (FielCtlSession *session)
{
  return fiel_shift_book_new_for_reading (fiel_ctl_session_get_journal (session),
                                          fiel_ctl_session_get_profile (session),
                                          fiel_ctl_session_get_people (session),
                                          fiel_ctl_session_get_clock (session));
}

static const char *
get_actor (FielCtlSession *session)
{
  const char *by = fiel_ctl_session_get_arguments (session)->by;
  const char *cashier = fiel_profile_get_cashier_name (fiel_ctl_session_get_profile (session));

  if (by != NULL)
    return by;

  return cashier != NULL ? cashier : "fielctl";
}

static void
fail (FielCtlSession *session, const GError *error)
{
  FielCtlExit code = error->domain == FIEL_SHIFT_ERROR || error->domain == FIEL_ENGINE_ERROR ? FIEL_CTL_EXIT_NOT_CHARGED
                                                                                              : FIEL_CTL_EXIT_TROUBLE;

  fiel_ctl_session_fail (session, code, "%s", error->message);
}

/* Reports */

/* A line as ["name", "cell", …]: what the journal keeps, for whoever reads it with a program. */
static void
print_report_json (FielShiftReport *report)
{
  for (guint line = 0; line < fiel_shift_report_get_n_lines (report); line++)
    {
      JsonObject *object = json_object_new ();
      JsonArray *cells = json_array_new ();

      json_object_set_string_member (object, "line", fiel_shift_report_get_name (report, line));
      for (guint cell = 0; cell < fiel_shift_report_get_n_cells (report, line); cell++)
        json_array_add_string_element (cells, fiel_shift_report_get_cell (report, line, cell));
      json_object_set_array_member (object, "cells", cells);
      fiel_ctl_print_json (object);
    }
}

static void
print_report (FielCtlSession *session, FielShiftReport *report, gboolean is_copy)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  g_autoptr (FielDocument) document = NULL;
  g_autoptr (FielCsv) csv = NULL;
  g_autofree char *text = NULL;

  if (arguments->json)
    {
      print_report_json (report);
      return;
    }
  if (arguments->csv)
    {
      csv = fiel_shift_document_make_csv (report);
      text = fiel_csv_take (csv);
    }
  else
    {
      document = fiel_shift_document_new (report, is_copy);
      text = fiel_document_to_text (document, COLUMNS);
    }
  fiel_ctl_write (text);
}

/* The current shift */

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (FielShiftPicture) picture = NULL;
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (GError) error = NULL;

  picture = fiel_shift_book_look_finish (FIEL_SHIFT_BOOK (source), result, &error);
  if (picture == NULL)
    {
      fail (session, error);
      return;
    }

  report = fiel_shift_book_make_x (FIEL_SHIFT_BOOK (source), picture, NULL);
  print_report (session, report, FALSE);
  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}

static void
look (FielCtlSession *session)
{
  g_autoptr (FielShiftBook) book = make_book (session);

  fiel_shift_book_look_async (book, NULL, on_looked, g_object_ref (session));
}

void
fiel_ctl_shift_show (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, look);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_shift_book_open_finish (FIEL_SHIFT_BOOK (source), result, &error))
    fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
  else
    fail (session, error);
}

/* FALSE if it was given and is no amount; untouched if it was not given. */
static gboolean
read_amount (FielCtlSession *session, const char *option, const char *text, gint64 *minor)
{
  const FielCurrency *currency = fiel_profile_get_currency (fiel_ctl_session_get_profile (session));
  gboolean negative = text != NULL && text[0] == '-';
  FielMoney money = { 0 };
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return TRUE;
  if (!fiel_money_parse_plain (negative ? text + 1 : text, currency, &money, &error)
      || (negative && !g_str_equal (option, "--taken")))
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s: %s", option,
                             error != NULL ? error->message : _("an amount here is not negative."));
      return FALSE;
    }

  *minor = negative ? -money.minor : money.minor;

  return TRUE;
}

static void
open_shift (FielCtlSession *session)
{
  gint64 float_minor = -1;

  if (read_amount (session, "--float", fiel_ctl_session_get_arguments (session)->float_amount, &float_minor))
    fiel_shift_book_open_async (get_book (session), get_actor (session), float_minor, on_opened,
                                g_object_ref (session));
}

void
fiel_ctl_shift_open (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, open_shift);
}

/* Closing: the checklist first, then the close or what is in its way */

/* On the error output: the report alone is what a program reads. */
static void
print_check (FielShiftCheck *check)
{
  GListModel *items = fiel_shift_check_get_items (check);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (FielShiftItem) item = g_list_model_get_item (items, i);
      const char *detail = fiel_shift_item_get_detail (item);

      fprintf (stderr, "%s: %s%s%s\n", fiel_state_words_shift_item (fiel_shift_item_get_state (item)),
               fiel_shift_item_get_title (item), *detail != '\0' ? " · " : "", detail);
    }
}

static void
print_differences (FielCtlSession *session, FielShiftSurvey *survey)
{
  FielProfile *profile = fiel_ctl_session_get_profile (session);
  GPtrArray *terminals = fiel_shift_survey_get_terminals (survey);

  for (guint t = 0; t < terminals->len; t++)
    {
      const FielShiftTerminal *terminal = g_ptr_array_index (terminals, t);

      for (guint i = 0; terminal->comparison != NULL && i < terminal->comparison->differences->len; i++)
        {
          g_autofree char *sentence
            = fiel_shift_difference_describe (g_ptr_array_index (terminal->comparison->differences, i),
                                              fiel_profile_get_currency (profile),
                                              fiel_profile_get_number_style (profile));

          fprintf (stderr, "          %s\n", sentence);
        }
    }
}

/* A shift that is closed stays closed, whatever became of the paper. */
static void
finish_closed (FielCtlSession *session, FielShiftReport *report)
{
  const char *number = fiel_shift_report_find (report, "shift", 0);
  g_autofree char *loss = NULL;

  print_report (session, report, FALSE);
  loss = fiel_ctl_take_loss ();
  if (loss == NULL)
    fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
  else
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                           /* Translators: the number, what the system says, the number. */
                           _ ("the shift is closed as Z %s, but its report could not be written: %s. Do not close it "
                              "again: “fielctl shift print %s” prints the report."),
                           number, loss, number);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (FielShiftReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = fiel_shift_book_close_finish (FIEL_SHIFT_BOOK (source), result, &error);
  if (report == NULL)
    fail (session, error);
  else
    finish_closed (session, report);
}

/* Whether what was asked for on the command line lets it pass. */
static gboolean
check_permission (FielCtlSession *session, FielShiftCheck *check)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  g_autoptr (GPtrArray) unresolved = fiel_shift_check_list_unresolved (check);

  if (unresolved->len == 0 || arguments->carry_over)
    return TRUE;

  for (guint i = 0; i < unresolved->len; i++)
    {
      FielAttempt *attempt = g_ptr_array_index (unresolved, i);

      fprintf (stderr, "          %s  %s\n", fiel_attempt_get_id (attempt), fiel_attempt_get_reference (attempt));
    }
  fiel_ctl_session_fail (session, FIEL_CTL_EXIT_NOT_CHARGED,
                         _("The shift is not closed: payments are to be resolved. --carry-over with --manager leaves "
                           "them to the next shift."));

  return FALSE;
}

/* @data: a FielShiftCheck */
static void
close_checked (FielCtlSession *session, gpointer data)
{
  const char *manager = fiel_ctl_session_get_arguments (session)->manager;

  fiel_shift_book_close_async (get_book (session), data, get_actor (session),
                               fiel_ctl_approval_get_name (session, manager), on_closed, g_object_ref (session));
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  FielShiftCheck *check = FIEL_SHIFT_CHECK (source);
  g_autofree char *subject = NULL;
  g_autoptr (GError) error = NULL;

  if (!fiel_shift_check_run_finish (check, result, &error))
    {
      fail (session, error);
      return;
    }

  print_check (check);
  if (fiel_shift_check_get_survey (check) != NULL)
    print_differences (session, fiel_shift_check_get_survey (check));
  if (!check_permission (session, check))
    return;

  subject = fiel_shift_check_make_subject (check);
  fiel_ctl_approval_ask (session, subject, close_checked, g_object_ref (check), g_object_unref);
}

static gboolean
read_cash (FielCtlSession *session, FielShiftCash *cash)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);

  cash->is_counted = arguments->counted != NULL;
  cash->reason = arguments->reason;

  return read_amount (session, "--counted", arguments->counted, &cash->counted_minor)
         && read_amount (session, "--taken", arguments->taken, &cash->taken_minor)
         && read_amount (session, "--float", arguments->float_amount, &cash->float_minor);
}

/* What was in the drawer at the beginning is what whoever opened the shift said, unless it is said again here. */
static void
on_looked_before_close (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (FielShiftPicture) picture = NULL;
  g_autoptr (FielShiftCheck) check = NULL;
  FielShiftCash cash = { 0 };
  g_autoptr (GError) error = NULL;

  picture = fiel_shift_book_look_finish (FIEL_SHIFT_BOOK (source), result, &error);
  if (picture == NULL)
    {
      fail (session, error);
      return;
    }

  cash.float_minor = MAX (picture->float_minor, 0);
  if (!read_cash (session, &cash))
    return;

  check = fiel_shift_check_new (fiel_ctl_session_get_engine (session));
  if (cash.is_counted)
    fiel_shift_check_set_cash (check, &cash);
  fiel_shift_check_run_async (check, FIEL_SHIFT_PARTS_ALL, NULL, on_checked, g_object_ref (session));
}

static void
close_shift (FielCtlSession *session)
{
  fiel_shift_book_look_async (get_book (session), NULL, on_looked_before_close, g_object_ref (session));
}

void
fiel_ctl_shift_close (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, close_shift);
}

/* Those that were closed */

/* In the money the shift was closed in, which may not be what the till takes now: @usual. */
static char *
format_net (FielShiftReport *report, const FielCurrency *usual)
{
  const FielCurrency *currency = fiel_currency_find (fiel_shift_report_find (report, "currency", 0));
  const char *country = fiel_shift_report_find (report, "store", 1);

  if (currency == NULL)
    return g_strdup (fiel_shift_report_find (report, "net", 0));

  return fiel_money_format_beside (fiel_money_make (fiel_shift_report_find_int (report, "net", 0), currency), usual,
                                   fiel_number_style_for_country (country));
}

static void
print_entry (FielCtlSession *session, const FielShiftEntry *entry)
{
  FielProfile *profile = fiel_ctl_session_get_profile (session);
  g_autofree char *time = NULL;
  g_autofree char *net = NULL;

  if (fiel_ctl_session_get_arguments (session)->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "shift", entry->number);
      json_object_set_boolean_member (object, "closed", entry->closed_wall_us != 0);
      fiel_ctl_set_text (object, "opened_by", entry->opened_by);
      fiel_ctl_set_text (object, "closed_by", entry->closed_by);
      if (entry->closed_wall_us != 0)
        fiel_ctl_set_time (object, "closed_at", entry->closed_wall_us);
      if (entry->report != NULL)
        {
          json_object_set_int_member (object, "net", fiel_shift_report_find_int (entry->report, "net", 0));
          fiel_ctl_set_text (object, "currency", fiel_shift_report_find (entry->report, "currency", 0));
        }
      fiel_ctl_print_json (object);
      return;
    }

  if (entry->report == NULL)
    {
      fiel_ctl_print ("%4" G_GINT64_FORMAT "  %s", entry->number,
                      /* Translators: of a shift in a list: it is not closed yet */
                      entry->closed_wall_us == 0 ? _("under way") : _("its report cannot be read"));
      return;
    }
  net = format_net (entry->report, fiel_profile_get_currency (profile));
  time = fiel_receipt_words_time (fiel_profile_get_country (profile), entry->closed_wall_us);
  fiel_ctl_print ("%4" G_GINT64_FORMAT "  %s  %s  %s", entry->number, time, entry->closed_by, net);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  entries = fiel_shift_book_list_finish (FIEL_SHIFT_BOOK (source), result, &error);
  if (entries == NULL)
    {
      fail (session, error);
      return;
    }

  for (guint i = 0; i < entries->len; i++)
    print_entry (session, g_ptr_array_index (entries, i));
  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}

static void
list_shifts (FielCtlSession *session)
{
  g_autoptr (FielShiftBook) book = make_book (session);

  fiel_shift_book_list_async (book, (guint) fiel_ctl_session_get_arguments (session)->limit, on_listed,
                              g_object_ref (session));
}

void
fiel_ctl_shift_list (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, list_shifts);
}

static void
on_listed_to_print (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  const char *word = fiel_ctl_session_get_arguments (session)->words[0];
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  entries = fiel_shift_book_list_finish (FIEL_SHIFT_BOOK (source), result, &error);
  if (entries == NULL)
    {
      fail (session, error);
      return;
    }

  for (guint i = 0; i < entries->len; i++)
    {
      const FielShiftEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);

      if (entry->report == NULL || !g_str_equal (number, word))
        continue;
      print_report (session, entry->report, TRUE);
      fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
      return;
    }
  fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                         /* Translators: what was typed. */
                         _("There is no closed shift %s. “fielctl shift list” lists them."), word);
}

static void
print_shift (FielCtlSession *session)
{
  g_autoptr (FielShiftBook) book = make_book (session);

  fiel_shift_book_list_async (book, 0, on_listed_to_print, g_object_ref (session));
}

void
fiel_ctl_shift_print (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, print_shift);
}

/* A terminal's batch */

/* NULL, and the session has failed, if it is not clear which, or if there is none of that name. */
static FielTerminal *
find_batch (FielCtlSession *session)
{
  return fiel_ctl_payment_find_terminal (session, fiel_ctl_session_get_arguments (session)->words[0]);
}

static void
on_batch_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  FielBatchOutcome outcome = FIEL_BATCH_UNKNOWN;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (!fiel_batch_closer_close_finish (FIEL_ENGINE (source), result, &outcome, &words, &error))
    {
      fail (session, error);
      return;
    }

  if (fiel_ctl_session_get_arguments (session)->json)
    {
      JsonObject *object = json_object_new ();

      fiel_ctl_set_text (object, "terminal", fiel_terminal_get_key (find_batch (session)));
      fiel_ctl_set_text (object, "batch", fiel_enum_nick (FIEL_TYPE_BATCH_OUTCOME, (int) outcome));
      fiel_ctl_print_json (object);
    }
  else
    fiel_ctl_print ("%s", words);
  fiel_ctl_session_finish (session, outcome == FIEL_BATCH_CLOSED       ? FIEL_CTL_EXIT_DONE
                                    : outcome == FIEL_BATCH_NOT_CLOSED ? FIEL_CTL_EXIT_NOT_CHARGED
                                                                       : FIEL_CTL_EXIT_UNKNOWN);
}

static void
close_batch (FielCtlSession *session)
{
  FielTerminal *terminal = find_batch (session);

  if (terminal != NULL)
    fiel_batch_closer_close_async (fiel_ctl_session_get_engine (session), fiel_terminal_get_key (terminal),
                                   get_actor (session), on_batch_closed, g_object_ref (session));
}

void
fiel_ctl_shift_batch (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, close_batch);
}
