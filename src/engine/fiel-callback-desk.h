/* fiel-callback-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-book.h"
#include "fiel-provider-worker.h"
#include "fiel-reception-book.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

/* How many different callbacks are kept for one attempt while it is open, for one after it was closed, and for
 * everything else in an hour. What comes beyond that is turned away: it costs time only, because every open attempt is
 * asked about anyway. */
#define FIEL_CALLBACK_DESK_MAX_PER_ATTEMPT 16
#define FIEL_CALLBACK_DESK_MAX_STRAYS 60

#define FIEL_TYPE_CALLBACK_DESK (fiel_callback_desk_get_type ())
G_DECLARE_FINAL_TYPE (FielCallbackDesk, fiel_callback_desk, FIEL, CALLBACK_DESK, GObject)

/* As long as it lives it takes what the providers of @worker are called back about: writes it down, lets the sender
 * know, and has the attempt asked about. To be made once the open attempts are in @book. */
FielCallbackDesk *fiel_callback_desk_new (FielScribe *scribe, FielProviderWorker *worker, FielAttemptBook *book,
                                          FielReceptionBook *receptions);

/* What an earlier run has kept. @events: (element-type FielJournalEvent) */
void fiel_callback_desk_remember (FielCallbackDesk *self, GPtrArray *events);
void fiel_callback_desk_remember_event (FielCallbackDesk *self, FielJournalEvent *event);

G_END_DECLS
