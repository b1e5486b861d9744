/* test-receipts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-pages.h"
#include "fiel-attempt-private.h"
#include "fiel-fake-receipts.h"
#include "fiel-receipt-print.h"
#include "fiel-result-page.h"
#include "fiel-terminal-private.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* Receipts in the real window, and printed by GTK into a file, as a printer would get them. */

static const FielWindowTestStore live = { .environment = "production" };
static const FielWindowTestStore narrow = { .environment = "production", .till = "[receipts]\npaper=roll-58" };
static const FielWindowTestStore sheets = { .environment = "production", .till = "[receipts]\npaper=a4" };

#define SECOND G_USEC_PER_SEC

typedef struct
{
  gboolean over;
  gboolean printed;
  GError *error;   /* owned, nullable */
} End;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  End *end = user_data;

  end->printed = fiel_receipt_print_run_finish (FIEL_RECEIPT_PRINT (source), result, &end->error);
  end->over = TRUE;
}

static gboolean
is_over (gpointer user_data)
{
  return ((End *) user_data)->over;
}

static FielReceiptDesk *
get_desk (FielWindowTest *test)
{
  return fiel_engine_get_receipt_desk (test->engine);
}

static FielAttempt *
show_closed (FielWindowTest *test, FielOutcome outcome)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");

  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome,
                          fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  fiel_window_show_attempt (test->window, attempt);
  fiel_window_test_wait_us (test, 2 * SECOND);

  return attempt;
}

static GtkWidget *
get_page (FielWindowTest *test)
{
  GtkWidget *pages = fiel_window_test_get_child (test->window, "attempt_pages");

  return gtk_stack_get_visible_child (GTK_STACK (gtk_widget_get_first_child (pages)));
}

/* @path: where a printer would get it; NULL: a printer that is not there. */
static void
print_to (FielWindowTest *test, FielAttempt *attempt, const char *path, End *end)
{
  g_autoptr (FielReceiptPrint) print
    = fiel_receipt_print_new (get_desk (test), fiel_engine_get_profile (test->engine), fiel_attempt_get_id (attempt));
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();

  /* No printer of this machine has a say. */
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (test->window)), "gtk-print-backends", "file", NULL);
  gtk_print_settings_set_printer (settings, "No such printer");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, path);
  fiel_receipt_print_run_async (
      print, GTK_WINDOW (test->window),
      path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT, settings, ended_cb, end);
  fiel_test_run_until (is_over, end, "the print is over", 30);
}

/* (transfer full) (nullable): what the deflated stream at the beginning of @bytes holds; NULL: it is none */
static GBytes *
inflate (const char *bytes, gsize length)
{
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GByteArray) found = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result == G_CONVERTER_CONVERTED)
    {
      char piece[4096];
      gsize n_read, n_written;

      result = g_converter_convert (G_CONVERTER (decompressor), bytes, length, piece, sizeof piece,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      g_byte_array_append (found, (const guint8 *) piece, (guint) n_written);
      bytes += n_read;
      length -= n_read;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&found));
}

/* (transfer full): the first page's box, and what follows it; newer Cairo keeps its objects in deflated streams. */
static char *
find_media_box (const char *pdf, gsize length)
{
  static const char box[] = "/MediaBox [ 0 0 ", stream[] = "stream\n";
  const char *at = memmem (pdf, length, box, strlen (box));
  const char *end = pdf + length;

  if (at != NULL)
    return g_strndup (at + strlen (box), (gsize) (end - at) - strlen (box));

  for (at = pdf; (at = memmem (at, (gsize) (end - at), stream, strlen (stream))) != NULL;)
    {
      g_autoptr (GBytes) bytes = NULL;
      const char *inside = NULL, *found = NULL;
      gsize size;

      at += strlen (stream);
      bytes = inflate (at, (gsize) (end - at));
      if (bytes == NULL)
        continue;
      inside = g_bytes_get_data (bytes, &size);
      found = memmem (inside, size, box, strlen (box));
      if (found != NULL)
        return g_strndup (found + strlen (box), size - (gsize) (found - inside) - strlen (box));
    }

  return NULL;
}

