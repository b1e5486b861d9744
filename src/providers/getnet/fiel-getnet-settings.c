/* fiel-getnet-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the group of a store profile that sets up Getnet. One row per key; a key without a row is an error, because a
 * misspelt key must not become a silent default. */

#include "config.h"

#include "fiel-getnet-settings.h"

#include "fiel-callback-listener.h"
#include "fiel-host.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MS(n) (G_GINT64_CONSTANT (n) * G_TIME_SPAN_MILLISECOND)
#define MAX_MS (24 * 3600 * 1000)
#define ANSWER_TIMEOUT MS (30000)
#define SYNCHRONOUS_MARGIN MS (30000)
#define MAX_EMPLOYEE 9999
#define MIN_TOKEN 22 /* 128 bits as base64url */

#define TEST_ENV_HEADER "uat"
#define PRACTICE_CLIENT_ID "fiel-practice"
#define PRACTICE_CLIENT_SECRET "fiel-practice"

typedef gboolean (*ReadFunc) (FielGetnetSettings *self, const char *key, const char *value, GError **error);

/**
 * Key:
 * @is_timing: only for profiles that may shorten waits
 */
typedef struct
{
  const char *name;
  ReadFunc read;
  gboolean is_timing;
} Key;

static gboolean G_GNUC_PRINTF (3, 4) fail (GError **error, const char *key, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE, "%s: %s", key, message);

  return FALSE;
}

static GUri *
parse_address (const char *key, const char *value, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (value, G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0'
      || (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http")))
    {
      /* Translators: what stands in the file. */
      fail (error, key, _ ("“%s” is not an address like https://example.com"), value);
      return NULL;
    }
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      fail (error, key, _ ("the address must hold no user name and no “#”"));
      return NULL;
    }

  return g_steal_pointer (&uri);
}

/* Getnet hands out addresses that end in /api/postxs/, but the terminal list stands beside that path. */
static char *
strip_path (const char *address)
{
  static const char *const endings[] = { "/", "/api/postxs", "/api", "/" };
  g_autofree char *origin = g_strdup (address);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = strlen (origin);
      gsize ending = strlen (endings[i]);

      if (length >= ending && g_ascii_strcasecmp (origin + length - ending, endings[i]) == 0)
        origin[length - ending] = '\0';
    }

  return g_steal_pointer (&origin);
}

static gboolean
read_base_address (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  g_autoptr (GUri) uri = parse_address (key, value, error);
  gboolean is_http = FALSE;

  if (uri == NULL)
    return FALSE;

  is_http = g_str_equal (g_uri_get_scheme (uri), "http");
  if (g_uri_get_query (uri) != NULL)
    return fail (error, key, _ ("the address must hold no “?”"));
  if (self->environment == FIEL_ENVIRONMENT_TRAINING && (!is_http || !fiel_host_is_loopback (g_uri_get_host (uri))))
    return fail (error, key,
                 _ ("in training the address must be http and on this machine, like http://127.0.0.1:8080"));
  if (self->environment != FIEL_ENVIRONMENT_TRAINING && is_http)
    return fail (error, key, _ ("the address must start with https://"));

  self->origin = strip_path (value);

  return TRUE;
}

static gboolean
read_callback_address (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  g_autoptr (GUri) uri = parse_address (key, value, error);

  if (uri == NULL)
    return FALSE;

  self->callback_address = g_strdup (value);
  self->callback_target = g_strconcat (g_uri_get_path (uri), g_uri_get_query (uri) != NULL ? "?" : NULL,
                                       g_uri_get_query (uri), NULL);

  return TRUE;
}

static gboolean
read_relay_address (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  g_autoptr (GUri) uri = parse_address (key, value, error);

  if (uri == NULL)
    return FALSE;
  if (g_uri_get_query (uri) != NULL)
    return fail (error, key, _ ("the address must hold no “?”"));
  if (self->environment == FIEL_ENVIRONMENT_TRAINING && !fiel_host_is_loopback (g_uri_get_host (uri)))
    return fail (error, key, _ ("in training the relay must be on this machine, like http://127.0.0.1:8090"));
  if (g_str_equal (g_uri_get_scheme (uri), "http") && !fiel_host_is_loopback (g_uri_get_host (uri)))
    return fail (error, key, _ ("the address must start with https://"));

  self->relay_address = g_strdup (value);

  return TRUE;
}

