/* fiel-payment-voice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-pages.h"
#include "fiel-engine.h"

G_BEGIN_DECLS

#define FIEL_TYPE_PAYMENT_VOICE (fiel_payment_voice_get_type ())
G_DECLARE_FINAL_TYPE (FielPaymentVoice, fiel_payment_voice, FIEL, PAYMENT_VOICE, GtkWidget)

/* Property "notified" (boolean, TRUE): the desktop is told while another window has the keyboard.
 * @pages: (transfer none): say themselves what becomes of the payment they show */
void fiel_payment_voice_set_pages (FielPaymentVoice *self, FielAttemptPages *pages);
void fiel_payment_voice_set_engine (FielPaymentVoice *self, FielEngine *engine);

/* What was said is no longer found by whoever reads the window part by part. */
void fiel_payment_voice_hush (FielPaymentVoice *self);

G_END_DECLS
