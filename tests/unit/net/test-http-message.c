/* test-http-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Requests that cannot be made, replies, the table of verdicts, and how an answer's headers are read.
 */

#include "fiel-http-framing.h"
#include "fiel-http-message-private.h"
#include "fiel-http-verdict.h"

#include <gio/gio.h>
#include <string.h>

static FielHttpRequest *
make_request (const char *uri, const char *const *headers, const char *content_type, GError **error)
{
  return fiel_http_request_new (FIEL_HTTP_PURPOSE_MONEY, "POST", uri, headers, content_type, NULL, 1, 1, error);
}

static void
test_request (void)
{
  char header_value[] = "abc";
  const char *headers[] = { "X-Api-Key", header_value, NULL };
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielHttpRequest) request =
    fiel_http_request_new (FIEL_HTTP_PURPOSE_READ, "PUT", "HTTPS://cloud.example:8443/a%20b?c=d", headers,
                           "application/json", body, 5, 6, &error);

  g_assert_no_error (error);
  header_value[0] = 'X';
  g_assert_cmpint (fiel_http_request_get_purpose (request), ==, FIEL_HTTP_PURPOSE_READ);
  g_assert_cmpstr (fiel_http_request_get_method (request), ==, "PUT");
  g_assert_cmpstr (g_uri_get_scheme (fiel_http_request_get_uri (request)), ==, "https");
  g_assert_cmpstr (g_uri_get_path (fiel_http_request_get_uri (request)), ==, "/a%20b");
  g_assert_cmpstr (fiel_http_request_get_headers (request)[1], ==, "abc");
  g_assert_true (fiel_http_request_get_body (request) == body);
  g_assert_cmpint (fiel_http_request_get_deadline_us (request), ==, 5);
  g_assert_cmpint (fiel_http_request_get_silence_us (request), ==, 6);
}

