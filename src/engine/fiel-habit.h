/* fiel-habit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What amounts this till usually charges: a rolling window of its approved sales. Tells a slipped factor of 100 from a
 * large sale; decides nothing, it makes the screen ask once more. */
typedef struct _FielHabit FielHabit;

#define FIEL_HABIT_WINDOW 200
#define FIEL_HABIT_MINIMUM 20

FielHabit *fiel_habit_new (void);
void fiel_habit_free (FielHabit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielHabit, fiel_habit_free)

void fiel_habit_add (FielHabit *self, gint64 minor);
gboolean fiel_habit_is_unusual (FielHabit *self, gint64 minor);

G_END_DECLS
