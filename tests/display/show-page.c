/* show-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-customer-window.h"
#include "fiel-fake-refund-desk.h"
#include "fiel-manual-clock.h"
#include "fiel-page-picture.h"
#include "fiel-resources.h"
#include "fiel-settings-window.h"
#include "fiel-sound-page.h"
#include "fiel-terminal-private.h"
#include "fiel-test.h"
#include "fiel-window-test.h"
#include "fiel-window.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Shows the window with one made-up payment in any state, to be looked at or photographed: show-page SCENE The clock
 * stands still. ADW_DEBUG_COLOR_SCHEME and ADW_DEBUG_HIGH_CONTRAST choose the style; FIEL_SHOW_SIZE (WIDTHxHEIGHT)
 * the size, FIEL_SHOW_SCALE the text (2 is 200 %), FIEL_SHOW_ENVIRONMENT the mode,
 * FIEL_SHOW_TILL more lines of [till], FIEL_SHOW_CUSTOMER the customer's window as well. "sound" needs the settings:
 * GSETTINGS_SCHEMA_DIR=_build/data. FIEL_SHOW_LOCALE is the folder of the translations (LANGUAGE chooses), FIEL_SHOW_RTL
 * turns the page around, and with FIEL_SHOW_SAVE it writes a picture there, says what does not fit, and ends. */

typedef void (*FielSceneFunc) (FielEngine *engine, FielAttempt *attempt);

/* Nothing moves here: what a page still reads from the journal is there by then. */
#define STILL_AFTER_MS 500

static FielManualClock *manual_clock;
static FielWindow *shown;   /* unowned: the application's */

static gint64
boot_us (void)
{
  return fiel_clock_get_boot_us (FIEL_CLOCK (manual_clock));
}

static gint64
wall_us (void)
{
  return fiel_clock_get_wall_us (FIEL_CLOCK (manual_clock));
}

static void
pass (double seconds)
{
  fiel_manual_clock_advance (manual_clock, (gint64) (seconds * G_USEC_PER_SEC));
}

static void
step (FielAttempt *attempt, FielStepKind kind)
{
  fiel_attempt_add_step (attempt, kind, wall_us (), boot_us ());
}

static void
send (FielAttempt *attempt)
{
  step (attempt, FIEL_STEP_SENT);
  fiel_attempt_set_times (attempt, boot_us (), boot_us () + 330 * G_USEC_PER_SEC);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_SENT, FIEL_OUTCOME_NONE, 0);
}

static void
accept (FielAttempt *attempt)
{
  pass (0.9);
  step (attempt, FIEL_STEP_ACCEPTED);
  step (attempt, FIEL_STEP_WAITING);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_NONE, TRUE);
}

static void
scene_sending (FielEngine *engine, FielAttempt *attempt)
{
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_SENDING);
}

static void
scene_waiting (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  accept (attempt);
  pass (76);
  fiel_attempt_set_checks (attempt, 15, boot_us (), boot_us () + 5 * G_USEC_PER_SEC);
  pass (2);
}

static void
scene_asked (FielEngine *engine, FielAttempt *attempt)
{
  scene_waiting (engine, attempt);
  step (attempt, FIEL_STEP_CANCEL_ASKED);
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_ASKED, FALSE);
}

static void
scene_hands_off (FielEngine *engine, FielAttempt *attempt)
{
  scene_waiting (engine, attempt);
  fiel_terminal_set_can_cancel (fiel_attempt_get_terminal (attempt), FALSE);
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_NONE, FALSE);
}

static void
scene_checking (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  pass (31);
  step (attempt, FIEL_STEP_ANSWER_LOST);
  step (attempt, FIEL_STEP_WAITING);
  fiel_attempt_set_reason (attempt, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  fiel_attempt_set_checking (attempt, TRUE);
}

static void
scene_unconfirmed (FielEngine *engine, FielAttempt *attempt)
{
  scene_checking (engine, attempt);
  fiel_attempt_set_checking (attempt, FALSE);
  fiel_attempt_set_checks (attempt, 4, boot_us (), boot_us () + 12 * G_USEC_PER_SEC);
  fiel_attempt_set_terminal_seen_busy (attempt, TRUE);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
}

static void
close_attempt (FielAttempt *attempt, FielOutcome outcome, FielReason reason)
{
  pass (81);
  step (attempt, FIEL_STEP_CLOSED);
  fiel_attempt_set_reason (attempt, reason);
  fiel_attempt_set_provider_words (attempt, "904417", "00", "Código del proveedor <b>tal cual</b>");
  if (fiel_outcome_moved_money (outcome))
    fiel_attempt_set_approved (attempt, fiel_attempt_get_amount (attempt));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome, wall_us ());
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
}

