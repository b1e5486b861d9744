/* scenes-of-windows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-customer-window.h"
#include "fiel-export-dialog.h"
#include "fiel-first-run-state.h"
#include "fiel-first-run.h"
#include "fiel-help-window.h"
#include "fiel-settings-window.h"
#include "fiel-sound-page.h"
#include "fiel-test.h"
#include "stage.h"

#include <string.h>

/* Windows beside the till's: settings, help, the customer's, the assistant. */

/* -- Settings ------------------------------------------------------------------------------------------------------ */

/* The provider calls "well" or "badly". */
static void
show_calls (Stage *stage, const char *how)
{
  const gint64 now_us = fiel_clock_get_wall_us (fiel_engine_get_clock (stage->engine));
  FielReception *reception = NULL;

  reception = fiel_fake_engine_add_reception (stage->engine, "getnet");
  fiel_reception_set_way (reception, FIEL_CALLBACK_ROUTE_RELAY,
                          g_str_equal (how, "well") ? FIEL_TROUBLE_NONE : FIEL_TROUBLE_CREDENTIALS, now_us);
  for (guint i = 0; g_str_equal (how, "well") && i < 12; i++)
    fiel_reception_note_call (reception, i < 8 ? FIEL_RECEPTION_CALL_HEARD : FIEL_RECEPTION_CALL_OTHERS, now_us);
}

/* An account at the provider, with an address for tests. */
static void
write_account (FielProfile *profile)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  char *at = NULL;

  g_assert_true (g_file_get_contents (fiel_profile_get_path (profile), &text, NULL, NULL));
  at = strstr (text, "[terminal norte]");
  whole = g_strdup_printf ("%.*sbase-address=https://api-uat-getnet-posintegrado.ione.cl/api/postxs/\nclient-id=tienda\n"
                           "env-header=prod\n%s", (int) (at - text), text, at);
  g_assert_true (g_file_set_contents (fiel_profile_get_path (profile), whole, -1, NULL));
}

static FielSettingsWindow *
open_settings (Stage *stage, const char *page)
{
  g_autoptr (GSettings) workstation = g_settings_new ("io.github.fielpos.Fiel");
  g_autoptr (FielSettings) settings = NULL;
  FielSettingsWindow *window = NULL;

  write_account (fiel_engine_get_profile (stage->engine));
  settings = fiel_settings_new (stage->engine);
  fiel_settings_set_workstation (settings, workstation);
  window = fiel_settings_window_new (settings);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (stage->window));
  stage_set_size (GTK_WINDOW (window));
  fiel_settings_window_show_page (window, page);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
scene_settings (Stage *stage)
{
  open_settings (stage, stage->detail);
}

static void
scene_calls (Stage *stage)
{
  show_calls (stage, stage->detail);
  open_settings (stage, "diagnostics");
}

/* -- Help ---------------------------------------------------------------------------------------------------------- */

static void
scene_help (Stage *stage)
{
  FielHelpWindow *help = fiel_help_window_new ();
  guint n_topics = 0;

  fiel_help_window_show_topic (help, &fiel_help_topics (&n_topics)[0]);
  stage_set_size (GTK_WINDOW (help));
  gtk_window_present (GTK_WINDOW (help));
}

static void
scene_shortcuts (Stage *stage)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/fielpos/Fiel/ui/fiel-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (stage->window));
  gtk_window_present (shortcuts);
}

/* -- The customer's ------------------------------------------------------------------------------------------------ */

static void
show_customer (Stage *stage, FielAttempt *attempt)
{
  FielCustomerWindow *customer = fiel_customer_window_new ();

  fiel_customer_window_set_attempt (customer, fiel_engine_get_profile (stage->engine), attempt);
  stage_set_size (GTK_WINDOW (customer));
  gtk_window_present (GTK_WINDOW (customer));
}

static void
scene_customer (Stage *stage)
{
  show_customer (stage, NULL);
}

static void
scene_customer_waiting (Stage *stage)
{
  scene_waiting (stage);
  show_customer (stage, stage->attempt);
}

static void
scene_customer_unconfirmed (Stage *stage)
{
  scene_unconfirmed (stage);
  show_customer (stage, stage->attempt);
}

static void
scene_customer_approved (Stage *stage)
{
  scene_approved (stage);
  show_customer (stage, stage->attempt);
}

