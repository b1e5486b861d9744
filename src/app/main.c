/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-application.h"
#include "fiel-first-run.h"
#include "fiel-getnet-provider.h"
#include "fiel-http-client.h"
#include "fiel-language.h"
#include "fiel-mode-bar.h"
#include "fiel-provider-kind.h"
#include "fiel-system-clock.h"

#include <glib/gi18n.h>
#include <locale.h>

/* The composition root: the only place of the window's program that knows which providers exist. */

G_STATIC_ASSERT ((int) FIEL_MODE_TRAINING == (int) FIEL_ENVIRONMENT_TRAINING);
G_STATIC_ASSERT ((int) FIEL_MODE_TEST == (int) FIEL_ENVIRONMENT_TEST);
G_STATIC_ASSERT ((int) FIEL_MODE_LIVE == (int) FIEL_ENVIRONMENT_PRODUCTION);

/* Kept by whoever gets it, for its own life. */
static const FielProviderKind *const *
get_kinds (void)
{
  static const FielProviderKind *kinds[] = { NULL, NULL };

  kinds[0] = fiel_getnet_kind ();

  return kinds;
}

static FielEngine *
open_store (const char *folder, gboolean training, const char *country, GError **error)
{
  const FielProviderKind *const *kinds = get_kinds ();
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (FielClock) clock = NULL;
  g_autoptr (FielSecrets) secrets = NULL;

  profile = training && country != NULL ? fiel_profile_load_training_in (folder, country, kinds, error)
                                        : fiel_profile_load_or_last_good (folder, training, kinds, error);
  if (profile == NULL)
    return NULL;

  clock = fiel_system_clock_new ();
  secrets = fiel_keyring_secrets_new ();

  return fiel_engine_new (profile, clock, secrets, kinds, "fiel");
}

static GtkWindow *
open_first_run (const char *folder)
{
  g_autoptr (FielClock) clock = fiel_system_clock_new ();
  g_autoptr (FielSecrets) secrets = fiel_keyring_secrets_new ();

  return GTK_WINDOW (fiel_first_run_new (folder, get_kinds (), clock, secrets, open_store));
}

int
main (int argc, char *argv[])
{
  g_autoptr (FielApplication) application = NULL;

  setlocale (LC_ALL, "");
  fiel_language_apply_chosen ();
  bindtextdomain (GETTEXT_PACKAGE, FIEL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  fiel_http_prepare_process ();

  application = fiel_application_new (open_store);
  fiel_application_set_first_run_func (application, open_first_run);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
