/* fiel-row-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-row-name.h"

/* GtkListItem takes a name from GTK 4.12 on, a row of a column view by a factory of its own. Both put it where this
 * puts it, on the widget of the row, which every GTK 4 has around what the factory made. */
static GtkWidget *
find_row (GtkWidget *child)
{
  GtkWidget *widget = gtk_widget_get_parent (child);

  while (widget != NULL && !g_str_equal (gtk_widget_get_css_name (widget), "row"))
    widget = gtk_widget_get_parent (widget);

  return widget;
}

void
fiel_row_name (GtkWidget *child, const char *name)
{
  GtkWidget *row = NULL;

  g_return_if_fail (GTK_IS_WIDGET (child));
  g_return_if_fail (name != NULL);

  row = find_row (child);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
