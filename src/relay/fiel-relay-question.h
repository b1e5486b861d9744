/* fiel-relay-question.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FIEL_RELAY_LONGEST_WAIT_S 50
#define FIEL_RELAY_NEWS_PATH "/news"
#define FIEL_RELAY_CALLBACK_PATH "/callback/"

/* What a till asks: GET /news?wait=SECONDS[&epoch=EPOCH&after=N][&peek=1] */
typedef struct
{
  guint wait_s;
  char epoch[33]; /* empty: none */
  gint64 after;   /* -1: none */
  gboolean peek;
} FielRelayQuestion;

/* Pure. FALSE: it is none. */
gboolean fiel_relay_question_parse (const char *target, FielRelayQuestion *question);
/* The token in "Bearer TOKEN", or %NULL. Not terminated. */
const char *fiel_relay_question_find_token (const char *authorization, gsize length, gsize *token_length);

G_END_DECLS
