/* fiel-relay-config.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-relay-writer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FIEL_RELAY_CONFIG_VERSION 1

/* What the administrator wrote. An example is data/relay/fiel-relay.conf. */
typedef struct
{
  char *store;              /* owned: a path */
  char *listen;             /* owned: a numeric address */
  guint16 listen_port;
  char *health;             /* owned, nullable: a numeric address */
  guint16 health_port;
  char *public_address;     /* owned: how the relay is called from outside, ends with a slash */
  char *certificate;        /* owned, nullable: a path */
  char *key;                /* owned, nullable: a path */
  GPtrArray *allowed;       /* owned, nullable, element-type GInetAddressMask: where callbacks may come from */
  guint places;
  FielRelayLimits limits;
} FielRelayConfig;

FielRelayConfig *fiel_relay_config_load (const char *path, GError **error);
/* @path: for messages */
FielRelayConfig *fiel_relay_config_parse (const char *path, const char *text, gsize length, GError **error);
void fiel_relay_config_free (FielRelayConfig *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRelayConfig, fiel_relay_config_free)

G_END_DECLS
