/* sim-limits.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-shadow.h"

G_BEGIN_DECLS

/* The documented limits of L1: why a payment may stay open although everything works again, or NULL if there is no
 * excuse. Narrow on purpose: each looks at the truth, not at what the engine believes. */
const char *sim_limits_find (const SimPayment *payment);

G_END_DECLS
