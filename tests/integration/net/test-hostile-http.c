/* test-hostile-http.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The hardened client against every row of hostile-cases.c, over every flavour of server: one transmission, the right
 * verdict, no growth. The server counts.
 */

#include "hostile-cases.h"
#include "hostile-exchange.h"
#include "memory-watch.h"

#include <malloc.h>
#include <string.h>

#define SHORT_DEADLINE_MS 1600
#define SHORT_SILENCE_MS 1000
#define MOST_GROWTH (1024 * 1024)

static const char *const flavour_names[] = { "plain", "tls", "h2" };

typedef struct
{
  const HostileCase *row;
  Flavour flavour;
} Job;

static FielHttpClient *client;

static void
assert_count (const HostileCase *row, HostileServer *server, guint n_started)
{
  HostileCount count = hostile_server_stop (server);

  g_assert_cmpuint (count.connections, ==, 1);
  g_assert_cmpuint (count.requests, ==, row->never_sent ? 0 : 1);
  g_assert_cmpuint (n_started, ==, row->never_sent ? 0 : 1);
  g_assert_cmpuint (count.whole_requests, <=, count.requests);
  g_assert_cmpuint (count.empty_requests, ==, 0);
  g_assert_cmpuint (count.h2_requests, ==, 0);
}

static void
assert_reply (const HostileCase *row, FielHttpReply *reply)
{
  const char *text = row->body != NULL ? row->body : ANSWER_BODY;
  g_autoptr (GBytes) expected = g_bytes_new_static (text, strlen (text));
  GBytes *body = fiel_http_reply_get_body (reply);

  g_test_message ("verdict %d, cause %d, status %u: %s", fiel_http_reply_get_verdict (reply),
                  fiel_http_reply_get_cause (reply), fiel_http_reply_get_status (reply),
                  fiel_http_reply_get_detail (reply));
  if (row->refusal != FIEL_HTTP_CAUSE_NONE && fiel_http_reply_get_verdict (reply) == FIEL_HTTP_VERDICT_UNKNOWN)
    {
      g_assert_cmpint (fiel_http_reply_get_cause (reply), ==, row->refusal);
      g_assert_cmpuint (g_bytes_get_size (body), ==, 0);
      return;
    }
  g_assert_cmpint (fiel_http_reply_get_verdict (reply), ==, row->verdict);
  g_assert_cmpint (fiel_http_reply_get_cause (reply), ==, row->cause);
  g_assert_cmpuint (fiel_http_reply_get_status (reply), ==, row->status);
  if (row->verdict == FIEL_HTTP_VERDICT_ANSWERED)
    g_assert_true (g_bytes_equal (body, expected));
  else
    g_assert_cmpuint (g_bytes_get_size (body), ==, 0);
}

/* How loudly GObject complains of a value out of range. */
static GLogLevelFlags
gobject_complaint (void)
{
  return glib_check_version (2, 76, 0) == NULL ? G_LOG_LEVEL_CRITICAL : G_LOG_LEVEL_WARNING;
}

static void
run (const HostileCase *row, Flavour flavour)
{
  const HostileScript script = { flavour, row->when, row->steps, row->h2_act, row->certificate };
  const char *const headers[] = { row->header, row->value, NULL };
  g_autoptr (HostileServer) server = hostile_server_new (&script);
  g_autofree char *address = hostile_server_dup_address (server);
  g_autoptr (FielHttpRequest) request = hostile_request_new (address, row->header != NULL ? headers : NULL,
                                                             row->is_slow ? SHORT_DEADLINE_MS : PLENTY_MS,
                                                             row->is_slow ? SHORT_SILENCE_MS : PLENTY_MS);
  g_auto (HostileExchange) exchange = { NULL };

  if (row->warning != NULL)
    g_test_expect_message ("GLib-GObject", gobject_complaint (), row->warning);
  hostile_exchange_run (&exchange, client, request);
  g_test_assert_expected_messages ();
  assert_count (row, server, exchange.n_started);
  assert_reply (row, exchange.reply);
}

/* By how much the peak of one exchange is above what was held before it. */
static gsize
measure_growth (const Job *job)
{
  gsize before = memory_private ();
  MemoryWatch *watch = memory_watch_start ();
  gsize most;

  run (job->row, job->flavour);
  most = memory_watch_stop (watch);

  return most > before ? most - before : 0;
}

/* What ordinary exchanges take is taken before: the first row is one. What the other side can make us hold, it can every
 * time; what the allocator or a new thread sets aside for itself, it sets aside once: the least of three is compared. */
static void
test_case (gconstpointer data)
{
  const Job *job = data;
  gsize least = G_MAXSIZE;

  run (&hostile_cases[0], job->flavour);
  for (guint i = 0; i < 3 && least > MOST_GROWTH; i++)
    {
      least = MIN (least, measure_growth (job));
      g_test_message ("grew by %" G_GSIZE_FORMAT " kB", least / 1024);
    }
  g_assert_cmpuint (least, <=, MOST_GROWTH);
}

static void
add_case (const HostileCase *row, Flavour flavour)
{
  g_autofree char *path = g_strdup_printf ("/hostile/%s/%s", flavour_names[flavour], row->name);
  Job *job = g_new0 (Job, 1);

  job->row = row;
  job->flavour = flavour;
  g_test_add_data_func_full (path, job, test_case, g_free);
}

static Flavour
flavour_named (const char *name)
{
  for (Flavour flavour = FLAVOUR_PLAIN; flavour <= FLAVOUR_H2; flavour++)
    {
      if (g_str_equal (name, flavour_names[flavour]))
        return flavour;
    }
  g_error ("usage: test-hostile-http plain|tls|h2");
}

int
main (int argc, char *argv[])
{
  Flavour flavour;
  int result;

  fiel_http_prepare_process ();
  /* Freed memory stays, so that what is measured is what one exchange needs more than an ordinary one. */
  mallopt (M_ARENA_MAX, 1);
  mallopt (M_TRIM_THRESHOLD, 64 * MOST_GROWTH);
  g_test_init (&argc, &argv, NULL);

  flavour = flavour_named (argc > 1 ? argv[1] : "");
  for (gsize i = 0; i < n_hostile_cases; i++)
    {
      if ((hostile_cases[i].flavours & (1u << flavour)) != 0)
        add_case (&hostile_cases[i], flavour);
    }
  client = hostile_client_new ();
  result = g_test_run ();
  g_assert_finalize_object (client);
  return result;
}
