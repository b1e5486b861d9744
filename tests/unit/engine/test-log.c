/* test-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-log.h"
#include "fiel-manual-clock.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* The log of the program: what is kept, what is hidden, and that it never grows or disturbs. */

#define DOMAIN "fiel-engine"

typedef struct
{
  FielManualClock *clock;
  char *folder;
  char *path;
  char *older;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("fiel-log-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "fiel.log", NULL);
  fixture->older = g_build_filename (fixture->folder, "fiel.log.1", NULL);
  fixture->clock = fiel_manual_clock_new ();
  fiel_log_begin (FIEL_CLOCK (fixture->clock), fixture->folder, FIEL_LOG_NORMAL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fiel_log_end ();
  g_remove (fixture->path);
  g_remove (fixture->older);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->older);
  g_free (fixture->folder);
  g_object_unref (fixture->clock);
}

static char *
read_file (Fixture *fixture)
{
  char *text = NULL;

  return g_file_get_contents (fixture->path, &text, NULL, NULL) ? text : g_strdup ("");
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GDateTime) when = NULL;
  GStatBuf status;

  g_log (DOMAIN, G_LOG_LEVEL_MESSAGE, "the terminal\nsaid %d", 7);
  text = read_file (fixture);
  words = g_strsplit (text, " ", 2);
  when = g_date_time_new_from_iso8601 (words[0], NULL);
  g_assert_nonnull (when);
  g_assert_cmpint (g_date_time_to_unix (when) * G_USEC_PER_SEC + g_date_time_get_microsecond (when), ==,
                   fiel_clock_get_wall_us (FIEL_CLOCK (fixture->clock)));
  g_assert_cmpstr (words[1], ==, "message fiel-engine: the terminal / said 7\n");

  all = fiel_log_read ();
  g_assert_cmpstr (all, ==, text);

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_levels (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    FielLogLevel level;
    const char *expected;
  } cases[] = {
    { FIEL_LOG_TROUBLE, "" },
    { FIEL_LOG_NORMAL, "message other" },
    { FIEL_LOG_DETAILED, "message other,info ours" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (GString) seen = g_string_new (NULL);
      g_auto (GStrv) lines = NULL;

      g_remove (fixture->path);
      fiel_log_set_level (cases[i].level);
      g_log ("Gtk", G_LOG_LEVEL_MESSAGE, "other");
      g_log ("Gtk", G_LOG_LEVEL_INFO, "other");
      g_log (DOMAIN, G_LOG_LEVEL_INFO, "ours");

      text = read_file (fixture);
      lines = g_strsplit (text, "\n", -1);
      for (char **line = lines; *line != NULL && **line != '\0'; line++)
        {
          g_auto (GStrv) words = g_strsplit (*line, " ", 4);

          g_string_append_printf (seen, "%s%s %s", seen->len > 0 ? "," : "", words[1], words[3]);
        }
      g_assert_cmpstr (seen->str, ==, cases[i].expected);
    }
}

static void
test_hidden (void)
{
  static const struct
  {
    const char *text;
    const char *canary;
    const char *stays;
  } cases[] = {
    { "Authorization: Bearer abc.def-ghi123", "abc", "Authorization" },
    { "authorization=Basic dXNlcjpwYXNz", "dXNl", NULL },
    { "{\"client_secret\": \"s3cr3t value\", \"id\": \"a1\"}", "s3cr3t", "\"id\": \"a1\"" },
    { "client-secret=hunter2&grant=x", "hunter2", "grant=x" },
    { "access_token: 12345", "12345", NULL },
    { "X-API-KEY: topkey", "topkey", "X-API-KEY" },
    { "the PIN = 482913, again", "482913", "again" },
    { "password='two words' done", "two words", "done" },
    { "sent Bearer QUJDREVGR0g= to it", "QUJD", "to it" },
    { "a token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln there", "eyJ", "there" },
    { "hash $argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA end", "aGFzaA", "end" },
    { "POST /callback/Tq3vX90aLmPz8RkW HTTP", "Tq3vX90aLmPz8RkW", "HTTP" },
    { "https://user:word@getnet.example/x", "word", "getnet.example/x" },
    { "card 4111 1111 1111 1111 read", "4111 1111", "1111 read" },
    { "bytes \xff token=zzz9", "zzz9", "bytes" },
  };
  static const char *const harmless[] = {
    "Attempt 0f8c4a52-1f0e-4b3c-9a51-7e0d1c2b3a49: a check came to nothing: time out",
    "Provider getnet is not set up: the keyring is locked",
    "amount 12990 CLP on terminal norte",
    "spinning: 3 shipping: 4",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *redacted = fiel_log_redact (cases[i].text);
      g_autofree char *twice = fiel_log_redact (redacted);

      g_test_message ("%s", redacted);
      g_assert_null (strstr (redacted, cases[i].canary));
      if (cases[i].stays != NULL)
        g_assert_nonnull (strstr (redacted, cases[i].stays));
      g_assert_cmpstr (twice, ==, redacted);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_autofree char *redacted = fiel_log_redact (harmless[i]);

      g_assert_cmpstr (redacted, ==, harmless[i]);
    }
}

static void
test_canary (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_log (DOMAIN, G_LOG_LEVEL_MESSAGE, "the answer: {\"token\":\"CANARY\"} for 5500005555555559");
  text = read_file (fixture);
  g_assert_nonnull (strstr (text, "the answer"));
  g_assert_null (strstr (text, "CANARY"));
  g_assert_null (strstr (text, "5500005555555559"));
}

static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *padding = g_strnfill (1000, 'x');
  g_autofree char *all = NULL;
  GStatBuf status;

  for (guint i = 0; i < 3 * FIEL_LOG_MAX_BYTES / 1000; i++)
    g_log (DOMAIN, G_LOG_LEVEL_MESSAGE, "%u %s", i, padding);

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_size, <=, FIEL_LOG_MAX_BYTES);
  g_assert_cmpint (g_stat (fixture->older, &status), ==, 0);
  g_assert_cmpint (status.st_size, <=, FIEL_LOG_MAX_BYTES);
  all = fiel_log_read ();
  g_assert_true (g_str_has_suffix (all, "x\n"));
  g_assert_cmpuint (strlen (all), >, FIEL_LOG_MAX_BYTES);
}

/* The folder goes away and comes back: nobody is disturbed, and the log says what is missing. */
static void
test_folder_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_log (DOMAIN, G_LOG_LEVEL_MESSAGE, "one");
  g_log (DOMAIN, G_LOG_LEVEL_MESSAGE, "two");
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  g_log (DOMAIN, G_LOG_LEVEL_MESSAGE, "three");

  text = read_file (fixture);
  g_assert_true (g_str_has_prefix (text, "(2 lines before this one could not be written)\n"));
  g_assert_true (g_str_has_suffix (text, "three\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* A test program of newer GLib keeps what is said to itself. */
  g_log_set_default_handler (g_log_default_handler, NULL);

  g_test_add ("/log/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/log/levels", Fixture, NULL, set_up, test_levels, tear_down);
  g_test_add_func ("/log/hidden", test_hidden);
  g_test_add ("/log/canary", Fixture, NULL, set_up, test_canary, tear_down);
  g_test_add ("/log/bounded", Fixture, NULL, set_up, test_bounded, tear_down);
  g_test_add ("/log/folder-gone", Fixture, NULL, set_up, test_folder_gone, tear_down);

  return g_test_run ();
}
