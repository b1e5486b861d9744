/* test-today-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-today-list.h"

typedef struct
{
  GListStore *attempts;   /* owned */
  FielTodayList *today;   /* owned */
  guint n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->attempts = g_list_store_new (FIEL_TYPE_ATTEMPT);
  fixture->today = fiel_today_list_new (G_LIST_MODEL (fixture->attempts));
  g_signal_connect_swapped (fixture->today, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->today);
  g_assert_finalize_object (fixture->attempts);
}

/* The newest stands first, as in the engine's list. */
static FielAttempt *
add (Fixture *fixture, FielAttemptKind kind, gint64 minor)
{
  FielAttemptOrigin origin = { .id = "a", .kind = kind, .amount = fiel_money_make (minor, fiel_currency_find ("CLP")),
                               .terminal_name = "T", .provider_name = "P", .actor = "A" };
  g_autoptr (FielAttempt) attempt = fiel_attempt_new (&origin);

  g_list_store_insert (fixture->attempts, 0, attempt);

  return attempt;
}

static void
close_attempt (FielAttempt *attempt, FielOutcome outcome, gint64 approved)
{
  fiel_attempt_set_approved (attempt, fiel_money_make (approved, fiel_currency_find ("CLP")));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome, 1);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
}

static FielAttempt *
get_row (Fixture *fixture, guint position)
{
  g_autoptr (FielAttempt) attempt = g_list_model_get_item (fiel_today_list_get_model (fixture->today), position);

  return attempt;
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  FielAttempt *old = add (fixture, FIEL_ATTEMPT_KIND_SALE, 1);
  FielAttempt *middle = add (fixture, FIEL_ATTEMPT_KIND_SALE, 2);
  FielAttempt *young = add (fixture, FIEL_ATTEMPT_KIND_SALE, 3);

  g_assert_true (get_row (fixture, 0) == young);
  fiel_attempt_set_phase (old, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  g_assert_true (get_row (fixture, 0) == old);
  g_assert_true (get_row (fixture, 1) == young);
  g_assert_true (get_row (fixture, 2) == middle);
  fiel_attempt_set_phase (middle, FIEL_ATTEMPT_PHASE_CHECKING);
  g_assert_true (get_row (fixture, 0) == middle);
  g_assert_true (get_row (fixture, 1) == old);
  close_attempt (old, FIEL_OUTCOME_DECLINED, 0);
  close_attempt (middle, FIEL_OUTCOME_APPROVED, 2);
  g_assert_true (get_row (fixture, 0) == young);
  g_assert_true (get_row (fixture, 2) == old);
}

static void
test_sums (Fixture *fixture, gconstpointer data)
{
  FielTodaySums sums = fiel_today_list_get_sums (fixture->today);
  FielAttempt *attempt;

  g_assert_null (sums.total.currency);
  for (FielOutcome outcome = FIEL_OUTCOME_APPROVED; outcome < FIEL_N_OUTCOMES; outcome++)
    close_attempt (add (fixture, FIEL_ATTEMPT_KIND_SALE, 1000), outcome,
                   outcome == FIEL_OUTCOME_APPROVED ? 1000 : outcome == FIEL_OUTCOME_PARTLY_APPROVED ? 300 : 0);
  close_attempt (add (fixture, FIEL_ATTEMPT_KIND_REFUND, 200), FIEL_OUTCOME_APPROVED, 200);
  attempt = add (fixture, FIEL_ATTEMPT_KIND_SALE, 5000);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);

  /* 1000 approved, 300 in part, 1000 by hand, 200 back; what is open is in no sum. */
  sums = fiel_today_list_get_sums (fixture->today);
  g_assert_cmpuint (sums.n_sales, ==, 3);
  g_assert_cmpuint (sums.n_returns, ==, 1);
  g_assert_cmpint (sums.total.minor, ==, 2100);
  g_assert_cmpuint (sums.n_unresolved, ==, 1);
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  FielAttempt *attempt = add (fixture, FIEL_ATTEMPT_KIND_SALE, 1);
  g_autoptr (FielAttempt) last = fiel_today_list_get_last (fixture->today);
  guint n_before = fixture->n_changes;

  g_assert_cmpuint (n_before, ==, 1);
  g_assert_null (last);
  close_attempt (attempt, FIEL_OUTCOME_APPROVED, 1);
  g_assert_cmpuint (fixture->n_changes, >, n_before);
  last = fiel_today_list_get_last (fixture->today);
  g_assert_true (last == attempt);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/today-list/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/today-list/sums", Fixture, NULL, set_up, test_sums, tear_down);
  g_test_add ("/today-list/changes", Fixture, NULL, set_up, test_changes, tear_down);

  return g_test_run ();
}
