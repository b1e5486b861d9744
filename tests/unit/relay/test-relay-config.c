/* test-relay-config.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The relay's configuration: what is taken, and what is said about the rest.
 */

#include "fiel-relay-config.h"
#include "fiel-relay-error.h"

#include <string.h>

#define GOOD "[fiel-relay]\nversion=1\nstore=/var/relay.db\npublic-address=https://relay.example.com/\n"
#define DAY_US (24 * 3600 * (gint64) G_USEC_PER_SEC)

/* What is said has to name the file, the key and what to do. */
static const struct
{
  const char *name;
  const char *text;
  const char *says;
} wrong[] = {
  { "empty", "", "f.conf: version: is missing. Add" },
  { "no-group", "version=1\n", "f.conf: the first line that is no comment has to be [fiel-relay]" },
  { "no-store", "[fiel-relay]\nversion=1\npublic-address=https://a/\n", "f.conf: store: is missing" },
  { "misspelt", GOOD "liste=127.0.0.1:1\n", "f.conf: liste: there is no such key. Correct it" },
  { "second-group", GOOD "[other]\n", "f.conf: “[other]” is neither a comment" },
  { "twice", GOOD "store=/other.db\n", "f.conf: store: stands there twice. Take one" },
  { "no-value", GOOD "listen=\n", "f.conf: listen: has no value. Give it one" },
  { "newer", "[fiel-relay]\nversion=2\n", "f.conf: version: this file is for a newer fiel-relay" },
  { "no-version", "[fiel-relay]\nversion=x\n", "f.conf: version: “x” is not a number from 1" },
  { "relative", "[fiel-relay]\nstore=relay.db\n", "f.conf: store: “relay.db” is not a whole path; begin it with /" },
  { "listen-name", GOOD "listen=localhost:80\n", "f.conf: listen: “localhost:80” is not a numeric address with a port" },
  { "listen-no-port", GOOD "listen=127.0.0.1\n", "f.conf: listen: “127.0.0.1” is not a numeric" },
  { "listen-high", GOOD "listen=127.0.0.1:65536\n", "f.conf: listen: “127.0.0.1:65536” is not a numeric" },
  { "address-no-slash", "[fiel-relay]\npublic-address=https://a\n", "f.conf: public-address: “https://a” is not" },
  { "address-ftp", "[fiel-relay]\npublic-address=ftp://a/\n", "f.conf: public-address: “ftp://a/” is not" },
  { "address-query", "[fiel-relay]\npublic-address=https://a/?/\n", "f.conf: public-address: “https://a/?/” is not" },
  { "address-clear", "[fiel-relay]\npublic-address=http://a/\n", "f.conf: public-address: “http://a/” is not" },
  { "address-user", "[fiel-relay]\npublic-address=https://u:p@a/\n", "f.conf: public-address: “https://u:p@a/” is not" },
  { "address-port", "[fiel-relay]\npublic-address=https://a:0/\n", "f.conf: public-address: “https://a:0/” is not" },
  { "address-space", "[fiel-relay]\npublic-address=https://a/b c/\n", "f.conf: public-address: “https://a/b c/” is not" },
  { "half-tls", GOOD "certificate=/a\n", "f.conf: key: certificate and key belong together" },
  { "other-half", GOOD "key=/a\n", "f.conf: key: certificate and key belong together" },
  { "mask", GOOD "allow-callbacks-from=10.0.0.0/8,x\n", "f.conf: allow-callbacks-from: “x” is not an address" },
  { "days", GOOD "retention-days=31\n", "f.conf: retention-days: “31” is not a number from 1 to 30" },
  { "days-order", GOOD "retention-days=8\nlongest-days=7\n", "f.conf: longest-days: is less than retention-days" },
  { "max-news", GOOD "max-news=9\n", "f.conf: max-news: “9” is not a number from 10" },
  { "places", GOOD "places=1\n", "f.conf: places: “1” is not a number from 8" },
  { "not-text", "[fiel-relay]\n\xff\n", "f.conf: is not a text" },
};

static void
test_wrong (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayConfig) config = fiel_relay_config_parse ("f.conf", wrong[i].text, strlen (wrong[i].text), &error);

  g_assert_null (config);
  g_assert_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_CONFIG);
  if (!g_str_has_prefix (error->message, wrong[i].says))
    g_error ("It says: %s", error->message);
}

