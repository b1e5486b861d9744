/* fiel-json-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one grammar of JSON in Fiel: RFC 8259 and nothing beside it, in one pass without backtracking. What is read,
 * what is only checked and what is redacted all come from here, so that they cannot disagree. Messages name the byte
 * at fault and never quote the text, which may hold what no log may hold.
 */

#include "fiel-json-scan.h"

#include "fiel-json.h"

#include <errno.h>
#include <math.h>

typedef struct
{
  const char *start;      /* unowned */
  const char *at;         /* unowned, in start..end */
  const char *end;        /* unowned */
  guint depth;
  FielJsonTokenFunc func; /* nullable */
  gpointer user_data;     /* unowned */
} Scanner;

static gboolean scan_value (Scanner *self, GError **error);

static gboolean
fail (Scanner *self, FielJsonError code, const char *what, GError **error)
{
  gsize byte = (gsize) (self->at - self->start);

  g_set_error (error, FIEL_JSON_ERROR, (int) code, "JSON, byte %" G_GSIZE_FORMAT ": %s", byte, what);
  return FALSE;
}

static void
emit (Scanner *self, const FielJsonToken *token)
{
  if (self->func != NULL)
    self->func (token, self->user_data);
}

static void
emit_mark (Scanner *self, FielJsonTokenKind kind, gsize length)
{
  const FielJsonToken token = { .kind = kind, .raw = self->at, .raw_length = length };

  emit (self, &token);
  self->at += length;
}

static char
peek (Scanner *self)
{
  return self->at < self->end ? *self->at : '\0';
}

static void
skip_space (Scanner *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

static gboolean
scan_hex4 (Scanner *self, gunichar *value, GError **error)
{
  *value = 0;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (self));

      if (digit < 0)
        return fail (self, FIEL_JSON_ERROR_SYNTAX, "four hexadecimal digits must follow \\u", error);
      *value = *value * 16 + (gunichar) digit;
      self->at++;
    }
  return TRUE;
}

static gboolean
scan_unicode_escape (Scanner *self, GString *text, GError **error)
{
  gunichar high;
  gunichar low;

  if (!scan_hex4 (self, &high, error))
    return FALSE;
  if (high == 0)
    return fail (self, FIEL_JSON_ERROR_ENCODING, "a NUL character in a string", error);
  if (high < 0xD800 || high > 0xDFFF)
    {
      g_string_append_unichar (text, high);
      return TRUE;
    }
  if (high > 0xDBFF || self->end - self->at < 2 || self->at[0] != '\\' || self->at[1] != 'u')
    return fail (self, FIEL_JSON_ERROR_ENCODING, "half a surrogate pair", error);
  self->at += 2;
  if (!scan_hex4 (self, &low, error))
    return FALSE;
  if (low < 0xDC00 || low > 0xDFFF)
    return fail (self, FIEL_JSON_ERROR_ENCODING, "half a surrogate pair", error);
  g_string_append_unichar (text, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
  return TRUE;
}

static gboolean
scan_escape (Scanner *self, GString *text, GError **error)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  char letter = peek (self);
  const char *found = letter == '\0' ? NULL : strchr (letters, letter);

  if (letter == 'u')
    {
      self->at++;
      return scan_unicode_escape (self, text, error);
    }
  if (found == NULL)
    return fail (self, FIEL_JSON_ERROR_SYNTAX, "an unknown escape in a string", error);
  g_string_append_c (text, meanings[found - letters]);
  self->at++;
  return TRUE;
}

static void
scan_plain_characters (Scanner *self, GString *text)
{
  const char *first = self->at;

  while (self->at < self->end && (guchar) *self->at >= 0x20 && *self->at != '"' && *self->at != '\\')
    self->at++;
  g_string_append_len (text, first, self->at - first);
}

