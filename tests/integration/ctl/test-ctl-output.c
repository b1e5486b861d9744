/* test-ctl-output.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include <string.h>

/* A disk without room takes the words, and nothing else: what was done is done, and is said to be. */

typedef struct
{
  CtlShop shop;
  char *sale;         /* owned: an approved one of the ticket T-1 */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) sale = NULL;

  ctl_shop_init (&fixture->shop);
  sale = ctl_shop_run (&fixture->shop, NULL, "--json", "sale", "4990", "--terminal", "norte", "--reference", "T-1", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  fixture->sale = g_strdup (ctl_text (ctl_run_last (sale), "id"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->sale);
  ctl_shop_clear (&fixture->shop);
}

static void
assert_says (CtlRun *run, const char *words)
{
  if (strstr (run->errors, words) == NULL)
    g_error ("“%s” does not say “%s”", run->errors, words);
}

/* Once, and with the disk's own words. */
static void
assert_lost (CtlRun *run, int code, const char *words)
{
  const char *first = strstr (run->errors, "could not be written: No space left on device.");

  g_assert_cmpint (run->code, ==, code);
  g_assert_nonnull (first);
  g_assert_null (strstr (first + 1, "could not be written"));
  assert_says (run, words);
}

static void
test_reading (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[][4] = {
    { "evidence", "T-1" },
    { "journal", "list" },
    { "journal", "verify" },
    { "alerts" },
    { "terminals" },
    { "receipt", "T-1" },
    { "shift", "list" },
    { "shift", "x" },
    { "shift", "x", "--csv" },
    { "shift", "x", "--json" },
    { "journal", "list", "--json" },
    { "sale", "--help" },
    { "--help" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CtlRun) run = ctl_shop_run_on_full_disk (&fixture->shop, rows[i][0], rows[i][1], rows[i][2], NULL);

      assert_lost (run, 2, "fielctl: the output could not be written");
    }
}

/* Whoever reads the exit code learns what became of the money, as ever. */
static void
test_payment (Fixture *fixture, gconstpointer data)
{
  static const char still[] = "The exit code still says what became of the payment, and so does “fielctl journal list”";
  CtlShop *shop = &fixture->shop;
  g_autoptr (CtlRun) approved
    = ctl_shop_run_on_full_disk (shop, "sale", "2990", "--terminal", "norte", "--reference", "T-2", NULL);
  g_autoptr (CtlRun) declined
    = ctl_shop_run_on_full_disk (shop, "--json", "sale", "4981", "--terminal", "norte", "--reference", "T-3", NULL);
  g_autoptr (CtlRun) lost
    = ctl_shop_run_on_full_disk (shop, "sale", "5080", "--terminal", "sur", "--reference", "T-4", "--no-wait", NULL);
  g_autoptr (CtlRun) status = ctl_shop_run_on_full_disk (shop, "status", fixture->sale, NULL);
  g_autoptr (CtlRun) back = ctl_shop_run_on_full_disk (shop, "refund", fixture->sale, "--why", "x", NULL);
  g_autoptr (CtlRun) list = ctl_shop_run (shop, NULL, "--json", "journal", "list", NULL);

  assert_lost (approved, 0, still);
  assert_lost (declined, 1, still);
  assert_lost (lost, 3, still);
  assert_lost (status, 0, still);
  assert_lost (back, 0, still);
  g_assert_cmpint (list->code, ==, 0);
  g_assert_cmpuint (list->lines->len, ==, 5);
  g_assert_cmpuint (practice_peer_count_bookings (shop->peer), ==, 4);
}

/* What never came to writing anything says its own trouble, and no other. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) run = ctl_shop_run_on_full_disk (&fixture->shop, "shift", "print", "77", NULL);

  g_assert_cmpint (run->code, ==, 2);
  assert_says (run, "77");
  g_assert_null (strstr (run->errors, "could not be written"));
}

/* Printing counts: nobody knows how much of it is out. */
static void
test_receipt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) run = ctl_shop_run_on_full_disk (&fixture->shop, "receipt", "T-1", "--print", NULL);
  g_autoptr (CtlRun) json = ctl_shop_run_on_full_disk (&fixture->shop, "--json", "receipt", "T-1", "--print", NULL);
  g_autoptr (CtlRun) next = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--print", NULL);

  assert_lost (run, 2, "The payment is as it was; the next receipt is a copy.");
  assert_lost (json, 2, "The payment is as it was; the next receipt is a copy.");
  g_assert_cmpint (next->code, ==, 0);
  g_assert_nonnull (strstr (next->output, "COPIA 3\n"));
}

/* The shift is closed; closing again would close another one. */
static void
test_shift (Fixture *fixture, gconstpointer data)
{
  CtlShop *shop = &fixture->shop;
  g_autoptr (CtlRun) closed = ctl_shop_run_on_full_disk (shop, "shift", "close", "--manager", "Bob", NULL);
  g_autoptr (CtlRun) json = ctl_shop_run_on_full_disk (shop, "--json", "shift", "close", "--manager", "Bob", NULL);
  g_autoptr (CtlRun) print = ctl_shop_run (shop, NULL, "shift", "print", "1", NULL);

  assert_lost (closed, 2, "fielctl: the shift is closed as Z 1, but its report could not be written: ");
  assert_says (closed, "Do not close it again: “fielctl shift print 1” prints the report.");
  assert_lost (json, 2, "fielctl: the shift is closed as Z 2, but its report could not be written: ");
  g_assert_cmpint (print->code, ==, 0);
  g_assert_nonnull (strstr (print->output, "Z 1"));
}

/* The first files it opens must not get those numbers: what is printed would be written into them. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  CtlShop *shop = &fixture->shop;
  g_autoptr (CtlRun) list = ctl_shop_run_closed (shop, "journal", "list", NULL);
  g_autoptr (CtlRun) sale
    = ctl_shop_run_closed (shop, "sale", "2990", "--terminal", "norte", "--reference", "T-2", NULL);
  g_autoptr (CtlRun) verify = ctl_shop_run (shop, NULL, "journal", "verify", NULL);

  g_assert_cmpint (list->code, ==, 2);
  assert_says (list, "fielctl: the output could not be written: Bad file descriptor.");
  g_assert_cmpint (sale->code, ==, 0);
  g_assert_cmpint (verify->code, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/ctl/output/reading", Fixture, NULL, set_up, test_reading, tear_down);
  g_test_add ("/ctl/output/payment", Fixture, NULL, set_up, test_payment, tear_down);
  g_test_add ("/ctl/output/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/ctl/output/receipt", Fixture, NULL, set_up, test_receipt, tear_down);
  g_test_add ("/ctl/output/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/ctl/output/shift", Fixture, NULL, set_up, test_shift, tear_down);

  return g_test_run ();
}