static void
scene_approved (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  accept (attempt);
  fiel_attempt_set_card (attempt, "018734", "VI", "CR", "4242");
  close_attempt (attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  pass (2);
}

static void
scene_partly (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  accept (attempt);
  fiel_attempt_set_card (attempt, "018734", "VI", "CR", "4242");
  fiel_attempt_set_approved (attempt, fiel_money_make (8000, fiel_attempt_get_amount (attempt).currency));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_PARTLY_APPROVED, wall_us ());
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
}

static void
scene_seen_approved (FielEngine *engine, FielAttempt *attempt)
{
  scene_unconfirmed (engine, attempt);
  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_APPROVED, "018734");
}

static void
scene_seen_declined (FielEngine *engine, FielAttempt *attempt)
{
  scene_unconfirmed (engine, attempt);
  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_DECLINED, NULL);
}

static void
scene_seen_waiting (FielEngine *engine, FielAttempt *attempt)
{
  scene_unconfirmed (engine, attempt);
  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_WAITING, NULL);
}

static void
scene_seen_nothing (FielEngine *engine, FielAttempt *attempt)
{
  scene_unconfirmed (engine, attempt);
  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_NOTHING, NULL);
}

static void
scene_slip (FielEngine *engine, FielAttempt *attempt)
{
  scene_unconfirmed (engine, attempt);
  gtk_widget_activate_action (fiel_window_test_get_child (shown, "attempt_pages"), "pane.scan", "s", "018734");
}

static void
scene_by_hand (FielEngine *engine, FielAttempt *attempt)
{
  scene_seen_declined (engine, attempt);
  gtk_widget_activate_action (fiel_window_test_get_child (shown, "attempt_pages"), "pane.record-by-hand", NULL);
}

static GtkWidget *
find_by_hand_page (void)
{
  GtkWidget *stack = gtk_widget_get_first_child (fiel_window_test_get_child (shown, "attempt_pages"));

  return gtk_stack_get_visible_child (GTK_STACK (stack));
}

static void
scene_second_look (FielEngine *engine, FielAttempt *attempt)
{
  GtkWidget *page;

  scene_by_hand (engine, attempt);
  page = find_by_hand_page ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (fiel_window_test_get_child (page, "not_charged")), TRUE);
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (gtk_widget_get_first_child (fiel_window_test_get_child (page, "reasons"))), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (fiel_window_test_get_child (page, "manager")), "Eva Soto");
  gtk_widget_activate_action (page, "hand.look", NULL);
}

static void
scene_charged_after_all (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  close_attempt (attempt, FIEL_OUTCOME_HAND_NOT_CHARGED, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_contradiction (attempt, FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
}

static void
scene_conflict (FielEngine *engine, FielAttempt *attempt)
{
  scene_approved (engine, attempt);
  fiel_attempt_set_contradiction (attempt, FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL);
}

static void
scene_too_late (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  accept (attempt);
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_REFUSED, FALSE);
  close_attempt (attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
}

static void
scene_declined (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  accept (attempt);
  fiel_attempt_set_card (attempt, NULL, NULL, "DB", "1180");
  close_attempt (attempt, FIEL_OUTCOME_DECLINED, FIEL_REASON_NO_FUNDS);
}

static void
scene_cancelled (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  accept (attempt);
  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_AGREED, FALSE);
  close_attempt (attempt, FIEL_OUTCOME_CANCELLED, FIEL_REASON_NONE);
}

static void
scene_refused (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  close_attempt (attempt, FIEL_OUTCOME_REFUSED, FIEL_REASON_TERMINAL_BUSY);
}

static void
scene_not_sent (FielEngine *engine, FielAttempt *attempt)
{
  close_attempt (attempt, FIEL_OUTCOME_NOT_SENT, FIEL_REASON_NO_CONNECTION);
}

static void
scene_not_executed (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  close_attempt (attempt, FIEL_OUTCOME_NOT_EXECUTED, FIEL_REASON_ANSWER_LOST);
}

static void
scene_hand (FielEngine *engine, FielAttempt *attempt)
{
  send (attempt);
  close_attempt (attempt, FIEL_OUTCOME_HAND_NOT_CHARGED, FIEL_REASON_ANSWER_LOST);
}

/* -- Money that goes back ------------------------------------------------------------------------------------------ */

static GtkWidget *
find_return_page (void)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (shown, "back_pages"), "return_page");
}

