/* fiel-fake-refund-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-fake-refund-desk.h"

#include "fiel-attempt-private.h"
#include "fiel-sale-search.h"

struct _FielRefundDesk
{
  GObject parent_instance;

  FielEngine *engine;           /* unowned: it owns us */
  FielRefundMeans means;
  gboolean hold;
  GTask *held;                  /* owned, nullable */
  guint n_refunds;
  char *order;                  /* owned, nullable */
  char *day;                    /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FielRefundDesk, fiel_refund_desk, G_TYPE_OBJECT)

static void
fiel_refund_desk_finalize (GObject *object)
{
  FielRefundDesk *self = FIEL_REFUND_DESK (object);

  g_clear_object (&self->held);
  g_free (self->order);
  g_free (self->day);

  G_OBJECT_CLASS (fiel_refund_desk_parent_class)->finalize (object);
}

static void
fiel_refund_desk_class_init (FielRefundDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_refund_desk_finalize;
}

static void
fiel_refund_desk_init (FielRefundDesk *self)
{
  self->means.can_void = self->means.can_return = TRUE;
}

FielRefundDesk *
fiel_fake_refund_desk_new (FielEngine *engine)
{
  FielRefundDesk *self = g_object_new (FIEL_TYPE_REFUND_DESK, NULL);

  self->engine = engine;

  return self;
}

static FielRefundDesk *
get_desk (FielEngine *engine)
{
  return fiel_engine_get_refund_desk (engine);
}

void
fiel_fake_refund_desk_set_means (FielEngine *engine, gboolean can_void, gboolean can_return)
{
  get_desk (engine)->means.can_void = can_void;
  get_desk (engine)->means.can_return = can_return;
}

void
fiel_fake_refund_desk_set_day (FielEngine *engine, const char *day)
{
  g_free (get_desk (engine)->day);
  get_desk (engine)->day = g_strdup (day);
}

void
fiel_fake_refund_desk_hold (FielEngine *engine)
{
  get_desk (engine)->hold = TRUE;
}

guint
fiel_fake_refund_desk_get_n_refunds (FielEngine *engine)
{
  return get_desk (engine)->n_refunds;
}

const char *
fiel_fake_refund_desk_get_order (FielEngine *engine)
{
  return get_desk (engine)->order;
}

/* -- What the journal would hold ----------------------------------------------------------------------------------- */

FielAttempt *
fiel_fake_refund_desk_add_sale (FielEngine *engine, const char *terminal, gint64 minor, const char *reference,
                                const char *authorization, const char *last4)
{
  FielAttempt *sale = fiel_fake_engine_add_attempt (engine, terminal, minor, reference);

  fiel_attempt_set_card (sale, authorization, "VI", "CR", last4);
  fiel_attempt_set_approved (sale, fiel_attempt_get_amount (sale));
  fiel_attempt_set_state (sale, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED,
                          fiel_clock_get_wall_us (fiel_engine_get_clock (engine)));
  fiel_attempt_set_phase (sale, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (engine);

  return sale;
}

FielAttempt *
fiel_fake_refund_desk_add_return (FielEngine *engine, FielAttempt *sale, FielAttemptKind kind, gint64 minor)
{
  FielTerminal *terminal = sale != NULL ? fiel_attempt_get_terminal (sale) : fiel_engine_find_terminal (engine, "norte");
  FielAttempt *attempt;

  attempt = fiel_fake_engine_add_attempt_of (engine, kind, fiel_terminal_get_key (terminal), minor,
                                             sale != NULL ? fiel_attempt_get_reference (sale) : "9",
                                             sale != NULL ? fiel_attempt_get_id (sale) : NULL);
  if (sale != NULL)
    fiel_attempt_set_card (attempt, NULL, fiel_attempt_get_card_brand (sale), fiel_attempt_get_card_type (sale),
                           fiel_attempt_get_last4 (sale));

  return attempt;
}

/* -- What the window calls ----------------------------------------------------------------------------------------- */

static FielRefundFacts
make_facts (FielRefundDesk *self, FielAttempt *sale)
{
  GListModel *attempts = fiel_engine_get_attempts (self->engine);
  FielRefundFacts facts = {
    .kind = fiel_attempt_get_kind (sale),
    .closed = fiel_attempt_get_phase (sale) == FIEL_ATTEMPT_PHASE_DONE,
    .sold_minor = fiel_attempt_get_approved (sale).minor,
    .has_authorization = fiel_attempt_get_authorization (sale) != NULL,
    .has_slip = TRUE,
    .has_operation = TRUE,
    .has_date = TRUE,
  };

  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr (FielAttempt) other = g_list_model_get_item (attempts, i);
      gboolean open = fiel_attempt_get_phase (other) != FIEL_ATTEMPT_PHASE_DONE;

      if (g_strcmp0 (fiel_attempt_get_original (other), fiel_attempt_get_id (sale)) != 0)
        continue;
      facts.return_open |= open;
      if (open || fiel_outcome_moved_money (fiel_attempt_get_outcome (other)))
        facts.returned_minor += fiel_attempt_get_amount (other).minor;
    }

  return facts;
}

