/* fiel-scanner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-scanner.h"

#include "fiel-press-guard.h"
#include "fiel-scan-detector.h"

/* FielScanner: the window's first look at every key, so that a scan never reaches the amount, a button or "Charge".
 *
 * A text field that has the focus gets its keys untouched: a scan types into it and its Enter only ends the field.
 * Elsewhere characters are held (35 ms, nobody notices) until FielScanDetector knows whether a hand or a scanner sent
 * them. */

struct _FielScanner
{
  GObject parent_instance;

  GtkWindow *window;            /* unowned: it owns us */
  FielClock *clock;             /* owned, nullable */
  FielScanDetector *detector;   /* owned */
  FielPressGuard enter;

  guint timer;                  /* of the clock */
  guint settle_id;              /* idle source */
};

G_DEFINE_FINAL_TYPE (FielScanner, fiel_scanner, G_TYPE_OBJECT)

enum
{
  TYPED,
  SCANNED,
  KEY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
typed_cb (gunichar character, gpointer user_data)
{
  g_signal_emit (user_data, signals[TYPED], 0, (guint) character);
}

static void
scanned_cb (const char *text, gpointer user_data)
{
  g_signal_emit (user_data, signals[SCANNED], 0, text);
}

static void
forget_silence (FielScanner *self)
{
  if (self->clock != NULL)
    fiel_clock_clear_timer (self->clock, &self->timer);
  g_clear_handle_id (&self->settle_id, g_source_remove);
}

static gboolean
settle_cb (gpointer user_data)
{
  FielScanner *self = FIEL_SCANNER (user_data);

  self->settle_id = 0;
  fiel_scan_detector_settle (self->detector);

  return G_SOURCE_REMOVE;
}

/* Keys that already wait in the queue come before an idle source: a window that was busy must not cut a scan in two. */
static void
silence_cb (gpointer user_data)
{
  FielScanner *self = FIEL_SCANNER (user_data);

  self->timer = 0;
  self->settle_id = g_idle_add (settle_cb, self);
}

static void
await_silence (FielScanner *self)
{
  guint wait_ms = fiel_scan_detector_get_wait_ms (self->detector);

  forget_silence (self);

  if (wait_ms > 0)
    self->timer = fiel_clock_add_timer (self->clock, wait_ms * G_TIME_SPAN_MILLISECOND, silence_cb, self);
}

static gboolean
focus_is_text (FielScanner *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  return focus != NULL && GTK_IS_EDITABLE (focus);
}

static gboolean
is_terminator (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter ||
         keyval == GDK_KEY_Linefeed || keyval == GDK_KEY_Tab;
}

static gboolean
handle_terminator (FielScanner *self, guint keyval, guint32 time_ms)
{
  gboolean swallowed = fiel_scan_detector_terminate (self->detector, time_ms);
  gboolean handled = FALSE;

  await_silence (self);

  if (swallowed)
    return TRUE;

  if (keyval == GDK_KEY_Tab)
    return FALSE;

  if (!fiel_press_guard_key_down (&self->enter))
    return TRUE;

  g_signal_emit (self, signals[KEY], 0, keyval, &handled);

  return handled;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                FielScanner *self)
{
  guint32 time_ms = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  gunichar character = gdk_keyval_to_unicode (keyval);
  gboolean handled = FALSE;

  if (self->clock == NULL)
    return FALSE;

  if (focus_is_text (self))
    {
      /* The field's Enter moves the focus on: what the keyboard repeats after it must not charge. */
      if (is_terminator (keyval))
        fiel_press_guard_key_down (&self->enter);
      return FALSE;
    }

  if (is_terminator (keyval))
    return handle_terminator (self, keyval, time_ms);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return FALSE;

  /* A space alone presses the focused button; no code starts with one. */
  if (g_unichar_isgraph (character) ||
      (character == ' ' && fiel_scan_detector_get_wait_ms (self->detector) > 0))
    {
      fiel_scan_detector_press (self->detector, character, time_ms);
      await_silence (self);
      return TRUE;
    }

  if (fiel_scan_detector_get_wait_ms (self->detector) == FIEL_SCAN_GAP_MS && character != 0)
    fiel_scan_detector_settle (self->detector);

  g_signal_emit (self, signals[KEY], 0, keyval, &handled);

  return handled;
}

static void
key_released_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                 FielScanner *self)
{
  if (is_terminator (keyval))
    fiel_press_guard_key_up (&self->enter);
}

/* A release that happens in another window is never seen here. */
static void
is_active_cb (GtkWindow *window, GParamSpec *pspec, FielScanner *self)
{
  fiel_press_guard_key_up (&self->enter);
}

static void
fiel_scanner_dispose (GObject *object)
{
  FielScanner *self = FIEL_SCANNER (object);

  forget_silence (self);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fiel_scanner_parent_class)->dispose (object);
}

static void
fiel_scanner_finalize (GObject *object)
{
  FielScanner *self = FIEL_SCANNER (object);

  g_clear_pointer (&self->detector, fiel_scan_detector_free);

  G_OBJECT_CLASS (fiel_scanner_parent_class)->finalize (object);
}

static void
fiel_scanner_class_init (FielScannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_scanner_dispose;
  object_class->finalize = fiel_scanner_finalize;

  signals[TYPED] = g_signal_new ("typed", FIEL_TYPE_SCANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SCANNED] = g_signal_new ("scanned", FIEL_TYPE_SCANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[KEY] = g_signal_new ("key", FIEL_TYPE_SCANNER, G_SIGNAL_RUN_LAST, 0,
                               g_signal_accumulator_true_handled, NULL, NULL,
                               G_TYPE_BOOLEAN, 1, G_TYPE_UINT);
}

static void
fiel_scanner_init (FielScanner *self)
{
  self->detector = fiel_scan_detector_new (typed_cb, scanned_cb, self);
}

FielScanner *
fiel_scanner_new (GtkWindow *window)
{
  FielScanner *self = g_object_new (FIEL_TYPE_SCANNER, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->window = window;

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (key_released_cb), self, 0);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (is_active_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);

  return self;
}

void
fiel_scanner_set_clock (FielScanner *self, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_SCANNER (self));
  g_return_if_fail (clock == NULL || FIEL_IS_CLOCK (clock));

  if (self->clock == clock)
    return;

  forget_silence (self);
  g_set_object (&self->clock, clock);
}
