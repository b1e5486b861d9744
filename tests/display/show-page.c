/* show-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-page-fit.h"
#include "fiel-page-picture.h"
#include "fiel-resources.h"
#include "fiel-styles.h"
#include "fiel-terminal-private.h"
#include "fiel-test.h"
#include "stage.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Shows one scene, to be looked at: show-page SCENE. The clock stands still.
 *
 * ADW_DEBUG_COLOR_SCHEME and ADW_DEBUG_HIGH_CONTRAST choose the style; FIEL_SHOW_SIZE (WIDTHxHEIGHT) the size,
 * FIEL_SHOW_SCALE the text (2 is 200 %), FIEL_SHOW_ENVIRONMENT another mode than the scene's, FIEL_SHOW_TILL more lines
 * of [till]. GSETTINGS_SCHEMA_DIR is the build's data/. FIEL_SHOW_LOCALE is the folder of the translations (LANGUAGE
 * chooses), FIEL_SHOW_RTL turns the page around, FIEL_SHOW_FONT is the font of the interface.
 *
 * With FIEL_SHOW_MEASURE it shows one scene after the other, show-page SCENE…, says what does not fit and how many texts
 * there were, and ends; with FIEL_SHOW_SAVE it also writes a picture of each, "@" in the file's name being the scene's. */

/* What is shown stays as it is once it has not changed for so many looks: nothing moves here. */
#define LOOK_EVERY_MS 20
#define STILL_AFTER_LOOKS 6u
/* A busy machine. */
#define PATIENCE_LOOKS 1500u

static const Scene *const groups[] = {
  scenes_of_payments, scenes_of_returns, scenes_of_records, scenes_of_people, scenes_of_windows,
};

static Stage stage;
static const Scene *scene;

/* What is still to be shown, and since when it is still. */
static struct
{
  char **names;             /* unowned */
  guint fingerprint;
  guint n_same;
  guint n_looks;
} tour;

static void show_next (GtkApplication *application);

static void
add_earlier (gint64 minor, FielOutcome outcome, const char *brand, const char *type, const char *last4)
{
  stage.attempt = fiel_fake_engine_add_attempt (stage.engine, "norte", minor, "0045");
  fiel_attempt_set_card (stage.attempt, NULL, brand, type, last4);
  stage_close (&stage, outcome, outcome == FIEL_OUTCOME_DECLINED ? FIEL_REASON_NO_FUNDS : FIEL_REASON_NONE);
  stage_pass (&stage, 400);
}

static void
fill_day (void)
{
  FielAttempt *lost;

  add_earlier (41300, FIEL_OUTCOME_APPROVED, NULL, "DB", "5502");
  add_earlier (12000, FIEL_OUTCOME_CANCELLED, NULL, NULL, NULL);
  add_earlier (6790, FIEL_OUTCOME_APPROVED, "MC", "CR", "0091");
  lost = fiel_fake_engine_add_attempt (stage.engine, "sur", 15400, "004511");
  fiel_attempt_set_phase (lost, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  add_earlier (24980, FIEL_OUTCOME_APPROVED, NULL, "DB", "7736");
  add_earlier (3200, FIEL_OUTCOME_DECLINED, NULL, "DB", "1180");
  add_earlier (8500, FIEL_OUTCOME_APPROVED, "VI", "CR", "4242");
}

static void
set_text (const char *font, const char *scale)
{
  if (font != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-font-name", font, NULL);
  if (scale != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (g_ascii_strtod (scale, NULL) * 96 * 1024), NULL);
}

/* A dialog lies over the window it belongs to, and is what one looks at. */
static GtkWindow *
get_top_window (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (gtk_widget_get_mapped (at->data) && at->data != (gpointer) stage.window)
      return at->data;

  return GTK_WINDOW (stage.window);
}

static gboolean
save (GtkWindow *window)
{
  const char *pattern = g_getenv ("FIEL_SHOW_SAVE");
  g_auto (GStrv) parts = g_strsplit (pattern != NULL ? pattern : "", "@", -1);
  g_autofree char *file = g_strjoinv (scene->name, parts);

  return pattern == NULL || fiel_page_picture_save (window, file);
}

static void
close_windows (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  g_list_foreach (windows, (GFunc) G_CALLBACK (g_object_ref), NULL);
  for (GList *at = windows; at != NULL; at = at->next)
    gtk_window_destroy (at->data);
  g_list_foreach (windows, (GFunc) G_CALLBACK (g_object_unref), NULL);
  fiel_test_drain ();
}

static void
look_done (GtkApplication *application, GtkWindow *window)
{
  int width = 0;
  int height = 0;

  stage_read_size (&width, &height);
  fiel_page_fit_print (window, width, height);
  g_print ("shown %s, %u texts\n", scene->name, fiel_page_fit_count (window));
  close_windows ();
  show_next (application);
}

/* While the keyboard is in it, a row gives its title the room of a button that it then hides; and whether it is in it
 * depends on when the display gives the window the focus. */
static void
leave_row (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus != NULL && gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW) != NULL)
    gtk_window_set_focus (window, NULL);
}

