/* test-journal-event.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-event-private.h"
#include "fiel-journal-export.h"
#include "fiel-journal-samples.h"

#include <string.h>

/* A fact as a value, its canonical form, and the published example of a chain. */

#define TEST_CARD "4539578763621486"

/* The example: three facts with fixed times and fields. known-answer.jsonl is their export; these are their hashes. If
 * one of them changes, journals that exist no longer verify. */
static const char *const known_answers[] = {
  "060e758a2daa7bcad4acb26ef74c91918c2bbc0d6e472e8c851c19a25c650ae6",
  "d2b3fed34d7800829599d4a51ce431f2cb9480f4db9d26133f7203cc44e27631",
  "f65698d30c94107766a7b4bc7e0c54050a1748a47be6b60157635f8d93ec23ee",
};

static FielJournalEvent *
example_event (FielJournalType type, const char *attempt_id, gint64 seconds)
{
  FielJournalEvent *event = fiel_journal_event_new (type, attempt_id, "María José");

  fiel_journal_event_set_time (event, G_GINT64_CONSTANT (1767225600000000) + seconds * G_USEC_PER_SEC,
                               G_GINT64_CONSTANT (3600000000) + seconds * G_USEC_PER_SEC,
                               "0f8fad5b-d9cb-469f-a165-70867728950e");

  return event;
}

static FielJournalEvent *
example_intent (void)
{
  FielJournalEvent *intent = example_event (FIEL_JOURNAL_TYPE_INTENT, "0a1b2c3d4e5f6g7h8i9j0k1l2", 1);

  fiel_journal_event_set (intent, FIEL_FIELD_KIND, "sale");
  fiel_journal_event_set_int (intent, FIEL_FIELD_TICKET_ID, 1);
  fiel_journal_event_set (intent, FIEL_FIELD_REFERENCE, "000001");
  fiel_journal_event_set (intent, FIEL_FIELD_TICKET_SENT, "000001");
  fiel_journal_event_set_int (intent, FIEL_FIELD_DUE, 12990);
  fiel_journal_event_set_int (intent, FIEL_FIELD_AMOUNT, 12990);
  fiel_journal_event_set (intent, FIEL_FIELD_CURRENCY, "CLP");
  fiel_journal_event_set (intent, FIEL_FIELD_TERMINAL, "mesón");
  fiel_journal_event_set (intent, FIEL_FIELD_PROVIDER, "getnet");
  fiel_journal_event_set (intent, FIEL_FIELD_BODY_SHA256,
                          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  return intent;
}

static FielJournalStore *
open_example (GPtrArray *events)
{
  g_autoptr (GError) error = NULL;
  FielJournalEvent *opened = example_event (FIEL_JOURNAL_TYPE_OPENED, NULL, 0);
  FielJournalEvent *closed = example_event (FIEL_JOURNAL_TYPE_STATE, "0a1b2c3d4e5f6g7h8i9j0k1l2", 9);
  FielJournalStore *store;

  fiel_journal_event_set (closed, FIEL_FIELD_STATE, "closed");
  fiel_journal_event_set (closed, FIEL_FIELD_OUTCOME, "approved");
  fiel_journal_event_set (closed, FIEL_FIELD_EVENT, "approved");
  fiel_journal_event_set (closed, FIEL_FIELD_PROVIDER_MESSAGE, "\"Aprobada\"\n");

  g_ptr_array_add (events, opened);
  g_ptr_array_add (events, example_intent ());
  g_ptr_array_add (events, closed);

  store = fiel_journal_store_open (FIEL_JOURNAL_STORE_MEMORY, "Caja 2", "fiel", opened, NULL, &error);
  g_assert_no_error (error);
  fiel_sample_append (store, fiel_journal_event_ref (events->pdata[1]));
  fiel_sample_append (store, fiel_journal_event_ref (events->pdata[2]));

  return store;
}

static void
test_known_answer (void)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (FielJournalStore) store = open_example (events);

  for (guint i = 0; i < events->len; i++)
    g_assert_cmpstr (fiel_journal_event_get_hash (events->pdata[i]), ==, known_answers[i]);
}

