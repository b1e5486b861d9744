/* fiel-receipt.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielReceipt:
 *
 * What goes on a receipt: a closed payment and which of its prints this is. Immutable, reference-counted. It is turned
 * into a document by fiel_receipt_document_new().
 */
typedef struct _FielReceipt FielReceipt;

#define FIEL_TYPE_RECEIPT (fiel_receipt_get_type ())
GType fiel_receipt_get_type (void);

FielReceipt *fiel_receipt_ref (FielReceipt *self);
void fiel_receipt_unref (FielReceipt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielReceipt, fiel_receipt_unref)

const char *fiel_receipt_get_attempt_id (FielReceipt *self);
/* 1 is the first print, 2 and more are copies; 0 is no print but a look, and says so */
guint fiel_receipt_get_number (FielReceipt *self);

/* What the code on it says, and what the till's scanner knows as a payment of its own. (transfer full) */
char *fiel_receipt_make_code (const char *attempt_id) G_GNUC_WARN_UNUSED_RESULT;
/* The attempt that a code on our receipt names, a part of @text; NULL if @text is no such code. A damaged one may name
 * nobody, but it is not a ticket either. */
const char *fiel_receipt_read_code (const char *text);

G_END_DECLS
