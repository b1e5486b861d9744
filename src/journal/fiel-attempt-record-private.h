/* fiel-attempt-record-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-journal-event.h"

G_BEGIN_DECLS

#define FIEL_N_ATTEMPT_TEXTS 19

/**
 * FielAttemptText: a text of an attempt's record: the field it is folded from and where it lies in the record.
 */
typedef struct
{
  const char *field;
  glong offset;
} FielAttemptText;

const FielAttemptText *fiel_attempt_record_texts (void);
char **fiel_attempt_record_text (FielAttemptRecord *self, guint index);

G_END_DECLS
