/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-arguments.h"
#include "fiel-ctl-commands.h"
#include "fiel-getnet-provider.h"
#include "fiel-http-client.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

/* fielctl: the engine without a window. The one place of this program that knows which providers exist. */

static FielCtlReady
command_function (FielCtlCommand command)
{
  switch (command)
    {
    case FIEL_CTL_COMMAND_TERMINALS:
      return fiel_ctl_terminals;
    case FIEL_CTL_COMMAND_PROBE:
      return fiel_ctl_probe;
    case FIEL_CTL_COMMAND_SALE:
      return fiel_ctl_sale;
    case FIEL_CTL_COMMAND_REFUND:
      return fiel_ctl_refund;
    case FIEL_CTL_COMMAND_STATUS:
      return fiel_ctl_status;
    case FIEL_CTL_COMMAND_CHECK:
      return fiel_ctl_check;
    case FIEL_CTL_COMMAND_CANCEL:
      return fiel_ctl_cancel;
    case FIEL_CTL_COMMAND_RESOLVE:
      return fiel_ctl_resolve;
    case FIEL_CTL_COMMAND_ALERTS:
      return fiel_ctl_alerts;
    case FIEL_CTL_COMMAND_SEEN:
      return fiel_ctl_seen;
    case FIEL_CTL_COMMAND_EVIDENCE:
      return fiel_ctl_evidence;
    case FIEL_CTL_COMMAND_RECEIPT:
      return fiel_ctl_receipt;
    case FIEL_CTL_COMMAND_JOURNAL_LIST:
      return fiel_ctl_journal_list;
    case FIEL_CTL_COMMAND_JOURNAL_VERIFY:
      return fiel_ctl_journal_verify;
    case FIEL_CTL_COMMAND_JOURNAL_EXPORT:
      return fiel_ctl_journal_export;
    case FIEL_CTL_COMMAND_SECRET_SET:
      return fiel_ctl_secret_set;
    case FIEL_CTL_COMMAND_SECRET_CLEAR:
      return fiel_ctl_secret_clear;
    case FIEL_CTL_COMMAND_PROFILE_CHECK:
      return fiel_ctl_profile_check;
    case FIEL_CTL_COMMAND_PROFILE_EXPORT:
      return fiel_ctl_profile_export;
    case FIEL_CTL_COMMAND_PROFILE_IMPORT:
      return fiel_ctl_profile_import;
    case FIEL_CTL_COMMAND_SHIFT_SHOW:
    case FIEL_CTL_COMMAND_SHIFT_X:
      return fiel_ctl_shift_show;
    case FIEL_CTL_COMMAND_SHIFT_OPEN:
      return fiel_ctl_shift_open;
    case FIEL_CTL_COMMAND_SHIFT_CLOSE:
      return fiel_ctl_shift_close;
    case FIEL_CTL_COMMAND_SHIFT_LIST:
      return fiel_ctl_shift_list;
    case FIEL_CTL_COMMAND_SHIFT_PRINT:
      return fiel_ctl_shift_print;
    case FIEL_CTL_COMMAND_SHIFT_BATCH:
      return fiel_ctl_shift_batch;
    case FIEL_CTL_COMMAND_PEOPLE_LIST:
      return fiel_ctl_people_list;
    case FIEL_CTL_COMMAND_PEOPLE_ADD:
      return fiel_ctl_people_add;
    case FIEL_CTL_COMMAND_PEOPLE_SET_PIN:
      return fiel_ctl_people_set_pin;
    case FIEL_CTL_COMMAND_PEOPLE_REMOVE:
      return fiel_ctl_people_remove;
    }
  g_return_val_if_reached (NULL);
}

int
main (int argc, char **argv)
{
  const FielProviderKind *const kinds[] = { fiel_getnet_kind (), NULL };
  g_auto (FielCtlArguments) arguments = { 0 };
  g_autofree char *text = NULL;
  FielCtlSession *session;
  int code;

  fiel_http_prepare_process ();
  g_set_prgname ("fielctl");
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FIEL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  switch (fiel_ctl_arguments_parse (&arguments, argc, argv, &text))
    {
    case FIEL_CTL_PARSE_HELP:
      fputs (text, stdout);
      return FIEL_CTL_EXIT_DONE;
    case FIEL_CTL_PARSE_WRONG:
      fprintf (stderr, "fielctl: %s\n", text);
      return FIEL_CTL_EXIT_TROUBLE;
    case FIEL_CTL_PARSE_RUN:
      break;
    }

  session = fiel_ctl_session_new (&arguments, kinds);
  code = fiel_ctl_session_run (session, command_function (arguments.command));
  g_object_unref (session);

  return code;
}
