/* fiel-shift-survey.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-survey.h"

#include "fiel-engine-private.h"
#include "fiel-shift-reader.h"
#include "fiel-shift-sums.h"

#include <glib/gi18n-lib.h>

/* Payments of earlier shifts that may still be in a terminal's list. */
#define MAX_EARLIER 5000

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielShiftAnswer, fiel_shift_answer,
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_ANSWER_NOT_ASKED, "not-asked"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_ANSWER_COMPARED, "compared"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_ANSWER_SILENT, "silent"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_ANSWER_BUSY, "busy"),
  G_DEFINE_ENUM_VALUE (FIEL_SHIFT_ANSWER_CANNOT, "cannot"))
/* clang-format on */

struct _FielShiftSurvey
{
  GObject parent_instance;

  FielEngine *engine;             /* owned */
  FielShiftPicture *picture;      /* owned */
  GPtrArray *terminals;           /* owned, of FielShiftTerminal */
  guint next;                     /* the one that is asked, or is next */
  gint64 batch_seq;               /* of the one that is asked: its batch was last closed there */
  GPtrArray *earlier;             /* owned, nullable: likewise: payments before this shift */
  GPtrArray *rows;                /* owned, nullable: likewise: its list */
};

enum
{
  PROGRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielShiftSurvey, fiel_shift_survey, G_TYPE_OBJECT)

static void batch_found_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void earlier_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void records_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void totals_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
terminal_free (FielShiftTerminal *terminal)
{
  g_free (terminal->key);
  g_free (terminal->name);
  g_free (terminal->words);
  g_clear_pointer (&terminal->comparison, fiel_shift_comparison_free);
  g_clear_pointer (&terminal->totals, g_ptr_array_unref);
  g_free (terminal);
}

static void
fiel_shift_survey_finalize (GObject *object)
{
  FielShiftSurvey *self = FIEL_SHIFT_SURVEY (object);

  g_object_unref (self->engine);
  fiel_shift_picture_unref (self->picture);
  g_ptr_array_unref (self->terminals);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (fiel_shift_survey_parent_class)->finalize (object);
}

static void
fiel_shift_survey_class_init (FielShiftSurveyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_shift_survey_finalize;

  signals[PROGRESSED] =
    g_signal_new ("progressed", FIEL_TYPE_SHIFT_SURVEY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fiel_shift_survey_init (FielShiftSurvey *self)
{
  self->terminals = g_ptr_array_new_with_free_func ((GDestroyNotify) terminal_free);
}

static void
add_terminal (FielShiftSurvey *self, const char *key, const char *name)
{
  FielShiftTerminal *terminal = NULL;

  for (guint i = 0; i < self->terminals->len; i++)
    if (g_str_equal (((FielShiftTerminal *) g_ptr_array_index (self->terminals, i))->key, key))
      return;

  terminal = g_new0 (FielShiftTerminal, 1);
  terminal->key = g_strdup (key);
  terminal->name = g_strdup (name != NULL ? name : key);
  g_ptr_array_add (self->terminals, terminal);
}

/* Those of the profile in its order, and those that took money and are gone from it. */
FielShiftSurvey *
fiel_shift_survey_new (FielEngine *engine, FielShiftPicture *picture)
{
  FielShiftSurvey *self = NULL;
  GListModel *terminals = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (picture != NULL && picture->totals != NULL, NULL);

  self = g_object_new (FIEL_TYPE_SHIFT_SURVEY, NULL);
  self->engine = g_object_ref (engine);
  self->picture = fiel_shift_picture_ref (picture);
  terminals = fiel_engine_get_terminals (engine);
  for (guint i = 0; i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (terminals, i);

      add_terminal (self, fiel_terminal_get_key (terminal), fiel_terminal_get_name (terminal));
    }
  for (guint i = 0; i < picture->totals->terminals->len; i++)
    {
      const FielShiftGroup *group = g_ptr_array_index (picture->totals->terminals, i);

      add_terminal (self, group->key, group->name);
    }

  return self;
}

/* One terminal after the other */

static FielShiftTerminal *
get_current (FielShiftSurvey *self)
{
  return g_ptr_array_index (self->terminals, self->next);
}

/* @task: (transfer full) */
static void
ask_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  FielShiftSurvey *self = g_task_get_source_object (task);
  FielJournal *journal = fiel_engine_get_journal (self->engine);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->next >= self->terminals->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (journal == NULL)
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_NOT_READY, _ ("The program is ending."));
      return;
    }

  fiel_journal_find_batch_close_async (journal, get_current (self)->key, batch_found_cb, g_steal_pointer (&owned));
}

