/* test-practice-endings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The training table: every ending, as the client sees it and as the ledger has it. */

#include "practice-peer.h"

typedef struct
{
  gint64 amount;
  guint seconds;
  gint64 result; /* what the answer says; -1: there is no whole answer; -2: code 0 */
  guint bookings;
} Ending;

static const Ending endings[] = {
  { 1000, 3, 0, 1 },    { 5990, 3, 0, 1 },    { 1075, 3, 0, 1 },    { 1080, 3, -1, 1 },   { 1081, 3, 51, 0 },
  { 1082, 3, 54, 0 },   { 1083, 3, 65, 0 },   { 1084, 3, 14, 0 },   { 1085, 3, 55, 0 },   { 1086, 61, 1006, 0 },
  { 1087, 3, 1006, 0 }, { 1088, 3, 1004, 1 }, { 1089, 3, 1004, 0 }, { 1091, 3, -1, 0 },   { 1092, 3, 0, 1 },
  { 1093, 96, 0, 1 },   { 1094, 301, -2, 0 }, { 1095, 301, -2, 0 }, { 1096, 3, -2, 0 },   { 1097, 3, -3, 1 },
  { 1098, 3, 0, 1 },    { 1099, 3, -2, 0 },   { 888801, 3, 54, 0 }, { 888802, 3, 51, 0 }, { 888803, 3, 65, 0 },
  { 888805, 3, 14, 0 }, { 1076, 21, 1006, 0 }, { 1077, 61, -1, 0 },  { 1078, 26, 0, 1 },
  { 1079, 71, -1, 1 },
};

static void
test_every_ending (gconstpointer data)
{
  const Ending *ending = data;
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) reply = NULL;

  practice_peer_log_in (peer);
  reply = practice_peer_sell (peer, ending->amount, "one", ending->seconds);

  if (ending->result >= 0)
    practice_reply_assert_result (reply, ending->result);
  else if (ending->result == -1)
    g_assert_false (reply->reached);
  else if (ending->result == -2)
    g_assert_cmpint (practice_reply_get_code (reply), ==, 0);
  else
    g_assert_null (reply->object);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, ending->bookings);
}

static void
test_asynchronous_ends_alike (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);

  practice_peer_log_in (peer);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autoptr (PracticeReply) state = NULL;
      gint64 id;

      if (endings[i].result < 0 || endings[i].amount % 100 == 92)
        continue;
      practice_peer_post (peer, "reset", "{}");
      practice_peer_log_in (peer);
      id = practice_peer_sell_async (peer, endings[i].amount, "one");
      state = practice_peer_status (peer, id);
      g_assert_cmpint (practice_reply_get_code (state), ==, 2);
      practice_peer_advance (peer, endings[i].seconds);
      g_clear_pointer (&state, practice_reply_free);
      state = practice_peer_status (peer, id);
      practice_reply_assert_result (state, endings[i].result);
      g_assert_cmpuint (practice_peer_count_bookings (peer), ==, endings[i].bookings);
    }
}

static void
test_lost_acknowledgement (void)
{
  static const struct
  {
    gint64 amount;
    gboolean reached;
    guint bookings;
  } cases[] = { { 1080, FALSE, 1 }, { 1091, FALSE, 0 }, { 1097, TRUE, 1 } };
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeReply) reply = NULL;

      practice_peer_post (peer, "reset", "{}");
      practice_peer_log_in (peer);
      reply = practice_peer_end (practice_peer_begin_sale (peer, 0, cases[i].amount, "a", "http://127.0.0.1:1/none"));
      g_assert_cmpint (reply->reached, ==, cases[i].reached);
      g_assert_null (reply->object);
      practice_peer_advance (peer, 10);
      g_assert_cmpuint (practice_peer_count_bookings (peer), ==, cases[i].bookings);
    }
}

static void
test_status_fails_and_recovers (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) last = NULL;
  gint64 id;

  practice_peer_log_in (peer);
  id = practice_peer_sell_async (peer, 1092, "a");
  practice_peer_advance (peer, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (PracticeReply) state = practice_peer_status (peer, id);

      g_assert_cmpuint (state->status, ==, 503);
      g_assert_null (state->object);
    }
  last = practice_peer_status (peer, id);
  practice_reply_assert_result (last, 0);
}

static void
test_late_answer (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) before = NULL;
  g_autoptr (PracticeReply) after = NULL;
  gint64 id;

  practice_peer_log_in (peer);
  id = practice_peer_sell_async (peer, 1095, "a");
  practice_peer_advance (peer, 301);
  before = practice_peer_status (peer, id);
  practice_reply_assert_refused (before, "TIEMPO DE ESPERA (5 MINUTOS)");
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 0);
  practice_peer_advance (peer, 30);
  after = practice_peer_status (peer, id);
  practice_reply_assert_result (after, 0);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 1);
}

