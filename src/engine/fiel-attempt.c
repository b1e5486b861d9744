/* fiel-attempt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"

#include "fiel-timeline.h"

/**
 * FielAttempt:
 *
 * One payment attempt as the interface watches it. It holds no behaviour and decides nothing: the engine's runner is
 * the only writer, and writes only what is durable already.
 *
 * Texts, times and flags are kept in arrays in the order of their properties, so that each kind has one getter, one
 * setter and one place that notifies.
 */

enum
{
  PROP_0,

  /* texts */
  PROP_ID,
  PROP_REFERENCE,
  PROP_TERMINAL_NAME,
  PROP_PROVIDER_NAME,
  PROP_ACTOR,
  PROP_ORIGINAL,
  PROP_PROVIDER_ID,
  PROP_PROVIDER_CODE,
  PROP_PROVIDER_MESSAGE,
  PROP_AUTHORIZATION,
  PROP_CARD_BRAND,
  PROP_CARD_TYPE,
  PROP_LAST4,
  PROP_SLIP_CODE,

  /* times, in microseconds */
  PROP_SAVED_WALL_US,
  PROP_CLOSED_WALL_US,
  PROP_SENT_US,
  PROP_DEADLINE_US,
  PROP_LAST_CHECK_US,
  PROP_NEXT_CHECK_US,

  /* flags */
  PROP_CAN_CANCEL,
  PROP_CHECKING,
  PROP_TERMINAL_SEEN_BUSY,
  PROP_CONFLICT,
  PROP_PARKED,
  PROP_FOLLOWED_UP,

  /* the rest */
  PROP_KIND,
  PROP_AMOUNT,
  PROP_APPROVED,
  PROP_TERMINAL,
  PROP_STATE,
  PROP_PHASE,
  PROP_OUTCOME,
  PROP_REASON,
  PROP_CANCEL_STATE,
  PROP_CONTRADICTION,
  PROP_SIGHTING,
  PROP_N_CHECKS,
  PROP_SUCCESSOR,
  PROP_STEPS,
  N_PROPS
};

#define FIRST_TEXT PROP_ID
#define FIRST_TIME PROP_SAVED_WALL_US
#define FIRST_FLAG PROP_CAN_CANCEL
#define N_TEXTS (FIRST_TIME - FIRST_TEXT)
#define N_TIMES (FIRST_FLAG - FIRST_TIME)
#define N_FLAGS (PROP_KIND - FIRST_FLAG)

struct _FielAttempt
{
  GObject parent_instance;

  char *texts[N_TEXTS];      /* owned, nullable */
  gint64 times[N_TIMES];
  gboolean flags[N_FLAGS];

  FielAttemptKind kind;
  FielMoney amount;
  FielMoney approved;
  FielTerminal *terminal;    /* owned, nullable */
  FielAttemptState state;
  FielAttemptPhase phase;
  FielOutcome outcome;
  FielReason reason;
  FielCancelState cancel_state;
  FielContradiction contradiction;
  FielSighting sighting;
  guint n_checks;
  FielAttempt *successor;    /* owned, nullable */
  GListStore *steps;         /* owned, of FielStep */
};

static GParamSpec *properties[N_PROPS];

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielAttemptPhase, fiel_attempt_phase,
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_PHASE_SENDING, "sending"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_PHASE_WAITING, "waiting"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_PHASE_CHECKING, "checking"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_PHASE_UNCONFIRMED, "unconfirmed"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_PHASE_DONE, "done"))
/* clang-format on */

G_DEFINE_FINAL_TYPE (FielAttempt, fiel_attempt, G_TYPE_OBJECT)

