/* fiel-shift-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-check.h"

#include "fiel-engine-private.h"
#include "fiel-shift-papers.h"
#include "fiel-shift-reader.h"
#include "fiel-shift-words.h"

#include <glib/gi18n-lib.h>

struct _FielShiftCheck
{
  GObject parent_instance;

  FielEngine *engine;             /* owned */
  GListStore *items;              /* owned, of FielShiftItem, at the place of their kind */
  FielShiftPicture *picture;      /* owned, nullable: the newest */
  FielShiftPicture *compared;     /* owned, nullable: what the terminals were held against */
  FielShiftSurvey *survey;        /* owned, nullable */
  FielJournalVerdict *verdict;    /* owned, nullable */
  GPtrArray *papers;              /* owned, nullable, of utf8: payments whose receipts wait to be printed */
  FielShiftCash *cash;            /* owned, nullable */
  FielShiftParts parts;           /* what the run that is under way still has to do */
  gboolean running;
  gboolean refreshing;
  gboolean stale;                 /* something happened while it was read */
};

enum
{
  PROP_0,
  PROP_PICTURE,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielShiftCheck, fiel_shift_check, G_TYPE_OBJECT)

static void picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void papers_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void picture_refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void survey_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void verified_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_shift_check_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielShiftCheck *self = FIEL_SHIFT_CHECK (object);

  switch (prop_id)
    {
    case PROP_PICTURE:
      g_value_set_boxed (value, self->picture);
      break;

    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_shift_check_finalize (GObject *object)
{
  FielShiftCheck *self = FIEL_SHIFT_CHECK (object);

  g_object_unref (self->engine);
  g_object_unref (self->items);
  g_clear_pointer (&self->picture, fiel_shift_picture_unref);
  g_clear_pointer (&self->compared, fiel_shift_picture_unref);
  g_clear_object (&self->survey);
  g_clear_pointer (&self->verdict, fiel_journal_verdict_free);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_clear_pointer (&self->cash, fiel_shift_cash_free);

  G_OBJECT_CLASS (fiel_shift_check_parent_class)->finalize (object);
}

static void
fiel_shift_check_class_init (FielShiftCheckClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_shift_check_get_property;
  object_class->finalize = fiel_shift_check_finalize;

  properties[PROP_PICTURE] =
    g_param_spec_boxed ("picture", NULL, NULL, FIEL_TYPE_SHIFT_PICTURE, flags);
  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] =
    g_signal_new ("changed", FIEL_TYPE_SHIFT_CHECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fiel_shift_check_init (FielShiftCheck *self)
{
  self->items = g_list_store_new (FIEL_TYPE_SHIFT_ITEM);
}

/* Lines */

static const FielNumberStyle *
get_style (FielShiftCheck *self)
{
  return fiel_profile_get_number_style (fiel_engine_get_profile (self->engine));
}

static const FielCurrency *
get_currency (FielShiftCheck *self)
{
  return fiel_profile_get_currency (fiel_engine_get_profile (self->engine));
}

/* @detail: (transfer full) (nullable) */
static void
set_line (FielShiftCheck *self, FielShiftItemKind kind, FielShiftItemState state, FielShiftRemedy remedy,
          const char *title, char *detail)
{
  g_autofree char *owned = detail;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (FielShiftItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (fiel_shift_item_get_kind (item) == kind)
        fiel_shift_item_set (item, state, remedy, title, owned);
    }
}

static gboolean
is_unresolved (FielAttempt *attempt)
{
  FielAttemptPhase phase = fiel_attempt_get_phase (attempt);

  return phase == FIEL_ATTEMPT_PHASE_CHECKING || phase == FIEL_ATTEMPT_PHASE_UNCONFIRMED;
}

static GPtrArray *
list_open (FielShiftCheck *self, gboolean unresolved)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *attempts = fiel_engine_get_attempts (self->engine);

  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (attempts, i);

      if (fiel_attempt_get_phase (attempt) != FIEL_ATTEMPT_PHASE_DONE && is_unresolved (attempt) == unresolved)
        g_ptr_array_add (found, g_steal_pointer (&attempt));
    }

  return found;
}

