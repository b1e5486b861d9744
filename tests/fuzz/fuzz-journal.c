/* fuzz-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A good journal, damaged, and opened again. Whatever the damage is, it is refused with one of the words for that, and
 * then not a byte of what lies there has changed; or it opens, and then its records are those of the good journal, from
 * the first one on, its lists say of every payment what those records say, and the verification ends with a verdict.
 *
 * Input: one byte that chooses the journal, then damages of six bytes each. A journal was closed properly or left behind
 * with a write-ahead log. Its pages are as large as Fiel makes them, or as small as SQLite allows: those have chains
 * and inner nodes with a few payments already, and are full. The files lie in memory where the system has a folder for
 * that. */

#include "fiel-journal-samples.h"
#include "fiel-journal-verify.h"
#include "fiel-test.h"
#include "fuzz-arena.h"
#include "fuzz-damage.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#define MAX_DAMAGES 12
#define MEMORY_FOLDER "/dev/shm"

enum
{
  CLOSED,
  LEFT,
  SMALL_CLOSED,
  SMALL_LEFT,
  N_GOOD,
};

typedef struct
{
  FuzzImage image;
  GPtrArray *events; /* owned (element-type FielJournalEvent) */
} GoodJournal;

static struct
{
  char *folder;            /* owned */
  char *path;              /* owned */
  char *log_path;          /* owned */
  GoodJournal good[N_GOOD];
  FuzzImage damaged;       /* what lies there before it is opened; memory that is used again by each run */
  FuzzImage found;         /* and after it was refused; likewise */
} world;

static void
remove_world (void)
{
  fiel_test_remove_dir (world.folder);
}

static void
take_image (GoodJournal *good)
{
  fuzz_image_init (&good->image);
  fuzz_image_read (&good->image, world.path, world.log_path);
  fuzz_image_look (&good->image);
}

/* What lies there now, and then with more in its log. */
static void
take_pair (GoodJournal *closed, GoodJournal *left)
{
  g_autoptr (GError) error = NULL;
  FielJournalStore *store = NULL;

  take_image (closed);
  store = fiel_sample_open_fine (world.path);
  fiel_sample_append (store, fiel_sample_state ("a2", "closed", "declined"));
  fiel_sample_append (store, fiel_sample_state ("a3", "closed", "approved"));
  fiel_sample_append (store, fiel_sample_refund ("a4", 1, 5990, "a1"));
  take_image (left);
  left->events = fiel_journal_store_list_events (store, NULL, 0, 0, &error);
  g_assert_no_error (error);
  closed->events = g_ptr_array_ref (left->events);
  fiel_journal_store_close (store);
}

/* As small as SQLite allows. */
static void
shrink_pages (void)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open_v2 (world.path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database,
                                 "PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM;"
                                 "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; COMMIT;",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

/* Sales in every state, and a refund. */
static void
build_world (void)
{
  g_autofree char *template = g_build_filename (MEMORY_FOLDER, "fiel-test-fuzz-XXXXXX", NULL);
  FielJournalStore *store = NULL;

  fuzz_arena_install ();
  fuzz_image_init (&world.damaged);
  fuzz_image_init (&world.found);
  world.folder = g_access (MEMORY_FOLDER, W_OK) == 0 ? g_strdup (g_mkdtemp (template)) : fiel_test_make_dir ();
  world.path = g_build_filename (world.folder, "journal.db", NULL);
  world.log_path = g_strconcat (world.path, "-wal", NULL);
  atexit (remove_world);

  store = fiel_sample_open_fine (world.path);
  fiel_sample_approve (store, "a1", 1, 5990);
  fiel_sample_append (store, fiel_sample_intent ("a2", 2, 1200, 1200, "term-1"));
  fiel_sample_append (store, fiel_sample_state ("a2", "unknown", NULL));
  fiel_sample_append (store, fiel_sample_intent ("a3", 3, 800, 800, "term-2"));
  fiel_journal_store_close (store);
  take_pair (&world.good[CLOSED], &world.good[LEFT]);

  fuzz_image_write (&world.good[CLOSED].image, world.path, world.log_path);
  shrink_pages ();
  take_pair (&world.good[SMALL_CLOSED], &world.good[SMALL_LEFT]);
}

static void
check_refused (const FuzzImage *image, const GError *error)
{
  const FuzzImage *now = &world.found;

  fuzz_image_read (&world.found, world.path, world.log_path);
  fuzz_require (error->domain == FIEL_JOURNAL_ERROR, "%s", error->message);
  fuzz_require (error->code == FIEL_JOURNAL_ERROR_DAMAGED || error->code == FIEL_JOURNAL_ERROR_NOT_A_JOURNAL
                  || error->code == FIEL_JOURNAL_ERROR_NEWER || error->code == FIEL_JOURNAL_ERROR_FOLDER
                  || error->code == FIEL_JOURNAL_ERROR_STORAGE,
                "%d: %s", error->code, error->message);
  fuzz_require (fuzz_bytes_equal (now->file, image->file), "refused, and the file changed (%u to %u bytes): %s",
                image->file->len, now->file->len, error->message);
  fuzz_require (fuzz_bytes_equal (now->log, image->log), "refused, and the log changed (%u to %u bytes): %s",
                image->log->len, now->log->len, error->message);
}

/* Every record but the last, which says that the journal was opened again. */
static void
check_records (const GPtrArray *events, const GPtrArray *good_events)
{
  fuzz_require (events->len > 0 && events->len - 1 <= good_events->len, "%u records", events->len);
  for (guint i = 0; i < events->len - 1; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      FielJournalEvent *good = g_ptr_array_index (good_events, i);

      fuzz_require (g_strcmp0 (fiel_journal_event_get_hash (event), fiel_journal_event_get_hash (good)) == 0,
                    "record %u is another one", i + 1);
    }
}

/* The outcome that the records tell of an attempt, "none" while it is open; NULL if they do not know it. */
static const char *
find_outcome (const GPtrArray *events, const char *attempt_id)
{
  const char *outcome = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      const char *said = fiel_journal_event_get (event, FIEL_FIELD_OUTCOME);

      if (g_strcmp0 (fiel_journal_event_get_attempt_id (event), attempt_id) == 0)
        outcome = said != NULL ? said : "none";
    }

  return outcome;
}

