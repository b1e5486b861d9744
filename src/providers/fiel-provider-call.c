/* fiel-provider-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The two halves of an exchange: what leaves and what came back. Both are immutable once made, so they may be handed
 * between threads with nothing but an atomic reference count. */

#include "fiel-provider-call.h"

struct _FielProviderCall
{
  gatomicrefcount ref_count;
  FielProviderRequest *request; /* owned */
  char *method;                 /* owned */
  char *path;                   /* owned */
  GBytes *body;                 /* owned, nullable */
  char *body_sha256;            /* owned */
};

G_DEFINE_BOXED_TYPE (FielProviderCall, fiel_provider_call, fiel_provider_call_ref, fiel_provider_call_unref)

/**
 * fiel_provider_call_new:
 * @request: copied
 * @path: below the provider's address, starting with a slash
 * @body: (nullable): the exact bytes that will leave
 */
FielProviderCall *
fiel_provider_call_new (const FielProviderRequest *request, const char *method, const char *path, GBytes *body)
{
  FielProviderCall *self = NULL;

  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (path != NULL && path[0] == '/', NULL);

  self = g_new0 (FielProviderCall, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->request = fiel_provider_request_copy (request);
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  if (body != NULL)
    {
      self->body = g_bytes_ref (body);
      self->body_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
    }
  else
    {
      self->body_sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "", 0);
    }

  return self;
}

FielProviderCall *
fiel_provider_call_ref (FielProviderCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fiel_provider_call_unref (FielProviderCall *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  fiel_provider_request_free (self->request);
  g_free (self->method);
  g_free (self->path);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->body_sha256);
  g_free (self);
}

const FielProviderRequest *
fiel_provider_call_get_request (FielProviderCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->request;
}

const char *
fiel_provider_call_get_method (FielProviderCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->method;
}

const char *
fiel_provider_call_get_path (FielProviderCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

GBytes *
fiel_provider_call_get_body (FielProviderCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

const char *
fiel_provider_call_get_body_sha256 (FielProviderCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body_sha256;
}

struct _FielProviderReply
{
  gatomicrefcount ref_count;
  FielReplyVerdict verdict;
  FielReason reason;
  guint http_status;
  char *text;   /* owned */
  char *detail; /* owned */
};

G_DEFINE_BOXED_TYPE (FielProviderReply, fiel_provider_reply, fiel_provider_reply_ref, fiel_provider_reply_unref)

/**
 * fiel_provider_reply_new:
 * @reason: why there is no answer; %FIEL_REASON_NONE if there is one
 * @http_status: 0 if none arrived
 * @text: (nullable): the answer, already bounded and redacted by the caller
 * @detail: (nullable): words for the log, already masked by the caller
 */
FielProviderReply *
fiel_provider_reply_new (FielReplyVerdict verdict,
                         FielReason reason,
                         guint http_status,
                         const char *text,
                         const char *detail)
{
  FielProviderReply *self = g_new0 (FielProviderReply, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->verdict = verdict;
  self->reason = reason;
  self->http_status = http_status;
  self->text = g_strdup (text != NULL ? text : "");
  self->detail = g_strdup (detail != NULL ? detail : "");

  return self;
}

FielProviderReply *
fiel_provider_reply_ref (FielProviderReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fiel_provider_reply_unref (FielProviderReply *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->text);
  g_free (self->detail);
  g_free (self);
}

FielReplyVerdict
fiel_provider_reply_get_verdict (FielProviderReply *self)
{
  g_return_val_if_fail (self != NULL, FIEL_REPLY_VERDICT_UNKNOWN);

  return self->verdict;
}

FielReason
fiel_provider_reply_get_reason (FielProviderReply *self)
{
  g_return_val_if_fail (self != NULL, FIEL_REASON_ANSWER_LOST);

  return self->reason;
}

guint
fiel_provider_reply_get_http_status (FielProviderReply *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->http_status;
}

const char *
fiel_provider_reply_get_text (FielProviderReply *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->text;
}

const char *
fiel_provider_reply_get_detail (FielProviderReply *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->detail;
}
