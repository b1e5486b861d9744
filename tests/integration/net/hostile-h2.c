/* hostile-h2.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small HTTP/2 server that refuses in every way HTTP/2 offers. Blocking; one thread per connection.
 */

#include "hostile-h2.h"

#include <nghttp2/nghttp2.h>
#include <string.h>

typedef struct
{
  nghttp2_session *session;         /* owned */
  H2Act act;
  HostileH2RequestFunc on_request;
  gpointer user_data;               /* unowned */
  gsize body_length;                /* of the request being read: the client sends one at a time */
} Server;

static const char answer_body[] = "{\"over\":\"h2\"}";

static ssize_t
read_answer (nghttp2_session *session,
             int32_t stream_id,
             uint8_t *buffer,
             size_t length,
             uint32_t *flags,
             nghttp2_data_source *source,
             void *user_data)
{
  g_assert_cmpuint (length, >=, strlen (answer_body));
  memcpy (buffer, answer_body, strlen (answer_body));
  *flags |= NGHTTP2_DATA_FLAG_EOF;
  return (ssize_t) strlen (answer_body);
}

static void
answer (Server *self, int32_t stream_id)
{
  char status_name[] = ":status";
  char status[] = "200";
  nghttp2_nv headers[] = { { (uint8_t *) status_name, (uint8_t *) status, 7, 3, NGHTTP2_NV_FLAG_NONE } };
  nghttp2_data_provider provider = { .read_callback = read_answer };

  g_assert_cmpint (nghttp2_submit_response (self->session, stream_id, headers, 1, &provider), ==, 0);
}

static void
act_on (Server *self, int32_t stream_id)
{
  switch (self->act)
    {
    case H2_ANSWER:
      answer (self, stream_id);
      break;
    case H2_REFUSE_STREAM:
      nghttp2_submit_rst_stream (self->session, NGHTTP2_FLAG_NONE, stream_id, NGHTTP2_REFUSED_STREAM);
      break;
    case H2_GOAWAY_BELOW:
      nghttp2_submit_goaway (self->session, NGHTTP2_FLAG_NONE, stream_id - 2 < 0 ? 0 : stream_id - 2, NGHTTP2_NO_ERROR,
                             NULL, 0);
      break;
    case H2_GOAWAY_COVERING:
      nghttp2_submit_goaway (self->session, NGHTTP2_FLAG_NONE, stream_id, NGHTTP2_NO_ERROR, NULL, 0);
      break;
    case H2_HTTP_1_1_REQUIRED:
      nghttp2_submit_rst_stream (self->session, NGHTTP2_FLAG_NONE, stream_id, NGHTTP2_HTTP_1_1_REQUIRED);
      break;
    case H2_INTERNAL_ERROR:
      nghttp2_submit_rst_stream (self->session, NGHTTP2_FLAG_NONE, stream_id, NGHTTP2_INTERNAL_ERROR);
      break;
    }
}

static int
on_begin_headers (nghttp2_session *session, const nghttp2_frame *frame, void *user_data)
{
  Server *self = user_data;

  self->body_length = 0;
  return 0;
}

static int
on_data_chunk (nghttp2_session *session, uint8_t flags, int32_t id, const uint8_t *data, size_t length, void *user_data)
{
  Server *self = user_data;

  self->body_length += length;
  return 0;
}

static int
on_frame (nghttp2_session *session, const nghttp2_frame *frame, void *user_data)
{
  Server *self = user_data;

  if ((frame->hd.type != NGHTTP2_HEADERS && frame->hd.type != NGHTTP2_DATA)
      || (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0)
    return 0;
  if (self->on_request (self->body_length, self->user_data))
    act_on (self, frame->hd.stream_id);
  else
    answer (self, frame->hd.stream_id);
  return 0;
}

static gboolean
flush (Server *self, GOutputStream *output)
{
  const uint8_t *data;
  ssize_t length;

  while ((length = nghttp2_session_mem_send (self->session, &data)) > 0)
    {
      if (!g_output_stream_write_all (output, data, (gsize) length, NULL, NULL, NULL))
        return FALSE;
    }
  return length == 0;
}

static nghttp2_session *
make_session (Server *self)
{
  nghttp2_session_callbacks *callbacks;
  nghttp2_session *session;

  g_assert_cmpint (nghttp2_session_callbacks_new (&callbacks), ==, 0);
  nghttp2_session_callbacks_set_on_begin_headers_callback (callbacks, on_begin_headers);
  nghttp2_session_callbacks_set_on_data_chunk_recv_callback (callbacks, on_data_chunk);
  nghttp2_session_callbacks_set_on_frame_recv_callback (callbacks, on_frame);
  g_assert_cmpint (nghttp2_session_server_new (&session, callbacks, self), ==, 0);
  nghttp2_session_callbacks_del (callbacks);
  return session;
}

void
hostile_h2_serve (GIOStream *stream, H2Act act, HostileH2RequestFunc on_request, gpointer user_data)
{
  Server self = { .act = act, .on_request = on_request, .user_data = user_data };
  GInputStream *input = g_io_stream_get_input_stream (stream);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  guint8 buffer[4096];
  gssize n_read;

  self.session = make_session (&self);
  nghttp2_submit_settings (self.session, NGHTTP2_FLAG_NONE, NULL, 0);
  while (flush (&self, output))
    {
      n_read = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);
      if (n_read <= 0 || nghttp2_session_mem_recv (self.session, buffer, (gsize) n_read) < 0)
        break;
    }
  nghttp2_session_del (self.session);
}
