/* fiel-payment-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-list.h"

#include "fiel-journal-find.h"
#include "fiel-payment-pages.h"
#include "fiel-payment-places.h"
#include "fiel-payment-private.h"

/* FielPaymentList: what a search found, for a list of any length. The search gives places
 * (fiel-payment-places.c), the rows in sight ask for their lines, which are read by the page and kept for a while
 * (fiel-payment-pages.c). Nobody waits: a row is there at once and filled later.
 *
 * Whatever is recorded meanwhile is read back and held against the filter, so that the list is as the journal is. While
 * a search runs such changes wait: only at its end it is certain what it saw. */

/* More questions to the journal than this do not make a list faster. */
#define READS_MAX 2

/* As many rows as a list keeps widgets for, and how long it waits for them. Fewer would make it throw widgets away that
 * it needs again a moment later. */
#define ROWS_AT_ONCE 200
#define HOLD_MS 50

/* The first rows come with their lines: filled later, they would be laid out twice, and what people wait for would
 * stand behind that. */
typedef enum
{
  FIRST_PAGE_NOT_ASKED,
  FIRST_PAGE_ASKED,
  FIRST_PAGE_THERE,
} FirstPage;

struct _FielPaymentList
{
  GObject parent_instance;

  FielJournal *journal;         /* owned */
  FielPaymentFilter *filter;    /* owned, nullable: nothing is shown */
  GCancellable *cancellable;    /* owned, nullable: of the search and its reads */
  FielPaymentPlaces *places;    /* owned */
  FielPaymentPages *pages;      /* owned */
  FielPaymentSums sums;
  GHashTable *open;             /* owned, of FielMoney by gint64: payments without a result that are in the sums */
  guint n_shown;                /* rows that were announced */
  gboolean stale;               /* they are those of the search before: the next ones take their place at once */
  gint64 first_news;            /* the first record that came in since the search began */
  gboolean searching;
  gboolean search_over;         /* everything was looked at; what is left to do is to announce it */
  FirstPage first_page;
  guint hold_id;                /* timeout source: what is found waits for more */
  char *trouble;                /* owned, nullable */
  GPtrArray *waiting;           /* owned, of FielJournalEntry: changes that wait for the end of the search */
  GPtrArray *rows;              /* owned, of Row: those that somebody holds, the one asked for last at the end */
  GPtrArray *reads;             /* owned, of Read: under way */
};

/* A row that somebody holds. */
typedef struct
{
  guint place;
  FielPayment *payment; /* not owned: a weak reference tells of its end */
} Row;

/* A page on its way. */
typedef struct
{
  FielPaymentList *list;      /* owned */
  GCancellable *cancellable;  /* owned: the search it belongs to */
  guint first;
  guint n;
  gboolean stale;             /* a line came in or left in the middle of it */
} Read;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielPaymentList, fiel_payment_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void read_rows (FielPaymentList *self);
static void begin_search (FielPaymentList *self);
static void announce (FielPaymentList *self, gboolean all);
static void try_end_search (FielPaymentList *self);

static void
read_free (gpointer data)
{
  Read *read = data;

  g_object_unref (read->list);
  g_object_unref (read->cancellable);
  g_free (read);
}

static void
set_trouble (FielPaymentList *self, const char *sentence)
{
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
}

/* -- Rows -- */

static void
payment_gone_cb (gpointer user_data, GObject *payment)
{
  FielPaymentList *self = FIEL_PAYMENT_LIST (user_data);

  for (guint i = self->rows->len; i > 0; i--)
    {
      Row *row = g_ptr_array_index (self->rows, i - 1);

      if ((GObject *) row->payment != payment)
        continue;
      row->payment = NULL;
      g_ptr_array_remove_index (self->rows, i - 1);
      return;
    }
}

static void
forget_rows (FielPaymentList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    g_object_weak_unref (G_OBJECT (((Row *) g_ptr_array_index (self->rows, i))->payment), payment_gone_cb, self);
  g_ptr_array_set_size (self->rows, 0);
}

static Row *
find_row (FielPaymentList *self, guint place)
{
  for (guint i = self->rows->len; i > 0; i--)
    if (((Row *) g_ptr_array_index (self->rows, i - 1))->place == place)
      return g_ptr_array_index (self->rows, i - 1);

  return NULL;
}

