/* fiel-choices.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielChoices: all ways through something that asks "which of n?" again and again, one way after the other.
 *
 * Run it with fiel_choices_pick() as its answer, then fiel_choices_next(), until that is %FALSE. The same answers have
 * to lead to the same questions. The first way takes option 0 everywhere.
 */
typedef struct _FielChoices FielChoices;

FielChoices *fiel_choices_new (void);
void fiel_choices_free (FielChoices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielChoices, fiel_choices_free)

guint fiel_choices_pick (guint n_options, gpointer choices);
gboolean fiel_choices_next (FielChoices *self);
char *fiel_choices_describe (FielChoices *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
