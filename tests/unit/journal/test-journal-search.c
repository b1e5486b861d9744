/* test-journal-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-fill-fast.h"
#include "fiel-journal-find.h"
#include "fiel-journal-samples.h"
#include "fiel-journal-store-private.h"
#include "fiel-journal-verify.h"
#include "fiel-test.h"

#include <string.h>

/* Searching, against a filter that is written here in its own way and looks at every payment of a journal. */

#define N_ATTEMPTS 420
#define N_FILTERS 400

static const char *const actors[] = { "Ana Riquelme", "Bruno Paz", "ÁNGELA Núñez" };
static const char *const terminals[][2] = { { "norte", "Terminal Norte" }, { "sur", "Terminal Sur" } };
static const char *const outcomes[] = { "approved",  "approved", "approved",     "declined",        "cancelled",
                                        "refused",   "not-sent", "not-executed", "partly-approved", "hand-charged",
                                        "hand-not-charged" };

typedef struct
{
  FielJournalStore *store; /* owned */
  GRand *random;           /* owned */
  GPtrArray *sales;        /* owned, of char: ids of approved sales */
  guint n_tickets;
  guint n_open;
} Journal;

static guint
draw (Journal *journal, guint n)
{
  return (guint) g_rand_int_range (journal->random, 0, (gint32) n);
}

static void
append (Journal *journal, FielJournalEvent *event)
{
  fiel_sample_append (journal->store, event);
}

static FielJournalEvent *
make_intent (Journal *journal, const char *id)
{
  const gint64 amount = 1000 + 10 * (gint64) draw (journal, 30);
  const guint terminal = draw (journal, G_N_ELEMENTS (terminals));
  g_autofree char *reference = NULL;
  FielJournalEvent *event = NULL;
  const guint ticket = ++journal->n_tickets;

  event = fiel_sample_intent (id, ticket, amount, amount, terminals[terminal][0]);
  reference = draw (journal, 4) == 0 ? g_strdup_printf ("Mesa-%u", ticket) : g_strdup_printf ("%06u", ticket);
  fiel_journal_event_set (event, FIEL_FIELD_REFERENCE, reference);
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL_NAME, terminals[terminal][1]);

  return event;
}

static void
close_attempt (Journal *journal, const char *id, const char *outcome)
{
  FielJournalEvent *event = fiel_sample_state (id, "closed", outcome);

  if (g_str_equal (outcome, "partly-approved"))
    fiel_journal_event_set_int (event, FIEL_FIELD_APPROVED, 500);
  if (draw (journal, 3) != 0)
    {
      g_autofree char *last4 = g_strdup_printf ("%04u", 1000 + draw (journal, 12));
      g_autofree char *authorization = g_strdup_printf ("%c%03u", 'A' + (int) draw (journal, 3), draw (journal, 400));

      fiel_journal_event_set (event, FIEL_FIELD_LAST4, last4);
      fiel_journal_event_set (event, FIEL_FIELD_AUTHORIZATION, authorization);
      fiel_journal_event_set_int (event, FIEL_FIELD_OPERATION, 1000 + draw (journal, 500));
      fiel_journal_event_set_int (event, FIEL_FIELD_PROVIDER_ID, 900000 + draw (journal, 5000));
    }
  append (journal, event);
}

/* By another cashier than the sample's. */
static FielJournalEvent *
by_actor (FielJournalEvent *event, const char *actor)
{
  FielJournalEvent *other = fiel_journal_event_new (fiel_journal_event_get_type_of_fact (event),
                                                    fiel_journal_event_get_attempt_id (event), actor);
  const char *const *names = fiel_journal_event_get_names (event);

  fiel_journal_event_set_time (other, fiel_journal_event_get_wall_us (event), fiel_journal_event_get_boot_us (event),
                               fiel_journal_event_get_boot_id (event));
  for (guint i = 0; names[i] != NULL; i++)
    fiel_journal_event_set (other, names[i], fiel_journal_event_get (event, names[i]));
  fiel_journal_event_unref (event);

  return other;
}

