/* fiel-journal-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-search.h"

#include "fiel-journal-event-private.h"
#include "fiel-journal-search-names.h"
#include "fiel-journal-search-plan.h"
#include "fiel-journal-store-private.h"

/* Searching. If an index knows few candidates, those are fetched; else the table is walked, newest first, and the first
 * that match are there soon because many do. Where only few may match, an index that holds them in the same order is
 * walked. All in slices of some milliseconds. The filter looks at every row: an index that knew too much would cost
 * time and change nothing. */

#define CANDIDATES_MAX 8000
#define CANDIDATES_PER_STEP 400
#define ROWS_PER_STEP 2000
#define TIMES_PER_STEP 10000

/* CASE looks at what follows only where it has to; AND would look at every row. */
#define UNSEEN                                                                                                         \
  "CASE conflict WHEN 1 THEN EXISTS (SELECT 1 FROM events JOIN alert ON alert.seq = events.seq"                        \
  "                                  WHERE events.attempt_id = attempt.attempt_id AND alert.seen_seq IS NULL)"         \
  " ELSE 0 END"

#define FACTS                                                                                                          \
  "SELECT intent_seq, intent_wall_us, conflict, amount, approved, kind, state, outcome, currency, attempt_id,"         \
  " reference, authorization, operation, provider_id, last4, actor, terminal, terminal_name, " UNSEEN " FROM attempt"

#define NEWEST_FIRST "intent_seq < ?1 AND intent_seq >= ?2 ORDER BY intent_seq DESC LIMIT ?3"

static const char *const walks[] = {
  [FIEL_JOURNAL_WALK_ALL] = FACTS " WHERE " NEWEST_FIRST,
  [FIEL_JOURNAL_WALK_OUTCOME] = FACTS " INDEXED BY attempt_outcome"
                                      " WHERE outcome = ?4 AND outcome NOT IN ('none', 'approved') AND " NEWEST_FIRST,
  [FIEL_JOURNAL_WALK_RETURNS] = FACTS " INDEXED BY attempt_return WHERE kind <> 'sale' AND " NEWEST_FIRST,
};

/* A span of time in slices, none of which takes long: where the slice ends, and what is in it. */
#define AMONG_TIMES " FROM attempt INDEXED BY attempt_time WHERE intent_wall_us >= ?1 AND intent_wall_us < ?2"

static const char slice_end[] = "SELECT intent_wall_us" AMONG_TIMES " ORDER BY intent_wall_us LIMIT 1 OFFSET ?3";
static const char newest_of_slice[] = "SELECT max (intent_seq)" AMONG_TIMES;
static const char oldest_of_slice[] = "SELECT min (intent_seq)" AMONG_TIMES;

typedef enum
{
  STAGE_NAMES,
  STAGE_GATHER,
  STAGE_FETCH,
  STAGE_NEWEST,
  STAGE_WALK,
  STAGE_DONE,
} Stage;

/* The last word read from a column of few words, and what it means. */
typedef struct
{
  char nick[20];
  int value;
} Memory;

struct _FielJournalSearcher
{
  FielPaymentFilter *filter; /* owned */
  Stage stage;
  GPtrArray *routes;         /* owned, of FielJournalRoute */
  guint route;
  guint lookup;
  GArray *candidates;        /* owned, of gint64, newest first once they are all there */
  guint next;                /* the candidate that is looked at next */
  FielJournalWalk walk;
  const char *walk_text;     /* owned by the route */
  gint64 position;           /* of the walk: older than this */
  gint64 oldest;             /* the walk ends here */
  gboolean oldest_known;     /* @oldest, or there is no such bound */
  gint64 times_from_us;      /* how far the span of time was looked through */
  gint64 times_newest;
  gint64 times_oldest;
  FielJournalFound *found;   /* owned */
  Memory kind;
  Memory state;
  Memory outcome;
  const FielCurrency *money;
};

