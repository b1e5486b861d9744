/* fiel-getnet-settings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-country.h"
#include "fiel-provider-kind.h"

G_BEGIN_DECLS

/**
 * FielGetnetSettings: what a provider group of the store profile says, read and checked. Reference-counted, immutable;
 * belongs to one thread.
 * @origin: the address everything is below, without a slash at its end
 * @env_header: the value of the header "env"
 * @api_key_header: (nullable): the name of the header that carries the key of the firewall
 * @ca_file: (nullable): the only authorities to trust
 * @client_secret: (nullable): only in training, where the practice cloud's pair is public; else it is looked up
 * @money_timeout_us: how long an answer to a money request may take; the connection may be silent as long
 * @read_timeout_us: the same for questions and for signing in
 */
typedef struct
{
  FielEnvironment environment;
  char *origin;              /* owned */
  char *env_header;          /* owned */
  char *client_id;           /* owned */
  const char *client_secret; /* static */
  char *api_key_header;      /* owned */
  char *callback_address;    /* owned */
  char *ca_file;             /* owned */
  FielGetnetDialect dialect;
  FielCheckTimings timings;
  gint64 money_timeout_us;
  gint64 read_timeout_us;
} FielGetnetSettings;

FielGetnetSettings *fiel_getnet_settings_new (const FielProviderSettings *settings, GError **error);
FielGetnetSettings *fiel_getnet_settings_ref (FielGetnetSettings *self);
void fiel_getnet_settings_unref (FielGetnetSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielGetnetSettings, fiel_getnet_settings_unref)

G_END_DECLS
