/* test-taste.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-amount-display.h"
#include "fiel-attempt-private.h"
#include "fiel-cue-player.h"
#include "fiel-cues.h"
#include "fiel-customer-window.h"
#include "fiel-sound-page.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

#include <math.h>
#include <string.h>

/* What people set for a workstation: what is heard and when, the customer's window, large display, motion, light and
 * dark. The cues are counted where they are asked for; no machine of a test has a sound server. */

#define SECOND G_USEC_PER_SEC

static const FielWindowTestStore live = { .environment = "production" };

typedef struct
{
  FielCues *cues;   /* owned */
  GString *heard;   /* owned: a letter for every cue */
  int volume;       /* of the last */
} Ear;

static void
cue_cb (Ear *ear, int cue, int volume)
{
  static const char letters[] = "-ADN";

  g_string_append_c (ear->heard, letters[cue]);
  ear->volume = volume;
}

static void
ear_init (Ear *ear, FielWindowTest *test)
{
  ear->cues = fiel_cues_new (fiel_window_get_attempt_pages (test->window));
  ear->heard = g_string_new (NULL);
  g_signal_connect_swapped (ear->cues, "cue", G_CALLBACK (cue_cb), ear);
}

static void
ear_clear (Ear *ear)
{
  g_clear_object (&ear->cues);
  g_string_free (ear->heard, TRUE);
}

static GSettings *
get_settings (void)
{
  return g_settings_new ("io.github.fielpos.Fiel");
}

/* In front of the cashier, and the customer is asked for a card. */
static FielAttempt *
begin (FielWindowTest *test, FielAttemptKind kind)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt_of (test->engine, kind, "norte", 12990, "000001", NULL);
  gint64 now_us = fiel_clock_get_boot_us (FIEL_CLOCK (test->clock));

  fiel_attempt_set_times (attempt, now_us, now_us + 330 * SECOND);
  fiel_window_show_attempt (test->window, attempt);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_test_drain ();

  return attempt;
}

static void
commit (FielWindowTest *test, FielAttempt *attempt, FielOutcome outcome)
{
  if (fiel_outcome_moved_money (outcome))
    fiel_attempt_set_approved (attempt, fiel_attempt_get_amount (attempt));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome,
                          fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
}

static void
show (FielAttempt *attempt, FielAttemptPhase phase)
{
  fiel_attempt_set_phase (attempt, phase);
  fiel_test_drain ();
}

/* -- What is heard, and when --------------------------------------------------------------------------------------- */

static void
test_which (FielWindowTest *test, gconstpointer data)
{
  static const struct
  {
    FielAttemptKind kind;
    FielOutcome outcome;
    const char *heard;
  } rows[] = {
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED, "A" },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_PARTLY_APPROVED, "D" },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_DECLINED, "D" },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_CANCELLED, "" },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_REFUSED, "D" },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_NOT_SENT, "D" },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_NOT_EXECUTED, "D" },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_HAND_CHARGED, "" },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_HAND_NOT_CHARGED, "" },
    { FIEL_ATTEMPT_KIND_REFUND, FIEL_OUTCOME_APPROVED, "A" },
    { FIEL_ATTEMPT_KIND_VOID, FIEL_OUTCOME_DECLINED, "D" },
  };
  Ear ear;

  ear_init (&ear, test);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FielAttempt *attempt = begin (test, rows[i].kind);

      /* Not while it is on its way, nor before what is durable is shown. */
      commit (test, attempt, rows[i].outcome);
      fiel_test_drain ();
      g_assert_cmpstr (ear.heard->str, ==, "");

      show (attempt, FIEL_ATTEMPT_PHASE_DONE);
      g_test_message ("outcome %d", rows[i].outcome);
      g_assert_cmpstr (ear.heard->str, ==, rows[i].heard);
      g_string_truncate (ear.heard, 0);
    }
  ear_clear (&ear);
}

