/* fiel-profile-transfer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile-draft.h"

G_BEGIN_DECLS

/* One profile for many tills. There is no secret in a profile; the address at which a provider calls one till, which
 * nobody else should know, does not leave with it either. */

gboolean fiel_profile_export (FielProfileDraft *draft, const char *path, gboolean replace, GError **error);

/* Fills @draft, which is not saved by this. What belongs to one till alone stays as it is there: its name and cashier,
 * the terminal it starts with, the address where a provider calls it. @whole: all that is in the file is taken over.
 * The people stay as they are where the file names nobody. */
gboolean fiel_profile_import (FielProfileDraft *draft, const char *path, gboolean whole, GError **error);

G_END_DECLS
