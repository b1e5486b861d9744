/* fiel-charge-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-charge-desk.h"

#include "fiel-attempt-private.h"
#include "fiel-engine.h"

#include <glib/gi18n-lib.h>

/**
 * FielChargeDesk:
 *
 *   wish ──► within bounds? ──► hold the terminal ──► our own question to it answered? ──► FielCharge ──► attempt
 *
 * The terminal is held for the wish from the first look on, so that two wishes cannot meet at it; the database stands
 * behind that (I4).
 */
struct _FielChargeDesk
{
  GObject parent_instance;

  FielProfile *profile;           /* owned */
  FielScribe *scribe;             /* owned */
  FielTerminalSet *terminals;     /* owned */
  FielAttemptBook *book;          /* owned */
  FielRandomFunc random;
  gpointer random_data;           /* the caller's */
  GPtrArray *charges;             /* owned, of FielCharge: intents that are not durable yet */
  GHashTable *follow_ups;         /* owned, set of attempt ids that were started by the engine itself */
  gboolean closed;
};

/* A charge on its way to its intent. */
typedef struct
{
  FielChargeDesk *desk;     /* owned */
  FielTerminalProber *prober;  /* owned: held for the charge */
  FielCharge *charge;       /* owned */
  FielAttempt *followed;    /* owned, nullable: the attempt the engine follows up by itself */
  GTask *task;              /* owned, nullable: whoever asked */
} Charging;

enum
{
  PROP_0,
  PROP_N_CHARGES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FielChargeDesk, fiel_charge_desk, G_TYPE_OBJECT)

static void begin_charge (FielChargeDesk *self, FielTerminalProber *prober, const FielChargeOrder *order,
                          FielAttempt *followed, GTask *task);
static void idle_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void charged_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
charging_free (Charging *charging)
{
  g_clear_object (&charging->followed);
  g_clear_object (&charging->task);
  g_clear_object (&charging->charge);
  g_clear_object (&charging->prober);
  g_object_unref (charging->desk);
  g_free (charging);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Charging, charging_free)