static void
add_sale (Journal *journal, guint number)
{
  g_autofree char *id = g_strdup_printf ("%c%024u", "xyz"[draw (journal, 3)], number);
  const char *outcome = outcomes[draw (journal, G_N_ELEMENTS (outcomes))];

  append (journal, by_actor (make_intent (journal, id), actors[draw (journal, G_N_ELEMENTS (actors))]));
  close_attempt (journal, id, outcome);
  if (g_str_equal (outcome, "approved") && draw (journal, 3) == 0)
    g_ptr_array_add (journal->sales, g_strdup (id));
  if (draw (journal, 12) == 0)
    append (journal, fiel_sample_event (FIEL_JOURNAL_TYPE_CONFLICT, id));
}

static void
add_refund (Journal *journal, guint number)
{
  g_autofree char *id = g_strdup_printf ("r%024u", number);
  g_autofree char *sale = NULL;
  g_autoptr (FielAttemptRecord) original = NULL;
  FielJournalEvent *event = NULL;

  if (journal->sales->len == 0)
    return;

  sale = g_ptr_array_steal_index (journal->sales, 0);
  original = fiel_sample_attempt (journal->store, sale);
  event = fiel_sample_refund (id, original->ticket_id, original->amount.minor, sale);
  fiel_journal_event_set (event, FIEL_FIELD_REFERENCE, original->reference);
  append (journal, event);
  close_attempt (journal, id, draw (journal, 2) == 0 ? "approved" : "declined");
}

/* Money that goes back by a slip, without its sale. */
static void
add_slip (Journal *journal, const char *id, const char *reference)
{
  FielJournalEvent *event = fiel_sample_refund (id, ++journal->n_tickets, 1010, NULL);

  fiel_journal_event_set_int (event, FIEL_FIELD_DUE, 1010);
  fiel_journal_event_set (event, FIEL_FIELD_REFERENCE, reference);
  append (journal, event);
  close_attempt (journal, id, draw (journal, 2) == 0 ? "approved" : "declined");
}

static void
add_some_slip (Journal *journal, guint number)
{
  g_autofree char *id = g_strdup_printf ("s%024u", number);
  g_autofree char *reference = g_strdup_printf ("SLIP-%c%03u", 'A' + (int) draw (journal, 3), draw (journal, 400));

  add_slip (journal, id, reference);
}

static void
add_stray (Journal *journal)
{
  FielJournalEvent *event = fiel_sample_event (FIEL_JOURNAL_TYPE_STRAY, NULL);
  FielJournalEvent *note = NULL;

  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER, "getnet");
  fiel_journal_event_ref (event);
  append (journal, event);
  if (draw (journal, 2) == 0)
    {
      note = fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL);
      fiel_journal_event_set_int (note, FIEL_FIELD_SEEN, fiel_journal_event_get_seq (event));
      append (journal, note);
    }
  fiel_journal_event_unref (event);
}

static void
journal_set_up (Journal *journal, gconstpointer data)
{
  journal->store = fiel_sample_open_fine (FIEL_JOURNAL_STORE_MEMORY);
  journal->random = g_rand_new_with_seed (20261128);
  journal->sales = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_ATTEMPTS; i++)
    {
      add_sale (journal, i);
      if (draw (journal, 8) == 0)
        add_refund (journal, i);
      if (draw (journal, 10) == 0)
        add_some_slip (journal, i);
      if (draw (journal, 15) == 0)
        add_stray (journal);
    }
  /* Two are still open, one of them without a word. */
  append (journal, make_intent (journal, "open-saved"));
  fiel_sample_append (journal->store, fiel_sample_intent ("open-unknown", ++journal->n_tickets, 1010, 1010, "west"));
  append (journal, fiel_sample_state ("open-unknown", "unknown", NULL));
}

static void
journal_tear_down (Journal *journal, gconstpointer data)
{
  fiel_journal_store_close (journal->store);
  g_rand_free (journal->random);
  g_ptr_array_unref (journal->sales);
}

/* -- The other filter -- */

