/* fuzz-arena.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Memory for SQLite out of one block, by powers of two. SQLite is not built with the sanitizers here, so that guarded
 * blocks find nothing in it, and they take most of the time of a run. */

#include "fuzz-arena.h"

#include <sqlite3.h>
#include <string.h>

#define ARENA_BYTES (256 * 1024 * 1024)
#define HEAD_BYTES 16
#define N_CLASSES 28

typedef struct _Block Block;
struct _Block
{
  gsize klass; /* its size is 1 << klass, this head not counted */
  Block *next; /* while it is free */
};

static guint8 arena[ARENA_BYTES] __attribute__ ((aligned (HEAD_BYTES)));
static gsize used;
static Block *free_blocks[N_CLASSES];

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

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0), ==, SQLITE_OK);
}
