/* fiel-sale.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

G_BEGIN_DECLS

/**
 * FielSale: what people know a sale by. Texts are owned; nullable unless said.
 * @attempt_id: not NULL
 * @reference: not NULL: the ticket
 * @amount: what the customer paid
 * @terminal: key of the store profile; NULL if it is gone from there
 */
typedef struct
{
  char *attempt_id;
  char *reference;
  FielMoney amount;
  gint64 wall_us;
  char *terminal;
  char *terminal_name;
  char *actor;
  char *authorization;
  char *brand;
  char *card_type;
  char *last4;
} FielSale;

#define FIEL_TYPE_SALE (fiel_sale_get_type ())
GType fiel_sale_get_type (void);
FielSale *fiel_sale_new (void);
FielSale *fiel_sale_new_from_attempt (FielAttempt *attempt);
FielSale *fiel_sale_copy (const FielSale *self);
void fiel_sale_free (FielSale *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielSale, fiel_sale_free)

/* Whether @text is what somebody would look for @self by: the code on our receipt, the ticket, the authorization code,
 * the card's last four, or the amount, with or without its marks. Several words have to fit all. */
gboolean fiel_sale_matches (const FielSale *self, const char *text);

G_END_DECLS
