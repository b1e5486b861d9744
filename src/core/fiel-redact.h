/* fiel-redact.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text with everything that looks like a card number (13 to 19 digits, also with spaces or dashes between, that pass
 * Luhn) replaced by stars up to its last four digits. The only way text from outside becomes log, journal or screen. */
char *fiel_redact_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean fiel_redact_would_change (const char *text);

/* Whether @text, as a person typed it, may hide a card number behind any blanks and signs between its digits. Stricter
 * than what is masked: it is refused, and the person writes something else. */
gboolean fiel_redact_may_hide_card (const char *text);

G_END_DECLS
