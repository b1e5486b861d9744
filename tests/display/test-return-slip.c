/* test-return-slip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-fake-refund-desk.h"
#include "fiel-press-guard.h"
#include "fiel-return-confirm.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

/* Money goes back of a sale whose authorization the journal does not know: the page asks for the customer's slip. */

static const FielWindowTestStore live = { .environment = "production" };
static const FielWindowTestStore limited = { .environment = "production", .till = "return-limit=10000" };

static GtkWidget *
get (FielWindowTest *test, const char *name)
{
  GtkWidget *pages = fiel_window_test_get_child (test->window, "back_pages");

  return fiel_window_test_get_child (fiel_window_test_get_child (pages, "return_page"), name);
}

static GtkWidget *
get_in (FielWindowTest *test, const char *part, const char *name)
{
  return fiel_window_test_get_child (get (test, part), name);
}

static gboolean
shows_step (FielWindowTest *test, const char *name)
{
  return gtk_stack_get_visible_child (GTK_STACK (get (test, "steps"))) == get (test, name);
}

static void
assert_text (GtkWidget *label, const char *expected)
{
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, expected);
}

static void
assert_missing (FielWindowTest *test, const char *expected)
{
  assert_text (get (test, "missing"), expected);
  g_assert_cmpint (gtk_widget_is_sensitive (get (test, "go_on")), ==, *expected == '\0');
}

static void
type_into (FielWindowTest *test, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_in (test, "slip", name)), text);
}

static void
type_code (FielWindowTest *test, const char *text)
{
  type_into (test, "authorization", text);
}

static void
open_return (FielWindowTest *test, const char *authorization)
{
  FielAttempt *sale =
    fiel_fake_refund_desk_add_sale (test->engine, "norte", 12990, "004518", authorization, NULL);

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.return-money", "s", fiel_attempt_get_id (sale));
  fiel_test_drain ();
  g_assert_true (shows_step (test, "form"));
}

static void
choose_reason (FielWindowTest *test)
{
  g_object_set (get_in (test, "reason", "reason"), "selected", 1, NULL);
}

static void
click (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  fiel_test_drain ();
}

static void
confirm (FielWindowTest *test)
{
  fiel_window_test_wait_us (test, FIEL_RETURN_CONFIRM_DEAF_US);
  click (get_in (test, "confirm", "confirm"));
}

/* What is missing names the remedy; the code is read once more before it is sent. */
static void
test_typed (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_refund_desk_set_means (test->engine, FALSE, TRUE);
  open_return (test, NULL);
  g_assert_true (gtk_widget_get_visible (get (test, "slip")));
  assert_text (get_in (test, "slip", "why"),
               "Getnet needs the sale’s authorization code, and it is not known here. Type it as the customer’s slip "
               "shows it.");
  g_assert_true (gtk_widget_get_visible (get_in (test, "slip", "authorization")));
  g_assert_false (gtk_widget_get_visible (get_in (test, "slip", "date")));
  choose_reason (test);
  assert_missing (test, "Type the authorization code from the customer’s slip.");
  type_code (test, "  ");
  assert_missing (test, "Type the authorization code from the customer’s slip.");
  type_code (test, "4111111111111111");
  assert_missing (test, "Type the authorization code as the customer’s slip shows it.");
  type_code (test, " 310262 ");
  assert_missing (test, "");

  click (get (test, "go_on"));
  g_assert_true (shows_step (test, "confirm"));
  assert_text (get_in (test, "confirm", "question"), "Return $12.990. The customer must be present with the card.");
  assert_text (get_in (test, "confirm", "reasons"),
               "Reason: The product is faulty\nAuthorization code on the slip: 310262");
  confirm (test);
  g_assert_cmpstr (fiel_fake_refund_desk_get_order (test->engine), ==,
                   "12990 of attempt000000000000000000 on norte: The product is faulty (Ana Riquelme, -) 310262");
}

/* Pressed twice, one order leaves. */
static void
test_pressed_twice (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_refund_desk_set_means (test->engine, FALSE, TRUE);
  fiel_fake_refund_desk_hold (test->engine);
  open_return (test, NULL);
  choose_reason (test);
  type_code (test, "310262");
  click (get (test, "go_on"));
  confirm (test);
  g_signal_emit_by_name (get_in (test, "confirm", "confirm"), "clicked");
  fiel_test_drain ();
  g_assert_cmpuint (fiel_fake_refund_desk_get_n_refunds (test->engine), ==, 1);
  fiel_fake_refund_desk_answer (test->engine, NULL);
  fiel_test_drain ();
}

