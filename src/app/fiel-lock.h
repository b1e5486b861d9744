/* fiel-lock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-lock-page.h"

G_BEGIN_DECLS

#define FIEL_TYPE_LOCK (fiel_lock_get_type ())
G_DECLARE_FINAL_TYPE (FielLock, fiel_lock, FIEL, LOCK, GObject)

/* Puts the lock page in front of everything the window @pages shows while nobody is signed in, and locks after a while
 * without a touch, with the session, and when it is told to. Signals: "changed": who is signed in, or that nobody is;
 * "entered" (gboolean another): somebody signed in, and what they see is the page behind; @another: it is somebody else
 * than whoever was here last. */
FielLock *fiel_lock_new (GtkWindow *window, GtkStack *pages, FielLockPage *lock_page);

void fiel_lock_set_engine (FielLock *self, FielEngine *engine);     /* (nullable) */

/* Shows @page, now or when somebody is signed in. */
void fiel_lock_show (FielLock *self, GtkWidget *page);
gboolean fiel_lock_get_locked (FielLock *self);
void fiel_lock_now (FielLock *self);

/* Somebody watches a payment: the till does not lock itself meanwhile. */
void fiel_lock_set_watching (FielLock *self, gboolean watching);

G_END_DECLS
