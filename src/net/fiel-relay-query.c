/* fiel-relay-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-relay-query.h"

#include <string.h>

/* How much longer than the relay may wait an answer may take. */
#define MARGIN_US (10 * G_USEC_PER_SEC)

#define HTTP_OK 200
#define HTTP_UNAUTHORIZED 401
#define HTTP_FORBIDDEN 403
#define HTTP_NOT_FOUND 404
#define HTTP_SERVER_ERROR 500
#define JSON_TYPE "application/json"

gboolean
fiel_relay_token_is_valid (const char *token)
{
  return token != NULL && strlen (token) == FIEL_RELAY_TOKEN_LENGTH
         && strspn (token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
              == FIEL_RELAY_TOKEN_LENGTH;
}

/* A relay tells nobody whether a token or an address is wrong: it has no such page then. */
static FielTrouble
trouble_of_status (guint status)
{
  if (status == HTTP_NOT_FOUND || status == HTTP_UNAUTHORIZED)
    return FIEL_TROUBLE_CREDENTIALS;
  if (status == HTTP_FORBIDDEN)
    return FIEL_TROUBLE_FORBIDDEN;

  return status >= HTTP_SERVER_ERROR ? FIEL_TROUBLE_SERVER : FIEL_TROUBLE_UNREADABLE;
}

FielTrouble
fiel_relay_query_judge (FielHttpReply *reply)
{
  g_return_val_if_fail (reply != NULL, FIEL_TROUBLE_UNREADABLE);

  switch (fiel_http_reply_get_cause (reply))
    {
    case FIEL_HTTP_CAUSE_NONE:
      return trouble_of_status (fiel_http_reply_get_status (reply));
    case FIEL_HTTP_CAUSE_NAME_NOT_FOUND:
      return FIEL_TROUBLE_NAME_NOT_FOUND;
    case FIEL_HTTP_CAUSE_REFUSED:
      return FIEL_TROUBLE_REFUSED;
    case FIEL_HTTP_CAUSE_CERTIFICATE:
      return FIEL_TROUBLE_CERTIFICATE;
    case FIEL_HTTP_CAUSE_TIMED_OUT:
      return FIEL_TROUBLE_TIMED_OUT;
    case FIEL_HTTP_CAUSE_CUT:
    case FIEL_HTTP_CAUSE_RESTARTED:
      return FIEL_TROUBLE_CUT;
    case FIEL_HTTP_CAUSE_CANCELLED:
      return FIEL_TROUBLE_STOPPED;
    case FIEL_HTTP_CAUSE_MALFORMED:
    case FIEL_HTTP_CAUSE_TOO_LARGE:
      return FIEL_TROUBLE_UNREADABLE;
    }

  g_return_val_if_reached (FIEL_TROUBLE_UNREADABLE);
}

static char *
make_uri (const FielRelayQuery *query)
{
  GString *uri = g_string_new (query->address);

  if (!g_str_has_suffix (uri->str, "/"))
    g_string_append_c (uri, '/');
  g_string_append_printf (uri, "news?wait=%u", query->wait_s);
  if (query->epoch != NULL)
    {
      g_autofree char *epoch = g_uri_escape_string (query->epoch, NULL, FALSE);

      g_string_append_printf (uri, "&epoch=%s&after=%" G_GINT64_FORMAT, epoch, query->after);
    }
  if (query->peeks)
    g_string_append (uri, "&peek=1");

  return g_string_free (uri, FALSE);
}

static FielHttpRequest *
make_request (const FielRelayQuery *query, GError **error)
{
  g_autofree char *uri = make_uri (query);
  char *bearer = g_strconcat ("Bearer ", query->token, NULL);
  const char *const headers[] = { "Authorization", bearer, "Accept", JSON_TYPE, NULL };
  const gint64 deadline_us = query->wait_s * G_USEC_PER_SEC + MARGIN_US;
  FielHttpRequest *request = fiel_http_request_new (FIEL_HTTP_PURPOSE_READ, "GET", uri, headers, NULL, NULL,
                                                    deadline_us, deadline_us, error);

  explicit_bzero (bearer, strlen (bearer));
  g_free (bearer);
  if (request != NULL)
    fiel_http_request_set_max_answer (request, FIEL_RELAY_MAX_PAGE);

  return request;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (FielHttpReply) reply = fiel_http_client_send_finish (FIEL_HTTP_CLIENT (source), result);
  g_autoptr (GError) error = NULL;
  FielRelayAnswer *page = NULL;

  if (fiel_http_reply_get_verdict (reply) != FIEL_HTTP_VERDICT_ANSWERED
      || fiel_http_reply_get_status (reply) != HTTP_OK)
    {
      const char *detail = fiel_http_reply_get_detail (reply);

      g_task_return_new_error (task, FIEL_TROUBLE_ERROR, (int) fiel_relay_query_judge (reply), "status %u%s%s",
                               fiel_http_reply_get_status (reply), detail != NULL ? ": " : "",
                               detail != NULL ? detail : "");
      return;
    }

  page = fiel_relay_answer_read (fiel_http_reply_get_body (reply), &error);
  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) fiel_relay_answer_free);
  else
    g_task_return_new_error (task, FIEL_TROUBLE_ERROR, FIEL_TROUBLE_UNREADABLE, "%s", error->message);
}

void
fiel_relay_query_ask_async (FielHttpClient *client,
                            const FielRelayQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FielHttpRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FIEL_IS_HTTP_CLIENT (client));
  g_return_if_fail (query != NULL && query->address != NULL && query->wait_s <= FIEL_RELAY_MAX_WAIT_S);
  g_return_if_fail (fiel_relay_token_is_valid (query->token));

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_relay_query_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  request = make_request (query, &error);
  if (request == NULL)
    g_task_return_new_error (task, FIEL_TROUBLE_ERROR, FIEL_TROUBLE_SETTINGS, "%s", error->message);
  else
    fiel_http_client_send_async (client, request, NULL, NULL, cancellable, answered_cb, g_object_ref (task));
}

FielRelayAnswer *
fiel_relay_query_ask_finish (FielHttpClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_relay_query_ask_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
