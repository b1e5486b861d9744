/* fiel-receipt-content.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-profile.h"
#include "fiel-receipt.h"

G_BEGIN_DECLS

/* What stands in a receipt, for those who see the journal too. */
typedef struct
{
  FielAttemptRecord *record;
  FielProfile *profile;
  char *provider_name;      /* nullable: "Getnet"; NULL if the provider is not in the profile any more */
  char *voucher;            /* nullable: the provider's own text of the slip, to be printed as it is */
  guint number;             /* as fiel_receipt_get_number() */
} FielReceiptContent;

/* Everything in @content is copied or referenced. */
FielReceipt *fiel_receipt_new (const FielReceiptContent *content) G_GNUC_WARN_UNUSED_RESULT;
const FielReceiptContent *fiel_receipt_get_content (FielReceipt *self);

G_END_DECLS
