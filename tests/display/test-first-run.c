/* test-first-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The assistant from one end to the other: every step left and taken up again, what another till exported, keys and
 * words, and the practice sale. */

#include "fiel-attempt-private.h"
#include "fiel-first-run-store.h"
#include "fiel-keys-card.h"
#include "fiel-test.h"
#include "fiel-window-test.h"
#include "first-run-fixture.h"

#include <string.h>

/* -- From one end to the other -- */

static void
test_training (FirstRunFixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;

  first_run_go_to_keys (fixture);
  g_assert_false (fixture->finished);
  first_run_go_on (fixture);
  g_assert_true (fixture->finished);

  profile = first_run_load_profile (fixture);
  g_assert_cmpstr (fiel_profile_get_store_name (profile), ==, "Almacén La Higuera");
  g_assert_cmpstr (fiel_profile_get_country (profile), ==, "cl");
  g_assert_cmpstr (fiel_profile_get_currency (profile)->code, ==, "CLP");
  g_assert_cmpstr (fiel_profile_get_till_name (profile), ==, "Caja 2");
  g_assert_cmpstr (fiel_profile_get_cashier_name (profile), ==, "Ana");
  g_assert_cmpint (fiel_profile_get_environment (profile), ==, FIEL_ENVIRONMENT_TRAINING);
  g_assert_cmpuint (fiel_profile_get_terminals (profile)->len, ==, FIEL_FIRST_RUN_N_PRACTICE_TERMINALS);
  g_assert_true (fiel_profile_needs_practice_cloud (profile));
}

static void
test_provider (FirstRunFixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;
  g_autofree char *text = NULL;
  const FielProfileTerminal *terminal = NULL;

  first_run_go_to_account (fixture);
  first_run_type_into (fixture, "client_id", "la-higuera");
  first_run_type_into (fixture, "secret", "s3cret-of-the-shop");
  first_run_go_on (fixture);
  fiel_test_run_until (first_run_is_at_till, fixture, "the account is good", 30);
  g_assert_cmpstr (fixture->drawer->secret, ==, "getnet/client-secret/s3cret-of-the-shop");
  g_assert_true (gtk_widget_get_visible (first_run_on_page (fixture, "terminal_group")));

  first_run_type_into (fixture, "name", "Caja 2");
  first_run_type_into (fixture, "cashier", "Ana");
  first_run_type_into (fixture, "terminal_name", "Terminal Café");
  adw_combo_row_set_selected (first_run_on_page (fixture, "terminal"), 1);
  first_run_go_on (fixture);
  first_run_go_on_without_pin (fixture);
  first_run_go_on (fixture);
  first_run_go_on (fixture);
  g_assert_true (fixture->finished);

  profile = first_run_load_profile (fixture);
  terminal = g_ptr_array_index (fiel_profile_get_terminals (profile), 0);
  g_assert_cmpint (fiel_profile_get_environment (profile), ==, FIEL_ENVIRONMENT_TEST);
  g_assert_cmpuint (fiel_profile_get_terminals (profile)->len, ==, 1);
  g_assert_cmpstr (terminal->key, ==, "terminal-cafe");
  g_assert_cmpstr (terminal->terminal_id, ==, "70011224");
  g_assert_cmpstr (fiel_profile_get_default_terminal (profile), ==, "terminal-cafe");
  g_assert_true (g_file_get_contents (fiel_profile_get_path (profile), &text, NULL, NULL));
  g_assert_null (strstr (text, "s3cret"));
}

/* -- From another till, and onto paper -- */

#define EXPORTED                                                                                                       \
  "[fiel]\nversion=1\n[store]\nname=Almacén La Higuera\ncountry=cl\ncurrency=CLP\n[till]\nname=Caja 9\n"           \
  "max-sale=50000\n[provider getnet]\nkind=getnet\nenvironment=test\nbase-address=https://test.cl.example/\n"         \
  "client-id=la-higuera\n[terminal barra]\nprovider=getnet\nname=Barra\nterminal-id=70011223\nbranch-id=24680\n"     \
  "serial-number=ABC900000001\n"

static void
import (FirstRunFixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "from-another-till.conf", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  fiel_first_run_store_import (
      FIEL_FIRST_RUN_STORE (gtk_stack_get_visible_child (first_run_in_window (fixture, "pages"))), path);
  fiel_test_drain ();
}

