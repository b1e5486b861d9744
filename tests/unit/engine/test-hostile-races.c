/* test-hostile-races.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-test.h"

/* Charges that meet: asked for in one turn of the main loop, before any of them is written. */

typedef struct
{
  const char *what;
  const char *terminal;
  gint64 minor;
  const char *reference;
  gboolean may_both;        /* two payments are right */
} Second;

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
have_results (gpointer user_data)
{
  GAsyncResult **kept = user_data;

  return kept[0] != NULL && kept[1] != NULL;
}

static guint
count_open (EngineFixture *fixture)
{
  return fiel_engine_get_n_open (fixture->engine);
}

/* Charges "A-1" 5000 on norte and @second at once. Returns how many were taken. */
static guint
charge_both (EngineFixture *fixture, const char *first_reference, const Second *second)
{
  GAsyncResult *results[2] = { NULL, NULL };
  guint n = 0;

  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, "norte"), engine_fixture_money (5000),
                            first_reference, FALSE, "Ana", keep_result, &results[0]);
  fiel_engine_charge_async (fixture->engine, engine_fixture_get_terminal (fixture, second->terminal),
                            engine_fixture_money (second->minor), second->reference, FALSE, "Ana", keep_result, &results[1]);
  fiel_test_run_until (have_results, results, "both are saved or refused", 20);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FielAttempt) attempt = fiel_engine_charge_finish (fixture->engine, results[i], &error);

      g_assert_true ((attempt != NULL) == (error == NULL));
      if (error != NULL)
        g_test_message ("%s: %s", second->what, error->message);
      n += attempt != NULL;
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (count_open (fixture), ==, n);

  return n;
}

/* Takes what was sent and answers "declined", so that everything is closed again. Returns the tickets, sorted. */
static char *
decline_all (EngineFixture *fixture, guint n)
{
  g_autoptr (GPtrArray) tickets = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < n; i++)
    {
      FielFakeExchange *sale = fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE);

      g_ptr_array_add (tickets, g_strdup (fiel_fake_exchange_get_request (sale)->ticket));
      fiel_fake_exchange_answer (sale, "declined");
    }
  while (count_open (fixture) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
  if (n == 2)
    g_assert_cmpstr (g_ptr_array_index (tickets, 0), !=, g_ptr_array_index (tickets, 1));

  return g_strdup (g_ptr_array_index (tickets, 0));
}

static void
test_pairs (EngineFixture *fixture, gconstpointer data)
{
  static const Second seconds[] = {
    { "the same terminal", "norte", 5000, "A-2", FALSE },
    { "the same terminal, no ticket", "norte", 5000, NULL, FALSE },
    { "the same ticket, another terminal", "sur", 5000, "A-1", FALSE },
    { "the same ticket, another amount", "sur", 700, "A-1", FALSE },
    { "another ticket, another terminal", "sur", 5000, "A-2", TRUE },
  };

  engine_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_autofree char *ticket = NULL;
      guint n;

      g_test_message ("%s", seconds[i].what);
      n = charge_both (fixture, "A-1", &seconds[i]);
      g_assert_cmpuint (n, ==, seconds[i].may_both ? 2 : 1);
      ticket = decline_all (fixture, n);
    }
}

/* Two payments without a ticket of their own are two tickets, whatever their amounts. */
static void
test_next_number (EngineFixture *fixture, gconstpointer data)
{
  static const Second seconds[] = {
    { "the same amount", "sur", 5000, NULL, TRUE },
    { "another amount", "sur", 700, NULL, TRUE },
    { "a name", "sur", 5000, "B-1", TRUE },
    { "a name and another amount", "sur", 700, "B-2", TRUE },
  };

  engine_fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_autofree char *ticket = NULL;

      g_test_message ("%s", seconds[i].what);
      g_assert_cmpuint (charge_both (fixture, NULL, &seconds[i]), ==, 2);
      ticket = decline_all (fixture, 2);
    }
}

/* A ticket that somebody names as the journal would name the next one. */
static void
test_number_taken (EngineFixture *fixture, gconstpointer data)
{
  static const Second second = { "the next number", "sur", 5000, "000001", TRUE };
  g_autofree char *ticket = NULL;

  engine_fixture_start (fixture);
  g_assert_cmpuint (charge_both (fixture, NULL, &second), ==, 1);
  ticket = decline_all (fixture, 1);
}

/* While the answer of one payment is being written, the same ticket is charged on the other terminal. */
static void
test_charge_during_commit (EngineFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) first = NULL;
  g_autoptr (FielAttempt) second = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  first = engine_fixture_charge (fixture, 5000, "A-1");
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "approved amount=5000");
  second = engine_fixture_try_charge (fixture, "sur", 5000, "A-1", FALSE, &error);
  g_assert_null (second);
  g_assert_nonnull (error);
  engine_fixture_wait_state (first, FIEL_ATTEMPT_STATE_CLOSED);
  g_assert_cmpuint (g_list_model_get_n_items (fiel_engine_get_attempts (fixture->engine)), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  engine_test ("/hostile/races/pairs", test_pairs);
  engine_test ("/hostile/races/next-number", test_next_number);
  engine_test ("/hostile/races/number-taken", test_number_taken);
  engine_test ("/hostile/races/during-commit", test_charge_during_commit);

  return g_test_run ();
}
