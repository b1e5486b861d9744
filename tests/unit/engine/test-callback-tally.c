/* test-callback-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-callback-tally.h"

#include "fiel-attempt-record.h"
#include "fiel-journal-event-private.h"
#include "fiel-journal-event.h"
#include "fiel-reception-words.h"

/* What is counted of the journal's callbacks, and how it is told. */

#define SINCE 1000

static gint64 next_seq = 1;

/* The record's number is the next one. */
static void
add (GPtrArray *page, FielJournalType type, const char *attempt_id, gint64 wall_us, const char *provider,
     const char *source)
{
  static const guint8 hash[32] = { 0 };
  FielJournalEvent *event = fiel_journal_event_new (type, attempt_id, "engine");

  fiel_journal_event_set_time (event, wall_us, wall_us, "boot");
  if (provider != NULL)
    fiel_journal_event_set (event, FIEL_FIELD_PROVIDER, provider);
  if (source != NULL)
    fiel_journal_event_set (event, FIEL_FIELD_SOURCE, source);
  if (type == FIEL_JOURNAL_TYPE_STATE)
    fiel_journal_event_set (event, FIEL_FIELD_STATE, "closed");
  fiel_journal_event_set_committed (event, next_seq++, hash, hash);
  g_ptr_array_add (page, event);
}

static GPtrArray *
page_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
}

static void
add_record (GPtrArray *records, const char *attempt_id, FielAttemptState state, gint64 closed_us)
{
  FielAttemptRecord *record = fiel_attempt_record_new ();

  record->attempt_id = g_strdup (attempt_id);
  record->provider = g_strdup ("getnet");
  record->state = state;
  record->closed_wall_us = closed_us;
  g_ptr_array_add (records, record);
}

static void
test_calls (void)
{
  g_autoptr (FielCallbackTally) tally = fiel_callback_tally_new (SINCE);
  g_autoptr (GPtrArray) page = page_new ();
  FielCallbackCount count;

  next_seq = 5;
  add (page, FIEL_JOURNAL_TYPE_RECEIVED, "a", 999, "getnet", "callback");
  add (page, FIEL_JOURNAL_TYPE_RECEIVED, "a", 1000, "getnet", "callback");
  add (page, FIEL_JOURNAL_TYPE_RECEIVED, "a", 1001, "getnet", NULL);
  add (page, FIEL_JOURNAL_TYPE_RECEIVED, NULL, 1002, "getnet", "callback");
  add (page, FIEL_JOURNAL_TYPE_STRAY, NULL, 1004, "getnet", "callback");
  add (page, FIEL_JOURNAL_TYPE_STRAY, "b", 1003, "getnet", "callback");
  add (page, FIEL_JOURNAL_TYPE_CONFLICT, "b", 1003, "getnet", "callback");
  add (page, FIEL_JOURNAL_TYPE_CONFLICT, "b", 1005, "getnet", "status");
  add (page, FIEL_JOURNAL_TYPE_STRAY, NULL, 1003, "other", "callback");
  g_assert_true (fiel_callback_tally_add_events (tally, page));
  g_assert_cmpint (fiel_callback_tally_get_first_seq (tally), ==, 6);

  count = fiel_callback_tally_get_count (tally, "getnet");
  g_assert_cmpuint (count.kept, ==, 5);
  g_assert_cmpuint (count.unmatched, ==, 1);
  g_assert_cmpuint (count.contradicting, ==, 1);
  g_assert_cmpint (count.last_us, ==, 1004);
  g_assert_cmpuint (fiel_callback_tally_get_count (tally, "other").kept, ==, 1);
  g_assert_cmpuint (fiel_callback_tally_get_count (tally, "nobody").kept, ==, 0);
}

/* A page without anything that counts is the last one that is wanted. */
static void
test_old_page (void)
{
  g_autoptr (FielCallbackTally) tally = fiel_callback_tally_new (SINCE);
  g_autoptr (GPtrArray) page = page_new ();

  add (page, FIEL_JOURNAL_TYPE_STRAY, NULL, 999, "getnet", "callback");
  g_assert_false (fiel_callback_tally_add_events (tally, page));
  g_assert_cmpint (fiel_callback_tally_get_first_seq (tally), ==, 0);
  g_assert_cmpuint (fiel_callback_tally_get_count (tally, "getnet").kept, ==, 0);
}

