/* fiel-inbound-hello.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FIEL_INBOUND_HELLO_MORE,
  FIEL_INBOUND_HELLO_WHOLE,
  FIEL_INBOUND_HELLO_BAD,
} FielInboundHello;

/* Whether a TLS client's first word is there, without reading it. Poll the socket between the calls: it is readable
 * only when there is more to look at. */
void fiel_inbound_hello_expect (int fd);
FielInboundHello fiel_inbound_hello_look (int fd);

G_END_DECLS
