/* fiel-relay-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads
 *
 *   {"epoch":"…","last":12,"news":[{"sequence":12,"provider":"…","received":"…","body":"<base64>"}, …]}
 *
 * The numbers rise and the last one is the page's: a page that says otherwise would be acknowledged wrongly. */

#include "fiel-relay-answer.h"

#include "fiel-json.h"

#include <string.h>

#define MAX_EPOCH 64
#define BASE64 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

struct _FielRelayEntry
{
  gatomicrefcount ref_count;
  gint64 sequence;
  GBytes *body; /* owned */
};

G_DEFINE_BOXED_TYPE (FielRelayEntry, fiel_relay_entry, fiel_relay_entry_ref, fiel_relay_entry_unref)

FielRelayEntry *
fiel_relay_entry_ref (FielRelayEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fiel_relay_entry_unref (FielRelayEntry *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->body);
  g_free (self);
}

gint64
fiel_relay_entry_get_sequence (FielRelayEntry *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sequence;
}

GBytes *
fiel_relay_entry_get_body (FielRelayEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

static gboolean
fail (GError **error, const char *words)
{
  g_set_error_literal (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TYPE, words);

  return FALSE;
}

/* GLib's decoder passes over whatever it does not know. */
static GBytes *
decode (const char *text)
{
  const gsize length = strlen (text);
  const gsize plain = strspn (text, BASE64);
  const gsize padding = length - plain;
  guchar *bytes = NULL;
  gsize n_bytes = 0;

  if (length % 4 != 0 || padding > 2 || strspn (text + plain, "=") != padding)
    return NULL;
  if (length == 0)
    return g_bytes_new_static ("", 0);

  bytes = g_base64_decode (text, &n_bytes);

  return g_bytes_new_take (bytes, n_bytes);
}

static FielRelayEntry *
read_news (JsonNode *node, GError **error)
{
  JsonObject *object = NULL;
  const char *encoded = NULL;
  g_autoptr (GBytes) body = NULL;
  FielRelayEntry *news = NULL;
  gint64 sequence = 0;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, "an entry is no object");
      return NULL;
    }

  object = json_node_get_object (node);
  if (!fiel_json_get_int64 (object, "sequence", &sequence, error))
    return NULL;
  encoded = fiel_json_get_string (object, "body", error);
  if (encoded == NULL)
    return NULL;

  body = decode (encoded);
  if (body == NULL || g_bytes_get_size (body) > FIEL_RELAY_MAX_BODY)
    {
      fail (error, "the body of an entry is no base64, or too long");
      return NULL;
    }

  news = g_new0 (FielRelayEntry, 1);
  g_atomic_ref_count_init (&news->ref_count);
  news->sequence = sequence;
  news->body = g_steal_pointer (&body);

  return news;
}

static gboolean
read_list (FielRelayAnswer *page, JsonArray *list, GError **error)
{
  gint64 last = 0;

  if (json_array_get_length (list) > FIEL_RELAY_MAX_NEWS)
    return fail (error, "more entries than a page has");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      FielRelayEntry *news = read_news (json_array_get_element (list, i), error);

      if (news == NULL)
        return FALSE;
      g_ptr_array_add (page->news, news);
      if (news->sequence <= last)
        return fail (error, "the entries are not in their order");
      last = news->sequence;
    }

  return page->news->len == 0 || last == page->last || fail (error, "the page does not end with its last entry");
}

static gboolean
is_epoch (const char *text)
{
  gsize length = strlen (text);

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return FALSE;

  return length > 0 && length <= MAX_EPOCH;
}

static gboolean
read_page (FielRelayAnswer *page, JsonObject *object, GError **error)
{
  const char *epoch = fiel_json_get_string (object, "epoch", error);
  JsonNode *list = NULL;

  if (epoch == NULL || !fiel_json_get_int64 (object, "last", &page->last, error))
    return FALSE;
  if (!is_epoch (epoch) || page->last < 0)
    return fail (error, "epoch or position are none");

  page->epoch = g_strdup (epoch);
  list = fiel_json_find (object, "news", error);
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    return (error != NULL && *error != NULL) ? FALSE : fail (error, "there is no list of news");

  return read_list (page, json_node_get_array (list), error);
}

FielRelayAnswer *
fiel_relay_answer_read (GBytes *text, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (FielRelayAnswer) page = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  root = fiel_json_parse_bounded (text, FIEL_RELAY_MAX_PAGE, error);
  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, "a page is an object");
      return NULL;
    }

  page = g_new0 (FielRelayAnswer, 1);
  page->news = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_relay_entry_unref);

  return read_page (page, json_node_get_object (root), error) ? g_steal_pointer (&page) : NULL;
}

void
fiel_relay_answer_free (FielRelayAnswer *page)
{
  if (page == NULL)
    return;

  g_free (page->epoch);
  g_ptr_array_unref (page->news);
  g_free (page);
}
