/* fiel-callback-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-callback-desk.h"

#include "fiel-attempt-id.h"

/**
 * FielCallbackDesk:
 *
 *   heard ──► seen before? ──► whose? ──► within bounds? ──► commit ──► the sender knows ──► the attempt is asked about
 *
 * Rules:
 *  - A callback proves nothing (I5): it is written down, and an open attempt is asked about sooner. No word of it is
 *    read but the reference and the id.
 *  - The sender is told 200 only after the commit (I7), also the sender of a copy that comes while the first one is
 *    written.
 *  - The same text about the same attempt is kept once; one that was a reason to ask while the attempt was open is kept
 *    once more if it contradicts how that ended.
 *  - One that names no payment at all may be about any open one: Getnet's documents show bodies without an id.
 *  - About a closed attempt it is late, or a conflict where core's table says so; about anything else it is foreign.
 *    A conflict counts the amount as open, although nobody has proved it: if the callback is true, the customer has
 *    paid, and a ticket that waits for a person costs less than one that is charged twice.
 *  - What came by an address that other tills have as well, and names an attempt in our form that was never written
 *    down here, is about another till's: an intent is durable before its request leaves. It is counted, not kept.
 *  - A test that somebody here has sent is counted, not kept.
 *  - Who floods the address cannot fill the journal: see the bounds in the header.
 */
struct _FielCallbackDesk
{
  GObject parent_instance;

  FielScribe *scribe;           /* owned */
  FielProviderWorker *worker;   /* owned */
  FielAttemptBook *book;        /* owned */
  FielReceptionBook *receptions; /* owned */
  GHashTable *slips;            /* owned, of Slip by its key */
  GQueue kept;                  /* not owned, of Slip that are kept, oldest first: what may be forgotten */
  guint n_strays;               /* since the hour began */
  gint64 hour_began_us;
  guint n_turned_away;          /* since the last stray that was kept */
};

/* One text about one attempt, open or not. */
typedef struct
{
  FielCallbackDesk *desk;           /* owned while it is being written, else NULL */
  char *key;                        /* owned: provider, attempt, whether that was open, and the text's SHA-256 */
  char *provider;                   /* owned: key of the store profile */
  char *attempt_id;                 /* owned, nullable: whom it claims to be about */
  FielAttemptRunner *runner;        /* owned, nullable: of the open attempt, while it is being written */
  FielProviderCallback *callback;   /* owned while it is being written, else NULL */
  GPtrArray *waiting;               /* owned, of FielProviderCallback: who waits for the commit */
  gboolean is_open;                 /* the attempt was, when it came */
  gboolean was_heard_open;          /* the same text is kept from before the attempt was closed */
  FielOutcome outcome;              /* of a closed attempt */
  gboolean is_kept;
} Slip;

#define MAX_REMEMBERED 512
#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (FielCallbackDesk, fiel_callback_desk, G_TYPE_OBJECT)

static void looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void history_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
slip_free (Slip *slip)
{
  g_clear_object (&slip->desk);
  g_clear_object (&slip->runner);
  g_clear_pointer (&slip->callback, fiel_provider_callback_unref);
  g_ptr_array_unref (slip->waiting);
  g_free (slip->key);
  g_free (slip->provider);
  g_free (slip->attempt_id);
  g_free (slip);
}

static void
fiel_callback_desk_finalize (GObject *object)
{
  FielCallbackDesk *self = FIEL_CALLBACK_DESK (object);

  g_queue_clear (&self->kept);
  g_hash_table_unref (self->slips);
  g_object_unref (self->scribe);
  g_object_unref (self->worker);
  g_object_unref (self->book);
  g_object_unref (self->receptions);

  G_OBJECT_CLASS (fiel_callback_desk_parent_class)->finalize (object);
}

static void
fiel_callback_desk_class_init (FielCallbackDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_callback_desk_finalize;
}

static void
fiel_callback_desk_init (FielCallbackDesk *self)
{
  g_queue_init (&self->kept);
  self->slips = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) slip_free);
}

/* Remembering */

static char *
make_key (const char *provider, const char *attempt_id, gboolean is_open, const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%s %s %s %s", provider, attempt_id != NULL ? attempt_id : "", is_open ? "open" : "closed",
                          digest);
}

