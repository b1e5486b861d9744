/* fiel-relay-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-relay-news.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* The relay's file: one connection, used by one thread. Everything here waits for the disk. Errors of
 * FIEL_RELAY_ERROR. */
typedef struct _FielRelayStore FielRelayStore;

FielRelayStore *fiel_relay_store_open (const char *path, GError **error);
void fiel_relay_store_close (FielRelayStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRelayStore, fiel_relay_store_close)

/* Gives it a new epoch. A store that was put back from a backup gives its sequences a second time, and whoever knows
 * positions of the run before has to be asked for them no more. */
gboolean fiel_relay_store_begin_run (FielRelayStore *self, GError **error);

const char *fiel_relay_store_get_epoch (FielRelayStore *self);
gint64 fiel_relay_store_get_running_us (FielRelayStore *self);
gint64 fiel_relay_store_get_last_sequence (FielRelayStore *self);

/* One transaction and one flush for all of it.
 * @news: (element-type FielRelayNews): get their sequence, in this order
 * @positions: (nullable): of gint64 by gint64 (position by till), owned */
gboolean fiel_relay_store_write (FielRelayStore *self,
                                 GPtrArray *news,
                                 GHashTable *positions,
                                 gint64 running_us,
                                 GError **error);

/* Up to a page of a shop's news behind @position; %NULL and @error, or a page that may be empty. */
FielRelayPage *fiel_relay_store_read (FielRelayStore *self, gint64 shop, gint64 position, GError **error);

/* How long and how much. Ages are in running time. */
typedef struct
{
  gint64 retention_us; /* what all tills of a shop have is kept this long */
  gint64 longest_us;   /* whatever else holds, nothing is kept longer */
} FielRelayRetention;

/* At most @limit at a time, so that callbacks need not wait. */
gboolean fiel_relay_store_forget (FielRelayStore *self,
                                  const FielRelayRetention *retention,
                                  gint64 running_us,
                                  guint limit,
                                  guint *n_forgotten,
                                  GError **error);
/* Of what all tills of this shop have, the oldest, whatever their age. */
gboolean fiel_relay_store_forget_read (FielRelayStore *self,
                                       gint64 shop,
                                       guint limit,
                                       guint *n_forgotten,
                                       GError **error);
/* (transfer full): number of news by shop: gint64 by gint64, owned. */
GHashTable *fiel_relay_store_count_news (FielRelayStore *self, GError **error);

/* Whether another program wrote since the last call. */
gboolean fiel_relay_store_has_changed (FielRelayStore *self);

sqlite3 *fiel_relay_store_get_database (FielRelayStore *self);
/* Sets @error to what the database says. Returns FALSE. */
gboolean fiel_relay_store_fail (FielRelayStore *self, GError **error);
/* The file at @path is not the one that was opened. Returns FALSE. */
gboolean fiel_relay_store_fail_moved (const char *path, GError **error);

G_END_DECLS
