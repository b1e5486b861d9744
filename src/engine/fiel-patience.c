/* fiel-patience.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-patience.h"

#define SPAN_US (15 * G_USEC_PER_SEC)
#define SPAN_WITH_CUSTOMER_US (60 * G_USEC_PER_SEC)
#define MAX_CHECKS 3

struct _FielPatience
{
  GObject parent_instance;

  FielClock *clock;       /* owned */
  guint timer;
  guint n_checks;         /* how many checks there were when it began */
  gboolean with_customer; /* checks do not end it, only time does */
  gboolean over;
  gboolean stopped;
};

enum
{
  PROP_0,
  PROP_OVER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FielPatience, fiel_patience, G_TYPE_OBJECT)

static void
fiel_patience_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_OVER:
      g_value_set_boolean (value, FIEL_PATIENCE (object)->over);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_patience_dispose (GObject *object)
{
  FielPatience *self = FIEL_PATIENCE (object);

  fiel_patience_stop (self);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fiel_patience_parent_class)->dispose (object);
}

static void
fiel_patience_class_init (FielPatienceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_patience_get_property;
  object_class->dispose = fiel_patience_dispose;

  properties[PROP_OVER] =
    g_param_spec_boolean ("over", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_patience_init (FielPatience *self)
{
}

FielPatience *
fiel_patience_new (FielClock *clock)
{
  FielPatience *self = NULL;

  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);

  self = g_object_new (FIEL_TYPE_PATIENCE, NULL);
  self->clock = g_object_ref (clock);

  return self;
}

gboolean
fiel_patience_is_over (FielPatience *self)
{
  g_return_val_if_fail (FIEL_IS_PATIENCE (self), TRUE);

  return self->over;
}

static void
set_over (FielPatience *self, gboolean over)
{
  if (self->over == over)
    return;

  self->over = over;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVER]);
}

static void
span_passed (gpointer user_data)
{
  FielPatience *self = user_data;

  self->timer = 0;
  set_over (self, TRUE);
}

static void
arm (FielPatience *self, gint64 span_us)
{
  if (!self->stopped)
    self->timer = fiel_clock_add_timer (self->clock, span_us, span_passed, self);
}

void
fiel_patience_begin (FielPatience *self, guint n_checks)
{
  g_return_if_fail (FIEL_IS_PATIENCE (self));

  self->n_checks = n_checks;
  if (self->timer == 0 && !self->over)
    arm (self, SPAN_US);
}

void
fiel_patience_note_checks (FielPatience *self, guint n_checks)
{
  g_return_if_fail (FIEL_IS_PATIENCE (self));

  if (n_checks - self->n_checks >= MAX_CHECKS && !self->with_customer)
    set_over (self, TRUE);
}

void
fiel_patience_extend (FielPatience *self)
{
  g_return_if_fail (FIEL_IS_PATIENCE (self));

  fiel_clock_clear_timer (self->clock, &self->timer);
  self->with_customer = TRUE;
  set_over (self, FALSE);
  arm (self, SPAN_WITH_CUSTOMER_US);
}

void
fiel_patience_lose (FielPatience *self)
{
  g_return_if_fail (FIEL_IS_PATIENCE (self));

  self->with_customer = FALSE;
  set_over (self, TRUE);
}

void
fiel_patience_regain (FielPatience *self)
{
  g_return_if_fail (FIEL_IS_PATIENCE (self));

  set_over (self, FALSE);
}

void
fiel_patience_stop (FielPatience *self)
{
  g_return_if_fail (FIEL_IS_PATIENCE (self));

  self->stopped = TRUE;
  if (self->clock != NULL)
    fiel_clock_clear_timer (self->clock, &self->timer);
}
