/* fiel-cancellation.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-attempt.h"
#include "fiel-provider-link.h"
#include "fiel-random.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

#define FIEL_TYPE_CANCELLATION (fiel_cancellation_get_type ())
G_DECLARE_FINAL_TYPE (FielCancellation, fiel_cancellation, FIEL, CANCELLATION, GObject)

/* One request to the terminal to stop, with an outcome of its own. It never closes the attempt: whatever the terminal
 * says, the payment's own result decides. */
FielCancellation *fiel_cancellation_new (FielScribe *scribe, FielProviderLink *link, FielAttempt *attempt,
                                         FielAttemptRecord *record, FielRandomFunc random, gpointer random_data);
void fiel_cancellation_run_async (FielCancellation *self, GAsyncReadyCallback callback, gpointer user_data);

/* FALSE if what happened could not be written down; then nothing of it was shown either. */
gboolean fiel_cancellation_run_finish (FielCancellation *self, GAsyncResult *result, GError **error);

G_END_DECLS
