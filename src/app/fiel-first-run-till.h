/* fiel-first-run-till.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run-page.h"

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_RUN_TILL (fiel_first_run_till_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstRunTill, fiel_first_run_till, FIEL, FIRST_RUN_TILL, FielFirstRunPage)

G_END_DECLS
