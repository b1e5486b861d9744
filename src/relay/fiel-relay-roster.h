/* fiel-relay-roster.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-inbound-secrets.h"
#include "fiel-relay-store.h"

G_BEGIN_DECLS

/* An address that a provider was given. */
#define FIEL_TYPE_RELAY_ADDRESS (fiel_relay_address_get_type ())
G_DECLARE_FINAL_TYPE (FielRelayAddress, fiel_relay_address, FIEL, RELAY_ADDRESS, GObject)

gint64 fiel_relay_address_get_shop (FielRelayAddress *self);
const char *fiel_relay_address_get_provider (FielRelayAddress *self);
gboolean fiel_relay_address_is_good (FielRelayAddress *self, gint64 running_us);

/* A till that may ask. */
#define FIEL_TYPE_RELAY_TILL (fiel_relay_till_get_type ())
G_DECLARE_FINAL_TYPE (FielRelayTill, fiel_relay_till, FIEL, RELAY_TILL, GObject)

gint64 fiel_relay_till_get_id (FielRelayTill *self);
gint64 fiel_relay_till_get_shop (FielRelayTill *self);
const char *fiel_relay_till_get_shop_name (FielRelayTill *self);
const char *fiel_relay_till_get_name (FielRelayTill *self);
gint64 fiel_relay_till_get_position (FielRelayTill *self);
/* Forward only. */
void fiel_relay_till_advance (FielRelayTill *self, gint64 position);

/* Who has business here, as the store had it at one moment. Immutable but for the tills' positions. */
#define FIEL_TYPE_RELAY_ROSTER (fiel_relay_roster_get_type ())
G_DECLARE_FINAL_TYPE (FielRelayRoster, fiel_relay_roster, FIEL, RELAY_ROSTER, GObject)

FielRelayRoster *fiel_relay_roster_read (FielRelayStore *store, GError **error);
FielRelayAddress *fiel_relay_roster_find_address (FielRelayRoster *self, const char *token, gsize length);
FielRelayTill *fiel_relay_roster_find_till (FielRelayRoster *self, const char *token, gsize length);
GPtrArray *fiel_relay_roster_get_tills (FielRelayRoster *self);  /* (element-type FielRelayTill) */
/* Takes over the positions that an older one knows better. */
void fiel_relay_roster_follow (FielRelayRoster *self, FielRelayRoster *older);

G_END_DECLS
