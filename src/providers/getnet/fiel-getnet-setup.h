/* fiel-getnet-setup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-setting.h"

G_BEGIN_DECLS

/* What a store manager sets up for Getnet. The other keys that fiel-getnet-settings.c reads are for the file alone. */
extern const FielSetting fiel_getnet_setup[];

G_END_DECLS
