/* fiel-provider-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-state.h"
#include "fiel-money.h"

G_BEGIN_DECLS

/**
 * FielOperation: everything the engine may ask a provider. SALE, REFUND and VOID can move money.
 */
typedef enum
{
  FIEL_OPERATION_SALE,
  FIEL_OPERATION_REFUND,          /* money back by authorization code */
  FIEL_OPERATION_VOID,            /* undo an operation of the open batch */
  FIEL_OPERATION_CANCEL,          /* ask the terminal to drop the running sale */
  FIEL_OPERATION_STATUS,          /* ask by the provider's id */
  FIEL_OPERATION_PROBE,           /* is the terminal reachable and idle */
  FIEL_OPERATION_RECORDS,         /* the terminal's list of sales of the open batch */
  FIEL_OPERATION_LAST_RECORD,     /* the terminal's last receipt */
  FIEL_OPERATION_LIST_TERMINALS,  /* the terminals of these credentials */
  FIEL_OPERATION_TOTALS,          /* the terminal's totals of the open batch */
  FIEL_OPERATION_CLOSE_BATCH,     /* close the terminal's batch: its operations cannot be voided any longer */
  FIEL_OPERATION_PRINT,           /* let the terminal print lines of ours */
  FIEL_OPERATION_DUPLICATE,       /* let the terminal print its own slip of an operation again */
} FielOperation;

#define FIEL_TYPE_OPERATION (fiel_operation_get_type ())
GType fiel_operation_get_type (void);
#define FIEL_N_OPERATIONS (FIEL_OPERATION_DUPLICATE + 1)

/* One bit per operation: 1u << FIEL_OPERATION_SALE … */
typedef guint FielOperationFlags;
#define FIEL_OPERATION_FLAG(operation) (1u << (operation))

gboolean fiel_operation_moves_money (FielOperation operation);
gboolean fiel_operation_leaves_once (FielOperation operation);

/**
 * FielTerminalIdentity: how the provider names a terminal. For Getnet: idTerminal, idSucursal, serialNumber. Strings
 * owned.
 */
typedef struct
{
  char *terminal_id;
  char *branch_id;
  char *serial_number;
} FielTerminalIdentity;

FielTerminalIdentity *fiel_terminal_identity_new (const char *terminal_id,
                                                  const char *branch_id,
                                                  const char *serial_number);
FielTerminalIdentity *fiel_terminal_identity_copy (const FielTerminalIdentity *identity);
void fiel_terminal_identity_free (FielTerminalIdentity *identity);
gboolean fiel_terminal_identity_equal (const FielTerminalIdentity *a, const FielTerminalIdentity *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielTerminalIdentity, fiel_terminal_identity_free)

/* What fits into a line on every terminal's paper, and how many lines one request may have. */
#define FIEL_PRINT_COLUMNS 48
#define FIEL_PRINT_MAX_LINES 200

/**
 * FielProviderRequest: what the engine wants, in Fiel's words. All pointers owned; fields that do not apply are NULL
 * or 0.
 */
typedef struct
{
  FielOperation operation;
  char *reference;                 /* our attempt id; for reads a fresh one */
  char *ticket;                    /* ticket reference as sent */
  FielMoney amount;
  FielTerminalIdentity *terminal;
  char *provider_id;               /* STATUS */
  FielOperation subject;           /* STATUS: the operation it asks about; SALE unless said */
  guint employee;                  /* 0: none */
  gboolean print_on_terminal;
  char *authorization;             /* REFUND: of the original */
  char *operation_number;          /* VOID, DUPLICATE: of the original */
  char *original_date;             /* REFUND: YYYY-MM-DD of the original */
  char **lines;                    /* PRINT: of at most FIEL_PRINT_COLUMNS characters each */
  char *code;                      /* PRINT: nullable: a QR code at the end */
} FielProviderRequest;

FielProviderRequest *fiel_provider_request_new (FielOperation operation, const FielTerminalIdentity *terminal);
FielProviderRequest *fiel_provider_request_copy (const FielProviderRequest *request);
void fiel_provider_request_free (FielProviderRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielProviderRequest, fiel_provider_request_free)

G_END_DECLS
