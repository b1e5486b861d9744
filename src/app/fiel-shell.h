/* fiel-shell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SHELL (fiel_shell_get_type ())
G_DECLARE_FINAL_TYPE (FielShell, fiel_shell, FIEL, SHELL, GtkWidget)

/* Properties: "folded" (boolean, read-only), "side-shown" (boolean). */
void fiel_shell_set_content (FielShell *self, GtkWidget *content);
void fiel_shell_set_side (FielShell *self, GtkWidget *side);     /* (nullable): the pane at the end */
gboolean fiel_shell_get_folded (FielShell *self);
/* The room it will have once it is shown; ignored while it is. */
void fiel_shell_expect (FielShell *self, int width, int height);
gboolean fiel_shell_get_side_shown (FielShell *self);
void fiel_shell_set_side_shown (FielShell *self, gboolean shown);
/* Whether anything is in it: unfolded it is there only then. So it is, unless somebody says otherwise. */
void fiel_shell_set_side_needed (FielShell *self, gboolean needed);

G_END_DECLS