static GtkWidget *
find_in_return_page (const char *part, const char *name)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (find_return_page (), part), name);
}

static void
scene_find_sale (FielEngine *engine, FielAttempt *attempt)
{
  scene_approved (engine, attempt);
  gtk_widget_activate_action (GTK_WIDGET (shown), "win.return-money", "s", "");
}

static void
scene_return (FielEngine *engine, FielAttempt *attempt)
{
  scene_approved (engine, attempt);
  fiel_fake_engine_refresh (engine);
  gtk_widget_activate_action (GTK_WIDGET (shown), "win.return-money", "s", fiel_attempt_get_id (attempt));
  fiel_test_drain ();
}

static void
scene_return_part (FielEngine *engine, FielAttempt *attempt)
{
  scene_return (engine, attempt);
  for (const char *p = "4990"; *p != '\0'; p++)
    gtk_widget_activate_action (find_return_page (), "pane.digit", "u", (guint) g_ascii_digit_value (*p));
  g_object_set (find_in_return_page ("reason", "reason"), "selected", 1, NULL);
}

static void
scene_return_confirm (FielEngine *engine, FielAttempt *attempt)
{
  scene_return_part (engine, attempt);
  if (gtk_widget_get_visible (fiel_window_test_get_child (find_return_page (), "approval")))
    gtk_editable_set_text (GTK_EDITABLE (find_in_return_page ("approval", "name")), "Eva Soto");
  gtk_widget_activate_action (find_return_page (), "return.go-on", NULL);
}

static void
scene_return_nothing_left (FielEngine *engine, FielAttempt *attempt)
{
  FielAttempt *back;

  scene_approved (engine, attempt);
  back = fiel_fake_refund_desk_add_return (engine, attempt, FIEL_ATTEMPT_KIND_VOID, 12990);
  close_attempt (back, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  gtk_widget_activate_action (GTK_WIDGET (shown), "win.return-money", "s", fiel_attempt_get_id (attempt));
}

static void
scene_return_without_sale (FielEngine *engine, FielAttempt *attempt)
{
  GtkWidget *find = fiel_window_test_get_child (fiel_window_test_get_child (shown, "back_pages"), "find_sale");

  scene_find_sale (engine, attempt);
  fiel_fake_engine_refresh (engine);
  gtk_widget_activate_action (find, "find.without-original", NULL);
  fiel_test_drain ();
}

/* The attempt that the scene began with was the sale; this is the return of it. */
static FielAttempt *
begin_return (FielEngine *engine, FielAttempt *sale, FielAttemptKind kind, gint64 minor)
{
  FielAttempt *back;

  scene_approved (engine, sale);
  back = fiel_fake_refund_desk_add_return (engine, sale, kind, minor);
  fiel_window_show_attempt (shown, back);
  send (back);

  return back;
}

static void
scene_returning (FielEngine *engine, FielAttempt *attempt)
{
  accept (begin_return (engine, attempt, FIEL_ATTEMPT_KIND_REFUND, 4990));
}

static void
scene_returned (FielEngine *engine, FielAttempt *attempt)
{
  close_attempt (begin_return (engine, attempt, FIEL_ATTEMPT_KIND_REFUND, 4990), FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
}

static void
scene_voided (FielEngine *engine, FielAttempt *attempt)
{
  close_attempt (begin_return (engine, attempt, FIEL_ATTEMPT_KIND_VOID, 12990), FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
}

static void
scene_return_declined (FielEngine *engine, FielAttempt *attempt)
{
  close_attempt (begin_return (engine, attempt, FIEL_ATTEMPT_KIND_REFUND, 4990), FIEL_OUTCOME_DECLINED,
                 FIEL_REASON_CARD_INVALID);
}

static void
scene_return_unconfirmed (FielEngine *engine, FielAttempt *attempt)
{
  scene_unconfirmed (engine, begin_return (engine, attempt, FIEL_ATTEMPT_KIND_REFUND, 4990));
}

static void
scene_return_by_hand (FielEngine *engine, FielAttempt *attempt)
{
  scene_return_unconfirmed (engine, attempt);
  gtk_widget_activate_action (fiel_window_test_get_child (shown, "attempt_pages"), "pane.record-by-hand", NULL);
}

static void
scene_sale_of_before (FielEngine *engine, FielAttempt *attempt)
{
  scene_approved (engine, attempt);
  fiel_window_show_till (shown);
  fiel_window_show_attempt (shown, attempt);
}

/* The close of a shift, at the end of a day with a rush at one. */
/* Where nobody is signed in; FIEL_SHOW_TILL names the people. */
static void
scene_lock (FielEngine *engine, FielAttempt *attempt)
{
  scene_waiting (engine, attempt);
}

static void
scene_shift (FielEngine *engine, FielAttempt *attempt)
{
  static const guint n_sales[] = { 2, 3, 5, 8, 11, 6, 3 };
  static const char *const types[] = { "DB", "CR", "DB" };
  guint number = 0;

  close_attempt (attempt, FIEL_OUTCOME_DECLINED, FIEL_REASON_NO_FUNDS);
  fiel_fake_engine_open_journal (engine);
  for (guint hour = 0; hour < G_N_ELEMENTS (n_sales); hour++)
    {
      for (guint i = 0; i < n_sales[hour]; i++)
        {
          g_autofree char *reference = g_strdup_printf ("%06u", ++number);

          fiel_fake_engine_record_sale (engine, number % 4 == 0 ? "sur" : "norte", 4990 + number * 370, reference,
                                        types[number % 3]);
        }
      pass (3600);
    }
  gtk_widget_activate_action (GTK_WIDGET (shown), "win.show-shift", NULL);
}

static void
set_size (GtkWindow *window, const char *size)
{
  int width, height;

  if (size != NULL && sscanf (size, "%dx%d", &width, &height) == 2)
    gtk_window_set_default_size (window, width, height);
}

/* The page of sounds, in a window of its own. */
static void
scene_sound (FielEngine *engine, FielAttempt *attempt)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.fielpos.Fiel");
  GtkWindow *window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "modal", FALSE, NULL);

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (fiel_sound_page_new (settings)));
  set_size (window, g_getenv ("FIEL_SHOW_SIZE"));
  gtk_window_present (window);
}

