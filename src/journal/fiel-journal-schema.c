/* fiel-journal-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-schema.h"

/* The tables, and everything that keeps a mistake of the program, or a curious hand on its connection, from changing
 * what was written. Three fences, each of which would do alone for most attacks:
 *
 * - the tables' own constraints and triggers, which also hold for another program's connection;
 * - SQLite's defensive settings;
 * - the authorizer, which lets this connection append and fold and nothing else.
 *
 * Against somebody who rewrites the whole file only the chain and a head remembered elsewhere help. */

/* What more than one step makes, in the same words. */
#define ATTEMPT_INDEXES \
  /* I4 */ \
  "CREATE UNIQUE INDEX attempt_open_terminal ON attempt (terminal) WHERE state <> 'closed';" \
  "CREATE UNIQUE INDEX attempt_open_ticket ON attempt (ticket_id) WHERE state <> 'closed';" \
  "CREATE UNIQUE INDEX attempt_open_reference ON attempt (reference) WHERE state <> 'closed';" \
  "CREATE INDEX attempt_open ON attempt (intent_seq) WHERE state <> 'closed';" \
  "CREATE INDEX attempt_ticket ON attempt (ticket_id);" \
  "CREATE INDEX attempt_reference ON attempt (reference, intent_seq);" \
  "CREATE INDEX attempt_time ON attempt (intent_wall_us);" \
  "CREATE INDEX attempt_original ON attempt (original) WHERE original IS NOT NULL;"

#define ATTEMPT_WITHIN_TICKET \
  /* A payment belongs to its ticket. */ \
  "CREATE TRIGGER attempt_ticket_matches BEFORE INSERT ON attempt BEGIN" \
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_TICKET "') WHERE NOT EXISTS" \
  "    (SELECT 1 FROM ticket WHERE id = NEW.ticket_id AND reference = NEW.reference AND currency = NEW.currency);" \
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_ORDER "')" \
  "    WHERE NEW.state <> 'saved' OR NEW.intent_seq IS NOT (SELECT max (seq) FROM events)" \
  "       OR NEW.intent_seq <= (SELECT coalesce (max (intent_seq), 0) FROM attempt);" \
  "END;" \
  /* I1, after the row is in, so that an open attempt is named before an amount. An attempt with contradicting \
   * evidence may have moved its whole amount, whatever its outcome says; a return with it may have moved nothing. */ \
  "CREATE TRIGGER attempt_within_due AFTER INSERT ON attempt WHEN NEW.kind = 'sale' BEGIN" \
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_OVER_DUE "') WHERE" \
  "    (SELECT coalesce (sum (CASE WHEN kind <> 'sale' THEN CASE WHEN conflict THEN 0 ELSE -approved END" \
  "                                WHEN state <> 'closed' OR conflict THEN amount ELSE approved END), 0)" \
  "       FROM attempt WHERE ticket_id = NEW.ticket_id)" \
  "    > (SELECT due FROM ticket WHERE id = NEW.ticket_id);" \
  "END;"

#define ATTEMPT_STAYS \
  "CREATE TRIGGER attempt_delete BEFORE DELETE ON attempt BEGIN" \
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_APPEND_ONLY "');" \
  "END;"

