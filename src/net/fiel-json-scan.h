/* fiel-json-scan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FIEL_JSON_TOKEN_OBJECT_BEGIN,
  FIEL_JSON_TOKEN_OBJECT_END,
  FIEL_JSON_TOKEN_ARRAY_BEGIN,
  FIEL_JSON_TOKEN_ARRAY_END,
  FIEL_JSON_TOKEN_NAME,
  FIEL_JSON_TOKEN_STRING,
  FIEL_JSON_TOKEN_INTEGER,
  FIEL_JSON_TOKEN_FRACTION,
  FIEL_JSON_TOKEN_TRUE,
  FIEL_JSON_TOKEN_FALSE,
  FIEL_JSON_TOKEN_NULL,
} FielJsonTokenKind;

/**
 * FielJsonToken:
 * @kind: what it is
 * @raw: where it stands in the scanned text
 * @raw_length: its bytes there, quotes included
 * @text: (nullable): a name or string with its escapes resolved
 * @integer: the value of an integer
 * @fraction: the value of a number with a fraction or an exponent
 *
 * Valid during the call it is handed to.
 */
typedef struct
{
  FielJsonTokenKind kind;
  const char *raw;
  gsize raw_length;
  const char *text;
  gint64 integer;
  double fraction;
} FielJsonToken;

typedef void (*FielJsonTokenFunc) (const FielJsonToken *token, gpointer user_data);

/* Reads @text once, start to end, and hands over its tokens in order. @func: (nullable). The tokens handed over before
 * an error mean nothing. */
gboolean fiel_json_scan (const char *text, gsize length, FielJsonTokenFunc func, gpointer user_data, GError **error);
/* The same for texts that may be longer, or must be shorter. */
gboolean fiel_json_scan_bounded (const char *text,
                                 gsize length,
                                 gsize max_length,
                                 FielJsonTokenFunc func,
                                 gpointer user_data,
                                 GError **error);

G_END_DECLS
