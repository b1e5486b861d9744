/* test-inbound-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two shapes of request that come in, and what only looks like them.
 */

#include "fiel-inbound-head.h"

#include <string.h>

#define WHOLE FIEL_INBOUND_PARSE_WHOLE
#define MORE FIEL_INBOUND_PARSE_MORE
#define HEAD FIEL_INBOUND_PARSE_HEAD
#define BAD FIEL_INBOUND_PARSE_BAD
#define LINE "POST /callback/x HTTP/1.1\r\n"
#define TWO "Content-Length: 2\r\n\r\n{}"

static const struct
{
  const char *name;
  const char *text;
  FielInboundParse parse;
} rows[] = {
  { "usual", LINE "Host: a\r\n" TWO, WHOLE },
  { "http-1.0", "POST /callback/x HTTP/1.0\r\n" TWO, WHOLE },
  { "no-body", LINE "Content-Length: 0\r\n\r\n", WHOLE },
  { "length-padded", LINE "content-length:\t2 \r\n\r\n{}", WHOLE },
  { "length-leading-zeros", LINE "Content-Length: 00002\r\n\r\n{}", WHOLE },
  { "more-than-stated", LINE TWO "xx", WHOLE },
  { "nothing-yet", "", MORE },
  { "half-line", "POST /call", MORE },
  { "half-head", LINE "Host: a\r\n", MORE },
  { "half-body", LINE "Content-Length: 3\r\n\r\n{}", HEAD },
  { "largest", LINE "Content-Length: 16384\r\n\r\n", HEAD },
  { "too-large", LINE "Content-Length: 16385\r\n\r\n", BAD },
  { "much-too-large", LINE "Content-Length: 18446744073709551618\r\n\r\n{}", BAD },
  { "no-length", LINE "Host: a\r\n\r\n", BAD },
  { "empty-length", LINE "Content-Length: \r\n\r\n", BAD },
  { "negative-length", LINE "Content-Length: -2\r\n\r\n{}", BAD },
  { "plus-length", LINE "Content-Length: +2\r\n\r\n{}", BAD },
  { "hex-length", LINE "Content-Length: 0x2\r\n\r\n{}", BAD },
  { "length-list", LINE "Content-Length: 2, 2\r\n\r\n{}", BAD },
  { "two-lengths", LINE "Content-Length: 2\r\n" TWO, BAD },
  { "two-different-lengths", LINE "Content-Length: 3\r\n" TWO, BAD },
  { "chunked", LINE "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", BAD },
  { "chunked-and-length", LINE "Transfer-Encoding: chunked\r\n" TWO, BAD },
  { "length-and-chunked", LINE "Content-Length: 2\r\ntransfer-encoding: x\r\n\r\n{}", BAD },
  { "get", "GET /news?wait=1 HTTP/1.1\r\nHost: a\r\n\r\n", WHOLE },
  { "get-1.0", "GET /news HTTP/1.0\r\n\r\n", WHOLE },
  { "get-empty-body", "GET /news HTTP/1.1\r\nContent-Length: 0\r\n\r\n", WHOLE },
  { "get-with-body", "GET /callback/x HTTP/1.1\r\n" TWO, BAD },
  { "get-two-lengths", "GET /news HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n", BAD },
  { "get-chunked", "GET /news HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", BAD },
  { "get-half", "GET /news HTTP/1.1\r\n", MORE },
  { "get-without-target", "GET  HTTP/1.1\r\n\r\n", BAD },
  { "get-without-version", "GET /news\r\n\r\n", BAD },
  { "lower-case-get", "get /news HTTP/1.1\r\n\r\n", BAD },
  { "head", "HEAD /news HTTP/1.1\r\n\r\n", BAD },
  { "get-authorization", "GET /news HTTP/1.1\r\nAuthorization: Bearer a\r\n\r\n", WHOLE },
  { "two-authorizations", "GET /news HTTP/1.1\r\nAuthorization: Bearer a\r\nAuthorization: Bearer a\r\n\r\n", BAD },
  { "put", "PUT /callback/x HTTP/1.1\r\n" TWO, BAD },
  { "lower-case-method", "post /callback/x HTTP/1.1\r\n" TWO, BAD },
  { "http-2", "POST /callback/x HTTP/2.0\r\n" TWO, BAD },
  { "http-1.2", "POST /callback/x HTTP/1.2\r\n" TWO, BAD },
  { "no-version", "POST /callback/x\r\n" TWO, BAD },
  { "no-target", "POST  HTTP/1.1\r\n" TWO, BAD },
  { "absolute-target", "POST http://a/callback/x HTTP/1.1\r\n" TWO, BAD },
  { "target-with-blank", "POST /callback/x y HTTP/1.1\r\n" TWO, BAD },
  { "target-with-control", "POST /callback/\001 HTTP/1.1\r\n" TWO, BAD },
  { "target-not-ascii", "POST /callback/\xC3\xB1 HTTP/1.1\r\n" TWO, BAD },
  { "two-blanks", "POST  /callback/x HTTP/1.1\r\n" TWO, BAD },
  { "line-feeds-only", "POST /callback/x HTTP/1.1\nContent-Length: 2\n\n{}", MORE },
  { "line-feed-inside", LINE "Host: a\nContent-Length: 9\r\n" TWO, BAD },
  { "carriage-return-inside", LINE "Host: a\rb\r\n" TWO, BAD },
  { "folded", LINE "Host: a\r\n b\r\n" TWO, BAD },
  { "blank-before-colon", LINE "Content-Length : 2\r\n\r\n{}", BAD },
  { "header-without-colon", LINE "Host\r\n" TWO, BAD },
  { "header-without-name", LINE ": a\r\n" TWO, BAD },
  { "garbage", "\001\002\003\r\n\r\n", BAD },
  { "tls-hello", "\026\003\001\r\n\r\n", BAD },
  { "empty-lines-only", "\r\n\r\n", BAD },
};

