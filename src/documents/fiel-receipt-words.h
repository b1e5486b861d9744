/* fiel-receipt-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a country wants on a slip that is not its legal document, and how it writes dates: data, in the country's own
 * language whatever the till speaks. */

char *fiel_receipt_words_no_tax_document (const char *country) G_GNUC_WARN_UNUSED_RESULT;
/* @number: 2 and more */
char *fiel_receipt_words_copy (const char *country, guint number) G_GNUC_WARN_UNUSED_RESULT;
/* What stands on everything that was made without real money, in the till's language. NULL for real money.
 * @environment: FielEnvironment, as the profile gives it: this layer does not see providers. */
const char *fiel_receipt_words_environment (int environment);
/* The same for the word that a report of a shift has for it. (nullable) */
const char *fiel_receipt_words_environment_named (const char *word);
char *fiel_receipt_words_time (const char *country, gint64 wall_us) G_GNUC_WARN_UNUSED_RESULT;
/* The same, in the zone that @time is in. */
char *fiel_receipt_words_moment (const char *country, GDateTime *time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