/* A cancelled sale needs no code; a part of it does, and what was typed before is not sent with the whole. */
static void
test_part_alone (FielWindowTest *test, gconstpointer data)
{
  open_return (test, NULL);
  choose_reason (test);
  g_assert_false (gtk_widget_get_visible (get (test, "slip")));
  assert_missing (test, "");
  fiel_window_test_type (test, "4 9 9 0");
  g_assert_true (gtk_widget_get_visible (get (test, "slip")));
  assert_missing (test, "Type the authorization code from the customer’s slip.");
  type_code (test, "310262");
  assert_missing (test, "");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_in (test, "amount", "all")), TRUE);
  fiel_test_drain ();
  g_assert_false (gtk_widget_get_visible (get (test, "slip")));
  click (get (test, "go_on"));
  confirm (test);
  g_assert_cmpstr (fiel_fake_refund_desk_get_order (test->engine), ==,
                   "12990 of attempt000000000000000000 on norte: The product is faulty (Ana Riquelme, -)");
}

/* Where the journal knows the code nothing is asked for. */
static void
test_known (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_refund_desk_set_means (test->engine, FALSE, TRUE);
  open_return (test, "018734");
  choose_reason (test);
  g_assert_false (gtk_widget_get_visible (get (test, "slip")));
  assert_missing (test, "");
}

/* The till's own day stands there and is as good as any; another one is near it, and is read once more. */
static void
test_day (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_refund_desk_set_means (test->engine, FALSE, TRUE);
  fiel_fake_refund_desk_set_day (test->engine, "2020-01-31");
  open_return (test, "018734");
  choose_reason (test);
  g_assert_false (gtk_widget_get_visible (get_in (test, "slip", "authorization")));
  assert_text (get_in (test, "slip", "why"),
               "Getnet finds the sale by its day as well: compare it with the customer’s slip.");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_in (test, "slip", "date"))), ==, "31/01/2020");
  assert_missing (test, "");
  type_into (test, "date", "");
  assert_missing (test, "Type the day of the sale from the customer’s slip, like 31/01/2026.");
  type_into (test, "date", "2/2/2020");
  assert_missing (test, "This till has the sale under 31/01/2020. The slip can show that day, the day before or the day "
                        "after.");
  type_into (test, "date", "1/2/2020");
  assert_missing (test, "");

  click (get (test, "go_on"));
  assert_text (get_in (test, "confirm", "reasons"),
               "Reason: The product is faulty\nDay of the sale on the slip: 01/02/2020");
  confirm (test);
  g_assert_cmpstr (fiel_fake_refund_desk_get_order (test->engine), ==,
                   "12990 of attempt000000000000000000 on norte: The product is faulty (Ana Riquelme, -) 2020-02-01");
}

/* Both are asked for where both may be wrong. */
static void
test_day_and_code (FielWindowTest *test, gconstpointer data)
{
  fiel_fake_refund_desk_set_means (test->engine, FALSE, TRUE);
  fiel_fake_refund_desk_set_day (test->engine, "2020-01-31");
  open_return (test, NULL);
  choose_reason (test);
  assert_text (get_in (test, "slip", "why"),
               "Getnet needs the sale’s authorization code, and it is not known here. Type it as the customer’s slip "
               "shows it.\nGetnet finds the sale by its day as well: compare it with the customer’s slip.");
  type_code (test, "310262");
  assert_missing (test, "");
  click (get (test, "go_on"));
  assert_text (get_in (test, "confirm", "reasons"),
               "Reason: The product is faulty\nAuthorization code on the slip: 310262");
}

/* Enter leads to the code, from there on to the manager, and to the question. */
static void
test_keys_alone (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *focus = NULL;

  fiel_fake_refund_desk_set_means (test->engine, FALSE, TRUE);
  open_return (test, NULL);
  choose_reason (test);
  gtk_widget_activate_action (get (test, "steps"), "default.activate", NULL);
  fiel_test_drain ();
  focus = gtk_window_get_focus (GTK_WINDOW (test->window));
  g_assert_true (gtk_widget_is_ancestor (focus, get_in (test, "slip", "authorization")));
  type_code (test, "310262");
  g_signal_emit_by_name (focus, "activate");
  fiel_test_drain ();
  focus = gtk_window_get_focus (GTK_WINDOW (test->window));
  g_assert_true (gtk_widget_is_ancestor (focus, get (test, "approval")));

  gtk_editable_set_text (GTK_EDITABLE (get_in (test, "approval", "name")), "Eva Soto");
  g_signal_emit_by_name (focus, "activate");
  fiel_test_drain ();
  g_assert_true (shows_step (test, "confirm"));
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/return-slip/typed", &live, test_typed);
  fiel_window_test_add ("/return-slip/pressed-twice", &live, test_pressed_twice);
  fiel_window_test_add ("/return-slip/part-alone", &live, test_part_alone);
  fiel_window_test_add ("/return-slip/known", &live, test_known);
  fiel_window_test_add ("/return-slip/day", &live, test_day);
  fiel_window_test_add ("/return-slip/day-and-code", &live, test_day_and_code);
  fiel_window_test_add ("/return-slip/keys-alone", &limited, test_keys_alone);

  return g_test_run ();
}
