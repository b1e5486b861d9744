/* sim-shadow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-shadow.h"

#include "fiel-attempt-table.h"
#include "fiel-evidence.h"
#include "sim-checker.h"

#include <string.h>

typedef struct
{
  gint64 seq;
  gboolean is_answer;
} SimText;

struct _SimShadow
{
  GPtrArray *payments;        /* owned, of SimPayment */
  GHashTable *by_id;          /* owned, of SimPayment by id */
  GHashTable *texts;          /* owned, of SimText by text */
  GPtrArray *hashes;          /* owned, of char*: by sequence number, from 1 on */
  gint64 durable_seq;
  gint64 kept_seq;            /* what must be there when the journal is opened again; -1: it is open */
};

static void
payment_free (gpointer data)
{
  SimPayment *payment = data;

  g_free (payment->id);
  g_free (payment->original);
  g_free (payment->reference);
  g_free (payment->terminal);
  g_free (payment->body_sha256);
  g_free (payment->provider_id);
  g_free (payment->intent_boot_id);
  g_free (payment);
}

SimShadow *
sim_shadow_new (void)
{
  SimShadow *self = g_new0 (SimShadow, 1);

  self->payments = g_ptr_array_new_with_free_func (payment_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->hashes = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
sim_shadow_free (SimShadow *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->texts);
  g_ptr_array_unref (self->payments);
  g_ptr_array_unref (self->hashes);
  g_free (self);
}

gboolean
sim_shadow_is_durable (SimShadow *self, gint64 seq)
{
  return seq > 0 && seq <= self->durable_seq;
}

SimPayment *
sim_shadow_find (SimShadow *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

GPtrArray *
sim_shadow_get_payments (SimShadow *self)
{
  return self->payments;
}

gint64
sim_shadow_find_text (SimShadow *self, const char *text)
{
  const SimText *found = g_hash_table_lookup (self->texts, text);

  return found != NULL ? found->seq : 0;
}

gboolean
sim_shadow_find_answer (SimShadow *self, const char *text)
{
  const SimText *found = g_hash_table_lookup (self->texts, text);

  return found != NULL && found->is_answer;
}

static int
parse (FielJournalEvent *event, const char *field, GType type, int fallback)
{
  int value = fallback;
  const char *text = fiel_journal_event_get (event, field);

  if (text != NULL)
    fiel_enum_parse (type, text, &value);

  return value;
}

static void
read_intent (SimShadow *self, FielJournalEvent *event)
{
  SimPayment *payment = g_new0 (SimPayment, 1);

  payment->id = g_strdup (fiel_journal_event_get_attempt_id (event));
  payment->kind = (FielAttemptKind) parse (event, FIEL_FIELD_KIND, FIEL_TYPE_ATTEMPT_KIND, FIEL_ATTEMPT_KIND_SALE);
  payment->original = g_strdup (fiel_journal_event_get (event, FIEL_FIELD_ORIGINAL));
  payment->reference = g_strdup (fiel_journal_event_get (event, FIEL_FIELD_REFERENCE));
  payment->terminal = g_strdup (fiel_journal_event_get (event, FIEL_FIELD_TERMINAL));
  payment->body_sha256 = g_strdup (fiel_journal_event_get (event, FIEL_FIELD_BODY_SHA256));
  payment->intent_boot_id = g_strdup (fiel_journal_event_get_boot_id (event));
  payment->intent_boot_us = fiel_journal_event_get_boot_us (event);
  fiel_journal_event_get_int (event, FIEL_FIELD_TICKET_ID, &payment->ticket_id);
  fiel_journal_event_get_int (event, FIEL_FIELD_DUE, &payment->due);
  fiel_journal_event_get_int (event, FIEL_FIELD_AMOUNT, &payment->amount);
  payment->intent_seq = fiel_journal_event_get_seq (event);
  payment->state_seq = payment->intent_seq;
  payment->state = FIEL_ATTEMPT_STATE_SAVED;
  if (sim_shadow_find (self, payment->id) != NULL)
    sim_checker_fail (sim_world->checker, "I2: attempt %s has two intents", payment->id);
  sim_checker_intent_read (sim_world->checker, payment);

  g_ptr_array_add (self->payments, payment);
  g_hash_table_insert (self->by_id, payment->id, payment);
}

static void
read_state (SimPayment *payment, FielJournalEvent *event)
{
  FielAttemptState state =
    (FielAttemptState) parse (event, FIEL_FIELD_STATE, FIEL_TYPE_ATTEMPT_STATE, FIEL_ATTEMPT_STATE_SAVED);
  FielOutcome outcome = (FielOutcome) parse (event, FIEL_FIELD_OUTCOME, FIEL_TYPE_OUTCOME, FIEL_OUTCOME_NONE);
  FielAttemptEvent why = (FielAttemptEvent) parse (event, FIEL_FIELD_EVENT, FIEL_TYPE_ATTEMPT_EVENT,
                                                   FIEL_ATTEMPT_EVENT_NO_NEWS);
  const char *provider_id = fiel_journal_event_get (event, FIEL_FIELD_PROVIDER_ID);

  if (payment->state == FIEL_ATTEMPT_STATE_CLOSED)
    sim_checker_fail (sim_world->checker, "I6: attempt %s was closed as %s and is written down as %s", payment->id,
                      fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) payment->outcome),
                      fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) outcome));
  payment->state = state;
  payment->outcome = outcome;
  payment->state_seq = fiel_journal_event_get_seq (event);
  payment->is_doubted |= why == FIEL_ATTEMPT_EVENT_MISMATCH;
  if (provider_id != NULL)
    {
      g_free (payment->provider_id);
      payment->provider_id = g_strdup (provider_id);
    }
  if (state == FIEL_ATTEMPT_STATE_CLOSED)
    sim_checker_closing_read (sim_world->checker, payment);
}

