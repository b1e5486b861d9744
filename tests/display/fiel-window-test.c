/* fiel-window-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-window-test.h"

#include "fiel-fake-desktop.h"
#include "fiel-press-guard.h"
#include "fiel-test.h"

/* The application asks for its store through a function without data, so the running test stands here. */
static struct
{
  FielManualClock *clock;
  const FielWindowTestStore *store;
} opening;

/* One for the whole program: a session bus takes an application's objects once. */
static FielApplication *application;

#if GTK_CHECK_VERSION (4, 14, 0)
/* In place of GTK's own: its accessible context for tests has no such thing and would crash. */
void
gtk_accessible_announce (GtkAccessible *accessible, const char *message, GtkAccessibleAnnouncementPriority priority)
{
  g_assert_true (GTK_IS_ACCESSIBLE (accessible));
  g_assert_cmpstr (message, !=, "");
}
#endif

static FielEngine *
open_store (const char *folder, gboolean training, const char *country, GError **error)
{
  const FielWindowTestStore *store = opening.store;
  FielEngine *engine = fiel_fake_engine_new (FIEL_CLOCK (opening.clock),
                                             training ? "training" : store->environment, store->country,
                                             store->currency, store->till);

  fiel_fake_engine_set_ready (engine, FALSE);
  if (store->prepare != NULL)
    store->prepare (engine);

  return engine;
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

void
fiel_window_test_set_up (FielWindowTest *test, gconstpointer store)
{
  test->clock = fiel_manual_clock_new ();
  opening.clock = test->clock;
  opening.store = store;

  test->application = application;
  fiel_application_set_training (application, ((const FielWindowTestStore *) store)->asks_training);
  g_application_activate (G_APPLICATION (test->application));

  g_set_weak_pointer (&test->window,
                      FIEL_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (test->application))));
  test->engine = fiel_window_get_engine (test->window);
  test->till = FIEL_TILL_PAGE (fiel_window_test_get_child (test->window, "till_page"));
  fiel_test_run_until (is_mapped, test->window, "the window is there", 60);
  fiel_window_test_wait_us (test, 1);
}

static gboolean
is_ours_alone (gpointer object)
{
  return g_atomic_int_get ((const gint *) &G_OBJECT (object)->ref_count) == 1;
}

void
fiel_window_test_tear_down (FielWindowTest *test, gconstpointer store)
{
  if (test->window != NULL)
    gtk_window_destroy (GTK_WINDOW (test->window));
  fiel_test_drain ();

  /* Nothing may keep a closed window, its engine and its timers alive, but for answers that are still on their way. */
  g_assert_null (test->window);
  fiel_test_run_until (is_ours_alone, test->clock, "nothing of the window is left", 20);
  g_assert_cmpuint (fiel_manual_clock_get_n_timers (test->clock), ==, 0);
  g_assert_finalize_object (test->clock);
}

static GtkEventController *
find_key_controller (FielWindowTest *test)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (test->window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        return controller;
    }

  g_assert_not_reached ();
}

static gboolean
press (FielWindowTest *test, guint keyval)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (find_key_controller (test), "key-pressed", keyval, 0, 0, &handled);

  return handled;
}

static void
release (FielWindowTest *test, guint keyval)
{
  g_signal_emit_by_name (find_key_controller (test), "key-released", keyval, 0, 0);
}

void
fiel_window_test_wait_us (FielWindowTest *test, gint64 us)
{
  fiel_manual_clock_advance (test->clock, us);
  fiel_test_drain ();
}

void
fiel_window_test_type (FielWindowTest *test, const char *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      guint keyval = gdk_keyval_from_name (names[i]);

      g_assert_cmpuint (keyval, !=, GDK_KEY_VoidSymbol);
      press (test, keyval);
      fiel_window_test_wait_us (test, 60 * G_TIME_SPAN_MILLISECOND);
      release (test, keyval);
    }
}

gboolean
fiel_window_test_hold_key (FielWindowTest *test, guint keyval)
{
  gboolean handled = press (test, keyval);

  fiel_window_test_wait_us (test, 60 * G_TIME_SPAN_MILLISECOND);

  return handled;
}

void
fiel_window_test_scan (FielWindowTest *test, const char *code)
{
  for (const char *p = code; *p != '\0'; p++)
    press (test, gdk_unicode_to_keyval ((guint32) *p));
  press (test, GDK_KEY_Return);
  release (test, GDK_KEY_Return);
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
}

GtkWidget *
fiel_window_test_get_child (gpointer widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);

  return GTK_WIDGET (child);
}

GtkWidget *
fiel_window_test_get_header (FielWindowTest *test)
{
  return fiel_window_test_get_child (test->window, "header");
}

GtkWidget *
fiel_window_test_get_in_header (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (fiel_window_test_get_header (test), name);
}

void
fiel_window_test_assert_label (gpointer widget, const char *name, const char *expected)
{
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (fiel_window_test_get_child (widget, name))), ==, expected);
}

/* An action is on when a button that is bound to it can be pressed. */
/* "Show Text", and in newer libadwaita "Show Password". */
static GtkWidget *
find_peek (GtkWidget *widget)
{
  const char *tip = gtk_widget_get_tooltip_text (widget);
  GtkWidget *found = tip != NULL && g_str_has_prefix (tip, "Show ") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_peek (child);

  return found;
}

static void
assert_called_as_its_tip (GtkWidget *peek, const char *verb)
{
  const char *tip = gtk_widget_get_tooltip_text (peek);

  g_assert_true (g_str_has_prefix (tip, verb));
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (peek), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (peek), GTK_ACCESSIBLE_PROPERTY_LABEL, tip);
}

void
fiel_window_test_assert_peek (GtkWidget *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  GtkWidget *peek = find_peek (entry);

  while (!GTK_IS_TEXT (text))
    text = gtk_editable_get_delegate (text);
  g_assert_nonnull (peek);
  assert_called_as_its_tip (peek, "Show ");
  gtk_text_set_visibility (GTK_TEXT (text), TRUE);
  assert_called_as_its_tip (peek, "Hide ");
  gtk_text_set_visibility (GTK_TEXT (text), FALSE);
}

gboolean
fiel_window_test_is_enabled (FielWindowTest *test, const char *action)
{
  g_autoptr (GtkWidget) button = g_object_ref_sink (gtk_button_new ());
  gboolean sensitive;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, GTK_WIDGET (test->till));
  sensitive = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return sensitive;
}

void
fiel_window_test_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (argc, argv, NULL);
  gtk_init ();
  adw_init ();
  fiel_fake_desktop_start ();

  application = fiel_application_new (open_store);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
}
