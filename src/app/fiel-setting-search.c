/* fiel-setting-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-setting-search.h"

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
  GtkWidget *nothing = gtk_label_new (_("No setting is called like that"));

  gtk_widget_add_css_class (nothing, "dim-label");
  g_object_set (nothing, "wrap", TRUE, "margin-top", 18, NULL);
  self->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
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
}

static gboolean
fits (const char *title, const char *text)
{
  g_auto (GStrv) wanted = g_str_tokenize_and_fold (text, NULL, NULL);
  g_autofree char *plain = g_str_to_ascii (title, NULL);
  g_autofree char *folded = g_utf8_casefold (plain, -1);

  for (gsize i = 0; wanted[i] != NULL; i++)
    {
      g_autofree char *word = g_str_to_ascii (wanted[i], NULL);

      if (strstr (folded, word) == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
add_result (FielSettingSearch *self, GtkWidget *target, const char *name, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  Hit *hit = g_new0 (Hit, 1);

  g_object_set (row, "title", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (target)), "subtitle", title,
                "use-markup", FALSE, "activatable", TRUE, NULL);
  hit->target = g_object_ref (target);
  hit->page = g_strdup (name);
  g_ptr_array_add (self->hits, hit);
  gtk_list_box_append (self->list, row);
}

void
fiel_setting_search_add (FielSettingSearch *self, GtkWidget *page, const char *name, const char *title,
                         const char *text)
{
  g_return_if_fail (FIEL_IS_SETTING_SEARCH (self));
  g_return_if_fail (page == NULL || GTK_IS_WIDGET (page));

  if (page == NULL)
    return;
  if (ADW_IS_PREFERENCES_ROW (page) && fits (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (page)), text))
    add_result (self, page, name, title);
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fiel_setting_search_add (self, child, name, title, text);
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
