/* fiel-first-run-sale.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run-page.h"

#include "fiel-application.h"

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_RUN_SALE (fiel_first_run_sale_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstRunSale, fiel_first_run_sale, FIEL, FIRST_RUN_SALE, FielFirstRunPage)

/* How the training store is opened. @folder: (nullable). */
void fiel_first_run_sale_set_store (FielFirstRunSale *self, FielStoreFunc open_store, const char *folder);

G_END_DECLS
