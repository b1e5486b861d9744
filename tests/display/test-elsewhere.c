/* test-elsewhere.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-pages.h"
#include "fiel-attempt-private.h"
#include "fiel-result-page.h"
#include "fiel-terminal-private.h"
#include "fiel-test.h"
#include "fiel-unconfirmed-page.h"
#include "fiel-window-test.h"

/* A payment has its result while somebody is elsewhere: in the journal, or before the lock. Nothing is taken from their
 * hands, and nothing passes by unseen. */

#define PEOPLE "[person marta]\nname=Marta Rojas\nrole=manager\n[person ana]\nname=Ana Riquelme\nrole=cashier\n"

static void
open_people (FielEngine *engine)
{
  fiel_fake_engine_open_people (engine, "marta=739146 ana=4820");
  fiel_fake_engine_sign_in (engine, "ana", "4820");
}

static void
open_locked (FielEngine *engine)
{
  fiel_fake_engine_open_people (engine, "marta=739146 ana=4820");
}

static const FielWindowTestStore store = { .environment = "production", .prepare = fiel_fake_engine_open_journal };
static const FielWindowTestStore people = { .environment = "production", .till = PEOPLE, .prepare = open_people };
static const FielWindowTestStore locked = { .environment = "production", .till = PEOPLE, .prepare = open_locked };

static GtkWidget *
get_part (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (test->window, name);
}

static gboolean
shows (FielWindowTest *test, const char *page)
{
  return gtk_stack_get_visible_child (GTK_STACK (get_part (test, "pages"))) == get_part (test, page);
}

static gboolean
has_focus_in (FielWindowTest *test, const char *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (test->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, get_part (test, page));
}

static void
activate (FielWindowTest *test, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (test->window), action, NULL);
  fiel_window_test_wait_us (test, 1);
}

static GtkWidget *
get_attempt_page (FielWindowTest *test)
{
  return gtk_stack_get_visible_child (GTK_STACK (gtk_widget_get_first_child (get_part (test, "attempt_pages"))));
}

static FielAttempt *
charge (FielWindowTest *test)
{
  FielAttempt *attempt = NULL;

  fiel_terminal_set_can_cancel (fiel_engine_find_terminal (test->engine, "norte"), TRUE);
  attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");
  fiel_window_show_attempt (test->window, attempt);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_NONE, TRUE);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_fake_engine_refresh (test->engine);

  return attempt;
}

static void
close_attempt (FielWindowTest *test, FielAttempt *attempt, FielOutcome outcome)
{
  if (outcome == FIEL_OUTCOME_APPROVED)
    fiel_attempt_set_approved (attempt, fiel_attempt_get_amount (attempt));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome,
                          fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_test_wait_us (test, 1);
}

/* The search goes on, and the result waits for whoever comes back. */
static void
test_result (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test);

  activate (test, "win.show-journal");
  g_assert_true (has_focus_in (test, "back_pages"));
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED);
  g_assert_true (has_focus_in (test, "back_pages"));
  fiel_window_test_type (test, "Return");
  fiel_window_test_wait_us (test, 60 * G_USEC_PER_SEC);
  g_assert_true (shows (test, "back_pages"));

  activate (test, "win.back");
  g_assert_true (shows (test, "shell"));
  g_assert_true (FIEL_IS_RESULT_PAGE (get_attempt_page (test)));
  g_assert_true (has_focus_in (test, "attempt_pages"));
  fiel_window_test_wait_us (test, 60 * G_USEC_PER_SEC);
  g_assert_true (fiel_window_get_attempt (test->window) == attempt);
}

/* No key that is meant for the search answers a question that nobody sees. */
static void
test_unconfirmed (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test);

  activate (test, "win.show-journal");
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_reason (attempt, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_test_wait_us (test, 10 * G_USEC_PER_SEC);
  g_assert_true (has_focus_in (test, "back_pages"));

  activate (test, "win.back");
  g_assert_true (FIEL_IS_UNCONFIRMED_PAGE (get_attempt_page (test)));
  g_assert_true (has_focus_in (test, "attempt_pages"));
}

/* The customer pays otherwise, and the till comes back by itself: but not from under somebody's hands. */
static void
test_stopped (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test);

  activate (test, "win.pay-otherwise");
  activate (test, "win.show-journal");
  close_attempt (test, attempt, FIEL_OUTCOME_CANCELLED);
  g_assert_true (shows (test, "back_pages"));
  g_assert_true (has_focus_in (test, "back_pages"));
}

/* The PIN is typed to its end. */
static void
test_locked (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = charge (test);

  activate (test, "win.lock");
  g_assert_true (shows (test, "lock_page"));
  g_assert_true (has_focus_in (test, "lock_page"));
  close_attempt (test, attempt, FIEL_OUTCOME_APPROVED);
  g_assert_true (shows (test, "lock_page"));
  g_assert_true (has_focus_in (test, "lock_page"));
}

/* What the last run left open is shown to whoever signs in. */
static void
test_begins_locked (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");

  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_window_begin (test->window);
  fiel_window_test_wait_us (test, G_USEC_PER_SEC);
  g_assert_true (shows (test, "lock_page"));
  g_assert_true (has_focus_in (test, "lock_page"));
}

static gboolean
is_narrow (gpointer test)
{
  return !gtk_widget_get_visible (fiel_window_test_get_in_header (test, "identity_words"));
}

static gboolean
is_wide (gpointer test)
{
  return !is_narrow (test);
}

/* The header is over every page, and as wide as the window. */
static void
test_header (FielWindowTest *test, gconstpointer data)
{
  activate (test, "win.show-journal");
  g_assert_true (is_wide (test));
  gtk_window_set_default_size (GTK_WINDOW (test->window), 420, 700);
  fiel_test_run_until (is_narrow, test, "the header is narrow", 20);
  gtk_window_set_default_size (GTK_WINDOW (test->window), 1100, 720);
  fiel_test_run_until (is_wide, test, "the header is wide", 20);
  g_assert_true (shows (test, "back_pages"));
}

int
main (int argc, char **argv)
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/display/elsewhere/result", &store, test_result);
  fiel_window_test_add ("/display/elsewhere/unconfirmed", &store, test_unconfirmed);
  fiel_window_test_add ("/display/elsewhere/stopped", &store, test_stopped);
  fiel_window_test_add ("/display/elsewhere/locked", &people, test_locked);
  fiel_window_test_add ("/display/elsewhere/begins-locked", &locked, test_begins_locked);
  fiel_window_test_add ("/display/elsewhere/header", &store, test_header);

  return g_test_run ();
}
