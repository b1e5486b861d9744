/* fiel-first-run-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-language.h"

#include "fiel-language.h"

#include <glib/gi18n.h>

/* FielFirstRunLanguage: in which language the till speaks. Each is written in itself. */

struct _FielFirstRunLanguage
{
  FielFirstRunPage parent_instance;

  GPtrArray *checks;          /* owned, of GtkCheckButton (unowned), as in the table */

  /* template children */
  AdwPreferencesGroup *list;
};

enum
{
  LANGUAGE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielFirstRunLanguage, fiel_first_run_language, FIEL_TYPE_FIRST_RUN_PAGE)

static void
toggled_cb (FielFirstRunLanguage *self, GtkCheckButton *check)
{
  const FielLanguage *languages = NULL;
  g_autofree char *chosen = fiel_language_dup_chosen ();
  gsize n_languages;
  guint index;

  if (!gtk_check_button_get_active (check) || !g_ptr_array_find (self->checks, check, &index))
    return;

  languages = fiel_language_table (&n_languages);
  if (g_strcmp0 (chosen, languages[index].code) == 0)
    return;

  fiel_language_choose (languages[index].code);
  g_signal_emit (self, signals[LANGUAGE_CHANGED], 0);
}

static void
add_language (FielFirstRunLanguage *self, const FielLanguage *language)
{
  /* Translators: a choice: the language that the computer uses */
  const char *name = language->name != NULL ? language->name : _("As the system");
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->checks, 0));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_ptr_array_add (self->checks, check);
  adw_preferences_group_add (self->list, row);
}

static void
enter (FielFirstRunPage *page)
{
  FielFirstRunLanguage *self = FIEL_FIRST_RUN_LANGUAGE (page);
  g_autofree char *chosen = fiel_language_dup_chosen ();
  const FielLanguage *languages = NULL;
  gsize n_languages;

  languages = fiel_language_table (&n_languages);
  for (guint i = 0; i < n_languages; i++)
    if (g_strcmp0 (languages[i].code, chosen) == 0)
      {
        gtk_check_button_set_active (g_ptr_array_index (self->checks, i), TRUE);
        gtk_widget_grab_focus (g_ptr_array_index (self->checks, i));
      }
}

static gboolean
leave (FielFirstRunPage *page, GError **error)
{
  return TRUE;
}

static void
fiel_first_run_language_finalize (GObject *object)
{
  g_ptr_array_unref (FIEL_FIRST_RUN_LANGUAGE (object)->checks);

  G_OBJECT_CLASS (fiel_first_run_language_parent_class)->finalize (object);
}

static void
fiel_first_run_language_class_init (FielFirstRunLanguageClass *klass)
{
  FielFirstRunPageClass *page_class = FIEL_FIRST_RUN_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fiel_first_run_language_finalize;
  /* Translators: question (title of a page) */
  page_class->title = N_("In which language?");
  page_class->enter = enter;
  page_class->leave = leave;

  signals[LANGUAGE_CHANGED] = g_signal_new ("language-changed", FIEL_TYPE_FIRST_RUN_LANGUAGE, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/fielpos/Fiel/ui/fiel-first-run-language.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunLanguage, list);
}

static void
fiel_first_run_language_init (FielFirstRunLanguage *self)
{
  const FielLanguage *languages = NULL;
  gsize n_languages;

  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  languages = fiel_language_table (&n_languages);
  for (gsize i = 0; i < n_languages; i++)
    add_language (self, &languages[i]);
  for (guint i = 0; i < self->checks->len; i++)
    g_signal_connect_object (g_ptr_array_index (self->checks, i), "toggled", G_CALLBACK (toggled_cb), self,
                             G_CONNECT_SWAPPED);
}
