/* fiel-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Strict reading into json-glib's tree, and typed access to its members.
 */

#include "fiel-json.h"

#include "fiel-json-scan.h"

G_DEFINE_QUARK (fiel-json-error-quark, fiel_json_error)

typedef struct
{
  JsonNode *root;   /* owned, nullable */
  JsonNode *parent; /* unowned, nullable: the open container, a descendant of root */
  char *name;       /* owned, nullable: of the member to come */
} Builder;

static void
builder_clear (Builder *self)
{
  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->name, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, builder_clear)

static void
builder_add (Builder *self, JsonNode *node)
{
  if (self->parent == NULL)
    {
      self->root = node;
      return;
    }
  json_node_set_parent (node, self->parent);
  if (JSON_NODE_HOLDS_OBJECT (self->parent))
    json_object_set_member (json_node_get_object (self->parent), self->name, node);
  else
    json_array_add_element (json_node_get_array (self->parent), node);
  g_clear_pointer (&self->name, g_free);
}

static void
builder_open (Builder *self, JsonNode *node)
{
  builder_add (self, node);
  self->parent = node;
}

static void
on_token (const FielJsonToken *token, gpointer user_data)
{
  Builder *self = user_data;

  switch (token->kind)
    {
    case FIEL_JSON_TOKEN_OBJECT_BEGIN:
      builder_open (self, json_node_init_object (json_node_alloc (), NULL));
      json_node_take_object (self->parent, json_object_new ());
      break;
    case FIEL_JSON_TOKEN_ARRAY_BEGIN:
      builder_open (self, json_node_init_array (json_node_alloc (), NULL));
      json_node_take_array (self->parent, json_array_new ());
      break;
    case FIEL_JSON_TOKEN_OBJECT_END:
    case FIEL_JSON_TOKEN_ARRAY_END:
      self->parent = json_node_get_parent (self->parent);
      break;
    case FIEL_JSON_TOKEN_NAME:
      self->name = g_strdup (token->text);
      break;
    case FIEL_JSON_TOKEN_STRING:
      builder_add (self, json_node_init_string (json_node_alloc (), token->text));
      break;
    case FIEL_JSON_TOKEN_INTEGER:
      builder_add (self, json_node_init_int (json_node_alloc (), token->integer));
      break;
    case FIEL_JSON_TOKEN_FRACTION:
      builder_add (self, json_node_init_double (json_node_alloc (), token->fraction));
      break;
    case FIEL_JSON_TOKEN_TRUE:
    case FIEL_JSON_TOKEN_FALSE:
      builder_add (self, json_node_init_boolean (json_node_alloc (), token->kind == FIEL_JSON_TOKEN_TRUE));
      break;
    case FIEL_JSON_TOKEN_NULL:
      builder_add (self, json_node_init_null (json_node_alloc ()));
      break;
    }
}

/**
 * fiel_json_check:
 * @text: (nullable): the bytes
 * @length: how many
 * @error: return location
 *
 * Returns: whether @text is JSON within the bounds of this reader
 */
gboolean
fiel_json_check (const char *text, gsize length, GError **error)
{
  return fiel_json_scan (text, length, NULL, NULL, error);
}

/**
 * fiel_json_parse:
 * @bytes: a JSON text
 * @error: return location for a FIEL_JSON_ERROR, whose message names the byte at fault and quotes nothing
 *
 * Returns: (transfer full) (nullable): the root, any type of value
 */
JsonNode *
fiel_json_parse (GBytes *bytes, GError **error)
{
  return fiel_json_parse_bounded (bytes, FIEL_JSON_MAX_SIZE, error);
}

JsonNode *
fiel_json_parse_bounded (GBytes *bytes, gsize max_size, GError **error)
{
  g_auto (Builder) builder = { NULL };
  const char *text;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (!fiel_json_scan_bounded (text, length, max_size, on_token, &builder, error))
    return NULL;
  return g_steal_pointer (&builder.root);
}

