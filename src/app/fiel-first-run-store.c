/* fiel-first-run-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-store.h"

#include "fiel-profile-error.h"

#include <glib/gi18n.h>

/* FielFirstRunStore: what the store is called and where it is. The country sets currency and numbers; how amounts are
 * typed is shown with an amount, because nobody knows beforehand what "cents first" means. */

struct _FielFirstRunStore
{
  FielFirstRunPage parent_instance;

  /* template children */
  AdwEntryRow *name;
  AdwComboRow *country;
  AdwComboRow *mode;
  GtkLabel *demonstration;
};

G_DEFINE_FINAL_TYPE (FielFirstRunStore, fiel_first_run_store, FIEL_TYPE_FIRST_RUN_PAGE)

/* In the order of the list of the template; as the profile's file calls them. */
static const char *const mode_words[] = { "cents", "decimal" };
static const FielAmountMode modes[] = { FIEL_AMOUNT_MODE_CENTS, FIEL_AMOUNT_MODE_DECIMAL };

static const FielFirstRunCountry *
get_country (FielFirstRunStore *self)
{
  gsize n_countries;
  const FielFirstRunCountry *countries = fiel_first_run_countries (&n_countries);

  return &countries[MIN (adw_combo_row_get_selected (self->country), n_countries - 1)];
}

static gboolean
has_decimals (FielFirstRunStore *self)
{
  return fiel_currency_find (get_country (self)->currency)->digits > 0;
}

static guint
get_mode_index (FielFirstRunStore *self)
{
  return MIN (adw_combo_row_get_selected (self->mode), G_N_ELEMENTS (modes) - 1);
}

static void
update (FielFirstRunStore *self)
{
  FielAmountMode mode = has_decimals (self) ? modes[get_mode_index (self)] : FIEL_AMOUNT_MODE_WHOLE;
  g_autofree char *amount = fiel_first_run_demonstrate (get_country (self), mode);
  g_autofree char *words = NULL;

  /* Translators: digits as one types them, and the amount they make: "1 2 5 0 → $12,50" */
  words = g_strdup_printf (_("Typing %s"), amount);
  gtk_label_set_label (self->demonstration, words);
  gtk_widget_set_visible (GTK_WIDGET (self->mode), has_decimals (self));
}

static void
changed_cb (FielFirstRunStore *self)
{
  fiel_first_run_page_mark (GTK_WIDGET (self->name), FALSE);
  update (self);
}

static void
go_on_cb (FielFirstRunPage *self)
{
  fiel_first_run_page_go_on (self);
}

static void
enter (FielFirstRunPage *page)
{
  FielFirstRunStore *self = FIEL_FIRST_RUN_STORE (page);
  FielProfileDraft *draft = fiel_first_run_page_get_draft (page);
  g_autofree char *code = fiel_profile_draft_get (draft, "store", "country");
  g_autofree char *mode = fiel_profile_draft_get (draft, "till", "amount-mode");
  const FielFirstRunCountry *countries = NULL;
  gsize n_countries;

  countries = fiel_first_run_countries (&n_countries);
  fiel_first_run_page_show_value (page, "store", "name", GTK_EDITABLE (self->name));
  for (guint i = 0; i < n_countries; i++)
    if (g_strcmp0 (countries[i].code, code) == 0)
      adw_combo_row_set_selected (self->country, i);
  for (guint i = 0; i < G_N_ELEMENTS (mode_words); i++)
    if (g_strcmp0 (mode_words[i], mode) == 0)
      adw_combo_row_set_selected (self->mode, i);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static gboolean
write_store (FielFirstRunStore *self, GError **error)
{
  FielProfileDraft *draft = fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self));
  const FielFirstRunCountry *country = get_country (self);
  const char *mode = has_decimals (self) ? mode_words[get_mode_index (self)] : "whole";

  fiel_profile_draft_begin (draft);
  fiel_profile_draft_set (draft, "store", "country", country->code, NULL);
  fiel_profile_draft_set (draft, "store", "currency", country->currency, NULL);
  fiel_profile_draft_set (draft, "till", "amount-mode", mode, NULL);

  return fiel_profile_draft_commit (draft, error);
}

static gboolean
leave (FielFirstRunPage *page, GError **error)
{
  FielFirstRunStore *self = FIEL_FIRST_RUN_STORE (page);
  FielProfileDraft *draft = fiel_first_run_page_get_draft (page);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));

  if (!write_store (self, error)
      || !fiel_first_run_page_require (GTK_WIDGET (self->name),
                                       _("Type the store’s name: it stands on every receipt."), error))
    return FALSE;
  if (fiel_profile_draft_set (draft, "store", "name", name, error))
    return TRUE;

  fiel_first_run_page_mark (GTK_WIDGET (self->name), TRUE);

  return FALSE;
}

static void
fiel_first_run_store_class_init (FielFirstRunStoreClass *klass)
{
  FielFirstRunPageClass *page_class = FIEL_FIRST_RUN_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  page_class->title = N_("Which store is this?");
  page_class->enter = enter;
  page_class->leave = leave;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-first-run-store.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStore, name);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStore, country);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStore, mode);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStore, demonstration);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
}

static void
fiel_first_run_store_init (FielFirstRunStore *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const FielFirstRunCountry *countries = NULL;
  gsize n_countries;

  gtk_widget_init_template (GTK_WIDGET (self));
  countries = fiel_first_run_countries (&n_countries);
  for (gsize i = 0; i < n_countries; i++)
    gtk_string_list_append (names, _(countries[i].name));
  adw_combo_row_set_model (self->country, G_LIST_MODEL (names));
}
