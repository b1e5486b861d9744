/* practice-peer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "practice-peer.h"

#include <libsoup/soup.h>
#include <stdarg.h>

struct _PracticePeer
{
  GSubprocess *process; /* owned */
  GOutputStream *input; /* unowned: open for as long as the program is to live */
  SoupSession *session; /* owned */
  char *base;           /* owned */
  char *token;          /* owned, nullable */
  GHashTable *headers;  /* owned, name → value: sent with every request */
  gboolean argentina;
};

struct _PracticeCall
{
  PracticePeer *peer;        /* unowned */
  SoupMessage *message;      /* owned */
  GCancellable *cancellable; /* owned */
  GBytes *bytes;             /* owned, nullable */
  gboolean over;
};

void
practice_reply_free (PracticeReply *reply)
{
  g_free (reply->text);
  g_clear_pointer (&reply->object, json_object_unref);
  g_free (reply);
}

static char *
read_line (GDataInputStream *stream)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (stream, NULL, NULL, &error);

  g_assert_no_error (error);
  return line;
}

/**
 * practice_peer_start:
 * @first_argument: (nullable): arguments for the program, up to a final %NULL
 *
 * Starts the program on a free port, with its time standing still.
 */
PracticePeer *
practice_peer_start (const char *first_argument, ...)
{
  PracticePeer *peer = g_new0 (PracticePeer, 1);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  va_list list;

  g_ptr_array_add (arguments, (gpointer)g_getenv ("FIEL_PRACTICE_CLOUD"));
  g_ptr_array_add (arguments, (gpointer) "--until-stdin-closes");
  va_start (list, first_argument);
  for (const char *argument = first_argument; argument != NULL; argument = va_arg (list, const char *))
    {
      g_ptr_array_add (arguments, (gpointer)argument);
      peer->argentina = peer->argentina || g_str_equal (argument, "--country=ar");
    }
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  peer->process = g_subprocess_newv ((const char *const *)arguments->pdata,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  peer->input = g_subprocess_get_stdin_pipe (peer->process);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (peer->process));
  peer->base = read_line (output);
  g_assert_nonnull (peer->base);
  g_assert_true (g_str_has_prefix (peer->base, "http"));
  peer->session = soup_session_new_with_options ("timeout", 60, "max-conns", 50, "max-conns-per-host", 50, NULL);
  peer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  practice_peer_post (peer, "time", "{\"paused\":true}");
  return peer;
}

/* Ends the program by closing its input and checks that it went in peace. */
void
practice_peer_stop (PracticePeer *peer)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&peer->session);
  g_output_stream_close (peer->input, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (peer->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&peer->process);
  g_hash_table_unref (peer->headers);
  g_free (peer->base);
  g_free (peer->token);
  g_free (peer);
}

const char *
practice_peer_get_base (PracticePeer *peer)
{
  return peer->base;
}

/* Sends a header with every request from now on; @value %NULL stops that. */
void
practice_peer_set_header (PracticePeer *peer, const char *name, const char *value)
{
  if (value == NULL)
    g_hash_table_remove (peer->headers, name);
  else
    g_hash_table_replace (peer->headers, g_strdup (name), g_strdup (value));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PracticeCall *call = user_data;

  call->bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  call->over = TRUE;
}

static void
add_headers (PracticePeer *peer, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  GHashTableIter iter;
  gpointer name, value;

  if (peer->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", peer->token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
    }
  g_hash_table_iter_init (&iter, peer->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_replace (headers, name, value);
}

/* Sends a request; a body that does not begin with a brace is a form. */
PracticeCall *
practice_peer_begin (PracticePeer *peer, const char *method, const char *path, const char *body)
{
  PracticeCall *call = g_new0 (PracticeCall, 1);
  g_autofree char *address = g_strconcat (peer->base, path, NULL);

  call->peer = peer;
  call->cancellable = g_cancellable_new ();
  call->message = soup_message_new (method, address);
  g_assert_nonnull (call->message);
  soup_message_add_flags (call->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  add_headers (peer, call->message);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (
          call->message, *body == '{' ? "application/json" : "application/x-www-form-urlencoded", bytes);
    }
  soup_session_send_and_read_async (peer->session, call->message, G_PRIORITY_DEFAULT, call->cancellable, on_read, call);
  return call;
}

static void
call_free (PracticeCall *call)
{
  g_clear_object (&call->message);
  g_clear_object (&call->cancellable);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_free (call);
}

static gboolean
is_whole (SoupMessage *message, GBytes *bytes)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  return soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH
         || soup_message_headers_get_one (headers, "Content-Encoding") != NULL
         || soup_message_headers_get_content_length (headers) == (goffset)g_bytes_get_size (bytes);
}

