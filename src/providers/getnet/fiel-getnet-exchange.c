/* fiel-getnet-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One call: a token, then the request, then what came back, bounded and redacted.
 *
 *   IDLE ──run──► SIGNING_IN ──pass──► SENDING ──answer──► DONE
 *                   ▲  │                  │
 *                   │  └──no pass──► DONE │
 *                   └───────renew─────────┘   questions only, once
 *
 * Rules:
 * - A money request leaves at most once (I3). If its token is not accepted, the answer says so and the token is
 * dropped, so that the next attempt, which is another one, signs in anew.
 * - Without a pass nothing of the call was sent, whatever became of the sign-in.
 * - Nothing that is kept holds a secret: members with secrets in them are masked, and so are the token and the key of
 * this very exchange, wherever they stand. */

#include "fiel-getnet-exchange.h"

#include "fiel-getnet-codec.h"
#include "fiel-getnet-reading.h"
#include "fiel-getnet-redact.h"
#include "fiel-redact.h"

#include <string.h>

#define JSON_TYPE "application/json"
#define MASK "***"

typedef enum
{
  STATE_IDLE,
  STATE_SIGNING_IN,
  STATE_SENDING,
  STATE_DONE,
} State;

typedef enum
{
  EVENT_RUN,
  EVENT_PASS,
  EVENT_NO_PASS,
  EVENT_ANSWER,
  EVENT_RENEW,
} Event;

typedef struct
{
  State from;
  Event event;
  State to;
} Edge;

static const Edge edges[] = {
  { STATE_IDLE, EVENT_RUN, STATE_SIGNING_IN },      { STATE_SIGNING_IN, EVENT_PASS, STATE_SENDING },
  { STATE_SIGNING_IN, EVENT_NO_PASS, STATE_DONE },  { STATE_SENDING, EVENT_ANSWER, STATE_DONE },
  { STATE_SENDING, EVENT_RENEW, STATE_SIGNING_IN },
};

struct _FielGetnetExchange
{
  GObject parent_instance;

  FielGetnetSettings *settings; /* owned */
  FielHttpClient *client;       /* owned */
  FielGetnetToken *token;       /* owned */
  FielProviderCall *call;       /* owned */

  State state;
  gboolean renewed;
  GTask *task;                     /* owned, nullable: who waits */
  GCancellable *cancellable;       /* owned, nullable: the caller's */
  FielGetnetPass *pass;            /* owned, nullable */
  FielProviderStartedFunc started; /* nullable: cleared when called */
  gpointer started_data;           /* not owned */
};

G_DEFINE_FINAL_TYPE (FielGetnetExchange, fiel_getnet_exchange, G_TYPE_OBJECT)

static void fiel_getnet_exchange_sign_in (FielGetnetExchange *self);

static gboolean
fiel_getnet_exchange_enter (FielGetnetExchange *self, Event event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      if (edges[i].from == self->state && edges[i].event == event)
        {
          self->state = edges[i].to;
          return TRUE;
        }
    }

  g_return_val_if_reached (FALSE);
}

/* Takes @reply. */
static void
fiel_getnet_exchange_finish (FielGetnetExchange *self, Event event, FielProviderReply *reply)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  fiel_getnet_exchange_enter (self, event);
  g_clear_pointer (&self->pass, fiel_getnet_pass_unref);
  g_task_return_pointer (task, reply, (GDestroyNotify) fiel_provider_reply_unref);
}

static void
mask_word (char **text, const char *word)
{
  GString *masked = NULL;

  if (word == NULL || word[0] == '\0' || strstr (*text, word) == NULL)
    return;

  masked = g_string_new (*text);
  g_string_replace (masked, word, MASK, 0);
  g_free (*text);
  *text = g_string_free (masked, FALSE);
}

static char *
fiel_getnet_exchange_redact_body (FielGetnetExchange *self, FielHttpReply *http)
{
  char *text = fiel_getnet_redact (fiel_http_reply_get_body (http));

  mask_word (&text, self->pass->token);
  mask_word (&text, self->pass->api_key);

  return text;
}

static FielReplyVerdict
verdict_of (FielHttpReply *http)
{
  switch (fiel_http_reply_get_verdict (http))
    {
    case FIEL_HTTP_VERDICT_NOT_SENT:
      return FIEL_REPLY_VERDICT_NOT_SENT;
    case FIEL_HTTP_VERDICT_ANSWERED:
      return FIEL_REPLY_VERDICT_ANSWERED;
    case FIEL_HTTP_VERDICT_UNKNOWN:
      return FIEL_REPLY_VERDICT_UNKNOWN;
    }

  g_return_val_if_reached (FIEL_REPLY_VERDICT_UNKNOWN);
}

static FielProviderReply *
fiel_getnet_exchange_make_reply (FielGetnetExchange *self, FielHttpReply *http)
{
  g_autofree char *text = fiel_getnet_exchange_redact_body (self, http);
  g_autofree char *detail = fiel_redact_text (fiel_http_reply_get_detail (http));

  mask_word (&detail, self->pass->token);
  mask_word (&detail, self->pass->api_key);

  return fiel_provider_reply_new (verdict_of (http), fiel_getnet_token_reason_for (http),
                                  fiel_http_reply_get_status (http), text, detail);
}

