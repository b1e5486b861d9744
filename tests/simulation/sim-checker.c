/* sim-checker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-checker.h"

#include "fiel-getnet-redact.h"
#include "sim-cloud.h"
#include "sim-limits.h"
#include "sim-till.h"

struct _SimChecker
{
  SimShadow *shadow;          /* owned */
  GHashTable *generations;    /* owned, of guint by reference: how often it was said to be a new ticket */
  char *violation;            /* owned, nullable */
  guint life;
  gboolean storage_failed;
};

SimChecker *
sim_checker_new (void)
{
  SimChecker *self = g_new0 (SimChecker, 1);

  self->shadow = sim_shadow_new ();
  self->generations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
sim_checker_free (SimChecker *self)
{
  sim_shadow_free (self->shadow);
  g_hash_table_unref (self->generations);
  g_free (self->violation);
  g_free (self);
}

SimShadow *
sim_checker_get_shadow (SimChecker *self)
{
  return self->shadow;
}

void
sim_checker_fail (SimChecker *self, const char *format, ...)
{
  va_list args;

  if (self->violation != NULL)
    return;

  va_start (args, format);
  self->violation = g_strdup_vprintf (format, args);
  va_end (args);
  sim_note ("VIOLATION", 0, 0, "%s", self->violation);
}

const char *
sim_checker_get_violation (SimChecker *self)
{
  return self->violation;
}

static const char *
nick (FielOutcome outcome)
{
  return fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) outcome);
}

/* The process */

void
sim_checker_life_begins (SimChecker *self)
{
  self->life++;
  self->storage_failed = FALSE;
}

void
sim_checker_storage_failed (SimChecker *self)
{
  self->storage_failed = TRUE;
}

guint
sim_checker_get_life (SimChecker *self)
{
  return self->life;
}

/* The journal */

/* I4 */
void
sim_checker_intent_read (SimChecker *self, SimPayment *payment)
{
  GPtrArray *payments = sim_shadow_get_payments (self->shadow);

  const SimPayment *original = payment->original != NULL ? sim_shadow_find (self->shadow, payment->original) : NULL;

  payment->generation = original != NULL
                          ? original->generation
                          : GPOINTER_TO_UINT (g_hash_table_lookup (self->generations, payment->reference));
  for (guint i = 0; i < payments->len; i++)
    {
      const SimPayment *other = g_ptr_array_index (payments, i);

      if (other->state == FIEL_ATTEMPT_STATE_CLOSED)
        continue;
      if (g_str_equal (other->terminal, payment->terminal))
        sim_checker_fail (self, "I4: %s and %s are open on terminal %s", other->id, payment->id, payment->terminal);
      if (g_str_equal (other->reference, payment->reference))
        sim_checker_fail (self, "I4: %s and %s are open for ticket %s", other->id, payment->id, payment->reference);
    }
  sim_note ("intent", sim_log_digest_text (payment->id), payment->amount,
            "%s: %s, ticket %s, %" G_GINT64_FORMAT " on %s", payment->id,
            fiel_enum_nick (FIEL_TYPE_ATTEMPT_KIND, (int) payment->kind), payment->reference, payment->amount,
            payment->terminal);
}

/* I5, as far as it can be known now. */
void
sim_checker_closing_read (SimChecker *self, SimPayment *payment)
{
  gint64 booked = 0;
  gboolean is_booked = sim_cloud_find_booked (sim_world->cloud, payment->id, payment->terminal, &booked);

  payment->closed_us = sim_now_us ();
  payment->closed_life = self->life;
  sim_note ("closed", sim_log_digest_text (payment->id), (gint64) payment->outcome, "%s: %s (the cloud %s it)",
            payment->id, nick (payment->outcome), is_booked ? "booked" : "has not booked");

  if (payment->outcome == FIEL_OUTCOME_APPROVED && (!is_booked || booked != payment->amount))
    sim_checker_fail (self, "I5: %s is approved, and the cloud booked %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT,
                      payment->id, booked, payment->amount);
  if (payment->outcome != FIEL_OUTCOME_APPROVED && is_booked && !fiel_outcome_is_by_hand (payment->outcome))
    sim_checker_fail (self, "I5: %s is %s, and the cloud booked it", payment->id, nick (payment->outcome));
  if ((payment->outcome == FIEL_OUTCOME_HAND_CHARGED && !payment->hand_asked[1])
      || (payment->outcome == FIEL_OUTCOME_HAND_NOT_CHARGED && !payment->hand_asked[0]))
    sim_checker_fail (self, "I5: %s is %s, and nobody said so", payment->id, nick (payment->outcome));
  if (payment->outcome == FIEL_OUTCOME_NOT_SENT && payment->n_sent > 0)
    sim_checker_fail (self, "I5: %s is not sent, and it left", payment->id);
}

