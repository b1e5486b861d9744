/* fiel-callback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One connection to the callback listener: one request, one answer, and the end.
 *
 *   READING ──good──► OFFERED ──accept, refuse──► ANSWERING ──► DRAINING ──► CLOSED
 *      └────bad, foreign, more than allowed──────────┘
 *
 * Rules:
 * - Everybody who has no business here reads the same 404.
 * - The buffer is all the memory a sender can claim.
 * - The deadline covers the whole life, whatever trickles; it shuts the socket down.
 * - After the answer the rest of what was sent is read and thrown away, for a closed socket with unread bytes would
 *   take the answer back.
 */

#include "fiel-callback-private.h"

#include "fiel-callback-request.h"

#include <string.h>

#define DEADLINE_US (5 * G_USEC_PER_SEC)
#define BUFFER_SIZE (FIEL_CALLBACK_MAX_HEAD + FIEL_CALLBACK_MAX_BODY)

static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
static const char accepted[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
static const char not_found[] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

typedef enum
{
  STATE_READING,
  STATE_OFFERED,
  STATE_ANSWERING,
  STATE_DRAINING,
  STATE_CLOSED,
} State;

struct _FielCallback
{
  GObject parent_instance;

  GSocketConnection *connection; /* owned */
  FielClock *clock;              /* owned */
  FielCallbackMatchFunc match;
  gpointer match_data;           /* unowned, valid while the task lives */

  State state;
  GTask *task;                   /* owned, nullable: the receive */
  GCancellable *cancellable;     /* owned */
  guint deadline_timer;
  gboolean told_to_go_on;
  gsize n_read;
  char buffer[BUFFER_SIZE];

  GBytes *body;                  /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FielCallback, fiel_callback, G_TYPE_OBJECT)

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void fiel_callback_read (FielCallback *self);

void
fiel_callback_close (FielCallback *self)
{
  g_autoptr (FielCallback) alive = g_object_ref (self);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->state == STATE_CLOSED)
    return;
  self->state = STATE_CLOSED;
  fiel_clock_clear_timer (self->clock, &self->deadline_timer);
  g_cancellable_cancel (self->cancellable);
  g_socket_close (g_socket_connection_get_socket (self->connection), NULL);
  if (task != NULL)
    g_task_return_boolean (task, FALSE);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
on_deadline (gpointer user_data)
{
  FielCallback *self = user_data;

  self->deadline_timer = 0;
  fiel_callback_close (self);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCallback) self = user_data;
  gboolean written = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);

  if (self->state != STATE_ANSWERING)
    return;
  self->state = STATE_DRAINING;
  if (written && g_socket_shutdown (g_socket_connection_get_socket (self->connection), FALSE, TRUE, NULL))
    fiel_callback_read (self);
  else
    fiel_callback_close (self);
}

static void
fiel_callback_answer (FielCallback *self, const char *answer)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  self->state = STATE_ANSWERING;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)), answer,
                                   strlen (answer), G_PRIORITY_DEFAULT, self->cancellable, on_answered,
                                   g_object_ref (self));
  if (task != NULL)
    g_task_return_boolean (task, FALSE);
}

static void
fiel_callback_offer (FielCallback *self, const FielCallbackRequest *request)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  self->state = STATE_OFFERED;
  self->body = g_bytes_new (self->buffer + request->body_offset, request->body_length);
  g_task_return_boolean (task, TRUE);
}

/* The few bytes fit an empty send buffer; if they do not, the sender waits until the deadline. */
static void
fiel_callback_tell_to_go_on (FielCallback *self)
{
  self->told_to_go_on = TRUE;
  g_pollable_output_stream_write_nonblocking (
    G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (G_IO_STREAM (self->connection))), go_on, strlen (go_on),
    NULL, NULL);
}

