/* stage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "stage.h"

#include <stdio.h>

gint64
stage_boot_us (Stage *stage)
{
  return fiel_clock_get_boot_us (FIEL_CLOCK (stage->clock));
}

gint64
stage_wall_us (Stage *stage)
{
  return fiel_clock_get_wall_us (FIEL_CLOCK (stage->clock));
}

void
stage_pass (Stage *stage, double seconds)
{
  fiel_manual_clock_advance (stage->clock, (gint64) (seconds * G_USEC_PER_SEC));
}

void
stage_step (Stage *stage, FielStepKind kind)
{
  fiel_attempt_add_step (stage->attempt, kind, stage_wall_us (stage), stage_boot_us (stage));
}

void
stage_send (Stage *stage)
{
  stage_step (stage, FIEL_STEP_SENT);
  fiel_attempt_set_times (stage->attempt, stage_boot_us (stage), stage_boot_us (stage) + 330 * G_USEC_PER_SEC);
  fiel_attempt_set_state (stage->attempt, FIEL_ATTEMPT_STATE_SENT, FIEL_OUTCOME_NONE, 0);
}

void
stage_accept (Stage *stage)
{
  stage_pass (stage, 0.9);
  stage_step (stage, FIEL_STEP_ACCEPTED);
  stage_step (stage, FIEL_STEP_WAITING);
  fiel_attempt_set_state (stage->attempt, FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (stage->attempt, FIEL_ATTEMPT_PHASE_WAITING);
  fiel_attempt_set_cancel (stage->attempt, FIEL_CANCEL_STATE_NONE, TRUE);
}

void
stage_close (Stage *stage, FielOutcome outcome, FielReason reason)
{
  stage_pass (stage, 81);
  stage_step (stage, FIEL_STEP_CLOSED);
  fiel_attempt_set_reason (stage->attempt, reason);
  fiel_attempt_set_provider_words (stage->attempt, "904417", "00", "Código del proveedor <b>tal cual</b>");
  if (fiel_outcome_moved_money (outcome))
    fiel_attempt_set_approved (stage->attempt, fiel_attempt_get_amount (stage->attempt));
  fiel_attempt_set_state (stage->attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome, stage_wall_us (stage));
  fiel_attempt_set_phase (stage->attempt, FIEL_ATTEMPT_PHASE_DONE);
}

void
stage_act (Stage *stage, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->window), action, NULL);
}

GtkWidget *
stage_get_page (Stage *stage, const char *name)
{
  return fiel_window_test_get_child (fiel_window_test_get_child (stage->window, "back_pages"), name);
}

gboolean
stage_read_size (int *width, int *height)
{
  const char *size = g_getenv ("FIEL_SHOW_SIZE");

  return size != NULL && sscanf (size, "%dx%d", width, height) == 2;
}

void
stage_set_size (GtkWindow *window)
{
  int width, height;

  if (stage_read_size (&width, &height))
    gtk_window_set_default_size (window, width, height);
}

void
stage_limit_size (GtkWindow *window)
{
  int width, height, wished_width, wished_height;

  gtk_window_get_default_size (window, &wished_width, &wished_height);
  if (stage_read_size (&width, &height))
    gtk_window_set_default_size (window, MIN (width, wished_width), MIN (height, wished_height));
}
