/* fiel-refund-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-refund-desk-private.h"

#include "fiel-engine.h"
#include "fiel-recovery.h"
#include "fiel-refund-history.h"
#include "fiel-refund.h"

#include <glib/gi18n-lib.h>

/**
 * FielRefundDesk:
 *
 *   wish ──► within the store's rules? ──► whose terminal? ──► hold it ──► our own question to it answered?
 *        ──► FielRefund ──► attempt
 *
 * What FielChargeDesk is for a sale. The terminal is held for the wish, so that a sale and a return, or two presses,
 * cannot meet at it; the database stands behind that (I4).
 */
struct _FielRefundDesk
{
  GObject parent_instance;

  FielProfile *profile;           /* owned */
  FielPeople *people;             /* owned */
  FielScribe *scribe;             /* owned */
  FielTerminalSet *terminals;     /* owned */
  FielAttemptBook *book;          /* owned */
  FielAlertBook *alerts;          /* owned */
  FielRandomFunc random;
  gpointer random_data;           /* the caller's */
  GHashTable *unlisted;           /* owned, set of attempt ids: sales their terminal's open batch does not hold */
  GHashTable *codes;              /* owned, set of authorizations typed for the wishes on their way */
  guint n_refunds;
  gboolean closed;
};

/* A wish on its way to its intent. */
typedef struct
{
  FielRefundOrder *order;         /* owned */
  FielTerminalProber *prober;     /* owned, nullable until the terminal is known; then it is held */
  gboolean approved;              /* it uses an approval up, if something comes of it */
  gboolean coded;                 /* its authorization is in the set */
} Wish;

enum
{
  PROP_0,
  PROP_N_REFUNDS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FielRefundDesk, fiel_refund_desk, G_TYPE_OBJECT)

static void offer_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void original_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void idle_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void refunded_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
wish_free (Wish *wish)
{
  fiel_refund_order_free (wish->order);
  g_clear_object (&wish->prober);
  g_free (wish);
}

