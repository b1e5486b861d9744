/* sim-story.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-world.h"

G_BEGIN_DECLS

/* Makes a failing run short: cuts and calms its tape for as long as the same invariant breaks. (transfer full): the
 * shortest tape found within @n_runs runs. */
SimTape *sim_story_shrink (const SimOrder *order, const SimResult *failed, guint n_runs);

/* The story in words, without what does not matter: at most @n_lines of its end. */
void sim_story_print (const SimOrder *order, const SimTape *tape, guint n_lines);

/* What broke, without the details: "I3". (transfer full) */
char *sim_story_name_invariant (const char *violation);

G_END_DECLS
