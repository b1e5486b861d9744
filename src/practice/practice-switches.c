/* practice-switches.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The switches of the practice cloud, as one table: a name, the values it takes, the value it starts with and what
 * it is for. Values are kept as text; choices and numbers are checked when they are set, so readers may trust them. */

#include "practice-switches.h"

#include "practice-error.h"
#include "practice-json.h"

typedef enum
{
  KIND_CHOICE,
  KIND_NUMBER,
  KIND_TEXT,
} Kind;

typedef struct
{
  const char *name;
  Kind kind;
  const char *accepts; /* CHOICE: values between bars; NUMBER: "lowest|highest" */
  const char *start;
  const char *meaning;
} Row;

static const Row rows[PRACTICE_N_SWITCHES] = {
  [PRACTICE_SWITCH_SHAPE] = { "shape", KIND_CHOICE, "nested-cl|docs-flat|nested-docs", "nested-cl",
                              "where the result stands in data and what its code is called" },
  [PRACTICE_SWITCH_LANGUAGE] = { "language", KIND_CHOICE, "es|en", "es", "language of the messages" },
  [PRACTICE_SWITCH_EARLY_90] = { "early-90", KIND_CHOICE, "off|on", "off",
                                 "a synchronous call is answered TIMEOUT (90 SECONDS) instead of being held" },
  [PRACTICE_SWITCH_BAD_TOKEN] = { "bad-token", KIND_CHOICE, "401|code0", "401", "HTTP status of UNAUTHORIZED" },
  [PRACTICE_SWITCH_BAD_REQUEST] = { "bad-request", KIND_CHOICE, "code0|400", "code0",
                                    "HTTP status of a request with wrong or missing fields" },
  [PRACTICE_SWITCH_INVALID_WEBHOOK] = { "invalid-webhook", KIND_CHOICE, "refuse|sync", "refuse",
                                        "what a webhook that is no address does" },
  [PRACTICE_SWITCH_ID_TYPE] = { "id-type", KIND_CHOICE, "number|text", "number", "JSON type of idPosTxs" },
  [PRACTICE_SWITCH_HEADERS] = { "headers", KIND_CHOICE, "lenient|strict", "lenient",
                                "whether env, country and app must be sent" },
  [PRACTICE_SWITCH_WAF] = { "waf", KIND_CHOICE, "off|key|ip|both", "off", "what the firewall in front asks for" },
  [PRACTICE_SWITCH_WAF_HEADER] = { "waf-header", KIND_TEXT, NULL, "X-API-KEY", "header that carries the API key" },
  [PRACTICE_SWITCH_WAF_KEY] = { "waf-key", KIND_TEXT, NULL, "fiel-practice-key", "the API key" },
  [PRACTICE_SWITCH_WAF_IP] = { "waf-ip", KIND_TEXT, NULL, "127.0.0.1", "the allowed source address" },
  [PRACTICE_SWITCH_BUSY] = { "busy", KIND_CHOICE, "rule|15s|5m", "rule", "flavour of OPERATION IN PROGRESS" },
  [PRACTICE_SWITCH_POSDATA] = { "posdata", KIND_CHOICE, "envelope|array", "envelope", "body of the terminal list" },
  [PRACTICE_SWITCH_GET_TRANSACTION] = { "get-transaction", KIND_CHOICE, "on|off", "on",
                                        "whether get_transaction exists" },
  [PRACTICE_SWITCH_ACK_CUSTOM_ID] = { "ack-custom-id", KIND_CHOICE, "off|on", "off",
                                      "whether the acknowledgement carries customId" },
  [PRACTICE_SWITCH_ECHO_UNRELIABLE] = { "echo-unreliable", KIND_CHOICE, "on|off", "on",
                                        "saleType, employeeId and tip come back as 0" },
  [PRACTICE_SWITCH_JSON_KEYS] = { "json-keys", KIND_CHOICE, "exact|lenient", "exact",
                                  "whether upper and lower case in body keys count as the same" },
  [PRACTICE_SWITCH_AMOUNT_UNIT] = { "amount-unit", KIND_CHOICE, "centavos|pesos", "centavos",
                                    "unit of amounts in Argentina" },
  [PRACTICE_SWITCH_LATE_ANSWER] = { "late-answer", KIND_CHOICE, "on|off", "on",
                                    "an answer after 5 minutes still reaches the status query" },
  [PRACTICE_SWITCH_TIMEOUT_CALLBACK] = { "timeout-callback", KIND_CHOICE, "on|off", "on",
                                         "whether a 5-minute timeout is pushed" },
  [PRACTICE_SWITCH_CALLBACK_HOSTS] = { "callback-hosts", KIND_CHOICE, "loopback|any", "loopback",
                                       "where callbacks may be sent; practice data stays on this machine" },
  [PRACTICE_SWITCH_CALLBACK_RETRIES] = { "callback-retries", KIND_NUMBER, "0|20", "0",
                                         "further tries of a callback that was not answered 2xx, 5 s apart" },
  [PRACTICE_SWITCH_NOTHING_CODE] = { "nothing-code", KIND_CHOICE, "99|21", "99",
                                     "result code of lastvoucher when there is none" },
  [PRACTICE_SWITCH_TOKEN_LIFETIME] = { "token-lifetime", KIND_NUMBER, "0|86400000", "86400",
                                       "seconds a new token lives" },
  [PRACTICE_SWITCH_FIRST_ID] = { "first-id", KIND_NUMBER, "1|9000000000000000", "512340", "the first idPosTxs" },
  [PRACTICE_SWITCH_SHORT_COMMAND_MS] = { "short-command-ms", KIND_NUMBER, "0|600000", "0",
                                         "how long poll, reports and printing take" },
  [PRACTICE_SWITCH_CUSTOMER_SECONDS] = { "customer-seconds", KIND_NUMBER, "0|3600", "2",
                                         "how long a customer who pays takes" },
  [PRACTICE_SWITCH_CUSTOMER_TIMEOUT_SECONDS] = { "customer-timeout-seconds", KIND_NUMBER, "1|3600", "60",
                                                 "how long a terminal waits for a customer who does nothing" },
  [PRACTICE_SWITCH_SETTLE_SECONDS] = { "settle-seconds", KIND_NUMBER, "0|600", "0",
                                       "how long a terminal stays busy after a command ended" },
  [PRACTICE_SWITCH_CLOCK_SKEW_SECONDS] = { "clock-skew-seconds", KIND_NUMBER, "-86400000|86400000", "0",
                                           "by how much the terminals' clocks are wrong" },
  [PRACTICE_SWITCH_COMMERCE_RUT] = { "commerce-rut", KIND_TEXT, NULL, "11111111-1", "commerceRut" },
  [PRACTICE_SWITCH_COMMERCE_NAME] = { "commerce-name", KIND_TEXT, NULL, "Comercio de práctica", "commerceName" },
  [PRACTICE_SWITCH_BRANCH_NAME] = { "branch-name", KIND_TEXT, NULL, "Casa de práctica", "branchName" },
  [PRACTICE_SWITCH_BRANCH_ADDRESS] = { "branch-address", KIND_TEXT, NULL, "Calle 1", "branchAddress" },
  [PRACTICE_SWITCH_BRANCH_DISTRICT] = { "branch-district", KIND_TEXT, NULL, "CENTRO", "branchDistrict" },
};

