/* fuzz-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A good journal, damaged, and opened again. Whatever the damage is, it is refused with one of the words for that, and
 * then not a byte of what lies there has changed; or it opens, and then its records are those of the good journal, from
 * the first one on, and the verification ends with a verdict.
 *
 * Input: one byte that chooses the journal (closed properly, or left behind with a write-ahead log), then damages of
 * six bytes each. The files lie in memory where the system has a folder for that. */

#include "fiel-journal-samples.h"
#include "fiel-journal-verify.h"
#include "fiel-test.h"
#include "fuzz-arena.h"
#include "fuzz-input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAGE 4096
#define MAX_DAMAGES 12
#define MEMORY_FOLDER "/dev/shm"

typedef struct
{
  GByteArray *file; /* owned */
  GByteArray *log;  /* owned, empty if there is none */
} Image;

static struct
{
  char *folder;      /* owned */
  char *path;        /* owned */
  char *log_path;    /* owned */
  Image images[2];   /* closed; left behind */
  Image damaged;     /* what lies there before it is opened; memory that is used again by each run */
  Image found;       /* and after it was refused; likewise */
  GPtrArray *events; /* owned (element-type FielJournalEvent): of the one left behind; the other's come first in it */
} world;

/* No bytes if there is no file. */
static void
read_into (GByteArray *bytes, const char *path)
{
  const int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  const off_t length = fd >= 0 ? lseek (fd, 0, SEEK_END) : 0;

  g_byte_array_set_size (bytes, (guint) length);
  fuzz_require (pread (fd, bytes->data, bytes->len, 0) == length || fd < 0, "%s", g_strerror (errno));
  if (fd >= 0)
    close (fd);
}

static void
image_init (Image *image)
{
  image->file = g_byte_array_new ();
  image->log = g_byte_array_new ();
}

static void
image_take (Image *image)
{
  read_into (image->file, world.path);
  read_into (image->log, world.log_path);
}

static void
copy_bytes (GByteArray *to, const GByteArray *from)
{
  g_byte_array_set_size (to, from->len);
  if (from->len > 0)
    memcpy (to->data, from->data, from->len);
}

static void
remove_world (void)
{
  fiel_test_remove_dir (world.folder);
}

/* Sales in every state, a stray word, and a refund. */
static void
build_world (void)
{
  g_autofree char *template = g_build_filename (MEMORY_FOLDER, "fiel-test-fuzz-XXXXXX", NULL);
  FielJournalStore *store = NULL;

  fuzz_arena_install ();
  image_init (&world.images[0]);
  image_init (&world.images[1]);
  image_init (&world.damaged);
  image_init (&world.found);
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
  image_take (&world.images[0]);

  store = fiel_sample_open_fine (world.path);
  fiel_sample_append (store, fiel_sample_state ("a2", "closed", "declined"));
  fiel_sample_append (store, fiel_sample_state ("a3", "closed", "approved"));
  fiel_sample_append (store, fiel_sample_refund ("a4", 1, 5990, "a1"));
  image_take (&world.images[1]);
  world.events = fiel_journal_store_list_events (store, NULL, 0, 0, NULL);
  fiel_journal_store_close (store);
}

static void
write_at (GByteArray *bytes, gsize at, const guint8 *data, gsize length)
{
  if (at < bytes->len)
    memcpy (bytes->data + at, data, MIN (length, bytes->len - at));
}

/* Of page @from to page @to. */
static void
copy_page (GByteArray *bytes, gsize from, gsize to)
{
  g_autofree guint8 *page = g_malloc0 (PAGE);

  if ((from + 1) * PAGE > bytes->len)
    return;
  memcpy (page, bytes->data + from * PAGE, PAGE);
  write_at (bytes, to * PAGE, page, PAGE);
}

/* Fields of the header of a database and of a log that decide how the rest is read. */
static const guint8 header_offsets[] = { 16, 18, 19, 24, 28, 32, 36, 40, 44, 52, 56, 60, 64, 68, 92, 96 };

