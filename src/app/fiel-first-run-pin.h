/* fiel-first-run-pin.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run-page.h"

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_RUN_PIN (fiel_first_run_pin_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstRunPin, fiel_first_run_pin, FIEL, FIRST_RUN_PIN, FielFirstRunPage)

G_END_DECLS
