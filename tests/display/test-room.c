/* test-room.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-pages.h"
#include "fiel-attempt-private.h"
#include "fiel-export-dialog.h"
#include "fiel-fake-refund-desk.h"
#include "fiel-help-window.h"
#include "fiel-terminal-private.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

/* What must be seen is seen in narrow windows and with large text, without anybody scrolling. */

#define N_FRAMES 4

#define PEOPLE                                                                                                         \
  "[person marta]\nname=Marta Rojas\nrole=manager\n"                                                                   \
  "[person ana]\nname=Ana Riquelme\nrole=cashier\n"                                                                    \
  "[person pedro]\nname=Pedro Soto\nrole=manager\n"

static void
record (FielEngine *engine)
{
  fiel_fake_engine_open_journal (engine);
  fiel_fake_engine_record_sale (engine, "norte", 12990, "000001", "DB");
}

static void
open_people (FielEngine *engine)
{
  fiel_fake_engine_open_people (engine, "marta=739146 ana=4820 pedro=250817");
  fiel_fake_engine_sign_in (engine, "ana", "4820");
}

static const FielWindowTestStore live = { .environment = "production" };
static const FielWindowTestStore quick = {
  .environment = "production", .till = "quick-amounts=1000,2000,5000,10000,20000,50000\n",
};
static const FielWindowTestStore recorded = { .environment = "production", .prepare = record };
static const FielWindowTestStore people = {
  .environment = "production", .till = "return-limit=1000\n" PEOPLE, .prepare = open_people,
};

typedef struct
{
  int width, height;
  double scale;   /* of the text */
} Room;

static const Room rooms[] = {
  { 1000, 700, 1.0 },
  { 360, 640, 1.0 },
  { 420, 780, 1.75 },
  { 720, 800, 2.0 },
};

static const Room narrow = { 360, 640, 1.0 };
static const Room large_text = { 720, 800, 2.0 };

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;

  return ++*n_frames < N_FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_drawn (gpointer user_data)
{
  const guint *n_frames = user_data;

  return *n_frames >= N_FRAMES;
}

/* Until what was changed has its place: in the frames before, the places are those of before. */
static void
lay_out (FielWindowTest *test)
{
  guint n_frames = 0;

  gtk_widget_add_tick_callback (GTK_WIDGET (test->window), frame_cb, &n_frames, NULL);
  fiel_test_run_until (is_drawn, &n_frames, "some frames", 10);
}

typedef struct
{
  FielWindowTest *test;
  const Room *room;
} Fitting;

/* A frame around the window may take a part. */
static gboolean
fits (gpointer user_data)
{
  const Fitting *fitting = user_data;

  return gtk_widget_get_width (GTK_WIDGET (fitting->test->window)) <= fitting->room->width
         && gtk_widget_get_height (GTK_WIDGET (fitting->test->window)) <= fitting->room->height;
}

static void
set_room (FielWindowTest *test, const Room *room)
{
  Fitting fitting = { test, room };

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (room->scale * 96 * 1024), NULL);
  gtk_window_set_default_size (GTK_WINDOW (test->window), room->width, room->height - 1);
  lay_out (test);
  /* Once more, now that the header has the form that fits: a window does not shrink by itself. */
  gtk_window_set_default_size (GTK_WINDOW (test->window), room->width, room->height);
  fiel_test_run_until (fits, &fitting, "the window fits the room", 10);
  lay_out (test);
}

static void
forget_room (void)
{
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

static gboolean
is_within (GtkWidget *widget, GtkWidget *frame)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, frame, &bounds) && bounds.origin.x >= 0 && bounds.origin.y >= 0
         && bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (frame)
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (frame);
}

/* Whole, in the window and in everything that scrolls around it. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !is_within (widget, GTK_WIDGET (gtk_widget_get_root (widget))))
    return FALSE;

  for (GtkWidget *frame = gtk_widget_get_parent (widget); frame != NULL; frame = gtk_widget_get_parent (frame))
    if (GTK_IS_SCROLLED_WINDOW (frame) && !is_within (widget, frame))
      return FALSE;

  return TRUE;
}

/* -- A result that was contradicted -------------------------------------------------------------------------------- */

