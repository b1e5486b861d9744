/* test-practice-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every fault of the answer, for synchronous and asynchronous sales: what arrives, what is booked, what can be asked
 * for afterwards. */

#include "practice-peer.h"

#include <string.h>

typedef enum
{
  SEES_NOTHING, /* no whole answer */
  SEES_TEXT,    /* an answer that is no JSON object */
  SEES_REFUSAL, /* code 0 */
  SEES_ANSWER,  /* the answer itself */
} Sees;

typedef struct
{
  const char *plan;
  guint status;
  Sees sees;
  guint bookings;
  gboolean reaches_terminal;
} Case;

static const Case cases[] = {
  { "\"kind\":\"drop-before\"", 0, SEES_NOTHING, 0, FALSE },
  { "\"kind\":\"cut-before-booking\"", 0, SEES_NOTHING, 0, TRUE },
  { "\"kind\":\"cut-while-waiting\"", 0, SEES_NOTHING, 1, TRUE },
  { "\"kind\":\"cut-after-booking\"", 0, SEES_NOTHING, 1, TRUE },
  { "\"kind\":\"reset\"", 0, SEES_NOTHING, 1, TRUE },
  { "\"kind\":\"reset\",\"phase\":\"before\"", 0, SEES_NOTHING, 0, FALSE },
  { "\"kind\":\"half-headers\"", 0, SEES_NOTHING, 1, TRUE },
  { "\"kind\":\"half-body\"", 0, SEES_NOTHING, 1, TRUE },
  { "\"kind\":\"half-body\",\"phase\":\"before\"", 0, SEES_NOTHING, 0, FALSE },
  { "\"kind\":\"http-status\"", 503, SEES_TEXT, 0, FALSE },
  { "\"kind\":\"http-status\",\"status\":500,\"phase\":\"after\"", 500, SEES_TEXT, 1, TRUE },
  { "\"kind\":\"http-status\",\"status\":502,\"body\":\"<html/>\"", 502, SEES_TEXT, 0, FALSE },
  { "\"kind\":\"garbage\"", 200, SEES_TEXT, 1, TRUE },
  { "\"kind\":\"garbage\",\"phase\":\"before\"", 200, SEES_TEXT, 0, FALSE },
  { "\"kind\":\"empty\"", 200, SEES_TEXT, 1, TRUE },
  { "\"kind\":\"replace\",\"body\":\"[1]\"", 200, SEES_TEXT, 1, TRUE },
  { "\"kind\":\"error\",\"error\":\"busy-15s\"", 200, SEES_REFUSAL, 0, FALSE },
  { "\"kind\":\"error\",\"error\":\"timeout-90s\",\"phase\":\"after\"", 200, SEES_REFUSAL, 1, TRUE },
  { "\"kind\":\"gzip\"", 200, SEES_ANSWER, 1, TRUE },
  { "\"kind\":\"wrong-amount\"", 200, SEES_ANSWER, 1, TRUE },
};

static PracticePeer *
start_with_fault (const Case *fault)
{
  PracticePeer *peer = practice_peer_start (NULL, NULL);

  practice_peer_log_in (peer);
  practice_peer_post (peer, "fault", "{\"path\":\"sale\",%s}", fault->plan);
  return peer;
}

static void
assert_sees (PracticeReply *reply, const Case *fault)
{
  switch (fault->sees)
    {
    case SEES_NOTHING:
      g_assert_false (reply->reached);
      return;
    case SEES_TEXT:
      g_assert_null (reply->object);
      break;
    case SEES_REFUSAL:
      g_assert_cmpint (practice_reply_get_code (reply), ==, 0);
      break;
    case SEES_ANSWER:
      g_assert_cmpint (practice_reply_get_code (reply), ==, 1);
      break;
    }
  g_assert_cmpuint (reply->status, ==, fault->status);
}

