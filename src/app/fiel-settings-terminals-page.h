/* fiel-settings-terminals-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The card machines of this store. */
GtkWidget *fiel_settings_terminals_page_new (FielSettings *settings);

G_END_DECLS
