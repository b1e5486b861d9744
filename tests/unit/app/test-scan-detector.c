/* test-scan-detector.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-scan-detector.h"

typedef struct
{
  FielScanDetector *detector;
  GString *typed;
  GPtrArray *scans;
  guint32 now_ms;
} Fixture;

static void
typed_cb (gunichar character, gpointer user_data)
{
  g_string_append_unichar (((Fixture *) user_data)->typed, character);
}

static void
scanned_cb (const char *text, gpointer user_data)
{
  g_ptr_array_add (((Fixture *) user_data)->scans, g_strdup (text));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->detector = fiel_scan_detector_new (typed_cb, scanned_cb, fixture);
  fixture->typed = g_string_new (NULL);
  fixture->scans = g_ptr_array_new_with_free_func (g_free);
  fixture->now_ms = 5000;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fiel_scan_detector_free (fixture->detector);
  g_string_free (fixture->typed, TRUE);
  g_ptr_array_unref (fixture->scans);
}

static void
press_all (Fixture *fixture, const char *text, guint32 gap_ms)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      fixture->now_ms += gap_ms;
      fiel_scan_detector_press (fixture->detector, g_utf8_get_char (p), fixture->now_ms);
    }
}

static gboolean
terminate (Fixture *fixture, guint32 gap_ms)
{
  fixture->now_ms += gap_ms;

  return fiel_scan_detector_terminate (fixture->detector, fixture->now_ms);
}

static void
test_hand (Fixture *fixture, gconstpointer data)
{
  press_all (fixture, "12990", FIEL_SCAN_GAP_MS);
  g_assert_cmpstr (fixture->typed->str, ==, "1299");
  g_assert_cmpuint (fiel_scan_detector_get_wait_ms (fixture->detector), ==, FIEL_SCAN_GAP_MS);

  fiel_scan_detector_settle (fixture->detector);
  g_assert_cmpstr (fixture->typed->str, ==, "12990");
  g_assert_cmpuint (fiel_scan_detector_get_wait_ms (fixture->detector), ==, 0);
  g_assert_false (terminate (fixture, 200));
  g_assert_cmpuint (fixture->scans->len, ==, 0);
}

static void
test_hand_then_enter (Fixture *fixture, gconstpointer data)
{
  press_all (fixture, "12", 80);

  /* The last digit still is held when Enter comes: it goes first. */
  g_assert_false (terminate (fixture, FIEL_SCAN_GAP_MS));
  g_assert_cmpstr (fixture->typed->str, ==, "12");
}

static void
test_scan (Fixture *fixture, gconstpointer data)
{
  press_all (fixture, "004518", FIEL_SCAN_GAP_MS - 1);
  g_assert_cmpuint (fixture->scans->len, ==, 0);

  g_assert_true (terminate (fixture, FIEL_SCAN_GAP_MS - 1));
  g_assert_cmpuint (fixture->scans->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->scans, 0), ==, "004518");
  g_assert_cmpstr (fixture->typed->str, ==, "");
}

/* Five keys and the terminator are six keys. */
static void
test_shortest_scan (Fixture *fixture, gconstpointer data)
{
  press_all (fixture, "12345", 10);
  g_assert_true (terminate (fixture, 10));
  g_assert_cmpuint (fixture->scans->len, ==, 1);
  g_assert_cmpstr (fixture->typed->str, ==, "");
}

/* Too short to be told from rolling fingers: the digits count, the Enter does not. */
static void
test_short_burst_never_enters (Fixture *fixture, gconstpointer data)
{
  press_all (fixture, "1234", 10);
  g_assert_true (terminate (fixture, 10));
  g_assert_cmpuint (fixture->scans->len, ==, 0);
  g_assert_cmpstr (fixture->typed->str, ==, "1234");
}

static void
test_scan_without_terminator (Fixture *fixture, gconstpointer data)
{
  press_all (fixture, "ABC-1234", 10);
  g_assert_cmpuint (fiel_scan_detector_get_wait_ms (fixture->detector), >, FIEL_SCAN_GAP_MS);
  fiel_scan_detector_settle (fixture->detector);

  g_assert_cmpstr (g_ptr_array_index (fixture->scans, 0), ==, "ABC-1234");

  /* Its Enter comes late, and still is not the cashier's. */
  g_assert_true (terminate (fixture, 400));
  g_assert_false (terminate (fixture, 2000));
}

static void
test_slow_end_of_scan (Fixture *fixture, gconstpointer data)
{
  press_all (fixture, "004518", 5);
  press_all (fixture, "9", 100);
  g_assert_true (terminate (fixture, 100));
  g_assert_cmpstr (g_ptr_array_index (fixture->scans, 0), ==, "0045189");
  g_assert_cmpstr (fixture->typed->str, ==, "");
}

static void
test_second_terminator (Fixture *fixture, gconstpointer data)
{
  press_all (fixture, "004518", 5);
  g_assert_true (terminate (fixture, 5));
  g_assert_true (terminate (fixture, 5));
  g_assert_cmpuint (fixture->scans->len, ==, 1);
}

static void
test_two_scans (Fixture *fixture, gconstpointer data)
{
  press_all (fixture, "004518", 5);
  g_assert_true (terminate (fixture, 5));
  press_all (fixture, "004519", 5);
  g_assert_true (terminate (fixture, 5));

  g_assert_cmpuint (fixture->scans->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (fixture->scans, 1), ==, "004519");
}

static void
test_control_characters (Fixture *fixture, gconstpointer data)
{
  press_all (fixture, "\x1d" "0045\x1d" "18", 5);
  g_assert_true (terminate (fixture, 5));
  g_assert_cmpstr (g_ptr_array_index (fixture->scans, 0), ==, "004518");
}

static void
test_endless (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5000; i++)
    press_all (fixture, "7", 1);
  g_assert_true (terminate (fixture, 1));

  g_assert_cmpuint (fixture->scans->len, ==, 1);
  g_assert_cmpuint (strlen (g_ptr_array_index (fixture->scans, 0)), ==, 256);
  g_assert_cmpstr (fixture->typed->str, ==, "");
}

/* X servers count milliseconds in 32 bits. */
static void
test_time_wraps (Fixture *fixture, gconstpointer data)
{
  fixture->now_ms = G_MAXUINT32 - 12;
  press_all (fixture, "004518", 5);
  g_assert_true (terminate (fixture, 5));
  g_assert_cmpuint (fixture->scans->len, ==, 1);

  fixture->now_ms = G_MAXUINT32 - 12;
  press_all (fixture, "12", 80);
  fiel_scan_detector_settle (fixture->detector);
  g_assert_cmpstr (fixture->typed->str, ==, "12");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/scan-detector/hand", test_hand);
  ADD ("/scan-detector/hand-then-enter", test_hand_then_enter);
  ADD ("/scan-detector/scan", test_scan);
  ADD ("/scan-detector/shortest-scan", test_shortest_scan);
  ADD ("/scan-detector/short-burst-never-enters", test_short_burst_never_enters);
  ADD ("/scan-detector/without-terminator", test_scan_without_terminator);
  ADD ("/scan-detector/slow-end", test_slow_end_of_scan);
  ADD ("/scan-detector/second-terminator", test_second_terminator);
  ADD ("/scan-detector/two-scans", test_two_scans);
  ADD ("/scan-detector/control-characters", test_control_characters);
  ADD ("/scan-detector/endless", test_endless);
  ADD ("/scan-detector/time-wraps", test_time_wraps);

  return g_test_run ();
}
