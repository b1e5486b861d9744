/* practice-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One request to the cloud and its answer. The message is paused until there is an answer, so a call that is held for
 * minutes blocks nobody. Faults are played here, at the last moment: the answer is decided first and then delayed,
 * replaced, halved or cut. "done" is emitted once, when nothing more will happen on the connection. */

#include "practice-exchange.h"

#include <sys/socket.h>

#include "practice-answers.h"
#include "practice-json.h"

struct _PracticeExchange
{
  GObject parent_instance;

  PracticeWorld *world;          /* unowned: outlives the server */
  SoupServerMessage *message;    /* owned until done */
  guint entry;                   /* number in the request log */
  PracticeFault *fault;          /* owned, nullable: what happens to the answer */
  PracticeFault *callback_fault; /* owned, nullable */
  PracticeOperation *operation;  /* owned, nullable: what a held call waits for */
  guint delay_timer;
  gboolean replied;
  gboolean done;

  /* The answer, between the decision and its delivery. */
  guint status;
  char *content_type; /* owned */
  char *text;         /* owned */
  gsize length;
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PracticeExchange, practice_exchange, G_TYPE_OBJECT)

static void
practice_exchange_dispose (GObject *object)
{
  PracticeExchange *self = PRACTICE_EXCHANGE (object);

  practice_time_remove (self->world->time, &self->delay_timer);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->operation);

  G_OBJECT_CLASS (practice_exchange_parent_class)->dispose (object);
}

static void
practice_exchange_finalize (GObject *object)
{
  PracticeExchange *self = PRACTICE_EXCHANGE (object);

  g_clear_pointer (&self->fault, practice_fault_unref);
  g_clear_pointer (&self->callback_fault, practice_fault_unref);
  g_free (self->content_type);
  g_free (self->text);

  G_OBJECT_CLASS (practice_exchange_parent_class)->finalize (object);
}

