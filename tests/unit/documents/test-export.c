/* test-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "export-fixture.h"

#include "fiel-journal-samples.h"
#include "fiel-output-file.h"
#include "fiel-payment-document.h"
#include "fiel-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define TITLES                                                                                                        \
  "\"payment\",\"ticket\",\"kind\",\"state\",\"outcome\",\"started\",\"closed\",\"amount_minor\",\"approved_minor\"," \
  "\"moved_minor\",\"currency\",\"digits\",\"amount\",\"by_hand\",\"conflict\",\"original\",\"terminal\","            \
  "\"terminal_name\",\"terminal_id\",\"serial\",\"provider\",\"provider_id\",\"provider_code\",\"message\","          \
  "\"reason\",\"authorization\",\"operation\",\"brand\",\"card_type\",\"last4\",\"actor\",\"purpose\",\"approver\"," \
  "\"decided_by\",\"witness\",\"decision\",\"last_record\"\r\n"

static guint
count_rows (const char *text)
{
  guint n_rows = 0;

  for (const char *at = strstr (text, "\r\n"); at != NULL; at = strstr (at + 2, "\r\n"))
    n_rows++;
  g_assert_cmpuint (n_rows, >, 0);

  return n_rows - 1;
}

static void
assert_has_row (const char *text, const char *row)
{
  if (strstr (text, row) == NULL)
    g_assert_cmpstr (text, ==, row);
}

/* A sale with everything, what came back of it, and one that a manager decided. */
static void
fill_by_people (ExportFixture *fixture)
{
  g_autoptr (FielJournalStore) store = export_fixture_open_store (fixture);
  FielJournalEvent *closed = fiel_sample_state ("a1", "closed", "approved");
  FielJournalEvent *refund = fiel_sample_refund ("r1", 1, 2990, "a1");
  FielJournalEvent *decided = fiel_sample_state ("a2", "closed", "hand-charged");

  fiel_journal_event_set (closed, FIEL_FIELD_AUTHORIZATION, "000123");
  fiel_journal_event_set (closed, FIEL_FIELD_BRAND, "VI");
  fiel_journal_event_set (closed, FIEL_FIELD_LAST4, "1486");
  fiel_journal_event_set (closed, FIEL_FIELD_PROVIDER_MESSAGE, "=HYPERLINK(\"x\") 4111111111111111");
  fiel_sample_append (store, fiel_sample_intent ("a1", 1, 12990, 12990, "term-1"));
  fiel_sample_append (store, closed);
  fiel_journal_event_set (refund, FIEL_FIELD_PURPOSE, "-wrong size");
  fiel_journal_event_set (refund, FIEL_FIELD_APPROVER, "Eva");
  fiel_sample_append (store, refund);
  fiel_sample_append (store, fiel_sample_state ("r1", "closed", "approved"));
  fiel_sample_append (store, fiel_sample_intent ("a2", 2, 5000, 5000, "term-1"));
  fiel_journal_event_set (decided, FIEL_FIELD_WITNESS, "Luis");
  fiel_journal_event_set (decided, FIEL_FIELD_DETAIL, "the slip says so");
  fiel_journal_event_set_int (decided, FIEL_FIELD_APPROVED, 5000);
  fiel_sample_append (store, decided);
}

static void
test_rows (ExportFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  fill_by_people (fixture);
  export_fixture_open (fixture);
  text = export_fixture_run (fixture, FIEL_EXPORT_CSV, NULL);

  g_assert_true (g_str_has_prefix (text, TITLES));
  g_assert_cmpuint (count_rows (text), ==, 3);
  assert_has_row (text, "\"a1\",\"T1\",\"sale\",\"closed\",\"approved\",\"2025-12-31T21:00:");
  assert_has_row (text, ",12990,12990,12990,\"CLP\",0,\"$12.990\",0,0,,\"term-1\"");
  assert_has_row (text, "\"'=HYPERLINK(\"\"x\"\") ************1111\",,\"000123\",,\"VI\",,\"1486\",");
  assert_has_row (text, ",2990,2990,-2990,\"CLP\",0,\"$2.990\",0,0,\"a1\",");
  assert_has_row (text, "\"'-wrong size\",\"Eva\",,,,");
  assert_has_row (text, ",5000,5000,5000,\"CLP\",0,\"$5.000\",1,0,,");
  assert_has_row (text, ",\"Ana\",\"Luis\",\"the slip says so\",");
}

