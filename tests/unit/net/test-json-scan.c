/* test-json-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The strict reader against a table in the manner of JSONTestSuite: y_ must be taken and keep its meaning, n_ must be
 * refused, each for its reason.
 */

#include "fiel-json.h"

#include <string.h>

/* What is to be read and how json-glib writes the tree again: the meaning, in canonical form. */
static const struct
{
  const char *name;
  const char *text;
  const char *canonical;
} good_cases[] = {
  { "y_array_empty", "[]", "[]" },
  { "y_array_with_spaces_inside", "[  ]", "[]" },
  { "y_array_of_arrays", "[[]   ]", "[[]]" },
  { "y_array_heterogeneous", "[null, 1, \"1\", {}]", "[null,1,\"1\",{}]" },
  { "y_array_with_newlines", "[1\n,\r\n2\t]", "[1,2]" },
  { "y_array_with_leading_space", " [1]", "[1]" },
  { "y_array_with_trailing_space", "[2] \n", "[2]" },
  { "y_array_with_several_null", "[1,null,null,null,2]", "[1,null,null,null,2]" },
  { "y_array_false_true", "[false,true]", "[false,true]" },
  { "y_array_depth_16", "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]" },
  { "y_number_zero", "[0]", "[0]" },
  { "y_number_minus_zero", "[-0]", "[0]" },
  { "y_number_minus_one", "[-1]", "[-1]" },
  { "y_number_after_space", "[ 4]", "[4]" },
  { "y_number_simple", "[123]", "[123]" },
  { "y_number_largest", "[9223372036854775807]", "[9223372036854775807]" },
  { "y_number_smallest", "[-9223372036854775808]", "[-9223372036854775808]" },
  { "y_number_fraction", "[1.5]", "[1.5]" },
  { "y_number_zero_fraction", "[0.25]", "[0.25]" },
  { "y_number_negative_fraction", "[-0.5]", "[-0.5]" },
  { "y_number_exponent", "[5e-1]", "[0.5]" },
  { "y_number_exponent_capital", "[25E-2]", "[0.25]" },
  { "y_number_exponent_plus", "[1e+2]", "[100.0]" },
  { "y_number_exponent_of_zero", "[0e1]", "[0.0]" },
  { "y_number_exponent_leading_zero", "[1e02]", "[100.0]" },
  { "y_number_fraction_exponent", "[12.5e1]", "[125.0]" },
  { "y_object_empty", "{}", "{}" },
  { "y_object_basic", "{\"a\":1}", "{\"a\":1}" },
  { "y_object_empty_key", "{\"\":0}", "{\"\":0}" },
  { "y_object_escaped_key", "{\"\\u0061b\":1}", "{\"ab\":1}" },
  { "y_object_keys_by_case", "{\"a\":1,\"A\":2}", "{\"a\":1,\"A\":2}" },
  { "y_object_same_key_deeper", "{\"a\":{\"a\":1}}", "{\"a\":{\"a\":1}}" },
  { "y_object_same_key_in_siblings", "[{\"a\":1},{\"a\":1}]", "[{\"a\":1},{\"a\":1}]" },
  { "y_object_with_spaces", "{ \"a\" : 1 , \"b\" : [ ] }", "{\"a\":1,\"b\":[]}" },
  { "y_object_with_newlines", "{\n\"a\":\n\"b\"\n}", "{\"a\":\"b\"}" },
  { "y_object_nested", "{\"a\":{\"b\":{\"c\":[{\"d\":null}]}}}", "{\"a\":{\"b\":{\"c\":[{\"d\":null}]}}}" },
  { "y_string_empty", "\"\"", "\"\"" },
  { "y_string_space", "\" \"", "\" \"" },
  { "y_string_quote_and_backslash", "[\"\\\"\\\\\"]", "[\"\\\"\\\\\"]" },
  { "y_string_solidus", "[\"\\/\"]", "[\"/\"]" },
  { "y_string_controls_escaped", "[\"\\b\\f\\n\\r\\t\"]", "[\"\\b\\f\\n\\r\\t\"]" },
  { "y_string_comment_like", "[\"a/*b*/c//d\"]", "[\"a/*b*/c//d\"]" },
  { "y_string_unicode_escape", "[\"\\u0041\\u00e9\\u20AC\"]", "[\"A\xC3\xA9\xE2\x82\xAC\"]" },
  { "y_string_surrogate_pair", "[\"\\uD83D\\uDE00\"]", "[\"\xF0\x9F\x98\x80\"]" },
  { "y_string_surrogate_pair_last", "[\"\\uDBFF\\uDFFF\"]", "[\"\xF4\x8F\xBF\xBF\"]" },
  { "y_string_utf8", "[\"\xC3\xB1 \xE2\x82\xAC \xF0\x9F\x98\x80\"]", "[\"\xC3\xB1 \xE2\x82\xAC \xF0\x9F\x98\x80\"]" },
  { "y_string_line_separator", "[\"\xE2\x80\xA8\"]", "[\"\xE2\x80\xA8\"]" },
  { "y_string_looks_like_escape", "[\"\\\\u0000\"]", "[\"\\\\u0000\"]" },
  { "y_structure_lonely_string", "\"asd\"", "\"asd\"" },
  { "y_structure_lonely_integer", "42", "42" },
  { "y_structure_lonely_negative", "-1", "-1" },
  { "y_structure_lonely_null", "null", "null" },
  { "y_structure_lonely_true", "true", "true" },
  { "y_structure_lonely_false", " false ", "false" },
  { "y_answer", "{\"code\":1,\"data\":{\"idPosTxs\":512340,\"response\":{\"code\":0}}}",
    "{\"code\":1,\"data\":{\"idPosTxs\":512340,\"response\":{\"code\":0}}}" },
};

