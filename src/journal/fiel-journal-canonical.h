/* fiel-journal-canonical.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FIEL_JOURNAL_HASH_SIZE 32
#define FIEL_JOURNAL_PAYLOAD_VERSION 1

/**
 * FielJournalRow: one record as it stands in the table of events. Nothing is owned.
 * @seq: 1, 2, 3, … without a gap
 * @chain_id: the same in every record of a journal
 * @attempt_id: (nullable): the attempt the fact is about
 * @payload: the fields in canonical form, @payload_size bytes
 * @prev_hash: FIEL_JOURNAL_HASH_SIZE bytes: the hash of the record before, zeros in the first
 * @hash: (nullable): the record's own hash
 */
typedef struct
{
  gint64 seq;
  const char *chain_id;
  const char *type;
  const char *attempt_id;
  const char *actor;
  gint64 wall_us;
  gint64 boot_us;
  const char *boot_id;
  gint64 payload_version;
  const guint8 *payload;
  gsize payload_size;
  const guint8 *prev_hash;
  const guint8 *hash;
} FielJournalRow;

typedef gboolean (*FielJournalFieldFunc) (const char *name, const char *value, gpointer user_data);

void fiel_journal_canonical_append_text (GByteArray *bytes, const char *text);
GByteArray *fiel_journal_canonical_bytes (const FielJournalRow *row);
GByteArray *fiel_journal_canonical_hashed (const FielJournalRow *row);
void fiel_journal_canonical_hash (const FielJournalRow *row, guint8 hash[FIEL_JOURNAL_HASH_SIZE]);
gboolean fiel_journal_canonical_read_payload (const guint8 *payload, gsize size, FielJournalFieldFunc func,
                                              gpointer user_data);

char *fiel_journal_hex (const guint8 *bytes, gsize size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
