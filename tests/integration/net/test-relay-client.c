/* test-relay-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The till's side of a relay over real sockets, its time moved by hand: nothing is acknowledged that is not settled,
 * nothing is lost, and whatever the relay does, it is not asked without a pause. */

#include "fiel-fake-relay.h"
#include "fiel-manual-clock.h"
#include "fiel-relay-client.h"
#include "fiel-test.h"

#include <string.h>

#define SECONDS(n) ((gint64) (n) * G_USEC_PER_SEC)
#define WAIT_S 20

typedef enum
{
  OWNER_KEEPS,
  OWNER_FAILS,
  OWNER_WAITS,
} Owner;

typedef struct
{
  FielManualClock *clock;   /* owned */
  FielHttpClient *http;     /* owned */
  FielFakeRelay *relay;     /* owned */
  FielRelayClient *client;  /* owned */
  Owner owner;
  const char *token;        /* not owned, nullable: what the keyring holds */
  guint n_lookups;
  GPtrArray *news;          /* owned, of FielRelayEntry */
  guint wanted;
} Fixture;

static char *
find_token (gpointer user_data, GError **error)
{
  Fixture *fixture = user_data;

  fixture->n_lookups++;
  return g_strdup (fixture->token);
}

static void
news_cb (FielRelayClient *client, FielRelayEntry *news, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_ptr_array_add (fixture->news, fiel_relay_entry_ref (news));
  if (fixture->owner != OWNER_WAITS)
    fiel_relay_client_settle (client, news, fixture->owner == OWNER_KEEPS);
}

static void
make_client (Fixture *fixture)
{
  fixture->client = fiel_relay_client_new (fixture->http, FIEL_CLOCK (fixture->clock),
                                           fiel_fake_relay_get_address (fixture->relay), find_token, fixture);
  g_signal_connect (fixture->client, "news", G_CALLBACK (news_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = fiel_manual_clock_new ();
  fixture->http = fiel_http_client_new (FIEL_CLOCK (fixture->clock));
  fixture->relay = fiel_fake_relay_new ();
  fixture->token = fiel_fake_relay_get_token (fixture->relay);
  fixture->news = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_relay_entry_unref);
  make_client (fixture);
}

static gboolean
is_alone (gpointer user_data)
{
  return fiel_manual_clock_get_n_timers (((Fixture *) user_data)->clock) == 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fiel_relay_client_stop (fixture->client);
  fiel_test_run_until (is_alone, fixture, "nothing waits any more", WAIT_S);
  fiel_test_drain ();
  g_assert_finalize_object (fixture->client);
  g_ptr_array_unref (fixture->news);
  fiel_fake_relay_free (fixture->relay);
  g_object_unref (fixture->http);
  g_object_unref (fixture->clock);
}

/* Waiting */

static gboolean
is_held (gpointer user_data)
{
  return fiel_fake_relay_get_n_waiting (((Fixture *) user_data)->relay) > 0;
}

static gboolean
is_resting (gpointer user_data)
{
  return fiel_relay_client_get_state (((Fixture *) user_data)->client) == FIEL_RELAY_STATE_RESTING;
}

static gboolean
has_news (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->news->len >= fixture->wanted;
}

static gboolean
is_acknowledged (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fiel_fake_relay_get_acknowledged (fixture->relay) == (gint64) fixture->wanted;
}

static void
wait_held (Fixture *fixture)
{
  fiel_test_run_until (is_held, fixture, "a question is held back", WAIT_S);
}

static void
wait_resting (Fixture *fixture)
{
  fiel_test_run_until (is_resting, fixture, "the client rests", WAIT_S);
}

static void
wait_news (Fixture *fixture, guint n)
{
  fixture->wanted = n;
  fiel_test_run_until (has_news, fixture, "news is here", WAIT_S);
  g_assert_cmpuint (fixture->news->len, ==, n);
}

static void
wait_acknowledged (Fixture *fixture, guint n)
{
  fixture->wanted = n;
  fiel_test_run_until (is_acknowledged, fixture, "the relay knows", WAIT_S);
}

static gint64
sequence_of (Fixture *fixture, guint index)
{
  return fiel_relay_entry_get_sequence (g_ptr_array_index (fixture->news, index));
}

/* The length of the rest, which is slept. */
static gint64
sleep_through (Fixture *fixture)
{
  gint64 delay_us = fiel_manual_clock_get_next_delay_us (fixture->clock);

  fiel_manual_clock_advance (fixture->clock, delay_us);
  return delay_us;
}

static FielTrouble
trouble_of (Fixture *fixture)
{
  return fiel_relay_client_get_trouble (fixture->client);
}

/* Cases */

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  fiel_fake_relay_add (fixture->relay, "{}");
  fiel_test_drain ();
  g_assert_cmpuint (fiel_fake_relay_get_n_polls (fixture->relay), ==, 0);
  g_assert_cmpint (fiel_relay_client_get_state (fixture->client), ==, FIEL_RELAY_STATE_STOPPED);
}

