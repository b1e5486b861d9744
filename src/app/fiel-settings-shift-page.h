/* fiel-settings-shift-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is counted when a shift is closed. */
GtkWidget *fiel_settings_shift_page_new (FielSettings *settings);

G_END_DECLS
