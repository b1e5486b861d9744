/* fiel-journal-canonical.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-canonical.h"

#include <string.h>

/* The canonical form of a record, version 1, and its hash: what an outsider recomputes to check a journal.
 *
 *   text     = length in bytes, 32 bits, most significant byte first, then the bytes (UTF-8)
 *   absent   = FF FF FF FF
 *   number   = text of its decimal digits, with "-" before a negative one and no other sign, space or leading zero
 *   payload  = for every field, in ascending order of the bytes of its name: text of the name, text of the value
 *   record   = number payload_version, text chain_id, number seq, text type, text or absent attempt_id, text actor,
 *              number wall_us, number boot_us, text boot_id, then the payload as one text
 *   hash     = SHA-256 of "fiel-journal/v1", one zero byte, the previous record's 32 bytes of hash (zeros before the
 *              first), record
 *
 * Every column but the hash itself is covered. tests/unit/journal holds a published example of three records and a
 * reader in another language. */

static const char domain[] = "fiel-journal/v1";

static void
append_length (GByteArray *bytes, guint32 length)
{
  guint32 big_endian = GUINT32_TO_BE (length);

  g_byte_array_append (bytes, (const guint8 *) &big_endian, sizeof big_endian);
}

static void
append_block (GByteArray *bytes, const guint8 *block, gsize size)
{
  append_length (bytes, (guint32) size);
  if (size > 0)
    g_byte_array_append (bytes, block, (guint) size);
}

/**
 * fiel_journal_canonical_append_text:
 * @text: (nullable): what to append; %NULL is appended as absent
 */
void
fiel_journal_canonical_append_text (GByteArray *bytes, const char *text)
{
  if (text == NULL)
    append_length (bytes, G_MAXUINT32);
  else
    append_block (bytes, (const guint8 *) text, strlen (text));
}

static void
append_number (GByteArray *bytes, gint64 number)
{
  char digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);
  fiel_journal_canonical_append_text (bytes, digits);
}

/**
 * fiel_journal_canonical_bytes:
 *
 * Returns: (transfer full): @row in canonical form, without the two hashes
 */
GByteArray *
fiel_journal_canonical_bytes (const FielJournalRow *row)
{
  GByteArray *bytes = g_byte_array_sized_new ((guint) row->payload_size + 256);

  append_number (bytes, row->payload_version);
  fiel_journal_canonical_append_text (bytes, row->chain_id);
  append_number (bytes, row->seq);
  fiel_journal_canonical_append_text (bytes, row->type);
  fiel_journal_canonical_append_text (bytes, row->attempt_id);
  fiel_journal_canonical_append_text (bytes, row->actor);
  append_number (bytes, row->wall_us);
  append_number (bytes, row->boot_us);
  fiel_journal_canonical_append_text (bytes, row->boot_id);
  append_block (bytes, row->payload, row->payload_size);

  return bytes;
}

/**
 * fiel_journal_canonical_hashed:
 *
 * Returns: (transfer full): the very bytes whose SHA-256 is the hash of @row
 */
GByteArray *
fiel_journal_canonical_hashed (const FielJournalRow *row)
{
  g_autoptr (GByteArray) bytes = fiel_journal_canonical_bytes (row);

  g_byte_array_prepend (bytes, row->prev_hash, FIEL_JOURNAL_HASH_SIZE);
  g_byte_array_prepend (bytes, (const guint8 *) domain, sizeof domain);

  return g_steal_pointer (&bytes);
}

/**
 * fiel_journal_canonical_hash:
 * @row: a record; its own hash is not looked at
 * @hash: (out caller-allocates): the hash it should carry
 */
void
fiel_journal_canonical_hash (const FielJournalRow *row, guint8 hash[FIEL_JOURNAL_HASH_SIZE])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GByteArray) bytes = fiel_journal_canonical_bytes (row);
  gsize size = FIEL_JOURNAL_HASH_SIZE;

  g_checksum_update (checksum, (const guchar *) domain, sizeof domain);
  g_checksum_update (checksum, row->prev_hash, FIEL_JOURNAL_HASH_SIZE);
  g_checksum_update (checksum, bytes->data, (gssize) bytes->len);
  g_checksum_get_digest (checksum, hash, &size);
}

static char *
read_text (const guint8 *payload, gsize size, gsize *offset)
{
  guint32 big_endian;
  gsize length;
  char *text;

  if (size - *offset < sizeof big_endian)
    return NULL;
  memcpy (&big_endian, payload + *offset, sizeof big_endian);
  *offset += sizeof big_endian;

  length = GUINT32_FROM_BE (big_endian);
  if (size - *offset < length || memchr (payload + *offset, '\0', length) != NULL)
    return NULL;
  text = g_strndup ((const char *) payload + *offset, length);
  *offset += length;

  return text;
}

/**
 * fiel_journal_canonical_read_payload:
 * @func: called for every field in order; %FALSE stops
 *
 * Returns: whether @payload is canonical: complete, names in strictly ascending order, nothing behind the last field
 */
gboolean
fiel_journal_canonical_read_payload (const guint8 *payload, gsize size, FielJournalFieldFunc func, gpointer user_data)
{
  g_autofree char *previous = NULL;
  gsize offset = 0;

  while (offset < size)
    {
      g_autofree char *name = read_text (payload, size, &offset);
      g_autofree char *value = name != NULL ? read_text (payload, size, &offset) : NULL;

      if (value == NULL || (previous != NULL && strcmp (previous, name) >= 0))
        return FALSE;
      if (func != NULL && !func (name, value, user_data))
        return FALSE;

      g_free (previous);
      previous = g_steal_pointer (&name);
    }

  return TRUE;
}

/**
 * fiel_journal_hex:
 *
 * Returns: (transfer full): @bytes as lower-case hexadecimal
 */
char *
fiel_journal_hex (const guint8 *bytes, gsize size)
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (size * 2 + 1);

  for (gsize i = 0; i < size; i++)
    {
      hex[i * 2] = digits[bytes[i] >> 4];
      hex[i * 2 + 1] = digits[bytes[i] & 15];
    }
  hex[size * 2] = '\0';

  return hex;
}
