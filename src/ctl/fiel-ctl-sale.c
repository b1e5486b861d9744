/* fiel-ctl-sale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-approval.h"
#include "fiel-ctl-commands.h"
#include "fiel-ctl-payment.h"

/* fielctl sale: charges, tells every state on the way and ends with the outcome. Whatever ends it earlier, the payment
 * does not end with it: it stays open in the journal, and the next fielctl or till takes it up again. */

static void
on_charged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error);

  if (attempt != NULL)
    fiel_ctl_payment_watch (session, attempt);
  else
    fiel_ctl_session_fail (session, fiel_ctl_payment_exit_of_error (error), "%s", error->message);
}

/* @data: a FielMoney */
static void
charge_now (FielCtlSession *session, gpointer data)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielProfile *profile = fiel_ctl_session_get_profile (session);
  FielTerminal *terminal = fiel_ctl_payment_find_terminal (session, arguments->terminal);
  const FielMoney *amount = data;

  fiel_ctl_payment_begin (session);
  fiel_engine_charge_async (fiel_ctl_session_get_engine (session), terminal, *amount, arguments->reference,
                            arguments->new_ticket, fiel_profile_get_cashier_name (profile), on_charged,
                            g_object_ref (session));
}

static void
ask_approver (FielCtlSession *session, gpointer data)
{
  const char *text = fiel_ctl_session_get_arguments (session)->words[0];
  g_autofree char *subject = NULL;
  g_autoptr (GError) error = NULL;
  FielMoney amount;

  if (!fiel_money_parse_plain (text, fiel_profile_get_currency (fiel_ctl_session_get_profile (session)), &amount,
                               &error))
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  subject = fiel_people_make_sale_subject (amount);
  fiel_ctl_approval_ask (session, subject, charge_now, g_memdup2 (&amount, sizeof amount), g_free);
}

static void
charge (FielCtlSession *session)
{
  FielTerminal *terminal =
    fiel_ctl_payment_find_terminal (session, fiel_ctl_session_get_arguments (session)->terminal);

  if (terminal != NULL)
    fiel_ctl_payment_when_ready (session, terminal, ask_approver, NULL, NULL);
}

void
fiel_ctl_sale (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, charge);
}