/* The network */

/* I10. A request that was handed to the transport before the error was known may still leave: its intent is durable. */
void
sim_checker_money_handed_over (SimChecker *self, const char *attempt_id)
{
  if (self->storage_failed)
    sim_checker_fail (self, "I10: %s is sent after a storage error", attempt_id);
}

void
sim_checker_money_leaves (SimChecker *self, const char *attempt_id, GBytes *body)
{
  SimPayment *payment = sim_shadow_find (self->shadow, attempt_id);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);

  /* A return may have to name the day of its sale: that is the wall clock's, and decides nothing here. */
  sim_note ("sent", sim_log_digest_text (attempt_id),
            payment != NULL && payment->kind == FIEL_ATTEMPT_KIND_REFUND ? 0 : sim_log_digest_text (digest),
            "%s: the request leaves", attempt_id);
  if (payment == NULL)
    {
      sim_checker_fail (self, "I2: %s leaves without an intent", attempt_id);
      return;
    }

  if (!sim_shadow_is_durable (self->shadow, payment->intent_seq))
    sim_checker_fail (self, "I2: %s leaves before its intent is durable", attempt_id);
  if (g_strcmp0 (digest, payment->body_sha256) != 0)
    sim_checker_fail (self, "I2: %s leaves with other bytes than its intent says", attempt_id);
  if (++payment->n_sent > 1)
    sim_checker_fail (self, "I3: %s leaves for the second time", attempt_id);
  if (payment->state == FIEL_ATTEMPT_STATE_CLOSED)
    sim_checker_fail (self, "I3: %s leaves after it was closed", attempt_id);
  payment->sent_us = sim_now_us ();
  payment->sent_life = self->life;
}

/* I8 */
void
sim_checker_answer_read (SimChecker *self, FielOperation operation, const char *text)
{
  if (operation == FIEL_OPERATION_PROBE || operation == FIEL_OPERATION_LIST_TERMINALS)
    return;
  if (sim_shadow_find_text (self->shadow, text) == 0)
    sim_checker_fail (self, "I8: an answer is read that is not in the journal: %s", text);
}

/* What was told */

/* I7, I6 */
static void
attempt_shown (SimChecker *self, FielAttempt *attempt)
{
  const char *id = fiel_attempt_get_id (attempt);
  SimPayment *payment = sim_shadow_find (self->shadow, id);
  FielAttemptState state = fiel_attempt_get_state (attempt);
  FielOutcome outcome = fiel_attempt_get_outcome (attempt);

  if (payment == NULL || !sim_shadow_is_durable (self->shadow, payment->intent_seq))
    {
      sim_checker_fail (self, "I7: %s is shown and its intent is not durable", id);
      return;
    }

  if ((state == FIEL_ATTEMPT_STATE_ACCEPTED || state == FIEL_ATTEMPT_STATE_UNKNOWN
       || state == FIEL_ATTEMPT_STATE_CLOSED)
      && (payment->state != state || payment->outcome != outcome
          || !sim_shadow_is_durable (self->shadow, payment->state_seq)))
    sim_checker_fail (self, "I7: %s is shown as %s %s, which is not durable", id,
                      fiel_enum_nick (FIEL_TYPE_ATTEMPT_STATE, (int) state), nick (outcome));
  if (payment->shown_outcome != FIEL_OUTCOME_NONE && payment->shown_outcome != outcome)
    sim_checker_fail (self, "I6: %s was shown as %s and is shown as %s", id, nick (payment->shown_outcome),
                      nick (outcome));
  payment->shown_outcome = outcome;
  if (fiel_attempt_get_conflict (attempt) && !sim_shadow_is_durable (self->shadow, payment->conflict_seq))
    sim_checker_fail (self, "I7: a conflict of %s is shown that is not durable", id);
  if (!fiel_attempt_get_conflict (attempt) && state == FIEL_ATTEMPT_STATE_CLOSED && payment->conflict_seq != 0
      && payment->closed_life < self->life)
    sim_checker_fail (self, "I6: the conflict of %s is forgotten", id);
  if (fiel_attempt_get_approved (attempt).minor != (fiel_outcome_moved_money (outcome) ? payment->amount : 0))
    sim_checker_fail (self, "I7: %s is shown with another amount", id);
}