/* From the opening quote to behind the closing one. */
static gboolean
scan_quoted (Scanner *self, GString *text, GError **error)
{
  if (peek (self) != '"')
    return fail (self, FIEL_JSON_ERROR_SYNTAX, "a name or string must start with a double quote", error);
  self->at++;
  while (peek (self) != '"')
    {
      if (self->at == self->end)
        return fail (self, FIEL_JSON_ERROR_SYNTAX, "the text ends inside a string", error);
      if ((guchar) *self->at < 0x20)
        return fail (self, FIEL_JSON_ERROR_SYNTAX, "a control character in a string", error);
      if (*self->at != '\\')
        {
          scan_plain_characters (self, text);
          continue;
        }
      self->at++;
      if (!scan_escape (self, text, error))
        return FALSE;
    }
  self->at++;
  return TRUE;
}

static gboolean
scan_string (Scanner *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  FielJsonToken token = { .kind = FIEL_JSON_TOKEN_STRING, .raw = self->at };

  if (!scan_quoted (self, text, error))
    return FALSE;
  token.raw_length = (gsize) (self->at - token.raw);
  token.text = text->str;
  emit (self, &token);
  return TRUE;
}

static gboolean
scan_digits (Scanner *self, GError **error)
{
  if (!g_ascii_isdigit (peek (self)))
    return fail (self, FIEL_JSON_ERROR_SYNTAX, "a number without digits", error);
  while (g_ascii_isdigit (peek (self)))
    self->at++;
  return TRUE;
}