/* The path is looked at once the head is there, so that a stranger learns nothing from being let finish. */
static void
fiel_callback_judge (FielCallback *self)
{
  FielCallbackRequest request;
  FielCallbackParse parse = fiel_callback_request_parse (self->buffer, self->n_read, &request);

  if (parse == FIEL_CALLBACK_PARSE_MORE)
    {
      fiel_callback_read (self);
      return;
    }
  if (parse == FIEL_CALLBACK_PARSE_BAD
      || !self->match (self->buffer + request.target_offset, request.target_length, self->match_data))
    {
      fiel_callback_answer (self, not_found);
      return;
    }
  if (parse == FIEL_CALLBACK_PARSE_WHOLE)
    {
      fiel_callback_offer (self, &request);
      return;
    }
  if (request.expects_continue && !self->told_to_go_on)
    fiel_callback_tell_to_go_on (self);
  fiel_callback_read (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCallback) self = user_data;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (self->state == STATE_CLOSED)
    return;
  if (n_read <= 0)
    {
      fiel_callback_close (self);
      return;
    }
  if (self->state == STATE_DRAINING)
    {
      fiel_callback_read (self);
      return;
    }
  self->n_read += (gsize) n_read;
  fiel_callback_judge (self);
}

static void
fiel_callback_read (FielCallback *self)
{
  gsize offset = self->state == STATE_DRAINING ? 0 : self->n_read;

  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)), self->buffer + offset,
                             BUFFER_SIZE - offset, G_PRIORITY_DEFAULT, self->cancellable, on_read, g_object_ref (self));
}

void
fiel_callback_receive_async (FielCallback *self,
                             FielCallbackMatchFunc match,
                             gpointer match_data,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (FIEL_IS_CALLBACK (self));
  g_return_if_fail (self->state == STATE_READING && self->task == NULL);

  self->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->task, fiel_callback_receive_async);
  self->match = match;
  self->match_data = match_data;
  self->deadline_timer = fiel_clock_add_timer (self->clock, DEADLINE_US, on_deadline, self);
  fiel_callback_read (self);
}

gboolean
fiel_callback_receive_finish (FielCallback *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * fiel_callback_get_body:
 * @self: a callback that was received
 *
 * Returns: (transfer none): the body as sent: a hint from a stranger, proof of nothing
 */
GBytes *
fiel_callback_get_body (FielCallback *self)
{
  g_return_val_if_fail (FIEL_IS_CALLBACK (self), NULL);

  return self->body;
}

/**
 * fiel_callback_accept:
 * @self: a callback
 *
 * Tells the sender 200. Call it only after the commit that holds the event (I7).
 */
void
fiel_callback_accept (FielCallback *self)
{
  g_return_if_fail (FIEL_IS_CALLBACK (self));

  if (self->state == STATE_OFFERED)
    fiel_callback_answer (self, accepted);
}

/**
 * fiel_callback_refuse:
 * @self: a callback
 *
 * Tells the sender 404, so that it may try again later.
 */
void
fiel_callback_refuse (FielCallback *self)
{
  g_return_if_fail (FIEL_IS_CALLBACK (self));

  if (self->state == STATE_OFFERED)
    fiel_callback_answer (self, not_found);
}

static void
fiel_callback_finalize (GObject *object)
{
  FielCallback *self = FIEL_CALLBACK (object);

  g_assert (self->task == NULL && self->deadline_timer == 0);

  g_clear_object (&self->connection);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->body, g_bytes_unref);

  G_OBJECT_CLASS (fiel_callback_parent_class)->finalize (object);
}

static void
fiel_callback_class_init (FielCallbackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_callback_finalize;

  /**
   * FielCallback::closed:
   *
   * Its connection is gone. For the listener's count.
   */
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", FIEL_TYPE_CALLBACK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
fiel_callback_init (FielCallback *self)
{
  self->cancellable = g_cancellable_new ();
}

FielCallback *
fiel_callback_new (GSocketConnection *connection, FielClock *clock)
{
  FielCallback *self;

  g_return_val_if_fail (G_IS_SOCKET_CONNECTION (connection), NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);

  self = g_object_new (FIEL_TYPE_CALLBACK, NULL);
  self->connection = g_object_ref (connection);
  self->clock = g_object_ref (clock);
  return self;
}
