/* fiel-settings-journal-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Where the record of everything is, and what can be done with it. */
GtkWidget *fiel_settings_journal_page_new (FielSettings *settings);

G_END_DECLS
