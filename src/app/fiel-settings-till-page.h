/* fiel-settings-till-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How this till takes an amount, what it asks before a charge, and how far it goes alone. */
GtkWidget *fiel_settings_till_page_new (FielSettings *settings);

G_END_DECLS
