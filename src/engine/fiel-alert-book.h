/* fiel-alert-book.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-alert.h"
#include "fiel-attempt-book.h"

G_BEGIN_DECLS

#define FIEL_TYPE_ALERT_BOOK (fiel_alert_book_get_type ())
G_DECLARE_FINAL_TYPE (FielAlertBook, fiel_alert_book, FIEL, ALERT_BOOK, GObject)

/* What a person has to look at: read at start, and every new one from the moment it is durable until a note says that
 * somebody looked. It also shows a conflict on the attempt it is about. */
FielAlertBook *fiel_alert_book_new (void);

/* @alerts: (element-type FielAlertRecord): what nobody has looked at yet, newest first. Once. */
void fiel_alert_book_open (FielAlertBook *self, FielScribe *scribe, FielAttemptBook *attempts, GPtrArray *alerts);

GListModel *fiel_alert_book_get_alerts (FielAlertBook *self);     /* (transfer none) of FielAlert, newest first */

/* The same without an engine: a record as an alert, and the note that says that somebody looked. */
FielAlert *fiel_alert_book_make_alert (const FielAlertRecord *record);
/* @attempt_id: (nullable) */
FielJournalEvent *fiel_alert_book_make_note (FielScribe *scribe, gint64 seq, const char *attempt_id, const char *note,
                                             const char *actor);

/* Somebody looked: @note says what was done. FALSE with an error if that cannot be written. */
gboolean fiel_alert_book_acknowledge (FielAlertBook *self, FielAlert *alert, const char *note, const char *actor,
                                      GError **error);

G_END_DECLS