static void
fiel_refund_desk_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_N_REFUNDS:
      g_value_set_uint (value, fiel_refund_desk_get_n_refunds (FIEL_REFUND_DESK (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_refund_desk_finalize (GObject *object)
{
  FielRefundDesk *self = FIEL_REFUND_DESK (object);

  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->unlisted);
  g_object_unref (self->alerts);
  g_object_unref (self->book);
  g_object_unref (self->terminals);
  g_object_unref (self->scribe);
  g_object_unref (self->people);
  g_object_unref (self->profile);

  G_OBJECT_CLASS (fiel_refund_desk_parent_class)->finalize (object);
}

static void
fiel_refund_desk_class_init (FielRefundDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_refund_desk_get_property;
  object_class->finalize = fiel_refund_desk_finalize;

  properties[PROP_N_REFUNDS] =
    g_param_spec_uint ("n-refunds", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_refund_desk_init (FielRefundDesk *self)
{
  self->unlisted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

FielRefundDesk *
fiel_refund_desk_new (FielProfile *profile,
                      FielPeople *people,
                      FielScribe *scribe,
                      FielTerminalSet *terminals,
                      FielAttemptBook *book,
                      FielAlertBook *alerts,
                      FielRandomFunc random,
                      gpointer random_data)
{
  FielRefundDesk *self = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (FIEL_IS_PEOPLE (people), NULL);
  g_return_val_if_fail (FIEL_IS_SCRIBE (scribe), NULL);
  g_return_val_if_fail (FIEL_IS_TERMINAL_SET (terminals), NULL);
  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (book), NULL);
  g_return_val_if_fail (FIEL_IS_ALERT_BOOK (alerts), NULL);

  self = g_object_new (FIEL_TYPE_REFUND_DESK, NULL);
  self->profile = g_object_ref (profile);
  self->people = g_object_ref (people);
  self->scribe = g_object_ref (scribe);
  self->terminals = g_object_ref (terminals);
  self->book = g_object_ref (book);
  self->alerts = g_object_ref (alerts);
  self->random = random;
  self->random_data = random_data;

  return self;
}

static gboolean
refuse (GError **error, FielEngineError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_ENGINE_ERROR, (int) code, sentence);

  return FALSE;
}

static gboolean
check_usable (FielRefundDesk *self, GError **error)
{
  const char *trouble = fiel_scribe_get_trouble (self->scribe);

  if (self->closed)
    return refuse (error, FIEL_ENGINE_ERROR_NOT_READY, _ ("The program is ending."));

  return trouble == NULL || refuse (error, FIEL_ENGINE_ERROR_STORAGE, trouble);
}

/* Who is at the till, and whether the manager has really said yes: an approval is good for one wish. */
static gboolean
check_people (FielRefundDesk *self, const FielRefundOrder *order, GError **error)
{
  g_autofree char *subject = fiel_refund_order_make_subject (order);
  g_autoptr (GError) trouble = NULL;

  if (!fiel_people_check_signed_in (self->people, order->actor, &trouble))
    return refuse (error, FIEL_ENGINE_ERROR_LOCKED, trouble->message);

  return order->approver == NULL
         || fiel_people_take_approval (self->people, FIEL_ACT_APPROVE_RETURN, subject, order->approver, &trouble)
         || refuse (error, FIEL_ENGINE_ERROR_APPROVAL, trouble->message);
}

static GError *
translate_reading (FielRefundDesk *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_error_new_literal (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE,
                                _ ("This till has no such payment."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  fiel_scribe_notice_trouble (self->scribe, error);

  return g_error_new_literal (FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_STORAGE, error->message);
}

/* What can be given back */

/* Any terminal of that provider; (nullable). */
static FielTerminalProber *
find_prober_of (FielRefundDesk *self, const char *provider)
{
  GListModel *terminals = fiel_terminal_set_get_terminals (self->terminals);

  for (guint i = 0; i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (terminals, i);
      FielTerminalProber *prober = fiel_terminal_set_find (self->terminals, fiel_terminal_get_key (terminal));

      if (provider == NULL || g_str_equal (fiel_terminal_prober_get_place (prober)->provider, provider))
        return prober;
    }

  return NULL;
}

static FielAttempt *
make_sale (FielRefundDesk *self, const FielAttemptRecord *original, const char *provider_name)
{
  FielTerminalProber *prober = fiel_terminal_set_find (self->terminals, original->terminal);

  return fiel_recovery_make_attempt (original, prober != NULL ? fiel_terminal_prober_get_terminal (prober) : NULL,
                                     provider_name, NULL,
                                     fiel_clock_get_boot_id (fiel_scribe_get_clock (self->scribe)));
}

static FielRefundOffer *
make_offer (FielRefundDesk *self, const FielRefundHistory *history)
{
  const FielAttemptRecord *original = history->original;
  FielTerminalProber *own = fiel_terminal_set_find (self->terminals, original->terminal);
  FielTerminalProber *prober = own != NULL ? own : find_prober_of (self, original->provider);
  FielProviderLink *link = prober != NULL ? fiel_terminal_prober_get_link (prober) : NULL;
  gboolean elsewhere = own == NULL || !fiel_refund_history_is_at (history, fiel_terminal_prober_get_place (own));
  FielRefundFacts facts =
    fiel_refund_history_make_facts (history, fiel_alert_book_get_alerts (self->alerts), elsewhere);
  FielRefundOffer *offer = NULL;

  facts.batch_closed = facts.batch_closed || g_hash_table_contains (self->unlisted, original->attempt_id);
  /* The key may stand for a terminal of another cloud by now, which knows nothing of that sale. */
  if (link != NULL && !g_str_equal (fiel_provider_link_get_key (link), original->provider))
    link = NULL;

  offer = fiel_refund_history_make_offer (history, &facts, link, fiel_profile_get_number_style (self->profile));
  offer->sale = make_sale (self, original, offer->provider_name);
  offer->limit_minor = fiel_profile_get_return_limit_minor (self->profile);

  return offer;
}

static FielRefundOffer *
make_unbound_offer (FielRefundDesk *self)
{
  FielTerminalProber *prober = find_prober_of (self, NULL);
  FielProviderLink *link = prober != NULL ? fiel_terminal_prober_get_link (prober) : NULL;
  const FielRefundMeans means = fiel_refund_history_find_means (link);
  const FielCurrency *currency = fiel_profile_get_currency (self->profile);
  FielRefundOffer *offer = fiel_refund_offer_new ();

  offer->sold = offer->returned = offer->open = fiel_money_make (0, currency);
  offer->remaining = fiel_money_make (fiel_profile_get_unbound_return_limit_minor (self->profile), currency);
  offer->whole = offer->part = fiel_refund_plan_unbound (&means, TRUE, TRUE);
  offer->provider_name = g_strdup (link != NULL ? fiel_provider_link_get_name (link) : "");
  offer->style = fiel_profile_get_number_style (self->profile);

  return offer;
}

void
fiel_refund_desk_offer_async (FielRefundDesk *self,
                              const char *attempt_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_REFUND_DESK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_refund_desk_offer_async);
  if (attempt_id != NULL)
    fiel_refund_history_read_async (fiel_scribe_get_journal (self->scribe), attempt_id, cancellable, offer_read_cb,
                                    g_steal_pointer (&task));
  else if (fiel_profile_get_unbound_return_limit_minor (self->profile) > 0)
    g_task_return_pointer (task, make_unbound_offer (self), (GDestroyNotify) fiel_refund_offer_free);
  else
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "%s",
                             _ ("This store gives nothing back without the sale. Find the sale first."));
}

/* What no offer is made of: there is no sale that brought anything. */
static gboolean
is_hopeless (FielRefundObstacle obstacle)
{
  return obstacle == FIEL_REFUND_OBSTACLE_NOT_A_SALE || obstacle == FIEL_REFUND_OBSTACLE_OPEN
         || obstacle == FIEL_REFUND_OBSTACLE_NOT_CHARGED;
}

static void
offer_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielRefundDesk *self = g_task_get_source_object (task);
  g_autoptr (FielRefundHistory) history = NULL;
  g_autoptr (FielRefundOffer) offer = NULL;
  g_autoptr (GError) trouble = NULL;
  g_autofree char *sentence = NULL;

  history = fiel_refund_history_read_finish (FIEL_JOURNAL (source), result, &trouble);
  if (history == NULL)
    {
      g_task_return_error (task, translate_reading (self, trouble));
      return;
    }

  offer = make_offer (self, history);
  if (is_hopeless (offer->whole.obstacle))
    sentence = fiel_refund_offer_describe_obstacle (offer, offer->whole.obstacle);
  else
    sentence = fiel_refund_offer_describe_currency (history->original, fiel_profile_get_currency (self->profile));
  if (sentence != NULL)
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_RETURNABLE, "%s", sentence);
      return;
    }

  g_task_return_pointer (task, g_steal_pointer (&offer), (GDestroyNotify) fiel_refund_offer_free);
}

