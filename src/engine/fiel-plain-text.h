/* fiel-plain-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a person may write @text into a short field that is kept: 1 to @max_characters printable ones, no space at
 * its ends. */
gboolean fiel_plain_text_is_fine (const char *text, gsize max_characters);

/* Whether both name the same person: case, blanks around a name and a blank typed twice make no difference. */
gboolean fiel_plain_text_is_same_name (const char *one, const char *other);

G_END_DECLS
