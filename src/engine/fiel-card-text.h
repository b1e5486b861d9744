/* fiel-card-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Visa ··4242" from what a provider gave, or "" while no card is known. Never more than the last four digits, whatever
 * stands in @last4. All three nullable. */
char *fiel_card_text (const char *brand, const char *type, const char *last4) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
