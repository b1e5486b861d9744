/* practice-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-world.h"

G_BEGIN_DECLS

#define PRACTICE_TYPE_STATE (practice_state_get_type ())
G_DECLARE_FINAL_TYPE (PracticeState, practice_state, PRACTICE, STATE, GObject)

PracticeState *practice_state_new (PracticeWorld *world, const char *path);
void practice_state_save (PracticeState *self);

G_END_DECLS
