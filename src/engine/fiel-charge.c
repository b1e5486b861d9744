/* fiel-charge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-charge.h"

#include "fiel-engine.h"
#include "fiel-intent.h"
#include "fiel-plain-text.h"
#include "fiel-redact.h"

#include <glib/gi18n-lib.h>

/**
 * FielCharge:
 *
 *   run ──► ticket looked up ──► FielIntent ──► done
 *
 * What is already known of the ticket decides whether there may be another attempt; the journal checks it again in the
 * transaction that writes the intent (I1, I4). Read the callbacks from top to bottom.
 */
struct _FielCharge
{
  GObject parent_instance;

  FielScribe *scribe;             /* owned */
  FielProviderLink *link;         /* owned */
  FielIntent *intent;             /* owned: one for every try */
  FielMoney amount;
  char *reference;                /* owned, nullable: the cashier's */
  gboolean new_ticket;
  gboolean follow_up;
  char *actor;                    /* owned */
  char *approver;                 /* owned, nullable */
  FielRandomFunc random;
  gpointer random_data;           /* the caller's */

  guint n_tries;
  FielTicketRecord *ticket;       /* owned, nullable until looked up */
  gint64 ticket_id;
  gint64 due_minor;
};

/* What Getnet takes as ticketNumber, and as many tries as a number given by the journal may need. */
#define MAX_TICKET_SENT 24
#define MARK_LENGTH 4
#define MAX_TRIES 3

G_DEFINE_FINAL_TYPE (FielCharge, fiel_charge, G_TYPE_OBJECT)

static void look_up (GTask *task);
static void looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_charge_finalize (GObject *object)
{
  FielCharge *self = FIEL_CHARGE (object);

  g_clear_pointer (&self->ticket, fiel_ticket_record_free);
  g_free (self->reference);
  g_free (self->actor);
  g_free (self->approver);
  g_object_unref (self->intent);
  g_object_unref (self->scribe);
  g_object_unref (self->link);

  G_OBJECT_CLASS (fiel_charge_parent_class)->finalize (object);
}

static void
fiel_charge_class_init (FielChargeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_charge_finalize;
}

static void
fiel_charge_init (FielCharge *self)
{
}

/* Every journal counts its tickets from 1, and so does the one that takes its place, or comes back from a copy; and
 * two tills may be given the same ticket. What a terminal's list says of another sale of that name must never pass for
 * this one: every ticket is sent with a mark of its attempt. The mark has letters only: with a number it does not look
 * like a card's. */
static char *
make_mark (const char *attempt_id, glong length)
{
  char *mark = g_strndup (attempt_id, (gsize) length);

  for (char *c = mark; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      *c = (char) ('a' + (*c - '0'));

  return mark;
}

FielCharge *
fiel_charge_new (FielScribe *scribe,
                 FielProviderLink *link,
                 const FielChargeOrder *order,
                 FielRandomFunc random,
                 gpointer random_data)
{
  FielCharge *self = g_object_new (FIEL_TYPE_CHARGE, NULL);

  self->scribe = g_object_ref (scribe);
  self->link = g_object_ref (link);
  self->intent = fiel_intent_new (scribe, link, order->terminal);
  self->amount = order->amount;
  self->reference = g_strdup (order->reference);
  self->new_ticket = order->new_ticket;
  self->follow_up = order->follow_up;
  self->actor = g_strdup (order->actor);
  self->approver = g_strdup (order->approver);
  self->random = random;
  self->random_data = random_data;

  return self;
}

/**
 * fiel_charge_check_reference:
 *
 * Returns: whether @reference has 1 to %FIEL_CHARGE_MAX_REFERENCE printable characters, no space at its ends, and
 *   cannot be taken for a card number
 */
gboolean
fiel_charge_check_reference (const char *reference, GError **error)
{
  gboolean good = fiel_plain_text_is_fine (reference, FIEL_CHARGE_MAX_REFERENCE);

  if (good && !fiel_redact_would_change (reference))
    return TRUE;

  g_set_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE,
               /* Translators: how many characters. */
               good ? _ ("This ticket number looks like a card number. Use another one (at most %d characters).")
                    /* Translators: how many characters at most. */
                    : _ ("This ticket number cannot be used. Use 1 to %d letters, digits or signs."),
               FIEL_CHARGE_MAX_REFERENCE);

  return FALSE;
}

