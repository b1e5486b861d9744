/* fiel-sale-days.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal.h"

G_BEGIN_DECLS

/* The days of sales as their provider knows them: of a sale the one it said itself, of a return the one it was asked
 * for. They hold also where this machine's clock was wrong. Not every sale and return has one. */

/* @records: (element-type FielAttemptRecord) */
void fiel_sale_days_read_async (FielJournal *journal, GPtrArray *records, GAsyncReadyCallback callback,
                                gpointer user_data);

/* Returns: (transfer full) (element-type utf8 utf8) (nullable): attempt id to day; %NULL with @error */
GHashTable *fiel_sale_days_read_finish (FielJournal *journal, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Whether the slip of @sale may show @date. @provider_day: (nullable): of @sale; without it this machine's clock is all
 * there is. @date: (nullable): any day */
gboolean fiel_sale_days_may_be (const FielAttemptRecord *sale, const char *provider_day, const char *date);

G_END_DECLS
