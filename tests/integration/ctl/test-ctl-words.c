/* test-ctl-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include <string.h>

/* Without --json fielctl talks to people: states, outcomes and reasons stand there in the words of the window, and those
 * that a program reads stay in JSON, where they are the same in every language. */

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in\n%s", words, text);
}

/* As a word of its own. */
static void
assert_no_word (const char *text, const char *word)
{
  g_autofree char *pattern = g_strdup_printf ("(^|\\s)%s(\\s|$)", word);

  if (g_regex_match_simple (pattern, text, G_REGEX_MULTILINE, 0))
    g_error ("“%s” is in\n%s", word, text);
}

static void
assert_no_wire_words (CtlRun *run)
{
  static const char *const words[] = {
    "approved", "declined", "saved", "sent", "accepted", "unknown", "closed", "no-funds", "ready", "passed", "done",
    "waiting", "blocked", "training", "manager", "cashier",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      assert_no_word (run->output, words[i]);
      assert_no_word (run->errors, words[i]);
    }
}

static void
test_payments (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) declined = NULL;
  g_autoptr (CtlRun) refund = NULL;
  g_autoptr (CtlRun) list = NULL;
  g_autoptr (CtlRun) lines = NULL;

  ctl_shop_init (&shop);
  sale = ctl_shop_run (&shop, NULL, "sale", "4990", "--terminal", "norte", "--reference", "T-1", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  assert_says (sale->output, "  Approved  $4.990  ticket T-1");
  g_assert_true (g_regex_match_simple ("^(fielctl: \\S+  (Sending|On the terminal|Not confirmed)\n)+$", sale->errors, 0, 0));
  assert_no_wire_words (sale);
  declined = ctl_shop_run (&shop, NULL, "sale", "4981", "--terminal", "norte", "--reference", "T-2", NULL);
  g_assert_cmpint (declined->code, ==, 1);
  assert_says (declined->output, "  Declined  $4.981  ticket T-2");
  assert_says (declined->output, "reason Not enough funds");
  assert_no_wire_words (declined);
  refund = ctl_shop_run (&shop, NULL, "refund", "T-1", "--why", "wrong", NULL);
  g_assert_cmpint (refund->code, ==, 0);
  assert_says (refund->output, "  Returned  $4.990  cancels the sale");

  list = ctl_shop_run (&shop, NULL, "journal", "list", NULL);
  assert_says (list->output, "  Returned  $4.990");
  assert_says (list->output, "  Declined  $4.981");
  assert_says (list->output, "  Approved  $4.990");
  assert_no_wire_words (list);
  lines = ctl_shop_run (&shop, NULL, "--json", "journal", "list", NULL);
  g_assert_cmpuint (lines->lines->len, ==, 3);
  g_assert_cmpstr (ctl_text (g_ptr_array_index (lines->lines, 1), "outcome"), ==, "declined");
  g_assert_cmpstr (ctl_text (g_ptr_array_index (lines->lines, 1), "reason"), ==, "no-funds");
  g_assert_cmpstr (ctl_text (g_ptr_array_index (lines->lines, 1), "state"), ==, "closed");
  ctl_shop_clear (&shop);
}

static void
test_terminals (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) told = NULL;
  g_autoptr (CtlRun) lines = NULL;

  ctl_shop_init (&shop);
  told = ctl_shop_run (&shop, NULL, "terminals", NULL);
  assert_says (told->output, "norte             Ready  Norte  Getnet  …0001\n");
  assert_no_wire_words (told);
  lines = ctl_shop_run (&shop, NULL, "--json", "terminals", NULL);
  g_assert_cmpstr (ctl_text (ctl_run_last (lines), "availability"), ==, "ready");
  ctl_shop_clear (&shop);
}

/* The fields of each payment stay as the chain has them: support reads them in every language, and verify.py of a bundle
 * does. */
static void
test_evidence (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) told = NULL;

  ctl_shop_init (&shop);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "4981", "--terminal", "norte", "--reference", "T-1", NULL);
  g_assert_cmpint (sale->code, ==, 1);
  told = ctl_shop_run (&shop, NULL, "evidence", "T-1", NULL);
  assert_says (told->output, "Test · Caja 1 · TRAINING · Fiel ");
  assert_says (told->output, "\n    outcome: declined\n");
  ctl_shop_clear (&shop);
}

static void
test_shift (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) closed = NULL;
  g_autoptr (CtlRun) list = NULL;

  ctl_shop_init (&shop);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", "--terminal", "norte", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  closed = ctl_shop_run (&shop, NULL, "shift", "close", "--by", "Ana", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  assert_says (closed->errors, "In order: No payment in progress\n");
  assert_no_wire_words (closed);
  list = ctl_shop_run (&shop, NULL, "shift", "list", NULL);
  g_assert_true (g_regex_match_simple ("^   1  [0-9]{2}-[0-9]{2}-[0-9]{4} [0-9]{2}:[0-9]{2}  Ana  \\$4\\.900$",
                                       list->output, G_REGEX_MULTILINE, 0));
  ctl_shop_clear (&shop);
}

static void
test_profile (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) told = NULL;
  g_autoptr (CtlRun) lines = NULL;

  ctl_shop_init (&shop);
  told = ctl_shop_run (&shop, NULL, "profile", "check", NULL);
  assert_says (told->output, "till “Caja 1”, TRAINING, terminals: 2");
  lines = ctl_shop_run (&shop, NULL, "--json", "profile", "check", NULL);
  g_assert_cmpstr (ctl_text (ctl_run_last (lines), "environment"), ==, "training");
  ctl_shop_clear (&shop);
}

/* Days are written as on the receipts of the country. */
static void
test_callbacks (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) told = NULL;

  ctl_shop_init (&shop);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", "--terminal", "norte", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  told = ctl_shop_run (&shop, NULL, "callbacks", "--since", "2026-01-31", NULL);
  assert_says (told->output, "getnet: No call since 31-01-2026 00:00: ");
  ctl_shop_clear (&shop);
}

static void
test_people (void)
{
  static const char *const people = "[person ana]\nname=Ana\nrole=cashier\n[person eva]\nname=Eva\nrole=manager\n";
  CtlShop shop;
  g_autofree char *text = NULL;
  g_autoptr (GString) more = NULL;
  g_autoptr (CtlRun) told = NULL;

  ctl_shop_init (&shop);
  g_assert_true (g_file_get_contents (shop.profile_path, &text, NULL, NULL));
  more = g_string_new (text);
  g_assert_cmpuint (g_string_replace (more, "cashier=Ana\n", "", 1), ==, 1);
  g_string_append (more, people);
  g_assert_true (g_file_set_contents (shop.profile_path, more->str, -1, NULL));
  told = ctl_shop_run (&shop, NULL, "people", "list", NULL);
  g_assert_cmpstr (told->output, ==, "ana  Cashier  Ana\neva  Manager  Eva\n");
  ctl_shop_clear (&shop);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/words/payments", test_payments);
  g_test_add_func ("/ctl/words/terminals", test_terminals);
  g_test_add_func ("/ctl/words/evidence", test_evidence);
  g_test_add_func ("/ctl/words/shift", test_shift);
  g_test_add_func ("/ctl/words/profile", test_profile);
  g_test_add_func ("/ctl/words/callbacks", test_callbacks);
  g_test_add_func ("/ctl/words/people", test_people);

  return g_test_run ();
}