static GType
get_item_type (GListModel *model)
{
  return FIEL_TYPE_PAYMENT;
}

static guint
get_n_items (GListModel *model)
{
  return FIEL_PAYMENT_LIST (model)->n_shown;
}

static gpointer
get_item (GListModel *model, guint position)
{
  FielPaymentList *self = FIEL_PAYMENT_LIST (model);
  FielPayment *payment = NULL;
  Row *row = NULL;

  if (position >= self->n_shown)
    return NULL;
  if (self->stale)
    return fiel_payment_new (NULL);
  row = find_row (self, position);
  if (row != NULL)
    return g_object_ref (row->payment);

  payment = fiel_payment_new (fiel_payment_pages_find (self->pages, position));
  row = g_new0 (Row, 1);
  row->place = position;
  row->payment = payment;
  g_object_weak_ref (G_OBJECT (payment), payment_gone_cb, self);
  g_ptr_array_add (self->rows, row);
  if (!fiel_payment_get_loaded (payment))
    read_rows (self);

  return payment;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* -- Reading pages -- */

static gboolean
is_being_read (FielPaymentList *self, guint place)
{
  for (guint i = 0; i < self->reads->len; i++)
    {
      const Read *read = g_ptr_array_index (self->reads, i);

      if (place >= read->first && place - read->first < read->n)
        return TRUE;
    }

  return FALSE;
}

static void
fill_rows (FielPaymentList *self, guint first, GPtrArray *entries)
{
  g_autoptr (GPtrArray) filled = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (row->place >= first && row->place - first < entries->len)
        g_ptr_array_add (filled, g_object_ref (row->payment));
    }
  /* Whoever hears of it may let rows go. */
  for (guint i = 0; i < filled->len; i++)
    {
      FielPayment *payment = g_ptr_array_index (filled, i);
      guint place = 0;

      for (guint j = 0; j < self->rows->len; j++)
        if (((Row *) g_ptr_array_index (self->rows, j))->payment == payment)
          place = ((Row *) g_ptr_array_index (self->rows, j))->place;
      if (place >= first && place - first < entries->len)
        fiel_payment_set_entry (payment, g_ptr_array_index (entries, place - first));
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Read *read = user_data;
  g_autoptr (FielPaymentList) self = g_object_ref (read->list);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const gboolean current = read->cancellable == self->cancellable;
  const gboolean stale = read->stale;
  const guint first = read->first;

  entries = fiel_journal_list_entries_finish (FIEL_JOURNAL (source), result, &error);
  if (!g_ptr_array_remove (self->reads, read))
    read_free (read);
  if (!current)
    return;

  self->first_page = FIRST_PAGE_THERE;
  if (entries == NULL)
    {
      set_trouble (self, error->message);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else if (!stale)
    {
      fiel_payment_pages_add (self->pages, first, entries);
      fill_rows (self, first, entries);
    }
  read_rows (self);
  if (self->searching)
    announce (self, FALSE);
  try_end_search (self);
}

static void
begin_read (FielPaymentList *self, guint place)
{
  Read *read = g_new0 (Read, 1);
  g_autoptr (GArray) seqs = NULL;
  gint64 anchor = 0;
  guint n_skipped = 0;

  read->list = g_object_ref (self);
  read->cancellable = g_object_ref (self->cancellable);
  read->first = place - place % FIEL_PAYMENT_PAGE_SIZE;
  read->n = FIEL_PAYMENT_PAGE_SIZE;
  seqs = fiel_payment_places_look_up (self->places, read->first, &read->n, &anchor, &n_skipped);
  if (place - read->first >= read->n)
    {
      /* The page is cut where the fresh ones end, and this one is behind. */
      read->first += read->n;
      read->n = FIEL_PAYMENT_PAGE_SIZE;
      g_clear_pointer (&seqs, g_array_unref);
      seqs = fiel_payment_places_look_up (self->places, read->first, &read->n, &anchor, &n_skipped);
    }

  g_ptr_array_add (self->reads, read);
  if (seqs != NULL)
    fiel_journal_list_entries_async (self->journal, (const gint64 *) (gpointer) seqs->data, seqs->len,
                                     self->cancellable, read_cb, read);
  else
    fiel_journal_list_passing_async (self->journal, self->filter, anchor, n_skipped, read->n, self->cancellable,
                                     read_cb, read);
}

/* What was asked for last is what people look at: whoever scrolls fast passes the others by. */
static void
read_rows (FielPaymentList *self)
{
  for (guint i = self->rows->len; i > 0 && self->reads->len < READS_MAX && self->trouble == NULL; i--)
    {
      const Row *row = g_ptr_array_index (self->rows, i - 1);

      if (!fiel_payment_get_loaded (row->payment) && !is_being_read (self, row->place))
        begin_read (self, row->place);
    }
}

/* -- Changes -- */

static void
move_places (FielPaymentList *self, guint place, gboolean inserted)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->place >= place)
        row->place = inserted ? row->place + 1 : row->place - 1;
    }
  for (guint i = 0; i < self->reads->len; i++)
    {
      Read *read = g_ptr_array_index (self->reads, i);

      if (inserted ? place <= read->first : place < read->first)
        read->first = inserted ? read->first + 1 : read->first - 1;
      else if (place - read->first < read->n)
        read->stale = TRUE;
    }
}