/* What another till knows is not asked again: only the secrets, and what belongs to this till. */
static void
test_import (FirstRunFixture *fixture, gconstpointer data)
{
  g_autoptr (FielProfile) profile = NULL;
  g_autofree char *text = NULL;
  const FielProfileTerminal *terminal = NULL;

  first_run_go_to_store (fixture);
  import (fixture, EXPORTED);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (first_run_on_page (fixture, "client_id"))), ==, "la-higuera");
  first_run_close_assistant (fixture);
  first_run_open_assistant (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT);
  first_run_type_into (fixture, "secret", "s3cret");
  first_run_go_on (fixture);
  fiel_test_run_until (first_run_is_at_till, fixture, "the account is good", 30);
  g_assert_false (gtk_widget_get_visible (first_run_on_page (fixture, "terminal_group")));
  first_run_type_into (fixture, "name", "Caja 3");
  first_run_go_on (fixture);
  first_run_go_on_without_pin (fixture);
  first_run_go_on (fixture);
  first_run_go_on (fixture);
  g_assert_true (fixture->finished);

  profile = first_run_load_profile (fixture);
  g_assert_cmpstr (fiel_profile_get_store_name (profile), ==, "Almacén La Higuera");
  g_assert_cmpstr (fiel_profile_get_till_name (profile), ==, "Caja 3");
  g_assert_cmpuint (fiel_profile_get_terminals (profile)->len, ==, 1);
  terminal = g_ptr_array_index (fiel_profile_get_terminals (profile), 0);
  g_assert_cmpstr (terminal->name, ==, "Barra");
  g_assert_true (g_file_get_contents (fiel_profile_get_path (profile), &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "max-sale=50000"));
}

static void
test_import_nonsense (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_go_to_store (fixture);
  import (fixture, "this is no profile");
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_STORE);
  g_assert_true (gtk_widget_get_visible (first_run_on_page (fixture, "imported")));
  g_assert_cmpstr (gtk_label_get_label (first_run_on_page (fixture, "imported")), !=, "");
  first_run_type_into (fixture, "name", "Kiosco");
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_START);
}

/* The card says every key that the page says. */
static void
test_card (FirstRunFixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "Digits, then Enter", "F3", "F4", "F5", "F9", "F12", "Esc" };
  g_autoptr (FielDocument) card = fiel_keys_card_new ();
  g_autofree char *text = fiel_document_to_text (card, 48);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_nonnull (strstr (text, keys[i]));
  first_run_go_to_keys (fixture);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (first_run_on_page (fixture, "next")),
                                   "Next the till opens, in training:"));
}

/* -- Leaving and coming back -- */

typedef struct
{
  const char *name;
  void (*go) (FirstRunFixture *fixture);
  FielFirstRunStep step;
} Leaving;

static void
stay (FirstRunFixture *fixture)
{
}

static const Leaving leavings[] = {
  { "language", stay, FIEL_FIRST_RUN_STEP_LANGUAGE },
  { "store", first_run_go_to_store, FIEL_FIRST_RUN_STEP_STORE },
  { "start", first_run_go_to_start, FIEL_FIRST_RUN_STEP_START },
  { "account", first_run_go_to_account, FIEL_FIRST_RUN_STEP_ACCOUNT },
  { "till", first_run_go_to_till, FIEL_FIRST_RUN_STEP_TILL },
  { "pin", first_run_go_to_pin, FIEL_FIRST_RUN_STEP_PIN },
  { "sale", first_run_go_to_sale, FIEL_FIRST_RUN_STEP_SALE },
  { "keys", first_run_go_to_keys, FIEL_FIRST_RUN_STEP_KEYS },
};

static void
test_left_and_taken_up (FirstRunFixture *fixture, gconstpointer data)
{
  const Leaving *leaving = data;
  g_autofree char *profile = g_build_filename (fixture->folder, "profile.conf", NULL);

  leaving->go (fixture);
  first_run_assert_step (fixture, leaving->step);
  first_run_close_assistant (fixture);
  g_assert_false (g_file_test (profile, G_FILE_TEST_EXISTS));

  first_run_open_assistant (fixture);
  first_run_assert_step (fixture, leaving->step);
  while (fiel_first_run_get_step (fixture->window) > FIEL_FIRST_RUN_STEP_STORE)
    first_run_go_back (fixture);
  if (leaving->step <= FIEL_FIRST_RUN_STEP_STORE)
    return;
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (first_run_on_page (fixture, "name"))), ==,
                   "Almacén La Higuera");
}

