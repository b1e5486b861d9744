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
#include "survey-pages.h"

#include <string.h>

/* How large what is pressed really is, from the sizes that GTK gave it. In the till's window at its own size a key of the
 * keypad has 72 by 72 pixels, a button that moves money is 64 high, everything else 48 by 48. Where something stands above
 * the keys (a question, the bar of training, what a return asks for) they shrink to 56, so that the money button stays in
 * sight. In the smallest window everything has 44 by 44 (WCAG 2.2, 2.5.5): its 600 pixels do not hold four rows of larger
 * keys. Other windows have 24 by 24 (2.5.8). */

#define LEAST_PX 24

typedef struct
{
  int key, money, other;   /* pixels */
} Figures;

static const Figures wide = { .key = 72, .money = 64, .other = 48 };
static const Figures crowded = { .key = 56, .money = 64, .other = 48 };
static const Figures narrow = { .key = 44, .money = 44, .other = 44 };
static const Figures least = { .key = LEAST_PX, .money = LEAST_PX, .other = LEAST_PX };

typedef struct
{
  const Figures *figures;
  const char *scene;
  guint n;
  int smallest;      /* the shortest side seen */
  GString *too_small; /* owned: a line for each */
  GString *misnamed;  /* owned: the same */
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
has_row_to_press (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW);

  return row != NULL && adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)) == widget;
}

static gboolean
is_target (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX_ROW (widget))
    return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget))
           && GTK_IS_LIST_BOX (gtk_widget_get_parent (widget));

  /* Of the journal's table. */
  if (g_str_equal (gtk_widget_get_css_name (widget), "row"))
    return gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW) != NULL;
  /* Then it is the row that is pressed. */
  if (has_row_to_press (widget))
    return FALSE;

  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SWITCH (widget);
}

static void
get_figures (Survey *survey, GtkWidget *widget, int *width, int *height)
{
  *width = *height = may_be_small (widget) ? LEAST_PX : survey->figures->other;
  if (gtk_widget_has_css_class (widget, "fiel-key"))
    *width = *height = survey->figures->key;
  else if (gtk_widget_has_css_class (widget, "fiel-money"))
    *height = survey->figures->money;
}

static void
measure (Survey *survey, GtkWidget *widget)
{
  graphene_rect_t bounds = { 0 };
  const gboolean known = gtk_widget_compute_bounds (widget, widget, &bounds);
  const int width = (int) bounds.size.width, height = (int) bounds.size.height;
  const char *tip = gtk_widget_get_tooltip_text (widget);
  int least_width, least_height;

  g_assert_true (known);
  survey->n++;
  survey->smallest = MIN (survey->smallest, MIN (width, height));
  get_figures (survey, widget, &least_width, &least_height);
  if (width < least_width || height < least_height)
    g_string_append_printf (survey->too_small, "\n%s: %s “%s” (%s) has %d by %d, not %d by %d", survey->scene,
                            G_OBJECT_TYPE_NAME (widget),
                            tip != NULL                ? tip
                            : GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                                                       : gtk_widget_get_name (widget),
                            G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)), width, height, least_width,
                            least_height);
}

static void
complain_of_name (Survey *survey, GtkWidget *widget, const char *name)
{
  g_string_append_printf (survey->misnamed, "\n%s: “%s”, a %s (%s)", survey->scene, name, G_OBJECT_TYPE_NAME (widget),
                          G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
}

/* A letter to press with Alt is no part of a name. */
static gboolean
has_mnemonic (const char *name)
{
  const char *underscore = strchr (name, '_');

  return underscore != NULL && g_unichar_isalpha (g_utf8_get_char (underscore + 1));
}

/* Older GTK calls what is in a row by its own name and then by the row's, which libadwaita labels it with. */
static gboolean
is_called_as_its_row (GtkWidget *widget, const char *name)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW);

  return has_row_to_press (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), name) == 0;
}

/* What is labelled by the words inside is called that, and a name of its own is never heard. Older GTK labels its buttons
 * in another way and calls them by their own name first. */
