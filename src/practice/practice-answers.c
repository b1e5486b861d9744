/* practice-answers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The bodies of the cloud's answers. Every answer is an envelope of code, status, message and data: code 0 is an
 * error, 1 is success, 2 is "still running". The result of a terminal goes into data in one of three shapes, because
 * documentation and captured traffic differ, and may be distorted in one point to see whether a client notices. */

#include "practice-answers.h"

#include "practice-json.h"
#include "practice-terminal.h"

/**
 * practice_answers_envelope:
 * @data: (transfer full) (nullable): what goes into "data"; %NULL becomes null
 *
 * Returns: (transfer full): the envelope
 */
JsonObject *
practice_answers_envelope (gint code, const char *message, JsonNode *data)
{
  JsonObject *envelope = json_object_new ();

  json_object_set_int_member (envelope, "code", code);
  json_object_set_string_member (envelope, "status", code == 0 ? "ERROR" : "OK");
  json_object_set_string_member (envelope, "message", message);
  json_object_set_member (envelope, "data", data != NULL ? data : json_node_new (JSON_NODE_NULL));
  return envelope;
}

/* An error of the catalog. */
JsonObject *
practice_answers_error (PracticeWorld *world, PracticeWords words)
{
  return practice_answers_envelope (0, practice_words_get (world->switches, words), NULL);
}

/* A successful log-in. */
JsonObject *
practice_answers_token (PracticeWorld *world, const char *token, gint64 lifetime_s)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "token", token);
  json_object_set_int_member (data, "expires_in", lifetime_s);
  return practice_answers_envelope (1, practice_words_get (world->switches, PRACTICE_WORDS_LOGIN_SUCCESSFUL),
                                    practice_json_take_object (data));
}

static JsonObject *
make_identity (PracticeWorld *world, PracticeTerminal *terminal)
{
  JsonObject *identity = json_object_new ();
  const char *branch = practice_terminal_get_id_sucursal (terminal);
  gint64 number;

  json_object_set_string_member (identity, "idTerminal", practice_terminal_get_id_terminal (terminal));
  if (world->country == PRACTICE_COUNTRY_CL && *branch != '0'
      && g_ascii_string_to_signed (branch, 10, 0, G_MAXINT64, &number, NULL))
    json_object_set_int_member (identity, "idSucursal", number);
  else
    json_object_set_string_member (identity, "idSucursal", branch);
  json_object_set_string_member (identity, "serialNumber", practice_terminal_get_serial_number (terminal));
  return identity;
}

/**
 * practice_answers_posdata:
 * @id_sucursal: (nullable): only this branch
 *
 * Returns: (transfer full): the terminals of a client, in an envelope or as a bare array
 */
JsonNode *
practice_answers_posdata (PracticeWorld *world, const char *client_id, const char *id_sucursal)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < world->terminals->len; i++)
    {
      PracticeTerminal *terminal = world->terminals->pdata[i];
      const char *branch = practice_terminal_get_id_sucursal (terminal);

      if (!g_str_equal (practice_terminal_get_client_id (terminal), client_id))
        continue;
      if (id_sucursal != NULL && !g_str_equal (branch + strspn (branch, "0"), id_sucursal + strspn (id_sucursal, "0")))
        continue;
      json_array_add_object_element (array, make_identity (world, terminal));
    }
  json_node_take_array (node, array);

  if (practice_switches_is (world->switches, PRACTICE_SWITCH_POSDATA, "array"))
    return node;
  return practice_json_take_object (
      practice_answers_envelope (1, practice_words_get (world->switches, PRACTICE_WORDS_POSDATA), node));
}

static void
set_id (JsonObject *data, PracticeWorld *world, gint64 id)
{
  if (practice_switches_is (world->switches, PRACTICE_SWITCH_ID_TYPE, "text"))
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      json_object_set_string_member (data, "idPosTxs", text);
    }
  else
    json_object_set_int_member (data, "idPosTxs", id);
}

/* The acknowledgement of an asynchronous command. */
JsonObject *
practice_answers_ack (PracticeWorld *world, PracticeOperation *operation)
{
  JsonObject *data = json_object_new ();

  set_id (data, world, practice_operation_get_id (operation));
  if (practice_switches_is (world->switches, PRACTICE_SWITCH_ACK_CUSTOM_ID, "on"))
    json_object_set_string_member (data, "customId", practice_operation_get_order (operation)->custom_id);
  return practice_answers_envelope (1, practice_words_get (world->switches, PRACTICE_WORDS_SENT),
                                    practice_json_take_object (data));
}

static JsonObject *
copy_result (JsonObject *result)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, result);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, json_node_copy (node));
  return copy;
}

static void
rename_member (JsonObject *object, const char *from, const char *to)
{
  JsonNode *node = json_object_dup_member (object, from);

  if (node == NULL)
    return;
  json_object_remove_member (object, from);
  json_object_set_member (object, to, node);
}