/* Gives up where the window never comes to rest or cannot be drawn: then nothing is known about it. */
static gboolean
look_cb (gpointer application)
{
  GtkWindow *window = get_top_window ();
  guint fingerprint = 0;

  leave_row (window);
  fingerprint = fiel_page_fit_fingerprint (window);

  if (++tour.n_looks > PATIENCE_LOOKS)
    g_error ("%s never comes to rest", scene->name);
  tour.n_same = fingerprint == tour.fingerprint ? tour.n_same + 1 : 0;
  tour.fingerprint = fingerprint;
  if (fingerprint == 0 || tour.n_same < STILL_AFTER_LOOKS || !save (window))
    return G_SOURCE_CONTINUE;

  look_done (application, window);

  return G_SOURCE_REMOVE;
}

/* The application's own, so that their buttons look as they do. They do nothing here. */
static void
add_actions (GApplication *application)
{
  static const GActionEntry actions[] = { { "retry" }, { "start-training" }, { "settings" }, { "export" } };

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), NULL);
}

static FielEngine *
make_engine (void)
{
  const char *environment = g_getenv ("FIEL_SHOW_ENVIRONMENT");
  const char *more = g_getenv ("FIEL_SHOW_TILL");
  g_autofree char *till = g_strconcat (more != NULL ? more : "", "\n", scene->till, NULL);
  FielEngine *engine = NULL;

  if (environment == NULL)
    environment = scene->environment != NULL ? scene->environment : "production";
  engine = fiel_fake_engine_new (FIEL_CLOCK (stage.clock), environment, NULL, NULL, till);
  for (guint i = 0; i < g_list_model_get_n_items (fiel_engine_get_terminals (engine)); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (fiel_engine_get_terminals (engine), i);

      fiel_terminal_set_can_cancel (terminal, TRUE);
    }

  return engine;
}

static void
play (void)
{
  if (fiel_people_get_exist (fiel_engine_get_people (stage.engine)))
    {
      fiel_fake_engine_open_people (stage.engine, "marta=739146 ana=4820 luis=9375");
      fiel_fake_engine_sign_in (stage.engine, "ana", "4820");
    }
  if (!scene->empty)
    {
      stage.attempt = fiel_fake_engine_add_attempt (stage.engine, "norte", 12990, "004518");
      fiel_window_show_attempt (stage.window, stage.attempt);
    }
  if (scene->play != NULL)
    scene->play (&stage);
  fiel_fake_engine_refresh (stage.engine);
}

static void
show_scene (GtkApplication *application)
{
  g_autoptr (FielManualClock) clock = fiel_manual_clock_new ();
  g_autoptr (FielEngine) engine = NULL;

  stage = (Stage) { .clock = clock };
  fiel_manual_clock_jump_wall (clock, 13 * G_TIME_SPAN_HOUR);
  engine = make_engine ();
  stage.engine = engine;
  stage.window = fiel_window_new (application);
  stage.detail = scene->detail;
  stage_set_size (GTK_WINDOW (stage.window));
  fill_day ();
  fiel_fake_engine_refresh (engine);
  fiel_window_set_engine (stage.window, engine);
  fiel_window_show_till (stage.window);
  gtk_window_present (GTK_WINDOW (stage.window));
  play ();
}

static gboolean
is_tour (void)
{
  return g_getenv ("FIEL_SHOW_MEASURE") != NULL || g_getenv ("FIEL_SHOW_SAVE") != NULL;
}

static const Scene *
find_scene (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const Scene *at = groups[i]; at->name != NULL; at++)
      if (g_str_equal (at->name, name))
        return at;

  return NULL;
}

static void
show_next (GtkApplication *application)
{
  scene = *tour.names != NULL ? find_scene (*tour.names++) : NULL;
  if (scene == NULL)
    {
      g_application_quit (G_APPLICATION (application));
      return;
    }

  show_scene (application);
  tour.n_looks = 0;
  tour.fingerprint = 0;
  if (is_tour ())
    g_timeout_add (LOOK_EVERY_MS, look_cb, application);
}

static void
activate_cb (GtkApplication *application)
{
  add_actions (G_APPLICATION (application));
  g_object_set_data_full (G_OBJECT (application), "styles", fiel_styles_new (), g_object_unref);
  if (g_getenv ("FIEL_SHOW_RTL") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_text (g_getenv ("FIEL_SHOW_FONT"), g_getenv ("FIEL_SHOW_SCALE"));
  if (is_tour ())
    g_application_hold (G_APPLICATION (application));
  show_next (application);
}

static gboolean
read_names (int argc, char *argv[])
{
  for (int i = 1; i < argc; i++)
    if (find_scene (argv[i]) == NULL)
      return FALSE;

  tour.names = argv + 1;

  return argc == 2 || (argc > 2 && is_tour ());
}

static void
list_scenes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const Scene *at = groups[i]; at->name != NULL; at++)
      g_print ("%s\n", at->name);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;

  if (argc == 2 && g_str_equal (argv[1], "--list"))
    {
      list_scenes ();
      return EXIT_SUCCESS;
    }
  if (!read_names (argc, argv))
    {
      g_printerr ("usage: show-page --list | SCENE, one of those that --list names; more than one with FIEL_SHOW_MEASURE\n");
      return EXIT_FAILURE;
    }

  setlocale (LC_ALL, "");
  if (g_getenv ("FIEL_SHOW_LOCALE") != NULL)
    bindtextdomain ("fiel", g_getenv ("FIEL_SHOW_LOCALE"));
  bind_textdomain_codeset ("fiel", "UTF-8");
  textdomain ("fiel");
  g_resources_register (fiel_get_resource ());
  application = adw_application_new ("io.github.fielpos.Fiel", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
