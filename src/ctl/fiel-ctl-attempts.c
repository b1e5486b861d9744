/* fiel-ctl-attempts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-approval.h"
#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-ctl-watch.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* fielctl status, check, cancel and resolve: payments that are there already. Starting the engine takes every open
 * payment up again, as starting the till does; these commands then wait for what comes of it, within reason, and say
 * it. What does not wait only reads: a check that is begun and cut off helps nobody. */

#define PATIENCE_S 60

static gboolean
is_checked (FielAttempt *attempt, guint n_checks)
{
  return fiel_ctl_is_closed (attempt, n_checks)
         || (fiel_attempt_get_n_checks (attempt) > n_checks && !fiel_attempt_get_checking (attempt));
}

static gboolean
is_cancel_answered (FielAttempt *attempt, guint n_checks)
{
  const FielCancelState cancel = fiel_attempt_get_cancel_state (attempt);

  return fiel_ctl_is_closed (attempt, n_checks) || cancel == FIEL_CANCEL_STATE_REFUSED
         || cancel == FIEL_CANCEL_STATE_UNANSWERED;
}

static gboolean
is_anything (FielAttempt *attempt, guint n_checks)
{
  return TRUE;
}

static FielCtlWatchPlan
make_plan (FielCtlSession *session, FielCtlSettled settled, FielCtlWatched done)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielCtlWatchPlan plan = { .settled = settled, .done = done, .patience_s = PATIENCE_S };

  if (arguments->no_wait)
    plan.settled = is_anything;
  if (arguments->wait)
    plan = (FielCtlWatchPlan){ .settled = fiel_ctl_is_closed, .done = done };

  return plan;
}

static void
on_all_watched (FielCtlSession *session, GPtrArray *attempts)
{
  FielCtlExit code = FIEL_CTL_EXIT_DONE;

  for (guint i = 0; i < attempts->len; i++)
    {
      FielAttempt *attempt = g_ptr_array_index (attempts, i);

      fiel_ctl_print_attempt (session, attempt);
      if (!fiel_ctl_is_closed (attempt, 0))
        code = FIEL_CTL_EXIT_UNKNOWN;
    }
  fiel_ctl_session_finish (session, code);
}

static void
on_one_watched (FielCtlSession *session, GPtrArray *attempts)
{
  FielAttempt *attempt = g_ptr_array_index (attempts, 0);

  fiel_ctl_print_attempt (session, attempt);
  fiel_ctl_session_finish (session, fiel_ctl_exit_of_attempt (attempt));
}

static void
on_resolved (FielCtlSession *session, GPtrArray *attempts)
{
  FielAttempt *attempt = g_ptr_array_index (attempts, 0);

  fiel_ctl_print_attempt (session, attempt);
  fiel_ctl_session_finish (session, fiel_ctl_is_closed (attempt, 0) ? FIEL_CTL_EXIT_DONE : FIEL_CTL_EXIT_TROUBLE);
}

static void
begin_watch (FielCtlSession *session, FielAttempt *attempt, const FielCtlWatchPlan *plan)
{
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();

  g_ptr_array_add (attempts, attempt);
  fiel_ctl_watch_begin (session, attempts, plan);
}

static void
watch_one (FielCtlSession *session, FielAttempt *attempt, FielCtlSettled settled, FielCtlWatched done)
{
  const FielCtlWatchPlan plan = make_plan (session, settled, done);

  begin_watch (session, attempt, &plan);
}

/* Whatever --wait and --no-wait say. */
static void
watch_plainly (FielCtlSession *session, FielAttempt *attempt, FielCtlSettled settled, FielCtlWatched done)
{
  const FielCtlWatchPlan plan = { .settled = settled, .done = done, .patience_s = PATIENCE_S };

  begin_watch (session, attempt, &plan);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GPtrArray) records = fiel_ctl_session_take_records (session, source, result);
  const FielAttemptRecord *record;

  if (records == NULL)
    return;
  if (records->len == 0)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                             /* Translators: what was typed. */
                             _("there is no payment “%s” in this journal. “fielctl journal list” lists them."),
                             fiel_ctl_session_get_arguments (session)->words[0]);
      return;
    }

  record = g_ptr_array_index (records, 0);
  if (fiel_ctl_session_get_arguments (session)->command != FIEL_CTL_COMMAND_STATUS)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                             /* Translators: the payment’s id. */
                             _ ("the payment %s is closed; nothing can be done about it here."), record->attempt_id);
      return;
    }
  fiel_ctl_print_record (session, record);
  fiel_ctl_session_finish (session, fiel_ctl_exit_of_record (record));
}

/* -- What a person closed, and the engine still asks about -- */

