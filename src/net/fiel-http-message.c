/* fiel-http-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Requests and replies: values that never change once made, and so may be handed between threads.
 */

#include "fiel-http-message-private.h"

#include "fiel-redact.h"

struct _FielHttpRequest
{
  FielHttpPurpose purpose;
  char *method;         /* owned */
  GUri *uri;            /* owned */
  char **headers;       /* owned, nullable: name, value, … NULL */
  char *content_type;   /* owned, nullable */
  GBytes *body;         /* owned, nullable */
  gint64 deadline_us;
  gint64 silence_us;
  gsize max_answer;
};

struct _FielHttpReply
{
  FielHttpVerdict verdict;
  FielHttpCause cause;
  guint status;
  GBytes *body;         /* owned */
  char *content_type;   /* owned, nullable */
  gint64 retry_after_us;
  gint64 date_us;
  char *detail;         /* owned */
};

G_DEFINE_QUARK (fiel-http-error-quark, fiel_http_error)

G_DEFINE_BOXED_TYPE (FielHttpRequest, fiel_http_request, fiel_http_request_ref, fiel_http_request_unref)
G_DEFINE_BOXED_TYPE (FielHttpReply, fiel_http_reply, fiel_http_reply_ref, fiel_http_reply_unref)

G_DEFINE_ENUM_TYPE (FielHttpVerdict, fiel_http_verdict,
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_VERDICT_NOT_SENT, "not-sent"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_VERDICT_ANSWERED, "answered"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_VERDICT_UNKNOWN, "unknown"))

G_DEFINE_ENUM_TYPE (FielHttpCause, fiel_http_cause,
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_CAUSE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_CAUSE_NAME_NOT_FOUND, "name-not-found"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_CAUSE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_CAUSE_CERTIFICATE, "certificate"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_CAUSE_TIMED_OUT, "timed-out"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_CAUSE_CUT, "cut"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_CAUSE_MALFORMED, "malformed"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_CAUSE_TOO_LARGE, "too-large"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_CAUSE_RESTARTED, "restarted"),
                    G_DEFINE_ENUM_VALUE (FIEL_HTTP_CAUSE_CANCELLED, "cancelled"))

