/* fiel-fake-relay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A relay for one shop with one till, in the test's own thread: it takes callbacks and gives news as the real one does,
 * keeps nothing on disk, and misbehaves when told. The client must not run in a thread that waits for the test. */
typedef struct _FielFakeRelay FielFakeRelay;

FielFakeRelay *fiel_fake_relay_new (void);
void fiel_fake_relay_free (FielFakeRelay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielFakeRelay, fiel_fake_relay_free)

const char *fiel_fake_relay_get_address (FielFakeRelay *self);           /* "http://127.0.0.1:PORT/" */
const char *fiel_fake_relay_get_callback_address (FielFakeRelay *self);  /* the same with a secret path */
const char *fiel_fake_relay_get_token (FielFakeRelay *self);             /* the till's */
void fiel_fake_relay_rotate_token (FielFakeRelay *self);

/* Somebody has called back. */
void fiel_fake_relay_add (FielFakeRelay *self, const char *body);

/* Nothing listens any more, or listens again on the same port. What is there stays; a new store has another epoch, and
 * numbers that begin anew. */
void fiel_fake_relay_die (FielFakeRelay *self);
void fiel_fake_relay_revive (FielFakeRelay *self);
void fiel_fake_relay_begin_anew (FielFakeRelay *self);

/* The next questions are answered like this, one each, before anything else is looked at. @text: (nullable). */
void fiel_fake_relay_answer_with (FielFakeRelay *self, guint status, const char *text);
/* Every waiting question gets an empty answer. */
void fiel_fake_relay_let_go (FielFakeRelay *self);
/* Questions are held back for this part of their time. */
void fiel_fake_relay_hurry (FielFakeRelay *self, guint times);
/* What is called back is taken and lost. */
void fiel_fake_relay_swallow (FielFakeRelay *self, gboolean swallows);

guint fiel_fake_relay_get_n_polls (FielFakeRelay *self);            /* questions so far, those that only peek apart */
guint fiel_fake_relay_get_n_waiting (FielFakeRelay *self);          /* held back right now */
guint fiel_fake_relay_get_n_called (FielFakeRelay *self);           /* callbacks taken over HTTP */
gint64 fiel_fake_relay_get_acknowledged (FielFakeRelay *self);      /* the till's position */
const char *fiel_fake_relay_get_last_query (FielFakeRelay *self);   /* "wait=40&epoch=…" of the last question */

G_END_DECLS