/* Returns: (element-type gint64): the numbers of alerts nobody has seen */
static GHashTable *
list_unseen (Journal *journal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = fiel_journal_store_list_alerts (journal->store, &error);
  GHashTable *unseen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < alerts->len; i++)
    {
      const gint64 seq = fiel_journal_event_get_seq (((FielAlertRecord *) g_ptr_array_index (alerts, i))->event);

      g_hash_table_add (unseen, g_memdup2 (&seq, sizeof seq));
    }

  return unseen;
}

static gboolean
starts (const char *text, const char *word)
{
  g_autofree char *up = g_ascii_strup (word, -1);
  g_autofree char *down = g_ascii_strdown (word, -1);
  const gsize n = strlen (word);

  return text != NULL
         && (strncmp (text, word, n) == 0 || strncmp (text, up, n) == 0 || strncmp (text, down, n) == 0);
}

static gboolean
naive_word (const FielAttemptRecord *record, const FielPaymentWord *word)
{
  const char *typed = word->forms[0];
  const char *fields[] = { record->reference, record->authorization, record->operation, record->provider_id,
                           record->attempt_id };
  gboolean found = word->amount_minor > 0 && word->amount_minor == record->amount.minor;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    found = found || starts (fields[i], typed);
  if (strncmp (record->reference, "SLIP-", 5) == 0)
    found = found || starts (record->reference + 5, typed);
  if (strlen (typed) < 6 && strspn (typed, "0123456789") == strlen (typed))
    found = found || (strspn (record->reference, "0123456789") == 6
                      && g_ascii_strtoull (record->reference, NULL, 10) == g_ascii_strtoull (typed, NULL, 10));

  return found || (record->last4 != NULL && strcmp (record->last4, typed) == 0);
}

static gboolean
naive_name (const char *name, const char *part)
{
  g_autofree char *folded = name != NULL ? g_utf8_casefold (name, -1) : NULL;

  return folded != NULL && strstr (folded, part) != NULL;
}

static gboolean
naive_payment (const FielPaymentFilter *filter, const FielAttemptRecord *record)
{
  gboolean in = (filter->kinds == 0 || (filter->kinds >> record->kind & 1) != 0)
                && (filter->states == 0 || (filter->states >> record->state & 1) != 0)
                && (filter->outcomes == 0 || (filter->outcomes >> record->outcome & 1) != 0)
                && (filter->min_minor == 0 || record->amount.minor >= filter->min_minor)
                && (filter->max_minor == 0 || record->amount.minor <= filter->max_minor)
                && (filter->since_wall_us == 0 || record->intent_wall_us >= filter->since_wall_us)
                && (filter->until_wall_us == 0 || record->intent_wall_us < filter->until_wall_us);

  for (guint i = 0; i < filter->words->len; i++)
    in = in && naive_word (record, g_ptr_array_index (filter->words, i));
  if (filter->actor != NULL)
    in = in && naive_name (record->actor, filter->actor);
  if (filter->terminal != NULL)
    in = in && (naive_name (record->terminal, filter->terminal) || naive_name (record->terminal_name, filter->terminal));

  return in;
}

static gboolean
has_other_terms (const FielPaymentFilter *filter)
{
  return filter->kinds != 0 || filter->states != 0 || filter->outcomes != 0 || filter->min_minor != 0
         || filter->max_minor != 0 || filter->words->len > 0 || filter->actor != NULL || filter->terminal != NULL;
}

typedef struct
{
  GArray *seqs;
  gint64 sold;
  gint64 returned;
  gint64 open;
  guint n_counted;
} Expected;

static void
expect_attempt (Expected *expected, const FielAttemptRecord *record)
{
  const gboolean sale = record->kind == FIEL_ATTEMPT_KIND_SALE;
  const gboolean closed = record->state == FIEL_ATTEMPT_STATE_CLOSED;

  g_array_append_val (expected->seqs, record->intent_seq);
  expected->open += closed ? 0 : record->amount.minor;
  expected->sold += closed && sale ? record->approved_minor : 0;
  expected->returned += closed && !sale ? record->approved_minor : 0;
  expected->n_counted += !closed || record->approved_minor > 0;
}

static FielAttemptRecord *
find_record (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (((FielAttemptRecord *) g_ptr_array_index (records, i))->attempt_id, id) == 0)
      return g_ptr_array_index (records, i);

  return NULL;
}