/* RFC 9110 §5.6.2: what names of methods and headers are made of. */
static gboolean
is_token (const char *text)
{
  gsize length = strspn (text, "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

  return length > 0 && text[length] == '\0';
}

static gboolean
is_field_value (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (g_ascii_iscntrl (*at) && *at != '\t')
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_framing_header (const char *name)
{
  static const char *const names[] = { "Host", "Connection", "Content-Length", "Content-Type", "Transfer-Encoding",
                                       "Expect", "Accept-Encoding" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (name, names[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The value may be a secret, so the message names the header only. */
static gboolean
check_headers (const char *const *headers, const char *content_type, GError **error)
{
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i += 2)
    {
      if (headers[i + 1] == NULL || !is_token (headers[i]) || is_framing_header (headers[i])
          || !is_field_value (headers[i + 1]))
        {
          g_set_error (error, FIEL_HTTP_ERROR, FIEL_HTTP_ERROR_HEADER, "The header “%s” cannot be sent", headers[i]);
          return FALSE;
        }
    }
  if (content_type != NULL && !is_field_value (content_type))
    {
      g_set_error_literal (error, FIEL_HTTP_ERROR, FIEL_HTTP_ERROR_HEADER, "The content type cannot be sent");
      return FALSE;
    }
  return TRUE;
}

/* GUri takes blanks and line breaks as they are, and resolves %20 in a host. */
static gboolean
is_clean (const char *address)
{
  for (const char *at = address; *at != '\0'; at++)
    {
      if (!g_ascii_isgraph (*at))
        return FALSE;
    }
  return TRUE;
}

static GUri *
parse_address (const char *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  /* Not quoted: an address that fails may hold a password. */
  if (host == NULL || host[0] == '\0' || !is_clean (address) || !is_clean (host))
    g_set_error_literal (error, FIEL_HTTP_ERROR, FIEL_HTTP_ERROR_ADDRESS, "Not a complete web address");
  else if (!g_str_equal (g_uri_get_scheme (uri), "http") && !g_str_equal (g_uri_get_scheme (uri), "https"))
    g_set_error_literal (error, FIEL_HTTP_ERROR, FIEL_HTTP_ERROR_ADDRESS, "The address must start with https://");
  else if (g_uri_get_userinfo (uri) != NULL)
    g_set_error_literal (error, FIEL_HTTP_ERROR, FIEL_HTTP_ERROR_ADDRESS, "The address must not hold a user name");
  else
    return g_steal_pointer (&uri);
  return NULL;
}

/**
 * fiel_http_request_new:
 * @purpose: what it can do, which decides its session
 * @method: the method's name
 * @uri: where to
 * @headers: (nullable) (array zero-terminated=1): name, value, name, value, …
 * @content_type: (nullable): of @body
 * @body: (nullable): the exact bytes
 * @deadline_us: microseconds for the whole exchange, from send to the last byte of the answer
 * @silence_us: microseconds of silence on the connection after which it counts as dead
 * @error: return location for a FIEL_HTTP_ERROR
 *
 * Returns: (transfer full) (nullable): the request
 */
FielHttpRequest *
fiel_http_request_new (FielHttpPurpose purpose,
                       const char *method,
                       const char *uri,
                       const char *const *headers,
                       const char *content_type,
                       GBytes *body,
                       gint64 deadline_us,
                       gint64 silence_us,
                       GError **error)
{
  g_autoptr (GUri) parsed = NULL;
  FielHttpRequest *self;

  g_return_val_if_fail (method != NULL && is_token (method), NULL);
  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (deadline_us > 0 && silence_us > 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check_headers (headers, content_type, error))
    return NULL;
  parsed = parse_address (uri, error);
  if (parsed == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (FielHttpRequest);
  self->purpose = purpose;
  self->method = g_strdup (method);
  self->uri = g_steal_pointer (&parsed);
  self->headers = g_strdupv ((char **) headers);
  self->content_type = g_strdup (content_type);
  self->body = body != NULL ? g_bytes_ref (body) : NULL;
  self->deadline_us = deadline_us;
  self->silence_us = silence_us;
  self->max_answer = FIEL_HTTP_MAX_BODY;
  return self;
}

FielHttpRequest *
fiel_http_request_ref (FielHttpRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
request_clear (gpointer data)
{
  FielHttpRequest *self = data;

  g_free (self->method);
  g_uri_unref (self->uri);
  g_strfreev (self->headers);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
}

void
fiel_http_request_unref (FielHttpRequest *self)
{
  g_atomic_rc_box_release_full (self, request_clear);
}

FielHttpPurpose
fiel_http_request_get_purpose (FielHttpRequest *self)
{
  return self->purpose;
}

const char *
fiel_http_request_get_method (FielHttpRequest *self)
{
  return self->method;
}

GUri *
fiel_http_request_get_uri (FielHttpRequest *self)
{
  return self->uri;
}

const char *const *
fiel_http_request_get_headers (FielHttpRequest *self)
{
  return (const char *const *) self->headers;
}

const char *
fiel_http_request_get_content_type (FielHttpRequest *self)
{
  return self->content_type;
}

GBytes *
fiel_http_request_get_body (FielHttpRequest *self)
{
  return self->body;
}

gint64
fiel_http_request_get_deadline_us (FielHttpRequest *self)
{
  return self->deadline_us;
}

gint64
fiel_http_request_get_silence_us (FielHttpRequest *self)
{
  return self->silence_us;
}

gsize
fiel_http_request_get_max_answer (FielHttpRequest *self)
{
  return self->max_answer;
}

void
fiel_http_request_set_max_answer (FielHttpRequest *self, gsize max_answer)
{
  g_return_if_fail (self != NULL && max_answer > 0);

  self->max_answer = max_answer;
}

FielHttpReply *
fiel_http_reply_new (FielHttpVerdict verdict,
                     FielHttpCause cause,
                     guint status,
                     GBytes *body,
                     const char *content_type,
                     gint64 retry_after_us,
                     const char *detail)
{
  FielHttpReply *self = g_atomic_rc_box_new0 (FielHttpReply);

  self->verdict = verdict;
  self->cause = cause;
  self->status = status;
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new_static ("", 0);
  self->content_type = g_strdup (content_type);
  self->retry_after_us = retry_after_us;
  self->detail = fiel_redact_text (detail != NULL ? detail : "");
  return self;
}

FielHttpReply *
fiel_http_reply_ref (FielHttpReply *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
reply_clear (gpointer data)
{
  FielHttpReply *self = data;

  g_bytes_unref (self->body);
  g_free (self->content_type);
  g_free (self->detail);
}

void
fiel_http_reply_unref (FielHttpReply *self)
{
  g_atomic_rc_box_release_full (self, reply_clear);
}

FielHttpVerdict
fiel_http_reply_get_verdict (FielHttpReply *self)
{
  g_return_val_if_fail (self != NULL, FIEL_HTTP_VERDICT_UNKNOWN);
  return self->verdict;
}

FielHttpCause
fiel_http_reply_get_cause (FielHttpReply *self)
{
  g_return_val_if_fail (self != NULL, FIEL_HTTP_CAUSE_NONE);
  return self->cause;
}

guint
fiel_http_reply_get_status (FielHttpReply *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->status;
}

GBytes *
fiel_http_reply_get_body (FielHttpReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->body;
}

const char *
fiel_http_reply_get_content_type (FielHttpReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->content_type;
}

gint64
fiel_http_reply_get_retry_after_us (FielHttpReply *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->retry_after_us;
}

void
fiel_http_reply_set_date_us (FielHttpReply *self, gint64 date_us)
{
  g_return_if_fail (self != NULL);
  self->date_us = date_us;
}

gint64
fiel_http_reply_get_date_us (FielHttpReply *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->date_us;
}

const char *
fiel_http_reply_get_detail (FielHttpReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->detail;
}