static void
assert_log (PracticePeer *peer, const Case *fault)
{
  g_autoptr (JsonNode) sent = practice_peer_control (peer, "GET", "transmissions?customId=one", NULL);
  JsonArray *entries = json_node_get_array (sent);
  JsonObject *entry;

  g_assert_cmpuint (json_array_get_length (entries), ==, 1);
  entry = json_array_get_object_element (entries, 0);
  g_assert_cmpint (json_object_get_boolean_member (entry, "answered"), ==, fault->sees != SEES_NOTHING);
  g_assert_cmpint (json_object_get_int_member (entry, "command"), ==, 100);
  g_assert_cmpuint (strlen (json_object_get_string_member (entry, "sha256")), ==, 64);
  g_assert_nonnull (strstr (fault->plan, json_object_get_string_member (entry, "fault")));
}

static void
test_synchronous (gconstpointer data)
{
  const Case *fault = data;
  g_autoptr (PracticePeer) peer = start_with_fault (fault);
  PracticeCall *call = practice_peer_begin_sale (peer, 0, 700, "one", NULL);
  g_autoptr (PracticeReply) reply = NULL;
  g_autoptr (PracticeReply) next = NULL;

  if (fault->reaches_terminal)
    practice_peer_wait_for_stage (peer, 0, "card");
  practice_peer_advance (peer, 3);
  reply = practice_peer_end (call);
  assert_sees (reply, fault);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, fault->bookings);
  assert_log (peer, fault);

  /* One shot: the next sale is not disturbed. */
  next = practice_peer_sell (peer, 800, "two", 3);
  practice_reply_assert_result (next, 0);
}

static void
test_asynchronous (gconstpointer data)
{
  const Case *fault = data;
  g_autoptr (PracticePeer) peer = start_with_fault (fault);
  g_autoptr (PracticeReply) reply = NULL;

  reply = practice_peer_end (practice_peer_begin_sale (peer, 0, 700, "one", "http://127.0.0.1:1/none"));
  assert_sees (reply, fault);
  practice_peer_advance (peer, 3);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, fault->bookings);
  assert_log (peer, fault);
}

static void
test_lost_command_is_unpaid (void)
{
  g_autoptr (PracticePeer) peer = start_with_fault (&cases[1]);
  g_autoptr (PracticeReply) lost = NULL;
  g_autoptr (PracticeReply) state = NULL;
  g_autoptr (JsonNode) terminals = NULL;
  gint64 id;

  lost = practice_peer_end (practice_peer_begin_sale (peer, 0, 700, "one", NULL));
  g_assert_false (lost->reached);
  terminals = practice_peer_control (peer, "GET", "terminals", NULL);
  id = json_object_get_int_member (json_array_get_object_element (json_node_get_array (terminals), 0), "idPosTxs");
  practice_peer_advance (peer, 3);
  state = practice_peer_status (peer, id);
  practice_reply_assert_result (state, 1006);
}

static void
test_distorted_answers (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) terminal = NULL;
  g_autoptr (PracticeReply) custom_id = NULL;
  g_autoptr (PracticeReply) code = NULL;
  g_autoptr (PracticeReply) id = NULL;
  g_autoptr (JsonObject) booking = NULL;

  practice_peer_log_in (peer);
  practice_peer_post (peer, "fault", "{\"kind\":\"wrong-terminal\",\"amount\":701}");
  practice_peer_post (peer, "fault", "{\"kind\":\"wrong-custom-id\",\"customId\":\"b\"}");
  practice_peer_post (peer, "fault", "{\"kind\":\"no-code\",\"command\":100,\"skip\":2}");
  practice_peer_post (peer, "fault", "{\"kind\":\"wrong-id\",\"path\":\"/api/postxs/sale\",\"skip\":3}");

  terminal = practice_peer_sell (peer, 701, "a", 3);
  g_assert_cmpstr (json_object_get_string_member (practice_reply_get_response (terminal), "terminalId"), ==,
                   "99999999");
  custom_id = practice_peer_sell (peer, 700, "b", 3);
  g_assert_cmpstr (json_object_get_string_member (practice_reply_get_data (custom_id), "customId"), ==,
                   "somebody-else");
  code = practice_peer_sell (peer, 700, "c", 3);
  g_assert_false (json_object_has_member (practice_reply_get_response (code), "responseCode"));
  id = practice_peer_sell (peer, 700, "d", 3);
  booking = practice_peer_get_booking (peer, 3);
  g_assert_cmpint (json_object_get_int_member (practice_reply_get_data (id), "idPosTxs"), ==,
                   json_object_get_int_member (booking, "idPosTxs") + 1);
}

