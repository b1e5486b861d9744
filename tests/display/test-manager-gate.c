/* test-manager-gate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-export-dialog.h"
#include "fiel-manager-gate.h"
#include "fiel-mode-bar.h"
#include "fiel-press-guard.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

#include <string.h>

/* The window in which a manager says yes: to the settings, to an export, to training, to more than a cashier charges
 * alone. Whoever may do it alone never sees it. */

#define PEOPLE                                                                                                         \
  "[person marta]\nname=Marta Rojas\nrole=manager\n"                                                                   \
  "[person ana]\nname=Ana Riquelme\nrole=cashier\n"                                                                    \
  "[person pedro]\nname=Pedro Soto\nrole=manager\n"

static void
open_people (FielEngine *engine)
{
  fiel_fake_engine_open_people (engine, "marta=739146 ana=4820 pedro=250817");
}

static const FielWindowTestStore store = {
  .environment = "production",
  .till = "cashier-max-sale=10000\ntraining=managers\n" PEOPLE,
  .prepare = open_people,
};
static const FielWindowTestStore open_store = { .environment = "production", .till = PEOPLE, .prepare = open_people };
static const FielWindowTestStore store_for_training = {
  .environment = "production", .till = "training=managers\n" PEOPLE, .prepare = open_people, .asks_training = TRUE,
};
static const FielWindowTestStore open_store_for_training = {
  .environment = "production", .till = PEOPLE, .prepare = open_people, .asks_training = TRUE,
};
static const FielWindowTestStore nobody = {
  .environment = "production", .till = "cashier-max-sale=10000\ntraining=managers\n",
};

static GtkWidget *
find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i - 1);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static GtkWidget *
get_gate (void)
{
  return find_window (FIEL_TYPE_MANAGER_GATE);
}

static gboolean
is_answered (gpointer who)
{
  return gtk_widget_get_sensitive (who);
}

/* Chooses @name and types @pin. */
static void
enter (const char *name, const char *pin)
{
  GtkWidget *gate = get_gate ();
  GtkWidget *approval = fiel_window_test_get_child (gate, "approval");
  g_autoptr (GtkWidget) who = g_object_ref (fiel_window_test_get_child (approval, "who"));
  GtkWidget *entry = fiel_window_test_get_child (fiel_window_test_get_child (approval, "form"), "pin");
  GListModel *people = gtk_drop_down_get_model (GTK_DROP_DOWN (who));
  guint found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (FielPerson) person = g_list_model_get_item (people, i);

      g_assert_cmpstr (fiel_person_get_name (person), !=, "Ana Riquelme");
      if (g_str_equal (fiel_person_get_name (person), name))
        found = i;
    }
  g_assert_cmpuint (found, !=, GTK_INVALID_LIST_POSITION);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (who), found);
  gtk_editable_set_text (GTK_EDITABLE (entry), pin);
  g_signal_emit_by_name (entry, "activate");
  fiel_test_run_until (is_answered, who, "the PIN was looked at", 20);
  fiel_test_drain ();
}

static void
sign_in (FielWindowTest *test, const char *key, const char *pin)
{
  fiel_fake_engine_sign_in (test->engine, key, pin);
  fiel_test_drain ();
}

static FielPeople *
get_people (FielWindowTest *test)
{
  return fiel_engine_get_people (test->engine);
}

static void
activate (FielWindowTest *test, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), action, NULL);
  fiel_test_drain ();
}

static void
count_cb (guint *n_passed)
{
  ++*n_passed;
}

/* A wrong PIN opens nothing, Escape leaves, and a manager's PIN opens it until the settings are left. */
static void
test_settings (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *gate = NULL;
  guint n_passed = 0;

  sign_in (test, "ana", "4820");
  g_assert_true (fiel_manager_gate_is_needed (test->engine, FIEL_ACT_SETTINGS));
  gate = fiel_manager_gate_open (test->engine, FIEL_ACT_SETTINGS, "settings", GTK_WIDGET (test->window));
  g_signal_connect_swapped (gate, "passed", G_CALLBACK (count_cb), &n_passed);
  fiel_test_drain ();
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (gate)), ==, "Settings");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (gate)),
                                         fiel_window_test_get_child (gate, "approval")));

  enter ("Marta Rojas", "739147");
  g_assert_cmpuint (n_passed, ==, 0);
  g_assert_true (get_gate () == gate);
  enter ("Marta Rojas", "739146");
  g_assert_cmpuint (n_passed, ==, 1);
  g_assert_null (get_gate ());
  g_assert_cmpstr (fiel_person_get_key (fiel_people_get_changing_settings (get_people (test))), ==, "marta");
  g_assert_false (fiel_manager_gate_is_needed (test->engine, FIEL_ACT_SETTINGS));
  fiel_people_leave_settings (get_people (test));
  g_assert_true (fiel_manager_gate_is_needed (test->engine, FIEL_ACT_SETTINGS));
}

static void
test_left (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, "ana", "4820");
  activate (test, "win.export");
  g_assert_nonnull (get_gate ());
  gtk_widget_activate_action (get_gate (), "window.close", NULL);
  fiel_test_drain ();
  g_assert_null (get_gate ());
  g_assert_null (find_window (FIEL_TYPE_EXPORT_DIALOG));
}

