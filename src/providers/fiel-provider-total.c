/* fiel-provider-total.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-total.h"

FielProviderTotal *
fiel_provider_total_new (FielTotalKind kind, const char *name)
{
  FielProviderTotal *self = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (FielProviderTotal, 1);
  self->kind = kind;
  self->name = g_strdup (name);

  return self;
}

FielProviderTotal *
fiel_provider_total_copy (const FielProviderTotal *self)
{
  FielProviderTotal *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (FielProviderTotal, 1);
  *copy = *self;
  copy->name = g_strdup (self->name);

  return copy;
}

void
fiel_provider_total_free (FielProviderTotal *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self);
}