/* In the order in which it came, as it was sent, and known to the relay as soon as it is settled. */
static void
test_news (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) sent = g_bytes_new_static ("{\"a\":1}", 7);

  fiel_relay_client_start (fixture->client);
  wait_held (fixture);
  g_assert_cmpstr (fiel_fake_relay_get_last_query (fixture->relay), ==, "wait=40");
  fiel_fake_relay_add (fixture->relay, "{\"a\":1}");
  wait_news (fixture, 1);
  wait_held (fixture);
  g_assert_cmpstr (fiel_fake_relay_get_last_query (fixture->relay), ==, "wait=40&epoch=epoch-1&after=1");
  fiel_fake_relay_add (fixture->relay, "\xff\x00 no text");
  wait_news (fixture, 2);
  wait_acknowledged (fixture, 2);
  g_assert_true (g_bytes_equal (fiel_relay_entry_get_body (g_ptr_array_index (fixture->news, 0)), sent));
  g_assert_cmpint (sequence_of (fixture, 1), ==, 2);
  g_assert_cmpuint (fiel_relay_client_get_n_news (fixture->client), ==, 2);
  g_assert_cmpint (trouble_of (fixture), ==, FIEL_TROUBLE_NONE);
  g_assert_cmpint (fiel_relay_client_get_heard_us (fixture->client), >, 0);
}

/* More than a page waits there. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 120; i++)
    fiel_fake_relay_add (fixture->relay, "{}");
  fiel_relay_client_start (fixture->client);
  wait_news (fixture, 120);
  wait_acknowledged (fixture, 120);
  for (guint i = 0; i < 120; i++)
    g_assert_cmpint (sequence_of (fixture, i), ==, i + 1);
  g_assert_cmpuint (fiel_fake_relay_get_n_polls (fixture->relay), ==, 4);
}

/* As long as one of a page waits for its word, nothing is acknowledged and nothing is asked. */
static void
test_waits_for_the_last (Fixture *fixture, gconstpointer data)
{
  fixture->owner = OWNER_WAITS;
  for (guint i = 0; i < 3; i++)
    fiel_fake_relay_add (fixture->relay, "{}");
  fiel_relay_client_start (fixture->client);
  wait_news (fixture, 3);
  fiel_relay_client_settle (fixture->client, g_ptr_array_index (fixture->news, 2), TRUE);
  fiel_relay_client_settle (fixture->client, g_ptr_array_index (fixture->news, 0), TRUE);
  fiel_test_drain ();
  g_assert_cmpint (fiel_relay_client_get_state (fixture->client), ==, FIEL_RELAY_STATE_HANDING_UP);
  g_assert_cmpint (fiel_fake_relay_get_acknowledged (fixture->relay), ==, 0);
  g_assert_cmpuint (fiel_fake_relay_get_n_polls (fixture->relay), ==, 1);
  fiel_relay_client_settle (fixture->client, g_ptr_array_index (fixture->news, 1), TRUE);
  wait_acknowledged (fixture, 3);
}

/* What could not be kept comes again, and what stood before it does not; later and later as long as it fails. */
static void
test_not_kept (Fixture *fixture, gconstpointer data)
{
  fixture->owner = OWNER_WAITS;
  for (guint i = 0; i < 3; i++)
    fiel_fake_relay_add (fixture->relay, "{}");
  fiel_relay_client_start (fixture->client);
  wait_news (fixture, 3);
  fiel_relay_client_settle (fixture->client, g_ptr_array_index (fixture->news, 0), TRUE);
  fiel_relay_client_settle (fixture->client, g_ptr_array_index (fixture->news, 1), FALSE);
  fiel_relay_client_settle (fixture->client, g_ptr_array_index (fixture->news, 2), TRUE);
  g_assert_true (is_resting (fixture));
  g_assert_cmpint (fiel_fake_relay_get_acknowledged (fixture->relay), ==, 0);
  fixture->owner = OWNER_FAILS;
  g_assert_cmpint (sleep_through (fixture), ==, SECONDS (1));
  wait_news (fixture, 5);
  g_assert_cmpint (fiel_fake_relay_get_acknowledged (fixture->relay), ==, 1);
  g_assert_cmpint (sequence_of (fixture, 3), ==, 2);
  g_assert_cmpint (sequence_of (fixture, 4), ==, 3);
  g_assert_true (is_resting (fixture));
  fixture->owner = OWNER_KEEPS;
  g_assert_cmpint (sleep_through (fixture), ==, SECONDS (2));
  wait_news (fixture, 7);
  wait_acknowledged (fixture, 3);
}