static void
practice_exchange_class_init (PracticeExchangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = practice_exchange_dispose;
  object_class->finalize = practice_exchange_finalize;

  signals[SIGNAL_DONE]
      = g_signal_new ("done", PRACTICE_TYPE_EXCHANGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
practice_exchange_init (PracticeExchange *self)
{
}

static PracticeRequestEntry *
get_entry (PracticeExchange *self)
{
  return practice_requests_find (self->world->requests, self->entry);
}

static void
conclude (PracticeExchange *self)
{
  if (self->done)
    return;
  self->done = TRUE;
  self->replied = TRUE;
  practice_time_remove (self->world->time, &self->delay_timer);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
on_wrote_body (SoupServerMessage *message, PracticeExchange *self)
{
  PracticeRequestEntry *entry = get_entry (self);

  if (entry != NULL)
    entry->answered = TRUE;
}

static void
on_finished (SoupServerMessage *message, PracticeExchange *self)
{
  conclude (self);
}

/**
 * practice_exchange_new:
 * @message: a request that was read completely; it is paused until it is answered
 */
PracticeExchange *
practice_exchange_new (PracticeWorld *world, SoupServerMessage *message, const char *path)
{
  PracticeExchange *self = g_object_new (PRACTICE_TYPE_EXCHANGE, NULL);
  const char *body;
  gsize length = 0;

  self->world = world;
  self->message = g_object_ref (message);
  body = practice_exchange_get_body (self, &length);
  self->entry = practice_requests_add (world->requests, soup_server_message_get_method (message), path, body, length,
                                       practice_time_get_now (world->time))
                    ->seq;
  g_signal_connect (message, "wrote-body", G_CALLBACK (on_wrote_body), self);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), self);
  soup_server_message_pause (message);
  return self;
}

const char *
practice_exchange_get_header (PracticeExchange *self, const char *name)
{
  g_return_val_if_fail (PRACTICE_IS_EXCHANGE (self), NULL);
  return soup_message_headers_get_one (soup_server_message_get_request_headers (self->message), name);
}

/* The body of the request; not terminated. */
const char *
practice_exchange_get_body (PracticeExchange *self, gsize *length)
{
  SoupMessageBody *body;

  g_return_val_if_fail (PRACTICE_IS_EXCHANGE (self), NULL);

  body = soup_server_message_get_request_body (self->message);
  *length = body->data != NULL ? (gsize)body->length : 0;
  return body->data != NULL ? body->data : "";
}

/**
 * practice_exchange_plan:
 * @facts: what the request is about; method and path are filled in here
 *
 * Looks up the faults planned for this request.
 *
 * Returns: whether the request is not to be carried out; its fault has been played then
 */
gboolean
practice_exchange_plan (PracticeExchange *self, PracticeRequestFacts *facts)
{
  PracticeRequestEntry *entry = get_entry (self);

  g_return_val_if_fail (PRACTICE_IS_EXCHANGE (self), FALSE);

  facts->method = soup_server_message_get_method (self->message);
  facts->path = entry->path;
  /* Status queries have no customId of their own: only commands count as transmissions of one. */
  if (facts->command != -1)
    {
      g_free (entry->custom_id);
      entry->custom_id = g_utf8_make_valid (facts->custom_id, -1);
    }
  entry->command = facts->command;
  entry->amount = facts->amount;

  self->fault = practice_faults_take (self->world->faults, facts, FALSE);
  self->callback_fault = practice_faults_take (self->world->faults, facts, TRUE);
  if (self->fault == NULL || !self->fault->before)
    return FALSE;
  practice_exchange_play_now (self);
  return TRUE;
}

/* Adds what the training table does to the answer, unless a fault was planned. */
void
practice_exchange_add_fault (PracticeExchange *self, PracticeFaultKind kind)
{
  g_return_if_fail (PRACTICE_IS_EXCHANGE (self));

  if (self->fault == NULL && kind != PRACTICE_FAULT_NONE)
    self->fault = practice_fault_new (kind);
}

PracticeFaultKind
practice_exchange_get_fault_kind (PracticeExchange *self)
{
  g_return_val_if_fail (PRACTICE_IS_EXCHANGE (self), PRACTICE_FAULT_NONE);
  return self->fault != NULL ? self->fault->kind : PRACTICE_FAULT_NONE;
}

/* Returns: (transfer none) (nullable): what happens to the callback */
PracticeFault *
practice_exchange_get_callback_fault (PracticeExchange *self)
{
  g_return_val_if_fail (PRACTICE_IS_EXCHANGE (self), NULL);
  return self->callback_fault;
}

static void
on_stream_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_io_stream_close_finish (G_IO_STREAM (source), result, NULL);
}

static void
on_part_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GIOStream) stream = user_data;

  g_output_stream_write_bytes_finish (G_OUTPUT_STREAM (source), result, NULL);
  g_io_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, on_stream_closed, NULL);
}

static GIOStream *
steal_connection (PracticeExchange *self)
{
  PracticeRequestEntry *entry = get_entry (self);
  GIOStream *stream;

  if (entry != NULL)
    entry->fault = practice_fault_kind_get_name (practice_exchange_get_fault_kind (self));
  g_signal_handlers_disconnect_by_data (self->message, self);
  stream = soup_server_message_steal_connection (self->message);
  return stream;
}

/**
 * practice_exchange_cut:
 * @reset: with a TCP reset instead of an orderly end
 *
 * Closes the connection without a word.
 */
void
practice_exchange_cut (PracticeExchange *self, gboolean reset)
{
  g_autoptr (GIOStream) stream = NULL;
  GSocket *socket;

  g_return_if_fail (PRACTICE_IS_EXCHANGE (self));

  if (self->done)
    return;

  socket = soup_server_message_get_socket (self->message);
  if (reset && socket != NULL)
    {
      struct linger linger = { 1, 0 };

      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    }
  stream = steal_connection (self);
  if (stream != NULL)
    g_io_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, on_stream_closed, NULL);
  conclude (self);
}

static void
send_part (PracticeExchange *self, const char *part, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (part, length);
  GIOStream *stream = steal_connection (self);

  if (stream != NULL)
    g_output_stream_write_bytes_async (g_io_stream_get_output_stream (stream), bytes, G_PRIORITY_DEFAULT, NULL,
                                       on_part_written, stream);
  conclude (self);
}

