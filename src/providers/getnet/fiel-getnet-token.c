/* fiel-getnet-token.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The token of the account: signed in for when it is first needed, kept until shortly before its end, dropped when the
 * cloud does not accept it. Callers that need one while a sign-in runs wait for that one. The secrets are looked up for
 * the sign-in and wiped after it.
 *
 *   EMPTY ──acquire──► SIGNING_IN ──answer──► EMPTY or VALID ──its time comes, or drop──► EMPTY
 *
 * There is no refresh in the protocol, and a new token does not end an old one. */

#include "fiel-getnet-token.h"

#include "fiel-getnet-answer.h"
#include "fiel-json.h"

#include <string.h>

#define SIGN_IN_PATH "/api/postxs/auth"
#define FORM_TYPE "application/x-www-form-urlencoded"
#define MAX_TOKEN 8192
#define HTTP_OK 200
#define HTTP_UNAUTHORIZED 401
#define HTTP_FORBIDDEN 403
#define LIFE_IF_NOT_SAID 300
#define MAX_LIFE (7 * 24 * 3600)
#define MAX_MARGIN_US (5 * G_TIME_SPAN_MINUTE)

struct _FielGetnetToken
{
  GObject parent_instance;

  FielGetnetSettings *settings; /* owned */
  FielHttpClient *client;       /* owned */
  FielClock *clock;             /* owned */
  FielSecretLookupFunc lookup_secret;
  gpointer lookup_data; /* not owned, outlives self */

  FielGetnetPass *pass; /* owned, nullable: the valid one */
  gint64 renew_us;      /* boot time from which it is not used any more */
  FielTrouble trouble;  /* of the last sign-in */

  GPtrArray *waiting;        /* owned: (element-type GTask): who waits for the running sign-in */
  GCancellable *cancellable; /* owned, nullable: of the running sign-in */
  char *api_key;             /* owned, nullable: of the running sign-in */
};

G_DEFINE_FINAL_TYPE (FielGetnetToken, fiel_getnet_token, G_TYPE_OBJECT)

G_DEFINE_QUARK (fiel-getnet-sign-in-error-quark, fiel_getnet_sign_in_error)

static void fiel_getnet_token_sign_in (FielGetnetToken *self);

static void
wipe_string (char *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
clear_pass (gpointer data)
{
  FielGetnetPass *pass = data;

  wipe_string (pass->token);
  wipe_string (pass->api_key);
}

FielGetnetPass *
fiel_getnet_pass_ref (FielGetnetPass *self)
{
  return g_rc_box_acquire (self);
}

void
fiel_getnet_pass_unref (FielGetnetPass *self)
{
  g_rc_box_release_full (self, clear_pass);
}

/**
 * fiel_getnet_token_make_headers:
 * @token: (nullable): none when signing in
 * @api_key: (nullable): none if the firewall asks for none
 *
 * Returns: (transfer full): name, value, … for fiel_http_request_new(); to be freed with
 * fiel_getnet_token_wipe_headers()
 */
char **
fiel_getnet_token_make_headers (FielGetnetSettings *settings, const char *token, const char *api_key)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, "env", settings->env_header, "country", settings->dialect.country->code, "app",
                           "posintegrado", NULL);
  if (api_key != NULL && settings->api_key_header != NULL)
    g_strv_builder_add_many (builder, settings->api_key_header, api_key, NULL);
  if (token != NULL)
    {
      char *bearer = g_strconcat ("Bearer ", token, NULL);

      g_strv_builder_add_many (builder, "Authorization", bearer, NULL);
      wipe_string (bearer);
    }

  return g_strv_builder_end (builder);
}

void
fiel_getnet_token_wipe_headers (char **headers)
{
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i++)
    wipe_string (headers[i]);
  g_free (headers);
}

/* The transport's cause in the words of a reason. */
FielReason
fiel_getnet_token_reason_for (FielHttpReply *reply)
{
  gboolean not_sent = fiel_http_reply_get_verdict (reply) == FIEL_HTTP_VERDICT_NOT_SENT;

  switch (fiel_http_reply_get_cause (reply))
    {
    case FIEL_HTTP_CAUSE_NONE:
      return FIEL_REASON_NONE;
    case FIEL_HTTP_CAUSE_NAME_NOT_FOUND:
      return FIEL_REASON_NAME_NOT_FOUND;
    case FIEL_HTTP_CAUSE_REFUSED:
      return FIEL_REASON_NO_CONNECTION;
    case FIEL_HTTP_CAUSE_CERTIFICATE:
      return FIEL_REASON_CERTIFICATE;
    case FIEL_HTTP_CAUSE_MALFORMED:
    case FIEL_HTTP_CAUSE_TOO_LARGE:
      return not_sent ? FIEL_REASON_NO_CONNECTION : FIEL_REASON_ANSWER_UNREADABLE;
    case FIEL_HTTP_CAUSE_TIMED_OUT:
    case FIEL_HTTP_CAUSE_CUT:
    case FIEL_HTTP_CAUSE_RESTARTED:
    case FIEL_HTTP_CAUSE_CANCELLED:
      return not_sent ? FIEL_REASON_NO_CONNECTION : FIEL_REASON_ANSWER_LOST;
    }

  g_return_val_if_reached (FIEL_REASON_ANSWER_LOST);
}

