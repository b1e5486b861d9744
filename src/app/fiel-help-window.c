/* fiel-help-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-help-window.h"

#include "fiel-announce.h"
#include "fiel-document-print.h"
#include "fiel-help-row.h"
#include "fiel-keys-card.h"

#include <glib/gi18n.h>

#define LEAST_WIDTH_CHARS 23

struct _FielHelpWindow
{
  AdwWindow parent_instance;

  const FielHelpTopic *topic; /* not owned: lives as long as the program */
  FielPaper paper;

  /* template children */
  AdwLeaflet *leaflet;
  GtkWidget *contents;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkLabel *words;
  GtkWidget *reader;
  GtkScrolledWindow *scroller;
  GtkLabel *title;
  GtkBox *paragraphs;
};

G_DEFINE_FINAL_TYPE (FielHelpWindow, fiel_help_window, ADW_TYPE_WINDOW)

/* -- Rows -- */

static const FielHelpTopic *
get_row_topic (GtkListBoxRow *row)
{
  return fiel_help_row_get_topic (FIEL_HELP_ROW (row));
}

static GtkListBoxRow *
find_row (FielHelpWindow *self, const FielHelpTopic *topic)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (GTK_IS_LIST_BOX_ROW (row) && get_row_topic (GTK_LIST_BOX_ROW (row)) == topic)
        return GTK_LIST_BOX_ROW (row);
    }

  g_return_val_if_reached (NULL);
}

/* A heading stands over the first row of each reader. */
static void
update_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const FielHelpTopic *topic = get_row_topic (row);
  GtkWidget *heading = NULL;

  if (before != NULL && get_row_topic (before)->reader == topic->reader)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  heading = gtk_label_new (topic->reader == FIEL_HELP_READER_CASHIER ? C_ ("help", "For cashiers")
                                                                     : C_ ("help", "For store managers"));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (heading, "fiel-help-heading");
  gtk_list_box_row_set_header (row, heading);
}

static gboolean
is_found (GtkListBoxRow *row, gpointer user_data)
{
  FielHelpWindow *self = FIEL_HELP_WINDOW (user_data);

  return fiel_help_topic_matches (get_row_topic (row), gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* -- The topic -- */

static void
add_paragraph (FielHelpWindow *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  /* Where there is no room for so many, the list of topics is folded away. */
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_WIDTH_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_box_append (self->paragraphs, label);
}

static void
fill (FielHelpWindow *self)
{
  GtkWidget *old = NULL;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->paragraphs))) != NULL)
    gtk_box_remove (self->paragraphs, old);
  gtk_label_set_text (self->title, _(self->topic->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(self->topic->title), -1);
  for (gsize i = 0; self->topic->paragraphs[i] != NULL; i++)
    add_paragraph (self, _(self->topic->paragraphs[i]));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
row_selected_cb (FielHelpWindow *self, GtkListBoxRow *row)
{
  if (row == NULL || get_row_topic (row) == self->topic)
    return;

  self->topic = get_row_topic (row);
  fill (self);
}

/* Enter or a click: on a narrow window this turns the page. */
static void
row_activated_cb (FielHelpWindow *self, GtkListBoxRow *row)
{
  adw_leaflet_set_visible_child (self->leaflet, self->reader);
  gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
}

static void
search_changed_cb (FielHelpWindow *self)
{
  GtkListBoxRow *first = NULL;

  gtk_list_box_invalidate_filter (self->list);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); first == NULL && row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (GTK_IS_LIST_BOX_ROW (row) && is_found (GTK_LIST_BOX_ROW (row), self))
        first = GTK_LIST_BOX_ROW (row);
    }
  gtk_widget_set_visible (self->nothing, first == NULL);
  if (first != NULL && (gtk_list_box_get_selected_row (self->list) == NULL
                        || !is_found (gtk_list_box_get_selected_row (self->list), self)))
    gtk_list_box_select_row (self->list, first);
}

static void
search_activated_cb (FielHelpWindow *self)
{
  if (gtk_list_box_get_selected_row (self->list) != NULL)
    row_activated_cb (self, gtk_list_box_get_selected_row (self->list));
}

/* -- Actions -- */

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielHelpWindow *self = FIEL_HELP_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->contents);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/* One level at a time: the search, the topic of a narrow window, the window. */
static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielHelpWindow *self = FIEL_HELP_WINDOW (widget);

  if (gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
    }
  else if (adw_leaflet_get_folded (self->leaflet) && adw_leaflet_get_visible_child (self->leaflet) == self->reader)
    {
      adw_leaflet_set_visible_child (self->leaflet, self->contents);
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
    }
  else
    {
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
printed_cb (gboolean printed, const GError *error, gpointer user_data)
{
  FielHelpWindow *self = FIEL_HELP_WINDOW (user_data);
  const char *words = printed ? _("The card was sent to the printer.") : error != NULL ? error->message : "";

  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *words != '\0');
  if (*words != '\0')
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static void
print_keys_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielHelpWindow *self = FIEL_HELP_WINDOW (widget);
  g_autoptr (FielDocument) card = fiel_keys_card_new ();

  fiel_document_print (card, self->paper, GTK_WINDOW (self), printed_cb, g_object_ref (self), g_object_unref);
}

static void
fiel_help_window_class_init (FielHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "help.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "help.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "help.print-keys", NULL, print_keys_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "help.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "help.back", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FielHelpWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, FielHelpWindow, contents);
  gtk_widget_class_bind_template_child (widget_class, FielHelpWindow, search);
  gtk_widget_class_bind_template_child (widget_class, FielHelpWindow, list);
  gtk_widget_class_bind_template_child (widget_class, FielHelpWindow, nothing);
  gtk_widget_class_bind_template_child (widget_class, FielHelpWindow, words);
  gtk_widget_class_bind_template_child (widget_class, FielHelpWindow, reader);
  gtk_widget_class_bind_template_child (widget_class, FielHelpWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, FielHelpWindow, title);
  gtk_widget_class_bind_template_child (widget_class, FielHelpWindow, paragraphs);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
}

static void
fiel_help_window_init (FielHelpWindow *self)
{
  const FielHelpTopic *topics = NULL;
  guint n_topics = 0;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->paper = FIEL_PAPER_ROLL_80;
  gtk_list_box_set_header_func (self->list, update_heading, NULL, NULL);
  gtk_list_box_set_filter_func (self->list, is_found, self, NULL);
  topics = fiel_help_topics (&n_topics);
  for (guint i = 0; i < n_topics; i++)
    gtk_list_box_append (self->list, fiel_help_row_new (&topics[i]));
  fiel_help_window_show_topic (self, &topics[0]);
}

FielHelpWindow *
fiel_help_window_new (void)
{
  return g_object_new (FIEL_TYPE_HELP_WINDOW, NULL);
}

void
fiel_help_window_set_paper (FielHelpWindow *self, FielPaper paper)
{
  g_return_if_fail (FIEL_IS_HELP_WINDOW (self));

  self->paper = paper;
}

void
fiel_help_window_show_topic (FielHelpWindow *self, const FielHelpTopic *topic)
{
  g_return_if_fail (FIEL_IS_HELP_WINDOW (self));
  g_return_if_fail (topic != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_list_box_select_row (self->list, find_row (self, topic));
  adw_leaflet_set_visible_child (self->leaflet, self->reader);
  gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
}