static void
test_bad_addresses (void)
{
  static const char *const addresses[] = {
    "", "/api", "cloud.example", "//cloud.example/", "ftp://cloud.example/", "file:///etc/passwd", "https://",
    "https:///path", "https://user:hunter2@cloud.example/", "https://user@cloud.example/", "https://cloud.example:x/",
    "https://cloud.example:99999/", "https://cloud example/",
    "https://cl%20oud.example/", "https://cloud.example/a b", "https://cloud.example/\r\nX: y", "https://cloud.example/\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", addresses[i]);
      g_assert_null (make_request (addresses[i], NULL, NULL, &error));
      g_assert_error (error, FIEL_HTTP_ERROR, FIEL_HTTP_ERROR_ADDRESS);
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

static void
test_bad_headers (void)
{
  static const char *const headers[][3] = {
    { "X", "hunter2\r\nY: z" }, { "X", "hunter2\nY: z" }, { "X", "hunter2\rY: z" }, { "X", "hunter2\001" },
    { "X\r\nY", "hunter2" }, { "X:", "hunter2" }, { "", "hunter2" }, { "X Y", "hunter2" }, { "X", NULL },
    { "Content-Length", "10" }, { "transfer-encoding", "chunked" }, { "Host", "other.example" },
    { "Connection", "keep-alive" }, { "Expect", "100-continue" }, { "Accept-Encoding", "gzip" },
    { "Content-Type", "text/plain" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make_request ("https://cloud.example/", headers[i], NULL, &error));
      g_assert_error (error, FIEL_HTTP_ERROR, FIEL_HTTP_ERROR_HEADER);
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

static void
test_bad_content_type (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (make_request ("https://cloud.example/", NULL, "a/b\r\nX: y", &error));
  g_assert_error (error, FIEL_HTTP_ERROR, FIEL_HTTP_ERROR_HEADER);
}

static void
test_reply (void)
{
  g_autoptr (FielHttpReply) reply = fiel_http_reply_new (FIEL_HTTP_VERDICT_UNKNOWN, FIEL_HTTP_CAUSE_CUT, 0, NULL, NULL,
                                                         0, "cut at 4111111111111111");

  g_assert_cmpint (fiel_http_reply_get_verdict (reply), ==, FIEL_HTTP_VERDICT_UNKNOWN);
  g_assert_cmpint (fiel_http_reply_get_cause (reply), ==, FIEL_HTTP_CAUSE_CUT);
  g_assert_cmpuint (g_bytes_get_size (fiel_http_reply_get_body (reply)), ==, 0);
  g_assert_null (fiel_http_reply_get_content_type (reply));
  g_assert_cmpstr (fiel_http_reply_get_detail (reply), ==, "cut at ************1111");
}

static void
test_causes (void)
{
  const struct
  {
    GQuark domain;
    int code;
    FielHttpCause cause;
  } rows[] = {
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, FIEL_HTTP_CAUSE_NAME_NOT_FOUND },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, FIEL_HTTP_CAUSE_NAME_NOT_FOUND },
    { G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND, FIEL_HTTP_CAUSE_NAME_NOT_FOUND },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, FIEL_HTTP_CAUSE_REFUSED },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, FIEL_HTTP_CAUSE_REFUSED },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, FIEL_HTTP_CAUSE_REFUSED },
    { G_IO_ERROR, G_IO_ERROR_PROXY_FAILED, FIEL_HTTP_CAUSE_REFUSED },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, FIEL_HTTP_CAUSE_CERTIFICATE },
    { G_TLS_ERROR, G_TLS_ERROR_NOT_TLS, FIEL_HTTP_CAUSE_CERTIFICATE },
    { G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, FIEL_HTTP_CAUSE_CERTIFICATE },
    { G_TLS_ERROR, G_TLS_ERROR_EOF, FIEL_HTTP_CAUSE_CUT },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, FIEL_HTTP_CAUSE_TIMED_OUT },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, FIEL_HTTP_CAUSE_CANCELLED },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, FIEL_HTTP_CAUSE_CUT },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, FIEL_HTTP_CAUSE_CUT },
    { G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, FIEL_HTTP_CAUSE_CUT },
    { G_IO_ERROR, G_IO_ERROR_FAILED, FIEL_HTTP_CAUSE_CUT },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, FIEL_HTTP_CAUSE_MALFORMED },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING, FIEL_HTTP_CAUSE_MALFORMED },
    { G_FILE_ERROR, G_FILE_ERROR_FAILED, FIEL_HTTP_CAUSE_CUT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (rows[i].domain, rows[i].code, "x");

      g_test_message ("%s %d", g_quark_to_string (rows[i].domain), rows[i].code);
      g_assert_cmpint (fiel_http_cause_of_error (error), ==, rows[i].cause);
    }
  g_assert_cmpint (fiel_http_verdict_of_failure (FALSE), ==, FIEL_HTTP_VERDICT_NOT_SENT);
  g_assert_cmpint (fiel_http_verdict_of_failure (TRUE), ==, FIEL_HTTP_VERDICT_UNKNOWN);
}

/* The nicknames go to logs and tests of others; each value has one. */
static void
test_enums (void)
{
  g_autoptr (GEnumClass) verdicts = g_type_class_ref (FIEL_TYPE_HTTP_VERDICT);
  g_autoptr (GEnumClass) causes = g_type_class_ref (FIEL_TYPE_HTTP_CAUSE);

  g_assert_cmpuint (verdicts->n_values, ==, FIEL_HTTP_VERDICT_UNKNOWN + 1);
  g_assert_cmpuint (causes->n_values, ==, FIEL_HTTP_CAUSE_CANCELLED + 1);
  for (int i = 0; i <= FIEL_HTTP_CAUSE_CANCELLED; i++)
    g_assert_cmpint (g_enum_get_value (causes, i)->value, ==, i);
}

static SoupMessageHeaders *
make_headers (const char *const *pairs)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

  for (gsize i = 0; pairs[i] != NULL; i += 2)
    soup_message_headers_append (headers, pairs[i], pairs[i + 1]);
  return headers;
}