#define SYNTAX FIEL_JSON_ERROR_SYNTAX
#define DEEP FIEL_JSON_ERROR_TOO_DEEP
#define TWICE FIEL_JSON_ERROR_DUPLICATE_KEY
#define NUMBER FIEL_JSON_ERROR_NUMBER
#define ENCODING FIEL_JSON_ERROR_ENCODING

/* @length: 0 for the whole string. */
static const struct
{
  const char *name;
  const char *text;
  FielJsonError code;
  gsize length;
} bad_cases[] = {
  { "n_structure_no_data", "", SYNTAX },
  { "n_structure_space_only", " \n", SYNTAX },
  { "n_structure_unclosed_array", "[1", SYNTAX },
  { "n_structure_unclosed_after_comma", "[1,", SYNTAX },
  { "n_structure_unopened", "]", SYNTAX },
  { "n_structure_wrong_close", "[1}", SYNTAX },
  { "n_structure_wrong_close_object", "{\"a\":1]", SYNTAX },
  { "n_structure_two_values", "[1] [2]", SYNTAX },
  { "n_structure_trailing_word", "{} x", SYNTAX },
  { "n_structure_trailing_comma", "{},", SYNTAX },
  { "n_structure_trailing_bracket", "[1]]", SYNTAX },
  { "n_structure_trailing_semicolon", "{\"a\":1};", SYNTAX },
  { "n_structure_assignment", "var x = {}", SYNTAX },
  { "n_structure_byte_order_mark", "\xEF\xBB\xBF{}", SYNTAX },
  { "n_structure_form_feed", "[\f]", SYNTAX },
  { "n_structure_no_break_space", "[\xC2\xA0]", SYNTAX },
  { "n_structure_capital_true", "[True]", SYNTAX },
  { "n_structure_capital_null", "[NULL]", SYNTAX },
  { "n_structure_short_true", "tru", SYNTAX },
  { "n_structure_long_null", "nulll", SYNTAX },
  { "n_structure_bare_word", "abc", SYNTAX },
  { "n_structure_html", "<html>", SYNTAX },
  { "n_structure_nul_after", "[1]\0", ENCODING, 4 },
  { "n_structure_nul_before", "\0[1]", ENCODING, 4 },
  { "n_structure_nul_between", "[1,\0002]", ENCODING, 6 },
  { "n_structure_17_arrays", "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", DEEP },
  { "n_structure_17_mixed", "[[[[[[[[[[[[[[[[{}]]]]]]]]]]]]]]]]", DEEP },
  { "n_structure_17_unclosed", "[[[[[[[[[[[[[[[[[", DEEP },
  { "n_comment_block", "/* a */ {}", SYNTAX },
  { "n_comment_inside", "{\"a\":/* b */1}", SYNTAX },
  { "n_comment_line", "{} // a", SYNTAX },
  { "n_comment_hash", "# a\n{}", SYNTAX },
  { "n_array_comma_only", "[,]", SYNTAX },
  { "n_array_leading_comma", "[,1]", SYNTAX },
  { "n_array_trailing_comma", "[1,]", SYNTAX },
  { "n_array_double_comma", "[1,,2]", SYNTAX },
  { "n_array_missing_comma", "[1 2]", SYNTAX },
  { "n_array_colon", "[\"a\":1]", SYNTAX },
  { "n_array_star", "[*]", SYNTAX },
  { "n_array_unclosed_string", "[\"a", SYNTAX },
  { "n_object_trailing_comma", "{\"a\":1,}", SYNTAX },
  { "n_object_leading_comma", "{,\"a\":1}", SYNTAX },
  { "n_object_double_comma", "{\"a\":1,,\"b\":2}", SYNTAX },
  { "n_object_missing_comma", "{\"a\":1 \"b\":2}", SYNTAX },
  { "n_object_missing_colon", "{\"a\" 1}", SYNTAX },
  { "n_object_double_colon", "{\"a\"::1}", SYNTAX },
  { "n_object_missing_value", "{\"a\":}", SYNTAX },
  { "n_object_missing_key", "{:1}", SYNTAX },
  { "n_object_name_only", "{\"a\"}", SYNTAX },
  { "n_object_unquoted_name", "{a:1}", SYNTAX },
  { "n_object_number_name", "{1:1}", SYNTAX },
  { "n_object_null_name", "{null:1}", SYNTAX },
  { "n_object_single_quotes", "{'a':1}", SYNTAX },
  { "n_object_equals", "{\"a\"=1}", SYNTAX },
  { "n_object_unclosed", "{\"a\":1", SYNTAX },
  { "n_object_cut_in_name", "{\"a", SYNTAX },
  { "n_object_cut_after_colon", "{\"a\":", SYNTAX },
  { "n_object_duplicate", "{\"a\":1,\"a\":1}", TWICE },
  { "n_object_duplicate_far", "{\"code\":1,\"b\":[{}],\"code\":0}", TWICE },
  { "n_object_duplicate_empty", "{\"\":1,\"\":2}", TWICE },
  { "n_object_duplicate_by_escape", "{\"a\":1,\"\\u0061\":2}", TWICE },
  { "n_object_duplicate_deep", "[{\"x\":{\"a\":1,\"a\":2}}]", TWICE },
  { "n_string_single_quotes", "['a']", SYNTAX },
  { "n_string_newline", "[\"a\nb\"]", SYNTAX },
  { "n_string_tab", "[\"\t\"]", SYNTAX },
  { "n_string_control", "[\"\x1f\"]", SYNTAX },
  { "n_string_escape_x", "[\"\\x00\"]", SYNTAX },
  { "n_string_escape_quote", "[\"\\'\"]", SYNTAX },
  { "n_string_escape_zero", "[\"\\0\"]", SYNTAX },
  { "n_string_escape_capital_u", "[\"\\U0041\"]", SYNTAX },
  { "n_string_escape_end", "[\"\\", SYNTAX },
  { "n_string_escape_swallows_quote", "[\"\\\"]", SYNTAX },
  { "n_string_unicode_short", "[\"\\u00A\"]", SYNTAX },
  { "n_string_unicode_none", "[\"\\u\"]", SYNTAX },
  { "n_string_unicode_not_hex", "[\"\\u00G0\"]", SYNTAX },
  { "n_string_unicode_signed", "[\"\\u+041\"]", SYNTAX },
  { "n_string_unicode_nul", "[\"a\\u0000b\"]", ENCODING },
  { "n_object_name_unicode_nul", "{\"code\\u0000x\":1}", ENCODING },
  { "n_string_lone_high_surrogate", "[\"\\uD800\"]", ENCODING },
  { "n_string_lone_low_surrogate", "[\"\\uDC00\"]", ENCODING },
  { "n_string_high_then_text", "[\"\\uD800abc\"]", ENCODING },
  { "n_string_high_then_newline", "[\"\\uD800\\n\"]", ENCODING },
  { "n_string_two_high_surrogates", "[\"\\uD800\\uD800\"]", ENCODING },
  { "n_string_surrogates_reversed", "[\"\\uDE00\\uD83D\"]", ENCODING },
  { "n_string_high_then_short", "[\"\\uD800\\u1\"]", SYNTAX },
  { "n_string_nul_byte", "[\"a\0b\"]", ENCODING, 7 },
  { "n_string_latin1", "[\"\xE9\"]", ENCODING },
  { "n_string_overlong", "[\"\xC0\xAF\"]", ENCODING },
  { "n_string_overlong_nul", "[\"\xC0\x80\"]", ENCODING },
  { "n_string_truncated_utf8", "[\"\xE2\x82\"]", ENCODING },
  { "n_string_surrogate_in_utf8", "[\"\xED\xA0\x80\"]", ENCODING },
  { "n_string_beyond_unicode", "[\"\xF5\x80\x80\x80\"]", ENCODING },
  { "n_string_utf16", "[\0\"\0", ENCODING, 4 },
  { "n_number_plus", "[+1]", SYNTAX },
  { "n_number_double_minus", "[--1]", SYNTAX },
  { "n_number_minus_only", "[-]", SYNTAX },
  { "n_number_minus_space", "[- 1]", SYNTAX },
  { "n_number_leading_zero", "[01]", SYNTAX },
  { "n_number_leading_zeros", "[00]", SYNTAX },
  { "n_number_negative_leading_zero", "[-01]", SYNTAX },
  { "n_number_leading_point", "[.5]", SYNTAX },
  { "n_number_trailing_point", "[1.]", SYNTAX },
  { "n_number_point_exponent", "[1.e1]", SYNTAX },
  { "n_number_two_points", "[1.2.3]", SYNTAX },
  { "n_number_hex", "[0x10]", SYNTAX },
  { "n_number_octal", "[0o7]", SYNTAX },
  { "n_number_nan", "[NaN]", SYNTAX },
  { "n_number_minus_nan", "[-NaN]", SYNTAX },
  { "n_number_infinity", "[Infinity]", SYNTAX },
  { "n_number_minus_infinity", "[-Infinity]", SYNTAX },
  { "n_number_exponent_empty", "[1e]", SYNTAX },
  { "n_number_exponent_sign_only", "[1e+]", SYNTAX },
  { "n_number_exponent_double_sign", "[1e+-1]", SYNTAX },
  { "n_number_underscore", "[1_000]", SYNTAX },
  { "n_number_suffix", "[1L]", SYNTAX },
  { "n_number_full_width", "[\xEF\xBC\x91]", SYNTAX },
  { "n_number_comma", "[1,5.]", SYNTAX },
  { "n_number_one_too_large", "[9223372036854775808]", NUMBER },
  { "n_number_one_too_small", "[-9223372036854775809]", NUMBER },
  { "n_number_twenty_nines", "[99999999999999999999]", NUMBER },
  { "n_number_overflow", "[1e400]", NUMBER },
  { "n_number_negative_overflow", "[-1e400]", NUMBER },
  { "n_number_underflow", "[1e-400]", NUMBER },
};

