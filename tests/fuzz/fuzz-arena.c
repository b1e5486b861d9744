/* fuzz-arena.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Memory for SQLite out of one block, by powers of two. SQLite is not built with the sanitizers here, so that guarded
 * blocks find nothing in it, and they take most of the time of a run.
 *
 * For the same reason SQLite's own copy of itself, see meson.build, calls the functions below in place of those of the
 * sanitizers, which look at every byte. What is not SQLite's own, like a text that was bound to a statement, goes to
 * those as ever. */

#include "fuzz-arena.h"

#include <dlfcn.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mman.h>

#define ARENA_BYTES (256 * 1024 * 1024)
#define HUGE_PAGE (2 * 1024 * 1024)
#define HEAD_BYTES 16
#define N_CLASSES 28

typedef struct _Block Block;
struct _Block
{
  gsize klass; /* its size is 1 << klass, this head not counted */
  Block *next; /* while it is free */
};

static guint8 arena[ARENA_BYTES] __attribute__ ((aligned (HUGE_PAGE)));
static gsize used;
static Block *free_blocks[N_CLASSES];

/* Those of the C library. */
static struct
{
  void *(*copy) (void *to, const void *from, size_t length);
  void *(*move) (void *to, const void *from, size_t length);
  void *(*set) (void *to, int value, size_t length);
  int (*compare) (const void *a, const void *b, size_t length);
  int (*compare_strings) (const char *a, const char *b);
  int (*compare_beginnings) (const char *a, const char *b, size_t length);
  size_t (*measure) (const char *string);
} plain;

static gboolean
is_own (const void *memory)
{
  return (gsize) memory - (gsize) arena < ARENA_BYTES;
}

void *
fuzz_arena_memcpy (void *to, const void *from, size_t length)
{
  return is_own (to) && is_own (from) ? plain.copy (to, from, length) : memcpy (to, from, length);
}

void *
fuzz_arena_memmove (void *to, const void *from, size_t length)
{
  return is_own (to) && is_own (from) ? plain.move (to, from, length) : memmove (to, from, length);
}

void *
fuzz_arena_memset (void *to, int value, size_t length)
{
  return is_own (to) ? plain.set (to, value, length) : memset (to, value, length);
}

int
fuzz_arena_memcmp (const void *a, const void *b, size_t length)
{
  return is_own (a) && is_own (b) ? plain.compare (a, b, length) : memcmp (a, b, length);
}

int
fuzz_arena_strcmp (const char *a, const char *b)
{
  return is_own (a) && is_own (b) ? plain.compare_strings (a, b) : strcmp (a, b);
}

int
fuzz_arena_strncmp (const char *a, const char *b, size_t length)
{
  return is_own (a) && is_own (b) ? plain.compare_beginnings (a, b, length) : strncmp (a, b, length);
}

size_t
fuzz_arena_strlen (const char *string)
{
  return is_own (string) ? plain.measure (string) : strlen (string);
}

/* At least 32 bytes. */
static gsize
class_of (int size)
{
  return g_bit_storage ((gulong) MAX (size - 1, 31));
}

static Block *
block_of (void *memory)
{
  return (Block *) (gpointer) ((guint8 *) memory - HEAD_BYTES);
}

static void *
arena_malloc (int size)
{
  const gsize klass = class_of (size);
  Block *block = free_blocks[klass];

  if (block != NULL)
    {
      free_blocks[klass] = block->next;
    }
  else
    {
      if (ARENA_BYTES - used < ((gsize) 1 << klass) + HEAD_BYTES)
        return NULL;
      block = (Block *) (gpointer) (arena + used);
      block->klass = klass;
      used += ((gsize) 1 << klass) + HEAD_BYTES;
    }

  return (guint8 *) block + HEAD_BYTES;
}

static void
arena_free (void *memory)
{
  Block *block = memory != NULL ? block_of (memory) : NULL;

  if (block == NULL)
    return;
  block->next = free_blocks[block->klass];
  free_blocks[block->klass] = block;
}

static int
arena_size (void *memory)
{
  return memory != NULL ? 1 << block_of (memory)->klass : 0;
}

static void *
arena_realloc (void *memory, int size)
{
  void *fresh = NULL;

  if (size <= arena_size (memory))
    return memory;
  fresh = arena_malloc (size);
  if (fresh == NULL)
    return NULL;
  memcpy (fresh, memory, (gsize) arena_size (memory));
  arena_free (memory);

  return fresh;
}

static int
arena_roundup (int size)
{
  return 1 << class_of (size);
}

static int
arena_init (void *user_data)
{
  return SQLITE_OK;
}

static void
arena_shutdown (void *user_data)
{
}

static gpointer
find_plain (const char *name)
{
  const gpointer function = dlsym (RTLD_NEXT, name);

  g_assert_nonnull (function);

  return function;
}

static void
find_plain_functions (void)
{
  plain.copy = find_plain ("memcpy");
  plain.move = find_plain ("memmove");
  plain.set = find_plain ("memset");
  plain.compare = find_plain ("memcmp");
  plain.compare_strings = find_plain ("strcmp");
  plain.compare_beginnings = find_plain ("strncmp");
  plain.measure = find_plain ("strlen");
}

/**
 * fuzz_arena_install:
 *
 * Before anything else is done with SQLite.
 */
void
fuzz_arena_install (void)
{
  static const sqlite3_mem_methods methods = {
    arena_malloc, arena_free, arena_realloc, arena_size, arena_roundup, arena_init, arena_shutdown, NULL,
  };

  find_plain_functions ();
  madvise (arena, sizeof arena, MADV_HUGEPAGE);
  /* Nothing here has a second thread. */
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_SINGLETHREAD), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0), ==, SQLITE_OK);
}
