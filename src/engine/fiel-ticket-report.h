/* fiel-ticket-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal.h"
#include "fiel-profile.h"

G_BEGIN_DECLS

/* The evidence page of a ticket: every attempt that carried @reference with everything the journal holds about it,
 * oldest first, and the hashes of the records, as plain text for people and support; @profile says whose it is. NULL
 * with FIEL_JOURNAL_ERROR, or G_IO_ERROR_NOT_FOUND if nobody ever paid such a ticket here. No card number is on it. */
void fiel_ticket_report_make_async (FielJournal *journal, FielProfile *profile, const char *reference,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *fiel_ticket_report_make_finish (FielJournal *journal, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
