/* practice-peer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The real program, started by a test and ended by it, and a client of it that knows nothing of the till's own.
 * Terminals are named by their place in the built-in world: 0, 1, 2. Anything that should not happen ends the test. */

typedef struct _PracticePeer PracticePeer;
typedef struct _PracticeCall PracticeCall;

/**
 * PracticeReply:
 * @reached: an answer with headers and its whole body came
 * @text: (nullable): the body
 * @object: (nullable): the body, if it is a JSON object
 */
typedef struct
{
  gboolean reached;
  guint status;
  char *text;
  JsonObject *object;
} PracticeReply;

void practice_reply_free (PracticeReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeReply, practice_reply_free)

PracticePeer *practice_peer_start (const char *first_argument, ...) G_GNUC_NULL_TERMINATED;
void practice_peer_stop (PracticePeer *peer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticePeer, practice_peer_stop)

const char *practice_peer_get_base (PracticePeer *peer);
void practice_peer_set_header (PracticePeer *peer, const char *name, const char *value);
void practice_peer_log_in (PracticePeer *peer);

PracticeCall *practice_peer_begin (PracticePeer *peer, const char *method, const char *path, const char *body);
PracticeReply *practice_peer_end (PracticeCall *call);
void practice_peer_abort (PracticeCall *call);
PracticeReply *practice_peer_call (PracticePeer *peer, const char *method, const char *path, const char *body);
JsonNode *practice_peer_control (PracticePeer *peer, const char *method, const char *path, const char *body);
void practice_peer_post (PracticePeer *peer, const char *path, const char *format, ...) G_GNUC_PRINTF (3, 4);
void practice_peer_advance (PracticePeer *peer, guint seconds);
void practice_peer_wait_for_stage (PracticePeer *peer, guint terminal, const char *stage);

char *practice_peer_make_command (PracticePeer *peer, guint terminal, int command, const char *fields);
PracticeCall *practice_peer_begin_sale (
    PracticePeer *peer, guint terminal, gint64 amount, const char *custom_id, const char *webhook);
PracticeReply *practice_peer_sell (PracticePeer *peer, gint64 amount, const char *custom_id, guint seconds);
gint64 practice_peer_sell_async (PracticePeer *peer, gint64 amount, const char *custom_id);
PracticeReply *practice_peer_command (PracticePeer *peer, const char *path, int command, const char *fields);
PracticeReply *practice_peer_status (PracticePeer *peer, gint64 id);

guint practice_peer_count_bookings (PracticePeer *peer);
JsonObject *practice_peer_get_booking (PracticePeer *peer, guint index);

int practice_reply_get_code (PracticeReply *reply);
const char *practice_reply_get_message (PracticeReply *reply);
JsonObject *practice_reply_get_data (PracticeReply *reply);
JsonObject *practice_reply_get_response (PracticeReply *reply);
void practice_reply_assert_refused (PracticeReply *reply, const char *message);
void practice_reply_assert_result (PracticeReply *reply, gint64 code);

G_END_DECLS