static void
test_ends (void)
{
  g_autoptr (FielCallbackTally) tally = fiel_callback_tally_new (SINCE);
  g_autoptr (GPtrArray) page = page_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);
  FielCallbackCount count;

  add (page, FIEL_JOURNAL_TYPE_RECEIVED, "called", 1001, "getnet", "callback");
  add (page, FIEL_JOURNAL_TYPE_STATE, "called", 1002, NULL, "status");
  add (page, FIEL_JOURNAL_TYPE_STATE, "asked", 1003, NULL, "status");
  add (page, FIEL_JOURNAL_TYPE_STATE, "records", 1003, NULL, "records");
  add (page, FIEL_JOURNAL_TYPE_STATE, "answered", 1004, NULL, "answer");
  add (page, FIEL_JOURNAL_TYPE_STATE, "by-hand", 1005, NULL, NULL);
  /* Too late to have helped. */
  add (page, FIEL_JOURNAL_TYPE_STRAY, "asked", 1006, "getnet", "callback");
  g_assert_true (fiel_callback_tally_add_events (tally, page));

  add_record (records, "called", FIEL_ATTEMPT_STATE_CLOSED, 1002);
  add_record (records, "asked", FIEL_ATTEMPT_STATE_CLOSED, 1003);
  add_record (records, "records", FIEL_ATTEMPT_STATE_CLOSED, 1003);
  add_record (records, "answered", FIEL_ATTEMPT_STATE_CLOSED, 1004);
  add_record (records, "by-hand", FIEL_ATTEMPT_STATE_CLOSED, 1005);
  add_record (records, "before", FIEL_ATTEMPT_STATE_CLOSED, 999);
  add_record (records, "open", FIEL_ATTEMPT_STATE_UNKNOWN, 0);
  fiel_callback_tally_add_records (tally, records);

  count = fiel_callback_tally_get_count (tally, "getnet");
  g_assert_cmpuint (count.called, ==, 1);
  g_assert_cmpuint (count.asked, ==, 2);
  g_assert_cmpuint (count.answered, ==, 2);
}

static void
assert_words (const FielCallbackCount *count, const char *calls, const char *ends)
{
  g_autofree char *said_calls = fiel_reception_words_kept (count, "11:00", "12:00");
  g_autofree char *said_ends = fiel_reception_words_ends (count);

  g_assert_cmpstr (said_calls, ==, calls);
  g_assert_cmpstr (said_ends, ==, ends);
}

static void
test_words (void)
{
  const FielCallbackCount none = { .asked = 1 };
  const FielCallbackCount some = { .kept = 4, .unmatched = 1, .contradicting = 2, .called = 2, .asked = 1 };

  assert_words (&none, "No call since 11:00: this till asks by itself, which is enough",
                "1 payment ended: 0 after a call, 1 by asking alone, 0 without either.");
  assert_words (&some, "4 calls since 11:00 · The last at 12:00 · 1 belongs to no payment of this till · "
                       "2 contradict a result",
                "3 payments ended: 2 after a call, 1 by asking alone, 0 without either.");
}

/* A time of today without the day, another one as the window writes days. */
static void
test_way (void)
{
  g_autoptr (FielReception) reception = fiel_reception_new ("getnet");
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 3, 31, 12, 0, 0);
  const gint64 noon_us = g_date_time_to_unix (noon) * G_USEC_PER_SEC;
  g_autofree char *today = NULL;
  g_autofree char *earlier = NULL;

  fiel_reception_set_way (reception, FIEL_CALLBACK_ROUTE_RELAY, FIEL_TROUBLE_NONE, noon_us - G_TIME_SPAN_HOUR);
  today = fiel_reception_words_way (reception, noon_us);
  g_assert_cmpstr (today, ==, "Over the relay, which answered last at 11:00.");
  fiel_reception_set_way (reception, FIEL_CALLBACK_ROUTE_RELAY, FIEL_TROUBLE_NONE, noon_us - G_TIME_SPAN_DAY);
  earlier = fiel_reception_words_way (reception, noon_us);
  g_assert_cmpstr (earlier, ==, "Over the relay, which answered last at 03/30 12:00.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/callback-tally/calls", test_calls);
  g_test_add_func ("/callback-tally/old-page", test_old_page);
  g_test_add_func ("/callback-tally/ends", test_ends);
  g_test_add_func ("/callback-tally/words", test_words);
  g_test_add_func ("/callback-tally/way", test_way);

  return g_test_run ();
}
