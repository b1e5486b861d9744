/* fiel-http-message-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-http-message.h"

G_BEGIN_DECLS

/* What the client needs to know of a request. All (transfer none). */
FielHttpPurpose fiel_http_request_get_purpose (FielHttpRequest *self);
const char *fiel_http_request_get_method (FielHttpRequest *self);
GUri *fiel_http_request_get_uri (FielHttpRequest *self);
const char *const *fiel_http_request_get_headers (FielHttpRequest *self);  /* nullable */
const char *fiel_http_request_get_content_type (FielHttpRequest *self);    /* nullable */
GBytes *fiel_http_request_get_body (FielHttpRequest *self);                /* nullable */
gint64 fiel_http_request_get_deadline_us (FielHttpRequest *self);
gint64 fiel_http_request_get_silence_us (FielHttpRequest *self);
gsize fiel_http_request_get_max_answer (FielHttpRequest *self);

/* @content_type and @detail: (nullable). @body: (nullable): nothing. @detail is masked here. */
FielHttpReply *fiel_http_reply_new (FielHttpVerdict verdict,
                                    FielHttpCause cause,
                                    guint status,
                                    GBytes *body,
                                    const char *content_type,
                                    gint64 retry_after_us,
                                    const char *detail);

/* For its maker, before anybody else has it. */
void fiel_http_reply_set_date_us (FielHttpReply *self, gint64 date_us);

G_END_DECLS