/* "[ 0 0 width height ]" of the first page, in whole points. */
static void
assert_media (const char *pdf, gsize length, guint width, guint least_height)
{
  g_autofree char *box = find_media_box (pdf, length);
  double found_width, found_height;
  char *rest;

  g_assert_nonnull (box);
  found_width = g_ascii_strtod (box, &rest);
  found_height = g_ascii_strtod (rest, NULL);
  g_assert_cmpfloat (found_width, >, width - 1.0);
  g_assert_cmpfloat (found_width, <, width + 1.0);
  g_assert_cmpfloat (found_height, >=, least_height);
}

static void
assert_ended (FielWindowTest *test, guint n_ends, gboolean came_out)
{
  gboolean last = FALSE;

  g_assert_cmpuint (fiel_fake_receipts_get_n_ends (get_desk (test), &last), ==, n_ends);
  g_assert_cmpint (last, ==, came_out);
}

static void
check_print (FielWindowTest *test, guint width, guint least_height)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "receipt.pdf", NULL);
  FielAttempt *attempt = show_closed (test, FIEL_OUTCOME_APPROVED);
  End end = { FALSE };
  g_autofree char *pdf = NULL;
  gsize length;

  print_to (test, attempt, path, &end);
  g_assert_no_error (end.error);
  g_assert_true (end.printed);
  g_assert_cmpuint (fiel_fake_receipts_get_n_prints (get_desk (test)), ==, 1);
  assert_ended (test, 1, TRUE);
  g_assert_true (g_file_get_contents (path, &pdf, &length, NULL));
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  assert_media (pdf, length, width, least_height);
  fiel_test_remove_dir (folder);
}

static void
test_prints_on_80_mm (FielWindowTest *test, gconstpointer store)
{
  check_print (test, 227, 230);
}

static void
test_prints_on_58_mm (FielWindowTest *test, gconstpointer store)
{
  check_print (test, 164, 200);
}

static void
test_prints_on_a4 (FielWindowTest *test, gconstpointer store)
{
  check_print (test, 595, 841);
}

/* What cannot be counted is not printed: nothing is written, and the sentence comes back. */
static void
test_uncounted_is_not_printed (FielWindowTest *test, gconstpointer store)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "receipt.pdf", NULL);
  FielAttempt *attempt = show_closed (test, FIEL_OUTCOME_APPROVED);

  for (guint look = 0; look < 2; look++)
    {
      End end = { FALSE };

      fiel_fake_receipts_fail_next (get_desk (test), look != 0, "The journal is full.");
      print_to (test, attempt, path, &end);
      g_assert_false (end.printed);
      g_assert_error (end.error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_STORAGE);
      g_assert_cmpstr (end.error->message, ==, "The journal is full.");
      g_clear_error (&end.error);
      g_assert_cmpuint (fiel_fake_receipts_get_n_prints (get_desk (test)), ==, 0);
      assert_ended (test, 0, FALSE);
    }
  g_assert_cmpint (fiel_attempt_get_outcome (attempt), ==, FIEL_OUTCOME_APPROVED);
  fiel_test_remove_dir (folder);
}

/* A printer that is not there: the print ends, with a sentence; the payment is as it was. */
static void
test_printer_trouble (FielWindowTest *test, gconstpointer store)
{
  FielAttempt *attempt = show_closed (test, FIEL_OUTCOME_APPROVED);
  End end = { FALSE };

  print_to (test, attempt, NULL, &end);
  g_assert_false (end.printed);
  g_assert_nonnull (end.error);
  g_assert_nonnull (strstr (end.error->message, "The receipt was not printed: "));
  g_assert_nonnull (strstr (end.error->message, "The payment itself is as it was."));
  assert_ended (test, 1, FALSE);
  g_clear_error (&end.error);
  g_assert_cmpint (fiel_attempt_get_outcome (attempt), ==, FIEL_OUTCOME_APPROVED);
}

static void
find_toast (GtkWidget *widget, const char *text, gboolean *found)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    *found = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_toast (child, text, found);
}

static gboolean
has_toast (gpointer user_data)
{
  gboolean found = FALSE;

  find_toast (user_data, "The journal is full.", &found);

  return found;
}

