/* practice-scenario.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A scenario: a JSON file that replaces the built-in world.
 *
 *   {"country": "cl",
 *    "credentials": [{"clientId": "…", "clientSecret": "…"}],
 *    "terminals": [{"idTerminal": "…", "idSucursal": "…", "serialNumber": "…", "clientId": "…", "state": "online",
 *                   "customer": "table", "code": 51}],
 *    "switches": {"shape": "docs-flat"},
 *    "outcomes": [{"amount": 1500, "outcome": "slow"}],
 *    "faults": [{"kind": "half-body", "path": "sale"}],
 *    "timeScale": 10}
 *
 * Every part may be missing; credentials and terminals replace the built-in ones. Unknown keys are refused by name. */

#include "practice-scenario.h"

#include <gio/gio.h>

#include "practice-error.h"
#include "practice-json.h"
#include "practice-terminal.h"

typedef gboolean (*ItemFunc) (PracticeWorld *world, JsonObject *item, GError **error);

static gboolean
for_each_item (PracticeWorld *world, JsonObject *scenario, const char *name, ItemFunc func, GError **error)
{
  JsonNode *node = practice_json_find (scenario, name, FALSE);
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "“%s” must be a list", name);
      return FALSE;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (item))
        {
          g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "“%s” must be a list of objects", name);
          return FALSE;
        }
      if (!func (world, json_node_get_object (item), error))
        {
          g_prefix_error (error, "%s, entry %u: ", name, i + 1);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_credentials (PracticeWorld *world, JsonObject *item, GError **error)
{
  static const char *const keys[] = { "clientId", "clientSecret", NULL };
  g_autofree char *id = NULL;
  g_autofree char *secret = NULL;

  if (!practice_json_check_keys (item, "a credential", keys, error)
      || !practice_json_take_string (item, "clientId", &id, error)
      || !practice_json_take_string (item, "clientSecret", &secret, error))
    return FALSE;
  if (id == NULL || secret == NULL)
    {
      g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "“clientId” and “clientSecret” are needed");
      return FALSE;
    }
  practice_auth_add_client (world->auth, id, secret);
  return TRUE;
}

static gboolean
configure_terminal (PracticeTerminal *terminal, JsonObject *item, GError **error)
{
  g_autofree char *state = g_strdup ("online");
  g_autofree char *customer = g_strdup ("table");
  gint64 code = 51;

  if (!practice_json_take_string (item, "state", &state, error)
      || !practice_json_take_string (item, "customer", &customer, error)
      || !practice_json_take_int (item, "code", 1, 9999, &code, error))
    return FALSE;
  if (practice_terminal_set_state (terminal, state) && practice_terminal_set_customer (terminal, customer, (gint)code))
    return TRUE;

  g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_UNKNOWN,
                       "“state” must be online, offline or busy, and “customer” table, approve, decline, cancel, "
                       "timeout or wait");
  return FALSE;
}

static gboolean
add_terminal (PracticeWorld *world, JsonObject *item, GError **error)
{
  static const char *const keys[]
      = { "idTerminal", "idSucursal", "serialNumber", "clientId", "state", "customer", "code", NULL };
  g_autofree char *id = NULL;
  g_autofree char *branch = NULL;
  g_autofree char *serial = NULL;
  g_autofree char *client = g_strdup ("fiel-practice");
  PracticeTerminal *terminal;

  if (!practice_json_check_keys (item, "a terminal", keys, error)
      || !practice_json_take_string (item, "idTerminal", &id, error)
      || !practice_json_take_string (item, "idSucursal", &branch, error)
      || !practice_json_take_string (item, "serialNumber", &serial, error)
      || !practice_json_take_string (item, "clientId", &client, error))
    return FALSE;
  if (id == NULL || branch == NULL || serial == NULL)
    {
      g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID,
                           "“idTerminal”, “idSucursal” and “serialNumber” are needed");
      return FALSE;
    }
  if (!practice_auth_has_client (world->auth, client))
    {
      g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "“clientId” %s is not among the credentials", client);
      return FALSE;
    }

  terminal = practice_terminal_new (world, client, id, branch, serial);
  g_ptr_array_add (world->terminals, terminal);
  return configure_terminal (terminal, item, error);
}

static gboolean
add_outcome (PracticeWorld *world, JsonObject *item, GError **error)
{
  return practice_outcomes_add_object (world->outcomes, item, error);
}

static gboolean
add_fault (PracticeWorld *world, JsonObject *item, GError **error)
{
  return practice_faults_add_object (world->faults, item, NULL, error);
}

static gboolean
apply_country (PracticeWorld *world, JsonObject *scenario, GError **error)
{
  g_autofree char *code = NULL;
  PracticeCountry country;

  if (!practice_json_take_string (scenario, "country", &code, error))
    return FALSE;
  if (code == NULL)
    return TRUE;
  if (!practice_country_parse (code, &country))
    {
      g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "“country” must be cl or ar");
      return FALSE;
    }
  practice_world_set_country (world, country);
  /* The built-in terminals depend on the country. */
  g_ptr_array_set_size (world->terminals, 0);
  practice_world_add_built_in (world);
  return TRUE;
}

static gboolean
apply_switches (PracticeWorld *world, JsonObject *scenario, GError **error)
{
  JsonNode *node = practice_json_find (scenario, "switches", FALSE);

  if (node == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return practice_switches_set_object (world->switches, json_node_get_object (node), error);
  g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "“switches” must be an object");
  return FALSE;
}

/* Applies a scenario that was read. On error the world is half made and must not be served. */
gboolean
practice_scenario_apply (PracticeWorld *world, JsonObject *scenario, GError **error)
{
  static const char *const keys[]
      = { "country", "credentials", "terminals", "switches", "outcomes", "faults", "timeScale", NULL };
  gint64 scale = practice_time_get_scale (world->time);

  if (!practice_json_check_keys (scenario, "the scenario", keys, error) || !apply_country (world, scenario, error)
      || !practice_json_take_int (scenario, "timeScale", 1, PRACTICE_TIME_MAX_SCALE, &scale, error))
    return FALSE;

  practice_time_set_scale (world->time, (guint)scale);
  if (json_object_has_member (scenario, "credentials"))
    practice_auth_remove_clients (world->auth);
  if (json_object_has_member (scenario, "credentials") || json_object_has_member (scenario, "terminals"))
    g_ptr_array_set_size (world->terminals, 0);

  return for_each_item (world, scenario, "credentials", add_credentials, error)
         && for_each_item (world, scenario, "terminals", add_terminal, error) && apply_switches (world, scenario, error)
         && for_each_item (world, scenario, "outcomes", add_outcome, error)
         && for_each_item (world, scenario, "faults", add_fault, error);
}

/* Reads a scenario file and applies it. */
gboolean
practice_scenario_load (PracticeWorld *world, const char *path, GError **error)
{
  g_autoptr (JsonObject) scenario = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  scenario = practice_json_parse_object (text, length, error);
  if (scenario == NULL || !practice_scenario_apply (world, scenario, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  return TRUE;
}
