/* fiel-relay-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-relay-news.h"

#include <string.h>

/* What is kept of a callback, and how a till reads it:
 *
 *   {"epoch":"…","last":N,"news":[{"sequence":N,"provider":"…","received":"…Z","body":"<base64>"}, …]}
 *
 * Nothing in it needs to be escaped: names of providers are of letters, digits and hyphens. */

struct _FielRelayPage
{
  char *epoch;   /* owned */
  GString *news; /* owned */
  gint64 last;
  guint n_news;
};

FielRelayNews *
fiel_relay_news_new (gint64 shop, const char *provider, gint64 received_us, GBytes *body)
{
  FielRelayNews *self = g_new0 (FielRelayNews, 1);

  self->shop = shop;
  self->provider = g_strdup (provider);
  self->received_us = received_us;
  self->body = g_bytes_ref (body);
  return self;
}

void
fiel_relay_news_free (FielRelayNews *self)
{
  g_free (self->provider);
  g_bytes_unref (self->body);
  g_free (self);
}

/**
 * fiel_relay_page_new:
 * @epoch: the store's
 * @position: behind which it begins
 */
FielRelayPage *
fiel_relay_page_new (const char *epoch, gint64 position)
{
  FielRelayPage *self = g_new0 (FielRelayPage, 1);

  self->epoch = g_strdup (epoch);
  self->news = g_string_new (NULL);
  self->last = position;
  return self;
}

void
fiel_relay_page_free (FielRelayPage *self)
{
  g_free (self->epoch);
  g_string_free (self->news, TRUE);
  g_free (self);
}

static char *
format_time (gint64 wall_us)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autofree char *text = seconds != NULL ? g_date_time_format (seconds, "%Y-%m-%dT%H:%M:%S") : NULL;

  return g_strdup_printf ("%s.%03dZ", text != NULL ? text : "1970-01-01T00:00:00",
                          (int) (wall_us % G_USEC_PER_SEC / 1000));
}

/**
 * fiel_relay_page_add:
 *
 * Returns: whether it was added: always, on an empty page
 */
gboolean
fiel_relay_page_add (FielRelayPage *self, const FielRelayNews *news)
{
  gsize size = 0;
  const guchar *bytes = g_bytes_get_data (news->body, &size);
  g_autofree char *body = size > 0 ? g_base64_encode (bytes, size) : g_strdup ("");
  g_autofree char *received = format_time (news->received_us);
  g_autofree char *entry =
      g_strdup_printf ("%s{\"sequence\":%" G_GINT64_FORMAT ",\"provider\":\"%s\",\"received\":\"%s\",\"body\":\"%s\"}",
                       self->n_news > 0 ? "," : "", news->sequence, news->provider, received, body);

  if (self->n_news == FIEL_RELAY_PAGE_MAX_NEWS)
    return FALSE;
  if (self->n_news > 0 && self->news->len + strlen (entry) + 128 > FIEL_RELAY_PAGE_MAX_SIZE)
    return FALSE;
  g_string_append (self->news, entry);
  self->last = news->sequence;
  self->n_news++;
  return TRUE;
}

guint
fiel_relay_page_get_n_news (FielRelayPage *self)
{
  return self->n_news;
}

/**
 * fiel_relay_page_end:
 *
 * Returns: (transfer full): the whole page
 */
GBytes *
fiel_relay_page_end (FielRelayPage *self)
{
  char *text = g_strdup_printf ("{\"epoch\":\"%s\",\"last\":%" G_GINT64_FORMAT ",\"news\":[%s]}\n", self->epoch,
                                self->last, self->news->str);

  return g_bytes_new_take (text, strlen (text));
}
