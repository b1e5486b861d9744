/* fiel-first-run-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-keys.h"

#include <glib/gi18n.h>

/* FielFirstRunKeys: the six keys a cashier needs. Going on writes the profile. */

struct _FielFirstRunKeys
{
  FielFirstRunPage parent_instance;

  /* template children */
  AdwPreferencesGroup *list;
};

G_DEFINE_FINAL_TYPE (FielFirstRunKeys, fiel_first_run_keys, FIEL_TYPE_FIRST_RUN_PAGE)

typedef struct
{
  const char *key;
  const char *meaning;
} Row;

static const Row rows[] = {
  /* Translators: names of keys, as printed on them */
  { N_("Digits, then Enter"), N_("Type the amount and charge it") },
  { N_("F4"), N_("Choose the terminal") },
  { N_("F5"), N_("Ask what became of a payment, or how the terminal is") },
  { N_("F3"), N_("Return money") },
  { N_("F9"), N_("Close the shift") },
  { N_("Esc"), N_("Go back, without harm") },
};

static void
add_row (FielFirstRunKeys *self, const Row *row)
{
  GtkWidget *action_row = adw_action_row_new ();
  GtkWidget *key = gtk_label_new (_(row->key));
  g_autofree char *spoken = g_strdup_printf ("%s: %s", _(row->key), _(row->meaning));

  gtk_widget_add_css_class (key, "fiel-keycap");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (key), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (key), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (key), GTK_JUSTIFY_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (action_row), _(row->meaning));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (action_row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (action_row), key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (action_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  adw_preferences_group_add (self->list, action_row);
}

static void
enter (FielFirstRunPage *page)
{
}

static gboolean
leave (FielFirstRunPage *page, GError **error)
{
  return TRUE;
}

static char *
dup_next_label (FielFirstRunPage *page)
{
  return g_strdup (fiel_first_run_state_get_connects (fiel_first_run_page_get_state (page)) ? _("Start Selling")
                                                                                            : _("Start Practising"));
}

static void
fiel_first_run_keys_class_init (FielFirstRunKeysClass *klass)
{
  FielFirstRunPageClass *page_class = FIEL_FIRST_RUN_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  page_class->title = N_("The keys to remember");
  page_class->enter = enter;
  page_class->leave = leave;
  page_class->dup_next_label = dup_next_label;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-first-run-keys.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunKeys, list);
}

static void
fiel_first_run_keys_init (FielFirstRunKeys *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    add_row (self, &rows[i]);
}
