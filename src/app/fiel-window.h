/* fiel-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-pages.h"
#include "fiel-mode-bar.h"
#include "fiel-payment-voice.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_WINDOW (fiel_window_get_type ())
G_DECLARE_FINAL_TYPE (FielWindow, fiel_window, FIEL, WINDOW, AdwApplicationWindow)

FielWindow *fiel_window_new (GtkApplication *application);

/* The store this window works for, or NULL between two stores. The till appears when the engine is ready. */
void fiel_window_set_engine (FielWindow *self, FielEngine *engine);
FielEngine *fiel_window_get_engine (FielWindow *self);

/* Whether the store is the training of another one, and the cashier may go back there. */
void fiel_window_set_can_leave (FielWindow *self, gboolean can_leave);

/* Whether saved settings wait for the open payments. */
void fiel_window_set_settings_wait (FielWindow *self, gboolean wait);

/* The engine is ready: what the last run left open comes before the first sale. */
void fiel_window_begin (FielWindow *self);

/* Instead of the till: what is being waited for, or why there is none. */
void fiel_window_show_progress (FielWindow *self, const char *title, const char *detail);
void fiel_window_show_failure (FielWindow *self, const char *title, const char *message, gboolean can_practise);

/* Brings an attempt onto the till, in the pane that fits its phase; it stays there until the cashier goes on. */
void fiel_window_show_attempt (FielWindow *self, FielAttempt *attempt);
FielAttempt *fiel_window_get_attempt (FielWindow *self);
/* What shows it. (transfer none) */
FielAttemptPages *fiel_window_get_attempt_pages (FielWindow *self);
/* What says to people who listen what becomes of the others. (transfer none) */
FielPaymentVoice *fiel_window_get_payment_voice (FielWindow *self);

/* Back to the keypad, with the focus on the amount. */
void fiel_window_show_till (FielWindow *self);

G_END_DECLS
