/* fiel-terminal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-terminal-private.h"

#include "fiel-attempt.h"

/**
 * FielTerminal:
 *
 * A card terminal of the store profile as the cashier sees it. What the last probe said is kept beside the open
 * attempt: while there is one the terminal is ours, whatever a probe says, and afterwards the last probe counts again.
 */
struct _FielTerminal
{
  GObject parent_instance;

  char *key;                /* owned */
  char *name;               /* owned */
  char *provider_name;      /* owned */
  char *serial_tail;        /* owned */
  FielAvailability probed;
  gint64 checked_wall_us;
  gint64 since_wall_us;
  FielAttempt *attempt;     /* weak, nullable */
  gboolean can_cancel;
  gboolean can_print;
  gboolean can_print_again;
};

enum
{
  PROP_0,
  PROP_KEY,
  PROP_NAME,
  PROP_PROVIDER_NAME,
  PROP_SERIAL_TAIL,
  PROP_AVAILABILITY,
  PROP_CHECKED_WALL_US,
  PROP_SINCE_WALL_US,
  PROP_ATTEMPT,
  PROP_CAN_CANCEL,
  N_PROPS
};

#define SERIAL_TAIL_LENGTH 4

static GParamSpec *properties[N_PROPS];

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielAvailability, fiel_availability,
  G_DEFINE_ENUM_VALUE (FIEL_AVAILABILITY_NOT_CHECKED, "not-checked"),
  G_DEFINE_ENUM_VALUE (FIEL_AVAILABILITY_READY, "ready"),
  G_DEFINE_ENUM_VALUE (FIEL_AVAILABILITY_OURS, "ours"),
  G_DEFINE_ENUM_VALUE (FIEL_AVAILABILITY_BUSY, "busy"),
  G_DEFINE_ENUM_VALUE (FIEL_AVAILABILITY_UNREACHABLE, "unreachable"))
/* clang-format on */

G_DEFINE_FINAL_TYPE (FielTerminal, fiel_terminal, G_TYPE_OBJECT)

static void
fiel_terminal_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielTerminal *self = FIEL_TERMINAL (object);

  switch (prop_id)
    {
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_PROVIDER_NAME:
      g_value_set_string (value, self->provider_name);
      break;

    case PROP_SERIAL_TAIL:
      g_value_set_string (value, self->serial_tail);
      break;

    case PROP_AVAILABILITY:
      g_value_set_enum (value, fiel_terminal_get_availability (self));
      break;

    case PROP_CHECKED_WALL_US:
      g_value_set_int64 (value, self->checked_wall_us);
      break;

    case PROP_SINCE_WALL_US:
      g_value_set_int64 (value, self->since_wall_us);
      break;

    case PROP_ATTEMPT:
      g_value_set_object (value, self->attempt);
      break;

    case PROP_CAN_CANCEL:
      g_value_set_boolean (value, self->can_cancel);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_terminal_dispose (GObject *object)
{
  FielTerminal *self = FIEL_TERMINAL (object);

  g_clear_weak_pointer (&self->attempt);

  G_OBJECT_CLASS (fiel_terminal_parent_class)->dispose (object);
}

static void
fiel_terminal_finalize (GObject *object)
{
  FielTerminal *self = FIEL_TERMINAL (object);

  g_free (self->key);
  g_free (self->name);
  g_free (self->provider_name);
  g_free (self->serial_tail);

  G_OBJECT_CLASS (fiel_terminal_parent_class)->finalize (object);
}

static void
fiel_terminal_class_init (FielTerminalClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_terminal_get_property;
  object_class->dispose = fiel_terminal_dispose;
  object_class->finalize = fiel_terminal_finalize;

  properties[PROP_KEY] =
    g_param_spec_string ("key", NULL, NULL, NULL, flags);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_PROVIDER_NAME] =
    g_param_spec_string ("provider-name", NULL, NULL, NULL, flags);
  properties[PROP_SERIAL_TAIL] =
    g_param_spec_string ("serial-tail", NULL, NULL, NULL, flags);
  properties[PROP_AVAILABILITY] =
    g_param_spec_enum ("availability", NULL, NULL, FIEL_TYPE_AVAILABILITY, FIEL_AVAILABILITY_NOT_CHECKED, flags);
  properties[PROP_CHECKED_WALL_US] =
    g_param_spec_int64 ("checked-wall-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SINCE_WALL_US] =
    g_param_spec_int64 ("since-wall-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ATTEMPT] =
    g_param_spec_object ("attempt", NULL, NULL, FIEL_TYPE_ATTEMPT, flags);
  properties[PROP_CAN_CANCEL] =
    g_param_spec_boolean ("can-cancel", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_terminal_init (FielTerminal *self)
{
}

/**
 * fiel_terminal_new:
 * @key: key in the store profile
 * @name: as people know it
 * @provider_name: as people know it
 * @serial_number: (nullable): only its last four characters are kept
 */
FielTerminal *
fiel_terminal_new (const char *key, const char *name, const char *provider_name, const char *serial_number)
{
  FielTerminal *self = NULL;
  gsize length;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (provider_name != NULL, NULL);

  length = serial_number != NULL ? strlen (serial_number) : 0;
  self = g_object_new (FIEL_TYPE_TERMINAL, NULL);
  self->key = g_strdup (key);
  self->name = g_strdup (name);
  self->provider_name = g_strdup (provider_name);
  if (length > SERIAL_TAIL_LENGTH)
    self->serial_tail = g_strdup (serial_number + length - SERIAL_TAIL_LENGTH);
  else
    self->serial_tail = g_strdup (length > 0 ? serial_number : "");

  return self;
}

const char *
fiel_terminal_get_key (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), NULL);

  return self->key;
}

const char *
fiel_terminal_get_name (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), NULL);

  return self->name;
}

