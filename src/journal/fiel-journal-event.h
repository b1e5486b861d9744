/* fiel-journal-event.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-table.h"
#include "fiel-money.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FielJournalType: what kind of fact an event is. Nicknames are what is stored.
 */
typedef enum
{
  FIEL_JOURNAL_TYPE_OPENED,      /* the journal was opened: program version, boot id */
  FIEL_JOURNAL_TYPE_INTENT,      /* a money request is about to leave: everything about it, with the body's SHA-256 */
  /* an answer or callback as it came, bounded and redacted, before anyone interprets it */
  FIEL_JOURNAL_TYPE_RECEIVED,
  FIEL_JOURNAL_TYPE_STATE,       /* an edge of the attempt's table was taken */
  FIEL_JOURNAL_TYPE_CANCEL,      /* the request to stop changed its state */
  FIEL_JOURNAL_TYPE_STRAY,       /* a late, foreign or unmatched message: kept, changes nothing */
  FIEL_JOURNAL_TYPE_CONFLICT,    /* evidence against a closed attempt */
  FIEL_JOURNAL_TYPE_NOTE,        /* a person's act: parked, recorded by hand, settings changed */
} FielJournalType;

#define FIEL_TYPE_JOURNAL_TYPE (fiel_journal_type_get_type ())
GType fiel_journal_type_get_type (void);

/* Names of payload fields. Those marked * are folded into the attempt's row by plain "last value wins". */
#define FIEL_FIELD_TILL "till"                    /* OPENED: the name of the till */
#define FIEL_FIELD_KIND "kind"                    /* * FielAttemptKind */
#define FIEL_FIELD_TICKET_ID "ticket-id"          /* * integer */
#define FIEL_FIELD_REFERENCE "reference"          /* * the ticket's reference as people know it */
#define FIEL_FIELD_TICKET_SENT "ticket-sent"      /* * the ticket reference as sent */
#define FIEL_FIELD_DUE "due"                      /* the ticket's amount due, minor units */
#define FIEL_FIELD_AMOUNT "amount"                /* * minor units */
#define FIEL_FIELD_CURRENCY "currency"            /* * ISO code */
#define FIEL_FIELD_TERMINAL "terminal"            /* * key of the store profile */
#define FIEL_FIELD_TERMINAL_NAME "terminal-name"  /* * as people know it */
#define FIEL_FIELD_TERMINAL_ID "terminal-id"      /* * as the provider knows it */
#define FIEL_FIELD_BRANCH_ID "branch-id"          /* * */
#define FIEL_FIELD_SERIAL "serial"                /* * */
#define FIEL_FIELD_PROVIDER "provider"            /* * key of the store profile */
#define FIEL_FIELD_BODY_SHA256 "body-sha256"      /* * of the exact bytes that may leave */
#define FIEL_FIELD_STATE "state"                  /* * FielAttemptState */
#define FIEL_FIELD_OUTCOME "outcome"              /* * FielOutcome */
#define FIEL_FIELD_EVENT "event"                  /* FielAttemptEvent that took the edge */
#define FIEL_FIELD_SOURCE "source"                /* FielEvidenceSource */
#define FIEL_FIELD_REASON "reason"                /* * FielReason key */
#define FIEL_FIELD_PROVIDER_ID "provider-id"      /* * */
#define FIEL_FIELD_PROVIDER_CODE "provider-code"  /* * */
#define FIEL_FIELD_PROVIDER_MESSAGE "provider-message"  /* * */
#define FIEL_FIELD_APPROVED "approved"            /* * minor units that really moved */
#define FIEL_FIELD_AUTHORIZATION "authorization"  /* * */
#define FIEL_FIELD_OPERATION "operation"          /* * */
#define FIEL_FIELD_BRAND "brand"                  /* * */
#define FIEL_FIELD_CARD_TYPE "card-type"          /* * */
#define FIEL_FIELD_LAST4 "last4"                  /* * */
/* STATE that moved money: the day the provider has it under, YYYY-MM-DD; older versions did not keep it */
#define FIEL_FIELD_PROVIDER_DAY "provider-day"
#define FIEL_FIELD_CANCEL "cancel"                /* * FielCancelState */
#define FIEL_FIELD_CONFLICT "conflict"            /* * 1 once a conflict was seen */
#define FIEL_FIELD_PARKED "parked"                /* * 1 while put aside by the cashier */
#define FIEL_FIELD_ORIGINAL "original"            /* * attempt id a refund or void belongs to */
#define FIEL_FIELD_ASKED "asked"                  /* RECEIVED: the FielOperation that was asked */
#define FIEL_FIELD_VERDICT "verdict"              /* RECEIVED: FielReplyVerdict */
#define FIEL_FIELD_HTTP_STATUS "http-status"      /* RECEIVED */
#define FIEL_FIELD_TEXT "text"                    /* RECEIVED, NOTE, STRAY: the text itself */
#define FIEL_FIELD_DETAIL "detail"
#define FIEL_FIELD_SIGHTING "sighting"            /* NOTE: what a person saw on the terminal */
#define FIEL_FIELD_SLIP "slip"                    /* NOTE: a number copied from the terminal's slip */
#define FIEL_FIELD_WITNESS "witness"              /* STATE by hand: who took a second look */
#define FIEL_FIELD_SEEN "seen"                    /* NOTE: number of the alert that somebody looked at */
#define FIEL_FIELD_PRINTED "printed"              /* NOTE: the n-th receipt was handed to a printer */
#define FIEL_FIELD_PRINT "print"                  /* NOTE: how far a receipt is; older versions did not keep it */
#define FIEL_PRINT_BEGUN "begun"
#define FIEL_PRINT_DONE "done"
#define FIEL_PRINT_FAILED "failed"
#define FIEL_FIELD_PURPOSE "purpose"              /* INTENT of a return: why, in a person's words */
#define FIEL_FIELD_OF_AUTHORIZATION "of-authorization"  /* INTENT of a return: the sale's, as asked */
/* INTENT of a return of a sale: its authorization as somebody typed it from the customer's slip; it was not known */
#define FIEL_FIELD_TYPED_AUTHORIZATION "typed-authorization"
/* The same of the day of the sale; it is another one than the till would have named */
#define FIEL_FIELD_TYPED_DATE "typed-date"
#define FIEL_FIELD_OF_DATE "of-date"              /* INTENT of a return: the day of the sale, as asked */
#define FIEL_FIELD_OF_OPERATION "of-operation"    /* INTENT of a void: the sale's number, as asked */
#define FIEL_FIELD_APPROVER "approver"            /* INTENT, NOTE: the manager who allowed it */
#define FIEL_FIELD_SHIFT "shift"                  /* NOTE: number of the current shift, which … */
#define FIEL_FIELD_SHIFT_ACT "shift-act"          /* NOTE: … was "opened" or "closed" */
#define FIEL_FIELD_THROUGH "through"              /* NOTE that closes a shift: number of the last record it knows */
#define FIEL_FIELD_REPORT "report"                /* NOTE that closes a shift: the whole report, as text */
#define FIEL_FIELD_PERSON "person"                /* NOTE: key of the person it is about, who … */
#define FIEL_FIELD_PERSON_ACT "person-act"        /* NOTE: … did this, or to whom this was done: FielPersonAct */
#define FIEL_FIELD_FAILURES "failures"            /* NOTE of a wrong PIN: the n-th in a row */
#define FIEL_FIELD_ALLOWED "allowed"              /* NOTE of an approval: FielAct that was approved */
#define FIEL_FIELD_BEFORE "before"                /* NOTE of a change: how it was … */
#define FIEL_FIELD_AFTER "after"                  /* NOTE of a change: … and how it is */
#define FIEL_FIELD_BATCH "batch"                  /* NOTE: key of the terminal that closed its batch for us */

