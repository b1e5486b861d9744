/* first-run-peers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "first-run-peers.h"

/* -- A provider whose steps come out as the test wants -- */

FielTrouble first_run_trouble_to_find;
FielProviderStep first_run_step_to_fail;

#define TYPE_PLAYED (played_get_type ())
G_DECLARE_FINAL_TYPE (Played, played, TEST, PLAYED, GObject)

struct _Played
{
  GObject parent_instance;

  FielSecretLookupFunc lookup;
  gpointer lookup_data;
};

static void played_iface_init (FielProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (Played,
                               played,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_PROVIDER, played_iface_init))

static const FielProviderTraits *
played_get_traits (FielProvider *provider)
{
  static const FielProviderTraits traits = { .display_name = "Getnet" };

  return &traits;
}

static void
played_try_async (FielProvider *provider, FielProviderStep step, const FielTerminalIdentity *terminal,
                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Played *self = TEST_PLAYED (provider);
  g_autoptr (GTask) task = g_task_new (provider, NULL, callback, user_data);
  FielProviderStepResult *result = fiel_provider_step_result_new ();
  g_autofree char *secret = self->lookup ("client-secret", self->lookup_data, NULL);

  if (step == FIEL_PROVIDER_STEP_TERMINALS)
    {
      result->terminals = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_terminal_identity_free);
      g_ptr_array_add (result->terminals, fiel_terminal_identity_new ("70011223", "24680", "ABC900000001"));
      g_ptr_array_add (result->terminals, fiel_terminal_identity_new ("70011224", "24680", "ABC900000002"));
    }
  if (first_run_trouble_to_find == FIEL_TROUBLE_NONE || step != first_run_step_to_fail)
    {
      g_task_return_pointer (task, result, (GDestroyNotify) fiel_provider_step_result_free);
      return;
    }

  fiel_provider_step_result_free (result);
  g_task_return_new_error (task, FIEL_TROUBLE_ERROR, (int) first_run_trouble_to_find, "played with %s", secret);
}

static FielProviderStepResult *
played_try_finish (FielProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
played_iface_init (FielProviderInterface *iface)
{
  iface->get_traits = played_get_traits;
  iface->try_async = played_try_async;
  iface->try_finish = played_try_finish;
}

static void
played_class_init (PlayedClass *klass)
{
}

static void
played_init (Played *self)
{
}

static FielProvider *
played_create (const FielProviderSettings *settings,
               FielClock *clock,
               FielSecretLookupFunc lookup,
               gpointer lookup_data,
               GError **error)
{
  Played *self = g_object_new (TYPE_PLAYED, NULL);

  self->lookup = lookup;
  self->lookup_data = lookup_data;

  return FIEL_PROVIDER (self);
}

static gboolean
played_check (const FielProviderSettings *settings, GError **error)
{
  const char *address = g_hash_table_lookup (settings->values, "base-address");
  const char *client = g_hash_table_lookup (settings->values, "client-id");

  if (settings->environment == FIEL_ENVIRONMENT_TRAINING)
    return TRUE;
  if (address == NULL || !g_str_has_prefix (address, "https://"))
    {
      g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE,
                   "base-address: give an address that begins with https://");
      return FALSE;
    }
  if (client == NULL || *client == '\0')
    {
      g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE,
                   "client-id: give the name of the account");
      return FALSE;
    }

  return TRUE;
}

static const char *const secret_names[] = { "client-secret", "api-key", NULL };

static const FielProviderAddress addresses[] = {
  { "cl", FIEL_ENVIRONMENT_TEST, "https://test.cl.example/" },
  { "cl", FIEL_ENVIRONMENT_PRODUCTION, "https://live.cl.example/" },
  { "ar", FIEL_ENVIRONMENT_TEST, "https://test.ar.example/" },
  { "ar", FIEL_ENVIRONMENT_PRODUCTION, "https://live.ar.example/" },
  { NULL },
};

static const FielSetting setup[] = {
  { FIEL_SETTING_TEXT, "client-id", "Client ID", "" },
  { FIEL_SETTING_CALLBACK, "callback-address", "Where Getnet calls", "" },
  { FIEL_SETTING_TEXT, NULL },
};

static const FielProviderKind played_kind = {
  .addresses = addresses,
  .setup = setup,
  .name = "getnet",
  .display_name = "Getnet",
  .check_settings = played_check,
  .secret_names = secret_names,
  .steps = (1u << (FIEL_PROVIDER_STEP_TERMINAL + 1)) - 1,
  .create = played_create,
};

const FielProviderKind *const first_run_kinds[] = { &played_kind, NULL };

/* -- A keyring that remembers, or refuses -- */

static void first_run_drawer_iface_init (FielSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FirstRunDrawer,
                               first_run_drawer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_SECRETS, first_run_drawer_iface_init))

static char *
first_run_drawer_lookup (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND, "nothing is kept");

  return NULL;
}

static gboolean
first_run_drawer_store (
    FielSecrets *secrets, const char *provider_key, const char *name, const char *value, GError **error)
{
  FirstRunDrawer *self = FIRST_RUN_DRAWER (secrets);

  if (self->refuses)
    {
      g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_LOCKED, "The keyring is locked.");
      return FALSE;
    }

  g_free (self->secret);
  self->secret = g_strdup_printf ("%s/%s/%s", provider_key, name, value);

  return TRUE;
}

static void
first_run_drawer_iface_init (FielSecretsInterface *iface)
{
  iface->lookup = first_run_drawer_lookup;
  iface->store = first_run_drawer_store;
}

static void
first_run_drawer_finalize (GObject *object)
{
  g_free (FIRST_RUN_DRAWER (object)->secret);

  G_OBJECT_CLASS (first_run_drawer_parent_class)->finalize (object);
}

static void
first_run_drawer_class_init (FirstRunDrawerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = first_run_drawer_finalize;
}

static void
first_run_drawer_init (FirstRunDrawer *self)
{
}
