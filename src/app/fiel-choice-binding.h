/* fiel-choice-binding.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is chosen in @row and the string @key of @settings follow each other. @nicks: (array zero-terminated=1): the
 * strings in the order of the row's list; static. */
void fiel_choice_bind (GSettings *settings, const char *key, AdwComboRow *row, const char *const *nicks);

G_END_DECLS
