/* fiel-reread.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-journal-event.h"
#include "fiel-provider-link.h"

G_BEGIN_DECLS

/* Answers that stand in the journal but were not acted on before the program ended: those after the attempt's last
 * state. Gives what they mean, oldest first (element-type FielEvidence); what cannot be interpreted any more is left
 * out. */
void fiel_reread_async (FielProviderLink *link, FielAttemptRecord *record, GPtrArray *events,
                        GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *fiel_reread_finish (FielProviderLink *link, GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
