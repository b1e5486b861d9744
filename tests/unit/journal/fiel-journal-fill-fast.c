/* fiel-journal-fill-fast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-fill-fast.h"

#include "fiel-journal-event-private.h"
#include "fiel-journal-fold.h"
#include "fiel-journal-store-private.h"
#include "fiel-journal-store.h"

#include <string.h>

/* A million payments in less than a minute: the journal is made by the store, then guards and indexes are put aside,
 * the rows are written as the store would have written them, and everything that was put aside is put back. */

#define STEP_US (4 * 60 * G_USEC_PER_SEC)
#define STEP_TODAY_US G_USEC_PER_SEC
#define BOOT_ID "6c9a1f0e-0000-4000-8000-000000000002"
#define BODY_SHA256 "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

typedef struct
{
  sqlite3 *database;            /* owned */
  sqlite3_stmt *insert_event;   /* owned */
  sqlite3_stmt *insert_ticket;  /* owned */
  sqlite3_stmt *insert_attempt; /* owned */
  char *chain_id;               /* owned */
  gint64 seq;
  guint8 hash[FIEL_JOURNAL_HASH_SIZE];
} Filler;

static const char *const terminals[][2] = {
  { "norte", "Terminal Norte" }, { "sur", "Terminal Sur" }, { "terraza", "Terraza" }
};
static const char *const actors[] = { "Ana Riquelme", "Bruno Paz", "Carla Soto", "Diego Luna" };

/* Scatters numbers: the same number gives the same value. */
static guint
scatter (guint number, guint salt)
{
  guint64 value = ((guint64) number + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + salt;

  value ^= value >> 29;
  value *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);

  return (guint) (value >> 33);
}

char *
fiel_journal_fill_fast_authorization (guint number)
{
  return g_strdup_printf ("%06u", scatter (number, 1) % 1000000);
}

char *
fiel_journal_fill_fast_last4 (guint number)
{
  return g_strdup_printf ("%04u", scatter (number, 2) % 10000);
}

static void
execute (Filler *filler, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (filler->database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static sqlite3_stmt *
prepare (Filler *filler, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (filler->database, sql, -1, &statement, NULL), ==, SQLITE_OK);

  return statement;
}

static void
run (sqlite3_stmt *statement)
{
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

/* Returns: (element-type utf8): what makes them again */
static GPtrArray *
put_aside (Filler *filler)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) drops = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = prepare (filler, "SELECT sql, 'DROP ' || type || ' ' || name FROM sqlite_schema"
                                             " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL");

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_ptr_array_add (kept, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
      g_ptr_array_add (drops, g_strdup ((const char *) sqlite3_column_text (statement, 1)));
    }
  sqlite3_finalize (statement);
  for (guint i = 0; i < drops->len; i++)
    execute (filler, g_ptr_array_index (drops, i));

  return kept;
}

static void
read_end (Filler *filler)
{
  sqlite3_stmt *statement = prepare (filler, "SELECT seq, chain_id, hash FROM events ORDER BY seq DESC LIMIT 1");

  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  filler->seq = sqlite3_column_int64 (statement, 0);
  filler->chain_id = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  memcpy (filler->hash, sqlite3_column_blob (statement, 2), sizeof filler->hash);
  sqlite3_finalize (statement);
}

static sqlite3_stmt *
prepare_insert (Filler *filler, const char *table, const char *columns, guint n_columns)
{
  g_auto (GStrv) values = g_new0 (char *, n_columns + 1);
  g_autofree char *list = NULL;
  g_autofree char *sql = NULL;

  for (guint i = 0; i < n_columns; i++)
    values[i] = g_strdup_printf ("?%u", i + 1);
  list = g_strjoinv (", ", values);
  sql = g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", table, columns, list);

  return prepare (filler, sql);
}

