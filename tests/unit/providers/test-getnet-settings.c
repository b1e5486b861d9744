/* test-getnet-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-getnet-settings.h"

#include "fiel-getnet-provider.h"
#include "fiel-http-client.h"
#include "fiel-manual-clock.h"

#define WITH_TOKEN "https://shop.example/hook/0123456789abcdefghij-_"

typedef struct
{
  FielProviderSettings settings;
  GHashTable *values; /* owned */
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fixture->settings.environment = FIEL_ENVIRONMENT_TEST;
  fixture->settings.country = "cl";
  fixture->settings.currency = fiel_currency_find ("CLP");
  fixture->settings.values = fixture->values;
  fixture->settings.timings_allowed = TRUE;
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->values, g_hash_table_unref);
}

static void
set (Fixture *fixture, const char *key, const char *value)
{
  g_hash_table_insert (fixture->values, g_strdup (key), g_strdup (value));
}

static void
set_complete (Fixture *fixture)
{
  set (fixture, "base-address", "https://pos.example");
  set (fixture, "client-id", "shop");
}

static FielGetnetSettings *
read_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  FielGetnetSettings *settings = fiel_getnet_settings_new (&fixture->settings, &error);

  g_assert_no_error (error);
  g_assert_nonnull (settings);

  return settings;
}

static void
assert_error (Fixture *fixture, const char *key, FielProviderSettingsError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielGetnetSettings) settings = fiel_getnet_settings_new (&fixture->settings, &error);
  g_autofree char *start = g_strconcat (key, ": ", NULL);

  g_assert_null (settings);
  g_assert_error (error, FIEL_PROVIDER_SETTINGS_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, start));
}

