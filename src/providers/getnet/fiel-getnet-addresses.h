/* fiel-getnet-addresses.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider-kind.h"

G_BEGIN_DECLS

/* Where Getnet's clouds are known to be. Ends with a row without address. */
extern const FielProviderAddress fiel_getnet_addresses[];

G_END_DECLS