static void
begin (Filler *filler, const char *path)
{
  g_assert_cmpint (sqlite3_open (path, &filler->database), ==, SQLITE_OK);
  execute (filler, "PRAGMA synchronous = OFF; PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE;"
                   " PRAGMA cache_size = -65536; BEGIN");
  read_end (filler);
  filler->insert_event = prepare_insert (filler, "events", FIEL_JOURNAL_EVENT_COLUMNS, 12);
  filler->insert_ticket = prepare_insert (filler, "ticket", "id, reference, due, currency", 4);
  filler->insert_attempt =
    prepare_insert (filler, "attempt", FIEL_JOURNAL_ATTEMPT_COLUMNS, FIEL_JOURNAL_N_ATTEMPT_COLUMNS);
}

static void
end (Filler *filler, GPtrArray *kept, guint n_payments)
{
  g_autofree char *projection = g_strdup_printf ("UPDATE projection SET last_seq = %" G_GINT64_FORMAT
                                                 ", next_number = %u", filler->seq, n_payments + 1);

  execute (filler, projection);
  for (guint i = 0; i < kept->len; i++)
    execute (filler, g_ptr_array_index (kept, i));
  execute (filler, "COMMIT");
  sqlite3_finalize (filler->insert_event);
  sqlite3_finalize (filler->insert_ticket);
  sqlite3_finalize (filler->insert_attempt);
  g_assert_cmpint (sqlite3_close (filler->database), ==, SQLITE_OK);
  g_free (filler->chain_id);
}

static gint64
insert_event (Filler *filler, FielJournalEvent *event)
{
  g_autoptr (GByteArray) payload = NULL;
  guint8 hash[FIEL_JOURNAL_HASH_SIZE];
  FielJournalRow row = {
    .seq = ++filler->seq,
    .chain_id = filler->chain_id,
    .type = fiel_enum_nick (FIEL_TYPE_JOURNAL_TYPE, (int) fiel_journal_event_get_type_of_fact (event)),
    .attempt_id = fiel_journal_event_get_attempt_id (event),
    .actor = fiel_journal_event_get_actor (event),
    .wall_us = fiel_journal_event_get_wall_us (event),
    .boot_us = fiel_journal_event_get_boot_us (event),
    .boot_id = fiel_journal_event_get_boot_id (event),
    .payload_version = FIEL_JOURNAL_PAYLOAD_VERSION,
    .prev_hash = filler->hash,
    .hash = hash,
  };

  fiel_journal_event_seal (event);
  payload = fiel_journal_event_build_payload (event);
  row.payload = payload->data;
  row.payload_size = payload->len;
  fiel_journal_canonical_hash (&row, hash);
  fiel_journal_row_bind (filler->insert_event, &row);
  run (filler->insert_event);
  memcpy (filler->hash, hash, sizeof hash);

  return filler->seq;
}

static FielJournalEvent *
make_intent (guint number, const char *attempt_id, gint64 wall_us)
{
  FielJournalEvent *event = fiel_journal_event_new (FIEL_JOURNAL_TYPE_INTENT, attempt_id,
                                                    actors[scatter (number, 3) % G_N_ELEMENTS (actors)]);
  g_autofree char *reference = g_strdup_printf ("%06u", number);
  const gint64 amount = 500 + (gint64) (scatter (number, 4) % 9000) * 10;
  const guint terminal = scatter (number, 5) % G_N_ELEMENTS (terminals);

  fiel_journal_event_set_time (event, wall_us, wall_us, BOOT_ID);
  fiel_journal_event_set (event, FIEL_FIELD_KIND, "sale");
  fiel_journal_event_set_int (event, FIEL_FIELD_TICKET_ID, number);
  fiel_journal_event_set (event, FIEL_FIELD_REFERENCE, reference);
  fiel_journal_event_set (event, FIEL_FIELD_TICKET_SENT, reference);
  fiel_journal_event_set_int (event, FIEL_FIELD_DUE, amount);
  fiel_journal_event_set_int (event, FIEL_FIELD_AMOUNT, amount);
  fiel_journal_event_set (event, FIEL_FIELD_CURRENCY, "CLP");
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL, terminals[terminal][0]);
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL_NAME, terminals[terminal][1]);
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER, "getnet");
  fiel_journal_event_set (event, FIEL_FIELD_BODY_SHA256, BODY_SHA256);

  return event;
}

