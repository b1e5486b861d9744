/* fiel-choice-binding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-choice-binding.h"

static gboolean
read_choice (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *nicks = user_data;

  for (guint i = 0; nicks[i] != NULL; i++)
    if (g_str_equal (nicks[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
write_choice (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *nicks = user_data;
  guint chosen = g_value_get_uint (value);

  return chosen < g_strv_length ((char **) nicks) ? g_variant_new_string (nicks[chosen]) : NULL;
}

void
fiel_choice_bind (GSettings *settings, const char *key, AdwComboRow *row, const char *const *nicks)
{
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (key != NULL && nicks != NULL);
  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, read_choice, write_choice,
                                (gpointer) nicks, NULL);
}