static void
attempt_notified (SimChecker *self, GParamSpec *pspec, FielAttempt *attempt)
{
  static const char *const facts[] = { "state", "outcome", "approved", "conflict", "parked", NULL };

  if (sim_world == NULL || self != sim_world->checker || !sim_till_is_alive (sim_world->till)
      || !g_strv_contains (facts, pspec->name))
    return;

  attempt_shown (self, attempt);
  if (g_str_equal (pspec->name, "state"))
    sim_note ("shown", sim_log_digest_text (fiel_attempt_get_id (attempt)), (gint64) fiel_attempt_get_state (attempt),
              "%s: %s %s", fiel_attempt_get_id (attempt),
              fiel_enum_nick (FIEL_TYPE_ATTEMPT_STATE, (int) fiel_attempt_get_state (attempt)),
              nick (fiel_attempt_get_outcome (attempt)));
}

void
sim_checker_watch (SimChecker *self, FielAttempt *attempt)
{
  g_signal_connect_swapped (attempt, "notify", G_CALLBACK (attempt_notified), self);
  attempt_shown (self, attempt);
}

static gboolean
contradicts_callback (FielOutcome outcome)
{
  return outcome == FIEL_OUTCOME_NOT_SENT || outcome == FIEL_OUTCOME_NOT_EXECUTED
         || outcome == FIEL_OUTCOME_HAND_NOT_CHARGED;
}

/* The documents' form of a result has no number and no id: whose it is can only be asked for. */
static gboolean
names (GBytes *body, const SimPayment *payment)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (body, &length);

  return g_strstr_len (text, (gssize) length, payment->id) != NULL
         || (payment->provider_id != NULL && g_strstr_len (text, (gssize) length, payment->provider_id) != NULL);
}

/* I7; and I6: what came after the end and contradicts it is a conflict. What came before is a reason to ask, and the
 * answer decides. */
void
sim_checker_callback_accepted (SimChecker *self, GBytes *body, const char *attempt_id, gint64 received_us)
{
  g_autofree char *text = fiel_getnet_redact (body);
  gint64 seq = sim_shadow_find_text (self->shadow, text);
  const SimPayment *payment = attempt_id != NULL ? sim_shadow_find (self->shadow, attempt_id) : NULL;

  sim_note ("200", seq, 0, "a callback is accepted");
  if (!sim_shadow_is_durable (self->shadow, seq))
    sim_checker_fail (self, "I7: a callback is accepted that is not durable");
  if (payment != NULL && names (body, payment) && contradicts_callback (payment->outcome)
      && payment->closed_us < received_us && payment->conflict_seq == 0)
    sim_checker_fail (self, "I6: a callback about %s, which is %s, is no conflict", attempt_id,
                      nick (payment->outcome));
}

/* People */

void
sim_checker_wish (SimChecker *self, const char *reference, gboolean new_ticket)
{
  guint generation = GPOINTER_TO_UINT (g_hash_table_lookup (self->generations, reference));

  g_hash_table_insert (self->generations, g_strdup (reference),
                       GUINT_TO_POINTER (new_ticket ? generation + 1 : generation));
}

void
sim_checker_hand (SimChecker *self, const char *attempt_id, gboolean charged)
{
  SimPayment *payment = sim_shadow_find (self->shadow, attempt_id);

  if (payment != NULL)
    payment->hand_asked[charged] = TRUE;
}

/* The end */

/* What went back of a ticket: what a person said went back counts, even against the truth. */
static gint64
find_back (const SimPayment *payment, gint64 booked)
{
  return payment->outcome == FIEL_OUTCOME_HAND_CHARGED ? payment->amount : booked;
}

/* I1: of all payments of one ticket, less what went back, the cloud booked no more than what was due. What a person
 * called "not charged" against the truth is that person's. */
