/* fiel-relay-config.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-relay-config.h"

#include "fiel-host.h"
#include "fiel-relay-error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Reads the configuration: one group, each key once, nothing that is not known, so that what is misspelt does not
 * become a silent default. GKeyFile reads the same syntax, but takes a key that is there twice. */

#define GROUP "[fiel-relay]"
#define MAX_SIZE (64 * 1024)
#define DAY_US (24 * 3600 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  const char *path; /* unowned */
  const char *key;  /* unowned: where the reader is */
  FielRelayConfig *config;
  gint64 version;
  gint64 retention_days;
  gint64 longest_days;
  gint64 max_news;
  gint64 places;
} Reader;

static gboolean G_GNUC_PRINTF (3, 4)
fail (const Reader *reader, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_CONFIG, "%s: %s%s%s", reader->path,
               reader->key != NULL ? reader->key : "", reader->key != NULL ? ": " : "", message);
  return FALSE;
}

static gboolean
read_path (const Reader *reader, const char *value, gpointer target, GError **error)
{
  if (!g_path_is_absolute (value))
    /* Translators: what stands in the file. */
    return fail (reader, error, _ ("“%s” is not a whole path; begin it with /."), value);
  *(char **) target = g_strdup (value);
  return TRUE;
}

/* "127.0.0.1:8460" or "[::1]:8460" */
static gboolean
read_place (const Reader *reader, const char *value, char **address, guint16 *port, GError **error)
{
  const char *colon = strrchr (value, ':');
  g_autofree char *host = colon != NULL ? g_strndup (value, (gsize) (colon - value)) : NULL;
  g_autoptr (GInetAddress) parsed = NULL;
  guint64 number = 0;

  if (host != NULL && host[0] == '[' && g_str_has_suffix (host, "]"))
    {
      host[strlen (host) - 1] = '\0';
      memmove (host, host + 1, strlen (host));
    }
  parsed = host != NULL ? g_inet_address_new_from_string (host) : NULL;
  if (parsed == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &number, NULL))
    /* Translators: what stands in the file. */
    return fail (reader, error, _ ("“%s” is not a numeric address with a port; write it like 127.0.0.1:8460."), value);
  *address = g_steal_pointer (&host);
  *port = (guint16) number;
  return TRUE;
}

static gboolean
read_listen (const Reader *reader, const char *value, gpointer target, GError **error)
{
  return read_place (reader, value, &reader->config->listen, &reader->config->listen_port, error);
}

static gboolean
read_health (const Reader *reader, const char *value, gpointer target, GError **error)
{
  if (g_str_equal (value, "none"))
    {
      reader->config->health = g_strdup ("");
      return TRUE;
    }
  return read_place (reader, value, &reader->config->health, &reader->config->health_port, error);
}

/* What is printed as the address of a callback has to be one that others can call. */
static gboolean
is_callable (GUri *uri, const char *value)
{
  for (const char *c = value; *c != '\0'; c++)
    {
      if (g_ascii_isspace (*c) || g_ascii_iscntrl (*c))
        return FALSE;
    }
  return g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' && g_uri_get_userinfo (uri) == NULL
         && g_uri_get_port (uri) != 0 && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL;
}

/* A till takes an address in the clear only on its own machine, and so does a provider. */
static gboolean
is_safe (GUri *uri)
{
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  return g_str_equal (g_uri_get_scheme (uri), "http") && fiel_host_is_loopback (g_uri_get_host (uri));
}

static gboolean
read_address (const Reader *reader, const char *value, gpointer target, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (value, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || !is_callable (uri, value) || !is_safe (uri) || !g_str_has_suffix (value, "/"))
    /* Translators: what stands in the file. */
    return fail (reader, error, _ ("“%s” is not the relay’s address; write it like https://relay.example.com/."),
                 value);
  *(char **) target = g_strdup (value);
  return TRUE;
}

static gboolean
read_number (const Reader *reader, const char *value, gint64 least, gint64 most, gint64 *number, GError **error)
{
  if (!g_ascii_string_to_signed (value, 10, least, most, number, NULL))
    return fail (reader, error,
                 /* Translators: what stands in the file, the least number, the greatest. */
                 _ ("“%s” is not a number from %" PRId64 " to %" PRId64 "."), value, least, most);
  return TRUE;
}

static gboolean
read_version (const Reader *reader, const char *value, gpointer target, GError **error)
{
  if (!read_number (reader, value, 1, G_MAXINT32, target, error))
    return FALSE;
  if (*(gint64 *) target > FIEL_RELAY_CONFIG_VERSION)
    /* Translators: the version of the file, the newest one that is read. */
    return fail (reader, error, _ ("this file is for a newer fiel-relay (%s; this one reads %d). Update fiel-relay."),
                 value, FIEL_RELAY_CONFIG_VERSION);
  return TRUE;
}

static gboolean
read_days (const Reader *reader, const char *value, gpointer target, GError **error)
{
  return read_number (reader, value, 1, 30, target, error);
}

static gboolean
read_max_news (const Reader *reader, const char *value, gpointer target, GError **error)
{
  return read_number (reader, value, 10, 1000000, target, error);
}

static gboolean
read_places (const Reader *reader, const char *value, gpointer target, GError **error)
{
  return read_number (reader, value, 8, 4096, target, error);
}

static gboolean
read_allowed (const Reader *reader, const char *value, gpointer target, GError **error)
{
  g_auto (GStrv) words = g_strsplit (value, ",", -1);

  reader->config->allowed = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; words[i] != NULL; i++)
    {
      GInetAddressMask *mask = g_inet_address_mask_new_from_string (g_strstrip (words[i]), NULL);

      if (mask == NULL)
        /* Translators: what stands in the file. */
        return fail (reader, error, _ ("“%s” is not an address or a network; write it like 203.0.113.0/24."), words[i]);
      g_ptr_array_add (reader->config->allowed, mask);
    }
  return TRUE;
}

