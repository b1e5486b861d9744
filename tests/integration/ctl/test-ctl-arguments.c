/* test-ctl-arguments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include "fiel-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* Wrong use and wrong configuration: exit code 2, and a message that names place and remedy. Nothing is started. */

static void
test_wrong_arguments (void)
{
  static const struct
  {
    const char *arguments[8];
    const char *names;
  } cases[] = {
    { { NULL }, "is no command" },
    { { "pay" }, "“pay” is no command" },
    { { "journal" }, "“journal” alone is no command" },
    { { "journal", "burn" }, "journal list, journal verify, journal export" },
    { { "--profile=", "terminals" }, "--profile names no folder" },
    { { "--colour", "sale" }, "--colour" },
    { { "profile", "import" }, "FILE is missing" },
    { { "profile", "export", "a", "--whole" }, "--whole" },
    { { "sale" }, "AMOUNT is missing" },
    { { "sale", "100", "--terminal", "" }, "no group [terminal ]" },
    { { "sale", "100", "200", "--terminal", "norte" }, "“200” is too much" },
    { { "sale", "100", "--terminal" }, "--terminal" },
    { { "sale", "100", "--terminal", "norte", "--open" }, "--open" },
    { { "terminals", "norte" }, "“norte” is too much" },
    { { "status" }, "say which payment" },
    { { "status", "a", "--open" }, "say which payment" },
    { { "check" }, "ATTEMPT is missing" },
    { { "check", " " }, "ATTEMPT is empty" },
    { { "evidence" }, "TICKET or ATTEMPT is missing" },
    { { "evidence", "" }, "TICKET or ATTEMPT is empty" },
    { { "refund", "1", "", "--why", "x" }, "refund: [AMOUNT] is empty" },
    { { "status", "" }, "ATTEMPT is empty" },
    { { "journal", "export", "" }, "[FILE] is empty" },
    { { "resolve", "a", "--reason", "r", "--by", "b" }, "either --charged or --not-charged" },
    { { "resolve", "a", "--charged", "--not-charged", "--reason", "r", "--by" }, "--by" },
    { { "resolve", "a", "--charged", "--by", "b" }, "--reason is missing" },
    { { "resolve", "a", "--charged", "--reason", "r" }, "--by is missing" },
    { { "resolve", "a", "--charged", "--reason", " ", "--by", "b" }, "--reason is missing" },
    { { "resolve", "a", "--charged", "--reason", "r", "--by", "  " }, "--by is missing" },
    { { "resolve", "a", "--charged", "--reason", "r", "--by", "Eva" }, "--witness is missing" },
    { { "resolve", "a", "--charged", "--reason", "r", "--by", "Eva S", "--witness= eva  S" }, "somebody else" },
    { { "seen", "2", "--note", " ", "--by", "b" }, "--note is missing" },
    { { "journal", "verify", "--head", "" }, "is no hash" },
    { { "journal", "verify", "--head", "abc" }, "is no hash" },
    { { "journal", "list", "--limit", "0" }, "--limit 0" },
    { { "journal", "list", "--limit", "many" }, "many" },
    { { "journal", "list", "--since", "yesterday" }, "“yesterday” is no time" },
    { { "journal", "list", "--until", "2026-03-31" }, "--until" },
    { { "journal", "export", "--csv", "--since", "yesterday" }, "--since: “yesterday” is no time" },
    { { "journal", "export", "--csv", "--until", "31.3." }, "--until: “31.3.” is no time" },
    { { "journal", "export", "--since", "2026-03-31" }, "--since, --until and --this-shift are for --csv" },
    { { "journal", "export", "--this-shift" }, "--this-shift are for --csv" },
    { { "journal", "export", "--bundle" }, "--pdf and --bundle need a FILE" },
    { { "journal", "export", "--csv", "--bundle", "x" }, "one of --csv, --pdf and --bundle" },
    { { "journal", "export", "--csv", "--since", "2026-04-01", "--until", "2026-03-31" }, "before --until" },
    { { "secret", "set" }, "PROVIDER is missing" },
    { { "secret", "set", "getnet" }, "NAME is missing" },
    { { "secret", "set", "getnet", "client-secret", "s3cret" }, "is too much" },
    { { "secret", "set", "adyen", "client-secret" }, "[provider adyen]" },
    { { "secret", "set", "getnet", "colour" }, "no secret “colour”" },
  };
  CtlShop shop;

  ctl_shop_init (&shop);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const *a = cases[i].arguments;
      g_autoptr (CtlRun) run = ctl_shop_run (&shop, NULL, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], NULL);

      ctl_run_assert_trouble (run, cases[i].names);
    }
  ctl_shop_clear (&shop);
}