static void
send_half (PracticeExchange *self, gboolean headers_only)
{
  g_autoptr (GString) part = g_string_new ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");

  if (headers_only)
    g_string_append (part, "Content-Le");
  else
    {
      g_string_append_printf (part, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", self->length);
      g_string_append_len (part, self->text, (gssize)(self->length / 2));
    }
  send_part (self, part->str, part->len);
}

static void
send_text (PracticeExchange *self, guint status, const char *content_type, const char *text, gsize length)
{
  PracticeRequestEntry *entry = get_entry (self);

  if (entry != NULL)
    {
      entry->status = status;
      entry->fault = practice_fault_kind_get_name (practice_exchange_get_fault_kind (self));
    }
  soup_server_message_set_status (self->message, status, NULL);
  soup_server_message_set_response (self->message, content_type, SOUP_MEMORY_COPY, text, length);
  soup_server_message_unpause (self->message);
}

static void
send_replacement (PracticeExchange *self, const char *fallback)
{
  const char *text = self->fault->body != NULL ? self->fault->body : fallback;
  const char *type = self->fault->content_type;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (type == NULL)
    type = *text == '<' ? "text/html" : "application/json";
  if (self->fault->headers != NULL)
    {
      json_object_iter_init (&iter, self->fault->headers);
      while (json_object_iter_next (&iter, &name, &node))
        {
          g_autofree char *value = practice_json_node_to_string (node);

          if (value != NULL)
            soup_message_headers_replace (headers, name, value);
        }
    }
  send_text (self, self->fault->status, type, text, strlen (text));
}

static void
send_catalog_error (PracticeExchange *self)
{
  PracticeWords words = PRACTICE_WORDS_NOT_RESPONDING;
  g_autofree char *text = NULL;

  practice_words_find (self->fault->error, &words);
  text = practice_json_to_text (practice_json_take_object (practice_answers_error (self->world, words)), NULL);
  send_text (self, self->fault->status, "application/json", text, strlen (text));
}

static void
send_compressed (PracticeExchange *self)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) packed = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_output_stream_write_all (packed, self->text, self->length, NULL, NULL, NULL);
  g_output_stream_close (packed, NULL, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "Content-Encoding", "gzip");
  send_text (self, self->status, self->content_type, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
             g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
}

static void
deliver (PracticeExchange *self)
{
  if (self->done)
    return;

  switch (practice_exchange_get_fault_kind (self))
    {
    case PRACTICE_FAULT_DROP_BEFORE:
    case PRACTICE_FAULT_CUT_BEFORE_BOOKING:
    case PRACTICE_FAULT_CUT_WHILE_WAITING:
    case PRACTICE_FAULT_CUT_AFTER_BOOKING:
      practice_exchange_cut (self, FALSE);
      break;
    case PRACTICE_FAULT_RESET:
      practice_exchange_cut (self, TRUE);
      break;
    case PRACTICE_FAULT_HALF_HEADERS:
      send_half (self, TRUE);
      break;
    case PRACTICE_FAULT_HALF_BODY:
      send_half (self, FALSE);
      break;
    case PRACTICE_FAULT_HTTP_STATUS:
      send_replacement (self, "<html><body><h1>Server error</h1></body></html>");
      break;
    case PRACTICE_FAULT_GARBAGE:
      send_replacement (self, "{\"code\":1,\"status\":\"OK\",\"mess");
      break;
    case PRACTICE_FAULT_EMPTY:
    case PRACTICE_FAULT_REPLACE:
      send_replacement (self, "");
      break;
    case PRACTICE_FAULT_ERROR:
      send_catalog_error (self);
      break;
    case PRACTICE_FAULT_GZIP:
      send_compressed (self);
      break;
    case PRACTICE_FAULT_NONE:
    case PRACTICE_FAULT_DELAY:
    case PRACTICE_FAULT_WRONG_AMOUNT:
    case PRACTICE_FAULT_WRONG_TERMINAL:
    case PRACTICE_FAULT_WRONG_CUSTOM_ID:
    case PRACTICE_FAULT_WRONG_ID:
    case PRACTICE_FAULT_NO_CODE:
    case PRACTICE_FAULT_DROP_CALLBACK:
    case PRACTICE_FAULT_DUPLICATE_CALLBACK:
    case PRACTICE_FAULT_DELAY_CALLBACK:
    case PRACTICE_FAULT_CALLBACK_BEFORE_ACK:
    case PRACTICE_FAULT_WRONG_BODY_CALLBACK:
      send_text (self, self->status, self->content_type, self->text, self->length);
      break;
    }
}

