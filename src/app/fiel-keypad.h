/* fiel-keypad.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_KEYPAD (fiel_keypad_get_type ())
G_DECLARE_FINAL_TYPE (FielKeypad, fiel_keypad, FIEL, KEYPAD, GtkWidget)

/* @decimal_key: (nullable): what the decimal key shows ("," in Chile); NULL gives the key "000" instead. */
void fiel_keypad_set_decimal_key (FielKeypad *self, const char *decimal_key);
/* Where there is little room, its keys may be lower. */
void fiel_keypad_set_narrow (FielKeypad *self, gboolean narrow);

G_END_DECLS
