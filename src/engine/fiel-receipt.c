/* fiel-receipt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-receipt-content.h"

#include <string.h>

/* The digit is the version of what follows. */
#define CODE_PREFIX "FIEL1:"

struct _FielReceipt
{
  FielReceiptContent content;   /* owned */
};

G_DEFINE_BOXED_TYPE (FielReceipt, fiel_receipt, fiel_receipt_ref, fiel_receipt_unref)

FielReceipt *
fiel_receipt_new (const FielReceiptContent *content)
{
  FielReceipt *self;

  g_return_val_if_fail (content != NULL && content->record != NULL && FIEL_IS_PROFILE (content->profile), NULL);

  self = g_atomic_rc_box_new0 (FielReceipt);
  self->content.record = fiel_attempt_record_ref (content->record);
  self->content.profile = g_object_ref (content->profile);
  self->content.provider_name = g_strdup (content->provider_name);
  self->content.voucher = g_strdup (content->voucher);
  self->content.number = content->number;

  return self;
}

FielReceipt *
fiel_receipt_ref (FielReceipt *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_receipt (gpointer data)
{
  FielReceipt *self = data;

  fiel_attempt_record_unref (self->content.record);
  g_object_unref (self->content.profile);
  g_free (self->content.provider_name);
  g_free (self->content.voucher);
}

void
fiel_receipt_unref (FielReceipt *self)
{
  g_atomic_rc_box_release_full (self, clear_receipt);
}

const char *
fiel_receipt_get_attempt_id (FielReceipt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->content.record->attempt_id;
}

guint
fiel_receipt_get_number (FielReceipt *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->content.number;
}

const FielReceiptContent *
fiel_receipt_get_content (FielReceipt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->content;
}

char *
fiel_receipt_make_code (const char *attempt_id)
{
  g_return_val_if_fail (attempt_id != NULL, NULL);

  return g_strconcat (CODE_PREFIX, attempt_id, NULL);
}

const char *
fiel_receipt_read_code (const char *text)
{
  const gsize length = strlen (CODE_PREFIX);

  g_return_val_if_fail (text != NULL, NULL);

  return g_ascii_strncasecmp (text, CODE_PREFIX, length) == 0 && text[length] != '\0' ? text + length : NULL;
}
