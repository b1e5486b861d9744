/* fiel-ticker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TICKER (fiel_ticker_get_type ())
G_DECLARE_FINAL_TYPE (FielTicker, fiel_ticker, FIEL, TICKER, GObject)

/* Signal "tick": a second of the clock passed while @widget could be seen; also at once when it starts to be seen.
 * @widget owns the ticker and outlives it. */
FielTicker *fiel_ticker_new (GtkWidget *widget);

void fiel_ticker_set_clock (FielTicker *self, FielClock *clock);   /* (nullable): nothing ticks without one */
FielClock *fiel_ticker_get_clock (FielTicker *self);               /* (transfer none) (nullable) */

/* 0 without a clock. */
gint64 fiel_ticker_get_now_us (FielTicker *self);
gint64 fiel_ticker_get_now_wall_us (FielTicker *self);

G_END_DECLS
