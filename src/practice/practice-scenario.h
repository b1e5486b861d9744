/* practice-scenario.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-world.h"

G_BEGIN_DECLS

gboolean practice_scenario_load (PracticeWorld *world, const char *path, GError **error);
gboolean practice_scenario_apply (PracticeWorld *world, JsonObject *scenario, GError **error);

G_END_DECLS