/* Moves behind the number; *@whole tells whether it is an integer. */
static gboolean
scan_number_shape (Scanner *self, gboolean *whole, GError **error)
{
  *whole = TRUE;
  if (peek (self) == '-')
    self->at++;
  if (peek (self) == '0')
    {
      self->at++;
      if (g_ascii_isdigit (peek (self)))
        return fail (self, FIEL_JSON_ERROR_SYNTAX, "a number with a leading zero", error);
    }
  else if (!scan_digits (self, error))
    return FALSE;
  if (peek (self) == '.')
    {
      *whole = FALSE;
      self->at++;
      if (!scan_digits (self, error))
        return FALSE;
    }
  if (peek (self) == 'e' || peek (self) == 'E')
    {
      *whole = FALSE;
      self->at++;
      if (peek (self) == '+' || peek (self) == '-')
        self->at++;
      if (!scan_digits (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
scan_number (Scanner *self, GError **error)
{
  FielJsonToken token = { .raw = self->at };
  g_autofree char *copy = NULL;
  gboolean whole;

  if (!scan_number_shape (self, &whole, error))
    return FALSE;
  token.kind = whole ? FIEL_JSON_TOKEN_INTEGER : FIEL_JSON_TOKEN_FRACTION;
  token.raw_length = (gsize) (self->at - token.raw);
  copy = g_strndup (token.raw, token.raw_length);
  if (whole && !g_ascii_string_to_signed (copy, 10, G_MININT64, G_MAXINT64, &token.integer, NULL))
    return fail (self, FIEL_JSON_ERROR_NUMBER, "an integer beyond 64 bits", error);
  errno = 0;
  if (!whole)
    token.fraction = g_ascii_strtod (copy, NULL);
  if (errno == ERANGE || !isfinite (token.fraction))
    return fail (self, FIEL_JSON_ERROR_NUMBER, "a number beyond 64 bits", error);
  emit (self, &token);
  return TRUE;
}

static gboolean
scan_word (Scanner *self, const char *word, FielJsonTokenKind kind, GError **error)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return fail (self, FIEL_JSON_ERROR_SYNTAX, "neither a value nor an end", error);
  emit_mark (self, kind, length);
  return TRUE;
}

static gboolean
scan_member (Scanner *self, GHashTable *names, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  FielJsonToken token = { .kind = FIEL_JSON_TOKEN_NAME };

  skip_space (self);
  token.raw = self->at;
  if (!scan_quoted (self, name, error))
    return FALSE;
  token.raw_length = (gsize) (self->at - token.raw);
  token.text = name->str;
  if (!g_hash_table_add (names, g_strdup (name->str)))
    return fail (self, FIEL_JSON_ERROR_DUPLICATE_KEY, "a name that is in this object already", error);
  emit (self, &token);
  skip_space (self);
  if (peek (self) != ':')
    return fail (self, FIEL_JSON_ERROR_SYNTAX, "a colon must follow a name", error);
  self->at++;
  return scan_value (self, error);
}

/* @names: (nullable): the names so far, of an object; NULL for an array. */
static gboolean
scan_items (Scanner *self, GHashTable *names, char close, GError **error)
{
  skip_space (self);
  if (peek (self) == close)
    return TRUE;
  while (TRUE)
    {
      if (names != NULL ? !scan_member (self, names, error) : !scan_value (self, error))
        return FALSE;
      skip_space (self);
      if (peek (self) == close)
        return TRUE;
      if (peek (self) != ',')
        return fail (self, FIEL_JSON_ERROR_SYNTAX, "a comma or the end must follow a value", error);
      self->at++;
    }
}

static gboolean
scan_container (Scanner *self, GError **error)
{
  gboolean is_object = *self->at == '{';
  g_autoptr (GHashTable) names = is_object ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) : NULL;

  if (self->depth == FIEL_JSON_MAX_DEPTH)
    return fail (self, FIEL_JSON_ERROR_TOO_DEEP, "nested too deep", error);
  self->depth++;
  emit_mark (self, is_object ? FIEL_JSON_TOKEN_OBJECT_BEGIN : FIEL_JSON_TOKEN_ARRAY_BEGIN, 1);
  if (!scan_items (self, names, is_object ? '}' : ']', error))
    return FALSE;
  emit_mark (self, is_object ? FIEL_JSON_TOKEN_OBJECT_END : FIEL_JSON_TOKEN_ARRAY_END, 1);
  self->depth--;
  return TRUE;
}

static gboolean
scan_value (Scanner *self, GError **error)
{
  skip_space (self);
  switch (peek (self))
    {
    case '{':
    case '[':
      return scan_container (self, error);
    case '"':
      return scan_string (self, error);
    case 't':
      return scan_word (self, "true", FIEL_JSON_TOKEN_TRUE, error);
    case 'f':
      return scan_word (self, "false", FIEL_JSON_TOKEN_FALSE, error);
    case 'n':
      return scan_word (self, "null", FIEL_JSON_TOKEN_NULL, error);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
      return scan_number (self, error);
    default:
      return fail (self, FIEL_JSON_ERROR_SYNTAX, "a value was expected", error);
    }
}

gboolean
fiel_json_scan (const char *text, gsize length, FielJsonTokenFunc func, gpointer user_data, GError **error)
{
  return fiel_json_scan_bounded (text, length, FIEL_JSON_MAX_SIZE, func, user_data, error);
}

gboolean
fiel_json_scan_bounded (const char *text,
                        gsize length,
                        gsize max_length,
                        FielJsonTokenFunc func,
                        gpointer user_data,
                        GError **error)
{
  Scanner self = { .start = text, .at = text, .end = text + length, .func = func, .user_data = user_data };
  const char *valid_end;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (length > max_length)
    return fail (&self, FIEL_JSON_ERROR_TOO_LARGE, "longer than any answer may be", error);
  if (length > 0 && !g_utf8_validate_len (text, length, &valid_end))
    {
      self.at = valid_end;
      return fail (&self, FIEL_JSON_ERROR_ENCODING, "not UTF-8, or a NUL byte", error);
    }
  if (!scan_value (&self, error))
    return FALSE;
  skip_space (&self);
  if (self.at != self.end)
    return fail (&self, FIEL_JSON_ERROR_SYNTAX, "something follows the value", error);
  return TRUE;
}
