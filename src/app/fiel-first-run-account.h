/* fiel-first-run-account.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run-page.h"

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_RUN_ACCOUNT (fiel_first_run_account_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstRunAccount, fiel_first_run_account, FIEL, FIRST_RUN_ACCOUNT, FielFirstRunPage)

G_END_DECLS