/* Waits for the answer. Returns: (transfer full): what came; frees @call */
PracticeReply *
practice_peer_end (PracticeCall *call)
{
  PracticeReply *reply = g_new0 (PracticeReply, 1);
  g_autoptr (JsonParser) parser = json_parser_new ();

  while (!call->over)
    g_main_context_iteration (NULL, TRUE);

  if (call->bytes != NULL)
    {
      gsize size;
      const char *data = g_bytes_get_data (call->bytes, &size);

      reply->reached = is_whole (call->message, call->bytes);
      reply->status = soup_message_get_status (call->message);
      reply->text = g_strndup (data != NULL ? data : "", size);
      if (size > 0 && json_parser_load_from_data (parser, reply->text, -1, NULL)
          && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
        reply->object = json_object_ref (json_node_get_object (json_parser_get_root (parser)));
    }
  call_free (call);
  return reply;
}

/* Closes the connection without waiting for the answer. */
void
practice_peer_abort (PracticeCall *call)
{
  g_autoptr (PracticeReply) reply = NULL;

  g_cancellable_cancel (call->cancellable);
  reply = practice_peer_end (call);
  g_assert_false (reply->reached);
}

PracticeReply *
practice_peer_call (PracticePeer *peer, const char *method, const char *path, const char *body)
{
  return practice_peer_end (practice_peer_begin (peer, method, path, body));
}

/* Asks the control address. Returns: (transfer full): its answer, which must be a success */
JsonNode *
practice_peer_control (PracticePeer *peer, const char *method, const char *path, const char *body)
{
  g_autofree char *whole = g_strconcat ("control/", path, NULL);
  g_autoptr (PracticeReply) reply = practice_peer_call (peer, method, whole, body);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  if (reply->status != 200)
    g_error ("control/%s answered %u: %s", path, reply->status, reply->text);
  node = json_from_string (reply->text, &error);
  g_assert_no_error (error);
  return node;
}

void
practice_peer_post (PracticePeer *peer, const char *path, const char *format, ...)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *body = NULL;
  va_list list;

  va_start (list, format);
  body = g_strdup_vprintf (format, list);
  va_end (list);
  answer = practice_peer_control (peer, "POST", path, body);
}

void
practice_peer_advance (PracticePeer *peer, guint seconds)
{
  practice_peer_post (peer, "time", "{\"advanceSeconds\":%u}", seconds);
}

static char *
get_stage (PracticePeer *peer, guint terminal)
{
  g_autoptr (JsonNode) node = practice_peer_control (peer, "GET", "terminals", NULL);
  JsonObject *object = json_array_get_object_element (json_node_get_array (node), terminal);

  return g_strdup (json_object_get_string_member (object, "stage"));
}

/* Waits until a terminal shows what is expected: a request that was sent has arrived there. */
void
practice_peer_wait_for_stage (PracticePeer *peer, guint terminal, const char *stage)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *now = get_stage (peer, terminal);

      if (g_str_equal (now, stage))
        return;
    }
  g_error ("terminal %u never reached the stage %s", terminal, stage);
}

void
practice_peer_log_in (PracticePeer *peer)
{
  g_autoptr (PracticeReply) reply
      = practice_peer_call (peer, "POST", "api/postxs/auth", "clientId=fiel-practice&clientSecret=fiel-practice");

  g_assert_cmpint (practice_reply_get_code (reply), ==, 1);
  g_free (peer->token);
  peer->token = g_strdup (json_object_get_string_member (practice_reply_get_data (reply), "token"));
}

/* Returns: (transfer full): the body of a command; @fields is JSON that begins with a comma, or "" */
char *
practice_peer_make_command (PracticePeer *peer, guint terminal, int command, const char *fields)
{
  if (peer->argentina)
    return g_strdup_printf ("{\"idTerminal\":\"AR00000%u\",\"idSucursal\":\"0000024680\","
                            "\"serialNumber\":\"NEX1234567%u\",\"command\":%d%s}",
                            terminal + 1, 89 + terminal, command, fields);
  return g_strdup_printf ("{\"idTerminal\":\"7001122%u\",\"idSucursal\":24680,\"serialNumber\":\"ABC90000000%u\","
                          "\"command\":%d%s}",
                          3 + terminal, 1 + terminal, command, fields);
}

