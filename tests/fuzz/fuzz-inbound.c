/* fuzz-inbound.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-inbound-head.h"
#include "fiel-relay-question.h"
#include "fuzz-input.h"
#include "reference-inbound.h"

#include <string.h>

/* What comes in, held against a second reader: heads, bodies, and what a till asks. Whatever is cut off on the way is
 * read as the whole will be. */

G_STATIC_ASSERT ((int) REFERENCE_INBOUND_MORE == (int) FIEL_INBOUND_PARSE_MORE);
G_STATIC_ASSERT ((int) REFERENCE_INBOUND_BAD == (int) FIEL_INBOUND_PARSE_BAD);
G_STATIC_ASSERT ((int) REFERENCE_INBOUND_HEAD == (int) FIEL_INBOUND_PARSE_HEAD);
G_STATIC_ASSERT ((int) REFERENCE_INBOUND_WHOLE == (int) FIEL_INBOUND_PARSE_WHOLE);

static void
check_question (const char *target)
{
  ReferenceQuestion expected;
  FielRelayQuestion question;
  const gboolean good = fiel_relay_question_parse (target, &question);

  fuzz_require (good == reference_inbound_read_question (target, &expected), "%s", target);
  if (!good)
    return;
  fuzz_require (question.wait_s == expected.wait_s, "%s", target);
  fuzz_require (question.after == expected.after, "%s", target);
  fuzz_require (question.peek == expected.peek, "%s", target);
  fuzz_require (g_str_equal (question.epoch, expected.epoch), "%s", target);
}

static void
check_token (const char *authorization)
{
  gsize length = 0;
  const char *token = fiel_relay_question_find_token (authorization, strlen (authorization), &length);
  const gboolean expected = strlen (authorization) > 7 && g_ascii_strncasecmp (authorization, "bearer ", 7) == 0;

  fuzz_require ((token != NULL) == expected, "%s", authorization);
  fuzz_require (token == NULL || g_str_equal (token, authorization + 7), "%s", authorization);
  fuzz_require (token == NULL || length == strlen (authorization) - 7, "%s", authorization);
}

static void
check_parts (const char *bytes, const FielInboundHead *head, const ReferenceInbound *expected)
{
  g_autofree char *target = g_strndup (bytes + head->target_offset, head->target_length);
  g_autofree char *authorization = g_strndup (bytes + head->authorization_offset, head->authorization_length);

  fuzz_require ((head->method == FIEL_INBOUND_METHOD_GET) == expected->is_get, "the method");
  fuzz_require (g_str_equal (target, expected->target), "%s and not %s", target, expected->target);
  fuzz_require ((head->authorization_offset != 0) == (expected->authorization != NULL), "Authorization");
  fuzz_require (expected->authorization == NULL || g_str_equal (authorization, expected->authorization), "%s",
                authorization);
  fuzz_require (head->body_offset == expected->body_offset, "%" G_GSIZE_FORMAT, head->body_offset);
  fuzz_require (head->body_length == expected->body_length, "%" G_GSIZE_FORMAT, head->body_length);
  fuzz_require (head->expects_continue == expected->expects_continue, "Expect");
  fuzz_require (head->persists == expected->persists, "Connection");
  check_question (target);
  if (expected->authorization != NULL)
    check_token (authorization);
}

/* A block of exactly this size, so that a sanitizer sees the first byte behind it. */
static FielInboundParse
parse (const char *bytes, gsize length, FielInboundHead *head)
{
  g_autofree char *exact = length > 0 ? g_memdup2 (bytes, length) : g_strdup ("");

  return fiel_inbound_head_parse (exact, length, head);
}

static void
check_cut (const char *bytes, gsize cut, FielInboundParse whole, const FielInboundHead *head)
{
  FielInboundHead early;
  const FielInboundParse before = parse (bytes, cut, &early);

  /* What is bad stays bad, and what is good was never bad. */
  fuzz_require (before != FIEL_INBOUND_PARSE_BAD || whole == FIEL_INBOUND_PARSE_BAD, "bad at %" G_GSIZE_FORMAT, cut);
  fuzz_require (before != FIEL_INBOUND_PARSE_WHOLE || whole == FIEL_INBOUND_PARSE_WHOLE, "whole at %" G_GSIZE_FORMAT,
                cut);
  if (before == FIEL_INBOUND_PARSE_HEAD || before == FIEL_INBOUND_PARSE_WHOLE)
    fuzz_require (memcmp (&early, head, sizeof early) == 0, "other parts at %" G_GSIZE_FORMAT, cut);
}

/* Behind the first line, so that bounds are reached by short inputs. */
static char *
add_filler (const char *text, gsize *length, guint amount)
{
  const char *end = memmem (text, *length, "\r\n", 2);
  g_autoptr (GString) longer = g_string_new_len (text, (gssize) *length);
  g_autofree char *filler = g_strnfill (amount, 'a');

  if (end != NULL && amount > 0)
    {
      g_string_insert (longer, end - text + 2, "\r\n");
      g_string_insert (longer, end - text + 2, filler);
      g_string_insert (longer, end - text + 2, "X: ");
    }
  *length = longer->len;
  return g_string_free (g_steal_pointer (&longer), FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = { data, size };
  const guint where = fuzz_input_byte (&input);
  const guint filler = fuzz_input_byte (&input);
  gsize length = 0;
  g_autofree char *text = fuzz_input_rest (&input, &length);
  g_autofree char *bytes = add_filler (text, &length, filler < 192 ? 0 : (filler - 192) * 130);
  g_autoptr (ReferenceInbound) expected = reference_inbound_read (bytes, length);
  FielInboundHead head;
  const FielInboundParse verdict = parse (bytes, length, &head);

  fuzz_require ((int) verdict == (int) expected->verdict, "%d and not %d", (int) verdict, (int) expected->verdict);
  if (verdict == FIEL_INBOUND_PARSE_HEAD || verdict == FIEL_INBOUND_PARSE_WHOLE)
    check_parts (bytes, &head, expected);
  check_cut (bytes, length * where / 255, verdict, &head);
  return 0;
}
