/* fiel-ctl-callbacks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-callback-tally.h"
#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-receipt-words.h"
#include "fiel-reception-words.h"

/* fielctl callbacks: whether a provider's callbacks arrive or only asking works, as the journal knows it, however often
 * the till was opened meanwhile. The journal alone, no provider is talked to.
 *
 *   head ──► a page of records, from the end backwards, until one is older ──► payments that ended since ──► printed */

#define PAGE 1000

typedef struct
{
  FielCtlSession *session;    /* owned */
  FielCallbackTally *tally;   /* owned */
  gint64 since_us;
  gint64 before_seq;          /* what comes next ends before this record */
} Count;

static void page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
count_free (Count *count)
{
  g_object_unref (count->session);
  fiel_callback_tally_free (count->tally);
  g_free (count);
}

static void
fail (Count *count, const GError *error)
{
  fiel_ctl_session_fail (count->session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
  count_free (count);
}

static void
print_as_json (Count *count, const char *provider, const FielCallbackCount *found)
{
  JsonObject *object = json_object_new ();

  fiel_ctl_set_text (object, "provider", provider);
  fiel_ctl_set_time (object, "since", count->since_us);
  json_object_set_int_member (object, "kept", found->kept);
  json_object_set_int_member (object, "unmatched", found->unmatched);
  json_object_set_int_member (object, "contradicting", found->contradicting);
  fiel_ctl_set_time (object, "last_at", found->last_us);
  json_object_set_int_member (object, "ended_after_call", found->called);
  json_object_set_int_member (object, "ended_by_asking", found->asked);
  json_object_set_int_member (object, "ended_otherwise", found->answered);
  fiel_ctl_print_json (object);
}

static void
print (Count *count)
{
  FielProfile *profile = fiel_ctl_session_get_profile (count->session);
  const char *country = fiel_profile_get_country (profile);
  GPtrArray *providers = fiel_profile_get_providers (profile);
  g_autofree char *since = fiel_receipt_words_time (country, count->since_us);

  for (guint i = 0; i < providers->len; i++)
    {
      const FielProfileProvider *provider = g_ptr_array_index (providers, i);
      const FielCallbackCount found = fiel_callback_tally_get_count (count->tally, provider->key);
      g_autofree char *last = fiel_receipt_words_time (country, found.last_us);
      g_autofree char *calls = fiel_reception_words_kept (&found, since, last);
      g_autofree char *ends = fiel_reception_words_ends (&found);

      if (fiel_ctl_session_get_arguments (count->session)->json)
        print_as_json (count, provider->key, &found);
      else
        fiel_ctl_print ("%s: %s. %s", provider->key, calls, ends);
    }
  fiel_ctl_session_finish (count->session, FIEL_CTL_EXIT_DONE);
  count_free (count);
}

static void
ends_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Count *count = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);

  if (records == NULL)
    {
      fail (count, error);
      return;
    }

  fiel_callback_tally_add_records (count->tally, records);
  print (count);
}

static void
read_ends (Count *count)
{
  const gint64 first_seq = fiel_callback_tally_get_first_seq (count->tally);
  const FielAttemptFilter filter = { .closed_after_seq = MAX (first_seq - 1, 1) };

  if (first_seq == 0)
    print (count);
  else
    fiel_journal_list_attempts_async (fiel_ctl_session_get_journal (count->session), &filter, ends_read_cb, count);
}

static void
read_page (Count *count)
{
  const gint64 after_seq = MAX (count->before_seq - 1 - PAGE, 0);
  const guint n = (guint) (count->before_seq - 1 - after_seq);

  if (n == 0)
    {
      read_ends (count);
      return;
    }

  count->before_seq = after_seq + 1;
  fiel_journal_list_events_async (fiel_ctl_session_get_journal (count->session), NULL, after_seq, n, page_read_cb,
                                  count);
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Count *count = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);

  if (events == NULL)
    fail (count, error);
  else if (fiel_callback_tally_add_events (count->tally, events))
    read_page (count);
  else
    read_ends (count);
}

static void
head_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Count *count = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielJournalExtract) head = fiel_journal_read_head_finish (FIEL_JOURNAL (source), result, &error);

  if (head == NULL)
    {
      fail (count, error);
      return;
    }

  count->before_seq = head->n_events + 1;
  read_page (count);
}

static void
begin (FielCtlSession *session)
{
  Count *count = g_new0 (Count, 1);

  count->session = g_object_ref (session);
  count->since_us = fiel_clock_get_wall_us (fiel_ctl_session_get_clock (session)) - G_TIME_SPAN_DAY;
  if (!fiel_ctl_read_time (fiel_ctl_session_get_arguments (session)->since, FALSE, &count->since_us))
    g_warn_if_reached ();
  count->tally = fiel_callback_tally_new (count->since_us);
  fiel_journal_read_head_async (fiel_ctl_session_get_journal (session), head_read_cb, count);
}

void
fiel_ctl_callbacks (FielCtlSession *session)
{
  fiel_ctl_session_open_journal (session, begin);
}
