/* fiel-journal-fill-fast.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new journal at @path with @n_payments payments as a shop has them: sales on three terminals by four cashiers, most
 * approved, some declined, cancelled, recorded by hand or returned. @n_today of them in the last seconds before
 * @now_us, the others one every four minutes until the day before yesterday. It is written past the guards, whose
 * rules it keeps; the chain is whole. */
void fiel_journal_fill_fast (const char *path, guint n_payments, guint n_today, gint64 now_us);

/* What the payment with that number has: for searches. (transfer full) */
char *fiel_journal_fill_fast_authorization (guint number);
char *fiel_journal_fill_fast_last4 (guint number);

G_END_DECLS
