/* test-attempt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-terminal-private.h"
#include "fiel-timeline.h"

static FielAttempt *
make_attempt (FielTerminal *terminal)
{
  const FielAttemptOrigin origin = {
    .id = "0123456789abcdefghijklmno",
    .kind = FIEL_ATTEMPT_KIND_SALE,
    .amount = fiel_money_make (12990, fiel_currency_find ("CLP")),
    .reference = "4518",
    .terminal = terminal,
    .terminal_name = "Terminal Norte",
    .provider_name = "Getnet",
    .actor = "Ana",
    .original = "abcdefghijklmno0123456789",
    .saved_wall_us = 77,
  };

  return fiel_attempt_new (&origin);
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  GHashTable *counts = user_data;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, pspec->name));

  g_hash_table_insert (counts, (gpointer) pspec->name, GUINT_TO_POINTER (n + 1));
}

static guint
get_count (GHashTable *counts, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));
}

static void
test_origin (void)
{
  g_autoptr (FielTerminal) terminal = fiel_terminal_new ("norte", "Terminal Norte", "Getnet", "PCTC00001234");
  FielAttempt *attempt = make_attempt (terminal);
  g_autofree char *id = NULL;
  g_autofree char *actor = NULL;
  g_autoptr (GListModel) steps = NULL;
  g_autoptr (FielTerminal) kept = NULL;
  FielMoney *amount = NULL;
  gint64 saved = 0;
  FielAttemptState state = FIEL_ATTEMPT_STATE_CLOSED;

  g_object_get (attempt, "id", &id, "actor", &actor, "amount", &amount, "saved-wall-us", &saved, "state", &state,
                "steps", &steps, "terminal", &kept, NULL);
  g_assert_cmpstr (id, ==, "0123456789abcdefghijklmno");
  g_assert_cmpstr (actor, ==, "Ana");
  g_assert_cmpint (amount->minor, ==, 12990);
  g_assert_cmpint (saved, ==, 77);
  g_assert_cmpint (state, ==, FIEL_ATTEMPT_STATE_PROPOSED);
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 0);
  g_assert_true (kept == terminal);
  g_boxed_free (FIEL_TYPE_MONEY, amount);

  g_assert_cmpstr (fiel_attempt_get_reference (attempt), ==, "4518");
  g_assert_cmpstr (fiel_attempt_get_terminal_name (attempt), ==, "Terminal Norte");
  g_assert_cmpstr (fiel_attempt_get_provider_name (attempt), ==, "Getnet");
  g_assert_cmpstr (fiel_attempt_get_original (attempt), ==, "abcdefghijklmno0123456789");
  g_assert_null (fiel_attempt_get_provider_id (attempt));
  g_assert_cmpint (fiel_attempt_get_approved (attempt).minor, ==, 0);
  g_assert_finalize_object (attempt);
}

/* Every readable property gives a value of its own type without a warning. */
static void
test_properties (void)
{
  FielAttempt *attempt = make_attempt (NULL);
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (attempt), &n);

  g_assert_cmpuint (n, ==, 40);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, specs[i]->value_type);
      g_object_get_property (G_OBJECT (attempt), specs[i]->name, &value);
      g_assert_cmpint (specs[i]->flags & (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY), ==,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY);
    }
  g_assert_finalize_object (attempt);
}

static void
test_notify_once (void)
{
  FielAttempt *attempt = make_attempt (NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  g_signal_connect (attempt, "notify", G_CALLBACK (count_notify), counts);
  for (guint i = 0; i < 2; i++)
    {
      fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
      fiel_attempt_set_provider_words (attempt, "77", NULL, "TRANSACTION SENT");
      fiel_attempt_set_provider_words (attempt, NULL, NULL, NULL);
      fiel_attempt_set_card (attempt, "018734", "VI", "CR", "4242");
      fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_ASKED, TRUE);
      fiel_attempt_set_checks (attempt, 1, 5, 9);
      fiel_attempt_set_checking (attempt, TRUE);
      fiel_attempt_set_parked (attempt, TRUE);
      fiel_attempt_set_contradiction (attempt, FIEL_CONTRADICTION_UNCLEAR);
      fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_APPROVED, "018734");
      fiel_attempt_set_times (attempt, 3, 300);
      fiel_attempt_set_reason (attempt, FIEL_REASON_ANSWER_LOST);
      fiel_attempt_set_approved (attempt, fiel_money_make (12990, fiel_currency_find ("CLP")));
    }

  g_assert_cmpuint (get_count (counts, "phase"), ==, 1);
  g_assert_cmpuint (get_count (counts, "provider-id"), ==, 1);
  g_assert_cmpuint (get_count (counts, "provider-code"), ==, 0);
  g_assert_cmpuint (get_count (counts, "provider-message"), ==, 1);
  g_assert_cmpuint (get_count (counts, "last4"), ==, 1);
  g_assert_cmpuint (get_count (counts, "cancel-state"), ==, 1);
  g_assert_cmpuint (get_count (counts, "can-cancel"), ==, 1);
  g_assert_cmpuint (get_count (counts, "n-checks"), ==, 1);
  g_assert_cmpuint (get_count (counts, "next-check-us"), ==, 1);
  g_assert_cmpuint (get_count (counts, "parked"), ==, 1);
  g_assert_cmpuint (get_count (counts, "conflict"), ==, 1);
  g_assert_cmpuint (get_count (counts, "contradiction"), ==, 1);
  g_assert_cmpuint (get_count (counts, "sighting"), ==, 1);
  g_assert_cmpuint (get_count (counts, "slip-code"), ==, 1);
  g_assert_cmpuint (get_count (counts, "deadline-us"), ==, 1);
  g_assert_cmpuint (get_count (counts, "reason"), ==, 1);
  g_assert_cmpuint (get_count (counts, "approved"), ==, 1);
  g_assert_cmpstr (fiel_attempt_get_provider_id (attempt), ==, "77");
  g_assert_cmpstr (fiel_attempt_get_authorization (attempt), ==, "018734");
  g_assert_finalize_object (attempt);
}