/* The transport's cause, and the statuses that speak for themselves, in the words of the probe. */
FielTrouble
fiel_getnet_token_trouble_for (FielHttpReply *reply)
{
  switch (fiel_http_reply_get_cause (reply))
    {
    case FIEL_HTTP_CAUSE_NONE:
      break;
    case FIEL_HTTP_CAUSE_NAME_NOT_FOUND:
      return FIEL_TROUBLE_NAME_NOT_FOUND;
    case FIEL_HTTP_CAUSE_REFUSED:
      return FIEL_TROUBLE_REFUSED;
    case FIEL_HTTP_CAUSE_CERTIFICATE:
      return FIEL_TROUBLE_CERTIFICATE;
    case FIEL_HTTP_CAUSE_TIMED_OUT:
      return FIEL_TROUBLE_TIMED_OUT;
    case FIEL_HTTP_CAUSE_MALFORMED:
    case FIEL_HTTP_CAUSE_TOO_LARGE:
      return FIEL_TROUBLE_UNREADABLE;
    case FIEL_HTTP_CAUSE_CUT:
    case FIEL_HTTP_CAUSE_RESTARTED:
      return FIEL_TROUBLE_CUT;
    case FIEL_HTTP_CAUSE_CANCELLED:
      return FIEL_TROUBLE_STOPPED;
    }

  switch (fiel_http_reply_get_status (reply))
    {
    case HTTP_OK:
      return FIEL_TROUBLE_UNREADABLE;
    case HTTP_UNAUTHORIZED:
      return FIEL_TROUBLE_CREDENTIALS;
    case HTTP_FORBIDDEN:
      return FIEL_TROUBLE_FORBIDDEN;
    default:
      return FIEL_TROUBLE_SERVER;
    }
}

static void
free_waiter_source (gpointer data)
{
  GSource *source = data;

  g_source_destroy (source);
  g_source_unref (source);
}

/* Everybody who waited gets the same. Their callbacks may ask again, so the list is taken first. */
static void
fiel_getnet_token_settle (FielGetnetToken *self, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->api_key, wipe_string);

  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      g_task_set_task_data (task, NULL, NULL);
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, fiel_getnet_pass_ref (self->pass), (GDestroyNotify) fiel_getnet_pass_unref);
    }
}

static gboolean
is_token (const char *token)
{
  gsize length = token != NULL ? strlen (token) : 0;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isgraph (token[i]))
        return FALSE;
    }

  return length > 0 && length <= MAX_TOKEN;
}

/* Renewed when a tenth of its life is left, or five minutes if that is less. */
static void
fiel_getnet_token_keep (FielGetnetToken *self, const char *token, gint64 life_s)
{
  gint64 life_us = CLAMP (life_s, 0, MAX_LIFE) * G_TIME_SPAN_SECOND;
  FielGetnetPass *pass = g_rc_box_new0 (FielGetnetPass);

  pass->token = g_strdup (token);
  pass->api_key = g_steal_pointer (&self->api_key);

  g_clear_pointer (&self->pass, fiel_getnet_pass_unref);
  self->pass = pass;
  self->renew_us = fiel_clock_get_boot_us (self->clock) + life_us - MIN (life_us / 10, MAX_MARGIN_US);
}

static gboolean
fiel_getnet_token_read (FielGetnetToken *self, const char *text)
{
  g_autoptr (FielGetnetAnswer) answer = fiel_getnet_answer_parse (text, NULL);
  const char *token = NULL;
  gboolean present = FALSE;
  gint64 life_s = LIFE_IF_NOT_SAID;

  /* No document lists what an account that is not accepted is told; an error it is. */
  if (answer != NULL && answer->outer == FIEL_GETNET_OUTER_ERROR)
    self->trouble = FIEL_TROUBLE_CREDENTIALS;
  if (answer == NULL || answer->outer != FIEL_GETNET_OUTER_FINISHED || answer->result == NULL)
    return FALSE;

  token = fiel_json_get_string (answer->result, "token", NULL);
  if (!is_token (token) || !fiel_getnet_answer_get_number (answer->result, "expires_in", &present, &life_s, NULL))
    return FALSE;

  fiel_getnet_token_keep (self, token, life_s);

  return TRUE;
}