/* Numbered steps; the index is the version a step starts from. A step that was released never changes. */
static const char *const migrations[FIEL_JOURNAL_SCHEMA_VERSION] = {
  /* 0 → 1 */
  "CREATE TABLE events ("
  "  seq INTEGER PRIMARY KEY CHECK (seq > 0),"
  "  chain_id TEXT NOT NULL CHECK (chain_id <> ''),"
  "  type TEXT NOT NULL CHECK (type IN"
  "    ('opened', 'intent', 'received', 'state', 'cancel', 'stray', 'conflict', 'note')),"
  "  attempt_id TEXT CHECK (attempt_id <> ''),"
  "  actor TEXT NOT NULL,"
  "  wall_us INTEGER NOT NULL,"
  "  boot_us INTEGER NOT NULL,"
  "  boot_id TEXT NOT NULL,"
  "  payload_version INTEGER NOT NULL CHECK (payload_version = 1),"
  "  payload BLOB NOT NULL CHECK (length (payload) <= 1048576),"
  "  prev_hash BLOB NOT NULL CHECK (length (prev_hash) = 32),"
  "  hash BLOB NOT NULL CHECK (length (hash) = 32)"
  ") STRICT;"
  "CREATE INDEX events_attempt ON events (attempt_id, seq) WHERE attempt_id IS NOT NULL;"

  "CREATE TABLE ticket ("
  "  id INTEGER PRIMARY KEY CHECK (id > 0),"
  "  reference TEXT NOT NULL CHECK (reference <> ''),"
  "  due INTEGER NOT NULL CHECK (due BETWEEN 1 AND 999999999999),"
  "  currency TEXT NOT NULL CHECK (length (currency) = 3)"
  ") STRICT;"
  "CREATE INDEX ticket_reference ON ticket (reference, id);"

  "CREATE TABLE attempt ("
  "  intent_seq INTEGER PRIMARY KEY REFERENCES events (seq),"
  "  last_seq INTEGER NOT NULL CHECK (last_seq >= intent_seq),"
  "  attempt_id TEXT NOT NULL UNIQUE CHECK (attempt_id <> ''),"
  "  kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'void')),"
  "  state TEXT NOT NULL CHECK (state IN ('saved', 'sent', 'accepted', 'unknown', 'closed')),"
  "  outcome TEXT NOT NULL,"
  "  cancel TEXT NOT NULL,"
  "  ticket_id INTEGER NOT NULL REFERENCES ticket (id),"
  "  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),"
  "  currency TEXT NOT NULL,"
  "  approved INTEGER NOT NULL CHECK (approved BETWEEN 0 AND amount),"
  "  conflict INTEGER NOT NULL CHECK (conflict IN (0, 1)),"
  "  parked INTEGER NOT NULL CHECK (parked IN (0, 1)),"
  "  intent_wall_us INTEGER NOT NULL,"
  "  closed_wall_us INTEGER NOT NULL,"
  "  intent_boot_us INTEGER NOT NULL,"
  "  intent_boot_id TEXT NOT NULL,"
  "  actor TEXT NOT NULL,"
  "  reference TEXT NOT NULL,"
  "  ticket_sent TEXT NOT NULL,"
  "  terminal TEXT NOT NULL,"
  "  terminal_name TEXT,"
  "  terminal_id TEXT,"
  "  branch_id TEXT,"
  "  serial TEXT,"
  "  provider TEXT NOT NULL,"
  "  body_sha256 TEXT NOT NULL,"
  "  provider_id TEXT,"
  "  provider_code TEXT,"
  "  provider_message TEXT,"
  "  reason TEXT,"
  "  authorization TEXT,"
  "  operation TEXT,"
  "  brand TEXT,"
  "  card_type TEXT,"
  "  last4 TEXT,"
  "  original TEXT,"
  "  CHECK ((state = 'closed') = (outcome <> 'none')),"
  "  CHECK ((outcome IN ('approved', 'partly-approved', 'hand-charged')) = (approved > 0)),"
  "  CHECK ((kind = 'sale') = (original IS NULL))"
  ") STRICT;"
  ATTEMPT_INDEXES

  "CREATE TABLE projection ("
  "  id INTEGER PRIMARY KEY CHECK (id = 1),"
  "  last_seq INTEGER NOT NULL CHECK (last_seq >= 0),"
  "  next_number INTEGER NOT NULL CHECK (next_number > 0)"
  ") STRICT;"
  "INSERT INTO projection VALUES (1, 0, 1);"

  "CREATE TRIGGER events_order BEFORE INSERT ON events BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_ORDER "')"
  "    WHERE NEW.seq IS NOT (SELECT coalesce (max (seq), 0) + 1 FROM events)"
  "       OR NEW.prev_hash IS NOT"
  "          coalesce ((SELECT hash FROM events ORDER BY seq DESC LIMIT 1), zeroblob (32))"
  "       OR NEW.chain_id IS NOT"
  "          coalesce ((SELECT chain_id FROM events ORDER BY seq DESC LIMIT 1), NEW.chain_id);"
  "END;"
  "CREATE TRIGGER events_update BEFORE UPDATE ON events BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_APPEND_ONLY "');"
  "END;"
  "CREATE TRIGGER events_delete BEFORE DELETE ON events BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_APPEND_ONLY "');"
  "END;"

  "CREATE TRIGGER ticket_order BEFORE INSERT ON ticket BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_TICKET "')"
  "    WHERE NEW.id IS NOT (SELECT coalesce (max (id), 0) + 1 FROM ticket);"
  "END;"
  "CREATE TRIGGER ticket_update BEFORE UPDATE ON ticket BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_APPEND_ONLY "');"
  "END;"
  "CREATE TRIGGER ticket_delete BEFORE DELETE ON ticket BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_APPEND_ONLY "');"
  "END;"

  ATTEMPT_WITHIN_TICKET
  /* What goes back is never more than what that very payment brought, or may have brought. */
  "CREATE TRIGGER attempt_within_original AFTER INSERT ON attempt WHEN NEW.kind <> 'sale' BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_NO_ORIGINAL "') WHERE NOT EXISTS"
  "    (SELECT 1 FROM attempt WHERE attempt_id = NEW.original AND kind = 'sale' AND state = 'closed'"
  "                             AND ticket_id = NEW.ticket_id);"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_OVER_PAID "') WHERE"
  "    (SELECT coalesce (sum (CASE WHEN state <> 'closed' OR conflict THEN amount ELSE approved END), 0)"
  "       FROM attempt WHERE original = NEW.original)"
  "    > (SELECT CASE WHEN conflict THEN amount ELSE approved END FROM attempt WHERE attempt_id = NEW.original);"
  "END;"
  /* I6 */
  "CREATE TRIGGER attempt_stays_closed BEFORE UPDATE ON attempt WHEN OLD.state = 'closed' BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_CLOSED "')"
  "    WHERE NEW.state IS NOT OLD.state OR NEW.outcome IS NOT OLD.outcome"
  "       OR NEW.approved IS NOT OLD.approved OR NEW.closed_wall_us IS NOT OLD.closed_wall_us;"
  "END;"
  "CREATE TRIGGER attempt_intent_fixed BEFORE UPDATE ON attempt BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_FIXED "')"
  "    WHERE (NEW.intent_seq, NEW.attempt_id, NEW.kind, NEW.ticket_id, NEW.amount, NEW.currency,"
  "           NEW.intent_wall_us, NEW.intent_boot_us, NEW.intent_boot_id, NEW.actor, NEW.reference, NEW.ticket_sent,"
  "           NEW.terminal, NEW.provider, NEW.body_sha256, NEW.original)"
  "       IS NOT (OLD.intent_seq, OLD.attempt_id, OLD.kind, OLD.ticket_id, OLD.amount, OLD.currency,"
  "           OLD.intent_wall_us, OLD.intent_boot_us, OLD.intent_boot_id, OLD.actor, OLD.reference, OLD.ticket_sent,"
  "           OLD.terminal, OLD.provider, OLD.body_sha256, OLD.original)"
  "       OR NEW.last_seq <= OLD.last_seq OR NEW.conflict < OLD.conflict"
  "       OR (NEW.state = 'saved' AND OLD.state <> 'saved');"
  "END;"
  ATTEMPT_STAYS
  "CREATE TRIGGER projection_order BEFORE UPDATE ON projection BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_ORDER "')"
  "    WHERE NEW.id IS NOT OLD.id OR NEW.last_seq < OLD.last_seq OR NEW.next_number < OLD.next_number;"
  "END;"
  "CREATE TRIGGER projection_insert BEFORE INSERT ON projection BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_APPEND_ONLY "');"
  "END;"
  "CREATE TRIGGER projection_delete BEFORE DELETE ON projection BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_APPEND_ONLY "');"
  "END;",

  /* 1 → 2: what a person has to look at, until a note says that somebody did. The rows follow from the records
   * alone: contradictions, and messages that belong to no attempt. */
  "CREATE TABLE alert ("
  "  seq INTEGER PRIMARY KEY REFERENCES events (seq),"
  "  seen_seq INTEGER CHECK (seen_seq > seq)"
  ") STRICT;"
  "CREATE INDEX alert_unseen ON alert (seq) WHERE seen_seq IS NULL;"
  "INSERT INTO alert (seq) SELECT seq FROM events"
  "  WHERE type = 'conflict' OR (type = 'stray' AND attempt_id IS NULL);"
  "CREATE TRIGGER events_alert AFTER INSERT ON events"
  "  WHEN NEW.type = 'conflict' OR (NEW.type = 'stray' AND NEW.attempt_id IS NULL) BEGIN"
  "  INSERT INTO alert (seq) VALUES (NEW.seq);"
  "END;"
  "CREATE TRIGGER alert_order BEFORE INSERT ON alert BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_ORDER "')"
  "    WHERE NEW.seq IS NOT (SELECT max (seq) FROM events) OR NEW.seen_seq IS NOT NULL;"
  "END;"
  "CREATE TRIGGER alert_seen BEFORE UPDATE ON alert BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_ALERT "')"
  "    WHERE NEW.seq IS NOT OLD.seq OR OLD.seen_seq IS NOT NULL"
  "       OR NEW.seen_seq IS NOT (SELECT max (seq) FROM events)"
  "       OR (SELECT type FROM events WHERE seq = NEW.seen_seq) IS NOT 'note';"
  "END;"
  "CREATE TRIGGER alert_delete BEFORE DELETE ON alert BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_APPEND_ONLY "');"
  "END;",

  /* 2 → 3: the record that closed an attempt, the receipts printed of it, returns without a sale of this journal, and
   * milestones: shifts and batches. A table's rules cannot be changed in SQLite, so the list of attempts is made anew.
   * The closing record is found by the bytes of its field: no text of a record holds a zero byte. */
  "CREATE TABLE attempt_new ("
  "  intent_seq INTEGER PRIMARY KEY REFERENCES events (seq),"
  "  last_seq INTEGER NOT NULL CHECK (last_seq >= intent_seq),"
  "  attempt_id TEXT NOT NULL UNIQUE CHECK (attempt_id <> ''),"
  "  kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'void')),"
  "  state TEXT NOT NULL CHECK (state IN ('saved', 'sent', 'accepted', 'unknown', 'closed')),"
  "  outcome TEXT NOT NULL,"
  "  cancel TEXT NOT NULL,"
  "  ticket_id INTEGER NOT NULL REFERENCES ticket (id),"
  "  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),"
  "  currency TEXT NOT NULL,"
  "  approved INTEGER NOT NULL CHECK (approved BETWEEN 0 AND amount),"
  "  conflict INTEGER NOT NULL CHECK (conflict IN (0, 1)),"
  "  parked INTEGER NOT NULL CHECK (parked IN (0, 1)),"
  "  intent_wall_us INTEGER NOT NULL,"
  "  closed_wall_us INTEGER NOT NULL,"
  "  intent_boot_us INTEGER NOT NULL,"
  "  intent_boot_id TEXT NOT NULL,"
  "  actor TEXT NOT NULL,"
  "  closed_seq INTEGER NOT NULL CHECK (closed_seq BETWEEN 0 AND last_seq),"
  "  n_prints INTEGER NOT NULL CHECK (n_prints >= 0),"
  "  reference TEXT NOT NULL,"
  "  ticket_sent TEXT NOT NULL,"
  "  terminal TEXT NOT NULL,"
  "  terminal_name TEXT,"
  "  terminal_id TEXT,"
  "  branch_id TEXT,"
  "  serial TEXT,"
  "  provider TEXT NOT NULL,"
  "  body_sha256 TEXT NOT NULL,"
  "  provider_id TEXT,"
  "  provider_code TEXT,"
  "  provider_message TEXT,"
  "  reason TEXT,"
  "  authorization TEXT,"
  "  operation TEXT,"
  "  brand TEXT,"
  "  card_type TEXT,"
  "  last4 TEXT,"
  "  original TEXT,"
  "  CHECK ((state = 'closed') = (outcome <> 'none')),"
  "  CHECK ((state = 'closed') = (closed_seq > 0)),"
  "  CHECK ((outcome IN ('approved', 'partly-approved', 'hand-charged')) = (approved > 0)),"
  "  CHECK (CASE kind WHEN 'sale' THEN original IS NULL WHEN 'void' THEN original IS NOT NULL ELSE 1 END)"
  ") STRICT;"
  "INSERT INTO attempt_new"
  "  SELECT intent_seq, last_seq, attempt_id, kind, state, outcome, cancel, ticket_id,"
  "    amount, currency, approved, conflict, parked, intent_wall_us, closed_wall_us, intent_boot_us, intent_boot_id,"
  "    actor,"
  "    CASE state WHEN 'closed' THEN (SELECT min (seq) FROM events WHERE events.attempt_id = attempt.attempt_id"
  "      AND type = 'state' AND instr (payload, x'00000005' || CAST ('state' AS BLOB) || x'00000006'"
  "                                             || CAST ('closed' AS BLOB)) > 0)"
  "      ELSE 0 END, 0,"
  "    reference, ticket_sent, terminal, terminal_name, terminal_id, branch_id, serial, provider,"
  "    body_sha256, provider_id, provider_code, provider_message, reason, authorization, operation, brand, card_type,"
  "    last4, original"
  "  FROM attempt ORDER BY intent_seq;"
  "DROP TABLE attempt;"
  "ALTER TABLE attempt_new RENAME TO attempt;"
  ATTEMPT_INDEXES
  "CREATE INDEX attempt_closed ON attempt (closed_seq) WHERE closed_seq > 0;"
  /* What people look for. What nearly every payment has, an outcome of "approved" or the kind of a sale, is in none:
   * whoever asks for that walks the table and meets it at every step. */
  "CREATE INDEX attempt_amount ON attempt (amount);"
  "CREATE INDEX attempt_authorization ON attempt (authorization) WHERE authorization IS NOT NULL;"
  "CREATE INDEX attempt_last4 ON attempt (last4) WHERE last4 IS NOT NULL;"
  "CREATE INDEX attempt_operation ON attempt (operation) WHERE operation IS NOT NULL;"
  "CREATE INDEX attempt_outcome ON attempt (outcome) WHERE outcome NOT IN ('none', 'approved');"
  "CREATE INDEX attempt_provider_id ON attempt (provider_id) WHERE provider_id IS NOT NULL;"
  "CREATE INDEX attempt_return ON attempt (intent_seq) WHERE kind <> 'sale';"

  ATTEMPT_WITHIN_TICKET
  /* What goes back is never more than what that very payment brought, or may have brought. */
  "CREATE TRIGGER attempt_within_original AFTER INSERT ON attempt"
  "  WHEN NEW.kind <> 'sale' AND NEW.original IS NOT NULL BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_NO_ORIGINAL "') WHERE NOT EXISTS"
  "    (SELECT 1 FROM attempt WHERE attempt_id = NEW.original AND kind = 'sale' AND state = 'closed'"
  "                             AND ticket_id = NEW.ticket_id);"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_OVER_PAID "') WHERE"
  "    (SELECT coalesce (sum (CASE WHEN state <> 'closed' OR conflict THEN amount ELSE approved END), 0)"
  "       FROM attempt WHERE original = NEW.original)"
  "    > (SELECT CASE WHEN conflict THEN amount ELSE approved END FROM attempt WHERE attempt_id = NEW.original);"
  "END;"
  /* What goes back without a sale of this journal has a ticket of its own, and no more than that. */
  "CREATE TRIGGER attempt_without_original AFTER INSERT ON attempt"
  "  WHEN NEW.kind <> 'sale' AND NEW.original IS NULL BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_TICKET "') WHERE EXISTS"
  "    (SELECT 1 FROM attempt WHERE ticket_id = NEW.ticket_id AND (kind = 'sale' OR original IS NOT NULL));"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_OVER_PAID "') WHERE"
  "    (SELECT sum (CASE WHEN state <> 'closed' OR conflict THEN amount ELSE approved END)"
  "       FROM attempt WHERE ticket_id = NEW.ticket_id)"
  "    > (SELECT due FROM ticket WHERE id = NEW.ticket_id);"
  "END;"
  "CREATE TRIGGER attempt_sale_of_return BEFORE INSERT ON attempt WHEN NEW.kind = 'sale' BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_TICKET "') WHERE EXISTS"
  "    (SELECT 1 FROM attempt WHERE ticket_id = NEW.ticket_id AND kind <> 'sale' AND original IS NULL);"
  "END;"
  /* I6 */
  "CREATE TRIGGER attempt_stays_closed BEFORE UPDATE ON attempt WHEN OLD.state = 'closed' BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_CLOSED "')"
  "    WHERE NEW.state IS NOT OLD.state OR NEW.outcome IS NOT OLD.outcome"
  "       OR NEW.approved IS NOT OLD.approved OR NEW.closed_wall_us IS NOT OLD.closed_wall_us"
  "       OR NEW.closed_seq IS NOT OLD.closed_seq;"
  "END;"
  "CREATE TRIGGER attempt_intent_fixed BEFORE UPDATE ON attempt BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_FIXED "')"
  "    WHERE (NEW.intent_seq, NEW.attempt_id, NEW.kind, NEW.ticket_id, NEW.amount, NEW.currency,"
  "           NEW.intent_wall_us, NEW.intent_boot_us, NEW.intent_boot_id, NEW.actor, NEW.reference, NEW.ticket_sent,"
  "           NEW.terminal, NEW.provider, NEW.body_sha256, NEW.original)"
  "       IS NOT (OLD.intent_seq, OLD.attempt_id, OLD.kind, OLD.ticket_id, OLD.amount, OLD.currency,"
  "           OLD.intent_wall_us, OLD.intent_boot_us, OLD.intent_boot_id, OLD.actor, OLD.reference, OLD.ticket_sent,"
  "           OLD.terminal, OLD.provider, OLD.body_sha256, OLD.original)"
  "       OR NEW.last_seq <= OLD.last_seq OR NEW.conflict < OLD.conflict OR NEW.n_prints < OLD.n_prints"
  "       OR (NEW.state = 'saved' AND OLD.state <> 'saved');"
  "END;"
  ATTEMPT_STAYS

  "CREATE TABLE milestone ("
  "  seq INTEGER PRIMARY KEY REFERENCES events (seq),"
  "  kind TEXT NOT NULL CHECK (kind IN ('shift-opened', 'shift-closed', 'batch-closed')),"
  "  subject TEXT NOT NULL CHECK (subject <> '')"
  ") STRICT;"
  "CREATE INDEX milestone_subject ON milestone (kind, subject, seq);"
  "CREATE UNIQUE INDEX milestone_shift ON milestone (kind, subject) WHERE kind <> 'batch-closed';"
  /* Shifts are numbered without gaps. */
  "CREATE TRIGGER milestone_order BEFORE INSERT ON milestone BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_ORDER "')"
  "    WHERE NEW.seq IS NOT (SELECT max (seq) FROM events)"
  "       OR (SELECT type FROM events WHERE seq = NEW.seq) IS NOT 'note';"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_SHIFT "') WHERE NEW.kind <> 'batch-closed' AND NEW.subject"
  "    IS NOT CAST (1 + (SELECT count (*) FROM milestone WHERE kind = 'shift-closed') AS TEXT);"
  "END;"
  "CREATE TRIGGER milestone_update BEFORE UPDATE ON milestone BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_APPEND_ONLY "');"
  "END;"
  "CREATE TRIGGER milestone_delete BEFORE DELETE ON milestone BEGIN"
  "  SELECT RAISE (ABORT, '" FIEL_JOURNAL_GUARD_APPEND_ONLY "');"
  "END;",

  /* 3 → 4: who made a payment and where. People look for a part of a name, and there are few: these say which, and
   * where the payments of each are. */
  "CREATE INDEX attempt_actor ON attempt (actor);"
  "CREATE INDEX attempt_terminal ON attempt (terminal, terminal_name);",
};

