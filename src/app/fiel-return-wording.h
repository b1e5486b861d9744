/* fiel-return-wording.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-wording.h"

G_BEGIN_DECLS

/* What fiel-wording.h says of a sale, said of money that goes back: a return or the cancellation of a sale. Whoever
 * has a kind asks there; this is the half of it that may never speak of charging. */

FielLook fiel_return_wording_look_of_outcome (FielOutcome outcome);   /* not NONE */
FielLook fiel_return_wording_look_of_phase (FielAttemptPhase phase);
const char *fiel_return_wording_verdict (FielOutcome outcome);        /* NULL while open */
const char *fiel_return_wording_advice (FielAttemptKind kind, FielReason reason);   /* NULL: as of a sale */
const char *fiel_return_wording_cancel_too_late (void);
const char *fiel_return_wording_cancel_agreed (void);

/* What the customer will see of money that went back. */
const char *fiel_return_wording_promise (FielAttemptKind kind);

/* Whether people have to find out: the provider gave no number to ask by, and a terminal's list need not say which sale
 * a return belongs to. */
gboolean fiel_return_wording_is_left_to_people (FielAttempt *attempt);
/* What to look at then, on one line. (transfer none) */
const char *fiel_return_wording_lost_advice (void);

char *fiel_return_wording_sighting_headline (FielAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;
char *fiel_return_wording_sighting_advice (FielAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
