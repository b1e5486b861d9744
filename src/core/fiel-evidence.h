/* fiel-evidence.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-table.h"
#include "fiel-money.h"

G_BEGIN_DECLS

/**
 * FielEvidenceSource: where a word about an attempt came from.
 */
typedef enum
{
  FIEL_EVIDENCE_SOURCE_ANSWER,     /* the authenticated answer to our own money request */
  FIEL_EVIDENCE_SOURCE_STATUS,     /* a status query by the provider's id */
  FIEL_EVIDENCE_SOURCE_RECORDS,    /* the terminal's own records (details, last voucher) */
  FIEL_EVIDENCE_SOURCE_CALLBACK,   /* a callback: never more than a reason to ask */
} FielEvidenceSource;

#define FIEL_TYPE_EVIDENCE_SOURCE (fiel_evidence_source_get_type ())
GType fiel_evidence_source_get_type (void);

/**
 * FielResult: what the word says, before it is held against the attempt.
 */
typedef enum
{
  FIEL_RESULT_NOTHING,             /* proves nothing: 5xx, garbage, a missing result code, "ID NOT FOUND" */
  FIEL_RESULT_NOT_SENT,
  FIEL_RESULT_REFUSED,
  FIEL_RESULT_ACCEPTED,
  FIEL_RESULT_PENDING,
  FIEL_RESULT_APPROVED,
  FIEL_RESULT_PARTLY_APPROVED,
  FIEL_RESULT_DECLINED,
  FIEL_RESULT_CANCELLED,
} FielResult;

#define FIEL_TYPE_RESULT (fiel_result_get_type ())
GType fiel_result_get_type (void);

/**
 * FielTransaction: what a record of the terminal calls itself.
 */
typedef enum
{
  FIEL_TRANSACTION_UNSAID,
  FIEL_TRANSACTION_SALE,           /* a sale that stands */
  FIEL_TRANSACTION_VOID,           /* a sale that was cancelled, or its cancelling */
  FIEL_TRANSACTION_RETURN,         /* an amount that went back */
  FIEL_TRANSACTION_UNDONE,         /* taken back, and the word for it does not say how */
} FielTransaction;

#define FIEL_TYPE_TRANSACTION (fiel_transaction_get_type ())
GType fiel_transaction_get_type (void);
#define FIEL_N_TRANSACTIONS (FIEL_TRANSACTION_UNDONE + 1)

/**
 * FielEvidence:
 *
 * What one answer says about one attempt. A plain struct filled by a provider's codec; strings are owned.
 * Fields the answer did not carry are NULL, or FALSE in has_amount.
 */
typedef struct
{
  FielEvidenceSource source;
  FielResult result;
  FielTransaction transaction;  /* RECORDS */
  char *reference;          /* nullable: our attempt id as echoed */
  char *ticket;             /* nullable: our ticket reference as echoed */
  char *terminal_id;        /* nullable */
  char *provider_id;        /* nullable: the provider's id of the operation */
  gboolean has_amount;
  gint64 amount_minor;      /* in the attempt's currency: the amount asked, as echoed */
  gint64 approved_minor;    /* PARTLY_APPROVED: what really moved; otherwise 0 or the amount asked */
  char *reason;             /* nullable: key of fiel-reason.h for a definite "no" or for what is wrong */
  char *provider_code;      /* nullable: the raw code, for support */
  char *provider_message;   /* nullable: the provider's sentence, masked */
  char *authorization;      /* nullable */
  char *operation;          /* nullable: the number needed for a void */
  char *number;             /* RECORDS, nullable: the row's own number, under a name that nobody explained */
  char *card_brand;         /* nullable: "VI", "MC" as given */
  char *card_type;          /* nullable: "CR", "DB" as given */
  char *last4;              /* nullable: four digits */
  char *day;                /* nullable: the day the provider has it under, YYYY-MM-DD */
} FielEvidence;

FielEvidence *fiel_evidence_new (FielEvidenceSource source, FielResult result);
FielEvidence *fiel_evidence_copy (const FielEvidence *evidence);
void fiel_evidence_free (FielEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielEvidence, fiel_evidence_free)

/**
 * FielAttemptFacts: what this till knows of the attempt the evidence is held against. Nothing is owned.
 */
typedef struct
{
  FielAttemptKind kind;
  const char *reference;    /* our attempt id */
  const char *ticket;       /* the ticket reference as sent */
  const char *terminal_id;
  const char *provider_id;  /* nullable until known */
  FielMoney amount;
} FielAttemptFacts;

/* Which event of the table this evidence is for that attempt (I5). An approval without an amount, and a result that
 * names another reference, ticket, amount, terminal or id, is FIEL_ATTEMPT_EVENT_MISMATCH; a callback is never more
 * than FIEL_ATTEMPT_EVENT_CALLBACK; records can only approve, and a record that may be this payment without proving it
 * is a mismatch too, so that NO_NEWS of a read of records always means: not there. @explanation: (out) (optional): what
 * did not match. */
FielAttemptEvent fiel_evidence_admit (const FielEvidence *evidence, const FielAttemptFacts *facts, char **explanation);

G_END_DECLS