static void
damage (Image *image, FuzzInput *input)
{
  const guint8 what = fuzz_input_byte (input);
  GByteArray *bytes = what & 1 && image->log->len > 0 ? image->log : image->file;
  const gsize at = bytes->len > 0 ? (gsize) fuzz_input_bits (input, 3) % bytes->len : 0;
  const guint8 value = fuzz_input_byte (input);
  const guint8 other = fuzz_input_byte (input);
  guint8 fill[256];

  if (bytes->len == 0)
    return;
  memset (fill, value, sizeof fill);
  switch (what / 2 % 8)
    {
    case 0:
      bytes->data[at] ^= (guint8) (1u << (value % 8));
      break;
    case 1:
      bytes->data[at] = value;
      break;
    case 2:
      write_at (bytes, at, fill, other);
      break;
    case 3:
      g_byte_array_set_size (bytes, (guint) (at & 1 ? at : at - at % PAGE));
      break;
    case 4:
      copy_page (bytes, value % (bytes->len / PAGE + 1), other % (bytes->len / PAGE + 1));
      break;
    case 5:
      fill[0] = other;
      write_at (bytes, header_offsets[at % G_N_ELEMENTS (header_offsets)], fill, 1 + other % 4);
      break;
    case 6:
      write_at (bytes, at - at % PAGE + value % 16, &other, 1);
      break;
    default:
      g_byte_array_set_size (image->log, 0);
      break;
    }
}

/* Over what is there: new pages cost more than writing to old ones. */
static void
write_file (const char *path, const GByteArray *bytes)
{
  const int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  fuzz_require (fd >= 0 && write (fd, bytes->data, bytes->len) == (gssize) bytes->len
                  && ftruncate (fd, (off_t) bytes->len) == 0,
                "%s", g_strerror (errno));
  close (fd);
}

static void
lay_down (const Image *image)
{
  write_file (world.path, image->file);
  if (image->log->len > 0)
    write_file (world.log_path, image->log);
  else
    g_unlink (world.log_path);
}

static gboolean
same_bytes (const GByteArray *a, const GByteArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len) == 0);
}

static void
check_refused (const Image *image, const GError *error)
{
  const Image *now = &world.found;

  image_take (&world.found);
  fuzz_require (error->domain == FIEL_JOURNAL_ERROR, "%s", error->message);
  fuzz_require (error->code == FIEL_JOURNAL_ERROR_DAMAGED || error->code == FIEL_JOURNAL_ERROR_NOT_A_JOURNAL
                  || error->code == FIEL_JOURNAL_ERROR_NEWER || error->code == FIEL_JOURNAL_ERROR_FOLDER
                  || error->code == FIEL_JOURNAL_ERROR_STORAGE,
                "%d: %s", error->code, error->message);
  fuzz_require (same_bytes (now->file, image->file), "refused, and the file changed (%u to %u bytes): %s",
                image->file->len, now->file->len, error->message);
  fuzz_require (same_bytes (now->log, image->log), "refused, and the log changed: %s", error->message);
}

/* Every record but the last, which says that the journal was opened again. */
static void
check_records (FielJournalStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = fiel_journal_store_list_events (store, NULL, 0, 0, &error);

  fuzz_require (events != NULL, "%s", error->message);
  fuzz_require (events->len > 0 && events->len - 1 <= world.events->len, "%u records", events->len);
  for (guint i = 0; i < events->len - 1; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      FielJournalEvent *good = g_ptr_array_index (world.events, i);

      fuzz_require (g_strcmp0 (fiel_journal_event_get_hash (event), fiel_journal_event_get_hash (good)) == 0,
                    "record %u is another one", i + 1);
    }
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

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = { data, size };
  Image *image = &world.damaged;
  FielJournalStore *store = NULL;
  g_autoptr (GError) error = NULL;
  const Image *good = NULL;

  if (world.folder == NULL)
    build_world ();
  good = &world.images[fuzz_input_choice (&input, 2)];
  copy_bytes (image->file, good->file);
  copy_bytes (image->log, good->log);
  for (guint i = 0; i < MAX_DAMAGES && input.left > 0; i++)
    damage (image, &input);
  lay_down (image);

  store = fiel_sample_open (world.path, &error);
  if (store == NULL)
    check_refused (image, error);
  else
    {
      check_records (store);
      check_verification (store);
      fiel_journal_store_close (store);
    }

  return 0;
}
