/* test-ctl-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include "fiel-journal-store.h"

#include <string.h>

/* fielctl alerts, seen and evidence. The facts that call for a person are written into the real journal here, as the
 * engine writes them. */

typedef struct
{
  CtlShop shop;
  char *attempt_id;   /* owned */
} Fixture;

static FielJournalEvent *
make_event (FielJournalType type, const char *attempt_id)
{
  FielJournalEvent *event = fiel_journal_event_new (type, attempt_id, "engine");

  fiel_journal_event_set_time (event, G_GINT64_CONSTANT (1767225600000000), 1, "boot");

  return event;
}

static void
append (FielJournalStore *store, FielJournalEvent *event)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (events, event);
  fiel_journal_store_append (store, events, FIEL_JOURNAL_DURABLE, &error);
  g_assert_no_error (error);
}

/* A declined sale that the provider later calls approved, and a message about nobody. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) sale = NULL;
  g_autofree char *path = NULL;
  g_autoptr (FielJournalEvent) opened = make_event (FIEL_JOURNAL_TYPE_OPENED, NULL);
  g_autoptr (FielJournalStore) store = NULL;
  g_autoptr (GError) error = NULL;
  FielJournalEvent *conflict = NULL;
  FielJournalEvent *stray = make_event (FIEL_JOURNAL_TYPE_STRAY, NULL);

  ctl_shop_init (&fixture->shop);
  sale = ctl_shop_run (&fixture->shop, NULL, "--json", "sale", "4981", "--terminal", "norte", "--reference", "T-1", NULL);
  g_assert_cmpint (sale->code, ==, 1);
  g_clear_pointer (&fixture->shop.peer, practice_peer_stop);
  fixture->attempt_id = g_strdup (ctl_text (ctl_run_last (sale), "id"));

  path = g_build_filename (fixture->shop.folder, "journal.db", NULL);
  store = fiel_journal_store_open (path, "Caja 2", "test", opened, NULL, &error);
  g_assert_no_error (error);
  conflict = make_event (FIEL_JOURNAL_TYPE_CONFLICT, fixture->attempt_id);
  fiel_journal_event_set (conflict, FIEL_FIELD_EVENT, "approved");
  fiel_journal_event_set (conflict, FIEL_FIELD_PROVIDER_MESSAGE, "APROBADA");
  append (store, conflict);
  fiel_journal_event_set (stray, FIEL_FIELD_PROVIDER, "getnet");
  fiel_journal_event_set (stray, FIEL_FIELD_TEXT, "{\"amount\":5000}");
  append (store, stray);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->attempt_id);
  ctl_shop_clear (&fixture->shop);
}

static char *
get_seq (CtlRun *run, guint line)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT,
                          json_object_get_int_member (g_ptr_array_index (run->lines, line), "seq"));
}

static void
test_alerts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) listed = ctl_shop_run (&fixture->shop, NULL, "--json", "alerts", NULL);
  g_autoptr (CtlRun) told = ctl_shop_run (&fixture->shop, NULL, "alerts", NULL);
  JsonObject *unmatched = g_ptr_array_index (listed->lines, 0);
  JsonObject *conflict = g_ptr_array_index (listed->lines, 1);

  g_assert_cmpint (listed->code, ==, 3);
  g_assert_cmpuint (listed->lines->len, ==, 2);
  g_assert_cmpstr (ctl_text (unmatched, "kind"), ==, "unmatched");
  g_assert_cmpstr (ctl_text (unmatched, "text"), ==, "{\"amount\":5000}");
  g_assert_cmpstr (ctl_text (conflict, "kind"), ==, "conflict");
  g_assert_cmpstr (ctl_text (conflict, "attempt"), ==, fixture->attempt_id);
  g_assert_cmpstr (ctl_text (conflict, "contradiction"), ==, "charged-after-all");
  g_assert_cmpstr (ctl_text (conflict, "outcome"), ==, "declined");
  g_assert_cmpstr (ctl_text (conflict, "reference"), ==, "T-1");
  g_assert_cmpint (json_object_get_int_member (conflict, "amount_minor"), ==, 4981);
  g_assert_nonnull (strstr (told->output, "return the money or hand over the goods"));
  g_assert_nonnull (strstr (told->output, "a message from Getnet: belongs to no payment of this till"));
}

static void
test_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) listed = ctl_shop_run (&fixture->shop, NULL, "--json", "alerts", NULL);
  g_autofree char *unmatched = get_seq (listed, 0);
  g_autofree char *conflict = get_seq (listed, 1);
  g_autoptr (CtlRun) incomplete = ctl_shop_run (&fixture->shop, NULL, "seen", conflict, "--by", "Eva", NULL);
  g_autoptr (CtlRun) unknown =
    ctl_shop_run (&fixture->shop, NULL, "seen", "2", "--note", "returned", "--by", "Eva", NULL);
  g_autoptr (CtlRun) first =
    ctl_shop_run (&fixture->shop, NULL, "seen", conflict, "--note", "returned 4981", "--by", "Eva", NULL);
  g_autoptr (CtlRun) again =
    ctl_shop_run (&fixture->shop, NULL, "seen", conflict, "--note", "returned 4981", "--by", "Eva", NULL);
  g_autoptr (CtlRun) second =
    ctl_shop_run (&fixture->shop, NULL, "seen", unmatched, "--note", "of the till next door", "--by", "Eva", NULL);
  g_autoptr (CtlRun) left = ctl_shop_run (&fixture->shop, NULL, "alerts", NULL);
  g_autoptr (CtlRun) verified = ctl_shop_run (&fixture->shop, NULL, "journal", "verify", NULL);

  ctl_run_assert_trouble (incomplete, "--note");
  ctl_run_assert_trouble (unknown, "fielctl alerts");
  g_assert_cmpint (first->code, ==, 0);
  ctl_run_assert_trouble (again, "fielctl alerts");
  g_assert_cmpint (second->code, ==, 0);
  g_assert_cmpint (left->code, ==, 0);
  g_assert_nonnull (strstr (left->output, "Nothing is waiting"));
  g_assert_cmpint (verified->code, ==, 0);
}

static void
test_evidence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) by_ticket = ctl_shop_run (&fixture->shop, NULL, "evidence", "T-1", NULL);
  g_autoptr (CtlRun) by_attempt = ctl_shop_run (&fixture->shop, NULL, "evidence", fixture->attempt_id, NULL);
  g_autoptr (CtlRun) as_json = ctl_shop_run (&fixture->shop, NULL, "--json", "evidence", "T-1", NULL);
  g_autoptr (CtlRun) nothing = ctl_shop_run (&fixture->shop, NULL, "evidence", "T-2", NULL);

  g_assert_cmpint (by_ticket->code, ==, 0);
  g_assert_nonnull (strstr (by_ticket->output, fixture->attempt_id));
  g_assert_nonnull (strstr (by_ticket->output, "body-sha256"));
  g_assert_nonnull (strstr (by_ticket->output, "provider-message: APROBADA"));
  g_assert_cmpstr (by_attempt->output, ==, by_ticket->output);
  g_assert_nonnull (strstr (ctl_text (ctl_run_last (as_json), "evidence"), fixture->attempt_id));
  ctl_run_assert_trouble (nothing, "T-2");
}

/* A payment that was contradicted may have been charged: its ticket is not called uncharged. */
static void
test_refund (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) by_ticket = ctl_shop_run (&fixture->shop, NULL, "refund", "T-1", "--why", "x", NULL);
  g_autoptr (CtlRun) by_attempt
    = ctl_shop_run (&fixture->shop, NULL, "refund", fixture->attempt_id, "--why", "x", NULL);

  g_assert_cmpint (by_attempt->code, ==, 1);
  g_assert_nonnull (strstr (by_attempt->errors, "Word came that contradicts this payment"));
  g_assert_cmpint (by_ticket->code, ==, by_attempt->code);
  g_assert_cmpstr (by_ticket->errors, ==, by_attempt->errors);
}

#define evidence_test(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  evidence_test ("/ctl/evidence/alerts", test_alerts);
  evidence_test ("/ctl/evidence/seen", test_seen);
  evidence_test ("/ctl/evidence/page", test_evidence);
  evidence_test ("/ctl/evidence/refund", test_refund);

  return g_test_run ();
}