static gboolean
read_mode (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  if (!g_str_equal (value, "synchronous") && !g_str_equal (value, "asynchronous"))
    /* Translators: what stands in the file. */
    return fail (error, key, _ ("“%s” is neither synchronous nor asynchronous"), value);

  self->mode = g_str_equal (value, "asynchronous") ? FIEL_GETNET_MODE_ASYNCHRONOUS : FIEL_GETNET_MODE_SYNCHRONOUS;

  return TRUE;
}

static gboolean
read_listen_address (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (value);

  if (address == NULL)
    /* Translators: what stands in the file. */
    return fail (error, key, _ ("“%s” is not a numeric address like 127.0.0.1"), value);

  g_free (self->listen_address);
  self->listen_address = g_strdup (value);

  return TRUE;
}

static gboolean
is_printable (const char *value)
{
  for (const char *c = value; *c != '\0'; c++)
    {
      if (!g_ascii_isgraph (*c))
        return FALSE;
    }

  return value[0] != '\0';
}

static gboolean
read_env_header (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  if (!is_printable (value))
    /* Translators: what stands in the file. */
    return fail (error, key, _ ("“%s” is not one word"), value);

  self->env_header = g_strdup (value);

  return TRUE;
}

static gboolean
read_client_id (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  if (!is_printable (value))
    /* Translators: what stands in the file. */
    return fail (error, key, _ ("“%s” is not one word"), value);

  self->client_id = g_strdup (value);

  return TRUE;
}

/* A header's name (RFC 9110), and none of those the request itself needs. */
static gboolean
read_api_key_header (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  static const char *const taken[]
      = { "authorization", "content-type", "content-length", "host", "env", "country", "app", NULL };
  g_autofree char *lower = g_ascii_strdown (value, -1);

  if (value[0] == '\0' || strspn (lower, "abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~") != strlen (lower))
    /* Translators: what stands in the file. */
    return fail (error, key, _ ("“%s” is not the name of a header, like X-API-KEY"), value);
  if (g_strv_contains (taken, lower))
    /* Translators: the name of a header of a request over HTTP. */
    return fail (error, key, _ ("the header %s is used by the request itself"), value);

  self->api_key_header = g_strdup (value);

  return TRUE;
}

static gboolean
read_ca_file (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  if (self->environment == FIEL_ENVIRONMENT_PRODUCTION)
    return fail (error, key, _ ("in production the system’s certificate authorities decide"));
  if (!g_path_is_absolute (value))
    /* Translators: what stands in the file. */
    return fail (error, key, _ ("“%s” is not an absolute path"), value);

  self->ca_file = g_strdup (value);

  return TRUE;
}

static gboolean
read_number (const char *key, const char *value, guint64 lowest, guint64 highest, guint64 *number, GError **error)
{
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (g_ascii_string_to_unsigned (value, 10, lowest, highest, number, NULL))
    return TRUE;

  least = g_strdup_printf ("%" G_GUINT64_FORMAT, lowest);
  most = g_strdup_printf ("%" G_GUINT64_FORMAT, highest);

  /* Translators: what stands in the file, the least number allowed, the greatest. */
  return fail (error, key, _ ("“%s” is not a whole number from %s to %s"), value, least, most);
}

static gboolean
read_sale_type (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  guint64 number = 0;

  if (!read_number (key, value, 0, self->dialect.country->max_sale_type, &number, error))
    return FALSE;

  self->dialect.sale_type = (guint) number;

  return TRUE;
}

static gboolean
read_employee (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  guint64 number = 0;

  if (!read_number (key, value, 0, MAX_EMPLOYEE, &number, error))
    return FALSE;

  self->dialect.employee = (guint) number;

  return TRUE;
}

static gboolean
read_listen_port (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  guint64 number = 0;

  if (!read_number (key, value, 0, G_MAXUINT16, &number, error))
    return FALSE;

  self->listen_port = (guint16) number;

  return TRUE;
}

static gboolean
read_boolean (const char *key, const char *value, gboolean *result, GError **error)
{
  if (!g_str_equal (value, "true") && !g_str_equal (value, "false"))
    /* Translators: what stands in the file. */
    return fail (error, key, _ ("“%s” is neither true nor false"), value);

  *result = g_str_equal (value, "true");

  return TRUE;
}

