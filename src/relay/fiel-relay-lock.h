/* fiel-relay-lock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One relay serves from a store. The kernel drops the lock with the process, however it ends. */
typedef struct _FielRelayLock FielRelayLock;

FielRelayLock *fiel_relay_lock_take (const char *store, GError **error);
void fiel_relay_lock_release (FielRelayLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRelayLock, fiel_relay_lock_release)

G_END_DECLS