struct _PracticeSwitches
{
  GObject parent_instance;

  char *values[PRACTICE_N_SWITCHES]; /* owned, each accepted by its row */
};

G_DEFINE_FINAL_TYPE (PracticeSwitches, practice_switches, G_TYPE_OBJECT)

static void
practice_switches_finalize (GObject *object)
{
  PracticeSwitches *self = PRACTICE_SWITCHES (object);

  for (guint i = 0; i < PRACTICE_N_SWITCHES; i++)
    g_free (self->values[i]);

  G_OBJECT_CLASS (practice_switches_parent_class)->finalize (object);
}

static void
practice_switches_class_init (PracticeSwitchesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = practice_switches_finalize;
}

static void
practice_switches_init (PracticeSwitches *self)
{
  for (guint i = 0; i < PRACTICE_N_SWITCHES; i++)
    self->values[i] = g_strdup (rows[i].start);
}

PracticeSwitches *
practice_switches_new (void)
{
  return g_object_new (PRACTICE_TYPE_SWITCHES, NULL);
}

static gboolean
row_accepts (const Row *row, const char *value)
{
  g_auto (GStrv) parts = NULL;

  if (row->kind == KIND_TEXT)
    return TRUE;

  parts = g_strsplit (row->accepts, "|", -1);
  if (row->kind == KIND_CHOICE)
    return g_strv_contains ((const char *const *) parts, value);
  return g_ascii_string_to_signed (value, 10, g_ascii_strtoll (parts[0], NULL, 10),
                                   g_ascii_strtoll (parts[1], NULL, 10), NULL, NULL);
}

