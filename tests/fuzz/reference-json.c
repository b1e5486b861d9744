/* reference-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "reference-json.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_BYTES 65536
#define MAX_LEVELS 16
#define END (-1)

/* Every part is read by a function that answers whether it was there; the first "no" ends everything. */
typedef struct
{
  const guint8 *bytes; /* unowned */
  gsize length;
  gsize at;
  int level;
} Text;

static gboolean read_value (Text *text, ReferenceValue *value);

static int
look (const Text *text)
{
  return text->at < text->length ? text->bytes[text->at] : END;
}

static gboolean
take (Text *text, const char *word)
{
  gsize n = 0;

  for (; word[n] != '\0'; n++)
    if (text->at + n == text->length || text->bytes[text->at + n] != (guint8) word[n])
      return FALSE;
  text->at += n;

  return TRUE;
}

static void
pass_blanks (Text *text)
{
  for (int c = look (text); c == ' ' || c == '\t' || c == '\r' || c == '\n'; c = look (text))
    text->at++;
}

static gboolean
read_digits (Text *text)
{
  const gsize start = text->at;

  while (look (text) >= '0' && look (text) <= '9')
    text->at++;

  return text->at > start;
}

/* [minus] (0 / 1-9 digits) [. digits] [e [sign] digits] */
static gboolean
read_number (Text *text, ReferenceValue *value)
{
  const gsize start = text->at;
  g_autofree char *copy = NULL;

  take (text, "-");
  if (!take (text, "0") && !read_digits (text))
    return FALSE;
  value->kind = REFERENCE_INTEGER;
  if (take (text, "."))
    {
      value->kind = REFERENCE_FRACTION;
      if (!read_digits (text))
        return FALSE;
    }
  if (take (text, "e") || take (text, "E"))
    {
      value->kind = REFERENCE_FRACTION;
      if (!take (text, "+"))
        take (text, "-");
      if (!read_digits (text))
        return FALSE;
    }

  copy = g_strndup ((const char *) text->bytes + start, text->at - start);
  errno = 0;
  if (value->kind == REFERENCE_INTEGER)
    value->integer = strtoll (copy, NULL, 10);
  else
    value->fraction = g_ascii_strtod (copy, NULL);

  return errno == 0 && isfinite (value->fraction);
}

static gboolean
read_four_hex (Text *text, guint32 *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, text->at++)
    {
      const int c = look (text);

      if (c == END || !g_ascii_isxdigit ((char) c))
        return FALSE;
      *unit = *unit << 4 | (guint32) g_ascii_xdigit_value ((char) c);
    }

  return TRUE;
}

/* UTF-16 behind \u becomes UTF-8. */
static gboolean
read_unit (Text *text, GString *out)
{
  guint32 unit = 0;
  guint32 low = 0;

  if (!read_four_hex (text, &unit) || unit == 0 || (unit & 0xFC00) == 0xDC00)
    return FALSE;
  if ((unit & 0xFC00) == 0xD800)
    {
      if (!take (text, "\\u") || !read_four_hex (text, &low) || (low & 0xFC00) != 0xDC00)
        return FALSE;
      unit = 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF));
    }
  g_string_append_unichar (out, unit);

  return TRUE;
}

static gboolean
read_escape (Text *text, GString *out)
{
  static const struct
  {
    const char *letter;
    char meaning;
  } escapes[] = { { "\"", '"' },  { "\\", '\\' }, { "/", '/' },  { "b", '\b' },
                  { "f", '\f' }, { "n", '\n' },  { "r", '\r' }, { "t", '\t' } };

  if (take (text, "u"))
    return read_unit (text, out);
  for (gsize i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (take (text, escapes[i].letter))
      return (g_string_append_c (out, escapes[i].meaning), TRUE);

  return FALSE;
}

static gboolean
read_string (Text *text, char **string)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!take (text, "\""))
    return FALSE;
  while (!take (text, "\""))
    {
      const int c = look (text);

      if (c < 0x20)
        return FALSE;
      if (!take (text, "\\"))
        g_string_append_c (out, (char) text->bytes[text->at++]);
      else if (!read_escape (text, out))
        return FALSE;
    }
  *string = g_string_free (g_steal_pointer (&out), FALSE);

  return TRUE;
}

