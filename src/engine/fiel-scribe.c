/* fiel-scribe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-scribe.h"

#include <glib/gi18n-lib.h>

/**
 * FielScribe:
 *
 * Everything the engine writes goes through here, so that one place stamps the time of facts and one place stops:
 * after the first storage error nothing is written any more, and what is not written is not done.
 */
struct _FielScribe
{
  GObject parent_instance;

  FielJournal *journal;   /* owned */
  FielClock *clock;       /* owned */
  char *trouble;          /* owned, nullable */
};

enum
{
  PROP_0,
  PROP_TROUBLE,
  N_PROPS
};

enum
{
  WRITTEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielScribe, fiel_scribe, G_TYPE_OBJECT)

static void written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_scribe_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielScribe *self = FIEL_SCRIBE (object);

  switch (prop_id)
    {
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_scribe_finalize (GObject *object)
{
  FielScribe *self = FIEL_SCRIBE (object);

  g_object_unref (self->journal);
  g_object_unref (self->clock);
  g_free (self->trouble);

  G_OBJECT_CLASS (fiel_scribe_parent_class)->finalize (object);
}

static void
fiel_scribe_class_init (FielScribeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_scribe_get_property;
  object_class->finalize = fiel_scribe_finalize;

  properties[PROP_TROUBLE] =
    g_param_spec_string ("trouble", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, FIEL_TYPE_JOURNAL_EVENT);
}

static void
fiel_scribe_init (FielScribe *self)
{
}

FielScribe *
fiel_scribe_new (FielJournal *journal, FielClock *clock)
{
  FielScribe *self = g_object_new (FIEL_TYPE_SCRIBE, NULL);

  self->journal = g_object_ref (journal);
  self->clock = g_object_ref (clock);

  return self;
}

FielJournal *
fiel_scribe_get_journal (FielScribe *self)
{
  g_return_val_if_fail (FIEL_IS_SCRIBE (self), NULL);

  return self->journal;
}

FielClock *
fiel_scribe_get_clock (FielScribe *self)
{
  g_return_val_if_fail (FIEL_IS_SCRIBE (self), NULL);

  return self->clock;
}

const char *
fiel_scribe_get_trouble (FielScribe *self)
{
  g_return_val_if_fail (FIEL_IS_SCRIBE (self), NULL);

  return self->trouble;
}

/**
 * fiel_scribe_notice_trouble:
 * @error: an error of the journal, from a write or a read
 *
 * Remembers the first storage error for good; every other error is its caller's business.
 */
void
fiel_scribe_notice_trouble (FielScribe *self, const GError *error)
{
  g_return_if_fail (FIEL_IS_SCRIBE (self));
  g_return_if_fail (error != NULL);

  if (self->trouble != NULL || !g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE))
    return;

  g_warning ("The journal failed, nothing is sent any more: %s", error->message);
  self->trouble =
    /* Translators: a sentence that says what went wrong. */
    g_strdup_printf (_ ("Payments cannot be recorded, so none is sent. %s Then start this program again."),
                                   error->message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

FielJournalEvent *
fiel_scribe_new_event (FielScribe *self, FielJournalType type, const char *attempt_id, const char *actor)
{
  FielJournalEvent *event = NULL;

  g_return_val_if_fail (FIEL_IS_SCRIBE (self), NULL);

  event = fiel_journal_event_new (type, attempt_id, actor);
  fiel_journal_event_set_time (event, fiel_clock_get_wall_us (self->clock), fiel_clock_get_boot_us (self->clock),
                               fiel_clock_get_boot_id (self->clock));

  return event;
}

void
fiel_scribe_write_async (FielScribe *self,
                         FielJournalEvent *event,
                         FielJournalDurability durability,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_SCRIBE (self));
  g_return_if_fail (event != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_scribe_write_async);
  g_task_set_task_data (task, fiel_journal_event_ref (event), (GDestroyNotify) fiel_journal_event_unref);
  if (self->trouble != NULL)
    {
      g_task_return_new_error (task, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE, "%s", self->trouble);
      return;
    }

  events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
  g_ptr_array_add (events, fiel_journal_event_ref (event));
  fiel_journal_append_async (self->journal, events, durability, written_cb, g_steal_pointer (&task));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!fiel_journal_append_finish (FIEL_JOURNAL (source), result, &error))
    {
      fiel_scribe_notice_trouble (g_task_get_source_object (task), error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_signal_emit (g_task_get_source_object (task), signals[WRITTEN], 0, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

gboolean
fiel_scribe_write_finish (FielScribe *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_scribe_write_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
written_unattended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error)
      && !g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_CLOSED))
    g_warning ("A fact could not be written: %s", error->message);
}

void
fiel_scribe_write (FielScribe *self, FielJournalEvent *event, FielJournalDurability durability)
{
  fiel_scribe_write_async (self, event, durability, written_unattended_cb, NULL);
}
