/* fiel-attempt-book.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-runner.h"

G_BEGIN_DECLS

#define FIEL_TYPE_ATTEMPT_BOOK (fiel_attempt_book_get_type ())
G_DECLARE_FINAL_TYPE (FielAttemptBook, fiel_attempt_book, FIEL, ATTEMPT_BOOK, GObject)

/* The attempts of this till, today's and every open one, with the runners that lead the open ones. Properties "n-open"
 * and "n-unresolved" (uint). Signal "signed-out" (FielAttempt): it was refused for its credentials alone. */
FielAttemptBook *fiel_attempt_book_new (FielClock *clock, FielRandomFunc random, gpointer random_data);

/* A new attempt whose intent is durable; its request leaves. @call: (transfer full). Returns: (transfer none) */
FielAttempt *fiel_attempt_book_begin (FielAttemptBook *self, FielScribe *scribe, FielProviderLink *link,
                                      FielTerminal *terminal,
                                      FielAttemptRecord *record, FielProviderCall *call);

/* An attempt as the journal holds it, newer than every one before; of another day it is in the list only while it is
 * open. @link, @terminal, @events: (nullable). */
void fiel_attempt_book_restore (FielAttemptBook *self, FielScribe *scribe, FielProviderLink *link,
                                FielTerminal *terminal,
                                FielAttemptRecord *record, GPtrArray *events);

void fiel_attempt_book_stop (FielAttemptBook *self);       /* every runner; what begins from here on is not sent */

/* (transfer none), newest first */
GListModel *fiel_attempt_book_get_attempts (FielAttemptBook *self);
/* (transfer none) (nullable) */
FielAttempt *fiel_attempt_book_find_attempt (FielAttemptBook *self, const char *attempt_id);
/* (transfer none) (nullable) */
FielAttemptRunner *fiel_attempt_book_find_runner (FielAttemptBook *self, const char *attempt_id);

/* The runner a callback to @provider is about, found by our reference or else by the provider's id, both nullable.
 * (transfer none) (nullable) */
FielAttemptRunner *fiel_attempt_book_find_called (FielAttemptBook *self, const char *provider, const char *reference,
                                                  const char *provider_id);
/* Somebody called back to @provider without a word about which payment: every open one of it is asked about. */
void fiel_attempt_book_hear_callback (FielAttemptBook *self, const char *provider);
gboolean fiel_attempt_book_has_open (FielAttemptBook *self, const char *reference);
guint fiel_attempt_book_get_n_open (FielAttemptBook *self);
guint fiel_attempt_book_get_n_unresolved (FielAttemptBook *self);

/* Guards; as in fiel-engine.h. @recent: (element-type FielAttemptRecord): what was charged in earlier runs, newest
 * first. */
void fiel_attempt_book_remember (FielAttemptBook *self, GPtrArray *recent);
gboolean fiel_attempt_book_is_unusual (FielAttemptBook *self, FielMoney amount);
FielAttempt *fiel_attempt_book_find_repeat (FielAttemptBook *self, FielTerminal *terminal, FielMoney amount);

G_END_DECLS
