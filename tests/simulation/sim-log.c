/* sim-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-log.h"

#include <string.h>

typedef struct
{
  gint64 now_us;
  gint64 kind;
  gint64 a;
  gint64 b;
} SimRecord;

struct _SimLog
{
  GChecksum *checksum;    /* owned */
  gboolean in_words;
  GPtrArray *words;       /* owned, of char* */
};

SimLog *
sim_log_new (gboolean in_words)
{
  SimLog *self = g_new0 (SimLog, 1);

  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->in_words = in_words;
  self->words = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
sim_log_free (SimLog *self)
{
  g_checksum_free (self->checksum);
  g_ptr_array_unref (self->words);
  g_free (self);
}

/* FNV-1a */
gint64
sim_log_digest_text (const char *text)
{
  guint64 digest = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const char *c = text != NULL ? text : ""; *c != '\0'; c++)
    digest = (digest ^ (guint8) *c) * G_GUINT64_CONSTANT (0x100000001b3);

  return (gint64) digest;
}

void
sim_log_note (SimLog *self, gint64 now_us, const char *kind, gint64 a, gint64 b, const char *format, ...)
{
  const SimRecord record = { now_us, sim_log_digest_text (kind), a, b };
  g_autofree char *words = NULL;
  va_list args;

  g_checksum_update (self->checksum, (const guchar *) &record, sizeof record);
  if (!self->in_words)
    return;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->words, g_strdup_printf ("%10.3f s  %-9s %s", (double) now_us / G_USEC_PER_SEC, kind, words));
}

const char *
sim_log_get_digest (SimLog *self)
{
  return g_checksum_get_string (self->checksum);
}

GPtrArray *
sim_log_get_words (SimLog *self)
{
  return self->words;
}