static void
test_delay (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) reply = NULL;
  g_autoptr (JsonNode) log = NULL;
  PracticeCall *call;

  practice_peer_log_in (peer);
  practice_peer_post (peer, "fault", "{\"kind\":\"delay\",\"ms\":5000}");
  call = practice_peer_begin_sale (peer, 0, 700, "a", "http://127.0.0.1:1/none");
  practice_peer_wait_for_stage (peer, 0, "card");
  practice_peer_advance (peer, 4);
  log = practice_peer_control (peer, "GET", "transmissions?customId=a", NULL);
  g_assert_false (
      json_object_get_boolean_member (json_array_get_object_element (json_node_get_array (log), 0), "answered"));
  practice_peer_advance (peer, 1);
  reply = practice_peer_end (call);
  g_assert_cmpint (practice_reply_get_code (reply), ==, 1);
}

static void
test_faults_elsewhere (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (PracticeReply) auth = NULL;
  g_autoptr (PracticeReply) posdata = NULL;
  g_autoptr (PracticeReply) status = NULL;
  g_autoptr (PracticeReply) good = NULL;
  gint64 id;

  practice_peer_post (peer, "fault",
                      "{\"kind\":\"http-status\",\"path\":\"auth\",\"status\":302,\"headers\":{\"Location\":\"/x\"}}");
  practice_peer_post (peer, "fault", "{\"kind\":\"half-body\",\"path\":\"posdata\"}");
  practice_peer_post (peer, "fault", "{\"kind\":\"garbage\",\"path\":\"status\",\"method\":\"GET\",\"times\":2}");
  auth = practice_peer_call (peer, "POST", "api/postxs/auth", "clientId=a&clientSecret=b");
  g_assert_cmpuint (auth->status, ==, 302);
  practice_peer_log_in (peer);
  posdata = practice_peer_call (peer, "GET", "api/posdata", NULL);
  g_assert_false (posdata->reached);
  id = practice_peer_sell_async (peer, 700, "a");
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&status, practice_reply_free);
      status = practice_peer_status (peer, id);
      g_assert_null (status->object);
    }
  good = practice_peer_status (peer, id);
  g_assert_cmpint (practice_reply_get_code (good), ==, 2);
}

static void
test_plan_can_be_read (void)
{
  g_autoptr (PracticePeer) peer = practice_peer_start (NULL, NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  practice_peer_post (peer, "fault", "{\"kind\":\"reset\",\"times\":3}");
  node = practice_peer_control (peer, "GET", "faults", NULL);
  object = json_node_get_object (node);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "planned")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "kinds")), ==, 24);
}

static void
add_cases (const char *mode, GTestDataFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (cases[i].plan), "\"<>/{}[] ", '_');
      g_autofree char *path = g_strdup_printf ("/practice/faults/%s/%s", mode, name);

      g_test_add_data_func (path, &cases[i], func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_cases ("synchronous", test_synchronous);
  add_cases ("asynchronous", test_asynchronous);
  g_test_add_func ("/practice/faults/lost-command", test_lost_command_is_unpaid);
  g_test_add_func ("/practice/faults/distorted", test_distorted_answers);
  g_test_add_func ("/practice/faults/delay", test_delay);
  g_test_add_func ("/practice/faults/elsewhere", test_faults_elsewhere);
  g_test_add_func ("/practice/faults/plan", test_plan_can_be_read);
  return g_test_run ();
}