static gboolean
is_kept (FielCallbackDesk *self, const char *key)
{
  const Slip *slip = g_hash_table_lookup (self->slips, key);

  return slip != NULL && slip->is_kept;
}

/* @key: not known yet */
static Slip *
add_slip (FielCallbackDesk *self, const char *provider, const char *attempt_id, gboolean is_open, const char *key)
{
  Slip *slip = g_new0 (Slip, 1);

  slip->key = g_strdup (key);
  slip->provider = g_strdup (provider);
  slip->attempt_id = g_strdup (attempt_id);
  slip->is_open = is_open;
  slip->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_provider_callback_unref);
  g_hash_table_insert (self->slips, slip->key, slip);

  return slip;
}

static void
keep_slip (FielCallbackDesk *self, Slip *slip)
{
  slip->is_kept = TRUE;
  g_queue_push_tail (&self->kept, slip);
  while (self->kept.length > MAX_REMEMBERED)
    g_hash_table_remove (self->slips, ((Slip *) g_queue_pop_head (&self->kept))->key);
}

/* What is kept of an attempt while it is open is received; afterwards it is late or a conflict. */
static gboolean
is_of_callback (FielJournalEvent *event)
{
  const FielJournalType type = fiel_journal_event_get_type_of_fact (event);

  return (type == FIEL_JOURNAL_TYPE_RECEIVED || type == FIEL_JOURNAL_TYPE_STRAY || type == FIEL_JOURNAL_TYPE_CONFLICT)
         && g_strcmp0 (fiel_journal_event_get (event, FIEL_FIELD_SOURCE),
                       fiel_enum_nick (FIEL_TYPE_EVIDENCE_SOURCE, FIEL_EVIDENCE_SOURCE_CALLBACK)) == 0;
}

void
fiel_callback_desk_remember_event (FielCallbackDesk *self, FielJournalEvent *event)
{
  const gboolean is_open = fiel_journal_event_get_type_of_fact (event) == FIEL_JOURNAL_TYPE_RECEIVED;
  const char *provider = fiel_journal_event_get (event, FIEL_FIELD_PROVIDER);
  const char *text = fiel_journal_event_get (event, FIEL_FIELD_TEXT);
  const char *attempt_id = fiel_journal_event_get_attempt_id (event);
  g_autofree char *key = NULL;

  g_return_if_fail (FIEL_IS_CALLBACK_DESK (self));

  if (!is_of_callback (event) || provider == NULL || text == NULL)
    return;

  key = make_key (provider, attempt_id, is_open, text);
  if (!is_kept (self, key))
    keep_slip (self, add_slip (self, provider, attempt_id, is_open, key));
}

void
fiel_callback_desk_remember (FielCallbackDesk *self, GPtrArray *events)
{
  g_return_if_fail (FIEL_IS_CALLBACK_DESK (self));
  g_return_if_fail (events != NULL);

  for (guint i = 0; i < events->len; i++)
    fiel_callback_desk_remember_event (self, g_ptr_array_index (events, i));
}

/* Bounds */

static guint
count_of_attempt (FielCallbackDesk *self, const char *attempt_id, gboolean is_open)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->slips);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Slip *slip = value;

      n += slip->is_open == is_open && g_strcmp0 (slip->attempt_id, attempt_id) == 0;
    }

  return n;
}

static gboolean
admits_stray (FielCallbackDesk *self)
{
  gint64 now_us = fiel_clock_get_boot_us (fiel_scribe_get_clock (self->scribe));

  if (self->n_strays == 0 || now_us - self->hour_began_us >= HOUR_US)
    {
      self->hour_began_us = now_us;
      self->n_strays = 0;
    }
  if (self->n_strays == FIEL_CALLBACK_DESK_MAX_STRAYS)
    return FALSE;

  self->n_strays++;

  return TRUE;
}

static void
note_turned_away (FielCallbackDesk *self, const char *provider)
{
  fiel_reception_note_turned_away (fiel_reception_book_find (self->receptions, provider));
  if (self->n_turned_away++ == 0)
    g_message ("More callbacks than one provider has reason to send: the others are turned away");
}

/* Who came */

