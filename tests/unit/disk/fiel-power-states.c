/* fiel-power-states.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-power-states.h"

#include "fiel-choices.h"
#include "fiel-crash-vfs.h"
#include "fiel-journal-samples.h"
#include "fiel-journal-verify.h"
#include "fiel-sale-facts.h"

#include <sqlite3.h>
#include <string.h>

#define SCRATCH_PATH "pages.db"

/* Every legal state of a disk after a power cut, recovered.
 *
 * What a sector is gets decided when it is first read; a state that differs only in what nobody reads is not another one
 * for the program, but it is counted. First SQLite alone recovers and every page is read. Of all states that come to the
 * same pages one is then recovered by the journal itself. What is still undecided then are remains behind the end of the
 * log, which may be met again after the next append: they are taken to be there, and once more to be missing. */

typedef struct
{
  FielPowerStory *story;       /* not owned */
  const FielPowerPoint *point; /* not owned */
  FielCrashDisk *disk;         /* owned: after the power cut */
  FielCrashDisk *copy;         /* owned */
  FielCrashDisk *scratch;      /* owned: what SQLite read, page by page */
  FielChoices *choices;        /* owned */
  GHashTable *contents;        /* owned: digests that were seen */
  GHashTable *lengths;         /* owned: how many facts came back */
} Examination;

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

static guint64
digest (const guint8 *bytes, gsize size)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325) ^ size;

  for (gsize i = 0; i + sizeof hash <= size; i += sizeof hash)
    {
      guint64 word;

      memcpy (&word, bytes + i, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
    }

  return hash;
}

/* What a copy has of its own in the header of the file: two modes, two counters, the version of the writer. */
static void
mask_header (guint8 *header)
{
  memset (header + 18, 0, 2);
  memset (header + 24, 0, 4);
  memset (header + 40, 0, 4);
  memset (header + 92, 0, 8);
}

static guint64
digest_copy (FielCrashDisk *scratch)
{
  FielCrashFile *file = fiel_crash_disk_find (scratch, SCRATCH_PATH);
  g_autofree guint8 *bytes = NULL;
  gsize size;

  fiel_crash_file_sync (scratch, file);
  size = (gsize) fiel_crash_file_get_size (scratch, file);
  bytes = g_malloc (size);
  fiel_crash_file_read (scratch, file, bytes, size, 0, &size);
  mask_header (bytes);

  return digest (bytes, size);
}

