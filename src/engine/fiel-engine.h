/* fiel-engine.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-alert.h"
#include "fiel-attempt.h"
#include "fiel-clock.h"
#include "fiel-people.h"
#include "fiel-profile.h"
#include "fiel-secrets.h"

G_BEGIN_DECLS

#define FIEL_ENGINE_ERROR (fiel_engine_error_quark ())
GQuark fiel_engine_error_quark (void);

/**
 * FielEngineError: why the engine will not do what was asked. Messages are sentences for the cashier (translated).
 */
typedef enum
{
  FIEL_ENGINE_ERROR_NOT_READY,       /* still starting, or stopping */
  FIEL_ENGINE_ERROR_AMOUNT,          /* zero, negative, over the till's limit, or another currency */
  FIEL_ENGINE_ERROR_TERMINAL_BUSY,   /* an attempt is open on it */
  FIEL_ENGINE_ERROR_TICKET_BUSY,     /* this ticket has an open attempt */
  FIEL_ENGINE_ERROR_TICKET_PAID,     /* this ticket was paid already; ask and call again with @new_ticket */
  FIEL_ENGINE_ERROR_REFERENCE,       /* not usable as a ticket reference */
  FIEL_ENGINE_ERROR_STORAGE,         /* the journal cannot take it: nothing was sent, nothing will be */
  FIEL_ENGINE_ERROR_PROVIDER,        /* the provider cannot do it, or is not set up */
  FIEL_ENGINE_ERROR_CLOSED,          /* the attempt is closed already */
  FIEL_ENGINE_ERROR_NOT_RETURNABLE,  /* nothing of it can go back */
  FIEL_ENGINE_ERROR_APPROVAL,        /* a manager has to approve it */
  FIEL_ENGINE_ERROR_LOCKED,          /* nobody, or somebody else, is signed in */
  FIEL_ENGINE_ERROR_OFFER_CHANGED,   /* it would go back in another way than was offered; nothing was sent */
} FielEngineError;

#define FIEL_TYPE_ENGINE (fiel_engine_get_type ())
G_DECLARE_FINAL_TYPE (FielEngine, fiel_engine, FIEL, ENGINE, GObject)

typedef struct _FielProviderKind FielProviderKind;
typedef struct _FielJournal FielJournal;
typedef struct _FielReceiptDesk FielReceiptDesk;
typedef struct _FielShiftBook FielShiftBook;
typedef struct _FielRefundDesk FielRefundDesk;

/* Lives in the thread and main context it was made in. @kinds: (array zero-terminated=1): the providers that exist.
 * @holder: who holds the journal ("fiel", "fielctl"). Everything is injected: no global getters. */
FielEngine *fiel_engine_new (FielProfile *profile, FielClock *clock, FielSecrets *secrets,
                             const FielProviderKind *const *kinds, const char *holder);

/* Opens the journal, starts the providers' worker (and, in training, the practice cloud), takes every open attempt up
 * again. Properties: "ready" (boolean), "storage-trouble" (string or NULL: a sentence; while set nothing is sent),
 * "n-unresolved" (uint: open attempts in phase CHECKING or UNCONFIRMED, parked or not), "n-open" (uint), "n-alerts"
 * (uint: what fiel_engine_get_alerts() holds),
 * "connection-trouble" (string or NULL: the provider cannot be reached, a sentence). */