static GtkWidget *
get_attempt_page (FielWindowTest *test)
{
  GtkWidget *stack = gtk_widget_get_first_child (fiel_window_test_get_child (test->window, "attempt_pages"));

  return gtk_stack_get_visible_child (GTK_STACK (stack));
}

static void
contradict (FielWindowTest *test, FielOutcome outcome, FielContradiction contradiction)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");

  fiel_window_show_attempt (test->window, attempt);
  if (fiel_outcome_moved_money (outcome))
    fiel_attempt_set_approved (attempt, fiel_attempt_get_amount (attempt));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome,
                          fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_attempt_set_contradiction (attempt, contradiction);
  fiel_fake_engine_refresh (test->engine);
}

/* The amount may shrink, but it is never cut. */
static void
assert_amount_is_whole (FielWindowTest *test)
{
  GtkWidget *amount = fiel_window_test_get_child (get_attempt_page (test), "amount");
  int least;

  gtk_widget_measure (amount, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  least -= gtk_widget_get_margin_top (amount) + gtk_widget_get_margin_bottom (amount);
  g_assert_cmpint (gtk_widget_get_height (amount), >=, least);
}

static void
assert_in_sight (gpointer page, const char *name, const char *where)
{
  if (!is_in_sight (fiel_window_test_get_child (page, name)))
    g_error ("%s: “%s” is out of sight", where, name);
}

/* Folded away, the side pane is laid out all the same. */
static void
assert_pane_fits (FielWindowTest *test)
{
  GtkWidget *pane = fiel_window_test_get_child (test->window, "today_pane");
  int least;

  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, >, 0);
  g_assert_cmpint (least, <=, gtk_widget_get_width (fiel_window_test_get_child (test->window, "shell")));
}

/* What was recorded, its amount, what contradicts it and what to do: none of them is left for who scrolls. */
static void
test_contradicted (FielWindowTest *test, gconstpointer data)
{
  static const struct
  {
    FielOutcome outcome;
    FielContradiction contradiction;
  } stories[] = {
    { FIEL_OUTCOME_APPROVED, FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL },
    { FIEL_OUTCOME_APPROVED, FIEL_CONTRADICTION_UNCLEAR },
    { FIEL_OUTCOME_DECLINED, FIEL_CONTRADICTION_CHARGED_AFTER_ALL },
    { FIEL_OUTCOME_HAND_NOT_CHARGED, FIEL_CONTRADICTION_CHARGED_AFTER_ALL },
  };

  for (guint r = 0; r < G_N_ELEMENTS (rooms); r++)
    for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
      {
        g_autofree char *where = g_strdup_printf ("story %u in room %u", i, r);
        GtkWidget *page = NULL;
        GtkWidget *banner = NULL;

        set_room (test, &rooms[r]);
        contradict (test, stories[i].outcome, stories[i].contradiction);
        lay_out (test);
        page = get_attempt_page (test);
        banner = fiel_window_test_get_child (page, "conflict");
        assert_in_sight (page, "headline", where);
        assert_in_sight (page, "amount", where);
        assert_in_sight (banner, "headline", where);
        assert_in_sight (banner, "advice", where);
        assert_amount_is_whole (test);
        assert_pane_fits (test);
      }

  forget_room ();
}

/* -- What scrolls -------------------------------------------------------------------------------------------------- */

static float
get_end (GtkWidget *widget, GtkWidget *of)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, of, &bounds));

  return bounds.origin.x + bounds.size.width;
}

/* The panel goes from side to side, and its words end where the scrollbar begins. */
static void
assert_bar_cuts_nothing (GtkWidget *panel, GtkWidget *words)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (panel, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *bar = gtk_scrolled_window_get_vscrollbar (GTK_SCROLLED_WINDOW (scroller));
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_get_mapped (bar));
  g_assert_true (gtk_widget_compute_bounds (bar, scroller, &bounds));
  g_assert_cmpint (gtk_widget_get_width (panel), ==, gtk_widget_get_width (scroller));
  g_assert_cmpfloat (bounds.size.width, >, 0);
  g_assert_cmpfloat (get_end (words, scroller), <=, bounds.origin.x);
}

