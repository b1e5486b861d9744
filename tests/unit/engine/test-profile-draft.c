/* test-profile-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-getnet-provider.h"
#include "fiel-profile-draft.h"
#include "fiel-profile-transfer.h"
#include "fiel-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOBODY 65534
#define TOKEN "0123456789abcdefABCDEF"

static const char example[] = "# Ours.\n"
                              "[fiel]\n"
                              "version=1\n"
                              "\n"
                              "[store]\n"
                              "name=Almacén Ñandú\n"
                              "country = cl\n"
                              "currency=CLP\n"
                              "\n"
                              "[till]\n"
                              "# The one at the door.\n"
                              "name=Caja 2\n"
                              "cashier=Ana\n"
                              "default-terminal=norte\n"
                              "# At the end of the till.\n"
                              "\n"
                              "[provider getnet]\n"
                              "kind=getnet\n"
                              "environment=test\n"
                              "base-address=https://example.test/\n"
                              "client-id=abc\n"
                              "\n"
                              "# The old one.\n"
                              "[terminal norte]\n"
                              "name=Terminal Norte\n"
                              "provider=getnet\n"
                              "terminal-id=70011223\n"
                              "branch-id=24680\n"
                              "serial-number=ABC900000001\n"
                              "\n"
                              "[terminal sur]\n"
                              "name=Terminal Sur\n"
                              "provider=getnet\n"
                              "terminal-id=70011224\n"
                              "branch-id=24680\n"
                              "serial-number=ABC900000002\n";

typedef struct
{
  const FielProviderKind *kinds[2];
  char *folder;   /* (owned) */
  char *path;     /* (owned) */
} Fixture;

static char *
beside (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_text (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
assert_file (const char *path, const char *expected)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->kinds[0] = fiel_getnet_kind ();
  fixture->folder = fiel_test_make_dir ();
  fixture->path = beside (fixture, "profile.conf");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static FielProfileDraft *
open_draft (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielProfile) profile = fiel_profile_load (fixture->folder, fixture->kinds, &error);
  FielProfileDraft *draft;

  g_assert_no_error (error);
  draft = fiel_profile_draft_new (profile, fixture->kinds, &error);
  g_assert_no_error (error);

  return draft;
}

static FielProfileDraft *
open_text (Fixture *fixture, const char *text)
{
  write_text (fixture->path, text);

  return open_draft (fixture);
}

static void
set (FielProfileDraft *draft, const char *group, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = fiel_profile_draft_set (draft, group, key, value, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static void
assert_value (FielProfileDraft *draft, const char *group, const char *key, const char *expected)
{
  g_autofree char *value = fiel_profile_draft_get (draft, group, key);

  g_assert_cmpstr (value, ==, expected);
}

/* Replaces @old, which is there once. */
static char *
replace (const char *text, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  return g_strjoinv (new, parts);
}

/* -- One change -- */

static void
test_changes_one_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_autofree char *one = replace (example, "country = cl\n", "country=cl\n");
  g_autofree char *two = replace (one, "default-terminal=norte\n", "default-terminal=norte\nmax-sale=5000\n");
  g_autofree char *three = replace (two, "cashier=Ana\n", "");
  g_autoptr (GError) error = NULL;

  assert_value (draft, "store", "country", "cl");
  assert_value (draft, "till", "max-sale", NULL);
  assert_value (draft, "receipts", "paper", NULL);
  g_assert_false (fiel_profile_draft_is_changed (draft));

  set (draft, "store", "country", " cl ");
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, one);
  set (draft, "till", "max-sale", "5000");
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, two);
  set (draft, "till", "cashier", NULL);
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, three);
  set (draft, "till", "cashier", NULL);
  g_assert_true (fiel_profile_draft_is_changed (draft));
  assert_file (fixture->path, example);

  g_assert_true (fiel_profile_draft_save (draft, &error));
  g_assert_no_error (error);
  assert_file (fixture->path, three);
  g_assert_false (fiel_profile_draft_is_changed (draft));

  set (draft, "till", "max-sale", NULL);
  fiel_profile_draft_revert (draft);
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, three);
}

