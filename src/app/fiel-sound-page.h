/* fiel-sound-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SOUND_PAGE (fiel_sound_page_get_type ())
G_DECLARE_FINAL_TYPE (FielSoundPage, fiel_sound_page, FIEL, SOUND_PAGE, AdwPreferencesPage)

/* What this workstation sounds and looks like; what is changed holds at once. */
FielSoundPage *fiel_sound_page_new (GSettings *settings);

G_END_DECLS