static void
insert (FielPaymentList *self, guint place, FielJournalEntry *entry)
{
  fiel_payment_places_insert (self->places, place, entry->seq);
  fiel_payment_pages_insert (self->pages, place, entry);
  move_places (self, place, TRUE);
  self->n_shown++;
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

static void
forget_row (FielPaymentList *self, guint place)
{
  Row *row = find_row (self, place);

  if (row == NULL)
    return;
  g_object_weak_unref (G_OBJECT (row->payment), payment_gone_cb, self);
  g_ptr_array_remove (self->rows, row);
}

static void
take_out (FielPaymentList *self, guint place)
{
  fiel_payment_places_remove (self->places, place);
  fiel_payment_pages_remove (self->pages, place);
  forget_row (self, place);
  move_places (self, place, FALSE);
  self->n_shown--;
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

static void
replace (FielPaymentList *self, FielJournalEntry *entry)
{
  fiel_payment_pages_replace (self->pages, entry);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (fiel_payment_get_seq (row->payment) != entry->seq)
        continue;
      fiel_payment_set_entry (row->payment, entry);
      return;
    }
}

static void
count (FielPaymentList *self, const FielPaymentFacts *facts)
{
  fiel_payment_sums_add (&self->sums, facts);
  if (!facts->stray && facts->state != FIEL_ATTEMPT_STATE_CLOSED)
    g_hash_table_insert (self->open, g_memdup2 (&facts->seq, sizeof facts->seq),
                         g_memdup2 (&facts->amount, sizeof facts->amount));
}

/* What it counted for: what is closed counts for the same for ever. */
static void
uncount (FielPaymentList *self, const FielPaymentFacts *facts)
{
  const FielMoney *open = g_hash_table_lookup (self->open, &facts->seq);
  FielPaymentFacts before = *facts;

  if (open != NULL)
    before.state = FIEL_ATTEMPT_STATE_UNKNOWN;
  fiel_payment_sums_remove (&self->sums, &before);
  g_hash_table_remove (self->open, &facts->seq);
}

/* Where only every so many places are known, a line that was found is still there unless it came to its end
 * since. */
static gboolean
was_found (FielPaymentList *self, const FielJournalEntry *entry, const FielPaymentFacts *facts)
{
  return g_hash_table_contains (self->open, &facts->seq) || entry->attempt == NULL
         || (facts->state == FIEL_ATTEMPT_STATE_CLOSED && entry->attempt->closed_seq < self->first_news);
}

static void
apply (FielPaymentList *self, FielJournalEntry *entry)
{
  FielPaymentFacts facts;
  gboolean matches = FALSE;
  gboolean there = FALSE;
  guint place = 0;

  fiel_journal_entry_get_facts (entry, &facts);
  matches = fiel_payment_filter_matches (self->filter, &facts);
  if (fiel_payment_places_is_exact (self->places, facts.seq))
    there = fiel_payment_places_find (self->places, facts.seq, &place);
  else if (was_found (self, entry, &facts) == matches)
    there = matches;
  else
    {
      begin_search (self);
      return;
    }

  if (there)
    uncount (self, &facts);
  if (matches)
    count (self, &facts);
  if (matches && there)
    replace (self, entry);
  else if (matches)
    insert (self, place, entry);
  else if (there)
    take_out (self, place);
}

static void
news_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielPaymentList) self = FIEL_PAYMENT_LIST (user_data);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  entries = fiel_journal_list_entries_finish (FIEL_JOURNAL (source), result, &error);
  if (entries == NULL || self->filter == NULL)
    return;

  for (guint i = 0; i < entries->len; i++)
    {
      FielJournalEntry *entry = g_ptr_array_index (entries, i);

      if (self->searching)
        g_ptr_array_add (self->waiting, fiel_journal_entry_ref (entry));
      else
        apply (self, entry);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
appended_cb (FielPaymentList *self, GPtrArray *events)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->filter == NULL)
    return;

  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      const gint64 seq = fiel_journal_event_get_seq (event);
      gint64 seen = 0;

      self->first_news = MIN (self->first_news, seq);
      g_array_append_val (seqs, seq);
      if (fiel_journal_event_get_int (event, FIEL_FIELD_SEEN, &seen))
        g_array_append_val (seqs, seen);
    }
  fiel_journal_list_entries_about_async (self->journal, (const gint64 *) (gpointer) seqs->data, seqs->len, NULL,
                                         news_read_cb, g_object_ref (self));
}

