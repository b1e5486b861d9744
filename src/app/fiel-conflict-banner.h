/* fiel-conflict-banner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_CONFLICT_BANNER (fiel_conflict_banner_get_type ())
G_DECLARE_FINAL_TYPE (FielConflictBanner, fiel_conflict_banner, FIEL, CONFLICT_BANNER, GtkWidget)

/* Seen while the attempt's record is contradicted, and only then. @attempt: (nullable) */
void fiel_conflict_banner_set_attempt (FielConflictBanner *self, FielAttempt *attempt);

/* What it says, in one breath. */
char *fiel_conflict_banner_describe (FielAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
