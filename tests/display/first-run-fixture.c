/* first-run-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "first-run-fixture.h"

#include "fiel-entry-row.h"
#include "fiel-fake-engine.h"
#include "fiel-first-run-country.h"
#include "fiel-test.h"
#include "fiel-window-test.h"

static FirstRunFixture *current;

static FielEngine *
open_store (const char *folder, gboolean training, const char *country, GError **error)
{
  const FielFirstRunCountry *place = fiel_first_run_country_find (country != NULL ? country : "cl");
  FielEngine *engine
    = fiel_fake_engine_new (FIEL_CLOCK (current->clock), "training", place->code, place->currency, "");

  g_set_weak_pointer (&current->engine, engine);
  if (!training)
    g_set_object (&current->people, fiel_engine_get_people (engine));
  if (!training && !current->people_closed)
    fiel_fake_engine_open_people (engine, "");

  return engine;
}

static void
finished_cb (FirstRunFixture *fixture)
{
  fixture->finished = TRUE;
}

static void
finishing_cb (FirstRunFixture *fixture, gboolean finishing)
{
  if (finishing)
    fixture->n_finishing++;
  else
    fixture->n_given_up++;
}

void
first_run_open_assistant (FirstRunFixture *fixture)
{
  g_set_weak_pointer (&fixture->window,
                      fiel_first_run_new (fixture->folder, first_run_kinds, FIEL_CLOCK (fixture->clock),
                                          FIEL_SECRETS (fixture->drawer), open_store));
  g_signal_connect_swapped (fixture->window, "finished", G_CALLBACK (finished_cb), fixture);
  g_signal_connect_swapped (fixture->window, "finishing", G_CALLBACK (finishing_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fiel_test_drain ();
}

void
first_run_close_assistant (FirstRunFixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  fiel_test_drain ();
  g_assert_null (fixture->window);
}

void
first_run_set_up (FirstRunFixture *fixture, gconstpointer data)
{
  current = fixture;
  first_run_trouble_to_find = FIEL_TROUBLE_NONE;
  fixture->folder = fiel_test_make_dir ();
  fixture->clock = fiel_manual_clock_new ();
  fixture->drawer = g_object_new (FIRST_RUN_TYPE_DRAWER, NULL);
  first_run_open_assistant (fixture);
}

static gboolean
is_ours_alone (gpointer object)
{
  return g_atomic_int_get ((const gint *) &G_OBJECT (object)->ref_count) == 1;
}

void
first_run_tear_down (FirstRunFixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  fiel_test_drain ();
  g_clear_object (&fixture->people);
  fiel_test_run_until (is_ours_alone, fixture->clock, "nothing of the assistant is left", 20);
  g_clear_weak_pointer (&fixture->window);
  g_clear_weak_pointer (&fixture->engine);
  g_assert_finalize_object (fixture->drawer);
  g_assert_finalize_object (fixture->clock);
  fiel_test_remove_dir (fixture->folder);
  g_free (fixture->folder);
  current = NULL;
}

/* -- Pressing and reading -- */

gpointer
first_run_in_window (FirstRunFixture *fixture, const char *name)
{
  return fiel_window_test_get_child (fixture->window, name);
}

gpointer
first_run_on_page (FirstRunFixture *fixture, const char *name)
{
  return fiel_window_test_get_child (gtk_stack_get_visible_child (first_run_in_window (fixture, "pages")), name);
}

void
first_run_type_into (FirstRunFixture *fixture, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (first_run_on_page (fixture, name)), text);
}

void
first_run_go_on (FirstRunFixture *fixture)
{
  g_signal_emit_by_name (first_run_in_window (fixture, "next"), "clicked");
  fiel_test_drain ();
}

void
first_run_go_back (FirstRunFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "first-run.back", NULL);
  fiel_test_drain ();
}

gboolean
first_run_press_enter (FirstRunFixture *fixture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller)
          || gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 0, 0, &handled);
      fiel_test_drain ();
      return handled;
    }

  g_assert_not_reached ();
}

void
first_run_assert_step (FirstRunFixture *fixture, FielFirstRunStep step)
{
  g_assert_cmpint (fiel_first_run_get_step (fixture->window), ==, step);
}

const char *
first_run_get_trouble (FirstRunFixture *fixture)
{
  GtkLabel *trouble = first_run_in_window (fixture, "trouble");

  return gtk_widget_get_visible (GTK_WIDGET (trouble)) ? gtk_label_get_label (trouble) : "";
}

void
first_run_assert_refused (FirstRunFixture *fixture, FielFirstRunStep step, const char *row)
{
  GtkWidget *widget = NULL;

  first_run_assert_step (fixture, step);
  g_assert_cmpstr (first_run_get_trouble (fixture), !=, "");
  if (row == NULL)
    return;
  widget = first_run_on_page (fixture, row);
  g_assert_true (gtk_widget_has_css_class (widget, "error"));
  if (FIEL_IS_ENTRY_ROW (widget))
    widget = fiel_entry_row_get_entry (FIEL_ENTRY_ROW (widget));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
}

void
first_run_go_to_store (FirstRunFixture *fixture)
{
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_STORE);
}

void
first_run_go_to_start (FirstRunFixture *fixture)
{
  first_run_go_to_store (fixture);
  first_run_type_into (fixture, "name", "Almacén La Higuera");
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_START);
}

void
first_run_go_to_account (FirstRunFixture *fixture)
{
  first_run_go_to_start (fixture);
  gtk_check_button_set_active (first_run_on_page (fixture, "provider"), TRUE);
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_ACCOUNT);
}

void
first_run_go_to_till (FirstRunFixture *fixture)
{
  first_run_go_to_start (fixture);
  gtk_check_button_set_active (first_run_on_page (fixture, "training"), TRUE);
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_TILL);
  /* In training there is nothing to choose from. */
  g_assert_false (gtk_widget_get_visible (first_run_on_page (fixture, "terminal_group")));
}

void
first_run_go_to_pin (FirstRunFixture *fixture)
{
  first_run_go_to_till (fixture);
  first_run_type_into (fixture, "name", "Caja 2");
  first_run_type_into (fixture, "cashier", "Ana");
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
}

void
first_run_go_on_without_pin (FirstRunFixture *fixture)
{
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_PIN);
  gtk_switch_set_active (first_run_on_page (fixture, "wanted"), FALSE);
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_SALE);
}

void
first_run_go_to_sale (FirstRunFixture *fixture)
{
  first_run_go_to_pin (fixture);
  first_run_go_on_without_pin (fixture);
}

void
first_run_go_to_keys (FirstRunFixture *fixture)
{
  first_run_go_to_sale (fixture);
  first_run_go_on (fixture);
  first_run_assert_step (fixture, FIEL_FIRST_RUN_STEP_KEYS);
}

FielProfile *
first_run_load_profile (FirstRunFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  FielProfile *profile = fiel_profile_load (fixture->folder, first_run_kinds, &error);

  g_assert_no_error (error);

  return profile;
}

gboolean
first_run_is_at_till (gpointer user_data)
{
  return fiel_first_run_get_step (((FirstRunFixture *) user_data)->window) == FIEL_FIRST_RUN_STEP_TILL;
}

gboolean
first_run_has_page_trouble (gpointer user_data)
{
  return gtk_widget_get_visible (first_run_on_page (user_data, "trouble"));
}

gboolean
first_run_is_in_sight (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, scroller, &bounds)
         && bounds.size.height > 0 && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
}
