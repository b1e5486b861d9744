/* test-resolve-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-alert.h"
#include "fiel-attempt-private.h"
#include "fiel-resolve-list.h"

typedef struct
{
  GListStore *attempts;     /* owned */
  GListStore *alerts;       /* owned */
  FielResolveList *list;    /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->attempts = g_list_store_new (FIEL_TYPE_ATTEMPT);
  fixture->alerts = g_list_store_new (FIEL_TYPE_ALERT);
  fixture->list = fiel_resolve_list_new (G_LIST_MODEL (fixture->attempts), G_LIST_MODEL (fixture->alerts));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->alerts);
  g_assert_finalize_object (fixture->attempts);
}

/* The newest stands first, as in the engine's lists. */
static FielAttempt *
add_attempt (Fixture *fixture, const char *id, FielAttemptPhase phase)
{
  FielAttemptOrigin origin = { .id = id, .kind = FIEL_ATTEMPT_KIND_SALE,
                               .amount = fiel_money_make (5000, fiel_currency_find ("CLP")),
                               .terminal_name = "T", .provider_name = "P", .actor = "A" };
  g_autoptr (FielAttempt) attempt = fiel_attempt_new (&origin);

  fiel_attempt_set_phase (attempt, phase);
  g_list_store_insert (fixture->attempts, 0, attempt);

  return attempt;
}

static void
add_alert (Fixture *fixture, FielAlertKind kind, gint64 seq)
{
  FielAlertContent content = { .kind = kind, .seq = seq };
  g_autoptr (FielAlert) alert = fiel_alert_new (&content);

  g_list_store_insert (fixture->alerts, 0, alert);
}

/* "a b 7 9": ids of attempts and numbers of alerts, from the top. */
static char *
tell (Fixture *fixture)
{
  GListModel *model = fiel_resolve_list_get_model (fixture->list);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (FIEL_IS_ATTEMPT (item))
        g_string_append (text, fiel_attempt_get_id (FIEL_ATTEMPT (item)));
      else
        g_string_append_printf (text, "%d", (int) fiel_alert_get_seq (FIEL_ALERT (item)));
    }

  return g_string_free (text, FALSE);
}

static void
assert_list (Fixture *fixture, const char *expected)
{
  g_autofree char *told = tell (fixture);

  g_assert_cmpstr (told, ==, expected);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  assert_list (fixture, "");
  add_alert (fixture, FIEL_ALERT_UNMATCHED, 3);
  add_alert (fixture, FIEL_ALERT_CONFLICT, 5);
  add_attempt (fixture, "old", FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  add_attempt (fixture, "waits", FIEL_ATTEMPT_PHASE_WAITING);
  add_attempt (fixture, "new", FIEL_ATTEMPT_PHASE_CHECKING);
  add_attempt (fixture, "done", FIEL_ATTEMPT_PHASE_DONE);
  add_alert (fixture, FIEL_ALERT_UNMATCHED, 8);
  add_alert (fixture, FIEL_ALERT_CONFLICT, 9);
  assert_list (fixture, "old new 5 9 3 8");
}

static void
test_phases (Fixture *fixture, gconstpointer data)
{
  FielAttempt *first = add_attempt (fixture, "a", FIEL_ATTEMPT_PHASE_WAITING);
  FielAttempt *second = add_attempt (fixture, "b", FIEL_ATTEMPT_PHASE_UNCONFIRMED);

  assert_list (fixture, "b");
  fiel_attempt_set_phase (first, FIEL_ATTEMPT_PHASE_CHECKING);
  assert_list (fixture, "a b");
  fiel_attempt_set_phase (second, FIEL_ATTEMPT_PHASE_DONE);
  assert_list (fixture, "a");
  fiel_attempt_set_phase (first, FIEL_ATTEMPT_PHASE_DONE);
  assert_list (fixture, "");
}

static void
count_cb (guint *n_changes)
{
  (*n_changes)++;
}

/* A row under somebody's hand must not be taken away and put back. */
static void
test_what_stays_is_not_touched (Fixture *fixture, gconstpointer data)
{
  guint n_changes = 0;
  FielAttempt *attempt;

  add_alert (fixture, FIEL_ALERT_CONFLICT, 1);
  attempt = add_attempt (fixture, "a", FIEL_ATTEMPT_PHASE_CHECKING);
  g_signal_connect_swapped (fiel_resolve_list_get_model (fixture->list), "items-changed", G_CALLBACK (count_cb),
                            &n_changes);

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  add_attempt (fixture, "done", FIEL_ATTEMPT_PHASE_DONE);
  g_assert_cmpuint (n_changes, ==, 0);
  add_alert (fixture, FIEL_ALERT_UNMATCHED, 2);
  g_assert_cmpuint (n_changes, ==, 1);
  g_list_store_remove_all (fixture->alerts);
  assert_list (fixture, "a");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  add ("/resolve-list/order", test_order);
  add ("/resolve-list/phases", test_phases);
  add ("/resolve-list/what-stays-is-not-touched", test_what_stays_is_not_touched);
#undef add

  return g_test_run ();
}