static void
read_text (SimShadow *self, FielJournalEvent *event)
{
  const char *text = fiel_journal_event_get (event, FIEL_FIELD_TEXT);
  SimText *found = text != NULL ? g_hash_table_lookup (self->texts, text) : NULL;

  if (text == NULL)
    return;

  if (found == NULL)
    {
      found = g_new0 (SimText, 1);
      found->seq = fiel_journal_event_get_seq (event);
      g_hash_table_insert (self->texts, g_strdup (text), found);
    }
  found->is_answer |= fiel_journal_event_get (event, FIEL_FIELD_ASKED) != NULL;
}

static void
read_event (SimShadow *self, FielJournalEvent *event)
{
  const char *id = fiel_journal_event_get_attempt_id (event);
  SimPayment *payment = id != NULL ? sim_shadow_find (self, id) : NULL;
  gint64 flag = 0;

  g_ptr_array_add (self->hashes, g_strdup (fiel_journal_event_get_hash (event)));
  read_text (self, event);
  switch (fiel_journal_event_get_type_of_fact (event))
    {
    case FIEL_JOURNAL_TYPE_INTENT:
      read_intent (self, event);
      break;

    case FIEL_JOURNAL_TYPE_STATE:
      if (payment != NULL)
        read_state (payment, event);
      break;

    case FIEL_JOURNAL_TYPE_CONFLICT:
      if (payment != NULL)
        payment->conflict_seq = fiel_journal_event_get_seq (event);
      break;

    case FIEL_JOURNAL_TYPE_NOTE:
      if (payment != NULL && fiel_journal_event_get_int (event, FIEL_FIELD_PARKED, &flag))
        {
          payment->is_parked = flag != 0;
          payment->parked_seq = fiel_journal_event_get_seq (event);
        }
      break;

    case FIEL_JOURNAL_TYPE_OPENED:
    case FIEL_JOURNAL_TYPE_RECEIVED:
    case FIEL_JOURNAL_TYPE_CANCEL:
    case FIEL_JOURNAL_TYPE_STRAY:
      break;
    }
}

/* The journal was opened again: what must have survived is compared, what need not is read anew. */
static gboolean
compare_kept (SimShadow *self, FielJournalStore *store)
{
  g_autoptr (GPtrArray) events = NULL;
  gint64 known = (gint64) self->hashes->len;

  events = fiel_journal_store_list_events (store, NULL, MAX (self->kept_seq - 1, 0), 0, NULL);
  if (events == NULL)
    return FALSE;

  for (gint64 seq = MAX (self->kept_seq, 1); seq <= self->kept_seq; seq++)
    if (events->len == 0
        || g_strcmp0 (fiel_journal_event_get_hash (g_ptr_array_index (events, 0)),
                      g_ptr_array_index (self->hashes, seq - 1)) != 0)
      sim_checker_fail (sim_world->checker,
                        "I7: record %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " was durable and is gone", seq, known);
  g_ptr_array_set_size (self->hashes, (int) MIN (self->kept_seq, known));
  self->kept_seq = -1;

  return TRUE;
}

void
sim_shadow_read (SimShadow *self, FielJournalStore *store)
{
  g_autoptr (GPtrArray) events = NULL;

  if (store == NULL || store->failed)
    return;
  if (self->kept_seq >= 0 && !compare_kept (self, store))
    return;

  if (store->last_seq > (gint64) self->hashes->len)
    {
      events = fiel_journal_store_list_events (store, NULL, (gint64) self->hashes->len, 0, NULL);
      for (guint i = 0; events != NULL && i < events->len; i++)
        read_event (self, g_ptr_array_index (events, i));
    }
  if (sim_disk_is_flushed (sim_world->disk))
    self->durable_seq = (gint64) self->hashes->len;
}

static gboolean
is_after (gpointer text, gpointer found, gpointer seq)
{
  return ((SimText *) found)->seq > *(gint64 *) seq;
}

void
sim_shadow_forget_process (SimShadow *self, gboolean power_cut)
{
  if (self->kept_seq < 0)
    self->kept_seq = power_cut ? self->durable_seq : (gint64) self->hashes->len;
  else if (power_cut)
    self->kept_seq = MIN (self->kept_seq, self->durable_seq);
  g_hash_table_foreach_remove (self->texts, is_after, &self->kept_seq);
}
