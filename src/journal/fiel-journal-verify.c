/* fiel-journal-verify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal-verify.h"

#include "fiel-attempt-record-private.h"
#include "fiel-journal-error.h"
#include "fiel-journal-event-private.h"
#include "fiel-journal-fold.h"
#include "fiel-journal-schema.h"
#include "fiel-journal-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* The verification. It trusts nothing that could have been computed: every record is hashed again and must name the one
 * before it, every attempt is folded again from its records and compared with the kept row, every ticket with the
 * intent that made it. It names the first record that is wrong.
 *
 * What is cut off at the end leaves a chain that is whole: only a head that was remembered elsewhere shows it. */

#define EVENTS_PER_STEP 1000
#define ROWS_PER_STEP 200

typedef enum
{
  STAGE_EVENTS,
  STAGE_ATTEMPTS,
  STAGE_TICKETS,
  STAGE_ALERTS,
  STAGE_MILESTONES,
  STAGE_DONE,
} Stage;

struct _FielJournalVerifier
{
  Stage stage;
  char *expected_head;         /* owned, nullable: lower-case hexadecimal */
  FielJournalVerdict *verdict; /* owned until it is taken */
  gint64 end;                  /* the last record when the walk began; -1 before */
  gint64 position;             /* where the stage stands */
  char *chain_id;              /* owned, nullable before the first record */
  guint8 hash[FIEL_JOURNAL_HASH_SIZE]; /* of the last good record */
  gboolean head_seen;
  gint64 n_intents;
  gint64 n_attempts;
  gint64 n_calls;              /* records that call for a person */
  gint64 n_looks;              /* notes that say that somebody looked */
  gint64 n_alerts;
  gint64 n_seen;
  gint64 n_marks;              /* notes that open or close a shift or close a batch */
  gint64 n_milestones;
};

/**
 * fiel_journal_verifier_new:
 * @expected_head: (nullable): a head that was remembered; it must be one of the chain's hashes
 */
FielJournalVerifier *
fiel_journal_verifier_new (const char *expected_head)
{
  FielJournalVerifier *self = g_new0 (FielJournalVerifier, 1);

  self->expected_head = expected_head != NULL ? g_ascii_strdown (expected_head, -1) : NULL;
  self->verdict = fiel_journal_verdict_new ();
  self->end = -1;
  self->position = G_MININT64;

  return self;
}

void
fiel_journal_verifier_free (FielJournalVerifier *self)
{
  g_clear_pointer (&self->verdict, fiel_journal_verdict_free);
  g_free (self->expected_head);
  g_free (self->chain_id);
  g_free (self);
}

/* Ends the walk. Takes @complaint. */
static gboolean
complain (FielJournalVerifier *self, gint64 seq, char *complaint)
{
  self->verdict->first_bad_seq = seq;
  self->verdict->complaint = complaint;
  self->stage = STAGE_DONE;

  return FALSE;
}

static void
show_head (FielJournalVerifier *self)
{
  g_free (self->verdict->head);
  self->verdict->head = fiel_journal_hex (self->hash, sizeof self->hash);
}

static void
note_head (FielJournalVerifier *self)
{
  show_head (self);
  self->head_seen = self->head_seen || g_strcmp0 (self->verdict->head, self->expected_head) == 0;
}

static gboolean
check_place (FielJournalVerifier *self, const FielJournalRow *row)
{
  const gint64 expected = self->verdict->n_events + 1;

  if (row->seq > expected)
    return complain (self, expected,
                     /* Translators: its number, the number of the next one. */
                     g_strdup_printf (_ ("Record %" PRId64 " is missing: the next one there is %" PRId64
                                         "."),
                                      expected, row->seq));
  if (row->seq < expected)
    return complain (self, row->seq,
                     /* Translators: its number. */
                     g_strdup_printf (_ ("Record %" PRId64 " does not belong there."), row->seq));

  return TRUE;
}

