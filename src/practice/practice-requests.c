/* practice-requests.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What arrived at the cloud, request by request: how tests count transmissions. The newest 50 000 are kept. Entries are
 * found by their number, never held by pointer, because old ones go. */

#include "practice-requests.h"

#define MAX_ENTRIES 50000

struct _PracticeRequests
{
  GObject parent_instance;

  GQueue entries; /* of owned PracticeRequestEntry, oldest first */
  guint last_seq;
};

G_DEFINE_FINAL_TYPE (PracticeRequests, practice_requests, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  PracticeRequestEntry *entry = data;

  g_free (entry->method);
  g_free (entry->path);
  g_free (entry->custom_id);
  g_free (entry->sha256);
  g_free (entry);
}

static void
practice_requests_finalize (GObject *object)
{
  PracticeRequests *self = PRACTICE_REQUESTS (object);

  g_queue_clear_full (&self->entries, entry_free);

  G_OBJECT_CLASS (practice_requests_parent_class)->finalize (object);
}

static void
practice_requests_class_init (PracticeRequestsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = practice_requests_finalize;
}

static void
practice_requests_init (PracticeRequests *self)
{
  g_queue_init (&self->entries);
}

PracticeRequests *
practice_requests_new (void)
{
  return g_object_new (PRACTICE_TYPE_REQUESTS, NULL);
}

/* Returns: (transfer none): the new entry, to be filled at once */
PracticeRequestEntry *
practice_requests_add (
    PracticeRequests *self, const char *method, const char *path, const char *body, gsize length, gint64 at_ms)
{
  PracticeRequestEntry *entry;

  g_return_val_if_fail (PRACTICE_IS_REQUESTS (self), NULL);

  entry = g_new0 (PracticeRequestEntry, 1);
  entry->seq = ++self->last_seq;
  entry->method = g_utf8_make_valid (method, -1);
  entry->path = g_utf8_make_valid (path, -1);
  entry->custom_id = g_strdup ("");
  entry->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)body, length);
  entry->command = -1;
  entry->amount = -1;
  entry->at_ms = at_ms;
  entry->fault = "";
  g_queue_push_tail (&self->entries, entry);
  if (g_queue_get_length (&self->entries) > MAX_ENTRIES)
    entry_free (g_queue_pop_head (&self->entries));
  return entry;
}

/* Returns: (transfer none) (nullable): the entry with that number */
PracticeRequestEntry *
practice_requests_find (PracticeRequests *self, guint seq)
{
  g_return_val_if_fail (PRACTICE_IS_REQUESTS (self), NULL);

  for (GList *l = self->entries.tail; l != NULL; l = l->prev)
    if (((PracticeRequestEntry *)l->data)->seq == seq)
      return l->data;
  return NULL;
}

/**
 * practice_requests_to_array:
 * @custom_id: (nullable): only the commands that carry this customId
 *
 * Returns: (transfer full): the log
 */
JsonArray *
practice_requests_to_array (PracticeRequests *self, const char *custom_id)
{
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (PRACTICE_IS_REQUESTS (self), array);

  for (GList *l = self->entries.head; l != NULL; l = l->next)
    {
      const PracticeRequestEntry *entry = l->data;
      JsonObject *object;

      if (custom_id != NULL && !g_str_equal (entry->custom_id, custom_id))
        continue;

      object = json_object_new ();
      json_object_set_int_member (object, "seq", entry->seq);
      json_object_set_string_member (object, "method", entry->method);
      json_object_set_string_member (object, "path", entry->path);
      json_object_set_int_member (object, "command", entry->command);
      json_object_set_string_member (object, "customId", entry->custom_id);
      json_object_set_int_member (object, "amount", entry->amount);
      json_object_set_string_member (object, "sha256", entry->sha256);
      json_object_set_int_member (object, "atMs", entry->at_ms);
      json_object_set_int_member (object, "status", entry->status);
      json_object_set_string_member (object, "fault", entry->fault);
      json_object_set_boolean_member (object, "answered", entry->answered);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* Forgets the log; numbers go on, so that an answer still under way does not meet a newer entry. */
void
practice_requests_clear (PracticeRequests *self)
{
  g_return_if_fail (PRACTICE_IS_REQUESTS (self));
  g_queue_clear_full (&self->entries, entry_free);
}
