/* fiel-help-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-help-row.h"

#include "fiel-row-press.h"

#include <glib/gi18n.h>

struct _FielHelpRow
{
  GtkListBoxRow parent_instance;

  const FielHelpTopic *topic; /* not owned: lives as long as the program */
};

G_DEFINE_FINAL_TYPE (FielHelpRow, fiel_help_row, GTK_TYPE_LIST_BOX_ROW)

static void
fiel_help_row_class_init (FielHelpRowClass *klass)
{
}

static void
fiel_help_row_init (FielHelpRow *self)
{
  fiel_row_press_offer (GTK_WIDGET (self));
}

GtkWidget *
fiel_help_row_new (const FielHelpTopic *topic)
{
  FielHelpRow *self = NULL;
  GtkWidget *label = NULL;

  g_return_val_if_fail (topic != NULL, NULL);

  self = g_object_new (FIEL_TYPE_HELP_ROW, NULL);
  self->topic = topic;
  label = gtk_label_new (_(topic->title));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _(topic->title), -1);

  return GTK_WIDGET (self);
}

const FielHelpTopic *
fiel_help_row_get_topic (FielHelpRow *self)
{
  g_return_val_if_fail (FIEL_IS_HELP_ROW (self), NULL);

  return self->topic;
}