static void
fiel_charge_desk_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_N_CHARGES:
      g_value_set_uint (value, fiel_charge_desk_get_n_charges (FIEL_CHARGE_DESK (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_charge_desk_finalize (GObject *object)
{
  FielChargeDesk *self = FIEL_CHARGE_DESK (object);

  g_ptr_array_unref (self->charges);
  g_hash_table_unref (self->follow_ups);
  g_object_unref (self->book);
  g_object_unref (self->terminals);
  g_object_unref (self->scribe);
  g_object_unref (self->profile);

  G_OBJECT_CLASS (fiel_charge_desk_parent_class)->finalize (object);
}

static void
fiel_charge_desk_class_init (FielChargeDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_charge_desk_get_property;
  object_class->finalize = fiel_charge_desk_finalize;

  properties[PROP_N_CHARGES] =
    g_param_spec_uint ("n-charges", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_charge_desk_init (FielChargeDesk *self)
{
  self->charges = g_ptr_array_new_with_free_func (g_object_unref);
  self->follow_ups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
count_charges (FielChargeDesk *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHARGES]);
}

/* What may be taken */

static gboolean
refuse (GError **error, FielEngineError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_ENGINE_ERROR, (int) code, sentence);

  return FALSE;
}

static gboolean
check_usable (FielChargeDesk *self, GError **error)
{
  const char *trouble = fiel_scribe_get_trouble (self->scribe);

  if (self->closed)
    return refuse (error, FIEL_ENGINE_ERROR_NOT_READY, _ ("The program is ending."));

  return trouble == NULL || refuse (error, FIEL_ENGINE_ERROR_STORAGE, trouble);
}

static gboolean
check_order (FielChargeDesk *self, FielTerminal *terminal, const FielChargeOrder *order, GError **error)
{
  FielTerminalProber *prober = fiel_terminal_set_find (self->terminals, fiel_terminal_get_key (terminal));

  if (!check_usable (self, error) || !fiel_charge_check_amount (self->profile, order->amount, error))
    return FALSE;
  if (!fiel_charge_check_link (prober != NULL ? fiel_terminal_prober_get_link (prober) : NULL, error))
    return FALSE;
  if (fiel_terminal_get_attempt (terminal) != NULL || fiel_terminal_prober_is_held (prober))
    return refuse (error, FIEL_ENGINE_ERROR_TERMINAL_BUSY,
                   _ ("A payment is still open on this terminal. Choose another one, or wait for its result."));
  if (order->reference == NULL)
    return TRUE;
  if (!fiel_charge_check_reference (order->reference, error))
    return FALSE;
  if (fiel_attempt_book_has_open (self->book, order->reference))
    return refuse (error, FIEL_ENGINE_ERROR_TICKET_BUSY,
                   _ ("This ticket has a payment that is still open. Wait for its result before charging again."));

  return TRUE;
}

/* From a wish to an attempt */

void
fiel_charge_desk_charge_async (FielChargeDesk *self,
                               FielTerminal *terminal,
                               const FielChargeOrder *order,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_CHARGE_DESK (self));
  g_return_if_fail (FIEL_IS_TERMINAL (terminal));
  g_return_if_fail (order != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_charge_desk_charge_async);
  if (check_order (self, terminal, order, &error))
    begin_charge (self, fiel_terminal_set_find (self->terminals, fiel_terminal_get_key (terminal)), order, NULL,
                  g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* @followed, @task: (transfer full) (nullable) */
static void
begin_charge (FielChargeDesk *self, FielTerminalProber *prober, const FielChargeOrder *order, FielAttempt *followed,
              GTask *task)
{
  Charging *charging = g_new0 (Charging, 1);
  FielChargeOrder whole = *order;

  charging->desk = g_object_ref (self);
  charging->prober = g_object_ref (prober);
  charging->followed = followed;
  charging->task = task;
  whole.terminal = fiel_terminal_prober_get_place (prober);
  charging->charge =
    fiel_charge_new (self->scribe, fiel_terminal_prober_get_link (prober), &whole, self->random, self->random_data);
  g_ptr_array_add (self->charges, g_object_ref (charging->charge));
  count_charges (self);
  if (fiel_terminal_prober_hold (prober))
    fiel_charge_run_async (charging->charge, charged_cb, charging);
  else
    fiel_terminal_prober_wait_async (prober, idle_cb, charging);
}

/* @attempt: (nullable): NULL with @error. Whoever asked is told, and the terminal may be asked after again. */
static void
end_charge (FielChargeDesk *self, Charging *charging, FielAttempt *attempt, GError *error)
{
  g_return_if_fail (attempt != NULL || error != NULL);

  fiel_terminal_prober_release (charging->prober);
  if (attempt != NULL && charging->followed != NULL)
    fiel_attempt_set_successor (charging->followed, attempt);
  else if (charging->followed != NULL)
    fiel_attempt_set_followed_up (charging->followed, FALSE);
  if (attempt != NULL && charging->task != NULL)
    g_task_return_pointer (charging->task, g_object_ref (attempt), g_object_unref);
  else if (charging->task != NULL)
    g_task_return_error (charging->task, g_error_copy (error));
  else if (error != NULL)
    g_message ("Attempt %s is not followed up: %s", fiel_attempt_get_id (charging->followed), error->message);

  g_ptr_array_remove (self->charges, charging->charge);
  count_charges (self);
}

/* The terminal answers no question of ours any more. */
static void
idle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Charging) charging = user_data;
  FielCharge *charge = charging->charge;
  g_autoptr (GError) error = NULL;

  fiel_terminal_prober_wait_finish (FIEL_TERMINAL_PROBER (source), result);
  if (check_usable (charging->desk, &error))
    fiel_charge_run_async (charge, charged_cb, g_steal_pointer (&charging));
  else
    end_charge (charging->desk, charging, NULL, error);
}

/* The intent is durable: from here on there is an attempt, and its request leaves. */
static FielAttempt *
begin_attempt (FielChargeDesk *self, FielCharge *charge)
{
  FielAttemptRecord *record = fiel_charge_get_record (charge);
  FielTerminalProber *prober = fiel_terminal_set_find (self->terminals, record->terminal);

  return fiel_attempt_book_begin (self->book, self->scribe, fiel_terminal_prober_get_link (prober),
                                  fiel_terminal_prober_get_terminal (prober), record,
                                  fiel_charge_steal_call (charge));
}

static void
charged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Charging) charging = user_data;
  FielChargeDesk *self = charging->desk;
  FielCharge *charge = FIEL_CHARGE (source);
  FielAttempt *attempt = NULL;
  g_autoptr (GError) error = NULL;

  if (fiel_charge_run_finish (charge, result, &error))
    {
      if (charging->followed != NULL)
        g_hash_table_add (self->follow_ups, g_strdup (fiel_charge_get_record (charge)->attempt_id));
      attempt = begin_attempt (self, charge);
    }

  end_charge (self, charging, attempt, error);
}

