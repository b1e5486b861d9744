/* fiel-step.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielStepKind: a line of an attempt's timeline. Only what really happened becomes a step.
 */
typedef enum
{
  FIEL_STEP_SAVED,            /* durable at this till */
  FIEL_STEP_SENT,             /* the request left for the provider */
  FIEL_STEP_ACCEPTED,         /* the provider took it and gave its id */
  FIEL_STEP_WAITING,          /* the result is awaited: always the last line of an open attempt */
  FIEL_STEP_ANSWER_LOST,      /* the answer did not arrive */
  FIEL_STEP_RESTARTED,        /* taken up again after a restart */
  FIEL_STEP_CHECKED,          /* a check came back without a final answer (repeats are counted, not listed) */
  FIEL_STEP_CANCEL_ASKED,
  FIEL_STEP_CANCEL_AGREED,
  FIEL_STEP_CANCEL_REFUSED,
  FIEL_STEP_CANCEL_UNANSWERED,
  FIEL_STEP_MISMATCH,
  FIEL_STEP_CLOSED,           /* the outcome is durable */
  FIEL_STEP_CONFLICT,
} FielStepKind;
#define FIEL_TYPE_STEP_KIND (fiel_step_kind_get_type ())
GType fiel_step_kind_get_type (void);
#define FIEL_N_STEP_KINDS (FIEL_STEP_CONFLICT + 1)

#define FIEL_TYPE_STEP (fiel_step_get_type ())
G_DECLARE_FINAL_TYPE (FielStep, fiel_step, FIEL, STEP, GObject)

FielStep *fiel_step_new (FielStepKind kind, gint64 wall_us, gint64 boot_us);

/* Properties: kind, wall-us, boot-us, duration-us (0 until it is over), done, count (how often it repeated, from 1). */
FielStepKind fiel_step_get_kind (FielStep *self);
gint64 fiel_step_get_wall_us (FielStep *self);
gint64 fiel_step_get_boot_us (FielStep *self);
gint64 fiel_step_get_duration_us (FielStep *self);
gboolean fiel_step_get_done (FielStep *self);
guint fiel_step_get_count (FielStep *self);

G_END_DECLS
