/* fiel-setting-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Other words, in the user's language, with which somebody may look for a page of the settings or a line of the
 * profile; an empty text if there are none. @group: as in the file, "till" or "provider getnet" */
const char *fiel_setting_words_get (const char *group, const char *key);
const char *fiel_setting_words_get_page (const char *page);

G_END_DECLS
