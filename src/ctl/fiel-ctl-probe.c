/* fiel-ctl-probe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"

#include "fiel-practice-process.h"
#include "fiel-probe.h"
#include "fiel-state-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* fielctl probe: tries the way to a provider step by step and prints each step when it is over. It needs no journal, so
 * it works beside a till that is open; in training it has a practice cloud of its own. */

typedef struct
{
  FielCtlSession *session;        /* owned */
  FielProbe *probe;               /* owned, nullable */
  FielPracticeProcess *practice;  /* owned, nullable */
} Run;

static void
run_free (Run *run)
{
  if (run->practice != NULL)
    fiel_practice_process_stop (run->practice);
  g_clear_object (&run->practice);
  g_clear_object (&run->probe);
  g_object_unref (run->session);
  g_free (run);
}

static void
print_step (FielCtlSession *session, FielProbeStep *step)
{
  const char *kind = fiel_enum_nick (FIEL_TYPE_PROBE_STEP_KIND, (int) fiel_probe_step_get_kind (step));
  const char *state = fiel_enum_nick (FIEL_TYPE_PROBE_STEP_STATE, (int) fiel_probe_step_get_state (step));
  const char *trouble = fiel_enum_nick (FIEL_TYPE_TROUBLE, (int) fiel_probe_step_get_trouble (step));
  const char *message = fiel_probe_step_get_message (step);
  gint64 ms = fiel_probe_step_get_duration_us (step) / 1000;
  gboolean tried = fiel_probe_step_get_state (step) != FIEL_PROBE_STEP_SKIPPED;

  if (fiel_ctl_session_get_arguments (session)->json)
    {
      JsonObject *object = json_object_new ();

      fiel_ctl_set_text (object, "step", kind);
      fiel_ctl_set_text (object, "state", state);
      if (tried)
        json_object_set_int_member (object, "ms", ms);
      fiel_ctl_set_text (object, "trouble", fiel_probe_step_get_trouble (step) != FIEL_TROUBLE_NONE ? trouble : NULL);
      fiel_ctl_set_text (object, "message", message);
      fiel_ctl_print_json (object);
    }
  else
    {
      g_autofree char *time = tried ? g_strdup_printf ("%" G_GINT64_FORMAT " ms", ms) : g_strdup ("");

      fiel_ctl_print ("%9s  %s: %s%s%s", time, fiel_probe_step_get_title (step),
                      fiel_state_words_probe_step (fiel_probe_step_get_state (step)), message != NULL ? " · " : "",
                      message != NULL ? message : "");
    }
}

static void
on_state (FielProbeStep *step, GParamSpec *pspec, gpointer user_data)
{
  Run *run = user_data;
  FielProbeStepState state = fiel_probe_step_get_state (step);

  if (state != FIEL_PROBE_STEP_WAITING && state != FIEL_PROBE_STEP_RUNNING)
    print_step (run->session, step);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  gboolean passed = fiel_probe_run_finish (FIEL_PROBE (source), result);

  if (fiel_ctl_session_is_interrupted (run->session))
    /* Translators: somebody stopped the program */
    fiel_ctl_session_fail (run->session, FIEL_CTL_EXIT_TROUBLE, _ ("interrupted."));
  else
    fiel_ctl_session_finish (run->session, passed ? FIEL_CTL_EXIT_DONE : FIEL_CTL_EXIT_TROUBLE);
  run_free (run);
}

/* The probe is stopped by the session's cancellable, and ends the command then. */
static void
on_interrupted (FielCtlSession *session)
{
}

/* Takes @run. */
static void
probe (Run *run)
{
  FielCtlSession *session = run->session;
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielProfile *profile = fiel_ctl_session_get_profile (session);
  GListModel *steps = NULL;

  run->probe = fiel_probe_new_for_profile (profile, arguments->words[0], arguments->terminal,
                                           fiel_ctl_session_get_kinds (session), fiel_ctl_session_get_clock (session),
                                           fiel_ctl_session_get_secrets (session));
  if (run->probe == NULL)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                             /* Translators: the path of the store profile. */
                             _ ("%s has no such provider, or no such terminal of it. Use the names of its groups."),
                             fiel_profile_get_path (profile));
      run_free (run);
      return;
    }

  steps = fiel_probe_get_steps (run->probe);
  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (FielProbeStep) step = g_list_model_get_item (steps, i);

      g_signal_connect (step, "notify::state", G_CALLBACK (on_state), run);
    }
  fiel_ctl_session_set_interrupt (session, on_interrupted);
  fiel_probe_run_async (run->probe, fiel_ctl_session_get_cancellable (session), on_probed, run);
}

static void
on_practice_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  run->practice = fiel_practice_process_start_finish (result, &error);
  if (run->practice == NULL)
    {
      fiel_ctl_session_fail (run->session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
      run_free (run);
      return;
    }

  fiel_profile_set_practice_address (fiel_ctl_session_get_profile (run->session),
                                     fiel_practice_process_get_address (run->practice));
  probe (run);
}

void
fiel_ctl_probe (FielCtlSession *session)
{
  FielProfile *profile = NULL;
  g_autofree char *folder = NULL;
  Run *run = NULL;

  if (!fiel_ctl_session_load_profile (session))
    return;

  profile = fiel_ctl_session_get_profile (session);
  run = g_new0 (Run, 1);
  run->session = g_object_ref (session);
  if (!fiel_profile_needs_practice_cloud (profile))
    {
      probe (run);
      return;
    }

  folder = g_build_filename (fiel_profile_get_data_folder (profile), "practice-probe", NULL);
  fiel_practice_process_start_async (folder, fiel_profile_get_country (profile),
                                     fiel_ctl_session_get_cancellable (session), on_practice_started, run);
}
