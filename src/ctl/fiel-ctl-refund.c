/* fiel-ctl-refund.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-approval.h"
#include "fiel-ctl-commands.h"
#include "fiel-ctl-payment.h"
#include "fiel-refund-desk.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* fielctl refund: finds the sale, says how its money goes back, gives it back, and ends like fielctl sale:
 *
 *   ATTEMPT or REFERENCE ──► its one sale ──► offer ──► the terminal is ready ──► approved ──► refund ──► watch
 *   --without-sale ─────────────────────────────────────┘
 */

/* An order on its way. */
typedef struct
{
  FielCtlSession *session;   /* owned */
  FielRefundOrder *order;    /* owned */
} Refund;

static void on_sale_listed (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_ticket_listed (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_offered (GObject *source, GAsyncResult *result, gpointer user_data);

static void ask_for_offer (FielCtlSession *session, const char *attempt_id);

static FielRefundDesk *
get_desk (FielCtlSession *session)
{
  return fiel_engine_get_refund_desk (fiel_ctl_session_get_engine (session));
}

static void
fail (FielCtlSession *session, const GError *error)
{
  fiel_ctl_session_fail (session, fiel_ctl_payment_exit_of_error (error), "%s", error->message);
}

/* Giving it back */

static void
refund_free (Refund *refund)
{
  g_object_unref (refund->session);
  fiel_refund_order_free (refund->order);
  g_free (refund);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Refund, refund_free)

static void
on_refunded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Refund) refund = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = fiel_refund_desk_refund_finish (FIEL_REFUND_DESK (source), result, &error);
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (refund->session);

  if (attempt != NULL)
    {
      fiel_ctl_payment_watch (refund->session, attempt);
    }
  else if (g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_OFFER_CHANGED) && arguments->any_way)
    {
      /* Nothing was sent, and whoever asked said that either way is well: the new offer says how it goes back now. */
      fprintf (stderr, "fielctl: %s\n", error->message);
      ask_for_offer (refund->session, refund->order->original);
    }
  else if (g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_OFFER_CHANGED))
    {
      fiel_ctl_session_fail (refund->session, FIEL_CTL_EXIT_NOT_CHARGED,
                             /* Translators: a sentence that says why it was not done. */
                             _ ("%s With --any-way it is given back in the way there is."), error->message);
    }
  else
    {
      fail (refund->session, error);
    }
}

/* @data: a FielRefundOrder */
static void
refund_now (FielCtlSession *session, gpointer data)
{
  Refund *refund = g_new0 (Refund, 1);

  refund->session = g_object_ref (session);
  refund->order = fiel_refund_order_copy (data);
  fiel_ctl_payment_begin (session);
  fiel_refund_desk_refund_async (get_desk (session), refund->order, on_refunded, refund);
}

/* @data: a FielRefundOrder */
static void
ask_approver (FielCtlSession *session, gpointer data)
{
  g_autofree char *subject = fiel_refund_order_make_subject (data);

  fiel_ctl_approval_ask (session, subject, refund_now, fiel_refund_order_copy (data),
                         (GDestroyNotify) fiel_refund_order_free);
}

/* What is cancelled is cancelled where it was made: over another terminal the same order would be a return, which the
 * customer sees days later. */
static gboolean
is_elsewhere (FielCtlSession *session, const FielRefundOffer *offer, FielMoney amount)
{
  const char *terminal = fiel_ctl_session_get_arguments (session)->terminal;

  return terminal != NULL && g_strcmp0 (terminal, offer->original->terminal) != 0
         && offer->whole.kind == FIEL_REFUND_KIND_VOID && amount.minor == offer->remaining.minor;
}

/* @sale_terminal: (nullable): where the sale was taken, which comes before the default one. @offered: the way that was
 * told */
static void
order_refund (FielCtlSession *session, const char *original, FielMoney amount, const char *sale_terminal,
              FielRefundKind offered)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielTerminal *terminal =
    fiel_ctl_payment_find_terminal (session, arguments->terminal != NULL ? arguments->terminal : sale_terminal);
  const FielRefundOrder order = {
    .original = original,
    .terminal = terminal != NULL ? fiel_terminal_get_key (terminal) : NULL,
    .amount = amount,
    .purpose = arguments->why,
    .actor = fiel_profile_get_cashier_name (fiel_ctl_session_get_profile (session)),
    .approver = fiel_ctl_approval_get_name (session, arguments->approver),
    .offered = offered,
    .authorization = arguments->authorization,
    .date = original != NULL ? arguments->sale_date : arguments->date,
  };

  if (terminal != NULL)
    fiel_ctl_payment_when_ready (session, terminal, ask_approver, fiel_refund_order_copy (&order),
                                 (GDestroyNotify) fiel_refund_order_free);
}

/* FALSE, and the session has failed, if @text is no amount. */
static gboolean
read_amount (FielCtlSession *session, const char *text, FielMoney *amount)
{
  const FielCurrency *currency = fiel_profile_get_currency (fiel_ctl_session_get_profile (session));
  g_autoptr (GError) error = NULL;

  if (fiel_money_parse_plain (text, currency, amount, &error))
    return TRUE;

  fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);

  return FALSE;
}