FielJournalFound *
fiel_journal_found_new (void)
{
  FielJournalFound *self = g_new0 (FielJournalFound, 1);

  self->seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->open = g_array_new (FALSE, FALSE, sizeof (FielJournalOpen));

  return self;
}

void
fiel_journal_found_free (FielJournalFound *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->seqs);
  g_array_unref (self->open);
  g_free (self);
}

static gint64
get_since (const FielPaymentFilter *filter)
{
  return filter->since_wall_us != 0 ? filter->since_wall_us : G_MININT64;
}

static gint64
get_until (const FielPaymentFilter *filter)
{
  return filter->until_wall_us != 0 ? filter->until_wall_us : G_MAXINT64;
}

FielJournalSearcher *
fiel_journal_searcher_new (const FielPaymentFilter *filter)
{
  FielJournalSearcher *self = g_new0 (FielJournalSearcher, 1);

  self->filter = fiel_payment_filter_copy (filter);
  self->stage = filter->actor != NULL || filter->terminal != NULL ? STAGE_NAMES : STAGE_GATHER;
  self->routes = fiel_journal_plan_routes (filter);
  self->candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->position = G_MAXINT64;
  self->times_from_us = get_since (filter);
  self->times_oldest = G_MAXINT64;
  self->found = fiel_journal_found_new ();
  self->kind.value = self->state.value = self->outcome.value = -1;

  return self;
}

FielJournalSearcher *
fiel_journal_searcher_new_walk (const FielPaymentFilter *filter, gint64 below)
{
  FielJournalSearcher *self = fiel_journal_searcher_new (filter);

  self->stage = STAGE_WALK;
  self->oldest_known = TRUE;
  self->position = below;

  return self;
}

void
fiel_journal_searcher_free (FielJournalSearcher *self)
{
  fiel_payment_filter_free (self->filter);
  g_ptr_array_unref (self->routes);
  g_array_unref (self->candidates);
  fiel_journal_found_free (self->found);
  g_free (self);
}

gboolean
fiel_journal_searcher_uses_index (FielJournalSearcher *self)
{
  return self->candidates->len > 0 || self->walk != FIEL_JOURNAL_WALK_ALL;
}

FielJournalFound *
fiel_journal_searcher_take_found (FielJournalSearcher *self)
{
  FielJournalFound *found = self->found;

  self->found = fiel_journal_found_new ();
  self->found->sums = found->sums;

  return found;
}

static const char *
column_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* Ends a query: %FALSE fails the store. */
static gboolean
end_query (FielJournalStore *store, sqlite3_stmt *statement, int code, GError **error)
{
  if (code != SQLITE_DONE)
    fiel_journal_store_fail (store, error);
  sqlite3_reset (statement);

  return code == SQLITE_DONE;
}

static gboolean
read_enum (Memory *memory, sqlite3_stmt *statement, int column, GType type)
{
  const char *nick = column_text (statement, column);

  if (nick == NULL)
    return FALSE;
  if (memory->value >= 0 && g_str_equal (memory->nick, nick))
    return TRUE;

  g_strlcpy (memory->nick, nick, sizeof memory->nick);

  return fiel_enum_parse (type, nick, &memory->value);
}

static gboolean
read_currency (FielJournalSearcher *self, sqlite3_stmt *statement, int column)
{
  const char *code = column_text (statement, column);

  if (code == NULL)
    return FALSE;
  if (self->money == NULL || !g_str_equal (self->money->code, code))
    self->money = fiel_currency_find (code);

  return self->money != NULL;
}

