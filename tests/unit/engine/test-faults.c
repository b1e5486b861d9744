/* test-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include "fiel-crash-vfs.h"
#include "fiel-failing-memory.h"
#include "fiel-journal.h"
#include "fiel-test.h"

#include <string.h>

/* The n-th operation of the disk, or request of SQLite for memory, fails somewhere between the start of the engine and its
 * end, with one sale in between. After it nothing is sent any more, the trouble is said, and after the next start, with a power
 * cut before it, everything that was shown is there. */

typedef struct
{
  gboolean memory;
  guint operations;
  FielCrashFault fault;
  gboolean lasting;
  guint step;          /* n goes in these */
  guint least;         /* so many faults there are at least */
} Case;

typedef struct
{
  EngineFixture *fixture; /* not owned */
  FielCrashDisk *disk;    /* owned */
  const Case *options;    /* not owned */
  char *id;               /* owned, nullable: of the attempt, once it was promised */
  FielAttemptState shown; /* the last state that was shown */
} Run;

static guint
take_oldest (guint n_options, gpointer user_data)
{
  return n_options - 1;
}

static void
arm (Run *self, guint nth)
{
  if (self->options->memory)
    fiel_failing_memory_fail_nth (nth, self->options->lasting);
  else
    fiel_crash_disk_fail_nth (self->disk, self->options->operations, nth, self->options->fault, self->options->lasting);
}

static void
heal (Run *self)
{
  fiel_failing_memory_heal ();
  fiel_crash_disk_heal (self->disk);
}

static gboolean
has_failed (Run *self)
{
  return self->options->memory ? fiel_failing_memory_has_failed () : fiel_crash_disk_has_failed (self->disk);
}

typedef struct
{
  FielEngine *engine;
  FielAttempt *attempt;
  FielAttemptState state;
} Hope;

static gboolean
is_there_or_troubled (gpointer user_data)
{
  Hope *hope = user_data;

  return fiel_attempt_get_state (hope->attempt) == hope->state
         || fiel_engine_get_storage_trouble (hope->engine) != NULL;
}

/* Returns whether it came to that. */
static gboolean
wait_for (Run *self, FielAttempt *attempt, FielAttemptState state)
{
  Hope hope = { self->fixture->engine, attempt, state };

  fiel_test_run_until (is_there_or_troubled, &hope, "the state is shown, or the trouble", 20);
  fiel_test_drain ();
  self->shown = fiel_attempt_get_state (attempt);

  return self->shown == state && fiel_engine_get_storage_trouble (self->fixture->engine) == NULL;
}

/* However well the disk may be again: nothing is sent and nothing is taken, until the next start. */
static void
assert_silent (Run *self)
{
  EngineFixture *fixture = self->fixture;
  const guint n_sent = self->id != NULL ? fiel_fake_cloud_get_n_sent (fixture->cloud, self->id) : 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (has_failed (self));
  g_assert_nonnull (strstr (fiel_engine_get_storage_trouble (fixture->engine), "journal.db"));
  heal (self);
  g_assert_null (engine_fixture_try_charge (fixture, "sur", 700, NULL, FALSE, &error));
  g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_STORAGE);
  engine_fixture_advance (fixture, SECONDS (600));
  g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
  if (self->id != NULL)
    g_assert_cmpuint (fiel_fake_cloud_get_n_sent (fixture->cloud, self->id), ==, n_sent);
}

/* Returns whether it came through. */
static gboolean
sell (Run *self)
{
  EngineFixture *fixture = self->fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = engine_fixture_try_charge (fixture, "norte", 5000, NULL, FALSE, &error);

  if (attempt == NULL)
    {
      g_assert_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_STORAGE);
      g_assert_cmpuint (fiel_fake_cloud_get_n_waiting (fixture->cloud), ==, 0);
      return FALSE;
    }

  self->id = g_strdup (fiel_attempt_get_id (attempt));
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_SALE), "accepted id=77");
  if (!wait_for (self, attempt, FIEL_ATTEMPT_STATE_ACCEPTED))
    return FALSE;
  engine_fixture_advance_to_check (fixture, attempt);
  fiel_fake_exchange_answer (fiel_fake_cloud_expect (fixture->cloud, FIEL_OPERATION_STATUS), "approved id=77 amount=5000");

  return wait_for (self, attempt, FIEL_ATTEMPT_STATE_CLOSED);
}