void fiel_engine_start_async (FielEngine *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean fiel_engine_start_finish (FielEngine *self, GAsyncResult *result, GError **error);

/* Ends everything in order. Open attempts stay durable and are taken up at the next start. */
void fiel_engine_stop_async (FielEngine *self, GAsyncReadyCallback callback, gpointer user_data);
void fiel_engine_stop_finish (FielEngine *self, GAsyncResult *result);

FielProfile *fiel_engine_get_profile (FielEngine *self);        /* (transfer none) */
FielClock *fiel_engine_get_clock (FielEngine *self);            /* (transfer none) */
FielSecrets *fiel_engine_get_secrets (FielEngine *self);        /* (transfer none) */
/* (transfer none) (array zero-terminated=1): the providers that exist, see fiel-catalog.h */
const FielProviderKind *const *fiel_engine_get_kinds (FielEngine *self);
FielReceiptDesk *fiel_engine_get_receipt_desk (FielEngine *self);  /* (transfer none) (nullable) before it is ready */
FielJournal *fiel_engine_get_journal (FielEngine *self);        /* (transfer none) (nullable) before start */
FielPeople *fiel_engine_get_people (FielEngine *self);          /* (transfer none) */
/* (transfer none) of FielTerminal, in the profile's order */
GListModel *fiel_engine_get_terminals (FielEngine *self);
/* (transfer none) of FielAttempt: today's and all open, newest first */
GListModel *fiel_engine_get_attempts (FielEngine *self);
/* (transfer none): opening and closing shifts, see fiel-shift-book.h */
FielShiftBook *fiel_engine_get_shift_book (FielEngine *self);
gboolean fiel_engine_get_ready (FielEngine *self);
const char *fiel_engine_get_storage_trouble (FielEngine *self);
const char *fiel_engine_get_connection_trouble (FielEngine *self);
/* (transfer none) of FielReception: whether the callbacks of each provider arrive */
GListModel *fiel_engine_get_receptions (FielEngine *self);
/* (transfer none) of FielAlert, newest first: what nobody has looked at yet, of any day */
GListModel *fiel_engine_get_alerts (FielEngine *self);
guint fiel_engine_get_n_alerts (FielEngine *self);
guint fiel_engine_get_n_open (FielEngine *self);
guint fiel_engine_get_n_unresolved (FielEngine *self);
FielTerminal *fiel_engine_find_terminal (FielEngine *self, const char *key);      /* (transfer none) (nullable) */
/* (transfer none) (nullable): today's and open ones */
FielAttempt *fiel_engine_find_attempt (FielEngine *self, const char *attempt_id);

/* Starts a sale. Calls back when the intent is durable (the request leaves right after) with the attempt to watch, or
 * with the reason nothing was sent. @reference: (nullable): the merchant's ticket reference, at most 20 printable
 * characters; NULL gives the next number. @new_ticket: the cashier confirmed that a used reference means a new
 * ticket. */
void fiel_engine_charge_async (FielEngine *self, FielTerminal *terminal, FielMoney amount, const char *reference,
                               gboolean new_ticket, const char *actor, GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) */
FielAttempt *fiel_engine_charge_finish (FielEngine *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Where money goes back. (transfer none) (nullable) unless it is ready */
FielRefundDesk *fiel_engine_get_refund_desk (FielEngine *self);

/* Intentions about an open attempt; what comes of them shows in its properties. FALSE with an error if it makes no
 * sense. What a person closed may be checked too, until the provider says something about it. */
gboolean fiel_engine_ask_cancel (FielEngine *self, FielAttempt *attempt, GError **error);
gboolean fiel_engine_check_now (FielEngine *self, FielAttempt *attempt, GError **error);
gboolean fiel_engine_set_parked (FielEngine *self, FielAttempt *attempt, gboolean parked, GError **error);
/* What a person saw on the terminal of an attempt that is accepted or unknown. @slip_code: (nullable): with
 * FIEL_SIGHTING_APPROVED only: the authorization code or operation number on the slip, at most 20 characters. It closes
 * nothing; the provider is asked at once. With FIEL_SIGHTING_WAITING an unconfirmed attempt is CHECKING again for a
 * minute. */
gboolean fiel_engine_note_sighting (FielEngine *self, FielAttempt *attempt, FielSighting sighting,
                                    const char *slip_code, const char *actor, GError **error);
/* @witness: who took a second look, somebody else than @actor. Where the store has people, both have approved it. */
gboolean fiel_engine_record_by_hand (FielEngine *self, FielAttempt *attempt, gboolean charged, const char *reason,
                                     const char *actor, const char *witness, GError **error);

/* Somebody looked at @alert; @note says what was done. It leaves the list when that is durable. */
gboolean fiel_engine_acknowledge (FielEngine *self, FielAlert *alert, const char *note, const char *actor,
                                  GError **error);

/* The evidence page of a ticket, as plain text to be copied for support: see fiel-ticket-report.h. */
void fiel_engine_describe_ticket_async (FielEngine *self, const char *reference, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) */
char *fiel_engine_describe_ticket_finish (FielEngine *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Asks every terminal (or one) how it is; results show in its properties. Cached for 30 s unless @now. */
void fiel_engine_probe_terminals (FielEngine *self, FielTerminal *only, gboolean now);

/* The terminals these credentials have at the provider @provider_key. (element-type utf8) lines
 * "idTerminal/branch/serial". */
void fiel_engine_discover_terminals_async (FielEngine *self, const char *provider_key, GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *fiel_engine_discover_terminals_finish (FielEngine *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The most recent sale of @amount on @terminal within the last three minutes, approved or open: the repeat guard.
 * (nullable) */
FielAttempt *fiel_engine_find_repeat (FielEngine *self, FielTerminal *terminal, FielMoney amount);

/* Whether @amount looks like a slipped factor of 100 against this till's habit (rolling window of approved sales). */
gboolean fiel_engine_is_unusual (FielEngine *self, FielMoney amount);

G_END_DECLS