/* @task: (transfer full) */
static void
end_terminal (GTask *task, FielShiftAnswer answer, const char *words)
{
  FielShiftSurvey *self = g_task_get_source_object (task);
  FielShiftTerminal *terminal = get_current (self);

  terminal->answer = answer;
  g_free (terminal->words);
  terminal->words = g_strdup (words);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->next++;
  g_signal_emit (self, signals[PROGRESSED], 0);
  ask_next (task);
}

static void
batch_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftSurvey *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!fiel_journal_find_batch_close_finish (FIEL_JOURNAL (source), result, &self->batch_seq, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (self->batch_seq < self->picture->since_seq)
    fiel_shift_reader_list_closed_async (FIEL_JOURNAL (source), self->batch_seq, self->picture->since_seq, MAX_EARLIER,
                                         cancellable, earlier_listed_cb, g_steal_pointer (&task));
  else
    earlier_listed_cb (source, NULL, g_steal_pointer (&task));
}

/* @result: NULL if there can be none. */
static void
earlier_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftSurvey *self = g_task_get_source_object (task);
  FielTerminalProber *prober = NULL;
  GError *error = NULL;

  if (result != NULL)
    {
      self->earlier = fiel_shift_reader_list_closed_finish (FIEL_JOURNAL (source), result, &error);
      if (self->earlier == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
    }

  prober = fiel_engine_find_prober (self->engine, get_current (self)->key);
  if (prober == NULL)
    end_terminal (g_steal_pointer (&task), FIEL_SHIFT_ANSWER_CANNOT, NULL);
  else
    fiel_terminal_prober_ask_async (prober, FIEL_OPERATION_RECORDS, records_asked_cb, g_steal_pointer (&task));
}

static FielShiftAnswer
answer_of_error (const GError *error)
{
  if (g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TERMINAL_BUSY))
    return FIEL_SHIFT_ANSWER_BUSY;
  if (g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER))
    return FIEL_SHIFT_ANSWER_CANNOT;

  return FIEL_SHIFT_ANSWER_SILENT;
}

/* Those of one terminal; what was closed before its batch was is not in its list any more. */
static GPtrArray *
select_records (GPtrArray *records, const char *terminal, gint64 batch_seq)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      FielAttemptRecord *record = g_ptr_array_index (records, i);

      if (g_str_equal (record->terminal, terminal)
          && (record->state != FIEL_ATTEMPT_STATE_CLOSED || record->closed_seq > batch_seq))
        g_ptr_array_add (selected, fiel_attempt_record_ref (record));
    }

  return selected;
}

/* The list one by one, or its totals. @totals: (nullable) */
static gboolean
compare (FielShiftSurvey *self, FielShiftTerminal *terminal, GPtrArray *totals, GError **error)
{
  g_autoptr (GPtrArray) shift = select_records (self->picture->closed, terminal->key, self->batch_seq);
  g_autoptr (GPtrArray) earlier = select_records (self->earlier, terminal->key, self->batch_seq);
  g_autoptr (GPtrArray) open = select_records (self->picture->open, terminal->key, self->batch_seq);
  const FielShiftSides sides = { .shift = shift, .earlier = earlier, .open = open, .rows = self->rows,
                                 .terminal_name = terminal->name,
                                 .currency = fiel_profile_get_currency (fiel_engine_get_profile (self->engine)) };

  if (totals == NULL)
    terminal->comparison = fiel_shift_comparison_new (&sides, error);
  else if (terminal->comparison == NULL)
    terminal->comparison = fiel_shift_sums_comparison_new ();
  if (totals != NULL)
    fiel_shift_sums_compare (terminal->comparison, &sides, totals);

  return terminal->comparison != NULL;
}

/* @finding: (nullable). %FALSE: its sums are too large. */
static gboolean
take_list (FielShiftSurvey *self, FielFinding *finding, GError **error)
{
  if (finding == NULL || finding->kind != FIEL_FINDING_RECORDS)
    return TRUE;

  self->rows = g_ptr_array_ref (finding->rows);

  return compare (self, get_current (self), NULL, error);
}

/* Sums alone are no comparison of payments. */
static FielShiftAnswer
get_answer (FielShiftSurvey *self)
{
  return self->rows != NULL ? FIEL_SHIFT_ANSWER_COMPARED : FIEL_SHIFT_ANSWER_SILENT;
}

