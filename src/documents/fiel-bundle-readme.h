/* fiel-bundle-readme.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-extract.h"
#include "fiel-profile.h"

G_BEGIN_DECLS

/* What an evidence bundle says of itself: what is in it, how it is checked, and how a hash is computed, with the first
 * record of this very chain as the example. Plain text, in the user's language but for the example. */
char *fiel_bundle_readme_write (FielProfile *profile, gint64 made_wall_us, const FielJournalExtract *extract)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