static gboolean
is_there (const ReferenceValue *first, const ReferenceValue *last)
{
  for (; first != last; first = first->next)
    if (strcmp (first->name, last->name) == 0)
      return TRUE;

  return FALSE;
}

/* The items or members up to @close, which follows the opening bracket. */
static gboolean
read_items (Text *text, ReferenceValue *parent, const char *close)
{
  ReferenceValue **place = &parent->first;

  pass_blanks (text);
  if (take (text, close))
    return TRUE;
  do
    {
      ReferenceValue *item = g_new0 (ReferenceValue, 1);

      *place = item;
      place = &item->next;
      pass_blanks (text);
      if (parent->kind == REFERENCE_OBJECT)
        {
          if (!read_string (text, &item->name) || is_there (parent->first, item))
            return FALSE;
          pass_blanks (text);
          if (!take (text, ":"))
            return FALSE;
        }
      if (!read_value (text, item))
        return FALSE;
      pass_blanks (text);
    }
  while (take (text, ","));

  return take (text, close);
}

static gboolean
read_container (Text *text, ReferenceValue *value)
{
  gboolean whole;

  if (text->level == MAX_LEVELS)
    return FALSE;
  text->level++;
  whole = read_items (text, value, value->kind == REFERENCE_OBJECT ? "}" : "]");
  text->level--;

  return whole;
}

static gboolean
read_value (Text *text, ReferenceValue *value)
{
  pass_blanks (text);
  if (take (text, "{"))
    return (value->kind = REFERENCE_OBJECT, read_container (text, value));
  if (take (text, "["))
    return (value->kind = REFERENCE_LIST, read_container (text, value));
  if (look (text) == '"')
    return (value->kind = REFERENCE_TEXT, read_string (text, &value->text));
  if (take (text, "true"))
    return (value->kind = REFERENCE_BOOLEAN, value->integer = 1, TRUE);
  if (take (text, "false"))
    return (value->kind = REFERENCE_BOOLEAN, TRUE);
  if (take (text, "null"))
    return (value->kind = REFERENCE_NULL, TRUE);

  return read_number (text, value);
}

/* RFC 3629, section 4: lengths, no overlong forms, no surrogates, nothing above U+10FFFF; and no NUL. */
static gboolean
is_utf8 (const guint8 *bytes, gsize length)
{
  static const guint32 least[] = { 0x01, 0x80, 0x800, 0x10000 };

  for (gsize at = 0; at < length;)
    {
      const guint8 lead = bytes[at++];
      const int n_more = lead < 0x80 ? 0 : (lead & 0xE0) == 0xC0 ? 1 : (lead & 0xF0) == 0xE0 ? 2 : 3;
      guint32 point = n_more == 0 ? lead : lead & (0x3F >> n_more);

      if (n_more == 3 && (lead & 0xF8) != 0xF0)
        return FALSE;
      for (int i = 0; i < n_more; i++)
        {
          if (at == length || (bytes[at] & 0xC0) != 0x80)
            return FALSE;
          point = point << 6 | (bytes[at++] & 0x3F);
        }
      if (point < least[n_more] || point > 0x10FFFF || (point & 0xFFFFF800) == 0xD800)
        return FALSE;
    }

  return TRUE;
}

/**
 * reference_json_read:
 *
 * Returns: (transfer full) (nullable): the value, or %NULL for whatever is not JSON within the bounds
 */
ReferenceValue *
reference_json_read (const char *text, gsize length)
{
  Text reader = { .bytes = (const guint8 *) text, .length = length };
  g_autoptr (ReferenceValue) value = NULL;

  if (length > MAX_BYTES || !is_utf8 (reader.bytes, length))
    return NULL;
  value = g_new0 (ReferenceValue, 1);
  if (!read_value (&reader, value))
    return NULL;
  pass_blanks (&reader);

  return reader.at == length ? g_steal_pointer (&value) : NULL;
}

void
reference_json_free (ReferenceValue *value)
{
  while (value != NULL)
    {
      ReferenceValue *next = value->next;

      reference_json_free (value->first);
      g_free (value->name);
      g_free (value->text);
      g_free (value);
      value = next;
    }
}