static void
test_defaults (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielGetnetSettings) settings = NULL;

  set_complete (fixture);
  settings = read_well (fixture);

  g_assert_cmpstr (settings->origin, ==, "https://pos.example");
  g_assert_cmpstr (settings->env_header, ==, "uat");
  g_assert_cmpstr (settings->client_id, ==, "shop");
  g_assert_null (settings->client_secret);
  g_assert_null (settings->api_key_header);
  g_assert_null (settings->dialect.callback_address);
  g_assert_cmpuint (settings->dialect.sale_type, ==, 1);
  g_assert_cmpint (settings->money_timeout_us, ==, 330 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (settings->read_timeout_us, ==, 30 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (settings->timings.limit_us, ==, 300 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (settings->timings.horizon_us, ==, 360 * G_TIME_SPAN_SECOND);
}

static void
test_every_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielGetnetSettings) settings = NULL;

  set_complete (fixture);
  fixture->settings.country = "ar";
  fixture->settings.currency = fiel_currency_find ("ARS");
  set (fixture, "env-header", "dev");
  set (fixture, "api-key-header", "X-API-KEY");
  set (fixture, "mode", "asynchronous");
  set (fixture, "callback-address", WITH_TOKEN "?till=2");
  set (fixture, "listen-port", "8090");
  set (fixture, "listen-address", "::1");
  set (fixture, "ca-file", "/etc/ssl/test.pem");
  set (fixture, "sale-type", "1");
  set (fixture, "employee", "12");
  set (fixture, "print-on-terminal", "true");
  set (fixture, "ticket-number", "true");
  set (fixture, "amount-unit", "pesos");
  set (fixture, "branch-id-type", "number");
  set (fixture, "limit-ms", "1000");
  set (fixture, "horizon-ms", "1500");
  set (fixture, "first-check-ms", "10");
  set (fixture, "check-interval-ms", "20");
  set (fixture, "negative-gap-ms", "30");
  set (fixture, "backoff-ms", "40, 50;60");
  set (fixture, "answer-timeout-ms", "2000");
  settings = read_well (fixture);

  g_assert_cmpstr (settings->env_header, ==, "dev");
  g_assert_cmpstr (settings->api_key_header, ==, "X-API-KEY");
  g_assert_true (settings->asynchronous);
  g_assert_true (settings->listens);
  g_assert_cmpstr (settings->dialect.callback_address, ==, WITH_TOKEN "?till=2");
  g_assert_cmpstr (settings->callback_target, ==, "/hook/0123456789abcdefghij-_?till=2");
  g_assert_cmpuint (settings->listen_port, ==, 8090);
  g_assert_cmpstr (settings->listen_address, ==, "::1");
  g_assert_cmpstr (settings->ca_file, ==, "/etc/ssl/test.pem");
  g_assert_cmpuint (settings->dialect.sale_type, ==, 1);
  g_assert_cmpuint (settings->dialect.employee, ==, 12);
  g_assert_true (settings->dialect.print_on_terminal);
  g_assert_true (settings->dialect.sends_ticket);
  g_assert_cmpint (settings->dialect.minor_per_unit, ==, 100);
  g_assert_cmpint (settings->dialect.branch_type, ==, FIEL_GETNET_BRANCH_NUMBER);
  g_assert_cmpint (settings->timings.limit_us, ==, G_TIME_SPAN_SECOND);
  g_assert_cmpint (settings->timings.horizon_us, ==, 1500 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (settings->timings.first_us, ==, 10 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (settings->timings.interval_us, ==, 20 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (settings->timings.negative_gap_us, ==, 30 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpuint (settings->timings.n_backoff, ==, 3);
  g_assert_cmpint (settings->timings.backoff_us[2], ==, 60 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (settings->money_timeout_us, ==, 2 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (settings->read_timeout_us, ==, 2 * G_TIME_SPAN_SECOND);
}

/* Which mode it is, and whether this program listens, follows from few keys. */
typedef struct
{
  FielEnvironment environment;
  gboolean own_practice_cloud;
  const char *mode;
  const char *callback_address;
  const char *listen_port;
  gboolean asynchronous;
  gboolean listens;
} ModeCase;

static const ModeCase mode_cases[] = {
  { FIEL_ENVIRONMENT_TEST, FALSE, NULL, NULL, NULL, FALSE, FALSE },
  { FIEL_ENVIRONMENT_TEST, FALSE, NULL, "https://shop.example/hook", NULL, TRUE, FALSE },
  { FIEL_ENVIRONMENT_TEST, FALSE, NULL, "https://shop.example/hook", "0", TRUE, FALSE },
  { FIEL_ENVIRONMENT_TEST, FALSE, NULL, WITH_TOKEN, "8090", TRUE, TRUE },
  { FIEL_ENVIRONMENT_TEST, FALSE, "asynchronous", WITH_TOKEN, "8090", TRUE, TRUE },
  { FIEL_ENVIRONMENT_TEST, FALSE, "synchronous", WITH_TOKEN, "8090", FALSE, FALSE },
  { FIEL_ENVIRONMENT_TEST, FALSE, "synchronous", NULL, NULL, FALSE, FALSE },
  { FIEL_ENVIRONMENT_TRAINING, FALSE, NULL, NULL, NULL, FALSE, FALSE },
  { FIEL_ENVIRONMENT_TRAINING, FALSE, "asynchronous", NULL, NULL, TRUE, TRUE },
  { FIEL_ENVIRONMENT_TRAINING, TRUE, NULL, NULL, NULL, TRUE, TRUE },
  { FIEL_ENVIRONMENT_TRAINING, TRUE, "synchronous", NULL, NULL, FALSE, FALSE },
  { FIEL_ENVIRONMENT_TRAINING, TRUE, NULL, "http://127.0.0.1:9/hook", NULL, TRUE, FALSE },
};

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mode_cases); i++)
    {
      const ModeCase *row = &mode_cases[i];
      g_autoptr (FielGetnetSettings) settings = NULL;

      g_hash_table_remove_all (fixture->values);
      set (fixture, "client-id", "shop");
      set (fixture, "base-address",
           row->environment == FIEL_ENVIRONMENT_TRAINING ? "http://127.0.0.1:8080" : "https://pos.example");
      if (row->mode != NULL)
        set (fixture, "mode", row->mode);
      if (row->callback_address != NULL)
        set (fixture, "callback-address", row->callback_address);
      if (row->listen_port != NULL)
        set (fixture, "listen-port", row->listen_port);
      fixture->settings.environment = row->environment;
      fixture->settings.own_practice_cloud = row->own_practice_cloud;
      settings = read_well (fixture);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (settings->asynchronous, ==, row->asynchronous);
      g_assert_cmpint (settings->listens, ==, row->listens);
      g_assert_cmpstr (settings->dialect.callback_address, ==, row->asynchronous ? row->callback_address : NULL);
      g_assert_cmpstr (settings->listen_address, ==, "127.0.0.1");
    }
}

/* Whoever can be called needs an address, and where this program listens it must hold a secret. */
static void
test_addresses_to_listen_to (Fixture *fixture, gconstpointer data)
{
  static const char *const open[] = { "https://shop.example", "https://shop.example/", "https://shop.example/hook",
                                      "https://shop.example/0123456789abcdefghij-",
                                      "https://shop.example/0123456789abcdefghij-_.json",
                                      "https://0123456789abcdefghij-_.example/hook" };

  set_complete (fixture);
  set (fixture, "mode", "asynchronous");
  assert_error (fixture, "callback-address", FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY);
  g_hash_table_remove (fixture->values, "mode");
  set (fixture, "listen-port", "8090");
  assert_error (fixture, "callback-address", FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    {
      set (fixture, "callback-address", open[i]);
      assert_error (fixture, "callback-address", FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
    }
}

/* A relay: with an address of its own for Getnet, with nothing that listens, and not in the clear. */
static void
test_relay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielGetnetSettings) settings = NULL;
  g_autoptr (FielGetnetSettings) local = NULL;

  set_complete (fixture);
  set (fixture, "relay-address", "https://relay.example/fiel/");
  assert_error (fixture, "callback-address", FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY);
  set (fixture, "callback-address", "https://relay.example/callback/x");
  settings = read_well (fixture);
  g_assert_cmpstr (settings->relay_address, ==, "https://relay.example/fiel/");
  g_assert_true (settings->asynchronous);
  g_assert_false (settings->listens);

  set (fixture, "listen-port", "8090");
  assert_error (fixture, "relay-address", FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
  set (fixture, "listen-port", "0");
  set (fixture, "mode", "synchronous");
  assert_error (fixture, "relay-address", FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
  set (fixture, "mode", "asynchronous");
  set (fixture, "relay-address", "http://[::1]:8090");
  local = read_well (fixture);
  g_assert_cmpstr (local->relay_address, ==, "http://[::1]:8090");
}

static void
test_relay_in_training (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FielGetnetSettings) settings = NULL;

  fixture->settings.environment = FIEL_ENVIRONMENT_TRAINING;
  fixture->settings.own_practice_cloud = TRUE;
  set (fixture, "base-address", "http://127.0.0.1:8080");
  set (fixture, "relay-address", "http://127.0.0.1:8090");
  assert_error (fixture, "callback-address", FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY);
  set (fixture, "callback-address", "http://127.0.0.1:8090/callback/x");
  settings = read_well (fixture);
  g_assert_false (settings->listens);
  set (fixture, "relay-address", "https://relay.example/");
  assert_error (fixture, "relay-address", FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
}

/* The address comes in several forms from the same papers. */
static void
test_base_addresses (Fixture *fixture, gconstpointer data)
{
  static const char *const same[] = { "https://pos.example",
                                      "https://pos.example/",
                                      "https://pos.example/api/postxs",
                                      "https://pos.example/api/postxs/",
                                      "https://pos.example/API/PosTxs/",
                                      "https://pos.example/api" };
  static const char *const wrong[] = { "",
                                       "pos.example",
                                       "ftp://pos.example",
                                       "http://pos.example",
                                       "http://127.0.0.1:8080",
                                       "https://",
                                       "https://user:pass@pos.example",
                                       "https://pos.example/?x=1",
                                       "https://pos.example/#x" };

  set_complete (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (FielGetnetSettings) settings = NULL;

      set (fixture, "base-address", same[i]);
      settings = read_well (fixture);
      g_assert_cmpstr (settings->origin, ==, "https://pos.example");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      set (fixture, "base-address", wrong[i]);
      assert_error (fixture, "base-address", FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
    }
}

/* Training never leaves this machine and needs no secret. */
static void
test_training (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "https://127.0.0.1:8080", "http://pos.example", "http://127.0.0.1.example",
                                       "http://192.168.1.10" };
  static const char *const right[] = { "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:8080" };

  fixture->settings.environment = FIEL_ENVIRONMENT_TRAINING;
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (FielGetnetSettings) settings = NULL;

      set (fixture, "base-address", right[i]);
      settings = read_well (fixture);
      g_assert_cmpstr (settings->origin, ==, right[i]);
      g_assert_cmpstr (settings->client_id, ==, "fiel-practice");
      g_assert_cmpstr (settings->client_secret, ==, "fiel-practice");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      set (fixture, "base-address", wrong[i]);
      assert_error (fixture, "base-address", FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
    }
}

static void
test_missing_keys (Fixture *fixture, gconstpointer data)
{
  assert_error (fixture, "base-address", FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY);
  set (fixture, "base-address", "https://pos.example");
  assert_error (fixture, "client-id", FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY);
  set (fixture, "client-id", "shop");
  fixture->settings.environment = FIEL_ENVIRONMENT_PRODUCTION;
  assert_error (fixture, "env-header", FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY);
}

static void
test_unknown_keys (Fixture *fixture, gconstpointer data)
{
  set_complete (fixture);
  set (fixture, "client-secret", "never in a file");
  assert_error (fixture, "client-secret", FIEL_PROVIDER_SETTINGS_ERROR_UNKNOWN_KEY);
}

typedef struct
{
  const char *key;
  const char *value;
} Wrong;

static const Wrong wrong_values[] = {
  { "env-header", "" },
  { "env-header", "u a t" },
  { "env-header", "uat\r\nX: y" },
  { "client-id", "two words" },
  { "api-key-header", "" },
  { "api-key-header", "X API" },
  { "api-key-header", "Authorization" },
  { "api-key-header", "Env" },
  { "callback-address", "shop.example/hook" },
  { "callback-address", "ftp://shop.example" },
  { "relay-address", "" },
  { "relay-address", "relay.example" },
  { "relay-address", "http://relay.example/" },
  { "relay-address", "https://user@relay.example/" },
  { "relay-address", "https://relay.example/?till=1" },
  { "relay-address", "https://relay.example/#1" },
  { "mode", "" },
  { "mode", "async" },
  { "listen-port", "65536" },
  { "listen-port", "-1" },
  { "listen-port", "http" },
  { "listen-address", "localhost" },
  { "listen-address", "" },
  { "ca-file", "test.pem" },
  { "sale-type", "7" },
  { "sale-type", "-1" },
  { "sale-type", "card" },
  { "employee", "10000" },
  { "print-on-terminal", "yes" },
  { "ticket-number", "false" },
  { "amount-unit", "pesos" },
  { "branch-id-type", "digits" },
  { "limit-ms", "0" },
  { "limit-ms", "1.5" },
  { "horizon-ms", "1000" },
  { "absence-window-ms", "360000" },
  { "backoff-ms", "" },
  { "backoff-ms", "1,,2" },
  { "backoff-ms", "1,2,3,4,5,6,7,8,9" },
  { "answer-timeout-ms", "soon" },
};

static void
test_wrong_value (Fixture *fixture, gconstpointer data)
{
  const Wrong *wrong = data;

  set_complete (fixture);
  set (fixture, wrong->key, wrong->value);
  assert_error (fixture, wrong->key, FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
}

static void
test_waits_are_protected (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[]
      = { "limit-ms", "horizon-ms", "first-check-ms", "check-interval-ms", "negative-gap-ms",
          "absence-window-ms", "backoff-ms", "answer-timeout-ms" };

  set_complete (fixture);
  set (fixture, "env-header", "prd");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      set (fixture, keys[i], "400000");
      fixture->settings.environment = FIEL_ENVIRONMENT_PRODUCTION;
      fixture->settings.timings_allowed = TRUE;
      assert_error (fixture, keys[i], FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
      fixture->settings.environment = FIEL_ENVIRONMENT_TEST;
      fixture->settings.timings_allowed = FALSE;
      assert_error (fixture, keys[i], FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
      g_hash_table_remove (fixture->values, keys[i]);
    }
}

static void
test_certificate_file_in_production (Fixture *fixture, gconstpointer data)
{
  set_complete (fixture);
  set (fixture, "env-header", "prd");
  set (fixture, "ca-file", "/etc/ssl/test.pem");
  fixture->settings.environment = FIEL_ENVIRONMENT_PRODUCTION;
  assert_error (fixture, "ca-file", FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
}

static void
test_country_and_currency (Fixture *fixture, gconstpointer data)
{
  set_complete (fixture);
  fixture->settings.country = "br";
  assert_error (fixture, "country", FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
  fixture->settings.country = "ar";
  assert_error (fixture, "currency", FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE);
}

/* What the rest of the program gets to see. */
static void
test_kind (Fixture *fixture, gconstpointer data)
{
  const FielProviderKind *kind = fiel_getnet_kind ();
  g_autoptr (FielManualClock) clock = fiel_manual_clock_new ();
  g_autoptr (FielProvider) provider = NULL;
  g_autoptr (GError) error = NULL;
  const FielProviderTraits *traits = NULL;

  g_assert_cmpstr (kind->name, ==, "getnet");
  g_assert_cmpstr (kind->secret_names[0], ==, "client-secret");
  g_assert_cmpstr (kind->secret_names[1], ==, "api-key");
  g_assert_cmpstr (kind->secret_names[2], ==, "relay-token");
  g_assert_null (kind->secret_names[3]);
  g_assert_false (kind->check_settings (&fixture->settings, NULL));
  set_complete (fixture);
  g_assert_true (kind->check_settings (&fixture->settings, NULL));

  provider = kind->create (&fixture->settings, FIEL_CLOCK (clock), NULL, NULL, &error);
  g_assert_no_error (error);
  traits = fiel_provider_get_traits (provider);
  g_assert_cmpstr (traits->display_name, ==, "Getnet");
  g_assert_false (traits->gives_id_first);
  g_assert_false (traits->reports_steps);
  g_assert_cmpuint (traits->operations & FIEL_OPERATION_FLAG (FIEL_OPERATION_CANCEL), ==, 0);
  g_assert_cmpuint (traits->operations & FIEL_OPERATION_FLAG (FIEL_OPERATION_RECORDS), !=, 0);
  g_assert_cmpstr (traits->time_zone, ==, "America/Santiago");
  g_assert_finalize_object (g_steal_pointer (&provider));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer), gconstpointer data)
{
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  fiel_http_prepare_process ();
  g_test_init (&argc, &argv, NULL);

  add ("/getnet-settings/defaults", test_defaults, NULL);
  add ("/getnet-settings/every-key", test_every_key, NULL);
  add ("/getnet-settings/modes", test_modes, NULL);
  add ("/getnet-settings/addresses-to-listen-to", test_addresses_to_listen_to, NULL);
  add ("/getnet-settings/relay", test_relay, NULL);
  add ("/getnet-settings/relay-in-training", test_relay_in_training, NULL);
  add ("/getnet-settings/base-addresses", test_base_addresses, NULL);
  add ("/getnet-settings/training", test_training, NULL);
  add ("/getnet-settings/missing-keys", test_missing_keys, NULL);
  add ("/getnet-settings/unknown-keys", test_unknown_keys, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong_values); i++)
    {
      g_autofree char *path = g_strdup_printf ("/getnet-settings/wrong/%s/%" G_GSIZE_FORMAT, wrong_values[i].key, i);

      add (path, test_wrong_value, &wrong_values[i]);
    }
  add ("/getnet-settings/waits-are-protected", test_waits_are_protected, NULL);
  add ("/getnet-settings/certificate-file-in-production", test_certificate_file_in_production, NULL);
  add ("/getnet-settings/country-and-currency", test_country_and_currency, NULL);
  add ("/getnet-settings/kind", test_kind, NULL);

  return g_test_run ();
}
