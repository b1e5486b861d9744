/* fiel-settings-providers-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The payment clouds of this store and the accounts there. */
GtkWidget *fiel_settings_providers_page_new (FielSettings *settings);

G_END_DECLS
