/* fiel-relay-answer.h
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
 * FielRelayEntry: one callback as a relay took it: immutable, reference-counted.
 */
typedef struct _FielRelayEntry FielRelayEntry;
#define FIEL_TYPE_RELAY_ENTRY (fiel_relay_entry_get_type ())
GType fiel_relay_entry_get_type (void);

FielRelayEntry *fiel_relay_entry_ref (FielRelayEntry *self);
void fiel_relay_entry_unref (FielRelayEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRelayEntry, fiel_relay_entry_unref)

gint64 fiel_relay_entry_get_sequence (FielRelayEntry *self);
GBytes *fiel_relay_entry_get_body (FielRelayEntry *self);  /* (transfer none): as it was sent */

/**
 * FielRelayAnswer: what a relay answers to one question.
 * @epoch: names the relay's store; with another one, its numbers mean something else
 * @last: how far this page reaches
 * @news: (element-type FielRelayEntry): in the order in which they came
 */
typedef struct
{
  char *epoch;
  gint64 last;
  GPtrArray *news;
} FielRelayAnswer;

/* Pure. Strict: FIEL_JSON_ERROR for whatever a relay does not write. */
FielRelayAnswer *fiel_relay_answer_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fiel_relay_answer_free (FielRelayAnswer *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielRelayAnswer, fiel_relay_answer_free)

G_END_DECLS
