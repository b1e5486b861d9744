/* practice-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The largest text that is read as JSON, and the most brackets it may open: json-glib recurses once per bracket and
 * would run out of stack long before it ran out of text. */
#define PRACTICE_JSON_MAX_SIZE (256 * 1024)
#define PRACTICE_JSON_MAX_BRACKETS 4096

JsonObject *practice_json_parse_object (const char *text, gsize length, GError **error);
char *practice_json_to_text (JsonNode *node, gsize *length);
JsonNode *practice_json_take_object (JsonObject *object);

JsonNode *practice_json_find (JsonObject *object, const char *name, gboolean any_case);
gboolean practice_json_node_is_absent (JsonNode *node);
gboolean practice_json_node_to_int (JsonNode *node, gint64 *value);
gboolean practice_json_node_to_boolean (JsonNode *node, gboolean *value);
char *practice_json_node_to_string (JsonNode *node);

gboolean practice_json_check_keys (JsonObject *object, const char *where, const char *const *allowed, GError **error);
gboolean practice_json_take_int (
    JsonObject *object, const char *name, gint64 minimum, gint64 maximum, gint64 *value, GError **error);
gboolean practice_json_take_boolean (JsonObject *object, const char *name, gboolean *value, GError **error);
gboolean practice_json_take_string (JsonObject *object, const char *name, char **value, GError **error);

G_END_DECLS
