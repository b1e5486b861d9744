/* fiel-callback.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FIEL_TYPE_CALLBACK (fiel_callback_get_type ())
G_DECLARE_FINAL_TYPE (FielCallback, fiel_callback, FIEL, CALLBACK, GObject)

GBytes *fiel_callback_get_body (FielCallback *self);  /* (transfer none) */

/* What it says is durable: the sender gets its 200 (I7). Once; harmless when the sender has given up meanwhile. */
void fiel_callback_accept (FielCallback *self);
/* It could not be kept: the sender gets what everybody gets who has no business here. Without a word of either, the
 * connection is closed at its deadline. */
void fiel_callback_refuse (FielCallback *self);

G_END_DECLS