static void
test_help (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) help = NULL;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) version = NULL;

  ctl_shop_init (&shop);
  help = ctl_shop_run (&shop, NULL, "--help", NULL);
  g_assert_cmpint (help->code, ==, 0);
  g_assert_nonnull (strstr (help->output, "journal export"));
  /* What a command does stands in one column, beside the longest name as well. */
  g_assert_nonnull (strstr (help->output, "\n  terminals          asks every terminal"));
  g_assert_nonnull (strstr (help->output, "\n  shift close-batch  closes a terminal's batch"));
  g_assert_nonnull (strstr (help->output, "3  still unknown"));
  sale = ctl_shop_run (&shop, NULL, "sale", "--help", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  g_assert_nonnull (strstr (sale->output, "--new-ticket"));
  g_assert_null (strstr (sale->output, "--charged"));
  /* Options stand after the command, and an amount says how it is written; a command without one does not. */
  g_assert_nonnull (strstr (sale->output, " sale AMOUNT [--terminal KEY] [--approver NAME] [OPTION…]\n"));
  g_assert_nonnull (strstr (sale->output, "12.50 or 12"));
  g_assert_null (strstr (help->output, "12.50 or 12"));
  ctl_shop_clear (&shop);
}

static void
test_wrong_amounts (void)
{
  static const char *const amounts[]
      = { "12.50", "1,000", "0", "1e3", " 5", "99999999999999999999", "abc", "900001", "" };
  CtlShop shop;

  ctl_shop_init (&shop);
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (CtlRun) run = ctl_shop_run (&shop, NULL, "sale", "--terminal", "norte", amounts[i], NULL);

      ctl_run_assert_trouble (run, "");
    }
  {
    g_autoptr (CtlRun) negative = ctl_shop_run (&shop, NULL, "sale", "--terminal", "norte", "--", "-5", NULL);
    g_autoptr (CtlRun) terminal = ctl_shop_run (&shop, NULL, "sale", "--terminal", "oeste", "500", NULL);
    g_autoptr (CtlRun) reference = ctl_shop_run (&shop, NULL, "sale", "--terminal", "norte", "500", "--reference",
                                                 "longer-than-20-characters", NULL);

    ctl_run_assert_trouble (negative, "");
    ctl_run_assert_trouble (terminal, "[terminal oeste]");
    ctl_run_assert_trouble (reference, "");
  }
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 0);
  ctl_shop_clear (&shop);
}

static void
test_wrong_profiles (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) line = NULL;
  g_autoptr (CtlRun) secret = NULL;
  g_autoptr (CtlRun) missing = NULL;
  g_autoptr (CtlRun) right = NULL;

  ctl_shop_init (&shop);
  right = ctl_shop_run (&shop, NULL, "profile", "check", "--json", NULL);
  g_assert_cmpint (right->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (right), "environment"), ==, "training");
  g_assert_cmpint (json_object_get_int_member (ctl_run_last (right), "terminals"), ==, 2);

  ctl_shop_write_profile (&shop, practice_peer_get_base (shop.peer), "colour=red\n");
  line = ctl_shop_run (&shop, NULL, "profile", "check", NULL);
  ctl_run_assert_trouble (line, "line 22: [provider getnet] colour: ");
  ctl_shop_write_profile (&shop, practice_peer_get_base (shop.peer), "client-secret=c4nary\n");
  secret = ctl_shop_run (&shop, NULL, "sale", "100", "--terminal", "norte", NULL);
  ctl_run_assert_trouble (secret, "fielctl secret set getnet client-secret");
  g_assert_null (strstr (secret->errors, "c4nary"));
  g_assert_cmpint (g_unlink (shop.profile_path), ==, 0);
  missing = ctl_shop_run (&shop, NULL, "terminals", NULL);
  ctl_run_assert_trouble (missing, shop.profile_path);
  ctl_shop_clear (&shop);
}

