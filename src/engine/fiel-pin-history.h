/* fiel-pin-history.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal.h"
#include "fiel-pin-guard.h"

G_BEGIN_DECLS

/* Tells @guard what the journal knows of PINs that were tried in earlier runs. */
void fiel_pin_history_read_async (FielJournal *journal, FielPinGuard *guard, GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean fiel_pin_history_read_finish (FielJournal *journal, GAsyncResult *result, GError **error);

G_END_DECLS