static void
update_payments (FielShiftCheck *self)
{
  g_autoptr (GPtrArray) running = list_open (self, FALSE);
  g_autoptr (GPtrArray) unresolved = list_open (self, TRUE);
  g_autofree char *words = NULL;

  if (running->len == 0)
    set_line (self, FIEL_SHIFT_ITEM_PAYMENTS, FIEL_SHIFT_ITEM_DONE, FIEL_SHIFT_REMEDY_NONE,
              _ ("No payment in progress"), NULL);
  else
    {
      /* Translators: how many. */
      words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u payment in progress", "%u payments in progress",
                                            running->len), running->len);
      set_line (self, FIEL_SHIFT_ITEM_PAYMENTS, FIEL_SHIFT_ITEM_BLOCKED, FIEL_SHIFT_REMEDY_NONE, words,
                fiel_shift_words_payment (g_ptr_array_index (running, 0), get_currency (self), get_style (self)));
    }

  g_clear_pointer (&words, g_free);
  if (unresolved->len == 0)
    set_line (self, FIEL_SHIFT_ITEM_UNRESOLVED, FIEL_SHIFT_ITEM_DONE, FIEL_SHIFT_REMEDY_NONE,
              /* Translators: a line before closing a shift: that is in order */
              _ ("Nothing to resolve"), NULL);
  else
    {
      /* Translators: how many. */
      words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u payment to resolve", "%u payments to resolve",
                                            unresolved->len), unresolved->len);
      set_line (self, FIEL_SHIFT_ITEM_UNRESOLVED, FIEL_SHIFT_ITEM_PASSABLE, FIEL_SHIFT_REMEDY_RESOLVE, words,
                fiel_shift_words_payment (g_ptr_array_index (unresolved, 0), get_currency (self), get_style (self)));
    }
}

static void
update_alerts (FielShiftCheck *self)
{
  guint n = fiel_engine_get_n_alerts (self->engine);
  g_autofree char *words = NULL;

  if (n == 0)
    {
      set_line (self, FIEL_SHIFT_ITEM_ALERTS, FIEL_SHIFT_ITEM_DONE, FIEL_SHIFT_REMEDY_NONE,
                _ ("No unexpected answer left to look at"), NULL);
      return;
    }

  /* Translators: how many. */
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u unexpected answer to look at",
                                        "%u unexpected answers to look at", n), n);
  set_line (self, FIEL_SHIFT_ITEM_ALERTS, FIEL_SHIFT_ITEM_BLOCKED, FIEL_SHIFT_REMEDY_LOOK, words,
            g_strdup (_ ("Somebody has to say what was done about it")));
}

static void
update_surveyed (FielShiftCheck *self)
{
  guint n_terminals = fiel_shift_survey_get_terminals (self->survey)->len;
  guint n_silent = n_terminals - fiel_shift_survey_get_n_compared (self->survey);
  guint n_same = fiel_shift_survey_get_n_same (self->survey);
  guint n_differences = fiel_shift_survey_get_n_differences (self->survey);
  g_autofree char *words = NULL;

  if (n_differences > 0)
    {
      /* Translators: how many. */
      words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u difference from the terminal",
                                            "%u differences from the terminals", n_differences), n_differences);
      set_line (self, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_PASSABLE, FIEL_SHIFT_REMEDY_DIFFERENCES, words,
                fiel_shift_words_difference (self->survey, get_currency (self), get_style (self)));
    }
  else if (n_silent > 0)
    {
      /* Translators: how many. */
      words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u terminal was not compared",
                                            "%u terminals were not compared", n_silent), n_silent);
      set_line (self, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_PASSABLE, FIEL_SHIFT_REMEDY_COMPARE, words,
                fiel_shift_words_silent (self->survey));
    }
  else
    set_line (self, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_DONE, FIEL_SHIFT_REMEDY_NONE,
              _ ("The terminals say the same"),
              /* Translators: how many. */
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u payment agrees", "%u payments agree, one by one",
                                            n_same), n_same));
}

