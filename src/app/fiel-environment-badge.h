/* fiel-environment-badge.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* TRAINING, TEST or LIVE, in word and colour. @environment: (nullable): the profile's word */
GtkWidget *fiel_environment_badge_new (const char *environment);
void fiel_environment_badge_set (GtkLabel *badge, const char *environment);

G_END_DECLS