static void
notify (FielAttempt *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_text (FielAttempt *self, guint prop_id, const char *text)
{
  char **kept = &self->texts[prop_id - FIRST_TEXT];

  if (g_strcmp0 (*kept, text) == 0)
    return;

  g_free (*kept);
  *kept = g_strdup (text);
  notify (self, prop_id);
}

static void
set_time (FielAttempt *self, guint prop_id, gint64 us)
{
  gint64 *kept = &self->times[prop_id - FIRST_TIME];

  if (*kept == us)
    return;

  *kept = us;
  notify (self, prop_id);
}

static void
set_flag (FielAttempt *self, guint prop_id, gboolean flag)
{
  gboolean *kept = &self->flags[prop_id - FIRST_FLAG];

  flag = !!flag;
  if (*kept == flag)
    return;

  *kept = flag;
  notify (self, prop_id);
}

static void
get_rest (FielAttempt *self, guint prop_id, GValue *value)
{
  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_AMOUNT:
      g_value_set_boxed (value, &self->amount);
      break;

    case PROP_APPROVED:
      g_value_set_boxed (value, &self->approved);
      break;

    case PROP_TERMINAL:
      g_value_set_object (value, self->terminal);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_PHASE:
      g_value_set_enum (value, self->phase);
      break;

    case PROP_OUTCOME:
      g_value_set_enum (value, self->outcome);
      break;

    case PROP_REASON:
      g_value_set_int (value, self->reason);
      break;

    case PROP_CANCEL_STATE:
      g_value_set_enum (value, self->cancel_state);
      break;

    case PROP_CONTRADICTION:
      g_value_set_enum (value, self->contradiction);
      break;

    case PROP_SIGHTING:
      g_value_set_enum (value, self->sighting);
      break;

    case PROP_N_CHECKS:
      g_value_set_uint (value, self->n_checks);
      break;

    case PROP_SUCCESSOR:
      g_value_set_object (value, self->successor);
      break;

    default:
      g_value_set_object (value, self->steps);
    }
}

static void
fiel_attempt_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielAttempt *self = FIEL_ATTEMPT (object);

  if (prop_id < FIRST_TEXT || prop_id >= N_PROPS)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else if (prop_id < FIRST_TIME)
    g_value_set_string (value, self->texts[prop_id - FIRST_TEXT]);
  else if (prop_id < FIRST_FLAG)
    g_value_set_int64 (value, self->times[prop_id - FIRST_TIME]);
  else if (prop_id < PROP_KIND)
    g_value_set_boolean (value, self->flags[prop_id - FIRST_FLAG]);
  else
    get_rest (self, prop_id, value);
}

static void
fiel_attempt_dispose (GObject *object)
{
  FielAttempt *self = FIEL_ATTEMPT (object);

  g_clear_object (&self->terminal);
  g_clear_object (&self->successor);

  G_OBJECT_CLASS (fiel_attempt_parent_class)->dispose (object);
}