static gboolean
fiel_getnet_exchange_leaves_once (FielGetnetExchange *self)
{
  return fiel_operation_leaves_once (fiel_provider_call_get_request (self->call)->operation);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielGetnetExchange) self = user_data;
  g_autoptr (FielHttpReply) http = fiel_http_client_send_finish (FIEL_HTTP_CLIENT (source), result);
  g_autoptr (FielProviderReply) reply = fiel_getnet_exchange_make_reply (self, http);
  g_autoptr (FielGetnetReading) reading = fiel_getnet_reading_new (reply);

  if (fiel_getnet_reading_wants_sign_in (reading))
    {
      fiel_getnet_token_drop (self->token, self->pass);
      if (!fiel_getnet_exchange_leaves_once (self) && !self->renewed)
        {
          self->renewed = TRUE;
          fiel_getnet_exchange_enter (self, EVENT_RENEW);
          fiel_getnet_exchange_sign_in (self);
          return;
        }
    }

  fiel_getnet_exchange_finish (self, EVENT_ANSWER, g_steal_pointer (&reply));
}

static void
on_started (gpointer user_data)
{
  FielGetnetExchange *self = user_data;
  FielProviderStartedFunc started = g_steal_pointer (&self->started);

  if (started != NULL)
    started (self->started_data);
}

static gint64
fiel_getnet_exchange_get_timeout_us (FielGetnetExchange *self)
{
  FielOperation operation = fiel_provider_call_get_request (self->call)->operation;

  if (!fiel_operation_leaves_once (operation)
      || fiel_getnet_codec_is_asynchronous (&self->settings->dialect, operation))
    return self->settings->read_timeout_us;

  return self->settings->money_timeout_us;
}

static FielHttpRequest *
fiel_getnet_exchange_make_request (FielGetnetExchange *self, GError **error)
{
  g_autofree char *uri = g_strconcat (self->settings->origin, fiel_provider_call_get_path (self->call), NULL);
  GBytes *body = fiel_provider_call_get_body (self->call);
  gint64 timeout_us = fiel_getnet_exchange_get_timeout_us (self);
  FielHttpPurpose purpose = fiel_getnet_exchange_leaves_once (self) ? FIEL_HTTP_PURPOSE_MONEY : FIEL_HTTP_PURPOSE_READ;
  char **headers = fiel_getnet_token_make_headers (self->settings, self->pass->token, self->pass->api_key);
  FielHttpRequest *request
      = fiel_http_request_new (purpose, fiel_provider_call_get_method (self->call), uri, (const char *const *) headers,
                               body != NULL ? JSON_TYPE : NULL, body, timeout_us, timeout_us, error);

  fiel_getnet_token_wipe_headers (headers);

  return request;
}

static void
fiel_getnet_exchange_send (FielGetnetExchange *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielHttpRequest) request = fiel_getnet_exchange_make_request (self, &error);

  if (request == NULL)
    {
      fiel_getnet_exchange_finish (
          self, EVENT_ANSWER,
          fiel_provider_reply_new (FIEL_REPLY_VERDICT_NOT_SENT, FIEL_REASON_REQUEST_INVALID, 0, NULL, error->message));
      return;
    }

  fiel_http_client_send_async (self->client, request, on_started, self, self->cancellable, on_sent,
                               g_object_ref (self));
}

static void
on_pass (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielGetnetExchange) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->pass, fiel_getnet_pass_unref);
  self->pass = fiel_getnet_token_acquire_finish (FIEL_GETNET_TOKEN (source), result, &error);
  if (self->pass == NULL)
    {
      fiel_getnet_exchange_finish (
          self, EVENT_NO_PASS,
          fiel_provider_reply_new (FIEL_REPLY_VERDICT_NOT_SENT, (FielReason) error->code, 0, NULL, error->message));
      return;
    }

  fiel_getnet_exchange_enter (self, EVENT_PASS);
  fiel_getnet_exchange_send (self);
}

static void
fiel_getnet_exchange_sign_in (FielGetnetExchange *self)
{
  fiel_getnet_token_acquire_async (self->token, self->cancellable, on_pass, g_object_ref (self));
}

void
fiel_getnet_exchange_run_async (FielGetnetExchange *self,
                                FielProviderStartedFunc started,
                                gpointer started_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (FIEL_IS_GETNET_EXCHANGE (self));
  g_return_if_fail (self->state == STATE_IDLE);

  self->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->task, fiel_getnet_exchange_run_async);
  g_set_object (&self->cancellable, cancellable);
  self->started = started;
  self->started_data = started_data;

  fiel_getnet_exchange_enter (self, EVENT_RUN);
  fiel_getnet_exchange_sign_in (self);
}

FielProviderReply *
fiel_getnet_exchange_run_finish (FielGetnetExchange *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
fiel_getnet_exchange_finalize (GObject *object)
{
  FielGetnetExchange *self = FIEL_GETNET_EXCHANGE (object);

  g_clear_pointer (&self->settings, fiel_getnet_settings_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->token);
  g_clear_pointer (&self->call, fiel_provider_call_unref);
  g_clear_object (&self->task);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pass, fiel_getnet_pass_unref);

  G_OBJECT_CLASS (fiel_getnet_exchange_parent_class)->finalize (object);
}

static void
fiel_getnet_exchange_class_init (FielGetnetExchangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_getnet_exchange_finalize;
}

static void
fiel_getnet_exchange_init (FielGetnetExchange *self)
{
  self->state = STATE_IDLE;
}

FielGetnetExchange *
fiel_getnet_exchange_new (FielGetnetSettings *settings,
                          FielHttpClient *client,
                          FielGetnetToken *token,
                          FielProviderCall *call)
{
  FielGetnetExchange *self = NULL;

  g_return_val_if_fail (settings != NULL && call != NULL, NULL);
  g_return_val_if_fail (FIEL_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (FIEL_IS_GETNET_TOKEN (token), NULL);

  self = g_object_new (FIEL_TYPE_GETNET_EXCHANGE, NULL);
  self->settings = fiel_getnet_settings_ref (settings);
  self->client = g_object_ref (client);
  self->token = g_object_ref (token);
  self->call = fiel_provider_call_ref (call);

  return self;
}
