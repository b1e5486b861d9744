/* sim-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-secrets.h"

#include "sim-relay.h"

struct _SimSecrets
{
  GObject parent_instance;
};

static void sim_secrets_iface_init (FielSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimSecrets, sim_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_SECRETS, sim_secrets_iface_init))

static char *
sim_secrets_lookup (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  return g_strdup (g_str_equal (name, "relay-token") ? SIM_RELAY_TOKEN : "simulated");
}

static void
sim_secrets_iface_init (FielSecretsInterface *iface)
{
  iface->lookup = sim_secrets_lookup;
}

static void
sim_secrets_class_init (SimSecretsClass *klass)
{
}

static void
sim_secrets_init (SimSecrets *self)
{
}

FielSecrets *
sim_secrets_new (void)
{
  return g_object_new (SIM_TYPE_SECRETS, NULL);
}