/**
 * FielJournalEvent: one fact; a reference-counted value. Filled once with the setters, then handed to the journal,
 * which adds sequence, chain and hashes; immutable from then on and safe to share between threads.
 */
typedef struct _FielJournalEvent FielJournalEvent;
#define FIEL_TYPE_JOURNAL_EVENT (fiel_journal_event_get_type ())
GType fiel_journal_event_get_type (void);

FielJournalEvent *fiel_journal_event_new (FielJournalType type, const char *attempt_id, const char *actor);
FielJournalEvent *fiel_journal_event_ref (FielJournalEvent *self);
void fiel_journal_event_unref (FielJournalEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalEvent, fiel_journal_event_unref)

/* Times are arguments: the journal has no clock of its own. */
void fiel_journal_event_set_time (FielJournalEvent *self, gint64 wall_us, gint64 boot_us, const char *boot_id);
/* NULL value: field left out */
void fiel_journal_event_set (FielJournalEvent *self, const char *name, const char *value);
void fiel_journal_event_set_int (FielJournalEvent *self, const char *name, gint64 value);

FielJournalType fiel_journal_event_get_type_of_fact (FielJournalEvent *self);
const char *fiel_journal_event_get_attempt_id (FielJournalEvent *self);   /* nullable */
const char *fiel_journal_event_get_actor (FielJournalEvent *self);
gint64 fiel_journal_event_get_wall_us (FielJournalEvent *self);
gint64 fiel_journal_event_get_boot_us (FielJournalEvent *self);
const char *fiel_journal_event_get_boot_id (FielJournalEvent *self);
const char *fiel_journal_event_get (FielJournalEvent *self, const char *name);               /* nullable */
gboolean fiel_journal_event_get_int (FielJournalEvent *self, const char *name, gint64 *value);
const char *const *fiel_journal_event_get_names (FielJournalEvent *self);                    /* in canonical order */
/* 0 before it is committed */
gint64 fiel_journal_event_get_seq (FielJournalEvent *self);
const char *fiel_journal_event_get_hash (FielJournalEvent *self);                            /* hex; NULL before */
const char *fiel_journal_event_get_previous_hash (FielJournalEvent *self);

G_END_DECLS