const char *
fiel_terminal_get_provider_name (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), NULL);

  return self->provider_name;
}

const char *
fiel_terminal_get_serial_tail (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), NULL);

  return self->serial_tail;
}

FielAvailability
fiel_terminal_get_availability (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), FIEL_AVAILABILITY_NOT_CHECKED);

  return self->attempt != NULL ? FIEL_AVAILABILITY_OURS : self->probed;
}

gint64
fiel_terminal_get_checked_wall_us (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), 0);

  return self->checked_wall_us;
}

gint64
fiel_terminal_get_since_wall_us (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), 0);

  return self->since_wall_us;
}

FielAttempt *
fiel_terminal_get_attempt (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), NULL);

  return self->attempt;
}

gboolean
fiel_terminal_get_can_cancel (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), FALSE);

  return self->can_cancel;
}

gboolean
fiel_terminal_get_can_print (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), FALSE);

  return self->can_print;
}

gboolean
fiel_terminal_get_can_print_again (FielTerminal *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL (self), FALSE);

  return self->can_print_again;
}

/**
 * fiel_terminal_set_probed:
 * @availability: what the probe found; never %FIEL_AVAILABILITY_OURS, which follows from the attempt
 * @wall_us: when; 0 with %FIEL_AVAILABILITY_NOT_CHECKED
 */
void
fiel_terminal_set_probed (FielTerminal *self, FielAvailability availability, gint64 wall_us)
{
  FielAvailability before;

  g_return_if_fail (FIEL_IS_TERMINAL (self));
  g_return_if_fail (availability != FIEL_AVAILABILITY_OURS);

  before = fiel_terminal_get_availability (self);
  g_object_freeze_notify (G_OBJECT (self));
  if (self->probed != availability)
    {
      self->since_wall_us = wall_us;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINCE_WALL_US]);
    }
  self->probed = availability;
  if (fiel_terminal_get_availability (self) != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABILITY]);
  if (self->checked_wall_us != wall_us)
    {
      self->checked_wall_us = wall_us;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKED_WALL_US]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * fiel_terminal_set_attempt:
 * @attempt: (nullable): the open attempt on this terminal
 */
void
fiel_terminal_set_attempt (FielTerminal *self, FielAttempt *attempt)
{
  FielAvailability before;

  g_return_if_fail (FIEL_IS_TERMINAL (self));

  before = fiel_terminal_get_availability (self);
  if (!g_set_weak_pointer (&self->attempt, attempt))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTEMPT]);
  if (fiel_terminal_get_availability (self) != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABILITY]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_terminal_set_can_cancel (FielTerminal *self, gboolean can_cancel)
{
  g_return_if_fail (FIEL_IS_TERMINAL (self));

  can_cancel = !!can_cancel;
  if (self->can_cancel == can_cancel)
    return;

  self->can_cancel = can_cancel;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_CANCEL]);
}

void
fiel_terminal_set_can_print (FielTerminal *self, gboolean ours, gboolean again)
{
  g_return_if_fail (FIEL_IS_TERMINAL (self));

  self->can_print = !!ours;
  self->can_print_again = !!again;
}