/* Goes through every record of the chain. */
static void
naive_search (Journal *journal, const FielPaymentFilter *filter, Expected *expected)
{
  const FielAttemptFilter all = { .limit = 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = fiel_journal_store_list_attempts (journal->store, &all, &error);
  g_autoptr (GPtrArray) events = fiel_journal_store_list_events (journal->store, NULL, 0, 0, &error);
  g_autoptr (GHashTable) alerts = list_unseen (journal);
  g_autoptr (GHashTable) unseen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      const gint64 seq = fiel_journal_event_get_seq (event);

      if (fiel_journal_event_get_type_of_fact (event) == FIEL_JOURNAL_TYPE_CONFLICT
          && g_hash_table_contains (alerts, &seq))
        g_hash_table_add (unseen, (gpointer) fiel_journal_event_get_attempt_id (event));
    }
  for (guint i = events->len; i > 0; i--)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i - 1);
      const FielJournalType type = fiel_journal_event_get_type_of_fact (event);
      const gint64 seq = fiel_journal_event_get_seq (event);
      const gint64 wall_us = fiel_journal_event_get_wall_us (event);
      const FielAttemptRecord *record = NULL;

      if (type == FIEL_JOURNAL_TYPE_STRAY && filter->set != FIEL_PAYMENT_SET_ALL && !has_other_terms (filter)
          && wall_us >= filter->since_wall_us && (filter->until_wall_us == 0 || wall_us < filter->until_wall_us)
          && (filter->set == FIEL_PAYMENT_SET_UNMATCHED || g_hash_table_contains (alerts, &seq)))
        g_array_append_val (expected->seqs, seq);
      if (type != FIEL_JOURNAL_TYPE_INTENT)
        continue;

      record = find_record (records, fiel_journal_event_get_attempt_id (event));
      if (naive_payment (filter, record)
          && (filter->set != FIEL_PAYMENT_SET_UNMATCHED || record->conflict)
          && (filter->set != FIEL_PAYMENT_SET_TO_RESOLVE || record->state == FIEL_ATTEMPT_STATE_UNKNOWN
              || g_hash_table_contains (unseen, record->attempt_id)))
        expect_attempt (expected, record);
    }
}

/* -- Comparing -- */

static void
search (Journal *journal, FielJournalSearcher *searcher, GArray *seqs, FielPaymentSums *sums)
{
  gboolean done = FALSE;

  while (!done)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FielJournalFound) found = NULL;

      fiel_journal_searcher_step (searcher, journal->store, &done, &error);
      g_assert_no_error (error);
      found = fiel_journal_searcher_take_found (searcher);
      g_array_append_vals (seqs, found->seqs->data, found->seqs->len);
      *sums = found->sums;
    }
}

static void
assert_found (const Expected *expected, GArray *seqs, const FielPaymentSums *sums)
{
  const FielPaymentSum *sum = &sums->rows[0];

  g_assert_cmpuint (seqs->len, ==, expected->seqs->len);
  for (guint i = 0; i < seqs->len; i++)
    g_assert_cmpint (g_array_index (seqs, gint64, i), ==, g_array_index (expected->seqs, gint64, i));
  g_assert_cmpuint (sums->n_rows, <=, 1);
  g_assert_false (sums->too_large);
  g_assert_cmpint (sum->sold.minor, ==, expected->sold);
  g_assert_cmpint (sum->returned.minor, ==, expected->returned);
  g_assert_cmpint (sum->open.minor, ==, expected->open);
  g_assert_cmpuint (sum->n_sales + sum->n_returns + sum->n_open, ==, expected->n_counted);
}