G_STATIC_ASSERT (G_N_ELEMENTS (good_cases) + G_N_ELEMENTS (bad_cases) >= 120);

static void
test_good (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GBytes) bytes = g_bytes_new (good_cases[i].text, strlen (good_cases[i].text));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *canonical = NULL;

  g_assert_true (fiel_json_check (good_cases[i].text, strlen (good_cases[i].text), &error));
  g_assert_no_error (error);
  root = fiel_json_parse (bytes, &error);
  g_assert_no_error (error);
  canonical = json_to_string (root, FALSE);
  g_assert_cmpstr (canonical, ==, good_cases[i].canonical);
}

static void
test_bad (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  gsize length = bad_cases[i].length != 0 ? bad_cases[i].length : strlen (bad_cases[i].text);
  g_autoptr (GBytes) bytes = g_bytes_new (bad_cases[i].text, length);
  g_autoptr (GError) check_error = NULL;
  g_autoptr (GError) parse_error = NULL;

  g_assert_false (fiel_json_check (bad_cases[i].text, length, &check_error));
  g_assert_error (check_error, FIEL_JSON_ERROR, (int) bad_cases[i].code);
  g_assert_null (fiel_json_parse (bytes, &parse_error));
  g_assert_error (parse_error, FIEL_JSON_ERROR, (int) bad_cases[i].code);
}