static void
records_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftSurvey *self = g_task_get_source_object (task);
  FielTerminalProber *prober = FIEL_TERMINAL_PROBER (source);
  g_autoptr (FielExchange) exchange = NULL;
  FielFinding *finding = NULL;
  g_autoptr (GError) error = NULL;

  exchange = fiel_terminal_prober_ask_finish (prober, result, &error);
  finding = exchange != NULL ? fiel_exchange_get_finding (exchange) : NULL;
  if (error != NULL)
    end_terminal (g_steal_pointer (&task), answer_of_error (error), error->message);
  else if (!take_list (self, finding, &error))
    end_terminal (g_steal_pointer (&task), FIEL_SHIFT_ANSWER_SILENT, error->message);
  else if (finding != NULL && fiel_provider_link_can (fiel_terminal_prober_get_link (prober), FIEL_OPERATION_TOTALS))
    fiel_terminal_prober_ask_async (prober, FIEL_OPERATION_TOTALS, totals_asked_cb, g_steal_pointer (&task));
  else
    end_terminal (g_steal_pointer (&task), get_answer (self), finding != NULL ? finding->message : NULL);
}

/* A terminal whose list does not come, or is not understood, may have sums all the same. */
static void
totals_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftSurvey *self = g_task_get_source_object (task);
  g_autoptr (FielExchange) exchange = NULL;
  FielFinding *finding = NULL;
  g_autoptr (GError) error = NULL;

  exchange = fiel_terminal_prober_ask_finish (FIEL_TERMINAL_PROBER (source), result, &error);
  finding = exchange != NULL ? fiel_exchange_get_finding (exchange) : NULL;
  if (finding != NULL && finding->kind == FIEL_FINDING_TOTALS)
    {
      get_current (self)->totals = g_ptr_array_ref (finding->totals);
      compare (self, get_current (self), finding->totals, NULL);
    }
  end_terminal (g_steal_pointer (&task), get_answer (self), NULL);
}

void
fiel_shift_survey_run_async (FielShiftSurvey *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_SHIFT_SURVEY (self));
  g_return_if_fail (self->next == 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_shift_survey_run_async);
  ask_next (task);
}

gboolean
fiel_shift_survey_run_finish (FielShiftSurvey *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_shift_survey_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What came of it */

GPtrArray *
fiel_shift_survey_get_terminals (FielShiftSurvey *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_SURVEY (self), NULL);

  return self->terminals;
}

guint
fiel_shift_survey_get_n_asked (FielShiftSurvey *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_SURVEY (self), 0);

  return self->next;
}

guint
fiel_shift_survey_get_n_compared (FielShiftSurvey *self)
{
  guint n = 0;

  g_return_val_if_fail (FIEL_IS_SHIFT_SURVEY (self), 0);

  for (guint i = 0; i < self->terminals->len; i++)
    n += ((FielShiftTerminal *) g_ptr_array_index (self->terminals, i))->answer == FIEL_SHIFT_ANSWER_COMPARED ? 1 : 0;

  return n;
}

guint
fiel_shift_survey_get_n_same (FielShiftSurvey *self)
{
  guint n = 0;

  g_return_val_if_fail (FIEL_IS_SHIFT_SURVEY (self), 0);

  for (guint i = 0; i < self->terminals->len; i++)
    {
      const FielShiftTerminal *terminal = g_ptr_array_index (self->terminals, i);

      n += terminal->comparison != NULL ? terminal->comparison->n_same : 0;
    }

  return n;
}

guint
fiel_shift_survey_get_n_differences (FielShiftSurvey *self)
{
  guint n = 0;

  g_return_val_if_fail (FIEL_IS_SHIFT_SURVEY (self), 0);

  for (guint i = 0; i < self->terminals->len; i++)
    {
      const FielShiftTerminal *terminal = g_ptr_array_index (self->terminals, i);

      n += terminal->comparison != NULL ? terminal->comparison->differences->len : 0;
    }

  return n;
}

static gboolean
add_sum (FielShiftSum *sum, const FielShiftSum *more)
{
  if (sum->minor > FIEL_MONEY_MAX_MINOR - more->minor)
    return FALSE;

  sum->n += more->n;
  sum->minor += more->minor;

  return TRUE;
}

GPtrArray *
fiel_shift_survey_sum_types (FielShiftSurvey *self)
{
  g_autoptr (GPtrArray) types = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_shift_group_free);

  g_return_val_if_fail (FIEL_IS_SHIFT_SURVEY (self), NULL);

  for (guint t = 0; t < self->terminals->len; t++)
    {
      const FielShiftTerminal *terminal = g_ptr_array_index (self->terminals, t);

      if (terminal->answer != FIEL_SHIFT_ANSWER_COMPARED)
        return NULL;
      for (guint i = 0; i < terminal->comparison->types->len; i++)
        {
          const FielShiftGroup *more = g_ptr_array_index (terminal->comparison->types, i);
          FielShiftGroup *group = fiel_shift_groups_find (types, more->key);

          if (!add_sum (&group->sales, &more->sales) || !add_sum (&group->returns, &more->returns))
            return NULL;
        }
    }

  return g_steal_pointer (&types);
}
