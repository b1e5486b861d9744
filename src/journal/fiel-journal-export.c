/* fiel-journal-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-export.h"

#include "fiel-journal-event-private.h"
#include "fiel-journal-extract-private.h"
#include "fiel-journal-store-private.h"

#include <string.h>

/* The journal for others: one record per line, as a JSON object with every column, so that the chain can be recomputed
 * from the export alone (fiel-journal-canonical.c says how). Hashes are lower-case hexadecimal; the values of the
 * payload are all strings, as they are in the canonical form. */

#define EVENTS_PER_STEP 500

struct _FielJournalExporter
{
  GOutputStream *stream; /* owned */
  gint64 position;
  gint64 end; /* the last record when the export began; -1 before */
  guint8 last_hash[FIEL_JOURNAL_HASH_SIZE]; /* of the record at the position */
  char *example; /* owned, nullable before the first record */
};

FielJournalExporter *
fiel_journal_exporter_new (GOutputStream *stream)
{
  FielJournalExporter *self = g_new0 (FielJournalExporter, 1);

  self->stream = g_object_ref (stream);
  self->end = -1;

  return self;
}

void
fiel_journal_exporter_free (FielJournalExporter *self)
{
  g_object_unref (self->stream);
  g_free (self->example);
  g_free (self);
}

gint64
fiel_journal_exporter_get_n_written (FielJournalExporter *self)
{
  return self->position;
}

gint64
fiel_journal_exporter_get_n_total (FielJournalExporter *self)
{
  return MAX (self->end, 0);
}

static FielJournalExtract *
extract_new (gint64 n_events, const guint8 *hash)
{
  FielJournalExtract *extract = fiel_journal_extract_new ();

  extract->n_events = n_events;
  extract->head = fiel_journal_hex (hash, FIEL_JOURNAL_HASH_SIZE);

  return extract;
}

/**
 * fiel_journal_exporter_take_extract:
 *
 * Returns: (transfer full): what was written so far. Once.
 */
FielJournalExtract *
fiel_journal_exporter_take_extract (FielJournalExporter *self)
{
  FielJournalExtract *extract = extract_new (self->position, self->last_hash);

  extract->example = g_steal_pointer (&self->example);

  return extract;
}

FielJournalExtract *
fiel_journal_store_read_head (FielJournalStore *store, GError **error)
{
  if (!fiel_journal_store_check_usable (store, error))
    return NULL;

  return extract_new (store->last_seq, store->last_hash);
}

/* RFC 8259 §7. The text is UTF-8 already; DEL and the C1 controls may stand as they are. */
static void
append_string (GString *line, const char *text)
{
  if (text == NULL)
    {
      g_string_append (line, "null");
      return;
    }

  g_string_append_c (line, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_printf (line, "\\%c", *c);
      else if ((guchar) *c < 0x20)
        g_string_append_printf (line, "\\u%04x", (guint) (guchar) *c);
      else
        g_string_append_c (line, *c);
    }
  g_string_append_c (line, '"');
}

static void
append_member (GString *line, const char *name, const char *text)
{
  g_string_append_printf (line, ",\"%s\":", name);
  append_string (line, text);
}

static void
append_number (GString *line, const char *name, gint64 number)
{
  g_string_append_printf (line, ",\"%s\":%" G_GINT64_FORMAT, name, number);
}

static gboolean
append_field (const char *name, const char *value, gpointer user_data)
{
  GString *line = user_data;

  if (line->str[line->len - 1] != '{')
    g_string_append_c (line, ',');
  append_string (line, name);
  g_string_append_c (line, ':');
  append_string (line, value);

  return TRUE;
}

static gboolean
append_record (GString *lines, const FielJournalRow *row)
{
  g_autofree char *prev_hash = fiel_journal_hex (row->prev_hash, FIEL_JOURNAL_HASH_SIZE);
  g_autofree char *hash = fiel_journal_hex (row->hash, FIEL_JOURNAL_HASH_SIZE);

  g_string_append_printf (lines, "{\"seq\":%" G_GINT64_FORMAT, row->seq);
  append_member (lines, "chain_id", row->chain_id);
  append_member (lines, "type", row->type);
  append_member (lines, "attempt_id", row->attempt_id);
  append_member (lines, "actor", row->actor);
  append_number (lines, "wall_us", row->wall_us);
  append_number (lines, "boot_us", row->boot_us);
  append_member (lines, "boot_id", row->boot_id);
  append_number (lines, "payload_version", row->payload_version);
  g_string_append (lines, ",\"payload\":{");
  if (!fiel_journal_canonical_read_payload (row->payload, row->payload_size, append_field, lines))
    return FALSE;
  g_string_append_c (lines, '}');
  append_member (lines, "prev_hash", prev_hash);
  append_member (lines, "hash", hash);
  g_string_append (lines, "}\n");

  return TRUE;
}

static gboolean
take_row (FielJournalExporter *self, GString *lines, const FielJournalRow *row)
{
  if (!append_record (lines, row))
    return FALSE;

  self->position = row->seq;
  memcpy (self->last_hash, row->hash, sizeof self->last_hash);
  if (self->example == NULL)
    self->example = fiel_journal_extract_explain (row);

  return TRUE;
}

static gboolean
read_slice (FielJournalExporter *self, FielJournalStore *store, GString *lines, GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_prepare (
    store, "SELECT " FIEL_JOURNAL_EVENT_COLUMNS " FROM events WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3");
  gboolean readable = TRUE;
  int code = SQLITE_ERROR;

  sqlite3_bind_int64 (statement, 1, self->position);
  sqlite3_bind_int64 (statement, 2, self->end);
  sqlite3_bind_int (statement, 3, EVENTS_PER_STEP);
  while (readable && statement != NULL && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      FielJournalRow row;

      readable = fiel_journal_row_read (statement, &row) && take_row (self, lines, &row);
    }
  if (!readable)
    fiel_journal_store_set_unreadable (store, error);
  else if (code != SQLITE_DONE)
    fiel_journal_store_fail (store, error);
  sqlite3_finalize (statement);

  return readable && code == SQLITE_DONE;
}

/**
 * fiel_journal_exporter_step:
 * @done: (out): whether everything that was there when the export began is written
 *
 * Writes some more lines. Blocks as long as the stream does.
 */
gboolean
fiel_journal_exporter_step (FielJournalExporter *self, FielJournalStore *store, GCancellable *cancellable,
                            gboolean *done, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  *done = FALSE;
  if (!fiel_journal_store_check_usable (store, error))
    return FALSE;
  if (self->end < 0)
    self->end = store->last_seq;
  if (!read_slice (self, store, lines, error) ||
      !g_output_stream_write_all (self->stream, lines->str, lines->len, NULL, cancellable, error))
    return FALSE;

  *done = self->position >= self->end;
  if (*done)
    return g_output_stream_flush (self->stream, cancellable, error);

  return TRUE;
}