/* -- Searching -- */

static gboolean
waits_for_first_page (FielPaymentList *self)
{
  if ((!self->stale && self->n_shown > 0) || self->trouble != NULL || fiel_payment_places_get_n (self->places) == 0)
    return FALSE;

  if (self->first_page == FIRST_PAGE_NOT_ASKED)
    {
      self->first_page = FIRST_PAGE_ASKED;
      begin_read (self, 0);
    }

  return self->first_page != FIRST_PAGE_THERE;
}

/* Rows are announced when there are twice as many, so that a long search costs a list little. The first ones take the
 * place of those of the search before in one go: a list that was empty in between would make every widget anew. */
static void
announce (FielPaymentList *self, gboolean all)
{
  const guint n = fiel_payment_places_get_n (self->places);
  const guint n_before = self->n_shown;

  if ((self->stale && self->hold_id != 0 && n < ROWS_AT_ONCE && !all) || waits_for_first_page (self))
    return;
  if (self->stale && (n > 0 || all))
    {
      self->stale = FALSE;
      self->n_shown = n;
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, n);
      return;
    }
  if (n == n_before || (!all && n_before > 0 && n / 2 < n_before))
    return;

  self->n_shown = n;
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n - n_before);
}

static gboolean
hold_over_cb (gpointer user_data)
{
  FielPaymentList *self = FIEL_PAYMENT_LIST (user_data);

  self->hold_id = 0;
  announce (self, FALSE);

  return G_SOURCE_REMOVE;
}

typedef struct
{
  FielPaymentList *list;      /* owned */
  GCancellable *cancellable;  /* owned */
} Search;

static void
search_free (Search *search)
{
  g_object_unref (search->list);
  g_object_unref (search->cancellable);
  g_free (search);
}