static void
test_terminal (void)
{
  FielTerminal *terminal = fiel_terminal_new ("norte", "Terminal Norte", "Getnet", "PCTC00001234");
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  FielAttempt *attempt = make_attempt (terminal);

  g_assert_cmpstr (fiel_terminal_get_serial_tail (terminal), ==, "1234");
  g_assert_cmpint (fiel_terminal_get_availability (terminal), ==, FIEL_AVAILABILITY_NOT_CHECKED);

  g_signal_connect (terminal, "notify", G_CALLBACK (count_notify), counts);
  fiel_terminal_set_attempt (terminal, attempt);
  g_assert_cmpint (fiel_terminal_get_availability (terminal), ==, FIEL_AVAILABILITY_OURS);
  g_assert_cmpuint (get_count (counts, "availability"), ==, 1);

  fiel_terminal_set_probed (terminal, FIEL_AVAILABILITY_BUSY, 44);
  g_assert_cmpint (fiel_terminal_get_availability (terminal), ==, FIEL_AVAILABILITY_OURS);
  g_assert_cmpuint (get_count (counts, "availability"), ==, 1);
  g_assert_cmpint (fiel_terminal_get_checked_wall_us (terminal), ==, 44);

  fiel_terminal_set_attempt (terminal, NULL);
  g_assert_cmpint (fiel_terminal_get_availability (terminal), ==, FIEL_AVAILABILITY_BUSY);
  g_assert_cmpuint (get_count (counts, "availability"), ==, 2);
  g_assert_cmpuint (get_count (counts, "attempt"), ==, 2);

  g_assert_finalize_object (attempt);
  g_assert_finalize_object (terminal);
}

static char *
print_steps (GListStore *steps)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (steps));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FielStep) step = g_list_model_get_item (G_LIST_MODEL (steps), i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", fiel_enum_nick (FIEL_TYPE_STEP_KIND, (int) fiel_step_get_kind (step)));
      if (fiel_step_get_count (step) > 1)
        g_string_append_printf (text, "*%u", fiel_step_get_count (step));
      if (!fiel_step_get_done (step))
        g_string_append (text, "…");
      else if (fiel_step_get_duration_us (step) > 0)
        g_string_append_printf (text, "(%d)", (int) fiel_step_get_duration_us (step));
    }

  return g_strdup (text->str);
}

#define assert_steps(steps, expected) \
  G_STMT_START \
  { \
    g_autofree char *printed = print_steps (steps); \
    g_assert_cmpstr (printed, ==, expected); \
  } \
  G_STMT_END

static void
test_timeline (void)
{
  g_autoptr (GListStore) steps = g_list_store_new (FIEL_TYPE_STEP);

  fiel_timeline_add (steps, FIEL_STEP_SAVED, 1, 100);
  fiel_timeline_add (steps, FIEL_STEP_SENT, 1, 110);
  assert_steps (steps, "saved sent…");
  fiel_timeline_add (steps, FIEL_STEP_ACCEPTED, 1, 150);
  fiel_timeline_add (steps, FIEL_STEP_WAITING, 1, 150);
  fiel_timeline_add (steps, FIEL_STEP_WAITING, 1, 151);
  assert_steps (steps, "saved sent(40) accepted waiting…");
  fiel_timeline_add (steps, FIEL_STEP_CANCEL_ASKED, 1, 200);
  fiel_timeline_add (steps, FIEL_STEP_CHECKED, 1, 210);
  fiel_timeline_add (steps, FIEL_STEP_CHECKED, 1, 220);
  assert_steps (steps, "saved sent(40) accepted cancel-asked… checked*2 waiting…");
  fiel_timeline_add (steps, FIEL_STEP_CANCEL_REFUSED, 1, 260);
  fiel_timeline_add (steps, FIEL_STEP_CHECKED, 1, 270);
  assert_steps (steps, "saved sent(40) accepted cancel-asked(60) checked*2 cancel-refused checked waiting…");
  fiel_timeline_add (steps, FIEL_STEP_CLOSED, 1, 300);
  fiel_timeline_add (steps, FIEL_STEP_CONFLICT, 1, 400);
  assert_steps (steps, "saved sent(40) accepted cancel-asked(60) checked*2 cancel-refused checked closed conflict");
}

/* After a restart nobody knows how long the request was on its way. */
static void
test_timeline_restart (void)
{
  g_autoptr (GListStore) steps = g_list_store_new (FIEL_TYPE_STEP);

  fiel_timeline_add (steps, FIEL_STEP_SAVED, 1, 0);
  fiel_timeline_add (steps, FIEL_STEP_SENT, 1, 0);
  fiel_timeline_add (steps, FIEL_STEP_RESTARTED, 9, 50);
  fiel_timeline_add (steps, FIEL_STEP_WAITING, 9, 50);
  assert_steps (steps, "saved sent restarted waiting…");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attempt/origin", test_origin);
  g_test_add_func ("/attempt/properties", test_properties);
  g_test_add_func ("/attempt/notify-once", test_notify_once);
  g_test_add_func ("/terminal/availability", test_terminal);
  g_test_add_func ("/timeline/rules", test_timeline);
  g_test_add_func ("/timeline/restart", test_timeline_restart);

  return g_test_run ();
}
