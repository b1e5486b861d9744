/* fiel-services.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-services.h"

#include "fiel-practice-process.h"

/**
 * FielServices:
 *
 *   open ──► journal opened ──► people read ──► practice cloud started (training) ──► every provider opened ──► done
 *   close ──► worker stopped ──► journal closed ──► done
 *
 * The journal comes first and goes last: whoever cannot have it must not start anything. Read the callbacks from top
 * to bottom.
 */
struct _FielServices
{
  GObject parent_instance;

  FielProfile *profile;                    /* owned */
  FielClock *clock;                        /* owned */
  FielSecrets *secrets;                    /* owned */
  const FielProviderKind *const *kinds;    /* static */
  char *holder;                            /* owned */

  FielJournal *journal;                    /* owned, nullable */
  FielScribe *scribe;                      /* owned, nullable */
  FielPeople *people;                      /* owned */
  FielPracticeProcess *practice;           /* owned, nullable */
  FielProviderWorker *worker;              /* owned, nullable */
  GPtrArray *links;                        /* owned, of FielProviderLink */
  FielReceptionBook *receptions;           /* owned */
  guint n_opening;
  GError *failure;                         /* owned, nullable: why opening failed, while everything is closed again */
};

G_DEFINE_FINAL_TYPE (FielServices, fiel_services, G_TYPE_OBJECT)

static void journal_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void people_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void practice_started_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void link_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void closed_after_failure_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void worker_stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void journal_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_services_dispose (GObject *object)
{
  FielServices *self = FIEL_SERVICES (object);

  g_assert (self->journal == NULL && self->worker == NULL);

  G_OBJECT_CLASS (fiel_services_parent_class)->dispose (object);
}

static void
fiel_services_finalize (GObject *object)
{
  FielServices *self = FIEL_SERVICES (object);

  g_ptr_array_unref (self->links);
  g_object_unref (self->receptions);
  g_clear_object (&self->scribe);
  g_object_unref (self->people);
  g_clear_error (&self->failure);
  g_object_unref (self->profile);
  g_object_unref (self->clock);
  g_object_unref (self->secrets);
  g_free (self->holder);

  G_OBJECT_CLASS (fiel_services_parent_class)->finalize (object);
}

static void
fiel_services_class_init (FielServicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_services_dispose;
  object_class->finalize = fiel_services_finalize;
}

static void
fiel_services_init (FielServices *self)
{
  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  self->receptions = fiel_reception_book_new ();
}

FielServices *
fiel_services_new (FielProfile *profile,
                   FielClock *clock,
                   FielSecrets *secrets,
                   const FielProviderKind *const *kinds,
                   const char *holder)
{
  FielServices *self = g_object_new (FIEL_TYPE_SERVICES, NULL);

  self->profile = g_object_ref (profile);
  self->clock = g_object_ref (clock);
  self->secrets = g_object_ref (secrets);
  self->people = fiel_people_new (profile, clock, secrets);
  self->kinds = kinds;
  self->holder = g_strdup (holder);

  return self;
}

void
fiel_services_open_async (FielServices *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (FielJournalEvent) opened = NULL;
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_SERVICES (self));
  g_return_if_fail (self->journal == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_services_open_async);
  g_task_set_check_cancellable (task, FALSE);
  opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, self->holder);
  fiel_journal_event_set_time (opened, fiel_clock_get_wall_us (self->clock), fiel_clock_get_boot_us (self->clock),
                               fiel_clock_get_boot_id (self->clock));
  fiel_journal_open_async (fiel_profile_get_journal_path (self->profile), fiel_profile_get_till_name (self->profile),
                           self->holder, opened, cancellable, journal_opened_cb, task);
}

/* @task, @error: (transfer full) */
static void
fail (FielServices *self, GTask *task, GError *error)
{
  g_clear_error (&self->failure);
  self->failure = error;
  fiel_services_close_async (self, closed_after_failure_cb, task);
}

static void
closed_after_failure_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielServices *self = FIEL_SERVICES (source);

  fiel_services_close_finish (self, result);
  g_task_return_error (task, g_steal_pointer (&self->failure));
}

static const FielProviderKind *
find_kind (FielServices *self, const char *name)
{
  for (guint i = 0; self->kinds[i] != NULL; i++)
    if (g_str_equal (self->kinds[i]->name, name))
      return self->kinds[i];

  return NULL;
}

static void
open_link (FielServices *self, const FielProfileProvider *group, GTask *task)
{
  const FielProviderKind *kind = find_kind (self, group->kind);
  const FielProviderSettings settings = {
    .environment = (FielEnvironment) group->environment,
    .country = fiel_profile_get_country (self->profile),
    .currency = fiel_profile_get_currency (self->profile),
    .values = group->values,
    .timings_allowed = fiel_profile_get_in_folder (self->profile) && group->environment != FIEL_ENVIRONMENT_PRODUCTION,
    .own_practice_cloud = self->practice != NULL && group->environment == FIEL_ENVIRONMENT_TRAINING
                          && g_strcmp0 (g_hash_table_lookup (group->values, "base-address"),
                                        fiel_practice_process_get_address (self->practice)) == 0,
  };
  g_autoptr (FielProviderLink) link = NULL;

  if (kind == NULL)
    return;

  link = fiel_provider_link_new (self->worker, group->key, kind);
  self->n_opening++;
  fiel_provider_link_open_async (link, &settings, link_opened_cb, g_object_ref (task));
  g_ptr_array_add (self->links, g_steal_pointer (&link));
}