/**
 * fiel_json_find:
 * @object: an object
 * @name: a member's name, compared ASCII case-insensitively
 * @error: return location for FIEL_JSON_ERROR_DUPLICATE_KEY
 *
 * Returns: (transfer none) (nullable): the member; a JSON null is a node too. NULL without an error if it is absent
 */
JsonNode *
fiel_json_find (JsonObject *object, const char *name, GError **error)
{
  JsonObjectIter iter;
  const char *candidate;
  JsonNode *node;
  JsonNode *found = NULL;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &candidate, &node))
    {
      if (g_ascii_strcasecmp (candidate, name) != 0)
        continue;
      if (found != NULL)
        {
          g_set_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_DUPLICATE_KEY, "“%s” is there twice", name);
          return NULL;
        }
      found = node;
    }
  return found;
}

static JsonNode *
find_required (JsonObject *object, const char *name, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonNode *node = fiel_json_find (object, name, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (node == NULL)
    g_set_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_MISSING, "“%s” is missing", name);
  return node;
}

static void
set_type_error (GError **error, const char *name, const char *wanted)
{
  g_set_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TYPE, "“%s” is not %s", name, wanted);
}

static gboolean
node_holds_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
node_holds_integer (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

/**
 * fiel_json_get_int64:
 * @object: an object
 * @name: a member's name
 * @value: (out): the integer; untouched on failure
 * @error: return location: MISSING, TYPE, NUMBER (digits beyond 64 bits) or DUPLICATE_KEY
 *
 * Takes an integer, or a string of nothing but an optional minus and digits. 1.0, 1e3, " 1" and "+1" are no integers.
 *
 * Returns: whether there is one
 */
gboolean
fiel_json_get_int64 (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  JsonNode *node;
  const char *text;
  const char *digits;

  g_return_val_if_fail (value != NULL, FALSE);

  node = find_required (object, name, error);
  if (node == NULL)
    return FALSE;
  if (node_holds_integer (node))
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  text = node_holds_text (node) ? json_node_get_string (node) : "";
  digits = text[0] == '-' ? text + 1 : text;
  if (digits[0] == '\0' || strspn (digits, "0123456789") != strlen (digits))
    {
      set_type_error (error, name, "an integer");
      return FALSE;
    }
  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, value, NULL))
    {
      g_set_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_NUMBER, "“%s” is beyond 64 bits", name);
      return FALSE;
    }
  return TRUE;
}

/**
 * fiel_json_get_string:
 * @object: an object
 * @name: a member's name
 * @error: return location: MISSING, TYPE or DUPLICATE_KEY
 *
 * Returns: (transfer none) (nullable): the string, valid as long as @object
 */
const char *
fiel_json_get_string (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = find_required (object, name, error);

  if (node == NULL)
    return NULL;
  if (!node_holds_text (node))
    {
      set_type_error (error, name, "a string");
      return NULL;
    }
  return json_node_get_string (node);
}

/**
 * fiel_json_get_object:
 * @object: an object
 * @name: a member's name
 * @error: return location: MISSING, TYPE or DUPLICATE_KEY
 *
 * Returns: (transfer none) (nullable): the object, valid as long as @object
 */
JsonObject *
fiel_json_get_object (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = find_required (object, name, error);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      set_type_error (error, name, "an object");
      return NULL;
    }
  return json_node_get_object (node);
}

/**
 * fiel_json_dup_text:
 * @object: an object
 * @name: a member's name
 *
 * For words and identifiers that some servers write as number and some as text.
 *
 * Returns: (transfer full) (nullable): the string or the integer as text; NULL if absent, ambiguous or anything else
 */
char *
fiel_json_dup_text (JsonObject *object, const char *name)
{
  JsonNode *node = fiel_json_find (object, name, NULL);

  if (node == NULL)
    return NULL;
  if (node_holds_text (node))
    return json_node_dup_string (node);
  if (node_holds_integer (node))
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return NULL;
}