static gboolean
check_hash (FielJournalVerifier *self, const FielJournalRow *row)
{
  guint8 hash[FIEL_JOURNAL_HASH_SIZE];

  fiel_journal_canonical_hash (row, hash);
  if (memcmp (hash, row->hash, sizeof hash) != 0)
    return complain (self, row->seq,
                     /* Translators: its number. */
                     g_strdup_printf (_ ("Record %" PRId64 " was changed after it was written."), row->seq));
  if (memcmp (row->prev_hash, self->hash, sizeof hash) != 0 ||
      (self->chain_id != NULL && g_strcmp0 (self->chain_id, row->chain_id) != 0))
    return complain (self, row->seq,
                     /* Translators: its number. */
                     g_strdup_printf (_ ("Record %" PRId64 " does not follow the one before it."), row->seq));

  return TRUE;
}

static gboolean
is_mark (FielJournalEvent *event)
{
  FielMilestone milestone = FIEL_MILESTONE_NONE;
  const char *subject;

  return fiel_milestone_find (event, &milestone, &subject, NULL) && milestone != FIEL_MILESTONE_NONE;
}

static gboolean
check_event (FielJournalVerifier *self, sqlite3_stmt *statement)
{
  FielJournalRow row;
  g_autoptr (FielJournalEvent) event = NULL;

  if (!fiel_journal_row_read (statement, &row))
    /* Translators: its number. */
    return complain (self, row.seq, g_strdup_printf (_ ("Record %" PRId64 " has lost its shape."), row.seq));
  if (!check_place (self, &row) || !check_hash (self, &row))
    return FALSE;

  event = fiel_journal_event_new_from_row (&row);
  if (event == NULL || row.payload_version != FIEL_JOURNAL_PAYLOAD_VERSION)
    /* Translators: its number. */
    return complain (self, row.seq, g_strdup_printf (_ ("Record %" PRId64 " cannot be read."), row.seq));

  if (self->chain_id == NULL)
    self->chain_id = g_strdup (row.chain_id);
  if (fiel_journal_event_get_type_of_fact (event) == FIEL_JOURNAL_TYPE_INTENT)
    self->n_intents++;
  self->n_calls += fiel_alert_record_is_alert (event);
  self->n_looks += fiel_journal_event_get_type_of_fact (event) == FIEL_JOURNAL_TYPE_NOTE
                   && fiel_journal_event_get (event, FIEL_FIELD_SEEN) != NULL;
  self->n_marks += is_mark (event);
  memcpy (self->hash, row.hash, sizeof self->hash);
  self->verdict->n_events = row.seq;
  note_head (self);

  return TRUE;
}

static void
finish_events (FielJournalVerifier *self)
{
  const gint64 n_events = self->verdict->n_events;

  if (n_events < self->end)
    /* Translators: its number. */
    complain (self, n_events + 1, g_strdup_printf (_ ("Record %" PRId64 " is missing."), n_events + 1));
  else if (self->expected_head != NULL && !self->head_seen)
    complain (
        self, n_events + 1,
        /* Translators: the number of the last record, the beginning of a hash. */
        g_strdup_printf (_ ("The journal ends with record %" PRId64 " and does not hold the remembered "
                            "record %.16s…: records were cut off, or the file was replaced by an older or another "
                            "one."),
                         n_events, self->expected_head));
  else
    self->stage = STAGE_ATTEMPTS;
}

static gboolean
attempts_equal (FielAttemptRecord *a, FielAttemptRecord *b)
{
  if (a->intent_seq != b->intent_seq || a->last_seq != b->last_seq || a->intent_wall_us != b->intent_wall_us ||
      a->closed_wall_us != b->closed_wall_us || a->closed_seq != b->closed_seq || a->n_prints != b->n_prints ||
      a->intent_boot_us != b->intent_boot_us || a->kind != b->kind ||
      a->state != b->state || a->outcome != b->outcome || a->cancel != b->cancel || a->ticket_id != b->ticket_id ||
      !fiel_money_equal (a->amount, b->amount) || a->approved_minor != b->approved_minor ||
      a->conflict != b->conflict || a->parked != b->parked || g_strcmp0 (a->attempt_id, b->attempt_id) != 0 ||
      g_strcmp0 (a->actor, b->actor) != 0 || g_strcmp0 (a->intent_boot_id, b->intent_boot_id) != 0)
    return FALSE;

  for (guint i = 0; i < FIEL_N_ATTEMPT_TEXTS; i++)
    if (g_strcmp0 (*fiel_attempt_record_text (a, i), *fiel_attempt_record_text (b, i)) != 0)
      return FALSE;

  return TRUE;
}