FielRefundOffer *
fiel_refund_desk_offer_finish (FielRefundDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_refund_desk_offer_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
fiel_refund_desk_needs_approval (FielRefundDesk *self, const FielRefundOrder *order)
{
  g_return_val_if_fail (FIEL_IS_REFUND_DESK (self), TRUE);

  return fiel_refund_order_needs_approval (order, self->profile);
}

/* From a wish to an attempt */

/* What a slip gives back is counted before the intent is written, and the database knows no slips: so one at a time. */
static gboolean
take_code (FielRefundDesk *self, Wish *wish, GError **error)
{
  if (wish->order->authorization == NULL)
    return TRUE;

  wish->coded = g_hash_table_add (self->codes, g_strdup (wish->order->authorization));

  return wish->coded
         || refuse (error, FIEL_ENGINE_ERROR_NOT_READY,
                    _ ("Something else was saved in the same moment. Nothing was sent: look again, and try again."));
}

/* @change: 1 or -1 */
static void
count_refunds (FielRefundDesk *self, int change)
{
  self->n_refunds = (guint) ((int) self->n_refunds + change);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_REFUNDS]);
}

/* @task: (transfer full). @attempt: (nullable): NULL with @error. Whoever asked is told, and the terminal may be asked
 * after again. */
static void
end_wish (GTask *task, FielAttempt *attempt, GError *error)
{
  g_autoptr (GTask) owned = task;
  FielRefundDesk *self = g_task_get_source_object (task);
  Wish *wish = g_task_get_task_data (task);
  g_autofree char *subject = fiel_refund_order_make_subject (wish->order);

  if (wish->prober != NULL)
    fiel_terminal_prober_release (wish->prober);
  if (wish->coded)
    g_hash_table_remove (self->codes, wish->order->authorization);
  if (attempt == NULL && wish->approved)
    fiel_people_give_back_approval (self->people, FIEL_ACT_APPROVE_RETURN, subject, wish->order->approver);
  if (attempt != NULL)
    g_task_return_pointer (task, g_object_ref (attempt), g_object_unref);
  else
    g_task_return_error (task, g_error_copy (error));

  count_refunds (self, -1);
}

/* @task: (transfer full) */
static void
run_refund (GTask *task)
{
  FielRefundDesk *self = g_task_get_source_object (task);
  Wish *wish = g_task_get_task_data (task);
  const char *original = wish->order->original;
  const FielRefundLimits limits = {
    .approval = fiel_profile_get_return_limit_minor (self->profile),
    .unbound = fiel_profile_get_unbound_return_limit_minor (self->profile),
  };
  g_autoptr (FielRefund) refund =
    fiel_refund_new (self->scribe, fiel_terminal_prober_get_link (wish->prober),
                     fiel_terminal_prober_get_place (wish->prober), wish->order, &limits,
                     original != NULL && g_hash_table_contains (self->unlisted, original),
                     fiel_alert_book_get_alerts (self->alerts), fiel_profile_get_number_style (self->profile),
                     self->random, self->random_data);

  fiel_refund_run_async (refund, refunded_cb, task);
}