static GtkWidget *
show_attempt (FielWindowTest *test, FielAttemptPhase phase)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");

  fiel_window_show_attempt (test->window, attempt);
  if (phase == FIEL_ATTEMPT_PHASE_DONE)
    {
      fiel_attempt_set_approved (attempt, fiel_attempt_get_amount (attempt));
      fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED,
                              fiel_clock_get_wall_us (FIEL_CLOCK (test->clock)));
    }
  fiel_attempt_set_phase (attempt, phase);
  fiel_fake_engine_refresh (test->engine);

  return get_attempt_page (test);
}

static void
unfold_details (GtkWidget *page)
{
  GtkWidget *details = fiel_window_test_get_child (page, "details");

  gtk_expander_set_expanded (GTK_EXPANDER (fiel_window_test_get_child (details, "expander")), TRUE);
}

static void
test_scrollbar (FielWindowTest *test, gconstpointer data)
{
  for (guint r = 0; r < G_N_ELEMENTS (rooms); r++)
    {
      GtkWidget *page = NULL;

      set_room (test, &rooms[r]);
      page = show_attempt (test, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
      unfold_details (page);
      lay_out (test);
      assert_bar_cuts_nothing (fiel_window_test_get_child (page, "title"), fiel_window_test_get_child (page, "amount"));

      /* What is folded out is scrolled, and leaves the amount in sight. */
      page = show_attempt (test, FIEL_ATTEMPT_PHASE_DONE);
      unfold_details (page);
      lay_out (test);
      assert_bar_cuts_nothing (fiel_window_test_get_child (page, "hero"), fiel_window_test_get_child (page, "amount"));
      assert_in_sight (page, "amount", "details unfolded");
    }

  forget_room ();
}

/* -- A payment under way ------------------------------------------------------------------------------------------- */

static FielAttempt *
add_return (FielWindowTest *test)
{
  FielAttempt *sale = fiel_fake_refund_desk_add_sale (test->engine, "norte", 12990, "004518", "018734", "4242");

  return fiel_fake_refund_desk_add_return (test->engine, sale, FIEL_ATTEMPT_KIND_REFUND, 4990);
}

/* The notice is there because stopping was asked for, or cannot be. */
static GtkWidget *
show_under_way (FielWindowTest *test, FielAttempt *attempt, FielAttemptPhase phase, FielCancelState cancel)
{
  static const FielStepKind steps[] = { FIEL_STEP_SENT, FIEL_STEP_ACCEPTED, FIEL_STEP_WAITING, FIEL_STEP_CANCEL_ASKED };
  gint64 wall_us = fiel_clock_get_wall_us (FIEL_CLOCK (test->clock));
  gint64 boot_us = fiel_clock_get_boot_us (FIEL_CLOCK (test->clock));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    fiel_attempt_add_step (attempt, steps[i], wall_us, boot_us);
  fiel_attempt_set_times (attempt, boot_us, boot_us + 330 * G_USEC_PER_SEC);
  fiel_attempt_set_checks (attempt, 15, boot_us, boot_us + 5 * G_USEC_PER_SEC);
  fiel_attempt_set_phase (attempt, phase);
  fiel_terminal_set_can_cancel (fiel_attempt_get_terminal (attempt), TRUE);
  fiel_attempt_set_cancel (attempt, cancel, FALSE);
  fiel_window_show_attempt (test->window, attempt);
  fiel_fake_engine_refresh (test->engine);
  lay_out (test);

  return get_attempt_page (test);
}

static GtkWidget *
get_newest_row (GtkWidget *page)
{
  return gtk_widget_get_last_child (gtk_widget_get_first_child (fiel_window_test_get_child (page, "timeline")));
}

/* How long it may take, which terminal, which ticket, and what happened last. */
static void
test_under_way (FielWindowTest *test, gconstpointer data)
{
  static const struct
  {
    gboolean back;
    FielAttemptPhase phase;
    FielCancelState cancel;
  } stories[] = {
    { FALSE, FIEL_ATTEMPT_PHASE_WAITING, FIEL_CANCEL_STATE_ASKED },
    { FALSE, FIEL_ATTEMPT_PHASE_CHECKING, FIEL_CANCEL_STATE_NONE },
    { TRUE, FIEL_ATTEMPT_PHASE_WAITING, FIEL_CANCEL_STATE_ASKED },
  };

  for (guint r = 0; r < G_N_ELEMENTS (rooms); r++)
    for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
      {
        g_autofree char *where = g_strdup_printf ("story %u in room %u", i, r);
        FielAttempt *attempt = stories[i].back ? add_return (test)
                                               : fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004518");
        GtkWidget *page = NULL;

        set_room (test, &rooms[r]);
        page = show_under_way (test, attempt, stories[i].phase, stories[i].cancel);
        assert_in_sight (page, "stop_words", where);
        assert_in_sight (page, "ring", where);
        assert_in_sight (page, "amount", where);
        assert_in_sight (page, "place", where);
        /* Unless the width is that of a telephone and the text is large. */
        if (rooms[r].width >= 360 * rooms[r].scale && !is_in_sight (get_newest_row (page)))
          g_error ("%s: what happened last is out of sight", where);
      }

  forget_room ();
}

/* -- The header ---------------------------------------------------------------------------------------------------- */

/* Which machine rings is read there, also while something is to be resolved. */
static void
test_terminal_name (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *lost = NULL;
  GtkWidget *name = NULL;

  set_room (test, &narrow);
  lost = fiel_fake_engine_add_attempt (test->engine, "sur", 15400, "004511");
  fiel_attempt_set_phase (lost, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
  lay_out (test);
  g_assert_true (gtk_widget_get_mapped (fiel_window_test_get_in_header (test, "open_button")));
  name = fiel_window_test_get_child (fiel_window_test_get_in_header (test, "terminal_button"), "name");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (name)), ==, "Terminal Norte");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (name))));
  forget_room ();
}

