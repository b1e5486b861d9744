/* scenes-of-returns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-fake-refund-desk.h"
#include "fiel-test.h"
#include "stage.h"

static GtkWidget *
find_return_page (Stage *stage)
{
  return stage_get_page (stage, "return_page");
}

static GtkWidget *
find_in_return_page (Stage *stage, const char *part, const char *name)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (find_return_page (stage), part), name);
}

static void
scene_find_sale (Stage *stage)
{
  scene_approved (stage);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.return-money", "s", "");
}

static void
scene_return (Stage *stage)
{
  scene_approved (stage);
  fiel_fake_engine_refresh (stage->engine);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.return-money", "s", fiel_attempt_get_id (stage->attempt));
  fiel_test_drain ();
}

static void
scene_return_part (Stage *stage)
{
  scene_return (stage);
  for (const char *p = "4990"; *p != '\0'; p++)
    gtk_widget_activate_action (find_return_page (stage), "pane.digit", "u", (guint) g_ascii_digit_value (*p));
  g_object_set (find_in_return_page (stage, "reason", "reason"), "selected", 1, NULL);
}

static void
scene_return_confirm (Stage *stage)
{
  scene_return_part (stage);
  if (gtk_widget_get_visible (fiel_window_test_get_child (find_return_page (stage), "approval")))
    gtk_editable_set_text (GTK_EDITABLE (find_in_return_page (stage, "approval", "name")), "Eva Soto");
  gtk_widget_activate_action (find_return_page (stage), "return.go-on", NULL);
}

static void
scene_return_nothing_left (Stage *stage)
{
  FielAttempt *sale = stage->attempt;

  scene_approved (stage);
  stage->attempt = fiel_fake_refund_desk_add_return (stage->engine, sale, FIEL_ATTEMPT_KIND_VOID, 12990);
  stage_close (stage, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.return-money", "s", fiel_attempt_get_id (sale));
}

static void
scene_return_without_sale (Stage *stage)
{
  scene_find_sale (stage);
  fiel_fake_engine_refresh (stage->engine);
  gtk_widget_activate_action (stage_get_page (stage, "find_sale"), "find.without-original", NULL);
  fiel_test_drain ();
}

/* The stage's attempt was the sale; from here on it is the return of it. */
static void
begin_return (Stage *stage, FielAttemptKind kind, gint64 minor)
{
  scene_approved (stage);
  stage->attempt = fiel_fake_refund_desk_add_return (stage->engine, stage->attempt, kind, minor);
  fiel_window_show_attempt (stage->window, stage->attempt);
  stage_send (stage);
}

static void
scene_returning (Stage *stage)
{
  begin_return (stage, FIEL_ATTEMPT_KIND_REFUND, 4990);
  stage_accept (stage);
}

static void
scene_returned (Stage *stage)
{
  begin_return (stage, FIEL_ATTEMPT_KIND_REFUND, 4990);
  stage_close (stage, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
}

static void
scene_voided (Stage *stage)
{
  begin_return (stage, FIEL_ATTEMPT_KIND_VOID, 12990);
  stage_close (stage, FIEL_OUTCOME_APPROVED, FIEL_REASON_NONE);
}

static void
scene_return_declined (Stage *stage)
{
  begin_return (stage, FIEL_ATTEMPT_KIND_REFUND, 4990);
  stage_close (stage, FIEL_OUTCOME_DECLINED, FIEL_REASON_CARD_INVALID);
}

static void
scene_return_unconfirmed (Stage *stage)
{
  begin_return (stage, FIEL_ATTEMPT_KIND_REFUND, 4990);
  scene_unconfirmed (stage);
}

static void
scene_return_by_hand (Stage *stage)
{
  scene_return_unconfirmed (stage);
  gtk_widget_activate_action (fiel_window_test_get_child (stage->window, "attempt_pages"), "pane.record-by-hand", NULL);
}

static void
scene_sale_of_before (Stage *stage)
{
  scene_approved (stage);
  fiel_window_show_till (stage->window);
  fiel_window_show_attempt (stage->window, stage->attempt);
}

const Scene scenes_of_returns[] = {
  { "find-sale", scene_find_sale },
  { "return", scene_return },
  { "return-part", scene_return_part },
  { "return-confirm", scene_return_confirm },
  { "return-approval", scene_return_part, .till = "return-limit=1000\n" STAGE_PEOPLE },
  { "return-nothing-left", scene_return_nothing_left },
  { "return-without-sale", scene_return_without_sale,
    .till = "return-without-original=yes\nreturn-without-original-limit=20000" },
  { "returning", scene_returning },
  { "returned", scene_returned },
  { "voided", scene_voided },
  { "return-declined", scene_return_declined },
  { "return-unconfirmed", scene_return_unconfirmed },
  { "return-by-hand", scene_return_by_hand },
  { "sale-of-before", scene_sale_of_before },
  { NULL },
};