static void
run_once (Run *self, FielCrashDisk *base, guint nth)
{
  g_autoptr (GError) error = NULL;

  fiel_crash_disk_copy (self->disk, base);
  fiel_crash_disk_start (self->disk);
  fiel_crash_vfs_mount (self->disk, 5);
  self->shown = FIEL_ATTEMPT_STATE_SAVED;
  arm (self, nth);
  if (!engine_fixture_try_start (self->fixture, &error))
    {
      g_assert_true (has_failed (self));
      if (!g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_FOLDER))
        g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
      g_assert_nonnull (strstr (error->message, "journal.db"));
    }
  else if (!sell (self))
    {
      assert_silent (self);
    }
  engine_fixture_stop (self->fixture);
  heal (self);
}

/* What was promised and what was shown is there, and the request did not go out again. */
static void
check_after_power_cut (Run *self)
{
  fiel_crash_disk_cut_power (self->disk, take_oldest, NULL);
  fiel_crash_disk_start (self->disk);
  g_assert_true (engine_fixture_try_start (self->fixture, NULL));
  if (self->id != NULL)
    {
      g_autoptr (FielAttemptRecord) record = engine_fixture_read_record (self->fixture, self->id);

      if (self->shown == FIEL_ATTEMPT_STATE_CLOSED)
        g_assert_cmpint (record->outcome, ==, FIEL_OUTCOME_APPROVED);
      if (self->shown == FIEL_ATTEMPT_STATE_ACCEPTED)
        g_assert_cmpstr (record->provider_id, ==, "77");
      g_assert_cmpuint (fiel_fake_cloud_get_n_sent (self->fixture->cloud, self->id), ==, 1);
    }
  engine_fixture_stop (self->fixture);
  /* What the start asked about an open attempt is another test's business. */
  fiel_fake_cloud_forget_all (self->fixture->cloud);
}

static void
test_every_nth (EngineFixture *fixture, gconstpointer data)
{
  const Case *options = data;
  g_autoptr (FielCrashDisk) base = fiel_crash_disk_new ();
  Run run = { .fixture = fixture, .disk = fiel_crash_disk_new (), .options = options };
  gboolean failed = TRUE;
  guint n_faults = 0;

  /* The journal's path is the same, and nothing of it is in the folder. */
  fiel_crash_vfs_mount (base, 4);
  fiel_fake_cloud_get_traits (fixture->cloud)->operations &= ~FIEL_OPERATION_FLAG (FIEL_OPERATION_PROBE);
  engine_fixture_start (fixture);
  engine_fixture_stop (fixture);

  for (guint nth = 1; failed; nth += options->step)
    {
      run_once (&run, base, nth);
      failed = has_failed (&run);
      n_faults += failed ? 1 : 0;
      g_assert_true (failed || run.shown == FIEL_ATTEMPT_STATE_CLOSED);
      check_after_power_cut (&run);
      g_clear_pointer (&run.id, g_free);
    }
  g_test_message ("n in steps of %u, %u faults until it came through", options->step, n_faults);
  g_assert_cmpuint (n_faults, >=, options->least);
  fiel_crash_disk_free (run.disk);
}

#define TEST(name, options) \
  g_test_add ("/faults/" name, EngineFixture, options, engine_fixture_set_up, test_every_nth, engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  static const Case any = { FALSE, FIEL_CRASH_ALL, FIEL_CRASH_FAULT_ERROR, FALSE, 1, 100 };
  static const Case gone = { FALSE, FIEL_CRASH_ALL, FIEL_CRASH_FAULT_ERROR, TRUE, 3, 30 };
  static const Case full = { FALSE, FIEL_CRASH_FLAG (FIEL_CRASH_WRITE), FIEL_CRASH_FAULT_FULL, TRUE, 1, 50 };
  static const Case memory = { TRUE, 0, FIEL_CRASH_FAULT_NONE, FALSE, 101, 20 };

  fiel_failing_memory_install ();
  g_test_init (&argc, &argv, NULL);
  /* A failing disk is told loudly, and that is no failure of these tests. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  TEST ("any-operation", &any);
  TEST ("disk-gone", &gone);
  TEST ("disk-full", &full);
  TEST ("memory", &memory);

  return g_test_run ();
}
