/* fiel-attempt-record.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-state.h"
#include "fiel-money.h"

G_BEGIN_DECLS

/**
 * FielAttemptRecord: one attempt as folded from its events. Immutable, reference-counted; strings owned, nullable
 * unless said.
 */
typedef struct _FielAttemptRecord
{
  gint64 intent_seq;
  gint64 last_seq;
  gint64 closed_seq;          /* number of the record that closed it; 0 while open */
  guint n_prints;             /* receipts that were handed to a printer */
  gint64 intent_wall_us;
  gint64 closed_wall_us;      /* 0 while open */
  gint64 intent_boot_us;
  char *intent_boot_id;       /* not NULL */
  char *actor;                /* not NULL */
  char *attempt_id;           /* not NULL */
  FielAttemptKind kind;
  FielAttemptState state;
  FielOutcome outcome;
  FielCancelState cancel;
  gint64 ticket_id;
  char *reference;            /* not NULL: the ticket's, as people know it */
  char *ticket_sent;          /* not NULL */
  FielMoney amount;
  gint64 approved_minor;
  char *terminal;             /* not NULL: key of the store profile */
  char *terminal_name;
  char *terminal_id;
  char *branch_id;
  char *serial;
  char *provider;             /* not NULL: key of the store profile */
  char *body_sha256;
  char *provider_id;
  char *provider_code;
  char *provider_message;
  char *reason;
  char *authorization;
  char *operation;
  char *brand;
  char *card_type;
  char *last4;
  char *original;             /* refund or void: the sale; NULL for a return without a sale of this journal */
  gboolean conflict;
  gboolean parked;
} FielAttemptRecord;

#define FIEL_TYPE_ATTEMPT_RECORD (fiel_attempt_record_get_type ())
GType fiel_attempt_record_get_type (void);
FielAttemptRecord *fiel_attempt_record_new (void);
FielAttemptRecord *fiel_attempt_record_ref (FielAttemptRecord *self);
void fiel_attempt_record_unref (FielAttemptRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielAttemptRecord, fiel_attempt_record_unref)

/**
 * FielAttemptFilter: which rows to list. A zeroed filter with a limit lists the newest.
 */
typedef struct
{
  const char *attempt_id;     /* nullable: just this one */
  const char *reference;      /* nullable */
  const char *original;       /* nullable: what went back, or was to, of this sale */
  const char *authorization;  /* nullable: those the provider approved under this code */
  const char *typed;          /* nullable: returns of a sale for which somebody typed this authorization */
  gboolean open_only;
  gint64 since_wall_us;       /* 0: no bound; open attempts are always in */
  gint64 closed_after_seq;    /* 0: no bound; else only those that a later record closed … */
  gint64 closed_until_seq;    /* … and none after this one. 0: no bound */
  gint64 before_seq;          /* 0: from the newest; else intent_seq below this */
  guint limit;
} FielAttemptFilter;

/**
 * FielTicketRecord: what is known of a ticket reference. @ticket_id is 0 if it was never used.
 * @next_ticket_id: the id a new ticket would get. @n_attempts: attempts that ever carried this reference.
 */
typedef struct
{
  char *reference;            /* owned: as asked, or the next free number */
  gint64 ticket_id;
  gint64 next_ticket_id;
  gint64 due_minor;
  gint64 approved_minor;      /* approved less refunded */
  gint64 open_minor;
  guint n_attempts;
  gint64 last_wall_us;
} FielTicketRecord;

FielTicketRecord *fiel_ticket_record_new (void);
void fiel_ticket_record_free (FielTicketRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielTicketRecord, fiel_ticket_record_free)

/**
 * FielJournalVerdict: what a verification found. @first_bad_seq is 0 if nothing is wrong; @complaint says what, in a
 * sentence.
 */
typedef struct
{
  gint64 n_events;
  char *head;                 /* owned: hash of the last good record, hex */
  gint64 first_bad_seq;
  char *complaint;            /* owned, nullable */
} FielJournalVerdict;

FielJournalVerdict *fiel_journal_verdict_new (void);
void fiel_journal_verdict_free (FielJournalVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalVerdict, fiel_journal_verdict_free)

G_END_DECLS
