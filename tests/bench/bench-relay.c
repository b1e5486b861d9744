/* bench-relay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-relay.h"

#include "bench.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* BenchRelay: plain sockets before the practice cloud. The thread that accepts a connection also takes its first
 * bytes and notes when that was, with nothing in between; only then a thread of the connection carries bytes to the
 * cloud and back. Posts to BENCH_RELAY_BARE_PATH are answered here. */

#define BUFFER_SIZE 16384

struct _BenchRelay
{
  int listener;
  guint16 port;
  guint16 cloud_port;
  GThread *thread;   /* owned: accepts */
  GMutex mutex;      /* for what follows */
  GCond changed;
  gint64 arrival_ns; /* of the newest post that counts, 0 once taken */
  guint n_open;      /* connections with a thread */
};

typedef struct
{
  BenchRelay *relay; /* unowned: waits for all connections */
  int client;
  char first[BUFFER_SIZE];
  gsize n_first;
} Connection;

static struct sockaddr_in
make_loopback (guint16 port)
{
  return (struct sockaddr_in){
    .sin_family = AF_INET,
    .sin_port = htons (port),
    .sin_addr = { htonl (INADDR_LOOPBACK) },
  };
}

static gboolean
send_all (int fd, const char *bytes, gsize size)
{
  while (size > 0)
    {
      gssize sent = send (fd, bytes, size, MSG_NOSIGNAL);

      if (sent <= 0)
        return FALSE;
      bytes += sent;
      size -= (gsize) sent;
    }

  return TRUE;
}

/* Returns: whether more may come from @from */
static gboolean
carry_some (int from, int to)
{
  char buffer[BUFFER_SIZE];
  gssize n = recv (from, buffer, sizeof buffer, 0);

  return n > 0 && send_all (to, buffer, (gsize) n);
}

static void
carry (Connection *connection)
{
  const struct sockaddr_in address = make_loopback (connection->relay->cloud_port);
  const int cloud = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct pollfd ends[] = { { connection->client, POLLIN, 0 }, { cloud, POLLIN, 0 } };
  gboolean open = TRUE;

  g_assert_cmpint (connect (cloud, (const struct sockaddr *) &address, sizeof address), ==, 0);
  setsockopt (cloud, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof (int));
  open = send_all (cloud, connection->first, connection->n_first);
  while (open && poll (ends, G_N_ELEMENTS (ends), -1) > 0)
    {
      if (ends[0].revents != 0)
        open = carry_some (connection->client, cloud);
      if (open && ends[1].revents != 0)
        open = carry_some (cloud, connection->client);
    }
  close (cloud);
}

static void
answer (Connection *connection)
{
  static const char text[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  char rest[BUFFER_SIZE];

  send_all (connection->client, text, strlen (text));
  shutdown (connection->client, SHUT_WR);
  while (recv (connection->client, rest, sizeof rest, 0) > 0)
    ;
}

static gpointer
run_connection (gpointer data)
{
  g_autofree Connection *connection = data;
  BenchRelay *self = connection->relay;

  if (g_str_has_prefix (connection->first, "POST " BENCH_RELAY_BARE_PATH " "))
    answer (connection);
  else
    carry (connection);
  close (connection->client);

  g_mutex_lock (&self->mutex);
  self->n_open--;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static void
receive (BenchRelay *self, int client)
{
  Connection *connection = g_new0 (Connection, 1);
  const gssize n = recv (client, connection->first, sizeof connection->first - 1, 0);
  const gint64 now = bench_now_ns ();

  connection->relay = self;
  connection->client = client;
  connection->n_first = (gsize) MAX (n, 0);
  setsockopt (client, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof (int));

  g_mutex_lock (&self->mutex);
  self->n_open++;
  if (g_str_has_prefix (connection->first, "POST " BENCH_RELAY_BARE_PATH " ")
      || g_str_has_prefix (connection->first, "POST " BENCH_RELAY_SALE_PATH " "))
    self->arrival_ns = now;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);

  g_thread_unref (g_thread_new ("connection", run_connection, connection));
}

static gpointer
run_relay (gpointer data)
{
  BenchRelay *self = data;
  int client = 0;

  while ((client = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC)) >= 0)
    receive (self, client);

  return NULL;
}

BenchRelay *
bench_relay_start (guint16 cloud_port)
{
  BenchRelay *self = g_new0 (BenchRelay, 1);
  struct sockaddr_in address = make_loopback (0);
  socklen_t length = sizeof address;

  self->cloud_port = cloud_port;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->listener, (const struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (self->listener, 16), ==, 0);
  g_assert_cmpint (getsockname (self->listener, (struct sockaddr *) &address, &length), ==, 0);
  self->port = ntohs (address.sin_port);
  self->thread = g_thread_new ("relay", run_relay, self);

  return self;
}

/* Waits for the clients to close what they opened. */
void
bench_relay_stop (BenchRelay *self)
{
  shutdown (self->listener, SHUT_RDWR);
  g_thread_join (self->thread);
  close (self->listener);

  g_mutex_lock (&self->mutex);
  while (self->n_open > 0)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);

  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

guint16
bench_relay_get_port (BenchRelay *self)
{
  return self->port;
}

/* Returns: when the first byte of the post came, which is over by now; every post is taken once */
gint64
bench_relay_take_arrival (BenchRelay *self)
{
  gint64 arrival_ns = 0;

  g_mutex_lock (&self->mutex);
  arrival_ns = self->arrival_ns;
  self->arrival_ns = 0;
  g_mutex_unlock (&self->mutex);

  g_assert_cmpint (arrival_ns, >, 0);

  return arrival_ns;
}