static void
test_known_export (void)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (FielJournalStore) store = open_example (events);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (FielJournalExporter) exporter = fiel_journal_exporter_new (stream);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "unit", "journal", "known-answer.jsonl", NULL);
  g_autofree char *expected = fiel_sample_read_file (path, NULL);
  gboolean done = FALSE;

  fiel_journal_exporter_step (exporter, store, NULL, &done, &error);
  g_assert_no_error (error);
  g_assert_true (done);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), ==, expected);
}

static void
test_canonical_bytes (void)
{
  static const guint8 zeros[FIEL_JOURNAL_HASH_SIZE];
  static const char expected[] = "\0\0\0\1" "1" "\0\0\0\2" "c1" "\0\0\0\2" "12" "\0\0\0\4" "note" "\xff\xff\xff\xff"
                                 "\0\0\0\0" "\0\0\0\2" "-1" "\0\0\0\1" "0" "\0\0\0\1" "b" "\0\0\0\3" "xyz";
  FielJournalRow row = {
    .seq = 12, .chain_id = "c1", .type = "note", .actor = "", .wall_us = -1, .boot_id = "b", .payload_version = 1,
    .payload = (const guint8 *) "xyz", .payload_size = 3, .prev_hash = zeros,
  };
  g_autoptr (GByteArray) bytes = fiel_journal_canonical_bytes (&row);

  g_assert_cmpuint (bytes->len, ==, sizeof expected - 1);
  g_assert_true (memcmp (bytes->data, expected, bytes->len) == 0);
}

/* Two different records never have the same canonical form: every column moves the hash. */
static void
test_every_column_counts (void)
{
  static const guint8 zeros[FIEL_JOURNAL_HASH_SIZE];
  static const guint8 ones[FIEL_JOURNAL_HASH_SIZE] = { 1 };
  const FielJournalRow base = { 1, "c", "note", "a", "x", 2, 3, "b", 1, (const guint8 *) "pp", 2, zeros, NULL };
  FielJournalRow rows[12];
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = base;
  rows[1].seq = 2;
  rows[2].chain_id = "d";
  rows[3].type = "stray";
  rows[4].attempt_id = NULL;
  rows[5].actor = "y";
  rows[6].wall_us = 3;
  rows[7].boot_us = 2;
  rows[8].boot_id = "c";
  rows[9].payload_version = 2;
  rows[10].payload_size = 1;
  rows[11].prev_hash = ones;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint8 hash[FIEL_JOURNAL_HASH_SIZE];

      fiel_journal_canonical_hash (&rows[i], hash);
      g_assert_true (g_hash_table_add (seen, fiel_journal_hex (hash, sizeof hash)));
    }
}

static void
test_payload_is_strict (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    gboolean canonical;
  } rows[] = {
    { "", 0, TRUE },
    { "\0\0\0\1" "a\0\0\0\0", 9, TRUE },
    { "\0\0\0\1" "a\0\0\0\0\0\0\0\1" "b\0\0\0\1" "x", 19, TRUE },
    { "\0\0\0\1" "b\0\0\0\0\0\0\0\1" "a\0\0\0\0", 18, FALSE },
    { "\0\0\0\1" "a\0\0\0\0\0\0\0\1" "a\0\0\0\0", 18, FALSE },
    { "\0\0\0\1" "a", 5, FALSE },
    { "\0\0\0\1" "a\0\0\0\2" "x", 10, FALSE },
    { "\0\0\0\1" "a\0\0\0\0\0", 10, FALSE },
    { "\xff\xff\xff\xff" "a\0\0\0\0", 9, FALSE },
    { "\0\0\0\1" "a\0\0\0\1" "\0", 10, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (
      fiel_journal_canonical_read_payload ((const guint8 *) rows[i].bytes, rows[i].size, NULL, NULL), ==,
      rows[i].canonical);
}

static void
test_fields (void)
{
  g_autoptr (FielJournalEvent) event = fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, "a1");
  gint64 value = 7;

  fiel_journal_event_set (event, "zebra", "last");
  fiel_journal_event_set_int (event, "ant", G_MININT64);
  fiel_journal_event_set (event, "mouse", "first");
  fiel_journal_event_set (event, "mouse", "second");
  fiel_journal_event_set (event, "gone", "x");
  fiel_journal_event_set (event, "gone", NULL);
  fiel_journal_event_set (event, "never", NULL);

  g_assert_cmpstrv (fiel_journal_event_get_names (event), ((const char *[]){ "ant", "mouse", "zebra", NULL }));
  g_assert_cmpstr (fiel_journal_event_get (event, "mouse"), ==, "second");
  g_assert_null (fiel_journal_event_get (event, "gone"));
  g_assert_true (fiel_journal_event_get_int (event, "ant", &value));
  g_assert_cmpint (value, ==, G_MININT64);
  g_assert_false (fiel_journal_event_get_int (event, "mouse", &value));
  g_assert_false (fiel_journal_event_get_int (event, "gone", &value));
  g_assert_cmpint (value, ==, G_MININT64);
}

