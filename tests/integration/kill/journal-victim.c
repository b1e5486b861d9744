/* journal-victim.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* journal-victim FILE: writes sales into a journal until it is killed, through the journal's own thread as the till does. A line
 * on its output says "ATTEMPT FACT HASH" of every fact whose commit has returned, and not before. What the last one left
 * open it closes first, and says that too. */

#define BOOT_ID "6c9a1f0e-0000-4000-8000-000000000001"

static GMainLoop *loop;
static GAsyncResult *answer;

static void
keep_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  answer = g_object_ref (result);
  g_main_loop_quit (loop);
}

static GAsyncResult *
wait_answer (void)
{
  g_main_loop_run (loop);

  return g_steal_pointer (&answer);
}

static void
fail (const GError *error)
{
  g_printerr ("journal-victim: %s\n", error->message);
  exit (1);
}

static void
say (const char *id, const char *fact, FielJournalEvent *event)
{
  g_autofree char *line = g_strdup_printf ("%s %s %s\n", id, fact, fiel_journal_event_get_hash (event));

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    exit (1);
}

static void
append (FielJournal *journal, FielJournalEvent *event, const char *id, const char *fact, FielJournalDurability durability)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (events, event);
  fiel_journal_append_async (journal, events, durability, keep_answer, NULL);
  result = wait_answer ();
  if (!fiel_journal_append_finish (journal, result, &error))
    fail (error);
  say (id, fact, event);
}

static FielJournalEvent *
make_event (FielJournalType type, const char *id)
{
  FielJournalEvent *event = fiel_journal_event_new (type, id, "Ana");

  fiel_journal_event_set_time (event, g_get_real_time (), g_get_monotonic_time (), BOOT_ID);

  return event;
}

static FielJournalEvent *
make_intent (const char *id, gint64 ticket)
{
  FielJournalEvent *event = make_event (FIEL_JOURNAL_TYPE_INTENT, id);
  g_autofree char *reference = g_strdup_printf ("T%" G_GINT64_FORMAT, ticket);

  fiel_journal_event_set (event, FIEL_FIELD_KIND, "sale");
  fiel_journal_event_set_int (event, FIEL_FIELD_TICKET_ID, ticket);
  fiel_journal_event_set (event, FIEL_FIELD_REFERENCE, reference);
  fiel_journal_event_set (event, FIEL_FIELD_TICKET_SENT, reference);
  fiel_journal_event_set_int (event, FIEL_FIELD_DUE, 100);
  fiel_journal_event_set_int (event, FIEL_FIELD_AMOUNT, 100);
  fiel_journal_event_set (event, FIEL_FIELD_CURRENCY, "CLP");
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL, "norte");
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER, "getnet");
  fiel_journal_event_set (event, FIEL_FIELD_BODY_SHA256,
                          "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

  return event;
}

static FielJournalEvent *
make_state (const char *id, const char *state, const char *outcome)
{
  FielJournalEvent *event = make_event (FIEL_JOURNAL_TYPE_STATE, id);

  fiel_journal_event_set (event, FIEL_FIELD_STATE, state);
  fiel_journal_event_set (event, FIEL_FIELD_OUTCOME, outcome);

  return event;
}

static void
sell (FielJournal *journal, gint64 ticket)
{
  g_autofree char *id = g_strdup_printf ("a%" G_GINT64_FORMAT, ticket);

  append (journal, make_intent (id, ticket), id, "intent", FIEL_JOURNAL_DURABLE);
  append (journal, make_event (FIEL_JOURNAL_TYPE_RECEIVED, id), id, "received", FIEL_JOURNAL_ORDERED);
  append (journal, make_state (id, "accepted", NULL), id, "accepted", FIEL_JOURNAL_DURABLE);
  append (journal, make_event (FIEL_JOURNAL_TYPE_RECEIVED, id), id, "received", FIEL_JOURNAL_ORDERED);
  append (journal, make_state (id, "closed", "approved"), id, "approved", FIEL_JOURNAL_DURABLE);
}

static FielJournal *
open_journal (const char *path)
{
  g_autoptr (FielJournalEvent) opened = make_event (FIEL_JOURNAL_TYPE_OPENED, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FielJournal *journal;

  fiel_journal_open_async (path, "Caja 2", "journal-victim", opened, NULL, keep_answer, NULL);
  result = wait_answer ();
  journal = fiel_journal_open_finish (result, &error);
  if (journal == NULL)
    fail (error);
  say ("-", "opened", opened);

  return journal;
}

static void
close_open (FielJournal *journal)
{
  const FielAttemptFilter filter = { .open_only = TRUE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_list_attempts_async (journal, &filter, keep_answer, NULL);
  result = wait_answer ();
  open = fiel_journal_list_attempts_finish (journal, result, &error);
  if (open == NULL)
    fail (error);
  for (guint i = 0; i < open->len; i++)
    {
      const char *id = ((FielAttemptRecord *) g_ptr_array_index (open, i))->attempt_id;

      append (journal, make_state (id, "closed", "not-executed"), id, "taken-up", FIEL_JOURNAL_DURABLE);
    }
}

static gint64
find_next_ticket (FielJournal *journal)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FielTicketRecord) ticket = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_look_up_ticket_async (journal, NULL, keep_answer, NULL);
  result = wait_answer ();
  ticket = fiel_journal_look_up_ticket_finish (journal, result, &error);
  if (ticket == NULL)
    fail (error);

  return ticket->next_ticket_id;
}

int
main (int argc, char **argv)
{
  FielJournal *journal;

  if (argc != 2)
    {
      g_printerr ("usage: journal-victim FILE\n");
      return 2;
    }

  loop = g_main_loop_new (NULL, FALSE);
  journal = open_journal (argv[1]);
  close_open (journal);
  for (gint64 ticket = find_next_ticket (journal);; ticket++)
    sell (journal, ticket);
}