/* What was typed on the page that is left is not lost, if it is right. */
static void
test_half_an_answer (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_go_to_store (fixture);
  first_run_type_into (fixture, "name", "Almacén");
  adw_combo_row_set_selected (first_run_on_page (fixture, "country"), 1);
  first_run_close_assistant (fixture);
  first_run_open_assistant (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_STORE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (first_run_on_page (fixture, "name"))), ==, "Almacén");
  g_assert_cmpuint (adw_combo_row_get_selected (first_run_on_page (fixture, "country")), ==, 1);
}

static void
test_nonsense_beside_the_profile (FirstRunFixture *fixture, gconstpointer data)
{
  g_autofree char *step = g_build_filename (fixture->folder, "first-run.conf", NULL);
  g_autofree char *draft = g_build_filename (fixture->folder, "profile.draft.conf", NULL);

  first_run_close_assistant (fixture);
  g_assert_true (g_file_set_contents (step, "[first-run]\nstep=keys\nconnects=perhaps\n", -1, NULL));
  g_assert_true (g_file_set_contents (draft, "this is no key file", -1, NULL));
  first_run_open_assistant (fixture);
  g_assert_cmpint (fiel_first_run_get_step (fixture->window), <=, FIEL_FIRST_RUN_STEP_STORE);
}

static void
test_folder_read_only (FirstRunFixture *fixture, gconstpointer data)
{
  g_autofree char *profile = g_build_filename (fixture->folder, "profile.conf", NULL);

  first_run_go_to_keys (fixture);
  /* A folder in the profile's place cannot be replaced by a file, whoever runs this. */
  g_assert_cmpint (g_mkdir_with_parents (profile, 0700), ==, 0);
  first_run_go_on (fixture);
  g_assert_false (fixture->finished);
  first_run_assert_refused (fixture, FIEL_FIRST_RUN_STEP_KEYS, NULL);
}

/* -- Keys and words -- */

static void
test_enter_and_escape (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_LANGUAGE);
  g_assert_true (first_run_press_enter (fixture));
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_STORE);
  first_run_type_into (fixture, "name", "Almacén");
  /* Not from a line of text: it has an Enter of its own. */
  g_assert_false (first_run_press_enter (fixture));
  g_signal_emit_by_name (first_run_on_page (fixture, "name"), "entry-activated");
  fiel_test_drain ();
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_START);
  /* Nor from a choice that is not made: that Enter makes it. */
  gtk_widget_grab_focus (first_run_on_page (fixture, "provider"));
  g_assert_false (first_run_press_enter (fixture));
  gtk_widget_grab_focus (first_run_on_page (fixture, "training"));
  g_assert_true (first_run_press_enter (fixture));
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_TILL);
  first_run_go_back (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_START);
  first_run_go_back (fixture);
  first_run_go_back (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_LANGUAGE);
  first_run_go_back (fixture);
  g_assert_null (fixture->window);
}

static gboolean
is_next_in_sight (gpointer user_data)
{
  FirstRunFixture *fixture = user_data;
  GtkWidget *next = first_run_in_window (fixture, "next");
  GtkWidget *window = GTK_WIDGET (fixture->window);
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (next) && gtk_widget_get_height (window) <= 680
         && gtk_widget_compute_bounds (next, window, &bounds) && bounds.size.height > 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (window);
}

/* In the window as it opens, the way on is never below the fold. */
static void
test_next_in_sight (FirstRunFixture *fixture, gconstpointer data)
{
  FielFirstRunStep step;

  first_run_go_to_keys (fixture);
  do
    {
      step = fiel_first_run_get_step (fixture->window);
      g_test_message ("%s", gtk_label_get_label (first_run_in_window (fixture, "title")));
      fiel_test_run_until (is_next_in_sight, fixture, gtk_label_get_label (first_run_in_window (fixture, "title")), 20);
      first_run_go_back (fixture);
    }
  while (step > FIEL_FIRST_RUN_STEP_STORE);
  fiel_test_run_until (is_next_in_sight, fixture, "the languages", 20);
}

