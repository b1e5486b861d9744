/* fiel-ctl-sale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

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

static void
charge_now (FielCtlSession *session, gpointer data)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielProfile *profile = fiel_ctl_session_get_profile (session);
  FielTerminal *terminal = fiel_ctl_payment_find_terminal (session, arguments->terminal);
  g_autoptr (GError) error = NULL;
  FielMoney amount;

  if (!fiel_money_parse_plain (arguments->words[0], fiel_profile_get_currency (profile), &amount, &error))
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  fiel_ctl_payment_begin (session);
  fiel_engine_charge_async (fiel_ctl_session_get_engine (session), terminal, amount, arguments->reference,
                            arguments->new_ticket, fiel_profile_get_cashier_name (profile), on_charged,
                            g_object_ref (session));
}

static void
charge (FielCtlSession *session)
{
  FielTerminal *terminal =
    fiel_ctl_payment_find_terminal (session, fiel_ctl_session_get_arguments (session)->terminal);

  if (terminal != NULL)
    fiel_ctl_payment_when_ready (session, terminal, charge_now, NULL, NULL);
}

void
fiel_ctl_sale (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, charge);
}
