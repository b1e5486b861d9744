/* fiel-money-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-money.h"

G_BEGIN_DECLS

/* An amount said in words ("doce mil novecientos noventa pesos"), so that a slipped zero is read aloud before it is
 * charged. @language is "en", "es" or "pt" (anything longer is cut at the first non-letter; anything else is "en"). */
char *fiel_money_words (FielMoney money, const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
