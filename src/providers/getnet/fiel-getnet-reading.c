/* fiel-getnet-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Holds a reply against the tables of codes. The rule of the documents comes first: any HTTP status but 200 is trouble
 * of the server or the network and proves nothing, with 401 as the one exception, because nothing passes without a
 * token. */

#include "fiel-getnet-reading.h"

#include "fiel-json.h"

#include <string.h>

#define HTTP_OK 200
#define HTTP_UNAUTHORIZED 401

void
fiel_getnet_reading_free (FielGetnetReading *reading)
{
  if (reading == NULL)
    return;

  g_clear_pointer (&reading->answer, fiel_getnet_answer_free);
  g_free (reading->message);
  g_free (reading->code);
  g_free (reading);
}

/* What only a payment has, in small letters. */
static const char *const payment_names[] = { "idpostxs", "responsecode", "authorizationcode", "functioncode", NULL };

/* At any depth: the documents do not agree on where results stand. */
static gboolean
holds_payment_names (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (holds_payment_names (json_array_get_element (array, i)))
            return TRUE;
        }
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name = NULL;
      JsonNode *member = NULL;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        {
          g_autofree char *low = g_ascii_strdown (name, -1);

          if ((g_strv_contains (payment_names, low) && !json_node_is_null (member)) || holds_payment_names (member))
            return TRUE;
        }
    }

  return FALSE;
}

/* A refusal stores nothing, so it has neither an id nor a result nor a list of any. One that has contradicts itself and
 * proves nothing. */
static gboolean
speaks_of_a_payment (const FielGetnetAnswer *answer)
{
  const gboolean has_list = answer->data != NULL && JSON_NODE_HOLDS_ARRAY (answer->data)
                            && json_array_get_length (json_node_get_array (answer->data)) > 0;

  return answer->provider_id != NULL || answer->looks_like_result || has_list || holds_payment_names (answer->root);
}

static void
read_error (FielGetnetReading *reading)
{
  const FielGetnetAnswer *answer = reading->answer;
  const FielGetnetServerError *row = fiel_getnet_server_error_find (answer->message);

  reading->message = g_strdup (answer->message);
  if (row == NULL)
    {
      reading->reason = FIEL_REASON_SERVER_TROUBLE;
      return;
    }

  reading->reason = row->reason;
  reading->retry_after_us = row->retry_after_us;
  if (row->klass != FIEL_GETNET_CLASS_REFUSED || !speaks_of_a_payment (answer))
    reading->klass = row->klass;
  else
    reading->reason = FIEL_REASON_ANSWER_UNREADABLE;
}

static void
read_finished (FielGetnetReading *reading)
{
  const FielGetnetAnswer *answer = reading->answer;
  const FielGetnetResultCode *row = NULL;

  reading->message = g_strdup (answer->text != NULL ? answer->text : answer->message);
  if (!answer->has_code)
    {
      reading->reason = FIEL_REASON_ANSWER_UNREADABLE;
      return;
    }

  reading->code = g_strdup_printf ("%" G_GINT64_FORMAT, answer->code);
  row = fiel_getnet_result_code_find (answer->code);
  reading->klass = row != NULL ? row->klass : FIEL_GETNET_CLASS_UNKNOWN;
  reading->reason = row != NULL ? row->reason : FIEL_REASON_OTHER_CODE;
}

static void
read_envelope (FielGetnetReading *reading)
{
  switch (reading->answer->outer)
    {
    case FIEL_GETNET_OUTER_ERROR:
      read_error (reading);
      break;
    case FIEL_GETNET_OUTER_FINISHED:
      read_finished (reading);
      break;
    case FIEL_GETNET_OUTER_IN_PROCESS:
      reading->message = g_strdup (reading->answer->message);
      reading->klass = FIEL_GETNET_CLASS_PENDING;
      break;
    }
}

static void
read_ok (FielGetnetReading *reading, const char *text)
{
  g_autoptr (GError) error = NULL;

  reading->answer = fiel_getnet_answer_parse (text, &error);
  if (reading->answer == NULL)
    {
      reading->reason = text[0] == '<' ? FIEL_REASON_SERVER_TROUBLE : FIEL_REASON_ANSWER_UNREADABLE;
      reading->message = g_strdup (error->message);
    }
  else if (reading->answer->is_list)
    {
      reading->reason = FIEL_REASON_ANSWER_UNREADABLE;
    }
  else
    {
      read_envelope (reading);
    }
}

