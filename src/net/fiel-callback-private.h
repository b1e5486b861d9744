/* fiel-callback-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-callback.h"
#include "fiel-inbound-request.h"

G_BEGIN_DECLS

FielCallback *fiel_callback_new (FielInboundRequest *request);

G_END_DECLS