static void
update_comparison (FielShiftCheck *self)
{
  if (self->running && (self->parts & FIEL_SHIFT_PARTS_TERMINALS) != 0 && self->survey != NULL
      && self->compared == NULL)
    set_line (self, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_RUNNING, FIEL_SHIFT_REMEDY_NONE,
              _ ("Comparing with the terminals…"),
              /* Translators: how many terminals were asked, how many there are. */
              g_strdup_printf (_ ("%u of %u"), fiel_shift_survey_get_n_asked (self->survey),
                               fiel_shift_survey_get_terminals (self->survey)->len));
  else if (self->compared == NULL)
    set_line (self, FIEL_SHIFT_ITEM_COMPARISON,
              self->running ? FIEL_SHIFT_ITEM_WAITING : FIEL_SHIFT_ITEM_PASSABLE, FIEL_SHIFT_REMEDY_COMPARE,
              _ ("Not compared with the terminals yet"), NULL);
  else if (self->picture != NULL && !fiel_shift_picture_is_same (self->picture, self->compared))
    set_line (self, FIEL_SHIFT_ITEM_COMPARISON, FIEL_SHIFT_ITEM_PASSABLE, FIEL_SHIFT_REMEDY_COMPARE,
              _ ("Compare with the terminals again"),
              g_strdup (_ ("A payment came in or was closed since they were asked")));
  else
    update_surveyed (self);
}

/* The ticket of the first of them, if it is of this shift. (transfer full) (nullable) */
static char *
describe_paper (FielShiftCheck *self)
{
  GPtrArray *closed = self->picture != NULL ? self->picture->closed : NULL;

  for (guint i = 0; closed != NULL && i < closed->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (closed, i);

      if (g_str_equal (record->attempt_id, g_ptr_array_index (self->papers, 0)))
        return g_strdup_printf (_ ("Ticket %s"), record->reference);
    }

  return NULL;
}

static void
update_receipts (FielShiftCheck *self)
{
  g_autofree char *words = NULL;

  if (self->papers == NULL)
    {
      set_line (self, FIEL_SHIFT_ITEM_RECEIPTS, FIEL_SHIFT_ITEM_WAITING, FIEL_SHIFT_REMEDY_NONE,
                _ ("Receipts not looked at yet"), NULL);
      return;
    }
  if (self->papers->len == 0)
    {
      set_line (self, FIEL_SHIFT_ITEM_RECEIPTS, FIEL_SHIFT_ITEM_DONE, FIEL_SHIFT_REMEDY_NONE,
                _ ("No receipt waits to be printed"), NULL);
      return;
    }

  /* Translators: how many. */
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u receipt waits to be printed",
                                        "%u receipts wait to be printed", self->papers->len), self->papers->len);
  set_line (self, FIEL_SHIFT_ITEM_RECEIPTS, FIEL_SHIFT_ITEM_PASSABLE, FIEL_SHIFT_REMEDY_PRINT, words,
            describe_paper (self));
}

static void
update_journal (FielShiftCheck *self)
{
  if (self->running && (self->parts & FIEL_SHIFT_PARTS_JOURNAL) != 0 && self->verdict == NULL)
    set_line (self, FIEL_SHIFT_ITEM_JOURNAL,
              self->parts == FIEL_SHIFT_PARTS_JOURNAL ? FIEL_SHIFT_ITEM_RUNNING : FIEL_SHIFT_ITEM_WAITING,
              /* Translators: a line before closing a shift: it is being checked */
              FIEL_SHIFT_REMEDY_NONE, _ ("Verifying the journal…"), NULL);
  else if (self->verdict == NULL)
    set_line (self, FIEL_SHIFT_ITEM_JOURNAL, FIEL_SHIFT_ITEM_BLOCKED, FIEL_SHIFT_REMEDY_VERIFY,
              _ ("The journal was not verified yet"), NULL);
  else if (self->verdict->first_bad_seq == 0 && self->verdict->complaint == NULL)
    set_line (self, FIEL_SHIFT_ITEM_JOURNAL, FIEL_SHIFT_ITEM_DONE, FIEL_SHIFT_REMEDY_NONE, _ ("The journal is whole"),
              /* Translators: how many. */
              g_strdup_printf (ngettext ("%u record verified", "%u records verified", (guint) self->verdict->n_events),
                               (guint) self->verdict->n_events));
  else
    set_line (self, FIEL_SHIFT_ITEM_JOURNAL, FIEL_SHIFT_ITEM_BLOCKED, FIEL_SHIFT_REMEDY_VERIFY,
              _ ("The journal is damaged: call support"), g_strdup (self->verdict->complaint));
}

