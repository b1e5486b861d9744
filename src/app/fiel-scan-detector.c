/* fiel-scan-detector.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-scan-detector.h"

/* FielScanDetector: tells a barcode scanner, which is a very fast keyboard, from a hand.
 *
 * Every character is held until the next key, or silence, says what it was:
 *
 *   empty ──key──► held ──6th key, all gaps < 35 ms──► scan ──terminator or silence──► scanned (), empty
 *                   │
 *                   ├─ gap ≥ 35 ms ─────────► typed () for each, and on with the new key
 *                   └─ terminator < 35 ms ──► typed () for each, the terminator is dropped: no hand is that fast
 *
 * A terminator that comes soon after a scan (CR and LF, or a late CR) is dropped too, so that a scan never presses
 * anything. Times are those of the events, so a busy window does not turn a scan into typing. Pure: no clock, no
 * widget. */

#define SCAN_END_MS 250     /* a scan without a terminator ends after this silence */
#define AFTER_SCAN_MS 1000  /* terminators this soon after a scan belong to it */
#define MAX_KEYS 256        /* what a scan keeps; the rest is swallowed */

struct _FielScanDetector
{
  FielScanTypedFunc typed;
  FielScanScannedFunc scanned;
  gpointer user_data;       /* unowned */

  GString *held;            /* owned */
  guint n_keys;
  guint32 last_ms;
  guint32 scan_ms;          /* when the last scan ended */
  gboolean scan_seen;
};

static gboolean
is_scan (FielScanDetector *self)
{
  return self->n_keys >= FIEL_SCAN_MIN_KEYS;
}

static void
reset (FielScanDetector *self)
{
  g_string_truncate (self->held, 0);
  self->n_keys = 0;
}

static void
hand_over_scan (FielScanDetector *self)
{
  g_autofree char *text = g_strdup (self->held->str);

  reset (self);
  self->scan_seen = TRUE;
  self->scan_ms = self->last_ms;

  if (text[0] != '\0')
    self->scanned (text, self->user_data);
}

static void
hand_over_typed (FielScanDetector *self)
{
  g_autofree char *text = g_strdup (self->held->str);

  reset (self);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    self->typed (g_utf8_get_char (p), self->user_data);
}

static void
settle_before (FielScanDetector *self, guint32 time_ms)
{
  if (self->n_keys > 0 && time_ms - self->last_ms >= fiel_scan_detector_get_wait_ms (self))
    fiel_scan_detector_settle (self);
}

FielScanDetector *
fiel_scan_detector_new (FielScanTypedFunc typed, FielScanScannedFunc scanned, gpointer user_data)
{
  FielScanDetector *self = g_new0 (FielScanDetector, 1);

  self->typed = typed;
  self->scanned = scanned;
  self->user_data = user_data;
  self->held = g_string_new (NULL);

  return self;
}

void
fiel_scan_detector_free (FielScanDetector *self)
{
  g_string_free (self->held, TRUE);
  g_free (self);
}

void
fiel_scan_detector_press (FielScanDetector *self, gunichar character, guint32 time_ms)
{
  g_return_if_fail (self != NULL);

  settle_before (self, time_ms);

  if (self->n_keys < MAX_KEYS)
    {
      if (g_unichar_isprint (character))
        g_string_append_unichar (self->held, character);
      self->n_keys++;
    }

  self->last_ms = time_ms;
}

gboolean
fiel_scan_detector_terminate (FielScanDetector *self, guint32 time_ms)
{
  g_return_val_if_fail (self != NULL, FALSE);

  settle_before (self, time_ms);

  if (self->n_keys == 0)
    return self->scan_seen && time_ms - self->scan_ms < AFTER_SCAN_MS;

  self->last_ms = time_ms;
  self->n_keys++;
  fiel_scan_detector_settle (self);

  return TRUE;
}

void
fiel_scan_detector_settle (FielScanDetector *self)
{
  g_return_if_fail (self != NULL);

  if (is_scan (self))
    hand_over_scan (self);
  else
    hand_over_typed (self);
}

guint
fiel_scan_detector_get_wait_ms (FielScanDetector *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->n_keys == 0)
    return 0;

  return is_scan (self) ? SCAN_END_MS : FIEL_SCAN_GAP_MS;
}