static void
note_call (FielCallbackDesk *self, const char *provider, FielReceptionCall call)
{
  fiel_reception_note_call (fiel_reception_book_find (self->receptions, provider), call,
                            fiel_clock_get_wall_us (fiel_scribe_get_clock (self->scribe)));
}

/* Writing down */

static FielJournalEvent *
make_fact (Slip *slip, FielJournalType type)
{
  FielCallbackDesk *self = slip->desk;
  FielJournalEvent *fact = fiel_scribe_new_event (self->scribe, type, slip->attempt_id, "engine");

  fiel_journal_event_set (fact, FIEL_FIELD_SOURCE,
                          fiel_enum_nick (FIEL_TYPE_EVIDENCE_SOURCE, FIEL_EVIDENCE_SOURCE_CALLBACK));
  fiel_journal_event_set (fact, FIEL_FIELD_PROVIDER, slip->provider);
  fiel_journal_event_set (fact, FIEL_FIELD_TEXT, fiel_provider_callback_get_text (slip->callback));

  return fact;
}

/* @fact: (transfer full) */
static void
write_fact (Slip *slip, FielJournalEvent *fact)
{
  g_autoptr (FielJournalEvent) owned = fact;

  fiel_scribe_write_async (slip->desk->scribe, owned, FIEL_JOURNAL_DURABLE, written_cb, slip);
}

/* What belongs to no attempt calls for a person, unless it says nothing at all. */
static FielJournalType
find_type (Slip *slip, gboolean is_conflict)
{
  if (is_conflict)
    return FIEL_JOURNAL_TYPE_CONFLICT;

  return slip->attempt_id == NULL && fiel_provider_callback_is_empty (slip->callback) ? FIEL_JOURNAL_TYPE_RECEIVED
                                                                                   : FIEL_JOURNAL_TYPE_STRAY;
}

static void
settle (FielCallbackDesk *self, Slip *slip, FielCallbackFate fate)
{
  for (guint i = 0; i < slip->waiting->len; i++)
    fiel_provider_worker_settle (self->worker, slip->provider, g_ptr_array_index (slip->waiting, i), fate);
  g_ptr_array_set_size (slip->waiting, 0);
}

/* Nothing of it stays. */
static void
drop_slip (Slip *slip, FielCallbackFate fate)
{
  g_autoptr (FielCallbackDesk) self = g_steal_pointer (&slip->desk);

  settle (self, slip, fate);
  g_hash_table_remove (self->slips, slip->key);
}

static void
turn_away (Slip *slip)
{
  note_turned_away (slip->desk, slip->provider);
  drop_slip (slip, FIEL_CALLBACK_FATE_TURNED_AWAY);
}

static void
end_slip (Slip *slip, const GError *error)
{
  g_autoptr (FielCallbackDesk) self = NULL;
  g_autoptr (FielAttemptRunner) runner = g_steal_pointer (&slip->runner);
  gboolean names_nobody = fiel_provider_callback_get_reference (slip->callback) == NULL
                          && fiel_provider_callback_get_provider_id (slip->callback) == NULL;

  if (error != NULL)
    {
      g_info ("A callback could not be kept: %s", error->message);
      drop_slip (slip, FIEL_CALLBACK_FATE_FAILED);
      return;
    }

  self = g_steal_pointer (&slip->desk);
  settle (self, slip, FIEL_CALLBACK_FATE_KEPT);
  g_clear_pointer (&slip->callback, fiel_provider_callback_unref);
  keep_slip (self, slip);
  if (runner != NULL)
    fiel_attempt_runner_hear_callback (runner);
  else if (names_nobody)
    fiel_attempt_book_hear_callback (self->book, slip->provider);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    end_slip (user_data, NULL);
  else
    end_slip (user_data, error);
}

