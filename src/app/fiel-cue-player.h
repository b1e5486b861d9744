/* fiel-cue-player.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-cue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_CUE_PLAYER (fiel_cue_player_get_type ())
G_DECLARE_FINAL_TYPE (FielCuePlayer, fiel_cue_player, FIEL, CUE_PLAYER, GObject)

/* Property "trouble" (string, read-only, nullable): why the last cue could not be played. */
FielCuePlayer *fiel_cue_player_new (void);

/* Returns at once; whatever becomes of the sound, nobody waits for it. @volume: 1 to 100. */
void fiel_cue_player_play (FielCuePlayer *self, FielCue cue, int volume);

const char *fiel_cue_player_get_trouble (FielCuePlayer *self);

G_END_DECLS
