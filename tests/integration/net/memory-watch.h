/* memory-watch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MemoryWatch MemoryWatch;

/* Bytes of this process that are in memory and its own: a page of a library that is touched for the first time does not
 * count. */
gsize memory_private (void);

/* Looks at it every few milliseconds from a thread of its own until it is stopped. */
MemoryWatch *memory_watch_start (void);
gsize memory_watch_stop (MemoryWatch *self);  /* the most it saw; frees @self */

G_END_DECLS