/* The attempt as its records tell it; %NULL if they make no sense. */
static FielAttemptRecord *
fold_again (GPtrArray *events)
{
  g_autoptr (FielAttemptRecord) record = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      gint64 seq = fiel_journal_event_get_seq (event);

      if (record != NULL)
        {
          if (!fiel_journal_fold_apply (record, event, seq, NULL))
            return NULL;
        }
      /* A stray word may have named the attempt before it was. */
      else if (fiel_journal_event_get_type_of_fact (event) == FIEL_JOURNAL_TYPE_INTENT)
        {
          record = fiel_journal_fold_begin (event, seq, NULL);
          if (record == NULL)
            return NULL;
        }
    }

  return g_steal_pointer (&record);
}

/* Whether the row that @statement stands on says what its records say. %FALSE if they could not be read. */
static gboolean
compare_attempt (FielJournalStore *store, sqlite3_stmt *statement, gboolean *equal, GError **error)
{
  g_autoptr (FielAttemptRecord) kept = fiel_attempt_record_read (statement);
  g_autoptr (FielAttemptRecord) folded = NULL;
  g_autoptr (GPtrArray) events = NULL;

  *equal = FALSE;
  if (kept == NULL)
    return TRUE;

  events = fiel_journal_store_list_events (store, kept->attempt_id, 0, 0, error);
  if (events == NULL)
    return FALSE;
  folded = fold_again (events);
  *equal = folded != NULL && attempts_equal (kept, folded);

  return TRUE;
}

static gboolean
check_attempt (FielJournalVerifier *self, FielJournalStore *store, sqlite3_stmt *statement, GError **error)
{
  const gint64 seq = sqlite3_column_int64 (statement, 0);
  gboolean equal;

  if (!compare_attempt (store, statement, &equal, error))
    return FALSE;
  if (!equal)
    return complain (self, seq,
                     /* Translators: the number of a record. */
                     g_strdup_printf (_ ("The list of payments says something else about the attempt of record "
                                         "%" PRId64 " than its records."),
                                      seq));
  self->n_attempts++;

  return TRUE;
}

static void
finish_attempts (FielJournalVerifier *self)
{
  if (self->n_attempts != self->n_intents)
    complain (self, self->end,
              /* Translators: how many, how many. */
              g_strdup_printf (_ ("The list of payments holds %" PRId64 " attempts, the records %" PRId64
                                  "."),
                               self->n_attempts, self->n_intents));
  else
    self->stage = STAGE_TICKETS;
}

static FielJournalEvent *
read_event_at (FielJournalStore *store, gint64 seq, GError **error)
{
  g_autoptr (GPtrArray) events = fiel_journal_store_list_events (store, NULL, seq - 1, 1, error);

  return events != NULL && events->len == 1 ? fiel_journal_event_ref (g_ptr_array_index (events, 0)) : NULL;
}

static gboolean
column_is (sqlite3_stmt *statement, int column, const char *text)
{
  return g_strcmp0 ((const char *) sqlite3_column_text (statement, column), text) == 0;
}

static gboolean
check_ticket (FielJournalVerifier *self, FielJournalStore *store, sqlite3_stmt *statement, GError **error)
{
  const gint64 intent_seq = sqlite3_column_int64 (statement, 4);
  g_autoptr (FielJournalEvent) intent = NULL;
  gint64 due = 0;

  if (intent_seq > 0)
    intent = read_event_at (store, intent_seq, error);
  if (intent_seq > 0 && intent == NULL)
    return FALSE;

  if (intent != NULL && fiel_journal_event_get_int (intent, FIEL_FIELD_DUE, &due) &&
      due == sqlite3_column_int64 (statement, 2) &&
      column_is (statement, 1, fiel_journal_event_get (intent, FIEL_FIELD_REFERENCE)) &&
      column_is (statement, 3, fiel_journal_event_get (intent, FIEL_FIELD_CURRENCY)))
    return TRUE;

  return complain (self, intent_seq > 0 ? intent_seq : self->end,
                   /* Translators: the ticket’s reference. */
                   g_strdup_printf (_ ("The ticket %s says something else than the record it was made by."),
                                    (const char *) sqlite3_column_text (statement, 1)));
}