/* Asked for on the result: what goes wrong is said in the window, and the page stays where it is. */
static void
test_asked_for (FielWindowTest *test, gconstpointer store)
{
  FielAttempt *attempt = show_closed (test, FIEL_OUTCOME_APPROVED);
  GtkWidget *page = get_page (test);

  g_assert_true (gtk_widget_get_visible (fiel_window_test_get_child (page, "receipt")));
  fiel_fake_receipts_fail_next (get_desk (test), TRUE, "The journal is full.");
  g_assert_true (gtk_widget_activate_action (get_page (test), "result.print", NULL));
  fiel_test_run_until (has_toast, fiel_window_test_get_child (test->window, "toasts"), "the toast is shown", 20);
  fiel_window_test_wait_us (test, 600 * SECOND);
  g_assert_true (fiel_window_get_attempt (test->window) == attempt);
}

/* Of what moved nothing the page offers no receipt; it is there on demand. */
static void
test_on_demand (FielWindowTest *test, gconstpointer store)
{
  show_closed (test, FIEL_OUTCOME_DECLINED);
  g_assert_false (gtk_widget_get_visible (fiel_window_test_get_child (get_page (test), "receipt")));
  fiel_fake_receipts_fail_next (get_desk (test), TRUE, "The journal is full.");
  g_assert_true (gtk_widget_activate_action (get_page (test), "result.print", NULL));
  fiel_test_run_until (has_toast, fiel_window_test_get_child (test->window, "toasts"), "the toast is shown", 20);
}

static gboolean
has_counted (gpointer user_data)
{
  return fiel_fake_receipts_get_n_prints (user_data) == 1;
}

/* The terminal's paper: ours is counted, its own slip is not, and a voucher that never prints is said in the window. */
static void
test_on_the_terminal (FielWindowTest *test, gconstpointer store)
{
  FielReceiptDesk *desk = get_desk (test);
  FielAttempt *attempt = NULL;

  /* Offered only where the provider can. */
  show_closed (test, FIEL_OUTCOME_APPROVED);
  gtk_widget_activate_action (get_page (test), "result.print-on-terminal", NULL);
  gtk_widget_activate_action (get_page (test), "result.print-slip-again", NULL);
  fiel_test_drain ();
  g_assert_cmpuint (fiel_fake_receipts_get_n_prints (desk), ==, 0);

  fiel_terminal_set_can_print (fiel_engine_find_terminal (test->engine, "norte"), TRUE, TRUE);
  attempt = show_closed (test, FIEL_OUTCOME_APPROVED);
  g_assert_true (gtk_widget_activate_action (get_page (test), "result.print-on-terminal", NULL));
  fiel_test_run_until (has_counted, desk, "the receipt is counted", 20);
  fiel_test_drain ();
  assert_ended (test, 1, TRUE);
  fiel_fake_receipts_fail_next (desk, FALSE, "The journal is full.");
  g_assert_true (gtk_widget_activate_action (get_page (test), "result.print-slip-again", NULL));
  fiel_test_run_until (has_toast, fiel_window_test_get_child (test->window, "toasts"), "the toast is shown", 20);
  g_assert_cmpuint (fiel_fake_receipts_get_n_prints (desk), ==, 1);
  g_assert_cmpint (fiel_attempt_get_outcome (attempt), ==, FIEL_OUTCOME_APPROVED);
}

int
main (int argc, char **argv)
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/receipts/80-mm", &live, test_prints_on_80_mm);
  fiel_window_test_add ("/receipts/58-mm", &narrow, test_prints_on_58_mm);
  fiel_window_test_add ("/receipts/a4", &sheets, test_prints_on_a4);
  fiel_window_test_add ("/receipts/uncounted-is-not-printed", &live, test_uncounted_is_not_printed);
  fiel_window_test_add ("/receipts/printer-trouble", &live, test_printer_trouble);
  fiel_window_test_add ("/receipts/asked-for", &live, test_asked_for);
  fiel_window_test_add ("/receipts/on-the-terminal", &live, test_on_the_terminal);
  fiel_window_test_add ("/receipts/on-demand", &live, test_on_demand);

  return g_test_run ();
}
