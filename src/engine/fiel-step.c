/* fiel-step.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-step-private.h"

/**
 * FielStep:
 *
 * One line of an attempt's timeline: something that really happened, when, and how long it took. Most steps are
 * moments and are over when they appear; a request on its way, a request to stop and the wait for the result last.
 */
struct _FielStep
{
  GObject parent_instance;

  FielStepKind kind;
  gint64 wall_us;
  gint64 boot_us;
  gint64 duration_us;
  gboolean done;
  guint count;
};

enum
{
  PROP_0,
  PROP_KIND,
  PROP_WALL_US,
  PROP_BOOT_US,
  PROP_DURATION_US,
  PROP_DONE,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielStepKind, fiel_step_kind,
  G_DEFINE_ENUM_VALUE (FIEL_STEP_SAVED, "saved"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_SENT, "sent"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_ACCEPTED, "accepted"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_WAITING, "waiting"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_ANSWER_LOST, "answer-lost"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_RESTARTED, "restarted"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_CHECKED, "checked"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_CANCEL_ASKED, "cancel-asked"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_CANCEL_AGREED, "cancel-agreed"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_CANCEL_REFUSED, "cancel-refused"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_CANCEL_UNANSWERED, "cancel-unanswered"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_MISMATCH, "mismatch"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_CLOSED, "closed"),
  G_DEFINE_ENUM_VALUE (FIEL_STEP_CONFLICT, "conflict"))
/* clang-format on */

G_DEFINE_FINAL_TYPE (FielStep, fiel_step, G_TYPE_OBJECT)

static gboolean
kind_lasts (FielStepKind kind)
{
  return kind == FIEL_STEP_SENT || kind == FIEL_STEP_WAITING || kind == FIEL_STEP_CANCEL_ASKED;
}

static void
fiel_step_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielStep *self = FIEL_STEP (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_WALL_US:
      g_value_set_int64 (value, self->wall_us);
      break;

    case PROP_BOOT_US:
      g_value_set_int64 (value, self->boot_us);
      break;

    case PROP_DURATION_US:
      g_value_set_int64 (value, self->duration_us);
      break;

    case PROP_DONE:
      g_value_set_boolean (value, self->done);
      break;

    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_step_class_init (FielStepClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_step_get_property;

  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, FIEL_TYPE_STEP_KIND, FIEL_STEP_SAVED, flags);
  properties[PROP_WALL_US] =
    g_param_spec_int64 ("wall-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_BOOT_US] =
    g_param_spec_int64 ("boot-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DURATION_US] =
    g_param_spec_int64 ("duration-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DONE] =
    g_param_spec_boolean ("done", NULL, NULL, FALSE, flags);
  properties[PROP_COUNT] =
    g_param_spec_uint ("count", NULL, NULL, 1, G_MAXUINT, 1, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_step_init (FielStep *self)
{
  self->count = 1;
}

/**
 * fiel_step_new:
 * @kind: what happened
 * @wall_us: when, for display
 * @boot_us: when, in boot time; 0 if it happened in an earlier run
 *
 * Returns: (transfer full): a step that is over already, unless its kind lasts
 */
FielStep *
fiel_step_new (FielStepKind kind, gint64 wall_us, gint64 boot_us)
{
  FielStep *self = g_object_new (FIEL_TYPE_STEP, NULL);

  self->kind = kind;
  self->wall_us = wall_us;
  self->boot_us = boot_us;
  self->done = !kind_lasts (kind);

  return self;
}

FielStepKind
fiel_step_get_kind (FielStep *self)
{
  g_return_val_if_fail (FIEL_IS_STEP (self), FIEL_STEP_SAVED);

  return self->kind;
}

gint64
fiel_step_get_wall_us (FielStep *self)
{
  g_return_val_if_fail (FIEL_IS_STEP (self), 0);

  return self->wall_us;
}

gint64
fiel_step_get_boot_us (FielStep *self)
{
  g_return_val_if_fail (FIEL_IS_STEP (self), 0);

  return self->boot_us;
}

gint64
fiel_step_get_duration_us (FielStep *self)
{
  g_return_val_if_fail (FIEL_IS_STEP (self), 0);

  return self->duration_us;
}

gboolean
fiel_step_get_done (FielStep *self)
{
  g_return_val_if_fail (FIEL_IS_STEP (self), FALSE);

  return self->done;
}

guint
fiel_step_get_count (FielStep *self)
{
  g_return_val_if_fail (FIEL_IS_STEP (self), 0);

  return self->count;
}

/**
 * fiel_step_finish:
 * @boot_us: when it was over; 0 if nobody knows how long it took
 *
 * Ends a step that lasts. A step that is over stays as it is.
 */
void
fiel_step_finish (FielStep *self, gint64 boot_us)
{
  g_return_if_fail (FIEL_IS_STEP (self));

  if (self->done)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->done = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  if (self->boot_us > 0 && boot_us > self->boot_us)
    {
      self->duration_us = boot_us - self->boot_us;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION_US]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * fiel_step_repeat:
 *
 * The same happened again: the step counts it and takes its time.
 */
void
fiel_step_repeat (FielStep *self, gint64 wall_us, gint64 boot_us)
{
  g_return_if_fail (FIEL_IS_STEP (self));

  g_object_freeze_notify (G_OBJECT (self));
  self->count++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
  self->wall_us = wall_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WALL_US]);
  self->boot_us = boot_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOOT_US]);
  g_object_thaw_notify (G_OBJECT (self));
}
