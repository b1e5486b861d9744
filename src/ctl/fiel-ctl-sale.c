/* fiel-ctl-sale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-ctl-watch.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* fielctl sale: charges, tells every state on the way and ends with the outcome. Whatever ends it earlier, the payment
 * does not end with it: it stays open in the journal, and the next fielctl or till takes it up again. */

#define PATIENCE_S 30

static FielCtlExit
exit_of_error (const GError *error)
{
  if (g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TERMINAL_BUSY) ||
      g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TICKET_BUSY) ||
      g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TICKET_PAID))
    return FIEL_CTL_EXIT_NOT_CHARGED;

  return FIEL_CTL_EXIT_TROUBLE;
}

static gboolean
is_answered (FielAttempt *attempt, guint n_checks)
{
  const FielAttemptState state = fiel_attempt_get_state (attempt);

  return fiel_ctl_is_settled (attempt, n_checks) || state == FIEL_ATTEMPT_STATE_ACCEPTED
         || state == FIEL_ATTEMPT_STATE_UNKNOWN;
}

static FielCtlSettled
choose_settled (const FielCtlArguments *arguments)
{
  if (arguments->wait)
    return fiel_ctl_is_closed;

  return arguments->no_wait ? is_answered : fiel_ctl_is_settled;
}

static void
on_watched (FielCtlSession *session, GPtrArray *attempts)
{
  FielAttempt *attempt = g_ptr_array_index (attempts, 0);

  fiel_ctl_print_attempt (session, attempt);
  if (fiel_attempt_get_state (attempt) != FIEL_ATTEMPT_STATE_CLOSED)
    fprintf (stderr,
             _ ("fielctl: it is not known yet whether the customer was charged. The payment stays open: do not charge "
                "again, and ask with “fielctl status %s”.\n"),
             fiel_attempt_get_id (attempt));
  fiel_ctl_session_finish (session, fiel_ctl_exit_of_attempt (attempt));
}

static void
on_charged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error);
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();
  const FielCtlWatchPlan plan = {
    .settled = choose_settled (fiel_ctl_session_get_arguments (session)),
    .done = on_watched,
    .tells_steps = TRUE,
  };

  if (attempt == NULL)
    {
      fiel_ctl_session_fail (session, exit_of_error (error), "%s", error->message);
      return;
    }

  g_ptr_array_add (attempts, attempt);
  fiel_ctl_watch_begin (session, attempts, &plan);
}

/* The watch sees that it was interrupted when something changes; this makes it look at once. */
static void
on_interrupt (FielCtlSession *session)
{
  fprintf (stderr, _("fielctl: interrupted. A payment that has begun goes on without fielctl.\n"));
  g_object_notify (G_OBJECT (fiel_ctl_session_get_engine (session)), "storage-trouble");
}

/* A sale that waits until its terminal answered the question every start of the engine begins with: a terminal does one
 * thing at a time and would refuse the sale as busy. */
typedef struct
{
  FielCtlSession *session;   /* (owned) */
  FielTerminal *terminal;    /* (owned) */
  FielMoney amount;
  gulong handler;
  guint patience;
} Waiting;

static void
charge_now (FielCtlSession *session, FielTerminal *terminal, FielMoney amount)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);

  if (fiel_ctl_session_is_over (session))
    return;

  fiel_ctl_session_set_interrupt (session, on_interrupt);
  fiel_engine_charge_async (
      fiel_ctl_session_get_engine (session), terminal, amount, arguments->reference, arguments->new_ticket,
      fiel_profile_get_cashier_name (fiel_ctl_session_get_profile (session)), on_charged, g_object_ref (session));
}

static void
stop_waiting (gpointer user_data)
{
  Waiting *waiting = user_data;

  g_signal_handler_disconnect (waiting->terminal, waiting->handler);
  fiel_clock_clear_timer (fiel_ctl_session_get_clock (waiting->session), &waiting->patience);
  charge_now (waiting->session, waiting->terminal, waiting->amount);
  g_object_unref (waiting->terminal);
  g_object_unref (waiting->session);
  g_free (waiting);
}

static void
on_patience_ended (gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->patience = 0;
  stop_waiting (waiting);
}

static void
wait_for_terminal (FielCtlSession *session, FielTerminal *terminal, FielMoney amount)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->session = g_object_ref (session);
  waiting->terminal = g_object_ref (terminal);
  waiting->amount = amount;
  waiting->handler = g_signal_connect_swapped (terminal, "notify::availability", G_CALLBACK (stop_waiting), waiting);
  waiting->patience = fiel_clock_add_timer (fiel_ctl_session_get_clock (session), PATIENCE_S * G_USEC_PER_SEC,
                                            on_patience_ended, waiting);
}

static void
charge (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielProfile *profile = fiel_ctl_session_get_profile (session);
  FielEngine *engine = fiel_ctl_session_get_engine (session);
  FielTerminal *terminal = fiel_engine_find_terminal (engine, arguments->terminal);
  g_autoptr (GError) error = NULL;
  FielMoney amount;

  if (terminal == NULL)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                             _("%s has no group [terminal %s]. “fielctl terminals” lists those it has."),
                             fiel_profile_get_path (profile), arguments->terminal);
      return;
    }
  if (!fiel_money_parse_plain (arguments->words[0], fiel_profile_get_currency (profile), &amount, &error))
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  if (fiel_terminal_get_availability (terminal) == FIEL_AVAILABILITY_NOT_CHECKED)
    wait_for_terminal (session, terminal, amount);
  else
    charge_now (session, terminal, amount);
}

void
fiel_ctl_sale (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, charge);
}