/* Whether real money moves is never what is cut. */
static void
test_live_badge (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *lost = NULL;
  GtkWidget *button = NULL;
  GtkWidget *badge = NULL;

  set_room (test, &narrow);
  lost = fiel_fake_engine_add_attempt (test->engine, "sur", 15400, "004511");
  fiel_attempt_set_phase (lost, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
  lay_out (test);
  button = fiel_window_test_get_in_header (test, "terminal_button");
  badge = fiel_window_test_get_child (button, "live");
  g_assert_false (gtk_widget_get_mapped (fiel_window_test_get_in_header (test, "live_badge")));
  g_assert_true (is_in_sight (badge));
  g_assert_true (is_within (badge, button));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (badge))));

  set_room (test, &rooms[0]);
  g_assert_false (gtk_widget_get_mapped (badge));
  g_assert_true (is_in_sight (fiel_window_test_get_in_header (test, "live_badge")));
  forget_room ();
}

/* -- The keypad ---------------------------------------------------------------------------------------------------- */

static void
assert_keys_in_sight (FielWindowTest *test, const char *where)
{
  lay_out (test);
  assert_in_sight (test->till, "display", where);
  assert_in_sight (test->till, "keypad", where);
  assert_in_sight (test->till, "charge", where);
  assert_in_sight (test->till, "reason", where);
}

