/* practice-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The HTTP face of the cloud: a firewall, then headers, then the token, then the address. Paths are compared without
 * regard to case. What a request means is decided here; what a terminal does with it is not. */

#include "practice-server.h"

#include <libsoup/soup.h>

#include "practice-answers.h"
#include "practice-callbacks.h"
#include "practice-control.h"
#include "practice-exchange.h"
#include "practice-json.h"
#include "practice-terminal.h"

#define API "/api/"
#define POSTXS "postxs/"
#define FORBIDDEN_PAGE                                                                                                 \
  "<!DOCTYPE html><html><head><title>Attention Required!</title></head>"                                               \
  "<body><h1>Sorry, you have been blocked</h1></body></html>"

struct _PracticeServer
{
  GObject parent_instance;

  PracticeWorld *world;         /* unowned: outlives this */
  SoupServer *soup;             /* owned */
  PracticeCallbacks *callbacks; /* owned */
  GHashTable *exchanges;        /* owned set of owned PracticeExchange that are not done */
};

G_DEFINE_FINAL_TYPE (PracticeServer, practice_server, G_TYPE_OBJECT)

static void
practice_server_dispose (GObject *object)
{
  PracticeServer *self = PRACTICE_SERVER (object);

  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_hash_table_remove_all (self->exchanges);
  g_clear_object (&self->soup);
  g_clear_object (&self->callbacks);

  G_OBJECT_CLASS (practice_server_parent_class)->dispose (object);
}

static void
practice_server_finalize (GObject *object)
{
  PracticeServer *self = PRACTICE_SERVER (object);

  g_hash_table_unref (self->exchanges);

  G_OBJECT_CLASS (practice_server_parent_class)->finalize (object);
}

static void
practice_server_class_init (PracticeServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = practice_server_dispose;
  object_class->finalize = practice_server_finalize;
}

static void
practice_server_init (PracticeServer *self)
{
  self->exchanges = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

static void
reply_error (PracticeServer *self, PracticeExchange *exchange, PracticeWords words)
{
  practice_exchange_reply_object (exchange, SOUP_STATUS_OK, practice_answers_error (self->world, words));
}

static void
reply_bad_request (PracticeServer *self, PracticeExchange *exchange, const char *message)
{
  gboolean framework = practice_switches_is (self->world->switches, PRACTICE_SWITCH_BAD_REQUEST, "400");

  practice_exchange_reply_object (exchange, framework ? SOUP_STATUS_BAD_REQUEST : SOUP_STATUS_OK,
                                  practice_answers_envelope (0, message, NULL));
}

static void
reply_unauthorized (PracticeServer *self, PracticeExchange *exchange)
{
  gboolean plain = practice_switches_is (self->world->switches, PRACTICE_SWITCH_BAD_TOKEN, "code0");

  practice_exchange_reply_object (exchange, plain ? SOUP_STATUS_OK : SOUP_STATUS_UNAUTHORIZED,
                                  practice_answers_error (self->world, PRACTICE_WORDS_UNAUTHORIZED));
}

static gboolean
passes_firewall (PracticeServer *self, PracticeExchange *exchange, SoupServerMessage *message)
{
  PracticeSwitches *switches = self->world->switches;
  const char *key;
  gboolean key_fits, address_fits;

  if (practice_switches_is (switches, PRACTICE_SWITCH_WAF, "off"))
    return TRUE;

  key = practice_exchange_get_header (exchange, practice_switches_get (switches, PRACTICE_SWITCH_WAF_HEADER));
  key_fits = g_strcmp0 (key, practice_switches_get (switches, PRACTICE_SWITCH_WAF_KEY)) == 0;
  address_fits = g_strcmp0 (soup_server_message_get_remote_host (message),
                            practice_switches_get (switches, PRACTICE_SWITCH_WAF_IP))
                 == 0;
  if (practice_switches_is (switches, PRACTICE_SWITCH_WAF, "key"))
    return key_fits;
  if (practice_switches_is (switches, PRACTICE_SWITCH_WAF, "ip"))
    return address_fits;
  return key_fits && address_fits;
}

static gboolean
has_headers (PracticeServer *self, PracticeExchange *exchange)
{
  const char *env = practice_exchange_get_header (exchange, "env");
  const char *country = practice_exchange_get_header (exchange, "country");

  if (practice_switches_is (self->world->switches, PRACTICE_SWITCH_HEADERS, "lenient"))
    return TRUE;
  return env != NULL && *env != '\0' && g_strcmp0 (country, practice_country_get_code (self->world->country)) == 0
         && g_strcmp0 (practice_exchange_get_header (exchange, "app"), "posintegrado") == 0;
}

/* The client whose token the request carries, or NULL after an answer that says there is none. */
static const char *
check_token (PracticeServer *self, PracticeExchange *exchange)
{
  const char *client_id
      = practice_auth_check (self->world->auth, practice_exchange_get_header (exchange, "Authorization"));

  if (client_id == NULL)
    reply_unauthorized (self, exchange);
  return client_id;
}

static const char *
find_form_value (GHashTable *form, const char *name)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, form);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_ascii_strcasecmp (key, name) == 0)
      return value;
  return "";
}

