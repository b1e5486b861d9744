/* fuzz-arena.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void fuzz_arena_install (void);

/* For SQLite, in place of the C library's. */
void *fuzz_arena_memcpy (void *to, const void *from, size_t length);
void *fuzz_arena_memmove (void *to, const void *from, size_t length);
void *fuzz_arena_memset (void *to, int value, size_t length);
int fuzz_arena_memcmp (const void *a, const void *b, size_t length);
int fuzz_arena_strcmp (const char *a, const char *b);
int fuzz_arena_strncmp (const char *a, const char *b, size_t length);
size_t fuzz_arena_strlen (const char *string);

G_END_DECLS