/* An envelope that contradicts itself, and does not plainly say that the request was not taken. */
static gboolean
may_say_taken (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) root = fiel_json_parse (bytes, NULL);
  g_autoptr (GError) error = NULL;
  JsonObject *envelope = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  gint64 code = FIEL_GETNET_OUTER_ERROR;

  if (envelope == NULL || (fiel_json_find (envelope, "code", &error) == NULL && error == NULL))
    return FALSE;

  return !fiel_json_get_int64 (envelope, "code", &code, NULL) || code != FIEL_GETNET_OUTER_ERROR;
}

/* A text that cannot be read may still be about a payment. */
static gboolean
mentions_a_payment (const char *text)
{
  g_autofree char *low = g_ascii_strdown (text, -1);

  for (gsize i = 0; payment_names[i] != NULL; i++)
    {
      if (strstr (low, payment_names[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Whatever stands in its body, as long as it does not say that something happened. */
static void
read_unauthorized (FielGetnetReading *reading, const char *text)
{
  g_autoptr (FielGetnetAnswer) answer = fiel_getnet_answer_parse (text, NULL);
  const FielGetnetServerError *row = NULL;

  reading->code = g_strdup_printf ("HTTP %d", HTTP_UNAUTHORIZED);
  if (answer != NULL)
    {
      row = fiel_getnet_server_error_find (answer->message);
      reading->message = g_strdup (answer->message);
    }
  if (answer != NULL ? answer->outer != FIEL_GETNET_OUTER_ERROR || speaks_of_a_payment (answer)
                         || (row != NULL && row->klass != FIEL_GETNET_CLASS_REFUSED)
                     : may_say_taken (text) || mentions_a_payment (text))
    {
      reading->reason = FIEL_REASON_ANSWER_UNREADABLE;
      return;
    }

  reading->klass = FIEL_GETNET_CLASS_REFUSED;
  reading->reason = FIEL_REASON_CREDENTIALS;
}

/**
 * fiel_getnet_reading_new:
 *
 * Reads a reply that the cloud really gave; a reply without an answer reads as UNKNOWN with the transport's reason.
 *
 * Returns: (transfer full)
 */
FielGetnetReading *
fiel_getnet_reading_new (FielProviderReply *reply)
{
  FielGetnetReading *reading = NULL;
  guint status = 0;

  g_return_val_if_fail (reply != NULL, NULL);

  reading = g_new0 (FielGetnetReading, 1);
  reading->klass = FIEL_GETNET_CLASS_UNKNOWN;
  if (fiel_provider_reply_get_verdict (reply) != FIEL_REPLY_VERDICT_ANSWERED)
    {
      reading->reason = fiel_provider_reply_get_reason (reply);
      if (reading->reason == FIEL_REASON_NONE)
        reading->reason = FIEL_REASON_ANSWER_LOST;
      return reading;
    }

  status = fiel_provider_reply_get_http_status (reply);
  if (status == HTTP_OK)
    {
      read_ok (reading, fiel_provider_reply_get_text (reply));
    }
  else if (status == HTTP_UNAUTHORIZED)
    {
      read_unauthorized (reading, fiel_provider_reply_get_text (reply));
    }
  else
    {
      reading->reason = FIEL_REASON_SERVER_TROUBLE;
      reading->code = g_strdup_printf ("HTTP %u", status);
    }

  return reading;
}

/* Whether the cloud says that the terminal finished the command and gives the terminal's own result code. */
gboolean
fiel_getnet_reading_is_finished (const FielGetnetReading *reading)
{
  return reading->answer != NULL && !reading->answer->is_list && reading->answer->outer == FIEL_GETNET_OUTER_FINISHED
         && reading->answer->has_code;
}

/* Whether the token was not accepted, by status 401 or by the outer code 0: both are documented. */
gboolean
fiel_getnet_reading_wants_sign_in (const FielGetnetReading *reading)
{
  return reading->klass == FIEL_GETNET_CLASS_REFUSED && reading->reason == FIEL_REASON_CREDENTIALS;
}