static void
open_links (FielServices *self, GTask *task)
{
  GPtrArray *groups = fiel_profile_get_providers (self->profile);

  self->worker = fiel_provider_worker_new (self->clock, self->secrets);
  fiel_reception_book_follow (self->receptions, self->worker);
  for (guint i = 0; i < groups->len; i++)
    open_link (self, g_ptr_array_index (groups, i), task);
  if (self->n_opening == 0)
    g_task_return_boolean (task, TRUE);
}

static void
journal_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielServices *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->journal = fiel_journal_open_finish (result, &error);
  if (self->journal == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->scribe = fiel_scribe_new (self->journal, self->clock);
  fiel_people_open_async (self->people, self->scribe, people_opened_cb, g_steal_pointer (&task));
}

static void
people_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielServices *self = g_task_get_source_object (task);
  g_autofree char *folder = NULL;
  GError *error = NULL;

  if (!fiel_people_open_finish (FIEL_PEOPLE (source), result, &error))
    {
      fail (self, g_steal_pointer (&task), error);
      return;
    }
  if (!fiel_profile_needs_practice_cloud (self->profile))
    {
      open_links (self, task);
      return;
    }

  folder = g_build_filename (fiel_profile_get_data_folder (self->profile), "practice", NULL);
  fiel_practice_process_start_async (folder, fiel_profile_get_country (self->profile), g_task_get_cancellable (task),
                                     practice_started_cb, g_object_ref (task));
}

static void
practice_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielServices *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->practice = fiel_practice_process_start_finish (result, &error);
  if (self->practice == NULL)
    {
      fail (self, g_steal_pointer (&task), error);
      return;
    }

  fiel_profile_set_practice_address (self->profile, fiel_practice_process_get_address (self->practice));
  open_links (self, task);
}

static void
link_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielServices *self = g_task_get_source_object (task);
  FielProviderLink *link = FIEL_PROVIDER_LINK (source);
  g_autoptr (GError) error = NULL;

  if (!fiel_provider_link_open_finish (link, result, &error))
    g_message ("Provider %s is not set up: %s", fiel_provider_link_get_key (link), error->message);
  if (--self->n_opening == 0)
    g_task_return_boolean (task, TRUE);
}

gboolean
fiel_services_open_finish (FielServices *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_services_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Closing */

static void
close_journal (FielServices *self, GTask *task)
{
  if (self->practice != NULL)
    fiel_practice_process_stop (self->practice);
  g_clear_object (&self->practice);

  if (self->journal != NULL)
    fiel_journal_close_async (self->journal, journal_closed_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

void
fiel_services_close_async (FielServices *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_SERVICES (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_services_close_async);
  fiel_people_close (self->people);
  if (self->worker != NULL)
    fiel_provider_worker_stop_async (self->worker, worker_stopped_cb, g_object_ref (task));
  else
    close_journal (self, task);
}

static void
worker_stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielServices *self = g_task_get_source_object (task);

  fiel_provider_worker_stop_finish (FIEL_PROVIDER_WORKER (source), result);
  g_clear_object (&self->worker);
  close_journal (self, task);
}

static void
journal_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielServices *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!fiel_journal_close_finish (FIEL_JOURNAL (source), result, &error))
    g_message ("The journal did not close well: %s", error->message);
  g_clear_object (&self->journal);
  g_task_return_boolean (task, TRUE);
}

void
fiel_services_close_finish (FielServices *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_return_if_fail (g_async_result_is_tagged (result, fiel_services_close_async));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

FielSecrets *
fiel_services_get_secrets (FielServices *self)
{
  g_return_val_if_fail (FIEL_IS_SERVICES (self), NULL);

  return self->secrets;
}

const FielProviderKind *const *
fiel_services_get_kinds (FielServices *self)
{
  g_return_val_if_fail (FIEL_IS_SERVICES (self), NULL);

  return self->kinds;
}

FielScribe *
fiel_services_get_scribe (FielServices *self)
{
  g_return_val_if_fail (FIEL_IS_SERVICES (self), NULL);

  return self->scribe;
}

FielProviderLink *
fiel_services_find_link (FielServices *self, const char *key)
{
  g_return_val_if_fail (FIEL_IS_SERVICES (self), NULL);

  for (guint i = 0; i < self->links->len; i++)
    {
      FielProviderLink *link = g_ptr_array_index (self->links, i);

      if (g_str_equal (fiel_provider_link_get_key (link), key))
        return link;
    }

  return NULL;
}

FielPeople *
fiel_services_get_people (FielServices *self)
{
  g_return_val_if_fail (FIEL_IS_SERVICES (self), NULL);

  return self->people;
}

GPtrArray *
fiel_services_get_links (FielServices *self)
{
  g_return_val_if_fail (FIEL_IS_SERVICES (self), NULL);

  return self->links;
}

FielProviderWorker *
fiel_services_get_worker (FielServices *self)
{
  g_return_val_if_fail (FIEL_IS_SERVICES (self), NULL);

  return self->worker;
}

FielReceptionBook *
fiel_services_get_receptions (FielServices *self)
{
  g_return_val_if_fail (FIEL_IS_SERVICES (self), NULL);

  return self->receptions;
}
