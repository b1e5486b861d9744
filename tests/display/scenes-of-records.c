/* scenes-of-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-row.h"
#include "fiel-test.h"
#include "stage.h"

/* What was written down: what somebody has to look at, the evidence, the journal, the shift; and the drills. */

#define CHOSEN_PAYMENT 2u

/* -- To resolve ---------------------------------------------------------------------------------------------------- */

static void
add_alerts (Stage *stage)
{
  const FielAlertContent contents[] = {
    { .seq = 7, .kind = FIEL_ALERT_CONFLICT, .attempt_id = "gone", .wall_us = stage_wall_us (stage),
      .contradiction = FIEL_CONTRADICTION_CHARGED_AFTER_ALL, .outcome = FIEL_OUTCOME_NOT_EXECUTED,
      .amount = fiel_money_make (5000, fiel_currency_find ("CLP")), .reference = "004498",
      .terminal_name = "Terminal Norte", .provider = "getnet", .text = "APROBADA 018734" },
    { .seq = 8, .kind = FIEL_ALERT_UNMATCHED, .wall_us = stage_wall_us (stage), .provider = "getnet",
      .text = "{\"idPosTxs\":512399,\"amount\":7990,\"responseMessage\":\"APROBADA\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    fiel_fake_engine_add_alert (stage->engine, &contents[i]);
}

static void
scene_resolve (Stage *stage)
{
  scene_unconfirmed (stage);
  add_alerts (stage);
  fiel_fake_engine_refresh (stage->engine);
  stage_act (stage, "win.show-resolve");
}

/* One of the list; the scene's detail says the how-manieth. */
static void
scene_alert (Stage *stage)
{
  GtkListBox *list = NULL;

  scene_resolve (stage);
  list = GTK_LIST_BOX (fiel_window_test_get_child (stage_get_page (stage, "resolve"), "list"));
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (list, stage->detail[0] - '0'), "activate");
  fiel_test_drain ();
}

static void
scene_evidence (Stage *stage)
{
  scene_unconfirmed (stage);
  fiel_fake_engine_refresh (stage->engine);
  stage_act (stage, "win.evidence");
  fiel_test_drain ();
}

/* -- The journal and the shift ------------------------------------------------------------------------------------- */

/* A day with a rush at one. */
static void
record_day (Stage *stage)
{
  static const guint n_sales[] = { 2, 3, 5, 8, 11, 6, 3 };
  static const char *const types[] = { "DB", "CR", "DB" };
  guint number = 0;

  stage_close (stage, FIEL_OUTCOME_DECLINED, FIEL_REASON_NO_FUNDS);
  fiel_fake_engine_open_journal (stage->engine);
  for (guint hour = 0; hour < G_N_ELEMENTS (n_sales); hour++)
    {
      for (guint i = 0; i < n_sales[hour]; i++)
        {
          g_autofree char *reference = g_strdup_printf ("%06u", ++number);

          fiel_fake_engine_record_sale (stage->engine, number % 4 == 0 ? "sur" : "norte", 4990 + number * 370, reference,
                                        types[number % 3]);
        }
      stage_pass (stage, 3600);
    }
}

static GtkWidget *
get_in_journal (Stage *stage, const char *name)
{
  return fiel_window_test_get_child (stage_get_page (stage, "journal"), name);
}

static gboolean
has_rows (gpointer user_data)
{
  GtkStack *stack = GTK_STACK (get_in_journal (user_data, "stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "table") == 0;
}

static void
scene_journal (Stage *stage)
{
  record_day (stage);
  stage_act (stage, "win.show-journal");
  fiel_test_run_until (has_rows, stage, "the journal shows payments", 20);
}

static void
search_journal (Stage *stage, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (get_in_journal (stage, "entry")), words);
  g_signal_emit_by_name (get_in_journal (stage, "entry"), "search-changed");
  fiel_test_drain ();
}

static void
scene_journal_search (Stage *stage)
{
  scene_journal (stage);
  search_journal (stage, stage->detail);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);

  return found;
}

static gboolean
is_read (gpointer model)
{
  g_autoptr (FielPaymentRow) row = g_list_model_get_item (model, CHOSEN_PAYMENT);

  return row != NULL && fiel_payment_row_get_payment (row) != NULL
         && fiel_payment_get_loaded (fiel_payment_row_get_payment (row));
}

static void
scene_journal_payment (Stage *stage)
{
  GtkWidget *table = NULL;

  scene_journal (stage);
  table = find_type (get_in_journal (stage, "table"), GTK_TYPE_COLUMN_VIEW);
  fiel_test_run_until (is_read, gtk_column_view_get_model (GTK_COLUMN_VIEW (table)), "the payment is read", 20);
  g_signal_emit_by_name (table, "activate", CHOSEN_PAYMENT);
  fiel_test_drain ();
}

static gboolean
is_checked (gpointer user_data)
{
  return gtk_widget_get_visible (fiel_window_test_get_child (stage_get_page (user_data, "shift"), "again"));
}

static void
scene_shift (Stage *stage)
{
  record_day (stage);
  stage_act (stage, "win.show-shift");
  fiel_test_run_until (is_checked, stage, "the shift is checked", 20);
}

/* One step on from the checklist: the action is the scene's detail. */
static void
scene_shift_step (Stage *stage)
{
  scene_shift (stage);
  gtk_widget_activate_action (stage_get_page (stage, "shift"), stage->detail, NULL);
  fiel_test_drain ();
}

/* -- Drills -------------------------------------------------------------------------------------------------------- */

static void
scene_drills (Stage *stage)
{
  stage_act (stage, "win.show-drills");
}

static void
scene_drill (Stage *stage)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.start-drill", "u", 0u);
}

static void
scene_drill_report (Stage *stage)
{
  scene_drill (stage);
  gtk_widget_activate_action (fiel_window_test_get_child (stage->window, "drill_bar"), "drill.end", NULL);
}

const Scene scenes_of_records[] = {
  { "resolve", scene_resolve },
  { "alert-conflict", scene_alert, .detail = "2" },
  { "alert-unmatched", scene_alert, .detail = "3" },
  { "evidence", scene_evidence },
  { "journal", scene_journal },
  { "journal-found", scene_journal_search, .detail = ">15000" },
  { "journal-nothing-found", scene_journal_search, .detail = "state:declined" },
  { "journal-question", scene_journal_search, .detail = "colour:red" },
  { "journal-payment", scene_journal_payment },
  { "shift", scene_shift },
  { "shift-confirm", scene_shift_step, .detail = "shift.leave" },
  { "shift-x", scene_shift_step, .detail = "shift.x" },
  { "shift-earlier", scene_shift_step, .detail = "shift.earlier" },
  { "shift-count", scene_shift, .till = "[shift]\ncash=count" },
  { "drills", scene_drills, .environment = "training", .empty = TRUE },
  { "drill", scene_drill, .environment = "training", .empty = TRUE },
  { "drill-report", scene_drill_report, .environment = "training", .empty = TRUE },
  { NULL },
};
