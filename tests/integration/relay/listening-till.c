/* listening-till.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The till's callback listener as a program, to be attacked: prints its port and target, accepts what comes, and says in
 * the end how much that was and how long its loop was busy at a stretch. Busy is counted in the thread's own time, so
 * that a neighbour on the same machine counts for nothing.
 */

#include "fiel-callback-listener.h"
#include "fiel-system-clock.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static guint n_received;
static gint64 longest_us;

static void
on_received (FielCallbackListener *listener, FielCallback *callback, gpointer user_data)
{
  n_received++;
  fiel_callback_accept (callback);
}

static void
on_stdin (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static gint64
busy_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

int
main (int argc, char *argv[])
{
  g_autoptr (FielClock) clock = fiel_system_clock_new ();
  g_autofree char *token = fiel_callback_token_new ();
  g_autoptr (FielCallbackListener) listener = fiel_callback_listener_new (clock, token);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GError) error = NULL;
  gboolean ended = FALSE;
  char byte;

  g_signal_connect (listener, "received", G_CALLBACK (on_received), NULL);
  if (!fiel_callback_listener_start (listener, FIEL_CALLBACK_LISTENER_DEFAULT_ADDRESS, 0, &error))
    g_error ("%s", error->message);
  g_input_stream_read_async (input, &byte, 1, G_PRIORITY_DEFAULT, NULL, on_stdin, &ended);
  printf ("%u %s\n", fiel_callback_listener_get_port (listener), fiel_callback_listener_get_target (listener));
  fflush (stdout);
  while (!ended)
    {
      gint64 started_us = busy_us ();

      g_main_context_iteration (NULL, TRUE);
      longest_us = MAX (longest_us, busy_us () - started_us);
    }
  printf ("{\"received\": %u, \"longest_ms\": %.3f}\n", n_received, (double) longest_us / 1000);
  return 0;
}