static FielRelayConfig *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  FielRelayConfig *config = fiel_relay_config_parse ("f.conf", text, strlen (text), &error);

  g_assert_no_error (error);
  return config;
}

static void
test_defaults (void)
{
  g_autoptr (FielRelayConfig) config = parse ("# A comment.\n\n" GOOD);

  g_assert_cmpstr (config->listen, ==, "127.0.0.1");
  g_assert_cmpuint (config->listen_port, ==, 8460);
  g_assert_cmpstr (config->health, ==, "127.0.0.1");
  g_assert_cmpuint (config->health_port, ==, 8461);
  g_assert_null (config->certificate);
  g_assert_null (config->allowed);
  g_assert_cmpuint (config->places, ==, 256);
  g_assert_cmpuint (config->limits.max_news, ==, 20000);
  g_assert_cmpint (config->limits.retention.retention_us, ==, 7 * DAY_US);
  g_assert_cmpint (config->limits.retention.longest_us, ==, 30 * DAY_US);
}

static void
test_everything (void)
{
  g_autoptr (FielRelayConfig) config =
      parse (GOOD " listen = [::1]:80\r\nhealth=none\ncertificate=/c\nkey=/k\nplaces=8\nmax-news=10\n"
                  "retention-days=1\nlongest-days=2\nallow-callbacks-from=10.0.0.0/8, ::1\n");

  g_assert_cmpstr (config->listen, ==, "::1");
  g_assert_cmpuint (config->listen_port, ==, 80);
  g_assert_null (config->health);
  g_assert_cmpstr (config->certificate, ==, "/c");
  g_assert_cmpstr (config->key, ==, "/k");
  g_assert_cmpuint (config->allowed->len, ==, 2);
  g_assert_cmpuint (config->places, ==, 8);
  g_assert_cmpuint (config->limits.max_news, ==, 10);
  g_assert_cmpint (config->limits.retention.retention_us, ==, DAY_US);
  g_assert_cmpint (config->limits.retention.longest_us, ==, 2 * DAY_US);
}

/* The shipped example is good as it is, and with every line that is commented out. */
static void
test_example (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("RELAY_EXAMPLES"), "fiel-relay.conf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayConfig) config = fiel_relay_config_load (path, &error);
  g_autoptr (FielRelayConfig) full = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GRegex) comment = g_regex_new ("^#(?=[a-z-]+=)(?!listen=0)", G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *bare = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (config->store, ==, "/var/lib/fiel-relay/relay.db");
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  bare = g_regex_replace_literal (comment, text, -1, 0, "", 0, NULL);
  full = parse (bare);
  g_assert_cmpuint (full->allowed->len, ==, 2);
  g_assert_cmpstr (full->key, ==, "/etc/fiel-relay/key.pem");
  g_assert_cmpuint (full->limits.max_news, ==, config->limits.max_news);
  g_assert_cmpuint (full->places, ==, config->places);
  g_assert_cmpuint (full->health_port, ==, config->health_port);
}

static void
test_loopback (void)
{
  g_autoptr (FielRelayConfig) config =
      parse ("[fiel-relay]\nversion=1\nstore=/var/relay.db\npublic-address=http://[::1]:8460/\n");
  g_autoptr (FielRelayConfig) named =
      parse ("[fiel-relay]\nversion=1\nstore=/var/relay.db\npublic-address=http://LocalHost:8460/\n");

  g_assert_cmpstr (config->public_address, ==, "http://[::1]:8460/");
  g_assert_cmpstr (named->public_address, ==, "http://LocalHost:8460/");
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fiel_relay_config_load ("/nowhere/f.conf", &error));
  g_assert_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_CONFIG);
  g_assert_nonnull (strstr (error->message, "/nowhere/f.conf"));
  g_assert_nonnull (strstr (error->message, ". Name the configuration with --config FILE."));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = g_strconcat ("/relay/config/wrong/", wrong[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_wrong);
    }
  g_test_add_func ("/relay/config/defaults", test_defaults);
  g_test_add_func ("/relay/config/everything", test_everything);
  g_test_add_func ("/relay/config/example", test_example);
  g_test_add_func ("/relay/config/loopback", test_loopback);
  g_test_add_func ("/relay/config/no-file", test_no_file);
  return g_test_run ();
}