static gboolean
read_print_on_terminal (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  return read_boolean (key, value, &self->dialect.print_on_terminal, error);
}

static gboolean
read_ticket_number (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  if (!read_boolean (key, value, &self->dialect.sends_ticket, error))
    return FALSE;
  if (self->dialect.country->has_ticket && !self->dialect.sends_ticket)
    return fail (error, key, _ ("this country’s terminals need the ticket number; only true is allowed"));

  return TRUE;
}

static gboolean
read_amount_unit (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  if (!self->dialect.country->has_amount_unit)
    return fail (error, key, _ ("this country’s currency has only one unit; remove the key"));
  if (!g_str_equal (value, "pesos") && !g_str_equal (value, "centavos"))
    /* Translators: what stands in the file. */
    return fail (error, key, _ ("“%s” is neither pesos nor centavos"), value);

  self->dialect.minor_per_unit = g_str_equal (value, "pesos") ? 100 : 1;

  return TRUE;
}

static gboolean
read_branch_id_type (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  static const char *const names[] = {
    [FIEL_GETNET_BRANCH_AUTO] = "auto", [FIEL_GETNET_BRANCH_NUMBER] = "number", [FIEL_GETNET_BRANCH_TEXT] = "text"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], value))
        {
          self->dialect.branch_type = (FielGetnetBranchType) i;
          return TRUE;
        }
    }

  /* Translators: what stands in the file. */
  return fail (error, key, _ ("“%s” is none of auto, number, text"), value);
}

static gboolean
read_ms (const char *key, const char *value, gint64 *us, GError **error)
{
  guint64 number = 0;

  if (!read_number (key, value, 1, MAX_MS, &number, error))
    return FALSE;

  *us = (gint64) number * G_TIME_SPAN_MILLISECOND;

  return TRUE;
}

static gboolean
read_limit (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  return read_ms (key, value, &self->timings.limit_us, error);
}

static gboolean
read_horizon (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  return read_ms (key, value, &self->timings.horizon_us, error);
}

static gboolean
read_first_check (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  return read_ms (key, value, &self->timings.first_us, error);
}

static gboolean
read_check_interval (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  return read_ms (key, value, &self->timings.interval_us, error);
}

static gboolean
read_negative_gap (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  return read_ms (key, value, &self->timings.negative_gap_us, error);
}

static gboolean
read_absence_window (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  return read_ms (key, value, &self->timings.absence_window_us, error);
}

static gboolean
read_backoff (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (value, ",;", -1);
  guint n_parts = g_strv_length (parts);

  if (n_parts > 1 && parts[n_parts - 1][0] == '\0')
    n_parts--;
  if (n_parts == 0 || n_parts > G_N_ELEMENTS (self->timings.backoff_us))
    /* Translators: the most numbers that are allowed. */
    return fail (error, key, _ ("give 1 to %d numbers with commas between"),
                 (int) G_N_ELEMENTS (self->timings.backoff_us));

  for (guint i = 0; i < n_parts; i++)
    {
      if (!read_ms (key, g_strstrip (parts[i]), &self->timings.backoff_us[i], error))
        return FALSE;
    }
  self->timings.n_backoff = n_parts;

  return TRUE;
}

static gboolean
read_answer_timeout (FielGetnetSettings *self, const char *key, const char *value, GError **error)
{
  if (!read_ms (key, value, &self->money_timeout_us, error))
    return FALSE;

  self->read_timeout_us = MIN (self->money_timeout_us, ANSWER_TIMEOUT);

  return TRUE;
}

static const Key keys[] = {
  { "base-address", read_base_address, FALSE },
  { "env-header", read_env_header, FALSE },
  { "client-id", read_client_id, FALSE },
  { "api-key-header", read_api_key_header, FALSE },
  { "mode", read_mode, FALSE },
  { "callback-address", read_callback_address, FALSE },
  { "relay-address", read_relay_address, FALSE },
  { "listen-port", read_listen_port, FALSE },
  { "listen-address", read_listen_address, FALSE },
  { "ca-file", read_ca_file, FALSE },
  { "sale-type", read_sale_type, FALSE },
  { "employee", read_employee, FALSE },
  { "print-on-terminal", read_print_on_terminal, FALSE },
  { "ticket-number", read_ticket_number, FALSE },
  { "amount-unit", read_amount_unit, FALSE },
  { "branch-id-type", read_branch_id_type, FALSE },
  { "limit-ms", read_limit, TRUE },
  { "horizon-ms", read_horizon, TRUE },
  { "first-check-ms", read_first_check, TRUE },
  { "check-interval-ms", read_check_interval, TRUE },
  { "negative-gap-ms", read_negative_gap, TRUE },
  { "absence-window-ms", read_absence_window, TRUE },
  { "backoff-ms", read_backoff, TRUE },
  { "answer-timeout-ms", read_answer_timeout, TRUE },
};

