/* fiel-reception-book.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider-worker.h"
#include "fiel-reception.h"

G_BEGIN_DECLS

#define FIEL_TYPE_RECEPTION_BOOK (fiel_reception_book_get_type ())
G_DECLARE_FINAL_TYPE (FielReceptionBook, fiel_reception_book, FIEL, RECEPTION_BOOK, GObject)

/* A reception per provider that can be called back. */
FielReceptionBook *fiel_reception_book_new (void);

/* What @worker says of the ways is kept from here on. */
void fiel_reception_book_follow (FielReceptionBook *self, FielProviderWorker *worker);
/* The one of the provider @key; made if there is none. (transfer none) */
FielReception *fiel_reception_book_find (FielReceptionBook *self, const char *key);
GListModel *fiel_reception_book_get_receptions (FielReceptionBook *self);  /* (transfer none) of FielReception */

G_END_DECLS
