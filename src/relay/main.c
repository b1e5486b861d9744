/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-relay-command.h"
#include "fiel-relay-serve.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <sys/stat.h>

/* fiel-relay: takes providers' callbacks where they can reach it, and tells the tills that ask. */

#define DEFAULT_CONFIG "/etc/fiel-relay.conf"
#define DEFAULT_GRACE_DAYS 7

typedef struct
{
  char *config;   /* owned */
  int grace_days;
  gboolean version;
  char **words;   /* owned */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->config);
  g_strfreev (options->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &options->config,
      /* Translators: what an option says, in --help */
      N_ ("The configuration; else /etc/fiel-relay.conf"), N_ ("FILE") },
    { "grace-days", 0, 0, G_OPTION_ARG_INT, &options->grace_days,
      /* Translators: what an option says, in --help */
      N_ ("How long a rotated address stays good; else 7"),
      /* Translators: value of an option in --help: how many days */
      N_ ("DAYS") },
    /* Translators: what an option does, in --help */
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("Print the version"), NULL },
    /* Translators: in “Usage: fiel-relay …”: what it is to do */
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->words, "", N_ ("COMMAND") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_description (context, fiel_relay_command_get_help ());
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->grace_days >= 0 && options->grace_days <= 365)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--grace-days is a number from 0 to 365"));
  return FALSE;
}

static gboolean
is_serve (char **words)
{
  return words != NULL && g_strv_length (words) == 1 && g_str_equal (words[0], "serve");
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { .grace_days = DEFAULT_GRACE_DAYS };
  g_autoptr (FielRelayConfig) config = NULL;
  g_autoptr (GError) error = NULL;

  umask (0077);
  g_set_prgname ("fiel-relay");
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FIEL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!parse_options (&options, &argc, &argv, &error))
    {
      fprintf (stderr, "fiel-relay: %s\n", error->message);
      return FIEL_RELAY_EXIT_USAGE;
    }
  if (options.version)
    {
      printf ("fiel-relay %s\n", FIEL_VERSION);
      return FIEL_RELAY_EXIT_DONE;
    }
  if (options.words == NULL)
    {
      fprintf (stderr, "fiel-relay: %s\n%s\n", _ ("a command is missing."), fiel_relay_command_get_help ());
      return FIEL_RELAY_EXIT_USAGE;
    }
  config = fiel_relay_config_load (options.config != NULL ? options.config : DEFAULT_CONFIG, &error);
  if (config == NULL)
    {
      fprintf (stderr, "fiel-relay: %s\n", error->message);
      return FIEL_RELAY_EXIT_USAGE;
    }
  return is_serve (options.words) ? fiel_relay_serve_run (config)
                                  : fiel_relay_command_run (config, options.words, options.grace_days);
}
