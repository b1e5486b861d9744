/* test-approval.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-by-hand-page.h"
#include "fiel-fake-refund-desk.h"
#include "fiel-pin-approval.h"
#include "fiel-press-guard.h"
#include "fiel-return-confirm.h"
#include "fiel-second-look.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

#include <string.h>

/* Where people exist, a manager's name is not typed: the manager is chosen and types a PIN in the page itself. */

#define PEOPLE                                                                                                         \
  "[person marta]\nname=Marta Rojas\nrole=manager\n"                                                                   \
  "[person ana]\nname=Ana Riquelme\nrole=cashier\n"                                                                    \
  "[person pedro]\nname=Pedro Soto\nrole=manager\n"

static void
prepare (FielEngine *engine)
{
  fiel_fake_engine_open_people (engine, "marta=739146 ana=4820 pedro=250817");
  fiel_fake_engine_record_sale (engine, "norte", 12990, "000001", "DB");
}

static const FielWindowTestStore store = {
  .environment = "production", .till = "return-limit=10000\n" PEOPLE, .prepare = prepare,
};

static void
sign_in (FielWindowTest *test, const char *key, const char *pin)
{
  fiel_fake_engine_sign_in (test->engine, key, pin);
  fiel_test_drain ();
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);

  return found;
}

/* -- The widget itself --------------------------------------------------------------------------------------------- */

static GtkWidget *
get_form (GtkWidget *approval, const char *name)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (approval, "form"), name);
}

static gboolean
is_answered (gpointer approval)
{
  return gtk_widget_get_sensitive (fiel_window_test_get_child (approval, "who"));
}

static void
enter (GtkWidget *approval, const char *pin)
{
  gtk_editable_set_text (GTK_EDITABLE (get_form (approval, "pin")), pin);
  g_signal_emit_by_name (get_form (approval, "pin"), "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_form (approval, "pin"))), ==, "");
  fiel_test_run_until (is_answered, approval, "the PIN was looked at", 20);
  fiel_test_drain ();
}

static void
choose (GtkWidget *approval, const char *name)
{
  GtkDropDown *who = GTK_DROP_DOWN (fiel_window_test_get_child (approval, "who"));
  GListModel *people = gtk_drop_down_get_model (who);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (FielPerson) person = g_list_model_get_item (people, i);

      if (g_str_equal (fiel_person_get_name (person), name))
        {
          g_autofree char *spoken = g_strconcat ("Who approves: ", name, NULL);

          gtk_drop_down_set_selected (who, i);
          gtk_test_accessible_assert_property (GTK_ACCESSIBLE (who), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
          return;
        }
    }
  g_error ("%s cannot be chosen", name);
}

static guint
count_candidates (GtkWidget *approval)
{
  return g_list_model_get_n_items (
    gtk_drop_down_get_model (GTK_DROP_DOWN (fiel_window_test_get_child (approval, "who"))));
}

static const char *
get_label (gpointer widget, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (fiel_window_test_get_child (widget, name)));
}

/* -- A return above the limit -------------------------------------------------------------------------------------- */

static GtkWidget *
get_return (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (
    fiel_window_test_get_child (fiel_window_test_get_child (test->window, "back_pages"), "return_page"), name);
}

static void
click (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  fiel_test_drain ();
}

static void
open_return (FielWindowTest *test)
{
  FielAttempt *sale = fiel_fake_refund_desk_add_sale (test->engine, "norte", 12990, "004518", "018734", "4242");

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.return-money", "s", fiel_attempt_get_id (sale));
  fiel_test_drain ();
  g_object_set (fiel_window_test_get_child (get_return (test, "reason"), "reason"), "selected", 1, NULL);
  g_assert_true (gtk_widget_get_visible (get_return (test, "approval")));
}

static void
assert_missing (FielWindowTest *test, const char *sentence)
{
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (get_return (test, "missing"))), ==, sentence);
  g_assert_cmpint (gtk_widget_is_sensitive (get_return (test, "go_on")), ==, *sentence == '\0');
}

static void
test_return (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *approval = NULL;

  sign_in (test, "ana", "4820");
  open_return (test);
  approval = fiel_window_test_get_child (get_return (test, "approval"), "pin");
  g_assert_true (gtk_widget_get_visible (approval));
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (get_return (test, "approval"), "name")));
  g_assert_cmpuint (count_candidates (approval), ==, 2);
  assert_missing (test, "A manager types their PIN.");

  choose (approval, "Pedro Soto");
  enter (approval, "739146");
  assert_missing (test, "A manager types their PIN.");
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (get_form (approval, "words"))), "This PIN is wrong."));
  enter (approval, "250817");
  assert_missing (test, "");
  g_assert_cmpstr (get_label (approval, "approved_words"), ==, "Pedro Soto has approved it");
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (approval, "asking")));

  click (get_return (test, "go_on"));
  fiel_window_test_wait_us (test, FIEL_RETURN_CONFIRM_DEAF_US);
  click (fiel_window_test_get_child (get_return (test, "confirm"), "confirm"));
  g_assert_nonnull (strstr (fiel_fake_refund_desk_get_order (test->engine), "(Ana Riquelme, Pedro Soto)"));
}