/* Returns: how many there are */
static guint
check (Journal *journal, const FielPaymentFilter *filter)
{
  Expected expected = { .seqs = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autoptr (FielJournalSearcher) searcher = fiel_journal_searcher_new (filter);
  g_autoptr (FielJournalSearcher) walk = fiel_journal_searcher_new_walk (filter, G_MAXINT64);
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) walked = g_array_new (FALSE, FALSE, sizeof (gint64));
  FielPaymentSums sums = { .n_rows = 0 };
  FielPaymentSums walked_sums = { .n_rows = 0 };
  guint n = 0;

  naive_search (journal, filter, &expected);
  search (journal, searcher, seqs, &sums);
  assert_found (&expected, seqs, &sums);
  if (filter->set == FIEL_PAYMENT_SET_ALL)
    {
      search (journal, walk, walked, &walked_sums);
      assert_found (&expected, walked, &walked_sums);
    }
  n = expected.seqs->len;
  g_array_unref (expected.seqs);

  return n;
}

static void
add_random_word (Journal *journal, FielPaymentFilter *filter)
{
  static const char *const words[] = { "1003", "a1", "B", "900", "mesa-1", "Mesa", "x0000", "r", "1050", "12", "000",
                                       "open-", "1", "nothing", "A12", "Z" };
  const char *word = words[draw (journal, G_N_ELEMENTS (words))];
  const gint64 number = strspn (word, "0123456789") == strlen (word) ? g_ascii_strtoll (word, NULL, 10) : 0;

  fiel_payment_filter_add_word (filter, word, number);
}

static const char *const actors_asked_for[] = { "ana", "áNGELA", "a", "nobody" };
static const char *const terminals_asked_for[] = { "sur", "NORTE", "r", "nowhere" };

static FielPaymentFilter *
make_random_filter (Journal *journal)
{
  FielPaymentFilter *filter = fiel_payment_filter_new ();
  const gint64 span_us = 1300 * G_USEC_PER_SEC;
  const guint n_words = draw (journal, 3);

  if (draw (journal, 4) == 0)
    filter->set = (FielPaymentSet) draw (journal, 3);
  for (guint i = 0; i < n_words; i++)
    add_random_word (journal, filter);
  if (draw (journal, 4) == 0)
    filter->outcomes = 1 + draw (journal, (1u << FIEL_N_OUTCOMES) - 1);
  if (draw (journal, 6) == 0)
    filter->kinds = 1 + draw (journal, 7);
  if (draw (journal, 8) == 0)
    filter->states = 1 + draw (journal, (1u << FIEL_N_ATTEMPT_STATES) - 1);
  if (draw (journal, 4) == 0)
    filter->min_minor = 1000 + draw (journal, 300);
  if (draw (journal, 4) == 0)
    filter->max_minor = 1000 + draw (journal, 300);
  if (draw (journal, 4) == 0)
    filter->since_wall_us = FIEL_SAMPLE_WALL_US + (gint64) (g_rand_double (journal->random) * (double) span_us);
  if (draw (journal, 4) == 0)
    filter->until_wall_us = FIEL_SAMPLE_WALL_US + (gint64) (g_rand_double (journal->random) * (double) span_us);
  if (draw (journal, 5) == 0)
    fiel_payment_filter_set_actor (filter, actors_asked_for[draw (journal, G_N_ELEMENTS (actors_asked_for))]);
  if (draw (journal, 5) == 0)
    fiel_payment_filter_set_terminal (filter, terminals_asked_for[draw (journal, G_N_ELEMENTS (terminals_asked_for))]);

  return filter;
}

static void
test_random (Journal *journal, gconstpointer data)
{
  guint n_with_some = 0;

  for (guint i = 0; i < N_FILTERS; i++)
    {
      g_autoptr (FielPaymentFilter) filter = make_random_filter (journal);

      n_with_some += check (journal, filter) > 0;
    }

  /* The filters are no mere nonsense. */
  g_assert_cmpuint (n_with_some, >, N_FILTERS / 4);
}

/* Whoever holds the slip types its code, and not what this till makes of it. */
static void
test_slip (Journal *journal, gconstpointer data)
{
  static const char *const words[] = { "312621", "3126", "SLIP-312621", "slip-3126", "a7b", "A7B" };
  static const char *const others[] = { "12621", "312622", "3126211", "SLIP312621", "-312621" };

  add_slip (journal, "slip-1", "SLIP-312621");
  add_slip (journal, "slip-2", "SLIP-A7B9");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (FielPaymentFilter) filter = fiel_payment_filter_new ();

      g_test_message ("%s", words[i]);
      fiel_payment_filter_add_word (filter, words[i], 0);
      g_assert_cmpuint (check (journal, filter), ==, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (FielPaymentFilter) filter = fiel_payment_filter_new ();

      g_test_message ("%s", others[i]);
      fiel_payment_filter_add_word (filter, others[i], 0);
      g_assert_cmpuint (check (journal, filter), ==, 0);
    }
}

