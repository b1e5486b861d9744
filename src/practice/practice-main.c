/* practice-main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* fiel-practice-cloud: a cloud to practise and to test with. It prints its base address and serves until it is told to
 * stop, or until its standard input ends if its parent asked for that. */

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "practice-scenario.h"
#include "practice-server.h"
#include "practice-state.h"

#define EXIT_USAGE 2

typedef struct
{
  gint port;
  char *scenario;
  char **settings;
  char *country;
  gint time_scale;
  char *tls_cert;
  char *tls_key;
  char *state;
  gboolean until_stdin_closes;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->scenario);
  g_strfreev (options->settings);
  g_free (options->country);
  g_free (options->tls_cert);
  g_free (options->tls_key);
  g_free (options->state);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port, "Port on loopback; 0 picks a free one", "PORT" },
    { "scenario", 's', 0, G_OPTION_ARG_FILENAME, &options->scenario, "World to serve instead of the built-in one",
      "FILE" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->settings, "Set a switch; may be repeated", "NAME=VALUE" },
    { "country", 'c', 0, G_OPTION_ARG_STRING, &options->country, "Country of the built-in world: cl or ar", "CODE" },
    { "time-scale", 't', 0, G_OPTION_ARG_INT, &options->time_scale, "How many times faster time runs", "N" },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &options->tls_cert, "Serve HTTPS with this certificate (PEM)", "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options->tls_key, "Key of the certificate, if in another file", "FILE" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &options->state, "Keep ledger and operations in this file between runs",
      "FILE" },
    { "until-stdin-closes", 0, 0, G_OPTION_ARG_NONE, &options->until_stdin_closes, "Stop when standard input ends",
      NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("— a payment cloud to practise with");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "“%s” is not understood; options begin with --, see --help", (*argv)[1]);
      return FALSE;
    }
  if (options->port < 0 || options->port > G_MAXUINT16)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--port %d is no port; use a number from 0 to %d",
                 options->port, G_MAXUINT16);
  else if (options->time_scale < 0 || options->time_scale > PRACTICE_TIME_MAX_SCALE)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "--time-scale %d is not possible; use a whole number from 1 to %d", options->time_scale,
                 PRACTICE_TIME_MAX_SCALE);
  else if (options->tls_key != NULL && options->tls_cert == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         "--tls-key needs --tls-cert; name the certificate too");
  else
    return TRUE;
  return FALSE;
}

static gboolean
apply_settings (PracticeWorld *world, char **settings, GError **error)
{
  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (settings[i], "=", 2);

      if (g_strv_length (parts) != 2)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--set %s is not understood; write NAME=VALUE",
                       settings[i]);
          return FALSE;
        }
      if (!practice_switches_set (world->switches, parts[0], parts[1], error))
        {
          g_prefix_error (error, "--set %s: ", settings[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static PracticeWorld *
make_world (const Options *options, GError **error)
{
  PracticeCountry country = PRACTICE_COUNTRY_CL;
  g_autoptr (PracticeWorld) world = NULL;

  if (options->country != NULL && !practice_country_parse (options->country, &country))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--country %s is not known; use cl or ar",
                   options->country);
      return NULL;
    }

  world = practice_world_new (country);
  practice_world_add_built_in (world);
  if (options->scenario != NULL && !practice_scenario_load (world, options->scenario, error))
    {
      g_prefix_error (error, "--scenario: ");
      return NULL;
    }
  if (!apply_settings (world, options->settings, error))
    return NULL;
  if (options->time_scale > 0)
    practice_time_set_scale (world->time, (guint)options->time_scale);
  return g_steal_pointer (&world);
}

static gboolean
load_certificate (const Options *options, GTlsCertificate **certificate, GError **error)
{
  if (options->tls_cert == NULL)
    return TRUE;
  if (options->tls_key != NULL)
    *certificate = g_tls_certificate_new_from_files (options->tls_cert, options->tls_key, error);
  else
    *certificate = g_tls_certificate_new_from_file (options->tls_cert, error);
  if (*certificate == NULL)
    g_prefix_error (error, "--tls-cert %s: ", options->tls_cert);
  return *certificate != NULL;
}

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_stdin_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GMainLoop *loop = user_data;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    g_main_loop_quit (loop);
  else
    g_input_stream_read_bytes_async (G_INPUT_STREAM (source), 4096, G_PRIORITY_DEFAULT, NULL, on_stdin_read, loop);
}

/* Whoever reads the address may send a signal at once, so it is printed when signals are listened for. */
static void
serve (const char *base, gboolean until_stdin_closes)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, loop);
  guint terminate = g_unix_signal_add (SIGTERM, on_signal, loop);

  if (until_stdin_closes)
    g_input_stream_read_bytes_async (input, 4096, G_PRIORITY_DEFAULT, NULL, on_stdin_read, loop);
  printf ("%s\nControl: %scontrol/\n", base, base);
  fflush (stdout);
  g_main_loop_run (loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

static int
fail (const GError *error)
{
  fprintf (stderr, "fiel-practice-cloud: %s\n", error->message);
  return EXIT_USAGE;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (PracticeWorld) world = NULL;
  g_autoptr (PracticeState) state = NULL;
  g_autoptr (PracticeServer) server = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;

  setlocale (LC_ALL, "");
  if (!parse_options (&options, &argc, &argv, &error) || !load_certificate (&options, &certificate, &error))
    return fail (error);
  world = make_world (&options, &error);
  if (world == NULL)
    return fail (error);

  if (options.state != NULL)
    state = practice_state_new (world, options.state);
  server = practice_server_new (world, certificate);
  base = practice_server_listen (server, (guint16)options.port, &error);
  if (base == NULL)
    {
      g_prefix_error (&error, "--port %d: ", options.port);
      return fail (error);
    }

  serve (base, options.until_stdin_closes);
  if (state != NULL)
    practice_state_save (state);
  return EXIT_SUCCESS;
}
