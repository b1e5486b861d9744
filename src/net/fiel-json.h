/* fiel-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A strict reader in front of json-glib, which takes what a money parser must not (duplicate keys,
 * 99999999999999999999 as -1, comments, NUL, 80,000 nested brackets as a crash). RFC 8259; at most FIEL_JSON_MAX_SIZE
 * bytes and FIEL_JSON_MAX_DEPTH levels; duplicate keys, numbers outside 64 bits, NUL and trailing data are errors.
 * json-glib keeps the tree; its parser never sees a byte, so the two cannot read one text differently. */
#define FIEL_JSON_MAX_SIZE (64 * 1024)
#define FIEL_JSON_MAX_DEPTH 16

#define FIEL_JSON_ERROR (fiel_json_error_quark ())
GQuark fiel_json_error_quark (void);

typedef enum
{
  FIEL_JSON_ERROR_SYNTAX,
  FIEL_JSON_ERROR_TOO_LARGE,
  FIEL_JSON_ERROR_TOO_DEEP,
  FIEL_JSON_ERROR_DUPLICATE_KEY,
  FIEL_JSON_ERROR_NUMBER,
  FIEL_JSON_ERROR_ENCODING,     /* not UTF-8, NUL, lone surrogate */
  FIEL_JSON_ERROR_MISSING,      /* a member that must be there is not */
  FIEL_JSON_ERROR_TYPE,         /* it is there with another type */
} FielJsonError;

/* The scan alone, for a text that will not be read. */
gboolean fiel_json_check (const char *text, gsize length, GError **error);
JsonNode *fiel_json_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;  /* (transfer full) */
/* The same with another bound than FIEL_JSON_MAX_SIZE. */
JsonNode *fiel_json_parse_bounded (GBytes *bytes, gsize max_size, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Members by name, ASCII case-insensitively (Getnet's manuals say PascalCase, its devices camelCase). A name that is
 * there twice in different case is FIEL_JSON_ERROR_DUPLICATE_KEY. "find" gives NULL and no error when it is absent. */
JsonNode *fiel_json_find (JsonObject *object, const char *name, GError **error);          /* (transfer none) */

/* An integer, or digits as text. */
gboolean fiel_json_get_int64 (JsonObject *object, const char *name, gint64 *value, GError **error);
const char *fiel_json_get_string (JsonObject *object, const char *name, GError **error);  /* (transfer none) */
JsonObject *fiel_json_get_object (JsonObject *object, const char *name, GError **error);  /* (transfer none) */

/* Text, or an integer as text; NULL if absent, null or other. */
char *fiel_json_dup_text (JsonObject *object, const char *name);

/* @text, an answer's body, made fit to keep. Names in both lists (nullable, NULL-terminated) are ASCII
 * case-insensitive.
 *
 * - The value of a member in @secret_names, of whatever type, becomes "***".
 * - A member in @keep_names holds an identifier that is no card number although it may look like one (a provider's id,
 *   our reference, an amount): its string or number stays as it is. Name only what the caller must read again.
 * - In every other string and in names, what looks like a card number is masked (fiel_redact_text); a number that looks
 *   like one becomes a masked string, so that it is no number any more.
 * - All else stays byte for byte. What is not JSON is masked as plain text, and what follows a secret name there, too;
 *   it does not become JSON by that.
 *
 * Bounded to @max_bytes, the mark where it was cut included. The result is valid UTF-8. */
char *fiel_json_redact (const char *text,
                        gsize length,
                        const char *const *secret_names,
                        const char *const *keep_names,
                        gsize max_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