static void
test_everything (Journal *journal, gconstpointer data)
{
  g_autoptr (FielPaymentFilter) filter = fiel_payment_filter_new ();

  g_assert_cmpuint (check (journal, filter), >=, N_ATTEMPTS + 2);
}

static void
test_sets (Journal *journal, gconstpointer data)
{
  g_autoptr (FielPaymentFilter) filter = fiel_payment_filter_new ();
  guint n_to_resolve = 0;
  guint n_unmatched = 0;

  filter->set = FIEL_PAYMENT_SET_TO_RESOLVE;
  n_to_resolve = check (journal, filter);
  filter->set = FIEL_PAYMENT_SET_UNMATCHED;
  n_unmatched = check (journal, filter);
  g_assert_cmpuint (n_to_resolve, >, 5);
  g_assert_cmpuint (n_unmatched, >, n_to_resolve - 1);
}

static void
assert_one (Journal *journal, const char *word, gint64 amount, gboolean indexed, guint n)
{
  g_autoptr (FielPaymentFilter) filter = fiel_payment_filter_new ();
  g_autoptr (FielJournalSearcher) searcher = NULL;
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  FielPaymentSums sums;

  fiel_payment_filter_add_word (filter, word, amount);
  searcher = fiel_journal_searcher_new (filter);
  search (journal, searcher, seqs, &sums);
  g_assert_cmpint (fiel_journal_searcher_uses_index (searcher), ==, indexed);
  g_assert_cmpuint (seqs->len, ==, n);
}

/* Where an index knows too many, the table is walked, and the same is found. */
static void
test_many (void)
{
  const guint n = 24000;
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "journal.db", NULL);
  Journal journal = { NULL };

  fiel_journal_fill_fast (path, n, 100, FIEL_SAMPLE_WALL_US);
  journal.store = fiel_sample_open_fine (path);
  assert_one (&journal, "7", 0, FALSE, n);
  assert_one (&journal, "23456", 0, TRUE, 1);
  assert_one (&journal, "7023456", 0, TRUE, 1);
  assert_one (&journal, "nobody", 0, FALSE, 0);
  fiel_journal_store_close (journal.store);
  fiel_test_remove_dir (folder);
}

/* Returns: how many steps the first of those found took, or the whole search if there are none */
static guint
count_steps (Journal *journal, const FielPaymentFilter *filter, guint n_expected)
{
  g_autoptr (FielJournalSearcher) searcher = fiel_journal_searcher_new (filter);
  gboolean done = FALSE;
  guint n_found = 0;
  guint n_steps = 0;

  for (guint i = 1; !done; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FielJournalFound) found = NULL;

      fiel_journal_searcher_step (searcher, journal->store, &done, &error);
      g_assert_no_error (error);
      found = fiel_journal_searcher_take_found (searcher);
      n_steps = n_found == 0 ? i : n_steps;
      n_found += found->seqs->len;
    }
  g_assert_cmpuint (n_found, ==, n_expected);

  return n_steps;
}