static gboolean
refuse (GError **error, FielEngineError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_ENGINE_ERROR, (int) code, sentence);

  return FALSE;
}

gboolean
fiel_charge_check_amount (FielProfile *profile, FielMoney amount, GError **error)
{
  gint64 limit = fiel_profile_get_max_sale_minor (profile);
  const FielCurrency *currency = fiel_profile_get_currency (profile);
  g_autofree char *text = NULL;

  if (!fiel_money_is_valid (amount) || amount.currency != currency)
    return refuse (error, FIEL_ENGINE_ERROR_AMOUNT, _ ("This amount is not in the currency of this store."));
  if (amount.minor <= 0)
    return refuse (error, FIEL_ENGINE_ERROR_AMOUNT, _ ("Type an amount above zero."));
  if (amount.minor <= limit)
    return TRUE;

  text = fiel_money_format (fiel_money_make (limit, currency), fiel_profile_get_number_style (profile));
  /* Translators: an amount. */
  g_set_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_AMOUNT, _ ("This till takes at most %s in one payment."),
               text);

  return FALSE;
}

gboolean
fiel_charge_check_link (FielProviderLink *link, GError **error)
{
  if (link == NULL)
    return refuse (error, FIEL_ENGINE_ERROR_PROVIDER, _ ("This terminal is not set up at this till."));
  if (fiel_provider_link_can (link, FIEL_OPERATION_SALE))
    return TRUE;
  if (fiel_provider_link_get_complaint (link) == NULL)
    return refuse (error, FIEL_ENGINE_ERROR_PROVIDER, _ ("This terminal’s provider cannot take payments here."));

  /* Translators: the provider’s name, what is wrong. */
  g_set_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER, _ ("%s is not set up: %s"),
               fiel_provider_link_get_name (link), fiel_provider_link_get_complaint (link));

  return FALSE;
}

void
fiel_charge_run_async (FielCharge *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_CHARGE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_charge_run_async);
  g_task_set_check_cancellable (task, FALSE);
  look_up (task);
}

/* @task: (transfer full) */
static void
look_up (GTask *task)
{
  FielCharge *self = g_task_get_source_object (task);

  g_clear_pointer (&self->ticket, fiel_ticket_record_free);
  self->n_tries++;
  fiel_journal_look_up_ticket_async (fiel_scribe_get_journal (self->scribe), self->reference, looked_up_cb, task);
}

/* The journal's refusals in the cashier's words. */
static GError *
translate (FielCharge *self, const GError *error)
{
  FielEngineError code = FIEL_ENGINE_ERROR_STORAGE;
  const char *sentence = error->message;

  if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TERMINAL_BUSY))
    {
      code = FIEL_ENGINE_ERROR_TERMINAL_BUSY;
      sentence = _ ("A payment is still open on this terminal. Choose another one, or wait for its result.");
    }
  else if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TICKET_BUSY))
    {
      code = FIEL_ENGINE_ERROR_TICKET_BUSY;
      sentence = _ ("This ticket has a payment that is still open. Wait for its result before charging again.");
    }
  else if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE))
    {
      code = FIEL_ENGINE_ERROR_TICKET_PAID;
      sentence = _ ("This ticket was paid already.");
    }
  else
    {
      fiel_scribe_notice_trouble (self->scribe, error);
    }

  return g_error_new_literal (FIEL_ENGINE_ERROR, (int) code, sentence);
}

/* Which ticket this is: the one of that reference, or a new one. */
static gboolean
decide (FielCharge *self, GError **error)
{
  const FielTicketRecord *ticket = self->ticket;
  gint64 taken = ticket->approved_minor + ticket->open_minor;
  gboolean fits = ticket->ticket_id != 0 && taken + self->amount.minor <= ticket->due_minor;
  gboolean same = self->follow_up || (taken > 0 ? fits : fits && ticket->due_minor == self->amount.minor);

  if (!same && taken > 0 && !self->new_ticket)
    {
      g_set_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TICKET_PAID,
                   /* Translators: the ticket’s reference. */
                   _ ("Ticket %s was paid already. Charge it again only if it is another sale."), ticket->reference);
      return FALSE;
    }

  self->ticket_id = same ? ticket->ticket_id : ticket->next_ticket_id;
  self->due_minor = same ? ticket->due_minor : self->amount.minor;

  return TRUE;
}