static void
test_row (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  gsize length = strlen (rows[i].text);
  g_autofree char *exact = g_memdup2 (rows[i].text, MAX (length, 1));
  FielInboundHead head;

  g_assert_cmpint (fiel_inbound_head_parse (exact, length, &head), ==, rows[i].parse);
}

static void
test_parts (void)
{
  static const char text[] = "POST /callback/abc HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 4\r\n\r\nbody+";
  FielInboundHead head;

  g_assert_cmpint (fiel_inbound_head_parse (text, strlen (text), &head), ==, WHOLE);
  g_assert_true (strncmp (text + head.target_offset, "/callback/abc HTTP", head.target_length + 5) == 0);
  g_assert_cmpuint (head.target_length, ==, strlen ("/callback/abc"));
  g_assert_true (g_str_has_prefix (text + head.body_offset, "body"));
  g_assert_cmpuint (head.body_length, ==, 4);
  g_assert_true (head.expects_continue);
}

static void
test_authorization (void)
{
  static const char text[] = "GET /news?wait=5 HTTP/1.1\r\nauthorization: \t Bearer abc \r\nX: y\r\n\r\n";
  FielInboundHead head;

  g_assert_cmpint (fiel_inbound_head_parse (text, strlen (text), &head), ==, WHOLE);
  g_assert_cmpint (head.method, ==, FIEL_INBOUND_METHOD_GET);
  g_assert_cmpuint (head.authorization_length, ==, strlen ("Bearer abc"));
  g_assert_true (g_str_has_prefix (text + head.authorization_offset, "Bearer abc "));
  g_assert_true (strncmp (text + head.target_offset, "/news?wait=5 ", head.target_length + 1) == 0);
  g_assert_cmpuint (head.body_offset, ==, strlen (text));

  g_assert_cmpint (fiel_inbound_head_parse (LINE TWO, strlen (LINE TWO), &head), ==, WHOLE);
  g_assert_cmpint (head.method, ==, FIEL_INBOUND_METHOD_POST);
  g_assert_cmpuint (head.authorization_offset, ==, 0);
}

/* Who may ask again on the same connection: nobody whose words leave a doubt. */
static const struct
{
  const char *text;
  gboolean persists;
} connections[] = {
  { "GET / HTTP/1.1\r\n\r\n", TRUE },
  { "GET / HTTP/1.1\r\nConnection: Keep-Alive\r\n\r\n", TRUE },
  { "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", FALSE },
  { "GET / HTTP/1.1\r\nConnection: keep-alive, close\r\n\r\n", FALSE },
  { "GET / HTTP/1.1\r\nConnection: upgrade\r\n\r\n", FALSE },
  { "GET / HTTP/1.1\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n", FALSE },
  { "GET / HTTP/1.0\r\n\r\n", FALSE },
  { "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", FALSE },
};

static void
test_connection (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (connections); i++)
    {
      FielInboundHead head;

      g_assert_cmpint (fiel_inbound_head_parse (connections[i].text, strlen (connections[i].text), &head), ==, WHOLE);
      g_assert_cmpint (head.persists, ==, connections[i].persists);
    }
}

/* However it is cut on the way, it is read as one thing. */
static void
test_cut_anywhere (void)
{
  static const char text[] = LINE "Host: a\r\n" TWO;
  FielInboundHead head;

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autofree char *exact = g_memdup2 (text, MAX (length, 1));
      FielInboundParse parse = fiel_inbound_head_parse (exact, length, &head);

      g_assert_cmpint (parse, ==, length < strlen (text) - 2 ? MORE : HEAD);
    }
}

static void
test_long_head (void)
{
  g_autoptr (GString) text = g_string_new (LINE "X: ");
  FielInboundHead head;

  while (text->len < FIEL_INBOUND_MAX_HEAD)
    g_string_append_c (text, 'a');
  g_assert_cmpint (fiel_inbound_head_parse (text->str, text->len, &head), ==, MORE);
  g_string_append_c (text, 'a');
  g_assert_cmpint (fiel_inbound_head_parse (text->str, text->len, &head), ==, BAD);
  g_string_append (text, "\r\n" TWO);
  g_assert_cmpint (fiel_inbound_head_parse (text->str, text->len, &head), ==, BAD);
}

static void
test_nul (void)
{
  static const char text[] = LINE "Host: a\0b\r\n" TWO;
  static const char in_target[] = "POST /callback/x\0 HTTP/1.1\r\n" TWO;
  FielInboundHead head;

  g_assert_cmpint (fiel_inbound_head_parse (text, sizeof text - 1, &head), ==, BAD);
  g_assert_cmpint (fiel_inbound_head_parse (in_target, sizeof in_target - 1, &head), ==, BAD);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/inbound/head/", rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/inbound/head/parts", test_parts);
  g_test_add_func ("/inbound/head/where-authorization-is", test_authorization);
  g_test_add_func ("/inbound/head/connection", test_connection);
  g_test_add_func ("/inbound/head/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/inbound/head/long-head", test_long_head);
  g_test_add_func ("/inbound/head/nul", test_nul);
  return g_test_run ();
}
