/* fiel-setting-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-setting-search.h"

#include "fiel-row-press.h"
#include "fiel-setting-row.h"
#include "fiel-setting-words.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * Hit: a row of the settings, and where it is.
 */
typedef struct
{
  GtkWidget *target;    /* owned: it may go away before the list does */
  char *page;           /* owned */
} Hit;

static void
hit_free (Hit *hit)
{
  g_object_unref (hit->target);
  g_free (hit->page);
  g_free (hit);
}

struct _FielSettingSearch
{
  GtkWidget parent_instance;

  GtkListBox *list;     /* unowned: a child */
  GPtrArray *hits;      /* owned: of Hit, one for each row */
  guint n_first;        /* the first of them: what is called as somebody wants */
};

G_DEFINE_FINAL_TYPE (FielSettingSearch, fiel_setting_search, GTK_TYPE_WIDGET)

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
chosen_cb (FielSettingSearch *self, GtkListBoxRow *row)
{
  const Hit *hit = g_ptr_array_index (self->hits, gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[FOUND], 0, hit->page, hit->target);
}

static void
fiel_setting_search_dispose (GObject *object)
{
  FielSettingSearch *self = FIEL_SETTING_SEARCH (object);

  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->list)));

  G_OBJECT_CLASS (fiel_setting_search_parent_class)->dispose (object);
}

static void
fiel_setting_search_finalize (GObject *object)
{
  g_ptr_array_unref (FIEL_SETTING_SEARCH (object)->hits);

  G_OBJECT_CLASS (fiel_setting_search_parent_class)->finalize (object);
}

static void
fiel_setting_search_class_init (FielSettingSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_setting_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = fiel_setting_search_finalize;

  signals[FOUND] = g_signal_new ("found", FIEL_TYPE_SETTING_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, GTK_TYPE_WIDGET);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_setting_search_init (FielSettingSearch *self)
{
  GtkWidget *nothing = gtk_label_new (_("Nothing found. Try another word for it."));

  gtk_widget_add_css_class (nothing, "dim-label");
  g_object_set (nothing, "wrap", TRUE, "margin-top", 18, NULL);
  self->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  /* Translators: spoken name of the list of settings that fit a search */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Settings found"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (chosen_cb), self);
}

void
fiel_setting_search_clear (FielSettingSearch *self)
{
  GtkListBoxRow *row = NULL;

  g_return_if_fail (FIEL_IS_SETTING_SEARCH (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->hits, 0);
  self->n_first = 0;
}

/* Case and accents aside. */
static char *
fold (const char *text)
{
  g_autofree char *plain = g_str_to_ascii (text, NULL);

  return g_utf8_casefold (plain, -1);
}

static gboolean
holds (const char *text, const char *wanted)
{
  g_auto (GStrv) words = g_str_tokenize_and_fold (wanted, NULL, NULL);
  g_autofree char *folded = fold (text);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_str_to_ascii (words[i], NULL);

      if (strstr (folded, word) == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
append_words (GString *words, const char *text)
{
  if (text != NULL)
    g_string_append_printf (words, " %s", text);
}

static void
append_choices (GString *words, GListModel *choices)
{
  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (GObject) choice = g_list_model_get_item (choices, i);

      if (GTK_IS_STRING_OBJECT (choice))
        append_words (words, gtk_string_object_get_string (GTK_STRING_OBJECT (choice)));
    }
}

/* What can be read in a row and what can be chosen there, but not the rows within it. */
static void
append_row (GString *words, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    append_words (words, gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_DROP_DOWN (widget))
    append_choices (words, gtk_drop_down_get_model (GTK_DROP_DOWN (widget)));
  else if (ADW_IS_COMBO_ROW (widget))
    append_choices (words, adw_combo_row_get_model (ADW_COMBO_ROW (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!ADW_IS_PREFERENCES_ROW (child) && gtk_widget_get_visible (child))
      append_row (words, child);
}

static char *
describe_row (GtkWidget *row)
{
  GString *words = g_string_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

  append_row (words, row);
  if (FIEL_IS_SETTING_ROW (row))
    append_words (words, fiel_setting_words_get (fiel_setting_row_get_group (FIEL_SETTING_ROW (row)),
                                                 fiel_setting_row_get_key (FIEL_SETTING_ROW (row))));
  if (group != NULL)
    append_words (words, adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)));

  return g_string_free (words, FALSE);
}

static void
add_result (FielSettingSearch *self, GtkWidget *target, const char *name, const char *title, const char *subtitle,
            gboolean first)
{
  GtkWidget *row = adw_action_row_new ();
  Hit *hit = g_new0 (Hit, 1);
  const int at = first ? (int) self->n_first++ : -1;

  g_object_set (row, "title", title, "subtitle", subtitle, "use-markup", FALSE, "activatable", TRUE, NULL);
  hit->target = g_object_ref (target);
  hit->page = g_strdup (name);
  g_ptr_array_insert (self->hits, at, hit);
  fiel_row_press_offer (row);
  gtk_list_box_insert (self->list, row, at);
}

/* What is called so comes before what only speaks of it. */
static void
add_row (FielSettingSearch *self, GtkWidget *row, const char *name, const char *page_title, const char *text)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *words = NULL;

  if (*title == '\0')
    return;

  words = describe_row (row);
  if (holds (words, text))
    add_result (self, row, name, title, page_title, holds (title, text));
}

static void
add_rows (FielSettingSearch *self, GtkWidget *widget, const char *name, const char *title, const char *text)
{
  if (ADW_IS_PREFERENCES_ROW (widget))
    add_row (self, widget, name, title, text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      add_rows (self, child, name, title, text);
}

void
fiel_setting_search_add (FielSettingSearch *self, GtkWidget *page, const char *name, const char *title,
                         const char *text)
{
  const char *others = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (FIEL_IS_SETTING_SEARCH (self));
  g_return_if_fail (page == NULL || GTK_IS_WIDGET (page));

  if (page == NULL)
    return;

  others = fiel_setting_words_get_page (name);
  words = g_strconcat (title, " ", others, NULL);
  if (holds (words, text))
    add_result (self, page, name, title, C_("a page of the settings was found", "Page"), holds (title, text));
  add_rows (self, page, name, title, text);
}

void
fiel_setting_search_activate_first (FielSettingSearch *self)
{
  GtkListBoxRow *row = NULL;

  g_return_if_fail (FIEL_IS_SETTING_SEARCH (self));

  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    chosen_cb (self, row);
}
