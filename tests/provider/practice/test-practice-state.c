/* test-practice-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What outlives the practice cloud: --state. */

#include "practice-peer.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;    /* owned */
  char *path;      /* owned */
  char *argument;  /* owned */
} Place;

static void
place_init (Place *place)
{
  place->folder = g_dir_make_tmp ("practice-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "state.json", NULL);
  place->argument = g_strconcat ("--state=", place->path, NULL);
}

static void
place_clear (Place *place)
{
  g_autofree char *aside = g_strconcat (place->path, ".damaged", NULL);

  g_unlink (place->path);
  g_unlink (aside);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_free (place->folder);
  g_free (place->path);
  g_free (place->argument);
}

static char *
describe_ledger (PracticePeer *peer)
{
  g_autoptr (JsonNode) node = practice_peer_control (peer, "GET", "ledger", NULL);

  return json_to_string (node, FALSE);
}

static void
test_ledger_and_counters (void)
{
  Place place;
  PracticePeer *peer;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (PracticeReply) status = NULL;
  g_autoptr (PracticeReply) details = NULL;
  gint64 first, second;

  place_init (&place);
  peer = practice_peer_start (place.argument, NULL);
  practice_peer_log_in (peer);
  practice_reply_free (practice_peer_sell (peer, 700, "a", 3));
  first = practice_peer_sell_async (peer, 800, "b");
  practice_peer_advance (peer, 60);
  before = describe_ledger (peer);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 2);
  practice_peer_stop (peer);

  peer = practice_peer_start (place.argument, NULL);
  practice_peer_log_in (peer);
  after = describe_ledger (peer);
  g_assert_cmpstr (before, ==, after);

  status = practice_peer_status (peer, first);
  practice_reply_assert_result (status, 0);
  details = practice_peer_command (peer, "details", 105, "");
  g_assert_nonnull (strstr (details->text, "700"));

  second = practice_peer_sell_async (peer, 900, "c");
  practice_peer_advance (peer, 60);
  g_assert_cmpint (second, >, first);
  {
    g_autoptr (JsonObject) newest = practice_peer_get_booking (peer, 2);

    g_assert_cmpint (json_object_get_int_member (newest, "operationId"), ==, 3);
    g_assert_cmpint (json_object_get_int_member (newest, "seq"), ==, 3);
  }
  practice_peer_stop (peer);
  place_clear (&place);
}

static void
test_running_operation_is_lost (void)
{
  Place place;
  PracticePeer *peer;
  g_autoptr (PracticeReply) status = NULL;
  gint64 id;

  place_init (&place);
  peer = practice_peer_start (place.argument, NULL);
  practice_peer_log_in (peer);
  id = practice_peer_sell_async (peer, 700, "a");
  practice_peer_stop (peer);

  peer = practice_peer_start (place.argument, NULL);
  practice_peer_log_in (peer);
  status = practice_peer_status (peer, id);
  practice_reply_assert_result (status, 1006);
  g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 0);
  practice_peer_stop (peer);
  place_clear (&place);
}

static void
test_damaged_file_is_put_aside (void)
{
  static const char *const texts[]
      = { "", "nonsense", "[]", "{\"version\":99}", "{\"version\":1,\"bookings\":[1,{}],\"operations\":7}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Place place;
      PracticePeer *peer;

      place_init (&place);
      g_assert_true (g_file_set_contents (place.path, texts[i], -1, NULL));
      peer = practice_peer_start (place.argument, NULL);
      practice_peer_log_in (peer);
      g_assert_cmpuint (practice_peer_count_bookings (peer), ==, 0);
      practice_peer_stop (peer);
      if (i < 4)
        {
          g_autofree char *aside = g_strconcat (place.path, ".damaged", NULL);
          g_autofree char *kept = NULL;

          g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
          g_assert_cmpstr (kept, ==, texts[i]);
        }
      place_clear (&place);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/state/ledger-and-counters", test_ledger_and_counters);
  g_test_add_func ("/practice/state/running-operation-is-lost", test_running_operation_is_lost);
  g_test_add_func ("/practice/state/damaged-file-is-put-aside", test_damaged_file_is_put_aside);
  return g_test_run ();
}