static void
check_ticket (SimChecker *self, const SimPayment *first)
{
  GPtrArray *payments = sim_shadow_get_payments (self->shadow);
  gint64 total = 0;
  gint64 due = 0;

  for (guint i = 0; i < payments->len; i++)
    {
      const SimPayment *payment = g_ptr_array_index (payments, i);
      gint64 booked = 0;

      if (!g_str_equal (payment->reference, first->reference) || payment->generation != first->generation
          || payment->outcome == FIEL_OUTCOME_HAND_NOT_CHARGED)
        continue;
      due = MAX (due, payment->due);
      sim_cloud_find_booked (sim_world->cloud, payment->id, payment->terminal, &booked);
      total += payment->kind == FIEL_ATTEMPT_KIND_SALE ? booked : -find_back (payment, booked);
    }
  if (total > due)
    sim_checker_fail (self, "I1: ticket %s: %" G_GINT64_FORMAT " were due, the cloud booked %" G_GINT64_FORMAT,
                      first->reference, due, total);
}

/* I1: never more goes back of a sale than it brought, and never of another one. */
static void
check_returns (SimChecker *self, const SimPayment *sale)
{
  GPtrArray *payments = sim_shadow_get_payments (self->shadow);
  gint64 brought = 0;
  gint64 back = 0;

  sim_cloud_find_booked (sim_world->cloud, sale->id, sale->terminal, &brought);
  for (guint i = 0; i < payments->len; i++)
    {
      const SimPayment *payment = g_ptr_array_index (payments, i);
      const SimSale *booking = sim_cloud_find_sale (sim_world->cloud, payment->id);

      if (g_strcmp0 (payment->original, sale->id) != 0 || booking == NULL || !booking->is_booked)
        continue;
      if (booking->undone == NULL || !g_str_equal (booking->undone->reference, sale->id))
        sim_checker_fail (self, "I1: %s is to give back of %s, and the cloud gave back of %s", payment->id, sale->id,
                          booking->undone != NULL ? booking->undone->reference : "somebody else's sale");
      if (payment->outcome != FIEL_OUTCOME_HAND_NOT_CHARGED)
        back += booking->amount;
    }
  if (back > brought)
    sim_checker_fail (self, "I1: %s brought %" G_GINT64_FORMAT ", and %" G_GINT64_FORMAT " went back", sale->id, brought,
                      back);
}

static void
check_payment (SimChecker *self, SimPayment *payment)
{
  gint64 booked = 0;
  gboolean is_booked = sim_cloud_find_booked (sim_world->cloud, payment->id, payment->terminal, &booked);

  check_ticket (self, payment);
  if (payment->kind == FIEL_ATTEMPT_KIND_SALE)
    check_returns (self, payment);
  if (payment->state != FIEL_ATTEMPT_STATE_CLOSED)
    {
      const char *limit = sim_limits_find (payment);

      if (limit == NULL)
        sim_checker_fail (self, "L1: %s stays open although everything works again (the cloud %s it)", payment->id,
                          is_booked ? "booked" : "did not book");
      else
        sim_note ("limit", 0, 0, "%s stays open: %s", payment->id, limit);
      return;
    }

  /* It is asked about for as long as the program runs that closed it. */
  if (payment->outcome == FIEL_OUTCOME_HAND_NOT_CHARGED && is_booked && payment->provider_id != NULL
      && payment->closed_life == self->life && payment->conflict_seq == 0 && sim_limits_find (payment) == NULL)
    sim_checker_fail (self, "I6: %s is not charged by hand, the cloud booked it, and that is no conflict", payment->id);
  if (payment->outcome == FIEL_OUTCOME_APPROVED && (!is_booked || booked != payment->amount))
    sim_checker_fail (self, "I5: %s is approved, and the cloud did not book it", payment->id);
  if (is_booked && payment->outcome != FIEL_OUTCOME_APPROVED && !fiel_outcome_is_by_hand (payment->outcome))
    sim_checker_fail (self, "I5: %s is %s, and the cloud booked it", payment->id, nick (payment->outcome));
}

void
sim_checker_end (SimChecker *self, SimFigures *figures)
{
  GPtrArray *payments = sim_shadow_get_payments (self->shadow);

  for (guint i = 0; i < payments->len && self->violation == NULL; i++)
    {
      SimPayment *payment = g_ptr_array_index (payments, i);

      check_payment (self, payment);
      figures->n_payments++;
      figures->n_outcomes[payment->outcome]++;
      figures->n_sent += payment->n_sent;
    }
  figures->n_lives += self->life;
}
