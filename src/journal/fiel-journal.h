/* fiel-journal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-alert-record.h"
#include "fiel-attempt-record.h"
#include "fiel-journal-event.h"
#include "fiel-journal-extract.h"
#include "fiel-milestone-record.h"

G_BEGIN_DECLS

#define FIEL_JOURNAL_ERROR (fiel_journal_error_quark ())
GQuark fiel_journal_error_quark (void);

/**
 * FielJournalError: messages name the file and the remedy.
 */
typedef enum
{
  FIEL_JOURNAL_ERROR_IN_USE,         /* another program holds it; the message says which, since when */
  FIEL_JOURNAL_ERROR_NOT_A_JOURNAL,  /* some other file; nothing was touched */
  /* the file or its chain is broken; nothing was touched; the message names the first bad record */
  FIEL_JOURNAL_ERROR_DAMAGED,
  FIEL_JOURNAL_ERROR_NEWER,          /* written by a newer version */
  FIEL_JOURNAL_ERROR_FOLDER,         /* cannot be created or written there */
  FIEL_JOURNAL_ERROR_TERMINAL_BUSY,  /* I4: the terminal has an open attempt */
  FIEL_JOURNAL_ERROR_TICKET_BUSY,    /* I4: the ticket has an open attempt */
  FIEL_JOURNAL_ERROR_OVER_DUE,       /* I1: approved - refunded + open would pass the amount due */
  FIEL_JOURNAL_ERROR_REFUSED,        /* a guard refused the fact (a second intent, a change of a closed attempt, …) */
  /* disk full, I/O error: nothing may be sent until the journal was reopened (I10) */
  FIEL_JOURNAL_ERROR_STORAGE,
  FIEL_JOURNAL_ERROR_CLOSED,
  FIEL_JOURNAL_ERROR_OUTDATED,       /* the shift's report does not know the latest record: make it anew */
} FielJournalError;

/**
 * FielJournalDurability:
 * @FIEL_JOURNAL_DURABLE: the call returns after the flush (write-ahead log + synchronous FULL)
 * @FIEL_JOURNAL_ORDERED: committed, survives the end of this program at any instant, flushed with the next durable
 *   one. For answers as they came, which are always followed by the durable fact they mean
 */
typedef enum
{
  FIEL_JOURNAL_DURABLE,
  FIEL_JOURNAL_ORDERED,
} FielJournalDurability;

#define FIEL_TYPE_JOURNAL (fiel_journal_get_type ())
G_DECLARE_FINAL_TYPE (FielJournal, fiel_journal, FIEL, JOURNAL, GObject)

/* Signal "appended" (GPtrArray of FielJournalEvent): they are committed; in the thread of the calls, after whoever
 * appended them was told.
 *
 * The journal of one till: one file, one connection, one writer thread with a queue; all calls are made from one
 * thread (the engine's) and call back there, in the order they were made. A verification and an export work in slices
 * behind whatever else is asked for, so that no payment waits for them, and call back when they are done. */

/* Opens or creates @path. @till: name kept in the OPENED event. @holder: what to write into the lock ("fiel",
 * "fielctl"). Checks header, schema version, quick_check and the chain's tail before anything is written. */
void fiel_journal_open_async (const char *path, const char *till, const char *holder, FielJournalEvent *opened,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
FielJournal *fiel_journal_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends @events in one transaction, all or none. The committed values get seq and hashes. */
void fiel_journal_append_async (FielJournal *self, GPtrArray *events, FielJournalDurability durability,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_journal_append_finish (FielJournal *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A new ticket's id and, for @reference, what is already known of it. @reference NULL: give the next free number as
 * reference. A reference may be used for one ticket after another: the amounts are those of its newest ticket. What a
 * conflict says may have moved counts as open, here and in the guard of I1. */
void fiel_journal_look_up_ticket_async (FielJournal *self, const char *reference, GAsyncReadyCallback callback,
                                        gpointer user_data);
FielTicketRecord *fiel_journal_look_up_ticket_finish (FielJournal *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Rows, newest intent first. (element-type FielAttemptRecord) */
void fiel_journal_list_attempts_async (FielJournal *self, const FielAttemptFilter *filter,
                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *fiel_journal_list_attempts_finish (FielJournal *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Events of one attempt, or all from @after_seq on when @attempt_id is NULL, oldest first, at most @limit.
 * (element-type FielJournalEvent) */
void fiel_journal_list_events_async (FielJournal *self, const char *attempt_id, gint64 after_seq, guint limit,
                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *fiel_journal_list_events_finish (FielJournal *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The intents among the records @first_seq to @last_seq that name who approved them, and maybe others, oldest first.
 * (element-type FielJournalEvent) */
void fiel_journal_list_approvals_async (FielJournal *self, gint64 first_seq, gint64 last_seq,
                                        GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *fiel_journal_list_approvals_finish (FielJournal *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* What a person has to look at and nobody has yet, newest first; a NOTE with FIEL_FIELD_SEEN says that somebody did.
 * (element-type FielAlertRecord) */
void fiel_journal_list_alerts_async (FielJournal *self, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *fiel_journal_list_alerts_finish (FielJournal *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Shifts, the current one first, then back in time; at most @limit, 0 is no limit. (element-type FielShiftRecord) */
void fiel_journal_list_shifts_async (FielJournal *self, guint limit, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *fiel_journal_list_shifts_finish (FielJournal *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* When the terminal @terminal (key) closed its batch for us the last time. @seq: (out): the record; 0: never. */
void fiel_journal_find_batch_close_async (FielJournal *self, const char *terminal, GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean fiel_journal_find_batch_close_finish (FielJournal *self, GAsyncResult *result, gint64 *seq, GError **error);

/* Walks the whole chain and rebuilds the projections beside the kept ones. Never changes anything. @progress (nullable)
 * is called in the caller's context with steps done and steps there are. */
void fiel_journal_verify_async (FielJournal *self, const char *expected_head, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
void fiel_journal_verify_watched_async (FielJournal *self, const char *expected_head, GFileProgressCallback progress,
                                        gpointer progress_data, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
FielJournalVerdict *fiel_journal_verify_finish (FielJournal *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Writes every record as a line of JSON with its hashes, from which the chain can be recomputed. @stream is used on
 * the writer thread until the answer and is not closed; @progress (nullable) is called in the caller's context with
 * records written and records there are. */
void fiel_journal_export_async (FielJournal *self, GOutputStream *stream, GFileProgressCallback progress,
                                gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean fiel_journal_export_finish (FielJournal *self, GAsyncResult *result, FielJournalExtract **extract,
                                     GError **error);

/* Where the chain stands now: number and hash of the last record. */
void fiel_journal_read_head_async (FielJournal *self, GAsyncReadyCallback callback, gpointer user_data);
FielJournalExtract *fiel_journal_read_head_finish (FielJournal *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Ends the writer thread after everything queued is done. The object refuses everything afterwards. */
void fiel_journal_close_async (FielJournal *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_journal_close_finish (FielJournal *self, GAsyncResult *result, GError **error);

G_END_DECLS
