/* fiel-attempt-pages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FielAttemptPage: what stands in the till's place for an attempt.
 */
typedef enum
{
  FIEL_ATTEMPT_PAGE_PROGRESS,
  FIEL_ATTEMPT_PAGE_UNCONFIRMED,
  FIEL_ATTEMPT_PAGE_BY_HAND,
  FIEL_ATTEMPT_PAGE_RESULT,
} FielAttemptPage;

FielAttemptPage fiel_attempt_page_for_phase (FielAttemptPhase phase);

#define FIEL_TYPE_ATTEMPT_PAGES (fiel_attempt_pages_get_type ())
G_DECLARE_FINAL_TYPE (FielAttemptPages, fiel_attempt_pages, FIEL, ATTEMPT_PAGES, GtkWidget)

/* Property "attempt" (FielAttempt, read-only, nullable): the one followed, which is the successor of the one that
 * was set as soon as there is one. Its buttons activate win.check-now, win.ask-cancel, win.pay-otherwise, win.park,
 * win.try-again, win.new-sale, win.note-sighting, win.record-by-hand. Actions "pane.back": one level back, which never
 * cancels a payment; "pane.scan" (s): a code was scanned; "pane.record-by-hand": the manager's page.
 *
 * Signal "arrived": a result, the want of one, or what contradicts it, is shown now; not emitted for what was known
 * before the attempt was shown. */

/* The store it works for. @return_after_s: seconds an approval stays; 0: until a key. @style: (static) (nullable)
 * without @clock */
void fiel_attempt_pages_set_engine (FielAttemptPages *self, FielEngine *engine);     /* (nullable) */
void fiel_attempt_pages_set_store (FielAttemptPages *self, FielClock *clock, const FielNumberStyle *style,
                                   guint return_after_s);

void fiel_attempt_pages_set_attempt (FielAttemptPages *self, FielAttempt *attempt);   /* (nullable): nothing to show */

/* The sale that the next attempt gives back; (nullable): none, or one that the engine does not hold any more. */
void fiel_attempt_pages_set_original (FielAttemptPages *self, FielAttempt *original);

FielAttempt *fiel_attempt_pages_get_attempt (FielAttemptPages *self);   /* (transfer none) (nullable) */
FielAttemptPage fiel_attempt_pages_get_page (FielAttemptPages *self);

void fiel_attempt_pages_set_narrow (FielAttemptPages *self, gboolean narrow);
/* Not while they are not shown: whoever is elsewhere keeps the keyboard. */
void fiel_attempt_pages_grab_focus (FielAttemptPages *self);

/* The result stays until somebody goes on: it is looked into. */
void fiel_attempt_pages_stay (FielAttemptPages *self);

/* The customer pays another way: once this attempt is cancelled, with nothing charged, the till comes back by
 * itself. */
void fiel_attempt_pages_leave_when_stopped (FielAttemptPages *self);

/* Why what was pressed on the page that is shown could not be done; (nullable). */
void fiel_attempt_pages_set_note (FielAttemptPages *self, const char *note);

G_END_DECLS
