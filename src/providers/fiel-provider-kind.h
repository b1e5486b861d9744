/* fiel-provider-kind.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider.h"
#include "fiel-setting.h"

G_BEGIN_DECLS

/**
 * FielEnvironment:
 * @FIEL_ENVIRONMENT_TRAINING: the practice cloud on this machine
 * @FIEL_ENVIRONMENT_TEST: the provider's own test environment
 * @FIEL_ENVIRONMENT_PRODUCTION: real money
 */
typedef enum
{
  FIEL_ENVIRONMENT_TRAINING,
  FIEL_ENVIRONMENT_TEST,
  FIEL_ENVIRONMENT_PRODUCTION,
} FielEnvironment;
#define FIEL_TYPE_ENVIRONMENT (fiel_environment_get_type ())
GType fiel_environment_get_type (void);

/**
 * FielProviderSettings: one provider group of the store profile: plain key and value texts, already without the keys
 * every provider shares. Implementations read what they know and name what they do not.
 */
typedef struct
{
  FielEnvironment environment;
  const char *country;           /* "cl", "ar", … */
  const FielCurrency *currency;
  GHashTable *values;            /* (element-type utf8 utf8): the group's own keys */
  gboolean timings_allowed;      /* a profile folder outside production may shorten waits */
  gboolean own_practice_cloud;   /* the address is that of a practice cloud started by this program */
  gboolean probe_only;           /* made for the steps of the probe: it listens to nobody and prepares nothing that
                                    leaves once */
} FielProviderSettings;

/**
 * FielSecretLookupFunc: gives a secret of this provider ("client-secret", "api-key"); (transfer full) (nullable), wiped
 * by the caller after use. May block: it is called in the worker thread only.
 */
typedef char *(*FielSecretLookupFunc) (const char *name, gpointer user_data, GError **error);

/**
 * FielProviderAddress: where a provider can be reached, as far as that is known. Ends with a row without address.
 */
typedef struct
{
  const char *country;
  FielEnvironment environment;
  const char *address;
} FielProviderAddress;

/**
 * FielProviderKind: a row of the list of providers that exist; only main.c knows the rows.
 * @name: as in the profile ("getnet")
 * @check_settings: says whether settings are complete and right; error names key and what is allowed
 * @secret_names: (array zero-terminated=1): names of the secrets it needs or may use
 * @steps: the steps of the probe that its providers can be asked for
 * @find_steps: (nullable): those of @steps that are worth trying with @settings; else all are
 * @till_keys: (array zero-terminated=1) (nullable): keys that are about one till and not about the store
 * @addresses: (nullable): what may be proposed as base-address
 * @setup: (nullable): what a store manager sets of its own keys, and its secrets
 * @create: makes the provider in the calling (worker) thread
 */
typedef struct _FielProviderKind FielProviderKind;
struct _FielProviderKind
{
  const char *name;
  const char *display_name;
  gboolean (*check_settings) (const FielProviderSettings *settings, GError **error);
  const char *const *secret_names;
  FielProviderStepFlags steps;
  FielProviderStepFlags (*find_steps) (const FielProviderSettings *settings);
  const char *const *till_keys;
  const FielProviderAddress *addresses;
  const FielSetting *setup;
  FielProvider *(*create) (const FielProviderSettings *settings,
                           FielClock *clock,
                           FielSecretLookupFunc lookup_secret,
                           gpointer lookup_data,
                           GError **error);
};

#define FIEL_PROVIDER_SETTINGS_ERROR (fiel_provider_settings_error_quark ())
GQuark fiel_provider_settings_error_quark (void);

/* The error message starts with the key at fault and ": ", so that the profile reader can name its line. */
typedef enum /*< skip >*/
{
  FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY,
  FIEL_PROVIDER_SETTINGS_ERROR_UNKNOWN_KEY,
  FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE,
} FielProviderSettingsError;

G_END_DECLS
