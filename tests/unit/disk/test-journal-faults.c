/* test-journal-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-crash-vfs.h"
#include "fiel-failing-memory.h"
#include "fiel-journal-samples.h"
#include "fiel-journal-verify.h"
#include "fiel-sale-facts.h"

#include <string.h>

/* The n-th request for memory, read, write, flush … fails, or the disk is full at its n-th byte, for every n until a
 * journal opens, sells and closes without meeting it. Whatever fails, nothing that was acknowledged is lost, the error
 * names the file, nothing more is taken (I10), and the next start is as if nothing had been.
 *
 * For memory and bytes, which come by the thousand, n goes in steps, of a prime number, and a power cut afterwards takes
 * everything it may; FIEL_DISK_LONG=1 takes every n, and three power cuts. */

#define PATH "/till/journal.db"
#define BYTE_STRIDE 6007
#define MEMORY_STRIDE 97

typedef enum
{
  FAULT_MEMORY,
  FAULT_OPERATION,
  FAULT_NO_ROOM,
} FaultKind;

typedef struct
{
  const char *name;
  FaultKind kind;
  guint operations;
  FielCrashFault fault;
  gboolean lasting;
  gboolean fresh;      /* no journal yet */
  guint least;         /* so many points there are at least */
} Case;

typedef struct
{
  const Case *options;   /* not owned */
  FielCrashDisk *base;   /* owned: what there was before */
  FielCrashDisk *disk;   /* owned */
  FielCrashDisk *copy;   /* owned */
  GPtrArray *before;     /* owned, of FielJournalEvent: acknowledged before */
  guint sale;            /* the number of the sale to make */
  guint n_done;          /* facts of it that were acknowledged */
  guint n_safe;          /* and flushed */
} Fixture;

static gboolean
is_long (void)
{
  return g_strcmp0 (g_getenv ("FIEL_DISK_LONG"), "1") == 0;
}

static void
mount (FielCrashDisk *disk)
{
  fiel_crash_disk_start (disk);
  fiel_crash_vfs_mount (disk, 3);
}

static void
arm (Fixture *self, guint nth)
{
  const Case *options = self->options;

  if (options->kind == FAULT_MEMORY)
    fiel_failing_memory_fail_nth (nth, options->lasting);
  else if (options->kind == FAULT_NO_ROOM)
    fiel_crash_disk_limit_bytes (self->disk, fiel_crash_disk_get_n_bytes (self->disk) + nth);
  else
    fiel_crash_disk_fail_nth (self->disk, options->operations, nth, options->fault, options->lasting);
}

static void
heal (Fixture *self)
{
  fiel_failing_memory_heal ();
  fiel_crash_disk_heal (self->disk);
}

static gboolean
has_failed (Fixture *self)
{
  return self->options->kind == FAULT_MEMORY ? fiel_failing_memory_has_failed ()
                                             : fiel_crash_disk_has_failed (self->disk);
}

static GPtrArray *
list_events (FielJournalStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *events = fiel_journal_store_list_events (store, NULL, 0, 0, &error);

  g_assert_no_error (error);

  return events;
}

static void
prepare (Fixture *self, const Case *options)
{
  FielJournalStore *store;

  memset (self, 0, sizeof *self);
  self->options = options;
  self->base = fiel_crash_disk_new ();
  self->disk = fiel_crash_disk_new ();
  self->copy = fiel_crash_disk_new ();
  self->sale = 1;
  mount (self->base);
  if (options->fresh)
    return;

  store = fiel_sample_open_fine (PATH);
  for (guint i = 0; i < FIEL_SALE_N_FACTS; i++)
    g_assert_true (fiel_sale_append (store, 1, i, NULL));
  self->before = list_events (store);
  fiel_journal_store_close (store);
  self->sale = 2;
}

static void
clear (Fixture *self)
{
  g_clear_pointer (&self->before, g_ptr_array_unref);
  fiel_crash_disk_free (self->base);
  fiel_crash_disk_free (self->disk);
  fiel_crash_disk_free (self->copy);
}

/* It failed, also says so where it can be read, and takes nothing more. */
static void
assert_stopped (FielJournalStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) list_error = NULL;
  FielAttemptFilter filter = { .limit = 1 };

  g_assert_false (fiel_sample_try (store, FIEL_JOURNAL_DURABLE, &error, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL),
                                   NULL));
  g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
  g_assert_null (fiel_journal_store_list_attempts (store, &filter, &list_error));
  g_assert_error (list_error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
}