/* Callbacks as FIEL_SHOW_CALLS says: "well" or "badly". */
static void
show_calls (FielEngine *engine)
{
  const char *how = g_getenv ("FIEL_SHOW_CALLS");
  const gint64 now_us = fiel_clock_get_wall_us (fiel_engine_get_clock (engine));
  FielReception *reception = NULL;

  if (how == NULL)
    return;

  reception = fiel_fake_engine_add_reception (engine, "getnet");
  fiel_reception_set_way (reception, FIEL_CALLBACK_ROUTE_RELAY,
                          g_str_equal (how, "well") ? FIEL_TROUBLE_NONE : FIEL_TROUBLE_CREDENTIALS, now_us);
  for (guint i = 0; g_str_equal (how, "well") && i < 12; i++)
    fiel_reception_note_call (reception, i < 8 ? FIEL_RECEPTION_CALL_HEARD : FIEL_RECEPTION_CALL_OTHERS, now_us);
}

/* The settings, on the page that FIEL_SHOW_SETTINGS names, of a store that is set up. */
static void
scene_settings (FielEngine *engine, FielAttempt *attempt)
{
  const char *page = g_getenv ("FIEL_SHOW_SETTINGS");
  FielProfile *profile = fiel_engine_get_profile (engine);
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GSettings) workstation = NULL;
  g_autoptr (FielSettings) settings = NULL;
  FielSettingsWindow *window = NULL;
  char *at = NULL;

  close_attempt (attempt, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  g_assert_true (g_file_get_contents (fiel_profile_get_path (profile), &text, NULL, NULL));
  at = strstr (text, "[terminal norte]");
  if (fiel_profile_get_environment (profile) != 0)
    whole = g_strdup_printf ("%.*sbase-address=https://api-uat-getnet-posintegrado.ione.cl/api/postxs/\nclient-id=tienda\n"
                             "env-header=prod\n%s", (int) (at - text), text, at);
  g_assert_true (whole == NULL || g_file_set_contents (fiel_profile_get_path (profile), whole, -1, NULL));
  show_calls (engine);
  settings = fiel_settings_new (engine);
  if (g_getenv ("GSETTINGS_SCHEMA_DIR") != NULL)
    workstation = g_settings_new ("io.github.fielpos.Fiel");
  fiel_settings_set_workstation (settings, workstation);
  window = fiel_settings_window_new (settings);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (shown));
  if (g_getenv ("FIEL_SHOW_SIZE") != NULL)
    set_size (GTK_WINDOW (window), g_getenv ("FIEL_SHOW_SIZE"));
  fiel_settings_window_show_page (window, page != NULL ? page : "store");
  gtk_window_present (GTK_WINDOW (window));
}

