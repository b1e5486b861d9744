/* fiel-relay-serve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-relay-serve.h"

#include "fiel-relay-command.h"
#include "fiel-relay-health.h"
#include "fiel-relay-lock.h"
#include "fiel-relay-server.h"
#include "fiel-system-clock.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

/* From the start to the end of a relay that serves. What it listens on is said on standard output, for whoever started
 * it; what happens is in the log, on standard error. */

/* For answers that are on their way when everything is kept. */
#define LAST_WORDS_US (G_USEC_PER_SEC / 2)

typedef struct
{
  FielClock *clock;        /* owned */
  FielRelayServer *server; /* owned */
  FielRelayHealth *health; /* owned */
  GMainLoop *loop;         /* owned */
  guint timer;
  gboolean finishing;
} Serving;

static void
serving_clear (Serving *serving)
{
  fiel_clock_clear_timer (serving->clock, &serving->timer);
  g_clear_object (&serving->health);
  g_clear_object (&serving->server);
  g_clear_object (&serving->clock);
  g_clear_pointer (&serving->loop, g_main_loop_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Serving, serving_clear)

static gboolean
on_signal (gpointer user_data)
{
  Serving *serving = user_data;

  if (!serving->finishing)
    {
      g_message ("Told to end: what came is kept first");
      fiel_relay_server_finish (serving->server);
    }
  serving->finishing = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
on_last_words (gpointer user_data)
{
  Serving *serving = user_data;

  serving->timer = 0;
  g_main_loop_quit (serving->loop);
}

static void
on_finished (FielRelayServer *server, gpointer user_data)
{
  Serving *serving = user_data;

  serving->timer = fiel_clock_add_timer (serving->clock, LAST_WORDS_US, on_last_words, serving);
}

/* Each connection is a descriptor and its deadline another. */
static void
raise_limits (const FielRelayConfig *config)
{
  struct rlimit limit;

  /* A file that may not grow is an error to be told, not the end. */
  signal (SIGXFSZ, SIG_IGN);
  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

static gboolean
start (Serving *serving, const FielRelayConfig *config, GError **error)
{
  if (!fiel_relay_server_start (serving->server, config, error))
    return FALSE;
  if (config->health == NULL)
    return TRUE;
  serving->health = fiel_relay_health_new (serving->clock, serving->server);
  return fiel_relay_health_start (serving->health, config->health, config->health_port, error);
}

static void
serve (Serving *serving)
{
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, serving);
  guint terminate = g_unix_signal_add (SIGTERM, on_signal, serving);

  /* Whoever reads this may send a signal at once, so it is printed when signals are listened for. */
  printf ("listen %u\n", fiel_relay_server_get_port (serving->server));
  if (serving->health != NULL)
    printf ("health %u\n", fiel_relay_health_get_port (serving->health));
  fflush (stdout);
  g_main_loop_run (serving->loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

int
fiel_relay_serve_run (const FielRelayConfig *config)
{
  g_auto (Serving) serving = {
    .clock = fiel_system_clock_new (),
    .loop = g_main_loop_new (NULL, FALSE),
  };
  g_autoptr (FielRelayLock) lock = NULL;
  g_autoptr (GError) error = NULL;

  raise_limits (config);
  serving.server = fiel_relay_server_new (serving.clock);
  g_signal_connect (serving.server, "finished", G_CALLBACK (on_finished), &serving);
  lock = fiel_relay_lock_take (config->store, &error);
  if (lock == NULL || !start (&serving, config, &error))
    {
      fprintf (stderr, "fiel-relay: %s\n", error->message);
      return FIEL_RELAY_EXIT_TROUBLE;
    }
  g_message ("Serving from %s on %s, port %u", config->store, config->listen,
             fiel_relay_server_get_port (serving.server));
  serve (&serving);
  g_message ("Ended");
  return FIEL_RELAY_EXIT_DONE;
}
