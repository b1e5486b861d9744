/* fiel-person.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-person.h"

#include "fiel-attempt-state.h"

struct _FielPerson
{
  GObject parent_instance;

  char *key;      /* owned */
  char *name;     /* owned */
  FielRole role;
};

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielAct, fiel_act,
  G_DEFINE_ENUM_VALUE (FIEL_ACT_WITNESS, "witness"),
  G_DEFINE_ENUM_VALUE (FIEL_ACT_APPROVE_RETURN, "approve-return"),
  G_DEFINE_ENUM_VALUE (FIEL_ACT_RECORD_BY_HAND, "record-by-hand"),
  G_DEFINE_ENUM_VALUE (FIEL_ACT_APPROVE_CLOSE, "approve-close"),
  G_DEFINE_ENUM_VALUE (FIEL_ACT_SETTINGS, "settings"),
  G_DEFINE_ENUM_VALUE (FIEL_ACT_APPROVE_SALE, "approve-sale"),
  G_DEFINE_ENUM_VALUE (FIEL_ACT_EXPORT, "export"),
  G_DEFINE_ENUM_VALUE (FIEL_ACT_TRAINING, "training"))
/* clang-format on */

G_DEFINE_FINAL_TYPE (FielPerson, fiel_person, G_TYPE_OBJECT)

static void
fiel_person_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielPerson *self = FIEL_PERSON (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_person_finalize (GObject *object)
{
  FielPerson *self = FIEL_PERSON (object);

  g_free (self->key);
  g_free (self->name);

  G_OBJECT_CLASS (fiel_person_parent_class)->finalize (object);
}

static void
fiel_person_class_init (FielPersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_person_get_property;
  object_class->finalize = fiel_person_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_person_init (FielPerson *self)
{
}

FielPerson *
fiel_person_new (const FielProfilePerson *person)
{
  FielPerson *self = NULL;

  g_return_val_if_fail (person != NULL, NULL);

  self = g_object_new (FIEL_TYPE_PERSON, NULL);
  self->key = g_strdup (person->key);
  self->name = g_strdup (person->name);
  self->role = person->role;

  return self;
}

const char *
fiel_person_get_key (FielPerson *self)
{
  g_return_val_if_fail (FIEL_IS_PERSON (self), NULL);

  return self->key;
}

const char *
fiel_person_get_name (FielPerson *self)
{
  g_return_val_if_fail (FIEL_IS_PERSON (self), NULL);

  return self->name;
}

FielRole
fiel_person_get_role (FielPerson *self)
{
  g_return_val_if_fail (FIEL_IS_PERSON (self), FIEL_ROLE_CASHIER);

  return self->role;
}

gboolean
fiel_person_may (FielPerson *self, FielAct act)
{
  g_return_val_if_fail (FIEL_IS_PERSON (self), FALSE);

  switch (act)
    {
    case FIEL_ACT_WITNESS:
      return TRUE;

    case FIEL_ACT_APPROVE_RETURN:
    case FIEL_ACT_RECORD_BY_HAND:
    case FIEL_ACT_APPROVE_CLOSE:
    case FIEL_ACT_SETTINGS:
    case FIEL_ACT_APPROVE_SALE:
    case FIEL_ACT_EXPORT:
    case FIEL_ACT_TRAINING:
      return self->role == FIEL_ROLE_MANAGER;
    }

  g_return_val_if_reached (FALSE);
}