/* The very first page fails as a whole: there is no position to ask from. */
static void
test_first_not_kept (Fixture *fixture, gconstpointer data)
{
  fixture->owner = OWNER_FAILS;
  fiel_fake_relay_add (fixture->relay, "{}");
  fiel_relay_client_start (fixture->client);
  wait_news (fixture, 1);
  fixture->owner = OWNER_KEEPS;
  sleep_through (fixture);
  wait_news (fixture, 2);
  wait_acknowledged (fixture, 1);
  g_assert_cmpint (sequence_of (fixture, 1), ==, 1);
}

/* Another run of the till begins where the relay knows it to be; what was settled and not told comes once more. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  fixture->owner = OWNER_WAITS;
  fiel_fake_relay_add (fixture->relay, "{}");
  fiel_relay_client_start (fixture->client);
  wait_news (fixture, 1);
  fiel_relay_client_stop (fixture->client);
  fiel_relay_client_settle (fixture->client, g_ptr_array_index (fixture->news, 0), TRUE);
  fiel_test_drain ();
  g_assert_cmpint (fiel_fake_relay_get_acknowledged (fixture->relay), ==, 0);
  g_assert_finalize_object (fixture->client);

  fixture->owner = OWNER_KEEPS;
  make_client (fixture);
  fiel_relay_client_start (fixture->client);
  wait_news (fixture, 2);
  g_assert_cmpint (sequence_of (fixture, 1), ==, 1);
  wait_acknowledged (fixture, 1);
}

/* A dead relay is asked less and less often, and found again. */
static void
test_dead (Fixture *fixture, gconstpointer data)
{
  static const int rests[] = { 1, 2, 5, 10, 30, 60, 60 };

  fiel_relay_client_start (fixture->client);
  wait_held (fixture);
  fiel_fake_relay_die (fixture->relay);
  for (gsize i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      wait_resting (fixture);
      g_assert_cmpint (trouble_of (fixture), !=, FIEL_TROUBLE_NONE);
      g_assert_cmpint (sleep_through (fixture), ==, SECONDS (rests[i]));
    }
  wait_resting (fixture);
  g_assert_cmpint (trouble_of (fixture), ==, FIEL_TROUBLE_REFUSED);
  fiel_fake_relay_revive (fixture->relay);
  fiel_fake_relay_add (fixture->relay, "{}");
  sleep_through (fixture);
  wait_news (fixture, 1);
  g_assert_cmpint (trouble_of (fixture), ==, FIEL_TROUBLE_NONE);
  wait_acknowledged (fixture, 1);
}

/* A relay that says nothing at all is given up, not waited for. */
static void
test_mute (Fixture *fixture, gconstpointer data)
{
  fiel_relay_client_start (fixture->client);
  wait_held (fixture);
  fiel_manual_clock_advance (fixture->clock, SECONDS (49));
  fiel_test_drain ();
  g_assert_cmpint (fiel_relay_client_get_state (fixture->client), ==, FIEL_RELAY_STATE_ASKING);
  fiel_manual_clock_advance (fixture->clock, SECONDS (2));
  wait_resting (fixture);
  g_assert_cmpint (trouble_of (fixture), ==, FIEL_TROUBLE_TIMED_OUT);
}

