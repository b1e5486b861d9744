/* fiel-drills-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-drills-page.h"

#include "fiel-drill-wording.h"
#include "fiel-row-press.h"
#include "fiel-text-clamp.h"

#include <glib/gi18n.h>

/* FielDrillsPage: what can be practised, and how it went last time. */

struct _FielDrillsPage
{
  GtkWidget parent_instance;

  FielDrillCoach *coach;            /* owned, nullable */
  GSignalGroup *coach_signals;      /* owned */

  /* template children */
  GtkWidget *body;
  AdwClamp *clamp;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (FielDrillsPage, fiel_drills_page, GTK_TYPE_WIDGET)

static gboolean
is_possible (FielDrillsPage *self, FielDrillKind kind)
{
  return self->coach == NULL || fiel_drill_coach_get_can_begin (self->coach, kind);
}

static char *
describe_score (FielDrillsPage *self, FielDrillKind kind)
{
  const FielDrill *last = self->coach != NULL ? fiel_drill_coach_get_last (self->coach, kind) : NULL;

  if (!is_possible (self, kind))
    return g_strdup (_("Only where the provider calls the till: how a sale is sent must not be synchronous"));
  if (last == NULL)
    /* Translators: of a drill that nobody has practised yet */
    return g_strdup (_("Not done yet"));
  return fiel_drill_wording_score (fiel_drill_count_right (last), last->n_steps);
}

static void
update (FielDrillsPage *self)
{
  for (guint i = 0; i < FIEL_N_DRILLS; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
      const char *title = fiel_drill_wording_title ((FielDrillKind) i);
      const char *story = fiel_drill_wording_story ((FielDrillKind) i);
      g_autofree char *score = describe_score (self, (FielDrillKind) i);
      g_autofree char *spoken = g_strdup_printf ("%s, %s", title, score);
      g_autofree char *subtitle = g_strdup_printf ("%s\n%s", story, score);

      gtk_widget_set_sensitive (GTK_WIDGET (row), is_possible (self, (FielDrillKind) i));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, story,
                                      -1);
    }
}

static void
row_activated_cb (FielDrillsPage *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.start-drill", "u", (guint) gtk_list_box_row_get_index (row));
}

static void
add_row (FielDrillsPage *self, FielDrillKind kind)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("fiel-practice-symbolic");
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_widget_add_css_class (icon, "fiel-tone");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), fiel_drill_wording_title (kind));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* The title is part of its name already. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  fiel_row_press_offer (row);
  gtk_list_box_append (self->list, row);
}

static void
fiel_drills_page_dispose (GObject *object)
{
  FielDrillsPage *self = FIEL_DRILLS_PAGE (object);

  g_clear_object (&self->coach_signals);
  g_clear_object (&self->coach);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_drills_page_parent_class)->dispose (object);
}

static void
fiel_drills_page_class_init (FielDrillsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_drills_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-drills-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielDrillsPage, body);
  gtk_widget_class_bind_template_child (widget_class, FielDrillsPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, FielDrillsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_drills_page_init (FielDrillsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->clamp);
  for (guint i = 0; i < FIEL_N_DRILLS; i++)
    add_row (self, (FielDrillKind) i);

  self->coach_signals = g_signal_group_new (FIEL_TYPE_DRILL_COACH);
  g_signal_group_connect_swapped (self->coach_signals, "changed", G_CALLBACK (update), self);
  /* Whether the till is called back turns out while it opens. */
  g_signal_connect (self, "map", G_CALLBACK (update), NULL);
  update (self);
}

void
fiel_drills_page_set_coach (FielDrillsPage *self, FielDrillCoach *coach)
{
  g_return_if_fail (FIEL_IS_DRILLS_PAGE (self));
  g_return_if_fail (coach == NULL || FIEL_IS_DRILL_COACH (coach));

  if (!g_set_object (&self->coach, coach))
    return;

  g_signal_group_set_target (self->coach_signals, coach);
  update (self);
}
