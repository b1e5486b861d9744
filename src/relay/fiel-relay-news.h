/* fiel-relay-news.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One callback, as it is kept. */
typedef struct
{
  gint64 sequence;    /* 0: not kept yet */
  gint64 shop;
  char *provider;     /* owned */
  gint64 received_us; /* UTC */
  GBytes *body;       /* owned */
} FielRelayNews;

FielRelayNews *fiel_relay_news_new (gint64 shop, const char *provider, gint64 received_us, GBytes *body);
void fiel_relay_news_free (FielRelayNews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRelayNews, fiel_relay_news_free)

/* A page of news as a till reads it. */
typedef struct _FielRelayPage FielRelayPage;

#define FIEL_RELAY_PAGE_MAX_NEWS 50
#define FIEL_RELAY_PAGE_MAX_SIZE (512 * 1024)

FielRelayPage *fiel_relay_page_new (const char *epoch, gint64 position);
void fiel_relay_page_free (FielRelayPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRelayPage, fiel_relay_page_free)

/* FALSE: there is no room for it on this page. */
gboolean fiel_relay_page_add (FielRelayPage *self, const FielRelayNews *news);
guint fiel_relay_page_get_n_news (FielRelayPage *self);
GBytes *fiel_relay_page_end (FielRelayPage *self);

G_END_DECLS
