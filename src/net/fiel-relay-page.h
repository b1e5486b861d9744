/* fiel-relay-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Bounds of what a relay may answer. A page is 512 KiB of bodies at most, and base64 makes them longer by a third. */
#define FIEL_RELAY_MAX_PAGE (1024 * 1024)
#define FIEL_RELAY_MAX_NEWS 50
#define FIEL_RELAY_MAX_BODY (16 * 1024)

/**
 * FielRelayNews: one callback as a relay took it: immutable, reference-counted.
 */
typedef struct _FielRelayNews FielRelayNews;
#define FIEL_TYPE_RELAY_NEWS (fiel_relay_news_get_type ())
GType fiel_relay_news_get_type (void);

FielRelayNews *fiel_relay_news_ref (FielRelayNews *self);
void fiel_relay_news_unref (FielRelayNews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRelayNews, fiel_relay_news_unref)

gint64 fiel_relay_news_get_sequence (FielRelayNews *self);
GBytes *fiel_relay_news_get_body (FielRelayNews *self);  /* (transfer none): as it was sent */

/**
 * FielRelayPage: what a relay answers to one question.
 * @epoch: names the relay's store; with another one, its numbers mean something else
 * @last: how far this page reaches
 * @news: (element-type FielRelayNews): in the order in which they came
 */
typedef struct
{
  char *epoch;
  gint64 last;
  GPtrArray *news;
} FielRelayPage;

/* Pure. Strict: FIEL_JSON_ERROR for whatever a relay does not write. */
FielRelayPage *fiel_relay_page_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fiel_relay_page_free (FielRelayPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRelayPage, fiel_relay_page_free)

G_END_DECLS