typedef struct
{
  const char *name;
  gboolean (*read) (const Reader *reader, const char *value, gpointer target, GError **error);
  gpointer target; /* unowned */
  gboolean required;
  gboolean seen;
} Key;

static Key *
find_key (Key *keys, gsize n_keys, const char *name)
{
  for (gsize i = 0; i < n_keys; i++)
    {
      if (g_str_equal (keys[i].name, name))
        return &keys[i];
    }
  return NULL;
}

static gboolean
read_line (Reader *reader, char *line, Key *keys, gsize n_keys, GError **error)
{
  char *value = strchr (line, '=');
  Key *key;

  if (value == NULL)
    /* Translators: what stands in the file. */
    return fail (reader, error, _ ("“%s” is neither a comment, which begins with #, nor key=value."), line);
  *value++ = '\0';
  g_strstrip (line);
  g_strstrip (value);
  key = find_key (keys, n_keys, line);
  reader->key = line;
  if (key == NULL)
    return fail (reader, error, _ ("there is no such key. Correct it or take it out."));
  if (key->seen)
    return fail (reader, error, _ ("stands there twice. Take one of them out."));
  if (*value == '\0')
    return fail (reader, error, _ ("has no value. Give it one or take it out."));
  key->seen = TRUE;
  if (!key->read (reader, value, key->target, error))
    return FALSE;
  reader->key = NULL;
  return TRUE;
}

static gboolean
read_lines (Reader *reader, const char *text, Key *keys, gsize n_keys, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean in_group = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (*line == '\0' || *line == '#')
        continue;
      if (!in_group)
        {
          if (!g_str_equal (line, GROUP))
            /* Translators: the name of a group, such as [fiel-relay]. */
            return fail (reader, error, _ ("the first line that is no comment has to be %s."), GROUP);
          in_group = TRUE;
        }
      else if (!read_line (reader, line, keys, n_keys, error))
        return FALSE;
    }
  for (gsize i = 0; i < n_keys; i++)
    {
      if (!keys[i].required || keys[i].seen)
        continue;
      reader->key = keys[i].name;
      /* Translators: the name of a key. */
      return fail (reader, error, _ ("is missing. Add a line %s=…"), keys[i].name);
    }
  return TRUE;
}

/* What no key can see alone. */
static gboolean
check_whole (Reader *reader, GError **error)
{
  FielRelayConfig *config = reader->config;

  reader->key = "key";
  if ((config->certificate == NULL) != (config->key == NULL))
    return fail (reader, error, _ ("certificate and key belong together. Name both, or none behind a proxy."));
  reader->key = "longest-days";
  if (reader->longest_days < reader->retention_days)
    return fail (reader, error, _ ("is less than retention-days. Make it as long or longer."));
  if (*config->health == '\0')
    g_clear_pointer (&config->health, g_free);
  config->places = (guint) reader->places;
  config->limits.max_news = (guint) reader->max_news;
  config->limits.retention.retention_us = reader->retention_days * DAY_US;
  config->limits.retention.longest_us = reader->longest_days * DAY_US;
  return TRUE;
}

static void
set_defaults (FielRelayConfig *config)
{
  if (config->listen == NULL)
    {
      config->listen = g_strdup ("127.0.0.1");
      config->listen_port = 8460;
    }
  if (config->health == NULL)
    {
      config->health = g_strdup ("127.0.0.1");
      config->health_port = 8461;
    }
}

FielRelayConfig *
fiel_relay_config_parse (const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (FielRelayConfig) config = g_new0 (FielRelayConfig, 1);
  Reader reader = { .path = path, .config = config, .retention_days = 7, .longest_days = 30, .max_news = 20000,
                    .places = 256 };
  Key keys[] = {
    { "version", read_version, &reader.version, TRUE, FALSE },
    { "store", read_path, &config->store, TRUE, FALSE },
    { "public-address", read_address, &config->public_address, TRUE, FALSE },
    { "listen", read_listen, NULL, FALSE, FALSE },
    { "health", read_health, NULL, FALSE, FALSE },
    { "certificate", read_path, &config->certificate, FALSE, FALSE },
    { "key", read_path, &config->key, FALSE, FALSE },
    { "allow-callbacks-from", read_allowed, NULL, FALSE, FALSE },
    { "retention-days", read_days, &reader.retention_days, FALSE, FALSE },
    { "longest-days", read_days, &reader.longest_days, FALSE, FALSE },
    { "max-news", read_max_news, &reader.max_news, FALSE, FALSE },
    { "places", read_places, &reader.places, FALSE, FALSE },
  };

  if (length > MAX_SIZE || !g_utf8_validate (text, (gssize) length, NULL))
    {
      fail (&reader, error, _ ("is not a text of at most 64 KiB in UTF-8."));
      return NULL;
    }
  if (!read_lines (&reader, text, keys, G_N_ELEMENTS (keys), error))
    return NULL;
  set_defaults (config);
  return check_whole (&reader, error) ? g_steal_pointer (&config) : NULL;
}

FielRelayConfig *
fiel_relay_config_load (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_CONFIG,
                   /* Translators: what the system says. */
                   _ ("%s. Name the configuration with --config FILE."), problem->message);
      return NULL;
    }
  return fiel_relay_config_parse (path, text, length, error);
}

void
fiel_relay_config_free (FielRelayConfig *self)
{
  g_free (self->store);
  g_free (self->listen);
  g_free (self->health);
  g_free (self->public_address);
  g_free (self->certificate);
  g_free (self->key);
  g_clear_pointer (&self->allowed, g_ptr_array_unref);
  g_free (self);
}