static char *
make_ticket_sent (FielCharge *self, const char *attempt_id)
{
  const char *reference = self->ticket->reference;
  g_autofree char *sent = NULL;
  g_autofree char *mark = NULL;
  glong room;

  sent = self->ticket->n_attempts == 0 ? g_strdup (reference)
                                       : g_strdup_printf ("%s-%u", reference, self->ticket->n_attempts);
  room = MAX_TICKET_SENT - g_utf8_strlen (sent, -1) - 1;
  if (room <= 0)
    return g_steal_pointer (&sent);
  mark = make_mark (attempt_id, MIN (room, MARK_LENGTH));

  return g_strdup_printf ("%s-%s", mark, sent);
}

/* NULL with @error if the ticket cannot be sent. */
static FielProviderRequest *
make_request (FielCharge *self, GError **error)
{
  g_autoptr (FielTerminalIdentity) identity = fiel_intent_make_identity (self->intent);
  g_autofree char *attempt_id = fiel_random_make_id (self->random, self->random_data);
  g_autofree char *ticket_sent = make_ticket_sent (self, attempt_id);
  FielProviderRequest *request = NULL;

  if (g_utf8_strlen (ticket_sent, -1) > MAX_TICKET_SENT)
    {
      g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE,
                           _ ("This ticket number was tried too often. Use another one."));
      return NULL;
    }

  request = fiel_provider_request_new (FIEL_OPERATION_SALE, identity);
  request->reference = g_steal_pointer (&attempt_id);
  request->ticket = g_steal_pointer (&ticket_sent);
  request->amount = self->amount;
  request->print_on_terminal = TRUE;

  return request;
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielCharge *self = g_task_get_source_object (task);
  g_autoptr (FielProviderRequest) request = NULL;
  g_autoptr (GError) trouble = NULL;
  FielIntentTerms terms = { .kind = FIEL_ATTEMPT_KIND_SALE, .actor = self->actor, .approver = self->approver };
  GError *error = NULL;

  self->ticket = fiel_journal_look_up_ticket_finish (FIEL_JOURNAL (source), result, &trouble);
  if (self->ticket == NULL)
    {
      g_task_return_error (task, translate (self, trouble));
      return;
    }
  if (decide (self, &error))
    request = make_request (self, &error);
  if (request == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  terms.ticket_id = self->ticket_id;
  terms.due_minor = self->due_minor;
  terms.reference = self->ticket->reference;
  fiel_intent_save_async (self->intent, request, &terms, saved_cb, g_steal_pointer (&task));
}

static GError *
translate_refusal (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT) && g_str_has_prefix (error->message, "ticket"))
    return g_error_new (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE,
                        /* Translators: what is wrong with it. */
                        _ ("The provider does not take this ticket number (%s)."), error->message);

  /* Translators: what is wrong. */
  return g_error_new (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER, _ ("This payment cannot be sent: %s"),
                      error->message);
}

/* Whether two charges were given the same next ticket, or the same next number. */
static gboolean
met_another (FielCharge *self, const GError *error)
{
  return g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED)
         || (self->reference == NULL && g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TICKET_BUSY));
}

/* Nothing was saved of the last try. */
static void
try_again (GTask *task)
{
  FielCharge *self = g_task_get_source_object (task);
  g_autoptr (FielIntent) last = g_steal_pointer (&self->intent);

  self->intent = fiel_intent_new (self->scribe, self->link, fiel_intent_get_place (last));
  look_up (task);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielCharge *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (fiel_intent_save_finish (FIEL_INTENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error->domain != FIEL_JOURNAL_ERROR)
    g_task_return_error (task, translate_refusal (error));
  else if (self->n_tries < MAX_TRIES && met_another (self, error))
    try_again (g_steal_pointer (&task));
  else
    g_task_return_error (task, translate (self, error));
}

gboolean
fiel_charge_run_finish (FielCharge *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_charge_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

FielAttemptRecord *
fiel_charge_get_record (FielCharge *self)
{
  g_return_val_if_fail (FIEL_IS_CHARGE (self), NULL);

  return fiel_intent_get_record (self->intent);
}

FielProviderCall *
fiel_charge_steal_call (FielCharge *self)
{
  g_return_val_if_fail (FIEL_IS_CHARGE (self), NULL);

  return fiel_intent_steal_call (self->intent);
}
