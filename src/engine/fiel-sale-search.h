/* fiel-sale-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-sale.h"

G_BEGIN_DECLS

#define FIEL_SALE_SEARCH_MAX 50

/* The sales of this till in which money moved and that fit @text (see fiel_sale_matches()), newest first, at most
 * FIEL_SALE_SEARCH_MAX; "" finds the newest. It reads the journal and nothing else. */
void fiel_sale_search_async (FielEngine *engine, const char *text, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (element-type FielSale) */
GPtrArray *fiel_sale_search_finish (FielEngine *engine, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
