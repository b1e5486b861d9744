/* fuzz-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The strict reader of JSON and the redaction that stands on it.
 *
 *  - It takes what the reference reader takes, and sees the same in it.
 *  - What it hands out by name are members that are there, with numbers in range.
 *  - What is kept of an answer is bounded UTF-8 and never holds the card number that was planted. What was no JSON does
 *    not become some; what was stays JSON, and does not change when it is redacted again.
 *
 * Input: two bytes that choose bound and place, then the text. */

#include "fiel-json.h"
#include "fuzz-input.h"
#include "reference-json.h"

#include <string.h>

/* Published test numbers: Visa, Mastercard, American Express. */
static const char *const cards[] = { "4111111111111111", "5555555555554444", "378282246310005" };
static const char *const secrets[] = { "token", "pan", NULL };
static const char *const names[] = { "code", "amount", "token", "a" };

static void compare (JsonNode *node, const ReferenceValue *value);

static void
compare_object (JsonObject *object, const ReferenceValue *first)
{
  guint n = 0;

  for (const ReferenceValue *member = first; member != NULL; member = member->next, n++)
    {
      fuzz_require (json_object_has_member (object, member->name), "“%s” is lost", member->name);
      compare (json_object_get_member (object, member->name), member);
    }
  fuzz_require (json_object_get_size (object) == n, "%u members", n);
}

static void
compare_list (JsonArray *list, const ReferenceValue *first)
{
  guint n = 0;

  for (const ReferenceValue *item = first; item != NULL; item = item->next, n++)
    {
      fuzz_require (n < json_array_get_length (list), "item %u is lost", n);
      compare (json_array_get_element (list, n), item);
    }
  fuzz_require (json_array_get_length (list) == n, "%u items", n);
}

static void
compare (JsonNode *node, const ReferenceValue *value)
{
  const GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (value->kind)
    {
    case REFERENCE_NULL:
      fuzz_require (JSON_NODE_HOLDS_NULL (node), "null");
      break;
    case REFERENCE_BOOLEAN:
      fuzz_require (type == G_TYPE_BOOLEAN && json_node_get_boolean (node) == value->integer, "true or false");
      break;
    case REFERENCE_INTEGER:
      fuzz_require (type == G_TYPE_INT64 && json_node_get_int (node) == value->integer,
                    "%" G_GINT64_FORMAT, value->integer);
      break;
    case REFERENCE_FRACTION:
      {
        const double fraction = type == G_TYPE_DOUBLE ? json_node_get_double (node) : 0;

        fuzz_require (type == G_TYPE_DOUBLE && memcmp (&fraction, &value->fraction, sizeof fraction) == 0, "%g",
                      value->fraction);
      }
      break;
    case REFERENCE_TEXT:
      fuzz_require (type == G_TYPE_STRING && g_str_equal (json_node_get_string (node), value->text), "“%s”",
                    value->text);
      break;
    case REFERENCE_LIST:
      fuzz_require (JSON_NODE_HOLDS_ARRAY (node), "a list");
      compare_list (json_node_get_array (node), value->first);
      break;
    case REFERENCE_OBJECT:
      fuzz_require (JSON_NODE_HOLDS_OBJECT (node), "an object");
      compare_object (json_node_get_object (node), value->first);
      break;
    }
}

/* The one member of that name in any case; NULL if there is none or more than one. */
static const ReferenceValue *
find_member (const ReferenceValue *object, const char *name)
{
  const ReferenceValue *found = NULL;

  for (const ReferenceValue *member = object->first; member != NULL; member = member->next)
    {
      if (g_ascii_strcasecmp (member->name, name) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = member;
    }

  return found;
}

static void
check_look_up (JsonObject *object, const ReferenceValue *value, const char *name)
{
  const ReferenceValue *member = find_member (value, name);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fiel_json_dup_text (object, name);
  gint64 number = 0;
  const gboolean is_number = fiel_json_get_int64 (object, name, &number, &error);
  const char *string = fiel_json_get_string (object, name, NULL);

  fuzz_require (is_number == (error == NULL), "a number or an error");
  fuzz_require (member != NULL || (!is_number && text == NULL && string == NULL), "%s out of nothing", name);
  fuzz_require (string == NULL || (member->kind == REFERENCE_TEXT && g_str_equal (string, member->text)), "%s", name);
  fuzz_require ((text != NULL)
                  == (member != NULL && (member->kind == REFERENCE_TEXT || member->kind == REFERENCE_INTEGER)),
                "%s as text", name);
  if (is_number && member->kind == REFERENCE_TEXT)
    fuzz_require (g_ascii_strtoll (member->text, NULL, 10) == number, "%s is digits", member->text);
  else if (is_number)
    fuzz_require (member->kind == REFERENCE_INTEGER && member->integer == number, "%s is a number", name);
}

static void
check_reading (const char *text, gsize length)
{
  g_autoptr (ReferenceValue) value = reference_json_read (text, length);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = fiel_json_parse (bytes, &error);

  fuzz_require (fiel_json_check (text, length, NULL) == (root != NULL), "checked and read alike");
  fuzz_require ((root == NULL) == (error != NULL), "a tree or an error");
  fuzz_require ((root != NULL) == (value != NULL), "%s", error != NULL ? error->message : "taken, and must not be");
  if (root == NULL)
    return;

  compare (root, value);
  if (value->kind == REFERENCE_OBJECT)
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      check_look_up (json_node_get_object (root), value, names[i]);
}

/* @card: (nullable): what must not be kept */
static void
check_kept (const char *text, gsize length, gsize max_bytes, const char *card)
{
  g_autofree char *kept = fiel_json_redact (text, length, secrets, NULL, max_bytes);
  g_autofree char *again = fiel_json_redact (kept, strlen (kept), secrets, NULL, max_bytes);
  const gboolean was_cut = g_str_has_suffix (kept, "…");

  fuzz_require (strlen (kept) <= max_bytes, "%" G_GSIZE_FORMAT " bytes", strlen (kept));
  fuzz_require (g_utf8_validate (kept, -1, NULL), "UTF-8");
  fuzz_require (card == NULL || strstr (kept, card) == NULL, "%s is kept", card);
  fuzz_require (fiel_json_check (text, length, NULL) || !fiel_json_check (kept, strlen (kept), NULL),
                "JSON only after the redaction: %s", kept);
  if (was_cut || !fiel_json_check (text, length, NULL) || length > max_bytes)
    return;
  fuzz_require (fiel_json_check (kept, strlen (kept), NULL), "JSON no more: %s", kept);
  fuzz_require (g_str_equal (kept, again), "changed by a second redaction: %s, then %s", kept, again);
}

/* Within an escape the card's first digits would be part of another character, and no card would be there. */
static gboolean
is_in_escape (const char *text, gsize place)
{
  return memchr (text + place - MIN (place, 5), '\\', MIN (place, 5)) != NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = { data, size };
  const guint bound = fuzz_input_byte (&input);
  const guint where = fuzz_input_byte (&input);
  const char *card = cards[bound % G_N_ELEMENTS (cards)];
  gsize length = 0;
  g_autofree char *text = fuzz_input_rest (&input, &length);
  const gsize place = length * where / 255;
  const gboolean has_card = !is_in_escape (text, place);
  g_autoptr (GString) planted = g_string_new_len (text, (gssize) length);

  check_reading (text, length);

  if (has_card)
    g_string_insert (planted, (gssize) place, card);
  check_kept (planted->str, planted->len, bound < 128 ? FIEL_JSON_MAX_SIZE : bound - 128, has_card ? card : NULL);

  return 0;
}