static gboolean
is_asked_about (FielAttempt *attempt)
{
  return fiel_ctl_is_closed (attempt, 0) && fiel_outcome_is_by_hand (fiel_attempt_get_outcome (attempt))
         && (fiel_attempt_get_checking (attempt) || fiel_attempt_get_next_check_us (attempt) > 0
             || fiel_attempt_get_n_checks (attempt) > 0);
}

static gboolean
was_asked (FielAttempt *attempt, guint n_checks)
{
  return !fiel_attempt_get_checking (attempt)
         && (fiel_attempt_get_n_checks (attempt) > n_checks || fiel_attempt_get_next_check_us (attempt) == 0);
}

static void
on_read_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GPtrArray) records = fiel_ctl_session_take_records (session, source, result);

  if (records == NULL)
    return;

  fiel_ctl_print_records (session, records);
  fiel_ctl_session_finish (session, records->len > 0 ? fiel_ctl_exit_of_record (g_ptr_array_index (records, 0))
                                                     : FIEL_CTL_EXIT_TROUBLE);
}

/* What the provider said is on its way into the journal, which is read behind it. */
static void
on_asked (FielCtlSession *session, GPtrArray *attempts)
{
  FielAttempt *attempt = g_ptr_array_index (attempts, 0);
  const FielAttemptFilter filter = { .attempt_id = fiel_attempt_get_id (attempt), .limit = 1 };

  if (fiel_attempt_get_checking (attempt) || fiel_attempt_get_next_check_us (attempt) > 0)
    fprintf (stderr,
             /* Translators: the payment’s id, twice. */
             _ ("fielctl: %s was recorded by hand; the provider has not said yet what became of it. It is asked again "
                "while the till runs, and by “fielctl check %s”.\n"),
             filter.attempt_id, filter.attempt_id);
  fiel_journal_list_attempts_async (fiel_ctl_session_get_journal (session), &filter, on_read_again,
                                    g_object_ref (session));
}

/* A question that is begun and cut off would be one whose answer somebody hears only the next time. */
static void
ask_again (FielCtlSession *session, FielAttempt *attempt)
{
  g_autoptr (GError) error = NULL;

  watch_plainly (session, attempt, was_asked, on_asked);
  if (fiel_attempt_get_next_check_us (attempt) > 0
      && !fiel_engine_check_now (fiel_ctl_session_get_engine (session), attempt, &error))
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
}

/* -- What is written down, without an engine -- */

static void
on_open_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GPtrArray) records = fiel_ctl_session_take_records (session, source, result);

  if (records == NULL)
    return;

  if (records->len == 0 && !fiel_ctl_session_get_arguments (session)->json)
    fiel_ctl_print (_("No payment is open."));
  fiel_ctl_print_records (session, records);
  fiel_ctl_session_finish (session, records->len == 0 ? FIEL_CTL_EXIT_DONE : FIEL_CTL_EXIT_UNKNOWN);
}

static void look_up (FielCtlSession *session, const char *attempt_id);

static void
read_status (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  const FielAttemptFilter filter = { .open_only = TRUE };

  if (arguments->open)
    fiel_journal_list_attempts_async (fiel_ctl_session_get_journal (session), &filter, on_open_listed,
                                      g_object_ref (session));
  else
    look_up (session, arguments->words[0]);
}

/* The engine knows today's payments and the open ones; the journal knows them all. */
static void
look_up (FielCtlSession *session, const char *attempt_id)
{
  const FielAttemptFilter filter = { .attempt_id = attempt_id, .limit = 1 };

  fiel_journal_list_attempts_async (fiel_ctl_session_get_journal (session), &filter, on_found, g_object_ref (session));
}

static void
show_open (FielCtlSession *session)
{
  GListModel *model = fiel_engine_get_attempts (fiel_ctl_session_get_engine (session));
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  g_autoptr (GPtrArray) attempts = g_ptr_array_new_with_free_func (g_object_unref);
  const FielCtlWatchPlan plan = make_plan (session, fiel_ctl_is_settled, on_all_watched);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (model, i);

      /* Closed since the engine started: it was open when fielctl was asked. */
      if (!fiel_ctl_is_closed (attempt, 0) || fiel_attempt_get_n_checks (attempt) > 0)
        g_ptr_array_add (attempts, g_steal_pointer (&attempt));
    }
  if (attempts->len == 0 && !arguments->json)
    fiel_ctl_print (_("No payment is open."));
  fiel_ctl_watch_begin (session, attempts, &plan);
}

