/* fiel-engine-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-random.h"

G_BEGIN_DECLS

/* For tests: where attempt ids and jitter come from. Before start only. */
void fiel_engine_set_random_func (FielEngine *self, FielRandomFunc random, gpointer random_data);

G_END_DECLS
