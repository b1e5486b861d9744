/* fiel-shift-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-cash.h"
#include "fiel-shift-item.h"
#include "fiel-shift-survey.h"

G_BEGIN_DECLS

/**
 * FielShiftParts: what is looked at anew; how the payments stand is always looked at.
 */
typedef enum
{
  FIEL_SHIFT_PARTS_NONE = 0,
  FIEL_SHIFT_PARTS_TERMINALS = 1 << 0,
  FIEL_SHIFT_PARTS_JOURNAL = 1 << 1,
  FIEL_SHIFT_PARTS_ALL = FIEL_SHIFT_PARTS_TERMINALS | FIEL_SHIFT_PARTS_JOURNAL,
} FielShiftParts;

#define FIEL_TYPE_SHIFT_CHECK (fiel_shift_check_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftCheck, fiel_shift_check, FIEL, SHIFT_CHECK, GObject)

/* What has to be so before a shift is closed, as a checklist that follows what happens. It decides what may be closed
 * for window and fielctl alike, and changes nothing. Properties, read-only: "picture" (FielShiftPicture or NULL before
 * it was read), "running" (boolean). Signal "changed": a line, or what may be done. */
FielShiftCheck *fiel_shift_check_new (FielEngine *engine);

/* Reads the shift, asks the terminals, verifies the journal. One at a time. What was cancelled is still to be done. */
void fiel_shift_check_run_async (FielShiftCheck *self, FielShiftParts parts, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_shift_check_run_finish (FielShiftCheck *self, GAsyncResult *result, GError **error);
gboolean fiel_shift_check_get_running (FielShiftCheck *self);

/* (nullable): nobody counted. */
void fiel_shift_check_set_cash (FielShiftCheck *self, const FielShiftCash *cash);
const FielShiftCash *fiel_shift_check_get_cash (FielShiftCheck *self);       /* (nullable) */

GListModel *fiel_shift_check_get_items (FielShiftCheck *self);               /* (transfer none) of FielShiftItem */
guint fiel_shift_check_get_n_done (FielShiftCheck *self);
FielShiftPicture *fiel_shift_check_get_picture (FielShiftCheck *self);       /* (transfer none) (nullable) */
FielShiftSurvey *fiel_shift_check_get_survey (FielShiftCheck *self);         /* (transfer none) (nullable) */
gint64 fiel_shift_check_get_n_verified (FielShiftCheck *self);               /* records of the journal; 0: not yet */
const char *fiel_shift_check_get_head (FielShiftCheck *self);                /* (nullable): hash of the last of them */

/* No line blocks and nothing runs. */
gboolean fiel_shift_check_get_can_close (FielShiftCheck *self);
/* A line is only passable: a manager has to let it pass. */
gboolean fiel_shift_check_get_needs_approver (FielShiftCheck *self);
/* What a manager approves then: this shift, with so many lines that are only passable. */
char *fiel_shift_check_make_subject (FielShiftCheck *self) G_GNUC_WARN_UNUSED_RESULT;
/* The first line that keeps it from closing, in its words; NULL if none does. */
const char *fiel_shift_check_get_obstacle (FielShiftCheck *self);
/* Payments that would be carried over. (transfer full) of FielAttempt */
GPtrArray *fiel_shift_check_list_unresolved (FielShiftCheck *self);

G_END_DECLS
