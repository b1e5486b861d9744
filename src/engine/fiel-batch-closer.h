/* fiel-batch-closer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

G_BEGIN_DECLS

/**
 * FielBatchOutcome: what became of closing a terminal's batch.
 * @FIEL_BATCH_UNKNOWN: nobody answered, or not clearly: it may be closed. It is never asked again by itself
 */
typedef enum
{
  FIEL_BATCH_CLOSED,
  FIEL_BATCH_NOT_CLOSED,
  FIEL_BATCH_UNKNOWN,
} FielBatchOutcome;

#define FIEL_TYPE_BATCH_OUTCOME (fiel_batch_outcome_get_type ())
GType fiel_batch_outcome_get_type (void);

/* Whether the batch of this terminal can be closed from here. */
gboolean fiel_batch_closer_can (FielEngine *engine, const char *terminal);

/* Asks a terminal to close its batch, once; what it holds cannot be voided afterwards. That it was asked is durable
 * before it is, and what it said before it is told. */
void fiel_batch_closer_close_async (FielEngine *engine, const char *terminal, const char *actor,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* FALSE with an error if it was not asked at all. @words: (out) (optional): a sentence, translated. */
gboolean fiel_batch_closer_close_finish (FielEngine *engine, GAsyncResult *result, FielBatchOutcome *outcome,
                                         char **words, GError **error);

G_END_DECLS
