/* fiel-ctl-profile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-profile-transfer.h"
#include "fiel-state-words.h"

#include <glib/gi18n.h>

/* fielctl profile check: the reader's verdict, and in short what the profile says; export, import: one profile for many
 * tills. */

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
    /* Translators: its path, the store, the till, the environment, how many terminals. */
    fiel_ctl_print (_ ("%s: the profile is right (store “%s”, till “%s”, %s, terminals: %u)."),
                    fiel_profile_get_path (profile), fiel_profile_get_store_name (profile),
                    fiel_profile_get_till_name (profile), fiel_state_words_environment (environment), n_terminals);
  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}

void
fiel_ctl_profile_export (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  g_autoptr (FielProfileDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  if (!fiel_ctl_session_load_profile (session))
    return;

  draft = fiel_profile_draft_new (fiel_ctl_session_get_profile (session), fiel_ctl_session_get_kinds (session), &error);
  if (draft == NULL || !fiel_profile_export (draft, arguments->words[0], arguments->replace, &error))
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}

/* Of the profile that is there, or of none: a new till may begin with another one's. */
static FielProfileDraft *
open_draft (FielCtlSession *session)
{
  const FielProviderKind *const *kinds = fiel_ctl_session_get_kinds (session);
  const char *folder = fiel_ctl_session_get_folder (session);
  g_autoptr (FielProfileDraft) draft = NULL;
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  profile = fiel_ctl_session_get_arguments (session)->training ? fiel_profile_load_training (folder, kinds, &error)
                                                               : fiel_profile_load (folder, kinds, &error);
  if (g_error_matches (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_MISSING))
    return fiel_profile_draft_new_empty (folder, kinds);
  if (profile != NULL)
    draft = fiel_profile_draft_new (profile, kinds, &error);
  if (draft == NULL)
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);

  return g_steal_pointer (&draft);
}

void
fiel_ctl_profile_import (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  g_autoptr (FielProfileDraft) draft = open_draft (session);
  g_autoptr (GError) error = NULL;

  if (draft == NULL)
    return;

  if (!fiel_profile_import (draft, arguments->words[0], arguments->whole, &error)
      || !fiel_profile_draft_save (draft, &error))
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      return;
    }

  if (!arguments->json)
    /* Translators: the path of the store profile. */
    fiel_ctl_print (_ ("%s: saved. A till that is running uses it when it is started again."),
                    fiel_profile_draft_get_path (draft));
  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}
