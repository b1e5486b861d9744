/* fiel-profile-change.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What differs between two texts of a store profile, a line "[group] key=value" for each key.
 * @before: (out) (nullable): as it was; @after: (out) (nullable): as it is; a key that is not there has no line. What
 * looks like a secret (the random part of a callback's address) is hidden. FALSE if nothing differs; comments do not
 * count. */
gboolean fiel_profile_change_describe (const char *old_text, const char *new_text, char **before, char **after);

G_END_DECLS
