/* practice-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading JSON from people who may be hostile: bounded in size and depth before json-glib sees it, types coerced as the
 * protocol's servers are known to do ("100" for 100), and strict readers for our own control and scenario files. */

#include "practice-json.h"

#include "practice-error.h"

static gboolean
is_small_enough (const char *text, gsize length)
{
  guint brackets = 0;

  if (length > PRACTICE_JSON_MAX_SIZE)
    return FALSE;

  /* Brackets inside strings count too: a comment can hide where strings begin, and json-glib accepts comments. */
  for (gsize i = 0; i < length; i++)
    if (text[i] == '[' || text[i] == '{')
      brackets++;

  return brackets <= PRACTICE_JSON_MAX_BRACKETS;
}

/**
 * practice_json_parse_object:
 * @text: (array length=length): what was received, not necessarily terminated
 *
 * Returns: (transfer full): the object at the root of @text, or %NULL with %PRACTICE_ERROR_JSON
 */
JsonObject *
practice_json_parse_object (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  JsonNode *root;

  if (!is_small_enough (text, length))
    {
      g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_JSON, "the JSON text is too large or too deep");
      return NULL;
    }
  if (length == 0 || !json_parser_load_from_data (parser, text, (gssize)length, &local_error))
    {
      g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_JSON, "not JSON: %s",
                   local_error != NULL ? local_error->message : "empty");
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_JSON, "not a JSON object");
      return NULL;
    }
  return json_object_ref (json_node_get_object (root));
}

/**
 * practice_json_to_text:
 * @node: (transfer full): what to write
 * @length: (out) (optional): the length of the text in bytes
 *
 * Returns: (transfer full): @node as compact JSON
 */
char *
practice_json_to_text (JsonNode *node, gsize *length)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  char *text;

  json_generator_set_root (generator, node);
  text = json_generator_to_data (generator, length);
  json_node_unref (node);
  return text;
}

/**
 * practice_json_take_object:
 * @object: (transfer full): an object
 *
 * Returns: (transfer full): a node around @object
 */
JsonNode *
practice_json_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

/**
 * practice_json_find:
 * @any_case: whether upper and lower case count as the same letter
 *
 * Returns: (transfer none) (nullable): the member called @name
 */
JsonNode *
practice_json_find (JsonObject *object, const char *name, gboolean any_case)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (json_object_has_member (object, name))
    return json_object_get_member (object, name);
  if (!any_case)
    return NULL;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, &node))
    if (g_ascii_strcasecmp (member, name) == 0)
      return node;
  return NULL;
}

/* Whether @node is missing, null or blank text: clients send all three for "none". */
gboolean
practice_json_node_is_absent (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_autofree char *text = g_strstrip (json_node_dup_string (node));

      return *text == '\0';
    }
  return FALSE;
}

/* Reads an integer, also from text such as "100"; fractions and anything else are refused. */
gboolean
practice_json_node_to_int (JsonNode *node, gint64 *value)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_autofree char *text = g_strstrip (json_node_dup_string (node));

      return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, value, NULL);
    }
  return FALSE;
}

/* Reads a boolean, also from "true", "false", 1 and 0. */
gboolean
practice_json_node_to_boolean (JsonNode *node, gboolean *value)
{
  gint64 number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      *value = json_node_get_boolean (node);
      return TRUE;
    }
  if (practice_json_node_to_int (node, &number) && (number == 0 || number == 1))
    {
      *value = number == 1;
      return TRUE;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      *value = g_ascii_strcasecmp (text, "true") == 0;
      return *value || g_ascii_strcasecmp (text, "false") == 0;
    }
  return FALSE;
}

/**
 * practice_json_node_to_string:
 *
 * Returns: (transfer full) (nullable): trimmed text, also from a number; %NULL for anything else
 */
char *
practice_json_node_to_string (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strstrip (json_node_dup_string (node));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return NULL;
}

/**
 * practice_json_check_keys:
 * @where: what the object is, for the message ("scenario", "a fault")
 * @allowed: (array zero-terminated=1): every key that may be there
 *
 * Returns: whether @object holds only allowed keys; else %PRACTICE_ERROR_UNKNOWN names the other one and the allowed
 *   ones
 */
gboolean
practice_json_check_keys (JsonObject *object, const char *where, const char *const *allowed, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (allowed, l->data))
      {
        g_autofree char *list = g_strjoinv (", ", (char **)allowed);

        g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_UNKNOWN, "%s has an unknown key “%s”; use one of: %s", where,
                     (const char *)l->data, list);
        return FALSE;
      }
  return TRUE;
}

/* The strict readers of our own files: a missing key leaves @value alone, a wrong type is an error. */
gboolean
practice_json_take_int (
    JsonObject *object, const char *name, gint64 minimum, gint64 maximum, gint64 *value, GError **error)
{
  JsonNode *node = practice_json_find (object, name, FALSE);
  gint64 number;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
      || (number = json_node_get_int (node)) < minimum || number > maximum)
    {
      g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID,
                   "“%s” must be a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, name, minimum,
                   maximum);
      return FALSE;
    }
  *value = number;
  return TRUE;
}

gboolean
practice_json_take_boolean (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = practice_json_find (object, name, FALSE);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "“%s” must be true or false", name);
      return FALSE;
    }
  *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
practice_json_take_string (JsonObject *object, const char *name, char **value, GError **error)
{
  JsonNode *node = practice_json_find (object, name, FALSE);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "“%s” must be text", name);
      return FALSE;
    }
  g_free (*value);
  *value = json_node_dup_string (node);
  return TRUE;
}
