/* fiel-inbound-hello.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A handshake of GIO's holds a thread of a small pool from its first to its last byte. A client that says nothing, or
 * says it slowly, must not get one; so the first record (RFC 8446 §5.1) has to be there, whole, before it begins.
 */

#include "fiel-inbound-hello.h"

#include <errno.h>
#include <sys/socket.h>

#define RECORD_HEAD 5
#define RECORD_HANDSHAKE 22
#define MAX_HELLO 4096

static void
wake_at (int fd, int n_bytes)
{
  if (setsockopt (fd, SOL_SOCKET, SO_RCVLOWAT, &n_bytes, sizeof n_bytes) != 0)
    g_debug ("SO_RCVLOWAT: %s", g_strerror (errno));
}

void
fiel_inbound_hello_expect (int fd)
{
  wake_at (fd, RECORD_HEAD);
}

FielInboundHello
fiel_inbound_hello_look (int fd)
{
  guint8 record[RECORD_HEAD + MAX_HELLO];
  gssize n_there = recv (fd, record, sizeof record, MSG_PEEK | MSG_DONTWAIT);
  gssize length;

  if (n_there < 0 && (errno == EAGAIN || errno == EINTR))
    return FIEL_INBOUND_HELLO_MORE;
  if (n_there < RECORD_HEAD || record[0] != RECORD_HANDSHAKE)
    return FIEL_INBOUND_HELLO_BAD;
  length = RECORD_HEAD + (record[3] << 8 | record[4]);
  if (length > (gssize) sizeof record)
    return FIEL_INBOUND_HELLO_BAD;
  if (n_there >= length)
    {
      wake_at (fd, 1);
      return FIEL_INBOUND_HELLO_WHOLE;
    }
  wake_at (fd, (int) length);
  return FIEL_INBOUND_HELLO_MORE;
}
