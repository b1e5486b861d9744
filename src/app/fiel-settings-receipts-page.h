/* fiel-settings-receipts-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What customers get on paper. */
GtkWidget *fiel_settings_receipts_page_new (FielSettings *settings);

G_END_DECLS
