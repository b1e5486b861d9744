/* fiel-http-message.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielHttpPurpose:
 * @FIEL_HTTP_PURPOSE_MONEY: can move money: exactly one transmission, a new connection, no HTTP/2, no redirect
 * @FIEL_HTTP_PURPOSE_READ: a question that may be asked again by its caller
 * @FIEL_HTTP_PURPOSE_SIGN_IN: a token request
 *
 * Each purpose has a session of its own.
 */
typedef enum
{
  FIEL_HTTP_PURPOSE_MONEY,
  FIEL_HTTP_PURPOSE_READ,
  FIEL_HTTP_PURPOSE_SIGN_IN,
} FielHttpPurpose;

#define FIEL_HTTP_MAX_BODY (64 * 1024)

/**
 * FielHttpError: what a request cannot be made of. Both are the configuration's fault, not the network's.
 */
#define FIEL_HTTP_ERROR (fiel_http_error_quark ())
GQuark fiel_http_error_quark (void);

typedef enum
{
  FIEL_HTTP_ERROR_ADDRESS,
  FIEL_HTTP_ERROR_HEADER,
} FielHttpError;

/**
 * FielHttpRequest: an immutable, reference-counted request.
 */
typedef struct _FielHttpRequest FielHttpRequest;
#define FIEL_TYPE_HTTP_REQUEST (fiel_http_request_get_type ())
GType fiel_http_request_get_type (void);

/* @headers: (nullable): name, value, name, value, … NULL. @body: (nullable). @deadline_us: whole exchange, from send
 * to the last byte of the answer; @silence_us: longest silence on the connection. NULL with FIEL_HTTP_ERROR if @uri is
 * not an absolute http or https address, carries a user name, or a header holds a line break. Headers that frame the
 * message (Host, Connection, Content-Length, Transfer-Encoding, Expect, Accept-Encoding) are the client's. */
FielHttpRequest *fiel_http_request_new (FielHttpPurpose purpose,
                                        const char *method,
                                        const char *uri,
                                        const char *const *headers,
                                        const char *content_type,
                                        GBytes *body,
                                        gint64 deadline_us,
                                        gint64 silence_us,
                                        GError **error);
FielHttpRequest *fiel_http_request_ref (FielHttpRequest *self);
void fiel_http_request_unref (FielHttpRequest *self);
/* For its maker, before anybody else has it: the answer may be longer than FIEL_HTTP_MAX_BODY. */
void fiel_http_request_set_max_answer (FielHttpRequest *self, gsize max_answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielHttpRequest, fiel_http_request_unref)

/**
 * FielHttpVerdict:
 * @FIEL_HTTP_VERDICT_NOT_SENT: proof that no byte of the request left
 * @FIEL_HTTP_VERDICT_ANSWERED: a whole answer within the bounds; its status and body are the answer to the one
 * transmission
 * @FIEL_HTTP_VERDICT_UNKNOWN: it may have arrived
 */
typedef enum
{
  FIEL_HTTP_VERDICT_NOT_SENT,
  FIEL_HTTP_VERDICT_ANSWERED,
  FIEL_HTTP_VERDICT_UNKNOWN,
} FielHttpVerdict;
#define FIEL_TYPE_HTTP_VERDICT (fiel_http_verdict_get_type ())
GType fiel_http_verdict_get_type (void);

/**
 * FielHttpCause: why there is no answer, for the log and the cashier's words.
 */
typedef enum
{
  FIEL_HTTP_CAUSE_NONE,            /* ANSWERED */
  FIEL_HTTP_CAUSE_NAME_NOT_FOUND,
  FIEL_HTTP_CAUSE_REFUSED,         /* connection refused, no route, network down */
  FIEL_HTTP_CAUSE_CERTIFICATE,     /* wrong, expired or untrusted certificate, failed handshake */
  FIEL_HTTP_CAUSE_TIMED_OUT,       /* silence or the total deadline */
  FIEL_HTTP_CAUSE_CUT,             /* closed or reset in the middle */
  FIEL_HTTP_CAUSE_MALFORMED,       /* not HTTP, endless headers, broken framing */
  FIEL_HTTP_CAUSE_TOO_LARGE,       /* more than the request allows */
  FIEL_HTTP_CAUSE_RESTARTED,       /* the library wanted to send it a second time and was stopped */
  FIEL_HTTP_CAUSE_CANCELLED,       /* torn down by us */
} FielHttpCause;
#define FIEL_TYPE_HTTP_CAUSE (fiel_http_cause_get_type ())
GType fiel_http_cause_get_type (void);

/**
 * FielHttpReply: an immutable, reference-counted outcome of one exchange.
 */
typedef struct _FielHttpReply FielHttpReply;
#define FIEL_TYPE_HTTP_REPLY (fiel_http_reply_get_type ())
GType fiel_http_reply_get_type (void);

FielHttpReply *fiel_http_reply_ref (FielHttpReply *self);
void fiel_http_reply_unref (FielHttpReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielHttpReply, fiel_http_reply_unref)

FielHttpVerdict fiel_http_reply_get_verdict (FielHttpReply *self);
FielHttpCause fiel_http_reply_get_cause (FielHttpReply *self);
guint fiel_http_reply_get_status (FielHttpReply *self);              /* 0 unless headers arrived */
GBytes *fiel_http_reply_get_body (FielHttpReply *self);              /* (transfer none), empty unless ANSWERED */
const char *fiel_http_reply_get_content_type (FielHttpReply *self);  /* nullable */
gint64 fiel_http_reply_get_retry_after_us (FielHttpReply *self);     /* 0: none given */
gint64 fiel_http_reply_get_date_us (FielHttpReply *self);            /* the server's clock; 0: it does not say */
const char *fiel_http_reply_get_detail (FielHttpReply *self);        /* the library's words, masked, for the log */

G_END_DECLS
