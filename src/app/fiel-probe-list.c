/* fiel-probe-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-probe-list.h"

#include "fiel-probe-row.h"

#include <glib/gi18n.h>

struct _FielProbeList
{
  AdwBin parent_instance;

  GtkWidget *list;      /* the bin's */
};

G_DEFINE_FINAL_TYPE (FielProbeList, fiel_probe_list, ADW_TYPE_BIN)

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  return fiel_probe_row_new (FIEL_PROBE_STEP (item));
}

static void
fiel_probe_list_class_init (FielProbeListClass *klass)
{
}

static void
fiel_probe_list_init (FielProbeList *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Steps of the check"),
                                  -1);
  adw_bin_set_child (ADW_BIN (self), self->list);
  fiel_probe_list_set_probe (self, NULL);
}

GtkWidget *
fiel_probe_list_new (void)
{
  return g_object_new (FIEL_TYPE_PROBE_LIST, NULL);
}

void
fiel_probe_list_set_probe (FielProbeList *self, FielProbe *probe)
{
  g_return_if_fail (FIEL_IS_PROBE_LIST (self));
  g_return_if_fail (probe == NULL || FIEL_IS_PROBE (probe));

  /* An empty list would be a line without a meaning. */
  gtk_widget_set_visible (self->list, probe != NULL);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), probe != NULL ? fiel_probe_get_steps (probe) : NULL,
                           create_row_cb, self, NULL);
}

GtkWidget *
fiel_probe_list_focus_failed (FielProbeList *self)
{
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (FIEL_IS_PROBE_LIST (self), NULL);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (fiel_probe_step_get_state (fiel_probe_row_get_step (FIEL_PROBE_ROW (row))) == FIEL_PROBE_STEP_FAILED)
      {
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return GTK_WIDGET (row);
      }

  return NULL;
}
