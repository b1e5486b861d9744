/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-arguments.h"
#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-getnet-provider.h"
#include "fiel-http-client.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

/* fielctl: the engine without a window. The one place of this program that knows which providers exist. */

static const FielCtlReady functions[] = {
  [FIEL_CTL_COMMAND_TERMINALS] = fiel_ctl_terminals,
  [FIEL_CTL_COMMAND_PROBE] = fiel_ctl_probe,
  [FIEL_CTL_COMMAND_SALE] = fiel_ctl_sale,
  [FIEL_CTL_COMMAND_REFUND] = fiel_ctl_refund,
  [FIEL_CTL_COMMAND_STATUS] = fiel_ctl_status,
  [FIEL_CTL_COMMAND_CHECK] = fiel_ctl_check,
  [FIEL_CTL_COMMAND_CANCEL] = fiel_ctl_cancel,
  [FIEL_CTL_COMMAND_RESOLVE] = fiel_ctl_resolve,
  [FIEL_CTL_COMMAND_ALERTS] = fiel_ctl_alerts,
  [FIEL_CTL_COMMAND_SEEN] = fiel_ctl_seen,
  [FIEL_CTL_COMMAND_EVIDENCE] = fiel_ctl_evidence,
  [FIEL_CTL_COMMAND_RECEIPT] = fiel_ctl_receipt,
  [FIEL_CTL_COMMAND_JOURNAL_LIST] = fiel_ctl_journal_list,
  [FIEL_CTL_COMMAND_JOURNAL_VERIFY] = fiel_ctl_journal_verify,
  [FIEL_CTL_COMMAND_JOURNAL_EXPORT] = fiel_ctl_journal_export,
  [FIEL_CTL_COMMAND_SECRET_SET] = fiel_ctl_secret_set,
  [FIEL_CTL_COMMAND_SECRET_CLEAR] = fiel_ctl_secret_clear,
  [FIEL_CTL_COMMAND_PROFILE_CHECK] = fiel_ctl_profile_check,
  [FIEL_CTL_COMMAND_PROFILE_EXPORT] = fiel_ctl_profile_export,
  [FIEL_CTL_COMMAND_PROFILE_IMPORT] = fiel_ctl_profile_import,
  [FIEL_CTL_COMMAND_SHIFT_SHOW] = fiel_ctl_shift_show,
  [FIEL_CTL_COMMAND_SHIFT_X] = fiel_ctl_shift_show,
  [FIEL_CTL_COMMAND_SHIFT_OPEN] = fiel_ctl_shift_open,
  [FIEL_CTL_COMMAND_SHIFT_CLOSE] = fiel_ctl_shift_close,
  [FIEL_CTL_COMMAND_SHIFT_LIST] = fiel_ctl_shift_list,
  [FIEL_CTL_COMMAND_SHIFT_PRINT] = fiel_ctl_shift_print,
  [FIEL_CTL_COMMAND_SHIFT_BATCH] = fiel_ctl_shift_batch,
  [FIEL_CTL_COMMAND_PEOPLE_LIST] = fiel_ctl_people_list,
  [FIEL_CTL_COMMAND_PEOPLE_ADD] = fiel_ctl_people_add,
  [FIEL_CTL_COMMAND_PEOPLE_SET_PIN] = fiel_ctl_people_set_pin,
  [FIEL_CTL_COMMAND_PEOPLE_REMOVE] = fiel_ctl_people_remove,
  [FIEL_CTL_COMMAND_CALLBACKS] = fiel_ctl_callbacks,
};

/* One that is closed would be the number of the next file, and what is printed would stand in it. Whoever closed it
 * still gets no output: it can be read alone. */
static void
hold_standard_descriptors (void)
{
  int descriptor = 0;

  do
    descriptor = open ("/dev/null", O_RDONLY);
  while (descriptor >= 0 && descriptor <= STDERR_FILENO);
  if (descriptor >= 0)
    close (descriptor);
}

int
main (int argc, char **argv)
{
  const FielProviderKind *const kinds[] = { fiel_getnet_kind (), NULL };
  g_auto (FielCtlArguments) arguments = { 0 };
  g_autofree char *text = NULL;
  FielCtlSession *session;
  int code;

  hold_standard_descriptors ();
  fiel_http_prepare_process ();
  g_set_prgname ("fielctl");
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FIEL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  switch (fiel_ctl_arguments_parse (&arguments, argc, argv, &text))
    {
    case FIEL_CTL_PARSE_HELP:
      fiel_ctl_write (text);
      return fiel_ctl_end_output (arguments.command, FIEL_CTL_EXIT_DONE);
    case FIEL_CTL_PARSE_WRONG:
      fprintf (stderr, "fielctl: %s\n", text);
      return FIEL_CTL_EXIT_TROUBLE;
    case FIEL_CTL_PARSE_RUN:
      break;
    }

  session = fiel_ctl_session_new (&arguments, kinds);
  code = fiel_ctl_session_run (session, functions[arguments.command]);
  g_object_unref (session);

  return fiel_ctl_end_output (arguments.command, code);
}
