/* hostile-cases.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-http-message.h"
#include "hostile-server.h"

G_BEGIN_DECLS

#define OVER_PLAIN (1u << FLAVOUR_PLAIN)
#define OVER_TLS (1u << FLAVOUR_TLS)
#define OVER_H2 (1u << FLAVOUR_H2)
#define OVER_ENCRYPTED (OVER_TLS | OVER_H2)
#define OVER_ALL (OVER_PLAIN | OVER_ENCRYPTED)

typedef struct
{
  const char *name;
  guint flavours;
  Step steps[MAX_STEPS];       /* the last one stays STEP_DONE */
  FielHttpVerdict verdict;
  FielHttpCause cause;
  guint status;                /* of the reply */
  const char *body;            /* of an answered reply; NULL: ANSWER_BODY */
  When when;
  gboolean never_sent;         /* no byte of a request may reach the server */
  gboolean is_slow;            /* short limits */
  const char *header;          /* nullable: one more header of the request */
  const char *value;           /* of that header */
  const char *certificate;     /* nullable */
  H2Act h2_act;
  const char *warning;         /* nullable: what GObject says when libsoup trips over the answer */
  FielHttpCause refusal;       /* or nothing is known: newer libsoup refuses it itself, and this is heard */
} HostileCase;

#define ANSWER_BODY "{\"code\":1}"

extern const HostileCase hostile_cases[];
extern const gsize n_hostile_cases;

G_END_DECLS