static void
fiel_getnet_token_take_reply (FielGetnetToken *self, FielHttpReply *reply)
{
  gsize length = 0;
  const char *body = g_bytes_get_data (fiel_http_reply_get_body (reply), &length);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  self->trouble = fiel_getnet_token_trouble_for (reply);
  if (fiel_http_reply_get_verdict (reply) != FIEL_HTTP_VERDICT_ANSWERED)
    {
      FielReason reason = fiel_getnet_token_reason_for (reply);

      if (fiel_http_reply_get_verdict (reply) == FIEL_HTTP_VERDICT_UNKNOWN)
        reason = FIEL_REASON_NO_TOKEN;
      error
          = g_error_new (FIEL_GETNET_SIGN_IN_ERROR, (int) reason, "signing in: %s", fiel_http_reply_get_detail (reply));
      fiel_getnet_token_settle (self, error);
      return;
    }

  text = g_strndup (length > 0 ? body : "", length);
  if (fiel_http_reply_get_status (reply) != HTTP_OK || !fiel_getnet_token_read (self, text))
    error = g_error_new (FIEL_GETNET_SIGN_IN_ERROR, FIEL_REASON_NO_TOKEN,
                         "signing in: the cloud gave no token (HTTP %u); check client-id and the client secret",
                         fiel_http_reply_get_status (reply));
  wipe_string (text);

  fiel_getnet_token_settle (self, error);
}

/* A sign-in that was given up by all who waited, while somebody new came, starts again. */
static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielGetnetToken) self = user_data;
  g_autoptr (FielHttpReply) reply = fiel_http_client_send_finish (FIEL_HTTP_CLIENT (source), result);

  if (g_cancellable_is_cancelled (self->cancellable) && self->waiting->len > 0)
    fiel_getnet_token_sign_in (self);
  else
    fiel_getnet_token_take_reply (self, reply);
}

static gboolean
fiel_getnet_token_lookup (FielGetnetToken *self, const char *name, char **secret, GError **error)
{
  g_autoptr (GError) lookup_error = NULL;

  if (self->lookup_secret != NULL)
    *secret = self->lookup_secret (name, self->lookup_data, &lookup_error);
  if (*secret != NULL && *secret[0] != '\0')
    return TRUE;

  self->trouble = g_str_equal (name, "api-key") ? FIEL_TROUBLE_NO_KEY : FIEL_TROUBLE_NO_SECRET;
  g_set_error (error, FIEL_GETNET_SIGN_IN_ERROR, FIEL_REASON_NO_TOKEN, "signing in: the secret “%s” is not there%s%s",
               name, lookup_error != NULL ? ": " : "", lookup_error != NULL ? lookup_error->message : "");

  return FALSE;
}

static void
free_form (gpointer data)
{
  wipe_string (data);
}

static GBytes *
make_form (const char *client_id, const char *secret)
{
  g_autofree char *id = g_uri_escape_string (client_id, NULL, FALSE);
  char *escaped = g_uri_escape_string (secret, NULL, FALSE);
  char *form = g_strconcat ("clientId=", id, "&clientSecret=", escaped, NULL);

  wipe_string (escaped);

  return g_bytes_new_with_free_func (form, strlen (form), free_form, form);
}

/* (transfer full) (nullable): the form with the secret in it */
static GBytes *
fiel_getnet_token_make_body (FielGetnetToken *self, GError **error)
{
  char *secret = NULL;
  GBytes *form = NULL;

  if (self->settings->client_secret != NULL)
    return make_form (self->settings->client_id, self->settings->client_secret);
  if (fiel_getnet_token_lookup (self, "client-secret", &secret, error))
    form = make_form (self->settings->client_id, secret);
  wipe_string (secret);

  return form;
}

static FielHttpRequest *
fiel_getnet_token_make_request (FielGetnetToken *self, GError **error)
{
  g_autofree char *uri = g_strconcat (self->settings->origin, SIGN_IN_PATH, NULL);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) local_error = NULL;
  FielHttpRequest *request = NULL;
  char **headers = NULL;

  if (self->settings->api_key_header != NULL && !fiel_getnet_token_lookup (self, "api-key", &self->api_key, error))
    return NULL;
  body = fiel_getnet_token_make_body (self, error);
  if (body == NULL)
    return NULL;

  headers = fiel_getnet_token_make_headers (self->settings, NULL, self->api_key);
  request
      = fiel_http_request_new (FIEL_HTTP_PURPOSE_SIGN_IN, "POST", uri, (const char *const *) headers, FORM_TYPE, body,
                               self->settings->read_timeout_us, self->settings->read_timeout_us, &local_error);
  fiel_getnet_token_wipe_headers (headers);
  if (request == NULL)
    {
      self->trouble = FIEL_TROUBLE_SETTINGS;
      g_set_error (error, FIEL_GETNET_SIGN_IN_ERROR, FIEL_REASON_NO_TOKEN, "signing in: %s", local_error->message);
    }

  return request;
}