static void
test_empty (ExportFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  export_fixture_open (fixture);
  text = export_fixture_run (fixture, FIEL_EXPORT_CSV, NULL);

  g_assert_cmpstr (text, ==, TITLES);
}

/* More than one page, newest first, and every one once. */
static void
test_pages (ExportFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  export_fixture_fill (fixture, 1203);
  export_fixture_open (fixture);
  text = export_fixture_run (fixture, FIEL_EXPORT_CSV, NULL);
  lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 1203 + 1);
  for (guint i = 0; i < 1203; i++)
    {
      g_autofree char *beginning = g_strdup_printf ("\"f%024u\",\"%06u\",", 1203 - i, 1203 - i);

      g_assert_true (g_str_has_prefix (lines[1 + i], beginning));
    }
  for (guint i = 1; i < fixture->fractions->len; i++)
    g_assert_cmpfloat (g_array_index (fixture->fractions, double, i), >=,
                       g_array_index (fixture->fractions, double, i - 1));
  g_assert_cmpfloat (g_array_index (fixture->fractions, double, fixture->fractions->len - 1), >=, 1);
}

static guint
count_range (ExportFixture *fixture, gint64 since_us, gint64 until_us)
{
  const FielPaymentRange range = {
    .since_wall_us = since_us != 0 ? EXPORT_WALL_US + since_us : 0,
    .until_wall_us = until_us != 0 ? EXPORT_WALL_US + until_us : 0,
  };
  g_autofree char *text = export_fixture_run (fixture, FIEL_EXPORT_CSV, &range);

  return count_rows (text);
}

static void
test_range (ExportFixture *fixture, gconstpointer data)
{
  const gint64 second = G_USEC_PER_SEC;

  export_fixture_fill (fixture, 1700);
  export_fixture_open (fixture);

  g_assert_cmpuint (count_range (fixture, 1690 * second, 0), ==, 10);
  g_assert_cmpuint (count_range (fixture, 0, 10 * second), ==, 10);
  g_assert_cmpuint (count_range (fixture, 100 * second, 200 * second), ==, 100);
  g_assert_cmpuint (count_range (fixture, 4000 * second, 0), ==, 0);
  g_assert_cmpuint (count_range (fixture, 0, 0), ==, 1700);
}

/* A clock that was set back: what lies further down may be in the range all the same. */
static void
test_range_over_a_wrong_clock (ExportFixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalStore) store = export_fixture_open_store (fixture);

  fiel_journal_fill (store, 1, 10, EXPORT_WALL_US + 1000 * G_USEC_PER_SEC, G_USEC_PER_SEC);
  fiel_journal_fill (store, 11, 1500, EXPORT_WALL_US, 1);
  fiel_journal_fill (store, 1511, 10, EXPORT_WALL_US + 1000 * G_USEC_PER_SEC, G_USEC_PER_SEC);
  g_clear_pointer (&store, fiel_journal_store_close);
  export_fixture_open (fixture);

  g_assert_cmpuint (count_range (fixture, 1000 * G_USEC_PER_SEC, 0), ==, 20);
}

static void
append_approved (FielJournalStore *store, const char *attempt_id, gint64 ticket_id, const char *approver)
{
  g_autofree char *terminal = g_strdup_printf ("term-%s", attempt_id);
  FielJournalEvent *intent = fiel_sample_intent (attempt_id, ticket_id, 100, 100, terminal);

  fiel_journal_event_set (intent, FIEL_FIELD_APPROVER, approver);
  fiel_sample_append (store, intent);
  fiel_sample_append (store, fiel_sample_state (attempt_id, "closed", "approved"));
}