static void
test_silent_terminal_is_free_in_the_end (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) busy = NULL;
  g_autoptr (PracticeReply) idle = NULL;
  g_autoptr (PracticeReply) list = NULL;

  practice_peer_log_in (peer);
  practice_peer_sell_async (peer, 1094, "a");
  practice_peer_advance (peer, 299);
  busy = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_refused (busy, "OPERACION EN CURSO (5m)");
  practice_peer_advance (peer, 2);
  idle = practice_peer_command (peer, "poll", 106, "");
  practice_reply_assert_result (idle, 0);
  list = practice_peer_command (peer, "details", 105, "");
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (practice_reply_get_response (list), "saleDetails")), ==, 0);
}

static void
test_busy_once (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) first = NULL;
  g_autoptr (PracticeReply) second = NULL;

  practice_peer_log_in (peer);
  first = practice_peer_sell (peer, 1096, "a", 1);
  practice_reply_assert_refused (first, "OPERACION EN CURSO (15s)");
  second = practice_peer_sell (peer, 1096, "b", 3);
  practice_reply_assert_result (second, 0);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 1);
}

/* It says that it stops, and the money moves all the same. */
static void
test_stops_in_vain (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start ("--country=ar", NULL);
  g_autoptr (PracticeReply) cancel = NULL;
  g_autoptr (PracticeReply) before = NULL;
  g_autoptr (PracticeReply) after = NULL;
  gint64 id;

  practice_peer_log_in (peer);
  id = practice_peer_sell_async (peer, 1078, "a");
  practice_peer_advance (peer, 10);
  cancel = practice_peer_command (peer, "cancelsale", 116, "");
  practice_reply_assert_result (cancel, 0);
  practice_peer_advance (peer, 7);
  before = practice_peer_status (peer, id);
  g_assert_cmpint (practice_reply_get_code (before), ==, 2);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 0);
  practice_peer_advance (peer, 2);
  after = practice_peer_status (peer, id);
  practice_reply_assert_result (after, 0);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 1);
}

/* The connection is gone at once; what the terminal says when it is asked tells the two apart. */
static void
test_answer_is_lost_early (void)
{
  static const struct
  {
    gint64 amount;
    const char *words;
  } cases[] = { { 1077, "SERVICIO C2C NO RESPONDE" }, { 1079, "OPERACION EN CURSO (15s)" } };
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PracticeReply) reply = NULL;
      g_autoptr (PracticeReply) probe = NULL;
      g_autoptr (PracticeReply) idle = NULL;

      practice_peer_post (peer, "reset", "{}");
      practice_peer_log_in (peer);
      reply = practice_peer_end (practice_peer_begin_sale (peer, 0, cases[i].amount, "a", "http://127.0.0.1:1/none"));
      g_assert_false (reply->reached);
      practice_peer_advance (peer, 39);
      probe = practice_peer_command (peer, "poll", 106, "");
      practice_reply_assert_refused (probe, cases[i].words);
      g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 0);
      practice_peer_advance (peer, 40);
      idle = practice_peer_command (peer, "poll", 106, "");
      practice_reply_assert_result (idle, 0);
    }
}

static void
test_wrong_amount_is_only_said (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) reply = NULL;
  g_autoptr (JsonObject) booking = NULL;

  practice_peer_log_in (peer);
  reply = practice_peer_sell (peer, 1098, "a", 3);
  booking = practice_peer_get_booking (peer, 0);
  g_assert_cmpint (json_object_get_int_member (practice_reply_get_response (reply), "amount"), ==, 1099);
  g_assert_cmpint (json_object_get_int_member (booking, "amount"), ==, 1098);
}

static void
test_table_can_be_read (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (JsonNode) table = practice_peer_control (peer, "GET", "training-table", NULL);
  JsonObject *first = json_array_get_object_element (json_node_get_array (table), 0);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (table)), ==, 28);
  g_assert_cmpint (json_object_get_int_member (first, "ending"), ==, 75);
  g_assert_true (json_object_get_boolean_member (first, "booked"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/practice/endings/%" G_GINT64_FORMAT, endings[i].amount);

      g_test_add_data_func (path, &endings[i], test_every_ending);
    }
  g_test_add_func ("/practice/endings/asynchronous", test_asynchronous_ends_alike);
  g_test_add_func ("/practice/endings/lost-acknowledgement", test_lost_acknowledgement);
  g_test_add_func ("/practice/endings/status-fails", test_status_fails_and_recovers);
  g_test_add_func ("/practice/endings/late", test_late_answer);
  g_test_add_func ("/practice/endings/silent", test_silent_terminal_is_free_in_the_end);
  g_test_add_func ("/practice/endings/busy-once", test_busy_once);
  g_test_add_func ("/practice/endings/stops-in-vain", test_stops_in_vain);
  g_test_add_func ("/practice/endings/answer-is-lost-early", test_answer_is_lost_early);
  g_test_add_func ("/practice/endings/wrong-amount", test_wrong_amount_is_only_said);
  g_test_add_func ("/practice/endings/table", test_table_can_be_read);
  return g_test_run ();
}
