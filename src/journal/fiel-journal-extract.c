/* fiel-journal-extract.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-extract-private.h"

#include <inttypes.h>
#include <string.h>

/* A record's hash by hand, for somebody who wants to know how it is done: every part with its length and its bytes, in
 * the order in which they are hashed. In English only: it names the columns of the export. */

#define BYTES_PER_LINE 32

FielJournalExtract *
fiel_journal_extract_new (void)
{
  return g_new0 (FielJournalExtract, 1);
}

void
fiel_journal_extract_free (FielJournalExtract *self)
{
  if (self == NULL)
    return;

  g_free (self->head);
  g_free (self->example);
  g_free (self);
}

static void
append_part (GString *text, const char *name, const char *value)
{
  g_autofree char *escaped = value != NULL ? g_strescape (value, NULL) : NULL;

  if (value == NULL)
    g_string_append_printf (text, "  %-17s ffffffff  (absent)\n", name);
  else
    g_string_append_printf (text, "  %-17s %08x  \"%s\"\n", name, (guint) strlen (value), escaped);
}

static void
append_number (GString *text, const char *name, gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" PRId64, number);

  append_part (text, name, digits);
}

static gboolean
append_field (const char *name, const char *value, gpointer user_data)
{
  append_part (user_data, "  name", name);
  append_part (user_data, "  value", value);

  return TRUE;
}

static void
append_bytes (GString *text, const guint8 *bytes, gsize size)
{
  for (gsize at = 0; at < size; at += BYTES_PER_LINE)
    {
      g_autofree char *line = fiel_journal_hex (bytes + at, MIN (size - at, BYTES_PER_LINE));

      g_string_append_printf (text, "  %s\n", line);
    }
}

/**
 * fiel_journal_extract_explain:
 *
 * Returns: (transfer full): the hash of @row, step by step
 */
char *
fiel_journal_extract_explain (const FielJournalRow *row)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GByteArray) hashed = fiel_journal_canonical_hashed (row);
  g_autofree char *hash = fiel_journal_hex (row->hash, FIEL_JOURNAL_HASH_SIZE);

  g_string_append_printf (text, "Record %" PRId64 "\n\n", row->seq);
  append_number (text, "payload_version", row->payload_version);
  append_part (text, "chain_id", row->chain_id);
  append_number (text, "seq", row->seq);
  append_part (text, "type", row->type);
  append_part (text, "attempt_id", row->attempt_id);
  append_part (text, "actor", row->actor);
  append_number (text, "wall_us", row->wall_us);
  append_number (text, "boot_us", row->boot_us);
  append_part (text, "boot_id", row->boot_id);
  g_string_append_printf (text, "  %-17s %08x  its fields:\n", "payload", (guint) row->payload_size);
  fiel_journal_canonical_read_payload (row->payload, row->payload_size, append_field, text);
  g_string_append_printf (text, "\nThe %u bytes that are hashed\n\n", hashed->len);
  append_bytes (text, hashed->data, hashed->len);
  g_string_append_printf (text, "\nTheir SHA-256\n\n  %s\n", hash);

  return g_string_free (text, FALSE);
}
