/* fiel-resolve-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-resolve-page.h"

#include "fiel-announce.h"
#include "fiel-resolve-list.h"
#include "fiel-resolve-row.h"
#include "fiel-resolve-wording.h"
#include "fiel-text-clamp.h"

/* FielResolvePage: everything a person has to look at, the most urgent first, each with what to do next. */

struct _FielResolvePage
{
  GtkWidget parent_instance;

  FielEngine *engine;       /* owned, nullable */
  FielResolveList *items;   /* owned, nullable */

  /* template children */
  GtkWidget *body;
  AdwClamp *clamp;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkLabel *nothing_title;
};

G_DEFINE_FINAL_TYPE (FielResolvePage, fiel_resolve_page, GTK_TYPE_WIDGET)

enum
{
  ALERT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  return fiel_resolve_row_new (FIEL_RESOLVE_PAGE (user_data)->engine, item);
}

/* The first row of a group says what the group is. */
static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  FielResolveGroup group = fiel_resolve_group_of (fiel_resolve_row_get_item (FIEL_RESOLVE_ROW (row)));
  GtkWidget *label;

  if (before != NULL && fiel_resolve_group_of (fiel_resolve_row_get_item (FIEL_RESOLVE_ROW (before))) == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (fiel_resolve_wording_group (group));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "title-4");
  gtk_widget_add_css_class (label, "fiel-resolve-group");
  gtk_list_box_row_set_header (row, label);
}

static void
items_changed_cb (FielResolvePage *self)
{
  gboolean empty = self->items == NULL || g_list_model_get_n_items (fiel_resolve_list_get_model (self->items)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->list), !empty);
  gtk_widget_set_visible (self->nothing, empty);
  /* The row that had the focus is gone: who listens hears why. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->nothing), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  empty ? gtk_label_get_label (self->nothing_title) : "", -1);
  if (empty && gtk_widget_get_mapped (GTK_WIDGET (self)))
    fiel_announce (GTK_WIDGET (self), gtk_label_get_label (self->nothing_title), FALSE);
}

static void
row_activated_cb (FielResolvePage *self, GtkListBoxRow *row)
{
  gpointer item = fiel_resolve_row_get_item (FIEL_RESOLVE_ROW (row));

  if (FIEL_IS_ATTEMPT (item))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-attempt", "s", fiel_attempt_get_id (item));
  else
    g_signal_emit (self, signals[ALERT_ACTIVATED], 0, item);
}

static void
fiel_resolve_page_dispose (GObject *object)
{
  FielResolvePage *self = FIEL_RESOLVE_PAGE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->items);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_resolve_page_parent_class)->dispose (object);
}

static void
fiel_resolve_page_class_init (FielResolvePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_resolve_page_dispose;

  signals[ALERT_ACTIVATED] = g_signal_new ("alert-activated", FIEL_TYPE_RESOLVE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, FIEL_TYPE_ALERT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-resolve-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielResolvePage, body);
  gtk_widget_class_bind_template_child (widget_class, FielResolvePage, clamp);
  gtk_widget_class_bind_template_child (widget_class, FielResolvePage, list);
  gtk_widget_class_bind_template_child (widget_class, FielResolvePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, FielResolvePage, nothing_title);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_resolve_page_init (FielResolvePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->clamp);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  items_changed_cb (self);
}

void
fiel_resolve_page_set_engine (FielResolvePage *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_RESOLVE_PAGE (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  if (self->engine == engine)
    return;

  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->items);
  g_set_object (&self->engine, engine);

  if (engine != NULL)
    {
      self->items = fiel_resolve_list_new (fiel_engine_get_attempts (engine), fiel_engine_get_alerts (engine));
      gtk_list_box_bind_model (self->list, fiel_resolve_list_get_model (self->items), create_row_cb, self, NULL);
      g_signal_connect_object (fiel_resolve_list_get_model (self->items), "items-changed",
                               G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  items_changed_cb (self);
}

gboolean
fiel_resolve_page_focus_first (FielResolvePage *self)
{
  GtkListBoxRow *first;

  g_return_val_if_fail (FIEL_IS_RESOLVE_PAGE (self), FALSE);

  first = gtk_list_box_get_row_at_index (self->list, 0);

  return first != NULL && gtk_widget_grab_focus (GTK_WIDGET (first));
}

const char *
fiel_resolve_page_get_reference (FielResolvePage *self)
{
  GtkWidget *row;
  gpointer item;

  g_return_val_if_fail (FIEL_IS_RESOLVE_PAGE (self), NULL);

  row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  if (row == NULL)
    row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0));
  if (row == NULL)
    return NULL;

  item = fiel_resolve_row_get_item (FIEL_RESOLVE_ROW (row));

  return FIEL_IS_ATTEMPT (item) ? fiel_attempt_get_reference (item) : fiel_alert_get_reference (item);
}
