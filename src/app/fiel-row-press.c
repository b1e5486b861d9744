/* fiel-row-press.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-row-press.h"

/* The widget owns the group, the group the action, so neither closure outlives what it names. */
static GSimpleAction *
offer (GtkWidget *widget)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) press = g_simple_action_new ("press", NULL);

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (press));
  gtk_widget_insert_action_group (widget, "row", G_ACTION_GROUP (group));

  return press;
}

static void
press_row_cb (GtkWidget *row)
{
  gtk_widget_activate (row);
}

void
fiel_row_press_offer (GtkWidget *row)
{
  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));

  g_signal_connect_object (offer (row), "activate", G_CALLBACK (press_row_cb), row, G_CONNECT_SWAPPED);
}

static void
press_item_cb (GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  const guint position = gtk_list_item_get_position (item);

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  /* As a click does it: a choice takes what is selected. */
  gtk_widget_activate_action (child, "list.select-item", "(ubb)", position, FALSE, FALSE);
  gtk_widget_activate_action (child, "list.activate-item", "u", position);
}

void
fiel_row_press_offer_item (GtkWidget *child, GtkListItem *item)
{
  g_return_if_fail (GTK_IS_WIDGET (child));
  g_return_if_fail (GTK_IS_LIST_ITEM (item));

  g_signal_connect_object (offer (child), "activate", G_CALLBACK (press_item_cb), item, G_CONNECT_SWAPPED);
}
