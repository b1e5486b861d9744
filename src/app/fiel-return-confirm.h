/* fiel-return-confirm.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-refund-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A question has just appeared under the hand that pressed "go on": it does not hear for a moment. */
#define FIEL_RETURN_CONFIRM_DEAF_US (500 * G_TIME_SPAN_MILLISECOND)

/**
 * FielReturnQuestion: what is asked before money goes back. Nothing is owned; it is copied.
 * @question: what will happen, in one sentence
 * @spoken: the same for people who listen
 * @how: (nullable): the way it goes back
 * @reasons: who says why
 * @amount: first line of the button
 * @place: second line of the button
 */
typedef struct
{
  const char *question;
  const char *spoken;
  const char *how;
  const char *reasons;
  const char *amount;
  const char *place;
} FielReturnQuestion;

#define FIEL_TYPE_RETURN_CONFIRM (fiel_return_confirm_get_type ())
G_DECLARE_FINAL_TYPE (FielReturnConfirm, fiel_return_confirm, FIEL, RETURN_CONFIRM, GtkWidget)

/* The last question before money goes back, and the only place that sends a return. Signals "returned" (FielAttempt):
 * the intent is durable; "left": back, nothing was returned. */

void fiel_return_confirm_set_engine (FielReturnConfirm *self, FielEngine *engine);   /* (nullable) */

/* Asks; the focus is on "Back". @order is copied. */
void fiel_return_confirm_begin (FielReturnConfirm *self, const FielReturnQuestion *question,
                                const FielRefundOrder *order);

/* The order is on its way into the journal: there is no way back. */
gboolean fiel_return_confirm_get_sending (FielReturnConfirm *self);

G_END_DECLS
