/* fiel-ticker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ticker.h"

/* FielTicker: one tick a second from the engine's clock, while a widget is mapped: what counts down on a page that
 * nobody sees costs nothing, and a test moves the countdown by hand. */

struct _FielTicker
{
  GObject parent_instance;

  GtkWidget *widget;  /* unowned: it owns us */
  FielClock *clock;   /* owned, nullable */
  guint timer;        /* of the clock */
};

G_DEFINE_FINAL_TYPE (FielTicker, fiel_ticker, G_TYPE_OBJECT)

enum
{
  TICK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop (FielTicker *self)
{
  if (self->clock != NULL)
    fiel_clock_clear_timer (self->clock, &self->timer);
}

static void tick_cb (gpointer user_data);

static void
await_second (FielTicker *self)
{
  self->timer = fiel_clock_add_timer (self->clock, G_USEC_PER_SEC, tick_cb, self);
}

static void
tick_cb (gpointer user_data)
{
  FielTicker *self = FIEL_TICKER (user_data);

  self->timer = 0;
  await_second (self);
  g_signal_emit (self, signals[TICK], 0);
}

static void
start (FielTicker *self)
{
  if (self->clock == NULL || self->timer != 0 || !gtk_widget_get_mapped (self->widget))
    return;

  await_second (self);
  g_signal_emit (self, signals[TICK], 0);
}

static void
fiel_ticker_dispose (GObject *object)
{
  FielTicker *self = FIEL_TICKER (object);

  stop (self);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fiel_ticker_parent_class)->dispose (object);
}

static void
fiel_ticker_class_init (FielTickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_ticker_dispose;

  signals[TICK] = g_signal_new ("tick", FIEL_TYPE_TICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fiel_ticker_init (FielTicker *self)
{
}

FielTicker *
fiel_ticker_new (GtkWidget *widget)
{
  FielTicker *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (FIEL_TYPE_TICKER, NULL);
  self->widget = widget;
  g_signal_connect_object (widget, "map", G_CALLBACK (start), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);

  return self;
}

void
fiel_ticker_set_clock (FielTicker *self, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_TICKER (self));
  g_return_if_fail (clock == NULL || FIEL_IS_CLOCK (clock));

  if (self->clock == clock)
    return;

  stop (self);
  g_set_object (&self->clock, clock);
  start (self);
}

FielClock *
fiel_ticker_get_clock (FielTicker *self)
{
  g_return_val_if_fail (FIEL_IS_TICKER (self), NULL);

  return self->clock;
}

gint64
fiel_ticker_get_now_us (FielTicker *self)
{
  g_return_val_if_fail (FIEL_IS_TICKER (self), 0);

  return self->clock != NULL ? fiel_clock_get_boot_us (self->clock) : 0;
}

gint64
fiel_ticker_get_now_wall_us (FielTicker *self)
{
  g_return_val_if_fail (FIEL_IS_TICKER (self), 0);

  return self->clock != NULL ? fiel_clock_get_wall_us (self->clock) : 0;
}