static void
handle_auth (PracticeServer *self, PracticeExchange *exchange)
{
  PracticeRequestFacts facts = { NULL, NULL, "auth", "", -1, -1 };
  gint64 lifetime_s = practice_switches_get_int (self->world->switches, PRACTICE_SWITCH_TOKEN_LIFETIME);
  g_autoptr (GHashTable) form = NULL;
  g_autofree char *text = NULL;
  g_autofree char *token = NULL;
  const char *body;
  gsize length;

  if (practice_exchange_plan (exchange, &facts))
    return;

  body = practice_exchange_get_body (exchange, &length);
  text = g_strndup (body, length);
  form = soup_form_decode (text);
  token = practice_auth_log_in (self->world->auth, find_form_value (form, "clientId"),
                                find_form_value (form, "clientSecret"), lifetime_s);
  if (token == NULL)
    reply_error (self, exchange, PRACTICE_WORDS_BAD_CREDENTIALS);
  else
    practice_exchange_reply_object (exchange, SOUP_STATUS_OK, practice_answers_token (self->world, token, lifetime_s));
}

static void
handle_posdata (PracticeServer *self, PracticeExchange *exchange, GHashTable *query)
{
  PracticeRequestFacts facts = { NULL, NULL, "posdata", "", -1, -1 };
  const char *branch = query != NULL ? find_form_value (query, "idsucursal") : "";
  const char *client_id;

  if (practice_exchange_plan (exchange, &facts))
    return;
  client_id = check_token (self, exchange);
  if (client_id != NULL)
    practice_exchange_reply (exchange, SOUP_STATUS_OK,
                             practice_answers_posdata (self->world, client_id, *branch != '\0' ? branch : NULL));
}

static void
reply_status (PracticeServer *self, PracticeExchange *exchange, const char *client_id, gint64 id)
{
  PracticeOperation *operation = practice_world_find_operation (self->world, id, client_id);

  if (operation == NULL)
    reply_error (self, exchange, PRACTICE_WORDS_ID_NOT_FOUND);
  else if (practice_operation_take_status_failure (operation))
    practice_exchange_reply_html (exchange, SOUP_STATUS_SERVICE_UNAVAILABLE, "<html><body>503</body></html>");
  else
    practice_exchange_reply_object (
        exchange, SOUP_STATUS_OK,
        practice_answers_state (self->world, operation, TRUE, practice_exchange_get_fault_kind (exchange)));
}

static void
handle_status (PracticeServer *self, PracticeExchange *exchange, gint64 id)
{
  PracticeOperation *operation = g_hash_table_lookup (self->world->operations, &id);
  PracticeRequestFacts facts = { NULL, NULL, "status", "", -1, -1 };
  const char *client_id;

  if (operation != NULL)
    {
      facts.custom_id = practice_operation_get_order (operation)->custom_id;
      facts.amount = practice_operation_get_order (operation)->amount;
    }
  if (practice_exchange_plan (exchange, &facts))
    return;
  client_id = check_token (self, exchange);
  if (client_id != NULL)
    reply_status (self, exchange, client_id, id);
}

static void
on_async_concluded (PracticeOperation *operation, PracticeCallbacks *callbacks)
{
  practice_callbacks_send (callbacks, operation);
}

/* What the fault of the answer means for the operation itself. */
static void
apply_fault (PracticeExchange *exchange, PracticeOperation *operation)
{
  PracticeFaultKind kind = practice_exchange_get_fault_kind (exchange);
  PracticeFault *callback_fault = practice_exchange_get_callback_fault (exchange);

  if (kind == PRACTICE_FAULT_CUT_BEFORE_BOOKING)
    practice_operation_lose_command (operation);
  practice_operation_set_distortion (operation, kind);
  if (callback_fault != NULL)
    practice_operation_set_callback_fault (operation, practice_fault_ref (callback_fault));
}

