/* practice-control.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The control address: what no real cloud has. Reads the truth, sets switches, plans faults, acts as the customer
 * and moves time. Answers are JSON; a request that is wrong gets HTTP 400 and {"error": which key is wrong and what
 * would be right}. */

#include "practice-control.h"

#include "practice-error.h"
#include "practice-json.h"
#include "practice-terminal.h"

typedef struct
{
  PracticeWorld *world;         /* unowned */
  PracticeCallbacks *callbacks; /* unowned */
  GHashTable *query;            /* unowned, nullable */
  JsonObject *body;             /* unowned; empty for GET */
} Call;

/* Returns: (transfer full): the answer, or NULL with an error */
typedef JsonNode *(*CallFunc) (const Call *call, GError **error);

static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

static JsonNode *
make_done (void)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "done", TRUE);
  return practice_json_take_object (object);
}

static JsonNode *
get_ledger (const Call *call, GError **error)
{
  return take_array (practice_ledger_to_array (call->world->ledger));
}

static JsonNode *
get_requests (const Call *call, GError **error)
{
  return take_array (practice_requests_to_array (call->world->requests, NULL));
}

static JsonNode *
get_transmissions (const Call *call, GError **error)
{
  const char *custom_id = call->query != NULL ? g_hash_table_lookup (call->query, "customId") : NULL;

  if (custom_id == NULL)
    {
      g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID,
                           "say which: /control/transmissions?customId=…");
      return NULL;
    }
  return take_array (practice_requests_to_array (call->world->requests, custom_id));
}

static JsonNode *
get_callbacks (const Call *call, GError **error)
{
  return take_array (practice_callbacks_to_array (call->callbacks));
}

static JsonNode *
get_switches (const Call *call, GError **error)
{
  return practice_json_take_object (practice_switches_to_object (call->world->switches));
}

static JsonNode *
get_switch_meanings (const Call *call, GError **error)
{
  return practice_json_take_object (practice_switches_describe ());
}

static JsonNode *
post_switches (const Call *call, GError **error)
{
  if (!practice_switches_set_object (call->world->switches, call->body, error))
    return NULL;
  return get_switches (call, error);
}

static JsonNode *
get_faults (const Call *call, GError **error)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "planned", practice_faults_to_array (call->world->faults));
  json_object_set_array_member (object, "kinds", practice_faults_describe ());
  return practice_json_take_object (object);
}

static JsonNode *
post_fault (const Call *call, GError **error)
{
  JsonObject *object;
  guint id;

  if (!practice_faults_add_object (call->world->faults, call->body, &id, error))
    return NULL;
  object = json_object_new ();
  json_object_set_int_member (object, "id", id);
  return practice_json_take_object (object);
}

static JsonNode *
get_training_table (const Call *call, GError **error)
{
  return take_array (practice_outcomes_to_array ());
}

static JsonNode *
post_outcome (const Call *call, GError **error)
{
  return practice_outcomes_add_object (call->world->outcomes, call->body, error) ? make_done () : NULL;
}

static JsonNode *
get_terminals (const Call *call, GError **error)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < call->world->terminals->len; i++)
    json_array_add_object_element (array, practice_terminal_to_object (call->world->terminals->pdata[i]));
  return take_array (array);
}

static PracticeTerminal *
find_terminal (const Call *call, GError **error)
{
  g_autofree char *id = NULL;

  if (!practice_json_take_string (call->body, "idTerminal", &id, error))
    return NULL;
  for (guint i = 0; i < call->world->terminals->len; i++)
    if (g_strcmp0 (practice_terminal_get_id_terminal (call->world->terminals->pdata[i]), id) == 0)
      return call->world->terminals->pdata[i];

  g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID,
               "“idTerminal” must name a terminal; GET /control/terminals lists them all");
  return NULL;
}

static JsonNode *
post_terminal (const Call *call, GError **error)
{
  static const char *const keys[] = { "idTerminal", "state", "customer", "code", NULL };
  PracticeTerminal *terminal;
  g_autofree char *state = NULL;
  g_autofree char *customer = NULL;
  gint64 code = 51;

  if (!practice_json_check_keys (call->body, "a terminal", keys, error)
      || !practice_json_take_string (call->body, "state", &state, error)
      || !practice_json_take_string (call->body, "customer", &customer, error)
      || !practice_json_take_int (call->body, "code", 1, 9999, &code, error))
    return NULL;
  terminal = find_terminal (call, error);
  if (terminal == NULL)
    return NULL;

  if (state != NULL && !practice_terminal_set_state (terminal, state))
    {
      g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_UNKNOWN, "“state” must be online, offline or busy");
      return NULL;
    }
  if (customer != NULL && !practice_terminal_set_customer (terminal, customer, (gint)code))
    {
      g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_UNKNOWN,
                           "“customer” must be table, approve, decline, cancel, timeout or wait");
      return NULL;
    }
  return practice_json_take_object (practice_terminal_to_object (terminal));
}

static JsonNode *
post_customer (const Call *call, GError **error)
{
  static const char *const keys[] = { "idTerminal", "act", "code", NULL };
  PracticeTerminal *terminal;
  g_autofree char *act = NULL;
  gint64 code = 51;

  if (!practice_json_check_keys (call->body, "a customer", keys, error)
      || !practice_json_take_string (call->body, "act", &act, error)
      || !practice_json_take_int (call->body, "code", 1, 9999, &code, error))
    return NULL;
  terminal = find_terminal (call, error);
  if (terminal == NULL || !practice_terminal_act (terminal, act, (gint)code, error))
    return NULL;
  return practice_json_take_object (practice_terminal_to_object (terminal));
}