static const Key *
find_key (const char *name, GError **error)
{
  GString *known = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (g_str_equal (keys[i].name, name))
        return &keys[i];
    }

  known = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", keys[i].name);
  g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_UNKNOWN_KEY,
               /* Translators: a key of the store profile, which ": " follows in every language, then all keys that are
                * known, with commas. */
               _ ("%s: unknown key; known are %s"), name, known->str);
  g_string_free (known, TRUE);

  return NULL;
}

static gboolean
read_value (FielGetnetSettings *self, const FielProviderSettings *settings, const char *name, GError **error)
{
  const Key *key = find_key (name, error);
  g_autofree char *value = g_strstrip (g_strdup (g_hash_table_lookup (settings->values, name)));

  if (key == NULL)
    return FALSE;
  if (key->is_timing && (!settings->timings_allowed || settings->environment == FIEL_ENVIRONMENT_PRODUCTION))
    return fail (error, name, _ ("waits may be changed only in a profile folder, and never in production"));

  return key->read (self, name, value, error);
}

static gboolean
require (const char *value, const char *key, const char *what, GError **error)
{
  if (value != NULL)
    return TRUE;

  /* Translators: a key of the store profile, which ": " follows in every language, then what is to be given there. */
  g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY, _ ("%s: missing; %s"),
               key, what);

  return FALSE;
}

/* Production has no default for the header "env": its value is in no document and comes with the contract. */
static gboolean
add_defaults (FielGetnetSettings *self, GError **error)
{
  if (self->environment != FIEL_ENVIRONMENT_PRODUCTION && self->env_header == NULL)
    self->env_header = g_strdup (TEST_ENV_HEADER);
  if (self->environment == FIEL_ENVIRONMENT_TRAINING)
    {
      self->client_secret = PRACTICE_CLIENT_SECRET;
      if (self->client_id == NULL)
        self->client_id = g_strdup (PRACTICE_CLIENT_ID);
    }

  if (self->listen_address == NULL)
    self->listen_address = g_strdup (FIEL_CALLBACK_LISTENER_DEFAULT_ADDRESS);
  if (self->money_timeout_us == 0)
    {
      self->money_timeout_us = self->timings.limit_us + SYNCHRONOUS_MARGIN;
      self->read_timeout_us = ANSWER_TIMEOUT;
    }

  return require (self->origin, "base-address", _ ("give the address that Getnet handed out"), error)
         && require (self->client_id, "client-id", _ ("give the name of the account that Getnet handed out"), error)
         && require (self->env_header, "env-header", _ ("in production give the value that Getnet handed out"), error);
}

