/* fiel-getnet-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads an answer's text into an envelope. The documents show three shapes of data: flat with code and message, nested
 * in response with code, and, in real traffic, nested in response with responseCode. All are read by one rule; an
 * answer that says two different things is not read at all. */

#include "fiel-getnet-answer.h"

#include "fiel-day.h"
#include "fiel-json.h"
#include "fiel-redact.h"

#include <string.h>

#define MAX_MESSAGE 200
#define DAY_LENGTH 10
#define TIME_LENGTH 9
/* What is before it was filled in by nobody. */
#define FIRST_YEAR 2000

/* Members that only a result has: with one of them, an answer without a code is no acknowledgement, and an error is
 * about something that ran. */
static const char *const result_members[] = { "functionCode", "responseMessage", "authorizationCode", "amount" };

/* Members that say which payment it is. */
static const char *const data_names[] = { "idPosTxs", "customId", NULL };
static const char *const result_names[] = { "terminalId", "ticket", NULL };

void
fiel_getnet_answer_free (FielGetnetAnswer *answer)
{
  if (answer == NULL)
    return;

  g_free (answer->message);
  g_clear_pointer (&answer->root, json_node_unref);
  g_free (answer->provider_id);
  g_free (answer->reference);
  g_free (answer->text);
  g_free (answer);
}

/**
 * fiel_getnet_answer_get_member:
 * @member: (out) (nullable) (transfer none): the member, or %NULL if it is absent or null
 *
 * Returns: %FALSE with %FIEL_JSON_ERROR_DUPLICATE_KEY if the name is there twice
 */
