/* fiel-choice-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* From now on the row is called what it asks for and what is chosen: "Environment: TRAINING". */
void fiel_choice_name_row (AdwComboRow *row);

/* The same for a choice without a row, and the button inside, which has the keyboard; as it stands now. */
void fiel_choice_name_drop_down (GtkDropDown *drop_down, const char *title);

G_END_DECLS