static FielRefundOffer *
make_offer (FielRefundDesk *self, FielAttempt *sale)
{
  FielProfile *profile = fiel_engine_get_profile (self->engine);
  const FielCurrency *currency = fiel_profile_get_currency (profile);
  FielRefundOffer *offer = fiel_refund_offer_new ();
  FielRefundFacts facts;

  offer->provider_name = g_strdup ("Getnet");
  offer->style = fiel_profile_get_number_style (profile);
  offer->limit_minor = fiel_profile_get_return_limit_minor (profile);
  if (sale == NULL)
    {
      offer->remaining = fiel_money_make (fiel_profile_get_unbound_return_limit_minor (profile), currency);
      offer->whole = offer->part = fiel_refund_plan_unbound (&self->means, TRUE, TRUE);
      offer->limit_minor = 0;
      return offer;
    }

  facts = make_facts (self, sale);
  offer->sale = g_object_ref (sale);
  offer->sold = fiel_money_make (facts.sold_minor, currency);
  offer->returned = fiel_money_make (facts.returned_minor, currency);
  offer->open = fiel_money_make (facts.return_open ? facts.returned_minor : 0, currency);
  offer->remaining = fiel_money_make (fiel_refund_plan_get_remaining (&facts), currency);
  offer->whole = fiel_refund_plan_whole (&facts, &self->means);
  offer->part = fiel_refund_plan_part (&facts, &self->means);
  offer->day = g_strdup (self->day);
  offer->day_is_open = self->day != NULL;

  return offer;
}

void
fiel_refund_desk_offer_async (FielRefundDesk *self, const char *attempt_id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  FielAttempt *sale = attempt_id != NULL ? fiel_engine_find_attempt (self->engine, attempt_id) : NULL;

  if (attempt_id != NULL && sale == NULL)
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "There is no such payment.");
  else
    g_task_return_pointer (task, make_offer (self, sale), (GDestroyNotify) fiel_refund_offer_free);
}

FielRefundOffer *
fiel_refund_desk_offer_finish (FielRefundDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
fiel_refund_desk_needs_approval (FielRefundDesk *self, const FielRefundOrder *order)
{
  return fiel_refund_order_needs_approval (order, fiel_engine_get_profile (self->engine));
}

void
fiel_fake_refund_desk_refuse (FielEngine *engine, FielEngineError code, const char *message)
{
  g_autoptr (GTask) task = g_steal_pointer (&get_desk (engine)->held);

  g_task_return_new_error (task, FIEL_ENGINE_ERROR, (int) code, "%s", message);
}

void
fiel_fake_refund_desk_answer (FielEngine *engine, const char *message)
{
  FielRefundDesk *self = get_desk (engine);
  g_autoptr (GTask) task = g_steal_pointer (&self->held);
  const FielRefundOrder *order = g_task_get_task_data (task);
  FielAttempt *sale = order->original != NULL ? fiel_engine_find_attempt (engine, order->original) : NULL;
  FielAttemptKind kind = FIEL_ATTEMPT_KIND_REFUND;
  g_autoptr (FielRefundOffer) offer = make_offer (self, sale);

  if (message != NULL)
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "%s", message);
      return;
    }

  if (sale != NULL && order->amount.minor == offer->remaining.minor && offer->whole.kind == FIEL_REFUND_KIND_VOID)
    kind = FIEL_ATTEMPT_KIND_VOID;
  g_task_return_pointer (task,
                         g_object_ref (fiel_fake_refund_desk_add_return (engine, sale, kind, order->amount.minor)),
                         g_object_unref);
}

void
fiel_refund_desk_refund_async (FielRefundDesk *self, const FielRefundOrder *order, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_assert_null (self->held);
  self->n_refunds++;
  g_free (self->order);
  self->order = g_strdup_printf ("%" G_GINT64_FORMAT " of %s on %s: %s (%s, %s)%s%s%s%s", order->amount.minor,
                                 order->original != NULL ? order->original : "-",
                                 order->terminal != NULL ? order->terminal : "-", order->purpose, order->actor,
                                 order->approver != NULL ? order->approver : "-",
                                 order->authorization != NULL ? " " : "",
                                 order->authorization != NULL ? order->authorization : "",
                                 order->date != NULL ? " " : "", order->date != NULL ? order->date : "");

  self->held = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (self->held, fiel_refund_order_copy (order), (GDestroyNotify) fiel_refund_order_free);
  if (!self->hold)
    fiel_fake_refund_desk_answer (self->engine, NULL);
}

FielAttempt *
fiel_refund_desk_refund_finish (FielRefundDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- The search ---------------------------------------------------------------------------------------------------- */

void
fiel_sale_search_async (FielEngine *engine, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, user_data);
  GPtrArray *sales = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_sale_free);
  GListModel *attempts = fiel_engine_get_attempts (engine);

  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (attempts, i);
      g_autoptr (FielSale) sale = fiel_sale_new_from_attempt (attempt);

      if (fiel_attempt_get_kind (attempt) == FIEL_ATTEMPT_KIND_SALE
          && fiel_outcome_moved_money (fiel_attempt_get_outcome (attempt)) && fiel_sale_matches (sale, text))
        g_ptr_array_add (sales, g_steal_pointer (&sale));
    }

  g_task_return_pointer (task, sales, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
fiel_sale_search_finish (FielEngine *engine, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
