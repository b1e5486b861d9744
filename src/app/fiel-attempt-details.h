/* fiel-attempt-details.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_ATTEMPT_DETAILS (fiel_attempt_details_get_type ())
G_DECLARE_FINAL_TYPE (FielAttemptDetails, fiel_attempt_details, FIEL, ATTEMPT_DETAILS, GtkWidget)

/* @attempt: (nullable); @style: (static) (nullable) without @attempt */
void fiel_attempt_details_set_attempt (FielAttemptDetails *self, FielAttempt *attempt, const FielNumberStyle *style);

/* What "Copy for support" copies: one line per fact, no more than the journal may hold. */
char *fiel_attempt_details_describe (FielAttempt *attempt, const FielNumberStyle *style) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