static void
test_makes_a_group (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_autofree char *expected = g_strconcat (example, "\n[receipts]\npaper=a4\n", NULL);

  set (draft, "receipts", "paper", "a4");
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, expected);
}

/* What editors on other systems make of a file. */
static void
test_line_ends (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) lines = g_strsplit (example, "\n", -1);
  g_autofree char *text = g_strjoinv ("\r\n", lines);
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", text, NULL);
  g_autofree char *one = replace (marked, "name=Caja 2\r\n", "name=Caja 3\r\n");
  g_autofree char *two = g_strconcat (one, "\r\n[receipts]\r\npaper=a4\r\n", NULL);
  g_autoptr (FielProfileDraft) draft = open_text (fixture, marked);

  set (draft, "till", "name", "Caja 3");
  set (draft, "receipts", "paper", "a4");
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, two);
}

typedef struct
{
  const char *group;
  const char *key;
  const char *value;   /* (nullable): the line taken away */
  const char *reason;
  const char *blamed;  /* (nullable): the key that is named, if it is another one */
} Wrong;

/* Each field of the settings with something it does not take. */
static const Wrong wrongs[] = {
  { "fiel", "version", "2", "this profile was written by a newer Fiel" },
  { "fiel", "version", "x", "“x” is not allowed." },
  { "fiel", "colour", "x", "there is no such key here." },
  { "store", "name", NULL, "this key is missing" },
  { "store", "name", "", "there is no value." },
  { "store", "name", " ", "there is no value." },
  { "store", "name", "a\nb", "there is a control character" },
  { "store", "name", "a\n[till]", "there is a control character" },
  { "store", "name", "\xff", "there is a control character" },
  { "till", "name", "Caja \u202e2", "there is a control character" },
  { "store", "name", "12345678901234567890123456789012345678901234567890123456789012345", "this is too long." },
  { "store", "country", "CL", "“CL” is not a country." },
  { "store", "country", "uy", "Getnet’s terminals are known here only for cl and ar" },
  { "store", "country", "ar", "Getnet’s terminals in ar charge in ARS", "currency" },
  { "store", "country", NULL, "this key is missing" },
  { "store", "currency", "XXX", "Fiel does not know the currency “XXX”." },
  { "store", "currency", "ARS", "Getnet’s terminals in cl charge in CLP" },
  { "store", "currency", NULL, "this key is missing" },
  { "till", "name", NULL, "this key is missing" },
  { "till", "amount-mode", "cents", "the currency CLP has no decimals." },
  { "till", "amount-mode", "x", "“x” is not known." },
  { "till", "max-sale", "0", "“0” is not allowed." },
  { "till", "max-sale", "1.000", "“1.000” is not allowed." },
  { "till", "quick-amounts", "0", "“0” is not allowed." },
  { "till", "quick-amounts", "1,2,3,4,5,6,7", "“1,2,3,4,5,6,7” is not allowed." },
  { "till", "quick-amounts", "1,1", "“1,1” is not allowed." },
  { "till", "quick-amounts", "1,,2", "“1,,2” is not allowed." },
  { "till", "quick-amounts", "1000000000", "“1000000000” is not allowed. Allowed: 1 to 6 different whole numbers" },
  { "till", "repeat-guard", "off", "“off” is not known. Allowed: no, yes." },
  { "till", "hundredfold-guard", "true", "“true” is not known. Allowed: no, yes." },
  { "till", "require-reference", "1", "“1” is not known. Allowed: no, yes." },
  { "till", "return-limit", "x", "“x” is not allowed." },
  { "till", "return-without-original", "maybe", "“maybe” is not known." },
  { "till", "return-without-original-limit", "5", "this is only allowed together with" },
  { "till", "return-after", "3601", "“3601” is not allowed." },
  { "till", "default-terminal", "oeste", "there is no group [terminal oeste]." },
  { "till", "cashier", "12345678901234567890123456789012345678901234567890123456789012345", "this is too long." },
  { "receipts", "paper", "a5", "“a5” is not known." },
  { "receipts", "fiscal", "x", "“x” is not known." },
  { "receipts", "header-7", "x", "there is no such key here." },
  { "receipts", "header-1", "12345678901234567890123456789012345678901234567890123456789012345", "this is too long." },
  { "shift", "cash", "x", "“x” is not known." },
  { "shift", "cash-difference-limit", "-1", "“-1” is not allowed." },
  { "other", "key", "x", "there is no such group." },
  { "provider getnet", "kind", "adyen", "Fiel has no provider “adyen”." },
  { "provider getnet", "kind", NULL, "this key is missing" },
  { "provider getnet", "environment", "live", "“live” is not known." },
  { "provider getnet", "environment", NULL, "this key is missing" },
  { "provider getnet", "base-address", "http://example.test/", "the address must start with https://" },
  { "provider getnet", "base-address", "example.test", "“example.test” is not an address" },
  { "provider getnet", "base-address", NULL, "missing; give the address" },
  { "provider getnet", "client-id", "a b", "“a b” is not one word" },
  { "provider getnet", "client-id", NULL, "missing; give the name" },
  { "provider getnet", "client-secret", "c4nary", "a secret does not belong in this file." },
  { "provider getnet", "api-key-header", "Host", "the header Host is used by the request itself" },
  { "provider getnet", "api-key-header", "X KEY", "“X KEY” is not the name of a header" },
  { "provider getnet", "mode", "both", "“both” is neither synchronous nor asynchronous" },
  { "provider getnet", "callback-address", "till", "“till” is not an address" },
  { "provider getnet", "listen-port", "65536", "“65536” is not a whole number" },
  { "provider getnet", "listen-address", "localhost", "“localhost” is not a numeric address" },
  { "provider getnet", "ca-file", "ca.pem", "“ca.pem” is not an absolute path" },
  { "terminal sur", "name", NULL, "this key is missing" },
  { "terminal sur", "provider", "adyen", "there is no group [provider adyen]." },
  { "terminal sur", "terminal-id", "1 2", "“1 2” is not an identifier." },
  { "terminal sur", "branch-id", "é", "“é” is not an identifier." },
  { "terminal sur", "serial-number", NULL, "this key is missing" },
  { "terminal sur", "colour", "red", "“red” is not known. Allowed: none, blue," },
};

