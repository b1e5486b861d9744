/* fiel-getnet-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider-kind.h"

G_BEGIN_DECLS

#define FIEL_TYPE_GETNET_PROVIDER (fiel_getnet_provider_get_type ())
G_DECLARE_FINAL_TYPE (FielGetnetProvider, fiel_getnet_provider, FIEL, GETNET_PROVIDER, GObject)

/* The row for the list of providers that exist. */
const FielProviderKind *fiel_getnet_kind (void);

G_END_DECLS