/* Its time is over without news: the next question follows at once, and nothing is wrong. */
static void
test_silence (Fixture *fixture, gconstpointer data)
{
  fiel_relay_client_start (fixture->client);
  for (guint i = 1; i <= 4; i++)
    {
      wait_held (fixture);
      g_assert_cmpuint (fiel_fake_relay_get_n_polls (fixture->relay), ==, i);
      fiel_manual_clock_advance (fixture->clock, SECONDS (39));
      fiel_fake_relay_let_go (fixture->relay);
      while (fiel_fake_relay_get_n_polls (fixture->relay) == i)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpint (trouble_of (fixture), ==, FIEL_TROUBLE_NONE);
}

/* Answers without news that nobody waited for: rests between them, and words for who shares the token. */
static void
test_ends_early (Fixture *fixture, gconstpointer data)
{
  static const int rests[] = { 1, 2, 5, 10 };

  fiel_relay_client_start (fixture->client);
  for (gsize i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      wait_held (fixture);
      fiel_fake_relay_let_go (fixture->relay);
      wait_resting (fixture);
      g_assert_cmpint (trouble_of (fixture), ==, i < 2 ? FIEL_TROUBLE_NONE : FIEL_TROUBLE_SHARED_TOKEN);
      g_assert_cmpint (sleep_through (fixture), ==, SECONDS (rests[i]));
    }
  wait_held (fixture);
  fiel_fake_relay_add (fixture->relay, "{}");
  wait_news (fixture, 1);
  g_assert_cmpint (trouble_of (fixture), ==, FIEL_TROUBLE_NONE);
}

typedef struct
{
  const char *name;
  guint status;
  const char *text;
  FielTrouble trouble;
  int rest_s;
} Answer;

#define NOTHING "{\"epoch\":\"e\",\"last\":0,\"news\":[]}"

static const Answer answers[] = {
  { "not-found", 404, NULL, FIEL_TROUBLE_CREDENTIALS, 60 },
  { "unauthorized", 401, NULL, FIEL_TROUBLE_CREDENTIALS, 60 },
  { "forbidden", 403, NULL, FIEL_TROUBLE_FORBIDDEN, 1 },
  { "server", 503, NOTHING, FIEL_TROUBLE_SERVER, 1 },
  { "elsewhere", 302, NOTHING, FIEL_TROUBLE_UNREADABLE, 1 },
  { "created", 201, NOTHING, FIEL_TROUBLE_UNREADABLE, 1 },
  { "no-page", 200, "<html>", FIEL_TROUBLE_UNREADABLE, 1 },
  { "half", 200, "{\"epoch\":\"e\",\"last\":1,\"news\":[{\"sequence\":1,\"bo", FIEL_TROUBLE_UNREADABLE, 1 },
};

/* Whatever is no page of news moves nothing. */
static void
test_answer (Fixture *fixture, gconstpointer data)
{
  const Answer *answer = data;

  fiel_fake_relay_answer_with (fixture->relay, answer->status, answer->text);
  fiel_fake_relay_add (fixture->relay, "{}");
  fiel_relay_client_start (fixture->client);
  wait_resting (fixture);
  g_assert_cmpint (trouble_of (fixture), ==, answer->trouble);
  g_assert_cmpuint (fixture->news->len, ==, 0);
  g_assert_cmpint (sleep_through (fixture), ==, SECONDS (answer->rest_s));
  wait_news (fixture, 1);
  wait_acknowledged (fixture, 1);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (FIEL_RELAY_MAX_PAGE + 1, ' ');

  fiel_fake_relay_answer_with (fixture->relay, 200, text);
  fiel_relay_client_start (fixture->client);
  wait_resting (fixture);
  g_assert_cmpint (trouble_of (fixture), ==, FIEL_TROUBLE_UNREADABLE);
}

/* A page that repeats what is settled is not taken: acknowledging it would go back. */
static void
test_goes_back (Fixture *fixture, gconstpointer data)
{
  fiel_fake_relay_add (fixture->relay, "{}");
  fiel_fake_relay_add (fixture->relay, "{}");
  fiel_relay_client_start (fixture->client);
  wait_acknowledged (fixture, 2);
  wait_held (fixture);
  fiel_fake_relay_answer_with (fixture->relay, 200,
                               "{\"epoch\":\"epoch-1\",\"last\":2,\"news\":[{\"sequence\":2,\"body\":\"\"}]}");
  fiel_manual_clock_advance (fixture->clock, SECONDS (40));
  fiel_fake_relay_let_go (fixture->relay);
  wait_resting (fixture);
  g_assert_cmpint (trouble_of (fixture), ==, FIEL_TROUBLE_UNREADABLE);
  g_assert_cmpuint (fixture->news->len, ==, 2);
}

/* The relay's store was made anew, so its numbers mean something else. */
static void
test_other_epoch (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    fiel_fake_relay_add (fixture->relay, "{}");
  fiel_relay_client_start (fixture->client);
  wait_acknowledged (fixture, 5);
  wait_held (fixture);
  fiel_fake_relay_die (fixture->relay);
  fiel_fake_relay_begin_anew (fixture->relay);
  fiel_fake_relay_revive (fixture->relay);
  fiel_fake_relay_add (fixture->relay, "{}");
  wait_resting (fixture);
  sleep_through (fixture);
  wait_news (fixture, 6);
  g_assert_cmpint (sequence_of (fixture, 5), ==, 1);
  wait_resting (fixture);
  sleep_through (fixture);
  wait_acknowledged (fixture, 1);
  g_assert_cmpstr (fiel_fake_relay_get_last_query (fixture->relay), ==, "wait=40&epoch=epoch-2&after=1");
}

/* An old token serves until it is refused; then the keyring is asked for another. */
static void
test_rotation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_strdup (fixture->token);

  fixture->token = old;
  fiel_relay_client_start (fixture->client);
  wait_held (fixture);
  fiel_fake_relay_add (fixture->relay, "{}");
  wait_acknowledged (fixture, 1);
  g_assert_cmpuint (fixture->n_lookups, ==, 1);
  wait_held (fixture);
  fiel_fake_relay_rotate_token (fixture->relay);
  fiel_fake_relay_add (fixture->relay, "{}");
  wait_news (fixture, 2);
  wait_resting (fixture);
  g_assert_cmpint (trouble_of (fixture), ==, FIEL_TROUBLE_CREDENTIALS);
  fixture->token = fiel_fake_relay_get_token (fixture->relay);
  sleep_through (fixture);
  wait_acknowledged (fixture, 2);
  g_assert_cmpuint (fixture->n_lookups, ==, 2);
  g_assert_cmpuint (fixture->news->len, ==, 2);
}