static void
answer_command (PracticeServer *self, PracticeExchange *exchange, PracticeOperation *operation)
{
  PracticeFaultKind kind = practice_exchange_get_fault_kind (exchange);
  PracticeFault *callback_fault = practice_exchange_get_callback_fault (exchange);

  if (kind == PRACTICE_FAULT_CUT_BEFORE_BOOKING || kind == PRACTICE_FAULT_CUT_WHILE_WAITING)
    practice_exchange_play_now (exchange);
  else if (practice_operation_get_order (operation)->webhook == NULL)
    practice_exchange_hold (exchange, operation);
  else if (callback_fault != NULL && callback_fault->kind == PRACTICE_FAULT_CALLBACK_BEFORE_ACK)
    practice_exchange_hold_for_callback (exchange, operation, self->callbacks);
  else
    practice_exchange_reply_object (exchange, SOUP_STATUS_OK, practice_answers_ack (self->world, operation));
}

/* The terminal is there and free: gives the command an id and starts it. Takes @order. */
static void
start_command (PracticeServer *self,
               PracticeExchange *exchange,
               PracticeTerminal *terminal,
               PracticeOrder *order,
               const PracticeOutcome *outcome)
{
  g_autoptr (PracticeOperation) operation = NULL;

  operation = practice_operation_new (self->world, practice_terminal_get_client_id (terminal), order, outcome);
  apply_fault (exchange, operation);
  practice_world_add_operation (self->world, operation);
  if (order->webhook != NULL)
    g_signal_connect_object (operation, "concluded", G_CALLBACK (on_async_concluded), self->callbacks, 0);
  answer_command (self, exchange, operation);
  practice_operation_start (operation);
  practice_terminal_run (terminal, operation);
}

static PracticeWords
get_busy_words (PracticeServer *self, PracticeLock lock)
{
  if (practice_switches_is (self->world->switches, PRACTICE_SWITCH_BUSY, "15s"))
    return PRACTICE_WORDS_BUSY_15S;
  if (practice_switches_is (self->world->switches, PRACTICE_SWITCH_BUSY, "5m"))
    return PRACTICE_WORDS_BUSY_5M;
  return lock == PRACTICE_LOCK_LONG ? PRACTICE_WORDS_BUSY_5M : PRACTICE_WORDS_BUSY_15S;
}

/* The command is understood: finds out whether its terminal can take it. Takes @order. */
static void
dispatch_command (PracticeServer *self, PracticeExchange *exchange, PracticeTerminal *terminal, PracticeOrder *order)
{
  g_autoptr (PracticeOrder) owned = order;
  PracticeLock lock = practice_terminal_get_lock (terminal);
  PracticeOutcome outcome;

  practice_terminal_foresee (terminal, order, &outcome);
  practice_exchange_add_fault (exchange, outcome.fault);

  if (practice_exchange_get_fault_kind (exchange) == PRACTICE_FAULT_DROP_BEFORE)
    practice_exchange_play_now (exchange);
  else if (practice_terminal_is_offline (terminal) || outcome.ending == PRACTICE_ENDING_UNREACHABLE)
    reply_error (self, exchange, PRACTICE_WORDS_NOT_RESPONDING);
  else if (lock != PRACTICE_LOCK_FREE && order->command->number != PRACTICE_COMMAND_CANCEL_SALE)
    reply_error (self, exchange, get_busy_words (self, lock));
  else if (outcome.ending == PRACTICE_ENDING_BUSY_ONCE && practice_terminal_take_busy_once (terminal, order))
    reply_error (self, exchange, PRACTICE_WORDS_BUSY_15S);
  else
    start_command (self, exchange, terminal, g_steal_pointer (&owned), &outcome);
}

/* The terminal an order names, or NULL after an answer that says why not. */
static PracticeTerminal *
find_terminal (PracticeServer *self, PracticeExchange *exchange, const PracticeOrder *order, const char *client_id)
{
  PracticeTerminal *terminal
      = practice_world_find_terminal (self->world, order->id_terminal, order->id_sucursal, order->serial_number);

  if (terminal == NULL)
    reply_error (self, exchange, PRACTICE_WORDS_KEYPOS_NOT_FOUND);
  else if (!g_str_equal (practice_terminal_get_client_id (terminal), client_id))
    {
      reply_error (self, exchange, PRACTICE_WORDS_WRONG_MERCHANT);
      terminal = NULL;
    }
  return terminal;
}