gboolean
fiel_getnet_answer_get_member (JsonObject *object, const char *name, JsonNode **member, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonNode *node = fiel_json_find (object, name, &local_error);

  *member = node != NULL && !json_node_is_null (node) ? node : NULL;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * fiel_getnet_answer_get_number:
 * @present: (out): whether it is there; an absent number is no error
 *
 * Reads an integer, or an integer written as text, because devices and clients do both.
 */
gboolean
fiel_getnet_answer_get_number (JsonObject *object, const char *name, gboolean *present, gint64 *number, GError **error)
{
  JsonNode *node = NULL;

  *present = FALSE;
  if (!fiel_getnet_answer_get_member (object, name, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;

  *present = fiel_json_get_int64 (object, name, number, error);

  return *present;
}

static char *
clean_text (const char *text, gsize max_chars)
{
  GString *clean = g_string_new (NULL);
  gsize n_chars = 0;

  for (const char *c = text; *c != '\0' && n_chars < max_chars; c = g_utf8_next_char (c), n_chars++)
    g_string_append_unichar (clean, g_unichar_iscntrl (g_utf8_get_char (c)) ? ' ' : g_utf8_get_char (c));
  g_strstrip (clean->str);
  if (clean->str[0] == '\0')
    return (g_string_free (clean, TRUE), NULL);

  return g_string_free (clean, FALSE);
}

/* An identifier is compared with ours, so it is never masked. */
char *
fiel_getnet_answer_dup_id (JsonObject *object, const char *name)
{
  g_autofree char *text = fiel_json_dup_text (object, name);

  return text != NULL ? clean_text (text, FIEL_GETNET_ANSWER_MAX_ID) : NULL;
}

char *
fiel_getnet_answer_dup_text (JsonObject *object, const char *name, gsize max_chars)
{
  g_autofree char *text = fiel_json_dup_text (object, name);
  g_autofree char *masked = text != NULL ? fiel_redact_text (text) : NULL;

  return masked != NULL ? clean_text (masked, max_chars) : NULL;
}

char *
fiel_getnet_answer_dup_day (JsonObject *object, const char *name)
{
  g_autofree char *text = fiel_getnet_answer_dup_id (object, name);
  const gsize length = text != NULL ? strlen (text) : 0;
  const gboolean has_time = length == DAY_LENGTH + TIME_LENGTH && text[DAY_LENGTH] == ' ';
  g_autofree char *day = has_time || length == DAY_LENGTH ? g_strndup (text, DAY_LENGTH) : NULL;
  g_autofree char *moment = has_time ? g_strconcat (text, "Z", NULL) : NULL;
  g_autoptr (GDateTime) noon = fiel_day_parse (day);
  g_autoptr (GDateTime) time = moment != NULL ? g_date_time_new_from_iso8601 (moment, NULL) : NULL;

  if (noon == NULL || g_date_time_get_year (noon) < FIRST_YEAR || (has_time && time == NULL))
    return NULL;

  return g_steal_pointer (&day);
}

static gboolean
read_outer (FielGetnetAnswer *answer, JsonObject *envelope, GError **error)
{
  g_autofree char *status = fiel_getnet_answer_dup_text (envelope, "status", MAX_MESSAGE);
  gint64 code = -1;

  if (!fiel_json_get_int64 (envelope, "code", &code, error))
    return FALSE;
  if (code < FIEL_GETNET_OUTER_ERROR || code > FIEL_GETNET_OUTER_IN_PROCESS)
    {
      g_set_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_NUMBER, "unknown outer code %" G_GINT64_FORMAT, code);
      return FALSE;
    }

  answer->outer = (FielGetnetOuter) code;
  if (status != NULL && g_ascii_strcasecmp (status, answer->outer == FIEL_GETNET_OUTER_ERROR ? "OK" : "ERROR") == 0)
    {
      g_set_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_SYNTAX, "outer code %" G_GINT64_FORMAT " with status %s",
                   code, status);
      return FALSE;
    }
  answer->message = fiel_getnet_answer_dup_text (envelope, "message", MAX_MESSAGE);

  return TRUE;
}

/* The code may be called responseCode or code. If both are there they must agree. */
static gboolean
read_code (FielGetnetAnswer *answer, GError **error)
{
  gboolean has_long = FALSE;
  gboolean has_short = FALSE;
  gint64 long_code = 0;
  gint64 short_code = 0;

  if (!fiel_getnet_answer_get_number (answer->result, "responseCode", &has_long, &long_code, error)
      || !fiel_getnet_answer_get_number (answer->result, "code", &has_short, &short_code, error))
    return FALSE;
  if (has_long && has_short && long_code != short_code)
    {
      g_set_error_literal (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_SYNTAX, "responseCode and code differ");
      return FALSE;
    }

  answer->has_code = has_long || has_short;
  answer->code = has_long ? long_code : short_code;

  return TRUE;
}

static gboolean
read_result (FielGetnetAnswer *answer, GError **error)
{
  if (!read_code (answer, error)
      || !fiel_getnet_answer_get_number (answer->result, "functionCode", &answer->has_function, &answer->function,
                                         error))
    return FALSE;

  answer->text = fiel_getnet_answer_dup_text (answer->result, "responseMessage", MAX_MESSAGE);
  if (answer->text == NULL)
    answer->text = fiel_getnet_answer_dup_text (answer->result, "message", MAX_MESSAGE);

  return TRUE;
}

static gboolean
looks_like_result (JsonObject *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (result_members); i++)
    {
      if (fiel_json_find (object, result_members[i], NULL) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * fiel_getnet_answer_check_names:
 *
 * Names are read in any case, so a name that is there in two of them says two things.
 *
 * Returns: %FALSE with %FIEL_JSON_ERROR_DUPLICATE_KEY for an object that does
 */
gboolean
fiel_getnet_answer_check_names (JsonObject *object, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObjectIter iter;
  const char *name = NULL;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      if (g_hash_table_add (names, g_ascii_strdown (name, -1)))
        continue;

      g_set_error_literal (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_DUPLICATE_KEY, "a name is there twice");
      return FALSE;
    }

  return TRUE;
}

/* What is there and cannot be read may have named another payment. */
static gboolean
check_identifiers (JsonObject *object, const char *const *names, GError **error)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      JsonNode *node = NULL;

      if (!fiel_getnet_answer_get_member (object, names[i], &node, error))
        return FALSE;
      if (node == NULL
          || (JSON_NODE_HOLDS_VALUE (node)
              && (json_node_get_value_type (node) == G_TYPE_STRING || json_node_get_value_type (node) == G_TYPE_INT64)))
        continue;

      g_set_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TYPE, "%s is neither text nor a number", names[i]);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_amount (JsonObject *result, GError **error)
{
  gboolean present = FALSE;
  gint64 wire = 0;

  return fiel_getnet_answer_get_number (result, "amount", &present, &wire, error) || present;
}

static gboolean
read_data (FielGetnetAnswer *answer, JsonObject *data, GError **error)
{
  JsonNode *response = NULL;

  if (!fiel_getnet_answer_check_names (data, error) || !check_identifiers (data, data_names, error)
      || !fiel_getnet_answer_get_member (data, "response", &response, error))
    return FALSE;
  if (response != NULL && !JSON_NODE_HOLDS_OBJECT (response))
    {
      g_set_error_literal (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TYPE, "response is not an object");
      return FALSE;
    }

  answer->provider_id = fiel_getnet_answer_dup_id (data, "idPosTxs");
  answer->reference = fiel_getnet_answer_dup_id (data, "customId");
  answer->result = response != NULL ? json_node_get_object (response) : data;
  if (!fiel_getnet_answer_check_names (answer->result, error)
      || !check_identifiers (answer->result, result_names, error) || !check_amount (answer->result, error)
      || !read_result (answer, error))
    return FALSE;

  answer->looks_like_result = answer->has_code || looks_like_result (answer->result);
  answer->is_acknowledgement = response == NULL && !answer->looks_like_result && answer->provider_id != NULL;

  return TRUE;
}

static gboolean
read_envelope (FielGetnetAnswer *answer, JsonObject *envelope, GError **error)
{
  if (!fiel_getnet_answer_check_names (envelope, error) || !read_outer (answer, envelope, error)
      || !fiel_getnet_answer_get_member (envelope, "data", &answer->data, error))
    return FALSE;
  if (answer->data == NULL || JSON_NODE_HOLDS_ARRAY (answer->data))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (answer->data))
    {
      g_set_error_literal (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TYPE, "data is not an object");
      return FALSE;
    }

  return read_data (answer, json_node_get_object (answer->data), error);
}

/**
 * fiel_getnet_answer_parse:
 * @text: an answer's body, as kept
 *
 * Returns: (transfer full) (nullable): the envelope, or %NULL with %FIEL_JSON_ERROR if the text is not an envelope
 */
FielGetnetAnswer *
fiel_getnet_answer_parse (const char *text, GError **error)
{
  g_autoptr (FielGetnetAnswer) answer = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  answer = g_new0 (FielGetnetAnswer, 1);
  bytes = g_bytes_new_static (text, strlen (text));
  answer->root = fiel_json_parse (bytes, error);
  if (answer->root == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_ARRAY (answer->root))
    {
      answer->is_list = TRUE;
      answer->data = answer->root;
      return g_steal_pointer (&answer);
    }
  if (!JSON_NODE_HOLDS_OBJECT (answer->root))
    {
      g_set_error_literal (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TYPE, "the answer is not an object");
      return NULL;
    }
  if (!read_envelope (answer, json_node_get_object (answer->root), error))
    return NULL;

  return g_steal_pointer (&answer);
}