PracticeCall *
practice_peer_begin_sale (PracticePeer *peer, guint terminal, gint64 amount, const char *custom_id, const char *webhook)
{
  g_autofree char *hook = webhook != NULL ? g_strdup_printf (",\"webhook\":\"%s\"", webhook) : g_strdup ("");
  g_autofree char *fields = NULL;
  g_autofree char *body = NULL;

  fields = g_strdup_printf (",\"amount\":%" G_GINT64_FORMAT ",\"ticketNumber\":\"T-%s\",\"saleType\":1,"
                            "\"customId\":\"%s\"%s",
                            amount, custom_id, custom_id, hook);
  body = practice_peer_make_command (peer, terminal, 100, fields);
  return practice_peer_begin (peer, "POST", "api/postxs/sale", body);
}

/* A synchronous sale on the first terminal, with time moved by @seconds once the terminal has it. */
PracticeReply *
practice_peer_sell (PracticePeer *peer, gint64 amount, const char *custom_id, guint seconds)
{
  PracticeCall *call = practice_peer_begin_sale (peer, 0, amount, custom_id, NULL);

  while (!call->over)
    {
      g_autofree char *stage = get_stage (peer, 0);

      if (!g_str_equal (stage, "idle"))
        break;
    }
  practice_peer_advance (peer, seconds);
  return practice_peer_end (call);
}

/* An asynchronous sale on the first terminal. Returns: its id; nobody listens for the callback */
gint64
practice_peer_sell_async (PracticePeer *peer, gint64 amount, const char *custom_id)
{
  g_autoptr (PracticeReply) reply
      = practice_peer_end (practice_peer_begin_sale (peer, 0, amount, custom_id, "http://127.0.0.1:1/none"));

  g_assert_cmpint (practice_reply_get_code (reply), ==, 1);
  return json_object_get_int_member (practice_reply_get_data (reply), "idPosTxs");
}

/* A command to the first terminal. */
PracticeReply *
practice_peer_command (PracticePeer *peer, const char *path, int command, const char *fields)
{
  g_autofree char *whole = g_strconcat ("api/postxs/", path, NULL);
  g_autofree char *body = practice_peer_make_command (peer, 0, command, fields);

  return practice_peer_call (peer, "POST", whole, body);
}

PracticeReply *
practice_peer_status (PracticePeer *peer, gint64 id)
{
  g_autofree char *path = g_strdup_printf ("api/postxs/%" G_GINT64_FORMAT, id);

  return practice_peer_call (peer, "GET", path, NULL);
}

guint
practice_peer_count_bookings (PracticePeer *peer)
{
  g_autoptr (JsonNode) node = practice_peer_control (peer, "GET", "ledger", NULL);

  return json_array_get_length (json_node_get_array (node));
}

/* Returns: (transfer full): one booking, counted from 0 */
JsonObject *
practice_peer_get_booking (PracticePeer *peer, guint index)
{
  g_autoptr (JsonNode) node = practice_peer_control (peer, "GET", "ledger", NULL);

  g_assert_cmpuint (index, <, json_array_get_length (json_node_get_array (node)));
  return json_object_ref (json_array_get_object_element (json_node_get_array (node), index));
}

int
practice_reply_get_code (PracticeReply *reply)
{
  g_assert_true (reply->reached);
  g_assert_nonnull (reply->object);
  return (int)json_object_get_int_member (reply->object, "code");
}

const char *
practice_reply_get_message (PracticeReply *reply)
{
  g_assert_nonnull (reply->object);
  return json_object_get_string_member (reply->object, "message");
}

JsonObject *
practice_reply_get_data (PracticeReply *reply)
{
  g_assert_nonnull (reply->object);
  return json_object_get_object_member (reply->object, "data");
}

JsonObject *
practice_reply_get_response (PracticeReply *reply)
{
  return json_object_get_object_member (practice_reply_get_data (reply), "response");
}

/* The reply is code 0 without data and its message begins with @message. */
void
practice_reply_assert_refused (PracticeReply *reply, const char *message)
{
  g_assert_cmpint (practice_reply_get_code (reply), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (reply->object, "status"), ==, "ERROR");
  g_assert_true (json_object_get_null_member (reply->object, "data"));
  if (!g_str_has_prefix (practice_reply_get_message (reply), message))
    g_error ("“%s” instead of “%s”", practice_reply_get_message (reply), message);
}

/* The reply carries the result @code of a terminal, in the captured shape. */
void
practice_reply_assert_result (PracticeReply *reply, gint64 code)
{
  g_assert_cmpint (practice_reply_get_code (reply), ==, 1);
  g_assert_cmpint (json_object_get_int_member (practice_reply_get_response (reply), "responseCode"), ==, code);
}