static void
on_delay_over (gpointer user_data)
{
  PracticeExchange *self = user_data;

  self->delay_timer = 0;
  deliver (self);
}

static void
reply_text (PracticeExchange *self, guint status, const char *content_type, char *text, gsize length)
{
  if (self->replied)
    {
      g_free (text);
      return;
    }

  self->replied = TRUE;
  self->status = status;
  self->content_type = g_strdup (content_type);
  self->text = text;
  self->length = length;
  if (self->fault != NULL && self->fault->ms > 0)
    self->delay_timer = practice_time_add (self->world->time, self->fault->ms, on_delay_over, self);
  else
    deliver (self);
}

static void
on_operation_concluded (PracticeOperation *operation, PracticeExchange *self)
{
  practice_exchange_reply_object (self, SOUP_STATUS_OK,
                                  practice_answers_state (self->world, operation, FALSE, PRACTICE_FAULT_NONE));
}

static void
on_window_passed (PracticeOperation *operation, PracticeExchange *self)
{
  if (practice_switches_is (self->world->switches, PRACTICE_SWITCH_EARLY_90, "on"))
    practice_exchange_reply_object (self, SOUP_STATUS_OK,
                                    practice_answers_error (self->world, PRACTICE_WORDS_TIMEOUT_90S));
}

/* A synchronous call: the answer is the result of @operation, however long it takes. */
void
practice_exchange_hold (PracticeExchange *self, PracticeOperation *operation)
{
  g_return_if_fail (PRACTICE_IS_EXCHANGE (self));

  g_signal_connect_object (operation, "concluded", G_CALLBACK (on_operation_concluded), self, 0);
  g_signal_connect_object (operation, "window-passed", G_CALLBACK (on_window_passed), self, 0);
}

static void
on_callback_posted (PracticeCallbacks *callbacks, gint64 id, PracticeExchange *self)
{
  if (id == practice_operation_get_id (self->operation))
    practice_exchange_reply_object (self, SOUP_STATUS_OK, practice_answers_ack (self->world, self->operation));
}

/* An asynchronous call whose callback overtakes the acknowledgement. */
void
practice_exchange_hold_for_callback (PracticeExchange *self, PracticeOperation *operation, PracticeCallbacks *callbacks)
{
  g_return_if_fail (PRACTICE_IS_EXCHANGE (self));
  g_return_if_fail (self->operation == NULL);

  self->operation = g_object_ref (operation);
  g_signal_connect_object (callbacks, "posted", G_CALLBACK (on_callback_posted), self, 0);
}

/* Plays the fault without an answer of our own: the request is not carried out, or its answer is lost already. */
void
practice_exchange_play_now (PracticeExchange *self)
{
  g_return_if_fail (PRACTICE_IS_EXCHANGE (self));
  reply_text (self, SOUP_STATUS_OK, "application/json", g_strdup ("{}"), 2);
}

/**
 * practice_exchange_reply:
 * @node: (transfer full): the body
 *
 * Answers, unless the request was answered or its connection is gone.
 */
void
practice_exchange_reply (PracticeExchange *self, guint status, JsonNode *node)
{
  gsize length;
  char *text = practice_json_to_text (node, &length);

  g_return_if_fail (PRACTICE_IS_EXCHANGE (self));
  reply_text (self, status, "application/json; charset=utf-8", text, length);
}

/* The same with an object (transfer full). */
void
practice_exchange_reply_object (PracticeExchange *self, guint status, JsonObject *object)
{
  practice_exchange_reply (self, status, practice_json_take_object (object));
}

void
practice_exchange_reply_html (PracticeExchange *self, guint status, const char *html)
{
  g_return_if_fail (PRACTICE_IS_EXCHANGE (self));
  reply_text (self, status, "text/html", g_strdup (html), strlen (html));
}