/* One yes is one export. */
static void
test_export (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, "ana", "4820");
  activate (test, "win.export");
  enter ("Pedro Soto", "250817");
  g_assert_null (get_gate ());
  g_assert_nonnull (find_window (FIEL_TYPE_EXPORT_DIALOG));
  gtk_window_close (GTK_WINDOW (find_window (FIEL_TYPE_EXPORT_DIALOG)));
  fiel_test_drain ();
  activate (test, "win.export");
  g_assert_nonnull (get_gate ());
  g_assert_null (find_window (FIEL_TYPE_EXPORT_DIALOG));
  gtk_window_close (GTK_WINDOW (get_gate ()));
  fiel_test_drain ();

  sign_in (test, "marta", "739146");
  activate (test, "win.export");
  g_assert_null (get_gate ());
  g_assert_nonnull (find_window (FIEL_TYPE_EXPORT_DIALOG));
  gtk_window_close (GTK_WINDOW (find_window (FIEL_TYPE_EXPORT_DIALOG)));
  fiel_test_drain ();
}

static void
assert_asked (FielWindowTest *test, const char *question)
{
  GtkWidget *panel = fiel_window_test_get_child (test->till, "guard_panel");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (fiel_window_test_get_child (test->till, "top"))), ==,
                   "guard");
  fiel_window_test_assert_label (panel, "question", question);
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
}

/* More than a cashier charges alone: the till asks for a manager, and only their PIN charges. */
static void
test_sale (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, "ana", "4820");
  fiel_window_test_type (test, "1 2 9 9 0 Return");
  assert_asked (test, "$12.990 is more than a cashier charges alone");
  fiel_window_test_type (test, "Escape");
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  fiel_window_test_type (test, "Return");
  assert_asked (test, "$12.990 is more than a cashier charges alone");
  fiel_window_test_wait_us (test, FIEL_PRESS_DEAD_TIME_US);
  gtk_widget_activate_action (GTK_WIDGET (test->till), "till.guard-confirm", NULL);
  fiel_test_drain ();
  enter ("Marta Rojas", "739147");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 0);
  enter ("Marta Rojas", "739146");
  g_assert_null (get_gate ());
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
}

/* Up to the limit, and a manager above it, charge as ever. */
static void
test_sale_alone (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, "ana", "4820");
  fiel_window_test_type (test, "1 0 0 0 0 Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
}

static void
test_sale_of_a_manager (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, "marta", "739146");
  fiel_window_test_type (test, "1 2 9 9 0 Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
}

static void
test_training (FielWindowTest *test, gconstpointer data)
{
  sign_in (test, "ana", "4820");
  activate (test, "app.start-training");
  g_assert_nonnull (get_gate ());
  g_assert_true (fiel_window_get_engine (test->window) == test->engine);
  gtk_window_close (GTK_WINDOW (get_gate ()));
  fiel_test_drain ();
}

/* Started for training: the till itself is opened, and a manager lets it go there. */
static void
test_started_for_training (FielWindowTest *test, gconstpointer data)
{
  g_assert_false (fiel_profile_get_environment (fiel_engine_get_profile (test->engine)) == FIEL_MODE_TRAINING);
  g_assert_nonnull (get_gate ());
  enter ("Marta Rojas", "111111");
  g_assert_nonnull (get_gate ());
  g_assert_true (fiel_window_get_engine (test->window) == test->engine);
  enter ("Marta Rojas", "739146");
  g_assert_null (get_gate ());
  fiel_window_test_wait_us (test, 1);
  test->engine = fiel_window_get_engine (test->window);
  g_assert_nonnull (test->engine);
  g_assert_cmpint (fiel_profile_get_environment (fiel_engine_get_profile (test->engine)), ==, FIEL_MODE_TRAINING);
}

/* Where everybody may, nobody is asked. */
static void
test_started_for_open_training (FielWindowTest *test, gconstpointer data)
{
  g_assert_null (get_gate ());
  g_assert_cmpint (fiel_profile_get_environment (fiel_engine_get_profile (test->engine)), ==, FIEL_MODE_TRAINING);
}

static void
test_training_open (FielWindowTest *test, gconstpointer data)
{
  g_assert_true (fiel_people_may_train (get_people (test)));
  g_assert_false (fiel_people_may (get_people (test), FIEL_ACT_TRAINING));
}

static void
test_nobody (FielWindowTest *test, gconstpointer data)
{
  static const FielAct acts[] = { FIEL_ACT_SETTINGS, FIEL_ACT_EXPORT, FIEL_ACT_TRAINING, FIEL_ACT_APPROVE_SALE };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    g_assert_false (fiel_manager_gate_is_needed (test->engine, acts[i]));
  g_assert_true (fiel_people_may_train (get_people (test)));
  fiel_window_test_type (test, "1 2 9 9 0 Return");
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (test->engine), ==, 1);
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/manager-gate/settings", &store, test_settings);
  fiel_window_test_add ("/manager-gate/left", &store, test_left);
  fiel_window_test_add ("/manager-gate/export", &store, test_export);
  fiel_window_test_add ("/manager-gate/sale", &store, test_sale);
  fiel_window_test_add ("/manager-gate/sale-alone", &store, test_sale_alone);
  fiel_window_test_add ("/manager-gate/sale-of-a-manager", &store, test_sale_of_a_manager);
  fiel_window_test_add ("/manager-gate/training", &store, test_training);
  fiel_window_test_add ("/manager-gate/started-for-training", &store_for_training, test_started_for_training);
  fiel_window_test_add ("/manager-gate/started-for-open-training", &open_store_for_training,
                        test_started_for_open_training);
  fiel_window_test_add ("/manager-gate/training-open", &open_store, test_training_open);
  fiel_window_test_add ("/manager-gate/nobody", &nobody, test_nobody);

  return g_test_run ();
}
