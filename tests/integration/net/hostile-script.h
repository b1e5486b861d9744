/* hostile-script.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a hostile server does once it has read a request, step by step. After the last step it reads the next one. */
typedef enum
{
  STEP_DONE,
  STEP_SEND,    /* @text, @length bytes (0: up to its NUL) */
  STEP_FLOOD,   /* @text again and again, until the client hangs up or it was sent @number times (0: no limit) */
  STEP_DRIP,    /* @text, byte by byte, @number milliseconds apart */
  STEP_SILENCE, /* until the client hangs up */
  STEP_FIN,     /* the orderly end: for TLS its goodbye, then FIN */
  STEP_CUT,     /* FIN without TLS's goodbye */
  STEP_RESET,   /* RST */
} StepKind;

typedef struct
{
  StepKind kind;
  const char *text;
  gsize length;
  guint number;
} Step;

#define MAX_STEPS 8

#define SEND(text) { STEP_SEND, text, 0, 0 }
#define SEND_BYTES(text) { STEP_SEND, text, sizeof (text) - 1, 0 }
#define FLOOD(text) { STEP_FLOOD, text, 0, 0 }
#define TIMES(count, text) { STEP_FLOOD, text, 0, count }
#define DRIP(milliseconds, text) { STEP_DRIP, text, 0, milliseconds }
#define SILENCE { STEP_SILENCE, NULL, 0, 0 }
#define FIN { STEP_FIN, NULL, 0, 0 }
#define CUT { STEP_CUT, NULL, 0, 0 }
#define RESET { STEP_RESET, NULL, 0, 0 }

G_END_DECLS