static void
fiel_attempt_finalize (GObject *object)
{
  FielAttempt *self = FIEL_ATTEMPT (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_object_unref (self->steps);

  G_OBJECT_CLASS (fiel_attempt_parent_class)->finalize (object);
}

static void
fiel_attempt_class_init (FielAttemptClass *klass)
{
  static const char *const texts[N_TEXTS] = {
    "id", "reference", "terminal-name", "provider-name", "actor", "original", "provider-id", "provider-code",
    "provider-message", "authorization", "card-brand", "card-type", "last4", "slip-code",
  };
  static const char *const times[N_TIMES] = {
    "saved-wall-us", "closed-wall-us", "sent-us", "deadline-us", "last-check-us", "next-check-us",
  };
  static const char *const switches[N_FLAGS] = {
    "can-cancel", "checking", "terminal-seen-busy", "conflict", "parked", "followed-up",
  };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_attempt_get_property;
  object_class->dispose = fiel_attempt_dispose;
  object_class->finalize = fiel_attempt_finalize;

  for (guint i = 0; i < N_TEXTS; i++)
    properties[FIRST_TEXT + i] = g_param_spec_string (texts[i], NULL, NULL, NULL, flags);
  for (guint i = 0; i < N_TIMES; i++)
    properties[FIRST_TIME + i] = g_param_spec_int64 (times[i], NULL, NULL, 0, G_MAXINT64, 0, flags);
  for (guint i = 0; i < N_FLAGS; i++)
    properties[FIRST_FLAG + i] = g_param_spec_boolean (switches[i], NULL, NULL, FALSE, flags);

  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, FIEL_TYPE_ATTEMPT_KIND, FIEL_ATTEMPT_KIND_SALE, flags);
  properties[PROP_AMOUNT] =
    g_param_spec_boxed ("amount", NULL, NULL, FIEL_TYPE_MONEY, flags);
  properties[PROP_APPROVED] =
    g_param_spec_boxed ("approved", NULL, NULL, FIEL_TYPE_MONEY, flags);
  properties[PROP_TERMINAL] =
    g_param_spec_object ("terminal", NULL, NULL, FIEL_TYPE_TERMINAL, flags);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, FIEL_TYPE_ATTEMPT_STATE, FIEL_ATTEMPT_STATE_PROPOSED, flags);
  properties[PROP_PHASE] =
    g_param_spec_enum ("phase", NULL, NULL, FIEL_TYPE_ATTEMPT_PHASE, FIEL_ATTEMPT_PHASE_SENDING, flags);
  properties[PROP_OUTCOME] =
    g_param_spec_enum ("outcome", NULL, NULL, FIEL_TYPE_OUTCOME, FIEL_OUTCOME_NONE, flags);
  properties[PROP_REASON] =
    g_param_spec_int ("reason", NULL, NULL, 0, FIEL_N_REASONS - 1, FIEL_REASON_NONE, flags);
  properties[PROP_CANCEL_STATE] =
    g_param_spec_enum ("cancel-state", NULL, NULL, FIEL_TYPE_CANCEL_STATE, FIEL_CANCEL_STATE_NONE, flags);
  properties[PROP_CONTRADICTION] =
    g_param_spec_enum ("contradiction", NULL, NULL, FIEL_TYPE_CONTRADICTION, FIEL_CONTRADICTION_NONE, flags);
  properties[PROP_SIGHTING] =
    g_param_spec_enum ("sighting", NULL, NULL, FIEL_TYPE_SIGHTING, FIEL_SIGHTING_NONE, flags);
  properties[PROP_N_CHECKS] =
    g_param_spec_uint ("n-checks", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SUCCESSOR] =
    g_param_spec_object ("successor", NULL, NULL, FIEL_TYPE_ATTEMPT, flags);
  properties[PROP_STEPS] =
    g_param_spec_object ("steps", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_attempt_init (FielAttempt *self)
{
  self->steps = g_list_store_new (FIEL_TYPE_STEP);
}

/**
 * fiel_attempt_new:
 * @origin: what never changes about it
 *
 * Returns: (transfer full): an attempt in the state PROPOSED
 */
FielAttempt *
fiel_attempt_new (const FielAttemptOrigin *origin)
{
  FielAttempt *self = NULL;

  g_return_val_if_fail (origin != NULL && origin->id != NULL, NULL);
  g_return_val_if_fail (fiel_money_is_valid (origin->amount), NULL);

  self = g_object_new (FIEL_TYPE_ATTEMPT, NULL);
  self->texts[PROP_ID - FIRST_TEXT] = g_strdup (origin->id);
  self->texts[PROP_REFERENCE - FIRST_TEXT] = g_strdup (origin->reference);
  self->texts[PROP_TERMINAL_NAME - FIRST_TEXT] = g_strdup (origin->terminal_name);
  self->texts[PROP_PROVIDER_NAME - FIRST_TEXT] = g_strdup (origin->provider_name);
  self->texts[PROP_ACTOR - FIRST_TEXT] = g_strdup (origin->actor);
  self->texts[PROP_ORIGINAL - FIRST_TEXT] = g_strdup (origin->original);
  self->times[PROP_SAVED_WALL_US - FIRST_TIME] = origin->saved_wall_us;
  self->kind = origin->kind;
  self->amount = origin->amount;
  self->approved = fiel_money_make (0, origin->amount.currency);
  g_set_object (&self->terminal, origin->terminal);

  return self;
}

const char *
fiel_attempt_get_id (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_ID - FIRST_TEXT];
}

const char *
fiel_attempt_get_reference (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_REFERENCE - FIRST_TEXT];
}

const char *
fiel_attempt_get_terminal_name (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_TERMINAL_NAME - FIRST_TEXT];
}

const char *
fiel_attempt_get_provider_name (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_PROVIDER_NAME - FIRST_TEXT];
}

const char *
fiel_attempt_get_actor (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_ACTOR - FIRST_TEXT];
}

const char *
fiel_attempt_get_original (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_ORIGINAL - FIRST_TEXT];
}

const char *
fiel_attempt_get_provider_id (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_PROVIDER_ID - FIRST_TEXT];
}

const char *
fiel_attempt_get_provider_code (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_PROVIDER_CODE - FIRST_TEXT];
}

const char *
fiel_attempt_get_provider_message (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_PROVIDER_MESSAGE - FIRST_TEXT];
}

const char *
fiel_attempt_get_authorization (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_AUTHORIZATION - FIRST_TEXT];
}

const char *
fiel_attempt_get_card_brand (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_CARD_BRAND - FIRST_TEXT];
}

const char *
fiel_attempt_get_card_type (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_CARD_TYPE - FIRST_TEXT];
}

const char *
fiel_attempt_get_last4 (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_LAST4 - FIRST_TEXT];
}

const char *
fiel_attempt_get_slip_code (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->texts[PROP_SLIP_CODE - FIRST_TEXT];
}

