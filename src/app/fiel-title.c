/* fiel-title.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-title.h"

/* FielTitle: the head of a page, which takes the focus when the page appears and says itself as a whole. A place for
 * the focus that no key can press: the Enter that charged must not find a button under it. Lays its children out as
 * told. */

struct _FielTitle
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (FielTitle, fiel_title, GTK_TYPE_WIDGET)

static void
fiel_title_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (fiel_title_parent_class)->dispose (object);
}

static void
fiel_title_class_init (FielTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_title_dispose;

  gtk_widget_class_set_css_name (widget_class, "fiel-title");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_HEADING);
}

static void
fiel_title_init (FielTitle *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

void
fiel_title_set_words (FielTitle *self, const char *words)
{
  g_return_if_fail (FIEL_IS_TITLE (self));
  g_return_if_fail (words != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
