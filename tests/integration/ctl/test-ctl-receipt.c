/* test-ctl-receipt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* fielctl receipt: looking is free, what is handed on is counted. */

typedef struct
{
  CtlShop shop;
  char *attempt_id;   /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) sale = NULL;

  ctl_shop_init (&fixture->shop);
  sale = ctl_shop_run (&fixture->shop, NULL, "--json", "sale", "4990", "--terminal", "norte", "--reference", "T-1", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  fixture->attempt_id = g_strdup (ctl_text (ctl_run_last (sale), "id"));
  /* From here on nobody is asked. */
  g_clear_pointer (&fixture->shop.peer, practice_peer_stop);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->attempt_id);
  ctl_shop_clear (&fixture->shop);
}

static void
assert_no_line_is_wider (const char *text, glong columns)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 10);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, columns);
}

static void
assert_printed (Fixture *fixture, gint64 expected)
{
  g_autoptr (CtlRun) run = ctl_shop_run (&fixture->shop, NULL, "--json", "receipt", "T-1", "--print", NULL);

  g_assert_cmpint (run->code, ==, 0);
  g_assert_cmpint (json_object_get_int_member (ctl_run_last (run), "print"), ==, expected);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *paper;
    glong columns;
  } papers[] = { { "roll-58", 32 }, { "roll-80", 48 }, { "a4", 80 } };

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (CtlRun) run
        = ctl_shop_run (&fixture->shop, NULL, "receipt", fixture->attempt_id, "--paper", papers[i].paper, NULL);
      g_autofree char *code = g_strconcat ("FIEL1:", fixture->attempt_id, NULL);

      g_assert_cmpint (run->code, ==, 0);
      g_assert_nonnull (strstr (run->output, "PREVIEW – NOT A RECEIPT\n"));
      g_assert_nonnull (strstr (run->output, "$4.990\n"));
      g_assert_nonnull (strstr (run->output, code));
      assert_no_line_is_wider (run->output, papers[i].columns);
    }
  /* Three looks were no print. */
  assert_printed (fixture, 1);
}

static void
test_copies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) first = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--print", "--by", "Ana", NULL);
  g_autoptr (CtlRun) second = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--print", NULL);
  g_autoptr (CtlRun) verify = ctl_shop_run (&fixture->shop, NULL, "journal", "verify", NULL);
  g_autoptr (CtlRun) payment = ctl_shop_run (&fixture->shop, NULL, "--json", "journal", "list", NULL);

  g_assert_cmpint (first->code, ==, 0);
  g_assert_null (strstr (first->output, "PREVIEW"));
  g_assert_null (strstr (first->output, "COPIA 2"));
  g_assert_cmpint (second->code, ==, 0);
  g_assert_nonnull (strstr (second->output, "COPIA 2\n"));
  g_assert_cmpint (verify->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (payment), "outcome"), ==, "approved");
}

static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->shop.folder, "receipt.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->shop.folder, "no", "receipt.pdf", NULL);
  g_autoptr (CtlRun) good
    = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--pdf", path, "--paper", "roll-58", NULL);
  g_autoptr (CtlRun) bad = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--pdf", nowhere, NULL);
  g_autofree char *bytes = NULL;

  g_assert_cmpint (good->code, ==, 0);
  g_assert_cmpstr (good->output, ==, "");
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  ctl_run_assert_trouble (bad, "there is no such folder. Choose another folder.");
  /* What cannot be written is known before it is counted. */
  assert_printed (fixture, 2);
}

/* A slip takes no other file's place, and a store's never. */
static void
test_pdf_replaces_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "journal.db", "journal.db-wal", "profile.conf" };
  g_autofree char *path = g_build_filename (fixture->shop.folder, "receipt.pdf", NULL);
  g_autofree char *link = g_build_filename (fixture->shop.folder, "link.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (CtlRun) there = NULL;
  g_autoptr (CtlRun) linked = NULL;
  g_autoptr (CtlRun) replaced = NULL;
  g_autoptr (CtlRun) verify = NULL;

  g_assert_true (g_file_set_contents (path, "kept", -1, NULL));
  there = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--pdf", path, NULL);
  ctl_run_assert_trouble (there, "is there already and was left as it is. Choose a name that does not exist yet.");
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "kept");
  g_clear_pointer (&bytes, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *own = g_build_filename (fixture->shop.folder, names[i], NULL);
      g_autoptr (CtlRun) receipt
        = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--pdf", own, "--replace", NULL);
      g_autoptr (CtlRun) list
        = ctl_shop_run (&fixture->shop, NULL, "journal", "export", "--csv", own, "--replace", NULL);
      g_autoptr (CtlRun) profile = ctl_shop_run (&fixture->shop, NULL, "profile", "export", own, "--replace", NULL);

      ctl_run_assert_trouble (receipt, "this file belongs to a store of Fiel; choose another name.");
      ctl_run_assert_trouble (list, "this file belongs to a store of Fiel; choose another name.");
      ctl_run_assert_trouble (profile, "this file belongs to a store of Fiel; choose another name.");
    }
  g_assert_cmpint (symlink ("journal.db", link), ==, 0);
  linked = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--pdf", link, "--replace", NULL);
  ctl_run_assert_trouble (linked, "this file belongs to a store of Fiel; choose another name.");
  verify = ctl_shop_run (&fixture->shop, NULL, "journal", "verify", NULL);
  g_assert_cmpint (verify->code, ==, 0);

  replaced = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--pdf", path, "--replace", NULL);
  g_assert_cmpint (replaced->code, ==, 0);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  assert_printed (fixture, 2);
}