/* All keys, whatever is asked or said above them. */
static void
test_keys (FielWindowTest *test, gconstpointer data)
{
  set_room (test, &narrow);
  fiel_fake_engine_set_trouble (test->engine, NULL, "Getnet does not answer. Sales may take longer to be confirmed.");
  assert_keys_in_sight (test, "without a connection");
  fiel_window_test_type (test, "1 2 9 9 0");
  assert_keys_in_sight (test, "an amount without a connection");

  fiel_fake_engine_set_trouble (test->engine, NULL, NULL);
  fiel_fake_engine_set_unusual_from (test->engine, 10000);
  fiel_window_test_type (test, "Return");
  assert_keys_in_sight (test, "to be typed again");
  fiel_window_test_type (test, "1 2 9 8");
  assert_keys_in_sight (test, "being typed again");
  forget_room ();
}

/* With large text too: what is typed again is typed on all the keys. */
static void
test_keys_large_text (FielWindowTest *test, gconstpointer data)
{
  set_room (test, &large_text);
  fiel_fake_engine_set_unusual_from (test->engine, 10000);
  fiel_window_test_type (test, "1 2 9 9 0");
  lay_out (test);
  fiel_window_test_type (test, "Return");
  assert_keys_in_sight (test, "to be typed again, large text");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fiel_window_test_get_child (test->till, "guard_panel")),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Type the amount again to charge it, or start over with Esc.");
  fiel_window_test_type (test, "1 2 9 8");
  assert_keys_in_sight (test, "being typed again, large text");
  forget_room ();
}

/* Whatever stands above them: the keys write every amount, the quick ones only some. */
static void
test_keys_quick_amounts (FielWindowTest *test, gconstpointer data)
{
  for (guint r = 0; r < G_N_ELEMENTS (rooms); r++)
    {
      g_autofree char *where = g_strdup_printf ("quick amounts in room %u", r);

      set_room (test, &rooms[r]);
      fiel_window_test_type (test, "Delete");
      assert_keys_in_sight (test, where);
      fiel_window_test_type (test, "3 4 5 6 7");   /* many words */
      assert_keys_in_sight (test, where);
    }

  forget_room ();
}

/* -- Money goes back ----------------------------------------------------------------------------------------------- */

static GtkWidget *
get_back_page (FielWindowTest *test, const char *name)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (test->window, "back_pages"), name);
}

static GtkWidget *
open_return (FielWindowTest *test)
{
  FielAttempt *sale = fiel_fake_refund_desk_add_sale (test->engine, "norte", 12990, "004518", "018734", "4242");

  set_room (test, &narrow);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.return-money", "s", fiel_attempt_get_id (sale));
  fiel_test_drain ();
  fiel_window_test_type (test, "4 9 9 0");
  lay_out (test);

  return get_back_page (test, "return_page");
}

static void
test_return (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = open_return (test);
  GtkWidget *amount = fiel_window_test_get_child (page, "amount");

  assert_in_sight (amount, "choice", "narrow");
  assert_in_sight (amount, "display", "narrow");
  assert_in_sight (amount, "keypad", "narrow");
  assert_in_sight (page, "how", "narrow");
  assert_in_sight (page, "missing", "narrow");
  assert_in_sight (page, "go_on", "narrow");
  forget_room ();
}

static gboolean
has_arrow (GtkWidget *page)
{
  return gtk_widget_get_child_visible (fiel_window_test_get_child (page, "below"));
}

/* What a finger does there: the gesture is the page's own. */
static void
touch_foot (GtkWidget *page)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fiel_window_test_get_child (page, "foot_clamp"));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "released", 1, 0.0, 0.0);
    }
}

/* An arrow beside the words says that what is missing is further down; a finger on them is led there. What is asked
 * next comes into sight by itself. */
static void
test_return_touch (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = open_return (test);
  GtkWidget *list = fiel_window_test_get_child (fiel_window_test_get_child (page, "reason"), "reason");
  GtkWidget *approval = fiel_window_test_get_child (page, "approval");

  g_assert_true (has_arrow (page));
  touch_foot (page);
  lay_out (test);
  assert_in_sight (page, "reason", "touched");
  g_assert_false (has_arrow (page));

  g_object_set (list, "selected", 1, NULL);
  lay_out (test);
  assert_in_sight (page, "approval", "the reason is chosen");
  assert_in_sight (page, "go_on", "the reason is chosen");
  g_assert_false (has_arrow (page));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (
                              GTK_SCROLLED_WINDOW (fiel_window_test_get_child (page, "scroller"))), 0);
  lay_out (test);
  g_assert_false (is_in_sight (approval));
  g_assert_true (has_arrow (page));
  touch_foot (page);
  lay_out (test);
  assert_in_sight (page, "approval", "touched");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), approval));
  forget_room ();
}