/* Empty, because a copy keeps what its original says of its log. */
static sqlite3 *
open_scratch (FielCrashDisk *scratch)
{
  FielCrashFile *file = NULL;
  sqlite3 *pages = NULL;

  fiel_crash_disk_reset (scratch);
  fiel_crash_disk_open (scratch, SCRATCH_PATH, TRUE, &file, NULL);
  fiel_crash_vfs_mount (scratch, 2);
  g_assert_cmpint (sqlite3_open_v2 (SCRATCH_PATH, &pages, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (pages, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL), ==,
                   SQLITE_OK);

  return pages;
}

/* SQLite's own recovery, and every page as it sees them then. */
static guint64
read_pages (Examination *self)
{
  sqlite3 *pages = open_scratch (self->scratch);
  sqlite3 *database = NULL;
  sqlite3_backup *backup;
  int code;

  fiel_crash_vfs_mount (self->disk, 2);
  g_assert_cmpint (sqlite3_open_v2 (FIEL_POWER_PATH, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL), ==,
                   SQLITE_OK);
  sqlite3_db_config (database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_assert_cmpint (sqlite3_exec (database, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  backup = sqlite3_backup_init (pages, "main", database, "main");
  code = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  sqlite3_close (database);
  sqlite3_close (pages);
  if (code != SQLITE_DONE)
    {
      g_autofree char *way = fiel_choices_describe (self->choices);

      g_error ("%s: SQLite cannot read what is left (%s); choices: %s", self->point->phase, sqlite3_errstr (code), way);
    }

  return digest_copy (self->scratch);
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

/* What came back is the story so far, to the byte, with all that had been acknowledged and nothing that had not been
 * said. Returns how much of it. */
static guint
check_chain (Examination *self, GPtrArray *events)
{
  const guint n_kept = events->len - 1; /* without the new opening */

  g_assert_cmpuint (n_kept, >=, self->point->n_safe);
  g_assert_cmpuint (n_kept, <=, self->point->n_begun);
  for (guint i = 0; i < n_kept; i++)
    g_assert_cmpstr (fiel_journal_event_get_hash (g_ptr_array_index (events, i)), ==,
                     fiel_journal_event_get_hash (g_ptr_array_index (self->story->facts, i)));
  g_assert_cmpint (fiel_journal_event_get_type_of_fact (g_ptr_array_index (events, n_kept)), ==,
                   FIEL_JOURNAL_TYPE_OPENED);

  return n_kept;
}

static guint
count_facts (GPtrArray *events, const char *attempt_id)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += g_strcmp0 (fiel_journal_event_get_attempt_id (g_ptr_array_index (events, i)), attempt_id) == 0;

  return n;
}

/* Every sale's row says what its facts say; the newest, if it is open, goes on where it was, and else a new one does. */
static void
check_sales (FielJournalStore *store, GPtrArray *events)
{
  g_autoptr (GError) error = NULL;
  FielAttemptFilter all = { .limit = 1000 };
  g_autoptr (GPtrArray) rows = fiel_journal_store_list_attempts (store, &all, &error);
  guint n_last = FIEL_SALE_N_FACTS;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const guint sale = rows->len - i; /* newest first */
      FielAttemptRecord *row = g_ptr_array_index (rows, i);
      g_autofree char *id = fiel_sale_make_id (sale);
      const guint n_facts = count_facts (events, id);

      g_assert_cmpstr (row->attempt_id, ==, id);
      g_assert_cmpint (row->state, ==, fiel_sale_get_state (n_facts));
      g_assert_cmpint (row->outcome, ==, fiel_sale_get_outcome (n_facts));
      g_assert_cmpstr (row->provider_id, ==, n_facts >= 3 ? "4711" : NULL);
      g_assert_cmpstr (row->authorization, ==, n_facts == FIEL_SALE_N_FACTS ? "018734" : NULL);
      if (i == 0)
        n_last = n_facts;
    }

  if (n_last < FIEL_SALE_N_FACTS)
    fiel_sale_append (store, rows->len, n_last, &error);
  else
    fiel_sale_append (store, rows->len + 1, 0, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_events (FielJournalStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *events = fiel_journal_store_list_events (store, NULL, 0, 0, &error);

  g_assert_no_error (error);

  return events;
}

static FielJournalStore *
open_journal (Examination *self)
{
  g_autoptr (GError) error = NULL;
  FielJournalStore *store = fiel_sample_open (FIEL_POWER_PATH, &error);

  if (store == NULL)
    {
      g_autofree char *way = fiel_choices_describe (self->choices);

      g_error ("%s: the journal does not open: %s; choices: %s", self->point->phase, error->message, way);
    }

  return store;
}

static void
check_again (Examination *self, GPtrArray *events, guint n_more)
{
  FielJournalStore *store = open_journal (self);
  g_autoptr (GPtrArray) again = list_events (store);

  g_assert_cmpuint (again->len, ==, events->len + n_more);
  for (guint i = 0; i < events->len; i++)
    g_assert_cmpstr (fiel_journal_event_get_hash (g_ptr_array_index (again, i)), ==,
                     fiel_journal_event_get_hash (g_ptr_array_index (events, i)));
  assert_whole (store);
  fiel_journal_store_close (store);
}

/* Opens, is whole, has everything, and takes the next fact; is killed, and has all that too; closes, and opens again. */
static void
recover (Examination *self, FielCrashChoose choose)
{
  FielJournalStore *store;
  g_autoptr (GPtrArray) events = NULL;
  guint n_kept;

  fiel_crash_disk_copy (self->copy, self->disk);
  fiel_crash_disk_set_chooser (self->copy, choose, NULL);
  fiel_crash_disk_start (self->copy);
  fiel_crash_vfs_mount (self->copy, 2);

  store = open_journal (self);
  events = list_events (store);
  n_kept = check_chain (self, events);
  assert_whole (store);
  check_sales (store, events);
  fiel_crash_disk_stop (self->copy);
  fiel_journal_store_close (store);
  fiel_crash_disk_start (self->copy);
  g_hash_table_add (self->lengths, GUINT_TO_POINTER (n_kept + 1));

  check_again (self, events, 2);
  check_again (self, events, 3);
}

static void
examine_state (Examination *self, FielPowerTally *tally)
{
  const guint64 n_writes = fiel_crash_disk_get_count (self->disk, FIEL_CRASH_WRITE);
  guint64 hash = 0;

  fiel_crash_disk_copy (self->disk, self->point->disk);
  fiel_crash_disk_cut_power_lazily (self->disk, fiel_choices_pick, self->choices);
  fiel_crash_disk_start (self->disk);
  tally->n_opened++;
  if (fiel_crash_disk_find (self->disk, FIEL_POWER_PATH) != NULL)
    hash = read_pages (self);
  tally->n_states += fiel_crash_disk_count_undecided (self->disk);

  /* Looking has written nothing; it may have made an empty log. */
  g_assert_cmpuint (fiel_crash_disk_get_count (self->disk, FIEL_CRASH_WRITE), ==, n_writes);
  fiel_crash_disk_stop (self->disk);
  if (hash != 0 && !g_hash_table_add (self->contents, g_memdup2 (&hash, sizeof hash)))
    return;
  recover (self, take_newest);
  recover (self, take_oldest);
  tally->n_recovered++;
}

/**
 * fiel_power_states_examine:
 * @point: with the rules of its disk set
 * @found: (out)
 *
 * Cuts the power at @point in every way there is.
 */
void
fiel_power_states_examine (FielPowerStory *story, const FielPowerPoint *point, FielPowerTally *found)
{
  Examination self = {
    .story = story,
    .point = point,
    .disk = fiel_crash_disk_new (),
    .copy = fiel_crash_disk_new (),
    .scratch = fiel_crash_disk_new (),
    .choices = fiel_choices_new (),
    .contents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .lengths = g_hash_table_new (NULL, NULL),
  };
  const double n_legal = fiel_crash_disk_count_states (point->disk);

  *found = (FielPowerTally){ .n_points = 1 };
  do
    examine_state (&self, found);
  while (fiel_choices_next (self.choices));
  found->n_lengths = g_hash_table_size (self.lengths);

  /* All of them, and each once. */
  g_assert_cmpfloat_with_epsilon (found->n_states / n_legal, 1, 1e-6);

  g_hash_table_unref (self.lengths);
  g_hash_table_unref (self.contents);
  fiel_choices_free (self.choices);
  fiel_crash_disk_free (self.scratch);
  fiel_crash_disk_free (self.copy);
  fiel_crash_disk_free (self.disk);
}
