/* fiel-slip-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SLIP_CARD (fiel_slip_card_get_type ())
G_DECLARE_FINAL_TYPE (FielSlipCard, fiel_slip_card, FIEL, SLIP_CARD, GtkWidget)

/**
 * FielSlipParts: what is asked for.
 */
typedef enum
{
  FIEL_SLIP_NOTHING = 0,
  FIEL_SLIP_AUTHORIZATION = 1 << 0,
  FIEL_SLIP_DATE = 1 << 1,
} FielSlipParts;

/* Signal "changed". What stands on the customer's slip and the journal does not tell: of a sale whose authorization is
 * not known, or when no sale of this till stands behind a return. */
void fiel_slip_card_clear (FielSlipCard *self);

/* @why: (nullable): in words, with @parts. Without parts the card is not seen. */
void fiel_slip_card_ask (FielSlipCard *self, FielSlipParts parts, const char *why);

/* What is still to be filled in; NULL if nothing is. @now_wall_us: no sale is of a day to come. */
const char *fiel_slip_card_find_missing (FielSlipCard *self, gint64 now_wall_us);

/* To what is still to be filled in, or has to be filled in anew. */
gboolean fiel_slip_card_focus (FielSlipCard *self);

/* NULL if it is not asked for. */
char *fiel_slip_card_get_authorization (FielSlipCard *self) G_GNUC_WARN_UNUSED_RESULT;
/* YYYY-MM-DD; NULL if no day was typed, or none is asked for. */
char *fiel_slip_card_get_date (FielSlipCard *self) G_GNUC_WARN_UNUSED_RESULT;
/* As if somebody had typed it. @date: YYYY-MM-DD */
void fiel_slip_card_set_date (FielSlipCard *self, const char *date);

/* YYYY-MM-DD as people type it: "31/01/2026". */
char *fiel_slip_card_write_date (const char *date) G_GNUC_WARN_UNUSED_RESULT;
/* A day as people type it ("31/01/2026", "31-1-2026", "2026-01-31") as YYYY-MM-DD; NULL if it is none. */
char *fiel_slip_card_read_date (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
