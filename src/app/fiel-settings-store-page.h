/* fiel-settings-store-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the store is called and where it is; the settings as a file for other tills. */
GtkWidget *fiel_settings_store_page_new (FielSettings *settings);

G_END_DECLS