/* Who approved a sale that a cashier may not charge alone, on whichever page it stands; nobody else gets that name. */
static void
test_approvers (ExportFixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalStore) store = export_fixture_open_store (fixture);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_named = 0;

  append_approved (store, "first", 1, "Marta Rojas");
  fiel_journal_fill (store, 2, 1100, EXPORT_WALL_US, G_USEC_PER_SEC);
  append_approved (store, "middle", 1102, "Luis Soto");
  append_approved (store, "last", 1103, "Marta Rojas");
  g_clear_pointer (&store, fiel_journal_store_close);
  export_fixture_open (fixture);
  text = export_fixture_run (fixture, FIEL_EXPORT_CSV, NULL);
  lines = g_strsplit (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "\"Marta Rojas\"") != NULL || strstr (lines[i], "\"Luis Soto\"") != NULL)
      {
        const gboolean is_middle = strstr (lines[i], "\"middle\"") != NULL;

        n_named++;
        g_assert_true (is_middle || strstr (lines[i], "\"first\"") != NULL || strstr (lines[i], "\"last\"") != NULL);
        g_assert_true ((strstr (lines[i], "\"Luis Soto\"") != NULL) == is_middle);
      }
  g_assert_cmpuint (n_named, ==, 3);
}

/* A shift has what was closed in it, and what is open while it lasts. */
static void
test_shift (ExportFixture *fixture, gconstpointer data)
{
  g_autoptr (FielJournalStore) store = export_fixture_open_store (fixture);
  g_autoptr (FielAttemptRecord) closed = NULL;
  FielPaymentRange range = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fiel_sample_append (store, fiel_sample_intent ("a0", 1, 100, 100, "term-1"));
  fiel_sample_append (store, fiel_sample_intent ("late", 2, 100, 100, "term-2"));
  fiel_sample_append (store, fiel_sample_intent ("open", 3, 100, 100, "term-3"));
  fiel_sample_append (store, fiel_sample_state ("a0", "closed", "approved"));
  closed = fiel_sample_attempt (store, "a0");
  range.through_seq = closed->closed_seq;
  fiel_journal_fill (store, 4, 1200, EXPORT_WALL_US, G_USEC_PER_SEC);
  fiel_sample_append (store, fiel_sample_state ("late", "closed", "approved"));
  g_clear_pointer (&store, fiel_journal_store_close);
  export_fixture_open (fixture);

  first = export_fixture_run (fixture, FIEL_EXPORT_CSV, &range);
  g_assert_cmpuint (count_rows (first), ==, 1);
  assert_has_row (first, "\"a0\"");

  range.after_seq = range.through_seq;
  range.through_seq = 0;
  second = export_fixture_run (fixture, FIEL_EXPORT_CSV, &range);
  g_assert_cmpuint (count_rows (second), ==, 1202);
  assert_has_row (second, "\"late\"");
  assert_has_row (second, "\"open\"");
}

