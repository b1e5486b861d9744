/* fiel-payment-actions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-pages.h"
#include "fiel-drill-coach.h"

G_BEGIN_DECLS

/* What a cashier can do about the payment that is shown: "win.ask-cancel", "win.pay-otherwise", "win.park",
 * "win.note-sighting" (us), "win.record-by-hand" (bsss), "win.try-again".
 *
 * Signal "go-on" (FielAttempt, nullable): it is settled what comes next on the screen; this attempt, or the till. */
#define FIEL_TYPE_PAYMENT_ACTIONS (fiel_payment_actions_get_type ())
G_DECLARE_FINAL_TYPE (FielPaymentActions, fiel_payment_actions, FIEL, PAYMENT_ACTIONS, GObject)

/* The actions are in @window as long as the object lives; @pages show the payment. */
FielPaymentActions *fiel_payment_actions_new (GActionMap *window, FielAttemptPages *pages);

/* The store, and in training who coaches its drills; both (nullable). */
void fiel_payment_actions_set_engine (FielPaymentActions *self, FielEngine *engine);
void fiel_payment_actions_set_coach (FielPaymentActions *self, FielDrillCoach *coach);

/* Which of them are possible now; @shown: the pages are what the cashier has in front of them. */
void fiel_payment_actions_update (FielPaymentActions *self, gboolean shown);

G_END_DECLS