/* What was counted, and what no count of this currency holds. (transfer full) (nullable) */
static char *
describe_cash (FielShiftCheck *self)
{
  const gboolean is_counted = self->cash != NULL && self->cash->is_counted;
  g_autofree char *counted =
    is_counted ? fiel_shift_words_cash (self->cash, get_currency (self), get_style (self)) : NULL;
  g_autofree char *apart =
    self->picture != NULL ? fiel_shift_words_float_apart (self->picture, get_style (self)) : NULL;

  if (counted == NULL || apart == NULL)
    return counted != NULL ? g_steal_pointer (&counted) : g_steal_pointer (&apart);

  return g_strdup_printf ("%s · %s", counted, apart);
}

static void
update_cash (FielShiftCheck *self)
{
  gint64 limit = fiel_profile_get_cash_difference_limit_minor (fiel_engine_get_profile (self->engine));

  if (self->cash == NULL || !self->cash->is_counted)
    /* Translators: a line before closing a shift: what to do (imperative) */
    set_line (self, FIEL_SHIFT_ITEM_CASH, FIEL_SHIFT_ITEM_BLOCKED, FIEL_SHIFT_REMEDY_COUNT, _ ("Count the drawer"),
              describe_cash (self));
  else if (fiel_shift_cash_needs_reason (self->cash, limit))
    set_line (self, FIEL_SHIFT_ITEM_CASH, FIEL_SHIFT_ITEM_BLOCKED, FIEL_SHIFT_REMEDY_COUNT,
              _ ("The drawer differs: say why"), describe_cash (self));
  else
    set_line (self, FIEL_SHIFT_ITEM_CASH, FIEL_SHIFT_ITEM_DONE, FIEL_SHIFT_REMEDY_COUNT, _ ("The drawer was counted"),
              describe_cash (self));
}

static void
update (FielShiftCheck *self)
{
  update_payments (self);
  update_alerts (self);
  update_comparison (self);
  update_receipts (self);
  update_journal (self);
  update_cash (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_running (FielShiftCheck *self, gboolean running)
{
  self->running = running;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* @picture: (transfer full) */
static void
take_picture (FielShiftCheck *self, FielShiftPicture *picture)
{
  g_clear_pointer (&self->picture, fiel_shift_picture_unref);
  self->picture = picture;
  if (self->compared != NULL && self->compared->number != picture->number)
    {
      /* The shift was closed: what was found belongs to it. */
      g_clear_pointer (&self->compared, fiel_shift_picture_unref);
      g_clear_object (&self->survey);
      g_clear_pointer (&self->papers, g_ptr_array_unref);
      g_clear_pointer (&self->cash, fiel_shift_cash_free);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PICTURE]);
  update (self);
}

/* What happens meanwhile */

static void
refresh (FielShiftCheck *self)
{
  FielJournal *journal = fiel_engine_get_journal (self->engine);

  update (self);
  if (self->picture == NULL || journal == NULL)
    return;
  if (self->refreshing || self->running)
    {
      self->stale = TRUE;
      return;
    }

  self->refreshing = TRUE;
  self->stale = FALSE;
  fiel_shift_reader_read_async (journal, get_currency (self), NULL, picture_refreshed_cb, g_object_ref (self));
}

static void
picture_refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielShiftCheck) self = user_data;
  FielShiftPicture *picture = NULL;
  g_autoptr (GError) error = NULL;

  self->refreshing = FALSE;
  picture = fiel_shift_reader_read_finish (FIEL_JOURNAL (source), result, &error);
  if (picture != NULL)
    take_picture (self, picture);
  else
    g_message ("The shift could not be read again: %s", error->message);
  if (self->stale)
    refresh (self);
}

