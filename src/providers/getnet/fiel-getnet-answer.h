/* fiel-getnet-answer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FielGetnetOuter: the outer "code" of an answer. 0 is an error here, while 0 is an approval one level below.
 */
typedef enum
{
  FIEL_GETNET_OUTER_ERROR = 0,
  FIEL_GETNET_OUTER_FINISHED = 1,
  FIEL_GETNET_OUTER_IN_PROCESS = 2,
} FielGetnetOuter;

/**
 * FielGetnetAnswer: an answer's envelope, whichever of the three documented shapes its data has.
 * @outer: 0 error, 1 finished or accepted, 2 in process
 * @message: (nullable): the envelope's sentence
 * @root: the whole answer
 * @data: (nullable): the member data, unless it is null
 * @result: (nullable): where the terminal's own result stands: data.response, or data itself
 * @provider_id: (nullable): idPosTxs, as text
 * @reference: (nullable): customId
 * @has_code: whether there is an inner result code; if not, nothing is proved
 * @code: the inner result code
 * @text: (nullable): the inner sentence
 * @has_function, @function: the echo of the command
 * @looks_like_result: there is a result code, or another member that only a result has
 * @is_acknowledgement: there is an id and nothing of a result
 * @is_list: the answer is an array without an envelope, in @data
 */
typedef struct
{
  FielGetnetOuter outer;
  char *message;      /* owned */
  JsonNode *root;     /* owned */
  JsonNode *data;     /* borrowed from root */
  JsonObject *result; /* borrowed from root */
  char *provider_id;  /* owned */
  char *reference;    /* owned */
  gboolean has_code;
  gint64 code;
  char *text; /* owned */
  gboolean has_function;
  gint64 function;
  gboolean looks_like_result;
  gboolean is_acknowledgement;
  gboolean is_list;
} FielGetnetAnswer;

FielGetnetAnswer *fiel_getnet_answer_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fiel_getnet_answer_free (FielGetnetAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielGetnetAnswer, fiel_getnet_answer_free)

#define FIEL_GETNET_ANSWER_MAX_ID 64

/* Readers of members that may be absent or null. Text comes back clean: no control characters, at most @max_chars, NULL
 * if empty. A number that is there but is none fails. */
char *fiel_getnet_answer_dup_id (JsonObject *object, const char *name);
char *fiel_getnet_answer_dup_text (JsonObject *object, const char *name, gsize max_chars);
/* The day of "2026-01-15" or "2026-01-15 12:30:45", the terminal's own time without a zone; NULL for anything else. */
char *fiel_getnet_answer_dup_day (JsonObject *object, const char *name);
gboolean
fiel_getnet_answer_get_number (JsonObject *object, const char *name, gboolean *present, gint64 *number, GError **error);
gboolean fiel_getnet_answer_get_member (JsonObject *object, const char *name, JsonNode **member, GError **error);
gboolean fiel_getnet_answer_check_names (JsonObject *object, GError **error);

G_END_DECLS
