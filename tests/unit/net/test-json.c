/* test-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Typed access, and redaction with canaries: card numbers planted wherever a server could put one.
 */

#include "fiel-json.h"

#include <string.h>

#define PAN "4111111111111111"
#define MASKED_PAN "************1111"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode *root = fiel_json_parse (bytes, &error);

  g_assert_no_error (error);
  return root;
}

static void
test_find (void)
{
  g_autoptr (JsonNode) root = parse ("{\"IdPosTxs\":1,\"none\":null,\"Code\":1,\"code\":0}");
  JsonObject *object = json_node_get_object (root);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (json_node_get_int (fiel_json_find (object, "idPosTxs", &error)), ==, 1);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_NULL (fiel_json_find (object, "NONE", &error)));
  g_assert_no_error (error);
  g_assert_null (fiel_json_find (object, "absent", &error));
  g_assert_no_error (error);
  g_assert_null (fiel_json_find (object, "CODE", &error));
  g_assert_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_DUPLICATE_KEY);
}

static void
test_int64 (void)
{
  static const struct
  {
    const char *member;
    gint64 value;
  } good[] = {
    { "0", 0 },
    { "-1", -1 },
    { "9223372036854775807", G_MAXINT64 },
    { "-9223372036854775808", G_MININT64 },
    { "\"512340\"", 512340 },
    { "\"-7\"", -7 },
    { "\"007\"", 7 },
    { "\"9223372036854775807\"", G_MAXINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"v\":%s}", good[i].member);
      g_autoptr (JsonNode) root = parse (text);
      g_autoptr (GError) error = NULL;
      gint64 value = 99;

      g_assert_true (fiel_json_get_int64 (json_node_get_object (root), "v", &value, &error));
      g_assert_no_error (error);
      g_assert_cmpint (value, ==, good[i].value);
    }
}

static void
test_not_int64 (void)
{
  static const struct
  {
    const char *text;
    FielJsonError code;
  } bad[] = {
    { "{}", FIEL_JSON_ERROR_MISSING },
    { "{\"v\":1,\"V\":1}", FIEL_JSON_ERROR_DUPLICATE_KEY },
    { "{\"v\":null}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":true}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":1.0}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":1e3}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":[1]}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":{}}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":\"\"}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":\"-\"}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":\"+1\"}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":\" 1\"}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":\"1 \"}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":\"1.0\"}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":\"0x10\"}", FIEL_JSON_ERROR_TYPE },
    { "{\"v\":\"9223372036854775808\"}", FIEL_JSON_ERROR_NUMBER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) root = parse (bad[i].text);
      g_autoptr (GError) error = NULL;
      gint64 value = 99;

      g_test_message ("%s", bad[i].text);
      g_assert_false (fiel_json_get_int64 (json_node_get_object (root), "v", &value, &error));
      g_assert_error (error, FIEL_JSON_ERROR, (int) bad[i].code);
      g_assert_cmpint (value, ==, 99);
    }
}

static void
test_string_and_object (void)
{
  g_autoptr (JsonNode) root = parse ("{\"Text\":\"a\",\"Inner\":{\"b\":1},\"number\":1,\"none\":null}");
  JsonObject *object = json_node_get_object (root);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (fiel_json_get_string (object, "text", &error), ==, "a");
  g_assert_true (json_object_has_member (fiel_json_get_object (object, "inner", &error), "b"));
  g_assert_no_error (error);

  g_assert_null (fiel_json_get_string (object, "number", &error));
  g_assert_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_null (fiel_json_get_string (object, "none", &error));
  g_assert_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_null (fiel_json_get_string (object, "absent", &error));
  g_assert_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (fiel_json_get_object (object, "text", &error));
  g_assert_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_null (fiel_json_get_object (object, "absent", &error));
  g_assert_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_MISSING);
}