/* No card number gets in, whatever door it knocks at; identifiers pass as they are. */
static void
test_masking (void)
{
  static const char *const masked[] = {
    FIEL_FIELD_TEXT,      FIEL_FIELD_DETAIL, FIEL_FIELD_PROVIDER_MESSAGE, FIEL_FIELD_PROVIDER_CODE, FIEL_FIELD_REASON,
    FIEL_FIELD_AUTHORIZATION, FIEL_FIELD_BRAND, FIEL_FIELD_LAST4, FIEL_FIELD_TERMINAL_NAME, "a-field-of-tomorrow",
  };
  static const char *const exact[] = {
    FIEL_FIELD_PROVIDER_ID, FIEL_FIELD_SERIAL, FIEL_FIELD_OPERATION, FIEL_FIELD_OF_OPERATION, FIEL_FIELD_BODY_SHA256, FIEL_FIELD_TERMINAL_ID,
  };
  g_autoptr (FielJournalEvent) event = fiel_journal_event_new (FIEL_JOURNAL_TYPE_STRAY, NULL, "Ana " TEST_CARD);
  g_autoptr (GByteArray) payload = NULL;

  g_assert_null (strstr (fiel_journal_event_get_actor (event), "453957876"));
  for (guint i = 0; i < G_N_ELEMENTS (masked); i++)
    {
      fiel_journal_event_set (event, masked[i], "{\"pan\":\"" TEST_CARD "\"}");
      g_assert_null (strstr (fiel_journal_event_get (event, masked[i]), "453957876"));
      g_assert_nonnull (strstr (fiel_journal_event_get (event, masked[i]), "1486"));
    }
  payload = fiel_journal_event_build_payload (event);
  g_assert_null (memmem (payload->data, payload->len, "453957876", 9));

  for (guint i = 0; i < G_N_ELEMENTS (exact); i++)
    {
      fiel_journal_event_set (event, exact[i], TEST_CARD);
      g_assert_cmpstr (fiel_journal_event_get (event, exact[i]), ==, TEST_CARD);
    }
  fiel_journal_event_set_int (event, FIEL_FIELD_APPROVED, G_GINT64_CONSTANT (4539578763621486));
  g_assert_cmpstr (fiel_journal_event_get (event, FIEL_FIELD_APPROVED), ==, TEST_CARD);
}

static void
test_not_utf8 (void)
{
  g_autoptr (FielJournalEvent) event = fiel_sample_event (FIEL_JOURNAL_TYPE_RECEIVED, NULL);

  fiel_journal_event_set (event, FIEL_FIELD_TEXT, "half \xc3");
  g_assert_cmpstr (fiel_journal_event_get (event, FIEL_FIELD_TEXT), ==, "half \xef\xbf\xbd");
}

static void
test_sealed (void)
{
  g_autoptr (FielJournalEvent) event = fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL);

  fiel_journal_event_seal (event);
  g_test_expect_message ("fiel-journal", G_LOG_LEVEL_CRITICAL, "*sealed*");
  fiel_journal_event_set (event, FIEL_FIELD_TEXT, "later");
  g_test_assert_expected_messages ();
  g_assert_null (fiel_journal_event_get (event, FIEL_FIELD_TEXT));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/journal/event/known-answer", test_known_answer);
  g_test_add_func ("/journal/event/known-export", test_known_export);
  g_test_add_func ("/journal/event/canonical-bytes", test_canonical_bytes);
  g_test_add_func ("/journal/event/every-column-counts", test_every_column_counts);
  g_test_add_func ("/journal/event/payload-is-strict", test_payload_is_strict);
  g_test_add_func ("/journal/event/fields", test_fields);
  g_test_add_func ("/journal/event/masking", test_masking);
  g_test_add_func ("/journal/event/not-utf8", test_not_utf8);
  g_test_add_func ("/journal/event/sealed", test_sealed);

  return g_test_run ();
}