/* From till to till, through a file of another folder. */
static void
test_profile_transfer (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) out = NULL;
  g_autoptr (CtlRun) again = NULL;
  g_autoptr (CtlRun) in = NULL;
  g_autoptr (CtlRun) wrong = NULL;
  g_autoptr (CtlRun) lost = NULL;
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *file = g_build_filename (folder, "profile.conf", NULL);
  g_autofree char *nowhere = NULL;
  g_autofree char *text = NULL;
  g_autofree char *kept = NULL;

  ctl_shop_init (&shop);
  out = ctl_shop_run (&shop, NULL, "profile", "export", file, NULL);
  g_assert_cmpint (out->code, ==, 0);
  again = ctl_shop_run (&shop, NULL, "profile", "export", file, NULL);
  ctl_run_assert_trouble (again, "there is a file of this name already");

  nowhere = g_build_filename (folder, "none", "profile.conf", NULL);
  lost = ctl_shop_run (&shop, NULL, "profile", "export", nowhere, NULL);
  ctl_run_assert_trouble (lost, nowhere);
  ctl_run_assert_trouble (lost, "there is no such folder");
  g_clear_pointer (&nowhere, g_free);
  nowhere = g_build_filename (folder, "none", NULL);
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_unlink (shop.profile_path), ==, 0);
  in = ctl_shop_run (&shop, NULL, "profile", "import", file, NULL);
  g_assert_cmpint (in->code, ==, 0);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_true (g_file_get_contents (shop.profile_path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, text);

  g_assert_true (g_file_set_contents (file, "[fiel]\nversion=1\nshape=round\n", -1, NULL));
  wrong = ctl_shop_run (&shop, NULL, "profile", "import", file, NULL);
  ctl_run_assert_trouble (wrong, "profile.conf, line 3: [fiel] shape: there is no such key here.");
  g_clear_pointer (&kept, g_free);
  g_assert_true (g_file_get_contents (shop.profile_path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, text);
  fiel_test_remove_dir (folder);
  ctl_shop_clear (&shop);
}

/* There is no keyring for this test. What is typed must not come back in any message. */
static void
test_secrets (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) kept = NULL;
  g_autoptr (CtlRun) empty = NULL;
  g_autoptr (CtlRun) control = NULL;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all", TRUE);
  ctl_shop_init (&shop);
  kept = ctl_shop_run (&shop, "c4nary\n", "secret", "set", "getnet", "client-secret", NULL);
  ctl_run_assert_trouble (kept, "There is no keyring");
  g_assert_null (strstr (kept->errors, "c4nary"));
  empty = ctl_shop_run (&shop, "", "secret", "set", "getnet", "client-secret", NULL);
  ctl_run_assert_trouble (empty, "no usable secret");
  control = ctl_shop_run (&shop, "c4n\tary\n", "secret", "set", "getnet", "client-secret", NULL);
  ctl_run_assert_trouble (control, "no usable secret");
  ctl_shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/arguments/wrong", test_wrong_arguments);
  g_test_add_func ("/ctl/arguments/help", test_help);
  g_test_add_func ("/ctl/arguments/amounts", test_wrong_amounts);
  g_test_add_func ("/ctl/arguments/profiles", test_wrong_profiles);
  g_test_add_func ("/ctl/arguments/profile-transfer", test_profile_transfer);
  g_test_add_func ("/ctl/arguments/secrets", test_secrets);

  return g_test_run ();
}