/* Texts cost more than all the rest of a row: only those that the filter looks at. */
static void
read_texts (const FielPaymentFilter *filter, sqlite3_stmt *statement, FielPaymentFacts *facts)
{
  if (filter->words->len > 0)
    {
      facts->attempt_id = column_text (statement, 9);
      facts->reference = column_text (statement, 10);
      facts->authorization = column_text (statement, 11);
      facts->operation = column_text (statement, 12);
      facts->provider_id = column_text (statement, 13);
      facts->last4 = column_text (statement, 14);
    }
  if (filter->actor != NULL)
    facts->actor = column_text (statement, 15);
  if (filter->terminal != NULL)
    {
      facts->terminal = column_text (statement, 16);
      facts->terminal_name = column_text (statement, 17);
    }
}

static gboolean
read_facts (FielJournalSearcher *self, sqlite3_stmt *statement, FielPaymentFacts *facts)
{
  if (!read_enum (&self->kind, statement, 5, FIEL_TYPE_ATTEMPT_KIND)
      || !read_enum (&self->state, statement, 6, FIEL_TYPE_ATTEMPT_STATE)
      || !read_enum (&self->outcome, statement, 7, FIEL_TYPE_OUTCOME) || !read_currency (self, statement, 8))
    return FALSE;

  *facts = (FielPaymentFacts){
    .seq = sqlite3_column_int64 (statement, 0),
    .wall_us = sqlite3_column_int64 (statement, 1),
    .conflict = sqlite3_column_int (statement, 2) != 0,
    .amount = fiel_money_make (sqlite3_column_int64 (statement, 3), self->money),
    .approved_minor = sqlite3_column_int64 (statement, 4),
    .kind = (FielAttemptKind) self->kind.value,
    .state = (FielAttemptState) self->state.value,
    .outcome = (FielOutcome) self->outcome.value,
    .unseen = sqlite3_column_int (statement, 18) != 0,
  };
  read_texts (self->filter, statement, facts);

  return TRUE;
}

static void
look_at (FielJournalSearcher *self, const FielPaymentFacts *facts)
{
  const FielJournalOpen open = { facts->seq, facts->amount };

  if (!fiel_payment_filter_matches (self->filter, facts))
    return;

  g_array_append_val (self->found->seqs, facts->seq);
  fiel_payment_sums_add (&self->found->sums, facts);
  if (!facts->stray && facts->state != FIEL_ATTEMPT_STATE_CLOSED)
    g_array_append_val (self->found->open, open);
}

/* -- Candidates from an index -- */

/* Of names the journal does not hold there is nothing to be found. */
static gboolean
find_names (FielJournalSearcher *self, FielJournalStore *store, GError **error)
{
  gint64 newest = G_MAXINT64 - 1;

  if (!fiel_journal_names_find (store, self->filter, self->routes, &newest, &self->oldest, error))
    return FALSE;

  self->position = newest + 1;
  self->stage = newest < self->oldest ? STAGE_DONE : STAGE_GATHER;

  return TRUE;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *) a;
  const gint64 right = *(const gint64 *) b;

  return (left < right) - (left > right);
}

/* Two indexes may know the same one. */
static void
sort_candidates (GArray *candidates)
{
  guint n = 0;

  g_array_sort (candidates, compare_newest_first);
  for (guint i = 0; i < candidates->len; i++)
    if (i == 0 || g_array_index (candidates, gint64, i) != g_array_index (candidates, gint64, n - 1))
      g_array_index (candidates, gint64, n++) = g_array_index (candidates, gint64, i);
  g_array_set_size (candidates, n);
}

static gboolean
look_up (FielJournalSearcher *self, FielJournalStore *store, const FielJournalLookup *lookup, gint64 limit,
         GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_query (store, lookup->sql);
  int code = SQLITE_ERROR;

  if (statement != NULL)
    {
      sqlite3_bind_text (statement, 1, lookup->text, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, lookup->behind, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 3, lookup->low);
      sqlite3_bind_int64 (statement, 4, lookup->high);
      sqlite3_bind_int64 (statement, 5, limit);
    }
  while (statement != NULL && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const gint64 seq = sqlite3_column_int64 (statement, 0);

      g_array_append_val (self->candidates, seq);
    }

  return end_query (store, statement, code, error);
}

