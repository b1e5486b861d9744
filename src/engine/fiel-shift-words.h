/* fiel-shift-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"
#include "fiel-shift-cash.h"
#include "fiel-shift-picture.h"
#include "fiel-shift-survey.h"

G_BEGIN_DECLS

/* Sentences about a shift, for window and fielctl alike. (transfer full) */
/* @currency: the till's; another one is named */
char *fiel_shift_words_payment (FielAttempt *attempt, const FielCurrency *currency, const FielNumberStyle *style);
char *fiel_shift_words_difference (FielShiftSurvey *survey, const FielCurrency *currency, const FielNumberStyle *style);
char *fiel_shift_words_silent (FielShiftSurvey *survey);
/* "At the beginning, in another currency: $10.000 CLP": what no sum of the drawer holds. NULL if there is none. */
char *fiel_shift_words_float_apart (const FielShiftPicture *picture, const FielNumberStyle *style)
  G_GNUC_WARN_UNUSED_RESULT;
char *fiel_shift_words_cash (const FielShiftCash *cash, const FielCurrency *currency, const FielNumberStyle *style);
/* "DB" as "Debit"; what nobody knows stays as it is. (transfer none) */
const char *fiel_shift_words_card_type (const char *type);

G_END_DECLS
