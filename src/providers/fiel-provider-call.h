/* fiel-provider-call.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider-request.h"
#include "fiel-reason.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef void (*FielProviderStartedFunc) (gpointer user_data);

/**
 * FielProviderCall: a prepared exchange: immutable, reference-counted, safe to hand between threads. Holds a copy of
 * its request and the exact bytes that will leave; never a secret (signing in happens in perform).
 */
typedef struct _FielProviderCall FielProviderCall;
#define FIEL_TYPE_PROVIDER_CALL (fiel_provider_call_get_type ())
GType fiel_provider_call_get_type (void);

FielProviderCall *fiel_provider_call_new (const FielProviderRequest *request,
                                          const char *method,
                                          const char *path,
                                          GBytes *body);
FielProviderCall *fiel_provider_call_ref (FielProviderCall *self);
void fiel_provider_call_unref (FielProviderCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielProviderCall, fiel_provider_call_unref)

const FielProviderRequest *fiel_provider_call_get_request (FielProviderCall *self);
const char *fiel_provider_call_get_method (FielProviderCall *self);
const char *fiel_provider_call_get_path (FielProviderCall *self);
GBytes *fiel_provider_call_get_body (FielProviderCall *self);         /* (transfer none) (nullable) */
/* Lower-case hex; of nothing if there is no body. */
const char *fiel_provider_call_get_body_sha256 (FielProviderCall *self);

/**
 * FielReplyVerdict: what the transport proved.
 */
typedef enum
{
  FIEL_REPLY_VERDICT_NOT_SENT,
  FIEL_REPLY_VERDICT_ANSWERED,
  FIEL_REPLY_VERDICT_UNKNOWN,
} FielReplyVerdict;
#define FIEL_TYPE_REPLY_VERDICT (fiel_reply_verdict_get_type ())
GType fiel_reply_verdict_get_type (void);

/**
 * FielProviderReply: what came back: immutable, reference-counted. Its text is bounded and redacted, fit for the
 * journal.
 */
typedef struct _FielProviderReply FielProviderReply;
#define FIEL_TYPE_PROVIDER_REPLY (fiel_provider_reply_get_type ())
GType fiel_provider_reply_get_type (void);

FielProviderReply *fiel_provider_reply_new (FielReplyVerdict verdict,
                                            FielReason reason,
                                            guint http_status,
                                            const char *text,
                                            const char *detail);
FielProviderReply *fiel_provider_reply_ref (FielProviderReply *self);
void fiel_provider_reply_unref (FielProviderReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielProviderReply, fiel_provider_reply_unref)

FielReplyVerdict fiel_provider_reply_get_verdict (FielProviderReply *self);
FielReason fiel_provider_reply_get_reason (FielProviderReply *self);      /* why there is no answer */
guint fiel_provider_reply_get_http_status (FielProviderReply *self);
const char *fiel_provider_reply_get_text (FielProviderReply *self);       /* never NULL */
const char *fiel_provider_reply_get_detail (FielProviderReply *self);     /* for the log; never NULL */

G_END_DECLS
