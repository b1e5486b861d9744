/* fiel-scanner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SCANNER (fiel_scanner_get_type ())
G_DECLARE_FINAL_TYPE (FielScanner, fiel_scanner, FIEL, SCANNER, GObject)

/* Watches every key of @window before anything else sees it. Signals:
 * "typed" (guint character): a person typed a character outside a text field;
 * "scanned" (const char *text): a scanner sent a code;
 * "key" (guint keyval) → gboolean: another unmodified key, before the focused widget; TRUE stops it. Never a repeated
 * Enter. */
FielScanner *fiel_scanner_new (GtkWindow *window);

/* Where the silence after a key is measured; nothing is held without one. (nullable) */
void fiel_scanner_set_clock (FielScanner *self, FielClock *clock);

G_END_DECLS
