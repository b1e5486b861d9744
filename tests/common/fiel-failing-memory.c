/* fiel-failing-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-failing-memory.h"

#include <sqlite3.h>

/* GLib's memory is not here: GLib ends the program when there is none, by design, and what then is left is what a kill
 * leaves. */

static sqlite3_mem_methods real;
static guint countdown;
static gboolean keeps_failing;
static gboolean failed;

static gboolean
fails (void)
{
  if (countdown == 0 || (failed && !keeps_failing))
    return FALSE;
  if (countdown > 1)
    {
      countdown--;
      return FALSE;
    }
  failed = TRUE;

  return TRUE;
}

static void *
memory_malloc (int size)
{
  return fails () ? NULL : real.xMalloc (size);
}

static void *
memory_realloc (void *memory, int size)
{
  return fails () ? NULL : real.xRealloc (memory, size);
}

void
fiel_failing_memory_install (void)
{
  sqlite3_mem_methods methods;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real), ==, SQLITE_OK);
  methods = real;
  methods.xMalloc = memory_malloc;
  methods.xRealloc = memory_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
}

void
fiel_failing_memory_fail_nth (guint nth, gboolean lasting)
{
  countdown = nth;
  keeps_failing = lasting;
  failed = FALSE;
}

void
fiel_failing_memory_heal (void)
{
  countdown = 0;
}

gboolean
fiel_failing_memory_has_failed (void)
{
  return failed;
}