static void
test_wrong_values (Fixture *fixture, gconstpointer data)
{
  const Wrong *wrong = data;
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_profile_draft_set (draft, wrong->group, wrong->key, wrong->value, &error));
  g_assert_nonnull (error);
  if (!g_str_has_prefix (fiel_profile_error_get_reason (error), wrong->reason))
    g_assert_cmpstr (fiel_profile_error_get_reason (error), ==, wrong->reason);
  if (!g_str_equal (wrong->group, "other"))
    g_assert_cmpstr (fiel_profile_error_get_key (error), ==, wrong->blamed != NULL ? wrong->blamed : wrong->key);
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, example);
  g_assert_null (strstr (error->message, "c4nary"));
}

/* -- Several changes -- */

static void
count_cb (guint *n_changes)
{
  ++*n_changes;
}

static void
test_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  g_signal_connect_swapped (draft, "changed", G_CALLBACK (count_cb), &n_changes);
  fiel_profile_draft_begin (draft);
  set (draft, "store", "country", "ar");
  set (draft, "store", "currency", "ARS");
  g_assert_true (fiel_profile_draft_commit (draft, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 1);
  assert_value (draft, "store", "currency", "ARS");

  /* One of them wrong: none is made. */
  fiel_profile_draft_begin (draft);
  set (draft, "store", "name", "Another");
  set (draft, "store", "currency", "CLP");
  g_assert_false (fiel_profile_draft_commit (draft, &error));
  g_assert_cmpstr (fiel_profile_error_get_key (error), ==, "currency");
  assert_value (draft, "store", "name", "Almacén Ñandú");
  g_clear_error (&error);

  /* So too if it could not even be written down, and whoever asked did not look. */
  fiel_profile_draft_begin (draft);
  set (draft, "store", "name", "Another");
  g_assert_false (fiel_profile_draft_set (draft, "till", "name", "a\nb", NULL));
  set (draft, "store", "name", "A third");
  g_assert_false (fiel_profile_draft_commit (draft, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_BAD_VALUE);
  assert_value (draft, "store", "name", "Almacén Ñandú");
  g_assert_cmpuint (n_changes, ==, 1);
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_auto (GStrv) names = fiel_profile_draft_list_groups (draft, "terminal");
  g_autofree char *proposed = fiel_profile_draft_propose_name (draft, "terminal", "¡Caja del Café!");
  g_autofree char *second = fiel_profile_draft_propose_name (draft, "terminal", "Norte");
  g_autofree char *none = fiel_profile_draft_propose_name (draft, "terminal", "…");
  g_autofree char *without = replace (example,
                                      "[terminal norte]\nname=Terminal Norte\nprovider=getnet\nterminal-id=70011223\n"
                                      "branch-id=24680\nserial-number=ABC900000001\n",
                                      "");
  g_autofree char *unchosen = replace (without, "default-terminal=norte\n", "");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstrv (names, ((const char *[]){ "norte", "sur", NULL }));
  g_assert_cmpstr (proposed, ==, "caja-del-cafe");
  g_assert_cmpstr (second, ==, "norte-2");
  g_assert_cmpstr (none, ==, "terminal");

  /* It is the one the till starts with. */
  g_assert_false (fiel_profile_draft_remove_group (draft, "terminal", "norte", &error));
  g_assert_cmpstr (fiel_profile_error_get_key (error), ==, "default-terminal");
  g_clear_error (&error);
  fiel_profile_draft_begin (draft);
  set (draft, "till", "default-terminal", NULL);
  g_assert_true (fiel_profile_draft_remove_group (draft, "terminal", "norte", NULL));
  g_assert_true (fiel_profile_draft_commit (draft, &error));
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, unchosen);

  g_assert_false (fiel_profile_draft_add_group (draft, "terminal", "Oeste", &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (fiel_profile_draft_add_group (draft, "terminal", "a]\n[till", &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (fiel_profile_draft_add_group (draft, "terminal", "sur", &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_DUPLICATE);
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, unchosen);
}

/* A new terminal is filled in line by line, and a machine that is there already is named. */
static void
test_new_terminal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_autoptr (GError) error = NULL;

  g_assert_true (fiel_profile_draft_add_group (draft, "terminal", "oeste", &error));
  g_assert_false (fiel_profile_draft_check (draft, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_MISSING_KEY);
  g_clear_error (&error);
  g_assert_false (fiel_profile_draft_save (draft, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_MISSING_KEY);
  g_clear_error (&error);
  assert_file (fixture->path, example);

  set (draft, "terminal oeste", "serial-number", "ABC900000001");
  set (draft, "terminal oeste", "branch-id", "24680");
  set (draft, "terminal oeste", "provider", "getnet");
  g_assert_false (fiel_profile_draft_set (draft, "terminal oeste", "terminal-id", "70011223", &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_DUPLICATE);
  g_assert_true (g_str_has_prefix (fiel_profile_error_get_reason (error), "this is the same machine as [terminal norte]"));
  g_clear_error (&error);
  set (draft, "terminal oeste", "terminal-id", "70011225");
  g_assert_false (fiel_profile_draft_check (draft, NULL));
  set (draft, "terminal oeste", "name", "Terminal Oeste");
  g_assert_true (fiel_profile_draft_save (draft, &error));
}

/* -- First run -- */

static void
test_first_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = fiel_profile_draft_new_empty (fixture->folder, fixture->kinds);
  g_autofree char *unfinished = beside (fixture, "profile.draft.conf");
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_profile_draft_check (draft, NULL));
  g_assert_false (fiel_profile_draft_set (draft, "store", "currency", "PESO", NULL));
  set (draft, "store", "currency", "ARS");
  g_assert_false (fiel_profile_draft_set (draft, "till", "amount-mode", "whole", NULL));
  /* A wrong value of the provider's is found as soon as the provider can say so. */
  g_assert_false (fiel_profile_draft_set (draft, "store", "country", "cl", &error));
  g_assert_cmpstr (fiel_profile_error_get_reason (error), ==, "Getnet’s terminals in cl charge in CLP");
  g_clear_error (&error);
  set (draft, "store", "country", "ar");
  set (draft, "till", "name", "Caja 1");

  /* Left, and taken up again. */
  g_assert_true (fiel_profile_draft_keep (draft, &error));
  g_clear_object (&draft);
  draft = fiel_profile_draft_new_empty (fixture->folder, fixture->kinds);
  assert_value (draft, "store", "country", "ar");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  set (draft, "store", "name", "Kiosco");
  g_assert_true (fiel_profile_draft_save (draft, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
  profile = fiel_profile_load (fixture->folder, fixture->kinds, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fiel_profile_get_store_name (profile), ==, "Kiosco");
  g_assert_true (fiel_profile_needs_practice_cloud (profile));
}

/* What was put aside and is wrong meanwhile does not stop anybody. */
static void
test_first_run_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *unfinished = beside (fixture, "profile.draft.conf");
  g_autoptr (FielProfileDraft) draft = NULL;

  write_text (unfinished, "[fiel]\nversion=9\n[store]\nname=x\n");
  draft = fiel_profile_draft_new_empty (fixture->folder, fixture->kinds);
  assert_value (draft, "store", "name", NULL);
  assert_value (draft, "fiel", "version", "1");
}

static void
test_first_run_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = fiel_profile_draft_new_empty (fixture->folder, fixture->kinds);
  g_autoptr (GError) error = NULL;

  set (draft, "store", "name", "Kiosco");
  set (draft, "store", "currency", "CLP");
  set (draft, "store", "country", "cl");
  set (draft, "till", "name", "Caja 1");
  write_text (fixture->path, example);
  g_assert_false (fiel_profile_draft_save (draft, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_CHANGED);
  assert_file (fixture->path, example);
}

/* -- Files -- */

static void
test_somebody_else (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_autofree char *theirs = replace (example, "name=Caja 2", "name=Caja 9");
  g_autoptr (GError) error = NULL;

  write_text (fixture->path, theirs);
  set (draft, "till", "name", "Caja 3");
  g_assert_false (fiel_profile_draft_save (draft, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_CHANGED);
  assert_file (fixture->path, theirs);
  g_clear_error (&error);

  g_unlink (fixture->path);
  g_assert_false (fiel_profile_draft_save (draft, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_CHANGED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *newer = replace (example, "version=1", "version=2\nshape=round");
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_autoptr (GError) error = NULL;

  profile = fiel_profile_load (fixture->folder, fixture->kinds, NULL);
  write_text (fixture->path, newer);
  g_clear_object (&draft);
  draft = fiel_profile_draft_new (profile, fixture->kinds, &error);
  g_assert_null (draft);
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NEWER);
  assert_file (fixture->path, newer);
}

static void
set_disk_full (gboolean full)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 16 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
assert_only_profile (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (folder), ==, "profile.conf");
  g_assert_null (g_dir_read_name (folder));
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  gboolean saved;

  set (draft, "till", "name", "Caja 3");
  signal (SIGXFSZ, SIG_IGN);
  set_disk_full (TRUE);
  saved = fiel_profile_draft_save (draft, &error);
  set_disk_full (FALSE);
  g_assert_false (saved);
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NOT_WRITTEN);
  expected = g_strconcat ("the old one is untouched: ", g_strerror (EFBIG), NULL);
  g_assert_nonnull (strstr (error->message, expected));
  assert_file (fixture->path, example);
  assert_only_profile (fixture);
  g_clear_error (&error);

  /* Nothing that was typed is lost. */
  g_assert_true (fiel_profile_draft_is_changed (draft));
  g_assert_true (fiel_profile_draft_save (draft, &error));
  assert_value (draft, "till", "name", "Caja 3");
}

/* Root may write anywhere, so it is nobody who tries. */
static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_autoptr (GError) error = NULL;
  const gboolean is_root = geteuid () == 0;
  g_autofree char *above = g_path_get_dirname (fixture->folder);
  gboolean saved;

  set (draft, "till", "name", "Caja 3");
  g_chmod (fixture->path, 0644);
  g_chmod (fixture->folder, 0555);
  /* Newer GLib keeps the folders of a test to their owner. */
  if (strstr (above, "/test_") != NULL)
    g_chmod (above, 0755);
  g_assert_true (!is_root || seteuid (NOBODY) == 0);
  saved = fiel_profile_draft_save (draft, &error);
  g_assert_true (!is_root || seteuid (0) == 0);
  g_chmod (fixture->folder, 0755);

  g_assert_false (saved);
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NOT_WRITTEN);
  assert_file (fixture->path, example);
  assert_only_profile (fixture);
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  struct stat status;

  g_chmod (fixture->path, 0644);
  set (draft, "till", "name", "Caja 3");
  g_assert_true (fiel_profile_draft_save (draft, NULL));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

/* -- The last good one -- */

static FielProfile *
load_anyhow (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  FielProfile *profile = fiel_profile_load_or_last_good (fixture->folder, FALSE, fixture->kinds, &error);

  g_assert_no_error (error);

  return profile;
}

static void
test_last_good (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = beside (fixture, "profile.good.conf");
  g_autofree char *aside = beside (fixture, "profile.wrong.conf");
  g_autofree char *wrong = replace (example, "version=1\n", "version=1\nwhat\n");
  g_autofree char *later = replace (example, "name=Caja 2", "name=Caja 3");
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (FielProfile) fallen = NULL;
  g_autoptr (GError) error = NULL;

  write_text (fixture->path, example);
  profile = load_anyhow (fixture);
  g_assert_null (fiel_profile_get_trouble (profile));
  /* What is kept is what was loaded, whatever the file says by now. */
  write_text (fixture->path, later);
  g_assert_true (fiel_profile_keep_good (profile, &error));
  assert_file (good, example);

  write_text (fixture->path, wrong);
  fallen = load_anyhow (fixture);
  g_assert_cmpstr (fiel_profile_get_till_name (fallen), ==, "Caja 2");
  g_assert_error (fiel_profile_get_trouble (fallen), FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_UNREADABLE);
  g_assert_cmpuint (fiel_profile_error_get_line (fiel_profile_get_trouble (fallen)), ==, 4);
  g_assert_cmpstr (fiel_profile_get_path (fallen), ==, fixture->path);
  /* It is no better for having been used. */
  g_assert_true (fiel_profile_keep_good (fallen, &error));
  assert_file (fixture->path, wrong);
  assert_file (good, example);
  g_assert_null (fiel_profile_draft_new (fallen, fixture->kinds, NULL));

  g_assert_true (fiel_profile_restore_good (fallen, &error));
  assert_file (fixture->path, example);
  assert_file (aside, wrong);
}

static void
test_last_good_of_a_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = beside (fixture, "profile.good.conf");
  g_autofree char *newer = replace (example, "version=1", "version=2");
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  write_text (good, example);
  write_text (fixture->path, newer);
  profile = load_anyhow (fixture);
  g_assert_error (fiel_profile_get_trouble (profile), FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NEWER);
  g_assert_false (fiel_profile_restore_good (profile, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NEWER);
  assert_file (fixture->path, newer);
}

/* A till that is not set up, and one whose copy is no better, are not started with anything else. */
static void
test_no_last_good (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = beside (fixture, "profile.good.conf");
  g_autoptr (GError) error = NULL;

  write_text (good, example);
  g_assert_null (fiel_profile_load_or_last_good (fixture->folder, FALSE, fixture->kinds, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_MISSING);
  g_clear_error (&error);

  write_text (good, "what");
  write_text (fixture->path, "[fiel]\n[fiel]\n");
  g_assert_null (fiel_profile_load_or_last_good (fixture->folder, FALSE, fixture->kinds, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_DUPLICATE);
}

static void
test_training_store (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (FielProfile) again = NULL;
  g_autoptr (FielProfileDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  profile = fiel_profile_load_or_last_good (fixture->folder, TRUE, fixture->kinds, &error);
  g_assert_no_error (error);
  fiel_profile_set_practice_address (profile, "http://127.0.0.1:4711/");
  draft = fiel_profile_draft_new (profile, fixture->kinds, &error);
  g_assert_no_error (error);
  set (draft, "till", "name", "Practice till");
  g_assert_true (fiel_profile_draft_save (draft, &error));
  again = fiel_profile_load_training (fixture->folder, fixture->kinds, &error);
  g_assert_cmpstr (fiel_profile_get_till_name (again), ==, "Practice till");
  g_assert_true (fiel_profile_needs_practice_cloud (again));
}

/* -- From till to till -- */

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = beside (fixture, "out.conf");
  g_autofree char *with_callback
    = replace (example, "client-id=abc\n", "client-id=abc\ncallback-address=https://till.example/" TOKEN "\n");
  g_autoptr (FielProfileDraft) draft = open_text (fixture, with_callback);
  g_autoptr (GError) error = NULL;

  g_assert_true (fiel_profile_export (draft, file, FALSE, &error));
  assert_file (file, example);
  g_assert_false (fiel_profile_export (draft, file, FALSE, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NOT_WRITTEN);
  g_clear_error (&error);
  g_assert_true (fiel_profile_export (draft, file, TRUE, &error));
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, with_callback);

  g_assert_false (fiel_profile_export (draft, "/dev/full/x", TRUE, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NOT_WRITTEN);
}

/* The other till's file: another store name, another till name, no terminal "norte", an address of its own. */
static char *
write_other (Fixture *fixture)
{
  char *file = beside (fixture, "in.conf");
  g_autofree char *name = replace (example, "Almacén Ñandú", "Ñandú 2");
  g_autofree char *till = replace (name, "name=Caja 2\ncashier=Ana\n", "name=Caja 7\n");
  g_autofree char *chosen = replace (till, "default-terminal=norte", "default-terminal=sur");
  g_autofree char *text = replace (chosen, "[terminal norte]", "[terminal oeste]");

  write_text (file, text);

  return file;
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = write_other (fixture);
  g_autofree char *mine
    = replace (example, "client-id=abc\n", "client-id=old\ncallback-address=https://till.example/" TOKEN "\n");
  g_autofree char *wrong = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (FielProfileDraft) draft = open_text (fixture, mine);
  g_autoptr (GError) error = NULL;

  g_assert_true (fiel_profile_import (draft, file, FALSE, &error));
  g_assert_no_error (error);
  assert_value (draft, "store", "name", "Ñandú 2");
  assert_value (draft, "till", "name", "Caja 2");
  assert_value (draft, "till", "cashier", "Ana");
  /* The terminal this till started with is not among the others' any more. */
  assert_value (draft, "till", "default-terminal", "sur");
  assert_value (draft, "provider getnet", "client-id", "abc");
  assert_value (draft, "provider getnet", "callback-address", "https://till.example/" TOKEN);
  assert_file (fixture->path, mine);

  g_assert_true (fiel_profile_import (draft, file, TRUE, &error));
  assert_value (draft, "till", "name", "Caja 7");
  assert_value (draft, "till", "cashier", NULL);
  assert_value (draft, "provider getnet", "callback-address", NULL);

  wrong = replace (example, "currency=CLP", "currency=PESO");
  write_text (file, wrong);
  kept = g_strdup (fiel_profile_draft_get_text (draft));
  g_assert_false (fiel_profile_import (draft, file, FALSE, &error));
  g_assert_cmpuint (fiel_profile_error_get_line (error), ==, 8);
  g_assert_true (g_str_has_prefix (error->message, file));
  g_assert_cmpstr (fiel_profile_draft_get_text (draft), ==, kept);
}

#define PEOPLE "[person ana]\nname=Ana Riquelme\nrole=cashier\n[person marta]\nname=Marta Soto\nrole=manager\n"

/* A file that names nobody takes nobody away, --whole or not: whoever signs in goes on signing in. */
static void
test_import_keeps_people (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = write_other (fixture);
  g_autofree char *theirs = NULL;
  g_autofree char *nobody = replace (example, "cashier=Ana\n", "");
  g_autofree char *mine = g_strconcat (nobody, PEOPLE, NULL);
  g_autoptr (FielProfileDraft) draft = open_text (fixture, mine);
  g_autoptr (GError) error = NULL;

  for (guint whole = 0; whole < 2; whole++)
    {
      g_assert_true (fiel_profile_import (draft, file, whole == 1, &error));
      g_assert_no_error (error);
      assert_value (draft, "store", "name", "Ñandú 2");
      assert_value (draft, "person ana", "name", "Ana Riquelme");
      assert_value (draft, "person ana", "role", "cashier");
      assert_value (draft, "person marta", "role", "manager");
    }

  /* One name for the till means nothing beside them. */
  write_text (file, example);
  g_assert_true (fiel_profile_import (draft, file, FALSE, &error));
  g_assert_no_error (error);
  assert_value (draft, "person marta", "name", "Marta Soto");
  assert_value (draft, "till", "cashier", NULL);

  theirs = g_strconcat (nobody, "[person luis]\nname=Luis\nrole=manager\n", NULL);
  write_text (file, theirs);
  g_assert_true (fiel_profile_import (draft, file, FALSE, &error));
  g_assert_no_error (error);
  assert_value (draft, "person luis", "name", "Luis");
  assert_value (draft, "person marta", "name", NULL);
}

/* Where the file has people, the one name that the till had goes. */
static void
test_import_brings_people (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = beside (fixture, "in.conf");
  g_autofree char *nobody = replace (example, "cashier=Ana\n", "");
  g_autofree char *theirs = g_strconcat (nobody, PEOPLE, NULL);
  g_autoptr (FielProfileDraft) draft = open_text (fixture, example);
  g_autoptr (GError) error = NULL;

  write_text (file, theirs);
  g_assert_true (fiel_profile_import (draft, file, FALSE, &error));
  g_assert_no_error (error);
  assert_value (draft, "person marta", "role", "manager");
  assert_value (draft, "till", "cashier", NULL);
}

static void
test_import_into_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = write_other (fixture);
  g_autoptr (FielProfileDraft) draft = fiel_profile_draft_new_empty (fixture->folder, fixture->kinds);
  g_autoptr (GError) error = NULL;

  g_assert_true (fiel_profile_import (draft, file, FALSE, &error));
  assert_value (draft, "till", "name", "Caja 7");
  g_assert_true (fiel_profile_draft_save (draft, &error));
}

static void
add (const char *path, void (*function) (Fixture *, gconstpointer), gconstpointer data)
{
  g_test_add (path, Fixture, data, set_up, function, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/profile-draft/changes-one-line", test_changes_one_line, NULL);
  add ("/profile-draft/makes-a-group", test_makes_a_group, NULL);
  add ("/profile-draft/line-ends", test_line_ends, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/profile-draft/wrong/%s/%s/%zu", wrongs[i].group, wrongs[i].key, i);

      add (path, test_wrong_values, &wrongs[i]);
    }
  add ("/profile-draft/together", test_together, NULL);
  add ("/profile-draft/groups", test_groups, NULL);
  add ("/profile-draft/new-terminal", test_new_terminal, NULL);
  add ("/profile-draft/first-run", test_first_run, NULL);
  add ("/profile-draft/first-run-damaged", test_first_run_damaged, NULL);
  add ("/profile-draft/first-run-twice", test_first_run_twice, NULL);
  add ("/profile-draft/somebody-else", test_somebody_else, NULL);
  add ("/profile-draft/newer", test_newer, NULL);
  add ("/profile-draft/full-disk", test_full_disk, NULL);
  add ("/profile-draft/read-only-folder", test_read_only_folder, NULL);
  add ("/profile-draft/permissions", test_permissions, NULL);
  add ("/profile-draft/last-good", test_last_good, NULL);
  add ("/profile-draft/last-good-of-a-newer", test_last_good_of_a_newer, NULL);
  add ("/profile-draft/no-last-good", test_no_last_good, NULL);
  add ("/profile-draft/training-store", test_training_store, NULL);
  add ("/profile-draft/export", test_export, NULL);
  add ("/profile-draft/import", test_import, NULL);
  add ("/profile-draft/import-into-nothing", test_import_into_nothing, NULL);
  add ("/profile-draft/import-keeps-people", test_import_keeps_people, NULL);
  add ("/profile-draft/import-brings-people", test_import_brings_people, NULL);

  return g_test_run ();
}