static const char *
choose_outcome (guint number)
{
  const guint chance = scatter (number, 6) % 1000;

  return chance < 40 ? "declined" : chance < 55 ? "cancelled" : chance < 57 ? "hand-charged" : "approved";
}

static FielJournalEvent *
make_closed (guint number, const char *attempt_id, gint64 wall_us)
{
  FielJournalEvent *event = fiel_journal_event_new (FIEL_JOURNAL_TYPE_STATE, attempt_id, "fiel");
  const char *outcome = choose_outcome (number);

  fiel_journal_event_set_time (event, wall_us, wall_us, BOOT_ID);
  fiel_journal_event_set (event, FIEL_FIELD_STATE, "closed");
  fiel_journal_event_set (event, FIEL_FIELD_OUTCOME, outcome);
  fiel_journal_event_set (event, FIEL_FIELD_EVENT, outcome);
  fiel_journal_event_set_int (event, FIEL_FIELD_PROVIDER_ID, 7000000 + number);
  if (g_str_equal (outcome, "approved"))
    {
      g_autofree char *authorization = fiel_journal_fill_fast_authorization (number);
      g_autofree char *last4 = fiel_journal_fill_fast_last4 (number);
      g_autofree char *operation = g_strdup_printf ("%u", 3000000 + number);

      fiel_journal_event_set (event, FIEL_FIELD_AUTHORIZATION, authorization);
      fiel_journal_event_set (event, FIEL_FIELD_OPERATION, operation);
      fiel_journal_event_set (event, FIEL_FIELD_BRAND, number % 3 == 0 ? "MC" : "VI");
      fiel_journal_event_set (event, FIEL_FIELD_CARD_TYPE, number % 2 == 0 ? "CR" : "DB");
      fiel_journal_event_set (event, FIEL_FIELD_LAST4, last4);
    }

  return event;
}

static void
insert_payment (Filler *filler, guint number, gint64 wall_us)
{
  g_autofree char *attempt_id = g_strdup_printf ("f%08x%08x%08x", scatter (number, 7), scatter (number, 8), number);
  g_autoptr (FielJournalEvent) intent = make_intent (number, attempt_id, wall_us);
  g_autoptr (FielJournalEvent) closed = make_closed (number, attempt_id, wall_us + 20 * G_USEC_PER_SEC);
  g_autoptr (FielAttemptRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  record = fiel_journal_fold_begin (intent, insert_event (filler, intent), &error);
  g_assert_no_error (error);
  fiel_journal_fold_apply (record, closed, insert_event (filler, closed), &error);
  g_assert_no_error (error);

  sqlite3_bind_int64 (filler->insert_ticket, 1, number);
  sqlite3_bind_text (filler->insert_ticket, 2, record->reference, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (filler->insert_ticket, 3, record->amount.minor);
  sqlite3_bind_text (filler->insert_ticket, 4, record->amount.currency->code, -1, SQLITE_STATIC);
  run (filler->insert_ticket);
  fiel_attempt_record_bind (filler->insert_attempt, record);
  run (filler->insert_attempt);
}

static void
make_empty (const char *path, gint64 wall_us)
{
  g_autoptr (FielJournalEvent) opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, actors[0]);
  g_autoptr (FielJournalStore) store = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_event_set_time (opened, wall_us, 0, BOOT_ID);
  store = fiel_journal_store_open (path, "Caja 2", "fiel-test", opened, NULL, &error);
  g_assert_no_error (error);
}

void
fiel_journal_fill_fast (const char *path, guint n_payments, guint n_today, gint64 now_us)
{
  const guint n_before = n_payments - n_today;
  const gint64 first_us = now_us - 2 * G_TIME_SPAN_DAY - (gint64) n_before * STEP_US;
  Filler filler = { NULL };
  g_autoptr (GPtrArray) kept = NULL;

  make_empty (path, first_us);
  begin (&filler, path);
  kept = put_aside (&filler);
  for (guint i = 0; i < n_payments; i++)
    insert_payment (&filler, i + 1,
                    i < n_before ? first_us + (gint64) i * STEP_US
                                 : now_us - (gint64) (n_payments - i) * STEP_TODAY_US);
  end (&filler, kept, n_payments);
}