static void
begin_walk (FielJournalSearcher *self)
{
  const FielPaymentFilter *filter = self->filter;

  g_array_set_size (self->candidates, 0);
  self->oldest_known = filter->since_wall_us == 0;
  self->stage = filter->until_wall_us != 0 ? STAGE_NEWEST : STAGE_WALK;
}

static void
choose_walk (FielJournalSearcher *self, const FielJournalRoute *route)
{
  const FielJournalLookup *lookup = g_ptr_array_index (route->lookups, 0);

  self->walk = route->walk;
  self->walk_text = lookup->text;
}

/* One question of the route. A route that gives too much is given up for the next one. */
static gboolean
gather (FielJournalSearcher *self, FielJournalStore *store, GError **error)
{
  FielJournalRoute *route = NULL;
  gint64 limit = 0;

  if (self->route == self->routes->len)
    {
      begin_walk (self);
      return TRUE;
    }

  route = g_ptr_array_index (self->routes, self->route);
  limit = route->needed ? -1 : CANDIDATES_MAX + 1 - (gint64) self->candidates->len;
  if (!look_up (self, store, g_ptr_array_index (route->lookups, self->lookup), limit, error))
    return FALSE;

  if (!route->needed && self->candidates->len > CANDIDATES_MAX)
    {
      if (self->walk == FIEL_JOURNAL_WALK_ALL && route->walk != FIEL_JOURNAL_WALK_ALL)
        choose_walk (self, route);
      g_array_set_size (self->candidates, 0);
      self->route++;
      self->lookup = 0;
    }
  else if (++self->lookup == route->lookups->len)
    {
      sort_candidates (self->candidates);
      self->stage = STAGE_FETCH;
    }

  return TRUE;
}

static gboolean
look_at_stray (FielJournalSearcher *self, FielJournalStore *store, gint64 seq, GError **error)
{
  g_autoptr (FielJournalEntry) entry = NULL;
  FielPaymentFacts facts;
  GError *failure = NULL;

  entry = fiel_journal_store_read_entry (store, seq, &failure);
  if (entry != NULL)
    {
      fiel_journal_entry_get_facts (entry, &facts);
      look_at (self, &facts);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

static gboolean
look_at_candidate (FielJournalSearcher *self, FielJournalStore *store, gint64 seq, GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_query (store, FACTS " WHERE intent_seq = ?1");
  FielPaymentFacts facts;
  gboolean readable = TRUE;
  int code = SQLITE_ERROR;

  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, seq);
      code = sqlite3_step (statement);
    }
  if (code == SQLITE_ROW)
    {
      readable = read_facts (self, statement, &facts);
      if (readable)
        look_at (self, &facts);
      sqlite3_reset (statement);
      if (!readable)
        fiel_journal_store_set_unreadable (store, error);
      return readable;
    }

  return end_query (store, statement, code, error) && look_at_stray (self, store, seq, error);
}

static gboolean
fetch (FielJournalSearcher *self, FielJournalStore *store, GError **error)
{
  const guint end = MIN (self->next + CANDIDATES_PER_STEP, self->candidates->len);

  for (; self->next < end; self->next++)
    if (!look_at_candidate (self, store, g_array_index (self->candidates, gint64, self->next), error))
      return FALSE;
  if (self->next == self->candidates->len)
    self->stage = STAGE_DONE;

  return TRUE;
}

/* -- Walking -- */

/* One number from a span of time; %FALSE in @some if there is none. */
static gboolean
ask_times (FielJournalStore *store, const char *sql, gint64 from_us, gint64 until_us, gint64 *number, gboolean *some,
           GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_query (store, sql);
  int code = SQLITE_ERROR;

  *some = FALSE;
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, from_us);
      sqlite3_bind_int64 (statement, 2, until_us);
      if (sqlite3_bind_parameter_count (statement) > 2)
        sqlite3_bind_int (statement, 3, TIMES_PER_STEP);
      code = sqlite3_step (statement);
    }
  if (code == SQLITE_ROW)
    {
      *some = sqlite3_column_type (statement, 0) != SQLITE_NULL;
      *number = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
      return TRUE;
    }

  return end_query (store, statement, code, error);
}

