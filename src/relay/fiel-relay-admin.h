/* fiel-relay-admin.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-relay-store.h"

G_BEGIN_DECLS

/* What an administrator changes, each in one transaction. A relay that serves from the same file sees it within a
 * second. Names are of 1 to 64 characters without control characters; a provider's of a-z, 0-9 and hyphens. */
gboolean fiel_relay_admin_add_shop (FielRelayStore *store, const char *shop, GError **error);
/* With its addresses and everything that came over them. Not as long as it has tills. */
gboolean fiel_relay_admin_remove_shop (FielRelayStore *store, const char *shop, GError **error);

/* (transfer full): the token, which is nowhere else. A second address of one provider wants a rotation. */
char *fiel_relay_admin_add_address (FielRelayStore *store, const char *shop, const char *provider, GError **error);
/* The older ones stay good for @grace_us of the relay's running time. */
char *fiel_relay_admin_rotate_address (FielRelayStore *store,
                                       const char *shop,
                                       const char *provider,
                                       gint64 grace_us,
                                       GError **error);
/* All but the newest, now. */
gboolean fiel_relay_admin_retire_addresses (FielRelayStore *store,
                                            const char *shop,
                                            const char *provider,
                                            guint *n_retired,
                                            GError **error);
/* All of them, now: no more is taken from that provider. What had come stays. */
gboolean fiel_relay_admin_remove_addresses (FielRelayStore *store,
                                            const char *shop,
                                            const char *provider,
                                            guint *n_removed,
                                            GError **error);

/* (transfer full): its token. It begins with what comes from now on. */
char *fiel_relay_admin_add_till (FielRelayStore *store, const char *shop, const char *till, GError **error);
gboolean fiel_relay_admin_remove_till (FielRelayStore *store, const char *shop, const char *till, GError **error);

/* (transfer full): lines to print */
char *fiel_relay_admin_list_shops (FielRelayStore *store, GError **error);
char *fiel_relay_admin_list_tills (FielRelayStore *store, GError **error);

G_END_DECLS
