/* fiel-provider-callback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A callback on its way from a provider to the journal. */

#include "fiel-provider-callback.h"

struct _FielProviderCallback
{
  gatomicrefcount ref_count;
  char *reference;   /* owned, nullable */
  char *provider_id; /* owned, nullable */
  char *text;        /* owned */
  gboolean is_empty;
  gboolean is_test;
  gboolean is_shared;
};

G_DEFINE_BOXED_TYPE (FielProviderCallback,
                     fiel_provider_callback,
                     fiel_provider_callback_ref,
                     fiel_provider_callback_unref)

/**
 * fiel_provider_callback_new:
 * @reference: (nullable): our reference as it stands there
 * @provider_id: (nullable): the provider's id as it stands there
 * @text: the body, bounded and redacted
 */
FielProviderCallback *
fiel_provider_callback_new (const char *reference, const char *provider_id, const char *text)
{
  FielProviderCallback *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (FielProviderCallback, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->reference = g_strdup (reference);
  self->provider_id = g_strdup (provider_id);
  self->text = g_strdup (text);

  return self;
}

FielProviderCallback *
fiel_provider_callback_new_empty (const char *text)
{
  FielProviderCallback *self = fiel_provider_callback_new (NULL, NULL, text);

  self->is_empty = TRUE;

  return self;
}

FielProviderCallback *
fiel_provider_callback_new_test (void)
{
  FielProviderCallback *self = fiel_provider_callback_new (NULL, NULL, "");

  self->is_test = TRUE;

  return self;
}

void
fiel_provider_callback_set_shared (FielProviderCallback *self)
{
  g_return_if_fail (self != NULL);

  self->is_shared = TRUE;
}

FielProviderCallback *
fiel_provider_callback_ref (FielProviderCallback *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fiel_provider_callback_unref (FielProviderCallback *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->reference);
  g_free (self->provider_id);
  g_free (self->text);
  g_free (self);
}

const char *
fiel_provider_callback_get_reference (FielProviderCallback *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reference;
}

const char *
fiel_provider_callback_get_provider_id (FielProviderCallback *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->provider_id;
}

gboolean
fiel_provider_callback_is_empty (FielProviderCallback *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_empty;
}

gboolean
fiel_provider_callback_is_test (FielProviderCallback *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_test;
}

gboolean
fiel_provider_callback_is_shared (FielProviderCallback *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_shared;
}

const char *
fiel_provider_callback_get_text (FielProviderCallback *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}