/* A webhook that is no address. Returns: whether the command goes on, as a synchronous one */
static gboolean
accept_webhook (PracticeServer *self, PracticeExchange *exchange, PracticeOrder *order)
{
  if (order->webhook == NULL || practice_callbacks_accepts (order->webhook))
    return TRUE;
  if (practice_switches_is (self->world->switches, PRACTICE_SWITCH_INVALID_WEBHOOK, "refuse"))
    {
      reply_bad_request (self, exchange, "INVALID FIELD webhook");
      return FALSE;
    }
  g_clear_pointer (&order->webhook, g_free);
  return TRUE;
}

static gboolean
is_any_case (PracticeServer *self)
{
  return practice_switches_is (self->world->switches, PRACTICE_SWITCH_JSON_KEYS, "lenient");
}

static void
carry_out_command (PracticeServer *self,
                   PracticeExchange *exchange,
                   const PracticeCommand *command,
                   JsonObject *body,
                   const char *client_id)
{
  g_autoptr (PracticeOrder) order = NULL;
  g_autoptr (GError) error = NULL;
  PracticeTerminal *terminal;

  if ((command->countries & (guint)self->world->country) == 0)
    {
      reply_error (self, exchange, PRACTICE_WORDS_COMMAND_NOT_AVAILABLE);
      return;
    }
  order = practice_order_read (command, self->world->country, body, is_any_case (self), &error);
  if (order == NULL)
    {
      reply_bad_request (self, exchange, error->message);
      return;
    }
  if (!accept_webhook (self, exchange, order))
    return;

  terminal = find_terminal (self, exchange, order, client_id);
  if (terminal != NULL)
    dispatch_command (self, exchange, terminal, g_steal_pointer (&order));
}

static void
carry_out_get_transaction (PracticeServer *self, PracticeExchange *exchange, JsonObject *body, const char *client_id)
{
  g_autoptr (PracticeOrder) order = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  order = practice_order_read_identity (body, is_any_case (self), &error);
  if (order == NULL)
    reply_bad_request (self, exchange, error->message);
  else if (!practice_json_node_to_int (practice_json_find (body, "idPosTxs", is_any_case (self)), &id))
    reply_bad_request (self, exchange, "INVALID FIELD idPosTxs");
  else if (find_terminal (self, exchange, order, client_id) != NULL)
    reply_status (self, exchange, client_id, id);
}

/* Plans the faults of a command by what its body says, as far as it can be read. Returns: whether it is over already */
static gboolean
plan_command (PracticeServer *self, PracticeExchange *exchange, const char *route, JsonObject *body)
{
  PracticeRequestFacts facts = { NULL, NULL, route, "", -1, -1 };
  g_autofree char *custom_id = NULL;

  if (body != NULL)
    {
      custom_id = practice_json_node_to_string (practice_json_find (body, "customId", is_any_case (self)));
      practice_json_node_to_int (practice_json_find (body, "command", is_any_case (self)), &facts.command);
      practice_json_node_to_int (practice_json_find (body, "amount", is_any_case (self)), &facts.amount);
    }
  if (custom_id != NULL)
    facts.custom_id = custom_id;
  return practice_exchange_plan (exchange, &facts);
}

/* Any POST with a JSON body; @command is NULL for get_transaction. */
static void
handle_command (PracticeServer *self, PracticeExchange *exchange, const PracticeCommand *command)
{
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  const char *client_id, *text;
  gsize length;

  text = practice_exchange_get_body (exchange, &length);
  body = practice_json_parse_object (text, length, &error);
  if (plan_command (self, exchange, command != NULL ? command->path : "get_transaction", body))
    return;

  client_id = check_token (self, exchange);
  if (client_id == NULL)
    return;
  if (body == NULL)
    reply_bad_request (self, exchange, "INVALID JSON");
  else if (command != NULL)
    carry_out_command (self, exchange, command, body, client_id);
  else
    carry_out_get_transaction (self, exchange, body, client_id);
}

static void
reply_not_found (PracticeExchange *exchange)
{
  practice_exchange_reply_html (exchange, SOUP_STATUS_NOT_FOUND, "<html><body>404</body></html>");
}

static void
route_post (PracticeServer *self, PracticeExchange *exchange, const char *name)
{
  const PracticeCommand *command = practice_command_find (name);

  if (g_ascii_strcasecmp (name, "auth") == 0)
    handle_auth (self, exchange);
  else if (command != NULL)
    handle_command (self, exchange, command);
  else if (g_ascii_strcasecmp (name, "get_transaction") == 0
           && practice_switches_is (self->world->switches, PRACTICE_SWITCH_GET_TRANSACTION, "on"))
    handle_command (self, exchange, NULL);
  else
    reply_not_found (exchange);
}

