/* test-relay-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a relay answers, read strictly; and the callback that a till sends to itself. */

#include "fiel-relay-answer.h"
#include "fiel-relay-query.h"
#include "fiel-test-call.h"

#include <string.h>

#define ENTRY(n, body) "{\"sequence\":" #n ",\"provider\":\"getnet\",\"received\":\"x\",\"body\":\"" body "\"}"
#define PAGE(last, news) "{\"epoch\":\"e-1\",\"last\":" #last ",\"news\":[" news "]}"

static FielRelayAnswer *
read_page (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  FielRelayAnswer *page = fiel_relay_answer_read (bytes, &error);

  g_assert_true ((page == NULL) == (error != NULL));
  return page;
}

static void
assert_body (FielRelayAnswer *page, guint index, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new (expected, strlen (expected));

  g_assert_true (g_bytes_equal (fiel_relay_entry_get_body (g_ptr_array_index (page->news, index)), bytes));
}

static void
test_good (void)
{
  g_autoptr (FielRelayAnswer) page
      = read_page (PAGE (12, ENTRY (7, "e30=") "," ENTRY (9, "") "," ENTRY (12, "W10=")));

  g_assert_nonnull (page);
  g_assert_cmpstr (page->epoch, ==, "e-1");
  g_assert_cmpint (page->last, ==, 12);
  g_assert_cmpuint (page->news->len, ==, 3);
  g_assert_cmpint (fiel_relay_entry_get_sequence (g_ptr_array_index (page->news, 1)), ==, 9);
  assert_body (page, 0, "{}");
  assert_body (page, 1, "");
  assert_body (page, 2, "[]");
}

static void
test_empty (void)
{
  g_autoptr (FielRelayAnswer) page = read_page ("{\"epoch\":\"e-1\",\"last\":0,\"news\":[],\"more\":{\"a\":1}}");

  g_assert_nonnull (page);
  g_assert_cmpuint (page->news->len, ==, 0);
}

static const char *const bad[] = {
  "",
  "[]",
  "{}",
  "{\"epoch\":\"e\",\"last\":1}",
  "{\"epoch\":\"e\",\"last\":1,\"news\":{}}",
  "{\"epoch\":\"\",\"last\":1,\"news\":[]}",
  "{\"epoch\":\"a b\",\"last\":1,\"news\":[]}",
  "{\"epoch\":7,\"last\":1,\"news\":[]}",
  "{\"epoch\":\"e\",\"last\":-1,\"news\":[]}",
  "{\"epoch\":\"e\",\"last\":99999999999999999999,\"news\":[]}",
  "{\"epoch\":\"e\",\"last\":1,\"last\":1,\"news\":[]}",
  PAGE (1, "7"),
  PAGE (1, "{\"sequence\":1}"),
  PAGE (0, ENTRY (0, "e30=")),
  PAGE (8, ENTRY (7, "e30=")),
  PAGE (6, ENTRY (7, "e30=")),
  PAGE (7, ENTRY (7, "e30=") "," ENTRY (7, "e30=")),
  PAGE (7, ENTRY (8, "e30=") "," ENTRY (7, "e30=")),
  PAGE (7, ENTRY (7, "e30")),
  PAGE (7, ENTRY (7, "e3=0")),
  PAGE (7, ENTRY (7, "e===")),
  PAGE (7, ENTRY (7, "e3 0")),
  PAGE (7, ENTRY (7, "e3-_")),
  PAGE (1, "") "x",
};

static void
test_bad (gconstpointer data)
{
  g_assert_null (read_page (data));
}

static char *
make_long (guint n_news, gsize body_length)
{
  g_autofree char *plain = g_strnfill (body_length, 'x');
  g_autofree char *encoded = g_base64_encode ((const guchar *) plain, body_length);
  GString *text = g_string_new ("{\"epoch\":\"e\",\"last\":");

  g_string_append_printf (text, "%u,\"news\":[", n_news);
  for (guint i = 1; i <= n_news; i++)
    g_string_append_printf (text, "%s{\"sequence\":%u,\"body\":\"%s\"}", i > 1 ? "," : "", i, encoded);
  g_string_append (text, "]}");

  return g_string_free (text, FALSE);
}

static gboolean
is_read (guint n_news, gsize body_length)
{
  g_autofree char *text = make_long (n_news, body_length);
  g_autoptr (FielRelayAnswer) page = read_page (text);

  return page != NULL;
}

static void
test_bounds (void)
{
  g_assert_true (is_read (FIEL_RELAY_MAX_NEWS, 1000));
  g_assert_false (is_read (FIEL_RELAY_MAX_NEWS + 1, 1000));
  g_assert_true (is_read (32, FIEL_RELAY_MAX_BODY));
  g_assert_false (is_read (1, FIEL_RELAY_MAX_BODY + 1));
  g_assert_false (is_read (FIEL_RELAY_MAX_NEWS, FIEL_RELAY_MAX_BODY));
}

static char *
read_call (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return fiel_test_call_read (bytes);
}

static void
test_call (void)
{
  static const char *const others[] = {
    "",
    "{}",
    "[]",
    "{\"fielTest\":\"0123456789abcdef0123456789abcde\"}",
    "{\"fielTest\":\"0123456789ABCDEF0123456789ABCDEF\"}",
    "{\"fielTest\":7}",
    "{\"FIELTEST\":\"0123456789abcdef0123456789abcdef\"}",
    "{\"fielTest\":\"0123456789abcdef0123456789abcdef\",\"data\":null}",
    "{\"data\":{\"fielTest\":\"0123456789abcdef0123456789abcdef\"}}",
  };
  g_autofree char *nonce = fiel_test_call_make_nonce ();
  g_autofree char *other = fiel_test_call_make_nonce ();
  g_autoptr (GBytes) body = fiel_test_call_make_body (nonce);
  g_autofree char *found = fiel_test_call_read (body);

  g_assert_cmpstr (found, ==, nonce);
  g_assert_cmpstr (other, !=, nonce);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_null (read_call (others[i]));
}

static void
test_token (void)
{
  g_assert_true (fiel_relay_token_is_valid ("0123456789abcdefghijklmnopqrstuvwxyzABCD-_X"));
  g_assert_false (fiel_relay_token_is_valid (NULL));
  g_assert_false (fiel_relay_token_is_valid (""));
  g_assert_false (fiel_relay_token_is_valid ("0123456789abcdefghijklmnopqrstuvwxyzABCD-_"));
  g_assert_false (fiel_relay_token_is_valid ("0123456789abcdefghijklmnopqrstuvwxyzABCD-_XY"));
  g_assert_false (fiel_relay_token_is_valid ("0123456789abcdefghijklmnopqrstuvwxyzABCD-\r\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/relay-answer/good", test_good);
  g_test_add_func ("/relay-answer/empty", test_empty);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf ("/relay-answer/bad/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, bad[i], test_bad);
    }
  g_test_add_func ("/relay-answer/bounds", test_bounds);
  g_test_add_func ("/relay-answer/test-call", test_call);
  g_test_add_func ("/relay-answer/token", test_token);

  return g_test_run ();
}