static void
finish_tickets (FielJournalVerifier *self)
{
  self->stage = STAGE_ALERTS;
}

/* Whether the note at @seen_seq is about the record at @seq. */
static gboolean
is_look (FielJournalStore *store, gint64 seen_seq, gint64 seq, GError **error)
{
  g_autoptr (FielJournalEvent) note = read_event_at (store, seen_seq, error);
  gint64 seen = 0;

  return note != NULL && fiel_journal_event_get_type_of_fact (note) == FIEL_JOURNAL_TYPE_NOTE
         && fiel_journal_event_get_int (note, FIEL_FIELD_SEEN, &seen) && seen == seq;
}

/* A look that came after the walk began is not counted. */
static gboolean
check_alert (FielJournalVerifier *self, FielJournalStore *store, sqlite3_stmt *statement, GError **error)
{
  const gint64 seq = sqlite3_column_int64 (statement, 0);
  const gint64 seen_seq = sqlite3_column_int64 (statement, 1);
  g_autoptr (FielJournalEvent) event = NULL;
  GError *failure = NULL;
  gboolean fine;

  event = read_event_at (store, seq, &failure);
  fine = event != NULL && fiel_alert_record_is_alert (event)
         && (seen_seq == 0 || is_look (store, seen_seq, seq, &failure));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  self->n_alerts++;
  self->n_seen += seen_seq != 0 && seen_seq <= self->end;

  return fine
         || complain (self, seq,
                      /* Translators: the number of a record. */
                      g_strdup_printf (_ ("The list of what is to be looked at says something else about record "
                                          "%" PRId64 " than the records do."),
                                       seq));
}

static void
finish_alerts (FielJournalVerifier *self)
{
  if (self->n_alerts != self->n_calls || self->n_seen != self->n_looks)
    complain (self, self->end,
              /* Translators: how many, how many of them, and the same of the records. */
              g_strdup_printf (_ ("The list of what is to be looked at holds %" PRId64 " messages, %" PRId64
                                  " of them seen; the records say %" PRId64 " and %" PRId64 "."),
                               self->n_alerts, self->n_seen, self->n_calls, self->n_looks));
  else
    self->stage = STAGE_MILESTONES;
}