/* Every text cut at every byte: never taken for whole, never read beyond its end. */
static void
test_cut_anywhere (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      const char *text = g_strstrip (g_strdup (good_cases[i].text));
      gsize length = strlen (text);

      for (gsize cut = 0; cut < length && (text[0] == '[' || text[0] == '{'); cut++)
        {
          g_autofree char *exact = g_memdup2 (text, MAX (cut, 1));

          g_assert_false (fiel_json_check (exact, cut, NULL));
        }
      g_free ((char *) text);
    }
}

static void
test_size_limit (void)
{
  g_autoptr (GString) text = g_string_new ("\"");
  g_autoptr (GError) error = NULL;

  while (text->len < FIEL_JSON_MAX_SIZE - 1)
    g_string_append_c (text, 'a');
  g_string_append_c (text, '"');
  g_assert_true (fiel_json_check (text->str, text->len, &error));
  g_assert_no_error (error);

  g_string_append_c (text, ' ');
  g_assert_false (fiel_json_check (text->str, text->len, &error));
  g_assert_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TOO_LARGE);
}

static void
test_brackets_do_not_overflow (void)
{
  g_autofree char *brackets = g_strnfill (FIEL_JSON_MAX_SIZE, '[');
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_json_check (brackets, FIEL_JSON_MAX_SIZE, &error));
  g_assert_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_TOO_DEEP);
}

/* A message goes to the log: it must not carry what it complains about. */
static void
test_message_quotes_nothing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_json_check ("{\"token\":\"SECRET\",\"token\":1}", 28, &error));
  g_assert_error (error, FIEL_JSON_ERROR, FIEL_JSON_ERROR_DUPLICATE_KEY);
  g_assert_null (strstr (error->message, "SECRET"));
  g_assert_null (strstr (error->message, "token"));
  g_assert_nonnull (strstr (error->message, "byte 25"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/json/scan/", good_cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/json/scan/", bad_cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_bad);
    }
  g_test_add_func ("/json/scan/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/json/scan/size-limit", test_size_limit);
  g_test_add_func ("/json/scan/brackets-do-not-overflow", test_brackets_do_not_overflow);
  g_test_add_func ("/json/scan/message-quotes-nothing", test_message_quotes_nothing);
  return g_test_run ();
}
