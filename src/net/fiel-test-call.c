/* fiel-test-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-test-call.h"

#include "fiel-json.h"

#include <string.h>

#define MEMBER "fielTest"
#define MAX_BODY 128

/* It has to be told from other test calls, not to be secret. */
char *
fiel_test_call_make_nonce (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto (GStrv) parts = g_strsplit (uuid, "-", -1);

  return g_strjoinv (NULL, parts);
}

GBytes *
fiel_test_call_make_body (const char *nonce)
{
  char *text = NULL;

  g_return_val_if_fail (nonce != NULL, NULL);

  text = g_strdup_printf ("{\"" MEMBER "\":\"%s\"}", nonce);

  return g_bytes_new_take (text, strlen (text));
}

char *
fiel_test_call_read (GBytes *body)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = NULL;
  const char *nonce = NULL;

  g_return_val_if_fail (body != NULL, NULL);

  root = fiel_json_parse_bounded (body, MAX_BODY, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  object = json_node_get_object (root);
  if (json_object_get_size (object) != 1 || !json_object_has_member (object, MEMBER))
    return NULL;

  nonce = fiel_json_get_string (object, MEMBER, NULL);
  if (nonce == NULL || strlen (nonce) != FIEL_TEST_CALL_NONCE_LENGTH
      || strspn (nonce, "0123456789abcdef") != FIEL_TEST_CALL_NONCE_LENGTH)
    return NULL;

  return g_strdup (nonce);
}
