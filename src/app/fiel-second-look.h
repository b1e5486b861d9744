/* fiel-second-look.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How long nothing records after the second look appears: whatever was pressed was meant for what stood there
 * before. */
#define FIEL_SECOND_LOOK_DEAF_US (500 * G_TIME_SPAN_MILLISECOND)

#define FIEL_TYPE_SECOND_LOOK (fiel_second_look_get_type ())
G_DECLARE_FINAL_TYPE (FielSecondLook, fiel_second_look, FIEL, SECOND_LOOK, GtkWidget)

/* Everything that is known of a payment, to be looked at by two people before it is recorded by hand. Signals:
 * "confirmed" (const char *witness): who looked too; "left": back to what is to be recorded. */

void fiel_second_look_set_engine (FielSecondLook *self, FielEngine *engine);      /* (nullable) */
void fiel_second_look_set_clock (FielSecondLook *self, FielClock *clock);                 /* (nullable) */
/* @attempt: (nullable); @style: (static) (nullable) without @attempt */
void fiel_second_look_set_attempt (FielSecondLook *self, FielAttempt *attempt, const FielNumberStyle *style);

/* Begins anew, with the focus on the way back. @manager: who records; somebody else must have looked too. */
void fiel_second_look_begin (FielSecondLook *self, gboolean charged, const char *reason, const char *manager);

/* Why it could not be recorded; (nullable). */
void fiel_second_look_set_note (FielSecondLook *self, const char *note);

G_END_DECLS
