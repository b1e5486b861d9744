/* fiel-alert.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-alert.h"

struct _FielAlert
{
  GObject parent_instance;

  FielAlertContent content;   /* its texts are owned */
};

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielAlertKind, fiel_alert_kind,
  G_DEFINE_ENUM_VALUE (FIEL_ALERT_CONFLICT, "conflict"),
  G_DEFINE_ENUM_VALUE (FIEL_ALERT_UNMATCHED, "unmatched"))
/* clang-format on */

G_DEFINE_FINAL_TYPE (FielAlert, fiel_alert, G_TYPE_OBJECT)

static void
fiel_alert_finalize (GObject *object)
{
  FielAlert *self = FIEL_ALERT (object);

  g_free ((char *) self->content.attempt_id);
  g_free ((char *) self->content.reference);
  g_free ((char *) self->content.terminal_name);
  g_free ((char *) self->content.provider);
  g_free ((char *) self->content.text);

  G_OBJECT_CLASS (fiel_alert_parent_class)->finalize (object);
}

static void
fiel_alert_class_init (FielAlertClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_alert_finalize;
}

static void
fiel_alert_init (FielAlert *self)
{
}

FielAlert *
fiel_alert_new (const FielAlertContent *content)
{
  FielAlert *self = NULL;

  g_return_val_if_fail (content != NULL && content->seq > 0, NULL);

  self = g_object_new (FIEL_TYPE_ALERT, NULL);
  self->content = *content;
  self->content.attempt_id = g_strdup (content->attempt_id);
  self->content.reference = g_strdup (content->reference);
  self->content.terminal_name = g_strdup (content->terminal_name);
  self->content.provider = g_strdup (content->provider);
  self->content.text = g_strdup (content->text);

  return self;
}

gint64
fiel_alert_get_seq (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), 0);

  return self->content.seq;
}

FielAlertKind
fiel_alert_get_kind (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), FIEL_ALERT_UNMATCHED);

  return self->content.kind;
}

gint64
fiel_alert_get_wall_us (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), 0);

  return self->content.wall_us;
}

const char *
fiel_alert_get_attempt_id (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), NULL);

  return self->content.attempt_id;
}

FielAttemptKind
fiel_alert_get_attempt_kind (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), FIEL_ATTEMPT_KIND_SALE);

  return self->content.attempt_kind;
}

FielContradiction
fiel_alert_get_contradiction (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), FIEL_CONTRADICTION_NONE);

  return self->content.contradiction;
}

FielOutcome
fiel_alert_get_outcome (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), FIEL_OUTCOME_NONE);

  return self->content.outcome;
}

FielMoney
fiel_alert_get_amount (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), ((FielMoney){ 0 }));

  return self->content.amount;
}

const char *
fiel_alert_get_reference (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), NULL);

  return self->content.reference;
}

const char *
fiel_alert_get_terminal_name (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), NULL);

  return self->content.terminal_name;
}

const char *
fiel_alert_get_provider (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), NULL);

  return self->content.provider;
}

const char *
fiel_alert_get_text (FielAlert *self)
{
  g_return_val_if_fail (FIEL_IS_ALERT (self), NULL);

  return self->content.text;
}