static JsonNode *
get_time (const Call *call, GError **error)
{
  JsonObject *object = json_object_new ();
  g_autofree char *date = practice_world_format_now (call->world, "%Y-%m-%d %H:%M:%S");

  json_object_set_int_member (object, "nowMs", practice_time_get_now (call->world->time));
  json_object_set_string_member (object, "date", date);
  json_object_set_int_member (object, "scale", practice_time_get_scale (call->world->time));
  json_object_set_boolean_member (object, "paused", practice_time_get_paused (call->world->time));
  return practice_json_take_object (object);
}

static JsonNode *
post_time (const Call *call, GError **error)
{
  static const char *const keys[] = { "scale", "paused", "advanceSeconds", "advanceMs", NULL };
  PracticeTime *time = call->world->time;
  gint64 scale = practice_time_get_scale (time);
  gboolean paused = practice_time_get_paused (time);
  gint64 seconds = 0, ms = 0;

  if (!practice_json_check_keys (call->body, "time", keys, error)
      || !practice_json_take_int (call->body, "scale", 1, PRACTICE_TIME_MAX_SCALE, &scale, error)
      || !practice_json_take_boolean (call->body, "paused", &paused, error)
      || !practice_json_take_int (call->body, "advanceSeconds", 0, 366 * 86400, &seconds, error)
      || !practice_json_take_int (call->body, "advanceMs", 0, G_MAXINT, &ms, error))
    return NULL;

  practice_time_set_scale (time, (guint)scale);
  practice_time_set_paused (time, paused);
  practice_time_advance (time, seconds * 1000 + ms);
  return get_time (call, error);
}

static JsonNode *
post_tokens (const Call *call, GError **error)
{
  static const char *const keys[] = { "revoke", "lifetime", NULL };
  gboolean revoke = FALSE;
  gint64 lifetime = practice_switches_get_int (call->world->switches, PRACTICE_SWITCH_TOKEN_LIFETIME);
  g_autofree char *text = NULL;

  if (!practice_json_check_keys (call->body, "tokens", keys, error)
      || !practice_json_take_boolean (call->body, "revoke", &revoke, error)
      || !practice_json_take_int (call->body, "lifetime", 0, 86400000, &lifetime, error))
    return NULL;

  text = g_strdup_printf ("%" G_GINT64_FORMAT, lifetime);
  practice_switches_set (call->world->switches, "token-lifetime", text, NULL);
  if (revoke)
    practice_auth_revoke_all (call->world->auth);
  return make_done ();
}

static JsonNode *
post_reset (const Call *call, GError **error)
{
  practice_world_reset (call->world);
  practice_callbacks_clear (call->callbacks);
  return make_done ();
}

static const struct
{
  const char *method;
  const char *path;
  CallFunc func;
} routes[] = {
  { "GET", "/control/ledger", get_ledger },
  { "GET", "/control/requests", get_requests },
  { "GET", "/control/transmissions", get_transmissions },
  { "GET", "/control/callbacks", get_callbacks },
  { "GET", "/control/switches", get_switches },
  { "POST", "/control/switches", post_switches },
  { "GET", "/control/switches/meanings", get_switch_meanings },
  { "GET", "/control/faults", get_faults },
  { "POST", "/control/fault", post_fault },
  { "GET", "/control/training-table", get_training_table },
  { "POST", "/control/outcome", post_outcome },
  { "GET", "/control/terminals", get_terminals },
  { "POST", "/control/terminal", post_terminal },
  { "POST", "/control/customer", post_customer },
  { "GET", "/control/time", get_time },
  { "POST", "/control/time", post_time },
  { "POST", "/control/tokens", post_tokens },
  { "POST", "/control/reset", post_reset },
};

static void
reply (SoupServerMessage *message, guint status, JsonNode *node)
{
  gsize length;
  char *text = practice_json_to_text (node, &length);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_TAKE, text, length);
}

static void
reply_error (SoupServerMessage *message, guint status, const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "error", text);
  reply (message, status, practice_json_take_object (object));
}

static void
reply_no_such_address (SoupServerMessage *message)
{
  g_autoptr (GString) text = g_string_new ("no such address; use");

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    g_string_append_printf (text, "%s %s %s", i > 0 ? "," : "", routes[i].method, routes[i].path);
  reply_error (message, SOUP_STATUS_NOT_FOUND, text->str);
}

static JsonObject *
read_body (SoupServerMessage *message, GError **error)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->data == NULL || body->length == 0)
    return json_object_new ();
  return practice_json_parse_object (body->data, (gsize)body->length, error);
}

/**
 * practice_control_handle:
 *
 * Answers a request to /control/….
 */
void
practice_control_handle (
    PracticeWorld *world, PracticeCallbacks *callbacks, SoupServerMessage *message, const char *path, GHashTable *query)
{
  const char *method = soup_server_message_get_method (message);
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *answer = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      Call call = { world, callbacks, query, NULL };

      if (!g_str_equal (routes[i].method, method) || !g_str_equal (routes[i].path, path))
        continue;
      body = read_body (message, &error);
      call.body = body;
      if (body != NULL)
        answer = routes[i].func (&call, &error);
      if (answer != NULL)
        reply (message, SOUP_STATUS_OK, answer);
      else
        reply_error (message, SOUP_STATUS_BAD_REQUEST, error->message);
      return;
    }
  reply_no_such_address (message);
}