/* @kind: FOREIGN is about no attempt */
static void
write_stray (Slip *slip, FielStrayKind kind)
{
  FielCallbackDesk *self = slip->desk;
  FielJournalEvent *fact = NULL;
  gboolean is_conflict;

  if (kind == FIEL_STRAY_FOREIGN)
    g_clear_pointer (&slip->attempt_id, g_free);
  is_conflict = kind == FIEL_STRAY_CONFLICT;
  fact = make_fact (slip, find_type (slip, is_conflict));
  fiel_journal_event_set (fact, FIEL_FIELD_EVENT,
                          fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, FIEL_ATTEMPT_EVENT_CALLBACK));
  if (is_conflict)
    fiel_journal_event_set_int (fact, FIEL_FIELD_CONFLICT, 1);
  if (self->n_turned_away > 0)
    {
      g_autofree char *detail = g_strdup_printf ("%u more were turned away before it", self->n_turned_away);

      fiel_journal_event_set (fact, FIEL_FIELD_DETAIL, detail);
      self->n_turned_away = 0;
    }
  write_fact (slip, fact);
}

/* Whose it is */

static void
write_foreign (Slip *slip)
{
  if (admits_stray (slip->desk))
    write_stray (slip, FIEL_STRAY_FOREIGN);
  else
    turn_away (slip);
}

/* No runner leads it, so it is closed or was never ours; what it became stands in the journal, today's or not. */
static void
look_up (Slip *slip)
{
  const FielAttemptFilter filter = { .attempt_id = slip->attempt_id, .limit = 1 };

  if (slip->attempt_id != NULL)
    fiel_journal_list_attempts_async (fiel_scribe_get_journal (slip->desk->scribe), &filter, looked_up_cb, slip);
  else
    write_foreign (slip);
}

static void
take_unknown (Slip *slip)
{
  if (!fiel_provider_callback_is_shared (slip->callback))
    {
      note_call (slip->desk, slip->provider, FIEL_RECEPTION_CALL_HEARD);
      write_foreign (slip);
      return;
    }

  note_call (slip->desk, slip->provider, FIEL_RECEPTION_CALL_OTHERS);
  drop_slip (slip, FIEL_CALLBACK_FATE_KEPT);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Slip *slip = user_data;
  const FielAttemptRecord *record = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (records == NULL)
    {
      fiel_scribe_notice_trouble (slip->desk->scribe, error);
      end_slip (slip, error);
      return;
    }
  if (records->len == 0)
    {
      take_unknown (slip);
      return;
    }

  record = g_ptr_array_index (records, 0);
  note_call (slip->desk, slip->provider, FIEL_RECEPTION_CALL_HEARD);
  if (!g_str_equal (record->provider, slip->provider) || record->state != FIEL_ATTEMPT_STATE_CLOSED)
    {
      write_foreign (slip);
      return;
    }

  slip->outcome = record->outcome;
  fiel_journal_list_events_async (FIEL_JOURNAL (source), slip->attempt_id, 0, 0, history_cb, slip);
}

/* What an earlier run has kept of a closed attempt is known again here, however long ago. */
static guint
read_history (Slip *slip, GPtrArray *events, gboolean *is_copy)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);
      const gboolean is_open = fiel_journal_event_get_type_of_fact (event) == FIEL_JOURNAL_TYPE_RECEIVED;
      const gboolean is_same = is_of_callback (event)
                               && g_strcmp0 (fiel_journal_event_get (event, FIEL_FIELD_TEXT),
                                             fiel_provider_callback_get_text (slip->callback)) == 0;

      if (is_same && is_open)
        slip->was_heard_open = TRUE;
      else if (is_same)
        *is_copy = TRUE;
      n += is_of_callback (event) && !is_open;
    }

  return n;
}

static void
history_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Slip *slip = user_data;
  FielStrayKind kind = fiel_attempt_table_judge_stray (FIEL_ATTEMPT_STATE_CLOSED, slip->outcome,
                                                       FIEL_ATTEMPT_EVENT_CALLBACK);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_copy = FALSE;
  guint n = 0;

  events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);
  if (events == NULL)
    {
      fiel_scribe_notice_trouble (slip->desk->scribe, error);
      end_slip (slip, error);
      return;
    }

  n = MAX (read_history (slip, events, &is_copy), count_of_attempt (slip->desk, slip->attempt_id, FALSE) - 1);
  if (is_copy || (kind == FIEL_STRAY_LATE && slip->was_heard_open))
    end_slip (slip, NULL);
  else if (slip->was_heard_open || n < FIEL_CALLBACK_DESK_MAX_PER_ATTEMPT)
    write_stray (slip, kind);
  else
    turn_away (slip);
}