/* The reason is below: the bar says so to who has no keyboard, and Enter leads there. */
static void
test_return_reason (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = open_return (test);
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (fiel_window_test_get_child (page, "scroller"));
  GtkWidget *reason = fiel_window_test_get_child (page, "reason");

  g_assert_false (is_in_sight (reason));
  g_assert_false (gtk_scrolled_window_get_overlay_scrolling (scroller));
  assert_bar_cuts_nothing (gtk_scrolled_window_get_child (scroller),
                           fiel_window_test_get_child (fiel_window_test_get_child (page, "amount"), "keypad"));

  g_assert_true (gtk_widget_activate_action (page, "default.activate", NULL));
  lay_out (test);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), reason));
  assert_in_sight (page, "reason", "narrow");
  forget_room ();
}

/* Enter leads to what is missing: to the manager, and to the field for the PIN below. */
static void
test_return_approval (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = open_return (test);
  GtkWidget *reason = fiel_window_test_get_child (fiel_window_test_get_child (page, "reason"), "reason");
  GtkWidget *approval = fiel_window_test_get_child (page, "approval");

  g_object_set (reason, "selected", 1, NULL);
  lay_out (test);
  g_assert_true (gtk_widget_get_visible (approval));
  g_assert_false (is_in_sight (approval));

  g_assert_true (gtk_widget_activate_action (page, "default.activate", NULL));
  lay_out (test);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)), approval));
  assert_in_sight (page, "approval", "narrow");
  forget_room ();
}

