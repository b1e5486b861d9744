/* reference-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A second reader of JSON, written from RFC 8259 and the bounds of the till (64 KiB, 16 levels, no name twice, integers
 * of 64 bits, no NUL, no lone surrogate), so that the first one can be held against somebody. It shares no line with
 * src/. */

typedef enum
{
  REFERENCE_NULL,
  REFERENCE_BOOLEAN,
  REFERENCE_INTEGER,
  REFERENCE_FRACTION,
  REFERENCE_TEXT,
  REFERENCE_LIST,
  REFERENCE_OBJECT,
} ReferenceKind;

/**
 * ReferenceValue:
 * @name: (nullable): of a member
 * @text: (nullable): of a text
 * @integer: of an integer, or 1 for true
 * @fraction: of a number with a fraction or an exponent
 * @first: (nullable): the first item or member
 * @next: (nullable): the next one of the same list or object
 */
typedef struct _ReferenceValue ReferenceValue;
struct _ReferenceValue
{
  ReferenceKind kind;
  char *name;            /* owned */
  char *text;            /* owned */
  gint64 integer;
  double fraction;
  ReferenceValue *first; /* owned */
  ReferenceValue *next;  /* owned */
};

ReferenceValue *reference_json_read (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;
void reference_json_free (ReferenceValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReferenceValue, reference_json_free)

G_END_DECLS
