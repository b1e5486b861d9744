/* test-help-topic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-help-topic.h"

#include <string.h>

/* Each topic is whole and found by what people type, and what it says it explains is there. */

static void
test_topics (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_topics = 0;
  const FielHelpTopic *topics = fiel_help_topics (&n_topics);

  g_assert_cmpuint (n_topics, >, 10);
  for (guint i = 0; i < n_topics; i++)
    {
      guint n_paragraphs = g_strv_length ((char **) topics[i].paragraphs);

      g_test_message ("%s", topics[i].key);
      g_assert_true (g_hash_table_add (keys, (gpointer) topics[i].key));
      g_assert_cmpstr (topics[i].title, !=, "");
      g_assert_cmpuint (n_paragraphs, >, 1);
      g_assert_cmpuint (n_paragraphs, <=, FIEL_HELP_TOPIC_MAX_PARAGRAPHS);
      g_assert_true (i == 0 || topics[i].reader >= topics[i - 1].reader);
    }
}

/* FielTillPage is in fiel-till-page.c. */
static char *
make_file_name (const char *page)
{
  GString *name = g_string_new (NULL);

  for (const char *c = page; *c != '\0'; c++)
    {
      if (g_ascii_isupper (*c) && c != page)
        g_string_append_c (name, '-');
      g_string_append_c (name, g_ascii_tolower (*c));
    }
  g_string_append (name, ".c");

  return g_string_free (name, FALSE);
}

static void
test_pages (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_topics = 0;
  const FielHelpTopic *topics = fiel_help_topics (&n_topics);

  for (guint i = 0; i < n_topics; i++)
    {
      for (gsize j = 0; topics[i].pages[j] != NULL; j++)
        {
          g_autofree char *name = make_file_name (topics[i].pages[j]);
          g_autofree char *path = g_build_filename (APP_FOLDER, name, NULL);

          g_test_message ("%s", topics[i].pages[j]);
          g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
          g_assert_true (g_hash_table_add (seen, (gpointer) topics[i].pages[j]));
        }
    }
}

static const FielHelpTopic *
find_topic (const char *key)
{
  guint n_topics = 0;
  const FielHelpTopic *topics = fiel_help_topics (&n_topics);

  for (guint i = 0; i < n_topics; i++)
    {
      if (g_str_equal (topics[i].key, key))
        return &topics[i];
    }

  g_assert_not_reached ();
}

static void
test_search (void)
{
  const FielHelpTopic *shift = find_topic ("shift");

  g_assert_true (fiel_help_topic_matches (shift, ""));
  g_assert_true (fiel_help_topic_matches (shift, "f9"));
  g_assert_true (fiel_help_topic_matches (shift, "Z REPORT"));
  g_assert_true (fiel_help_topic_matches (shift, "  drawer  close "));
  g_assert_false (fiel_help_topic_matches (shift, "z report keyring"));
  g_assert_false (fiel_help_topic_matches (find_topic ("payment"), "f9"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/help-topic/topics", test_topics);
  g_test_add_func ("/app/help-topic/pages", test_pages);
  g_test_add_func ("/app/help-topic/search", test_search);

  return g_test_run ();
}
