/* fiel-reception.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-reception.h"

/**
 * FielReception:
 *
 * What people see of callbacks: how they come, and that they do. Nothing rests on it.
 */
struct _FielReception
{
  GObject parent_instance;

  char *key;                 /* owned */
  FielCallbackRoute route;
  FielTrouble trouble;
  gint64 way_us;
  gint64 heard_us;
  guint n_heard;
  guint n_others;
  guint n_tests;
  guint n_turned_away;
};

enum
{
  PROP_0,
  PROP_KEY,
  PROP_ROUTE,
  PROP_TROUBLE,
  PROP_WAY_US,
  PROP_HEARD_US,
  PROP_N_HEARD,
  PROP_N_OTHERS,
  PROP_N_TESTS,
  PROP_N_TURNED_AWAY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FielReception, fiel_reception, G_TYPE_OBJECT)

static void
fiel_reception_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielReception *self = FIEL_RECEPTION (object);

  switch (prop_id)
    {
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;

    case PROP_ROUTE:
      g_value_set_enum (value, (int) self->route);
      break;

    case PROP_TROUBLE:
      g_value_set_enum (value, (int) self->trouble);
      break;

    case PROP_WAY_US:
      g_value_set_int64 (value, self->way_us);
      break;

    case PROP_HEARD_US:
      g_value_set_int64 (value, self->heard_us);
      break;

    case PROP_N_HEARD:
      g_value_set_uint (value, self->n_heard);
      break;

    case PROP_N_OTHERS:
      g_value_set_uint (value, self->n_others);
      break;

    case PROP_N_TESTS:
      g_value_set_uint (value, self->n_tests);
      break;

    case PROP_N_TURNED_AWAY:
      g_value_set_uint (value, self->n_turned_away);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_reception_finalize (GObject *object)
{
  g_free (FIEL_RECEPTION (object)->key);

  G_OBJECT_CLASS (fiel_reception_parent_class)->finalize (object);
}

static GParamSpec *
make_count (const char *name)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
make_time (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, 0, G_MAXINT64, 0,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
fiel_reception_class_init (FielReceptionClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_reception_get_property;
  object_class->finalize = fiel_reception_finalize;

  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, flags);
  properties[PROP_ROUTE] =
    g_param_spec_enum ("route", NULL, NULL, FIEL_TYPE_CALLBACK_ROUTE, FIEL_CALLBACK_ROUTE_NONE, flags);
  properties[PROP_TROUBLE] =
    g_param_spec_enum ("trouble", NULL, NULL, FIEL_TYPE_TROUBLE, FIEL_TROUBLE_NONE, flags);
  properties[PROP_WAY_US] = make_time ("way-us");
  properties[PROP_HEARD_US] = make_time ("heard-us");
  properties[PROP_N_HEARD] = make_count ("n-heard");
  properties[PROP_N_OTHERS] = make_count ("n-others");
  properties[PROP_N_TESTS] = make_count ("n-tests");
  properties[PROP_N_TURNED_AWAY] = make_count ("n-turned-away");

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_reception_init (FielReception *self)
{
}

FielReception *
fiel_reception_new (const char *key)
{
  FielReception *self = NULL;

  g_return_val_if_fail (key != NULL, NULL);

  self = g_object_new (FIEL_TYPE_RECEPTION, NULL);
  self->key = g_strdup (key);

  return self;
}

static void
notify (FielReception *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

void
fiel_reception_set_way (FielReception *self, FielCallbackRoute route, FielTrouble trouble, gint64 way_us)
{
  g_return_if_fail (FIEL_IS_RECEPTION (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->route != route)
    notify (self, PROP_ROUTE);
  self->route = route;
  if (self->trouble != trouble)
    notify (self, PROP_TROUBLE);
  self->trouble = trouble;
  if (self->way_us != way_us)
    notify (self, PROP_WAY_US);
  self->way_us = way_us;
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_reception_note_call (FielReception *self, FielReceptionCall call, gint64 wall_us)
{
  g_return_if_fail (FIEL_IS_RECEPTION (self));

  g_object_freeze_notify (G_OBJECT (self));
  self->heard_us = wall_us;
  notify (self, PROP_HEARD_US);
  switch (call)
    {
    case FIEL_RECEPTION_CALL_HEARD:
      self->n_heard++;
      notify (self, PROP_N_HEARD);
      break;
    case FIEL_RECEPTION_CALL_OTHERS:
      self->n_others++;
      notify (self, PROP_N_OTHERS);
      break;
    case FIEL_RECEPTION_CALL_TEST:
      self->n_tests++;
      notify (self, PROP_N_TESTS);
      break;
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
fiel_reception_note_turned_away (FielReception *self)
{
  g_return_if_fail (FIEL_IS_RECEPTION (self));

  self->n_turned_away++;
  notify (self, PROP_N_TURNED_AWAY);
}

const char *
fiel_reception_get_key (FielReception *self)
{
  g_return_val_if_fail (FIEL_IS_RECEPTION (self), NULL);

  return self->key;
}

FielCallbackRoute
fiel_reception_get_route (FielReception *self)
{
  g_return_val_if_fail (FIEL_IS_RECEPTION (self), FIEL_CALLBACK_ROUTE_NONE);

  return self->route;
}

FielTrouble
fiel_reception_get_trouble (FielReception *self)
{
  g_return_val_if_fail (FIEL_IS_RECEPTION (self), FIEL_TROUBLE_NONE);

  return self->trouble;
}

gint64
fiel_reception_get_way_us (FielReception *self)
{
  g_return_val_if_fail (FIEL_IS_RECEPTION (self), 0);

  return self->way_us;
}

gint64
fiel_reception_get_heard_us (FielReception *self)
{
  g_return_val_if_fail (FIEL_IS_RECEPTION (self), 0);

  return self->heard_us;
}

guint
fiel_reception_get_n_heard (FielReception *self)
{
  g_return_val_if_fail (FIEL_IS_RECEPTION (self), 0);

  return self->n_heard;
}

guint
fiel_reception_get_n_others (FielReception *self)
{
  g_return_val_if_fail (FIEL_IS_RECEPTION (self), 0);

  return self->n_others;
}

guint
fiel_reception_get_n_tests (FielReception *self)
{
  g_return_val_if_fail (FIEL_IS_RECEPTION (self), 0);

  return self->n_tests;
}

guint
fiel_reception_get_n_turned_away (FielReception *self)
{
  g_return_val_if_fail (FIEL_IS_RECEPTION (self), 0);

  return self->n_turned_away;
}