/* Right after the start a payment still stands as it was saved, until the engine has taken it up. */
static gboolean
is_taken_up (FielAttempt *attempt, guint n_checks)
{
  return fiel_attempt_get_state (attempt) != FIEL_ATTEMPT_STATE_SAVED;
}

/* What to do with the payment the command names, once it was found open. */
typedef void (*Act) (FielCtlSession *session, FielAttempt *attempt);

static void
with_attempt (FielCtlSession *session, Act act)
{
  const char *id = fiel_ctl_session_get_arguments (session)->words[0];
  FielAttempt *attempt = fiel_engine_find_attempt (fiel_ctl_session_get_engine (session), id);

  if (attempt != NULL && (!fiel_ctl_is_closed (attempt, 0) || fiel_attempt_get_n_checks (attempt) > 0))
    act (session, attempt);
  else
    look_up (session, id);
}

static void
show_one (FielCtlSession *session, FielAttempt *attempt)
{
  watch_one (session, attempt, fiel_ctl_is_settled, on_one_watched);
}

/* As with_attempt(), but a payment that a person closed is asked about. */
static void
ask_or (FielCtlSession *session, Act act)
{
  FielAttempt *attempt = fiel_engine_find_attempt (fiel_ctl_session_get_engine (session),
                                                   fiel_ctl_session_get_arguments (session)->words[0]);

  if (attempt != NULL && is_asked_about (attempt))
    ask_again (session, attempt);
  else
    with_attempt (session, act);
}

static void
check_one (FielCtlSession *session, GPtrArray *attempts)
{
  FielAttempt *attempt = g_ptr_array_index (attempts, 0);
  FielCtlWatchPlan plan = make_plan (session, is_checked, on_one_watched);
  g_autoptr (GError) error = NULL;

  plan.hears_out = TRUE;
  begin_watch (session, attempt, &plan);
  if (!fiel_ctl_is_closed (attempt, 0)
      && !fiel_engine_check_now (fiel_ctl_session_get_engine (session), attempt, &error))
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
}

static void
cancel_one (FielCtlSession *session, GPtrArray *attempts)
{
  FielAttempt *attempt = g_ptr_array_index (attempts, 0);
  g_autoptr (GError) error = NULL;

  if (fiel_ctl_is_closed (attempt, 0)
      || fiel_engine_ask_cancel (fiel_ctl_session_get_engine (session), attempt, &error))
    watch_one (session, attempt, is_cancel_answered, on_one_watched);
  else
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
}

/* @data: a FielAttempt */
static void
record_by_hand (FielCtlSession *session, gpointer data)
{
  FielAttempt *attempt = data;
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  g_autoptr (GError) error = NULL;

  if (fiel_engine_record_by_hand (fiel_ctl_session_get_engine (session), attempt, arguments->charged, arguments->reason,
                                  fiel_ctl_approval_get_name (session, arguments->by),
                                  fiel_ctl_approval_get_name (session, arguments->witness), &error))
    watch_one (session, attempt, fiel_ctl_is_closed, on_resolved);
  else
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
}

static void
resolve_one (FielCtlSession *session, GPtrArray *attempts)
{
  FielAttempt *attempt = g_ptr_array_index (attempts, 0);

  fiel_ctl_approval_ask (session, fiel_attempt_get_id (attempt), record_by_hand, g_object_ref (attempt),
                         g_object_unref);
}

static void
take_up_and_check (FielCtlSession *session, FielAttempt *attempt)
{
  watch_plainly (session, attempt, is_taken_up, check_one);
}

static void
take_up_and_cancel (FielCtlSession *session, FielAttempt *attempt)
{
  watch_plainly (session, attempt, is_taken_up, cancel_one);
}

static void
take_up_and_resolve (FielCtlSession *session, FielAttempt *attempt)
{
  watch_plainly (session, attempt, is_taken_up, resolve_one);
}

static void
status (FielCtlSession *session)
{
  if (fiel_ctl_session_get_arguments (session)->open)
    show_open (session);
  else
    ask_or (session, show_one);
}

static void
check (FielCtlSession *session)
{
  ask_or (session, take_up_and_check);
}

static void
cancel (FielCtlSession *session)
{
  with_attempt (session, take_up_and_cancel);
}

static void
resolve (FielCtlSession *session)
{
  with_attempt (session, take_up_and_resolve);
}

void
fiel_ctl_status (FielCtlSession *session)
{
  if (fiel_ctl_session_get_arguments (session)->no_wait)
    fiel_ctl_session_open_journal (session, read_status);
  else
    fiel_ctl_session_start_engine (session, status);
}

void
fiel_ctl_check (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, check);
}

void
fiel_ctl_cancel (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, cancel);
}

void
fiel_ctl_resolve (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, resolve);
}