/* Whoever may write beside a device, as root may, would have had a file in its place. */
static void
test_pdf_replaces_no_pipe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->shop.folder, "pipe", NULL);
  g_autoptr (CtlRun) receipt = NULL;
  g_autoptr (CtlRun) list = NULL;
  g_autoptr (CtlRun) profile = NULL;
  GStatBuf info;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  receipt = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--pdf", path, "--replace", NULL);
  list = ctl_shop_run (&fixture->shop, NULL, "journal", "export", "--csv", path, "--replace", NULL);
  profile = ctl_shop_run (&fixture->shop, NULL, "profile", "export", path, "--replace", NULL);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_true (S_ISFIFO (info.st_mode));
  ctl_run_assert_trouble (receipt, "this is a device or a pipe and no file; choose another name");
  ctl_run_assert_trouble (list, "this is a device or a pipe and no file; choose another name");
  ctl_run_assert_trouble (profile, "this is a device or a pipe and no file; choose another name");
}

/* The practice cloud's terminal prints it, and a terminal that is off does not. */
static void
test_terminal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) gone = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--on-terminal", NULL);
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) ours = NULL;
  g_autoptr (CtlRun) again = NULL;
  g_autoptr (CtlRun) next = NULL;

  /* The cloud of this fixture is gone; what could not be printed has used its number up. */
  ctl_run_assert_trouble (gone, "The payment itself is as it was.");
  assert_printed (fixture, 2);

  ctl_shop_init (&shop);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "4990", "--terminal", "norte", "--reference", "T-2", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  ours = ctl_shop_run (&shop, NULL, "receipt", "T-2", "--on-terminal", NULL);
  g_assert_cmpstr (ours->errors, ==, "");
  g_assert_cmpint (ours->code, ==, 0);
  again = ctl_shop_run (&shop, NULL, "receipt", "T-2", "--slip-again", NULL);
  g_assert_cmpstr (again->errors, ==, "");
  g_assert_cmpint (again->code, ==, 0);
  next = ctl_shop_run (&shop, NULL, "--json", "receipt", "T-2", "--print", NULL);
  g_assert_cmpint (json_object_get_int_member (ctl_run_last (next), "print"), ==, 2);
  ctl_shop_clear (&shop);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CtlRun) unknown = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-9", "--print", NULL);
  g_autoptr (CtlRun) paper = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--paper", "a5", NULL);
  g_autoptr (CtlRun) both = ctl_shop_run (&fixture->shop, NULL, "receipt", "T-1", "--print", "--pdf", "x.pdf", NULL);
  g_autoptr (CtlRun) nothing = ctl_shop_run (&fixture->shop, NULL, "receipt", NULL);

  ctl_run_assert_trouble (unknown, "There is no such payment in this till’s journal.");
  ctl_run_assert_trouble (paper, "--paper “a5” is not known. Allowed: roll-58, roll-80, a4.");
  ctl_run_assert_trouble (both, "say only one of --print, --pdf, --on-terminal and --slip-again.");
  ctl_run_assert_trouble (nothing, "TICKET or ATTEMPT is missing.");
}

#define ADD(name, function) g_test_add ("/ctl/receipt/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("text", test_text);
  ADD ("copies", test_copies);
  ADD ("pdf", test_pdf);
  ADD ("pdf-replaces-nothing", test_pdf_replaces_nothing);
  ADD ("pdf-replaces-no-pipe", test_pdf_replaces_no_pipe);
  ADD ("terminal", test_terminal);
  ADD ("refusals", test_refusals);

  return g_test_run ();
}