static FielJournalStore *
try_open (void)
{
  g_autoptr (GError) error = NULL;
  FielJournalStore *store = fiel_sample_open (PATH, &error);

  if (store != NULL)
    return store;
  /* Something failed, and nothing is said to be damaged that is not. */
  if (!g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE))
    g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_FOLDER);
  g_assert_nonnull (strstr (error->message, PATH));
  g_assert_true (strstr (error->message, "Check ") != NULL || strstr (error->message, "Make room ") != NULL);

  return NULL;
}

/* Returns whether the whole scenario came through. */
static gboolean
sell (Fixture *self, FielJournalStore *store)
{
  for (guint i = 0; i < FIEL_SALE_N_FACTS; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!fiel_sale_append (store, self->sale, i, &error))
        {
          g_assert_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE);
          g_assert_nonnull (strstr (error->message, PATH));
          g_assert_true (has_failed (self));
          /* Now even if the disk were well again. */
          heal (self);
          assert_stopped (store);
          return FALSE;
        }
      self->n_done = i + 1;
      if (fiel_sale_get_durability (i) == FIEL_JOURNAL_DURABLE)
        self->n_safe = i + 1;
    }

  return TRUE;
}

static void
run_scenario (Fixture *self, guint nth)
{
  FielJournalStore *store;

  fiel_crash_disk_copy (self->disk, self->base);
  mount (self->disk);
  self->n_done = self->n_safe = 0;
  arm (self, nth);
  store = try_open ();
  if (store != NULL)
    {
      sell (self, store);
      fiel_journal_store_close (store);
    }
  else
    {
      g_assert_true (has_failed (self));
    }
  heal (self);
}

