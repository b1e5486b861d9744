/* fiel-first-run-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run-page.h"

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_RUN_STORE (fiel_first_run_store_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstRunStore, fiel_first_run_store, FIEL, FIRST_RUN_STORE, FielFirstRunPage)

/* Takes over what another till exported into @path, and goes on. */
void fiel_first_run_store_import (FielFirstRunStore *self, const char *path);

G_END_DECLS
