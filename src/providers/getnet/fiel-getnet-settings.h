/* fiel-getnet-settings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-country.h"
#include "fiel-provider-kind.h"

G_BEGIN_DECLS

/**
 * FielGetnetMode: what the profile says of the mode; by default an address to call back decides.
 */
typedef enum
{
  FIEL_GETNET_MODE_DEFAULT,
  FIEL_GETNET_MODE_SYNCHRONOUS,
  FIEL_GETNET_MODE_ASYNCHRONOUS,
} FielGetnetMode;

/**
 * FielGetnetSettings: what a provider group of the store profile says, read and checked. Reference-counted, immutable;
 * belongs to one thread.
 * @origin: the address everything is below, without a slash at its end
 * @env_header: the value of the header "env"
 * @api_key_header: (nullable): the name of the header that carries the key of the firewall
 * @asynchronous: the id comes at once and the result later; else the connection is held until the result is there
 * @callback_address: (nullable): what Getnet is told to call. In training it may be missing, then the provider
 *   listens on this machine and fills it in
 * @relay_address: (nullable): the relay that is asked for what was called back
 * @listens: callbacks come to this program: to @listen_address and @listen_port, 0 for any port
 * @callback_target: (nullable): what follows the host in @callback_address
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
  FielGetnetMode mode;
  gboolean asynchronous;
  char *callback_address;    /* owned */
  char *callback_target;     /* owned */
  char *relay_address;       /* owned */
  gboolean listens;
  char *listen_address;      /* owned */
  guint16 listen_port;
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

/* For their maker, before anybody else has them. */
void fiel_getnet_settings_set_callback_address (FielGetnetSettings *self, const char *address);

G_END_DECLS
