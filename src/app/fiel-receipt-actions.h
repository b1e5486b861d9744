/* fiel-receipt-actions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-window.h"

G_BEGIN_DECLS

/* Gives @window the actions "win.print-receipt", "win.save-receipt", "win.print-on-terminal" (our receipt) and
 * "win.print-slip-again" (the terminal's own), each with the id of a payment (s). What goes
 * wrong is said in @toasts and stays there until somebody has read it. They live as long as the window. */
void fiel_receipt_actions_install (FielWindow *window, AdwToastOverlay *toasts);

G_END_DECLS
