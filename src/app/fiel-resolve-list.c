/* fiel-resolve-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-resolve-list.h"

#include "fiel-today-list.h"

/* FielResolveList: everything a person has to look at, in one list. It is made anew from the engine's two lists when
 * one of them or the phase of an open payment changes, and the old one is changed where it differs, so that a row under
 * the hand of a person stays. */

struct _FielResolveList
{
  GObject parent_instance;

  GListModel *attempts;       /* owned */
  GListModel *alerts;         /* owned */
  GListStore *items;          /* owned, of GObject */
  GPtrArray *watched;         /* owned, of FielAttempt: those that were open */
};

G_DEFINE_FINAL_TYPE (FielResolveList, fiel_resolve_list, G_TYPE_OBJECT)

FielResolveGroup
fiel_resolve_group_of (gpointer item)
{
  if (FIEL_IS_ATTEMPT (item))
    return FIEL_RESOLVE_GROUP_PAYMENTS;

  g_return_val_if_fail (FIEL_IS_ALERT (item), FIEL_RESOLVE_GROUP_UNMATCHED);

  return fiel_alert_get_kind (item) == FIEL_ALERT_CONFLICT ? FIEL_RESOLVE_GROUP_CONFLICTS
                                                           : FIEL_RESOLVE_GROUP_UNMATCHED;
}

/* Both lists have the newest first. */
static void
collect_attempts (FielResolveList *self, GPtrArray *wanted)
{
  for (guint i = g_list_model_get_n_items (self->attempts); i > 0; i--)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (self->attempts, i - 1);

      if (fiel_today_is_unresolved (attempt))
        g_ptr_array_add (wanted, g_steal_pointer (&attempt));
    }
}

static void
collect_alerts (FielResolveList *self, GPtrArray *wanted, FielAlertKind kind)
{
  for (guint i = g_list_model_get_n_items (self->alerts); i > 0; i--)
    {
      g_autoptr (FielAlert) alert = g_list_model_get_item (self->alerts, i - 1);

      if (fiel_alert_get_kind (alert) == kind)
        g_ptr_array_add (wanted, g_steal_pointer (&alert));
    }
}

/* There may be thousands, and each that goes or comes brings us here: nothing below searches a list. */
static GHashTable *
make_set (GPtrArray *wanted)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < wanted->len; i++)
    g_hash_table_add (set, g_ptr_array_index (wanted, i));

  return set;
}

/* Returns: (transfer full): those that stay */
static GHashTable *
drop_others (FielResolveList *self, GPtrArray *wanted)
{
  GHashTable *kept = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) set = make_set (wanted);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->items)); i > 0; i--)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), i - 1);

      if (g_hash_table_contains (set, item))
        g_hash_table_add (kept, item);
      else
        g_list_store_remove (self->items, i - 1);
    }

  return kept;
}

static void
put_in_place (FielResolveList *self, GPtrArray *wanted, GHashTable *kept)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      GObject *item = g_ptr_array_index (wanted, i);
      g_autoptr (GObject) there = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      guint position;

      if (there == item)
        continue;
      if (g_hash_table_contains (kept, item) && g_list_store_find (self->items, item, &position))
        g_list_store_remove (self->items, position);
      g_list_store_insert (self->items, i, item);
    }
}

static void
refresh (FielResolveList *self)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) kept = NULL;

  collect_attempts (self, wanted);
  collect_alerts (self, wanted, FIEL_ALERT_CONFLICT);
  collect_alerts (self, wanted, FIEL_ALERT_UNMATCHED);
  kept = drop_others (self, wanted);
  put_in_place (self, wanted, kept);
}

static void
unwatch_all (FielResolveList *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->watched, i), refresh, self);
  g_ptr_array_set_size (self->watched, 0);
}

static void
attempts_changed_cb (FielResolveList *self)
{
  unwatch_all (self);

  for (guint i = 0; i < g_list_model_get_n_items (self->attempts); i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (self->attempts, i);

      if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_DONE)
        continue;
      g_signal_connect_swapped (attempt, "notify::phase", G_CALLBACK (refresh), self);
      g_ptr_array_add (self->watched, g_steal_pointer (&attempt));
    }
  refresh (self);
}

static void
fiel_resolve_list_dispose (GObject *object)
{
  FielResolveList *self = FIEL_RESOLVE_LIST (object);

  if (self->watched != NULL)
    unwatch_all (self);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_object (&self->items);
  g_clear_object (&self->alerts);
  g_clear_object (&self->attempts);

  G_OBJECT_CLASS (fiel_resolve_list_parent_class)->dispose (object);
}

static void
fiel_resolve_list_class_init (FielResolveListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_resolve_list_dispose;
}

static void
fiel_resolve_list_init (FielResolveList *self)
{
  self->items = g_list_store_new (G_TYPE_OBJECT);
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
}

FielResolveList *
fiel_resolve_list_new (GListModel *attempts, GListModel *alerts)
{
  FielResolveList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (attempts), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (alerts), NULL);

  self = g_object_new (FIEL_TYPE_RESOLVE_LIST, NULL);
  self->attempts = g_object_ref (attempts);
  self->alerts = g_object_ref (alerts);
  g_signal_connect_object (attempts, "items-changed", G_CALLBACK (attempts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (alerts, "items-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  attempts_changed_cb (self);

  return self;
}

GListModel *
fiel_resolve_list_get_model (FielResolveList *self)
{
  g_return_val_if_fail (FIEL_IS_RESOLVE_LIST (self), NULL);

  return G_LIST_MODEL (self->items);
}
