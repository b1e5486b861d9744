/* fiel-cues.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-pages.h"
#include "fiel-cue.h"

G_BEGIN_DECLS

#define FIEL_TYPE_CUES (fiel_cues_get_type ())
G_DECLARE_FINAL_TYPE (FielCues, fiel_cues, FIEL, CUES, GObject)

/* Signal "cue" (FielCue as int, volume as int): to be heard now. Properties "enabled" (boolean, TRUE) and "volume"
 * (int, 0 to 100): without either there is no signal. */
FielCues *fiel_cues_new (FielAttemptPages *pages);

G_END_DECLS