/* There are more searches than room: a bar says so, and cuts none of them. Where there is room there is no bar. */
static void
test_journal_chips (FielWindowTest *test, gconstpointer data)
{
  static const Room wide = { 1600, 700, 1.0 };
  GtkWidget *page = get_back_page (test, "journal");
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (fiel_window_test_get_child (page, "chips_scrolled"));
  GtkWidget *chips = fiel_window_test_get_child (page, "chips");
  GtkWidget *bar = gtk_scrolled_window_get_hscrollbar (scroller);
  graphene_rect_t row, place;

  set_room (test, &narrow);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-journal", NULL);
  lay_out (test);
  lay_out (test);
  g_assert_true (gtk_widget_get_child_visible (bar));
  g_assert_false (gtk_scrolled_window_get_overlay_scrolling (scroller));
  g_assert_true (gtk_widget_compute_bounds (bar, GTK_WIDGET (scroller), &place));
  for (GtkWidget *chip = gtk_widget_get_first_child (chips); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    {
      g_assert_true (gtk_widget_compute_bounds (chip, GTK_WIDGET (scroller), &row));
      g_assert_cmpfloat (row.origin.y + row.size.height, <=, place.origin.y);
    }

  set_room (test, &wide);
  lay_out (test);
  g_assert_false (gtk_widget_get_child_visible (bar));
  forget_room ();
}

/* Why nothing went back is read before the button is pressed again. */
static void
test_return_refused (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = open_return (test);
  GtkWidget *reason = fiel_window_test_get_child (fiel_window_test_get_child (page, "reason"), "reason");
  GtkWidget *confirm = fiel_window_test_get_child (page, "confirm");

  g_object_set (reason, "selected", 1, NULL);
  lay_out (test);
  gtk_widget_activate_action (page, "return.go-on", NULL);
  fiel_window_test_wait_us (test, 5 * G_USEC_PER_SEC);
  fiel_fake_refund_desk_hold (test->engine);
  gtk_widget_activate_action (confirm, "confirm.return", NULL);
  fiel_fake_refund_desk_refuse (test->engine, FIEL_ENGINE_ERROR_OFFER_CHANGED,
                                "Something else was saved about this sale meanwhile. Nothing was sent; look once more "
                                "at what can go back of it, and how.");
  fiel_window_test_wait_us (test, 1);
  lay_out (test);
  assert_in_sight (confirm, "note", "narrow");
  forget_room ();
}

/* The whole form, where there is a desktop: the last of it, the terminal, says where the card is asked for. */
static void
test_return_desktop (FielWindowTest *test, gconstpointer data)
{
  GtkWidget *page = open_return (test);

  set_room (test, &rooms[0]);
  assert_in_sight (page, "card", "desktop");
  assert_in_sight (page, "reason", "desktop");
  assert_in_sight (page, "terminal", "desktop");
  forget_room ();
}

/* -- What is to be resolved ---------------------------------------------------------------------------------------- */

static GtkWidget *
find_row (GtkWidget *list)
{
  GtkWidget *row = gtk_widget_get_first_child (list);

  while (row != NULL && !GTK_IS_LIST_BOX_ROW (row))
    row = gtk_widget_get_next_sibling (row);

  return row;
}

/* A row is mostly words. */
static void
test_resolve (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *lost = NULL;
  GtkWidget *row = NULL;
  GtkWidget *facts = NULL;

  set_room (test, &narrow);
  lost = fiel_fake_engine_add_attempt (test->engine, "sur", 15400, "004511");
  fiel_attempt_set_phase (lost, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-resolve", NULL);
  lay_out (test);
  row = find_row (fiel_window_test_get_child (get_back_page (test, "resolve"), "list"));
  facts = fiel_window_test_get_child (row, "facts");
  g_assert_true (is_in_sight (facts));
  g_assert_cmpint (100 * gtk_widget_get_width (facts), >=, 60 * gtk_widget_get_width (row));
  forget_room ();
}

/* -- Close of shift ------------------------------------------------------------------------------------------------ */

static gboolean
is_checked (gpointer user_data)
{
  return gtk_widget_get_visible (fiel_window_test_get_child (get_back_page (user_data, "shift"), "again"));
}

static guint
count_in_sight (GtkWidget *list)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    n += is_in_sight (row) ? 1 : 0;

  return n;
}

/* What closes the shift leaves room for what has to be so before. */
static void
test_shift (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *lost = NULL;
  GtkWidget *page = get_back_page (test, "shift");

  set_room (test, &narrow);
  lost = fiel_fake_engine_add_attempt (test->engine, "sur", 15400, "004511");
  fiel_attempt_set_phase (lost, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-shift", NULL);
  fiel_test_run_until (is_checked, test, "the shift is checked", 20);
  lay_out (test);
  assert_in_sight (page, "hint", "narrow");
  assert_in_sight (page, "leave", "narrow");
  g_assert_cmpuint (count_in_sight (fiel_window_test_get_child (page, "list")), >=, 3);
  forget_room ();
}

/* Who is asked for is in the fields that scroll, what is pressed then is below them. */
static void
test_shift_confirm (FielWindowTest *test, gconstpointer data)
{
  FielAttempt *lost = fiel_fake_engine_add_attempt (test->engine, "sur", 15400, "004511");
  GtkWidget *page = get_back_page (test, "shift");
  GtkWidget *confirm = fiel_window_test_get_child (page, "confirm");

  fiel_attempt_set_phase (lost, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  fiel_fake_engine_refresh (test->engine);

  for (guint r = 0; r < G_N_ELEMENTS (rooms); r++)
    {
      g_autofree char *where = g_strdup_printf ("room %u", r);

      set_room (test, &rooms[r]);
      gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-shift", NULL);
      fiel_test_run_until (is_checked, test, "the shift is checked", 20);
      gtk_widget_activate_action (page, "shift.leave", NULL);
      lay_out (test);
      assert_in_sight (confirm, "manager", where);
      assert_in_sight (confirm, "missing", where);
      assert_in_sight (confirm, "not_yet", where);
      assert_in_sight (confirm, "close", where);
      fiel_window_show_till (test->window);
    }

  forget_room ();
}

/* -- The export ---------------------------------------------------------------------------------------------------- */

static GtkWindow *
find_export (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (FIEL_IS_EXPORT_DIALOG (window))
        return window;
    }

  g_error ("The export is not open");
}

/* On a screen that is no higher than this. */
static void
test_export (FielWindowTest *test, gconstpointer data)
{
  GtkWindow *dialog = NULL;

  set_room (test, &narrow);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.export", NULL);
  dialog = find_export ();
  gtk_window_set_default_size (dialog, 360, 400);
  lay_out (test);
  lay_out (test);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (dialog)), <=, 400);
  assert_in_sight (dialog, "save", "narrow");
  gtk_window_destroy (dialog);
  forget_room ();
}

