/* fiel-drill-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-drill-report.h"

#include "fiel-drill-wording.h"
#include "fiel-fit-layout.h"
#include "fiel-text-clamp.h"

#include <glib/gi18n.h>

/* FielDrillReport: how a drill went, step by step: what was to be done, whether it was, and what it is good for. */

struct _FielDrillReport
{
  GtkWidget parent_instance;

  FielDrillKind kind;

  /* template children */
  GtkWidget *body;
  AdwClamp *clamp;
  GtkLabel *score;
  GtkListBox *list;
  GtkWidget *again;
};

G_DEFINE_FINAL_TYPE (FielDrillReport, fiel_drill_report, GTK_TYPE_WIDGET)

static void
add_step (FielDrillReport *self, const FielDrillStep *step)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (fiel_drill_wording_icon (step->verdict));
  const char *style = fiel_drill_wording_style (step->verdict);
  const char *title = fiel_drill_wording_step (step->kind);
  g_autofree char *judgement = fiel_drill_wording_judgement (step);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 24);
  if (style != NULL)
    gtk_widget_add_css_class (icon, style);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), judgement);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  /* The title is its name already. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, judgement,
                                  -1);
  gtk_list_box_append (self->list, row);
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.start-drill", "u", (guint) FIEL_DRILL_REPORT (widget)->kind);
}

static void
fiel_drill_report_dispose (GObject *object)
{
  FielDrillReport *self = FIEL_DRILL_REPORT (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_drill_report_parent_class)->dispose (object);
}

static void
fiel_drill_report_class_init (FielDrillReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_drill_report_dispose;

  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);

  gtk_widget_class_install_action (widget_class, "report.again", NULL, again_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-drill-report.ui");
  gtk_widget_class_bind_template_child (widget_class, FielDrillReport, body);
  gtk_widget_class_bind_template_child (widget_class, FielDrillReport, clamp);
  gtk_widget_class_bind_template_child (widget_class, FielDrillReport, score);
  gtk_widget_class_bind_template_child (widget_class, FielDrillReport, list);
  gtk_widget_class_bind_template_child (widget_class, FielDrillReport, again);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_drill_report_init (FielDrillReport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->clamp);
}

void
fiel_drill_report_set_drill (FielDrillReport *self, const FielDrill *drill)
{
  g_autofree char *score = NULL;
  GtkListBoxRow *row;

  g_return_if_fail (FIEL_IS_DRILL_REPORT (self));
  g_return_if_fail (drill != NULL);

  self->kind = drill->kind;
  score = fiel_drill_wording_score (fiel_drill_count_right (drill), drill->n_steps);
  gtk_label_set_text (self->score, score);

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < drill->n_steps; i++)
    add_step (self, &drill->steps[i]);
}