static FielTerminalProber *
choose_prober (FielRefundDesk *self, const char *key, GError **error)
{
  FielTerminalProber *prober = fiel_terminal_set_find (self->terminals, key);

  if (prober == NULL || fiel_terminal_prober_get_link (prober) == NULL)
    {
      refuse (error, FIEL_ENGINE_ERROR_PROVIDER, _ ("This terminal is not set up at this till. Choose another one."));
      return NULL;
    }
  if (fiel_terminal_get_attempt (fiel_terminal_prober_get_terminal (prober)) != NULL
      || fiel_terminal_prober_is_held (prober))
    {
      refuse (error, FIEL_ENGINE_ERROR_TERMINAL_BUSY,
              _ ("A payment is still open on this terminal. Choose another one, or wait for its result."));
      return NULL;
    }

  return prober;
}

/* @task: (transfer full) */
static void
hold_terminal (GTask *task, const char *key)
{
  FielRefundDesk *self = g_task_get_source_object (task);
  Wish *wish = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  FielTerminalProber *prober = check_usable (self, &error) ? choose_prober (self, key, &error) : NULL;

  if (prober == NULL)
    {
      end_wish (task, NULL, error);
      return;
    }

  wish->prober = g_object_ref (prober);
  if (fiel_terminal_prober_hold (prober))
    run_refund (task);
  else
    fiel_terminal_prober_wait_async (prober, idle_cb, task);
}

void
fiel_refund_desk_refund_async (FielRefundDesk *self,
                               const FielRefundOrder *order,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;
  Wish *wish = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now_us;

  g_return_if_fail (FIEL_IS_REFUND_DESK (self));
  g_return_if_fail (order != NULL);

  now_us = fiel_clock_get_wall_us (fiel_scribe_get_clock (self->scribe));
  wish = g_new0 (Wish, 1);
  wish->order = fiel_refund_order_copy (order);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_refund_desk_refund_async);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  count_refunds (self, 1);
  if (!check_usable (self, &error) || !fiel_refund_order_check (order, self->profile, now_us, &error)
      || !take_code (self, wish, &error) || !check_people (self, order, &error))
    {
      end_wish (task, NULL, error);
      return;
    }

  wish->approved = order->approver != NULL && fiel_people_get_exist (self->people);
  if (order->terminal != NULL)
    hold_terminal (task, order->terminal);
  else
    fiel_refund_history_read_async (fiel_scribe_get_journal (self->scribe), order->original, NULL, original_read_cb,
                                    task);
}

static void
original_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (FielRefundHistory) history = NULL;
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GError) error = NULL;

  history = fiel_refund_history_read_finish (FIEL_JOURNAL (source), result, &trouble);
  if (history != NULL)
    {
      hold_terminal (task, history->original->terminal);
      return;
    }

  error = translate_reading (g_task_get_source_object (task), trouble);
  end_wish (task, NULL, error);
}

/* The terminal answers no question of ours any more. */
static void
idle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;

  fiel_terminal_prober_wait_finish (FIEL_TERMINAL_PROBER (source), result);
  if (check_usable (g_task_get_source_object (task), &error))
    run_refund (task);
  else
    end_wish (task, NULL, error);
}

/* The intent is durable: from here on there is an attempt, and its request leaves. */
static void
refunded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FielRefundDesk *self = g_task_get_source_object (task);
  Wish *wish = g_task_get_task_data (task);
  FielRefund *refund = FIEL_REFUND (source);
  FielAttempt *attempt = NULL;
  g_autoptr (GError) error = NULL;

  if (fiel_refund_run_finish (refund, result, &error))
    attempt = fiel_attempt_book_begin (self->book, self->scribe, fiel_terminal_prober_get_link (wish->prober),
                                       fiel_terminal_prober_get_terminal (wish->prober),
                                       fiel_refund_get_record (refund), fiel_refund_steal_call (refund));
  else if (fiel_refund_get_is_unlisted (refund))
    g_hash_table_add (self->unlisted, g_strdup (wish->order->original));

  end_wish (task, attempt, error);
}

FielAttempt *
fiel_refund_desk_refund_finish (FielRefundDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_refund_desk_refund_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
fiel_refund_desk_get_n_refunds (FielRefundDesk *self)
{
  g_return_val_if_fail (FIEL_IS_REFUND_DESK (self), 0);

  return self->n_refunds;
}

void
fiel_refund_desk_close (FielRefundDesk *self)
{
  g_return_if_fail (FIEL_IS_REFUND_DESK (self));

  self->closed = TRUE;
}