/* -- Help ---------------------------------------------------------------------------------------------------------- */

static gboolean
is_help_folded (FielWindowTest *test, const Room *room)
{
  GtkWindow *help = GTK_WINDOW (fiel_help_window_new ());
  gboolean folded;

  set_room (test, room);
  gtk_window_set_transient_for (help, GTK_WINDOW (test->window));
  gtk_window_set_default_size (help, room->width, room->height);
  gtk_window_present (help);
  lay_out (test);
  lay_out (test);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (help)), <=, room->width);
  folded = adw_leaflet_get_folded (ADW_LEAFLET (fiel_window_test_get_child (help, "leaflet")));
  gtk_window_destroy (help);

  return folded;
}

/* What is read has more than a few words on a line. */
static void
test_help (FielWindowTest *test, gconstpointer data)
{
  static const Room own = { 860, 620, 1.0 };

  g_assert_false (is_help_folded (test, &own));
  for (guint r = 1; r < G_N_ELEMENTS (rooms); r++)
    g_assert_true (is_help_folded (test, &rooms[r]));
  forget_room ();
}

/* -- The keys ------------------------------------------------------------------------------------------------------ */

/* The numbers of its pages are shorter than what the theme takes from their sides: GTK warns, and the test ends. */
static void
test_shortcuts (FielWindowTest *test, gconstpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/fielpos/Fiel/ui/fiel-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (test->window));
  gtk_window_present (shortcuts);
  lay_out (test);
  gtk_window_destroy (shortcuts);
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/room/contradicted", &live, test_contradicted);
  fiel_window_test_add ("/room/scrollbar", &live, test_scrollbar);
  fiel_window_test_add ("/room/under-way", &live, test_under_way);
  fiel_window_test_add ("/room/terminal-name", &live, test_terminal_name);
  fiel_window_test_add ("/room/live-badge", &live, test_live_badge);
  fiel_window_test_add ("/room/keys", &live, test_keys);
  fiel_window_test_add ("/room/keys-large-text", &live, test_keys_large_text);
  fiel_window_test_add ("/room/keys-quick-amounts", &quick, test_keys_quick_amounts);
  fiel_window_test_add ("/room/return", &live, test_return);
  fiel_window_test_add ("/room/return-reason", &live, test_return_reason);
  fiel_window_test_add ("/room/return-approval", &people, test_return_approval);
  fiel_window_test_add ("/room/return-touch", &people, test_return_touch);
  fiel_window_test_add ("/room/journal-chips", &recorded, test_journal_chips);
  fiel_window_test_add ("/room/return-refused", &live, test_return_refused);
  fiel_window_test_add ("/room/return-desktop", &live, test_return_desktop);
  fiel_window_test_add ("/room/resolve", &live, test_resolve);
  fiel_window_test_add ("/room/shift", &recorded, test_shift);
  fiel_window_test_add ("/room/shift-confirm", &recorded, test_shift_confirm);
  fiel_window_test_add ("/room/export", &recorded, test_export);
  fiel_window_test_add ("/room/help", &live, test_help);
  fiel_window_test_add ("/room/shortcuts", &live, test_shortcuts);

  return g_test_run ();
}
