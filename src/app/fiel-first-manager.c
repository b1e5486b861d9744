/* fiel-first-manager.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-first-manager.h"

#include "fiel-people-editor.h"
#include "fiel-pin.h"

/* FielFirstManager:
 *
 *   IDLE ──add──► OPENING ──open──► CHANGING ──done, or not──► CLOSING ──► over
 *                    └──────────────────────── not open ──────────────────►
 */

struct _FielFirstManager
{
  GObject parent_instance;

  FielStoreFunc open_store;
  char *folder;           /* owned, nullable */
  char *name;             /* owned */
  char *pin;              /* owned, wiped */
  FielEngine *engine;     /* owned, nullable: while it is open */
  GTask *task;            /* owned, nullable: who waits */
  GError *trouble;        /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FielFirstManager, fiel_first_manager, G_TYPE_OBJECT)

static void
end (FielFirstManager *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_clear_object (&self->engine);
  if (self->trouble != NULL)
    g_task_return_error (task, g_steal_pointer (&self->trouble));
  else
    g_task_return_boolean (task, TRUE);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielFirstManager) self = user_data;

  fiel_engine_stop_finish (FIEL_ENGINE (source), result);
  end (self);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielFirstManager) self = user_data;

  fiel_people_change_finish (FIEL_PEOPLE (source), result, &self->trouble);
  fiel_engine_stop_async (self->engine, stopped_cb, g_object_ref (self));
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielFirstManager) self = user_data;
  FielPersonChange change = { 0 };

  if (!fiel_engine_start_finish (FIEL_ENGINE (source), result, &self->trouble))
    {
      end (self);
      return;
    }

  change.name = self->name;
  change.role = FIEL_ROLE_MANAGER;
  change.pin = self->pin;
  fiel_people_change_async (fiel_engine_get_people (self->engine), &change, changed_cb, g_object_ref (self));
}

void
fiel_first_manager_add_async (FielFirstManager *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (FIEL_IS_FIRST_MANAGER (self));
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->task, fiel_first_manager_add_async);
  self->engine = self->open_store (self->folder, FALSE, NULL, &self->trouble);
  if (self->engine == NULL)
    end (self);
  else
    fiel_engine_start_async (self->engine, NULL, started_cb, g_object_ref (self));
}

gboolean
fiel_first_manager_add_finish (FielFirstManager *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_first_manager_add_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fiel_first_manager_finalize (GObject *object)
{
  FielFirstManager *self = FIEL_FIRST_MANAGER (object);

  g_free (self->folder);
  g_free (self->name);
  fiel_pin_wipe (self->pin);
  g_clear_object (&self->engine);
  g_clear_error (&self->trouble);

  G_OBJECT_CLASS (fiel_first_manager_parent_class)->finalize (object);
}

static void
fiel_first_manager_class_init (FielFirstManagerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_first_manager_finalize;
}

static void
fiel_first_manager_init (FielFirstManager *self)
{
}

FielFirstManager *
fiel_first_manager_new (FielStoreFunc open_store, const char *folder, const char *name, const char *pin)
{
  FielFirstManager *self = NULL;

  g_return_val_if_fail (open_store != NULL, NULL);
  g_return_val_if_fail (name != NULL && pin != NULL, NULL);

  self = g_object_new (FIEL_TYPE_FIRST_MANAGER, NULL);
  self->open_store = open_store;
  self->folder = g_strdup (folder);
  self->name = g_strdup (name);
  self->pin = g_strdup (pin);

  return self;
}
