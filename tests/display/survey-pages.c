/* survey-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "survey-pages.h"

#include "fiel-attempt-private.h"
#include "fiel-first-run-page.h"
#include "fiel-first-run.h"
#include "fiel-test.h"

static void
open_people (FielEngine *engine)
{
  fiel_fake_engine_open_people (engine, "marta=739146 ana=4820");
}

const FielWindowTestStore survey_people = {
  .environment = "production",
  .till = "[person marta]\nname=Marta Rojas\nrole=manager\n[person ana]\nname=Ana Riquelme\nrole=cashier\n",
  .prepare = open_people,
};

static FielEngine *
open_no_store (const char *folder, gboolean training, const char *country, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no store");

  return NULL;
}

void
survey_assistant (FielWindowTest *test, SurveyFunc func, gpointer survey)
{
  g_autofree char *folder = fiel_test_make_dir ();
  FielFirstRun *assistant = fiel_first_run_new (folder, fiel_engine_get_kinds (test->engine),
                                                FIEL_CLOCK (test->clock), fiel_engine_get_secrets (test->engine),
                                                open_no_store);
  GtkStack *stack = GTK_STACK (fiel_window_test_get_child (assistant, "pages"));
  g_autoptr (GListModel) pages = G_LIST_MODEL (gtk_stack_get_pages (stack));

  gtk_window_present (GTK_WINDOW (assistant));
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (pages, i);
      GtkStackPage *page = GTK_STACK_PAGE (item);
      g_autofree char *scene = g_strdup_printf ("assistant, %s", gtk_stack_page_get_name (page));

      gtk_stack_set_visible_child (stack, gtk_stack_page_get_child (page));
      fiel_first_run_page_enter (FIEL_FIRST_RUN_PAGE (gtk_stack_page_get_child (page)));
      func (survey, assistant, scene);
    }
  g_assert_cmpuint (g_list_model_get_n_items (pages), >, 5);
  gtk_window_destroy (GTK_WINDOW (assistant));
  fiel_test_remove_dir (folder);
}

static gboolean
has_rows (gpointer journal)
{
  GtkWidget *stack = fiel_window_test_get_child (journal, "stack");

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "table") == 0;
}

void
survey_journal (FielWindowTest *test, SurveyFunc func, gpointer survey)
{
  GtkWidget *journal = fiel_window_test_get_child (fiel_window_test_get_child (test->window, "back_pages"),
                                                   "journal");

  fiel_fake_engine_open_journal (test->engine);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *reference = g_strdup_printf ("%06u", i);

      fiel_fake_engine_record_sale (test->engine, "norte", 4990 * i, reference, "CR");
    }
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (test->window), "win.show-journal", NULL));
  fiel_test_run_until (has_rows, journal, "the journal shows payments", 20);
  func (survey, test->window, "journal");
}

void
survey_return (FielWindowTest *test, SurveyFunc func, gpointer survey)
{
  FielAttempt *sale = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, "004599");
  GtkWidget *page = fiel_window_test_get_child (fiel_window_test_get_child (test->window, "back_pages"), "return_page");

  fiel_attempt_set_card (sale, "018734", "VI", "CR", "4242");
  fiel_attempt_set_approved (sale, fiel_attempt_get_amount (sale));
  fiel_attempt_set_state (sale, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 0);
  fiel_attempt_set_phase (sale, FIEL_ATTEMPT_PHASE_DONE);
  fiel_fake_engine_refresh (test->engine);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.return-money", "s", "");
  func (survey, test->window, "find the sale");
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.return-money", "s", fiel_attempt_get_id (sale));
  gtk_widget_activate_action (page, "pane.digit", "u", 4u);
  func (survey, test->window, "return");
  g_object_set (fiel_window_test_get_child (fiel_window_test_get_child (page, "reason"), "reason"), "selected", 1, NULL);
  gtk_widget_activate_action (page, "return.go-on", NULL);
  func (survey, test->window, "return, the question");
}
