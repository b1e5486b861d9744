/* fiel-figure.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-money.h"

G_BEGIN_DECLS

/* Takes @text, and gives it back so that among words that are read from the right it is read from the left: a sign or a
 * symbol before digits stays before them. */
char *fiel_figure_isolate (char *text) G_GNUC_WARN_UNUSED_RESULT;

/* As fiel_money_format(), for the screen. */
char *fiel_figure_money (FielMoney money, const FielNumberStyle *style) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
