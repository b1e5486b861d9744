/* fiel-shift-survey.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-shift-comparison.h"
#include "fiel-shift-picture.h"

G_BEGIN_DECLS

/**
 * FielShiftAnswer: what came of asking one terminal. Nicknames are kept in reports.
 * @FIEL_SHIFT_ANSWER_COMPARED: it gave its list
 * @FIEL_SHIFT_ANSWER_SILENT: it gave none
 * @FIEL_SHIFT_ANSWER_BUSY: a payment is under way on it
 * @FIEL_SHIFT_ANSWER_CANNOT: its provider has no such list, or the till does not have it any more
 */
typedef enum
{
  FIEL_SHIFT_ANSWER_NOT_ASKED,
  FIEL_SHIFT_ANSWER_COMPARED,
  FIEL_SHIFT_ANSWER_SILENT,
  FIEL_SHIFT_ANSWER_BUSY,
  FIEL_SHIFT_ANSWER_CANNOT,
} FielShiftAnswer;

#define FIEL_TYPE_SHIFT_ANSWER (fiel_shift_answer_get_type ())
GType fiel_shift_answer_get_type (void);

/**
 * FielShiftTerminal: one terminal beside our records.
 * @words: (nullable): why there is no comparison, as somebody else put it
 * @comparison: (nullable)
 * @totals: (element-type FielProviderTotal) (nullable): its own totals, where it has such
 */
typedef struct
{
  char *key;
  char *name;
  FielShiftAnswer answer;
  char *words;
  FielShiftComparison *comparison;
  GPtrArray *totals;
} FielShiftTerminal;

#define FIEL_TYPE_SHIFT_SURVEY (fiel_shift_survey_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftSurvey, fiel_shift_survey, FIEL, SHIFT_SURVEY, GObject)

/* Asks every terminal, one after the other, for its list of the open batch, and holds it against the shift. Used once.
 * Signal "progressed": another terminal was asked. */
FielShiftSurvey *fiel_shift_survey_new (FielEngine *engine, FielShiftPicture *picture);

/* Never fails but with %G_IO_ERROR_CANCELLED and the journal's errors: a terminal that says nothing is a finding. */
void fiel_shift_survey_run_async (FielShiftSurvey *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean fiel_shift_survey_run_finish (FielShiftSurvey *self, GAsyncResult *result, GError **error);

GPtrArray *fiel_shift_survey_get_terminals (FielShiftSurvey *self);      /* (transfer none) of FielShiftTerminal */
guint fiel_shift_survey_get_n_asked (FielShiftSurvey *self);
guint fiel_shift_survey_get_n_compared (FielShiftSurvey *self);
guint fiel_shift_survey_get_n_same (FielShiftSurvey *self);              /* records that are the same in both */
guint fiel_shift_survey_get_n_differences (FielShiftSurvey *self);
/* (transfer full) of FielShiftGroup: the terminals' own sums together, by kind of card; NULL if one gave none,
 * or they are too large */
GPtrArray *fiel_shift_survey_sum_types (FielShiftSurvey *self);

G_END_DECLS
