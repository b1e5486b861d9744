/* sim-heap.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A quarter of the simulation's time was the C library's heap, which looks after threads and fragmentation that there
 * are none of here. The program's definitions come before the C library's for every shared library, as in sim-libc.c.
 *
 * A region holds blocks of one size and begins at a multiple of its own length, so that a block finds its size; a large
 * block has a region to itself. Nothing is given back to the system. What is freed is used again by the thread that
 * freed it. */

#define REGION ((size_t) 64 * 1024)
#define HEAD ((size_t) 64)                     /* in front of the first block of a region */
#define STEP ((size_t) 16)
#define N_STEPS 32u                            /* sizes up to STEP * N_STEPS by steps, then four for each doubling */
#define LARGEST_IN_STEPS (STEP * N_STEPS)
#define LARGEST_SHARED ((size_t) 8 * 1024)     /* beyond this a block has its region to itself */
#define N_SIZES (N_STEPS + 4 * 40)

typedef struct Block
{
  struct Block *next;
} Block;

typedef struct
{
  unsigned size_class;
  size_t size;
} Region;

typedef struct
{
  Block *freed;
  char *fresh;             /* the rest of the newest region */
  char *end;
} List;

static _Thread_local List lists[N_SIZES] __attribute__ ((tls_model ("initial-exec")));

void *malloc (size_t size);
void free (void *block);
void *calloc (size_t n, size_t size);
void *realloc (void *block, size_t size);
void *memalign (size_t alignment, size_t size);
void *aligned_alloc (size_t alignment, size_t size);
int posix_memalign (void **block, size_t alignment, size_t size);
size_t malloc_usable_size (void *block);

static unsigned
find_class (size_t size)
{
  unsigned doubling;

  if (size <= LARGEST_IN_STEPS)
    return size == 0 ? 0 : (unsigned) ((size - 1) / STEP);

  doubling = 63u - (unsigned) __builtin_clzl (size - 1);

  return N_STEPS + 4 * (doubling - 9) + (unsigned) ((size - 1) >> (doubling - 2) & 3);
}

static size_t
get_class_size (unsigned size_class)
{
  unsigned above = size_class - N_STEPS;

  if (size_class < N_STEPS)
    return (size_class + 1) * STEP;

  return (size_t) (5 + above % 4) << (above / 4 + 7);
}

/* At a multiple of REGION. */
static void *
map (size_t size)
{
  static _Atomic (char *) next;
  static _Atomic (char *) end;
  static atomic_flag is_busy = ATOMIC_FLAG_INIT;
  char *found = NULL;

  while (atomic_flag_test_and_set (&is_busy))
    ;
  size = (size + REGION - 1) & ~(REGION - 1);
  if (next == NULL || (size_t) (end - next) < size)
    {
      size_t length = size > 32 * 1024 * 1024 ? size : (size_t) 32 * 1024 * 1024;
      char *mapped = mmap (NULL, length + REGION, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

      if (mapped == MAP_FAILED)
        abort ();
      next = (char *) (((uintptr_t) mapped + REGION - 1) & ~(REGION - 1));
      end = next + length;
    }
  found = next;
  next += size;
  atomic_flag_clear (&is_busy);

  return found;
}

static Region *
get_region (void *block)
{
  return (Region *) ((uintptr_t) block & ~(REGION - 1));
}

static void *
get_fresh (List *list, unsigned size_class)
{
  size_t size = get_class_size (size_class);
  Region *region = NULL;
  char *block = list->fresh;

  if (block == NULL || (size_t) (list->end - block) < size)
    {
      region = map (size > LARGEST_SHARED ? HEAD + size : REGION);
      region->size_class = size_class;
      region->size = size;
      block = (char *) region + HEAD;
      list->end = size > LARGEST_SHARED ? block + size : (char *) region + REGION;
    }
  list->fresh = block + size;

  return block;
}

/* Not malloc() itself, or the compiler would take malloc() and memset() for calloc() where that is made of them. */
static void *
get_block (size_t size)
{
  unsigned size_class = find_class (size);
  List *list = &lists[size_class];
  Block *block = list->freed;

  if (block == NULL)
    return get_fresh (list, size_class);

  list->freed = block->next;

  return block;
}

void *
malloc (size_t size)
{
  return get_block (size);
}

void
free (void *data)
{
  Block *block = data;
  List *list = NULL;

  if (block == NULL)
    return;

  list = &lists[get_region (block)->size_class];
  block->next = list->freed;
  list->freed = block;
}

void *
calloc (size_t n, size_t size)
{
  void *block = NULL;
  size_t all;

  if (__builtin_mul_overflow (n, size, &all))
    abort ();
  block = get_block (all);
  memset (block, 0, all);

  return block;
}

void *
realloc (void *block, size_t size)
{
  size_t there = block != NULL ? get_region (block)->size : 0;
  void *moved = NULL;

  if (block != NULL && size <= there && size > there / 2)
    return block;

  moved = get_block (size);
  if (block != NULL)
    memcpy (moved, block, size < there ? size : there);
  free (block);

  return moved;
}

size_t
malloc_usable_size (void *block)
{
  return block != NULL ? get_region (block)->size : 0;
}

/* A block that starts further inside a region of its own; it is never used again for another size. */
void *
memalign (size_t alignment, size_t size)
{
  Region *region = NULL;

  if (alignment <= STEP)
    return get_block (size);
  if (alignment > REGION / 2)
    abort ();

  alignment = alignment < HEAD ? HEAD : alignment;
  size = get_class_size (find_class (size));
  region = map (alignment + size);
  region->size_class = find_class (size);
  region->size = size;

  return (char *) region + alignment;
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  return memalign (alignment, size);
}

int
posix_memalign (void **block, size_t alignment, size_t size)
{
  *block = memalign (alignment, size);

  return 0;
}
