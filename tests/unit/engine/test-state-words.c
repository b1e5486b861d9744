/* test-state-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-state-words.h"

#include <libintl.h>
#include <locale.h>

/* Every state has words, no two of a kind the same where they would be taken for each other, none of them is what a
 * program reads, and all are said in the languages that Fiel speaks. */

typedef const char *(*NameFunc) (int value);

static const char *
name_sale (int value)
{
  return fiel_state_words_outcome (FIEL_ATTEMPT_KIND_SALE, (FielOutcome) value);
}

static const char *
name_void (int value)
{
  return fiel_state_words_outcome (FIEL_ATTEMPT_KIND_VOID, (FielOutcome) value);
}

static const char *
name_state (int value)
{
  return fiel_state_words_state ((FielAttemptState) value);
}

static const char *
name_reason (int value)
{
  return fiel_state_words_reason ((FielReason) value);
}

static const char *
name_availability (int value)
{
  return fiel_state_words_availability ((FielAvailability) value, FALSE);
}

static const char *
name_probe_step (int value)
{
  return fiel_state_words_probe_step ((FielProbeStepState) value);
}

static const char *
name_shift_item (int value)
{
  return fiel_state_words_shift_item ((FielShiftItemState) value);
}

static const struct
{
  NameFunc name;
  int first, end;
  gboolean distinct;
} all[] = {
  { name_sale, FIEL_OUTCOME_NONE, FIEL_N_OUTCOMES, TRUE },
  { name_void, FIEL_OUTCOME_NONE, FIEL_N_OUTCOMES, TRUE },
  { name_state, FIEL_ATTEMPT_STATE_PROPOSED, FIEL_N_ATTEMPT_STATES, FALSE },
  { name_reason, FIEL_REASON_DECLINED, FIEL_N_REASONS, TRUE },
  { name_availability, FIEL_AVAILABILITY_NOT_CHECKED, FIEL_N_AVAILABILITIES, TRUE },
  { name_probe_step, FIEL_PROBE_STEP_WAITING, FIEL_N_PROBE_STEP_STATES, TRUE },
  { name_shift_item, FIEL_SHIFT_ITEM_WAITING, FIEL_SHIFT_ITEM_BLOCKED + 1, TRUE },
};

/* Of a group, in the language that is set. Returns: (transfer full): every word in its order. */
static GPtrArray *
list_words (guint group)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (int value = all[group].first; value < all[group].end; value++)
    g_ptr_array_add (words, g_strdup (all[group].name (value)));

  return g_steal_pointer (&words);
}

static void
test_every_one (void)
{
  for (guint group = 0; group < G_N_ELEMENTS (all); group++)
    {
      g_autoptr (GPtrArray) words = list_words (group);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < words->len; i++)
        {
          const char *word = g_ptr_array_index (words, i);

          g_assert_true (g_unichar_isupper (g_utf8_get_char (word)));
          g_assert_true (g_hash_table_add (seen, (gpointer) word) || !all[group].distinct);
        }
    }
}

static void
test_open_ones (void)
{
  static const char *const words[FIEL_N_ATTEMPT_STATES]
    = { "Sending", "Sending", "On the terminal", "On the terminal", "Not confirmed", "Not confirmed" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpstr (fiel_state_words_state ((FielAttemptState) i), ==, words[i]);
  g_assert_cmpstr (fiel_state_words_outcome (FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_NONE), ==, "Not confirmed");
  g_assert_cmpstr (fiel_state_words_outcome (FIEL_ATTEMPT_KIND_REFUND, FIEL_OUTCOME_NONE), ==, "Not confirmed");
  g_assert_cmpstr (fiel_state_words_reason (FIEL_REASON_NONE), ==, "");
}

static void
test_others (void)
{
  g_assert_cmpstr (fiel_state_words_environment ("production"), ==, "LIVE");
  g_assert_cmpstr (fiel_state_words_environment ("test"), ==, "TEST");
  g_assert_cmpstr (fiel_state_words_environment ("training"), ==, "TRAINING");
  g_assert_cmpstr (fiel_state_words_availability (FIEL_AVAILABILITY_OURS, TRUE), !=,
                   fiel_state_words_availability (FIEL_AVAILABILITY_OURS, FALSE));
  g_assert_cmpstr (fiel_state_words_contradicted (), ==, "Contradicted");
}

static void
set_language (const char *language)
{
  g_assert_true (g_setenv ("LANGUAGE", language, TRUE));
  /* gettext forgets what it found before. */
  g_assert_nonnull (setlocale (LC_MESSAGES, ""));
}

static void
test_translated (void)
{
  static const char *const languages[] = { "es", "pt_BR" };

  for (guint group = 0; group < G_N_ELEMENTS (all); group++)
    {
      g_autoptr (GPtrArray) words = list_words (group);

      for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
        {
          g_autoptr (GPtrArray) said = NULL;

          set_language (languages[i]);
          said = list_words (group);
          set_language ("en");
          for (guint j = 0; j < words->len; j++)
            g_assert_cmpstr (g_ptr_array_index (said, j), !=, g_ptr_array_index (words, j));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  g_assert_nonnull (bindtextdomain ("fiel", g_getenv ("FIEL_TEST_LOCALE")));
  bind_textdomain_codeset ("fiel", "UTF-8");
  set_language ("en");

  g_test_add_func ("/state-words/every-one", test_every_one);
  g_test_add_func ("/state-words/open-ones", test_open_ones);
  g_test_add_func ("/state-words/others", test_others);
  g_test_add_func ("/state-words/translated", test_translated);

  return g_test_run ();
}