/* A part of the path that nobody can guess. */
static gboolean
has_token (const char *target)
{
  g_auto (GStrv) parts = g_strsplit_set (target, "/?", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gsize length = strspn (parts[i], "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

      if (length >= MIN_TOKEN && parts[i][length] == '\0')
        return TRUE;
    }

  return FALSE;
}

/* A relay is told nothing by Getnet unless Getnet is told of it, and a till with a relay is not called itself. */
static gboolean
check_relay (const FielGetnetSettings *self, GError **error)
{
  if (self->relay_address == NULL)
    return TRUE;
  if (self->mode == FIEL_GETNET_MODE_SYNCHRONOUS)
    return fail (error, "relay-address", _ ("nobody calls back in the synchronous mode; remove this key or the mode"));
  if (self->listen_port != 0)
    return fail (error, "relay-address",
                 _ ("a till that asks a relay is not called itself; remove this key or listen-port"));

  return require (self->callback_address, "callback-address",
                  _ ("with relay-address give the address that the relay has for Getnet"), error);
}

/* Whoever has an address that may be called has the asynchronous mode, and so has training in a practice cloud of its
 * own. */
static gboolean
choose_mode (FielGetnetSettings *self, const FielProviderSettings *settings, GError **error)
{
  gboolean in_training = self->environment == FIEL_ENVIRONMENT_TRAINING;

  self->asynchronous = self->mode == FIEL_GETNET_MODE_ASYNCHRONOUS
                       || (self->mode == FIEL_GETNET_MODE_DEFAULT
                           && (self->callback_address != NULL || settings->own_practice_cloud));
  self->listens = self->asynchronous && self->relay_address == NULL
                  && (self->listen_port != 0 || self->callback_address == NULL);
  if (self->asynchronous)
    self->dialect.callback_address = self->callback_address;

  if (!check_relay (self, error))
    return FALSE;
  if (self->callback_address == NULL && !in_training)
    {
      if (self->mode == FIEL_GETNET_MODE_ASYNCHRONOUS)
        return require (NULL, "callback-address", _ ("the asynchronous mode needs an address that Getnet may call"),
                        error);
      if (self->listen_port != 0)
        return require (NULL, "callback-address",
                        _ ("listen-port is for callbacks, so give the address that Getnet calls"), error);
    }
  if (self->listens && self->callback_target != NULL && !has_token (self->callback_target))
    /* Translators: how many letters and digits. */
    return fail (error, "callback-address",
                 /* Translators: how many letters and digits. */
                 _ ("with listen-port the path must hold a secret: add a “/” and at least %d random letters and "
                    "digits"),
                 MIN_TOKEN);

  return TRUE;
}

static gboolean
check_country (const FielProviderSettings *settings, const FielGetnetCountry *country, GError **error)
{
  if (country == NULL)
    return fail (error, "country", _ ("Getnet’s terminals are known here only for cl and ar"));
  if (settings->currency == NULL || !g_str_equal (settings->currency->code, country->currency))
    /* Translators: the code of a country, such as cl, the code of a currency, such as CLP. */
    return fail (error, "currency", _ ("Getnet’s terminals in %s charge in %s"), country->code, country->currency);

  return TRUE;
}

static gboolean
check_waits (const FielGetnetSettings *self, GError **error)
{
  if (self->timings.horizon_us < self->timings.limit_us)
    return fail (error, "horizon-ms", _ ("the horizon must not come before limit-ms"));
  /* A list read after the horizon would always be too late to be believed, and no absence ever concluded. */
  if (self->timings.absence_window_us <= self->timings.horizon_us)
    return fail (error, "absence-window-ms", _ ("the window must reach beyond horizon-ms"));

  return TRUE;
}

/**
 * fiel_getnet_settings_new:
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL with %FIEL_PROVIDER_SETTINGS_ERROR
 */
FielGetnetSettings *
fiel_getnet_settings_new (const FielProviderSettings *settings, GError **error)
{
  g_autoptr (FielGetnetSettings) self = NULL;
  const FielGetnetCountry *country = NULL;
  g_autoptr (GList) names = NULL;

  g_return_val_if_fail (settings != NULL && settings->values != NULL, NULL);

  country = fiel_getnet_country_find (settings->country);
  if (!check_country (settings, country, error))
    return NULL;

  self = g_rc_box_new0 (FielGetnetSettings);
  self->environment = settings->environment;
  self->dialect = fiel_getnet_dialect_make (country);
  self->timings = *fiel_check_timings_default ();

  names = g_list_sort (g_hash_table_get_keys (settings->values), (GCompareFunc) strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!read_value (self, settings, l->data, error))
        return NULL;
    }
  if (!add_defaults (self, error) || !choose_mode (self, settings, error) || !check_waits (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

FielGetnetSettings *
fiel_getnet_settings_ref (FielGetnetSettings *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  FielGetnetSettings *self = data;

  g_free (self->origin);
  g_free (self->env_header);
  g_free (self->client_id);
  g_free (self->api_key_header);
  g_free (self->callback_address);
  g_free (self->callback_target);
  g_free (self->relay_address);
  g_free (self->listen_address);
  g_free (self->ca_file);
}

void
fiel_getnet_settings_unref (FielGetnetSettings *self)
{
  g_rc_box_release_full (self, clear);
}

void
fiel_getnet_settings_set_callback_address (FielGetnetSettings *self, const char *address)
{
  g_return_if_fail (self->asynchronous);

  g_free (self->callback_address);
  self->callback_address = g_strdup (address);
  self->dialect.callback_address = self->callback_address;
}