gint64
fiel_attempt_get_saved_wall_us (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), 0);

  return self->times[PROP_SAVED_WALL_US - FIRST_TIME];
}

gint64
fiel_attempt_get_closed_wall_us (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), 0);

  return self->times[PROP_CLOSED_WALL_US - FIRST_TIME];
}

gint64
fiel_attempt_get_sent_us (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), 0);

  return self->times[PROP_SENT_US - FIRST_TIME];
}

gint64
fiel_attempt_get_deadline_us (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), 0);

  return self->times[PROP_DEADLINE_US - FIRST_TIME];
}

gint64
fiel_attempt_get_last_check_us (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), 0);

  return self->times[PROP_LAST_CHECK_US - FIRST_TIME];
}

gint64
fiel_attempt_get_next_check_us (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), 0);

  return self->times[PROP_NEXT_CHECK_US - FIRST_TIME];
}

gboolean
fiel_attempt_get_can_cancel (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FALSE);

  return self->flags[PROP_CAN_CANCEL - FIRST_FLAG];
}

gboolean
fiel_attempt_get_checking (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FALSE);

  return self->flags[PROP_CHECKING - FIRST_FLAG];
}

gboolean
fiel_attempt_get_terminal_seen_busy (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FALSE);

  return self->flags[PROP_TERMINAL_SEEN_BUSY - FIRST_FLAG];
}

gboolean
fiel_attempt_get_conflict (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FALSE);

  return self->flags[PROP_CONFLICT - FIRST_FLAG];
}

gboolean
fiel_attempt_get_parked (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FALSE);

  return self->flags[PROP_PARKED - FIRST_FLAG];
}

FielAttemptKind
fiel_attempt_get_kind (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FIEL_ATTEMPT_KIND_SALE);

  return self->kind;
}

FielMoney
fiel_attempt_get_amount (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), ((FielMoney) { 0 }));

  return self->amount;
}

FielMoney
fiel_attempt_get_approved (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), ((FielMoney) { 0 }));

  return self->approved;
}

FielTerminal *
fiel_attempt_get_terminal (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->terminal;
}

FielAttemptState
fiel_attempt_get_state (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FIEL_ATTEMPT_STATE_UNKNOWN);

  return self->state;
}

FielAttemptPhase
fiel_attempt_get_phase (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FIEL_ATTEMPT_PHASE_UNCONFIRMED);

  return self->phase;
}

FielOutcome
fiel_attempt_get_outcome (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FIEL_OUTCOME_NONE);

  return self->outcome;
}

FielReason
fiel_attempt_get_reason (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FIEL_REASON_NONE);

  return self->reason;
}

FielCancelState
fiel_attempt_get_cancel_state (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FIEL_CANCEL_STATE_NONE);

  return self->cancel_state;
}

FielContradiction
fiel_attempt_get_contradiction (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FIEL_CONTRADICTION_NONE);

  return self->contradiction;
}

FielSighting
fiel_attempt_get_sighting (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FIEL_SIGHTING_NONE);

  return self->sighting;
}

guint
fiel_attempt_get_n_checks (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), 0);

  return self->n_checks;
}

FielAttempt *
fiel_attempt_get_successor (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return self->successor;
}

gboolean
fiel_attempt_get_followed_up (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), FALSE);

  return self->flags[PROP_FOLLOWED_UP - FIRST_FLAG];
}

GListModel *
fiel_attempt_get_steps (FielAttempt *self)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (self), NULL);

  return G_LIST_MODEL (self->steps);
}

/**
 * fiel_attempt_set_state:
 * @outcome: %FIEL_OUTCOME_NONE unless @state is CLOSED
 * @closed_wall_us: 0 unless @state is CLOSED
 *
 * A closed attempt never changes again (I6).
 */
void
fiel_attempt_set_state (FielAttempt *self, FielAttemptState state, FielOutcome outcome, gint64 closed_wall_us)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));
  g_return_if_fail ((state == FIEL_ATTEMPT_STATE_CLOSED) == (outcome != FIEL_OUTCOME_NONE));
  g_return_if_fail (self->state != FIEL_ATTEMPT_STATE_CLOSED);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state)
    {
      self->state = state;
      notify (self, PROP_STATE);
    }
  if (self->outcome != outcome)
    {
      self->outcome = outcome;
      notify (self, PROP_OUTCOME);
    }
  set_time (self, PROP_CLOSED_WALL_US, closed_wall_us);
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_attempt_set_phase (FielAttempt *self, FielAttemptPhase phase)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  if (self->phase == phase)
    return;

  self->phase = phase;
  notify (self, PROP_PHASE);
}

