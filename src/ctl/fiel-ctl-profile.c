/* fiel-ctl-profile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"

#include <glib/gi18n.h>

/* fielctl profile check: the reader's verdict, and in short what the profile says. */

static const char *const environments[] = { "training", "test", "production" };

void
fiel_ctl_profile_check (FielCtlSession *session)
{
  FielProfile *profile;
  const char *environment;
  guint n_terminals;

  if (!fiel_ctl_session_load_profile (session))
    return;

  profile = fiel_ctl_session_get_profile (session);
  environment = environments[fiel_profile_get_environment (profile)];
  n_terminals = fiel_profile_get_terminals (profile)->len;
  if (fiel_ctl_session_get_arguments (session)->json)
    {
      JsonObject *object = json_object_new ();

      fiel_ctl_set_text (object, "profile", fiel_profile_get_path (profile));
      fiel_ctl_set_text (object, "journal", fiel_profile_get_journal_path (profile));
      fiel_ctl_set_text (object, "store", fiel_profile_get_store_name (profile));
      fiel_ctl_set_text (object, "till", fiel_profile_get_till_name (profile));
      fiel_ctl_set_text (object, "country", fiel_profile_get_country (profile));
      fiel_ctl_set_text (object, "currency", fiel_profile_get_currency (profile)->code);
      fiel_ctl_set_text (object, "environment", environment);
      json_object_set_int_member (object, "terminals", n_terminals);
      fiel_ctl_print_json (object);
    }
  else
    fiel_ctl_print (_ ("%s: the profile is right (store “%s”, till “%s”, %s, terminals: %u)."),
                    fiel_profile_get_path (profile), fiel_profile_get_store_name (profile),
                    fiel_profile_get_till_name (profile), environment, n_terminals);
  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}