FielShiftCheck *
fiel_shift_check_new (FielEngine *engine)
{
  FielShiftCheck *self = NULL;
  guint n_items = FIEL_N_SHIFT_ITEMS;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), NULL);

  self = g_object_new (FIEL_TYPE_SHIFT_CHECK, NULL);
  self->engine = g_object_ref (engine);
  if (fiel_profile_get_cash_count (fiel_engine_get_profile (engine)) == FIEL_CASH_COUNT_NONE)
    n_items = FIEL_SHIFT_ITEM_CASH;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FielShiftItem) item = fiel_shift_item_new ((FielShiftItemKind) i);

      g_list_store_append (self->items, item);
    }
  g_signal_connect_object (engine, "notify::n-open", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::n-unresolved", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::n-alerts", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

/* A run */

/* @task: (transfer full). @error: (transfer full) (nullable) */
static void
end_run (GTask *task, GError *error)
{
  g_autoptr (GTask) owned = task;
  FielShiftCheck *self = g_task_get_source_object (task);

  self->parts = FIEL_SHIFT_PARTS_NONE;
  set_running (self, FALSE);
  if (self->stale)
    refresh (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* @task: (transfer full) */
static void
run_next (GTask *task)
{
  FielShiftCheck *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  FielJournal *journal = fiel_engine_get_journal (self->engine);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &error) || !fiel_engine_check_ready (self->engine, &error))
    {
      end_run (task, error);
    }
  else if ((self->parts & FIEL_SHIFT_PARTS_TERMINALS) != 0)
    {
      g_clear_object (&self->survey);
      self->survey = fiel_shift_survey_new (self->engine, self->picture);
      g_signal_connect_object (self->survey, "progressed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      update (self);
      fiel_shift_survey_run_async (self->survey, cancellable, survey_ended_cb, task);
    }
  else if ((self->parts & FIEL_SHIFT_PARTS_JOURNAL) != 0)
    {
      update (self);
      fiel_journal_verify_async (journal, NULL, cancellable, verified_cb, task);
    }
  else
    {
      end_run (task, NULL);
    }
}

void
fiel_shift_check_run_async (FielShiftCheck *self,
                            FielShiftParts parts,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_SHIFT_CHECK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_shift_check_run_async);
  g_task_set_check_cancellable (task, FALSE);
  if (self->running || !fiel_engine_check_ready (self->engine, &error))
    {
      if (error == NULL)
        error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING, _ ("The shift is being checked already."));
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  self->parts = parts;
  if ((parts & FIEL_SHIFT_PARTS_TERMINALS) != 0)
    {
      g_clear_pointer (&self->compared, fiel_shift_picture_unref);
      g_clear_object (&self->survey);
    }
  if ((parts & FIEL_SHIFT_PARTS_JOURNAL) != 0)
    g_clear_pointer (&self->verdict, fiel_journal_verdict_free);
  set_running (self, TRUE);
  fiel_shift_reader_read_async (fiel_engine_get_journal (self->engine), get_currency (self), cancellable,
                                picture_read_cb, task);
}

static void
picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  FielShiftPicture *picture = NULL;
  GError *error = NULL;

  picture = fiel_shift_reader_read_finish (FIEL_JOURNAL (source), result, &error);
  if (picture == NULL)
    {
      end_run (g_steal_pointer (&task), error);
      return;
    }

  take_picture (g_task_get_source_object (task), picture);
  fiel_shift_papers_list_async (FIEL_JOURNAL (source), picture->since_seq, cancellable, papers_listed_cb,
                                g_steal_pointer (&task));
}

