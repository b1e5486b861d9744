/* fiel-engine-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-charge-desk.h"
#include "fiel-engine.h"
#include "fiel-random.h"
#include "fiel-scribe.h"
#include "fiel-terminal-prober.h"

G_BEGIN_DECLS

/* For tests: where attempt ids and jitter come from. Before start only. */
void fiel_engine_set_random_func (FielEngine *self, FielRandomFunc random, gpointer random_data);

/* For what works beside the engine: fails with a sentence unless it is ready and the journal takes what is written. */
gboolean fiel_engine_check_ready (FielEngine *self, GError **error);
FielScribe *fiel_engine_get_scribe (FielEngine *self);                              /* (transfer none) (nullable) */
FielChargeDesk *fiel_engine_get_charge_desk (FielEngine *self);                     /* (transfer none) while ready */
FielTerminalProber *fiel_engine_find_prober (FielEngine *self, const char *key);    /* (transfer none) (nullable) */

G_END_DECLS
