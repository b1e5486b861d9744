/* hostile-server.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "hostile-script.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  FLAVOUR_PLAIN, /* HTTP/1.1 */
  FLAVOUR_TLS,   /* HTTP/1.1 over TLS, no ALPN */
  FLAVOUR_H2,    /* TLS with h2 and http/1.1 on offer */
} Flavour;

/* What the server does to the first request that reaches it over HTTP/2. */
typedef enum
{
  H2_ANSWER,
  H2_REFUSE_STREAM,
  H2_GOAWAY_BELOW,   /* "I have not seen your stream" */
  H2_GOAWAY_COVERING,
  H2_HTTP_1_1_REQUIRED,
  H2_INTERNAL_ERROR,
} H2Act;

/* When the script runs. */
typedef enum
{
  WHEN_REQUESTED,    /* after each request: the script for the first, a plain 200 "second" for all that follow */
  WHEN_BEGUN,        /* after the first bytes of a request, before the rest was read */
  WHEN_CONNECTED,    /* before anything was read, before TLS */
  WHEN_ENCRYPTED,    /* after the TLS handshake, before anything was read */
} When;

typedef struct
{
  Flavour flavour;
  When when;
  const Step *steps;        /* up to STEP_DONE */
  H2Act h2_act;
  const char *certificate;  /* of tests/common/tls; NULL: the good one */
} HostileScript;

/* What the server saw. A request counts from its first byte. */
typedef struct
{
  guint connections;
  guint requests;
  guint whole_requests;
  guint empty_requests;  /* whole, without a body */
  guint h2_requests;     /* of these, over HTTP/2 */
  gsize bytes;           /* of requests, over HTTP/1.1 */
} HostileCount;

typedef struct _HostileServer HostileServer;

HostileServer *hostile_server_new (const HostileScript *script);
char *hostile_server_dup_address (HostileServer *self);
char *hostile_server_dup_last_request (HostileServer *self);

HostileCount hostile_server_count (HostileServer *self);  /* so far */

/* Waits until every connection has ended, then tells. */
HostileCount hostile_server_stop (HostileServer *self);
void hostile_server_free (HostileServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HostileServer, hostile_server_free)

char *hostile_tls_path (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