/* What people want to see stands on paper, with its sums. */
static void
test_paper (ExportFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttemptRecord) record = fiel_attempt_record_new ();
  FielPayment payment = { .record = record };
  g_autoptr (FielPaymentDocument) list = NULL;
  g_autoptr (FielDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  list = fiel_payment_document_new (fixture->profile, EXPORT_WALL_US);
  record->intent_wall_us = EXPORT_WALL_US;
  record->reference = g_strdup ("004512");
  record->terminal = g_strdup ("front");
  record->state = FIEL_ATTEMPT_STATE_CLOSED;
  record->outcome = FIEL_OUTCOME_APPROVED;
  record->amount = fiel_money_make (12990, fiel_currency_find ("CLP"));
  record->approved_minor = 12990;
  for (guint i = 0; i < FIEL_PAYMENT_DOCUMENT_MAX - 1; i++)
    g_assert_true (fiel_payment_document_add (list, &payment, &error));
  record->kind = FIEL_ATTEMPT_KIND_REFUND;
  record->approved_minor = 990;
  g_assert_true (fiel_payment_document_add (list, &payment, &error));
  g_assert_no_error (error);
  g_assert_false (fiel_payment_document_add (list, &payment, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  document = fiel_payment_document_end (list);
  text = fiel_document_to_text (document, 120);

  assert_has_row (text, "TEST – NO MONEY WAS MOVED");
  assert_has_row (text, "004512");
  assert_has_row (text, "$12.990 CLP");
  /* 4,999 sales less one return. */
  assert_has_row (text, "$64.937.010 CLP");
  assert_has_row (text, "$990 CLP");
  assert_has_row (text, "$64.936.020 CLP");
}

static void
test_pdf (ExportFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  export_fixture_fill (fixture, 600);
  export_fixture_open (fixture);
  text = export_fixture_run (fixture, FIEL_EXPORT_PDF, NULL);

  g_assert_true (g_str_has_prefix (text, "%PDF-"));
}

static void
test_this_shift (ExportFixture *fixture, gconstpointer data)
{
  g_autofree char *path = export_fixture_path (fixture, "export.csv");
  const FielExportOrder order = { .format = FIEL_EXPORT_CSV, .path = path, .this_shift = TRUE };
  FielJournalEvent *closed = fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL);
  g_autoptr (FielJournalStore) store = export_fixture_open_store (fixture);
  g_autoptr (FielExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  fiel_sample_approve (store, "before", 1, 100);
  fiel_journal_event_set_int (closed, FIEL_FIELD_SHIFT, 1);
  fiel_journal_event_set (closed, FIEL_FIELD_SHIFT_ACT, "closed");
  fiel_journal_event_set_int (closed, FIEL_FIELD_THROUGH, 3);
  fiel_journal_event_set (closed, FIEL_FIELD_REPORT, "Z 1");
  fiel_sample_append (store, closed);
  fiel_sample_approve (store, "after", 2, 100);
  g_clear_pointer (&store, fiel_journal_store_close);
  export_fixture_open (fixture);
  result = export_fixture_try (fixture, &order, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  g_assert_cmpint (result->n_payments, ==, 1);
  assert_has_row (text, "\"after\"");
}

static void
test_lines (ExportFixture *fixture, gconstpointer data)
{
  g_autofree char *path = export_fixture_path (fixture, "export.jsonl");
  const FielExportOrder order = { .format = FIEL_EXPORT_LINES, .path = path };
  g_autoptr (FielExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *last = NULL;

  export_fixture_fill (fixture, 3);
  export_fixture_open (fixture);
  result = export_fixture_try (fixture, &order, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  last = g_strdup_printf ("\"hash\":\"%s\"}\n", result->head);
  sentence = fiel_export_describe (path, result);
  expected = g_strdup_printf ("export.jsonl: 11 records. The journal’s last record is number 11, %s.", result->head);

  g_assert_true (g_str_has_suffix (text, last));
  g_assert_cmpint (result->n_records, ==, 11);
  g_assert_cmpint (result->n_payments, ==, -1);
  g_assert_cmpstr (sentence, ==, expected);
}

/* An older export is evidence: it stays as it is. */
static void
test_not_replaced (ExportFixture *fixture, gconstpointer data)
{
  g_autofree char *path = export_fixture_path (fixture, "export.csv");
  const FielExportOrder order = { .format = FIEL_EXPORT_CSV, .path = path };
  g_autoptr (FielExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  export_fixture_open (fixture);
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  result = export_fixture_try (fixture, &order, &error);

  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "Choose a name"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "older");
  g_assert_cmpuint (export_fixture_count_files (fixture), ==, 1);
}

static void
test_cancelled (ExportFixture *fixture, gconstpointer data)
{
  const FielExportFormat format = (FielExportFormat) GPOINTER_TO_INT (data);
  g_autofree char *path = export_fixture_path (fixture, "export");
  const FielExportOrder order = { .format = format, .path = path };
  g_autoptr (FielExportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  export_fixture_fill (fixture, 2000);
  export_fixture_open (fixture);
  fixture->cancel_at = 0.3;
  result = export_fixture_try (fixture, &order, &error);

  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_cmpuint (export_fixture_count_files (fixture), ==, 0);
}

/* The disk takes so many bytes and no more: what was there before is there afterwards. The kernel's word for a file
 * that may not grow is another one than for a full disk; test_explanations() has the full disk's. */
static void
test_disk_ends (ExportFixture *fixture, gconstpointer data)
{
  const FielExportFormat format = (FielExportFormat) GPOINTER_TO_INT (data);
  g_autofree char *path = export_fixture_path (fixture, "export");
  const FielExportOrder order = { .format = format, .path = path, .replace = TRUE };
  g_autoptr (FielExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  struct rlimit before;
  struct rlimit limit;

  export_fixture_fill (fixture, 1500);
  export_fixture_open (fixture);
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 20000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  result = export_fixture_try (fixture, &order, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_null (result);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "older");
  g_assert_cmpuint (export_fixture_count_files (fixture), ==, 1);
}

/* Nobody may make files there, whoever he is. */
static void
test_read_only_folder (ExportFixture *fixture, gconstpointer data)
{
  const FielExportOrder order = { .format = FIEL_EXPORT_CSV, .path = "/sys/kernel/fiel.csv" };
  g_autoptr (FielExportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  export_fixture_open (fixture);
  result = export_fixture_try (fixture, &order, &error);

  g_assert_null (result);
  g_assert_cmpstr (error->message, ==,
                   "/sys/kernel/fiel.csv: nothing may be written to this folder. Choose another folder.");
}

static void
test_no_folder (ExportFixture *fixture, gconstpointer data)
{
  g_autofree char *path = export_fixture_path (fixture, "nowhere/export.csv");
  const FielExportOrder order = { .format = FIEL_EXPORT_CSV, .path = path };
  g_autoptr (FielExportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  export_fixture_open (fixture);
  result = export_fixture_try (fixture, &order, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "there is no such folder"));
}

/* /dev/full is a disk without room. */
static void
test_full_disk (ExportFixture *fixture, gconstpointer data)
{
  const FielExportFormat format = (FielExportFormat) GPOINTER_TO_INT (data);
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/full");
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, &error);
  const FielExportOrder order = { .format = format, .stream = G_OUTPUT_STREAM (stream) };
  g_autoptr (FielExportResult) result = NULL;

  g_assert_no_error (error);
  export_fixture_fill (fixture, 10);
  export_fixture_open (fixture);
  result = export_fixture_try (fixture, &order, &error);

  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "the disk is full"));
}

static void
on_appended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *appended = user_data;
  g_autoptr (GError) error = NULL;

  *appended = fiel_journal_append_finish (FIEL_JOURNAL (source), result, &error);
  g_assert_no_error (error);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FielExportResult **kept = user_data;
  g_autoptr (GError) error = NULL;

  *kept = fiel_export_finish (FIEL_JOURNAL (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
has_export (gpointer user_data)
{
  FielExportResult **kept = user_data;

  return *kept != NULL;
}

/* A fact that comes while an export is on its way does not wait for its end. */
static void
test_payment_goes_first (ExportFixture *fixture, gconstpointer data)
{
  const FielExportFormat format = (FielExportFormat) GPOINTER_TO_INT (data);
  g_autofree char *path = export_fixture_path (fixture, "export");
  const FielExportOrder order = { .format = format, .path = path };
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_autoptr (FielExportResult) result = NULL;
  gboolean appended = FALSE;

  export_fixture_fill (fixture, 3000);
  export_fixture_open (fixture);
  g_ptr_array_add (events, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL));
  fiel_export_async (fixture->journal, fixture->profile, &order, NULL, NULL, NULL, on_exported, &result);
  fiel_journal_append_async (fixture->journal, events, FIEL_JOURNAL_DURABLE, on_appended, &appended);
  while (!appended)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (result);
  fiel_test_run_until (has_export, &result, "the export is over", 60);
}

static void
test_explanations (void)
{
  static const struct
  {
    int code;
    const char *remedy;
  } cases[] = {
    { G_IO_ERROR_NO_SPACE, "the disk is full, so the file was not made. Make room or choose another disk." },
    { G_IO_ERROR_PERMISSION_DENIED, "nothing may be written to this folder. Choose another folder." },
    { G_IO_ERROR_READ_ONLY, "nothing may be written to this folder. Choose another folder." },
    { G_IO_ERROR_NOT_FOUND, "there is no such folder. Choose another folder." },
    { G_IO_ERROR_NOT_DIRECTORY, "there is no such folder. Choose another folder." },
    { G_IO_ERROR_CANCELLED, "cancelled, so the file was not made." },
    { G_IO_ERROR_FAILED, "the file was not made: word" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, cases[i].code, "word");
      g_autofree char *sentence = fiel_output_file_explain ("/x/y.csv", error);
      g_autofree char *expected = g_strconcat ("/x/y.csv: ", cases[i].remedy, NULL);

      g_assert_cmpstr (sentence, ==, expected);
    }
}

#define TEST(path, data, function) \
  g_test_add ("/export/" path, ExportFixture, data, export_fixture_set_up, function, export_fixture_tear_down)

int
main (int argc, char **argv)
{
  static const struct
  {
    FielExportFormat format;
    const char *name;
  } formats[] = { { FIEL_EXPORT_CSV, "csv" }, { FIEL_EXPORT_LINES, "lines" }, { FIEL_EXPORT_BUNDLE, "bundle" },
                  { FIEL_EXPORT_PDF, "pdf" } };

  /* Three hours behind Greenwich, all year. */
  g_setenv ("TZ", "<-03>3", TRUE);
  g_test_init (&argc, &argv, NULL);

  TEST ("rows", NULL, test_rows);
  TEST ("empty", NULL, test_empty);
  TEST ("pages", NULL, test_pages);
  TEST ("range", NULL, test_range);
  TEST ("range-over-a-wrong-clock", NULL, test_range_over_a_wrong_clock);
  TEST ("approvers", NULL, test_approvers);
  TEST ("shift", NULL, test_shift);
  TEST ("this-shift", NULL, test_this_shift);
  TEST ("paper", NULL, test_paper);
  TEST ("pdf", NULL, test_pdf);
  TEST ("lines", NULL, test_lines);
  TEST ("not-replaced", NULL, test_not_replaced);
  TEST ("read-only-folder", NULL, test_read_only_folder);
  TEST ("no-folder", NULL, test_no_folder);
  g_test_add_func ("/export/explanations", test_explanations);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      static const struct
      {
        const char *name;
        void (*function) (ExportFixture *, gconstpointer);
      } each[] = {
        { "cancelled", test_cancelled },
        { "disk-ends", test_disk_ends },
        { "full-disk", test_full_disk },
        { "payment-goes-first", test_payment_goes_first },
      };

      for (gsize k = 0; k < G_N_ELEMENTS (each); k++)
        {

          g_autofree char *path = g_strdup_printf ("/export/%s/%s", each[k].name, formats[i].name);

          /* A bundle is a file; it cannot go anywhere else. */
          if (formats[i].format != FIEL_EXPORT_BUNDLE || each[k].function != test_full_disk)
            g_test_add (path, ExportFixture, GINT_TO_POINTER (formats[i].format), export_fixture_set_up,
                        each[k].function, export_fixture_tear_down);
        }
    }

  return g_test_run ();
}
