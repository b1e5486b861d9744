/* fiel-ctl-terminals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-state-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* fielctl terminals: asks every terminal how it is and prints each as soon as the answer is there. */

#define PATIENCE_S 60

typedef struct
{
  FielCtlSession *session;   /* (owned) */
  GPtrArray *waiting;        /* (owned) (element-type FielTerminal): not printed yet */
  guint patience;
} Probe;

/* The same as the window says of it. */
static const char *
name_state (FielTerminal *terminal)
{
  FielAttempt *attempt = fiel_terminal_get_attempt (terminal);
  gboolean unresolved = attempt != NULL && fiel_attempt_get_phase (attempt) >= FIEL_ATTEMPT_PHASE_CHECKING;

  return fiel_state_words_availability (fiel_terminal_get_availability (terminal), unresolved);
}

static void
print_terminal (FielCtlSession *session, FielTerminal *terminal)
{
  const char *availability = fiel_enum_nick (FIEL_TYPE_AVAILABILITY, (int) fiel_terminal_get_availability (terminal));
  FielAttempt *attempt = fiel_terminal_get_attempt (terminal);
  const char *attempt_id = attempt != NULL ? fiel_attempt_get_id (attempt) : NULL;

  if (fiel_ctl_session_get_arguments (session)->json)
    {
      JsonObject *object = json_object_new ();

      fiel_ctl_set_text (object, "terminal", fiel_terminal_get_key (terminal));
      fiel_ctl_set_text (object, "name", fiel_terminal_get_name (terminal));
      fiel_ctl_set_text (object, "provider", fiel_terminal_get_provider_name (terminal));
      fiel_ctl_set_text (object, "serial_tail", fiel_terminal_get_serial_tail (terminal));
      fiel_ctl_set_text (object, "availability", availability);
      fiel_ctl_set_text (object, "attempt", attempt_id);
      fiel_ctl_print_json (object);
    }
  else
    fiel_ctl_print ("%-16s  %s  %s  %s  …%s%s%s", fiel_terminal_get_key (terminal), name_state (terminal),
                    fiel_terminal_get_name (terminal), fiel_terminal_get_provider_name (terminal),
                    fiel_terminal_get_serial_tail (terminal), attempt_id != NULL ? "  " : "",
                    attempt_id != NULL ? attempt_id : "");
}

static void on_availability (Probe *probe, GParamSpec *pspec, FielTerminal *terminal);

static void
probe_free (Probe *probe)
{
  fiel_clock_clear_timer (fiel_ctl_session_get_clock (probe->session), &probe->patience);
  for (guint i = 0; i < probe->waiting->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (probe->waiting, i), on_availability, probe);
  g_ptr_array_unref (probe->waiting);
  g_object_unref (probe->session);
  g_free (probe);
}

static void
tell_unreachable (FielCtlSession *session)
{
  GListModel *terminals = fiel_engine_get_terminals (fiel_ctl_session_get_engine (session));

  for (guint i = 0; i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (terminals, i);

      if (fiel_terminal_get_availability (terminal) != FIEL_AVAILABILITY_UNREACHABLE)
        continue;
      fprintf (stderr,
               /* Translators: the path of the store profile. */
               _ ("fielctl: a terminal that is unreachable may be switched off. If all are, the provider did not "
                  "answer or did not let this till in: check the network, base-address and client-id in %s, and the "
                  "secrets (“fielctl secret set”).\n"),
               fiel_profile_get_path (fiel_ctl_session_get_profile (session)));
      return;
    }
}

static void
finish (Probe *probe)
{
  for (guint i = 0; i < probe->waiting->len; i++)
    print_terminal (probe->session, g_ptr_array_index (probe->waiting, i));
  tell_unreachable (probe->session);
  fiel_ctl_session_finish (probe->session, FIEL_CTL_EXIT_DONE);
  probe_free (probe);
}

static void
on_availability (Probe *probe, GParamSpec *pspec, FielTerminal *terminal)
{
  if (fiel_terminal_get_availability (terminal) == FIEL_AVAILABILITY_NOT_CHECKED)
    return;

  print_terminal (probe->session, terminal);
  g_signal_handlers_disconnect_by_func (terminal, on_availability, probe);
  g_ptr_array_remove (probe->waiting, terminal);
  if (probe->waiting->len == 0)
    finish (probe);
}

static void
on_patience_ended (gpointer user_data)
{
  Probe *probe = user_data;

  probe->patience = 0;
  finish (probe);
}

static void
ask (FielCtlSession *session)
{
  FielEngine *engine = fiel_ctl_session_get_engine (session);
  GListModel *terminals = fiel_engine_get_terminals (engine);
  Probe *probe = g_new0 (Probe, 1);

  probe->session = g_object_ref (session);
  probe->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (terminals, i);

      if (fiel_terminal_get_availability (terminal) != FIEL_AVAILABILITY_NOT_CHECKED)
        {
          print_terminal (session, terminal);
          continue;
        }
      g_signal_connect_swapped (terminal, "notify::availability", G_CALLBACK (on_availability), probe);
      g_ptr_array_add (probe->waiting, g_steal_pointer (&terminal));
    }

  if (probe->waiting->len == 0)
    {
      finish (probe);
      return;
    }
  probe->patience = fiel_clock_add_timer (fiel_ctl_session_get_clock (session), PATIENCE_S * G_USEC_PER_SEC,
                                          on_patience_ended, probe);
  fiel_engine_probe_terminals (engine, NULL, TRUE);
}

void
fiel_ctl_terminals (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, ask);
}
