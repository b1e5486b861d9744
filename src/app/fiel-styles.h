/* fiel-styles.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_STYLES (fiel_styles_get_type ())
G_DECLARE_FINAL_TYPE (FielStyles, fiel_styles, FIEL, STYLES, GObject)

/* What dark and high contrast change in our sheet, on the display as long as it lives. libadwaita would load such
 * sheets by their names, but newer ones warn of them and name in their place what an older GTK cannot read. */
FielStyles *fiel_styles_new (void);

G_END_DECLS