static const struct
{
  const char *name;
  FielSceneFunc play;
} scenes[] = {
  { "till", NULL },
  { "sending", scene_sending },
  { "waiting", scene_waiting },
  { "asked", scene_asked },
  { "hands-off", scene_hands_off },
  { "checking", scene_checking },
  { "unconfirmed", scene_unconfirmed },
  { "slip", scene_slip },
  { "seen-approved", scene_seen_approved },
  { "seen-declined", scene_seen_declined },
  { "seen-waiting", scene_seen_waiting },
  { "seen-nothing", scene_seen_nothing },
  { "by-hand", scene_by_hand },
  { "second-look", scene_second_look },
  { "charged-after-all", scene_charged_after_all },
  { "approved", scene_approved },
  { "too-late", scene_too_late },
  { "conflict", scene_conflict },
  { "partly", scene_partly },
  { "declined", scene_declined },
  { "cancelled", scene_cancelled },
  { "refused", scene_refused },
  { "not-sent", scene_not_sent },
  { "not-executed", scene_not_executed },
  { "hand", scene_hand },
  { "find-sale", scene_find_sale },
  { "return", scene_return },
  { "return-part", scene_return_part },
  { "return-confirm", scene_return_confirm },
  { "return-nothing-left", scene_return_nothing_left },
  { "return-without-sale", scene_return_without_sale },
  { "returning", scene_returning },
  { "returned", scene_returned },
  { "voided", scene_voided },
  { "return-declined", scene_return_declined },
  { "return-unconfirmed", scene_return_unconfirmed },
  { "return-by-hand", scene_return_by_hand },
  { "sale-of-before", scene_sale_of_before },
  { "shift", scene_shift },
  { "lock", scene_lock },
  { "sound", scene_sound },
  { "settings", scene_settings },
};

static FielSceneFunc play_scene;

static void
add_earlier (FielEngine *engine, gint64 minor, FielOutcome outcome, const char *brand, const char *type,
             const char *last4)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (engine, "norte", minor, "0045");

  fiel_attempt_set_card (attempt, NULL, brand, type, last4);
  close_attempt (attempt, outcome, outcome == FIEL_OUTCOME_DECLINED ? FIEL_REASON_NO_FUNDS : FIEL_REASON_NONE);
  pass (400);
}

