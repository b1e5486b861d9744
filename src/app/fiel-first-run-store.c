/* fiel-first-run-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-store.h"

#include "fiel-announce.h"
#include "fiel-catalog.h"
#include "fiel-entry-row.h"
#include "fiel-own-name.h"
#include "fiel-profile-error.h"
#include "fiel-reveal.h"

#include <glib/gi18n.h>

/* FielFirstRunStore: what the store is called and where it is. The country sets currency and numbers; how amounts are
 * typed is shown with an amount, because nobody knows beforehand what "cents first" means. */

struct _FielFirstRunStore
{
  FielFirstRunPage parent_instance;

  /* template children */
  FielEntryRow *name;
  AdwComboRow *country;
  AdwComboRow *mode;
  GtkLabel *demonstration;
  GtkLabel *imported;

  GtkFileChooserNative *chooser;   /* owned, nullable: while it is open */
};

G_DEFINE_FINAL_TYPE (FielFirstRunStore, fiel_first_run_store, FIEL_TYPE_FIRST_RUN_PAGE)

/* In the order of the list of the template; as the profile's file calls them. */
static const char *const mode_words[] = { "cents", "decimal" };
static const FielAmountMode modes[] = { FIEL_AMOUNT_MODE_CENTS, FIEL_AMOUNT_MODE_DECIMAL };

/* (transfer none): the n-th of those that the provider serves; the last one if there are fewer */
static const FielFirstRunCountry *
find_offered (FielFirstRunStore *self, guint n)
{
  const FielProviderKind *const *kinds
    = fiel_profile_draft_get_kinds (fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self)));
  gsize n_countries;
  const FielFirstRunCountry *countries = fiel_first_run_countries (&n_countries);
  const FielFirstRunCountry *found = countries;

  for (gsize i = 0; i < n_countries; i++)
    if (fiel_catalog_serves (kinds, FIEL_FIRST_RUN_PROVIDER, countries[i].code))
      {
        found = &countries[i];
        if (n-- == 0)
          break;
      }

  return found;
}

static const FielFirstRunCountry *
get_country (FielFirstRunStore *self)
{
  return find_offered (self, adw_combo_row_get_selected (self->country));
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

/* What the provider can do, once. */
static void
fill_countries (FielFirstRunStore *self)
{
  FielProfileDraft *draft = fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self));
  GListModel *names = adw_combo_row_get_model (self->country);
  gsize n_countries;
  const FielFirstRunCountry *countries = fiel_first_run_countries (&n_countries);

  if (g_list_model_get_n_items (names) > 0)
    return;

  for (gsize i = 0; i < n_countries; i++)
    if (fiel_catalog_serves (fiel_profile_draft_get_kinds (draft), FIEL_FIRST_RUN_PROVIDER, countries[i].code))
      gtk_string_list_append (GTK_STRING_LIST (names), _(countries[i].name));
}

static void
enter (FielFirstRunPage *page)
{
  FielFirstRunStore *self = FIEL_FIRST_RUN_STORE (page);
  FielProfileDraft *draft = fiel_first_run_page_get_draft (page);
  g_autofree char *code = fiel_profile_draft_get (draft, "store", "country");
  g_autofree char *mode = fiel_profile_draft_get (draft, "till", "amount-mode");

  fill_countries (self);
  fiel_first_run_page_show_value (page, "store", "name", GTK_EDITABLE (self->name));
  for (guint i = 0; i < g_list_model_get_n_items (adw_combo_row_get_model (self->country)); i++)
    if (g_strcmp0 (find_offered (self, i)->code, code) == 0)
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

/* -- From another till -- */

static void
show_imported (FielFirstRunStore *self, const char *words)
{
  gtk_label_set_label (self->imported, words);
  gtk_widget_set_visible (GTK_WIDGET (self->imported), TRUE);
  fiel_announce (GTK_WIDGET (self), words, FALSE);
  fiel_reveal (GTK_WIDGET (self->imported), GTK_WIDGET (self->imported));
}

void
fiel_first_run_store_import (FielFirstRunStore *self, const char *path)
{
  FielFirstRunPage *page = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FIEL_IS_FIRST_RUN_STORE (self));
  g_return_if_fail (path != NULL);

  page = FIEL_FIRST_RUN_PAGE (self);
  if (!fiel_first_run_state_import (fiel_first_run_page_get_state (page), path, &error))
    {
      show_imported (self, error->message);
      return;
    }

  enter (page);
  show_imported (self, _("Taken over. What is asked next belongs to this till alone."));
  fiel_first_run_page_go_on (page);
}

static void
chosen_cb (FielFirstRunStore *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    fiel_first_run_store_import (self, path);
}

static void
import_cb (FielFirstRunStore *self)
{
  if (self->chooser != NULL)
    return;

  /* Translators: title of a dialog that opens a file */
  self->chooser = gtk_file_chooser_native_new (_("Import Settings"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
fiel_first_run_store_dispose (GObject *object)
{
  g_clear_object (&FIEL_FIRST_RUN_STORE (object)->chooser);

  G_OBJECT_CLASS (fiel_first_run_store_parent_class)->dispose (object);
}

static void
fiel_first_run_store_class_init (FielFirstRunStoreClass *klass)
{
  FielFirstRunPageClass *page_class = FIEL_FIRST_RUN_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_first_run_store_dispose;
  page_class->title = N_("Which store is this?");
  page_class->enter = enter;
  page_class->leave = leave;

  g_type_ensure (FIEL_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-first-run-store.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStore, name);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStore, country);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStore, mode);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStore, demonstration);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStore, imported);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
}

static void
fiel_first_run_store_init (FielFirstRunStore *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name_mnemonics (GTK_WIDGET (self));
}