static void
test_words (FirstRunFixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  fiel_window_test_assert_label (fixture->window, "position", "Step 1 of 7");
  g_assert_false (gtk_widget_get_visible (first_run_in_window (fixture, "back")));
  first_run_go_to_keys (fixture);
  fiel_window_test_assert_label (fixture->window, "position", "Step 7 of 7");
  g_assert_true (gtk_widget_get_visible (first_run_in_window (fixture, "back")));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (first_run_in_window (fixture, "next")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Start practising");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (gtk_stack_get_visible_child (first_run_in_window (fixture, "pages"))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "The keys to remember");
  while (fiel_first_run_get_step (fixture->window) > FIEL_FIRST_RUN_STEP_LANGUAGE)
    {
      g_hash_table_add (titles, g_strdup (gtk_label_get_label (first_run_in_window (fixture, "title"))));
      first_run_go_back (fixture);
      /* The way on says where it leads. */
      if (fiel_first_run_get_step (fixture->window) == FIEL_FIRST_RUN_STEP_START)
        gtk_test_accessible_assert_property (GTK_ACCESSIBLE (first_run_in_window (fixture, "next")),
                                             GTK_ACCESSIBLE_PROPERTY_LABEL, "Next: name this till");
    }
  g_hash_table_add (titles, g_strdup (gtk_label_get_label (first_run_in_window (fixture, "title"))));
  g_assert_cmpuint (g_hash_table_size (titles), ==, 7);
}

/* Every page fits into 360 pixels with text twice as large. */
static void
assert_fits (FirstRunFixture *fixture)
{
  int least = 0;

  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_test_message ("%s: %d pixels", gtk_label_get_label (first_run_in_window (fixture, "title")), least);
  g_assert_cmpint (least, <=, 360);
}

static void
test_large_text (FirstRunFixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  first_run_trouble_to_find = FIEL_TROUBLE_CERTIFICATE_UNTRUSTED;
  first_run_step_to_fail = FIEL_PROVIDER_STEP_CONNECTION;
  first_run_go_to_account (fixture);
  adw_combo_row_set_selected (first_run_on_page (fixture, "environment"), 1);
  first_run_type_into (fixture, "client_id", "la-higuera");
  first_run_go_on (fixture);
  fiel_test_run_until (first_run_has_page_trouble, fixture, "the connection is not trusted", 30);
  assert_fits (fixture);
  g_signal_emit_by_name (first_run_on_page (fixture, "anyway"), "clicked");
  fiel_test_run_until (first_run_is_at_till, fixture, "it goes on", 30);
  assert_fits (fixture);
  while (fiel_first_run_get_step (fixture->window) > FIEL_FIRST_RUN_STEP_LANGUAGE)
    {
      first_run_go_back (fixture);
      assert_fits (fixture);
    }
  first_run_go_to_pin (fixture);
  assert_fits (fixture);
  first_run_go_on_without_pin (fixture);
  assert_fits (fixture);
  first_run_go_on (fixture);
  assert_fits (fixture);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

#define N_FRAMES 4

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;

  return ++*n_frames < N_FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_drawn (gpointer user_data)
{
  return *(const guint *) user_data >= N_FRAMES;
}

/* Whole, where the page has its place by now; the button at the bottom does not scroll. */
static void
assert_keyboard_in_sight (FirstRunFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  guint n_frames = 0;

  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->window), frame_cb, &n_frames, NULL);
  fiel_test_run_until (is_drawn, &n_frames, "some frames", 10);
  g_assert_nonnull (focus);
  if (gtk_widget_get_ancestor (focus, GTK_TYPE_SCROLLED_WINDOW) != NULL && !first_run_is_in_sight (focus))
    g_error ("“%s”: what has the keyboard is out of sight",
             gtk_label_get_label (first_run_in_window (fixture, "title")));
}

/* Nobody types into a line that is below the fold. */
static void
test_keyboard_in_sight (FirstRunFixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 720, 600);
  assert_keyboard_in_sight (fixture);
  first_run_go_to_account (fixture);
  assert_keyboard_in_sight (fixture);
  while (fiel_first_run_get_step (fixture->window) > FIEL_FIRST_RUN_STEP_LANGUAGE)
    {
      first_run_go_back (fixture);
      assert_keyboard_in_sight (fixture);
    }
  first_run_go_to_pin (fixture);
  assert_keyboard_in_sight (fixture);
  first_run_go_back (fixture);
  assert_keyboard_in_sight (fixture);
  first_run_go_on (fixture);
  first_run_go_on_without_pin (fixture);
  assert_keyboard_in_sight (fixture);
  first_run_go_on (fixture);
  assert_keyboard_in_sight (fixture);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* -- The practice sale -- */

