/* fiel-provider-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielRowKind: what a row of a terminal's list is.
 * @FIEL_ROW_SALE: a sale that stands
 * @FIEL_ROW_VOIDED: a sale that was undone
 * @FIEL_ROW_RETURN: money that went back
 */
typedef enum
{
  FIEL_ROW_SALE,
  FIEL_ROW_VOIDED,
  FIEL_ROW_RETURN,
} FielRowKind;

#define FIEL_TYPE_ROW_KIND (fiel_row_kind_get_type ())
GType fiel_row_kind_get_type (void);

/**
 * FielProviderRow: one row of a terminal's list of its open batch, in the terminal's own words, to be held against our
 * records and shown to a person. Never evidence and never a reason to send anything: columns whose meaning is only
 * presumed are in here too.
 * @amount_minor: what the row says, never negative
 * @number: (nullable): the column that is presumed to hold the number of the operation
 * @time: (nullable): as the terminal writes it
 * @type: (nullable): the terminal's word for @kind
 *
 * Strings owned.
 */
typedef struct
{
  FielRowKind kind;
  gint64 amount_minor;
  char *ticket;
  char *number;
  char *authorization;
  char *card_type;
  char *time;
  char *type;
} FielProviderRow;

FielProviderRow *fiel_provider_row_new (FielRowKind kind, gint64 amount_minor);
FielProviderRow *fiel_provider_row_copy (const FielProviderRow *self);
void fiel_provider_row_free (FielProviderRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielProviderRow, fiel_provider_row_free)

G_END_DECLS