static void
test_dup_text (void)
{
  static const struct
  {
    const char *name;
    const char *text;
  } rows[] = {
    { "text", "a" }, { "empty", "" }, { "number", "-12" }, { "fraction", NULL }, { "yes", NULL },
    { "none", NULL }, { "list", NULL }, { "inner", NULL }, { "absent", NULL }, { "twice", NULL },
  };
  g_autoptr (JsonNode) root = parse ("{\"text\":\"a\",\"empty\":\"\",\"number\":-12,\"fraction\":1.5,\"yes\":true,"
                                     "\"none\":null,\"list\":[],\"inner\":{},\"twice\":\"a\",\"TWICE\":\"b\"}");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = fiel_json_dup_text (json_node_get_object (root), rows[i].name);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* %NULL lists, then "token" secret and "id" kept. */
static const struct
{
  const char *name;
  const char *text;
  const char *kept;
} redactions[] = {
  { "untouched", " {\"a\" : [1, 2.50,\t\"\\u0041\\/\"] }\n", " {\"a\" : [1, 2.50,\t\"\\u0041\\/\"] }\n" },
  { "in-string", "{\"a\":\"" PAN "\"}", "{\"a\":\"" MASKED_PAN "\"}" },
  { "in-sentence", "{\"a\":\"card " PAN " declined\"}", "{\"a\":\"card " MASKED_PAN " declined\"}" },
  { "spaced", "{\"a\":\"4111 1111 1111 1111\"}", "{\"a\":\"**** **** **** 1111\"}" },
  { "nested", "{\"a\":{\"b\":[{\"c\":\"" PAN "\"}]}}", "{\"a\":{\"b\":[{\"c\":\"" MASKED_PAN "\"}]}}" },
  { "as-number", "{\"a\":" PAN "}", "{\"a\":\"" MASKED_PAN "\"}" },
  { "as-negative-number", "[-" PAN "]", "[\"-" MASKED_PAN "\"]" },
  { "as-fraction", "[" PAN ".0]", "[\"" MASKED_PAN ".0\"]" },
  { "as-name", "{\"" PAN "\":1}", "{\"" MASKED_PAN "\":1}" },
  { "by-escape", "{\"a\":\"\\u0034111111111111111\"}", "{\"a\":\"" MASKED_PAN "\"}" },
  { "by-escape-with-quote", "[\"\\\"\\n\\u0034111111111111111\"]", "[\"\\\"\\u000a" MASKED_PAN "\"]" },
  { "lonely-string", "\"" PAN "\"", "\"" MASKED_PAN "\"" },
  { "lonely-number", PAN, "\"" MASKED_PAN "\"" },
  { "not-luhn", "{\"a\":4111111111111112}", "{\"a\":4111111111111112}" },
  { "short-number", "{\"a\":411111111111}", "{\"a\":411111111111}" },
  { "kept-number", "{\"id\":" PAN "}", "{\"id\":" PAN "}" },
  { "kept-string", "{\"ID\":\"" PAN "\"}", "{\"ID\":\"" PAN "\"}" },
  { "kept-is-not-deep", "{\"id\":{\"a\":" PAN "}}", "{\"id\":{\"a\":\"" MASKED_PAN "\"}}" },
  { "kept-is-not-next", "{\"id\":1,\"a\":" PAN "}", "{\"id\":1,\"a\":\"" MASKED_PAN "\"}" },
  { "kept-list-is-not", "{\"id\":[" PAN "]}", "{\"id\":[\"" MASKED_PAN "\"]}" },
  { "secret-string", "{\"token\":\"abc\",\"a\":1}", "{\"token\":\"***\",\"a\":1}" },
  { "secret-case", "{\"Token\" : \"abc\"}", "{\"Token\" : \"***\"}" },
  { "secret-escaped-name", "{\"\\u0074oken\":\"abc\"}", "{\"\\u0074oken\":\"***\"}" },
  { "secret-number", "{\"token\":12}", "{\"token\":\"***\"}" },
  { "secret-null", "{\"token\":null}", "{\"token\":\"***\"}" },
  { "secret-object", "{\"token\":{\"a\":[\"abc\",{\"b\":1}]},\"c\":2}", "{\"token\":\"***\",\"c\":2}" },
  { "secret-list", "{\"a\":{\"token\":[[\"abc\"],1]},\"c\":2}", "{\"a\":{\"token\":\"***\"},\"c\":2}" },
  { "secret-empty-object", "{\"token\":{},\"c\":2}", "{\"token\":\"***\",\"c\":2}" },
  { "secret-value-is-not-name", "{\"a\":\"token\",\"b\":\"abc\"}", "{\"a\":\"token\",\"b\":\"abc\"}" },
  { "secret-beats-kept", "{\"token\":\"" PAN "\",\"id\":1}", "{\"token\":\"***\",\"id\":1}" },
  { "plain", "<p>card " PAN "</p>", "<p>card " MASKED_PAN "</p>" },
  { "plain-cut", "{\"a\":\"" PAN, "{\"a\":\"" MASKED_PAN },
  { "plain-secret", "{\"token\":\"abc\",\"token\":\"def\"}", "{\"token\":\"***\",\"token\":\"***\"}" },
  { "plain-secret-cut", "{\"token\": \"ab", "{\"token\": \"***" },
  { "plain-secret-form", "Token=abc&a=1", "Token=***&a=1" },
  { "plain-secret-word", "no token here", "no token here" },
  { "plain-not-utf8", "caf\xE9 " PAN, "caf\xEF\xBF\xBD " MASKED_PAN },
  { "empty", "", "" },
};

static void
test_redact (gconstpointer data)
{
  static const char *const secret[] = { "token", NULL };
  static const char *const keep[] = { "id", "token", NULL };
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *kept = fiel_json_redact (redactions[i].text, strlen (redactions[i].text), secret, keep, 4096);
  g_autofree char *again = fiel_json_redact (kept, strlen (kept), secret, keep, 4096);

  g_assert_cmpstr (kept, ==, redactions[i].kept);
  g_assert_cmpstr (again, ==, kept);
}

/* Bytes that make a text no JSON are mended so that it can be kept; what is kept must stay unreadable. */
static void
test_redact_stays_no_json (void)
{
  static const char *const secret[] = { "token", NULL };
  static const char *const texts[] = { "{\"a\":\"\xff\"}", "{\"token\":\"a\"b\"}", "{\"token\": 1 2}" };
  static const char nul[] = "{\"a\":\"\0\"}";
  g_autofree char *kept_nul = fiel_json_redact (nul, sizeof nul - 1, secret, NULL, 4096);

  g_assert_false (fiel_json_check (kept_nul, strlen (kept_nul), NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *kept = fiel_json_redact (texts[i], strlen (texts[i]), secret, NULL, 4096);

      g_assert_false (fiel_json_check (kept, strlen (kept), NULL));
    }
}

static void
test_redact_without_lists (void)
{
  static const char text[] = "{\"token\":\"abc\",\"id\":" PAN "}";
  g_autofree char *kept = fiel_json_redact (text, strlen (text), NULL, NULL, 4096);

  g_assert_cmpstr (kept, ==, "{\"token\":\"abc\",\"id\":\"" MASKED_PAN "\"}");
}

/* What is cut is masked before, so no half of a card number is left; and no half of a character. */
static void
test_redact_bounded (void)
{
  static const char text[] = "{\"a\":\"\xC3\xB1\xC3\xB1 " PAN " " PAN "\"}";

  for (gsize max_bytes = 0; max_bytes < 60; max_bytes++)
    {
      g_autofree char *kept = fiel_json_redact (text, strlen (text), NULL, NULL, max_bytes);

      g_assert_cmpuint (strlen (kept), <=, max_bytes);
      g_assert_true (g_utf8_validate (kept, -1, NULL));
      g_assert_null (strstr (kept, "411"));
      if (max_bytes >= 3 && max_bytes < 40)
        g_assert_true (g_str_has_suffix (kept, "…"));
    }
}

static void
test_redact_beyond_the_reader (void)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":\"" PAN "\",\"token\":\"abc\",\"b\":\"");
  static const char *const secret[] = { "token", NULL };
  g_autofree char *kept = NULL;

  while (text->len <= FIEL_JSON_MAX_SIZE)
    g_string_append (text, "filler ");
  kept = fiel_json_redact (text->str, text->len, secret, NULL, 1000);
  g_assert_cmpuint (strlen (kept), <=, 1000);
  g_assert_true (g_str_has_prefix (kept, "{\"a\":\"" MASKED_PAN "\",\"token\":\"***\",\"b\":\"filler "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/find", test_find);
  g_test_add_func ("/json/int64", test_int64);
  g_test_add_func ("/json/not-int64", test_not_int64);
  g_test_add_func ("/json/string-and-object", test_string_and_object);
  g_test_add_func ("/json/dup-text", test_dup_text);
  for (gsize i = 0; i < G_N_ELEMENTS (redactions); i++)
    {
      g_autofree char *path = g_strconcat ("/json/redact/", redactions[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_redact);
    }
  g_test_add_func ("/json/redact-stays-no-json", test_redact_stays_no_json);
  g_test_add_func ("/json/redact-without-lists", test_redact_without_lists);
  g_test_add_func ("/json/redact-bounded", test_redact_bounded);
  g_test_add_func ("/json/redact-beyond-the-reader", test_redact_beyond_the_reader);
  return g_test_run ();
}