/* As nobody may. */
static void
change_old (Journal *journal, const char *change)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE attempt SET %s WHERE intent_seq <= 18000", change);
  sqlite3 *database = journal->store->database;

  sqlite3_set_authorizer (database, NULL, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* Nobody waits while a million are looked at for a name that none of them has, or only old ones have. */
static void
test_names (void)
{
  const guint n = 13000;
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "journal.db", NULL);
  g_autoptr (FielPaymentFilter) by = fiel_payment_filter_new ();
  g_autoptr (FielPaymentFilter) at = fiel_payment_filter_new ();
  Journal journal = { NULL };

  fiel_journal_fill_fast (path, n, 100, FIEL_SAMPLE_WALL_US);
  fiel_sample_age (path, 3);
  journal.store = fiel_sample_open_fine (path);
  /* Whoever made the first of them made none since. */
  change_old (&journal, "actor = 'Zoë', terminal_name = NULL");
  fiel_payment_filter_set_actor (by, "nobody");
  g_assert_cmpuint (count_steps (&journal, by, 0), ==, 1);
  fiel_payment_filter_set_actor (by, "ZOË");
  g_assert_cmpuint (count_steps (&journal, by, 9000), <=, 4);
  fiel_payment_filter_set_terminal (at, "nowhere");
  g_assert_cmpuint (count_steps (&journal, at, 0), ==, 1);
  fiel_payment_filter_set_terminal (at, "");
  g_assert_cmpuint (count_steps (&journal, at, n), <=, 8);
  fiel_payment_filter_set_terminal (by, "nowhere");
  g_assert_cmpuint (count_steps (&journal, by, 0), ==, 1);
  fiel_journal_store_close (journal.store);
  fiel_test_remove_dir (folder);
}

/* Returns: how many are found, along an index as in the table itself */
static guint
count_along_index (Journal *journal, const FielPaymentFilter *filter)
{
  g_autoptr (FielJournalSearcher) searcher = fiel_journal_searcher_new (filter);
  g_autoptr (FielJournalSearcher) walk = fiel_journal_searcher_new_walk (filter, G_MAXINT64);
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) walked = g_array_new (FALSE, FALSE, sizeof (gint64));
  FielPaymentSums sums = { .n_rows = 0 };
  FielPaymentSums walked_sums = { .n_rows = 0 };

  search (journal, searcher, seqs, &sums);
  search (journal, walk, walked, &walked_sums);
  g_assert_true (fiel_journal_searcher_uses_index (searcher));
  g_assert_false (fiel_journal_searcher_uses_index (walk));
  g_assert_cmpuint (seqs->len, ==, walked->len);
  for (guint i = 0; i < seqs->len; i++)
    g_assert_cmpint (g_array_index (seqs, gint64, i), ==, g_array_index (walked, gint64, i));
  g_assert_cmpint (sums.rows[0].sold.minor, ==, walked_sums.rows[0].sold.minor);
  g_assert_cmpint (sums.rows[0].returned.minor, ==, walked_sums.rows[0].returned.minor);

  return seqs->len;
}

/* Too many to be gathered, too few to be met soon: they are walked where they stand together. */
static void
test_few_among_many (void)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "journal.db", NULL);
  g_autoptr (FielPaymentFilter) declined = fiel_payment_filter_new ();
  g_autoptr (FielPaymentFilter) returned = fiel_payment_filter_new ();
  Journal journal = { NULL };
  guint n = 0;

  fiel_journal_fill_fast (path, 13000, 100, FIEL_SAMPLE_WALL_US);
  journal.store = fiel_sample_open_fine (path);
  change_old (&journal, "outcome = 'declined', approved = 0");

  declined->outcomes = 1u << FIEL_OUTCOME_DECLINED;
  n = count_along_index (&journal, declined);
  g_assert_cmpuint (n, >, 9000);
  fiel_payment_filter_set_terminal (declined, "norte");
  g_assert_cmpuint (count_along_index (&journal, declined), <, n / 2);
  declined->until_wall_us = FIEL_SAMPLE_WALL_US - 10 * G_TIME_SPAN_DAY;
  g_assert_cmpuint (count_along_index (&journal, declined), >, 2000);

  change_old (&journal, "kind = 'void', original = 'any'");
  returned->kinds = 1u << FIEL_ATTEMPT_KIND_VOID;
  g_assert_cmpuint (count_along_index (&journal, returned), ==, 9000);
  fiel_payment_filter_set_actor (returned, "carla");
  n = count_along_index (&journal, returned);
  g_assert_cmpuint (n, >, 1000);
  g_assert_cmpuint (n, <, 9000);
  fiel_journal_store_close (journal.store);
  fiel_test_remove_dir (folder);
}