/* Without a token, or with something that is none, the relay is not even asked. */
static void
test_no_token (Fixture *fixture, gconstpointer data)
{
  fixture->token = data;
  fiel_relay_client_start (fixture->client);
  g_assert_true (is_resting (fixture));
  g_assert_cmpint (trouble_of (fixture), ==, FIEL_TROUBLE_NO_SECRET);
  g_assert_cmpint (sleep_through (fixture), ==, SECONDS (60));
  g_assert_true (is_resting (fixture));
  g_assert_cmpuint (fixture->n_lookups, ==, 2);
  fixture->token = fiel_fake_relay_get_token (fixture->relay);
  sleep_through (fixture);
  wait_held (fixture);
  g_assert_cmpuint (fiel_fake_relay_get_n_polls (fixture->relay), ==, 1);
  g_assert_cmpuint (fixture->n_lookups, ==, 3);
}

/* The token leaves in its header alone. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  GString *log = user_data;

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      g_string_append_printf (log, "%s\n", (const char *) fields[i].value);

  return G_LOG_WRITER_HANDLED;
}

static void
test_log (Fixture *fixture, gconstpointer data)
{
  static GString *log;

  log = g_string_new (NULL);
  g_log_set_writer_func (write_log, log, NULL);
  fiel_fake_relay_answer_with (fixture->relay, 404, NULL);
  fiel_relay_client_start (fixture->client);
  wait_resting (fixture);
  fiel_fake_relay_die (fixture->relay);
  sleep_through (fixture);
  wait_resting (fixture);
  g_assert_nonnull (strstr (log->str, "credentials"));
  g_assert_null (strstr (log->str, fixture->token));
  g_assert_null (strstr (fiel_fake_relay_get_last_query (fixture->relay), fixture->token));
}

#define add(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  fiel_http_prepare_process ();
  g_test_init (&argc, &argv, NULL);

  add ("/relay-client/stopped", NULL, test_stopped);
  add ("/relay-client/news", NULL, test_news);
  add ("/relay-client/many", NULL, test_many);
  add ("/relay-client/waits-for-the-last", NULL, test_waits_for_the_last);
  add ("/relay-client/not-kept", NULL, test_not_kept);
  add ("/relay-client/first-not-kept", NULL, test_first_not_kept);
  add ("/relay-client/restart", NULL, test_restart);
  add ("/relay-client/dead", NULL, test_dead);
  add ("/relay-client/mute", NULL, test_mute);
  add ("/relay-client/silence", NULL, test_silence);
  add ("/relay-client/ends-early", NULL, test_ends_early);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/relay-client/answer/", answers[i].name, NULL);

      add (path, &answers[i], test_answer);
    }
  add ("/relay-client/too-large", NULL, test_too_large);
  add ("/relay-client/goes-back", NULL, test_goes_back);
  add ("/relay-client/other-epoch", NULL, test_other_epoch);
  add ("/relay-client/rotation", NULL, test_rotation);
  add ("/relay-client/no-token", NULL, test_no_token);
  add ("/relay-client/bad-token", "short", test_no_token);
  add ("/relay-client/log", NULL, test_log);

  return g_test_run ();
}
