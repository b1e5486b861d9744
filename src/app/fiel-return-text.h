/* fiel-return-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-sale.h"
#include "fiel-terminal.h"

G_BEGIN_DECLS

/* The sentences around a return, before there is an attempt. Pure. */

/* Where the money goes: "to Visa ··4242 on Terminal Norte". @sale, @terminal: (nullable) */
char *fiel_return_text_place (const FielSale *sale, FielTerminal *terminal) G_GNUC_WARN_UNUSED_RESULT;

/* "Return $4.990 of $12.990 to card ··4242. The customer must be present with the card." @style: (nullable): amounts in
 * words, for people who listen */
char *fiel_return_text_question (const FielSale *sale, FielMoney amount, const FielNumberStyle *style)
  G_GNUC_WARN_UNUSED_RESULT;

/* "Return $4.990 without its sale, by the authorization 018734. …" @style: (nullable): as above */
char *fiel_return_text_question_without_sale (FielMoney amount, const char *authorization,
                                              const FielNumberStyle *style) G_GNUC_WARN_UNUSED_RESULT;

/* @approver: (nullable); @authorization, @day: (nullable): typed from the slip, to be read once more */
char *fiel_return_text_reasons (const char *purpose, const char *approver, const char *authorization, const char *day)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