/* The wall clock may have been set, so the order of times is not that of the records: every time of the span counts.
 * @last: (out): whether this was the last slice of it */
static gboolean
look_at_times (FielJournalSearcher *self, FielJournalStore *store, const char *sql, gint64 *number, gboolean *some,
               gboolean *last, GError **error)
{
  const gint64 until_us = get_until (self->filter);
  const gint64 from_us = self->times_from_us;
  gint64 end_us = 0;
  gboolean more = FALSE;

  if (!ask_times (store, slice_end, from_us, until_us, &end_us, &more, error))
    return FALSE;

  /* More than a slice in one microsecond are a slice too. */
  end_us = more ? MAX (end_us, from_us + 1) : until_us;
  self->times_from_us = end_us;
  *last = !more;

  return ask_times (store, sql, from_us, end_us, number, some, error);
}

/* Nothing can be shown before the newest of the span is known. */
static gboolean
find_newest (FielJournalSearcher *self, FielJournalStore *store, GError **error)
{
  gint64 newest = 0;
  gboolean some = FALSE;
  gboolean last = FALSE;

  if (!look_at_times (self, store, newest_of_slice, &newest, &some, &last, error))
    return FALSE;

  if (some)
    self->times_newest = MAX (self->times_newest, newest);
  if (last)
    {
      self->position = MIN (self->position, self->times_newest + 1);
      self->times_from_us = get_since (self->filter);
      self->stage = STAGE_WALK;
    }

  return TRUE;
}

/* Only the end of the walk waits for the oldest of the span. */
static gboolean
find_oldest (FielJournalSearcher *self, FielJournalStore *store, GError **error)
{
  gint64 oldest = 0;
  gboolean some = FALSE;

  if (!look_at_times (self, store, oldest_of_slice, &oldest, &some, &self->oldest_known, error))
    return FALSE;

  if (some)
    self->times_oldest = MIN (self->times_oldest, oldest);
  if (self->oldest_known)
    self->oldest = MAX (self->oldest, self->times_oldest);

  return TRUE;
}

static gboolean
walk (FielJournalSearcher *self, FielJournalStore *store, GError **error)
{
  /* Along an index every row is looked for. */
  const guint n_rows = self->walk == FIEL_JOURNAL_WALK_ALL ? ROWS_PER_STEP : CANDIDATES_PER_STEP;
  sqlite3_stmt *statement = fiel_journal_store_query (store, walks[self->walk]);
  FielPaymentFacts facts;
  gboolean readable = TRUE;
  guint n = 0;
  int code = SQLITE_ERROR;

  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, self->position);
      sqlite3_bind_int64 (statement, 2, self->oldest);
      sqlite3_bind_int (statement, 3, (int) n_rows);
      if (self->walk == FIEL_JOURNAL_WALK_OUTCOME)
        sqlite3_bind_text (statement, 4, self->walk_text, -1, SQLITE_STATIC);
    }
  while (readable && statement != NULL && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      readable = read_facts (self, statement, &facts);
      if (!readable)
        break;
      n++;
      self->position = facts.seq;
      look_at (self, &facts);
    }
  if (n < n_rows)
    self->stage = STAGE_DONE;
  if (!readable)
    {
      sqlite3_reset (statement);
      fiel_journal_store_set_unreadable (store, error);
      return FALSE;
    }

  return end_query (store, statement, code, error);
}

/**
 * fiel_journal_searcher_step:
 * @done: (out): whether everything was looked at
 *
 * Looks at some more. What is appended meanwhile is not looked at if the walk is past its place.
 */