static void
test_practice_sale (FirstRunFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  first_run_go_to_sale (fixture);
  g_assert_cmpstr (gtk_label_get_label (first_run_on_page (fixture, "charge_label")), ==, "Charge $1.250 in training");
  g_signal_emit_by_name (first_run_on_page (fixture, "charge"), "clicked");
  fiel_manual_clock_advance (fixture->clock, 1);
  fiel_test_drain ();
  g_assert_nonnull (fixture->engine);
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (fixture->engine), ==, 1);
  attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  g_assert_cmpint (fiel_attempt_get_amount (attempt).minor, ==, 1250);
  g_assert_false (gtk_widget_get_sensitive (first_run_on_page (fixture, "charge")));

  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 1250);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_test_drain ();
  g_assert_true (g_str_has_prefix (gtk_label_get_label (first_run_on_page (fixture, "news")), "Approved."));
  g_assert_true (gtk_widget_get_sensitive (first_run_on_page (fixture, "charge")));
  g_clear_object (&attempt);
  fiel_test_drain ();
  g_assert_null (fixture->engine);
}

/* What is practised is charged in the money of the store. */
static void
test_practice_sale_elsewhere (FirstRunFixture *fixture, gconstpointer data)
{
  g_autoptr (FielAttempt) attempt = NULL;

  first_run_go_to_store (fixture);
  adw_combo_row_set_selected (first_run_on_page (fixture, "country"), 1);
  fiel_test_drain ();
  first_run_type_into (fixture, "name", "Kiosco");
  first_run_go_on (fixture);
  first_run_go_on (fixture);
  first_run_type_into (fixture, "cashier", "Ana");
  first_run_go_on (fixture);
  first_run_go_on_without_pin (fixture);
  g_assert_cmpstr (gtk_label_get_label (first_run_on_page (fixture, "charge_label")), ==, "Charge $12,50 in training");
  g_signal_emit_by_name (first_run_on_page (fixture, "charge"), "clicked");
  fiel_manual_clock_advance (fixture->clock, 1);
  fiel_test_drain ();
  g_assert_cmpuint (fiel_fake_engine_get_n_charges (fixture->engine), ==, 1);
  attempt = g_list_model_get_item (fiel_engine_get_attempts (fixture->engine), 0);
  g_assert_cmpstr (fiel_attempt_get_amount (attempt).currency->code, ==, "ARS");
}

static void
test_sale_passed_over (FirstRunFixture *fixture, gconstpointer data)
{
  first_run_go_to_sale (fixture);
  g_signal_emit_by_name (first_run_on_page (fixture, "charge"), "clicked");
  fiel_test_drain ();
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_KEYS);
  /* It was opening when it was passed over: it opens and ends all the same, and nothing is charged. */
  fiel_manual_clock_advance (fixture->clock, 1);
  fiel_test_drain ();
  g_assert_null (fixture->engine);
}

#define ADD(path, function) \
  g_test_add (path, FirstRunFixture, NULL, first_run_set_up, function, first_run_tear_down)

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  ADD ("/first-run/training", test_training);
  ADD ("/first-run/provider", test_provider);
  ADD ("/first-run/import", test_import);
  ADD ("/first-run/import-nonsense", test_import_nonsense);
  ADD ("/first-run/card", test_card);
  ADD ("/first-run/half-an-answer", test_half_an_answer);
  ADD ("/first-run/nonsense-beside-the-profile", test_nonsense_beside_the_profile);
  ADD ("/first-run/folder-read-only", test_folder_read_only);
  ADD ("/first-run/enter-and-escape", test_enter_and_escape);
  ADD ("/first-run/words", test_words);
  ADD ("/first-run/next-in-sight", test_next_in_sight);
  ADD ("/first-run/large-text", test_large_text);
  ADD ("/first-run/keyboard-in-sight", test_keyboard_in_sight);
  ADD ("/first-run/practice-sale", test_practice_sale);
  ADD ("/first-run/practice-sale-elsewhere", test_practice_sale_elsewhere);
  ADD ("/first-run/sale-passed-over", test_sale_passed_over);
  for (gsize i = 0; i < G_N_ELEMENTS (leavings); i++)
    {
      g_autofree char *path = g_strconcat ("/first-run/left-and-taken-up/", leavings[i].name, NULL);

      g_test_add (path, FirstRunFixture, &leavings[i], first_run_set_up, test_left_and_taken_up, first_run_tear_down);
    }

  return g_test_run ();
}
