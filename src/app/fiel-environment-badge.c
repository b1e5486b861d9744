/* fiel-environment-badge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-environment-badge.h"

#include "fiel-state-words.h"

#include <glib/gi18n.h>

void
fiel_environment_badge_set (GtkLabel *badge, const char *environment)
{
  const gboolean live = g_strcmp0 (environment, "production") == 0;
  const gboolean test = g_strcmp0 (environment, "test") == 0;

  g_return_if_fail (GTK_IS_LABEL (badge));

  gtk_label_set_label (badge, fiel_state_words_environment (environment != NULL ? environment : ""));
  gtk_widget_set_tooltip_text (GTK_WIDGET (badge), live   ? _("Payments here move real money")
                                                   : test ? _("The provider’s test environment: nobody really pays")
                                                          : _("Nothing you do here moves money"));
  gtk_widget_remove_css_class (GTK_WIDGET (badge), "live");
  gtk_widget_remove_css_class (GTK_WIDGET (badge), "test");
  gtk_widget_remove_css_class (GTK_WIDGET (badge), "practice");
  gtk_widget_add_css_class (GTK_WIDGET (badge), live ? "live" : test ? "test" : "practice");
}

GtkWidget *
fiel_environment_badge_new (const char *environment)
{
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_add_css_class (badge, "fiel-badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  fiel_environment_badge_set (GTK_LABEL (badge), environment);

  return badge;
}
