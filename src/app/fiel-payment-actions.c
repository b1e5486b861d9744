/* fiel-payment-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-actions.h"

#include "fiel-announce.h"

#include <glib/gi18n.h>

typedef enum
{
  ACTION_ASK_CANCEL,
  ACTION_PAY_OTHERWISE,
  ACTION_PARK,
  ACTION_NOTE_SIGHTING,
  ACTION_RECORD_BY_HAND,
  ACTION_TRY_AGAIN,
  N_ACTIONS
} ActionIndex;

struct _FielPaymentActions
{
  GObject parent_instance;

  FielAttemptPages *pages;              /* weak, nullable */
  FielEngine *engine;                   /* owned, nullable */
  FielDrillCoach *coach;                /* owned, nullable: training only */
  GSimpleAction *actions[N_ACTIONS];    /* owned */
  gboolean shown;
  gboolean retrying;                    /* "try again" was pressed, and its intent is not durable yet */
};

G_DEFINE_FINAL_TYPE (FielPaymentActions, fiel_payment_actions, G_TYPE_OBJECT)

enum
{
  GO_ON,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* (nullable): what an action is about */
static FielAttempt *
get_attempt (FielPaymentActions *self)
{
  return self->shown && self->pages != NULL ? fiel_attempt_pages_get_attempt (self->pages) : NULL;
}

/* The same amount for the same ticket: only once it is certain that nothing moved, and undisputed. */
static gboolean
can_try_again (FielPaymentActions *self, FielAttempt *attempt)
{
  return !self->retrying && fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_DONE
         && fiel_attempt_get_kind (attempt) == FIEL_ATTEMPT_KIND_SALE
         && fiel_outcome_allows_new_attempt (fiel_attempt_get_outcome (attempt))
         && !fiel_attempt_get_conflict (attempt)
         && fiel_attempt_get_terminal (attempt) != NULL && fiel_engine_get_ready (self->engine)
         && fiel_engine_get_storage_trouble (self->engine) == NULL;
}

static void
update (FielPaymentActions *self)
{
  FielAttempt *attempt = self->engine != NULL ? get_attempt (self) : NULL;
  gboolean open = attempt != NULL && fiel_attempt_get_phase (attempt) != FIEL_ATTEMPT_PHASE_DONE;
  gboolean unconfirmed = open && fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_UNCONFIRMED;
  gboolean possible[N_ACTIONS] = {
    [ACTION_ASK_CANCEL] = open && fiel_attempt_get_can_cancel (attempt),
    [ACTION_PAY_OTHERWISE] = open && !unconfirmed,
    [ACTION_PARK] = unconfirmed,
    [ACTION_NOTE_SIGHTING] = unconfirmed,
    [ACTION_RECORD_BY_HAND] = unconfirmed,
    [ACTION_TRY_AGAIN] = attempt != NULL && can_try_again (self, attempt),
  };

  for (guint i = 0; i < N_ACTIONS; i++)
    g_simple_action_set_enabled (self->actions[i], possible[i]);
}

static void
ask_cancel_cb (FielPaymentActions *self)
{
  g_autoptr (GError) error = NULL;

  if (!fiel_engine_ask_cancel (self->engine, get_attempt (self), &error))
    fiel_announce (GTK_WIDGET (self->pages), error->message, FALSE);
}

/* Asking is all that can be done; only the proof that nothing was charged brings the till back. */
static void
pay_otherwise_cb (FielPaymentActions *self)
{
  if (self->coach != NULL)
    fiel_drill_coach_hear (self->coach, FIEL_DRILL_EVENT_STOP_ASKED);
  fiel_attempt_pages_leave_when_stopped (self->pages);
  g_action_activate (G_ACTION (self->actions[ACTION_ASK_CANCEL]), NULL);
}

static void
park_cb (FielPaymentActions *self)
{
  FielAttempt *attempt = get_attempt (self);
  g_autoptr (GError) error = NULL;

  if (fiel_attempt_get_parked (attempt) || fiel_engine_set_parked (self->engine, attempt, TRUE, &error))
    g_signal_emit (self, signals[GO_ON], 0, NULL);
  else
    fiel_announce (GTK_WIDGET (self->pages), error->message, FALSE);
}

/* It is kept; what it means is not ours to decide. */
static void
note_sighting_cb (FielPaymentActions *self, GVariant *sighting)
{
  const char *code;
  guint seen;
  g_autoptr (GError) error = NULL;

  g_variant_get (sighting, "(u&s)", &seen, &code);
  fiel_attempt_pages_set_note (self->pages, NULL);
  if (!fiel_engine_note_sighting (self->engine, get_attempt (self), (FielSighting) seen, *code != '\0' ? code : NULL,
                                  fiel_people_get_actor (fiel_engine_get_people (self->engine)), &error))
    fiel_attempt_pages_set_note (self->pages, error->message);
}

static void
record_by_hand_cb (FielPaymentActions *self, GVariant *record)
{
  const char *reason;
  const char *manager;
  const char *witness;
  gboolean charged;
  g_autoptr (GError) error = NULL;

  g_variant_get (record, "(b&s&s&s)", &charged, &reason, &manager, &witness);
  if (!fiel_engine_record_by_hand (self->engine, get_attempt (self), charged, reason, manager, witness, &error))
    fiel_attempt_pages_set_note (self->pages, error->message);
}

/* A result asks no manager: the till's own page does. */
static char *
describe_refusal (const GError *error)
{
  if (!g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_APPROVAL))
    return g_strdup (error->message);

