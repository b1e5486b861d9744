/* fiel-getnet-codes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-reason.h"

G_BEGIN_DECLS

/**
 * FielGetnetClass: what a word of the cloud or of the terminal proves about a money request.
 * @FIEL_GETNET_CLASS_UNKNOWN: nothing: it may or may not have moved money
 * @FIEL_GETNET_CLASS_PENDING: still running
 * @FIEL_GETNET_CLASS_REFUSED: the cloud took nothing; only rows of the white list are this
 * @FIEL_GETNET_CLASS_APPROVED: done
 * @FIEL_GETNET_CLASS_DECLINED: the card, the bank or the terminal said no
 * @FIEL_GETNET_CLASS_CANCELLED: stopped at the terminal; nothing moved
 */
typedef enum
{
  FIEL_GETNET_CLASS_UNKNOWN,
  FIEL_GETNET_CLASS_PENDING,
  FIEL_GETNET_CLASS_REFUSED,
  FIEL_GETNET_CLASS_APPROVED,
  FIEL_GETNET_CLASS_DECLINED,
  FIEL_GETNET_CLASS_CANCELLED,
} FielGetnetClass;

/**
 * FielGetnetServerError: a row of the server error catalog: answers with the outer code 0.
 * @meaning: for support, in English
 * @phrases: (array zero-terminated=1): the message in its languages, in capitals without accents; any of them
 * @number: (nullable): a number the message must hold as well
 * @retry_after_us: the documented advice, 0 for none
 */
typedef struct
{
  const char *meaning;
  const char *phrases[6];
  const char *number;
  FielGetnetClass klass;
  FielReason reason;
  gint64 retry_after_us;
} FielGetnetServerError;

/**
 * FielGetnetResultCode: a row of the terminal's result codes: the inner code.
 */
typedef struct
{
  gint64 code;
  const char *meaning;
  FielGetnetClass klass;
  FielReason reason;
} FielGetnetResultCode;

const FielGetnetServerError *fiel_getnet_server_error_find (const char *message);
const FielGetnetServerError *fiel_getnet_server_error_table (gsize *n_rows);
const FielGetnetResultCode *fiel_getnet_result_code_find (gint64 code);
const FielGetnetResultCode *fiel_getnet_result_code_table (gsize *n_rows);

G_END_DECLS
