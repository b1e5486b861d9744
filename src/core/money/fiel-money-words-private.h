/* fiel-money-words-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the languages of fiel-money-words.c share with it. Each appends a whole number, 1 to 999,999,999,999, in the
 * form that stands before a masculine noun ("veintiún", "dois"). */
void fiel_money_words_append_en (GString *words, gint64 number);
void fiel_money_words_append_es (GString *words, gint64 number);
void fiel_money_words_append_pt (GString *words, gint64 number);

/* Appends @word, after a blank unless it is the first. */
void fiel_money_words_append (GString *words, const char *word);

G_END_DECLS