static void
fill_day (FielEngine *engine)
{
  FielAttempt *lost;

  add_earlier (engine, 41300, FIEL_OUTCOME_APPROVED, NULL, "DB", "5502");
  add_earlier (engine, 12000, FIEL_OUTCOME_CANCELLED, NULL, NULL, NULL);
  add_earlier (engine, 6790, FIEL_OUTCOME_APPROVED, "MC", "CR", "0091");
  lost = fiel_fake_engine_add_attempt (engine, "sur", 15400, "004511");
  fiel_attempt_set_phase (lost, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  add_earlier (engine, 24980, FIEL_OUTCOME_APPROVED, NULL, "DB", "7736");
  add_earlier (engine, 3200, FIEL_OUTCOME_DECLINED, NULL, "DB", "1180");
  add_earlier (engine, 8500, FIEL_OUTCOME_APPROVED, "VI", "CR", "4242");
}

static void
set_text_scale (const char *scale)
{
  if (scale != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (g_ascii_strtod (scale, NULL) * 96 * 1024), NULL);
}

static void
show_customer (FielEngine *engine, FielAttempt *attempt)
{
  FielCustomerWindow *customer = fiel_customer_window_new ();

  fiel_customer_window_set_attempt (customer, fiel_engine_get_profile (engine), attempt);
  set_size (GTK_WINDOW (customer), g_getenv ("FIEL_SHOW_SIZE"));
  gtk_window_present (GTK_WINDOW (customer));
}

/* FIEL_SHOW_TILL may hold people: Marta Rojas (marta), Ana Riquelme (ana) and Luis Mella (luis). */
static void
open_people (FielEngine *engine)
{
  fiel_fake_engine_open_people (engine, "marta=739146 ana=4820 luis=9375");
  if (play_scene != scene_lock)
    fiel_fake_engine_sign_in (engine, "ana", "4820");
}

/* A dialog lies over the window it belongs to, and is what one looks at. */
static GtkWindow *
get_top_window (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (gtk_widget_get_mapped (at->data) && at->data != (gpointer) shown)
      return at->data;

  return GTK_WINDOW (shown);
}

/* On a busy machine the window may not be drawn yet. */
static gboolean
save_cb (gpointer application)
{
  GtkWindow *window = get_top_window ();
  const char *size = g_getenv ("FIEL_SHOW_SIZE");

  if (!fiel_page_picture_save (window, g_getenv ("FIEL_SHOW_SAVE")))
    return G_SOURCE_CONTINUE;

  fiel_page_picture_print_misfits (window, size != NULL ? atoi (size) : 0);
  g_application_quit (application);

  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application)
{
  const char *environment = g_getenv ("FIEL_SHOW_ENVIRONMENT");
  FielEngine *engine = fiel_fake_engine_new (FIEL_CLOCK (manual_clock),
                                             environment != NULL ? environment : "production", NULL, NULL,
                                             g_getenv ("FIEL_SHOW_TILL"));
  FielWindow *window = fiel_window_new (application);
  FielAttempt *attempt;

  shown = window;
  for (guint i = 0; i < g_list_model_get_n_items (fiel_engine_get_terminals (engine)); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (fiel_engine_get_terminals (engine), i);

      fiel_terminal_set_can_cancel (terminal, TRUE);
    }
  if (g_getenv ("FIEL_SHOW_RTL") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_text_scale (g_getenv ("FIEL_SHOW_SCALE"));
  set_size (GTK_WINDOW (window), g_getenv ("FIEL_SHOW_SIZE"));
  fill_day (engine);
  fiel_fake_engine_refresh (engine);
  fiel_window_set_engine (window, engine);
  fiel_window_show_till (window);
  gtk_window_present (GTK_WINDOW (window));

  if (fiel_people_get_exist (fiel_engine_get_people (engine)))
    open_people (engine);
  if (play_scene != NULL)
    {
      attempt = fiel_fake_engine_add_attempt (engine, "norte", 12990, "004518");
      fiel_window_show_attempt (window, attempt);
      play_scene (engine, attempt);
      fiel_fake_engine_refresh (engine);
      if (g_getenv ("FIEL_SHOW_CUSTOMER") != NULL)
        show_customer (engine, attempt);
    }
  if (g_getenv ("FIEL_SHOW_SAVE") != NULL)
    g_timeout_add (STILL_AFTER_MS, save_cb, application);
  g_object_unref (engine);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (FielManualClock) clock = fiel_manual_clock_new ();

  setlocale (LC_ALL, "");
  if (g_getenv ("FIEL_SHOW_LOCALE") != NULL)
    bindtextdomain ("fiel", g_getenv ("FIEL_SHOW_LOCALE"));
  bind_textdomain_codeset ("fiel", "UTF-8");
  textdomain ("fiel");
  g_resources_register (fiel_get_resource ());
  manual_clock = clock;
  fiel_manual_clock_jump_wall (clock, 13 * G_TIME_SPAN_HOUR);

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (scenes); i++)
    if (g_str_equal (scenes[i].name, argv[1]))
      {
        play_scene = scenes[i].play;
        application = adw_application_new ("io.github.fielpos.Fiel", G_APPLICATION_NON_UNIQUE);
        g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
        return g_application_run (G_APPLICATION (application), 1, argv);
      }

  if (argc > 1 && g_str_equal (argv[1], "--list"))
    {
      for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
        g_print ("%s\n", scenes[i].name);
      return EXIT_SUCCESS;
    }

  g_printerr ("usage: show-page --list | SCENE, one of:");
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    g_printerr (" %s", scenes[i].name);
  g_printerr ("\n");

  return EXIT_FAILURE;
}