static gboolean
check_milestone (FielJournalVerifier *self, FielJournalStore *store, sqlite3_stmt *statement, GError **error)
{
  const gint64 seq = sqlite3_column_int64 (statement, 0);
  FielMilestone milestone = FIEL_MILESTONE_NONE;
  const char *subject = NULL;
  GError *failure = NULL;
  g_autoptr (FielJournalEvent) event = read_event_at (store, seq, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  self->n_milestones++;

  return (event != NULL && fiel_milestone_find (event, &milestone, &subject, NULL)
          && column_is (statement, 1, fiel_enum_nick (FIEL_TYPE_MILESTONE, (int) milestone))
          && column_is (statement, 2, subject))
         || complain (self, seq,
                      /* Translators: the number of a record. */
                      g_strdup_printf (_ ("The list of shifts and batches says something else about record %" PRId64
                                          " than the records do."),
                                       seq));
}

static void
finish_milestones (FielJournalVerifier *self)
{
  if (self->n_milestones != self->n_marks)
    complain (self, self->end,
              /* Translators: how many, how many. */
              g_strdup_printf (_ ("The list of shifts and batches holds %" PRId64 " notes, the records %" PRId64 "."),
                               self->n_milestones, self->n_marks));
  else
    self->stage = STAGE_DONE;
}

typedef gboolean (*CheckRow) (FielJournalVerifier *self,
                              FielJournalStore *store,
                              sqlite3_stmt *statement,
                              GError **error);

static gboolean
check_event_row (FielJournalVerifier *self, FielJournalStore *store, sqlite3_stmt *statement, GError **error)
{
  return check_event (self, statement);
}

/* ?1 is where the stage stands, ?2 how many rows a step takes. The first column is where it stands afterwards. */
static const struct
{
  const char *sql;
  int n_rows;
  CheckRow check;
  void (*finish) (FielJournalVerifier *self);
} stages[] = {
  [STAGE_EVENTS] = { "SELECT " FIEL_JOURNAL_EVENT_COLUMNS " FROM events WHERE seq > ?1 ORDER BY seq LIMIT ?2",
                     EVENTS_PER_STEP, check_event_row, finish_events },
  [STAGE_ATTEMPTS] = { "SELECT " FIEL_JOURNAL_ATTEMPT_COLUMNS
                       " FROM attempt WHERE intent_seq > ?1 ORDER BY intent_seq LIMIT ?2",
                       ROWS_PER_STEP, check_attempt, finish_attempts },
  [STAGE_TICKETS] = { "SELECT id, reference, due, currency,"
                      " (SELECT min (intent_seq) FROM attempt WHERE ticket_id = ticket.id)"
                      " FROM ticket WHERE id > ?1 ORDER BY id LIMIT ?2",
                      ROWS_PER_STEP, check_ticket, finish_tickets },
  [STAGE_ALERTS] = { "SELECT seq, coalesce (seen_seq, 0) FROM alert WHERE seq > ?1 ORDER BY seq LIMIT ?2",
                     ROWS_PER_STEP, check_alert, finish_alerts },
  [STAGE_MILESTONES] = { "SELECT seq, kind, subject FROM milestone WHERE seq > ?1 ORDER BY seq LIMIT ?2",
                         ROWS_PER_STEP, check_milestone, finish_milestones },
};

/* What was appended after the walk began is not part of it, except tickets: theirs are complete at any time. */
static gboolean
is_beyond (FielJournalVerifier *self, Stage stage)
{
  return stage != STAGE_TICKETS && self->position > self->end;
}

/* Returns whether the stage is through, or failed. */
static gboolean
run_stage (FielJournalVerifier *self, FielJournalStore *store, sqlite3_stmt *statement, GError **error)
{
  const Stage stage = self->stage;
  int n_rows = 0;
  int code;

  sqlite3_bind_int64 (statement, 1, self->position);
  sqlite3_bind_int (statement, 2, stages[stage].n_rows);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      self->position = sqlite3_column_int64 (statement, 0);
      if (is_beyond (self, stage))
        return TRUE;
      if (!stages[stage].check (self, store, statement, error))
        return TRUE;
      n_rows++;
    }
  if (code != SQLITE_DONE)
    fiel_journal_store_fail (store, error);

  return code != SQLITE_DONE || n_rows < stages[stage].n_rows;
}

/* The records are most of the way; the rows that were folded from them are counted as one more walk over them. */
gint64
fiel_journal_verifier_get_n_done (FielJournalVerifier *self)
{
  const gint64 end = MAX (self->end, 0);
  const gint64 position = CLAMP (self->position, 0, end);

  if (self->stage == STAGE_EVENTS)
    return position;

  return self->stage == STAGE_ATTEMPTS ? end + position : 2 * end;
}

gint64
fiel_journal_verifier_get_n_total (FielJournalVerifier *self)
{
  return 2 * MAX (self->end, 0);
}

/**
 * fiel_journal_verifier_step:
 * @done: (out): whether the verdict is there
 *
 * Goes on for a while. Changes nothing in the journal.
 *
 * Returns: %FALSE if the journal could not be read
 */
gboolean
fiel_journal_verifier_step (FielJournalVerifier *self, FielJournalStore *store, gboolean *done, GError **error)
{
  const Stage stage = self->stage;
  sqlite3_stmt *statement;
  GError *failure = NULL;
  gboolean through;

  *done = FALSE;
  if (!fiel_journal_store_check_usable (store, error))
    return FALSE;
  if (self->end < 0)
    {
      /* What the file holds, and what this program knows it wrote. */
      fiel_journal_schema_read_int (store->database, "SELECT max (seq) FROM events", &self->end);
      self->end = MAX (self->end, store->last_seq);
      /* The zeros that every chain begins with are no record's hash, so they are no head that can be remembered. */
      show_head (self);
    }

  statement = fiel_journal_store_prepare (store, stages[stage].sql);
  if (statement == NULL)
    {
      fiel_journal_store_fail (store, error);
      return FALSE;
    }
  through = run_stage (self, store, statement, &failure);
  sqlite3_finalize (statement);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  if (through && self->stage == stage)
    {
      stages[stage].finish (self);
      self->position = G_MININT64;
    }
  *done = self->stage == STAGE_DONE;

  return TRUE;
}

