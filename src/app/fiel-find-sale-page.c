/* fiel-find-sale-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-find-sale-page.h"

#include "fiel-announce.h"
#include "fiel-fit-layout.h"
#include "fiel-receipt.h"
#include "fiel-sale-row.h"
#include "fiel-sale-search.h"
#include "fiel-text-clamp.h"
#include "fiel-time-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielFindSalePage: the answer of the newest search, row by row. A search that is overtaken by another one is
 * cancelled, so what stands there always belongs to what is written in the field. */

struct _FielFindSalePage
{
  GtkWidget parent_instance;

  FielEngine *engine;           /* owned, nullable */
  GCancellable *cancellable;    /* owned, nullable: the search that is out */

  /* template children */
  GtkWidget *body;
  AdwClamp *head_clamp;
  AdwClamp *clamp;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkLabel *nothing;
  GtkWidget *without_original;
};

G_DEFINE_FINAL_TYPE (FielFindSalePage, fiel_find_sale_page, GTK_TYPE_WIDGET)

enum
{
  WITHOUT_ORIGINAL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
get_now_wall_us (FielFindSalePage *self)
{
  return fiel_clock_get_wall_us (fiel_engine_get_clock (self->engine));
}

static gboolean
is_of_today (FielFindSalePage *self, GtkListBoxRow *row)
{
  return fiel_time_text_is_today (fiel_sale_row_get_sale (FIEL_SALE_ROW (row))->wall_us, get_now_wall_us (self));
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  FielFindSalePage *self = FIEL_FIND_SALE_PAGE (user_data);
  gboolean today = is_of_today (self, row);
  GtkWidget *label;

  if (before != NULL && is_of_today (self, before) == today)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  /* Translators: heading in a list: sales of today */
  label = gtk_label_new (today ? _("Today")
                               /* Translators: heading in a list: sales of earlier days */
                               : _("Earlier"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "title-4");
  gtk_widget_add_css_class (label, "fiel-resolve-group");
  gtk_list_box_row_set_header (row, label);
}

static void
clear (FielFindSalePage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
say_nothing (FielFindSalePage *self, const char *words)
{
  gtk_label_set_text (self->nothing, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), words == NULL);
  if (words != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static void
show_sales (FielFindSalePage *self, GPtrArray *sales)
{
  const FielNumberStyle *style = fiel_profile_get_number_style (fiel_engine_get_profile (self->engine));
  gboolean searched = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';

  clear (self);
  for (guint i = 0; i < sales->len; i++)
    gtk_list_box_append (self->list,
                         fiel_sale_row_new (g_ptr_array_index (sales, i), style, get_now_wall_us (self)));

  if (sales->len > 0)
    say_nothing (self, NULL);
  else if (searched)
    say_nothing (self, _("No sale of this till fits. Look for the ticket, the authorization code, the last four digits "
                         "of the card or the amount."));
  else
    say_nothing (self, _("This till has no sale that could be returned yet."));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielFindSalePage) self = FIEL_FIND_SALE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sales = fiel_sale_search_finish (FIEL_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->engine != FIEL_ENGINE (source))
    return;

  if (sales != NULL)
    {
      show_sales (self, sales);
      return;
    }

  clear (self);
  say_nothing (self, error->message);
}

static void
search_cb (FielFindSalePage *self)
{
  if (self->engine == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  fiel_sale_search_async (self->engine, gtk_editable_get_text (GTK_EDITABLE (self->search)), self->cancellable,
                          found_cb, g_object_ref (self));
}

static void
open_sale (FielFindSalePage *self, const char *attempt_id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.return-money", "s", attempt_id);
}

static void
row_activated_cb (FielFindSalePage *self, GtkListBoxRow *row)
{
  open_sale (self, fiel_sale_row_get_sale (FIEL_SALE_ROW (row))->attempt_id);
}

/* A scan that lands in the field ends with Enter, and its code names one sale. For anything else Enter goes to the
 * list, where somebody has to look before they choose. */
static void
search_activated_cb (FielFindSalePage *self)
{
  const char *code = fiel_receipt_read_code (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (code != NULL)
    {
      g_autofree char *attempt_id = g_strdup (code);

      open_sale (self, attempt_id);
    }
  else if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
stop_search_cb (FielFindSalePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
without_original_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[WITHOUT_ORIGINAL], 0);
}

static void
fiel_find_sale_page_dispose (GObject *object)
{
  FielFindSalePage *self = FIEL_FIND_SALE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list != NULL)
    clear (self);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_find_sale_page_parent_class)->dispose (object);
}

static void
fiel_find_sale_page_class_init (FielFindSalePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_find_sale_page_dispose;

  signals[WITHOUT_ORIGINAL] = g_signal_new ("without-original", FIEL_TYPE_FIND_SALE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);

  gtk_widget_class_install_action (widget_class, "find.without-original", NULL, without_original_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-find-sale-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFindSalePage, body);
  gtk_widget_class_bind_template_child (widget_class, FielFindSalePage, head_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielFindSalePage, clamp);
  gtk_widget_class_bind_template_child (widget_class, FielFindSalePage, search);
  gtk_widget_class_bind_template_child (widget_class, FielFindSalePage, list);
  gtk_widget_class_bind_template_child (widget_class, FielFindSalePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, FielFindSalePage, without_original);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_find_sale_page_init (FielFindSalePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->head_clamp);
  fiel_text_clamp_follow (self->clamp);
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
}

void
fiel_find_sale_page_set_engine (FielFindSalePage *self, FielEngine *engine)
{
  gboolean without_original;

  g_return_if_fail (FIEL_IS_FIND_SALE_PAGE (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  if (self->engine == engine)
    return;

  fiel_find_sale_page_leave (self);
  g_set_object (&self->engine, engine);
  without_original = engine != NULL
                     && fiel_profile_get_unbound_return_limit_minor (fiel_engine_get_profile (engine)) > 0;
  gtk_widget_set_visible (self->without_original, without_original);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.without-original", without_original);
}

void
fiel_find_sale_page_begin (FielFindSalePage *self)
{
  g_return_if_fail (FIEL_IS_FIND_SALE_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_cb (self);
}

/* A list of yesterday must not flash up before today's. */
void
fiel_find_sale_page_leave (FielFindSalePage *self)
{
  g_return_if_fail (FIEL_IS_FIND_SALE_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  clear (self);
}

void
fiel_find_sale_page_focus (FielFindSalePage *self)
{
  g_return_if_fail (FIEL_IS_FIND_SALE_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
