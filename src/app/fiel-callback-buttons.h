/* fiel-callback-buttons.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-setting-row.h"

G_BEGIN_DECLS

/* What can be done with the address that a provider calls: copied, and given another end that nobody can guess. A relay
 * makes its addresses itself, and then it is said how. */
void fiel_callback_buttons_add (FielSettingRow *row, FielSettings *settings);

G_END_DECLS
