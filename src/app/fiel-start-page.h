/* fiel-start-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_START_PAGE (fiel_start_page_get_type ())
G_DECLARE_FINAL_TYPE (FielStartPage, fiel_start_page, FIEL, START_PAGE, GtkWidget)

/* Something is under way: @title says what, @detail why it may take a while. */
void fiel_start_page_show_progress (FielStartPage *self, const char *title, const char *detail);

/* It cannot go on: @message names the place and the remedy. @can_practise: training would work. */
void fiel_start_page_show_failure (FielStartPage *self, const char *title, const char *message, gboolean can_practise);

G_END_DECLS