/**
 * fiel_journal_schema_configure:
 *
 * Sets what every connection needs before the first statement reads the file.
 *
 * Returns: an SQLite result
 */
int
fiel_journal_schema_configure (sqlite3 *database)
{
  static const struct
  {
    int option;
    int value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },         { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },       { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },           { SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    /* A file that turns out to be damaged is left exactly as it was found. */
    { SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 },
  };
  int code = SQLITE_OK;

  sqlite3_extended_result_codes (database, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (options) && code == SQLITE_OK; i++)
    code = sqlite3_db_config (database, options[i].option, options[i].value, NULL);
  if (code != SQLITE_OK)
    return code;

  /* Nothing of a transaction reaches the log before its commit: the check of a file that is taken to a newer version
   * is one, and a file that is refused is left with the log it had. */
  return sqlite3_exec (database,
                       "PRAGMA cache_spill = OFF;"
                       "PRAGMA locking_mode = EXCLUSIVE;"
                       "PRAGMA synchronous = FULL;"
                       "PRAGMA recursive_triggers = ON;"
                       "PRAGMA cell_size_check = ON;"
                       "PRAGMA temp_store = MEMORY;",
                       NULL, NULL, NULL);
}

/**
 * fiel_journal_schema_step:
 * @from: a version below %FIEL_JOURNAL_SCHEMA_VERSION
 *
 * Returns: (transfer none): the SQL that takes a file of version @from to the next one
 */
