/* fiel-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-timeline.h"

#include "fiel-step-private.h"

static FielStep *
get_last (GListStore *steps, guint n_skipped)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (steps));

  return n > n_skipped ? g_list_model_get_item (G_LIST_MODEL (steps), n - 1 - n_skipped) : NULL;
}

static gboolean
ends_with (GListStore *steps, FielStepKind kind)
{
  g_autoptr (FielStep) last = get_last (steps, 0);

  return last != NULL && fiel_step_get_kind (last) == kind;
}

/* A request to stop runs beside the payment: only its own result ends it. */
static gboolean
ends (FielStepKind next, FielStepKind running)
{
  gboolean about_cancel = next == FIEL_STEP_CANCEL_AGREED || next == FIEL_STEP_CANCEL_REFUSED
                          || next == FIEL_STEP_CANCEL_UNANSWERED;

  if (next == FIEL_STEP_CLOSED)
    return TRUE;
  if (running == FIEL_STEP_CANCEL_ASKED)
    return about_cancel || next == FIEL_STEP_CANCEL_ASKED;
  if (running == FIEL_STEP_SENT)
    return next == FIEL_STEP_ACCEPTED || next == FIEL_STEP_WAITING || next == FIEL_STEP_ANSWER_LOST
      || next == FIEL_STEP_MISMATCH
           || next == FIEL_STEP_RESTARTED;

  return FALSE;
}

static void
finish_running (GListStore *steps, FielStepKind next, gint64 boot_us)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (steps));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FielStep) step = g_list_model_get_item (G_LIST_MODEL (steps), i);

      if (ends (next, fiel_step_get_kind (step)))
        fiel_step_finish (step, boot_us);
    }
}

void
fiel_timeline_add (GListStore *steps, FielStepKind kind, gint64 wall_us, gint64 boot_us)
{
  gboolean waiting;
  guint n;
  g_autoptr (FielStep) before = NULL;
  g_autoptr (FielStep) step = NULL;

  g_return_if_fail (G_IS_LIST_STORE (steps));

  waiting = ends_with (steps, FIEL_STEP_WAITING);
  if (waiting && kind == FIEL_STEP_WAITING)
    return;

  finish_running (steps, kind, boot_us);

  before = get_last (steps, waiting ? 1 : 0);
  if (kind == FIEL_STEP_CHECKED && before != NULL && fiel_step_get_kind (before) == FIEL_STEP_CHECKED)
    {
      fiel_step_repeat (before, wall_us, boot_us);
      return;
    }

  step = fiel_step_new (kind, wall_us, boot_us);
  n = g_list_model_get_n_items (G_LIST_MODEL (steps));
  if (waiting && kind == FIEL_STEP_CLOSED)
    g_list_store_splice (steps, n - 1, 1, (gpointer *) &step, 1);
  else
    g_list_store_insert (steps, waiting ? n - 1 : n, step);
}

gboolean
fiel_timeline_find_step (const FielEdge *edge, FielStepKind *kind)
{
  g_return_val_if_fail (edge != NULL && kind != NULL, FALSE);

  if (edge->to == FIEL_ATTEMPT_STATE_CLOSED)
    *kind = FIEL_STEP_CLOSED;
  else if (edge->event == FIEL_ATTEMPT_EVENT_SAVED)
    *kind = FIEL_STEP_SAVED;
  else if (edge->event == FIEL_ATTEMPT_EVENT_STARTED)
    *kind = FIEL_STEP_SENT;
  else if (edge->event == FIEL_ATTEMPT_EVENT_ACCEPTED)
    *kind = FIEL_STEP_ACCEPTED;
  else if (edge->event == FIEL_ATTEMPT_EVENT_MISMATCH)
    *kind = FIEL_STEP_MISMATCH;
  else if (edge->event == FIEL_ATTEMPT_EVENT_RESTARTED)
    *kind = FIEL_STEP_RESTARTED;
  else if (edge->to == FIEL_ATTEMPT_STATE_UNKNOWN && edge->from != FIEL_ATTEMPT_STATE_UNKNOWN)
    *kind = FIEL_STEP_ANSWER_LOST;
  else if (edge->event == FIEL_ATTEMPT_EVENT_PENDING || edge->event == FIEL_ATTEMPT_EVENT_NO_NEWS)
    *kind = FIEL_STEP_CHECKED;
  else
    return FALSE;

  return TRUE;
}