/* Finding the sale */

static void
ask_for_offer (FielCtlSession *session, const char *attempt_id)
{
  fiel_refund_desk_offer_async (get_desk (session), attempt_id, NULL, on_offered, g_object_ref (session));
}

static void
refund (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  const FielAttemptFilter filter = { .attempt_id = arguments->words[0], .limit = 1 };
  FielMoney amount;

  if (!arguments->without_sale)
    fiel_journal_list_attempts_async (fiel_engine_get_journal (fiel_ctl_session_get_engine (session)), &filter,
                                      on_sale_listed, g_object_ref (session));
  else if (read_amount (session, arguments->words[0], &amount))
    order_refund (session, NULL, amount, NULL, FIEL_REFUND_KIND_NONE);
}

static void
on_sale_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  const char *word = fiel_ctl_session_get_arguments (session)->words[0];
  const FielAttemptFilter filter = { .reference = word };
  g_autoptr (GPtrArray) records = fiel_ctl_session_take_records (session, source, result);

  if (records == NULL)
    return;
  if (records->len > 0)
    ask_for_offer (session, word);
  else
    fiel_journal_list_attempts_async (FIEL_JOURNAL (source), &filter, on_ticket_listed, g_object_ref (session));
}

/* What was contradicted later may have moved money whatever it ended with. */
static gboolean
may_have_moved_money (const FielAttemptRecord *record)
{
  return record->state != FIEL_ATTEMPT_STATE_CLOSED || record->conflict || fiel_outcome_moved_money (record->outcome);
}

/* The one sale of a ticket that brought something, or may have: then the engine says that its result is waited for.
 * Beside another it is not guessed which is meant. NULL, and the session has failed, if there is not exactly one. */
static const FielAttemptRecord *
choose_sale (FielCtlSession *session, GPtrArray *records)
{
  const char *word = fiel_ctl_session_get_arguments (session)->words[0];
  const FielAttemptRecord *sale = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (records, i);

      if (record->kind != FIEL_ATTEMPT_KIND_SALE || !may_have_moved_money (record))
        continue;
      if (sale != NULL)
        {
          fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                                 /* Translators: the ticket’s reference, the ids of two of its payments. */
                                 _ ("the ticket %s has more than one sale. Name the payment: %s, %s …"), word,
                                 sale->attempt_id, record->attempt_id);
          return NULL;
        }
      sale = record;
    }
  if (sale == NULL && records->len > 0)
    /* Translators: the ticket’s reference. */
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_NOT_CHARGED, _ ("this till has charged nothing for the ticket %s."),
                           word);
  else if (sale == NULL)
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_NOT_CHARGED,
                           /* Translators: the ticket’s reference. */
                           _ ("this till has charged nothing for the ticket %s, and has no payment of that name."),
                           word);

  return sale;
}

static void
on_ticket_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GPtrArray) records = fiel_ctl_session_take_records (session, source, result);
  const FielAttemptRecord *sale = NULL;

  if (records == NULL)
    return;

  sale = choose_sale (session, records);
  if (sale != NULL)
    ask_for_offer (session, sale->attempt_id);
}

static void
on_offered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRefundOffer) offer = fiel_refund_desk_offer_finish (FIEL_REFUND_DESK (source), result, &error);
  g_autofree char *sentence = NULL;
  FielMoney amount;

  if (offer == NULL)
    {
      fail (session, error);
      return;
    }
  amount = offer->remaining;
  if (arguments->words[1] != NULL && !read_amount (session, arguments->words[1], &amount))
    return;

  if (is_elsewhere (session, offer, amount))
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                             _ ("This sale is cancelled on the terminal that took it: leave out --terminal."));
      return;
    }

  sentence = fiel_refund_offer_describe (offer, amount);
  if (offer->whole.kind == FIEL_REFUND_KIND_NONE && offer->part.kind == FIEL_REFUND_KIND_NONE)
    {
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_NOT_CHARGED, "%s", sentence);
      return;
    }

  if (fiel_refund_offer_wants_slip (offer, amount) && arguments->authorization == NULL)
    {
      g_clear_pointer (&sentence, g_free);
      sentence = fiel_refund_offer_describe_obstacle (offer, FIEL_REFUND_OBSTACLE_NO_AUTHORIZATION);
      /* Translators: a sentence, then the option that helps */
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_NOT_CHARGED, _ ("%s Option: --authorization CODE"), sentence);
      return;
    }

  /* What is about to be asked for, and no result. An amount that does not fit is refused by the engine. */
  if (fiel_refund_offer_get_kind (offer, amount) != FIEL_REFUND_KIND_NONE)
    /* Translators: a sentence. */
    fprintf (stderr, _ ("fielctl: asks for this: %s\n"), sentence);
  order_refund (session, offer->original->attempt_id, amount, offer->original->terminal,
                fiel_refund_offer_get_kind (offer, amount));
}

void
fiel_ctl_refund (FielCtlSession *session)
{
  fiel_ctl_session_start_engine (session, refund);
}