const char *
fiel_journal_schema_step (int from)
{
  g_return_val_if_fail (from >= 0 && from < FIEL_JOURNAL_SCHEMA_VERSION, NULL);

  return migrations[from];
}

/**
 * fiel_journal_schema_begin_migration:
 * @from: the version the file has; 0 for a new one
 *
 * Takes the file to this program's version in one transaction, and leaves that open: nothing is kept until
 * fiel_journal_schema_end_migration().
 *
 * Returns: an SQLite result
 */
int
fiel_journal_schema_begin_migration (sqlite3 *database, int from)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            FIEL_JOURNAL_APPLICATION_ID, FIEL_JOURNAL_SCHEMA_VERSION);
  int code = SQLITE_OK;

  if (from == FIEL_JOURNAL_SCHEMA_VERSION)
    return SQLITE_OK;

  code = sqlite3_exec (database, "BEGIN EXCLUSIVE", NULL, NULL, NULL);
  for (int version = from; version < FIEL_JOURNAL_SCHEMA_VERSION && code == SQLITE_OK; version++)
    code = sqlite3_exec (database, migrations[version], NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (database, stamp, NULL, NULL, NULL);

  return code;
}

/**
 * fiel_journal_schema_end_migration:
 * @kept: whether the new tables are to stay; otherwise the file is as it was
 *
 * Does nothing where nothing was migrated.
 *
 * Returns: an SQLite result
 */
