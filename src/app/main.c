/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-application.h"
#include "fiel-getnet-provider.h"
#include "fiel-http-client.h"
#include "fiel-mode-bar.h"
#include "fiel-provider-kind.h"
#include "fiel-system-clock.h"

#include <glib/gi18n.h>
#include <locale.h>

/* The composition root: the only place of the window's program that knows which providers exist. */

G_STATIC_ASSERT ((int) FIEL_MODE_TRAINING == (int) FIEL_ENVIRONMENT_TRAINING);
G_STATIC_ASSERT ((int) FIEL_MODE_TEST == (int) FIEL_ENVIRONMENT_TEST);
G_STATIC_ASSERT ((int) FIEL_MODE_LIVE == (int) FIEL_ENVIRONMENT_PRODUCTION);

static FielEngine *
open_store (const char *folder, gboolean training, GError **error)
{
  /* The engine keeps the list for its own life. */
  static const FielProviderKind *kinds[] = { NULL, NULL };
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (FielClock) clock = NULL;
  g_autoptr (FielSecrets) secrets = NULL;

  kinds[0] = fiel_getnet_kind ();
  profile = training ? fiel_profile_load_training (folder, kinds, error) : fiel_profile_load (folder, kinds, error);
  if (profile == NULL)
    return NULL;

  clock = fiel_system_clock_new ();
  secrets = fiel_keyring_secrets_new ();

  return fiel_engine_new (profile, clock, secrets, kinds, "fiel");
}

int
main (int argc, char *argv[])
{
  g_autoptr (FielApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FIEL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  fiel_http_prepare_process ();

  application = fiel_application_new (open_store);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
