/* fiel-country-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-country-row.h"

#include "fiel-announce.h"
#include "fiel-catalog.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static const struct
{
  const char *code;
  const char *currency;
  const char *name;
} countries[] = {
  /* Translators: a country and its currency */
  { "ar", "ARS", N_("Argentina (ARS)") },
  /* Translators: a country and its currency */
  { "br", "BRL", N_("Brazil (BRL)") },
  /* Translators: a country and its currency */
  { "cl", "CLP", N_("Chile (CLP)") },
  /* Translators: a country and its currency */
  { "mx", "MXN", N_("Mexico (MXN)") },
  /* Translators: a country and its currency */
  { "py", "PYG", N_("Paraguay (PYG)") },
  /* Translators: a country and its currency */
  { "uy", "UYU", N_("Uruguay (UYU)") },
};

static const struct
{
  const char *group;
  const char *key;
} amounts[] = {
  { "till", "max-sale" },     { "till", "cashier-max-sale" }, { "till", "quick-amounts" },
  { "till", "return-limit" }, { "till", "return-without-original-limit" },
  { "shift", "cash-difference-limit" },
};

struct _FielCountryRow
{
  AdwComboRow parent_instance;

  FielSettings *settings;   /* owned */
  guint offered[G_N_ELEMENTS (countries)];   /* which ones, in the order of the list */
  guint n_offered;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (FielCountryRow, fiel_country_row, ADW_TYPE_COMBO_ROW)

/* -- Another country -- */

/* So many whole units as before; what is too large for the new currency is the most there is. */
static char *
scale (const char *value, int digits)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gint64 minor = g_ascii_strtoll (parts[i], NULL, 10);

      for (int d = 0; d < digits; d++)
        minor = MIN (minor * 10, FIEL_MONEY_MAX_MINOR);
      for (int d = 0; d > digits; d--)
        minor = (minor + 9) / 10;
      g_free (parts[i]);
      parts[i] = g_strdup_printf ("%" PRId64, minor);
    }

  return g_strjoinv (",", parts);
}

static void
scale_amounts (FielProfileDraft *draft, int digits)
{
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *before = fiel_profile_draft_get (draft, amounts[i].group, amounts[i].key);
      g_autofree char *after = before != NULL ? scale (before, digits) : NULL;

      if (after != NULL)
        fiel_profile_draft_set (draft, amounts[i].group, amounts[i].key, after, NULL);
    }
}

gboolean
fiel_country_row_put (FielProfileDraft *draft, const char *country, GError **error)
{
  g_autofree char *code = NULL;
  const FielCurrency *before = NULL;
  const FielCurrency *after = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (draft), FALSE);
  g_return_val_if_fail (country != NULL, FALSE);

  code = fiel_profile_draft_get (draft, "store", "currency");
  before = code != NULL ? fiel_currency_find (code) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_str_equal (countries[i].code, country))
      after = fiel_currency_find (countries[i].currency);
  g_return_val_if_fail (after != NULL, FALSE);

  fiel_profile_draft_begin (draft);
  fiel_profile_draft_set (draft, "store", "country", country, NULL);
  fiel_profile_draft_set (draft, "store", "currency", after->code, NULL);
  if (before != NULL && before->digits != after->digits)
    {
      fiel_profile_draft_set (draft, "till", "amount-mode", NULL, NULL);
      scale_amounts (draft, after->digits - before->digits);
    }

  return fiel_profile_draft_commit (draft, error);
}

/* -- The row -- */

static char *
get_country (FielCountryRow *self)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);

  return draft != NULL ? fiel_profile_draft_get (draft, "store", "country") : NULL;
}

static gboolean
is_served (FielCountryRow *self, const char *country)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  g_auto (GStrv) providers = draft != NULL ? fiel_profile_draft_list_groups (draft, "provider") : NULL;

  for (gsize i = 0; providers != NULL && providers[i] != NULL; i++)
    {
      g_autofree char *group = g_strconcat ("provider ", providers[i], NULL);
      g_autofree char *kind = fiel_profile_draft_get (draft, group, "kind");

      if (!fiel_catalog_serves (fiel_settings_get_kinds (self->settings), kind, country))
        return FALSE;
    }

  return TRUE;
}

/* What every provider of the store can do, as in the assistant, and what is chosen already. */
static GListModel *
make_list (FielCountryRow *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autofree char *chosen = get_country (self);

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_strcmp0 (countries[i].code, chosen) == 0 || is_served (self, countries[i].code))
      {
        self->offered[self->n_offered++] = i;
        gtk_string_list_append (names, _(countries[i].name));
      }

  return G_LIST_MODEL (names);
}

static void
refresh (FielCountryRow *self)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  g_autofree char *country = get_country (self);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->n_offered; i++)
    if (g_strcmp0 (countries[self->offered[i]].code, country) == 0)
      selected = i;
  self->updating = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->updating = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), draft != NULL);
}

static void
show_reason (FielCountryRow *self, const char *reason)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               reason != NULL ? reason
                                              : _("Decides the currency, how figures are written and how amounts are "
                                                  "typed; limits stay the same number of whole units"));
  if (reason != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      fiel_announce (GTK_WIDGET (self), reason, FALSE);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               reason != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
chosen_cb (FielCountryRow *self)
{
  const guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  const char *chosen = selected < self->n_offered ? countries[self->offered[selected]].code : NULL;
  g_autofree char *country = get_country (self);
  g_autoptr (GError) error = NULL;

  /* The row tells of what refresh() chose, too, some of it late. */
  if (self->updating || draft == NULL || chosen == NULL || g_strcmp0 (chosen, country) == 0)
    return;

  if (!fiel_country_row_put (draft, chosen, &error))
    {
      refresh (self);
      show_reason (self, fiel_profile_error_get_reason (error));
      return;
    }

  show_reason (self, NULL);
  fiel_settings_save (self->settings);
  fiel_settings_rebuild (self->settings);
}

static void
fiel_country_row_finalize (GObject *object)
{
  g_clear_object (&FIEL_COUNTRY_ROW (object)->settings);

  G_OBJECT_CLASS (fiel_country_row_parent_class)->finalize (object);
}

static void
fiel_country_row_class_init (FielCountryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_country_row_finalize;
}

static void
fiel_country_row_init (FielCountryRow *self)
{
}

GtkWidget *
fiel_country_row_new (FielSettings *settings)
{
  FielCountryRow *self = NULL;
  g_autoptr (GListModel) names = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);

  /* Translators: title of a setting */
  self = g_object_new (FIEL_TYPE_COUNTRY_ROW, "title", _("Country and currency"), "use-markup", FALSE,
                       "subtitle-lines", 0, NULL);
  self->settings = g_object_ref (settings);
  names = make_list (self);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), names);
  show_reason (self, NULL);
  refresh (self);
  g_signal_connect (self, "notify::selected", G_CALLBACK (chosen_cb), NULL);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
