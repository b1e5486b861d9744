/* test-targets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-help-window.h"
#include "fiel-mode-bar.h"
#include "fiel-test.h"
#include "fiel-window-test.h"
#include "settings-fixture.h"

/* How large what is pressed really is, from the sizes that GTK gave it. What a cashier presses in the till's window is at
 * least 44 by 44 pixels (WCAG 2.2, 2.5.5), everything else 24 by 24 (2.5.8). */

#define CASHIER_PX 44
#define LEAST_PX 24

typedef struct
{
  int least;         /* what each side has at least */
  const char *scene;
  guint n;
  int smallest;      /* the shortest side seen */
  GString *too_small; /* owned: a line for each */
} Survey;

/* The title bar's own buttons are the desktop's, whose size every application shares; the thin bar that says where one
 * is takes no height from the till in the smallest window. */
static gboolean
may_be_small (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL
         || gtk_widget_get_ancestor (widget, FIEL_TYPE_MODE_BAR) != NULL;
}

static gboolean
is_target (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX_ROW (widget))
    return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget))
           && GTK_IS_LIST_BOX (gtk_widget_get_parent (widget));

  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SWITCH (widget);
}

static void
measure (Survey *survey, GtkWidget *widget)
{
  graphene_rect_t bounds = { 0 };
  const gboolean known = gtk_widget_compute_bounds (widget, widget, &bounds);
  const int width = (int) bounds.size.width, height = (int) bounds.size.height;
  const int least = may_be_small (widget) ? LEAST_PX : survey->least;
  const char *tip = gtk_widget_get_tooltip_text (widget);

  g_assert_true (known);
  survey->n++;
  survey->smallest = MIN (survey->smallest, MIN (width, height));
  if (width < least || height < least)
    g_string_append_printf (survey->too_small, "\n%s: %s “%s” has %d by %d", survey->scene, G_OBJECT_TYPE_NAME (widget),
                            tip != NULL                ? tip
                            : GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                                                       : gtk_widget_get_name (widget),
                            width, height);
}

static void
measure_below (Survey *survey, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (is_target (widget))
    measure (survey, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    measure_below (survey, child);
}

static void
survey_window (Survey *survey, gpointer window, const char *scene)
{
  const guint before = survey->n;

  fiel_test_drain ();
  gtk_widget_queue_draw (window);
  gtk_test_widget_wait_for_draw (window);
  survey->scene = scene;
  measure_below (survey, window);
  g_assert_cmpuint (survey->n, >, before);
}

static Survey *
survey_begin (int least)
{
  Survey *survey = g_new0 (Survey, 1);

  survey->least = least;
  survey->smallest = G_MAXINT;
  survey->too_small = g_string_new (NULL);

  return survey;
}

static void
survey_end (Survey *survey)
{
  g_test_message ("%u targets, the shortest side has %d pixels", survey->n, survey->smallest);
  if (survey->too_small->len > 0)
    g_error ("Smaller than %d:%s", survey->least, survey->too_small->str);

  g_string_free (survey->too_small, TRUE);
  g_free (survey);
}

static FielAttempt *
show_payment (FielWindowTest *test, const char *reference, FielAttemptPhase phase)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, reference);

  fiel_attempt_add_step (attempt, FIEL_STEP_SENT, 0, 0);
  fiel_window_show_attempt (test->window, attempt);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, phase);

  return attempt;
}

static void
survey_payments (Survey *survey, FielWindowTest *test)
{
  FielAttempt *attempt = show_payment (test, "004510", FIEL_ATTEMPT_PHASE_WAITING);

  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_NONE, TRUE);
  survey_window (survey, test->window, "waiting");
  fiel_attempt_set_reason (attempt, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  survey_window (survey, test->window, "not confirmed");
  for (FielOutcome outcome = FIEL_OUTCOME_APPROVED; outcome <= FIEL_OUTCOME_DECLINED; outcome++)
    {
      attempt = show_payment (test, "004511", FIEL_ATTEMPT_PHASE_WAITING);
      fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome, 0);
      fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
      survey_window (survey, test->window, "result");
    }
}

static void
survey_page (Survey *survey, FielWindowTest *test, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (test->window), action, NULL));
  survey_window (survey, test->window, action);
}

static void
test_till (FielWindowTest *test, gconstpointer data)
{
  Survey *survey = survey_begin (CASHIER_PX);

  survey_window (survey, test->window, "till");
  survey_payments (survey, test);
  fiel_fake_engine_refresh (test->engine);
  survey_page (survey, test, "win.show-resolve");
  survey_page (survey, test, "win.show-shift");
  survey_page (survey, test, "win.show-drills");
  survey_end (survey);
}

static void
test_windows (FielWindowTest *test, gconstpointer data)
{
  static const char *const pages[] = { "store",    "providers", "terminals", "till",        "people",
                                       "receipts", "shift",     "journal",   "diagnostics" };
  Survey *survey = survey_begin (LEAST_PX);
  FielHelpWindow *help = fiel_help_window_new ();

  gtk_window_present (GTK_WINDOW (help));
  survey_window (survey, help, "help");
  gtk_window_destroy (GTK_WINDOW (help));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    survey_window (survey, settings_open (test, pages[i]), pages[i]);
  settings_close (test);
  survey_end (survey);
}

int
main (int argc, char *argv[])
{
  int code;

  fiel_window_test_init (&argc, &argv);

  fiel_window_test_add ("/targets/till", &settings_training, test_till);
  fiel_window_test_add ("/targets/windows", &settings_training, test_windows);

  code = g_test_run ();
  g_free (settings_template);

  return code;
}
