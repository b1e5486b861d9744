/* fiel-json-redact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An answer made fit for the journal and the log: copied token by token, so that what is not masked stays byte for
 * byte.
 */

#include "fiel-json.h"

#include "fiel-json-scan.h"
#include "fiel-redact.h"

#define MASK "***"
#define CUT_MARK "…"
#define UNREADABLE_MARK "…"

typedef enum
{
  RULE_MASK_CARDS,
  RULE_KEEP,   /* the value of the member just named stays */
  RULE_SECRET, /* it goes */
} Rule;

typedef struct
{
  const char *copied_to;            /* unowned, in the text: everything before it is in out */
  const char *const *secret_names;  /* unowned, nullable */
  const char *const *keep_names;    /* unowned, nullable */
  GString *out;                     /* unowned */
  Rule rule;                        /* for the value to come */
  guint secret_depth;               /* containers open inside a secret value */
} Redactor;

static gboolean
has_name (const char *const *names, const char *name)
{
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (names[i], name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (out, '\\');
      if ((guchar) *at < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *at);
      else
        g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

static void
copy_up_to (Redactor *self, const char *where)
{
  g_string_append_len (self->out, self->copied_to, where - self->copied_to);
  self->copied_to = where;
}

/* In place of @token: @replacement as a string. */
static void
replace_token (Redactor *self, const FielJsonToken *token, const char *replacement)
{
  copy_up_to (self, token->raw);
  append_quoted (self->out, replacement);
  self->copied_to = token->raw + token->raw_length;
}

static void
mask_cards (Redactor *self, const FielJsonToken *token)
{
  g_autofree char *raw = token->text != NULL ? NULL : g_strndup (token->raw, token->raw_length);
  const char *text = token->text != NULL ? token->text : raw;
  g_autofree char *masked = fiel_redact_text (text);

  if (!g_str_equal (text, masked))
    replace_token (self, token, masked);
}

static void
on_name (Redactor *self, const FielJsonToken *token)
{
  mask_cards (self, token);
  if (has_name (self->secret_names, token->text))
    self->rule = RULE_SECRET;
  else if (has_name (self->keep_names, token->text))
    self->rule = RULE_KEEP;
}

static void
on_scalar (Redactor *self, const FielJsonToken *token)
{
  switch (self->rule)
    {
    case RULE_SECRET:
      replace_token (self, token, MASK);
      break;
    case RULE_MASK_CARDS:
      mask_cards (self, token);
      break;
    case RULE_KEEP:
      break;
    }
  self->rule = RULE_MASK_CARDS;
}

static void
on_open (Redactor *self, const FielJsonToken *token)
{
  if (self->rule == RULE_SECRET)
    {
      replace_token (self, token, MASK);
      self->secret_depth = 1;
    }
  self->rule = RULE_MASK_CARDS;
}

/* Inside a secret value nothing is copied. */
static void
on_secret_token (Redactor *self, const FielJsonToken *token)
{
  if (token->kind == FIEL_JSON_TOKEN_OBJECT_BEGIN || token->kind == FIEL_JSON_TOKEN_ARRAY_BEGIN)
    self->secret_depth++;
  else if (token->kind == FIEL_JSON_TOKEN_OBJECT_END || token->kind == FIEL_JSON_TOKEN_ARRAY_END)
    self->secret_depth--;
  self->copied_to = token->raw + token->raw_length;
}

static void
on_token (const FielJsonToken *token, gpointer user_data)
{
  Redactor *self = user_data;

  if (self->secret_depth > 0)
    {
      on_secret_token (self, token);
      return;
    }
  switch (token->kind)
    {
    case FIEL_JSON_TOKEN_OBJECT_BEGIN:
    case FIEL_JSON_TOKEN_ARRAY_BEGIN:
      on_open (self, token);
      break;
    case FIEL_JSON_TOKEN_NAME:
      on_name (self, token);
      break;
    case FIEL_JSON_TOKEN_STRING:
    case FIEL_JSON_TOKEN_INTEGER:
    case FIEL_JSON_TOKEN_FRACTION:
    case FIEL_JSON_TOKEN_TRUE:
    case FIEL_JSON_TOKEN_FALSE:
    case FIEL_JSON_TOKEN_NULL:
      on_scalar (self, token);
      break;
    case FIEL_JSON_TOKEN_OBJECT_END:
    case FIEL_JSON_TOKEN_ARRAY_END:
      break;
    }
}

/* The value behind @low_name wherever it stands in @text: after quotes, blanks and one of : = up to the next delimiter.
 * @low_text: the same in small letters */
static char *
mask_after_name (const char *text, const char *low_text, const char *low_name)
{
  GString *out = g_string_new (NULL);
  const char *copied_to = text;
  const char *found = low_text;

  while ((found = strstr (found, low_name)) != NULL)
    {
      const char *value = text + (found - low_text) + strlen (low_name);

      found += strlen (low_name);
      value += strspn (value, "\"' \t\r\n\\");
      if (*value != ':' && *value != '=')
        continue;
      value += strspn (value, ":=\"' \t\r\n\\");
      if (value < copied_to)
        continue;
      g_string_append_len (out, copied_to, value - copied_to);
      g_string_append (out, MASK);
      copied_to = value + strcspn (value, "\"'&,;}] \t\r\n");
    }
  g_string_append (out, copied_to);
  return g_string_free (out, FALSE);
}

static char *
redact_plain (const char *text, gsize length, const char *const *secret_names)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  g_autofree char *low = g_ascii_strdown (valid, -1);

  for (gsize i = 0; secret_names != NULL && secret_names[i] != NULL; i++)
    {
      g_autofree char *low_name = g_ascii_strdown (secret_names[i], -1);
      char *masked = NULL;

      if (strstr (low, low_name) == NULL)
        continue;
      masked = mask_after_name (valid, low, low_name);
      g_free (valid);
      valid = masked;
      g_free (low);
      low = g_ascii_strdown (valid, -1);
    }
  return fiel_redact_text (valid);
}

/* What was no JSON must not become some by mending its encoding or masking a part of it. */
static char *
keep_unreadable (char *plain)
{
  g_autofree char *text = plain;

  if (!fiel_json_check (text, strlen (text), NULL))
    return g_steal_pointer (&text);
  return g_strconcat (UNREADABLE_MARK, text, NULL);
}

static char *
bound (const char *text, gsize max_bytes)
{
  const char *end;

  if (strlen (text) <= max_bytes)
    return g_strdup (text);
  if (max_bytes < strlen (CUT_MARK))
    return g_strdup ("");
  end = g_utf8_find_prev_char (text, text + max_bytes - strlen (CUT_MARK) + 1);
  return g_strdup_printf ("%.*s" CUT_MARK, (int) (end - text), text);
}

/**
 * fiel_json_redact:
 * @text: (nullable): an answer's body
 * @length: its bytes
 * @secret_names: (nullable) (array zero-terminated=1): members whose values go
 * @keep_names: (nullable) (array zero-terminated=1): members whose values stay
 * @max_bytes: the longest result
 *
 * The only way an answer's body becomes part of the journal or the log.
 *
 * Returns: (transfer full): the text to keep
 */
char *
fiel_json_redact (const char *text,
                  gsize length,
                  const char *const *secret_names,
                  const char *const *keep_names,
                  gsize max_bytes)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *plain = NULL;
  Redactor self = { .copied_to = text, .secret_names = secret_names, .keep_names = keep_names, .out = out };

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (length == 0)
    return g_strdup ("");
  if (fiel_json_scan (text, length, on_token, &self, NULL))
    {
      copy_up_to (&self, text + length);
      return bound (out->str, max_bytes);
    }
  plain = keep_unreadable (redact_plain (text, length, secret_names));
  return bound (plain, max_bytes);
}