int
fiel_journal_schema_end_migration (sqlite3 *database, gboolean kept)
{
  int code = SQLITE_OK;

  if (sqlite3_get_autocommit (database))
    return SQLITE_OK;
  if (kept)
    code = sqlite3_exec (database, "COMMIT", NULL, NULL, NULL);
  if (!sqlite3_get_autocommit (database))
    sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);

  return code;
}

/**
 * fiel_journal_schema_migrate:
 * @from: the version the file has; 0 for a new one
 *
 * Takes the file to this program's version in one transaction.
 *
 * Returns: an SQLite result
 */
int
fiel_journal_schema_migrate (sqlite3 *database, int from)
{
  int code = fiel_journal_schema_begin_migration (database, from);
  int ended = fiel_journal_schema_end_migration (database, code == SQLITE_OK);

  return code != SQLITE_OK ? code : ended;
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return name != NULL && g_strv_contains (names, name);
}

static int
authorize (gpointer user_data, int action, const char *first, const char *second, const char *schema,
           const char *trigger)
{
  static const char *const grown[] = { "events", "ticket", "attempt", "milestone", NULL };
  static const char *const folded[] = { "alert", "attempt", "projection", NULL };
  static const char *const levels[] = { "NORMAL", "FULL", NULL };

  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION:
      return SQLITE_OK;

    case SQLITE_INSERT:
      /* The record itself calls for a look, nobody else. */
      return is_one_of (first, grown) || (g_strcmp0 (first, "alert") == 0 && g_strcmp0 (trigger, "events_alert") == 0)
               ? SQLITE_OK
               : SQLITE_DENY;

    case SQLITE_UPDATE:
      return is_one_of (first, folded) ? SQLITE_OK : SQLITE_DENY;

    case SQLITE_PRAGMA:
      return g_strcmp0 (first, "synchronous") == 0 && is_one_of (second, levels) ? SQLITE_OK : SQLITE_DENY;

    default:
      return SQLITE_DENY;
    }
}

/**
 * fiel_journal_schema_lock_down:
 *
 * From here on the connection can append, fold and read, and nothing else.
 *
 * Returns: an SQLite result
 */
int
fiel_journal_schema_lock_down (sqlite3 *database)
{
  sqlite3_limit (database, SQLITE_LIMIT_ATTACHED, 0);

  return sqlite3_set_authorizer (database, authorize, NULL);
}

/**
 * fiel_journal_schema_read_int:
 * @value: (out): what @sql gives as its first row and column; untouched if there is none
 *
 * Returns: an SQLite result
 */
int
fiel_journal_schema_read_int (sqlite3 *database, const char *sql, gint64 *value)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (database, sql, -1, &statement, NULL);

  if (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}
