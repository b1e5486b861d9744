/* hostile-cases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything a server, or what stands in between, can do to one POST, and what the client must say of it. That the
 * request is transmitted once is not in the table: it holds for every row.
 */

#include "hostile-cases.h"

#define ANSWERED FIEL_HTTP_VERDICT_ANSWERED, FIEL_HTTP_CAUSE_NONE
#define UNKNOWN(cause) FIEL_HTTP_VERDICT_UNKNOWN, FIEL_HTTP_CAUSE_##cause
#define NOT_SENT(cause) FIEL_HTTP_VERDICT_NOT_SENT, FIEL_HTTP_CAUSE_##cause

#define HEAD(status) "HTTP/1.1 " status "\r\nContent-Type: application/json\r\n"
#define WITH(status, headers) SEND (HEAD (status) headers "Content-Length: 10\r\n\r\n" ANSWER_BODY)
#define PLAINLY(status) WITH (status, "")
#define OVER_SLOW (OVER_PLAIN | OVER_TLS) /* time is what they take */
#define TEN "Content-Length: 10\r\n\r\n"
#define CHUNKED HEAD ("200 OK") "Transfer-Encoding: chunked\r\n\r\n"
#define KB "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" \
           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

const HostileCase hostile_cases[] = {
  /* Whole answers: the provider's table decides what they mean. */
  { "200", OVER_ALL, { PLAINLY ("200 OK") }, ANSWERED, 200 },
  { "200-split", OVER_ALL, { SEND (HEAD ("200 OK")), SEND (TEN "{\"co"), SEND ("de\":1}") }, ANSWERED, 200 },
  { "200-drip", OVER_ALL, { DRIP (1, HEAD ("200 OK") TEN ANSWER_BODY) }, ANSWERED, 200 },
  { "200-chunked", OVER_ALL, { SEND (CHUNKED "4\r\n{\"co\r\n6\r\nde\":1}\r\n0\r\n\r\n") }, ANSWERED, 200 },
  { "200-chunked-then-fin", OVER_ALL, { SEND (CHUNKED "A\r\n" ANSWER_BODY "\r\n0\r\n\r\n"), FIN }, ANSWERED, 200 },
  { "200-chunked-extension", OVER_ALL, { SEND (CHUNKED "A;a=b\r\n" ANSWER_BODY "\r\n0\r\n\r\n") }, ANSWERED, 200 },
  { "200-keep-open", OVER_ALL, { PLAINLY ("200 OK"), SILENCE }, ANSWERED, 200 },
  { "200-close-with-length", OVER_ALL, { WITH ("200 OK", "Connection: close\r\n"), SILENCE }, ANSWERED, 200 },
  { "200-until-close", OVER_ALL, { SEND (HEAD ("200 OK") "\r\n" ANSWER_BODY), FIN }, ANSWERED, 200 },
  { "200-http-1.0", OVER_ALL, { SEND ("HTTP/1.0 200 OK\r\n" TEN ANSWER_BODY), FIN }, ANSWERED, 200 },
  { "200-more-than-stated", OVER_ALL, { PLAINLY ("200 OK"), SEND ("{\"code\":0}") }, ANSWERED, 200 },
  { "200-two-answers", OVER_ALL, { PLAINLY ("200 OK"), PLAINLY ("500 Oh") }, ANSWERED, 200 },
  { "200-empty", OVER_ALL, { SEND ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") }, ANSWERED, 200, "" },
  { "204", OVER_ALL, { SEND ("HTTP/1.1 204 No Content\r\n\r\n") }, ANSWERED, 204, "" },
  { "100-then-200", OVER_ALL, { SEND ("HTTP/1.1 100 Continue\r\n\r\n"), PLAINLY ("200 OK") }, ANSWERED, 200 },
  { "102-thrice-then-200", OVER_ALL,
    { TIMES (3, "HTTP/1.1 102 Processing\r\n\r\n"), PLAINLY ("200 OK") }, ANSWERED, 200 },
  { "301", OVER_ALL, { WITH ("301 Moved", "Location: /elsewhere\r\n") }, ANSWERED, 301 },
  { "302", OVER_ALL, { WITH ("302 Found", "Location: /elsewhere\r\n") }, ANSWERED, 302 },
  { "303", OVER_ALL, { WITH ("303 See Other", "Location: /elsewhere\r\n") }, ANSWERED, 303 },
  { "307", OVER_ALL, { WITH ("307 Temporary Redirect", "Location: /elsewhere\r\n") }, ANSWERED, 307 },
  { "308", OVER_ALL, { WITH ("308 Permanent Redirect", "Location: /elsewhere\r\n") }, ANSWERED, 308 },
  { "308-to-itself", OVER_ALL, { WITH ("308 Permanent Redirect", "Location: \r\n") }, ANSWERED, 308 },
  { "400", OVER_ALL, { PLAINLY ("400 Bad Request") }, ANSWERED, 400 },
  { "401-without-credentials", OVER_ALL,
    { WITH ("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n") }, ANSWERED, 401 },
  { "401-with-credentials", OVER_ALL,
    { WITH ("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n") }, ANSWERED, 401,
    .header = "Authorization", .value = "Basic YTpi" },
  { "401-with-bearer", OVER_ALL,
    { WITH ("401 Unauthorized", "WWW-Authenticate: Bearer\r\n") }, ANSWERED, 401,
    .header = "Authorization", .value = "Bearer abc" },
  { "403", OVER_ALL, { PLAINLY ("403 Forbidden") }, ANSWERED, 403 },
  { "404", OVER_ALL, { PLAINLY ("404 Not Found") }, ANSWERED, 404 },
  { "407-without-credentials", OVER_ALL,
    { WITH ("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\"\r\n") }, ANSWERED, 407 },
  { "407-with-credentials", OVER_ALL,
    { WITH ("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\"\r\n") }, ANSWERED, 407,
    .header = "Proxy-Authorization", .value = "Basic YTpi" },
  { "408", OVER_ALL, { WITH ("408 Request Timeout", "Connection: close\r\n"), FIN }, ANSWERED, 408 },
  { "417", OVER_ALL, { PLAINLY ("417 Expectation Failed") }, ANSWERED, 417 },
  { "425", OVER_ALL, { WITH ("425 Too Early", "Retry-After: 0\r\n") }, ANSWERED, 425 },
  { "426-upgrade", OVER_ALL, { WITH ("426 Upgrade Required", "Upgrade: h2c\r\n") }, ANSWERED, 426 },
  { "429", OVER_ALL, { WITH ("429 Too Many Requests", "Retry-After: 0\r\n") }, ANSWERED, 429 },
  { "500", OVER_ALL, { PLAINLY ("500 Oh") }, ANSWERED, 500 },
  { "502", OVER_ALL, { WITH ("502 Bad Gateway", "Retry-After: 0\r\n") }, ANSWERED, 502 },
  { "503", OVER_ALL, { WITH ("503 Unavailable", "Retry-After: 0\r\n") }, ANSWERED, 503 },
  { "504", OVER_ALL, { WITH ("504 Gateway Timeout", "Retry-After: 0\r\n") }, ANSWERED, 504 },
  { "599", OVER_ALL, { PLAINLY ("599 Whatever") }, ANSWERED, 599 },

  /* The library wants to send it again. */
  { "421", OVER_ALL, { PLAINLY ("421 Misdirected Request") }, UNKNOWN (RESTARTED), 421 },
  { "421-then-fin", OVER_ALL, { PLAINLY ("421 Misdirected Request"), FIN }, UNKNOWN (RESTARTED), 421 },
  { "421-empty", OVER_ALL,
    { SEND ("HTTP/1.1 421 Misdirected Request\r\nContent-Length: 0\r\n\r\n") }, UNKNOWN (RESTARTED), 421 },

  /* Cut before, in and after the headers, in and after the body. */
  { "fin-before-answer", OVER_ALL, { FIN }, UNKNOWN (CUT), 0 },
  { "cut-before-answer", OVER_ENCRYPTED, { CUT }, UNKNOWN (CUT), 0 },
  { "reset-before-answer", OVER_ALL, { RESET }, UNKNOWN (CUT), 0 },
  { "fin-in-request", OVER_ALL, { FIN }, UNKNOWN (CUT), 0, .when = WHEN_BEGUN },
  { "reset-in-request", OVER_ALL, { RESET }, UNKNOWN (CUT), 0, .when = WHEN_BEGUN },
  { "fin-in-status-line", OVER_ALL, { SEND ("HTTP/1.1 20"), FIN }, UNKNOWN (MALFORMED), 0 },
  { "fin-in-headers", OVER_ALL, { SEND ("HTTP/1.1 200 OK\r\nContent-Len"), FIN }, UNKNOWN (MALFORMED), 0 },
  { "fin-after-status-digits", OVER_ALL, { SEND ("HTTP/1.1 401"), FIN }, UNKNOWN (MALFORMED), 0 },
  { "fin-after-status-line", OVER_ALL, { SEND ("HTTP/1.1 200 OK\r\n"), FIN }, UNKNOWN (CUT), 200 },
  { "fin-after-status-401", OVER_ALL, { SEND ("HTTP/1.1 401 Unauthorized\r\n"), FIN }, UNKNOWN (CUT), 401 },
  { "fin-after-a-header", OVER_ALL, { SEND (HEAD ("200 OK")), FIN }, UNKNOWN (CUT), 200 },
  { "fin-after-length", OVER_ALL, { SEND (HEAD ("200 OK") "Content-Length: 10\r\n"), FIN }, UNKNOWN (CUT), 200 },
  { "fin-in-length", OVER_ALL, { SEND (HEAD ("200 OK") "Content-Length: 0"), FIN }, UNKNOWN (MALFORMED), 0 },
  { "fin-after-chunked", OVER_ALL, { SEND (HEAD ("200 OK") "Transfer-Encoding: chunked\r\n"), FIN }, UNKNOWN (CUT), 200 },
  { "reset-in-headers", OVER_ALL, { SEND ("HTTP/1.1 200 OK\r\nContent-Len"), RESET }, UNKNOWN (CUT), 0 },
  { "fin-after-100", OVER_ALL, { SEND ("HTTP/1.1 100 Continue\r\n\r\n"), FIN }, UNKNOWN (CUT), 0 },
  { "fin-after-headers", OVER_ALL, { SEND (HEAD ("200 OK") TEN), FIN }, UNKNOWN (CUT), 200 },
  { "fin-in-body", OVER_ALL, { SEND (HEAD ("200 OK") TEN "{\"co"), FIN }, UNKNOWN (CUT), 200 },
  { "cut-in-body", OVER_ALL, { SEND (HEAD ("200 OK") TEN "{\"co"), CUT }, UNKNOWN (CUT), 200 },
  { "fin-one-byte-short", OVER_ALL, { SEND (HEAD ("200 OK") TEN "{\"code\":1"), FIN }, UNKNOWN (CUT), 200 },
  { "reset-in-body", OVER_ALL, { SEND (HEAD ("200 OK") TEN), DRIP (20, "{\"co"), RESET }, UNKNOWN (CUT), 200 },
  { "fin-in-body-and-close", OVER_ALL,
    { SEND (HEAD ("200 OK") "Connection: close\r\n" TEN "{\"co"), FIN }, UNKNOWN (CUT), 200 },
  { "fin-in-body-http-1.0", OVER_ALL, { SEND ("HTTP/1.0 200 OK\r\n" TEN "{\"co"), FIN }, UNKNOWN (CUT), 200 },
  { "fin-in-body-401", OVER_ALL, { SEND (HEAD ("401 Unauthorized") TEN "{\"co"), FIN }, UNKNOWN (CUT), 401 },
  { "fin-in-chunk", OVER_ALL, { SEND (CHUNKED "A\r\n{\"co"), FIN }, UNKNOWN (CUT), 200 },
  { "fin-in-chunk-size", OVER_ALL, { SEND (CHUNKED "A"), FIN }, UNKNOWN (CUT), 200 },
  { "fin-after-chunk-data", OVER_ALL, { SEND (CHUNKED "A\r\n" ANSWER_BODY), FIN }, UNKNOWN (CUT), 200 },
  { "fin-between-chunks", OVER_ALL, { SEND (CHUNKED "A\r\n" ANSWER_BODY "\r\n"), FIN }, UNKNOWN (CUT), 200 },
  { "cut-between-chunks", OVER_ALL, { SEND (CHUNKED "A\r\n" ANSWER_BODY "\r\n"), CUT }, UNKNOWN (CUT), 200 },
  { "fin-after-last-size", OVER_ALL, { SEND (CHUNKED "A\r\n" ANSWER_BODY "\r\n0\r\n"), FIN }, UNKNOWN (CUT), 200 },
  { "reset-between-chunks", OVER_ALL,
    { SEND (CHUNKED "A\r\n" ANSWER_BODY "\r\n"), DRIP (20, "1"), RESET }, UNKNOWN (CUT), 200 },

  /* Slow. */
  { "silence-before-answer", OVER_ALL, { SILENCE }, UNKNOWN (TIMED_OUT), 0, .is_slow = TRUE },
  { "silence-in-headers", OVER_SLOW, { SEND ("HTTP/1.1 200 O"), SILENCE }, UNKNOWN (TIMED_OUT), 0, .is_slow = TRUE },
  { "silence-in-body", OVER_SLOW,
    { SEND (HEAD ("200 OK") TEN "{\"co"), SILENCE }, UNKNOWN (TIMED_OUT), 200, .is_slow = TRUE },
  { "silence-in-chunk", OVER_SLOW, { SEND (CHUNKED "A\r\n{"), SILENCE }, UNKNOWN (TIMED_OUT), 200, .is_slow = TRUE },
  { "silence-until-close", OVER_SLOW,
    { SEND (HEAD ("200 OK") "\r\n" ANSWER_BODY), SILENCE }, UNKNOWN (TIMED_OUT), 200, .is_slow = TRUE },
  { "slow-headers", OVER_SLOW,
    { DRIP (100, HEAD ("200 OK") TEN ANSWER_BODY) }, UNKNOWN (TIMED_OUT), 0, .is_slow = TRUE },
  { "slow-body", OVER_SLOW,
    { SEND (HEAD ("200 OK") TEN), DRIP (200, ANSWER_BODY) }, UNKNOWN (TIMED_OUT), 200, .is_slow = TRUE },
  { "101-switches-to-silence", OVER_SLOW,
    { SEND ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), SILENCE }, UNKNOWN (TIMED_OUT), 0,
    .is_slow = TRUE },

  /* Not HTTP, or broken. */
  { "garbage-line", OVER_ALL, { SEND ("SSH-2.0-OpenSSH_9.2\r\n\r\n"), FIN }, UNKNOWN (MALFORMED), 0 },
  { "garbage-bytes", OVER_ALL, { SEND_BYTES ("\0\1\2\377\376\r\n\r\n"), FIN }, UNKNOWN (MALFORMED), 0 },
  { "h2-preface", OVER_ALL, { SEND_BYTES ("\0\0\0\4\0\0\0\0\0\r\n\r\n"), FIN }, UNKNOWN (MALFORMED), 0 },
  { "body-without-headers", OVER_ALL, { SEND (ANSWER_BODY "\r\n\r\n"), FIN }, UNKNOWN (MALFORMED), 0 },
  { "status-is-a-word", OVER_ALL, { SEND ("HTTP/1.1 OK\r\n" TEN ANSWER_BODY) }, UNKNOWN (MALFORMED), 0 },
  { "status-of-four-digits", OVER_ALL, { SEND ("HTTP/1.1 2000 OK\r\n" TEN ANSWER_BODY) }, UNKNOWN (MALFORMED), 0 },
  { "status-099", OVER_ALL, { SEND ("HTTP/1.1 099 OK\r\n" TEN ANSWER_BODY) }, UNKNOWN (MALFORMED), 0 },
  { "negative-length", OVER_ALL,
    { SEND (HEAD ("200 OK") "Content-Length: -10\r\n\r\n" ANSWER_BODY), FIN }, UNKNOWN (MALFORMED), 200,
    .warning = "*content-length*" },
  { "length-is-a-word", OVER_ALL,
    { SEND (HEAD ("200 OK") "Content-Length: ten\r\n\r\n" ANSWER_BODY), FIN }, UNKNOWN (MALFORMED), 0 },
  { "length-overflows", OVER_ALL,
    { SEND (HEAD ("200 OK") "Content-Length: 18446744073709551626\r\n\r\n" ANSWER_BODY), FIN },
    UNKNOWN (MALFORMED), 200 },
  { "two-lengths", OVER_ALL,
    { SEND (HEAD ("200 OK") "Content-Length: 4\r\n" TEN ANSWER_BODY), FIN }, UNKNOWN (MALFORMED), 200,
    .refusal = FIEL_HTTP_CAUSE_MALFORMED },
  { "length-and-chunked", OVER_ALL,
    { SEND (HEAD ("200 OK") "Transfer-Encoding: chunked\r\n" TEN "A\r\n" ANSWER_BODY "\r\n0\r\n\r\n") },
    UNKNOWN (MALFORMED), 200 },
  { "unknown-coding", OVER_ALL,
    { SEND (HEAD ("200 OK") "Transfer-Encoding: gzip\r\n\r\n" ANSWER_BODY), FIN }, UNKNOWN (MALFORMED), 0 },

  /* Endless. */
  { "endless-status-line", OVER_ALL, { SEND ("HTTP/1.1 200 "), FLOOD (KB) }, UNKNOWN (MALFORMED), 0 },
  { "endless-header", OVER_ALL, { SEND ("HTTP/1.1 200 OK\r\nX: "), FLOOD (KB) }, UNKNOWN (MALFORMED), 0 },
  { "endless-headers", OVER_ALL, { SEND ("HTTP/1.1 200 OK\r\n"), FLOOD ("X: " KB "\r\n") }, UNKNOWN (MALFORMED), 0 },
  { "endless-102", OVER_ALL, { FLOOD ("HTTP/1.1 102 Processing\r\n\r\n") }, UNKNOWN (MALFORMED), 0 },
  { "endless-large-103", OVER_ALL,
    { FLOOD ("HTTP/1.1 103 Early Hints\r\nLink: " KB "\r\n\r\n") }, UNKNOWN (MALFORMED), 0 },
  { "endless-body", OVER_ALL, { SEND (HEAD ("200 OK") "\r\n"), FLOOD (KB) }, UNKNOWN (TOO_LARGE), 200 },
  { "endless-chunks", OVER_ALL, { SEND (CHUNKED), FLOOD ("400\r\n" KB "\r\n") }, UNKNOWN (TOO_LARGE), 200 },
  { "endless-small-chunks", OVER_ALL, { SEND (CHUNKED), FLOOD ("1\r\nx\r\n") }, UNKNOWN (TOO_LARGE), 200 },
  { "endless-chunk", OVER_ALL, { SEND (CHUNKED "FFFFFFFF\r\n"), FLOOD (KB) }, UNKNOWN (TOO_LARGE), 200 },
  { "endless-chunk-size", OVER_ALL, { SEND (CHUNKED "A;"), FLOOD (KB) }, UNKNOWN (CUT), 200 },
  { "endless-trailers", OVER_ALL,
    { SEND (CHUNKED "A\r\n" ANSWER_BODY "\r\n0\r\n"), FLOOD ("X: y\r\n") }, ANSWERED, 200,
    .refusal = FIEL_HTTP_CAUSE_TIMED_OUT },
  { "stated-too-large", OVER_ALL,
    { SEND (HEAD ("200 OK") "Content-Length: 65537\r\n\r\n"), FLOOD (KB) }, UNKNOWN (TOO_LARGE), 200 },

  /* Never sent: TLS does not come to be. */
  { "wrong-name", OVER_ENCRYPTED, { PLAINLY ("200 OK") }, NOT_SENT (CERTIFICATE), 0, .never_sent = TRUE,
    .certificate = "wrong-name.pem" },
  { "expired", OVER_ENCRYPTED, { PLAINLY ("200 OK") }, NOT_SENT (CERTIFICATE), 0, .never_sent = TRUE,
    .certificate = "expired.pem" },
  { "self-signed", OVER_ENCRYPTED, { PLAINLY ("200 OK") }, NOT_SENT (CERTIFICATE), 0, .never_sent = TRUE,
    .certificate = "self-signed.pem" },
  { "plain-text-for-tls", OVER_ENCRYPTED,
    { SEND ("HTTP/1.1 400 Bad Request\r\n\r\n"), FIN, SILENCE }, NOT_SENT (CERTIFICATE), 0, .never_sent = TRUE,
    .when = WHEN_CONNECTED },
  { "fin-for-tls", OVER_ENCRYPTED, { FIN, SILENCE }, NOT_SENT (CERTIFICATE), 0, .never_sent = TRUE,
    .when = WHEN_CONNECTED },
  { "silence-for-tls", OVER_ENCRYPTED,
    { SILENCE }, NOT_SENT (TIMED_OUT), 0, .never_sent = TRUE,
    .when = WHEN_CONNECTED, .is_slow = TRUE },

  /* An HTTP/2-capable server that refuses streams is never spoken to in HTTP/2. */
  { "h2-refused-stream", OVER_H2, { PLAINLY ("200 OK") }, ANSWERED, 200, .h2_act = H2_REFUSE_STREAM },
  { "h2-goaway-below", OVER_H2, { PLAINLY ("200 OK") }, ANSWERED, 200, .h2_act = H2_GOAWAY_BELOW },
  { "h2-goaway-covering", OVER_H2, { PLAINLY ("200 OK") }, ANSWERED, 200, .h2_act = H2_GOAWAY_COVERING },
  { "h2-http-1.1-required", OVER_H2, { PLAINLY ("200 OK") }, ANSWERED, 200, .h2_act = H2_HTTP_1_1_REQUIRED },
  { "h2-internal-error", OVER_H2, { PLAINLY ("200 OK") }, ANSWERED, 200, .h2_act = H2_INTERNAL_ERROR },
};

const gsize n_hostile_cases = G_N_ELEMENTS (hostile_cases);
