/* fiel-notifier.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_NOTIFIER (fiel_notifier_get_type ())
G_DECLARE_FINAL_TYPE (FielNotifier, fiel_notifier, FIEL, NOTIFIER, GObject)

/* Tells the desktop while nobody works in @window: a payment has its result or needs a person, or something new is to
 * be resolved. Others see what the desktop shows, so no text names an amount, a card or a ticket. Pressing it activates
 * "app.present". What it told is taken back when @window has the keyboard, and when it is disposed of.
 * Property "enabled" (boolean, TRUE). @window: (unowned): outlives it */
FielNotifier *fiel_notifier_new (GApplication *application, GtkWindow *window);

void fiel_notifier_set_engine (FielNotifier *self, FielEngine *engine);   /* (nullable) */

G_END_DECLS