/* -- The export ------------------------------------------------------------------------------------------------------ */

static void
scene_export (Stage *stage)
{
  FielExportDialog *dialog = NULL;

  fiel_fake_engine_open_journal (stage->engine);
  dialog = fiel_export_dialog_new (fiel_engine_get_profile (stage->engine), fiel_engine_get_journal (stage->engine),
                                   FIEL_CLOCK (stage->clock));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (stage->window));
  stage_limit_size (GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* -- The assistant ------------------------------------------------------------------------------------------------- */

static FielEngine *
open_no_store (const char *folder, gboolean training, const char *country, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no store");

  return NULL;
}

/* Left at the step that the scene's detail names, with the steps before answered, to be taken up. */
static void
leave_assistant (Stage *stage, const char *folder)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (FielFirstRunState) state = fiel_first_run_state_new (folder, fiel_engine_get_kinds (stage->engine),
                                                                  FIEL_CLOCK (stage->clock),
                                                                  fiel_engine_get_secrets (stage->engine));
  g_autoptr (GError) error = NULL;
  int step = 0;

  g_assert_true (fiel_enum_parse (FIEL_TYPE_FIRST_RUN_STEP, stage->detail, &step));
  g_assert_true (g_file_get_contents (fiel_profile_get_path (fiel_engine_get_profile (stage->engine)), &text, &length, NULL));
  if (step > FIEL_FIRST_RUN_STEP_TILL)
    fiel_profile_draft_set_text (fiel_first_run_state_get_draft (state), text, length, &error);
  else if (step > FIEL_FIRST_RUN_STEP_STORE)
    fiel_profile_draft_set (fiel_first_run_state_get_draft (state), "store", "country", "cl", &error);
  g_assert_no_error (error);
  if (step == FIEL_FIRST_RUN_STEP_ACCOUNT)
    fiel_first_run_state_set_connects (state, TRUE, &error);
  g_assert_no_error (error);
  fiel_first_run_state_set_step (state, (FielFirstRunStep) step);
  fiel_first_run_state_keep (state, &error);
  g_assert_no_error (error);
}

static void
scene_assistant (Stage *stage)
{
  g_autofree char *folder = fiel_test_make_dir ();
  FielFirstRun *assistant = NULL;

  leave_assistant (stage, folder);
  assistant = fiel_first_run_new (folder, fiel_engine_get_kinds (stage->engine), FIEL_CLOCK (stage->clock),
                                  fiel_engine_get_secrets (stage->engine), open_no_store);
  stage_set_size (GTK_WINDOW (assistant));
  gtk_window_present (GTK_WINDOW (assistant));
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_FIRST_RUN_STEP, (int) fiel_first_run_get_step (assistant)), ==, stage->detail);
}

#define SETTINGS(page) { "settings-" page, scene_settings, .detail = page, .empty = TRUE }
#define ASSISTANT(page) { "assistant-" page, scene_assistant, .detail = page, .environment = "training", .empty = TRUE }

const Scene scenes_of_windows[] = {
  SETTINGS ("store"),
  SETTINGS ("providers"),
  SETTINGS ("terminals"),
  SETTINGS ("till"),
  SETTINGS ("people"),
  { "settings-people-some", scene_settings, .detail = "people", .till = STAGE_PEOPLE, .empty = TRUE },
  SETTINGS ("receipts"),
  SETTINGS ("shift"),
  SETTINGS ("journal"),
  SETTINGS ("sound"),
  SETTINGS ("diagnostics"),
  { "settings-called-well", scene_calls, .detail = "well", .empty = TRUE },
  { "settings-called-badly", scene_calls, .detail = "badly", .empty = TRUE },
  { "export", scene_export, .empty = TRUE },
  { "help", scene_help, .empty = TRUE },
  { "shortcuts", scene_shortcuts, .empty = TRUE },
  { "customer", scene_customer, .empty = TRUE },
  { "customer-waiting", scene_customer_waiting },
  { "customer-unconfirmed", scene_customer_unconfirmed },
  { "customer-approved", scene_customer_approved },
  ASSISTANT ("language"),
  ASSISTANT ("store"),
  ASSISTANT ("start"),
  ASSISTANT ("account"),
  ASSISTANT ("till"),
  ASSISTANT ("pin"),
  ASSISTANT ("sale"),
  ASSISTANT ("keys"),
  { NULL },
};