static GPtrArray *
list_attempts (FielJournalStore *store, gboolean open_only)
{
  const FielAttemptFilter filter = { .open_only = open_only };
  g_autoptr (GError) error = NULL;
  GPtrArray *attempts = fiel_journal_store_list_attempts (store, &filter, &error);

  fuzz_require (attempts != NULL, "%s", error->message);

  return attempts;
}

/* No payment that the records do not know, none missing, none approved that they do not call so, and those that are
 * open are on the list of what is to be resolved. */
static void
check_lists (FielJournalStore *store, const GPtrArray *events)
{
  g_autoptr (GPtrArray) attempts = list_attempts (store, FALSE);
  g_autoptr (GPtrArray) open = list_attempts (store, TRUE);
  guint n_intents = 0;
  guint n_open = 0;

  for (guint i = 0; i < events->len; i++)
    n_intents += fiel_journal_event_get_type_of_fact (g_ptr_array_index (events, i)) == FIEL_JOURNAL_TYPE_INTENT;
  fuzz_require (attempts->len == n_intents, "%u payments, %u records of one", attempts->len, n_intents);
  for (guint i = 0; i < attempts->len; i++)
    {
      const FielAttemptRecord *attempt = g_ptr_array_index (attempts, i);
      const char *said = find_outcome (events, attempt->attempt_id);
      const char *kept = fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) attempt->outcome);

      fuzz_require (g_strcmp0 (kept, said) == 0, "%s: %s, its records say %s", attempt->attempt_id, kept, said);
      if (attempt->state == FIEL_ATTEMPT_STATE_CLOSED)
        continue;
      fuzz_require (n_open < open->len, "%s is not among the open ones", attempt->attempt_id);
      fuzz_require (attempt->intent_seq == ((FielAttemptRecord *) g_ptr_array_index (open, n_open))->intent_seq,
                    "%s is not where it belongs among the open ones", attempt->attempt_id);
      n_open++;
    }
  fuzz_require (n_open == open->len, "%u are open, %u on the list of those", n_open, open->len);
}

static void
check_verification (FielJournalStore *store)
{
  FielJournalVerifier *verifier = fiel_journal_verifier_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  while (!done && fiel_journal_verifier_step (verifier, store, &done, &error))
    continue;
  fuzz_require (done || g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE)
                  || g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_DAMAGED),
                "%s", error != NULL ? error->message : "no verdict");
  fiel_journal_verifier_free (verifier);
}

static void
check_opened (FielJournalStore *store, const GoodJournal *good)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = fiel_journal_store_list_events (store, NULL, 0, 0, &error);

  fuzz_require (events != NULL, "%s", error->message);
  check_records (events, good->events);
  check_lists (store, events);
  check_verification (store);
}

/* Three in four have small pages. */
static const GoodJournal *
choose_good (FuzzInput *input)
{
  const guint choice = fuzz_input_choice (input, 8);

  return &world.good[choice / 2 == 0 ? CLOSED + choice : SMALL_CLOSED + choice % 2];
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = { data, size };
  FuzzImage *image = &world.damaged;
  FielJournalStore *store = NULL;
  g_autoptr (GError) error = NULL;
  const GoodJournal *good = NULL;

  if (world.folder == NULL)
    build_world ();
  good = choose_good (&input);
  fuzz_image_copy (image, &good->image);
  for (guint i = 0; i < MAX_DAMAGES && input.left > 0; i++)
    fuzz_image_damage (image, &good->image, &input);
  fuzz_image_write (image, world.path, world.log_path);

  store = fiel_sample_open (world.path, &error);
  if (store == NULL)
    check_refused (image, error);
  else
    {
      check_opened (store, good);
      fiel_journal_store_close (store);
    }

  return 0;
}
