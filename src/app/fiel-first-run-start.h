/* fiel-first-run-start.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run-page.h"

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_RUN_START (fiel_first_run_start_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstRunStart, fiel_first_run_start, FIEL, FIRST_RUN_START, FielFirstRunPage)

G_END_DECLS
