/* fuzz-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

guint8
fuzz_input_byte (FuzzInput *self)
{
  if (self->left == 0)
    return 0;
  self->left--;

  return *self->at++;
}

guint64
fuzz_input_bits (FuzzInput *self, guint n_bytes)
{
  guint64 bits = 0;

  for (guint i = 0; i < n_bytes; i++)
    bits = bits << 8 | fuzz_input_byte (self);

  return bits;
}

guint
fuzz_input_choice (FuzzInput *self, guint n_choices)
{
  return fuzz_input_byte (self) % n_choices;
}

char *
fuzz_input_rest (FuzzInput *self, gsize *length)
{
  char *rest = g_malloc (self->left + 1);

  if (self->left > 0)
    memcpy (rest, self->at, self->left);
  rest[self->left] = '\0';
  *length = self->left;
  self->left = 0;

  return rest;
}

void
fuzz_fail (const char *file, int line, const char *condition, const char *format, ...)
{
  va_list args;

  fprintf (stderr, "%s:%d: does not hold: %s: ", file, line, condition);
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  fprintf (stderr, "\n");
  abort ();
}

/* A caller's mistake is a finding. The fuzzer does not notice the trap that GLib would spring. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree char *line = NULL;

  if (!(level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)))
    return G_LOG_WRITER_HANDLED;
  line = g_log_writer_format_fields (level, fields, n_fields, FALSE);
  fprintf (stderr, "%s\n", line);
  abort ();
}

/* Called by the fuzzer, once. */
int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_writer_func (write_log, NULL, NULL);

  return 0;
}