static void
papers_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftCheck *self = g_task_get_source_object (task);
  GPtrArray *papers = NULL;
  GError *error = NULL;

  papers = fiel_shift_papers_list_finish (FIEL_JOURNAL (source), result, &error);
  if (papers == NULL)
    {
      end_run (g_steal_pointer (&task), error);
      return;
    }

  g_clear_pointer (&self->papers, g_ptr_array_unref);
  self->papers = papers;
  update (self);
  run_next (g_steal_pointer (&task));
}

static void
survey_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftCheck *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!fiel_shift_survey_run_finish (FIEL_SHIFT_SURVEY (source), result, &error))
    {
      g_clear_object (&self->survey);
      end_run (g_steal_pointer (&task), error);
      return;
    }

  self->compared = fiel_shift_picture_ref (self->picture);
  self->parts &= ~(guint) FIEL_SHIFT_PARTS_TERMINALS;
  run_next (g_steal_pointer (&task));
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielShiftCheck *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->verdict = fiel_journal_verify_finish (FIEL_JOURNAL (source), result, &error);
  if (self->verdict == NULL)
    {
      end_run (g_steal_pointer (&task), error);
      return;
    }

  self->parts &= ~(guint) FIEL_SHIFT_PARTS_JOURNAL;
  run_next (g_steal_pointer (&task));
}

gboolean
fiel_shift_check_run_finish (FielShiftCheck *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_shift_check_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
fiel_shift_check_get_running (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), FALSE);

  return self->running;
}

/* The drawer */

void
fiel_shift_check_set_cash (FielShiftCheck *self, const FielShiftCash *cash)
{
  FielShiftCash *copy = NULL;

  g_return_if_fail (FIEL_IS_SHIFT_CHECK (self));

  copy = cash != NULL ? fiel_shift_cash_copy (cash) : NULL;
  g_clear_pointer (&self->cash, fiel_shift_cash_free);
  self->cash = copy;
  update (self);
}

const FielShiftCash *
fiel_shift_check_get_cash (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), NULL);

  return self->cash;
}

/* What may be done */

GListModel *
fiel_shift_check_get_items (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), NULL);

  return G_LIST_MODEL (self->items);
}

static guint
count_state (FielShiftCheck *self, FielShiftItemState state)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (FielShiftItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      n += fiel_shift_item_get_state (item) == state ? 1 : 0;
    }

  return n;
}

guint
fiel_shift_check_get_n_done (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), 0);

  return count_state (self, FIEL_SHIFT_ITEM_DONE);
}

FielShiftPicture *
fiel_shift_check_get_picture (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), NULL);

  return self->picture;
}

FielShiftSurvey *
fiel_shift_check_get_survey (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), NULL);

  return self->compared != NULL ? self->survey : NULL;
}

gint64
fiel_shift_check_get_n_verified (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), 0);

  return self->verdict != NULL ? self->verdict->n_events : 0;
}

const char *
fiel_shift_check_get_head (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), NULL);

  return self->verdict != NULL ? self->verdict->head : NULL;
}

gboolean
fiel_shift_check_get_can_close (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), FALSE);

  return !self->running && self->picture != NULL
         && fiel_shift_check_get_n_done (self) + count_state (self, FIEL_SHIFT_ITEM_PASSABLE)
              == g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

gboolean
fiel_shift_check_get_needs_approver (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), TRUE);

  return count_state (self, FIEL_SHIFT_ITEM_PASSABLE) > 0;
}

char *
fiel_shift_check_make_subject (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), NULL);

  return g_strdup_printf ("shift %" G_GINT64_FORMAT " passing %u", self->picture != NULL ? self->picture->number : 0,
                          count_state (self, FIEL_SHIFT_ITEM_PASSABLE));
}

const char *
fiel_shift_check_get_obstacle (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (FielShiftItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      FielShiftItemState state = fiel_shift_item_get_state (item);

      if (state != FIEL_SHIFT_ITEM_DONE && state != FIEL_SHIFT_ITEM_PASSABLE)
        return fiel_shift_item_get_title (item);
    }

  return NULL;
}

GPtrArray *
fiel_shift_check_list_unresolved (FielShiftCheck *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_CHECK (self), NULL);

  return list_open (self, TRUE);
}
