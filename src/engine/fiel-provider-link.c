/* fiel-provider-link.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-provider-link.h"

#include <glib/gi18n-lib.h>

/**
 * FielProviderLink:
 *
 * The near end of a provider. The provider itself lives in the worker's thread; this is what the engine may ask without
 * waiting: its name, its declared abilities, and whether the last exchange reached it.
 */
struct _FielProviderLink
{
  GObject parent_instance;

  FielProviderWorker *worker;       /* owned */
  const FielProviderKind *kind;     /* static */
  char *key;                        /* owned */
  FielProviderTraits traits;
  gboolean is_open;
  char *complaint;                  /* owned, nullable */
  FielReason trouble;
};

enum
{
  PROP_0,
  PROP_TROUBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FielProviderLink, fiel_provider_link, G_TYPE_OBJECT)

static void opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_provider_link_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielProviderLink *self = FIEL_PROVIDER_LINK (object);

  switch (prop_id)
    {
    case PROP_TROUBLE:
      g_value_set_int (value, self->trouble);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_provider_link_finalize (GObject *object)
{
  FielProviderLink *self = FIEL_PROVIDER_LINK (object);

  g_object_unref (self->worker);
  g_free (self->key);
  g_free (self->complaint);

  G_OBJECT_CLASS (fiel_provider_link_parent_class)->finalize (object);
}

static void
fiel_provider_link_class_init (FielProviderLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_provider_link_get_property;
  object_class->finalize = fiel_provider_link_finalize;

  properties[PROP_TROUBLE] =
    g_param_spec_int ("trouble", NULL, NULL, 0, FIEL_N_REASONS - 1, FIEL_REASON_NONE,
                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_provider_link_init (FielProviderLink *self)
{
}

FielProviderLink *
fiel_provider_link_new (FielProviderWorker *worker, const char *key, const FielProviderKind *kind)
{
  FielProviderLink *self = g_object_new (FIEL_TYPE_PROVIDER_LINK, NULL);

  self->worker = g_object_ref (worker);
  self->key = g_strdup (key);
  self->kind = kind;

  return self;
}

void
fiel_provider_link_open_async (FielProviderLink *self,
                               const FielProviderSettings *settings,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_PROVIDER_LINK (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_provider_link_open_async);
  fiel_provider_worker_open_async (self->worker, self->key, self->kind, settings, opened_cb, g_steal_pointer (&task));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielProviderLink *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (fiel_provider_worker_open_finish (FIEL_PROVIDER_WORKER (source), result, &self->traits, &error))
    {
      self->is_open = TRUE;
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      self->complaint = g_strdup (error->message);
      g_task_return_error (task, error);
    }
}

gboolean
fiel_provider_link_open_finish (FielProviderLink *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_provider_link_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

FielProviderWorker *
fiel_provider_link_get_worker (FielProviderLink *self)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (self), NULL);

  return self->worker;
}

const char *
fiel_provider_link_get_key (FielProviderLink *self)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (self), NULL);

  return self->key;
}

const char *
fiel_provider_link_get_name (FielProviderLink *self)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (self), NULL);

  return self->kind->display_name;
}

const FielProviderTraits *
fiel_provider_link_get_traits (FielProviderLink *self)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (self), NULL);

  return self->is_open ? &self->traits : NULL;
}

const char *
fiel_provider_link_get_complaint (FielProviderLink *self)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (self), NULL);

  return self->complaint;
}

gboolean
fiel_provider_link_can (FielProviderLink *self, FielOperation operation)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (self), FALSE);

  return self->is_open && (self->traits.operations & FIEL_OPERATION_FLAG (operation)) != 0;
}

FielReason
fiel_provider_link_get_trouble (FielProviderLink *self)
{
  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (self), FIEL_REASON_NONE);

  return self->trouble;
}

/**
 * fiel_provider_link_note_reply:
 *
 * An answer proves that the provider can be reached, a request that could not be sent that it cannot. A lost answer
 * says neither.
 */
void
fiel_provider_link_note_reply (FielProviderLink *self, FielProviderReply *reply)
{
  FielReason trouble;

  g_return_if_fail (FIEL_IS_PROVIDER_LINK (self));

  trouble = self->trouble;
  switch (fiel_provider_reply_get_verdict (reply))
    {
    case FIEL_REPLY_VERDICT_NOT_SENT:
      trouble = fiel_provider_reply_get_reason (reply);
      if (trouble == FIEL_REASON_NONE)
        trouble = FIEL_REASON_NO_CONNECTION;
      break;

    case FIEL_REPLY_VERDICT_ANSWERED:
      trouble = FIEL_REASON_NONE;
      break;

    case FIEL_REPLY_VERDICT_UNKNOWN:
      break;
    }

  if (self->trouble == trouble)
    return;

  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

/**
 * fiel_provider_link_describe_trouble:
 *
 * Returns: (transfer full) (nullable): why the provider cannot be reached, and what to do, in a sentence
 */
char *
fiel_provider_link_describe_trouble (FielProviderLink *self)
{
  const char *name = NULL;

  g_return_val_if_fail (FIEL_IS_PROVIDER_LINK (self), NULL);

  name = self->kind->display_name;
  switch ((int) self->trouble)
    {
    case FIEL_REASON_NONE:
      return NULL;

    case FIEL_REASON_NAME_NOT_FOUND:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_ ("%s cannot be found on the network. Check this till’s connection."), name);

    case FIEL_REASON_CERTIFICATE:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_ ("%s does not prove who it is, so nothing is sent to it. "
                                  "Check this till’s clock and network."),
                              name);

    case FIEL_REASON_CREDENTIALS:
    case FIEL_REASON_NO_TOKEN:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_ ("Signing in to %s does not work. Check the account in the settings."), name);

    default:
      /* Translators: the provider’s name. */
      return g_strdup_printf (_ ("%s cannot be reached. Check this till’s connection."), name);
    }
}
