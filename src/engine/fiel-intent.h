/* fiel-intent.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-profile.h"
#include "fiel-provider-link.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

/**
 * FielIntentTerms: what an intent says beside its request. Nothing is owned; it is copied. Texts are nullable unless
 * said.
 * @reference: not NULL: the ticket's, as people know it
 * @due_minor: of the ticket; 0: it has one already
 * @original: the sale that a void or return belongs to
 * @purpose: of a void or return: why
 * @approver: which manager approved
 * @typed_authorization, @typed_date: the request's, if somebody typed them from the slip of @original
 */
typedef struct
{
  FielAttemptKind kind;
  gint64 ticket_id;
  gint64 due_minor;
  const char *reference;
  const char *actor;
  const char *original;
  const char *purpose;
  const char *approver;
  const char *typed_authorization;
  const char *typed_date;
} FielIntentTerms;

#define FIEL_TYPE_INTENT (fiel_intent_get_type ())
G_DECLARE_FINAL_TYPE (FielIntent, fiel_intent, FIEL, INTENT, GObject)

/* A money request on its way to a durable intent: the exact bytes are prepared, and everything about them is written
 * with their SHA-256 (I2). Sends nothing. @place: (nullable): where it happens, as the store profile names it. */
FielIntent *fiel_intent_new (FielScribe *scribe, FielProviderLink *link, const FielProfileTerminal *place);

/* Once. @request: its reference is the id of the attempt. */
void fiel_intent_save_async (FielIntent *self, const FielProviderRequest *request, const FielIntentTerms *terms,
                             GAsyncReadyCallback callback, gpointer user_data);
/* FALSE with the journal's FIEL_JOURNAL_ERROR, or with the provider's word about a request it cannot send. */
gboolean fiel_intent_save_finish (FielIntent *self, GAsyncResult *result, GError **error);

FielTerminalIdentity *fiel_intent_make_identity (FielIntent *self);   /* (transfer full) */
const FielProfileTerminal *fiel_intent_get_place (FielIntent *self);  /* (transfer none) */
FielAttemptRecord *fiel_intent_get_record (FielIntent *self);         /* (transfer none) (nullable): what is durable */
FielProviderCall *fiel_intent_steal_call (FielIntent *self);          /* (transfer full): what may leave, once */

G_END_DECLS
