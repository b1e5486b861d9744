/* fiel-getnet-reading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-getnet-answer.h"
#include "fiel-getnet-codes.h"
#include "fiel-provider-call.h"

G_BEGIN_DECLS

/**
 * FielGetnetReading: a reply held against the tables, before anybody asks what it means for an operation.
 * @klass: what it proves; UNKNOWN also for everything that was not understood
 * @answer: (nullable): the envelope, if there is a readable one
 * @message: (nullable): the sentence that explains it, the terminal's rather than the cloud's
 * @code: (nullable): the raw code for support: an inner result code, or "HTTP 503"
 */
typedef struct
{
  FielGetnetClass klass;
  FielReason reason;
  gint64 retry_after_us;
  FielGetnetAnswer *answer; /* owned */
  char *message;            /* owned */
  char *code;               /* owned */
} FielGetnetReading;

FielGetnetReading *fiel_getnet_reading_new (FielProviderReply *reply);
void fiel_getnet_reading_free (FielGetnetReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielGetnetReading, fiel_getnet_reading_free)

gboolean fiel_getnet_reading_is_finished (const FielGetnetReading *reading);
gboolean fiel_getnet_reading_wants_sign_in (const FielGetnetReading *reading);

G_END_DECLS