static void
found_cb (const FielJournalFound *found, gpointer user_data)
{
  const Search *search = user_data;
  FielPaymentList *self = search->list;

  if (search->cancellable != self->cancellable)
    return;

  for (guint i = 0; i < found->seqs->len; i++)
    fiel_payment_places_append (self->places, g_array_index (found->seqs, gint64, i));
  for (guint i = 0; i < found->open->len; i++)
    {
      const FielJournalOpen *open = &g_array_index (found->open, FielJournalOpen, i);

      g_hash_table_insert (self->open, g_memdup2 (&open->seq, sizeof open->seq),
                           g_memdup2 (&open->amount, sizeof open->amount));
    }
  self->sums = found->sums;
  announce (self, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
apply_waiting (FielPaymentList *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_entry_unref);
  for (guint i = 0; i < waiting->len && !self->searching; i++)
    apply (self, g_ptr_array_index (waiting, i));
}

static void
try_end_search (FielPaymentList *self)
{
  if (!self->searching || !self->search_over || waits_for_first_page (self))
    return;

  self->searching = FALSE;
  announce (self, TRUE);
  if (self->trouble == NULL)
    apply_waiting (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (FielPaymentList) self = g_object_ref (search->list);
  g_autoptr (GError) error = NULL;
  const gboolean current = search->cancellable == self->cancellable;
  const gboolean fine = fiel_journal_search_finish (FIEL_JOURNAL (source), result, &error);

  search_free (search);
  if (!current)
    return;

  if (!fine)
    set_trouble (self, error->message);
  self->search_over = TRUE;
  try_end_search (self);
}

static void
clear (FielPaymentList *self)
{
  /* They come back by themselves. */
  while (self->reads->len > 0)
    g_ptr_array_steal_index_fast (self->reads, 0);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_rows (self);
  fiel_payment_pages_clear (self->pages);
  g_clear_pointer (&self->places, fiel_payment_places_free);
  self->places = fiel_payment_places_new (self->filter != NULL && self->filter->set != FIEL_PAYMENT_SET_ALL);
  g_hash_table_remove_all (self->open);
  g_ptr_array_set_size (self->waiting, 0);
  self->sums = (FielPaymentSums){ .n_rows = 0 };
  self->first_news = G_MAXINT64;
  self->searching = FALSE;
  self->search_over = FALSE;
  self->first_page = FIRST_PAGE_NOT_ASKED;
  g_clear_handle_id (&self->hold_id, g_source_remove);
  set_trouble (self, NULL);
  self->stale = self->n_shown > 0;
}

static void
begin_search (FielPaymentList *self)
{
  Search *search = NULL;

  clear (self);
  if (self->filter != NULL)
    {
      self->cancellable = g_cancellable_new ();
      self->searching = TRUE;
      if (self->stale)
        self->hold_id = g_timeout_add (HOLD_MS, hold_over_cb, self);
      search = g_new0 (Search, 1);
      search->list = g_object_ref (self);
      search->cancellable = g_object_ref (self->cancellable);
      fiel_journal_search_async (self->journal, self->filter, found_cb, search, self->cancellable, searched_cb,
                                 search);
    }
  else
    announce (self, TRUE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fiel_payment_list_dispose (GObject *object)
{
  FielPaymentList *self = FIEL_PAYMENT_LIST (object);

  g_clear_handle_id (&self->hold_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_rows (self);

  G_OBJECT_CLASS (fiel_payment_list_parent_class)->dispose (object);
}

static void
fiel_payment_list_finalize (GObject *object)
{
  FielPaymentList *self = FIEL_PAYMENT_LIST (object);

  g_clear_pointer (&self->filter, fiel_payment_filter_free);
  fiel_payment_places_free (self->places);
  fiel_payment_pages_free (self->pages);
  g_hash_table_unref (self->open);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->reads);
  g_free (self->trouble);
  g_object_unref (self->journal);

  G_OBJECT_CLASS (fiel_payment_list_parent_class)->finalize (object);
}

static void
fiel_payment_list_class_init (FielPaymentListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_payment_list_dispose;
  object_class->finalize = fiel_payment_list_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
fiel_payment_list_init (FielPaymentList *self)
{
  self->places = fiel_payment_places_new (FALSE);
  self->pages = fiel_payment_pages_new ();
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_entry_unref);
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->reads = g_ptr_array_new_with_free_func (read_free);
  self->first_news = G_MAXINT64;
}

FielPaymentList *
fiel_payment_list_new (FielJournal *journal)
{
  FielPaymentList *self = NULL;

  g_return_val_if_fail (FIEL_IS_JOURNAL (journal), NULL);

  self = g_object_new (FIEL_TYPE_PAYMENT_LIST, NULL);
  self->journal = g_object_ref (journal);
  g_signal_connect_object (journal, "appended", G_CALLBACK (appended_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
fiel_payment_list_set_filter (FielPaymentList *self, const FielPaymentFilter *filter)
{
  g_return_if_fail (FIEL_IS_PAYMENT_LIST (self));

  g_clear_pointer (&self->filter, fiel_payment_filter_free);
  self->filter = filter != NULL ? fiel_payment_filter_copy (filter) : NULL;
  begin_search (self);
}

gboolean
fiel_payment_list_get_searching (FielPaymentList *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT_LIST (self), FALSE);

  return self->searching;
}

const FielPaymentSums *
fiel_payment_list_get_sums (FielPaymentList *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT_LIST (self), NULL);

  return &self->sums;
}

const char *
fiel_payment_list_get_trouble (FielPaymentList *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT_LIST (self), NULL);

  return self->trouble;
}