static void
distort_result (JsonObject *result, PracticeFaultKind distortion)
{
  if (distortion == PRACTICE_FAULT_WRONG_AMOUNT && json_object_has_member (result, "amount"))
    json_object_set_int_member (result, "amount", json_object_get_int_member (result, "amount") + 1);
  else if (distortion == PRACTICE_FAULT_WRONG_TERMINAL)
    json_object_set_string_member (result, "terminalId", "99999999");
  else if (distortion == PRACTICE_FAULT_NO_CODE)
    json_object_remove_member (result, "responseCode");
}

static void
set_flat (JsonObject *data, JsonObject *result, PracticeCommandNumber number)
{
  static const char *const documented[] = { "functionCode", "code", "message", "authorizationCode", "amount", NULL };
  gboolean is_sale = number == PRACTICE_COMMAND_SALE || number == PRACTICE_COMMAND_SALE_PROMO;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, result);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!is_sale || g_strv_contains (documented, name))
      json_object_set_member (data, name, json_node_copy (node));
}

/* What stands on the slip of another payment, on another terminal. */
static void
make_foreign (JsonObject *result, gint64 id, gint64 amount)
{
  g_autofree char *authorization = g_strdup_printf ("%06" G_GINT64_FORMAT, id % 1000000);
  const struct
  {
    const char *name;
    const char *value;
  } texts[] = {
    { "terminalId", "70099999" },
    { "ticket", "another-1" },
    { "authorizationCode", authorization },
    { "last4Digits", "4242" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (json_object_has_member (result, texts[i].name))
      json_object_set_string_member (result, texts[i].name, texts[i].value);
  json_object_set_int_member (result, "amount", amount);
}

/**
 * practice_answers_stray:
 * @operation: one that was approved
 *
 * Returns: (transfer full): an approval of another customer's payment, twice the amount of @operation, which nobody
 * here asked for. Its id is one that no other operation gets.
 */
JsonObject *
practice_answers_stray (PracticeWorld *world, PracticeOperation *operation)
{
  g_autoptr (JsonObject) result = copy_result (practice_operation_get_result (operation));
  gint64 id = practice_world_take_id (world);
  g_autofree char *custom_id = g_strdup_printf ("another-till-%" G_GINT64_FORMAT, id);
  JsonObject *data = json_object_new ();

  make_foreign (result, id, 2 * practice_operation_get_order (operation)->amount);
  set_id (data, world, id);
  json_object_set_string_member (data, "customId", custom_id);
  json_object_set_object_member (data, "response", g_steal_pointer (&result));

  return practice_answers_envelope (1, practice_words_get (world->switches, PRACTICE_WORDS_FINISHED),
                                    practice_json_take_object (data));
}

static JsonNode *
make_data (PracticeWorld *world, PracticeOperation *operation, PracticeFaultKind distortion)
{
  const PracticeOrder *order = practice_operation_get_order (operation);
  g_autoptr (JsonObject) result = copy_result (practice_operation_get_result (operation));
  JsonObject *data = json_object_new ();

  distort_result (result, distortion);
  if (!practice_switches_is (world->switches, PRACTICE_SWITCH_SHAPE, "nested-cl"))
    {
      rename_member (result, "responseCode", "code");
      rename_member (result, "responseMessage", "message");
    }
  if (practice_switches_is (world->switches, PRACTICE_SWITCH_SHAPE, "docs-flat"))
    {
      set_flat (data, result, order->command->number);
      return practice_json_take_object (data);
    }

  set_id (data, world, practice_operation_get_id (operation) + (distortion == PRACTICE_FAULT_WRONG_ID ? 1 : 0));
  json_object_set_string_member (data, "customId",
                                 distortion == PRACTICE_FAULT_WRONG_CUSTOM_ID ? "somebody-else" : order->custom_id);
  json_object_set_object_member (data, "response", g_steal_pointer (&result));
  return practice_json_take_object (data);
}

/**
 * practice_answers_state:
 * @query: it is the answer to a status query, whose message differs a little
 * @distortion: what this answer lies about, besides what the operation always lies about
 *
 * Returns: (transfer full): what there is to say about @operation now: still running, the result, or the time-out
 */
JsonObject *
practice_answers_state (PracticeWorld *world,
                        PracticeOperation *operation,
                        gboolean query,
                        PracticeFaultKind distortion)
{
  PracticeWords finished = query ? PRACTICE_WORDS_COMPLETED : PRACTICE_WORDS_FINISHED;
  PracticeFaultKind own = practice_operation_get_distortion (operation);

  switch (practice_operation_get_state (operation))
    {
    case PRACTICE_OPERATION_RUNNING:
      return practice_answers_envelope (2, practice_words_get (world->switches, PRACTICE_WORDS_IN_PROCESS), NULL);
    case PRACTICE_OPERATION_TIMED_OUT:
      return practice_answers_error (world, PRACTICE_WORDS_TIMEOUT_5M);
    case PRACTICE_OPERATION_FINISHED:
      return practice_answers_envelope (1, practice_words_get (world->switches, finished),
                                        make_data (world, operation, own != PRACTICE_FAULT_NONE ? own : distortion));
    }
  g_return_val_if_reached (NULL);
}
