/* fiel-first-run-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run-page.h"

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_RUN_KEYS (fiel_first_run_keys_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstRunKeys, fiel_first_run_keys, FIEL, FIRST_RUN_KEYS, FielFirstRunPage)

G_END_DECLS
