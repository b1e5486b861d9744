/* show-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-application.h"
#include "fiel-attempt-private.h"
#include "fiel-fake-engine.h"
#include "fiel-journal.h"
#include "fiel-system-clock.h"
#include "fiel-terminal-private.h"
#include "fiel-window.h"

#include <stdlib.h>

/* Shows the window with an engine that only pretends, to be looked at: show-window ENVIRONMENT [KEY=VALUE of [till] …]
 * FIEL_SIZE: "420x800". FIEL_TEXT_PERCENT: "200". FIEL_SCENE: "open" puts a payment without a result on the second
 * terminal, "resolve" one of everything that is to be resolved. FIEL_PRESS: actions of the window that are activated
 * one after the other, "win.show-resolve;win.start-drill(uint32 0)". FIEL_JOURNAL: a journal that is opened for the
 * journal page. */

static const char *environment = "training";
static const char *till_lines = "";

static void
leave_all_to_resolve (FielEngine *engine)
{
  FielAttempt *open = fiel_fake_engine_add_attempt (engine, "sur", 15400, "004511");
  FielAttempt *checking = fiel_fake_engine_add_attempt (engine, "norte", 8990, "004512");
  gint64 now_us = fiel_clock_get_wall_us (fiel_engine_get_clock (engine));
  FielAlertContent conflict = {
    .seq = 17, .kind = FIEL_ALERT_CONFLICT, .wall_us = now_us - 600 * G_USEC_PER_SEC, .attempt_id = "gone",
    .contradiction = FIEL_CONTRADICTION_CHARGED_AFTER_ALL, .outcome = FIEL_OUTCOME_NOT_EXECUTED,
    .amount = fiel_money_make (12990, fiel_profile_get_currency (fiel_engine_get_profile (engine))),
    .reference = "004498", .terminal_name = "Terminal Norte", .provider = "getnet",
    .text = "APROBADA 018734",
  };
  FielAlertContent unmatched = {
    .seq = 21, .kind = FIEL_ALERT_UNMATCHED, .wall_us = now_us - 120 * G_USEC_PER_SEC, .provider = "getnet",
    .text = "{\"idPosTxs\":512399,\"customId\":\"f3k0…\",\"amount\":4990,\"cardNumber\":\"**** 4242\"}",
  };

  fiel_attempt_set_phase (open, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_attempt_set_checks (open, 4, 0, 0);
  fiel_attempt_set_phase (checking, FIEL_ATTEMPT_PHASE_CHECKING);
  fiel_fake_engine_refresh (engine);
  fiel_fake_engine_add_alert (engine, &conflict);
  fiel_fake_engine_add_alert (engine, &unmatched);
}

static void
journal_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielEngine) engine = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielJournal) journal = fiel_journal_open_finish (result, &error);

  g_assert_no_error (error);
  fiel_fake_engine_set_journal (engine, journal);
}

static void
open_journal (FielEngine *engine, FielClock *clock)
{
  g_autoptr (FielJournalEvent) opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, "Ana");

  if (g_getenv ("FIEL_JOURNAL") == NULL)
    return;

  fiel_journal_event_set_time (opened, fiel_clock_get_wall_us (clock), fiel_clock_get_boot_us (clock),
                               fiel_clock_get_boot_id (clock));
  fiel_journal_open_async (g_getenv ("FIEL_JOURNAL"), "Caja 2", "show-window", opened, NULL, journal_opened_cb,
                           g_object_ref (engine));
}

static FielEngine *
open_store (const char *folder, gboolean training, const char *country, GError **error)
{
  g_autoptr (FielClock) clock = fiel_system_clock_new ();
  gboolean decimals = strstr (till_lines, "amount-mode") != NULL;
  FielEngine *engine = fiel_fake_engine_new (clock, environment, decimals ? "ar" : NULL, decimals ? "ARS" : NULL,
                                             till_lines);
  const char *scene = g_getenv ("FIEL_SCENE");

  open_journal (engine, clock);
  if (g_strcmp0 (scene, "open") == 0)
    {
      FielAttempt *attempt = fiel_fake_engine_add_attempt (engine, "sur", 15400, "004511");

      fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
      fiel_fake_engine_refresh (engine);
    }
  if (g_strcmp0 (scene, "resolve") == 0)
    leave_all_to_resolve (engine);
  if (g_strcmp0 (scene, "trouble") == 0)
    fiel_fake_engine_set_trouble (engine, NULL, "No connection to Getnet: sales wait, checks go on");
  if (g_strcmp0 (scene, "unusual") == 0)
    fiel_fake_engine_set_unusual_from (engine, 1000);
  if (g_strcmp0 (scene, "fail") == 0)
    fiel_fake_engine_fail_next (engine, FIEL_ENGINE_ERROR_STORAGE,
                                "The journal /home/caja/.local/share/fiel/journal.db is damaged at entry 211. "
                                "It was kept as it is; restore a copy or ask for help.");
  if (g_strcmp0 (scene, "repeat") == 0)
    {
      FielAttempt *attempt = fiel_fake_engine_add_attempt (engine, "norte", 12990, "004517");

      fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
      fiel_fake_engine_refresh (engine);
      fiel_fake_engine_set_repeat (engine, attempt);
    }
  fiel_terminal_set_probed (fiel_engine_find_terminal (engine, "terraza"), FIEL_AVAILABILITY_UNREACHABLE,
                            fiel_clock_get_wall_us (clock) - 8 * 60 * G_USEC_PER_SEC);

  return engine;
}

static gboolean
press_cb (gpointer user_data)
{
  g_auto (GStrv) actions = g_strsplit (g_getenv ("FIEL_PRESS"), ";", -1);

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      if (g_action_parse_detailed_name (actions[i], &name, &target, NULL))
        gtk_widget_activate_action_variant (user_data, name, target);
    }

  return G_SOURCE_REMOVE;
}

static void
activated_cb (GtkApplication *application)
{
  const char *size = g_getenv ("FIEL_SIZE");
  const char *percent = g_getenv ("FIEL_TEXT_PERCENT");
  g_auto (GStrv) parts = g_strsplit (size != NULL ? size : "1100x720", "x", 2);

  if (percent != NULL)
    g_object_set (gtk_settings_get_default (),
                  "gtk-xft-dpi", (int) (g_ascii_strtoll (percent, NULL, 10) * 96 * 1024 / 100),
                  NULL);
  gtk_window_set_default_size (gtk_application_get_active_window (application),
                               (int) g_ascii_strtoll (parts[0], NULL, 10), (int) g_ascii_strtoll (parts[1], NULL, 10));
  if (g_getenv ("FIEL_PRESS") != NULL)
    g_timeout_add (800, press_cb, gtk_application_get_active_window (application));
}

int
main (int argc, char *argv[])
{
  g_autoptr (FielApplication) application = NULL;

  if (argc > 1)
    environment = argv[1];
  if (argc > 2)
    till_lines = argv[2];

  application = fiel_application_new (open_store);
  g_signal_connect_after (application, "activate", G_CALLBACK (activated_cb), NULL);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);

  if (g_str_equal (environment, "training"))
    return g_application_run (G_APPLICATION (application), 2, (char *[]) { argv[0], (char *) "--training", NULL });

  return g_application_run (G_APPLICATION (application), 1, argv);
}
