/* fiel-getnet-meaning.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-country.h"
#include "fiel-provider-call.h"
#include "fiel-provider-finding.h"

G_BEGIN_DECLS

/* What a reply means for a request. Pure; works on the kept text alone. (transfer full) */
FielFinding *fiel_getnet_meaning_find (const FielGetnetDialect *dialect,
                                       const FielProviderRequest *request,
                                       FielProviderReply *reply) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