static const char *
find_attempt_id (FielAttemptRunner *runner, FielProviderCallback *callback)
{
  const char *reference = fiel_provider_callback_get_reference (callback);

  if (runner != NULL)
    return fiel_attempt_get_id (fiel_attempt_runner_get_attempt (runner));

  return reference != NULL && fiel_attempt_id_is_valid (reference) ? reference : NULL;
}

static gboolean
is_open (FielAttemptRunner *runner)
{
  return fiel_attempt_get_state (fiel_attempt_runner_get_attempt (runner)) != FIEL_ATTEMPT_STATE_CLOSED;
}

static Slip *
begin_slip (FielCallbackDesk *self, const char *provider, const char *attempt_id, gboolean open, const char *key,
            FielProviderCallback *callback)
{
  Slip *slip = add_slip (self, provider, attempt_id, open, key);

  slip->desk = g_object_ref (self);
  slip->callback = fiel_provider_callback_ref (callback);
  g_ptr_array_add (slip->waiting, fiel_provider_callback_ref (callback));

  return slip;
}

static void
take (FielCallbackDesk *self, const char *provider, FielProviderCallback *callback)
{
  FielAttemptRunner *runner = fiel_attempt_book_find_called (self->book, provider,
                                                             fiel_provider_callback_get_reference (callback),
                                                             fiel_provider_callback_get_provider_id (callback));
  const gboolean open = runner != NULL && is_open (runner);
  const char *attempt_id = find_attempt_id (runner, callback);
  g_autofree char *key = make_key (provider, attempt_id, open, fiel_provider_callback_get_text (callback));
  Slip *slip = g_hash_table_lookup (self->slips, key);

  if (open || attempt_id == NULL || (slip != NULL && slip->is_kept))
    note_call (self, provider, FIEL_RECEPTION_CALL_HEARD);
  if (slip != NULL)
    {
      g_ptr_array_add (slip->waiting, fiel_provider_callback_ref (callback));
      if (slip->is_kept)
        settle (self, slip, FIEL_CALLBACK_FATE_KEPT);
      return;
    }

  if (open && count_of_attempt (self, attempt_id, TRUE) >= FIEL_CALLBACK_DESK_MAX_PER_ATTEMPT)
    {
      note_turned_away (self, provider);
      fiel_provider_worker_settle (self->worker, provider, callback, FIEL_CALLBACK_FATE_TURNED_AWAY);
      return;
    }

  slip = begin_slip (self, provider, attempt_id, open, key, callback);
  g_set_object (&slip->runner, runner);
  if (open)
    write_fact (slip, make_fact (slip, FIEL_JOURNAL_TYPE_RECEIVED));
  else
    look_up (slip);
}

static void
take_test (FielCallbackDesk *self, const char *provider, FielProviderCallback *callback)
{
  note_call (self, provider, FIEL_RECEPTION_CALL_TEST);
  fiel_provider_worker_settle (self->worker, provider, callback, FIEL_CALLBACK_FATE_KEPT);
}

static gboolean
heard_cb (FielCallbackDesk *self, const char *provider, FielProviderCallback *callback)
{
  if (fiel_provider_callback_is_test (callback))
    take_test (self, provider, callback);
  else
    take (self, provider, callback);

  return TRUE;
}

FielCallbackDesk *
fiel_callback_desk_new (FielScribe *scribe, FielProviderWorker *worker, FielAttemptBook *book,
                        FielReceptionBook *receptions)
{
  FielCallbackDesk *self = NULL;

  g_return_val_if_fail (FIEL_IS_SCRIBE (scribe), NULL);
  g_return_val_if_fail (FIEL_IS_PROVIDER_WORKER (worker), NULL);
  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (book), NULL);
  g_return_val_if_fail (FIEL_IS_RECEPTION_BOOK (receptions), NULL);

  self = g_object_new (FIEL_TYPE_CALLBACK_DESK, NULL);
  self->scribe = g_object_ref (scribe);
  self->worker = g_object_ref (worker);
  self->book = g_object_ref (book);
  self->receptions = g_object_ref (receptions);
  g_signal_connect_object (worker, "heard", G_CALLBACK (heard_cb), self, G_CONNECT_SWAPPED);

  return self;
}
