/* fuzz-damage.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fuzz-input.h"

G_BEGIN_DECLS

/* A database of SQLite as it lies on the disk. */
typedef struct
{
  GByteArray *file;  /* owned */
  GByteArray *log;   /* owned, empty if there is none */
  GArray *used;      /* owned, of guint32: where the bytes of @file are that mean something */
  gsize page;        /* bytes */
} FuzzImage;

void fuzz_image_init (FuzzImage *self);
void fuzz_image_read (FuzzImage *self, const char *path, const char *log_path);
void fuzz_image_write (const FuzzImage *self, const char *path, const char *log_path);
void fuzz_image_look (FuzzImage *self);
void fuzz_image_copy (FuzzImage *self, const FuzzImage *from);
void fuzz_image_damage (FuzzImage *self, const FuzzImage *good, FuzzInput *input);
gboolean fuzz_bytes_equal (const GByteArray *a, const GByteArray *b);

G_END_DECLS