static void
route (PracticeServer *self, PracticeExchange *exchange, const char *method, const char *path, GHashTable *query)
{
  const char *name = path + strlen (API);
  gint64 id;

  if (g_ascii_strcasecmp (name, "posdata") == 0 && g_str_equal (method, "GET"))
    handle_posdata (self, exchange, query);
  else if (g_ascii_strncasecmp (name, POSTXS, strlen (POSTXS)) != 0)
    reply_not_found (exchange);
  else if (g_str_equal (method, "POST"))
    route_post (self, exchange, name + strlen (POSTXS));
  else if (g_str_equal (method, "GET")
           && g_ascii_string_to_signed (name + strlen (POSTXS), 10, 0, G_MAXINT64, &id, NULL))
    handle_status (self, exchange, id);
  else
    practice_exchange_reply_html (exchange, SOUP_STATUS_METHOD_NOT_ALLOWED, "<html><body>405</body></html>");
}

static void
on_exchange_done (PracticeExchange *exchange, PracticeServer *self)
{
  g_hash_table_remove (self->exchanges, exchange);
}

static void
on_api_request (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  PracticeServer *self = user_data;
  g_autoptr (PracticeExchange) exchange = practice_exchange_new (self->world, message, path);

  g_hash_table_add (self->exchanges, g_object_ref (exchange));
  g_signal_connect (exchange, "done", G_CALLBACK (on_exchange_done), self);

  if (!passes_firewall (self, exchange, message))
    practice_exchange_reply_html (exchange, SOUP_STATUS_FORBIDDEN, FORBIDDEN_PAGE);
  else if (g_ascii_strncasecmp (path, API, strlen (API)) != 0)
    reply_not_found (exchange);
  else if (!has_headers (self, exchange))
    reply_error (self, exchange, PRACTICE_WORDS_MISSING_HEADER);
  else
    route (self, exchange, soup_server_message_get_method (message), path, query);
}

/* Nothing will answer the calls that are held when the world begins anew. */
static void
cut_exchanges (PracticeServer *self)
{
  g_autoptr (GList) exchanges = g_hash_table_get_keys (self->exchanges);

  for (GList *l = exchanges; l != NULL; l = l->next)
    practice_exchange_cut (l->data, FALSE);
}

static void
on_control_request (
    SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  PracticeServer *self = user_data;

  practice_control_handle (self->world, self->callbacks, message, path, query);
  if (g_str_equal (path, "/control/reset") && soup_server_message_get_status (message) == SOUP_STATUS_OK)
    cut_exchanges (self);
}

/* Refuses what is too large, and what does not say how large it is, without keeping it. */
static void
on_early_request (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED)
    soup_server_message_set_status (message, SOUP_STATUS_LENGTH_REQUIRED, NULL);
  else if (soup_message_headers_get_content_length (headers) > PRACTICE_JSON_MAX_SIZE)
    soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
  else
    return;

  /* libsoup reads the body all the same, but need not keep it. */
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

/**
 * practice_server_new:
 * @world: the world to serve; it must outlive the server
 * @certificate: (nullable): serve HTTPS with it
 */
PracticeServer *
practice_server_new (PracticeWorld *world, GTlsCertificate *certificate)
{
  PracticeServer *self = g_object_new (PRACTICE_TYPE_SERVER, NULL);

  self->world = world;
  self->callbacks = practice_callbacks_new (world);
  self->soup = soup_server_new ("server-header", "fiel-practice-cloud", "tls-certificate", certificate, NULL);
  soup_server_add_early_handler (self->soup, NULL, on_early_request, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_api_request, self, NULL);
  soup_server_add_handler (self->soup, "/control", on_control_request, self, NULL);
  return self;
}

/**
 * practice_server_listen:
 * @port: 0 picks a free one
 *
 * Listens on loopback, and only there.
 *
 * Returns: (transfer full): the base address with its final slash, or %NULL
 */
char *
practice_server_listen (PracticeServer *self, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  gboolean secure = soup_server_get_tls_certificate (self->soup) != NULL;
  GSList *uris;
  char *base;

  g_return_val_if_fail (PRACTICE_IS_SERVER (self), NULL);

  if (!soup_server_listen (self->soup, address, secure ? SOUP_SERVER_LISTEN_HTTPS : 0, error))
    return NULL;

  uris = soup_server_get_uris (self->soup);
  base = g_strdup_printf ("%s://127.0.0.1:%d/", secure ? "https" : "http", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return base;
}
