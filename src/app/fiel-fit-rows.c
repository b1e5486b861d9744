/* fiel-fit-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-fit-rows.h"

#include "fiel-choice-name.h"
#include "fiel-fit-layout.h"
#include "fiel-row-name.h"
#include "fiel-row-press.h"

/* The least a text is given beside a button or a choice. */
#define TITLE_CHARS 16
#define TEXT_CHARS 20
#define CHOICE_CHARS 40
#define SPACING 12
#define MARGIN 6

/* -- The head: some words, and what stands beside them -- */

/* The first label with this text that is not in a row of the group. */
static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = NULL;

      if (GTK_IS_LABEL (child) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (child)), text) == 0)
        return child;
      if (!ADW_IS_PREFERENCES_ROW (child) && !GTK_IS_LABEL (child))
        found = find_label (child, text);
      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
let_wrap (GtkLabel *label, int n_chars)
{
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (label, n_chars);
}

static void
fit_head (GtkWidget *title)
{
  GtkWidget *words = gtk_widget_get_parent (title);
  GtkWidget *head = gtk_widget_get_parent (words);
  GtkLayoutManager *layout = NULL;

  if (!GTK_IS_BOX (words) || !GTK_IS_BOX (head) || FIEL_IS_FIT_LAYOUT (gtk_widget_get_layout_manager (head)))
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (words); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      let_wrap (GTK_LABEL (child), child == title ? TITLE_CHARS : TEXT_CHARS);
  gtk_widget_set_hexpand (words, TRUE);
  if (ADW_IS_PREFERENCES_ROW (gtk_widget_get_parent (head)))
    gtk_widget_set_margin_bottom (gtk_widget_get_last_child (head), MARGIN);
  layout = fiel_fit_layout_new ();
  g_object_set (layout, "spacing", SPACING, NULL);
  gtk_widget_set_layout_manager (head, layout);
}

/* -- Choices -- */

static void
choice_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  let_wrap (GTK_LABEL (label), CHOICE_CHARS);
  g_object_set (mark, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
  fiel_row_press_offer_item (label, item);
}

/* The mark is for the list; the row shows what is chosen anyway. */
static void
choice_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer in_list)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *mark = gtk_widget_get_next_sibling (label);

  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (mark, in_list != NULL);
  if (in_list == NULL)
    return;

  fiel_row_name (label, text);
  /* A list that opens may be wider than the window, and knows the height of one line only. */
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), -1);
  g_object_bind_property (item, "selected", mark, "visible", G_BINDING_SYNC_CREATE);
}

GtkListItemFactory *
fiel_fit_choice_factory (gboolean in_list)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (choice_set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (choice_bind_cb), GINT_TO_POINTER (in_list));

  return factory;
}

static void
fit_choice (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkListItemFactory) list_factory = NULL;
  GListModel *model = adw_combo_row_get_model (row);

  fiel_choice_name_row (row);
  if (adw_combo_row_get_list_factory (row) != NULL || model == NULL
      || !g_type_is_a (g_list_model_get_item_type (model), GTK_TYPE_STRING_OBJECT))
    return;

  factory = fiel_fit_choice_factory (FALSE);
  list_factory = fiel_fit_choice_factory (TRUE);
  adw_combo_row_set_factory (row, factory);
  adw_combo_row_set_list_factory (row, list_factory);
  fiel_row_press_offer (GTK_WIDGET (row));
}

/* -- Everything below a widget -- */

/* The head of a row that unfolds: its arrow is no answer to anything, and stays beside the words. */
static gboolean
is_expander_head (GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_parent (row);
  GtkWidget *box = list != NULL ? gtk_widget_get_parent (list) : NULL;
  GtkWidget *expander = box != NULL ? gtk_widget_get_parent (box) : NULL;

  return ADW_IS_EXPANDER_ROW (expander) && gtk_widget_get_first_child (box) == list;
}

static void
fit_row (GtkWidget *row)
{
  GtkWidget *title = find_label (row, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  if (ADW_IS_COMBO_ROW (row))
    fit_choice (ADW_COMBO_ROW (row));
  if (title != NULL)
    fit_head (title);
}

static void
fit_group (GtkWidget *group)
{
  const char *text = adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group));
  GtkWidget *title = text != NULL && *text != '\0' ? find_label (group, text) : NULL;

  if (title != NULL)
    fit_head (title);
}

void
fiel_fit_rows (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (ADW_IS_PREFERENCES_GROUP (widget))
    fit_group (widget);
  else if (ADW_IS_ACTION_ROW (widget) && !is_expander_head (widget))
    fit_row (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fiel_fit_rows (child);
}
