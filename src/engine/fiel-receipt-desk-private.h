/* fiel-receipt-desk-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-receipt-desk.h"
#include "fiel-scribe.h"
#include "fiel-terminal-set.h"

G_BEGIN_DECLS

/* For whoever has the journal open. @terminals: (nullable): then nothing is asked of a terminal, and providers are
 * called as in the profile. */
FielReceiptDesk *fiel_receipt_desk_new (FielScribe *scribe, FielProfile *profile, FielTerminalSet *terminals);

/* For the part that asks terminals. */
FielTerminalSet *fiel_receipt_desk_get_terminals (FielReceiptDesk *self);   /* (transfer none) (nullable) */
FielJournal *fiel_receipt_desk_get_journal (FielReceiptDesk *self);         /* (transfer none) */

G_END_DECLS