/* An open attempt stands in each index by which it is found or keeps another one away, and nothing else in the first of
 * them; what nobody has looked at, in the one for that. A damaged index may be a sound tree, so checking the pages does
 * not show it. The rows themselves say what is open. */
#define STANDS_IN(index, column) \
  "EXISTS (SELECT 1 FROM attempt AS found INDEXED BY " index " WHERE found." column " = kept." column \
  " AND found.state <> 'closed' AND found.intent_seq = kept.intent_seq)"

static const char count_misplaced[] =
  "SELECT count (*) - coalesce (sum (" STANDS_IN ("attempt_open", "intent_seq")
  "  AND " STANDS_IN ("attempt_open_terminal", "terminal") " AND " STANDS_IN ("attempt_open_ticket", "ticket_id")
  "  AND " STANDS_IN ("attempt_open_reference", "reference") " AND " STANDS_IN ("attempt_reference", "reference")
  "  AND " STANDS_IN ("attempt_ticket", "ticket_id") " AND " STANDS_IN ("sqlite_autoindex_attempt_1", "attempt_id")
  "), 0)"
  " + abs (count (*) - (SELECT count (*) FROM attempt INDEXED BY attempt_open WHERE state <> 'closed'))"
  " + (SELECT count (*) FROM alert AS kept NOT INDEXED WHERE seen_seq IS NULL AND NOT EXISTS"
  "    (SELECT 1 FROM alert AS found INDEXED BY alert_unseen WHERE found.seq = kept.seq AND found.seen_seq IS NULL))"
  " FROM attempt AS kept NOT INDEXED WHERE state <> 'closed'";

gboolean
fiel_journal_verify_open (FielJournalStore *store, gboolean *found, GError **error)
{
  gint64 n_misplaced = 0;
  const int code = fiel_journal_schema_read_int (store->database, count_misplaced, &n_misplaced);

  *found = n_misplaced == 0;
  if (code != SQLITE_OK)
    fiel_journal_error_set_open (error, store->path, store->database, code);

  return code == SQLITE_OK;
}

gboolean
fiel_journal_verify_recent (FielJournalStore *store, gint64 n_events, gint64 *bad_seq, GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_prepare (
    /* No index here, or the identifier that is compared would be the index's own. */
    store, "SELECT " FIEL_JOURNAL_ATTEMPT_COLUMNS " FROM attempt NOT INDEXED WHERE intent_seq IN"
           " (SELECT intent_seq FROM attempt WHERE attempt_id IN (SELECT attempt_id FROM events WHERE seq > ?1) UNION"
           "  SELECT intent_seq FROM attempt INDEXED BY attempt_open WHERE state <> 'closed' UNION"
           /* And a damaged index must not hide a row. */
           "  SELECT intent_seq FROM (SELECT intent_seq FROM attempt NOT INDEXED ORDER BY intent_seq DESC LIMIT ?2))"
           " ORDER BY intent_seq");
  gboolean read = TRUE;
  gboolean equal = TRUE;
  int code = statement != NULL ? SQLITE_ROW : SQLITE_ERROR;

  *bad_seq = 0;
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, store->last_seq - n_events);
      sqlite3_bind_int64 (statement, 2, n_events);
    }
  while (read && equal && code == SQLITE_ROW && (code = sqlite3_step (statement)) == SQLITE_ROW)
    read = compare_attempt (store, statement, &equal, error);
  if (read && !equal)
    *bad_seq = MAX (sqlite3_column_int64 (statement, 0), 1);
  else if (read && code != SQLITE_DONE)
    fiel_journal_store_fail (store, error);
  sqlite3_finalize (statement);

  return read && (!equal || code == SQLITE_DONE);
}

FielJournalVerdict *
fiel_journal_verifier_take_verdict (FielJournalVerifier *self)
{
  return g_steal_pointer (&self->verdict);
}
