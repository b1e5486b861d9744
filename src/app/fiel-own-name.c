/* fiel-own-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-own-name.h"

void
fiel_own_name (GtkButton *button)
{
  g_return_if_fail (GTK_IS_BUTTON (button));

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* "Re_move" as "Remove"; "__" is one that is meant. */
static char *
strip_mnemonic (const char *label)
{
  GString *text = g_string_new (NULL);

  for (const char *c = label; *c != '\0'; c++)
    {
      if (*c == '_' && c[1] != '\0')
        c++;
      g_string_append_c (text, *c);
    }

  return g_string_free (text, FALSE);
}

static void
name_after_label (GtkButton *button)
{
  const char *label = gtk_button_get_label (button);
  g_autofree char *text = label != NULL ? strip_mnemonic (label) : NULL;

  fiel_own_name (button);
  if (text != NULL && gtk_button_get_use_underline (button))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
fiel_own_name_mnemonic (GtkButton *button)
{
  g_return_if_fail (GTK_IS_BUTTON (button));

  /* Newer GTK names it after the label inside. */
  if (gtk_check_version (4, 14, 0) == NULL)
    return;

  name_after_label (button);
  g_signal_connect (button, "notify::label", G_CALLBACK (name_after_label), NULL);
}

void
fiel_own_name_mnemonics (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    fiel_own_name_mnemonic (GTK_BUTTON (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fiel_own_name_mnemonics (child);
}

GtkWidget *
fiel_own_name_new_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  fiel_own_name_mnemonic (GTK_BUTTON (button));

  return button;
}

void
fiel_own_name_in_row (GtkButton *button, const char *title)
{
  g_return_if_fail (GTK_IS_BUTTON (button));
  g_return_if_fail (title != NULL);

  fiel_own_name (button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
}

static void
name_after_tip (GtkWidget *widget)
{
  const char *tip = gtk_widget_get_tooltip_text (widget);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tip != NULL ? tip : "", -1);
}

static gboolean
is_button_with_tip (GtkWidget *widget)
{
  return (GTK_IS_BUTTON (widget) || GTK_IS_IMAGE (widget)) && gtk_widget_get_tooltip_text (widget) != NULL;
}

void
fiel_own_name_peek (GtkWidget *entry)
{
  g_return_if_fail (GTK_IS_WIDGET (entry));

  for (GtkWidget *child = gtk_widget_get_first_child (entry); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (is_button_with_tip (child))
        {
          name_after_tip (child);
          g_signal_connect (child, "notify::tooltip-text", G_CALLBACK (name_after_tip), NULL);
        }
      fiel_own_name_peek (child);
    }
}

/* GtkModelButton is GTK's alone; its text is a property. */
static void
name_items (GtkWidget *widget)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    {
      g_autofree char *text = NULL;

      g_object_get (widget, "text", &text, NULL);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

void
fiel_own_name_items (GtkMenuButton *button)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (gtk_menu_button_get_popover (button) != NULL);

  g_signal_connect (gtk_menu_button_get_popover (button), "map", G_CALLBACK (name_items), NULL);
}
