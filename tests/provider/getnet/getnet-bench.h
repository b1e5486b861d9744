/* getnet-bench.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-manual-clock.h"
#include "fiel-provider-kind.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The real practice cloud as a peer of the real provider: started by a test program and ended by it. The provider's own clock
 * is moved by hand, so none of its time limits ends a test by chance. What really happened is asked of the practice cloud. */

typedef struct _GetnetBench GetnetBench;

GetnetBench *getnet_bench_start (const char *country, gboolean secure);
void getnet_bench_stop (GetnetBench *bench);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GetnetBench, getnet_bench_stop)

void getnet_bench_reset (GetnetBench *bench);
const char *getnet_bench_get_base (GetnetBench *bench);
FielManualClock *getnet_bench_get_clock (GetnetBench *bench);

/* The control address. Bodies are JSON with single quotes. */
JsonNode *getnet_bench_ask (GetnetBench *bench, const char *path);
void getnet_bench_tell (GetnetBench *bench, const char *path, const char *body);
void getnet_bench_break (GetnetBench *bench, const char *route, const char *fault);

/* How often a request arrived, and what was booked. */
guint getnet_bench_count_requests (GetnetBench *bench, const char *path_ending);
guint getnet_bench_count_transmissions (GetnetBench *bench, const char *reference);
gint64 getnet_bench_get_booked (GetnetBench *bench, const char *reference);

/* What the keyring has for the relay of providers made from now on. @token: (nullable), must stay. */
void getnet_bench_set_relay_token (GetnetBench *bench, const char *token);
guint getnet_bench_get_n_token_lookups (GetnetBench *bench);
/* @settings: (nullable): one "key=value" per line. */
FielProvider *getnet_bench_make_provider (GetnetBench *bench, const char *settings);
FielProviderRequest *getnet_bench_make_request (GetnetBench *bench, FielOperation operation, gint64 minor);

/**
 * GetnetExchange: one exchange and everything about it.
 */
typedef struct
{
  FielProviderRequest *request;
  FielProviderReply *reply;
  FielFinding *finding;
  guint n_started;
} GetnetExchange;

GetnetExchange *getnet_bench_perform (FielProvider *provider, FielProviderRequest *request);
GetnetExchange *getnet_bench_begin (FielProvider *provider, FielProviderRequest *request, GCancellable *cancellable);
void getnet_bench_wait (GetnetExchange *exchange);
gboolean getnet_exchange_is_done (GetnetExchange *exchange);
void getnet_exchange_free (GetnetExchange *exchange);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GetnetExchange, getnet_exchange_free)

G_END_DECLS