void
fiel_attempt_set_reason (FielAttempt *self, FielReason reason)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  if (self->reason == reason)
    return;

  self->reason = reason;
  notify (self, PROP_REASON);
}

void
fiel_attempt_set_approved (FielAttempt *self, FielMoney approved)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));
  g_return_if_fail (approved.currency == self->amount.currency);

  if (fiel_money_equal (self->approved, approved))
    return;

  self->approved = approved;
  notify (self, PROP_APPROVED);
}

static void
add_text (FielAttempt *self, guint prop_id, const char *text)
{
  if (text != NULL)
    set_text (self, prop_id, text);
}

void
fiel_attempt_set_provider_words (FielAttempt *self, const char *id, const char *code, const char *message)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  g_object_freeze_notify (G_OBJECT (self));
  add_text (self, PROP_PROVIDER_ID, id);
  add_text (self, PROP_PROVIDER_CODE, code);
  add_text (self, PROP_PROVIDER_MESSAGE, message);
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_attempt_set_card (FielAttempt *self,
                       const char *authorization,
                       const char *brand,
                       const char *type,
                       const char *last4)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  g_object_freeze_notify (G_OBJECT (self));
  add_text (self, PROP_AUTHORIZATION, authorization);
  add_text (self, PROP_CARD_BRAND, brand);
  add_text (self, PROP_CARD_TYPE, type);
  add_text (self, PROP_LAST4, last4);
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_attempt_set_times (FielAttempt *self, gint64 sent_us, gint64 deadline_us)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  g_object_freeze_notify (G_OBJECT (self));
  set_time (self, PROP_SENT_US, sent_us);
  set_time (self, PROP_DEADLINE_US, deadline_us);
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_attempt_set_cancel (FielAttempt *self, FielCancelState cancel_state, gboolean can_cancel)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->cancel_state != cancel_state)
    {
      self->cancel_state = cancel_state;
      notify (self, PROP_CANCEL_STATE);
    }
  set_flag (self, PROP_CAN_CANCEL, can_cancel);
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_attempt_set_checking (FielAttempt *self, gboolean checking)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  set_flag (self, PROP_CHECKING, checking);
}

void
fiel_attempt_set_checks (FielAttempt *self, guint n_checks, gint64 last_check_us, gint64 next_check_us)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->n_checks != n_checks)
    {
      self->n_checks = n_checks;
      notify (self, PROP_N_CHECKS);
    }
  set_time (self, PROP_LAST_CHECK_US, last_check_us);
  set_time (self, PROP_NEXT_CHECK_US, next_check_us);
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_attempt_set_terminal_seen_busy (FielAttempt *self, gboolean seen_busy)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  set_flag (self, PROP_TERMINAL_SEEN_BUSY, seen_busy);
}

/**
 * fiel_attempt_set_contradiction:
 *
 * Sets "conflict" with it. Where several words contradict it, the last clear one stands.
 */
void
fiel_attempt_set_contradiction (FielAttempt *self, FielContradiction contradiction)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->contradiction != contradiction
      && (contradiction != FIEL_CONTRADICTION_UNCLEAR || self->contradiction == FIEL_CONTRADICTION_NONE))
    {
      self->contradiction = contradiction;
      notify (self, PROP_CONTRADICTION);
    }
  set_flag (self, PROP_CONFLICT, contradiction != FIEL_CONTRADICTION_NONE);
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_attempt_set_sighting (FielAttempt *self, FielSighting sighting, const char *slip_code)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->sighting != sighting)
    {
      self->sighting = sighting;
      notify (self, PROP_SIGHTING);
    }
  set_text (self, PROP_SLIP_CODE, slip_code);
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_attempt_set_parked (FielAttempt *self, gboolean parked)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  set_flag (self, PROP_PARKED, parked);
}

void
fiel_attempt_set_followed_up (FielAttempt *self, gboolean followed_up)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  set_flag (self, PROP_FOLLOWED_UP, followed_up);
}

void
fiel_attempt_set_successor (FielAttempt *self, FielAttempt *successor)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));
  g_return_if_fail (successor != self);

  if (g_set_object (&self->successor, successor))
    notify (self, PROP_SUCCESSOR);
}

void
fiel_attempt_add_step (FielAttempt *self, FielStepKind kind, gint64 wall_us, gint64 boot_us)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (self));

  fiel_timeline_add (self->steps, kind, wall_us, boot_us);
}
