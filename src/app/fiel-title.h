/* fiel-title.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TITLE (fiel_title_get_type ())
G_DECLARE_FINAL_TYPE (FielTitle, fiel_title, FIEL, TITLE, GtkWidget)

/* What people who listen are told when the focus comes here. */
void fiel_title_set_words (FielTitle *self, const char *words);

G_END_DECLS