/* Asked about again and again, it is heard once; what contradicts a result is heard as well. */
static void
test_once (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt;
  Ear ear;

  ear_init (&ear, test);
  attempt = begin (test, FIEL_ATTEMPT_KIND_SALE);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  for (guint i = 0; i < 3; i++)
    {
      show (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
      show (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
    }
  g_assert_cmpstr (ear.heard->str, ==, "N");

  commit (test, attempt, FIEL_OUTCOME_APPROVED);
  show (attempt, FIEL_ATTEMPT_PHASE_DONE);
  g_assert_cmpstr (ear.heard->str, ==, "NA");

  fiel_attempt_set_contradiction (attempt, FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL);
  fiel_test_drain ();
  g_assert_cmpstr (ear.heard->str, ==, "NAN");
  ear_clear (&ear);
}

/* What somebody looks up, and what ends elsewhere, makes no sound. */
static void
test_only_in_front (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *attempt;
  Ear ear;

  ear_init (&ear, test);
  attempt = begin (test, FIEL_ATTEMPT_KIND_SALE);
  fiel_window_show_till (test->window);
  commit (test, attempt, FIEL_OUTCOME_APPROVED);
  show (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_window_show_attempt (test->window, attempt);
  fiel_test_drain ();
  g_assert_cmpstr (ear.heard->str, ==, "");
  ear_clear (&ear);
}

static void
approve (FielWindowTest *test)
{
  FielAttempt *attempt = begin (test, FIEL_ATTEMPT_KIND_SALE);

  commit (test, attempt, FIEL_OUTCOME_APPROVED);
  show (attempt, FIEL_ATTEMPT_PHASE_DONE);
}

static void
test_off (FielWindowTest *test, gconstpointer data)
{
  Ear ear;

  ear_init (&ear, test);
  g_object_set (ear.cues, "enabled", FALSE, NULL);
  approve (test);
  g_assert_cmpstr (ear.heard->str, ==, "");

  g_object_set (ear.cues, "enabled", TRUE, "volume", 0, NULL);
  approve (test);
  g_assert_cmpstr (ear.heard->str, ==, "");

  g_object_set (ear.cues, "volume", 35, NULL);
  approve (test);
  g_assert_cmpstr (ear.heard->str, ==, "A");
  g_assert_cmpint (ear.volume, ==, 35);
  ear_clear (&ear);
}

static gboolean
has_trouble (gpointer player)
{
  return fiel_cue_player_get_trouble (player) != NULL;
}

/* A machine that cannot play: the player says why, and the result stands there as ever. */
static void
test_cannot_play (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (FielCuePlayer) player = fiel_cue_player_new ();

  /* Neither without a sound server nor with one that is not really there. */
  for (guint i = 0; i < 2; i++)
    {
      for (FielCue cue = FIEL_CUE_APPROVED; cue <= FIEL_CUE_NOT_CONFIRMED; cue++)
        {
          fiel_cue_player_play (player, cue, 100);
          fiel_test_run_until (has_trouble, player, "the player gave up", 10);
        }
      g_setenv ("PULSE_SERVER", "unix:/nowhere", TRUE);
    }
  g_unsetenv ("PULSE_SERVER");

  approve (test);
  g_assert_cmpint (fiel_attempt_pages_get_page (fiel_window_get_attempt_pages (test->window)), ==,
                   FIEL_ATTEMPT_PAGE_RESULT);
}

/* -- The customer's window ----------------------------------------------------------------------------------------- */

static FielCustomerWindow *
find_customer (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (FIEL_IS_CUSTOMER_WINDOW (window))
        return FIEL_CUSTOMER_WINDOW (window);
    }

  return NULL;
}

static void
collect_text (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (FIEL_IS_AMOUNT_DISPLAY (widget))
    g_string_append_printf (text, "%s|", fiel_amount_display_get_text (FIEL_AMOUNT_DISPLAY (widget)));
  else if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    g_string_append_printf (text, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_text (child, text);
}

static void
assert_customer_reads (const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  collect_text (gtk_window_get_child (GTK_WINDOW (find_customer ())), text);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_customer (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  FielAttempt *attempt;

  g_assert_null (find_customer ());
  g_settings_set_boolean (settings, "customer-window", TRUE);
  g_assert_nonnull (find_customer ());
  assert_customer_reads ("Almacén Sol|Welcome|");

  attempt = begin (test, FIEL_ATTEMPT_KIND_SALE);
  assert_customer_reads ("Almacén Sol|$12.990|Please follow the terminal|");
  show (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  assert_customer_reads ("Almacén Sol|$12.990|One moment, please|We are checking the result.|");

  /* Whoever stands in the queue reads nothing of the card. */
  fiel_attempt_set_card (attempt, "018734", "VI", "CR", "4242");
  commit (test, attempt, FIEL_OUTCOME_APPROVED);
  show (attempt, FIEL_ATTEMPT_PHASE_DONE);
  assert_customer_reads ("Almacén Sol|$12.990|Approved|Thank you!|");
  fiel_attempt_set_contradiction (attempt, FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL);
  assert_customer_reads ("Almacén Sol|$12.990|One moment, please|We are checking the result.|");

  fiel_window_show_till (test->window);
  assert_customer_reads ("Almacén Sol|Welcome|");

  attempt = begin (test, FIEL_ATTEMPT_KIND_REFUND);
  commit (test, attempt, FIEL_OUTCOME_DECLINED);
  show (attempt, FIEL_ATTEMPT_PHASE_DONE);
  assert_customer_reads ("Almacén Sol|$12.990|Not returned|Please ask the cashier.|");

  /* Closed is off; the till stays. */
  gtk_window_close (GTK_WINDOW (find_customer ()));
  fiel_test_drain ();
  g_assert_null (find_customer ());
  g_assert_false (g_settings_get_boolean (settings, "customer-window"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (test->window)));
}

static gboolean
is_seen_whole (gpointer user_data)
{
  GtkWidget *words = fiel_window_test_get_child (user_data, "words");
  graphene_rect_t bounds;

  return gtk_widget_get_height (user_data) <= 400 && gtk_widget_compute_bounds (words, user_data, &bounds)
         && bounds.size.height > 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (user_data);
}

/* A small screen for the customer shows the last line, too, at twice the text as well. */
static void
test_small_customer (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  GtkSettings *display = gtk_settings_get_default ();
  FielAttempt *attempt = NULL;
  int dpi = 0;

  g_settings_set_boolean (settings, "customer-window", TRUE);
  attempt = begin (test, FIEL_ATTEMPT_KIND_SALE);
  commit (test, attempt, FIEL_OUTCOME_APPROVED);
  show (attempt, FIEL_ATTEMPT_PHASE_DONE);
  gtk_window_set_default_size (GTK_WINDOW (find_customer ()), 500, 400);
  fiel_test_run_until (is_seen_whole, find_customer (), "everything is seen", 30);
  g_object_get (display, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (display, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  fiel_test_drain ();
  fiel_test_run_until (is_seen_whole, find_customer (), "everything is seen at 200 %", 30);
  g_object_set (display, "gtk-xft-dpi", dpi, NULL);
  gtk_window_close (GTK_WINDOW (find_customer ()));
  fiel_test_drain ();
}

/* -- Contrast ------------------------------------------------------------------------------------------------------ */

static double
get_luminance (const GdkRGBA *color)
{
  const float parts[] = { color->red, color->green, color->blue };
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    sum += weights[i] * (parts[i] <= 0.04045f ? (double) parts[i] / 12.92 : pow (((double) parts[i] + 0.055) / 1.055, 2.4));

  return sum;
}

static double
get_contrast (GtkWidget *label, const char *background)
{
  GtkStyleContext *context = gtk_widget_get_style_context (label);
  GdkRGBA front, back;
  double one, other;

  gtk_style_context_get_color (context, &front);
  g_assert_true (gtk_style_context_lookup_color (context, background, &back));
  /* What is not quite opaque lets the background through. */
  front.red = front.red * front.alpha + back.red * (1 - front.alpha);
  front.green = front.green * front.alpha + back.green * (1 - front.alpha);
  front.blue = front.blue * front.alpha + back.blue * (1 - front.alpha);
  one = get_luminance (&front);
  other = get_luminance (&back);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

/* State and amount from the other side of a counter, in light and dark: 7 to 1 and more. */
static void
test_contrast (FielWindowTest *test, gconstpointer data)
{
  static const struct
  {
    FielOutcome outcome;
    FielAttemptPhase phase;
    const char *background;
  } rows[] = {
    { FIEL_OUTCOME_NONE, FIEL_ATTEMPT_PHASE_WAITING, "window_bg_color" },
    { FIEL_OUTCOME_NONE, FIEL_ATTEMPT_PHASE_UNCONFIRMED, "fiel_unconfirmed_bg" },
    { FIEL_OUTCOME_APPROVED, FIEL_ATTEMPT_PHASE_DONE, "fiel_approved_bg" },
    { FIEL_OUTCOME_DECLINED, FIEL_ATTEMPT_PHASE_DONE, "fiel_declined_bg" },
    { FIEL_OUTCOME_CANCELLED, FIEL_ATTEMPT_PHASE_DONE, "fiel_cancelled_bg" },
  };
  static const char *const appearances[] = { "light", "dark" };
  g_autoptr (GSettings) settings = get_settings ();

  g_settings_set_boolean (settings, "customer-window", TRUE);
  for (guint a = 0; a < G_N_ELEMENTS (appearances); a++)
    {
      g_settings_set_string (settings, "appearance", appearances[a]);
      g_assert_cmpint (adw_style_manager_get_dark (adw_style_manager_get_default ()), ==, a == 1);
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          FielAttempt *attempt = begin (test, FIEL_ATTEMPT_KIND_SALE);
          GtkWidget *state = fiel_window_test_get_child (find_customer (), "state");
          double contrast;

          if (rows[i].outcome != FIEL_OUTCOME_NONE)
            commit (test, attempt, rows[i].outcome);
          show (attempt, rows[i].phase);
          contrast = get_contrast (state, rows[i].background);
          g_test_message ("%s, %s: %.1f", appearances[a], rows[i].background, contrast);
          g_assert_cmpfloat (contrast, >=, 7);
        }
    }
  g_settings_reset (settings, "appearance");
  g_settings_reset (settings, "customer-window");
}

/* -- Settings ------------------------------------------------------------------------------------------------------ */

static int
get_dpi (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? dpi : 96 * 1024;
}

static gboolean
animates (void)
{
  gboolean animates;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &animates, NULL);

  return animates;
}

static void
set_switch (FielSoundPage *page, const char *name, gboolean active)
{
  gtk_switch_set_active (GTK_SWITCH (fiel_window_test_get_child (page, name)), active);
}

/* Set through the page, applied at once, and taken back. */
static void
test_page (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  FielSoundPage *page = g_object_ref_sink (fiel_sound_page_new (settings));
  AdwComboRow *appearance = ADW_COMBO_ROW (fiel_window_test_get_child (page, "appearance"));
  int dpi = get_dpi ();
  gboolean before = animates ();

  set_switch (page, "sounds", FALSE);
  g_assert_false (g_settings_get_boolean (settings, "sounds"));
  g_settings_reset (settings, "sounds");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (fiel_window_test_get_child (page, "sounds"))));

  set_switch (page, "notifications", FALSE);
  g_assert_false (g_settings_get_boolean (settings, "notifications"));
  g_settings_reset (settings, "notifications");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (fiel_window_test_get_child (page, "notifications"))));

  set_switch (page, "large_display", TRUE);
  g_assert_cmpint (get_dpi (), ==, dpi * 3 / 2);
  set_switch (page, "large_display", FALSE);
  g_assert_cmpint (get_dpi (), ==, dpi);

  set_switch (page, "reduce_motion", TRUE);
  g_assert_false (animates ());
  set_switch (page, "reduce_motion", FALSE);
  g_assert_cmpint (animates (), ==, before);

  adw_combo_row_set_selected (appearance, 2);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_settings_reset (settings, "appearance");
  g_assert_cmpuint (adw_combo_row_get_selected (appearance), ==, 0);

  set_switch (page, "customer_window", TRUE);
  g_assert_nonnull (find_customer ());
  set_switch (page, "customer_window", FALSE);
  g_assert_null (find_customer ());
  g_object_unref (page);
}

/* Whoever wants to hear a cue and cannot is told so. */
static void
test_listen (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  FielSoundPage *page = g_object_ref_sink (fiel_sound_page_new (settings));
  GtkWidget *trouble = fiel_window_test_get_child (page, "trouble");

  g_assert_false (gtk_widget_get_visible (trouble));
  gtk_widget_activate_action (GTK_WIDGET (page), "sound.test", "u", (guint32) FIEL_CUE_DECLINED);
  fiel_test_drain ();
  g_assert_true (gtk_widget_get_visible (trouble));
  gtk_test_accessible_assert_role (trouble, GTK_ACCESSIBLE_ROLE_ALERT);
  g_object_unref (page);
}

/* Volume and off reach what is heard. */
static void
test_settings_reach_cues (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  Ear ear;

  ear_init (&ear, test);
  g_settings_bind (settings, "sounds", ear.cues, "enabled", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "sound-volume", ear.cues, "volume", G_SETTINGS_BIND_GET);
  approve (test);
  g_assert_cmpstr (ear.heard->str, ==, "A");
  g_assert_cmpint (ear.volume, ==, 70);
  g_settings_set_boolean (settings, "sounds", FALSE);
  approve (test);
  g_assert_cmpstr (ear.heard->str, ==, "A");
  g_settings_reset (settings, "sounds");
  ear_clear (&ear);
}

int
main (int argc, char *argv[])
{
  /* Whatever is installed on this machine, GTK finds nothing that plays. */
  g_setenv ("GTK_EXE_PREFIX", "/nowhere", TRUE);
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/taste/which", &live, test_which);
  fiel_window_test_add ("/taste/once", &live, test_once);
  fiel_window_test_add ("/taste/only-in-front", &live, test_only_in_front);
  fiel_window_test_add ("/taste/off", &live, test_off);
  fiel_window_test_add ("/taste/settings-reach-cues", &live, test_settings_reach_cues);
  fiel_window_test_add ("/taste/cannot-play", &live, test_cannot_play);
  fiel_window_test_add ("/taste/customer", &live, test_customer);
  fiel_window_test_add ("/taste/small-customer", &live, test_small_customer);
  fiel_window_test_add ("/taste/contrast", &live, test_contrast);
  fiel_window_test_add ("/taste/page", &live, test_page);
  fiel_window_test_add ("/taste/listen", &live, test_listen);

  return g_test_run ();
}
