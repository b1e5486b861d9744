/* fiel-provider-total.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielTotalKind: what a total adds up. OTHER is one whose name we do not know: it is shown and never added.
 */
typedef enum
{
  FIEL_TOTAL_SALES,
  FIEL_TOTAL_VOIDS,
  FIEL_TOTAL_RETURNS,
  FIEL_TOTAL_OTHER,
} FielTotalKind;

#define FIEL_TYPE_TOTAL_KIND (fiel_total_kind_get_type ())
GType fiel_total_kind_get_type (void);

/**
 * FielProviderTotal: one total of a terminal's open batch.
 * @name: the provider's name of it, owned
 * @card_type: (nullable): "CR", "DB", "PR", static
 * @has_count, @has_amount: what is not said is unknown, which is not zero
 */
typedef struct
{
  FielTotalKind kind;
  char *name;
  const char *card_type;
  gboolean has_count;
  gint64 count;
  gboolean has_amount;
  gint64 amount_minor;
} FielProviderTotal;

FielProviderTotal *fiel_provider_total_new (FielTotalKind kind, const char *name);
FielProviderTotal *fiel_provider_total_copy (const FielProviderTotal *self);
void fiel_provider_total_free (FielProviderTotal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielProviderTotal, fiel_provider_total_free)

G_END_DECLS
