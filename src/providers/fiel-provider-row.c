/* fiel-provider-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-row.h"

FielProviderRow *
fiel_provider_row_new (FielRowKind kind, gint64 amount_minor)
{
  FielProviderRow *self = g_new0 (FielProviderRow, 1);

  self->kind = kind;
  self->amount_minor = amount_minor;

  return self;
}

FielProviderRow *
fiel_provider_row_copy (const FielProviderRow *self)
{
  FielProviderRow *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = fiel_provider_row_new (self->kind, self->amount_minor);
  copy->ticket = g_strdup (self->ticket);
  copy->number = g_strdup (self->number);
  copy->authorization = g_strdup (self->authorization);
  copy->card_type = g_strdup (self->card_type);
  copy->time = g_strdup (self->time);
  copy->type = g_strdup (self->type);

  return copy;
}

void
fiel_provider_row_free (FielProviderRow *self)
{
  if (self == NULL)
    return;

  g_free (self->ticket);
  g_free (self->number);
  g_free (self->authorization);
  g_free (self->card_type);
  g_free (self->time);
  g_free (self->type);
  g_free (self);
}
