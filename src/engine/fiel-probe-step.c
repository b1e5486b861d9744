/* fiel-probe-step.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-probe-step-private.h"

#include "fiel-probe-words.h"

/**
 * FielProbeStep:
 *
 * One step of a probe as people see it: what is tried, how it went, how long it took, and what to do if it failed.
 */
struct _FielProbeStep
{
  GObject parent_instance;

  FielProbeStepKind kind;
  FielProbeStepState state;
  gint64 duration_us;
  FielTrouble trouble;
  char *message;     /* owned, nullable */
};

enum
{
  PROP_0,
  PROP_KIND,
  PROP_TITLE,
  PROP_STATE,
  PROP_DURATION_US,
  PROP_TROUBLE,
  PROP_MESSAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielProbeStepKind, fiel_probe_step_kind,
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_NAME, "name"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_CONNECTION, "connection"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_CLOCK, "clock"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_SIGN_IN, "sign-in"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_TERMINALS, "terminals"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_TERMINAL, "terminal"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_RELAY, "relay"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_PORT, "port"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_CALLBACK, "callback"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_RETURN, "return"))

G_DEFINE_ENUM_TYPE (FielProbeStepState, fiel_probe_step_state,
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_WAITING, "waiting"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_RUNNING, "running"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_PASSED, "passed"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_FAILED, "failed"),
  G_DEFINE_ENUM_VALUE (FIEL_PROBE_STEP_SKIPPED, "skipped"))
/* clang-format on */

G_DEFINE_FINAL_TYPE (FielProbeStep, fiel_probe_step, G_TYPE_OBJECT)

static void
fiel_probe_step_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielProbeStep *self = FIEL_PROBE_STEP (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_TITLE:
      g_value_set_string (value, fiel_probe_step_get_title (self));
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_DURATION_US:
      g_value_set_int64 (value, self->duration_us);
      break;

    case PROP_TROUBLE:
      g_value_set_enum (value, self->trouble);
      break;

    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_probe_step_finalize (GObject *object)
{
  g_free (FIEL_PROBE_STEP (object)->message);

  G_OBJECT_CLASS (fiel_probe_step_parent_class)->finalize (object);
}

static void
fiel_probe_step_class_init (FielProbeStepClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_probe_step_get_property;
  object_class->finalize = fiel_probe_step_finalize;

  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, FIEL_TYPE_PROBE_STEP_KIND, FIEL_PROBE_STEP_NAME, flags);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, FIEL_TYPE_PROBE_STEP_STATE, FIEL_PROBE_STEP_WAITING, flags);
  properties[PROP_DURATION_US] =
    g_param_spec_int64 ("duration-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TROUBLE] =
    g_param_spec_enum ("trouble", NULL, NULL, FIEL_TYPE_TROUBLE, FIEL_TROUBLE_NONE, flags);
  properties[PROP_MESSAGE] =
    g_param_spec_string ("message", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_probe_step_init (FielProbeStep *self)
{
}

FielProbeStep *
fiel_probe_step_new (FielProbeStepKind kind)
{
  FielProbeStep *self = g_object_new (FIEL_TYPE_PROBE_STEP, NULL);

  self->kind = kind;

  return self;
}

static void
set_state (FielProbeStep *self, FielProbeStepState state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Everything else first: who hears of the new state may read it all. */
static void
end (FielProbeStep *self, FielProbeStepState state, gint64 duration_us, FielTrouble trouble, const char *message)
{
  g_return_if_fail (self->state == FIEL_PROBE_STEP_RUNNING);

  g_object_freeze_notify (G_OBJECT (self));
  self->duration_us = duration_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION_US]);
  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
  g_free (self->message);
  self->message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  set_state (self, state);
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_probe_step_begin (FielProbeStep *self)
{
  g_return_if_fail (FIEL_IS_PROBE_STEP (self));
  g_return_if_fail (self->state == FIEL_PROBE_STEP_WAITING);

  set_state (self, FIEL_PROBE_STEP_RUNNING);
}

void
fiel_probe_step_pass (FielProbeStep *self, gint64 duration_us, const char *message)
{
  g_return_if_fail (FIEL_IS_PROBE_STEP (self));

  end (self, FIEL_PROBE_STEP_PASSED, duration_us, FIEL_TROUBLE_NONE, message);
}

void
fiel_probe_step_fail (FielProbeStep *self, gint64 duration_us, FielTrouble trouble, const char *message)
{
  g_return_if_fail (FIEL_IS_PROBE_STEP (self));
  g_return_if_fail (trouble != FIEL_TROUBLE_NONE && message != NULL);

  end (self, FIEL_PROBE_STEP_FAILED, duration_us, trouble, message);
}

void
fiel_probe_step_leave_out (FielProbeStep *self, const char *message)
{
  g_return_if_fail (FIEL_IS_PROBE_STEP (self));
  g_return_if_fail (message != NULL);

  end (self, FIEL_PROBE_STEP_SKIPPED, 0, FIEL_TROUBLE_NONE, message);
}

void
fiel_probe_step_skip (FielProbeStep *self)
{
  g_return_if_fail (FIEL_IS_PROBE_STEP (self));
  g_return_if_fail (self->state == FIEL_PROBE_STEP_WAITING);

  set_state (self, FIEL_PROBE_STEP_SKIPPED);
}

FielProbeStepKind
fiel_probe_step_get_kind (FielProbeStep *self)
{
  g_return_val_if_fail (FIEL_IS_PROBE_STEP (self), FIEL_PROBE_STEP_NAME);

  return self->kind;
}

const char *
fiel_probe_step_get_title (FielProbeStep *self)
{
  g_return_val_if_fail (FIEL_IS_PROBE_STEP (self), NULL);

  return fiel_probe_words_title (self->kind);
}

FielProbeStepState
fiel_probe_step_get_state (FielProbeStep *self)
{
  g_return_val_if_fail (FIEL_IS_PROBE_STEP (self), FIEL_PROBE_STEP_WAITING);

  return self->state;
}

gint64
fiel_probe_step_get_duration_us (FielProbeStep *self)
{
  g_return_val_if_fail (FIEL_IS_PROBE_STEP (self), 0);

  return self->duration_us;
}

FielTrouble
fiel_probe_step_get_trouble (FielProbeStep *self)
{
  g_return_val_if_fail (FIEL_IS_PROBE_STEP (self), FIEL_TROUBLE_NONE);

  return self->trouble;
}

const char *
fiel_probe_step_get_message (FielProbeStep *self)
{
  g_return_val_if_fail (FIEL_IS_PROBE_STEP (self), NULL);

  return self->message;
}