gboolean
fiel_journal_searcher_step (FielJournalSearcher *self, FielJournalStore *store, gboolean *done, GError **error)
{
  gboolean fine = fiel_journal_store_check_usable (store, error);

  if (fine)
    switch (self->stage)
      {
      case STAGE_NAMES:
        fine = find_names (self, store, error);
        break;

      case STAGE_GATHER:
        fine = gather (self, store, error);
        break;

      case STAGE_FETCH:
        fine = fetch (self, store, error);
        break;

      case STAGE_NEWEST:
        fine = find_newest (self, store, error);
        break;

      case STAGE_WALK:
        fine = (self->oldest_known || find_oldest (self, store, error)) && walk (self, store, error);
        break;

      case STAGE_DONE:
        break;
      }
  *done = self->stage == STAGE_DONE;

  return fine;
}

/* -- Lines -- */

static FielJournalEntry *
read_payment (sqlite3_stmt *statement)
{
  FielAttemptRecord *record = fiel_attempt_record_read (statement);

  return record != NULL
           ? fiel_journal_entry_new (record, NULL,
                                     sqlite3_column_int (statement, FIEL_JOURNAL_N_ATTEMPT_COLUMNS) != 0)
           : NULL;
}

static FielJournalEntry *
read_stray (sqlite3_stmt *statement)
{
  const int unseen_column = 12;
  FielJournalRow row;
  FielJournalEvent *event = NULL;

  if (fiel_journal_row_read (statement, &row))
    event = fiel_journal_event_new_from_row (&row);

  return event != NULL ? fiel_journal_entry_new (NULL, event, sqlite3_column_int (statement, unseen_column) != 0)
                       : NULL;
}

/* The one row of a query by a number; %NULL without an error if there is none. */
static FielJournalEntry *
read_one (FielJournalStore *store, const char *sql, gint64 seq, FielJournalEntry *(*read) (sqlite3_stmt *),
          GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_query (store, sql);
  FielJournalEntry *entry = NULL;
  int code = SQLITE_ERROR;

  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, seq);
      code = sqlite3_step (statement);
    }
  if (code == SQLITE_ROW)
    {
      entry = read (statement);
      if (entry == NULL)
        fiel_journal_store_set_unreadable (store, error);
      sqlite3_reset (statement);
      return entry;
    }
  end_query (store, statement, code, error);

  return NULL;
}

static const char payment_sql[] =
  "SELECT " FIEL_JOURNAL_ATTEMPT_COLUMNS ", " UNSEEN " FROM attempt WHERE intent_seq = ?1";
static const char payment_about_sql[] =
  "SELECT " FIEL_JOURNAL_ATTEMPT_COLUMNS ", " UNSEEN
  " FROM attempt WHERE attempt_id = (SELECT attempt_id FROM events WHERE seq = ?1)";
static const char stray_sql[] =
  "SELECT " FIEL_JOURNAL_EVENT_COLUMNS ", (SELECT seen_seq IS NULL FROM alert WHERE alert.seq = events.seq) FROM events"
  " WHERE seq = ?1 AND type = 'stray' AND attempt_id IS NULL";

static FielJournalEntry *
read_entry (FielJournalStore *self, const char *payment, gint64 seq, GError **error)
{
  FielJournalEntry *entry = NULL;
  GError *failure = NULL;

  if (!fiel_journal_store_check_usable (self, error))
    return NULL;

  entry = read_one (self, payment, seq, read_payment, &failure);
  if (entry == NULL && failure == NULL)
    entry = read_one (self, stray_sql, seq, read_stray, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);

  return entry;
}

FielJournalEntry *
fiel_journal_store_read_entry (FielJournalStore *self, gint64 seq, GError **error)
{
  return read_entry (self, payment_sql, seq, error);
}

FielJournalEntry *
fiel_journal_store_read_entry_about (FielJournalStore *self, gint64 seq, GError **error)
{
  return read_entry (self, payment_about_sql, seq, error);
}