static void
assert_whole (FielJournalStore *store)
{
  g_autoptr (FielJournalVerifier) verifier = fiel_journal_verifier_new (NULL);
  g_autoptr (FielJournalVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  while (!done)
    {
      fiel_journal_verifier_step (verifier, store, &done, &error);
      g_assert_no_error (error);
    }
  verdict = fiel_journal_verifier_take_verdict (verifier);
  g_assert_cmpstr (verdict->complaint, ==, NULL);
}

/* The journal opens again and has at least @n_facts of the sale, and at most one that was not acknowledged. Then the sale
 * goes on to its end. */
static void
check_healthy (Fixture *self, guint n_facts)
{
  g_autofree char *id = fiel_sale_make_id (self->sale);
  FielJournalStore *store = fiel_sample_open_fine (PATH);
  g_autoptr (GPtrArray) all = list_events (store);
  g_autoptr (GPtrArray) events = fiel_journal_store_list_events (store, id, 0, 0, NULL);

  for (guint i = 0; self->before != NULL && i < self->before->len; i++)
    g_assert_cmpstr (fiel_journal_event_get_hash (g_ptr_array_index (all, i)), ==,
                     fiel_journal_event_get_hash (g_ptr_array_index (self->before, i)));
  assert_whole (store);
  g_assert_cmpuint (events->len, >=, n_facts);
  g_assert_cmpuint (events->len, <=, self->n_done + 1);
  for (guint i = events->len; i < FIEL_SALE_N_FACTS; i++)
    g_assert_true (fiel_sale_append (store, self->sale, i, NULL));
  fiel_crash_disk_stop (fiel_crash_vfs_get_mounted ());
  fiel_journal_store_close (store);
}

static guint
take_newest (guint n_options, gpointer user_data)
{
  return 0;
}

static guint
take_oldest (guint n_options, gpointer user_data)
{
  return n_options - 1;
}

static guint
take_any (guint n_options, gpointer user_data)
{
  return (guint) g_rand_int_range (user_data, 0, (gint32) n_options);
}

/* What was acknowledged is there after a power cut, too: right after the failure, and after everything went well again
 * in the same boot. */
static void
check_power_cut (Fixture *self, FielCrashChoose choose, gpointer user_data)
{
  fiel_crash_disk_copy (self->copy, self->disk);
  fiel_crash_disk_cut_power (self->copy, choose, user_data);
  mount (self->copy);
  check_healthy (self, self->n_safe);

  fiel_crash_disk_copy (self->copy, self->disk);
  mount (self->copy);
  check_healthy (self, self->n_done);
  fiel_crash_disk_cut_power (self->copy, choose, user_data);
  mount (self->copy);
  self->n_done = FIEL_SALE_N_FACTS;
  check_healthy (self, FIEL_SALE_N_FACTS);
}

static void
check_aftermath (Fixture *self, GRand *rand)
{
  const guint n_done = self->n_done;

  fiel_crash_disk_stop (self->disk);
  if (self->options->kind == FAULT_MEMORY)
    {
      /* The disk is well; once is enough. */
      mount (self->disk);
      check_healthy (self, n_done);
      return;
    }
  check_power_cut (self, take_oldest, NULL);
  if (!is_long ())
    return;
  self->n_done = n_done;
  check_power_cut (self, take_newest, NULL);
  self->n_done = n_done;
  check_power_cut (self, take_any, rand);
}

static guint
get_step (FaultKind kind)
{
  if (is_long ())
    return 1;

  return kind == FAULT_MEMORY ? MEMORY_STRIDE : kind == FAULT_NO_ROOM ? BYTE_STRIDE : 1;
}

static void
test_every_nth (gconstpointer data)
{
  const Case *options = data;
  const guint step = get_step (options->kind);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  Fixture fixture;
  guint n_points = 0;
  guint nth = 1;

  prepare (&fixture, options);
  for (;; nth += step)
    {
      run_scenario (&fixture, nth);
      if (!has_failed (&fixture))
        break;
      n_points++;
      check_aftermath (&fixture, rand);
    }
  g_assert_cmpuint (fixture.n_done, ==, FIEL_SALE_N_FACTS);
  clear (&fixture);
  g_test_message ("%s: n in steps of %u, %u faults, clean at %u", options->name, step, n_points, nth);
  g_assert_cmpuint (n_points, >=, options->least);
}

#define OPERATION(operation) FAULT_OPERATION, FIEL_CRASH_FLAG (FIEL_CRASH_##operation)

int
main (int argc, char **argv)
{
  static const Case cases[] = {
    /* First, so that what is made once per program is made here. */
    { "new-memory", FAULT_MEMORY, 0, FIEL_CRASH_FAULT_NONE, FALSE, TRUE, 40 },
    { "new-no-memory-any-more", FAULT_MEMORY, 0, FIEL_CRASH_FAULT_NONE, TRUE, TRUE, 40 },
    { "new-any-operation", FAULT_OPERATION, FIEL_CRASH_ALL, FIEL_CRASH_FAULT_ERROR, FALSE, TRUE, 50 },
    { "new-disk-gone", FAULT_OPERATION, FIEL_CRASH_ALL, FIEL_CRASH_FAULT_ERROR, TRUE, TRUE, 50 },
    { "new-no-room", FAULT_NO_ROOM, 0, FIEL_CRASH_FAULT_NONE, TRUE, TRUE, 20 },
    { "memory", FAULT_MEMORY, 0, FIEL_CRASH_FAULT_NONE, FALSE, FALSE, 40 },
    { "no-memory-any-more", FAULT_MEMORY, 0, FIEL_CRASH_FAULT_NONE, TRUE, FALSE, 40 },
    { "open", OPERATION (OPEN), FIEL_CRASH_FAULT_ERROR, FALSE, FALSE, 3 },
    { "read", OPERATION (READ), FIEL_CRASH_FAULT_ERROR, FALSE, FALSE, 10 },
    { "write", OPERATION (WRITE), FIEL_CRASH_FAULT_ERROR, FALSE, FALSE, 10 },
    { "write-full", OPERATION (WRITE), FIEL_CRASH_FAULT_FULL, FALSE, FALSE, 10 },
    { "truncate", OPERATION (TRUNCATE), FIEL_CRASH_FAULT_ERROR, FALSE, FALSE, 1 },
    { "sync", OPERATION (SYNC), FIEL_CRASH_FAULT_ERROR, FALSE, FALSE, 5 },
    { "remove", OPERATION (REMOVE), FIEL_CRASH_FAULT_ERROR, FALSE, FALSE, 1 },
    { "disk-gone", FAULT_OPERATION, FIEL_CRASH_ALL, FIEL_CRASH_FAULT_ERROR, TRUE, FALSE, 50 },
    { "no-room", FAULT_NO_ROOM, 0, FIEL_CRASH_FAULT_NONE, TRUE, FALSE, 20 },
  };

  fiel_failing_memory_install ();
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/journal/faults/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_every_nth);
    }

  return g_test_run ();
}
