/* fiel-contradiction-wording.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

G_BEGIN_DECLS

/* What contradicts what was recorded of a payment or a return: in a word, in a sentence, and what to do. */
const char *fiel_contradiction_wording_title (FielAttempt *attempt);
char *fiel_contradiction_wording_story (FielAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;
const char *fiel_contradiction_wording_advice (FielAttempt *attempt);

G_END_DECLS