static void
fiel_getnet_token_sign_in (FielGetnetToken *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielHttpRequest) request = fiel_getnet_token_make_request (self, &error);

  if (request == NULL)
    {
      fiel_getnet_token_settle (self, error);
      return;
    }

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  fiel_http_client_send_async (self->client, request, NULL, NULL, self->cancellable, on_signed_in, g_object_ref (self));
}

/* One who waits gives up; the sign-in goes on for the others and ends with the last. */
static gboolean
on_waiter_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  FielGetnetToken *self = g_task_get_source_object (task);

  g_ptr_array_remove (self->waiting, task);
  g_task_set_task_data (task, NULL, NULL);
  g_task_return_new_error (task, FIEL_GETNET_SIGN_IN_ERROR, FIEL_REASON_NO_TOKEN, "signing in: cancelled");
  if (self->waiting->len == 0)
    g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (GTask *task, GCancellable *cancellable)
{
  GSource *source = NULL;

  if (cancellable == NULL)
    return;

  source = g_cancellable_source_new (cancellable);
  g_task_attach_source (task, source, G_SOURCE_FUNC (on_waiter_cancelled));
  g_task_set_task_data (task, source, free_waiter_source);
}

/**
 * fiel_getnet_token_acquire_async:
 * @cancellable: (nullable): gives up waiting, not the sign-in of others
 *
 * Gives the token that is kept, or signs in. There is never more than one sign-in at a time.
 */
void
fiel_getnet_token_acquire_async (FielGetnetToken *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_GETNET_TOKEN (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_getnet_token_acquire_async);

  if (self->pass != NULL && fiel_clock_get_boot_us (self->clock) < self->renew_us)
    {
      g_task_return_pointer (task, fiel_getnet_pass_ref (self->pass), (GDestroyNotify) fiel_getnet_pass_unref);
      return;
    }

  g_clear_pointer (&self->pass, fiel_getnet_pass_unref);
  watch_cancellable (task, cancellable);
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->cancellable == NULL)
    fiel_getnet_token_sign_in (self);
}

/**
 * fiel_getnet_token_acquire_finish:
 *
 * Returns: (transfer full) (nullable): the pass, or %NULL with %FIEL_GETNET_SIGN_IN_ERROR
 */
FielGetnetPass *
fiel_getnet_token_acquire_finish (FielGetnetToken *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * fiel_getnet_token_drop:
 *
 * The cloud did not accept @pass. The next caller signs in anew, unless somebody did already.
 */
void
fiel_getnet_token_drop (FielGetnetToken *self, FielGetnetPass *pass)
{
  g_return_if_fail (FIEL_IS_GETNET_TOKEN (self));

  if (pass != NULL && self->pass == pass)
    g_clear_pointer (&self->pass, fiel_getnet_pass_unref);
}

FielTrouble
fiel_getnet_token_get_trouble (FielGetnetToken *self)
{
  g_return_val_if_fail (FIEL_IS_GETNET_TOKEN (self), FIEL_TROUBLE_NONE);

  return self->trouble;
}

static void
fiel_getnet_token_finalize (GObject *object)
{
  FielGetnetToken *self = FIEL_GETNET_TOKEN (object);

  g_clear_pointer (&self->settings, fiel_getnet_settings_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->pass, fiel_getnet_pass_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->api_key, wipe_string);

  G_OBJECT_CLASS (fiel_getnet_token_parent_class)->finalize (object);
}

static void
fiel_getnet_token_class_init (FielGetnetTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_getnet_token_finalize;
}

static void
fiel_getnet_token_init (FielGetnetToken *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * fiel_getnet_token_new:
 * @lookup_secret: (nullable): not needed in training
 * @lookup_data: outlives the object
 */
FielGetnetToken *
fiel_getnet_token_new (FielGetnetSettings *settings,
                       FielHttpClient *client,
                       FielClock *clock,
                       FielSecretLookupFunc lookup_secret,
                       gpointer lookup_data)
{
  FielGetnetToken *self = NULL;

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail (FIEL_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);

  self = g_object_new (FIEL_TYPE_GETNET_TOKEN, NULL);
  self->settings = fiel_getnet_settings_ref (settings);
  self->client = g_object_ref (client);
  self->clock = g_object_ref (clock);
  self->lookup_secret = lookup_secret;
  self->lookup_data = lookup_data;

  return self;
}