/* What was approved is this amount, for a while, by whoever is there. */
static void
test_taken_back (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *approval = NULL;

  sign_in (test, "ana", "4820");
  open_return (test);
  approval = fiel_window_test_get_child (get_return (test, "approval"), "pin");
  enter (approval, "739146");
  assert_missing (test, "");
  gtk_widget_grab_focus (fiel_window_test_get_child (get_return (test, "amount"), "display"));
  fiel_window_test_type (test, "1 1 0 0 0");
  assert_missing (test, "A manager types their PIN.");
  enter (approval, "739146");
  assert_missing (test, "");

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.lock", NULL);
  sign_in (test, "ana", "4820");
  assert_missing (test, "A manager types their PIN.");
}

/* A manager who serves takes another one. */
static void
test_not_oneself (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *approval = NULL;

  sign_in (test, "marta", "739146");
  open_return (test);
  approval = fiel_window_test_get_child (get_return (test, "approval"), "pin");
  g_assert_cmpuint (count_candidates (approval), ==, 1);
  choose (approval, "Pedro Soto");
  enter (approval, "250817");
  assert_missing (test, "");
}

/* What was typed is gone with its field: the keys go to what comes after it, and not to the beginning of the window. */
static void
test_keys_go_on (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *approval = NULL;
  GtkWidget *focus = NULL;

  sign_in (test, "ana", "4820");
  open_return (test);
  approval = fiel_window_test_get_child (get_return (test, "approval"), "pin");
  choose (approval, "Pedro Soto");
  gtk_widget_grab_focus (get_form (approval, "pin"));
  enter (approval, "250817");
  assert_missing (test, "");
  focus = gtk_window_get_focus (GTK_WINDOW (test->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, fiel_window_test_get_child (test->window, "back_pages")));
}

/* -- A record by hand ---------------------------------------------------------------------------------------------- */

static void
test_by_hand (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = find_widget (fiel_window_test_get_child (test->window, "attempt_pages"), FIEL_TYPE_BY_HAND_PAGE);
  GtkWidget *look = fiel_window_test_get_child (page, "look");
  GtkWidget *manager = fiel_window_test_get_child (page, "pin");
  GtkWidget *witness = fiel_window_test_get_child (look, "pin");
  FielAttempt *attempt = NULL;

  sign_in (test, "ana", "4820");
  attempt = fiel_fake_engine_add_attempt (test->engine, "sur", 12990, "7");
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_show_attempt (test->window, attempt);
  gtk_widget_activate_action (fiel_window_test_get_child (test->window, "attempt_pages"), "pane.record-by-hand", NULL);
  fiel_test_drain ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (fiel_window_test_get_child (page, "charged")), TRUE);
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (gtk_widget_get_first_child (fiel_window_test_get_child (page, "reasons"))), TRUE);
  g_assert_cmpstr (get_label (page, "missing"), ==, "A manager types their PIN.");
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (page, "manager")));
  g_assert_cmpuint (count_candidates (manager), ==, 2);
  choose (manager, "Marta Rojas");
  enter (manager, "739146");
  g_assert_cmpstr (get_label (page, "missing"), ==, "");
  click (fiel_window_test_get_child (page, "go_on"));

  /* Anybody but her looks too. */
  g_assert_cmpuint (count_candidates (witness), ==, 2);
  g_assert_cmpstr (get_label (look, "missing"), ==, "A second person types their PIN.");
  choose (witness, "Ana Riquelme");
  enter (witness, "4820");
  g_assert_cmpstr (get_label (witness, "approved_words"), ==, "Ana Riquelme has looked at it too");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (fiel_window_test_get_child (look, "looked")), TRUE);
  fiel_window_test_wait_us (test, FIEL_SECOND_LOOK_DEAF_US);
  click (fiel_window_test_get_child (look, "confirm"));
  g_assert_nonnull (strstr (fiel_fake_engine_get_said (test->engine), "Marta Rojas"));
  g_assert_nonnull (strstr (fiel_fake_engine_get_said (test->engine), "Ana Riquelme"));
}

/* -- The close of a shift ------------------------------------------------------------------------------------------ */

static GtkWidget *
get_shift (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (
    fiel_window_test_get_child (fiel_window_test_get_child (test->window, "back_pages"), "shift"), name);
}

static gboolean
is_checked (gpointer user_data)
{
  return gtk_widget_get_visible (get_shift (user_data, "again"));
}

static gboolean
shows_paper (gpointer user_data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (get_shift (user_data, "stack"))), "paper") == 0;
}

static void
test_shift (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *confirm = NULL;
  GtkWidget *approval = NULL;

  sign_in (test, "ana", "4820");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-shift", NULL);
  fiel_test_run_until (is_checked, test, "the shift is checked", 20);
  click (get_shift (test, "leave"));
  confirm = get_shift (test, "confirm");
  approval = fiel_window_test_get_child (confirm, "pin");
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (confirm, "manager")));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), approval));
  g_assert_cmpstr (get_label (confirm, "missing"), ==, "A manager types their PIN.");
  g_assert_false (gtk_widget_is_sensitive (fiel_window_test_get_child (confirm, "close")));
  choose (approval, "Marta Rojas");
  enter (approval, "739146");
  fiel_window_test_wait_us (test, G_USEC_PER_SEC);
  click (fiel_window_test_get_child (confirm, "close"));
  fiel_test_run_until (shows_paper, test, "the Z is shown", 20);
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/approval/return", &store, test_return);
  fiel_window_test_add ("/approval/taken-back", &store, test_taken_back);
  fiel_window_test_add ("/approval/not-oneself", &store, test_not_oneself);
  fiel_window_test_add ("/approval/keys-go-on", &store, test_keys_go_on);
  fiel_window_test_add ("/approval/by-hand", &store, test_by_hand);
  fiel_window_test_add ("/approval/shift", &store, test_shift);

  return g_test_run ();
}
