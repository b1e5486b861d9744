/* fiel-ctl-payment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-payment.h"

#include "fiel-ctl-output.h"
#include "fiel-ctl-watch.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define PATIENCE_S 30

FielCtlExit
fiel_ctl_payment_exit_of_error (const GError *error)
{
  if (g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TERMINAL_BUSY)
      || g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TICKET_BUSY)
      || g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TICKET_PAID)
      || g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE)
      || g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_OFFER_CHANGED)
      || g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_APPROVAL))
    return FIEL_CTL_EXIT_NOT_CHARGED;

  return FIEL_CTL_EXIT_TROUBLE;
}

/* A script never gets the first of several, as a cashier does, who sees its name. */
static const char *
choose_terminal (FielCtlSession *session, const char *key)
{
  FielProfile *profile = fiel_ctl_session_get_profile (session);
  GPtrArray *terminals = fiel_profile_get_terminals (profile);

  if (key != NULL)
    return key;
  if (fiel_profile_get_default_terminal (profile) != NULL)
    return fiel_profile_get_default_terminal (profile);
  if (terminals->len == 1)
    return ((const FielProfileTerminal *) g_ptr_array_index (terminals, 0))->key;

  if (terminals->len == 0)
    /* Translators: the path of the store profile. */
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, _("%s has no terminal yet."),
                           fiel_profile_get_path (profile));
  else
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                           /* Translators: the path of the store profile, how many. */
                           _("%s has %u terminals and no default-terminal: say on which. “fielctl terminals” lists "
                             "them."),
                           fiel_profile_get_path (profile), terminals->len);

  return NULL;
}

FielTerminal *
fiel_ctl_payment_find_terminal (FielCtlSession *session, const char *key)
{
  const char *chosen = choose_terminal (session, key);
  FielTerminal *terminal = NULL;

  if (chosen == NULL)
    return NULL;

  terminal = fiel_engine_find_terminal (fiel_ctl_session_get_engine (session), chosen);
  if (terminal == NULL)
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                           /* Translators: the path of the store profile, what was typed. */
                           _("%s has no group [terminal %s]. “fielctl terminals” lists those it has."),
                           fiel_profile_get_path (fiel_ctl_session_get_profile (session)), chosen);

  return terminal;
}

/* Waiting for a terminal: it does one thing at a time, and would refuse a payment as busy. */

typedef struct
{
  FielCtlSession *session;   /* (owned) */
  FielTerminal *terminal;    /* (owned) */
  FielCtlPaymentFunc func;
  gpointer data;             /* (owned) by free_data, nullable */
  GDestroyNotify free_data;
  gulong handler;
  guint patience;
} Waiting;

static void
stop_waiting (gpointer user_data)
{
  Waiting *waiting = user_data;

  g_clear_signal_handler (&waiting->handler, waiting->terminal);
  fiel_clock_clear_timer (fiel_ctl_session_get_clock (waiting->session), &waiting->patience);
  if (!fiel_ctl_session_is_over (waiting->session))
    waiting->func (waiting->session, waiting->data);
  if (waiting->free_data != NULL)
    waiting->free_data (waiting->data);
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

void
fiel_ctl_payment_when_ready (FielCtlSession *session,
                             FielTerminal *terminal,
                             FielCtlPaymentFunc func,
                             gpointer data,
                             GDestroyNotify free_data)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->session = g_object_ref (session);
  waiting->terminal = g_object_ref (terminal);
  waiting->func = func;
  waiting->data = data;
  waiting->free_data = free_data;
  if (fiel_terminal_get_availability (terminal) != FIEL_AVAILABILITY_NOT_CHECKED)
    {
      stop_waiting (waiting);
      return;
    }

  waiting->handler = g_signal_connect_swapped (terminal, "notify::availability", G_CALLBACK (stop_waiting), waiting);
  waiting->patience = fiel_clock_add_timer (fiel_ctl_session_get_clock (session), PATIENCE_S * G_USEC_PER_SEC,
                                            on_patience_ended, waiting);
}

/* Watching */

/* The watch sees that it was interrupted when something changes; this makes it look at once. */
static void
on_interrupt (FielCtlSession *session)
{
  fprintf (stderr, _("fielctl: interrupted. A payment that has begun goes on without fielctl.\n"));
  g_object_notify (G_OBJECT (fiel_ctl_session_get_engine (session)), "storage-trouble");
}

void
fiel_ctl_payment_begin (FielCtlSession *session)
{
  fiel_ctl_session_set_interrupt (session, on_interrupt);
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
warn (FielAttempt *attempt)
{
  const char *id = fiel_attempt_get_id (attempt);

  if (fiel_attempt_get_kind (attempt) == FIEL_ATTEMPT_KIND_SALE)
    fprintf (stderr,
             /* Translators: the payment’s id. */
             _ ("fielctl: it is not known yet whether the customer was charged. The payment stays open: do not charge "
                "again, and ask with “fielctl status %s”.\n"),
             id);
  else
    fprintf (stderr,
             /* Translators: the payment’s id. */
             _ ("fielctl: it is not known yet whether the money went back. The return stays open: give nothing back "
                "again, and ask with “fielctl status %s”.\n"),
             id);
}

static void
on_watched (FielCtlSession *session, GPtrArray *attempts)
{
  FielAttempt *attempt = g_ptr_array_index (attempts, 0);

  fiel_ctl_print_attempt (session, attempt);
  if (fiel_attempt_get_state (attempt) != FIEL_ATTEMPT_STATE_CLOSED)
    warn (attempt);
  fiel_ctl_session_finish (session, fiel_ctl_exit_of_attempt (attempt));
}

void
fiel_ctl_payment_watch (FielCtlSession *session, FielAttempt *attempt)
{
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();
  const FielCtlWatchPlan plan = {
    .settled = choose_settled (fiel_ctl_session_get_arguments (session)),
    .done = on_watched,
    .tells_steps = TRUE,
  };

  g_ptr_array_add (attempts, attempt);
  fiel_ctl_watch_begin (session, attempts, &plan);
}