static void
check_name (Survey *survey, GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *name = NULL;

  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return;

  name = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  if (GTK_IS_BUTTON (widget) && name != NULL && has_mnemonic (name))
    complain_of_name (survey, widget, name);
  if (!gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return;
  if (name != NULL && is_called_as_its_row (widget, name))
    complain_of_name (survey, widget, name);
  if (gtk_check_version (4, 14, 0) == NULL && GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    complain_of_name (survey, widget, gtk_button_get_label (GTK_BUTTON (widget)));
}

static void
measure_below (Survey *survey, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (is_target (widget))
    measure (survey, widget);
  check_name (survey, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    measure_below (survey, child);
}

static void
survey_window (gpointer user_data, gpointer window, const char *scene)
{
  Survey *survey = user_data;
  const guint before = survey->n;

  fiel_test_drain ();
  gtk_widget_queue_draw (window);
  gtk_test_widget_wait_for_draw (window);
  survey->scene = scene;
  measure_below (survey, window);
  g_assert_cmpuint (survey->n, >, before);
}

static Survey *
survey_begin (const Figures *figures)
{
  Survey *survey = g_new0 (Survey, 1);

  survey->figures = figures;
  survey->smallest = G_MAXINT;
  survey->too_small = g_string_new (NULL);
  survey->misnamed = g_string_new (NULL);

  return survey;
}

static void
survey_end (Survey *survey)
{
  g_test_message ("%u targets, the shortest side has %d pixels", survey->n, survey->smallest);
  if (survey->too_small->len > 0)
    g_error ("Too small:%s", survey->too_small->str);
  if (survey->misnamed->len > 0)
    g_error ("Called something else than they say:%s", survey->misnamed->str);

  g_string_free (survey->too_small, TRUE);
  g_string_free (survey->misnamed, TRUE);
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

/* @crowded_figures: once there is less room for the keys */
static void
survey_till (Survey *survey, FielWindowTest *test, const Figures *crowded_figures)
{
  survey_window (survey, test->window, "till");
  fiel_window_test_type (test, "1 2 9 9 0");
  survey_window (survey, test->window, "till with an amount");
  survey->figures = crowded_figures;
  fiel_fake_engine_set_unusual_from (test->engine, 5000);
  fiel_window_test_type (test, "Return");
  survey_window (survey, test->window, "till that asks first");
  fiel_window_test_type (test, "Escape");
}

static void
survey_pages (Survey *survey, FielWindowTest *test)
{
  survey_payments (survey, test);
  fiel_fake_engine_refresh (test->engine);
  survey_page (survey, test, "win.show-resolve");
  survey_page (survey, test, "win.show-shift");
  survey_return (test, survey_window, survey);
  survey_journal (test, survey_window, survey);
}

static void
test_till (FielWindowTest *test, gconstpointer data)
{
  Survey *survey = survey_begin (&wide);

  survey_till (survey, test, &crowded);
  survey_pages (survey, test);
  survey_end (survey);
}

static void
test_training (FielWindowTest *test, gconstpointer data)
{
  Survey *survey = survey_begin (&crowded);

  survey_till (survey, test, &crowded);
  survey_page (survey, test, "win.show-drills");
  survey_end (survey);
}

static void
test_narrow (FielWindowTest *test, gconstpointer data)
{
  Survey *survey = survey_begin (&narrow);

  gtk_window_set_default_size (GTK_WINDOW (test->window), 360, 600);
  survey_till (survey, test, &narrow);
  survey_pages (survey, test);
  survey_page (survey, test, "win.show-drills");
  survey_end (survey);
}

static void
test_lock (FielWindowTest *test, gconstpointer data)
{
  Survey *survey = survey_begin (&wide);

  survey_window (survey, test->window, "lock");
  g_assert_true (fiel_people_get_locked (fiel_engine_get_people (test->engine)));
  survey_end (survey);
}

static void
test_assistant (FielWindowTest *test, gconstpointer data)
{
  Survey *survey = survey_begin (&wide);

  survey_assistant (test, survey_window, survey);
  survey_end (survey);
}

static void
test_windows (FielWindowTest *test, gconstpointer data)
{
  static const char *const pages[] = { "store",    "providers", "terminals", "till",  "people",
                                       "receipts", "shift",     "journal",   "sound", "diagnostics" };
  Survey *survey = survey_begin (&least);
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

  fiel_window_test_add ("/targets/till", &settings_live, test_till);
  fiel_window_test_add ("/targets/training", &settings_training, test_training);
  fiel_window_test_add ("/targets/narrow", &settings_training, test_narrow);
  fiel_window_test_add ("/targets/lock", &survey_people, test_lock);
  fiel_window_test_add ("/targets/assistant", &settings_training, test_assistant);
  fiel_window_test_add ("/targets/windows", &settings_training, test_windows);

  code = g_test_run ();
  g_free (settings_template);

  return code;
}
