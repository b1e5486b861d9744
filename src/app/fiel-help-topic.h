/* fiel-help-topic.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_HELP_TOPIC_MAX_PARAGRAPHS 8

typedef enum
{
  FIEL_HELP_READER_CASHIER,
  FIEL_HELP_READER_MANAGER,
} FielHelpReader;

/**
 * FielHelpTopic: one task of a cashier's or a store manager's day. Nothing in it is owned; the texts are not yet
 * translated.
 * @key: what it is found by
 * @pages: (array zero-terminated=1): class names of what it explains; (nullable) elements end the list
 * @paragraphs: (array zero-terminated=1): one thought each
 */
typedef struct
{
  const char *key;
  FielHelpReader reader;
  const char *title;
  const char *pages[8];
  const char *paragraphs[FIEL_HELP_TOPIC_MAX_PARAGRAPHS + 1];
} FielHelpTopic;

const FielHelpTopic *fiel_help_topics (guint *n_topics);

/* The topic about what @widget (nullable) stands in; the first one if none is. */
const FielHelpTopic *fiel_help_topic_for_widget (GtkWidget *widget);

/* Whether every word of @search is in the topic, in the language of the screen; an empty search finds all. */
gboolean fiel_help_topic_matches (const FielHelpTopic *topic, const char *search);

G_END_DECLS
