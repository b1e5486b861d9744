/* fiel-check-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-check-label.h"

/* A check button's own label never wraps, and GTK 4.8 does not let go of a child that is given to it instead. */

void
fiel_check_label_wrap (GtkCheckButton *button)
{
  g_return_if_fail (GTK_IS_CHECK_BUTTON (button));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (button)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      g_object_set (child, "wrap", TRUE, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, "xalign", 0.0f, "hexpand", TRUE,
                    NULL);
}
