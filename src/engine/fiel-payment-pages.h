/* fiel-payment-pages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-entry.h"

G_BEGIN_DECLS

/**
 * FielPaymentPages: the lines of a list that were read lately, by their place. It holds a fixed number of pages; the
 * one that was asked for longest ago makes room.
 */
typedef struct _FielPaymentPages FielPaymentPages;

#define FIEL_PAYMENT_PAGE_SIZE 64
#define FIEL_PAYMENT_PAGES_MAX 24

FielPaymentPages *fiel_payment_pages_new (void);
void fiel_payment_pages_free (FielPaymentPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielPaymentPages, fiel_payment_pages_free)

/* @entries: (element-type FielJournalEntry): from @first on */
void fiel_payment_pages_add (FielPaymentPages *self, guint first, GPtrArray *entries);
/* (transfer none) (nullable) */
FielJournalEntry *fiel_payment_pages_find (FielPaymentPages *self, guint place);
/* The line changed, wherever it is. */
void fiel_payment_pages_replace (FielPaymentPages *self, FielJournalEntry *entry);
/* Places move: a line came in, or left. */
void fiel_payment_pages_insert (FielPaymentPages *self, guint place, FielJournalEntry *entry);
void fiel_payment_pages_remove (FielPaymentPages *self, guint place);
void fiel_payment_pages_clear (FielPaymentPages *self);
guint fiel_payment_pages_get_n_entries (FielPaymentPages *self);

G_END_DECLS
