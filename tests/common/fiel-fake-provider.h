/* fiel-fake-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider-kind.h"

G_BEGIN_DECLS

/* A provider whose cloud is the body of the test: every exchange waits until the test takes it, looks at it and answers it. The
 * provider lives in the engine's worker thread, everything here is called in the test's.
 *
 * Answers are one line of text that the provider interprets: a word and fields, as in
 *
 *   approved id=77 amount=12990 ticket=000001 auth=018734 op=12 card=VI/DB/4242
 *   accepted id=77
 *   declined reason=no-funds code=51
 *   ready, busy, busy for=300 (seconds), unreachable, cancel-agreed, cancel-refused, anything else (which means nothing)
 *   records approved ticket=000001 terminal=70011223 amount=12990 op=12 tx=sale | approved ...
 *   totals sales/2/12990 loyalty/1/5
 *   batch-closed, batch-refused
 *   terminals 70011223/24680/ABC1 70011223/24680/ABC2
 */
typedef struct _FielFakeCloud FielFakeCloud;
typedef struct _FielFakeExchange FielFakeExchange;

/* There is one cloud at a time. */
FielFakeCloud *fiel_fake_cloud_new (void);
void fiel_fake_cloud_free (FielFakeCloud *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielFakeCloud, fiel_fake_cloud_free)

/* What providers made from now on declare: asynchronous, able to do everything, with core's default timings, unless changed. */
FielProviderTraits *fiel_fake_cloud_get_traits (FielFakeCloud *self);
void fiel_fake_cloud_refuse_create (FielFakeCloud *self, gboolean refuse);
const FielProviderKind *fiel_fake_cloud_get_kind (void);

/* Waits for the next exchange; fails the test if it is not for @operation. (transfer full) */
FielFakeExchange *fiel_fake_cloud_expect (FielFakeCloud *self, FielOperation operation);
guint fiel_fake_cloud_get_n_waiting (FielFakeCloud *self);
/* Whether the next exchange is there and is for @operation. */
gboolean fiel_fake_cloud_is_next (FielFakeCloud *self, FielOperation operation);
/* Lets go of every exchange that waits, whatever it is for. */
void fiel_fake_cloud_forget_all (FielFakeCloud *self);

/* How often the money request of @reference was performed; NULL: the most any was. */
guint fiel_fake_cloud_get_n_sent (FielFakeCloud *self, const char *reference);

/* Somebody calls back: what the provider reads of it, each nullable but @text; one that begins with "error" is empty, and "test" is a test. What became of all
 * of them so far, as "kept", "refused", "failed" or "kept refused" in the order it was settled. They may come by an address that other tills share. */
void fiel_fake_cloud_share_callbacks (FielFakeCloud *self, gboolean shares);
void fiel_fake_cloud_call_back (FielFakeCloud *self, const char *reference, const char *provider_id, const char *text);
const char *fiel_fake_cloud_get_settled (FielFakeCloud *self);
guint fiel_fake_cloud_get_n_settled (FielFakeCloud *self);

const FielProviderRequest *fiel_fake_exchange_get_request (FielFakeExchange *self);
const char *fiel_fake_exchange_get_body_sha256 (FielFakeExchange *self);

/* The first byte of a money request leaves. */
void fiel_fake_exchange_start (FielFakeExchange *self);

/* Ends the exchange and frees it: with an answer, without one, or with the proof that nothing left. All but the last imply the start. */
void fiel_fake_exchange_answer (FielFakeExchange *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void fiel_fake_exchange_lose (FielFakeExchange *self, FielReason reason);
void fiel_fake_exchange_fail (FielFakeExchange *self, FielReason reason);

/* Lets go of an exchange without answering it: it ends when the engine is stopped. */
void fiel_fake_exchange_forget (FielFakeExchange *self);

G_END_DECLS
