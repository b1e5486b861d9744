/* bench-relay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a sale asks for, and what is answered here without the cloud. */
#define BENCH_RELAY_SALE_PATH "/api/postxs/sale"
#define BENCH_RELAY_BARE_PATH "/bare"

typedef struct _BenchRelay BenchRelay;

BenchRelay *bench_relay_start (guint16 cloud_port);
void bench_relay_stop (BenchRelay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchRelay, bench_relay_stop)

guint16 bench_relay_get_port (BenchRelay *self);
gint64 bench_relay_take_arrival (BenchRelay *self);

G_END_DECLS
