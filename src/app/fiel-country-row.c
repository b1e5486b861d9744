/* fiel-country-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-country-row.h"

#include "fiel-announce.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static const struct
{
  const char *code;
  const char *currency;
  const char *name;
} countries[] = {
  { "ar", "ARS", N_("Argentina (ARS)") }, { "br", "BRL", N_("Brazil (BRL)") },
  { "cl", "CLP", N_("Chile (CLP)") },     { "mx", "MXN", N_("Mexico (MXN)") },
  { "py", "PYG", N_("Paraguay (PYG)") },  { "uy", "UYU", N_("Uruguay (UYU)") },
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

static void
refresh (FielCountryRow *self)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);
  g_autofree char *country = draft != NULL ? fiel_profile_draft_get (draft, "store", "country") : NULL;
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_strcmp0 (countries[i].code, country) == 0)
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
  g_autofree char *country = draft != NULL ? fiel_profile_draft_get (draft, "store", "country") : NULL;
  g_autoptr (GError) error = NULL;

  /* The row tells of what refresh() chose, too, some of it late. */
  if (self->updating || selected >= G_N_ELEMENTS (countries) || g_strcmp0 (countries[selected].code, country) == 0)
    return;

  if (!fiel_country_row_put (draft, countries[selected].code, &error))
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
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    gtk_string_list_append (names, _(countries[i].name));
  self = g_object_new (FIEL_TYPE_COUNTRY_ROW, "title", _("Country and currency"), "use-markup", FALSE,
                       "subtitle-lines", 0, "model", names, NULL);
  self->settings = g_object_ref (settings);
  show_reason (self, NULL);
  refresh (self);
  g_signal_connect (self, "notify::selected", G_CALLBACK (chosen_cb), NULL);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