static void
test_framing (void)
{
  static const struct
  {
    const char *method;
    guint status;
    const char *pairs[5];
    FielHttpFraming framing;
    guint64 length;
  } rows[] = {
    { "POST", 200, { NULL }, FIEL_HTTP_FRAMING_CLOSE, 0 },
    { "POST", 200, { "Content-Length", "10", NULL }, FIEL_HTTP_FRAMING_LENGTH, 10 },
    { "POST", 200, { "Content-Length", "0", NULL }, FIEL_HTTP_FRAMING_LENGTH, 0 },
    { "POST", 200, { "Transfer-Encoding", "chunked", NULL }, FIEL_HTTP_FRAMING_CHUNKED, 0 },
    { "POST", 200, { "Transfer-Encoding", "Chunked", NULL }, FIEL_HTTP_FRAMING_CHUNKED, 0 },
    { "POST", 200, { "Transfer-Encoding", "gzip, chunked", NULL }, FIEL_HTTP_FRAMING_BROKEN, 0 },
    { "POST", 200, { "Transfer-Encoding", "chunked", "Content-Length", "10", NULL }, FIEL_HTTP_FRAMING_BROKEN, 0 },
    /* Two headers become such a list, unless libsoup refuses the second, and the whole answer, itself. */
    { "POST", 200, { "Content-Length", "10, 11", NULL }, FIEL_HTTP_FRAMING_BROKEN, 0 },
    { "POST", 200, { "Content-Length", "10, 10", NULL }, FIEL_HTTP_FRAMING_BROKEN, 0 },
    { "POST", 200, { "Content-Length", "+10", NULL }, FIEL_HTTP_FRAMING_BROKEN, 0 },
    { "POST", 200, { "Content-Length", "1 0", NULL }, FIEL_HTTP_FRAMING_BROKEN, 0 },
    { "POST", 200, { "Content-Length", "0x10", NULL }, FIEL_HTTP_FRAMING_BROKEN, 0 },
    { "POST", 200, { "Content-Length", "", NULL }, FIEL_HTTP_FRAMING_BROKEN, 0 },
    { "POST", 200, { "Content-Length", "9223372036854775808", NULL }, FIEL_HTTP_FRAMING_BROKEN, 0 },
    { "POST", 204, { "Content-Length", "10", NULL }, FIEL_HTTP_FRAMING_EMPTY, 0 },
    { "GET", 304, { NULL }, FIEL_HTTP_FRAMING_EMPTY, 0 },
    { "HEAD", 200, { "Content-Length", "10", NULL }, FIEL_HTTP_FRAMING_EMPTY, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoupMessageHeaders *headers = make_headers (rows[i].pairs);
      guint64 length = 99;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (fiel_http_framing_of (rows[i].method, rows[i].status, headers, &length), ==, rows[i].framing);
      if (rows[i].framing != FIEL_HTTP_FRAMING_BROKEN)
        g_assert_cmpuint (length, ==, rows[i].length);
      soup_message_headers_unref (headers);
    }
}

static void
test_retry_after (void)
{
  static const struct
  {
    const char *pairs[5];
    gint64 seconds;
  } rows[] = {
    { { NULL }, 0 },
    { { "Retry-After", "0", NULL }, 0 },
    { { "Retry-After", "15", NULL }, 15 },
    { { "Retry-After", "99999999999", NULL }, 24 * 60 * 60 },
    { { "Retry-After", "-5", NULL }, 0 },
    { { "Retry-After", "soon", NULL }, 0 },
    { { "Retry-After", "Sat, 07 Mar 2026 10:00:30 GMT", "Date", "Sat, 07 Mar 2026 10:00:00 GMT", NULL }, 30 },
    { { "Retry-After", "Sat, 07 Mar 2026 10:00:00 GMT", "Date", "Sat, 07 Mar 2026 10:00:30 GMT", NULL }, 0 },
    { { "Retry-After", "Sat, 07 Mar 2026 10:00:30 GMT", NULL }, 0 },
    { { "Retry-After", "Sat, 07 Mar 2099 10:00:30 GMT", "Date", "Sat, 07 Mar 2026 10:00:00 GMT", NULL }, 24 * 60 * 60 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoupMessageHeaders *headers = make_headers (rows[i].pairs);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (fiel_http_retry_after_us (headers), ==, rows[i].seconds * G_USEC_PER_SEC);
      soup_message_headers_unref (headers);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/request", test_request);
  g_test_add_func ("/http/bad-addresses", test_bad_addresses);
  g_test_add_func ("/http/bad-headers", test_bad_headers);
  g_test_add_func ("/http/bad-content-type", test_bad_content_type);
  g_test_add_func ("/http/reply", test_reply);
  g_test_add_func ("/http/causes", test_causes);
  g_test_add_func ("/http/enums", test_enums);
  g_test_add_func ("/http/framing", test_framing);
  g_test_add_func ("/http/retry-after", test_retry_after);
  return g_test_run ();
}
