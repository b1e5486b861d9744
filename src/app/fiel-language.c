/* fiel-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-language.h"

#include <gtk/gtk.h>
#include <locale.h>

#define KEY "language"

/* The languages Fiel speaks, in the words of gettext. */
static const FielLanguage languages[] = {
  { "", NULL },
  { "es", "Español" },
  { "pt_BR", "Português (Brasil)" },
  { "en", "English" },
};

/* Locales that gettext looks at LANGUAGE in, as far as they are installed; which one does not matter. */
static const char *const locales[] = {
  "es_CL.UTF-8", "es_AR.UTF-8", "es_UY.UTF-8", "es_MX.UTF-8", "es_ES.UTF-8", "pt_BR.UTF-8", "en_US.UTF-8", "C.UTF-8",
};

/* What the environment said before anything was chosen. */
static char *system_language;
static gboolean system_known;
/* Where it cannot be kept, it is remembered until the program ends. */
static char *chosen_language;

const FielLanguage *
fiel_language_table (gsize *n_languages)
{
  *n_languages = G_N_ELEMENTS (languages);

  return languages;
}

/* (transfer full) (nullable): in a build tree the schema may not be installed, or be an older one. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, FIEL_APPLICATION_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, KEY))
    return NULL;

  return g_settings_new (FIEL_APPLICATION_ID);
}

char *
fiel_language_dup_chosen (void)
{
  g_autoptr (GSettings) settings = open_settings ();

  if (settings != NULL)
    return g_settings_get_string (settings, KEY);

  return g_strdup (chosen_language != NULL ? chosen_language : "");
}

/* Whether gettext leaves every text as it is, whatever LANGUAGE says: in C, and with newer C libraries in C.UTF-8. */
static gboolean
is_untranslated (const char *locale)
{
  return g_str_equal (locale, "C") || g_str_equal (locale, "POSIX") || g_str_has_prefix (locale, "C.");
}

/* gettext forgets what it found before when the locale is set again. */
static void
set_locale (gboolean chosen)
{
  setlocale (LC_MESSAGES, "");
  for (gsize i = 0; chosen && i < G_N_ELEMENTS (locales) && is_untranslated (setlocale (LC_MESSAGES, NULL)); i++)
    setlocale (LC_MESSAGES, locales[i]);
}

static void
apply (const char *code)
{
  if (!system_known)
    {
      system_language = g_strdup (g_getenv ("LANGUAGE"));
      system_known = TRUE;
    }

  if (*code != '\0')
    g_setenv ("LANGUAGE", code, TRUE);
  else if (system_language != NULL)
    g_setenv ("LANGUAGE", system_language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  set_locale (*code != '\0');
}

void
fiel_language_apply_chosen (void)
{
  g_autofree char *code = fiel_language_dup_chosen ();

  /* GTK would set the locale as the environment has it once more. */
  gtk_disable_setlocale ();
  if (*code != '\0')
    apply (code);
}

void
fiel_language_choose (const char *code)
{
  g_autoptr (GSettings) settings = open_settings ();

  g_return_if_fail (code != NULL);

  if (settings != NULL)
    g_settings_set_string (settings, KEY, code);
  g_free (chosen_language);
  chosen_language = g_strdup (code);
  apply (code);
}