  return g_strdup_printf ("%s %s", error->message, _("Start it as a new sale: there a manager can approve it."));
}

static void
tried_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielPaymentActions) self = FIEL_PAYMENT_ACTIONS (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error);
  g_autofree char *refusal = attempt == NULL ? describe_refusal (error) : NULL;

  /* The till went to another store meanwhile, or is gone. */
  if (self->engine != FIEL_ENGINE (source) || self->pages == NULL)
    return;

  self->retrying = FALSE;
  if (attempt != NULL)
    g_signal_emit (self, signals[GO_ON], 0, attempt);
  else
    fiel_attempt_pages_set_note (self->pages, refusal);
  update (self);
}

/* A new attempt for the same ticket. */
static void
try_again_cb (FielPaymentActions *self)
{
  FielAttempt *attempt = get_attempt (self);

  self->retrying = TRUE;
  fiel_attempt_pages_set_note (self->pages, NULL);
  update (self);
  fiel_engine_charge_async (self->engine, fiel_attempt_get_terminal (attempt), fiel_attempt_get_amount (attempt),
                            fiel_attempt_get_reference (attempt), FALSE,
                            fiel_people_get_actor (fiel_engine_get_people (self->engine)), tried_again_cb,
                            g_object_ref (self));
}

static void
fiel_payment_actions_dispose (GObject *object)
{
  FielPaymentActions *self = FIEL_PAYMENT_ACTIONS (object);

  g_clear_weak_pointer (&self->pages);
  g_clear_object (&self->coach);
  g_clear_object (&self->engine);
  for (guint i = 0; i < N_ACTIONS; i++)
    g_clear_object (&self->actions[i]);

  G_OBJECT_CLASS (fiel_payment_actions_parent_class)->dispose (object);
}

static void
fiel_payment_actions_class_init (FielPaymentActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_payment_actions_dispose;

  signals[GO_ON] = g_signal_new ("go-on", FIEL_TYPE_PAYMENT_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, FIEL_TYPE_ATTEMPT);
}

static void
fiel_payment_actions_init (FielPaymentActions *self)
{
}

static void
add_action (FielPaymentActions *self, GActionMap *window, ActionIndex index, const char *name, const char *parameter,
            GCallback activated)
{
  g_autoptr (GVariantType) type = parameter != NULL ? g_variant_type_new (parameter) : NULL;

  self->actions[index] = g_simple_action_new (name, type);
  g_signal_connect_object (self->actions[index], "activate", activated, self, G_CONNECT_SWAPPED);
  g_action_map_add_action (window, G_ACTION (self->actions[index]));
}

FielPaymentActions *
fiel_payment_actions_new (GActionMap *window, FielAttemptPages *pages)
{
  FielPaymentActions *self = NULL;

  g_return_val_if_fail (G_IS_ACTION_MAP (window), NULL);
  g_return_val_if_fail (FIEL_IS_ATTEMPT_PAGES (pages), NULL);

  self = g_object_new (FIEL_TYPE_PAYMENT_ACTIONS, NULL);
  g_set_weak_pointer (&self->pages, pages);
  add_action (self, window, ACTION_ASK_CANCEL, "ask-cancel", NULL, G_CALLBACK (ask_cancel_cb));
  add_action (self, window, ACTION_PAY_OTHERWISE, "pay-otherwise", NULL, G_CALLBACK (pay_otherwise_cb));
  add_action (self, window, ACTION_PARK, "park", NULL, G_CALLBACK (park_cb));
  add_action (self, window, ACTION_NOTE_SIGHTING, "note-sighting", "(us)", G_CALLBACK (note_sighting_cb));
  add_action (self, window, ACTION_RECORD_BY_HAND, "record-by-hand", "(bsss)", G_CALLBACK (record_by_hand_cb));
  add_action (self, window, ACTION_TRY_AGAIN, "try-again", NULL, G_CALLBACK (try_again_cb));
  update (self);

  return self;
}

void
fiel_payment_actions_set_engine (FielPaymentActions *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_PAYMENT_ACTIONS (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  self->retrying = FALSE;
  g_set_object (&self->engine, engine);
  update (self);
}

void
fiel_payment_actions_set_coach (FielPaymentActions *self, FielDrillCoach *coach)
{
  g_return_if_fail (FIEL_IS_PAYMENT_ACTIONS (self));
  g_return_if_fail (coach == NULL || FIEL_IS_DRILL_COACH (coach));

  g_set_object (&self->coach, coach);
}

void
fiel_payment_actions_update (FielPaymentActions *self, gboolean shown)
{
  g_return_if_fail (FIEL_IS_PAYMENT_ACTIONS (self));

  self->shown = shown;
  update (self);
}
