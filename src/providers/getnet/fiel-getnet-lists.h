/* fiel-getnet-lists.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-answer.h"
#include "fiel-getnet-country.h"
#include "fiel-provider-finding.h"

G_BEGIN_DECLS

/* Whether the terminal says that there is nothing to report. */
gboolean fiel_getnet_lists_is_empty (const FielGetnetAnswer *answer);

/* All give NULL for a list that is missing or malformed in any row: absence may be concluded from a list, so half of
 * one is none. (transfer full) (nullable) */
FielFinding *fiel_getnet_lists_read_records (const FielGetnetDialect *dialect,
                                             const FielProviderRequest *request,
                                             const FielGetnetAnswer *answer) G_GNUC_WARN_UNUSED_RESULT;
FielFinding *fiel_getnet_lists_read_totals (const FielGetnetDialect *dialect,
                                            const FielGetnetAnswer *answer) G_GNUC_WARN_UNUSED_RESULT;
FielFinding *fiel_getnet_lists_read_terminals (const FielGetnetAnswer *answer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