/* The fast journal is one like any other. */
static void
test_fast_fill (void)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "journal.db", NULL);
  g_autoptr (FielJournalVerifier) verifier = fiel_journal_verifier_new (NULL);
  g_autoptr (FielJournalVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  FielJournalStore *store = NULL;
  gboolean done = FALSE;

  fiel_journal_fill_fast (path, 300, 10, FIEL_SAMPLE_WALL_US);
  store = fiel_sample_open_fine (path);
  while (!done)
    {
      fiel_journal_verifier_step (verifier, store, &done, &error);
      g_assert_no_error (error);
    }
  verdict = fiel_journal_verifier_take_verdict (verifier);
  g_assert_null (verdict->complaint);
  g_assert_cmpint (verdict->n_events, ==, 602);
  fiel_sample_approve (store, "after", 301, 1000);
  fiel_journal_store_close (store);
  fiel_test_remove_dir (folder);
}

static guint
count_walked (Journal *journal, const FielPaymentFilter *filter)
{
  g_autoptr (FielJournalSearcher) walk = fiel_journal_searcher_new_walk (filter, G_MAXINT64);
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  FielPaymentSums sums = { .n_rows = 0 };

  search (journal, walk, seqs, &sums);

  return seqs->len;
}

/* Times of the wall clock that do not rise: the span is found all the same, also where the table is walked. */
static void
test_clock_set_back (void)
{
  const guint n = 21000;
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "journal.db", NULL);
  g_autoptr (FielPaymentFilter) filter = fiel_payment_filter_new ();
  g_autoptr (FielJournalSearcher) searcher = NULL;
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  FielJournalEvent *early = NULL;
  FielPaymentSums sums;
  Journal journal = { NULL };

  fiel_journal_fill_fast (path, n + 500, 500, FIEL_SAMPLE_WALL_US);
  journal.store = fiel_sample_open_fine (path);
  early = fiel_sample_intent ("early", n + 501, 1000, 1000, "front");
  fiel_journal_event_set_time (early, FIEL_SAMPLE_WALL_US - 10 * G_TIME_SPAN_DAY, 0, FIEL_SAMPLE_BOOT_ID);
  append (&journal, early);

  filter->until_wall_us = FIEL_SAMPLE_WALL_US - G_TIME_SPAN_DAY;
  searcher = fiel_journal_searcher_new (filter);
  search (&journal, searcher, seqs, &sums);
  g_assert_false (fiel_journal_searcher_uses_index (searcher));
  g_assert_cmpuint (seqs->len, ==, n + 1);
  g_assert_cmpuint (sums.rows[0].n_open, ==, 1);

  /* A span that has both ends, of more times than are looked at in one step; "early" is within. */
  filter->since_wall_us = FIEL_SAMPLE_WALL_US - 50 * G_TIME_SPAN_DAY;
  g_assert_cmpuint (count_steps (&journal, filter, count_walked (&journal, filter)), <=, 5);

  /* From then until now: the newest do not wait for the oldest. */
  filter->until_wall_us = 0;
  filter->since_wall_us = FIEL_SAMPLE_WALL_US - 9 * 365 * G_TIME_SPAN_DAY;
  g_assert_cmpuint (count_steps (&journal, filter, n + 501), <=, 3);
  fiel_journal_store_close (journal.store);
  fiel_test_remove_dir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/journal/search/everything", Journal, NULL, journal_set_up, test_everything, journal_tear_down);
  g_test_add ("/journal/search/slip", Journal, NULL, journal_set_up, test_slip, journal_tear_down);
  g_test_add ("/journal/search/sets", Journal, NULL, journal_set_up, test_sets, journal_tear_down);
  g_test_add ("/journal/search/random-filters", Journal, NULL, journal_set_up, test_random, journal_tear_down);
  g_test_add_func ("/journal/search/many", test_many);
  g_test_add_func ("/journal/search/names", test_names);
  g_test_add_func ("/journal/search/few-among-many", test_few_among_many);
  g_test_add_func ("/journal/search/fast-fill", test_fast_fill);
  g_test_add_func ("/journal/search/clock-set-back", test_clock_set_back);

  return g_test_run ();
}
