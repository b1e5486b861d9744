/* fiel-choice-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-choice-name.h"

#include <glib/gi18n.h>

/* GTK calls a choice what it is labelled with and says nothing of what is chosen: so both are its name. */

static char *
read_item (gpointer item, GtkExpression *expression)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (item != NULL && expression != NULL && gtk_expression_evaluate (expression, item, &value)
      && G_VALUE_HOLDS_STRING (&value))
    return g_value_dup_string (&value);

  return GTK_IS_STRING_OBJECT (item) ? g_strdup (gtk_string_object_get_string (item)) : NULL;
}

static char *
describe (const char *title, const char *chosen)
{
  /* Translators: what is asked for, and what is chosen: "Paper: Roll of 58 mm" */
  return chosen != NULL ? g_strdup_printf (_("%s: %s"), title, chosen) : g_strdup (title);
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
row_cb (AdwComboRow *row)
{
  g_autofree char *chosen = read_item (adw_combo_row_get_selected_item (row), adw_combo_row_get_expression (row));
  g_autofree char *name = describe (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), chosen);

  set_name (GTK_WIDGET (row), name);
}

void
fiel_choice_name_row (AdwComboRow *row)
{
  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_signal_handlers_disconnect_by_func (row, row_cb, NULL);
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (row_cb), NULL);
  row_cb (row);
}

void
fiel_choice_name_drop_down (GtkDropDown *drop_down, const char *title)
{
  g_autofree char *chosen = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  g_return_if_fail (title != NULL);

  chosen = read_item (gtk_drop_down_get_selected_item (drop_down), gtk_drop_down_get_expression (drop_down));
  name = describe (title, chosen);
  set_name (GTK_WIDGET (drop_down), name);
  set_name (gtk_widget_get_first_child (GTK_WIDGET (drop_down)), name);
}