static char *
row_describe_values (const Row *row)
{
  g_auto (GStrv) parts = NULL;

  switch (row->kind)
    {
    case KIND_TEXT:
      return g_strdup ("any text");
    case KIND_CHOICE:
      parts = g_strsplit (row->accepts, "|", -1);
      return g_strjoinv (", ", parts);
    case KIND_NUMBER:
      parts = g_strsplit (row->accepts, "|", -1);
      return g_strdup_printf ("a whole number from %s to %s", parts[0], parts[1]);
    }
  g_return_val_if_reached (NULL);
}

/**
 * practice_switches_set:
 *
 * Returns: whether there is a switch @name and it takes @value; else @error names the switch and what it takes
 */
gboolean
practice_switches_set (PracticeSwitches *self, const char *name, const char *value, GError **error)
{
  g_return_val_if_fail (PRACTICE_IS_SWITCHES (self), FALSE);

  for (guint i = 0; i < PRACTICE_N_SWITCHES; i++)
    {
      if (g_strcmp0 (rows[i].name, name) != 0)
        continue;
      if (!row_accepts (&rows[i], value))
        {
          g_autofree char *values = row_describe_values (&rows[i]);

          g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "the switch “%s” does not take “%s”; use %s",
                       name, value, values);
          return FALSE;
        }
      g_free (self->values[i]);
      self->values[i] = g_strdup (value);
      return TRUE;
    }

  g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_UNKNOWN,
               "there is no switch “%s”; GET /control/switches lists them all", name);
  return FALSE;
}

/* Sets every member of @object; values may be text, whole numbers or booleans ("on" and "off"). */
gboolean
practice_switches_set_object (PracticeSwitches *self, JsonObject *object, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (PRACTICE_IS_SWITCHES (self), FALSE);

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *value = practice_json_node_to_string (node);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        value = g_strdup (json_node_get_boolean (node) ? "on" : "off");
      if (!practice_switches_set (self, name, value != NULL ? value : "", error))
        return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer full): every switch and its value, as text */
JsonObject *
practice_switches_to_object (PracticeSwitches *self)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (PRACTICE_IS_SWITCHES (self), object);

  for (guint i = 0; i < PRACTICE_N_SWITCHES; i++)
    json_object_set_string_member (object, rows[i].name, self->values[i]);
  return object;
}

/* Returns: (transfer full): every switch with what it takes, what it starts with and what it is for */
JsonObject *
practice_switches_describe (void)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < PRACTICE_N_SWITCHES; i++)
    {
      g_autofree char *values = row_describe_values (&rows[i]);
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "takes", values);
      json_object_set_string_member (row, "start", rows[i].start);
      json_object_set_string_member (row, "meaning", rows[i].meaning);
      json_object_set_object_member (object, rows[i].name, row);
    }
  return object;
}

const char *
practice_switches_get (PracticeSwitches *self, PracticeSwitch which)
{
  g_return_val_if_fail (PRACTICE_IS_SWITCHES (self), NULL);
  return self->values[which];
}

/* The value of a switch that takes numbers. */
gint64
practice_switches_get_int (PracticeSwitches *self, PracticeSwitch which)
{
  g_return_val_if_fail (PRACTICE_IS_SWITCHES (self), 0);
  return g_ascii_strtoll (self->values[which], NULL, 10);
}

gboolean
practice_switches_is (PracticeSwitches *self, PracticeSwitch which, const char *value)
{
  g_return_val_if_fail (PRACTICE_IS_SWITCHES (self), FALSE);
  return g_str_equal (self->values[which], value);
}