FielAttempt *
fiel_charge_desk_charge_finish (FielChargeDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_charge_desk_charge_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Following up */

/* The token was refused, so nothing was taken: the provider has signed in anew meanwhile, and the same ticket may try
 * once more. */
static void
follow_up (FielChargeDesk *self, FielAttempt *attempt)
{
  FielAttemptRunner *runner = fiel_attempt_book_find_runner (self->book, fiel_attempt_get_id (attempt));
  FielTerminalProber *prober = NULL;
  FielChargeOrder order = { .follow_up = TRUE };

  if (runner == NULL || !fiel_attempt_runner_may_repeat (runner) || self->closed
      || fiel_attempt_get_kind (attempt) != FIEL_ATTEMPT_KIND_SALE
      || g_hash_table_contains (self->follow_ups, fiel_attempt_get_id (attempt)))
    return;

  prober = fiel_terminal_set_find (self->terminals, fiel_attempt_runner_get_record (runner)->terminal);
  if (prober == NULL || fiel_terminal_prober_get_link (prober) == NULL)
    return;

  order.amount = fiel_attempt_get_amount (attempt);
  order.reference = fiel_attempt_get_reference (attempt);
  order.actor = fiel_attempt_get_actor (attempt);
  fiel_attempt_set_followed_up (attempt, TRUE);
  begin_charge (self, prober, &order, g_object_ref (attempt), NULL);
}

FielChargeDesk *
fiel_charge_desk_new (FielProfile *profile,
                      FielScribe *scribe,
                      FielTerminalSet *terminals,
                      FielAttemptBook *book,
                      FielRandomFunc random,
                      gpointer random_data)
{
  FielChargeDesk *self = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (FIEL_IS_SCRIBE (scribe), NULL);
  g_return_val_if_fail (FIEL_IS_TERMINAL_SET (terminals), NULL);
  g_return_val_if_fail (FIEL_IS_ATTEMPT_BOOK (book), NULL);

  self = g_object_new (FIEL_TYPE_CHARGE_DESK, NULL);
  self->profile = g_object_ref (profile);
  self->scribe = g_object_ref (scribe);
  self->terminals = g_object_ref (terminals);
  self->book = g_object_ref (book);
  self->random = random;
  self->random_data = random_data;
  g_signal_connect_object (book, "signed-out", G_CALLBACK (follow_up), self, G_CONNECT_SWAPPED);

  return self;
}

guint
fiel_charge_desk_get_n_charges (FielChargeDesk *self)
{
  g_return_val_if_fail (FIEL_IS_CHARGE_DESK (self), 0);

  return self->charges->len;
}

void
fiel_charge_desk_close (FielChargeDesk *self)
{
  g_return_if_fail (FIEL_IS_CHARGE_DESK (self));

  self->closed = TRUE;
}
