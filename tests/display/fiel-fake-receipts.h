/* fiel-fake-receipts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-receipt-desk.h"

G_BEGIN_DECLS

/* A desk for receipts that keeps its count in memory. It takes the real one's place when a test program is linked. */
FielReceiptDesk *fiel_fake_receipts_new (FielEngine *engine);

/* What was counted so far, of all payments. */
guint fiel_fake_receipts_get_n_prints (FielReceiptDesk *self);
/* How many prints were said to have ended; @came_out: (out): how the last one did. */
guint fiel_fake_receipts_get_n_ends (FielReceiptDesk *self, gboolean *came_out);

/* The next look or print answers with this sentence. */
void fiel_fake_receipts_fail_next (FielReceiptDesk *self, gboolean look, const char *sentence);

G_END_DECLS
